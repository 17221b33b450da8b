"""The improvement plan: log, board, effects, health check and roadmap of the same improvements."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from vsmstudio.export.tables.words import plural
from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.pages.parts import ChoiceChips
from vsmstudio.gui.pages.plan.filters import Filters
from vsmstudio.gui.pages.plan.words import owner_words
from vsmstudio.gui.panels.tile_grid import Flowing
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import OPEN_STATES, days_overdue
from vsmstudio.model.records import Improvement, ImprovementState

LOG, BOARD, EFFECTS, HEALTH, ROADMAP = "log", "board", "effects", "health", "roadmap"
VIEWS = (
    (LOG, "Log"), (BOARD, "Board"), (EFFECTS, "Effects"), (HEALTH, "Health check"), (ROADMAP, "Roadmap"),
)  # fmt: skip
_FILTERED = {LOG, BOARD}


class PlanPage(Page):
    """What is to become better, by whom, until when; what came of it. One view at a time, made when it is first wanted."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Improvement plan", "What is to become better, by whom, until when.")
        self.filters = Filters(workspace)
        self.filters.turned.connect(self.refresh)
        self.choice = self.filters.streams  # where the guide says which stream it is about
        self.views: dict[str, QWidget] = {}
        self.shown = BOARD if len(workspace.document.all(Improvement)) > 3 else LOG
        self.chips = ChoiceChips("View", VIEWS)
        self.chips.chosen.connect(self.turn)
        line = Flowing()
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self.chips, self.filters):
            line.addWidget(part)
        top = QWidget()
        top.setLayout(line)
        self.body.addWidget(top)
        workspace.shown.connect(self._follow)
        self.turn(self.shown)

    def view(self, name: str) -> QWidget:
        """A view, made now if need be."""
        if name not in self.views:
            made = self.views[name] = self._make(name)
            self.body.addWidget(made, 1)
        return self.views[name]

    def _make(self, name: str) -> QWidget:
        makers: dict[str, Callable[[], QWidget]] = {
            LOG: self._log, BOARD: self._board, EFFECTS: self._effects, HEALTH: self._health, ROADMAP: self._roadmap,
        }  # fmt: skip
        return makers[name]()

    def _log(self) -> QWidget:
        from vsmstudio.gui.pages.plan.log import Log

        return Log(self.workspace, self.filters)

    def _board(self) -> QWidget:
        from vsmstudio.gui.pages.plan.board import Board

        made = Board(self.workspace)
        made.opened.connect(self.show_fields)
        made.jump.connect(self.jump)
        return made

    def _effects(self) -> QWidget:
        from vsmstudio.gui.pages.plan.effects import Effects

        made = Effects(self.workspace)
        made.opened.connect(self.show_fields)
        return made

    def _health(self) -> QWidget:
        from vsmstudio.gui.pages.plan.health import Health

        made = Health(self.workspace)
        made.asked.connect(self.asked)
        return made

    def _roadmap(self) -> QWidget:
        from vsmstudio.gui.pages.plan.roadmap import Roadmap

        made = Roadmap(self.workspace)
        made.opened.connect(self.show_fields)
        return made

    def turn(self, name: str) -> None:
        """Bring another view into sight."""
        self.shown = name
        self.chips.show_value(name)
        shown = self.view(name)
        held = QApplication.focusWidget()
        inside = any(each is not shown and held is not None and each.isAncestorOf(held) for each in self.views.values())
        for each in self.views.values():
            each.setVisible(each is shown)
        self.filters.setVisible(name in _FILTERED)
        self.setFocusProxy(shown if name in _FILTERED else None)  # type: ignore[arg-type]
        if inside:
            self.setFocus()  # else the keyboard would wander off with the view that goes
        self.scroller.verticalScrollBar().setValue(0)
        self.refresh_if_seen()

    def refresh(self) -> None:
        held = self.workspace.document.all(Improvement)
        self.say_lead(self._words())
        self.filters.refresh()
        document = self.workspace.document
        keep = frozenset(each.id for each in held if self.filters.keeps(document, each))
        shown = self.view(self.shown)
        if self.shown in (BOARD, ROADMAP):
            shown.refresh(keep if self.shown == BOARD else frozenset(each.id for each in held))  # type: ignore[attr-defined]
        else:
            shown.refresh()  # type: ignore[attr-defined]

    def _words(self) -> str:
        """How it stands, in a sentence."""
        document, today = self.workspace.document, self.workspace.as_of
        held = [each for each in document.all(Improvement) if each.state is not ImprovementState.DROPPED]
        if not held:
            return (
                "Nothing is planned yet. Type it in the log, or press Ctrl+B on a finding, a kaizen burst or a barrier."
            )
        open_ = [each for each in held if each.state in OPEN_STATES]
        parts = [f"{len(open_)} open", f"{len(held) - len(open_)} done"]
        if late := sum(days_overdue(each, today) > 0 for each in open_):
            parts.append(f"{late} overdue")
        if nobodys := sum(owner_words(document, each)[1] for each in open_):
            parts.append(f"{nobodys} without an owner")
        return f"{plural(len(held), 'improvement')}: {', '.join(parts)}."

    def show_fields(self, key: Id) -> None:
        """All fields of an improvement, in the inspector."""
        self.workspace.select([key])
        inspector = getattr(self.window(), "inspector", None)
        if inspector is not None:
            inspector.show()
            inspector.edit_name()

    def _follow(self, key: Id) -> None:
        """An improvement is to be brought into view."""
        if self.isVisible() and self.workspace.document.of(Improvement, key) is not None:
            self.bring(key)

    def bring(self, key: Id) -> None:
        """Show an improvement in the log or on the board, though it was filtered out."""
        if self.shown not in _FILTERED:
            self.turn(LOG)
        if not self.filters.keeps(self.workspace.document, self.workspace.document.the(Improvement, key)):
            self.filters.show_all()
        self.refresh()
        self.view(self.shown).stand_on(key)  # type: ignore[attr-defined]
