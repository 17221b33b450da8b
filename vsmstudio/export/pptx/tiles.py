"""The few figures of a slide that stand out, in quiet tiles beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.export.pptx.atoms import one_line, said
from vsmstudio.export.pptx.measure import cut, shrunk
from vsmstudio.export.pptx.sizes import LEFT, MIDDLE
from vsmstudio.export.pptx.stage import Slide
from vsmstudio.export.sentences import Headline
from vsmstudio.export.tables.words import UNKNOWN
from vsmstudio.notation.shapes import Rect

HEIGHT, _GAP, _LARGE = 74.0, 14.0, 26.0


def draw_tiles(slide: Slide, y: float, tiles: Sequence[Headline], width: float = MIDDLE, x: float = LEFT) -> float:
    """The tiles from `y` downwards; the y under them."""
    each_width = (width - (len(tiles) - 1) * _GAP) / len(tiles)
    room = each_width - 28
    for index, (value, name, below, warns) in enumerate(tiles):
        value = one_line(value)
        color = "muted" if value == UNKNOWN else "critical" if warns else "accent"
        size = shrunk(value, _LARGE, room, True, 0.4)
        under = below if value != UNKNOWN else "not known yet"
        paragraphs = [
            said(value, size, color, True),
            said(cut(name, 11, room, True), 11, "ink", True),
            said(cut(under, 9.5, room), 9.5, "muted"),
        ]
        area = Rect(x + index * (each_width + _GAP), y, each_width, HEIGHT)
        slide.add(slide.panel(area, paragraphs, f"{name}: {value}", anchor="ctr", inset=(14, 4)))
    return y + HEIGHT
