"""The tab that compares two maps, worked by mouse and keys, against differences done by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from tests.analysis.maps import changed
from tests.builders import document
from tests.hand import CTRL, SHIFT, Hand
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.comparison import compare
from vsmstudio.analysis.states import pairs
from vsmstudio.gui.panels import compare as compare_panel
from vsmstudio.gui.panels.compare import ComparePanel
from vsmstudio.gui.planning import future_map
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Map, MapState, Step
from vsmstudio.notation.shapes import Words
from vsmstudio.notation.two_timelines import PANEL, ROOM, two_timelines
from vsmstudio.storage.files import load

Work = Callable[[Document], Hand]
MAP = "(C) -> A 10min/1d/90% -> B 20min/3d/80% -> D 30min/1d/100% -> (End)"


def planned(text: str = MAP, demand: float | None = 8.0) -> tuple[Document, Id]:
    """A stream with a future map, in which B takes 1 d instead of 3 d, and its id."""
    held = changed(document(text), "stream", demand=demand)
    held = held.apply(future_map(held, "map"))
    future = next(each.id for each in held.maps if each.id != "map")
    return changed(held, like(held, "B", future), lead_time=parse("1d"), process_time=parse("10min")), future


def like(held: Document, step: Id, map_id: Id) -> Id:
    """The step of a map that came from this one."""
    found = [link.source for link in held.links_to(step, LinkKind.CAME_FROM)]
    return next(key for key in found if held.the(Step, key).map == map_id)


@pytest.fixture
def compared(work: Work) -> Callable[[Document], Hand]:
    """The window with the tab open."""

    def opened(held: Document) -> Hand:
        hand = work(held)
        hand.window.acts["show_compare"].trigger()
        hand.window.panels.panel("compare").settled()
        return hand

    return opened


def deltas(hand: Hand) -> dict[str, list[str]]:
    return {
        row[0].words: [cell.words for cell in row[1:]] for row in hand.window.panels.panel("compare").deltas.cells.rows
    }


def steps(hand: Hand) -> list[list[str]]:
    return [[cell.words for cell in row[:5]] for row in hand.window.panels.panel("compare").steps.cells.rows]


def choose(choice, key: Id) -> None:
    """Pick a map with the keyboard, as the arrow keys do."""
    choice.setFocus()
    want = choice.findData(key, Qt.ItemDataRole.UserRole)
    for _ in range(choice.count()):
        if choice.currentIndex() == want:
            return
        QTest.keyClick(choice, Qt.Key.Key_Down if choice.currentIndex() < want else Qt.Key.Key_Up)
    raise AssertionError(f"{key} cannot be chosen")


def test_the_current_map_stands_against_the_next_future_one(compared):
    held, future = planned()
    hand = compared(held)
    panel = hand.window.panels.panel("compare")
    assert (panel.before.key, panel.after.key) == ("map", future)
    assert panel.lead.text() == "“90 days” takes 3 working days instead of 5 working days, 40 % less."
    rows = deltas(hand)
    assert rows["Lead time"] == ["5 d", "3 d", "−2 d", "−40 %", "better"]
    assert rows["Processing time"] == ["1 h", "50 min", "−10 min", "−17 %", "better"]
    assert rows["Steps"] == ["3", "3", "no change", "", "same"]
    assert rows["Rolled %C&A"] == ["72 %", "72 %", "no change", "", "same"]


def test_what_is_freed_is_said_in_hours_and_people(compared):
    held, _ = planned()  # 10 min × 8 a day × 260 days ÷ 60 = 346.7 h; ÷ 1,680 = 0.2 FTE
    assert compared(held).window.panels.panel("compare").freed.text() == "It frees 347 h a year, 0.2 FTE."


def test_without_demand_it_says_what_to_fill_in(compared):
    held, _ = planned(demand=None)
    assert compared(held).window.panels.panel("compare").freed.text().startswith("Fill in demand and PT")


def test_every_step_is_followed_to_what_became_of_it(compared):
    held, future = planned()
    lost = like(held, "A", future)
    held = held.apply(edits.delete(held, [lost]))
    hand = compared(held)
    assert [row[:3] for row in steps(hand)] == [
        ["Gone", "1 A", ""],
        ["Kept", "2 B", "1 B"],
        ["Kept", "3 D", "2 D"],
    ]
    assert steps(hand)[1][3:] == ["3 d", "1 d"]
    assert "2 KEPT, 1 GONE" in hand.window.panels.panel("compare").matched.head.text()


def test_a_step_of_either_map_is_shown_by_enter_and_double_click(compared):
    held, future = planned()
    hand = compared(held)
    table = hand.window.panels.panel("compare").steps
    table.setFocus()
    table.setCurrentIndex(table.cells.index(1, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert hand.window.workspace.selection == ("B",)
    at = table.visualRect(table.cells.index(1, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert hand.window.workspace.map_id == future
    assert hand.window.workspace.selection == (like(held, "B", future),)
    assert (hand.window.panels.panel("compare").before.key, hand.window.panels.panel("compare").after.key) == (
        "map",
        future,
    )


def test_a_difference_is_explained_by_a_click(compared):
    held, _ = planned()
    hand = compared(held)
    table = hand.window.panels.panel("compare").deltas
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.cells.index(0, 3)).center()
    )
    card = hand.window.explaining.card
    assert card is not None
    assert (card.title.text(), card.value.text()) == ("Difference in lead time", "−2 d")
    table.setFocus()
    table.setCurrentIndex(table.cells.index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert (card.title.text(), card.value.text()) == ("Lead time", "5 d")


def test_every_figure_that_looks_pressable_has_an_explanation(compared):
    held, _ = planned()
    hand = compared(held)
    table = hand.window.panels.panel("compare").deltas
    for row in range(len(table.cells.rows)):
        for column in (1, 2, 3):
            cell = table.cells.rows[row][column]
            if cell.figure:
                table.explained.emit(table.cells.index(row, column))
                assert hand.window.explaining.card.shown.key in (cell.figure, "bottleneck")


def test_a_stream_with_one_map_offers_to_make_another_by_mouse(compared):
    hand = compared(document(MAP))
    panel = hand.window.panels.panel("compare")
    assert panel.empty.text() == "This stream has one map. Make a future map to compare."
    QTest.mouseClick(panel.make, Qt.MouseButton.LeftButton)
    made = hand.window.workspace.map_id
    assert hand.window.workspace.document.the(Map, made).state is MapState.FUTURE
    assert (panel.before.key, panel.after.key) == ("map", made)
    assert panel.lead.text() == "Both take 5 working days."
    assert not panel.make.isVisible()


def test_maps_of_another_stream_come_as_a_pair_of_their_own(compared):
    held, future = planned()
    other = held.apply(edits.add_stream(held, "Other"))
    other_map = next(each.id for each in other.maps if each.id not in held.records)
    other = other.apply(edits.add_map(other, other.the(Map, other_map).stream, "Ideal"))
    ideal = next(each.id for each in other.maps if each.name == "Ideal")
    hand = compared(other)
    panel = hand.window.panels.panel("compare")
    words = [panel.before.itemText(at) for at in range(panel.before.count())]
    assert words.index("Stream") < words.index("90 days") < words.index("Other") < words.index("Ideal")
    choose(panel.before, other_map)
    assert (panel.before.key, panel.after.key) == (other_map, ideal)
    choose(panel.after, future)
    assert (panel.before.key, panel.after.key) == ("map", future)


def test_maps_can_be_turned_around(compared):
    held, future = planned()
    hand = compared(held)
    choose(hand.window.panels.panel("compare").before, future)
    assert (hand.window.panels.panel("compare").before.key, hand.window.panels.panel("compare").after.key) == (
        future,
        "map",
    )
    assert deltas(hand)["Lead time"] == ["3 d", "5 d", "+2 d", "+67 %", "worse"]


def test_it_follows_edits_and_undo(compared):
    held, future = planned()
    hand = compared(held)
    hand.window.workspace.do(lambda now: edits.update(now, like(now, "D", future), lead_time=parse("4h")))
    assert deltas(hand)["Lead time"][1] == "2.5 d"
    hand.window.workspace.undo()
    assert deltas(hand)["Lead time"][1] == "3 d"
    hand.window.workspace.do(lambda now: edits.remove(now, "Delete", [future]))
    assert hand.window.panels.panel("compare").make.isVisible()


def test_great_maps_are_compared_beside_the_window_and_come_when_they_are_there(compared, monkeypatch, qtbot):
    monkeypatch.setattr(compare_panel, "AT_ONCE", 2)
    monkeypatch.setattr(compare_panel, "MOST_DRAWN", 2)
    held, future = planned()
    hand = compared(held)
    panel = hand.window.panels.panel("compare")
    assert deltas(hand)["Lead time"][:2] == ["5 d", "3 d"]
    assert "too many for one drawing" in panel.too_many.text()
    hand.window.workspace.do(lambda now: edits.update(now, like(now, "D", future), lead_time=parse("4h")))
    qtbot.waitUntil(lambda: deltas(hand)["Lead time"][1] == "2.5 d")
    assert not panel.waiting.isVisible()


def test_two_conventions_are_not_compared_and_that_is_said(compared):
    from vsmstudio.model.records import Convention

    held, future = planned()
    hand = compared(changed(held, future, convention=Convention.WAITS))
    assert "different conventions" in hand.window.panels.panel("compare").lead.text()
    assert deltas(hand)["Lead time"][-1] == "not comparable"
    assert "not comparable" in hand.window.panels.panel("compare").notes.text()


def test_another_document_brings_its_own_maps(compared):
    from vsmstudio.session import Session

    held, _ = planned()
    hand = compared(held)
    hand.window.workspace.replace(Session(document("X 1d -> Y 1d")))
    assert hand.window.panels.panel("compare").make.isVisible()
    assert hand.window.panels.panel("compare").found is None


# --- side by side, in the place of the canvas ---------------------------------------------------------------------------


@pytest.fixture
def side(work: Work) -> Callable[[Document], Hand]:
    """The window with the large view, by its keys."""

    def opened(held: Document) -> Hand:
        hand = work(held)
        hand.key(Qt.Key.Key_E, CTRL | SHIFT)
        hand.window.stage.page("compare").settled()
        return hand

    return opened


def press_step(hand: Hand, panel: ComparePanel, step: Id) -> None:
    drawing = panel.timelines
    spot = next(each for each in drawing.drawn.spots if each.key == step)
    QTest.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=QPointF(*spot.area.center).toPoint())


def test_two_states_stand_large_in_the_place_of_the_canvas_and_esc_leads_back(side):
    held, future = planned()
    hand = side(held)
    page = hand.window.stage.page("compare")
    assert (hand.window.stage.shown, page.isVisible(), hand.view.isVisible()) == ("compare", True, False)
    assert (page.before.key, page.after.key) == ("map", future)
    assert page.lead.text() == "“90 days” takes 3 working days instead of 5 working days, 40 % less."
    _, title, figures, change = page.tiles.parts["lead_time"]
    assert (title.text(), figures.text(), change.text()) == ("Lead time", "5 d → 3 d", "−2 d, better")
    hand.escape()
    assert (hand.window.stage.shown, hand.view.isVisible()) == ("map", True)


def test_a_button_and_a_tab_lead_back_too(side):
    held, _ = planned()
    hand = side(held)
    QTest.mouseClick(hand.window.stage.page("compare").back, Qt.MouseButton.LeftButton)
    assert hand.window.stage.shown == "map"
    hand.window.acts["compare_side"].trigger()
    tabs = hand.window.tabs
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(tabs.currentIndex()).center())
    assert hand.window.stage.shown == "map"


def test_a_press_on_a_step_leads_to_it_on_its_map(side):
    held, future = planned()
    hand = side(held)
    step = like(held, "B", future)
    press_step(hand, hand.window.stage.page("compare"), step)
    assert (hand.window.stage.shown, hand.window.workspace.map_id) == ("map", future)
    assert hand.window.workspace.selection == (step,)


def test_in_the_lower_tab_steps_of_the_drawing_can_be_pressed_too(compared):
    held, _ = planned()
    hand = compared(held)
    press_step(hand, hand.window.panels.panel("compare"), "D")
    assert hand.window.workspace.selection == ("D",)


def test_what_went_and_what_is_new_is_told_in_words(side):
    held, future = planned()
    lost = like(held, "A", future)
    held = held.apply(edits.delete(held, [lost]))
    (flow,) = held.leaving(like(held, "B", future))
    held = held.apply(
        edits.insert(held, flow.id, Step(id="N", map=future, name="Notify", lead_time=parse("2d")), 300, 0)
    )
    words = {spot.words for spot in side(held).window.stage.page("compare").timelines.drawn.spots}
    assert "1 A, 1 d, gone. Click to see it on its map." in words
    assert "2 Notify, 2 d, new. Click to see it on its map." in words


def test_with_one_map_it_offers_to_make_another_and_still_leads_back(side):
    hand = side(document(MAP))
    page = hand.window.stage.page("compare")
    assert page.make.isVisible()
    assert page.back.isVisible()
    QTest.mouseClick(page.make, Qt.MouseButton.LeftButton)
    assert len(hand.window.workspace.document.maps) == 2


@pytest.mark.parametrize("sizes", [PANEL, ROOM])
def test_no_name_of_the_sample_is_cut_in_a_window_of_1440_pixels(sizes):
    held = load(resources.path("examples", "sample.vsm"))
    analysis = analyse(held)
    before, after = pairs(held, analysis)[0]
    element = two_timelines(held, analysis, compare(held, analysis, before.id, after.id), 890, sizes)
    assert [each.text for each in element.shapes if isinstance(each, Words) and "…" in each.text] == []


def test_all_of_it_fits_a_small_window(side, qtbot):
    hand = side(planned()[0])
    hand.window.resize(1180, 700)
    qtbot.wait(20)
    page = hand.window.stage.page("compare")
    assert page.back.mapTo(page, QPoint(page.back.width(), 0)).x() <= page.width()
    for tile, *_ in page.tiles.parts.values():
        assert tile.isHidden() or tile.mapTo(page, QPoint(tile.width(), 0)).x() <= page.width()
