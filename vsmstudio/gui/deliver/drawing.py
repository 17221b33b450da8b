"""The pages of a PDF as images, drawn beside the window as they come into view."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vsmstudio.export.raster import Pages, Raster
from vsmstudio.gui.background import Background

_KEPT = 96_000_000  # bytes of images that are held; the longest unseen go first
_AWAITED = 60  # pages; those asked for before are out of view


class Drawing(QObject):
    """Draws pages at the widths that are asked for, the latest first. `came`: the image of a page is there."""

    came = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pages: Pages | None = None
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._wanted: dict[tuple[int, int], None] = {}
        self._running: Background | None = None

    def show(self, pages: Pages | None) -> None:
        """From now on it is about these pages; the ones before are closed."""
        if self.pages is not None:
            self.pages.close()
        self.pages = pages
        self._images.clear()
        self._wanted.clear()

    def image(self, at: int, width: int) -> QImage | None:
        """Page `at` (from 0), `width` pixels wide; None until it `came`."""
        key = at, width
        held = self._images.get(key)
        if held is not None:
            self._images.move_to_end(key)
            return held
        self._wanted.pop(key, None)
        self._wanted[key] = None
        while len(self._wanted) > _AWAITED:
            del self._wanted[next(iter(self._wanted))]
        self._begin()
        return None

    @property
    def is_busy(self) -> bool:
        """Is any page still to be drawn?"""
        return self._running is not None or bool(self._wanted)

    def nearest(self, at: int) -> QImage | None:
        """The sharpest image of a page that is there already, at whatever width."""
        found = [width for page, width in self._images if page == at]
        return self._images[at, max(found)] if found else None

    def _begin(self) -> None:
        pages = self.pages
        if self._running is not None or pages is None or not self._wanted:
            return
        key = at, width = self._wanted.popitem()[0]
        scale = width / pages.sizes[at][0]
        running = self._running = Background(lambda _: pages.drawn(at, scale))
        running.done.connect(lambda raster: self._take(pages, key, raster))
        running.finished.connect(self._end)
        running.start()

    def _take(self, pages: Pages, key: tuple[int, int], raster: Raster) -> None:
        if pages is not self.pages:
            return
        self._images[key] = as_image(raster)
        while len(self._images) > 1 and sum(each.sizeInBytes() for each in self._images.values()) > _KEPT:
            self._images.popitem(last=False)
        self.came.emit(key[0])

    def _end(self) -> None:
        self._running = None
        self._begin()

    def end(self) -> None:
        """Let what is under way end, and hold nothing any more."""
        self._wanted.clear()
        if self._running is not None:
            self._running.cancel()
            self._running.wait()
        self.show(None)


def as_image(raster: Raster) -> QImage:
    """Pixels as an image that owns them."""
    wrapped = QImage(raster.pixels, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32)
    return wrapped.copy()
