"""The files worked on lately, in the File menu."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class RecentMenu(QMenu):
    """Made anew whenever it is opened. A file that is gone is said to be when it is chosen; the start page forgets it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("Open recent", window)
        self._window = window
        above = next(each for each in window.menuBar().actions() if each.text() == "File")
        cast(QMenu, above.menu()).insertMenu(window.acts["open_sample"], self)
        self.aboutToShow.connect(self.list_files)

    def list_files(self) -> None:
        """List the files, the latest first; names that are alike with their folder."""
        self.clear()
        paths = [Path(each.path) for each in self._window.remembering.held.recent]
        names = [path.stem for path in paths]
        for path in paths:
            words = path.stem if names.count(path.stem) == 1 else f"{path.stem}, in {path.parent.name}"
            act = self.addAction(words.replace("&", "&&"), partial(self._open, path))
            act.setStatusTip(str(path))
        if not paths:
            self.addAction("Nothing yet").setEnabled(False)

    def _open(self, path: Path) -> None:
        if self._window.filing.may_leave():
            self._window.filing.open_path(path)
