"""Whether two pictures show the same: the same words in the same places, whatever smooths the edges of letters."""

from __future__ import annotations

from PIL import Image, ImageChops

CELL = 8  # pixels of a picture that are looked at as one, so that the edges of letters do not matter
SEEN = 24  # of 255: a cell that differs by more shows something else
FEW = 0.002  # the share of cells that may: a caret, a hair's breadth


def differences(before: Image.Image, now: Image.Image) -> str:
    """What differs, in words; blank where they show the same."""
    if before.size != now.size:
        return f"it is {now.width} × {now.height} pixels instead of {before.width} × {before.height}"
    cells = ImageChops.difference(*(each.convert("L").reduce(CELL) for each in (before, now)))
    share = sum(cells.histogram()[SEEN:]) / (cells.width * cells.height)
    return f"{share:.1%} of it" if share > FEW else ""
