"""Where the parts of the Deliver dialog stand. What they do is the dialog's."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.deliver.choices import Choices
from vsmstudio.gui.deliver.form import ChoiceForm
from vsmstudio.gui.deliver.outcome import Outcome
from vsmstudio.gui.deliver.preview import Preview
from vsmstudio.gui.dialogs.parts import button, foot, page
from vsmstudio.gui.panels.widgets import Elided


class Frame(QDialog):
    """Choices at the left, the preview at the right, what came of it and the buttons below."""

    def __init__(self, parent: QWidget | None, choices: Choices, start: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Deliver")
        self.form = ChoiceForm(choices, start)
        self.preview = Preview()
        self.outcome = Outcome()
        self.status = Elided("", "quiet")
        self.progress = QProgressBar()
        self.progress.setObjectName("importing")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(look.sized(180))
        self.progress.setAccessibleName("How far writing is")
        self.progress.hide()
        self.deliver_button = button("&Deliver", self.deliver, primary=True)
        self.stop_button = button("Stop", self.stop)
        self.stop_button.hide()
        self.print_button = button("&Print…", self.print_pages)
        self.keep_button = button("&Keep choices", self.keep_and_close)
        self.close_button = button("Close", self.reject)
        self.deliver_button.setDefault(True)
        self._assemble()
        self._fit()

    def _assemble(self) -> None:
        column = page(self)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.form)
        middle.addWidget(self.preview, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.outcome)
        said = QWidget()
        line = QHBoxLayout(said)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.progress)
        line.addWidget(self.status, 1)
        buttons = (self.deliver_button, self.stop_button, self.print_button, self.keep_button, self.close_button)
        column.addLayout(foot(*buttons, before=said))

    def _fit(self) -> None:
        """As large as there is room for, and no larger than is of use."""
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(min(look.sized(860), room.width()), min(look.sized(500), room.height()))
        self.resize(QSize(min(look.sized(1280), room.width() - 40), min(look.sized(840), room.height() - 60)))

    def deliver(self) -> None:
        """Write the files."""

    def stop(self) -> None:
        """Write them no more."""

    def print_pages(self) -> None:
        """Print the report."""

    def keep_and_close(self) -> None:
        """Keep what is chosen, and write nothing."""
