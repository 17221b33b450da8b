"""What a table does not say and a person may: working time, convention, demand. Shown where the tables hold steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.gui.panels.widgets import Fold, label, restyle
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.settings import Settings, read_settings
from vsmstudio.model.records import Engagement

CONVENTIONS = (
    ("service", "Lead time holds waiting and work"),
    ("waits", "Waits alone make lead time"),
    ("waits+processing", "Waits and processing add"),
)
_USUAL = Engagement(id="usual")
_FIELDS = (
    ("hours_per_day", "&Hours per day", f"{_USUAL.hours_per_day:g}"),
    ("days_per_week", "&Days per week", f"{_USUAL.days_per_week:g}"),
    ("demand", "De&mand", "such as 920/d"),
    ("available", "A&vailable per day", "such as 8 h"),
)


class SettingsFold(QWidget):
    """`changed`: something else holds. What cannot be read is said under it, and what held before goes on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.settings = Settings()
        self.touched = False
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        self.fields: dict[str, QLineEdit] = {}
        for at, (key, words, hint) in enumerate(_FIELDS):
            field = QLineEdit()
            field.setPlaceholderText(hint)
            field.setAccessibleName(words.replace("&", ""))
            field.setMaxLength(60)
            field.setMinimumWidth(64)
            field.setMaximumWidth(look.sized(128))
            field.editingFinished.connect(self._read)
            caption = label(words, "fieldLabel")
            caption.setBuddy(field)
            grid.addWidget(caption, 0, at)
            grid.addWidget(field, 1, at)
            self.fields[key] = field
        self.convention = Choice(CONVENTIONS, "How lead time is made up in new maps")
        self.convention.setMinimumContentsLength(22)
        self.convention.setMaximumWidth(look.sized(280))
        self.convention.show_value("service")
        self.convention.activated.connect(lambda _: self._read())
        caption = label("&Convention", "fieldLabel")
        caption.setBuddy(self.convention)
        grid.addWidget(caption, 0, len(_FIELDS))
        grid.addWidget(self.convention, 1, len(_FIELDS))
        for at in range(len(_FIELDS) + 1):
            grid.setColumnStretch(at, (3 if at == len(_FIELDS) else 1))
        self.message = label(name="message", wrap=True)
        self.message.hide()
        grid.addWidget(self.message, 2, 0, 1, len(_FIELDS) + 2)
        fold = Fold("Working time, demand and convention", body)
        self.button = fold.button
        column = QGridLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(fold)

    def _read(self) -> None:
        """Take what stands in the fields; a field that cannot be read is marked, and the others hold."""
        pairs, bad = [f"convention={self.convention.value}"], ""
        for key, field in self.fields.items():
            text = field.text().strip()
            wrong = ""
            if text:
                try:
                    read_settings([f"{key}={text}"])
                    pairs.append(f"{key}={text}")
                except BadSource as error:
                    reason = str(error).partition(": ")[2].partition("; write such as")[0]
                    wrong = f"{field.accessibleName()}: {reason}."
            restyle(field, "bad" if wrong else "")
            bad = bad or wrong
        self.message.setText(bad)
        self.message.setVisible(bool(bad))
        settings = read_settings(pairs)
        if settings != self.settings:
            self.settings, self.touched = settings, True
            self.changed.emit()
