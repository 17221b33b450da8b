"""The guide beside the map: stages, what they lack, and the ways there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import document
from tests.hand import Hand
from vsmstudio.gui.guide.panel import GuidePanel
from vsmstudio.gui.guide.rows import LackRow
from vsmstudio.model import edits
from vsmstudio.model.document import Document


def opened(hand: Hand) -> GuidePanel:
    hand.window.acts["toggle_guide"].trigger()
    panel = hand.window.guiding.panel
    assert panel is not None
    return panel


def lacks(panel: GuidePanel) -> list[LackRow]:
    return [each for each in panel.open.findChildren(LackRow) if each.isVisible()]


def test_the_guide_begins_with_the_charter_and_marks_stages_in_words(work):
    panel = opened(work(Document()))
    assert panel.chosen == "charter"
    assert panel.rows[0].hasFocus()
    assert panel.rows[0].accessibleName() == "Stage 1: Charter. Not begun"
    assert "Begin with the charter" in panel.summary.text()


def test_what_is_missing_is_pressed_and_selects_the_steps(work, qtbot):
    hand = work(document("A 5min/1h/80% -> B 1h -> C 5min/2h"))
    panel = opened(hand)
    panel.choose("walk_2")
    row = next(each for each in lacks(panel) if "%C&A" in each.text())
    row.setFocus()
    hand.enter()
    names = {hand.window.workspace.document.name(key) for key in hand.window.workspace.selection}
    assert names == {"B", "C"}
    assert hand.window.panels.currentWidget() is hand.window.steps


def test_arrow_keys_walk_along_stages_and_what_they_lack(work):
    hand = work(document("A 1h"))
    opened(hand)
    hand.key(Qt.Key.Key_Down)
    assert isinstance(hand.focus(), LackRow)
    hand.enter()
    assert hand.window.stage.shown == "charter"


def test_the_guide_follows_what_is_typed(work, qtbot):
    hand = work(document("A 1h"))
    panel = opened(hand)
    panel.choose("walk_2")
    before = len(lacks(panel))
    hand.window.workspace.do(lambda d: edits.update(d, d.steps("map")[0].id, people=3))
    qtbot.waitUntil(lambda: len(lacks(panel)) == before - 1)


def test_in_a_narrow_window_guide_and_library_take_turns(work, qtbot):
    hand = work(document("A 1h"))
    hand.window.resize(1100, 700)
    wide = hand.window.view.width()
    opened(hand)
    qtbot.wait(10)
    assert not hand.window.library.isVisible()
    assert hand.window.view.width() > wide - 40
    hand.window.acts["toggle_left"].trigger()
    qtbot.waitUntil(lambda: not hand.window.guiding.shown)
    assert hand.window.library.isVisible()


def test_esc_gives_the_keyboard_back_to_the_map(work):
    hand = work(document("A 1h"))
    opened(hand)
    hand.escape()
    assert hand.view.hasFocus()
    hand.window.acts["toggle_guide"].trigger()
    assert not hand.window.guiding.shown


def test_what_is_missing_puts_the_keyboard_there_and_the_guide_does_not_take_it_back(work, qtbot):
    hand = work(document("A 5min/1h/80% -> B 1h"))
    panel = opened(hand)
    panel.choose("walk_2")
    next(each for each in lacks(panel) if "processing time" in each.text()).setFocus()
    hand.enter()
    table = hand.window.steps.table
    assert table.hasFocus()
    assert (table.currentIndex().row(), table.model().headerData(table.currentIndex().column(), Qt.Orientation.Horizontal)) == (
        1, "PT",
    )  # fmt: skip
    said = {each.text() for each in lacks(panel)}
    hand.type("5 min")
    hand.enter()
    hand.escape()
    qtbot.waitUntil(lambda: {each.text() for each in lacks(panel)} != said)
    assert not panel.isAncestorOf(hand.focus())


def test_a_step_that_rests_on_no_service_is_shown_where_one_is_hung_under_it(work):
    from vsmstudio.model.records import LinkKind

    hand = work(document("A 1h -> B 1h"))
    hand.window.workspace.do(lambda d: edits.add_service(d, "Payments"))
    panel = opened(hand)
    panel.choose("services")
    next(each for each in lacks(panel) if "rest on no service" in each.text()).setFocus()
    hand.enter()
    hand.type("Payments")
    hand.enter()
    found = hand.window.workspace.document
    assert [found.name(each.target) for each in found.all(type(found.links_to("A", LinkKind.UNDERPINS)[0]))] == ["A"]


def test_a_stream_without_a_current_map_leads_to_the_one_that_can_become_it(work):
    from vsmstudio.model.records import MapState

    hand = work(document("A 1h"))
    hand.window.workspace.do(lambda d: edits.update(d, "map", state=MapState.FUTURE))
    panel = opened(hand)
    panel.choose("walk_1")
    next(each for each in lacks(panel) if "No map shows how it is now" in each.text()).click()
    assert len(hand.window.workspace.document.streams) == 1
    assert hand.window.stage.on_map
