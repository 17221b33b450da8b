"""A quiet line over the canvas that says what happened, and goes away by itself. Never modal, never steals the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_STAYS = 6000  # milliseconds
_ASIDE = 16  # beside the words, in pixels


class Notice(QFrame):
    """Floats at the bottom of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("notice")
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton()
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._act: Callable[[], object] | None = None
        self._button.clicked.connect(self._carry_out)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(_ASIDE, 8, _ASIDE, 8)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; blank where nothing is."""
        return self._label.text() if not self.isHidden() else ""

    def say(self, words: str, offer: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a sentence, with one thing to do about it where there is one."""
        self._label.setText(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self._button.setText(offer)
        self._button.setVisible(bool(offer))
        self._act = act
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_STAYS * (3 if offer else 1))

    def _carry_out(self) -> None:
        if self._act is not None:
            self._act()

    def _place(self) -> None:
        room = self._over.rect()
        width = min(760, room.width() - 32)
        needed = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 2 * _ASIDE + 2
        if self._button.text():
            needed += self._button.sizeHint().width() + self._row.spacing()
        self._label.setWordWrap(needed > width)  # else Qt guesses at two lines
        width = min(width, needed)
        self.setFixedWidth(max(width, 120))
        self.adjustSize()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - 16)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False
