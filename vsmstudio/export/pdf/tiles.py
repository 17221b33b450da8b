"""The few figures of a page that stand out: large, in quiet tiles beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, STRONG, Paper, Piece
from vsmstudio.export.sentences import Headline
from vsmstudio.export.tables.words import UNKNOWN
from vsmstudio.notation import text

HEIGHT = 84.0
_GAP, _LARGE = 14.0, 27.0


def draw_tiles(paper: Paper, y: float, tiles: Sequence[Headline]) -> float:
    """The tiles side by side from `y` downwards; the y under them. A long figure is written smaller."""
    width = (MIDDLE - (len(tiles) - 1) * _GAP) / len(tiles)
    for index, (value, name, below, warns) in enumerate(tiles):
        x = LEFT + index * (width + _GAP)
        paper.box(x, y, width, HEIGHT, fill="head", radius=3)
        known = value != UNKNOWN
        color = "muted" if not known else "critical" if warns else "accent"
        size = min(_LARGE, _LARGE * (width - 24) / max(text.width(value, _LARGE, True), 1.0))
        said = text.shorten(below if known else "not known yet", BODY, width - 24)
        paper.write(
            Piece(x + 14, y + 37, value, size, color, bold=True),
            Piece(x + 14, y + 57, text.shorten(name, STRONG, width - 24, True), STRONG, bold=True),
            Piece(x + 14, y + 71, said, BODY, "muted"),
        )
    return y + HEIGHT
