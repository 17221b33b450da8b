"""Safe mode: the window without settings. A bar says so for as long as it is open, and what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vsmstudio.gui.dialogs.quiet_bar import QuietBar
from vsmstudio.gui.settings.store import set_aside

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

SAFE = "Safe mode: settings are not read and not kept."
NEXT = "If all is well now, set the settings aside: then the next start is as on the first day, and remembers again."
NONE_KEPT = "There are none, so the next start is as on the first day in any case."
DONE = "They were set aside as {name}. Close this window and start VSM Studio as usual."
STUCK = "They could not be set aside. Close other windows of VSM Studio, or give {path} another name yourself."


class SafeMode(QObject):
    """Stands over everything in the window. `path`: where the settings are that are not read."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        super().__init__(window)
        self._path = path
        self.bar = QuietBar()
        cast(QVBoxLayout, cast(QWidget, window.centralWidget()).layout()).insertWidget(0, self.bar)
        self._offer(NEXT) if path.exists() else self._say(NONE_KEPT)

    def _say(self, words: str) -> None:
        self.bar.say(f"{SAFE} {words}")

    def _offer(self, words: str) -> None:
        self.bar.say(f"{SAFE} {words}", [("Set the settings aside", self.set_aside)])

    def set_aside(self) -> None:
        """Give the file of the settings another name, so that the next start finds none."""
        if aside := set_aside(self._path, "aside"):
            self._say(DONE.format(name=aside))
        elif self._path.exists():
            self._offer(STUCK.format(path=self._path))
        else:
            self._say(NONE_KEPT)
