"""A picture as SVG for slides and pages: real text in the fonts that are there, and nothing that could act or load.

Texts are as wide as on the canvas, whichever font draws them (`textLength`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from vsmstudio.notation import text
from vsmstudio.notation.shapes import Box, Oval, Picture, Poly, Rect, Shape, Words, arrow_head, soft_corners
from vsmstudio.notation.theme import LIGHT

MARGIN = 16.0  # pixels of white around a picture
_SANS = "'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_FAMILIES = {
    "Inter": f"Inter, {_SANS}",
    "NotoSansHebrew": f"'Noto Sans Hebrew', 'Arial Hebrew', {_SANS}",
    "NotoSansArabic": f"'Noto Sans Arabic', 'Geeza Pro', {_SANS}",
    "WenQuanYiMicroHei": "'WenQuanYi Micro Hei', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif",
}
_ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOT = "font-kerning: none; font-variant-ligatures: none; font-feature-settings: 'calt' 0, 'liga' 0, 'clig' 0"


def svg(picture: Picture, title: str, theme: Mapping[str, str] = LIGHT, ground: bool = True) -> str:
    """The whole picture as an SVG document, with `title` for whoever cannot see it: on white with a margin, or on nothing."""
    area = picture.area.grown(MARGIN if ground else 0)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(area.width)}" height="{_n(area.height)}" '
        f'viewBox="{_n(area.x)} {_n(area.y)} {_n(area.width)} {_n(area.height)}" role="img" style="{_ROOT}">',
        f"<title>{_safe(title)}</title>",
        *([_background(area, theme)] if ground else []),
    ]
    for element in picture.elements:
        drawn = [part for shape in element.shapes for part in _shape(shape, theme)]
        said = f"<title>{_safe(element.tip)}</title>" if element.tip else ""
        parts.append(f"<g>{said}{''.join(drawn)}</g>")
    parts.append("</svg>\n")
    return "\n".join(parts)


def _background(area: Rect, theme: Mapping[str, str]) -> str:
    place = f'x="{_n(area.x)}" y="{_n(area.y)}" width="{_n(area.width)}" height="{_n(area.height)}"'
    return f'<rect {place} fill="{theme["sheet"]}"/>'


def _shape(shape: Shape, theme: Mapping[str, str]) -> Iterator[str]:
    if isinstance(shape, Words):
        yield from _words(shape, theme)
    elif isinstance(shape, Box):
        yield _box(shape, theme)
    elif isinstance(shape, Poly):
        yield from _poly(shape, theme)
    else:
        yield _oval(shape, theme)


def _ink(theme: Mapping[str, str], fill: str, stroke: str, line: float, dash: tuple[float, ...] = ()) -> str:
    said = f'fill="{theme[fill]}"' if fill else 'fill="none"'
    if stroke:
        said += f' stroke="{theme[stroke]}" stroke-width="{_n(line)}"'
        if dash:
            said += f' stroke-dasharray="{" ".join(map(_n, dash))}"'
    return said


def _box(box: Box, theme: Mapping[str, str]) -> str:
    ink = _ink(theme, box.fill, box.stroke, box.line, box.dash)
    r = min(box.radius, box.width / 2, box.height / 2)
    if box.rounded == "all" or not r:
        corners = f' rx="{_n(r)}"' if r else ""
        place = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
        return f"<rect {place}{corners} {ink}/>"
    top, bottom = (r, 0.0) if box.rounded == "top" else (0.0, r)
    x, y, right, end = box.x, box.y, box.x + box.width, box.y + box.height
    d = f"M{_n(x)} {_n(end - bottom)}V{_n(y + top)}"
    d += f"A{_n(r)} {_n(r)} 0 0 1 {_n(x + r)} {_n(y)}H{_n(right - r)}" if top else f"H{_n(right)}"
    d += f"A{_n(r)} {_n(r)} 0 0 1 {_n(right)} {_n(y + r)}" if top else ""
    d += f"V{_n(end - bottom)}"
    d += f"A{_n(r)} {_n(r)} 0 0 1 {_n(right - r)} {_n(end)}H{_n(x + r)}" if bottom else ""
    d += f"A{_n(r)} {_n(r)} 0 0 1 {_n(x)} {_n(end - r)}" if bottom else ""
    return f'<path d="{d}Z" {ink}/>'


def _oval(oval: Oval, theme: Mapping[str, str]) -> str:
    rx, ry = oval.width / 2, oval.height / 2
    place = f'cx="{_n(oval.x + rx)}" cy="{_n(oval.y + ry)}" rx="{_n(rx)}" ry="{_n(ry)}"'
    return f"<ellipse {place} {_ink(theme, oval.fill, oval.stroke, oval.line)}/>"


def _poly(poly: Poly, theme: Mapping[str, str]) -> Iterator[str]:
    points = poly.points
    if len(points) < 2:
        return
    if poly.closed:
        yield f'<polygon points="{_points(points)}" {_ink(theme, poly.fill, poly.stroke, poly.line, poly.dash)}/>'
        return
    head = ""
    if poly.arrow and poly.stroke:
        tip, left, right = arrow_head(points, poly.line)
        points = (*points[:-1], ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2))
        head = f'<polygon points="{_points((tip, left, right))}" fill="{theme[poly.stroke]}"/>'
    d = f"M{_n(points[0][0])} {_n(points[0][1])}"
    if poly.radius and len(points) > 2:
        for begin, corner, end in soft_corners(points, poly.radius):
            d += f"L{_points((begin,))}Q{_points((corner, end))}"
        d += f"L{_points(points[-1:])}"
    else:
        d += f"L{_points(points[1:])}"
    yield f'<path d="{d}" {_ink(theme, "", poly.stroke, poly.line, poly.dash)}/>'
    if head:
        yield head


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _words(words: Words, theme: Mapping[str, str]) -> Iterator[str]:
    runs = text.split_runs(words.text, words.bold)
    if len(runs) == 1 and runs[0].face:
        yield _run(runs[0], words.x, words, _advance(runs[0]) * words.size, theme, _ANCHORS[words.align])
        return
    x = words.left
    for run in runs:
        if run.face:
            width = _advance(run) * words.size
            yield _run(run, x, words, width, theme)
            x += width
        else:
            yield from _framed(run.text, x, words, theme)
            x += words.size


def _run(run: text.Run, x: float, words: Words, width: float, theme: Mapping[str, str], anchor: str = "") -> str:
    """One run of one face, as wide as it was measured; its characters stand in drawn order already.

    Programs that know no `textLength` keep it at its place by the `anchor`, in whatever font they have.
    """
    bold = ' font-weight="600"' if words.bold else ""
    ordered = (
        ' direction="ltr" style="unicode-bidi: bidi-override; white-space: pre"'
        if "Hebrew" in run.face or "Arabic" in run.face
        else ' style="white-space: pre"'
    )
    length = f' textLength="{_n(width)}" lengthAdjust="spacingAndGlyphs"' if len(run.text) > 1 else ""
    return (
        f'<text x="{_n(x)}" y="{_n(words.y)}" font-family="{escape(_family(run.face))}" font-size="{_n(words.size)}"'
        f'{anchor}{bold} fill="{theme[words.color]}"{length} xml:space="preserve"{ordered}>{_safe(run.text)}</text>'
    )


def _framed(character: str, x: float, words: Words, theme: Mapping[str, str]) -> Iterator[str]:
    """A character that no bundled font holds: its code point in a small frame, as on the canvas."""
    size, color = words.size, words.color
    yield _box(
        Box(x + size * 0.06, words.y - size * 0.8, size * 0.88, size * 0.98, stroke=color, line=max(0.6, size / 16)),
        theme,
    )
    code = f"{ord(character):X}".rjust(4, "0")
    half = (len(code) + 1) // 2
    for row, part in enumerate((code[:half], code[half:])):
        y = words.y - size * (0.42 - 0.42 * row)
        yield from _words(Words(x + size / 2, y, part, size * 0.36, color, align="center"), theme)


def _advance(run: text.Run) -> float:
    """How far a run moves the pen, in em."""
    face = text.faces()[run.face]
    return sum(face.advance(ord(character)) or 0.0 for character in run.text)


def _family(face: str) -> str:
    return _FAMILIES.get(face.split("-")[0], _SANS)


def _safe(words: str) -> str:
    """A text as text, without characters that XML cannot hold."""
    return escape(_NOT_XML.sub("\ufffd", words))


def _n(value: float) -> str:
    """A number as short as it is exact enough: to a hundredth of a pixel.

    >>> _n(3.0), _n(-0.001), _n(2.504)
    ('3', '0', '2.5')
    """
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown
