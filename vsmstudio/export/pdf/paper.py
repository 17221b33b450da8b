"""Sheets of paper to draw on: pages with heading and footer, text from the bundled faces, lines and areas.

Lengths are points of a sheet as wide as A4, whatever the real one is; y grows downwards from the upper edge; colours are
roles of the brand's theme. No text is ever read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Literal, NamedTuple

from reportlab.lib.colors import Color, toColor
from reportlab.lib.utils import ImageReader

from vsmstudio.export.emblems import size_of
from vsmstudio.export.options import Options
from vsmstudio.export.pdf.fonts import brand_faces, registered
from vsmstudio.export.pdf.pen import Line, Pen
from vsmstudio.export.pdf.sheets import NOMINAL, sheet_of
from vsmstudio.export.tables.words import kept
from vsmstudio.notation import text

WIDTH = NOMINAL
LEFT, RIGHT, TOP = 44.0, WIDTH - 44.0, 40.0
MIDDLE = RIGHT - LEFT
SMALL, BODY, STRONG, LEAD, TITLE = 7.5, 9.0, 10.5, 12.0, 19.0
FRESH = TOP + TITLE * 1.42 + 13  # where the content of a page without a first sentence begins

_LEADING, MOST_LINES = 1.4, 30  # of a paragraph
_PLAIN = Options()
_LEFT_TO_RIGHT, _JOINT = "\u200e", re.compile("(: | · )")

Align = Literal["left", "center", "right"]


class Piece(NamedTuple):
    """One line of text at its place: `x` is its left end, middle or right end by `align`, `y` its baseline."""

    x: float
    y: float
    words: str
    size: float = BODY
    color: str = "ink"
    bold: bool = False
    align: Align = "left"


class Paper:
    """The document being drawn: where the pen stands is the caller's concern, which page it is on is kept here.

    `height` is that of the sheet it is on, `bottom` where its content ends, `unit` the real points of a nominal one.
    """

    def __init__(self, canvas: Any, footer: str, options: Options = _PLAIN) -> None:
        self.canvas = canvas
        self._pen = Pen(canvas)
        self._set: dict[tuple[text.Run, bool], tuple[str, float, float]] = {}
        self.options = options
        self._theme = options.brand.theme
        self._faces = brand_faces(options.brand)
        self._colors: dict[str, Color] = {}
        self.page = 0
        self._footer = footer
        self._keys = 0
        self._headed = False
        self.front = 0  # pages before the first that is counted; they bear roman numbers
        self._above: list[tuple[int, str]] = []  # headings of the contents that the next bookmark stands under
        self._level, self._lift, self._last = 0, 0, -1  # where bookmarks of level 0 stand; the level of the last one
        self.sections: list[tuple[int, str, str]] = []  # (level, title, page) for the table of contents
        self.lists = True  # are further sections to stand in it?
        self.on_section: Callable[[int], object] | None = None  # told the level of each as its page begins
        self.end: float | None = None  # where the content of the page ends, if another section may follow it there
        self._take_sheet(large=False)

    # Pages

    def bare_page(self, large: bool = False) -> None:
        """A page without heading and footer; `large`: on the large sheet of the family of paper."""
        if self.page:
            self.close_page()
        self.page += 1
        self.end = None
        self._take_sheet(large)
        self.canvas.setPageSize((self._sheet.width, self._sheet.height))
        self.canvas.scale(self.unit, self.unit)

    def back_to_sheet(self) -> None:
        """Measure again by the sheet that the report is made on, whatever the last page was drawn on."""
        self._take_sheet(large=False)

    def _take_sheet(self, large: bool) -> None:
        self._sheet = sheet_of(self.options.paper, large)
        self.unit = self._sheet.unit
        self.height = self._sheet.nominal_height
        self.bottom = self.height - 52.0

    def close_page(self) -> None:
        """End the page. Its footer is drawn last, so that it is also read last."""
        if self._headed:
            self._draw_footer()
        self._headed = False
        self.canvas.showPage()

    def open_page(
        self, title: str, lead: str = "", level: int | None = 0, key: str = "", outline: str = "", large: bool = False
    ) -> float:
        """A page with its heading and first sentence; where its content begins. `level` None: no bookmark."""
        self.bare_page(large)
        title, lead = (" ".join(words.split()) for words in (title, lead))  # names may hold several lines
        if level is not None:
            self.bookmark(outline or title, level, key)
        y = TOP + TITLE
        for line in text.wrap(title, TITLE, MIDDLE, True, lines=2):
            self.write(Piece(LEFT, y, line, TITLE, bold=True))
            y += TITLE * 1.2
        y -= TITLE * 0.78
        if lead:
            y = self.paragraph(LEFT, y, MIDDLE, lead, LEAD, "muted", lines=4)
        self._headed = True
        return y + 13

    def continued(self, title: str, large: bool = False) -> float:
        """A further page of the same section; where its content begins."""
        name = text.shorten(" ".join(title.split()), TITLE, MIDDLE - 120, True)
        return self.open_page(f"{name} (continued)", level=None, large=large)

    def stand_at(self, level: int, lift: int = 0) -> None:
        """What is bookmarked from now on stands at this level of the contents.

        `lift`: by so many levels higher than it says, as what it would stand under is not there.
        """
        self._above = [each for each in self._above if each[0] < level]
        self._level, self._lift = level, lift

    def stand_under(self, title: str, level: int, lift: int = 0) -> None:
        """As `stand_at`, under a heading of this level, which stands there once anything does."""
        self.stand_at(level + 1, lift)
        self._above = [*(each for each in self._above if each[0] < level), (level, title)]

    def bookmark(self, title: str, level: int, key: str = "", listed: bool = True) -> None:
        """An entry of the outline that leads to this page; `key` names it for links. `listed`: among the contents, too."""
        for above, heading in self._above:
            self._enter(heading, above, "", True)
        self._above = []
        self._enter(title, max(level - self._lift, 0) + self._level, key, listed and self.lists)

    def _enter(self, title: str, level: int, key: str, listed: bool) -> None:
        self._last = level = min(level, self._last + 1)
        if listed and self.on_section:
            self.on_section(level)
            self.sections.append((level, clean(title) or "Untitled", self.label()))
        self._keys += 1
        key = key or f"section-{self._keys}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(clean(title)[:200] or "Untitled", key, level=level, closed=level > 0)

    def label(self, page: int = 0) -> str:
        """The number that a page bears (this one, unless another is named)."""
        page = page or self.page
        return str(page - self.front) if 0 < self.front < page else roman(page)

    def anchor(self, key: str, y: float) -> None:
        """A place that a link can lead to."""
        self.canvas.bookmarkHorizontal(key, 0, self.height - max(y - 20, 0))

    def link(self, key: str, x: float, y: float, width: float, height: float) -> None:
        """An area that leads to an anchor."""
        self.canvas.linkRect("", key, (x, self.height - y - height, x + width, self.height - y), Border="[0 0 0]")

    def _draw_footer(self) -> None:
        y = self.height - 26
        self.line(LEFT, y - 12, RIGHT, y - 12)
        self.write(Piece(LEFT, y, text.shorten(self._footer, SMALL, MIDDLE - 60), SMALL, "muted"))
        self.write(Piece(RIGHT, y, self.label(), SMALL, "muted", align="right"))

    # Words

    def write(self, *pieces: Piece) -> None:
        """Draw lines of text."""
        self.write_all(pieces)

    def write_all(self, pieces: Iterable[Piece]) -> None:
        """Draw many lines of text at once, which is quick."""
        self._write(pieces, self.height)

    def write_at(self, origin: float, *pieces: Piece) -> None:
        """Draw lines of text whose `y` counts from there: in a picture from its own edge, not from that of the page."""
        self._write(pieces, origin)

    def _write(self, pieces: Iterable[Piece], origin: float) -> None:
        lines: list[Line] = []
        frames: list[tuple[float, float, str, float, str]] = []
        for x, y, words, size, color, bold, align in pieces:
            runs = text.split_runs(_led(words), bold)
            faces = [self._set_in(run, bold) for run in runs]
            if align != "left":
                whole = sum(wide for _, _, wide in faces) * size
                x -= whole if align == "right" else whole / 2
            for run, (name, squeeze, wide) in zip(runs, faces, strict=True):
                if run.face:
                    lines.append(Line(x, origin - y, run.text, name, size, self._theme[color], squeeze))
                else:
                    frames.append((x, y + self.height - origin, run.text, size, color))
                x += wide * size
        self._pen.write(lines)
        for frame in frames:
            self._frame(*frame)

    def _set_in(self, run: text.Run, bold: bool) -> tuple[str, float, float]:
        """The face that sets a run, how much it is squeezed to be no wider than was measured, and its width at a size of 1."""
        found = self._set.get((run, bold))
        if found is None:
            found = self._set[(run, bold)] = self._face_of(run, bold)
        return found

    def _face_of(self, run: text.Run, bold: bool) -> tuple[str, float, float]:
        drawn = (run.text,) if run.text.isascii() else run.text  # letters in drawn order are not put in order once more
        measured = sum(text.width(each, 1.0, bold) for each in drawn)
        brand = self._faces.get(run.face)
        if brand is None or not brand.holds(run.text):
            return (registered(run.face) if run.face else ""), 1.0, measured
        own = brand.width(run.text)
        squeeze = round(min(1.0, measured / own), 4) if own else 1.0
        return brand.name, squeeze, own * squeeze

    def paragraph(
        self, x: float, y: float, width: float, words: str, size: float = BODY, color: str = "ink", bold: bool = False,
        lines: int = MOST_LINES,
    ) -> float:  # fmt: skip
        """Text wrapped into a width, at most in so many lines, its first line below `y`; the y under it."""
        leading = size * _LEADING
        pieces = [
            Piece(x, y + size + index * leading, line, size, color, bold)
            for index, line in enumerate(text.wrap(kept(words), size, width, bold, lines))
        ]
        self.write_all(pieces)
        return y + len(pieces) * leading

    def flowing(self, words: str, y: float, title: str, color: str = "ink") -> float:
        """A paragraph over the whole width, on a further page of the section where it does not fit."""
        if y + paragraph_height(words, MIDDLE, BODY) > self.bottom:
            y = self.continued(title)
        return self.paragraph(LEFT, y, MIDDLE, words, BODY, color)

    def heading(self, words: str, y: float) -> float:
        """A heading inside a page; the y under it."""
        self.write(Piece(LEFT, y + STRONG, text.shorten(words, STRONG, MIDDLE, True), STRONG, bold=True))
        return y + STRONG + 4

    def entry(self, name: str, words: str, y: float, title: str) -> float:
        """A name and, beside it, what is said of it; the y of the next."""
        height = 4 + max(paragraph_height(name, 170, BODY, True), paragraph_height(words, MIDDLE - 190, BODY))
        if y + height > self.bottom:
            y = self.continued(title)
        self.paragraph(LEFT, y, 170, name, BODY, bold=True)
        self.paragraph(LEFT + 190, y, MIDDLE - 190, words, BODY, "muted")
        return y + height

    def _frame(self, x: float, y: float, character: str, size: float, color: str) -> None:
        """A character that no face holds: its code point in a frame, one em wide."""
        code = f"{ord(character):04X}"
        self.box(x + size * 0.06, y - size * 0.78, size * 0.88, size * 0.92, stroke=color, line=size * 0.04)
        rows = [code] if len(code) <= 2 else [code[: (len(code) + 1) // 2], code[(len(code) + 1) // 2 :]]
        small = size * 0.34
        for index, row in enumerate(rows):
            self.write(Piece(x + size / 2, y - size * 0.4 + index * size * 0.4, row, small, color, align="center"))

    # Lines and areas

    def colour(self, role: str) -> Color:
        """A role of the brand's theme as reportlab takes it."""
        if role not in self._colors:
            self._colors[role] = toColor(self._theme[role])
        return self._colors[role]

    def line(self, x1: float, y1: float, x2: float, y2: float, color: str = "hairline", width: float = 0.6) -> None:
        self._pen.rule(x1, self.height - y1, x2, self.height - y2, self._theme[color], width)

    def box(
        self, x: float, y: float, width: float, height: float, fill: str = "", stroke: str = "", line: float = 0.8,
        radius: float = 0.0,
    ) -> None:  # fmt: skip
        """A rectangle, its corners rounded by `radius`."""
        self._pen.box(x, self.height - y - height, width, height, self._hex(fill), self._hex(stroke), line, radius)

    def disc(self, cx: float, cy: float, radius: float, fill: str) -> None:
        self._colours(fill, "", 0)
        self.canvas.circle(cx, self.height - cy, radius, stroke=0, fill=1)

    def ring(self, cx: float, cy: float, radius: float, stroke: str) -> None:
        self._colours("", stroke, 0.9)
        self.canvas.circle(cx, self.height - cy, radius, stroke=1, fill=0)

    def area(self, points: Iterable[tuple[float, float]], fill: str) -> None:
        """A closed area."""
        self._pen.area([(x, self.height - y) for x, y in points], self._theme[fill])

    def _hex(self, role: str) -> str:
        return self._theme[role] if role else ""

    def picture(self, logo: bytes, x: float, y: float, width: float, height: float, align: Align = "left") -> None:
        """A logo fitted into an area, at its left or right and its lower edge; nothing where it cannot be drawn."""
        try:
            wide, tall = size_of(logo)
        except ValueError:
            return
        scale = min(width / wide, height / tall)
        left = x + (width - wide * scale if align == "right" else 0.0)
        image = ImageReader(BytesIO(logo))
        self.canvas.drawImage(
            image, left, self.height - y - height, wide * scale, tall * scale, mask="auto", preserveAspectRatio=True
        )

    def _colours(self, fill: str, stroke: str, line: float) -> None:
        if fill:
            self.canvas.setFillColor(self.colour(fill))
        if stroke:
            self.canvas.setStrokeColor(self.colour(stroke))
            self.canvas.setLineWidth(line)


def paragraph_height(words: str, width: float, size: float, bold: bool = False) -> float:
    """How high `Paper.paragraph` makes a text."""
    return len(text.wrap(kept(words), size, width, bold, MOST_LINES)) * size * _LEADING


def _led(words: str) -> str:
    """A text of both directions, led from left to right as the report's own words are; a mere name leads itself."""
    if words.isascii() or not any(unicodedata.bidirectional(each) in {"R", "AL"} for each in words):
        return words
    if not any(each.isascii() and each.isalpha() for each in words):
        return words
    return _LEFT_TO_RIGHT + _JOINT.sub(rf"\1{_LEFT_TO_RIGHT}", words)


def clean(words: str) -> str:
    """Text for the document's own entries (outline, title): one line, nothing that is no character."""
    plain = "".join(" " if ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF else char for char in words)
    return " ".join(plain.split())


def roman(number: int) -> str:
    """A small number in lower-case roman digits."""
    said = ""
    for value, digits in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        said += digits * (number // value)
        number %= value
    return said
