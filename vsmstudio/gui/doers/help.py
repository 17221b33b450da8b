"""What the Help menu does."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from vsmstudio import places
from vsmstudio.gui.doers.doer import Doer
from vsmstudio.gui.keys_dialog import KeysDialog


class HelpDoer(Doer):
    """What the Help menu does."""

    def show_handbook(self) -> None:
        self.window.helping.open()

    def show_keys(self) -> None:
        KeysDialog(self.window).exec()

    def take_tour(self) -> None:
        from vsmstudio.gui.tour.tour import take

        take(self.window)

    def copy_diagnostics(self) -> None:
        self.window.trouble.show_diagnostics()

    def open_log_folder(self) -> None:
        self.window.log.flush()
        folder = places.logs()
        if not (folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))):
            self.window.notice.say(f"The log is in {folder}." if folder.is_dir() else "There is no log yet.")

    def show_about(self) -> None:
        from vsmstudio.gui.about_dialog import AboutDialog

        AboutDialog(self.window).exec()
