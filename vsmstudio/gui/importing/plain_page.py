"""A file of which nothing need be chosen: it is read, and the frame says what will be made of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from vsmstudio.gui.background import Progress
from vsmstudio.gui.importing.latest import Latest
from vsmstudio.gui.importing.page import Context, Page
from vsmstudio.gui.panels.widgets import breakable, label
from vsmstudio.interchange.imported import Imported
from vsmstudio.model.words import one_line


class PlainPage(Page):
    """Reads one file of a kind."""

    def __init__(self, path: Path, kind: str, context: Context) -> None:
        super().__init__()
        self._path, self._kind = path, kind
        self._latest = Latest(self)
        self._latest.done.connect(self._came)
        self._latest.failed.connect(self._failed)
        self.words = label(name="sentence", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addStretch(1)

    def begin(self) -> None:
        path, kind = self._path, self._kind

        def read(_: Progress) -> Imported:
            from vsmstudio.interchange import sources

            return sources.read([path], kind)

        self.busy = f"Reading {one_line(path.name, 60)}…"
        self._latest.ask(read)
        self.changed.emit()

    def end(self) -> None:
        self._latest.forget()

    def _came(self, imported: Imported) -> None:
        self.imported, self.busy, self.problem = imported, "", ""
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.imported, self.busy, self.problem = None, "", str(error) or type(error).__name__
        self.words.setText(breakable(self.problem))
        self.changed.emit()
