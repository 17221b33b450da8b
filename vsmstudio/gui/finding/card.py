"""The card over the canvas in which one types a few letters and chooses a line. Not modal; Esc gives the keyboard back."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.finding.rows import Row, RowDelegate, Rows, height
from vsmstudio.gui.giving_back import give_back
from vsmstudio.gui.painter import Painter

WIDTH, MOST_SEEN = 620, 9
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -MOST_SEEN, Qt.Key.Key_PageDown: MOST_SEEN}


class Content(Protocol):
    """What a card searches: its name, what stands in its empty field, a line of help, and the rows for what was typed."""

    name: str
    prompt: str
    help: str

    def rows(self, typed: str) -> list[Row]: ...

    def none(self, typed: str) -> str:
        """What is said where no row fits."""


class Card(QFrame):
    """A field, a list under it, and a line that says which keys do what."""

    def __init__(self, window: QWidget, over: QWidget, painter: QWidget) -> None:
        super().__init__(window)
        self._over, self._painter = over, painter
        self.content: Content | None = None
        self._back_to: QWidget | None = None
        self.setObjectName("finder")
        self.field = QLineEdit()
        self.field.setObjectName("finderField")
        self.field.setFrame(False)
        self.rows = Rows()
        self.rows.setParent(self)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowDelegate(self._colours))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Results")
        self.list.clicked.connect(lambda index: self.choose(index.row()))
        self.list.selectionModel().currentChanged.connect(lambda index, _: self._announce(index.row()))
        self.hint = QLabel()
        self.hint.setObjectName("finderHint")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for part in (self.field, self.list, self.hint):
            column.addWidget(part)
        self.field.textChanged.connect(self._show_rows)
        self.field.installEventFilter(self)
        over.installEventFilter(self)
        self.hide()

    def _colours(self) -> Painter:
        return self._painter.painter  # type: ignore[attr-defined, no-any-return]

    # --- opening and closing ------------------------------------------------------------------------------------------

    def open(self, content: Content, typed: str = "") -> None:
        """Show the card with something to search, the keyboard in its field."""
        if self.isHidden():
            self._back_to = QApplication.focusWidget()
        self.content = content
        self.setAccessibleName(content.name)
        self.field.setAccessibleName(content.name)
        self.field.setAccessibleDescription(content.help)
        self.field.setPlaceholderText(content.prompt)
        self._dress()
        if self.field.text() == typed:
            self._show_rows(typed)
        self.field.setText(typed)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_card(self, back: bool = True) -> None:
        """Put the card away; the keyboard goes back to where it was."""
        to, self._back_to = self._back_to, None
        focus = QApplication.focusWidget()
        had = focus is not None and self.isAncestorOf(focus)
        if self.isHidden():
            return
        if back and had:  # before it goes: else the keyboard visits the next field, whose words are chosen by that
            give_back(to, self._over, Qt.FocusReason.PopupFocusReason)
        self.hide()

    def choose(self, at: int) -> None:
        """Carry out a line, as far as it can be now."""
        if 0 <= at < len(self.rows.rows) and not (row := self.rows.rows[at]).why:
            self.close_card()
            row.choose()

    # --- searching ----------------------------------------------------------------------------------------------------

    def _show_rows(self, typed: str) -> None:
        if self.content is None:
            return
        self.rows.show_rows(self.content.rows(typed))
        found = len(self.rows.rows)
        none = self.content.none(typed) if not found else ""
        self.hint.setText(none or self.content.help)
        self.list.setVisible(bool(found))
        if found:
            self.list.setCurrentIndex(self.rows.index(0))
            self.list.scrollToTop()
        elif none:
            self._say(none)
        self._place()

    def _announce(self, at: int) -> None:
        if 0 <= at < len(self.rows.rows):
            self._say(self.rows.rows[at].sentence)

    def _say(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    def _move(self, by: int) -> None:
        last = len(self.rows.rows) - 1
        at = self.list.currentIndex().row() + by
        at = (0 if at > last else last) if abs(by) == 1 and not 0 <= at <= last else max(0, min(last, at))
        self.list.setCurrentIndex(self.rows.index(at))

    # --- place and look -----------------------------------------------------------------------------------------------

    def _place(self) -> None:
        room, window = self._over.rect(), self.parentWidget()
        width = min(look.sized(WIDTH), room.width() - 32)
        shown = min(len(self.rows.rows), MOST_SEEN, max(1, (room.height() - look.sized(120)) // height()))
        self.list.setFixedHeight(shown * height() + 1)  # a hairline above
        self.setFixedWidth(max(width, 240))
        self.adjustSize()
        if window is not None:
            at = self._over.mapTo(window, QPoint((room.width() - self.width()) // 2, 12))
            self.move(max(0, at.x()), at.y())

    def _dress(self) -> None:
        """Take the colours of the theme in use."""
        color = self._colours().color
        sheet, ink, muted, line, edge = (
            color(role).name() for role in ("sheet", "ink", "muted", "hairline", "outline")
        )
        self.setStyleSheet(
            f"QFrame#finder {{ background: {sheet}; border: 1px solid {edge}; border-radius: 6px; }}"
            f"QLineEdit#finderField {{ background: transparent; border: none; color: {ink}; font-size: {look.sized(15)}px;"
            f" padding: 11px 13px; placeholder-text-color: {muted}; }}"
            f"QListView {{ background: {sheet}; border: none; border-top: 1px solid {line}; outline: none; }}"
            f"QLabel#finderHint {{ color: {muted}; font-size: {look.sized(11)}px; padding: 7px 13px;"
            f" border-top: 1px solid {line}; }}"
        )

    # --- events -------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._press(event)
            if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Escape:
                    event.accept()
                    return True
            elif event.type() == QEvent.Type.FocusOut and not self.isHidden() and self.window().isActiveWindow():
                self.close_card(back=False)
        elif event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_card()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.list.currentIndex().row())
        elif key in _MOVES and self.rows.rows:
            self._move(_MOVES[key])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if self.rows.rows:
                self._move(-1 if key == Qt.Key.Key_Backtab else 1)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # keys that mean nothing here are not for the canvas behind
