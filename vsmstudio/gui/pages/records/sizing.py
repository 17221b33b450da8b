"""How wide the columns of a page's table are, and how high its head."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from vsmstudio.gui.look import sized
from vsmstudio.gui.pages.cols import Col
from vsmstudio.gui.pages.records.model import HEAD

_SIDE = 8  # pixels beside the words of a column's head
_NARROWEST = 0.7  # of its least width, for a column of words


def column_widths(columns: Sequence[Col], room: int) -> list[int]:
    """Pixels of each column: together the room there is, more where they need more. No word of a head is ever cut."""
    face = _face()
    words = [max(map(face.horizontalAdvance, each.spec.label.split()), default=0) + 2 * _SIDE for each in columns]
    least = [max(sized(each.width), word) for each, word in zip(columns, words, strict=True)]
    flexible = sum(width for width, each in zip(least, columns, strict=True) if each.wide)
    if (lacking := sum(least) - room) > 0 and flexible:  # columns of words become narrower before the table scrolls
        part = max(_NARROWEST, 1 - lacking / flexible)
        least = [
            max(int(width * part), word) if each.wide else width
            for width, word, each in zip(least, words, columns, strict=True)
        ]
    spare, shares = max(0, room - sum(least)), sum(each.wide for each in columns)
    widths = []
    for width, each in zip(least, columns, strict=True):
        more = spare * each.wide // shares if shares else 0  # none is left over at the edge
        spare, shares = spare - more, shares - each.wide
        widths.append(width + more)
    return widths


def head_height(columns: Sequence[Col], widths: Sequence[int]) -> int:
    """Pixels that the head takes for its words in columns of these widths."""
    face = _face()
    rooms = [QRect(0, 0, width - 2 * _SIDE, 400) for width in widths]
    areas = (face.boundingRect(room, int(HEAD), each.spec.label) for room, each in zip(rooms, columns, strict=True))
    return max((area.height() for area in areas), default=0) + sized(14)


def _face() -> QFontMetrics:
    """The letters of a column's head, as the style sheet has them."""
    face = QFont("Inter")
    face.setPixelSize(sized(11))
    return QFontMetrics(face)
