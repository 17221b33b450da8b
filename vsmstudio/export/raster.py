"""Pages of a PDF as pixels: for the preview in the window, for printing, and for pictures.

PDFium, which draws them, does one thing at a time whoever asks, so everything here waits for its turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from threading import Lock
from typing import NamedTuple

_TURN = Lock()
_TILE, _OVERLAP = 8_000, 600  # pixels
POINTS = 72  # to an inch


class Raster(NamedTuple):
    """An opaque picture in pixels: four bytes each (blue, green, red, unused), `stride` bytes a row, from the top."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Pages:
    """The pages of one PDF, to be drawn in any thread. Close it, or use it in a `with`.

    `sizes` are in points; `labels` are the numbers as printed; `marks` are the bookmarks with their pages (from 0), and
    `titles` the section that a page is in, by these.
    """

    def __init__(self, content: bytes) -> None:
        from pypdfium2 import PdfDocument

        with _TURN:
            held = self._held = PdfDocument(content)
            count = len(held)
            self.sizes: tuple[tuple[float, float], ...] = tuple(held.get_page_size(at) for at in range(count))
            self.labels = tuple(held.get_page_label(at) or str(at + 1) for at in range(count))
            found = [(mark.level, mark.get_title(), mark.get_dest()) for mark in held.get_toc()]
        self.marks = tuple((title, goal.get_index()) for _, title, goal in found if goal is not None)
        starts: dict[int, tuple[int, str]] = {}
        for level, title, goal in found:
            if goal is not None and starts.get(goal.get_index(), (-1,))[0] < level <= 1:
                starts[goal.get_index()] = level, title  # a section's, rather than that of the part which it begins
        self.titles = _carried({at: title for at, (_, title) in starts.items()}, count)
        self._open = True

    def __len__(self) -> int:
        return len(self.sizes)

    def drawn(self, at: int, scale: float) -> Raster:
        """Page `at` (from 0) with `scale` pixels to the point. Raises `ValueError` once it is closed."""
        return next(self.bands(at, scale, ceil(self.sizes[at][1] * scale)))

    def bands(self, at: int, scale: float, rows: int) -> Iterator[Raster]:
        """The same page from the top in bands of so many rows, as a large one does not fit into memory at once.

        A band is drawn in tiles: PDFium loses lines and areas that are many thousand pixels from where it begins to draw.
        They overlap, as it moves letters that are cut at the left.
        """
        width, height = (ceil(side * scale) for side in self.sizes[at])
        for top in range(0, height, rows):
            below = max(0, height - top - rows)
            tiles = [
                self._part(at, scale, max(0, left - _OVERLAP), top, max(0, width - left - _TILE), below)
                for left in range(0, width, _TILE)
            ]
            yield tiles[0] if len(tiles) == 1 else _beside(tiles, width)

    def _part(self, at: int, scale: float, left: int, above: int, right: int, below: int) -> Raster:
        """A page without so many pixels at its sides."""
        with _TURN:
            if not self._open:
                raise ValueError("the pages are closed")
            page = self._held[at]
            crop = tuple(max(0.0, side - 0.5) / scale for side in (left, below, right, above))  # PDFium rounds up
            bitmap = page.render(scale=scale, crop=crop, prefer_bgrx=True)
            try:
                return Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                bitmap.close()
                page.close()

    def close(self) -> None:
        with _TURN:
            if self._open:
                self._open = False
                self._held.close()

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _beside(tiles: Sequence[Raster], width: int) -> Raster:
    """Tiles as one picture, each but the first without what it shares with the one before."""
    shares = (0, *(min(at * _TILE, _OVERLAP) for at in range(1, len(tiles))))
    rows = (
        each.pixels[row * each.stride + share * 4 : row * each.stride + each.width * 4]
        for row in range(tiles[0].height)
        for each, share in zip(tiles, shares, strict=True)
    )
    return Raster(width, tiles[0].height, width * 4, b"".join(rows))


def _carried(starts: dict[int, str], count: int) -> tuple[str, ...]:
    """The title at each page: that of its bookmark, else the one before."""
    titles, now = [], ""
    for at in range(count):
        now = starts.get(at, now)
        titles.append(now)
    return tuple(titles)
