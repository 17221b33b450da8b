"""Five small buttons for a rating: pressed by the mouse, or by the digits and arrows while the row has the keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from vsmstudio.gui.panels.widgets import restyle, row, tip
from vsmstudio.notation.experience_curve import POOR, rating_words, shown

_DIGITS = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3, Qt.Key.Key_4: 4, Qt.Key.Key_5: 5}
_CLEARS = {Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


def keyed(event: QKeyEvent) -> tuple[bool, int | None]:
    """Does a key say a rating, and which; None takes it away."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False, None
    key = Qt.Key(event.key())
    return (True, _DIGITS[key]) if key in _DIGITS else (key in _CLEARS, None)


class RatingBar(QWidget):
    """A rating from 1 to 5, or none. `chosen` tells another one; pressing the one that holds takes it away."""

    chosen = Signal(object)  # float | None

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("ratingBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{name}: rating")
        self.rating: float | None = None
        self.buttons: list[QToolButton] = []
        line = row(spacing=3)
        line.setContentsMargins(2, 2, 2, 2)
        for rating in range(1, 6):
            button = QToolButton()
            button.setObjectName("rate")
            button.setText(str(rating))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"{name}: {rating}, {rating_words(rating).lower()}")
            button.setToolTip(tip(f"{rating_words(rating)}. Press it again to take it back."))
            button.clicked.connect(partial(self._press, float(rating)))
            self.buttons.append(button)
            line.addWidget(button)
        self.setLayout(line)
        self.show_rating(None)

    def show_rating(self, rating: float | None) -> None:
        """Show a rating; one between two numbers presses the nearer."""
        self.rating = rating
        nearest = int(rating + 0.5) if rating is not None else 0
        for index, button in enumerate(self.buttons, 1):
            button.setChecked(index == nearest)
            restyle(button, "gap" if index == nearest and rating is not None and rating <= POOR else "")
        said = "not rated" if rating is None else f"{shown(rating)} of 5, {rating_words(rating).lower()}"
        self.setAccessibleDescription(f"{said}. Type 1 to 5; Delete takes it back.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_rating, rating = keyed(event)
        if is_rating:
            self._choose(rating)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if event.key() == Qt.Key.Key_Right else -1
            held = 3 - by if self.rating is None else int(self.rating + 0.5)
            self._choose(min(5, max(1, held + by)))
        else:
            super().keyPressEvent(event)

    def _press(self, rating: float) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        holds = self.rating is not None and int(self.rating + 0.5) == rating
        self._choose(None if holds else rating)

    def _choose(self, rating: float | None) -> None:
        if rating != self.rating:
            self.chosen.emit(None if rating is None else float(rating))
        self.show_rating(self.rating)
