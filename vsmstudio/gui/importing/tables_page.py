"""The page for tables: sheet by sheet what they hold, what each column is read as, and the cells that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSpinBox, QTabBar, QVBoxLayout, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.dialogs.parts import button
from vsmstudio.gui.importing.column_menu import column_menu, words_of
from vsmstudio.gui.importing.heads import Head
from vsmstudio.gui.importing.latest import Latest
from vsmstudio.gui.importing.page import Context, Page
from vsmstudio.gui.importing.settings_fold import SettingsFold
from vsmstudio.gui.importing.sheet_model import SheetModel
from vsmstudio.gui.importing.sheet_state import SheetState, to_remember
from vsmstudio.gui.importing.sheet_view import SheetView
from vsmstudio.gui.importing.tables_read import HELD, opened_files, read_sheets, titles_in
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.gui.panels.widgets import breakable, label
from vsmstudio.gui.settings import with_sheet
from vsmstudio.interchange.imported import Imported, Problem
from vsmstudio.interchange.mapping import Mapping, guessed
from vsmstudio.model.words import one_line

_PAUSE = 150  # milliseconds without another choice before the sheets are read anew
NO_TABLE = "No sheet here is known as a table yet. Say what it holds, and in which row its titles are."
EMPTY_SHEET = "This sheet is empty."


class TablesPage(Page):
    """All tables of one import: rows of one may name what another holds."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._paths: list[Path] = []
        self._failed: dict[Path, str] = {}
        self.states: list[SheetState] = []
        self._shown: SheetState | None = None
        self._at = Path()
        self._opening = Latest(self)
        self._opening.done.connect(self._opened)
        self._opening.failed.connect(self._could_not)
        self._opening.progressed.connect(self._say_how_far)
        self._reading = Latest(self, _PAUSE)
        self._reading.done.connect(self._read)
        self._reading.failed.connect(self._could_not)
        self._build()

    def _build(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setObjectName("sheets")
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Sheets of this file")
        self.tabs.currentChanged.connect(self._turn)
        self.holds = Choice(HELD, "What this sheet holds")
        self.holds.setMinimumContentsLength(16)
        self.holds.activated.connect(lambda _: self._hold(str(self.holds.value)))
        self.titles = QSpinBox()
        self.titles.setAccessibleName("The line with the titles of the columns")
        self.titles.setKeyboardTracking(False)
        self.titles.setMinimumWidth(look.sized(64))
        self.titles.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.titles.setSpecialValueText("none")
        self.titles.valueChanged.connect(self._title_line)
        self.said = label(name="quiet")
        self.anew = button("&Guess anew", self._guess_anew)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for words, field in (("This sheet &holds", self.holds), ("&Titles in line", self.titles)):
            caption = label(words, "fieldLabel")
            caption.setBuddy(field)
            row.addWidget(caption)
            row.addWidget(field)
            row.addSpacing(8)
        row.addWidget(self.said)
        row.addWidget(self.anew)
        row.addStretch(1)
        self.controls = QWidget()
        self.controls.setLayout(row)
        self.sheet = SheetModel()
        self.view = SheetView(self.sheet)
        self.view.heads.asked.connect(self._ask_column)
        self.view.skipping.connect(self._skip)
        self.view.menu_asked.connect(self._cell_menu)
        self.empty = label(EMPTY_SHEET, "sentence", wrap=True)
        self.failed = label(name="gapText", wrap=True)
        self.fold = SettingsFold()
        self.fold.changed.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (self.tabs, self.controls, self.view, self.empty, self.failed, self.fold):
            column.addWidget(each, 1 if each is self.view else 0)
        column.addStretch(0)
        self.fold.hide()
        self._show(None)

    # --- files --------------------------------------------------------------------------------------------------------

    def show_paths(self, paths: list[Path]) -> None:
        """These are the tables now: read those that are new, forget those that are gone."""
        if paths == self._paths:
            return
        self._paths = list(paths)
        self.states = [each for each in self.states if each.path in paths]
        self._failed = {path: words for path, words in self._failed.items() if path in paths}
        known = {each.path for each in self.states} | self._failed.keys()
        new = [path for path in paths if path not in known]
        if not new:
            self._choose()
            return
        remembered = self._context.store.held.sheets
        self.busy = f"Reading {one_line(new[0].name, 60)}…" if len(new) == 1 else f"Reading {len(new)} tables…"
        self._opening.ask(lambda progress: opened_files(new, remembered, progress))
        self.changed.emit()

    def show_path(self, path: Path) -> None:
        """Bring the sheets of one file into view."""
        self._at = path
        here = self._here()
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for each in here:
            self.tabs.addTab(_tab(each))
        best = next((at for at, each in enumerate(here) if each is self._shown or each.used), 0)
        if here:
            self.tabs.setCurrentIndex(best)
        self.tabs.blockSignals(False)
        self._show(here[best] if here else None)

    def _here(self) -> list[SheetState]:
        return [each for each in self.states if each.path == self._at]

    def _opened(self, came: tuple[list[SheetState], dict[Path, str]]) -> None:
        states, failed = came
        order = {path: at for at, path in enumerate(self._paths)}
        held = [each for each in (*self.states, *states) if each.path in order]
        self.states = sorted(held, key=lambda each: order[each.path])
        self._failed |= failed
        self.share = None
        first = not self._shown
        self.show_path(self._at if self._at in order else self._paths[0])
        if first and self.isVisible():
            self.enter()
        self._choose()

    def _say_how_far(self, share: float) -> None:
        self.share = share or None
        self.changed.emit()

    def _could_not(self, error: Exception) -> None:
        self.imported, self.busy = None, ""
        self.problem = str(error) or type(error).__name__
        self._mark()
        self.changed.emit()

    def problem_of(self, path: Path) -> str:
        """Why a file cannot be read; blank where it can."""
        return self._failed.get(path, "")

    # --- reading ------------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        """Something is read otherwise: find out what the sheets hold now."""
        used = [(each.read(), each.mapping) for each in self.states if each.used]
        self.fold.setVisible(any(mapping.table == "steps" for _, mapping in used))
        if not used:
            self._reading.forget()
            self.imported, self.busy = None, ""
            self.problem = next(iter(self._failed.values()), "") if not self.states else NO_TABLE
            self._mark()
            self.changed.emit()
            return
        settings, name = self.fold.settings, self.states[0].path.name
        self.busy, self.problem = "Reading the tables…", ""
        self._reading.ask(lambda _: read_sheets(used, settings, name))
        self.changed.emit()

    def _read(self, imported: Imported) -> None:
        self.imported, self.busy, self.problem = imported, "", ""
        self._mark()
        self.changed.emit()

    # --- showing ------------------------------------------------------------------------------------------------------

    def _turn(self, at: int) -> None:
        here = self._here()
        if 0 <= at < len(here):
            self._show(here[at])

    def _show(self, state: SheetState | None) -> None:
        """Show a sheet, or what there is to say where there is none."""
        self._shown = state
        rows = state.sheet.rows if state is not None else ()
        self.controls.setVisible(bool(rows))
        self.view.setVisible(bool(rows))
        self.tabs.setVisible(self.tabs.count() > 1)
        self.sheet.show_rows(rows)
        self._mark()
        self.view.fit_columns()

    def _say_empty(self) -> None:
        """Why there is no sheet to see."""
        problem = "" if self.busy else self.problem_of(self._at)
        self.failed.setText(breakable(f"◆ {problem}" if problem else ""))
        self.failed.setVisible(bool(problem) and self._shown is None)
        self.empty.setText(breakable(self.busy or EMPTY_SHEET))
        self.empty.setVisible(self.failed.isHidden() and not (self._shown and self._shown.sheet.rows))

    def _mark(self) -> None:
        """Show what the sheet in view is read as, and its cells that cannot be read."""
        self._say_empty()
        state = self._shown
        if state is None:
            return
        mapping = state.mapping
        for at, each in enumerate(self._here()):
            self.tabs.setTabText(at, _tab(each))
        self.holds.show_value(mapping.table)
        lines = [row.line for row in state.sheet.rows]
        self.titles.blockSignals(True)
        self.titles.setRange(0, lines[-1] if lines else 0)
        header = self._header_place(state)
        self.titles.setValue(lines[header] if header >= 0 else 0)
        self.titles.blockSignals(False)
        self.titles.setEnabled(state.used)
        self.said.setText("Read as last time." if state.again and not state.chosen else "")
        self.said.setVisible(bool(self.said.text()))
        self.anew.setVisible(state.again or state.chosen)
        self.view.heads.show_heads(self._heads(state))
        out = {each.index for each in mapping.columns if each.field is None and not each.note}
        everything = range(self.sheet.width) if not state.used else out
        moved = self.sheet.header != (header if state.used else -1)
        self.sheet.mark(header if state.used else -1, set(everything), state.skipped, self._bad(state))
        if moved:
            self.view.span_titles()

    def _heads(self, state: SheetState) -> list[Head]:
        uses = {each.index: each for each in state.mapping.columns}
        heads = []
        for column in range(self.sheet.width):
            use = uses.get(column)
            if use is None or not state.used:
                heads.append(Head(use.title if use else "", "Left out", "out"))
                continue
            words = words_of(state.mapping, use)
            heads.append(Head(use.title, words, "used" if use.field else "note" if use.note else "out"))
        return heads

    def _header_place(self, state: SheetState) -> int:
        return min(state.mapping.header, len(state.sheet.rows) - 1)

    def _bad(self, state: SheetState) -> dict[tuple[int, int], str]:
        titles = titles_in(state)
        bad = {(row.line, -1): row.flaw for row in state.sheet.rows if row.flaw}
        for each in self.imported.problems if self.imported else ():
            if each.source == state.sheet.source:
                bad[(each.row, titles.get(each.column, -1))] = each.reason
        return bad

    # --- choosing -----------------------------------------------------------------------------------------------------

    def _hold(self, table: str) -> None:
        """The person says what the sheet in view holds."""
        if self._shown is not None:
            self._take(guessed(self._shown.sheet, table=table))

    def _title_line(self, line: int) -> None:
        """The person says where the titles are; a line that holds nothing means the next one that does."""
        state = self._shown
        if state is None or not state.sheet.rows:
            return
        last = len(state.sheet.rows) - 1
        at = next((at for at, row in enumerate(state.sheet.rows) if row.line >= line), last) if line else -1
        self._take(guessed(state.sheet, table=state.mapping.table, header=at))

    def _guess_anew(self) -> None:
        state = self._shown
        if state is not None:
            state.mapping, state.again, state.chosen = guessed(state.sheet), False, False
            state.skipped = set()
            self._mark()
            self._choose()

    def _ask_column(self, column: int, at: QPoint) -> None:
        state = self._shown
        if state is None or not state.used:
            return
        place = next((place for place, each in enumerate(state.mapping.columns) if each.index == column), None)
        if place is not None:
            self.menu = column_menu(self, state.mapping, place, self._take)
            self.menu.popup(at)

    def _take(self, mapping: Mapping) -> None:
        state = self._shown
        if state is not None and mapping != state.mapping:
            state.mapping, state.chosen = mapping, True
            self._mark()
            self._choose()

    def _skip(self, rows: Sequence[int]) -> None:
        """Leave rows out, or take them in again where all of them are out."""
        state = self._shown
        if state is None:
            return
        lines = {state.sheet.rows[row].line for row in rows if row > self._header_place(state)}
        state.skipped = state.skipped - lines if lines <= state.skipped else state.skipped | lines
        state.chosen = True
        self._mark()
        self._choose()

    def _cell_menu(self, index: QModelIndex, at: QPoint) -> None:
        state = self._shown
        if state is None:
            return
        self.menu = QMenu(self)
        rows = self.view.chosen_rows()
        out = {state.sheet.rows[row].line for row in rows} <= state.skipped
        what = "this row" if len(rows) == 1 else f"these {len(rows)} rows"
        self.menu.addAction(f"Take {what} in again" if out else f"Leave {what} out", lambda: self._skip(rows))
        line = state.sheet.rows[index.row()].line
        self.menu.addAction("The titles are in this row", lambda: self.titles.setValue(line))
        if state.used:
            self.menu.addAction("What this column is…", lambda: self._ask_column(index.column(), at))
        self.menu.popup(at)

    # --- the frame asks -----------------------------------------------------------------------------------------------

    def enter(self) -> None:
        self.view.heads.setFocus()

    def end(self) -> None:
        self._opening.forget()
        self._reading.forget()

    def remember(self) -> None:
        """Keep how each sheet was read for the next one with its titles."""
        held = self._context.store.held
        for each in self.states:
            if each.used and not each.sheet.own:
                held = with_sheet(held, to_remember(each.mapping))
        self._context.remember(held)

    def is_in(self, problem: Problem, path: Path) -> bool:
        return any(each.path == path and each.sheet.source == problem.source for each in self.states)

    def show_problem(self, problem: Problem) -> bool:
        state = next((each for each in self.states if each.sheet.source == problem.source), None)
        if state is None:
            return False
        if state is not self._shown:
            self._shown = state
            self.show_path(state.path)
        row = next((at for at, each in enumerate(state.sheet.rows) if each.line == problem.row), None)
        if row is not None:
            self.view.show_cell(row, titles_in(state).get(problem.column, 0))
        return True

    def touched(self) -> bool:
        return self.fold.touched or any(each.chosen for each in self.states)


def _tab(state: SheetState) -> str:
    """The name of a sheet, and whether it is left out."""
    words = one_line(state.sheet.name, 40).replace("&", "&&")
    return words if state.used else f"{words} (left out)"
