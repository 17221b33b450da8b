"""Follows what a person does in the window, and notes of what kind it was in the log."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from vsmstudio.gui.workspace import Workspace
from vsmstudio.log import Log, about, size
from vsmstudio.model.document import Change

_IDLE = 1000  # milliseconds after which what happened is on the disk


class Diary(QObject):
    """Hears of every change to any document of the workspace by itself. `noted` tells what was written down."""

    noted = Signal(str)

    def __init__(self, parent: QObject, workspace: Workspace, log: Log) -> None:
        super().__init__(parent)
        self._workspace, self._log = workspace, log
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)
        self._idle.timeout.connect(log.flush)
        workspace.replaced.connect(self._opened)
        workspace.session.listen(self._changed)

    def note(self, words: str) -> None:
        """Write down what was done. The words are the program's own, never the document's."""
        self._log.did(words)
        self.noted.emit(words)
        if not self._idle.isActive():
            self._idle.start()

    def _opened(self) -> None:
        self._workspace.session.listen(self._changed)
        self.note(f"opened {size(self._workspace.document)}")

    def _changed(self, change: Change) -> None:
        self.note(about(change))
