"""The card of the tour: what to do now, and what came of it. It floats over the window, is never modal, and can be left."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from vsmstudio.gui.look import sized
from vsmstudio.gui.panels.widgets import breakable, column, label, row, small_button

WIDTH = 300  # pixels, where words have their usual size
_LEFT = "Leave the tour (Esc). The sample stays open."


class Card(QFrame):
    """`left`: leave the tour. `back` and `onward`: to another station. `shown_again`: bring into view what this is about.

    At the end `begun` asks for an own map, and `read` for the handbook.
    """

    left = Signal()
    back = Signal()
    onward = Signal()
    shown_again = Signal()
    begun = Signal()
    read = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self.count = label(name="caption")
        self.leave = small_button("×", _LEFT)
        self.leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title = label(name="title", wrap=True)
        self.words, self.how = label(name="sentence", wrap=True), label(name="how", wrap=True)
        self.done = label(name="done", wrap=True)
        self.again = self._button("Show it", self.shown_again)
        self.again.setToolTip("Bring into view what this is about")
        self.previous, self.next = self._button("Back", self.back), self._button("Skip", self.onward)
        self.own, self.handbook = self._button("Begin your own map", self.begun), self._button("Handbook", self.read)
        self.own.setObjectName("primary")
        self.handbook.setAccessibleName("Open the handbook")
        self.leave.clicked.connect(self.left)
        head = row(self.count, self.leave)
        head.setStretch(0, 1)
        self._buttons = row(self.previous, self.again, self.handbook, self.own, spacing=8)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.next)
        whole = column(spacing=8, margins=(16, 10, 12, 14))
        whole.addLayout(head)
        for each in (self.title, self.words, self.how, self.done):
            whole.addWidget(each)
        whole.addSpacing(2)
        whole.addLayout(self._buttons)
        self.setLayout(whole)
        self.hide()

    def _button(self, words: str, signal: object) -> QPushButton:
        made = QPushButton(words)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAutoDefault(True)  # Enter presses it where it has the keyboard
        made.clicked.connect(signal)
        return made

    # --- showing ------------------------------------------------------------------------------------------------------

    def say(self, count: str, title: str, words: str, how: str, done: str = "") -> None:
        """Say what to do; where it is `done`, what came of it instead."""
        self.count.setText(count)
        for each, said in ((self.title, title), (self.words, words), (self.how, how)):
            each.setText(breakable(said))
        self.done.setText(breakable(f"✓ Done. {done}") if done else "")
        self.how.setVisible(not done)
        self.done.setVisible(bool(done))
        self.setAccessibleName(f"Tour, {count}: {title}")
        self.setAccessibleDescription(f"Done. {done}" if done else f"{words} {how}")
        self._announce(f"Done. {done}" if done else f"{title}. {words} {how}")

    def offer(self, *, first: bool, last: bool, done: bool, out_of_view: bool) -> None:
        """Show the buttons that make sense now."""
        self.previous.setVisible(not first and not last)
        self.next.setVisible(not last)
        self.next.setText("Next" if done else "Skip")
        if self.next.objectName() != (name := "primary" if done else ""):
            self.next.setObjectName(name)
            self.style().unpolish(self.next)
            self.style().polish(self.next)
        self.again.setVisible(out_of_view and not done and not last)
        self.own.setVisible(last)
        self.handbook.setVisible(last)

    def fitting(self) -> QSize:
        """How large the card is for what it says."""
        width = sized(WIDTH)
        self.ensurePolished()
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        return QSize(width, height)

    def begin(self) -> None:
        """Take the keyboard."""
        (self.own if self.own.isVisible() else self.next).setFocus(Qt.FocusReason.OtherFocusReason)

    def _announce(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
