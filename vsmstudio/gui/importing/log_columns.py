"""Which column of an event log means what: guessed, shown beside some of its rows, and changed here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.importing.share_table import ShareTable
from vsmstudio.gui.panels.cells import Cell, Cells, Head
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.gui.panels.widgets import Scroll, column, label, restyle, row, tip
from vsmstudio.model.words import one_line

if TYPE_CHECKING:
    from vsmstudio.interchange.event_log.log import DatesRead

_NONE = "–"
_DATES = (("", "As the column tells"), ("day", "Day first (31/12/2024)"), ("month", "Month first (12/31/2024)"))
_UNSURE = "No date tells whether the day or the month comes first; the day was taken. Choose what is right."
_WIDTH = 190
_SAMPLE_WIDTH, _WIDEST, _MOST_COLUMNS = 130, 240, 200


class Role(NamedTuple):
    """What a column can be: its key, its words, what it means, and the short word over the sample."""

    key: str
    words: str
    meaning: str
    short: str


ROLES = (
    Role("case", "&Case", "What goes through the stream: one ticket, order or application.", "Case"),
    Role("activity", "Acti&vity", "What was done: becomes a step.", "Activity"),
    Role("activity2", "and", "A second column that belongs to the activity, such as a sub-status.", "Activity"),
    Role("time", "Ti&me", "When it happened; where there is a start, when it was complete.", "Time"),
    Role(
        "start",
        "&Start",
        "When work on it began. Without a time, it lasts until what follows, as a status does.",
        "Start",
    ),
    Role("lifecycle", "&Lifecycle", "Which rows mean start and which complete.", "Lifecycle"),
    Role("resource", "P&erson", "Who did it: counted, never named on the map.", "Person"),
    Role("role", "&Unit", "The team, role or department that performs the step.", "Unit"),
)


class ColumnsPart(QWidget):
    """`changed`: another column means something, or dates are read in another way."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.titles: tuple[str, ...] = ()
        self._samples: tuple[tuple[str, ...], ...] = ()
        self.choices = {role.key: _choice(role) for role in ROLES}
        self.dates = _Choice()
        self.dates.setAccessibleName("How dates are written")
        self.dates.setFixedWidth(look.sized(_WIDTH))
        self.dates.activated.connect(lambda _: self.changed.emit())
        self.said = label(name="echo", wrap=True)
        self.note = label(name="quiet", wrap=True)
        grid = QGridLayout()
        grid.setContentsMargins(2, 10, 12, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        self._labels = {}
        for line, role in enumerate(ROLES):
            words = label(role.words, "fieldLabel")
            words.setBuddy(self.choices[role.key])
            words.setToolTip(tip(role.meaning))
            self._labels[role.key] = words
            grid.addWidget(words, line, 0)
            grid.addWidget(self.choices[role.key], line, 1)
            self.choices[role.key].activated.connect(self._choose)
        self._dates_caption = label("&Dates", "fieldLabel")
        self._dates_caption.setBuddy(self.dates)
        grid.addWidget(self._dates_caption, len(ROLES), 0)
        grid.addWidget(self.dates, len(ROLES), 1)
        grid.addWidget(self.said, len(ROLES) + 1, 0, 1, 2)
        grid.addWidget(self.note, len(ROLES) + 2, 0, 1, 2)
        grid.setRowStretch(len(ROLES) + 3, 1)
        left = QWidget()
        left.setLayout(grid)
        held = Scroll(left)
        held.setFixedWidth(look.sized(_WIDTH + 96))
        self.table = ShareTable(Cells(()), "Rows of the log")
        whole = row(held, self.table, spacing=12)
        whole.setStretchFactor(self.table, 1)
        outer = column(spacing=0)
        outer.addLayout(whole, 1)
        self.setLayout(outer)

    def show_log(self, titles: Sequence[str], samples: Sequence[Sequence[str]], chosen: dict[str, str]) -> None:
        """Show the columns of a log, some of its rows, and what each column is taken for (role to title)."""
        self.titles = tuple(titles)
        self._samples = tuple(tuple(each) for each in samples)
        for key, choice in self.choices.items():
            with QSignalBlocker(choice):
                choice.clear()
                choice.addItem(_NONE, "")
                for title in self.titles:
                    choice.addItem(one_line(title, 60), title)
                choice.setCurrentIndex(max(0, choice.findData(chosen.get(key, ""))))
                choice.setToolTip(tip(chosen.get(key, "")))
        self._mark()

    def show_dates(self, first: str, read: DatesRead | None) -> None:
        """Show which comes first in a date, and how the log's first time was understood."""
        with QSignalBlocker(self.dates):
            self.dates.clear()
            for key, words in _DATES:
                self.dates.addItem(words, key)
            self.dates.setCurrentIndex(max(0, self.dates.findData(first)))
        told = read is not None and bool(read.words)  # could day and month be swapped in any cell?
        asks = read is not None and read.ambiguous
        said = ""
        if read is not None and told:
            said = _UNSURE if asks else f"Read with the {read.words.split(' (')[0]}, such as {read.example}."
        self.said.setText(said)
        restyle(self.said, "gap" if asks else "")
        for each in (self.dates, self._dates_caption, self.said):
            each.setVisible(told)

    def say(self, words: str) -> None:
        """Say how it comes that the columns are chosen so."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def show_row(self, row: int, title: str) -> None:
        """Bring a cell of the sample into view, as far as the sample goes."""
        titles = [each.meaning for each in self.table.cells.heads]
        column = next((at for at, each in enumerate(titles) if each.startswith(title)), 0)
        if 0 <= row < len(self._samples):
            self.table.setCurrentIndex(self.table.cells.index(row, column))
        self.table.setFocus()

    @property
    def chosen(self) -> dict[str, str]:
        """The title of the column for each role that has one."""
        held = {key: str(choice.currentData() or "") for key, choice in self.choices.items()}
        return {key: title for key, title in held.items() if title}

    @property
    def first(self) -> str:
        """What comes first in a date: `day`, `month`, or blank where the column tells."""
        return str(self.dates.currentData() or "")

    def _choose(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        """Say over the sample what each column is taken for; those that are something come first."""
        short = {role.key: role.short for role in ROLES}
        taken = dict[str, str]()
        for key, title in self.chosen.items():
            taken[title] = short[key] if title not in taken else f"{taken[title]}, {short[key]}"
        order = sorted(range(len(self.titles)), key=lambda at: (self.titles[at] not in taken, at))[:_MOST_COLUMNS]
        heads = [self._head(self.titles[at], taken.get(self.titles[at], "")) for at in order]
        rows = [
            tuple(
                Cell(
                    one_line(each[at], 80) if at < len(each) else "", color="" if self.titles[at] in taken else "muted"
                )
                for at in order
            )
            for each in self._samples
        ]
        self.table.show_rows(rows, heads)

    def _head(self, title: str, taken: str) -> Head:
        """A column of the sample: what it is taken for, and its title."""
        same = taken.casefold() == title.casefold()
        words = f"{taken}: {one_line(title, 40)}" if taken and not same else one_line(title, 40)
        meaning = f"{title} is taken for the {taken.casefold()}." if taken else f"{title} is not used."
        needed = self.fontMetrics().horizontalAdvance(words) / look.larger()
        width = min(_WIDEST, max(_SAMPLE_WIDTH, round(needed) + 16))
        return Head(words, meaning, width)


class _Choice(Choice):
    """A choice that the wheel leaves alone: it scrolls past, and each choice means to read the log again."""

    def __init__(self) -> None:
        super().__init__(())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _choice(role: Role) -> _Choice:
    made = _Choice()
    made.setAccessibleName(role.words.replace("&", ""))
    made.setAccessibleDescription(role.meaning)
    made.setFixedWidth(look.sized(_WIDTH))
    made.setMaxVisibleItems(16)
    return made
