"""Where a new node finds room: the one rule for edits, the canvas and whoever else puts nodes down."""

from __future__ import annotations

from collections.abc import Iterable

BRANCH_PITCH = 152.0  # from one row to the next
CLEAR = 16.0  # pixels between a new node and the others

Box = tuple[float, float, float, float]


def free_place(x: float, y: float, size: tuple[float, float], taken: Iterable[Box]) -> tuple[float, float]:
    """The place, or the next one some rows below it where a node of that size stands clear of all boxes that are `taken`.

    A box is left, top, width and height. Sizes in pixels at 100 %.
    """
    width, height = size
    column = [
        (top, top + tall)
        for left, top, wide, tall in taken
        if x - CLEAR < left + wide and left < x + width + CLEAR
    ]  # fmt: skip
    while any(y - CLEAR < bottom and top < y + height + CLEAR for top, bottom in column):
        y += BRANCH_PITCH
    return x, y
