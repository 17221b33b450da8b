"""The client's logo: chosen from a picture file, and kept in the document."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel

from vsmstudio.gui import look
from vsmstudio.gui.deliver.file_field import FileField
from vsmstudio.gui.deliver.logo import FILTER, BadLogo, read_logo
from vsmstudio.gui.dialogs.parts import in_bytes
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.records.base import emblem

_SHOWN, _ASIDE = QSize(88, 26), 4  # pixels of the logo in the form, and around it


class LogoField(FileField):
    """`logo` is as the engagement keeps it. `changed`: it is another."""

    changed = Signal()

    def __init__(self, logo: str, folder: str) -> None:
        self._picture = QLabel()
        self._picture.setObjectName("logo")
        super().__init__("client's logo", remove="Remove", picture=self._picture)
        self._folder = folder
        self.choosing.connect(self._choose)
        self.removing.connect(lambda: self.take(""))
        self.logo = ""
        self._show(logo)

    def take(self, logo: str) -> None:
        """This is the logo from now on; blank for none."""
        self._show(logo)
        self.changed.emit()

    def read(self, path: Path) -> None:
        """Take the logo from a file; says in place where it cannot be used, and the one before stays."""
        try:
            self.take(read_logo(path))
        except BadLogo as error:
            self.complain(str(error))

    def _show(self, logo: str) -> None:
        self.logo = logo
        self.complain("")
        content = emblem(logo)
        image = QImage.fromData(content) if content else QImage()
        size = f"{image.width()} × {image.height()}"
        if content and image.isNull():
            self.show_name("Damaged", "")
            self.complain("This logo is damaged and is left out. Choose it anew, or remove it.")
        else:
            self.show_name(size if content else "", "No logo yet")
        self._picture.setToolTip(tip(in_bytes(len(content))) if content else "")
        self._picture.setVisible(not image.isNull())
        if not image.isNull():
            self._picture.setPixmap(_on_white(image, self.devicePixelRatioF()))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Client's logo", self._folder, FILTER)
        if name:
            self._folder = str(Path(name).parent)
            self.read(Path(name))


def _on_white(image: QImage, sharp: float) -> QPixmap:
    """A logo in small, on paper, whatever the theme."""
    ways = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = image.scaled(_SHOWN * look.larger() * sharp, *ways)
    room = round(_ASIDE * sharp)
    made = QPixmap(small.width() + 2 * room, small.height() + 2 * room)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.drawImage(room, room, small)
    painter.end()
    made.setDevicePixelRatio(sharp)
    return made
