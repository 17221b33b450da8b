"""A field for a file that is chosen: what it is, Choose and Remove, and in place what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vsmstudio.gui.dialogs.parts import button
from vsmstudio.gui.panels.widgets import Elided, breakable, label


class FileField(QWidget):
    """`picture` stands before the name, where there is one. `choosing`, `removing`: the buttons were pressed."""

    choosing = Signal()
    removing = Signal()

    def __init__(self, what: str, choose: str = "Choose…", remove: str = "", picture: QWidget | None = None) -> None:
        super().__init__()
        self._what = what
        self.name = Elided()
        self.wrong = label(name="message", wrap=True)
        self.wrong.hide()
        self.choose = button(choose, self.choosing.emit)
        self.choose.setObjectName("preset")
        self.choose.setAccessibleName(f"{choose.rstrip('…')} {what}")
        self.remove = button(remove, self.removing.emit)
        self.remove.setObjectName("preset")
        self.remove.setAccessibleName(f"{remove} {what}")
        self.remove.setVisible(bool(remove))
        line = QHBoxLayout()
        line.setSpacing(6)
        if picture is not None:
            line.addWidget(picture)
        line.addWidget(self.name, 1)
        line.addWidget(self.remove)
        line.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(line)
        column.addWidget(self.wrong)
        self.setFocusProxy(self.choose)

    def show_name(self, name: str, none: str) -> None:
        """Show what is chosen; `none` says what holds where nothing is."""
        self.name.show_words(name or none)
        self.name.setObjectName("" if name else "quiet")
        self.name.style().unpolish(self.name)
        self.name.style().polish(self.name)
        self.name.setAccessibleName(f"{self._what}: {name or none}")
        if self.remove.text():
            self.remove.setVisible(bool(name))

    def complain(self, why: str) -> None:
        """Say in place what is wrong; blank where nothing is."""
        self.wrong.setText(breakable(f"◆ {why}") if why else "")
        self.wrong.setVisible(bool(why))
