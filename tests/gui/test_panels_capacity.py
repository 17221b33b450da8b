"""The tab of capacity: chart, bottleneck, figures and the load of units, against sums done by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.analysis.maps import changed
from tests.builders import document, draw
from tests.hand import Hand
from vsmstudio.gui.panels.capacity import MOST_BARS
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, Unit, ValueStream

Work = Callable[[Document], Hand]
# 48 a day of 480 min: takt is 10 min.
MAP = "(C) -> A 8min/1h @Desk -> [Q 1d] -> B 18min/1d @Field -> (End)"


def demanded(text: str = MAP, **people: float) -> Document:
    held = changed(document(text), "stream", demand=48.0)
    for step, count in people.items():
        held = changed(held, step, people=count)
    return held


def staffed(held: Document, **people: float) -> Document:
    for unit, count in people.items():
        held = changed(held, f"unit-{unit}", people=count)
    return held


@pytest.fixture
def capacity(work: Work) -> Callable[[Document], Hand]:
    """The window with the tab of capacity open."""

    def opened(held: Document) -> Hand:
        hand = work(held)
        hand.window.acts["show_capacity"].trigger()
        return hand

    return opened


def tile(hand: Hand, key: str) -> tuple[str, str]:
    found = hand.window.panels.panel("capacity").tiles[key]
    return found.value.text(), found.note.text()


def rows(hand: Hand) -> list[list[str]]:
    cells = hand.window.panels.panel("capacity").table.cells
    return [[cell.words for cell in row] for row in cells.rows]


def test_figures_are_those_of_a_pocket_calculator(capacity):
    hand = capacity(demanded(A=1, B=2))
    assert tile(hand, "takt") == ("10 min", "for each item")
    assert tile(hand, "bottleneck") == ("90 %", "over threshold: 2 B")  # 18 ÷ (10 × 2)
    assert tile(hand, "labour_hours_per_year")[0] == "5,408 h"  # 26 min × 48 × 260 ÷ 60
    assert tile(hand, "fte")[0] == "3.2 FTE"  # ÷ 1,680
    assert tile(hand, "work_in_process")[0] == "102"  # 48 a day × (1 h + 1 d + 1 d) = 48 × 2.125
    assert tile(hand, "work_in_process")[1] == "48 of them in queues"
    assert tile(hand, "labour_cost_per_year") == ("–", "Needs performers' hourly cost")


def test_the_bottleneck_is_said_and_leads_to_its_step(capacity):
    hand = capacity(demanded(A=1, B=2))
    panel = hand.window.panels.panel("capacity")
    assert panel.bottleneck.accessibleName() == "2 B, utilisation 90 %"
    assert panel.means.text() == "Over the threshold of 85 %. 2 of 2 steps known."
    QTest.mouseClick(panel.bottleneck, Qt.MouseButton.LeftButton)
    assert hand.window.workspace.selection == ("B",)


def test_over_100_per_cent_is_said_in_words(capacity):
    hand = capacity(demanded(A=1, B=1))
    assert hand.window.panels.panel("capacity").means.text().startswith("Over 100 %: it cannot meet demand.")
    assert tile(hand, "bottleneck") == ("180 %", "over 100 %: 2 B")


def test_units_carry_all_current_maps_and_no_future_one(capacity):
    held = staffed(demanded(A=1, B=2), Desk=2, Field=2)
    held = held.apply(_another_stream(held))
    held = draw(held, "other-map", "X 12min/1h @Desk")
    held = changed(held, "unit-Desk", people=2.0)
    hand = capacity(held)
    # Desk: 8 ÷ 10 of Stream, and 12 ÷ 10 of Other, of 2 people; Field: 18 ÷ 10 of 2 people.
    assert rows(hand) == [
        ["Desk", "2", "2.0", "100 %", "over threshold", "Stream, Other", "2 of 2"],
        ["Field", "2", "1.8", "90 %", "over threshold", "Stream", "1 of 1"],
    ]


def _another_stream(held: Document):
    from vsmstudio.model import edits

    return edits.put(
        held, "Other", ValueStream(id="other", name="Other", demand=48.0, order=2), Map(id="other-map", stream="other")
    )


def test_what_a_unit_lacks_is_named(capacity):
    hand = capacity(demanded(A=1, B=2))
    assert [row[3:5] for row in rows(hand)] == [["–", "people blank"], ["–", "people blank"]]


def test_a_load_is_explained_by_a_click_and_by_enter_and_a_unit_opened(capacity):
    hand = capacity(staffed(demanded(A=1, B=2), Desk=2, Field=2))
    table = hand.window.panels.panel("capacity").table
    at = table.visualRect(table.cells.index(0, 3)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    card = hand.window.explaining.card
    assert card is not None
    assert card.isVisible()
    assert card.value.text() == "90 %"
    card.close_card()
    table.setFocus()
    table.setCurrentIndex(table.cells.index(1, 3))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert card.value.text() == "40 %"
    card.close_card()
    table.setCurrentIndex(table.cells.index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert isinstance(hand.window.workspace.document.get(hand.window.workspace.selection[0]), Unit)


def test_a_tile_is_explained_too(capacity):
    hand = capacity(demanded(A=1, B=2))
    for key, each in hand.window.panels.panel("capacity").tiles.items():
        QTest.mouseClick(each, Qt.MouseButton.LeftButton)
        card = hand.window.explaining.card
        assert card is not None
        assert card.shown is not None
        assert card.shown.key == key


def test_a_bar_leads_to_its_step_and_the_chart_is_told_in_words(capacity):
    hand = capacity(demanded(A=1, B=2))
    chart = hand.window.panels.panel("capacity").chart
    assert chart.accessibleDescription() == "1 A: 8 min\n2 B: 9 min"
    spot = chart.drawn.spots[1]
    middle = QPoint(round(spot.area.center[0]), round(spot.area.center[1]))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert hand.window.workspace.selection == ("B",)


def test_without_demand_it_says_what_to_fill_in(capacity):
    hand = capacity(document(MAP))
    panel = hand.window.panels.panel("capacity")
    assert panel.means.text() == "Fill in the stream's demand and people of the steps: utilisation appears here."
    assert not panel.bottleneck.isVisible()
    assert tile(hand, "takt") == ("–", "Fill in the stream's demand")


def test_an_empty_map_says_what_comes_here(hand):
    hand.window.acts["show_capacity"].trigger()
    panel = hand.window.panels.panel("capacity")
    assert panel.empty.isVisible()
    assert not panel.chart.isVisible()
    assert not panel.units.isVisible()


def test_it_follows_edits_while_it_is_seen(capacity):
    hand = capacity(demanded(A=1, B=2))
    hand.window.workspace.do(lambda held: _people(held, 3.0))
    assert tile(hand, "bottleneck")[0] == "80 %"  # A: 8 ÷ 10, now above B: 18 ÷ 30
    hand.window.workspace.undo()
    assert tile(hand, "bottleneck")[0] == "90 %"


def _people(held: Document, count: float):
    from vsmstudio.model import edits

    return edits.update(held, "B", people=count)


def test_of_very_many_steps_the_busiest_have_bars(capacity):
    names = [f"S{at}" for at in range(MOST_BARS + 20)]
    held = demanded(" -> ".join(f"{name} 5min/1h" for name in names), **dict.fromkeys(names, 1.0))
    hand = capacity(held)
    drawn = hand.window.panels.panel("capacity").chart.drawn
    assert len(drawn.spots) == MOST_BARS
    assert any(f"The {MOST_BARS} busiest are shown" in getattr(shape, "text", "") for shape in drawn.element.shapes)


def test_names_are_text_and_never_markup(capacity):
    held = changed(staffed(demanded(A=1, B=2), Desk=2), "unit-Desk", name="<b>R&D</b> =1+1")
    hand = capacity(held)
    assert "<b>R&D</b> =1+1" in [row[0] for row in rows(hand)]
    assert hand.window.panels.panel("capacity").means.textFormat() is Qt.TextFormat.PlainText
