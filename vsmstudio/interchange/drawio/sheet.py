"""A page in the writing: cells as lines of XML, uncompressed, so that two versions compare in any text tool."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from vsmstudio.interchange.drawio.label import lines_of
from vsmstudio.notation.shapes import Point, Rect

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Sheet:
    """The cells of one page. `add` and `join` give the id that a cell got: the wanted one, or one like it that is free."""

    def __init__(self, attrs: Mapping[str, str] | None = None) -> None:
        self._ids = {"0", "1"}
        root = _wrapped("0", "", attrs, "<mxCell/>") if attrs else '<mxCell id="0"/>'
        self._lines = [root, '<mxCell id="1" parent="0"/>']

    def lines(self) -> list[str]:
        return list(self._lines)

    def free(self, wanted: str) -> str:
        """An id that no other cell of the page has."""
        wanted = _NOT_XML.sub("_", wanted) or "cell"
        key = wanted
        at = 2
        while key in self._ids:
            key = f"{wanted}~{at}"
            at += 1
        self._ids.add(key)
        return key

    def add(
        self,
        wanted: str,
        area: Rect,
        style: str,
        label: str = "",
        parent: str = "1",
        attrs: Mapping[str, str] | None = None,
    ) -> str:
        """A vertex. `label` is HTML or plain text as its style says; `area` is within its parent."""
        key = self.free(wanted)
        told = zip(("x", "y", "width", "height"), map(pixels, area), strict=True)
        sides = " ".join(f'{name}="{value}"' for name, value in told)
        place = f'<mxGeometry {sides} as="geometry"/>'
        self._put(key, label, attrs, f'style="{_attr(style)}" vertex="1" parent="{_attr(parent)}"', place)
        return key

    def join(
        self,
        wanted: str,
        style: str,
        points: Sequence[Point],
        ends: tuple[str, str] | None = None,
        label: str = "",
        parent: str = "1",
        attrs: Mapping[str, str] | None = None,
    ) -> str:
        """An edge along points, attached to the two cells in `ends`; without them a line."""
        key = self.free(wanted)
        tied = f' source="{_attr(ends[0])}" target="{_attr(ends[1])}"' if ends else ""
        spots = "" if ends else _point(points[0], "sourcePoint") + _point(points[-1], "targetPoint")
        inner = "".join(_point(point) for point in points[1:-1])
        way = f'<Array as="points">{inner}</Array>' if inner else ""
        place = f'<mxGeometry relative="1" as="geometry">{spots}{way}</mxGeometry>'
        self._put(key, label, attrs, f'style="{_attr(style)}" edge="1" parent="{_attr(parent)}"{tied}', place)
        return key

    def _put(self, key: str, label: str, attrs: Mapping[str, str] | None, said: str, place: str) -> None:
        if attrs:
            self._lines.append(_wrapped(key, label, attrs, f"<mxCell {said}>{place}</mxCell>"))
        else:
            value = f' value="{_attr(label)}"' if label else ""
            self._lines.append(f'<mxCell id="{_attr(key)}"{value} {said}>{place}</mxCell>')


def _wrapped(key: str, label: str, attrs: Mapping[str, str], cell: str) -> str:
    said = "".join(f' {name}="{_attr(value)}"' for name, value in attrs.items())
    return f'<object label="{_attr(label)}"{said} id="{_attr(key)}">{cell}</object>'


def style(name: str = "", /, **words: str | float | None) -> str:
    """A style in draw.io's words; what is None is left out."""
    said = [
        f"{key}={pixels(value) if isinstance(value, float) else value}"
        for key, value in words.items()
        if value is not None
    ]
    return ";".join([name, *said] if name else said) + ";"


def safe(text: str) -> str:
    """A text as HTML that shows it, line ends kept."""
    return "<br>".join(escape(line, quote=False) for line in _NOT_XML.sub(" ", text).split("\n"))


def shown(label: str) -> str:
    """A label as it will be read back while nobody edits it."""
    return "\n".join(lines_of(label, True))


def page_xml(name: str, key: str, sheet: Sheet) -> list[str]:
    """The lines of a page."""
    return [
        f'  <diagram name="{_attr(name)}" id="{_attr(key)}">',
        '    <mxGraphModel grid="1" gridSize="8" guides="1" tooltips="1" connect="1" arrows="1" fold="1" page="0" pageScale="1" '
        'pageWidth="1169" pageHeight="827" math="0" shadow="0">',
        "      <root>",
        *(f"        {line}" for line in sheet.lines()),
        "      </root>",
        "    </mxGraphModel>",
        "  </diagram>",
    ]


def _point(point: Point, named: str = "") -> str:
    told = f' as="{named}"' if named else ""
    return f'<mxPoint x="{pixels(point[0])}" y="{pixels(point[1])}"{told}/>'


def _attr(text: str) -> str:
    """A text as the value of an attribute, line ends and tabs kept."""
    text = escape(_NOT_XML.sub("\ufffd", text))
    return text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def pixels(value: float) -> str:
    """A number of pixels as short as a hundredth allows.

    >>> pixels(3.0), pixels(0.126), pixels(-0.001)
    ('3', '0.13', '0')
    """
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
