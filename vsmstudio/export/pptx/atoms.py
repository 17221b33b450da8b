"""The atoms of a slide's XML: text, colours, outlines and places. Lengths are points; text is escaped, never a link."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal, NamedTuple

from vsmstudio.notation.shapes import Align, Rect

EMU = 12700  # a point
LEADING = 1.25  # the height of a line of text, in its size; set outright, as fonts differ
LOOSE = 1.08  # how much wider than measured a text may be in the fonts that Office has

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)

# Roles that are colours of the deck's theme, so that whoever changes the theme changes the slides.
SCHEME = {
    "ink": "tx1",
    "sheet": "bg1",
    "muted": "tx2",
    "line": "tx2",
    "head": "bg2",
    "accent": "accent1",
    "critical": "accent2",
    "gap_line": "accent3",
    "good": "accent4",
}

Anchor = Literal["t", "ctr", "b"]
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}


class Run(NamedTuple):
    """Words in one look."""

    words: str
    size: float = 12.0
    color: str = "ink"
    bold: bool = False


class Paragraph(NamedTuple):
    """Runs on one line, as far as it does not wrap; `before` is the space above it, `bullet` sets a dot in front.

    `leading` is the height of a line, where it is not that of its size.
    """

    runs: tuple[Run, ...]
    align: Align = "left"
    before: float = 0.0
    bullet: bool = False
    leading: float = 0.0


def said(words: str, size: float = 12.0, color: str = "ink", bold: bool = False, align: Align = "left") -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(words, size, color, bold),), align)


def clean(words: str) -> str:
    """Text as text: no control characters, nothing that XML cannot hold.

    >>> clean("a\\x0bb\\x00c")
    'a b c'
    """
    return _NOT_XML.sub("\ufffd", _CONTROLS.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(words: str) -> str:
    """The same text in one line."""
    return " ".join(clean(words).split())


def emu(points: float) -> int:
    """Points in the unit of the file."""
    return round(points * EMU)


def attribute(words: str) -> str:
    """Text inside an attribute."""
    return escape(clean(words), quote=True).replace("\n", "&#10;").replace("\t", " ")


def color(role: str, theme: Mapping[str, str]) -> str:
    """A role as a colour of the theme where it is one, else as it is."""
    if role in SCHEME:
        return f'<a:schemeClr val="{SCHEME[role]}"/>'
    return f'<a:srgbClr val="{theme[role].lstrip("#")}"/>'


def fill(role: str, theme: Mapping[str, str]) -> str:
    return f"<a:solidFill>{color(role, theme)}</a:solidFill>" if role else "<a:noFill/>"


def outline(role: str, width: float, theme: Mapping[str, str], dash: Sequence[float] = (), arrow: bool = False) -> str:
    """A line; its dashes are as long as the picture says, in widths of the line."""
    if not role:
        return "<a:ln><a:noFill/></a:ln>"
    dashed = ""
    if dash:
        parts = [max(round(each / max(width, 0.1) * 100000), 1000) for each in dash[:2]]
        dashed = f'<a:custDash><a:ds d="{parts[0]}" sp="{parts[-1]}"/></a:custDash>'
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if arrow else ""
    return f'<a:ln w="{emu(width)}">{fill(role, theme)}{dashed}<a:round/>{head}</a:ln>'


def place(area: Rect, rotation: int = 0, flip_h: bool = False, flip_v: bool = False) -> str:
    """Where a shape lies; `rotation` in degrees."""
    turned = f' rot="{rotation * 60000}"' if rotation else ""
    turned += ' flipH="1"' if flip_h else ""
    turned += ' flipV="1"' if flip_v else ""
    return (
        f'<a:xfrm{turned}><a:off x="{emu(area.x)}" y="{emu(area.y)}"/>'
        f'<a:ext cx="{max(emu(area.width), 0)}" cy="{max(emu(area.height), 0)}"/></a:xfrm>'
    )


def look(run: Run, theme: Mapping[str, str], tag: str = "a:rPr") -> str:
    bold = ' b="1"' if run.bold else ""
    return f'<{tag} lang="en-GB" sz="{round(run.size * 100)}"{bold} dirty="0">{fill(run.color, theme)}</{tag}>'


def paragraph(each: Paragraph, theme: Mapping[str, str]) -> str:
    size = max((run.size for run in each.runs), default=12.0)
    space = f'<a:spcBef><a:spcPts val="{round(each.before * 100)}"/></a:spcBef>' if each.before else ""
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if each.bullet else "<a:buNone/>"
    indent = f'marL="{emu(12)}" indent="{-emu(12)}"' if each.bullet else 'marL="0" indent="0"'
    parts = [
        f'<a:p><a:pPr {indent} algn="{_ALIGN[each.align]}">'
        f'<a:lnSpc><a:spcPts val="{round((each.leading or size * LEADING) * 100)}"/></a:lnSpc>{space}{bullet}</a:pPr>'
    ]
    for run in each.runs:
        for index, line in enumerate(clean(run.words).split("\n")):
            parts.append("<a:br>" + look(run, theme) + "</a:br>" if index else "")
            parts.append(f"<a:r>{look(run, theme)}<a:t>{escape(line, quote=False)}</a:t></a:r>" if line else "")
    last = each.runs[-1] if each.runs else Run("", size)
    return "".join([*parts, look(last, theme, "a:endParaRPr"), "</a:p>"])


def body(
    paragraphs: Sequence[Paragraph],
    theme: Mapping[str, str],
    anchor: Anchor = "t",
    wrap: bool = True,
    inset: tuple[float, float] = (0.0, 0.0),
    tag: str = "p:txBody",
) -> str:
    """The text of a shape; `inset` is the space beside and above it."""
    x, y = emu(inset[0]), emu(inset[1])
    written = "".join(paragraph(each, theme) for each in paragraphs) or "<a:p/>"
    return (
        f'<{tag}><a:bodyPr wrap="{"square" if wrap else "none"}" lIns="{x}" tIns="{y}" rIns="{x}" bIns="{y}" '
        f'anchor="{anchor}" rtlCol="0"><a:noAutofit/></a:bodyPr><a:lstStyle/>{written}</{tag}>'
    )
