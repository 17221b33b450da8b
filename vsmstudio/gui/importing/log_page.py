"""The page of the import assistant for event logs: columns, clock, variants, and the map that is discovered with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget

from vsmstudio.gui.importing import log_work
from vsmstudio.gui.importing.file_words import called
from vsmstudio.gui.importing.latest import Latest
from vsmstudio.gui.importing.log_clock import ClockPart, Compared
from vsmstudio.gui.importing.log_columns import ColumnsPart
from vsmstudio.gui.importing.log_memory import remembered, to_remember
from vsmstudio.gui.importing.log_steps import StepsPart
from vsmstudio.gui.importing.log_variants import VariantsPart
from vsmstudio.gui.importing.log_work import Discovered, Opened
from vsmstudio.gui.importing.map_preview import WAITING
from vsmstudio.gui.importing.page import Context, Page
from vsmstudio.gui.panels.widgets import breakable, column, label
from vsmstudio.gui.settings import with_log
from vsmstudio.interchange.imported import Imported, Problem
from vsmstudio.interchange.log_choices import LogSettings
from vsmstudio.interchange.log_columns import LogColumns
from vsmstudio.model.words import one_line
from vsmstudio.notation.shapes import Picture

if TYPE_CHECKING:
    from vsmstudio.interchange.event_log.log import LogHead

AS_LAST_TIME = "Read as the last log with these columns."
STATES = "The log records states: each lasts until the next one of its case."
_MISSING = {
    "case": "what goes through the stream (the case)",
    "activity": "what was done (the activity)",
    "time": "when it was",
}
_PAUSE = 200  # milliseconds without another move of a slider before the map is worked out anew


class LogPage(Page):
    """Reads one event log; all that takes long is done beside the window, and only the latest choice counts."""

    def __init__(self, path: Path, context: Context) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._path, self._context = path, context
        self.settings = LogSettings()
        self._head: LogHead | None = None
        self._opened: Opened | None = None
        self._found: Discovered | None = None
        self._drawn: Imported | None = None  # what the picture shows
        self._said = ""  # how it comes that the columns are chosen so
        self._touched = False
        self.columns, self.clock = ColumnsPart(), ClockPart()
        self.variants, self.steps = VariantsPart(), StepsPart()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("pages")
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Event log")
        for part, words in (
            (self.columns, "Columns"), (self.clock, "Times"), (self.variants, "Variants"), (self.steps, "Map"),
        ):  # fmt: skip
            self.tabs.addTab(part, words)
        self.tabs.currentChanged.connect(lambda _: self._draw())
        self.summary = label(name="strong", wrap=True)
        self.words = label(name="gapText", wrap=True)
        whole = column(self.summary, self.words, spacing=6)
        whole.addWidget(self.tabs, 1)
        self.setLayout(whole)
        for each in (self.summary, self.words, self.tabs):
            each.hide()
        self._reading, self._finding = Latest(self), Latest(self, _PAUSE)
        self._comparing, self._drawing = Latest(self, _PAUSE), Latest(self)
        self._connect()

    def _connect(self) -> None:
        self._reading.done.connect(self._came)
        self._reading.failed.connect(self._failed)
        self._reading.progressed.connect(self._tell)
        self._finding.done.connect(self._discovered)
        self._finding.failed.connect(self._failed)
        self._comparing.done.connect(self._compared)
        self._comparing.failed.connect(lambda _: self.clock.show_compared(()))
        self._drawing.done.connect(self._drew)
        self._drawing.failed.connect(lambda _: self.steps.preview.show_picture(None, "The map could not be drawn."))
        self.columns.changed.connect(self._read_otherwise)
        self.clock.changed.connect(self._choose)
        self.variants.changed.connect(lambda _: self._choose())
        self.steps.changed.connect(self._choose)

    # --- what the frame asks -----------------------------------------------------------------------------------------

    def begin(self) -> None:
        path = self._path
        self._wait(f"Reading {one_line(path.name, 60)}…")
        self._reading.ask(lambda _: log_work.head_of(path))

    def end(self) -> None:
        for each in (self._reading, self._finding, self._comparing, self._drawing):
            each.forget()

    def show_problem(self, problem: Problem) -> bool:
        """The row among the first ones, if it is one of them; of a log no more is shown."""
        if problem.source != str(self._path):
            return False
        self.tabs.setCurrentWidget(self.columns)
        self.columns.show_row(problem.row - 2, problem.column)
        return True

    def touched(self) -> bool:
        return self._touched

    def remember(self) -> None:
        if self._head is not None and self._opened is not None:
            held = replace(self.settings, columns=self._opened.log.columns)
            self._context.remember(with_log(self._context.store.held, to_remember(self._head.titles, held)))

    # --- reading -----------------------------------------------------------------------------------------------------

    def _wait(self, words: str) -> None:
        self.busy, self.share, self.problem = words, None, ""
        self.imported = None
        self.words.hide()
        self.changed.emit()

    def _tell(self, share: float) -> None:
        self.share = share
        self.changed.emit()

    def _fail(self, problem: str) -> None:
        self.imported, self.busy, self.share, self.problem = None, "", None, problem
        self.words.setText(breakable(f"◆ {problem}"))
        self.words.show()
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._fail(called(str(error), self._path) or type(error).__name__)

    def _came(self, answer: LogHead | Opened) -> None:
        if isinstance(answer, Opened):
            self._open(answer)
        else:
            self._begin_with(answer)

    def _begin_with(self, head: LogHead) -> None:
        """The first rows are there: show what the columns are taken for, and read all of it."""
        self._head = head
        last = remembered(head.titles, self._context.store.held.logs)
        self.settings = last or LogSettings(columns=head.guess)
        columns = self.settings.columns or head.guess
        self.columns.show_log(head.titles, head.samples[:100], _by_role(columns))
        self.columns.show_dates(columns.dates, None)
        self._said = AS_LAST_TIME if last is not None else ""
        self.columns.say(self._said)
        self.clock.show_settings(self.settings)
        self.variants.set_share(self.settings.keep)
        self.steps.set_typical(self.settings.typical)
        self.tabs.show()
        self._read(columns)

    def _read_otherwise(self) -> None:
        """The person says that another column means something."""
        self._touched = True
        self._read(_columns(self.columns.chosen, self.columns.first))

    def _read(self, columns: LogColumns) -> None:
        self.settings = replace(self.settings, columns=columns)
        self._opened = self._found = None
        self._finding.forget()
        self._comparing.forget()
        self.summary.hide()
        if columns.missing:
            self._reading.forget()
            needed = " and ".join(_MISSING[each] for each in columns.missing)
            self._fail(f"Choose the column that says {needed}.")
            return
        path, head = self._path, self._head
        assert head is not None
        self._wait(f"Reading {one_line(path.name, 60)}…")
        self._reading.ask(lambda progress: log_work.opened(path, head, columns, progress))

    def _open(self, opened: Opened) -> None:
        """All events are there."""
        self._opened = opened
        self.summary.setText(opened.summary)
        self.summary.show()
        self.columns.show_dates(opened.log.columns.dates, opened.log.dates)
        self.columns.say(" ".join(filter(None, (self._said, STATES if opened.log.states else ""))))
        self.variants.show_ways(opened.ways)
        self._choose()

    # --- choosing ----------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        """Another clock, other hours, another share or typical value: work the map out with it."""
        if self._opened is None:
            return
        if self.clock.problem:
            self._finding.forget()
            self._fail(self.clock.problem)
            return
        chosen = replace(self.clock.put(self.settings), keep=self.variants.share, typical=self.steps.typical)
        self._touched = self._touched or (self._found is not None and chosen != self.settings)
        self.settings = chosen
        held, path = self._opened, self._path
        self._wait("Working out the map…")
        self._finding.ask(lambda progress: log_work.discovered(held, chosen, path, progress))

    def _discovered(self, found: Discovered) -> None:
        self._found = found
        held = self._opened
        self.unlisted = max(0, held.log.left_out - len(found.imported.problems)) if held is not None else 0
        self.imported, self.busy, self.share, self.problem = found.imported, "", None, ""
        self.words.hide()
        self.steps.show_steps(found.steps, found.discovery.timed, found.note)
        self.changed.emit()
        self._draw()
        if held is not None:
            self._comparing.ask(lambda progress: log_work.compared(held, found, progress))

    def _compared(self, rows: tuple[Compared, ...]) -> None:
        self.clock.show_compared(rows)

    # --- the map -----------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Draw the map as it is now, if anybody looks at it."""
        found = self._found
        if found is None or self.tabs.currentWidget() is not self.steps or self._drawn is found.imported:
            return
        if self._drawn is None:
            self.steps.preview.show_picture(None, WAITING)
        self._drawn = found.imported
        self._drawing.ask(lambda progress: log_work.picture_of(found.imported.document, progress))

    def _drew(self, picture: Picture | None) -> None:
        self.steps.preview.show_picture(picture, "Nothing is on this map.")


def _by_role(columns: LogColumns) -> dict[str, str]:
    """The columns by the choices of the page, which has two for the activity."""
    first, *more = (*columns.activity, "")
    return {
        "case": columns.case, "activity": first, "activity2": more[0] if more else "", "time": columns.time,
        "start": columns.start, "lifecycle": columns.lifecycle, "resource": columns.resource, "role": columns.role,
    }  # fmt: skip


def _columns(chosen: dict[str, str], dates: str) -> LogColumns:
    activity = tuple(dict.fromkeys(chosen[each] for each in ("activity", "activity2") if each in chosen))
    rest = {each: chosen.get(each, "") for each in ("case", "time", "start", "lifecycle", "resource", "role")}
    return LogColumns(activity=activity, dates=dates, **rest)
