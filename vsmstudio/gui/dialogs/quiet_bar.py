"""A bar that says one thing and offers what to do about it, for as long as it holds. Not modal, never takes the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QSizePolicy, QWidget

from vsmstudio.gui.panels.widgets import label, restyle, tip

Offer = tuple[str, Callable[[], object]]

_SIDE, _ABOVE, _GAP, _MARK = 16, 7, 8, 22  # pixels
_READABLE = 340  # with less room than this beside them, the words stand over the buttons


class QuietBar(QFrame):
    """Words at the left, buttons at the right, or under the words where the window is narrow. Hidden while empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quietBar")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = ""
        self._mark = label(name="mark")
        self._label = label(wrap=True)
        for each in (self._mark, self._label):
            each.setParent(self)
        self._buttons: list[QPushButton] = []
        self._acts: list[Callable[[], object]] = []
        self._came_from: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._note_focus)  # type: ignore[union-attr]
        self.hide()

    @property
    def words(self) -> str:
        """What is said now; blank where nothing is."""
        return self._words if not self.isHidden() else ""

    def say(self, words: str, offers: Sequence[Offer] = (), *, gap: bool = False, hint: str = "") -> None:
        """Show a sentence until `clear`, with buttons that do something about it; the first is the likely one.

        `gap` marks what the person should not overlook, `hint` is shown as the tooltip. Said again, the same
        words are not announced again.
        """
        anew = words != self.words
        self._words = words
        self._label.setText(label(words, wrap=True).text())
        self._label.setToolTip(tip(hint))
        self._mark.setText("◆" if gap else "●")
        restyle(self, "gap" if gap else "")
        for each in self.findChildren(QWidget):
            self.style().polish(each)
        self.setAccessibleName(words)
        self._label.setAccessibleName(words)
        self._show_offers(offers)
        self.show()
        self.updateGeometry()
        self._place(self.width())
        if anew:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Nothing is to be said any more. The keyboard goes back to where it came from."""
        held = self._has_focus
        self._words = ""
        self.hide()
        if held and self._came_from is not None and shiboken6.isValid(self._came_from):
            self._came_from.setFocus()

    def beside(self) -> Sequence[QWidget]:
        """Widgets of a bar's own that stand before the buttons."""
        return ()

    # --- offers -------------------------------------------------------------------------------------------------------

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        held = next((index for index, each in enumerate(self._buttons) if each.hasFocus()), None)
        self._acts = [act for _, act in offers]
        while len(self._buttons) < len(offers):
            self._buttons.append(self._button(len(self._buttons)))
        for button, (words, _) in zip(self._buttons, offers, strict=False):
            button.setText(words)
            button.show()
        if held is not None and held >= len(offers) > 0:
            self._buttons[len(offers) - 1].setFocus()
        for button in self._buttons[len(offers) :]:
            button.hide()

    def _button(self, index: int) -> QPushButton:
        made = QPushButton(self)
        made.setObjectName("first" if index == 0 else "")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self._acts[index]())
        chain = [self._label, *self.beside(), *self._buttons, made]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        return made

    @property
    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _note_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and old is not None and self.isAncestorOf(now) and not self.isAncestorOf(old):
            self._came_from = old

    # --- room ---------------------------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arranged(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(640, self._arranged(640)[1])

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        return super().event(event)

    def _place(self, width: int) -> None:
        for widget, area in self._arranged(width)[0]:
            widget.setGeometry(area)

    def _arranged(self, width: int) -> tuple[list[tuple[QWidget, QRect]], int]:
        """Where everything stands in a bar of this width, and the bar's height."""
        left, room = _SIDE + _MARK, max(width - 2 * _SIDE - _MARK, 80)
        tail = [each for each in (*self.beside(), *self._buttons) if not each.isHidden()]
        sizes = [each.sizeHint() for each in tail]
        taken = sum(size.width() + _GAP for size in sizes)
        natural = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 4
        placed: list[tuple[QWidget, QRect]] = []
        one_line = self._label.fontMetrics().height()
        if room - taken >= min(natural, _READABLE):
            held = room - taken - (_GAP if tail else 0)
            words = self._label.heightForWidth(held)
            inside = max([words, *(size.height() for size in sizes)])
            top = _ABOVE + (inside - words) // 2
            placed.append((self._label, QRect(left, top, held, words)))
            right = width - _SIDE - taken + _GAP
            for widget, size in zip(tail, sizes, strict=True):
                placed.append(
                    (widget, QRect(right, _ABOVE + (inside - size.height()) // 2, size.width(), size.height()))
                )
                right += size.width() + _GAP
        else:
            words = self._label.heightForWidth(room)
            top = _ABOVE
            placed.append((self._label, QRect(left, top, room, words)))
            tallest = max((size.height() for size in sizes), default=-_GAP)
            inside, at = words + _GAP, left
            for widget, size in zip(tail, sizes, strict=True):
                if at > left and at + size.width() > left + room:
                    inside, at = inside + tallest + _GAP, left
                down = _ABOVE + inside + (tallest - size.height()) // 2
                placed.append((widget, QRect(at, down, min(size.width(), room), size.height())))
                at += size.width() + _GAP
            inside += tallest
        placed.append((self._mark, QRect(_SIDE, top, _MARK, one_line)))
        return placed, inside + 2 * _ABOVE + 1
