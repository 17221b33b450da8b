"""Whether two pictures show the same: the same words in the same places, whatever smooths the edges of letters."""

from __future__ import annotations

from PIL import Image, ImageChops

# Tried on eight pictures. Smoothing that is a sixth lighter or darker, softer, or a third of a pixel aside changes no cell by
# more than 15; another word of the smallest text changes three cells and more, a button moved by four pixels its whole edge.
# PySide6 6.8 and 6.11 give the same pixels but where tables and check boxes stand, which 6.8 puts 3 to 8 pixels aside.
CELL = 8  # pixels of a picture that are looked at as one, so that the edges of letters do not matter
SEEN = 17  # of 255: a cell that differs by so much shows something else
MOST = 2  # cells that may


def differences(before: Image.Image, now: Image.Image) -> str:
    """What differs, in words; blank where they show the same."""
    if before.size != now.size:
        return f"it is {now.width} × {now.height} pixels instead of {before.width} × {before.height}"
    cells = ImageChops.difference(*(each.convert("L").reduce(CELL) for each in (before, now)))
    marked = cells.point([255 * (value >= SEEN) for value in range(256)])
    area = marked.getbbox()
    if area is None or marked.histogram()[255] <= MOST:
        return ""
    left, top, right, bottom = (CELL * at for at in area)
    return f"between {left}, {top} and {right}, {bottom} of its {now.width} × {now.height} pixels"
