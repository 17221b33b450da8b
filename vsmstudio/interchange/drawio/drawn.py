"""What only decorates a map, drawn shape by shape: lanes, the ladder with its figures, captions. It is not read back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vsmstudio.interchange.drawio.own_fields import KIND
from vsmstudio.interchange.drawio.sheet import Sheet, safe, style
from vsmstudio.notation.shapes import Box, Oval, Rect, Shape, Words
from vsmstudio.notation.theme import LIGHT

DRAWN = "drawn"


def draw(sheet: Sheet, key: str, shapes: Sequence[Shape], area: Rect, parent: str = "1") -> None:
    """Some shapes as one group."""
    group = sheet.add(f"{key}~drawn", area, style("group", connectable="0"), parent=parent, attrs={KIND: DRAWN})
    for at, shape in enumerate(shapes):
        _shape(sheet, f"{key}~{at}", shape, area, group)


def _shape(sheet: Sheet, key: str, shape: Shape, home: Rect, group: str) -> None:
    if isinstance(shape, Words):
        _words(sheet, key, shape, home, group)
    elif isinstance(shape, Box):
        area = Rect(shape.x - home.x, shape.y - home.y, shape.width, shape.height)
        rounded: dict[str, str | float | None] = {}
        if shape.radius:
            rounded = {"rounded": "1", "absoluteArcSize": "1", "arcSize": 2 * shape.radius}
        sheet.add(
            key,
            area,
            style(connectable="0", **rounded, **_ink(shape.fill, shape.stroke, shape.line, shape.dash)),
            parent=group,
        )
    elif isinstance(shape, Oval):
        area = Rect(shape.x - home.x, shape.y - home.y, shape.width, shape.height)
        sheet.add(
            key, area, style("ellipse", connectable="0", **_ink(shape.fill, shape.stroke, shape.line)), parent=group
        )
    elif shape.closed:
        xs, ys = zip(*shape.points, strict=True)
        area = Rect(min(xs) - home.x, min(ys) - home.y, max(xs) - min(xs), max(ys) - min(ys))
        name = "rhombus" if len(shape.points) == 4 else ""
        sheet.add(key, area, style(name, connectable="0", **_ink(shape.fill, shape.stroke, shape.line)), parent=group)
    else:
        points = [(x - home.x, y - home.y) for x, y in shape.points]
        soft: dict[str, str | float | None] = {"rounded": "0"}
        if shape.radius:
            soft = {"rounded": "1", "arcSize": 2 * shape.radius}
        heads: dict[str, str | float | None] = {"endArrow": "block" if shape.arrow else "none", "endFill": "1"}
        sheet.join(
            key,
            style(html="1", **soft, **heads, **_ink("", shape.stroke, shape.line, shape.dash)),
            points,
            parent=group,
        )


def _words(sheet: Sheet, key: str, words: Words, home: Rect, group: str) -> None:
    height = round(words.size * 1.5)
    width = words.width * 1.08 + 2
    left = words.x - {"left": 0.0, "center": 0.5, "right": 1.0}[words.align] * width
    area = Rect(left - home.x, words.y - words.size * 1.1 - home.y, width, height)
    look = style(
        "text", html="1", align=words.align, verticalAlign="middle", spacing="0", connectable="0", fontSize=words.size,
        fontColor=LIGHT[words.color], fontStyle="1" if words.bold else None,
    )  # fmt: skip
    sheet.add(key, area, look, safe(words.text), parent=group)


def _ink(fill: str, stroke: str, line: float, dash: Iterable[float] = ()) -> dict[str, str | float | None]:
    pattern = " ".join(f"{each:g}" for each in dash)
    return {
        "fillColor": LIGHT[fill] if fill else "none",
        "strokeColor": LIGHT[stroke] if stroke else "none",
        "strokeWidth": line if stroke else None,
        "dashed": "1" if pattern else None,
        "dashPattern": pattern or None,
    }
