"""The folder that the deliverables are put into, as it was for this file before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from vsmstudio.gui.deliver.file_field import FileField

NO_FOLDER = "Asked for when you deliver"


class FolderField(FileField):
    """`changed`: it is another. `path` is blank until one is chosen."""

    changed = Signal()

    def __init__(self, path: str, start: str) -> None:
        super().__init__("folder", "Browse…")
        self._start = start
        self.choosing.connect(self.ask)
        self.path = path if path and Path(path).is_dir() else ""
        self._show()

    def ask(self) -> bool:
        """Ask for a folder; says whether one was chosen."""
        name = QFileDialog.getExistingDirectory(self, "Folder for the deliverables", self.path or self._start)
        if name:
            self.path = name
            self._show()
            self.changed.emit()
        return bool(name)

    def _show(self) -> None:
        held = Path(self.path) if self.path else None
        self.show_name(held.name or str(held) if held else "", NO_FOLDER)
        if held:
            self.name.setToolTip(str(held))
