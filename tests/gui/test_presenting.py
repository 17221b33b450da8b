"""F5: the map alone on the screen, page by page; Esc, and everything is as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import document
from tests.hand import CTRL, LEFT, SHIFT
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.gui.presenting.pages import Pages
from vsmstudio.storage.files import load

ORDER = document(
    "(Buyer) -> Receive 5min/1h/90% @Sales !Head_of_Sales -> Check 1h/2d/60% @Finance -> Ship 2h/1d -> (Home)"
)


@pytest.fixture
def room(work):
    """A map being presented."""
    hand = work(ORDER)
    hand.key(Qt.Key.Key_F5)
    return hand


def press(hand, *keys) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def title(hand) -> str:
    return hand.window.presenter.screen.caption.title.text()


def test_f5_leaves_nothing_in_sight_but_the_map_and_its_headline(room):
    window = room.window
    for part in (window.menuBar(), window.statusBar(), window.library, window.inspector, window.panels, window.tabs):
        assert not part.isVisible(), part
    assert title(room) == "Stream"
    figures = dict(window.presenter.pages[0].figures)
    assert figures["Lead time"] == "3.1 d"
    assert "Rolled %C&A" in figures


def test_right_goes_through_the_steps_in_the_order_of_the_flow(room):
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        press(room, key)
        seen.append(title(room))
    assert seen == ["1 Receive", "2 Check", "3 Ship", "What stands out"]
    press(room, Qt.Key.Key_Right)
    assert title(room) == "What stands out"
    press(room, Qt.Key.Key_Left, Qt.Key.Key_PageUp)
    assert title(room) == "2 Check"
    press(room, Qt.Key.Key_Home)
    assert title(room) == "Stream"
    press(room, Qt.Key.Key_End)
    assert title(room) == "What stands out"


def test_parallel_branches_follow_one_another(work):
    hand = work(document("A 1h -> B 1h -> D 1h; A -> C 1h -> D"))
    hand.key(Qt.Key.Key_F5)
    steps = [page.title.split()[0] for page in hand.window.presenter.pages if page.step]
    assert steps == ["1", "2a", "2b", "3"]


def test_the_step_in_focus_stands_in_the_middle_larger_than_before(work, qtbot):
    hand = work(ORDER)
    before = hand.view.zoom
    hand.key(Qt.Key.Key_F5)
    press(hand, Qt.Key.Key_Right, Qt.Key.Key_Right)
    screen, view = hand.window.presenter.screen, hand.view
    area = view.canvas.area_of(hand.id_of("Check"))

    def arrived() -> None:
        assert view.zoom > 1.5 * before
        middle = view.mapFromScene(*area.center)
        assert abs(middle.x() - view.viewport().width() / 2) < 3
        assert 0 < middle.y() < screen.caption.y()

    qtbot.waitUntil(arrived)
    assert screen.focus == area


def test_a_steps_page_says_who_does_it_who_answers_for_it_and_what_it_takes(room):
    press(room, Qt.Key.Key_Right)
    page = room.window.presenter.pages[1]
    assert [line.words for line in page.under] == ["Sales", "Accountable: Head of Sales"]
    assert dict(page.figures) == {"PT": "5 min", "LT": "1 h", "%C&A": "90 %"}
    press(room, Qt.Key.Key_Right)
    page = room.window.presenter.pages[2]
    assert page.under[1].words == "No accountable owner"
    assert page.under[1].mark == "gap"
    assert page.lines


def test_escape_puts_back_panels_zoom_place_selection_and_keyboard(work, qtbot):
    hand = work(ORDER)
    hand.window.acts["toggle_left"].trigger()
    qtbot.wait(20)
    hand.view.set_zoom(0.77)
    hand.click("Ship")
    hand.view.horizontalScrollBar().setValue(hand.view.horizontalScrollBar().value() + 33)

    def seen():
        view, window = hand.view, hand.window
        return (
            view.zoom, view.horizontalScrollBar().value(), view.verticalScrollBar().value(), view.size(),
            view.workspace.selection, window.library.isVisible(), window.inspector.isVisible(), window.panels.isVisible(),
            window.menuBar().isVisible(), window.statusBar().isVisible(), window.windowState(), window.size(),
            window.panels.size(), window.inspector.size(), view.hasFocus(), view.pos(),
        )  # fmt: skip

    before = seen()
    hand.key(Qt.Key.Key_F5)
    assert title(hand) == "3 Ship"
    press(hand, Qt.Key.Key_Left, Qt.Key.Key_Left)
    qtbot.wait(60)
    press(hand, Qt.Key.Key_Escape)
    qtbot.wait(20)
    assert seen() == before
    assert not hand.window.presenter.on


def test_f5_ends_it_too_and_begins_it_again(room):
    press(room, Qt.Key.Key_F5)
    assert not room.window.presenter.on
    room.key(Qt.Key.Key_F5)
    assert room.window.presenter.on


def test_nothing_can_be_edited_by_accident(room):
    before = room.view.workspace.document
    press(room, Qt.Key.Key_Delete, Qt.Key.Key_A, Qt.Key.Key_F2, Qt.Key.Key_Tab, Qt.Key.Key_Backspace)
    for key in (Qt.Key.Key_Z, Qt.Key.Key_E, Qt.Key.Key_A, Qt.Key.Key_L, Qt.Key.Key_V):
        QTest.keyClick(QApplication.focusWidget(), key, CTRL)
    screen = room.window.presenter.screen
    middle = screen.rect().center()
    QTest.mousePress(screen, LEFT, pos=middle)
    QTest.mouseMove(screen, middle + QPoint(80, 40))
    QTest.mouseRelease(screen, LEFT, pos=middle + QPoint(80, 40))
    QTest.mouseDClick(screen, LEFT, pos=middle)
    assert room.view.workspace.document is before
    assert room.window.presenter.on


def test_a_click_turns_the_page_and_b_blanks_the_screen(room):
    screen = room.window.presenter.screen
    QTest.mouseClick(screen, LEFT, pos=screen.rect().center())
    assert title(room) == "1 Receive"
    press(room, Qt.Key.Key_Period)
    assert screen.blank
    assert not screen.caption.isVisible()
    assert screen.grab().toImage().pixelColor(5, 5).name() == "#000000"
    press(room, Qt.Key.Key_Right)
    assert not screen.blank
    assert title(room) == "1 Receive"


def test_closing_the_window_remembers_it_as_it_was_before(room):
    room.window.close()
    assert not room.window.presenter.on
    assert not room.window.library.isHidden()


def test_an_empty_map_says_what_to_do(hand):
    hand.key(Qt.Key.Key_F5)
    assert not hand.window.presenter.on
    assert "Add a step first" in hand.window.notice.text


def test_the_rest_is_dimmed_over_the_canvas_and_the_step_is_not(room, qtbot):
    press(room, Qt.Key.Key_Right)
    qtbot.wait(600)
    screen, view = room.window.presenter.screen, room.view
    veil = screen.grab().toImage().pixelColor(4, 200)
    clear = view.grab().toImage()
    center = view.mapFromScene(*view.canvas.area_of(room.id_of("Receive")).center)
    ratio = clear.devicePixelRatio()
    inside = clear.pixelColor(round((center.x() - 120) * ratio), round((center.y() - 60) * ratio))
    assert inside != veil


def test_every_page_of_the_sample_reads_well():
    sample = load(resources.path("examples", "sample.vsm"))
    analysis = analyse(sample)
    for each in sample.maps:
        for page in Pages(sample, analysis, each.id):
            assert page.title
            for line in (*page.under, *page.lines):
                assert line.words.strip() == line.words
                assert ".." not in line.words
                assert "None" not in line.words
            assert page.sentence.startswith(page.title)


def test_shift_held_by_a_presenter_remote_does_no_harm(room):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown, SHIFT)
    assert title(room) == "1 Receive"


def test_a_note_is_parked_without_leaving_the_presentation(room, qtbot):
    press(room, Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, CTRL | SHIFT)
    QTest.keyClicks(QApplication.focusWidget(), "Ask legal")
    press(room, Qt.Key.Key_Return)
    assert [note.text for note in room.view.workspace.document.notes(None)] == ["Ask legal"]
    assert room.window.presenter.on
    qtbot.wait(20)
    press(room, Qt.Key.Key_Right)
    assert title(room) == "2 Check"


def test_what_was_offered_before_is_not_on_the_page(work):
    hand = work(ORDER)
    hand.window.acts["tidy_up"].trigger()
    hand.window.acts["show_lanes"].trigger()
    assert hand.window.notice.text
    hand.window.acts["present"].trigger()
    assert not hand.window.notice.text


def test_it_begins_from_the_overview_and_leads_back_there(work):
    hand = work(ORDER)
    hand.window.stage.turn("overview")
    hand.window.acts["present"].trigger()
    assert hand.view.isVisible()
    press(hand, Qt.Key.Key_Escape)
    assert hand.window.stage.shown == "overview"


def test_what_the_colours_mean_stands_clear_of_the_caption_and_undimmed(work):
    hand = work(ORDER)
    hand.window.acts["colour_owner"].trigger()
    legend, below = hand.view.legend, hand.view.legend.y()
    hand.key(Qt.Key.Key_F5)
    screen, view = hand.window.presenter.screen, hand.view
    for _ in hand.window.presenter.pages:
        assert legend.isVisible()
        assert not legend.geometry().intersects(screen.caption.geometry())
        assert view.childAt(legend.geometry().center()) is not view.viewport()
        assert view.children().index(legend) > view.children().index(screen)
        press(hand, Qt.Key.Key_Right)
    press(hand, Qt.Key.Key_B)
    assert view.children().index(legend) < view.children().index(screen)
    press(hand, Qt.Key.Key_B, Qt.Key.Key_Escape)
    assert legend.y() == below
