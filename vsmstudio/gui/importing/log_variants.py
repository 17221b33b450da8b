"""The ways that cases took, most frequent first, and the slider that says how many of them make the map."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from vsmstudio.export.tables.words import percent, plural
from vsmstudio.gui import look
from vsmstudio.gui.importing.share_table import ShareTable
from vsmstudio.gui.panels.cells import Cell, Cells, Head, LazyRows
from vsmstudio.gui.panels.widgets import column, label, row
from vsmstudio.model.words import one_line

_HEADS = (
    Head("No.", "Place by frequency", 52, right=True),
    Head("Cases", "How many cases took this way", 78, right=True),
    Head("Share", "The part of all cases", 150, right=True),
    Head("Together", "The part of all cases that took this way or a more frequent one", 84, right=True),
    Head("Steps", "How many activities a case passes on this way", 60, right=True),
    Head("Variant", "The activities in their order", 220, wide=True),
)
_SHARE = 2
_MOST_WORDS = 400  # characters of a way that are shown; the rest is counted


class Variant(NamedTuple):
    """A way: its activities in their order, and how many cases took it."""

    activities: tuple[str, ...]
    cases: int


class Kept(NamedTuple):
    """What remains on the map when the most frequent ways are kept: ways, cases, steps, and connections between steps."""

    variants: int
    cases: int
    steps: int
    flows: int


class Ways(NamedTuple):
    """All ways, most frequent first, and for each what remains when it and those before it are kept."""

    variants: tuple[Variant, ...] = ()
    remains: tuple[Kept, ...] = ()

    @property
    def cases(self) -> int:
        return self.remains[-1].cases if self.remains else 0

    def kept(self, share: float) -> Kept:
        """What remains with the fewest of the most frequent ways that together hold this part of all cases."""
        if not self.remains:
            return Kept(0, 0, 0, 0)
        at = bisect_left(self.remains, share * self.cases - 1e-9, key=lambda each: each.cases)
        return self.remains[min(at, len(self.remains) - 1)]


def ways_of(variants: Iterable[Variant]) -> Ways:
    """Count what remains with every number of ways; worked out beside the window, as there may be a great many.

    >>> ways = ways_of((Variant(("A", "B"), 6), Variant(("A", "C", "B"), 3), Variant(("A", "A"), 1)))
    >>> ways.kept(0.6)
    Kept(variants=1, cases=6, steps=2, flows=1)
    >>> ways.kept(0.61)
    Kept(variants=2, cases=9, steps=3, flows=3)
    """
    held, remains = tuple(variants), list[Kept]()
    steps, flows, cases = set[str](), set[tuple[str, str]](), 0
    for count, each in enumerate(held, 1):
        cases += each.cases
        steps.update(each.activities)
        flows.update(zip(each.activities, each.activities[1:], strict=False))
        remains.append(Kept(count, cases, len(steps), len(flows)))
    return Ways(held, tuple(remains))


def kept_words(kept: Kept, variants: int, cases: int) -> str:
    """What remains, in a sentence."""
    first = f"{kept.variants:,} of {variants:,} variants hold"
    if kept.variants == 1:
        first = "The only variant holds" if variants == 1 else f"The most frequent of {variants:,} variants holds"
    part = percent(kept.cases / cases) if cases else "0 %"
    ways = plural(kept.flows, "way from step to step", "ways from step to step")
    return f"{first} {part} of {plural(cases, 'case')}: {plural(kept.steps, 'step')}, {ways}."


class VariantsPart(QWidget):
    """`changed`: another share of cases is to be kept (0..1)."""

    changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.ways = Ways()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Share of cases to keep, per cent")
        self.slider.setRange(1, 100)
        self.slider.setPageStep(10)
        self.slider.setValue(80)
        self.slider.setMinimumWidth(160)
        self.slider.setMaximumWidth(320)
        self.slider.valueChanged.connect(self._slide)
        self.caption = label("&Keep the most frequent variants:", "sentence")
        self.caption.setBuddy(self.slider)
        self.value = label("80 % of cases", "strong")
        self.value.setMinimumWidth(look.sized(96))
        self.words = label(name="sentence", wrap=True)
        self.table = ShareTable(Cells(_HEADS), "Variants: the ways that cases took, most frequent first", bars=_SHARE)
        head = row(self.caption, self.slider, self.value, spacing=12)
        head.addStretch(1)
        whole = column(spacing=8, margins=(0, 10, 0, 0))
        whole.addLayout(head)
        whole.addWidget(self.words)
        whole.addWidget(self.table, 1)
        self.setLayout(whole)

    @property
    def share(self) -> float:
        """The part of all cases that the map is to hold."""
        return self.slider.value() / 100

    def set_share(self, share: float) -> None:
        """Keep this part, as it was the last time."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(share * 100))
        self._say()

    def show_ways(self, ways: Ways) -> None:
        """Show these."""
        self.ways, cases = ways, ways.cases
        self.table.shares = tuple(each.cases / cases for each in ways.variants)

        def made(at: int) -> tuple[Cell, ...]:
            each = ways.variants[at]
            way = " → ".join(one_line(name, 60) for name in each.activities[:40])
            more = len(each.activities) - 40
            way = one_line(way, _MOST_WORDS) + (f" … and {more:,} more" if more > 0 else "")
            return (
                Cell(f"{at + 1:,}"), Cell(f"{each.cases:,}"), Cell(percent(each.cases / cases)),
                Cell(percent(ways.remains[at].cases / cases)), Cell(f"{len(each.activities):,}"), Cell(way),
            )  # fmt: skip

        self.table.show_rows(LazyRows(len(ways.variants), made))
        self._say()

    def _slide(self) -> None:
        self._say()
        self.changed.emit(self.share)

    def _say(self) -> None:
        """What remains, at once; the map follows when it has been worked out."""
        kept, count = self.ways.kept(self.share), len(self.ways.variants)
        self.value.setText(f"{self.slider.value()} % of cases")
        self.words.setText(kept_words(kept, count, self.ways.cases) if count else "")
        self.table.faint_from = kept.variants
        self.table.viewport().update()
        self.table.frozen.viewport().update()
