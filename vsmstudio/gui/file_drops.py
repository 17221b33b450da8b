"""Files that are dropped on the window, or that the system asks to open.

Ours are opened; other programs' files go to the import assistant.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDropEvent

from vsmstudio.gui.file_requests import Application

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class FileDrops(QObject):
    """Takes what no part of the window takes for itself: files of this computer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        if isinstance(app := QCoreApplication.instance(), Application):
            app.listen(lambda path: self._take_later([Path(path)]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        paths = files_of(event.mimeData())
        if not paths:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)  # never moved: the file stays where it is
        event.accept()
        if event.type() == QEvent.Type.Drop:
            # whoever drags waits until the drop is over, and must not wait for a dialog
            QTimer.singleShot(0, lambda: self._take_later(paths))
        return True

    def _take_later(self, paths: list[Path]) -> None:
        self._window.beginning.keep(lambda: self.take(paths))

    def take(self, paths: list[Path]) -> None:
        """Open a file of ours, or import files of other programs."""
        window, filing = self._window, self._window.filing
        ours = [path for path in paths if path.suffix.lower() == ".vsm"]
        if any(path.is_dir() for path in paths):
            window.notice.say("A folder cannot be dropped here. Drop the files in it.")
        elif ours and len(paths) > 1:
            window.notice.say("Drop one VSM Studio file at a time, or files of other programs.")
        elif ours:
            if filing.may_leave():
                filing.open_path(ours[0])
        else:
            filing.import_files(paths)


def files_of(data: QMimeData) -> list[Path]:
    """The files of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]
