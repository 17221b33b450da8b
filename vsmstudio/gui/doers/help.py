"""What the Help menu does."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from vsmstudio import __version__, places
from vsmstudio.gui.doers.doer import Doer
from vsmstudio.gui.keys_dialog import KeysDialog


class HelpDoer(Doer):
    """What the Help menu does."""

    def show_keys(self) -> None:
        KeysDialog(self.window).exec()

    def copy_diagnostics(self) -> None:
        self.window.trouble.show_diagnostics()

    def open_log_folder(self) -> None:
        self.window.log.flush()
        folder = places.logs()
        if not (folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))):
            self.window.notice.say(f"The log is in {folder}." if folder.is_dir() else "There is no log yet.")

    def show_about(self) -> None:
        QMessageBox.about(
            self.window,
            "About VSM Studio",
            f"VSM Studio {__version__}\n\nValue streams, the services that underpin them, and who is accountable.",
        )
