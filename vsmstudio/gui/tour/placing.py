"""Where the card of the tour stands: beside what it points at, never on it, and always within the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 14  # pixels between the card and what it points at
_EDGE = 8


def place(area: QRect, card: QSize, targets: Sequence[QRect], kept_free: Sequence[QRect] = ()) -> QPoint:
    """The card's corner within an area; near the first target, off all of them, and off `kept_free` where that can be."""
    room = area.adjusted(_EDGE, _EDGE, -_EDGE - card.width(), -_EDGE - card.height())
    if room.width() < 0 or room.height() < 0:
        return area.topLeft() + QPoint(_EDGE, _EDGE)
    if not targets:
        return room.bottomRight()
    return min(
        (at for each in (targets[0], *kept_free) for at in _candidates(room, card, each)),
        key=lambda at: _badness(QRect(at, card), at, card, targets, kept_free),
    )


def is_clear(area: QRect, card: QRect, targets: Sequence[QRect], kept_free: Sequence[QRect] = ()) -> bool:
    """May a card stay where it is: within the area, and on nothing that is to be seen?"""
    return area.contains(card) and not any(card.intersects(each) for each in (*targets, *kept_free))


def _candidates(room: QRect, card: QSize, target: QRect) -> list[QPoint]:
    """Beside the target, on all sides and flush with it at either end; and along the edges of the room."""
    middle = target.center() - QPoint(card.width() // 2, card.height() // 2)
    across = (target.left(), middle.x(), target.right() - card.width() + 1)
    along = (target.top(), middle.y(), target.bottom() - card.height() + 1)
    outside = (target.left() - GAP - card.width(), target.right() + 1 + GAP)
    above = (target.top() - GAP - card.height(), target.bottom() + 1 + GAP)
    wanted = [QPoint(x, y) for x in outside for y in along] + [QPoint(x, y) for y in above for x in across]
    wanted += [
        QPoint(x, y) for x in (room.left(), room.center().x(), room.right()) for y in (room.top(), room.bottom())
    ]
    wanted += [QPoint(x, middle.y()) for x in (room.left(), room.right())]
    return [
        QPoint(_within(at.x(), room.left(), room.right()), _within(at.y(), room.top(), room.bottom())) for at in wanted
    ]


def _within(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))


def _badness(
    card: QRect, at: QPoint, size: QSize, targets: Sequence[QRect], kept_free: Sequence[QRect]
) -> tuple[int, int, int]:
    away = card.center() - targets[0].center()
    return _covered(card, targets), _covered(card, kept_free), away.x() ** 2 + away.y() ** 2


def _covered(card: QRect, things: Sequence[QRect]) -> int:
    """How many pixels of things lie under the card."""
    under = [card.intersected(each) for each in things]
    return sum(each.width() * each.height() for each in under if not each.isEmpty())
