"""The lower part of the window: findings, steps, figures, and views that are made when they are first asked for.

A view that nobody looks at costs the start nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QTabWidget, QWidget


class Lower(QTabWidget):
    """Tabs. Those added later by name hold an empty page until somebody looks at them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lower")
        self.setAccessibleName("Lower panel")
        self.setDocumentMode(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._later: dict[str, tuple[QWidget, Callable[[], QWidget]]] = {}
        self._made: dict[str, QWidget] = {}
        self.currentChanged.connect(self._look)

    def add_later(self, name: str, words: str, make: Callable[[], QWidget]) -> None:
        """A tab of these words, whose panel is made when it is first looked at."""
        page = QWidget()
        self._later[name] = page, make
        self.addTab(page, words)

    def say(self, name: str, words: str) -> None:
        """Let the tab of a panel say something else, made or not."""
        held = self._made.get(name) or self._later[name][0]
        self.setTabText(self.indexOf(held), words)

    def setTabText(self, index: int, text: str) -> None:
        """Where a tab says the same as before nothing is laid out and painted again."""
        if self.tabText(index) != text:
            super().setTabText(index, text)

    def panel(self, name: str) -> QWidget:
        """The panel of a tab, made now if need be."""
        if name not in self._made:
            page, make = self._later[name]
            panel = self._made[name] = make()
            at = self.indexOf(page)
            words, is_current = self.tabText(at), self.currentIndex() == at
            with QSignalBlocker(self):
                self.insertTab(at, panel, words)
                if is_current:
                    self.setCurrentIndex(at)
                self.removeTab(at + 1)
            page.deleteLater()
        return self._made[name]

    def _look(self, at: int) -> None:
        page = self.widget(at)
        for name, (empty, _) in self._later.items():
            if page is empty and name not in self._made:
                self.panel(name)
