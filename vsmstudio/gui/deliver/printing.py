"""Printing: the pages of the report on the computer's printers, in its own paper and orientation where the printer has it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QObject, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from vsmstudio.export.raster import POINTS, Pages, Raster
from vsmstudio.gui.background import Background
from vsmstudio.gui.deliver.drawing import as_image

SHARPEST = 300  # pixels to the inch; more cannot be told apart on paper, and takes long


def printer_for(size: tuple[float, float], name: str = "") -> QPrinter:
    """The computer's printer, set to pages of this size (points); `name` is what the job is called."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setResolution(min(SHARPEST, printer.resolution()))
    printer.setPageLayout(layout_of(size))
    return printer


def layout_of(size: tuple[float, float]) -> QPageLayout:
    """The paper of a page of this size (points), the way it lies; all of it, as pages bring their own margins."""
    upright = QSizeF(min(size), max(size))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation
    lies = way.Landscape if size[0] > size[1] else way.Portrait
    made = QPageLayout(paper, lies, QMarginsF(), QPageLayout.Unit.Point, QMarginsF())
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """Which of `count` pages (from 0) are to be printed, once for each copy that the printer does not make by itself."""
    asked = printer.pageRanges()
    first, last = printer.fromPage(), printer.toPage()
    if not asked.isEmpty():
        once = [at for at in range(count) if asked.contains(at + 1)]
    elif first > 0 and last >= first:
        once = list(range(first - 1, min(last, count)))
    else:
        once = list(range(count))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        once.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return once * copies
    return [at for at in once for _ in range(copies)]


class PrintJob(QObject):
    """Puts pages on a printer one after the other: each is drawn beside the window, then painted.

    `told`: so many are done. `ended`: with a sentence where something went wrong, else blank.
    """

    told = Signal(int)
    ended = Signal(str)

    def __init__(self, parent: QObject, printer: QPrinter, pages: Pages, which: Sequence[int]) -> None:
        super().__init__(parent)
        self._printer, self._pages, self._which = printer, pages, list(which)
        self._base = printer.pageLayout()
        self._painter = QPainter()
        self._done = 0
        self.stopped = self._over = False
        self._drawing: Background | None = None

    def start(self) -> None:
        if not self._which:
            self._finish("No page was chosen.")
            return
        self._set_paper(self._which[0])
        if not self._painter.begin(self._printer):
            self._finish("The printer could not be used. Check that it is switched on, or choose another one.")
            return
        self._draw()

    def stop(self) -> None:
        """Print no more pages."""
        self.stopped = True
        if self._drawing is not None:
            self._drawing.cancel()
        else:
            self._finish("")

    def _set_paper(self, at: int) -> None:
        """The page's own paper where the printer has it; else it is fitted on the paper that was chosen."""
        own, base = layout_of(self._pages.sizes[at]), self._base
        layout = QPageLayout(base)
        if _differs(own, base) and not _differs(layout_of(self._pages.sizes[self._which[0]]), base):
            layout = own if self._has(own) else layout
        layout.setMode(QPageLayout.Mode.FullPageMode)  # else it is measured from the margin that the printer needs
        layout.setOrientation(own.orientation())
        self._printer.setPageLayout(layout)

    def _has(self, layout: QPageLayout) -> bool:
        if self._printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
            return True
        known = QPrinterInfo.printerInfo(self._printer.printerName()).supportedPageSizes()
        return any(each.isEquivalentTo(layout.pageSize()) for each in known)

    def _draw(self) -> None:
        at = self._which[self._done]
        size, room = self._pages.sizes[at], self._room()
        scale = min(room.width() / size[0], room.height() / size[1], SHARPEST / POINTS)
        pages = self._pages
        drawing = self._drawing = Background(lambda _: pages.drawn(at, scale))
        drawing.done.connect(self._put)
        drawing.failed.connect(lambda error: self._finish(f"The pages could not be drawn: {error}"))
        drawing.finished.connect(self._drawn)
        drawing.start()

    def _room(self) -> QRect:
        return self._printer.pageLayout().fullRectPixels(self._printer.resolution())

    def _put(self, raster: Raster) -> None:
        image, room = as_image(raster), self._room()
        size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRect(room.topLeft(), size)
        area.moveCenter(room.center())
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawImage(area, image)
        self._done += 1
        self.told.emit(self._done)

    def _drawn(self) -> None:
        self._drawing = None
        if self.stopped or self._over or self._done == len(self._which):
            self._finish("")
        else:
            self._set_paper(self._which[self._done])
            if self._printer.newPage():
                self._draw()
            else:
                self._finish("The printer took no more pages. Check its paper and try again.")

    def _finish(self, why: str) -> None:
        if self._over:
            return
        self._over = True
        if self._painter.isActive():
            if self.stopped:
                self._printer.abort()
            self._painter.end()
        self._pages.close()
        self.ended.emit(why)

    def wait(self) -> None:
        """Let the page under way end."""
        if self._drawing is not None:
            self._drawing.wait()


def _differs(one: QPageLayout, other: QPageLayout) -> bool:
    return not one.pageSize().isEquivalentTo(other.pageSize())


def ask_printer(parent: QWidget, pages: Pages, name: str) -> QPrinter | None:
    """Let the person choose printer, pages and copies; None where they do not want to print."""
    printer = printer_for(pages.sizes[0], name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print")
    dialog.setMinMax(1, len(pages))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCollateCopies)
    return printer if dialog.exec() else None
