"""The improvement plan: typed in the log, dragged on the board, checked against the maps, looked at again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.pages.planned import NAMES, drop, id_of, planned
from tests.hand import ALT, CTRL, Hand
from vsmstudio.gui import mime
from vsmstudio.gui.pages.plan.board import Board
from vsmstudio.gui.pages.plan.deeds import changes_words
from vsmstudio.gui.pages.plan.lane import CARD
from vsmstudio.gui.pages.plan.log import Log
from vsmstudio.gui.pages.plan.page import BOARD, EFFECTS, HEALTH, LOG, ROADMAP, PlanPage
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Horizon, Improvement, ImprovementState, Workshop, WorkshopKind

KEY = Qt.Key


@pytest.fixture
def hand(work: Callable[[Document], Hand]) -> Hand:
    return work(planned())


def opened(hand: Hand, view: str) -> PlanPage:
    hand.window.acts["show_plan"].trigger()
    page = hand.window.stage.currentWidget()
    assert isinstance(page, PlanPage)
    page.turn(view)
    QApplication.processEvents()
    return page


def log(hand: Hand, columns: str = "plan") -> Log:
    made = opened(hand, LOG).view(LOG)
    assert isinstance(made, Log)
    made.show_set(columns)
    QApplication.processEvents()
    return made


def board(hand: Hand) -> Board:
    made = opened(hand, BOARD).view(BOARD)
    assert isinstance(made, Board)
    return made


def held(hand: Hand, name: str) -> Improvement:
    document = hand.view.workspace.document
    return document.the(Improvement, id_of(document, name))


def cell(made: Log, name: str, title: str) -> str:
    rows = made.table.rows
    column = next(at for at, each in enumerate(rows.columns) if each.spec.label == title)
    row = next(at for at in range(len(rows.keys)) if rows.index(at, 0).data() == name)
    return str(rows.index(row, column).data())


def write(hand: Hand, made: Log, name: str, title: str, text: str) -> None:
    column = next(at for at, each in enumerate(made.table.rows.columns) if each.spec.label == title)
    made.table.edit(id_of(hand.view.workspace.document, name), column)
    QApplication.processEvents()
    hand.type(text)
    hand.enter()


def lanes(made: Board) -> dict[str, list[str]]:
    document = made.workspace.document
    return {lane.title: [document.name(key) for key in lane.cards.keys] for lane in made.lanes}


# --- log --------------------------------------------------------------------------------------------------------------


def test_the_lead_says_how_the_plan_stands(hand: Hand) -> None:
    page = opened(hand, LOG)
    assert page.lead.text() == "4 improvements: 3 open, 1 done, 1 overdue, 1 without an owner."


def test_typing_in_the_last_row_adds_an_improvement(hand: Hand) -> None:
    made = log(hand)
    made.table.edit_new()
    hand.type("Ask for forms on line")
    hand.enter()
    assert held(hand, "Ask for forms on line").state is ImprovementState.OPEN
    hand.key(KEY.Key_Escape)
    hand.window.acts["undo"].trigger()
    assert len(hand.view.workspace.document.all(Improvement)) == 4


def test_an_owner_that_is_typed_is_made_and_what_it_changes_is_found_by_name(hand: Hand) -> None:
    made = log(hand)
    write(hand, made, NAMES[1], "Owner", "Web team lead")
    write(hand, made, NAMES[2], "Changes", "Approve; Stream")
    document = hand.view.workspace.document
    assert document.name(held(hand, NAMES[1]).owner) == "Web team lead"
    assert cell(made, NAMES[2], "Changes") == "Approve; Stream"


def test_what_is_late_and_what_nobody_owns_stand_out_in_words(hand: Hand) -> None:
    made = log(hand)
    assert cell(made, NAMES[0], "Due").endswith("overdue by 12 days")
    assert cell(made, NAMES[1], "Owner") == "◆ Nobody yet"


def test_done_is_done_on_the_as_of_date(hand: Hand) -> None:
    made = log(hand)
    write(hand, made, NAMES[0], "State", "done")
    assert (held(hand, NAMES[0]).state, str(held(hand, NAMES[0]).done_on)) == (ImprovementState.DONE, "2026-06-30")


def test_effects_are_typed_in_their_own_columns(hand: Hand) -> None:
    made = log(hand, "effects")
    write(hand, made, NAMES[0], "%C&A, expected", "12")
    write(hand, made, NAMES[0], "Saved a year, actual", "-200")
    assert (held(hand, NAMES[0]).expected_ca, held(hand, NAMES[0]).actual_cost) == (0.12, -200)


def test_filters_show_what_is_overdue_or_without_an_owner(hand: Hand) -> None:
    made, page = log(hand), opened(hand, LOG)
    shown = {}
    for which in ("open", "overdue", "unowned", "all"):
        page.filters.show_which(which)
        shown[which] = [hand.view.workspace.document.name(key) for key in made.table.rows.keys]
    assert shown == {
        "open": list(NAMES[:3]), "overdue": [NAMES[0]], "unowned": [NAMES[1]], "all": list(NAMES),
    }  # fmt: skip


# --- board ------------------------------------------------------------------------------------------------------------


def test_a_card_is_dragged_to_another_column_in_one_step(hand: Hand) -> None:
    made = board(hand)
    assert lanes(made) == {"Now": [NAMES[0]], "Next": [], "Later": [NAMES[1]], "Not placed": [NAMES[2]]}
    before = hand.view.workspace.document
    drop(made.lanes[1].viewport(), CARD, id_of(before, NAMES[2]), QPoint(40, 40))
    assert held(hand, NAMES[2]).horizon is Horizon.NEXT
    assert lanes(made)["Next"] == [NAMES[2]]
    hand.window.acts["undo"].trigger()
    assert hand.view.workspace.document == before


def test_a_card_goes_to_the_column_beside_with_alt_and_an_arrow(hand: Hand) -> None:
    made = board(hand)
    made.stand_on(id_of(hand.view.workspace.document, NAMES[0]))
    hand.key(KEY.Key_Right, ALT)
    assert held(hand, NAMES[0]).horizon is Horizon.NEXT
    assert made.lanes[1].hasFocus()
    assert made.lanes[1].key == id_of(hand.view.workspace.document, NAMES[0])


def test_a_person_dropped_on_a_card_owns_it(hand: Hand) -> None:
    made = board(hand)
    lane = made.lanes[2]
    drop(lane.viewport(), mime.PERSON, "person-Head", lane.visualRect(lane.cards.index(0)).center())
    assert held(hand, NAMES[1]).owner == "person-Head"


def test_a_card_says_all_in_one_sentence(hand: Hand) -> None:
    said = board(hand).lanes[0].cards.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Sign every day, open, Head, Overdue by 12 days, expected: 1 d less lead time"


def test_the_menu_of_a_card_sets_its_state(hand: Hand) -> None:
    made = board(hand)
    menu = made.menu(id_of(hand.view.workspace.document, NAMES[0]))
    inner = next(each.menu() for each in menu.actions() if each.text() == "State")
    assert inner is not None
    next(each for each in inner.actions() if each.text() == "Running").trigger()  # type: ignore[attr-defined]
    assert held(hand, NAMES[0]).state is ImprovementState.RUNNING


def test_delete_on_a_card_deletes_it_and_can_be_undone(hand: Hand) -> None:
    made = board(hand)
    made.stand_on(id_of(hand.view.workspace.document, NAMES[0]))
    hand.key(KEY.Key_Delete)
    assert lanes(made)["Now"] == []
    hand.key(KEY.Key_Z, CTRL)
    assert lanes(made)["Now"] == [NAMES[0]]


# --- effects, health, roadmap -----------------------------------------------------------------------------------------


def test_effects_set_the_claim_beside_what_the_future_map_gives(hand: Hand) -> None:
    workspace = hand.view.workspace
    workspace.do(lambda d: edits.copy_map(d, "map", "90 days"))
    later = next(each for each in workspace.document.maps if each.name == "90 days")
    step = next(each for each in workspace.document.steps(later.id) if each.name == "Approve")
    workspace.do(lambda d: edits.update(d, step.id, lead_time=d.of(type(step), "Receive").lead_time))  # type: ignore[union-attr]
    part = opened(hand, EFFECTS).view(EFFECTS).parts["stream"]  # type: ignore[attr-defined]
    assert part.head.lead.text() == "Lead time goes from 2.1 d to 1 h. The improvements explain all of it."
    said = [[each.words for each in row[:2]] for row in part.table.cells.rows]
    assert ["Sign every day", "−1.9 d"] in said
    assert said[-2:] == [["Not explained", "0"], ["90 days", "1 h"]]
    claimed = [each.words for each in part.claims.cells.rows[0]]
    assert claimed[:4] == ["Sign every day", "Lead time", "1 d", "1.9 d"]


def test_the_health_check_answers_four_questions_and_plans_a_review(hand: Hand) -> None:
    made = opened(hand, HEALTH).view(HEALTH)
    assert made.head.lead.text() == "As of 30 June 2026: 1 of 4 are answered with yes."  # type: ignore[attr-defined]
    assert [hand.view.workspace.document.name(key) for key in made.again.rows.keys] == [NAMES[3]]  # type: ignore[attr-defined]
    made.plan.click()  # type: ignore[attr-defined]
    (review,) = hand.view.workspace.document.all(Workshop)
    assert (review.kind, str(review.date)) == (WorkshopKind.REVIEW, "2026-09-30")


def test_a_bar_of_the_roadmap_leads_to_its_fields(hand: Hand) -> None:
    made = opened(hand, ROADMAP).view(ROADMAP)
    drawing = made.drawing  # type: ignore[attr-defined]
    key = id_of(hand.view.workspace.document, NAMES[0])
    spot = next(each for each in drawing.drawn.spots if each.key == key)
    at = QPoint(round(spot.area.center[0] * drawing._scale), round(spot.area.center[1] * drawing._scale))
    QTest.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=at)
    assert hand.view.workspace.selection == (key,)


def test_an_improvement_that_is_jumped_to_is_shown_though_it_was_filtered_out(hand: Hand) -> None:
    page = opened(hand, BOARD)
    page.filters.show_which("overdue")
    hand.view.workspace.show(id_of(hand.view.workspace.document, NAMES[2]))
    assert NAMES[2] in lanes(board(hand))["Not placed"]


@pytest.mark.parametrize("view", [LOG, BOARD, EFFECTS, HEALTH, ROADMAP])
def test_every_view_says_what_to_do_where_there_is_nothing(work: Callable[[Document], Hand], view: str) -> None:
    hand = work(edits.new_document("Order to cash", "ACME", "Orders"))
    page = opened(hand, view)
    shown = page.view(view)
    assert shown.isVisible()
    if hasattr(shown, "empty"):
        assert shown.empty.isVisible()


def test_what_leads_to_an_improvement_leads_to_the_plan(hand: Hand) -> None:
    key = id_of(hand.view.workspace.document, NAMES[3])
    hand.view.workspace.show(key)
    page = hand.window.stage.currentWidget()
    assert isinstance(page, PlanPage)
    assert page.filters.which == "all"
    assert hand.view.workspace.selection == (key,)


def test_the_last_of_several_names_is_offered_and_the_others_stay(hand):
    page, table = opened(hand, LOG), log(hand).table
    key = id_of(page.workspace.document, NAMES[2])
    table.edit(key, 1)
    editor = table.view.findChild(QLineEdit)
    QTest.keyClicks(editor, "Receive; appr")
    popup = editor.completer().popup()
    assert [popup.model().index(at, 0).data() for at in range(popup.model().rowCount())] == ["Approve"]
    popup.setCurrentIndex(popup.model().index(0, 0))
    QTest.keyClick(popup, Qt.Key.Key_Return)
    document = page.workspace.document
    assert changes_words(document, document.the(Improvement, key)) == "Approve; Receive"
