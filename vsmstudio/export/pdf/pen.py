"""The pen that writes text and rules lines on a page, as PDF's own operators.

reportlab's text objects do the same, but work out every number, colour and letter anew each time; a report has tens of
thousands of texts. Here a text is put into the font's codes once for a document, and a colour once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from reportlab.lib.colors import toColor
from reportlab.pdfbase import pdfmetrics

_ESCAPED = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {ord(c): f"\\{c}" for c in "\\()"}

_CIRCLE = 0.5523  # how far a quarter circle's control points lie


class Line(NamedTuple):
    """A run of letters of one font (as reportlab calls it): `x` is its left end, `y` its base line, counted upwards.

    `color` is written `#rrggbb`; `squeeze` is how wide the letters are drawn, of their own width.
    """

    x: float
    y: float
    words: str
    font: str
    size: float
    color: str
    squeeze: float = 1.0


class Pen:
    """Writes on the page that a canvas is on."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._typed: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._colors: dict[tuple[str, str], str] = {}

    def write(self, lines: Iterable[Line]) -> None:
        """Draw runs of letters."""
        said = ["BT"]
        font: tuple[str, float] | None = None
        color, squeeze = "", 1.0
        for line in lines:
            if line.color != color:
                color = line.color
                said.append(self._color(color, "rg"))
            said.append(f"1 0 0 1 {line.x:.2f} {line.y:.2f} Tm")
            if line.squeeze != squeeze:
                squeeze = line.squeeze
                said.append(f"{squeeze * 100:.2f} Tz")
            for name, shown in self._codes(line.font, line.words):
                if font != (name, line.size):
                    font = (name, line.size)
                    said.append(f"{name} {line.size:.4g} Tf")
                said.append(shown)
        if len(said) > 1:
            said.append("ET" if squeeze == 1.0 else "100 Tz ET")
            self._canvas.addLiteral(" ".join(said))

    def rule(self, x1: float, y1: float, x2: float, y2: float, color: str, width: float) -> None:
        """Draw a straight line."""
        self._canvas.addLiteral(f"{self._color(color, 'RG')} {width:.2f} w n {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def area(self, points: Iterable[tuple[float, float]], color: str) -> None:
        """Fill a closed area."""
        way = " l ".join(f"{x:.2f} {y:.2f}" for x, y in points).replace(" l ", " m ", 1)
        self._canvas.addLiteral(f"{self._color(color, 'rg')} n {way} l h f")

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, stroke: str, line: float, radius: float
    ) -> None:
        """A rectangle, its corners rounded by `radius`; `x` and `y` are its lower left corner."""
        if not fill and not stroke:
            return
        way = _rounded(x, y, width, height, radius) if radius else f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        inked = f"{self._color(fill, 'rg')} " if fill else ""
        if stroke:
            inked += f"{self._color(stroke, 'RG')} {line:.2f} w "
        self._canvas.addLiteral(f"{inked}n {way} {'B' if fill and stroke else 'f' if fill else 'S'}")

    def _codes(self, name: str, words: str) -> list[tuple[str, str]]:
        """A run as the fonts of the document hold it: each font's name, and the operator that shows the letters."""
        key = (name, words)
        found = self._typed.get(key)
        if found is None:
            font: Any = pdfmetrics.getFont(name)
            held = self._canvas._doc
            found = self._typed[key] = [
                (font.getSubsetInternalName(subset, held), f"({codes.decode('latin-1').translate(_ESCAPED)}) Tj")
                for subset, codes in font.splitString(words, held)
            ]
        return found

    def _color(self, color: str, sets: str) -> str:
        """The operator that sets a colour for areas and text (`rg`) or for lines (`RG`)."""
        found = self._colors.get((color, sets))
        if found is None:
            held = toColor(color)
            found = self._colors[(color, sets)] = f"{held.red:.4f} {held.green:.4f} {held.blue:.4f} {sets}"
        return found


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The outline of a rectangle with quarters of circles for corners, as roundly as four curves can be."""
    held = radius * (1 - _CIRCLE)
    right, top = x + width, y + height
    return (
        f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l "
        f"{right - held:.2f} {y:.2f} {right:.2f} {y + held:.2f} {right:.2f} {y + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - held:.2f} {right - held:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{x + radius:.2f} {top:.2f} l "
        f"{x + held:.2f} {top:.2f} {x:.2f} {top - held:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l "
        f"{x:.2f} {y + held:.2f} {x + held:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h"
    )
