"""The figures of the map in view, live, in groups that fold: quiet tiles, and what stands behind them as lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.gui.panels import figure_lists
from vsmstudio.gui.panels.figure_groups import GROUPS, WITH_ALTERNATIVES, title_of, words_of
from vsmstudio.gui.panels.figure_groups import SHOWN as SHOWN
from vsmstudio.gui.panels.figure_tile import Tile, Words
from vsmstudio.gui.panels.lines import Line, Lines
from vsmstudio.gui.panels.ranges import PERCENTILES, Percentile, RangesLine, said
from vsmstudio.gui.panels.tile_grid import tile_grid
from vsmstudio.gui.panels.widgets import Panel, Scroll, Section, column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id

STREAMS = "Streams and services"


class Figures(Panel):
    """The figures of the map in view. `explained` asks how the figure of a key came about, `asked` how that of another
    record did, with the widget beside which it is to be said."""

    explained = Signal(str)
    asked = Signal(str, str, QWidget)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Figures")
        self.tiles: dict[str, Tile] = {}
        self.ranges: dict[Percentile, Tile] = {}
        for signal in (workspace.changed, workspace.figured, workspace.mapped, workspace.replaced):
            signal.connect(self.refresh_if_seen)
        workspace.simulating.changed.connect(self._show_ranges)

    def _build(self) -> None:
        """Make what is shown; a window opens sooner where that waits until it is to be seen."""
        self.tiles = {key: Tile(title_of(key), key) for key in (*SHOWN, WITH_ALTERNATIVES)}
        self.ranges = {each: Tile(each.name, each.field) for each in PERCENTILES}
        for tile in (*self.tiles.values(), *self.ranges.values()):
            tile.explained.connect(self.explained)
        self.paths = label(name="sentence", wrap=True)
        self.empty = label("Draw steps and fill in their PT and LT: the figures appear here.", "empty", wrap=True)
        self.simulated = RangesLine(self.workspace.simulating)
        self.scenarios, self.ties = _list("Alternatives"), _list("Critical paths of one length")
        self.near, self.gaps = _list("Nearly critical"), _list("Owner gaps on the critical path")
        self.chains, self.services = _list("Chains of streams"), _list("Lead time in steps that rest on a service")
        self.groups = {
            name: Section(name, self._body(name), folds=True) for name in (*GROUPS, STREAMS)
        }  # in this order from the top
        layout = column(self.empty, *self.groups.values(), spacing=12, margins=(16, 14, 16, 14))
        layout.addStretch(1)
        body = QWidget()
        body.setLayout(layout)
        whole = Scroll(body)
        self.setLayout(column(whole))
        whole.show()  # the panel is seen already

    def _body(self, group: str) -> QWidget:
        """What stands in a group: its tiles, then its lists."""
        made = QWidget()
        layout = column(spacing=10)
        if group in GROUPS:
            tiles = [self.tiles[key] for key in GROUPS[group]]
            if group == "Time":
                tiles += [self.tiles[WITH_ALTERNATIVES], *self.ranges.values()]
            layout.addWidget(tile_grid(tiles))
        if group == "Time":
            layout.addWidget(self.simulated)
            layout.addWidget(self.paths)
            layout.addLayout(_beside(self.scenarios, self.ties, self.near))
        elif group == "Ownership":
            layout.addWidget(self.gaps)
        elif group == STREAMS:
            layout.addLayout(_beside(self.chains, self.services))
        made.setLayout(layout)
        return made

    def tile(self, key: str) -> Tile | None:
        """The tile of a figure; None where it has none."""
        return next((each for each in (*self.tiles.values(), *self.ranges.values()) if each.key == key), None)

    def refresh(self) -> None:
        if not self.tiles:
            self._build()
        held, document = self.workspace.result, self.workspace.document
        steps = held.figures.steps if held else 0
        self.empty.setVisible(not steps)
        for name, group in self.groups.items():
            group.setVisible(bool(steps) and name != STREAMS)
        if held is None or not steps:
            self._show_ranges()
            return
        for key, tile in self.tiles.items():
            tile.show_words(words_of(document, held, key))
        self.tiles[WITH_ALTERNATIVES].setVisible(len(held.scenarios) > 1)
        self._show_ranges()
        self.paths.setText(" ".join((_paths(held), *held.notes)))
        self._list(held)

    def _show_ranges(self) -> None:
        """P50, P85 and P95, only where something is a range."""
        if not self.tiles:
            return
        held, calendar = self.workspace.simulating, self.workspace.document.engagement.calendar
        for each, tile in self.ranges.items():
            tile.setVisible(held.result is not None)
            if held.result is not None:
                note = each.note if held.fresh else "before the last change"
                tile.show_words(Words(said(each, held.result, calendar), note, each.meaning, held.fresh))
        self.simulated.refresh()

    def _list(self, held: MapAnalysis) -> None:
        workspace = self.workspace
        ways = figure_lists.alternatives(workspace, held, self._ask)
        _show(self.scenarios, ways, max(0, held.scenario_count - len(held.scenarios)))
        ties = figure_lists.critical_paths(workspace, held)
        _show(self.ties, ties, held.critical_path_count - len(ties) if ties else 0)
        near = figure_lists.near_critical(workspace, held)
        _show(self.near, near, sum(each.near_critical for each in held.nodes.values()) - len(near) if near else 0)
        gaps = figure_lists.owner_gaps(workspace, held)
        _show(self.gaps, gaps, len(held.gaps) - len(gaps))
        chains = figure_lists.chains(workspace, self._ask)
        _show(self.chains, chains, max(0, workspace.analysis.chains.count - len(chains)))
        services = figure_lists.services(workspace, held, self._ask)
        _show(self.services, services)
        self.groups[STREAMS].setVisible(bool(chains or services))

    def _ask(self, subject: Id, key: str, widget: QWidget) -> None:
        self.asked.emit(subject, key, widget)


def lines_of(section: Section) -> Lines:
    """The lines of a section."""
    assert isinstance(section.body, Lines)
    return section.body


def _list(caption: str) -> Section:
    return Section(caption, Lines())


def _show(section: Section, lines: Sequence[Line], left_out: int = 0) -> None:
    section.setVisible(bool(lines))
    lines_of(section).show_lines(lines, left_out)


def _beside(*sections: Section) -> QHBoxLayout:
    beside = row(spacing=32)
    for section in sections:
        beside.addWidget(section, 1, Qt.AlignmentFlag.AlignTop)
    return beside


def _paths(held: MapAnalysis) -> str:
    count = held.critical_path_count
    if count > 1:
        return f"{count:,} critical paths of the same length; the figures are those of the first."
    return "One critical path." if count else "No path leads from a start to an end yet."
