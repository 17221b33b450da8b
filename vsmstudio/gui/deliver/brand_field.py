"""The consultancy's brand file: chosen once, remembered on this computer, and read again whenever the dialog opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from vsmstudio.export.brand import PLAIN, BadBrand, read_brand
from vsmstudio.gui.deliver.file_field import FileField

_NONE = "VSM Studio's own look"
_FILTER = "Brand files (*.toml);;All files (*)"


class BrandField(FileField):
    """`changed`: another brand holds. A file that cannot be used is said in place, and the program's own look holds."""

    changed = Signal()

    def __init__(self, path: str) -> None:
        super().__init__("brand file", remove="Clear")
        self.choosing.connect(self._choose)
        self.removing.connect(lambda: self.take(""))
        self.path, self.brand = "", PLAIN
        self._read(path)

    def take(self, path: str) -> None:
        """Use this brand file from now on; blank for none."""
        self._read(path)
        self.changed.emit()

    def _read(self, path: str) -> None:
        self.path, self.brand = path, PLAIN
        self.show_name(Path(path).name, _NONE)
        self.complain("")
        if path:
            try:
                self.brand = read_brand(Path(path))
            except BadBrand as error:
                self.complain(f"{error} Until it is put right, VSM Studio's own look is used.")

    def _choose(self) -> None:
        folder = str(Path(self.path).parent) if self.path else ""
        name, _ = QFileDialog.getOpenFileName(self, "Brand file", folder, _FILTER)
        if name:
            self.take(name)
