"""The map, or what is selected on it, as a picture for slides: on the clipboard or in a file, always in light colours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from vsmstudio.export.excerpt import belongs, framed
from vsmstudio.export.svg import MARGIN, svg
from vsmstudio.files import safe_name, write_atomically
from vsmstudio.gui import mime
from vsmstudio.gui.background import Progress, Work
from vsmstudio.gui.painter import Painter
from vsmstudio.notation.shapes import Picture
from vsmstudio.notation.theme import LIGHT
from vsmstudio.notation.tints import draw_legend

if TYPE_CHECKING:
    from vsmstudio.gui.dialogs.picture_dialog import Wanted
    from vsmstudio.gui.main_window import MainWindow

SVG, PNG = "image/svg+xml", "image/png"
_SHARP = 2.0  # pixels of the image for each of the map at 100 %
_MOST = 12_000_000  # pixels of an image; larger maps are drawn smaller, for which there is the SVG
_LONGEST = 20_000  # pixels of a side
_FILTERS = {".svg": "SVG picture (*.svg)", ".png": "PNG picture (*.png)"}


class Picturing(QObject):
    """Copies and saves pictures of the map in view."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._wanted: Wanted | None = None  # what was chosen the last time

    def copy(self) -> None:
        """Put what is selected, else the whole map, on the clipboard as SVG and as PNG."""
        drawn = self._drawn(self._window.workspace.selection)
        if drawn is None:
            self._window.workspace.said.emit("There is nothing to copy yet. Add a step first.")
            return
        data = mime.empty()
        image = render(drawn)
        data.setData(SVG, QByteArray(svg(drawn, self._title()).encode()))
        data.setData(PNG, QByteArray(encoded(image)))
        data.setImageData(image)
        QGuiApplication.clipboard().setMimeData(data)
        self._window.notice.say("Copied as picture. Paste it into your slides.")

    def save(self) -> None:
        """Ask what, how large and where, and write it beside the work, as SVG or PNG by the file's ending."""
        from vsmstudio.gui.dialogs.picture_dialog import FIRST, PictureDialog

        window = self._window
        window.view.making.finish_naming()
        whole, chosen = self._drawn(()), window.workspace.selection
        if whole is None:
            window.workspace.said.emit("There is nothing to save as a picture yet. Add a step first.")
            return
        part = self._drawn(chosen) if self._shows(chosen) else None
        dialog = PictureDialog(window, whole, part, self._wanted or FIRST)
        try:
            if not dialog.exec():
                return
            wanted, drawn = dialog.wanted, dialog.picture
        finally:
            dialog.deleteLater()
        self._wanted = wanted
        if (path := self._asked(wanted)) is not None:
            self.write(drawn, path, wanted.scale)

    def write(self, drawn: Picture, path: Path, scale: float) -> None:
        """Write a picture beside the work; says where it is, or why it was not written."""
        work = _writing(drawn, path, self._title(), scale)
        failing = "The picture was not saved. What was there before still stands."
        self._window.delivering.begin(work, f"Writing {path.name}…", failing, lambda: self.write(drawn, path, scale))

    def _asked(self, wanted: Wanted) -> Path | None:
        """The file to write, with the ending of what was chosen where one was left out; None where there is to be none."""
        window, ending = self._window, wanted.ending
        part = ", part" if wanted.selection else ""
        suggested = window.filing.folder() / f"{safe_name(self._title().replace(' · ', ' - ') + part, 'Map')}{ending}"
        typed, _ = QFileDialog.getSaveFileName(window, "Save as picture", str(suggested), _FILTERS[ending])
        if not typed:
            return None
        path = Path(typed)
        return path if path.suffix.lower() in _FILTERS else window.filing.with_ending(path, ending)

    def _shows(self, chosen: tuple[str, ...]) -> bool:
        """Is any of what is chosen on the map that is shown?"""
        canvas = self._window.view.canvas
        return any(canvas.item_of(key) is not None for key in chosen)

    def _drawn(self, chosen: tuple[str, ...]) -> Picture | None:
        """What the canvas shows of the map, with its colours and layers, or the part of it that is chosen."""
        workspace, canvas = self._window.workspace, self._window.view.canvas
        document = workspace.document
        if not document.nodes(workspace.map_id):
            return None
        keys = {key for key in chosen if canvas.item_of(key) is not None}
        if not keys:
            canvas.settle()
        items = [item for item in canvas.drawn if not keys or belongs(document, item.piece.id, keys)]
        elements = [item.element for item in sorted(items, key=lambda item: item.order)]
        if not elements:
            return None
        drawn = framed(elements)
        colouring = canvas.colours.now()
        if colouring is None or keys:
            return drawn
        area = drawn.area
        return framed([*elements, draw_legend(colouring, (area.x, area.bottom + 24), max(area.width, 480.0))])

    def _title(self) -> str:
        workspace = self._window.workspace
        return workspace.document.name(workspace.map_id)


def _writing(drawn: Picture, path: Path, title: str, scale: float) -> Work:
    """Writes from the immutable picture, so that one can go on working."""

    def write(progress: Progress) -> object:
        from vsmstudio.export.deliver import Delivered
        from vsmstudio.export.options import Telling
        from vsmstudio.export.png import png

        is_png = path.suffix.lower() == ".png"
        content = png(drawn, scale, telling=Telling(progress)) if is_png else svg(drawn, title).encode()
        write_atomically(path, content)
        return Delivered((path,), ())

    return write


def render(drawn: Picture) -> QImage:
    """A picture as an image on white, sharp on a slide."""
    area = drawn.area.grown(MARGIN)
    scale = min(_SHARP, (_MOST / max(1.0, area.width * area.height)) ** 0.5, _LONGEST / max(area.width, area.height, 1))
    size = QSize(max(1, round(area.width * scale)), max(1, round(area.height * scale)))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    brush = Painter(LIGHT)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    painter.translate(-area.x, -area.y)
    for element in drawn.elements:
        brush.paint(painter, element.shapes)
    painter.end()
    return image


def encoded(image: QImage) -> bytes:
    """An image as PNG."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(held.data())
