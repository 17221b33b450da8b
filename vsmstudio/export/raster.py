"""Pages of a PDF as pixels: for the preview in the window, for printing, and for pictures.

PDFium, which draws them, does one thing at a time whoever asks, so everything here waits for its turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from threading import Lock
from typing import NamedTuple

_TURN = Lock()
POINTS = 72  # to an inch


class Raster(NamedTuple):
    """An opaque picture in pixels: four bytes each (blue, green, red, unused), `stride` bytes a row, from the top."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Pages:
    """The pages of one PDF, to be drawn in any thread. Close it, or use it in a `with`.

    `sizes` are in points; `labels` are the numbers as printed; `titles` name the part that a page is in, by the bookmarks.
    """

    def __init__(self, content: bytes) -> None:
        from pypdfium2 import PdfDocument

        with _TURN:
            held = self._held = PdfDocument(content)
            count = len(held)
            self.sizes: tuple[tuple[float, float], ...] = tuple(held.get_page_size(at) for at in range(count))
            self.labels = tuple(held.get_page_label(at) or str(at + 1) for at in range(count))
            marks = [(mark.level, mark.get_title(), mark.get_dest()) for mark in held.get_toc() if mark.level <= 1]
        starts: dict[int, tuple[int, str]] = {}
        for level, title, goal in marks:
            if goal is not None and level > starts.get(goal.get_index(), (-1,))[0]:
                starts[goal.get_index()] = level, title  # a section's, rather than that of the part which it begins
        self.titles = _carried({at: title for at, (_, title) in starts.items()}, count)
        self._open = True

    def __len__(self) -> int:
        return len(self.sizes)

    def drawn(self, at: int, scale: float) -> Raster:
        """Page `at` (from 0) with `scale` pixels to the point. Raises `ValueError` once it is closed."""
        return self._drawn(at, scale, 0, 0)

    def bands(self, at: int, scale: float, rows: int) -> Iterator[Raster]:
        """The same page from the top in bands of so many rows, as a large one does not fit into memory at once."""
        height = ceil(self.sizes[at][1] * scale)
        for top in range(0, height, rows):
            yield self._drawn(at, scale, top, max(0, height - top - rows))

    def _drawn(self, at: int, scale: float, above: int, below: int) -> Raster:
        """A page without so many rows of pixels at its top and bottom."""
        with _TURN:
            if not self._open:
                raise ValueError("the pages are closed")
            page = self._held[at]
            crop = (0, max(0.0, below - 0.5) / scale, 0, max(0.0, above - 0.5) / scale)  # PDFium rounds up
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


def _carried(starts: dict[int, str], count: int) -> tuple[str, ...]:
    """The title at each page: that of its bookmark, else the one before."""
    titles, now = [], ""
    for at in range(count):
        now = starts.get(at, now)
        titles.append(now)
    return tuple(titles)
