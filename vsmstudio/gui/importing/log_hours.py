"""When people work: days of the week, the hours of a day, and days off."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.panels.widgets import Fold, column, label, restyle, row
from vsmstudio.interchange.log_choices import WEEKDAYS, LogSettings, dates, minutes_of_day

BAD_TIMES = "Type times such as 8:00 and 17:00, the earlier one first."
NO_DAY = "Choose at least one working day."


class HoursFields(QWidget):
    """`changed`: other hours, or hours that cannot be. `problem` says what is wrong; blank where all is well."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.held = LogSettings()
        self.problem = ""
        self.days = [_day(name) for name in WEEKDAYS]
        for button in self.days:
            button.clicked.connect(self._read)
        self.start, self.end = _time("Start of the working day"), _time("End of the working day")
        for field in (self.start, self.end):
            field.editingFinished.connect(self._read)
        self.holidays = _Lines()
        self.holidays.left.connect(self._read)
        self.fold = Fold("Holidays", self.holidays)
        self.message = label(name="message", wrap=True)
        self.message.hide()
        week = row(*self.days, spacing=4)
        week.addStretch(1)
        times = row(label("From", "fieldLabel"), self.start, label("to", "fieldLabel"), self.end, spacing=8)
        times.addStretch(1)
        whole = column(spacing=8)
        whole.addLayout(week)
        whole.addLayout(times)
        whole.addWidget(self.fold)
        whole.addWidget(self.message)
        self.setLayout(whole)
        self.show_hours(self.held)

    def show_hours(self, held: LogSettings) -> None:
        """Show these, without telling anyone."""
        self.held = held
        for at, button in enumerate(self.days):
            button.setChecked(at in held.working_days)
        self.start.setText(_clock_words(held.day_start))
        self.end.setText(_clock_words(held.day_end))
        self.holidays.setPlainText("\n".join(each.isoformat() for each in held.holidays))
        if held.holidays:
            self.fold.button.setChecked(True)

    def _read(self) -> None:
        """Take over the hours as they are typed, or say what is wrong with them."""
        try:
            held, problem = self._typed(), ""
        except ValueError as error:
            held, problem = self.held, str(error)
        changed = (held, problem) != (self.held, self.problem)
        self.held, self.problem = held, problem
        self.message.setText(problem)
        self.message.setVisible(bool(problem))
        for field in (self.start, self.end):
            restyle(field, "bad" if problem == BAD_TIMES else "")
        if changed:
            self.changed.emit()

    def _typed(self) -> LogSettings:
        """The settings with what is typed. Raises `ValueError` with a sentence."""
        days = tuple(at for at, button in enumerate(self.days) if button.isChecked())
        if not days:
            raise ValueError(NO_DAY)
        try:
            start, end = minutes_of_day(self.start.text()), minutes_of_day(self.end.text())
        except ValueError:
            raise ValueError(BAD_TIMES) from None
        if start >= end:
            raise ValueError(BAD_TIMES)
        try:
            holidays = dates(self.holidays.toPlainText())
        except ValueError as error:
            raise ValueError(f"{str(error).rstrip('.')}.") from None
        return replace(self.held, working_days=days, day_start=start, day_end=end, holidays=holidays)


class _Lines(QPlainTextEdit):
    """Dates, one to a line. `left`: the keyboard has gone elsewhere."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Holidays, one date to a line")
        self.setPlaceholderText("2024-12-25\n2025-01-01")
        self.setTabChangesFocus(True)
        self.setFixedHeight(look.sized(84))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes a line here; with Ctrl it takes the dates over."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _clock_words(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _day(name: str) -> QPushButton:
    made = QPushButton(name)
    made.setObjectName("day")
    made.setCheckable(True)
    made.setAutoDefault(False)
    made.setAccessibleName(f"{name} is a working day")
    return made


class _Time(QLineEdit):
    """Enter takes over what is typed, and does not import yet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def _time(name: str) -> QLineEdit:
    made = _Time()
    made.setAccessibleName(name)
    made.setFixedWidth(look.sized(72))
    made.setMaxLength(8)
    return made
