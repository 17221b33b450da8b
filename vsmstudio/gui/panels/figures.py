"""The figures of the map in view, live: quiet tiles, then alternatives and owner gaps. Unknown is a dash with what to fill in."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.tables.figures import FIGURES, Figure, coverage_words, reads, value_of
from vsmstudio.export.tables.words import REWORK, percent
from vsmstudio.gui.panels.figure_tile import Tile, Words
from vsmstudio.gui.panels.ranges import PERCENTILES, RangesLine, said
from vsmstudio.gui.panels.widgets import (
    Elided,
    LinkButton,
    Panel,
    Scroll,
    Section,
    clear,
    column,
    label,
    ltr,
    row,
)  # fmt: skip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.durations import show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind

# What to fill in where a figure is unknown.
HINTS = {
    "lead_time": "Fill in LT of the steps",
    "process_time": "Fill in PT of the steps",
    "activity_ratio": "Needs PT and LT",
    "va_ratio": "Say which steps add value",
    "rolled_ca": "Ask receivers for %C&A",
    "total_process_time": "Fill in PT of the steps",
    "expected_lead_time": "Fill in LT of the steps",
    "expected_lead_time_with_rework": "Fill in LT of the steps",
    "owner_coverage": "Needs LT and owners",
    "takt": "Fill in the stream's demand",
    "work_in_process": "Needs demand and LT",
}
SHOWN = ("lead_time", "process_time", "activity_ratio", "va_ratio", "rolled_ca", "total_process_time", "takt", "work_in_process",
         "handoffs", "owner_coverage", "expected_lead_time", "expected_lead_time_with_rework")  # fmt: skip
_BY_KEY = {figure.key: figure for figure in FIGURES}
_SHORT = {
    "expected_lead_time_with_rework": "Expected with rework",
    "total_process_time": "Total processing time",
    "handoffs": "Handoffs",
}
MOST_PARTS = 50


def words_of(document: Document, held: MapAnalysis, figure: Figure) -> Words:
    """One figure in words: its value, what it covers or what is missing, what it means."""
    value = value_of(held.figures, figure.key)
    shown = reads(value, figure.kind, document.engagement.calendar)
    meaning = figure.meaning
    if value is None:
        return Words("–", HINTS.get(figure.key, ""), meaning, False)
    note = coverage_words(figure, held) or ""
    if figure.key == "handoffs":
        note = f"{held.figures.handoffs_on_path} on the critical path"
    elif figure.key == "work_in_process":
        note = "items under way"
    elif figure.key == "owner_coverage":
        note = "of lead time"
    elif figure.key == "expected_lead_time":
        note = "over all alternatives" if len(held.scenarios) > 1 else "no alternatives"
    elif figure.key == "expected_lead_time_with_rework":
        loops = any(flow.kind is FlowKind.REWORK for flow in document.flows(held.map))
        rule = document.engagement.rework
        note = ("until it is right" if rule.value == "until-right" else "once at most") if loops else "no rework drawn"
        meaning = f"{meaning} {REWORK[rule]}"
    return Words(shown, note, meaning, True)


class Grid(QLayout):
    """Tiles in as many columns of one width as fit."""

    GAP, LEAST = 16, 148

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), dry=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect)

    def sizeHint(self) -> QSize:
        return QSize(4 * self.LEAST, self.heightForWidth(4 * self.LEAST))

    def minimumSize(self) -> QSize:
        return QSize(self.LEAST, 0)

    def _place(self, rect: QRect, dry: bool = False) -> int:
        columns = max(1, (rect.width() + self.GAP) // (self.LEAST + self.GAP))
        width = (rect.width() - self.GAP * (columns - 1)) // columns
        shown = [item for item in self._items if not item.isEmpty()]
        height = max((item.sizeHint().height() for item in shown), default=0)
        for index, item in enumerate(shown if not dry else ()):
            x = rect.x() + index % columns * (width + self.GAP)
            y = rect.y() + index // columns * (height + self.GAP)
            item.setGeometry(QRect(x, y, width, height))
        rows = -(-len(shown) // columns)
        return rows * height + max(0, rows - 1) * self.GAP


class Figures(Panel):
    """The figures of the map in view. `explained` asks how the figure of a key came about."""

    explained = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Figures")
        self.tiles = {key: Tile(_SHORT.get(key, _BY_KEY[key].name), key) for key in SHOWN}
        grid = Grid()
        for tile in self.tiles.values():
            grid.addWidget(tile)
        self.ranges = {each: Tile(each.name, each.field) for each in PERCENTILES}
        for tile in self.ranges.values():
            grid.addWidget(tile)
        for tile in (*self.tiles.values(), *self.ranges.values()):
            tile.explained.connect(self.explained)
        figures = QWidget()
        figures.setLayout(grid)
        self.paths = label(name="sentence", wrap=True)
        self.empty = label("Draw steps and fill in their PT and LT: the figures appear here.", "empty", wrap=True)
        self._scenarios, self._gaps = column(spacing=2), column(spacing=2)
        self.scenarios = Section("Alternatives", self._holder(self._scenarios))
        self.gaps = Section("Owner gaps on the critical path", self._holder(self._gaps))
        beside = row(spacing=32)
        for section in (self.gaps, self.scenarios):
            beside.addWidget(section, 1, Qt.AlignmentFlag.AlignTop)
        self.simulated = RangesLine(workspace.simulating)
        self._listed: object = None
        layout = column(self.empty, figures, self.simulated, self.paths, spacing=14, margins=(16, 14, 16, 14))
        layout.addLayout(beside)
        layout.addStretch(1)
        body = QWidget()
        body.setLayout(layout)
        self.setLayout(column(Scroll(body)))
        for signal in (workspace.changed, workspace.figured, workspace.mapped, workspace.replaced):
            signal.connect(self.refresh_if_seen)
        workspace.simulating.changed.connect(self._show_ranges)

    def tile(self, key: str) -> Tile | None:
        """The tile of a figure; None where it has none."""
        return next((each for each in (*self.tiles.values(), *self.ranges.values()) if each.key == key), None)

    def _holder(self, layout: QLayout) -> QWidget:
        made = QWidget()
        made.setLayout(layout)
        return made

    def refresh(self) -> None:
        held, document = self.workspace.result, self.workspace.document
        steps = held.figures.steps if held else 0
        self.empty.setVisible(not steps)
        for key, tile in self.tiles.items():
            tile.setVisible(bool(steps))
            if held:
                tile.show_words(words_of(document, held, _BY_KEY[key]))
        self._show_ranges()
        self.paths.setVisible(bool(steps))
        self.scenarios.setVisible(bool(held and len(held.scenarios) > 1))
        self.gaps.setVisible(bool(held and held.gaps))
        if held and steps:
            self.paths.setText(" ".join((_paths(held), *held.notes)))
            self._list(held)

    def _show_ranges(self) -> None:
        """P50, P85 and P95, only where something is a range."""
        held, calendar = self.workspace.simulating, self.workspace.document.engagement.calendar
        for each, tile in self.ranges.items():
            tile.setVisible(held.result is not None)
            if held.result is not None:
                note = each.note if held.fresh else "before the last change"
                tile.show_words(Words(said(each, held.result, calendar), note, each.meaning, held.fresh))
        self.simulated.refresh()

    def _list(self, held: MapAnalysis) -> None:
        """List alternatives and gaps again, if they are others: a focus on one of them stays otherwise."""
        document = self.workspace.document
        paths = [each.path for each in held.scenarios] + [each.steps for each in held.gaps]
        names = [document.name(key) for path in paths for key in path]
        listed = (held.scenarios, held.gaps, names, document.engagement.calendar)
        if listed == self._listed:
            return
        self._listed = listed
        clear(self._scenarios)
        clear(self._gaps)
        self._list_scenarios(held)
        self._list_gaps(held)

    def _list_scenarios(self, held: MapAnalysis) -> None:
        document = self.workspace.document
        for scenario in held.scenarios[:MOST_PARTS]:
            path = ltr(" → ".join(document.name(key) for key in scenario.path))
            time = show(scenario.lead_time, document.engagement.calendar)
            self._line(self._scenarios, (percent(scenario.probability), time), Elided(path, "plainLine"))
        self._rest(self._scenarios, len(held.scenarios))

    def _list_gaps(self, held: MapAnalysis) -> None:
        document = self.workspace.document
        for gap in held.gaps[:MOST_PARTS]:
            names = LinkButton(ltr(" → ".join(document.name(key) for key in gap.steps)))
            names.clicked.connect(lambda _=False, steps=gap.steps: self._show_gap(steps))
            self._line(self._gaps, (show(gap.minutes, document.engagement.calendar), percent(gap.share)), names)
        self._rest(self._gaps, len(held.gaps))

    def _show_gap(self, steps: tuple[Id, ...]) -> None:
        self.workspace.show(steps[0], self.workspace.map_id)
        self.workspace.select(steps)

    def _line(self, into: QLayout, figures: tuple[str, str], name: QWidget) -> None:
        made = QWidget()
        shown = [label(words, "number") for words in figures]
        for each in shown:
            each.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            each.setFixedWidth(58)
            each.setFixedHeight(22)
        line = row(*shown, name, spacing=12)
        line.setStretch(2, 1)
        made.setLayout(line)
        into.addWidget(made)

    def _rest(self, into: QLayout, count: int) -> None:
        if count > MOST_PARTS:
            into.addWidget(label(f"and {count - MOST_PARTS:,} more", "quiet"))


def _paths(held: MapAnalysis) -> str:
    count = held.critical_path_count
    if count > 1:
        return f"{count:,} critical paths of the same length; the figures are those of the first."
    return "One critical path." if count else "No path leads from a start to an end yet."
