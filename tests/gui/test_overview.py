"""The overview of the engagement: streams against services, linked and graded by clicks and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import document, draw
from tests.hand import CTRL, SHIFT, Hand
from vsmstudio.gui.dressing import dress
from vsmstudio.gui.overview.table import MatrixTable
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.edits.underpinning import grade, link_between
from vsmstudio.model.records import Criticality, Map, Person, Service, ServiceKind, ValueStream

Work = Callable[[Document], Hand]
LEFT = Qt.MouseButton.LeftButton
HIGH, MEDIUM, LOW = Criticality.HIGH, Criticality.MEDIUM, Criticality.LOW


def engagement() -> Document:
    """Claims with three steps and Orders with two; a portal, mail and a disk, of which two are linked."""
    held = document("A 1d !Ann -> B 2d -> C 3d")
    held = held.apply(edits.rename(held, "stream", "Claims"))
    held = held.apply(edits.put(
        held, "", ValueStream(id="orders", name="Orders", order=2, owner="person-Ann"), Map(id="orders-now", stream="orders"),
        Service(id="portal", name="Portal", kind=ServiceKind.CUSTOMER_FACING, owner="person-Ann"),
        Service(id="mail", name="Mail"), Service(id="disk", name="Disk", kind=ServiceKind.IT),
        Person(id="bob", role="Bob"),
    ))  # fmt: skip
    held = draw(held, "orders-now", "X 1h -> Y 1h")
    for service, target, how in (("portal", "A", LOW), ("portal", "C", HIGH), ("mail", "stream", MEDIUM)):
        held = held.apply(grade(held, service, target, how))
    return held


@pytest.fixture
def seen(work: Work) -> Hand:
    """The window with the overview in view."""
    hand = work(engagement())
    QTest.mouseClick(hand.window.tabs, LEFT, pos=hand.window.tabs.tabRect(0).center())
    return hand


def page(hand: Hand):
    return hand.window.stage.page("overview")


def table(hand: Hand) -> MatrixTable:
    return page(hand).matrix.table


def cell(hand: Hand, row: str, service: str = "") -> QModelIndex:
    """The cell of a stream or step and a service; without one, that of the name."""
    rows, document = table(hand).rows, hand.view.workspace.document
    line = next(at for at, each in enumerate(rows.lines) if document.name(each.key) == row)
    column = next((at for at, each in enumerate(rows.services, start=1) if each.name == service), 0)
    return rows.index(line, column)


def click(hand: Hand, row: str, service: str) -> None:
    index = cell(hand, row, service)
    QTest.mouseClick(table(hand).viewport(), LEFT, pos=table(hand).visualRect(index).center())


def stand_on(hand: Hand, row: str, service: str = "") -> None:
    table(hand).setFocus()
    table(hand).setCurrentIndex(cell(hand, row, service))


def graded(hand: Hand, service: str, target: str) -> Criticality | None:
    link = link_between(hand.view.workspace.document, service, target)
    return link.criticality if link else None


def said(hand: Hand) -> dict[str, list[str]]:
    """What the matrix shows, by row."""
    rows = table(hand).rows
    return {
        rows.naming(line).name: [str(rows.index(at, column).data()) for column in range(1, rows.columnCount())]
        for at, line in enumerate(rows.lines)
    }


def open_steps(hand: Hand, stream: str) -> None:
    stand_on(hand, stream)
    hand.key(Qt.Key.Key_Right)


def test_streams_are_rows_and_services_columns_by_kind(seen):
    rows = table(seen).rows
    assert [each.name for each in rows.services] == ["Portal", "Mail", "Disk"]
    assert [rows.begins(at) for at in (1, 2, 3)] == [ServiceKind.CUSTOMER_FACING, ServiceKind.INTERNAL, ServiceKind.IT]
    assert said(seen) == {"Claims": ["high 2/3", "medium whole", ""], "Orders": ["", "", ""]}
    assert page(seen).summary.text() == (
        "2 streams · 3 services · 1 stream without services · 1 service underpins no stream"
    )


def test_gaps_are_told_in_the_words_of_the_map(seen):
    rows = table(seen).rows
    assert [rows.service_naming(each).gap for each in rows.services] == ["", "No owner", "No owner"]
    assert [rows.naming(line).gap for line in rows.lines] == ["No value stream owner", ""]
    open_steps(seen, "Claims")
    assert [rows.naming(line).gap for line in rows.lines][1:4] == ["", "No accountable owner", "No accountable owner"]


def test_totals_say_how_many_streams_rest_on_a_service_and_services_under_a_stream(seen):
    rows = table(seen).rows
    assert [rows.service_naming(each).total for each in rows.services] == ["1", "1", "0"]
    assert [rows.naming(line).total for line in rows.lines] == ["2 services", "no service"]


def test_clicks_link_grade_and_let_go_each_one_step_to_undo(seen):
    open_steps(seen, "Orders")
    workspace = seen.view.workspace
    before = workspace.document
    found = []
    for _ in range(4):
        click(seen, "X", "Disk")
        found.append(graded(seen, "disk", "X"))
    assert found == [MEDIUM, HIGH, LOW, None]
    assert workspace.document == before
    workspace.undo()
    assert graded(seen, "disk", "X") is LOW
    workspace.undo()
    assert workspace.session.undo_label == "Grade Disk under X high"
    workspace.undo()
    workspace.undo()
    assert workspace.document == before


def test_two_quick_clicks_are_two_clicks(seen):
    index = cell(seen, "Orders", "Disk")
    at = table(seen).visualRect(index).center()
    QTest.mouseClick(table(seen).viewport(), LEFT, pos=at)
    QTest.mouseDClick(table(seen).viewport(), LEFT, pos=at)
    QTest.mouseRelease(table(seen).viewport(), LEFT, pos=at)
    assert graded(seen, "disk", "orders") is HIGH
    assert seen.window.stage.shown == "overview"


def test_keys_grade_where_one_stands_and_arrows_walk(seen):
    stand_on(seen, "Claims", "Disk")
    for key, wanted in (
        (Qt.Key.Key_1, HIGH), (Qt.Key.Key_M, MEDIUM), (Qt.Key.Key_3, LOW), (Qt.Key.Key_0, None), (Qt.Key.Key_H, HIGH),
        (Qt.Key.Key_2, MEDIUM), (Qt.Key.Key_L, LOW), (Qt.Key.Key_Delete, None), (Qt.Key.Key_Space, MEDIUM),
        (Qt.Key.Key_Return, HIGH),
    ):  # fmt: skip
        seen.key(key)
        assert graded(seen, "disk", "stream") is wanted
    seen.key(Qt.Key.Key_Down)
    seen.key(Qt.Key.Key_Left)
    seen.key(Qt.Key.Key_H)
    assert graded(seen, "mail", "orders") is HIGH
    assert table(seen).currentIndex() == cell(seen, "Orders", "Mail")


def test_delete_on_a_cell_deletes_no_service_even_where_one_is_selected(seen):
    stand_on(seen, "Orders", "Disk")
    assert seen.view.workspace.selection == ("disk",)
    seen.key(Qt.Key.Key_Delete)
    assert "disk" in seen.view.workspace.document
    assert not seen.window.acts["delete"].isEnabled()


def test_a_stream_whose_steps_rest_on_a_service_says_where_to_let_go_of_it(seen):
    before = seen.view.workspace.document
    stand_on(seen, "Claims", "Portal")
    seen.key(Qt.Key.Key_0)
    assert seen.view.workspace.document is before
    assert seen.window.notice.text.startswith("Steps of Claims rest on it.")


def test_a_click_on_a_streams_cell_links_the_whole_stream_and_keeps_its_steps(seen):
    click(seen, "Claims", "Portal")
    assert graded(seen, "portal", "stream") is MEDIUM
    assert graded(seen, "portal", "C") is HIGH
    assert said(seen)["Claims"][0] == "high whole"


def test_steps_are_shown_and_hidden_by_keys_and_by_the_chevron(seen):
    open_steps(seen, "Claims")
    assert list(said(seen)) == ["Claims", "1 A", "2 B", "3 C", "Orders"]
    assert said(seen)["3 C"] == ["high", "", ""]
    seen.key(Qt.Key.Key_Down)
    seen.key(Qt.Key.Key_Left)
    assert list(said(seen)) == ["Claims", "Orders"]
    assert table(seen).currentIndex() == cell(seen, "Claims")
    seen.key(Qt.Key.Key_Space)
    assert len(said(seen)) == 5


def test_enter_on_a_name_leads_to_the_map(seen):
    stand_on(seen, "Orders")
    seen.key(Qt.Key.Key_Return)
    assert (seen.window.stage.shown, seen.view.workspace.map_id) == ("map", "orders-now")
    seen.window.acts["show_overview"].trigger()
    open_steps(seen, "Claims")
    stand_on(seen, "B")
    seen.key(Qt.Key.Key_Return)
    assert (seen.window.stage.shown, seen.view.workspace.map_id) == ("map", "map")
    assert seen.view.workspace.selection == ("B",)


def test_services_are_found_by_name_kind_and_owner(seen):
    page(seen).search.setFocus()
    for words, found in (("ail", ["Mail"]), ("it", ["Disk"]), ("ann", ["Portal"]), ("zebra", [])):
        page(seen).search.clear()
        seen.type(words)
        assert [each.name for each in table(seen).rows.services] == found
    assert page(seen).matrix.empty.text().startswith("No service is called so.")
    page(seen).search.clear()
    assert len(table(seen).rows.services) == 3


def test_where_one_stands_is_shown_in_the_inspector_and_said_in_words(seen):
    stand_on(seen, "Claims", "Mail")
    assert seen.view.workspace.selection == (link_between(seen.view.workspace.document, "mail", "stream").id,)
    assert page(seen).matrix.said.text().startswith("Mail underpins Claims as a whole (medium): medium.")
    stand_on(seen, "Claims", "Portal")
    assert page(seen).matrix.said.text().startswith("Portal underpins Claims in 2 of 3 steps: high.")
    assert cell(seen, "Orders", "Disk").data(Qt.ItemDataRole.AccessibleTextRole) == "Disk does not underpin Orders"


def test_where_one_stands_stays_when_the_document_changes(seen):
    open_steps(seen, "Claims")
    stand_on(seen, "C", "Disk")
    seen.view.workspace.do(lambda d: edits.add_service(d, "Archive", kind=ServiceKind.CUSTOMER_FACING))
    assert table(seen).currentIndex() == cell(seen, "C", "Disk")
    assert len(table(seen).rows.services) == 4


def test_names_and_heads_stay_in_sight_while_the_matrix_scrolls(work):
    held = engagement()
    made = [Service(id=f"s{at}", name=f"Service {at}") for at in range(200)]
    streams = [ValueStream(id=f"v{at}", name=f"Stream {at}", order=9.0 + at) for at in range(20)]
    hand = work(held.apply(edits.put(held, "", *made, *streams)))
    hand.window.acts["show_overview"].trigger()
    stand_on(hand, "Stream 19", "Service 99")
    shown = table(hand)
    assert shown.frozen.viewport().rect().contains(shown.frozen.visualRect(cell(hand, "Stream 19")).center())
    assert shown.visualRect(cell(hand, "Stream 19", "Service 99")).left() >= shown.columnWidth(0)
    assert shown.horizontalHeader().isVisible()
    hand.key(Qt.Key.Key_H)
    assert graded(hand, "s99", "v19") is HIGH


def test_without_services_it_says_how_to_make_one(hand):
    hand.window.acts["show_overview"].trigger()
    assert "Make the services" in page(hand).matrix.empty.text()
    assert page(hand).matrix.empty.isVisible()


def test_without_streams_it_says_how_to_make_one(work):
    hand = work(Document([Service(id="disk", name="Disk")]))
    hand.window.acts["show_overview"].trigger()
    assert page(hand).matrix.empty.text().startswith("There is no value stream yet.")
    QTest.mouseClick(page(hand).drawing_button, LEFT)
    assert page(hand).drawn.sheet.picture is not None


def test_what_is_done_on_a_map_leads_back_to_the_one_last_in_view(seen):
    assert seen.view.workspace.map_id == "map"
    assert not seen.view.isVisible()
    seen.window.acts["add_step"].trigger()
    assert seen.window.stage.shown == "map"
    seen.escape()
    seen.window.acts["show_overview"].trigger()
    stand_on(seen, "Orders", "Disk")
    for name in ("delete", "fit_selection"):
        assert not seen.window.acts[name].isEnabled()
    seen.key(Qt.Key.Key_Tab, CTRL)
    assert (seen.window.stage.shown, seen.view.workspace.map_id) == ("map", "map")
    seen.key(Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert seen.window.stage.shown == "overview"
    assert seen.window.tabs.currentIndex() == 0


def test_a_finding_about_a_step_leads_from_the_overview_to_its_map(seen):
    seen.view.workspace.show("B")
    assert seen.window.stage.shown == "map"


def test_a_service_that_is_found_comes_into_view_in_the_matrix(seen):
    seen.view.workspace.show("disk")
    assert seen.window.stage.shown == "overview"
    assert table(seen).currentIndex().column() == 3
    assert seen.view.workspace.selection == ("disk",)


def test_larger_words_make_larger_cells(seen):
    before = table(seen).rowHeight(0), table(seen).columnWidth(1), table(seen).horizontalHeader().height()
    try:
        dress(QApplication.instance(), "light", 1.5)
        QApplication.processEvents()
        after = table(seen).rowHeight(0), table(seen).columnWidth(1), table(seen).horizontalHeader().height()
        assert all(a > 1.4 * b for a, b in zip(after, before, strict=True))
    finally:
        dress(QApplication.instance())


def test_f2_on_a_cell_renames_the_service_in_the_left_panel(seen):
    stand_on(seen, "Claims", "Mail")
    seen.key(Qt.Key.Key_F2)
    seen.type("Post")
    seen.enter()
    assert seen.view.workspace.document.name("mail") == "Post"


def test_the_menu_of_a_cell_grades_it(seen):
    menu = table(seen).menu(cell(seen, "Orders", "Disk"))
    next(each for each in menu.actions() if each.text() == "Low").trigger()
    menu.close()
    assert graded(seen, "disk", "orders") is LOW


def test_the_overview_is_made_when_it_is_first_looked_at(hand):
    assert "overview" not in hand.window.stage._made
    QTest.mouseClick(hand.window.tabs, LEFT, pos=hand.window.tabs.tabRect(0).center() + QPoint(1, 0))
    assert hand.window.stage.page("overview").isVisible()


# --- the drawing --------------------------------------------------------------------------------------------------------


@pytest.fixture
def drawn(seen: Hand) -> Hand:
    """The drawing in view."""
    QTest.mouseClick(page(seen).drawing_button, LEFT)
    return seen


def press(hand: Hand, name: str) -> None:
    sheet = page(hand).drawn.sheet
    key = hand.id_of(name)
    QTest.mouseClick(sheet, LEFT, pos=sheet.on_sheet(sheet.spots[key]).center().toPoint())


def test_a_click_on_a_service_shows_it_in_the_inspector_and_on_a_stream_its_map(drawn):
    press(drawn, "Disk")
    assert drawn.view.workspace.selection == ("disk",)
    assert drawn.window.stage.shown == "overview"
    press(drawn, "Orders")
    assert (drawn.window.stage.shown, drawn.view.workspace.map_id) == ("map", "orders-now")


def test_the_drawing_is_walked_by_arrows_and_opened_by_enter(drawn):
    sheet = page(drawn).drawn.sheet
    assert sheet.current == "stream"
    drawn.key(Qt.Key.Key_Down)
    assert sheet.current in ("portal", "mail")
    drawn.key(Qt.Key.Key_Return)
    assert drawn.view.workspace.selection == (sheet.current,)
    drawn.key(Qt.Key.Key_Down)
    assert sheet.current == "orders"
    drawn.key(Qt.Key.Key_Up)
    drawn.key(Qt.Key.Key_Up)
    assert sheet.current == "stream"
    drawn.key(Qt.Key.Key_Return)
    assert drawn.view.workspace.map_id == "map"


def test_the_drawing_follows_the_document_and_zooms_by_wheel(drawn):
    sheet = page(drawn).drawn.sheet
    drawn.view.workspace.do(lambda d: grade(d, "disk", "orders", HIGH))
    assert "orders/disk" in [each.id for each in sheet.picture.elements]
    before = sheet.zoom
    drawn.key(Qt.Key.Key_Minus)
    assert sheet.zoom < before


def test_the_page_comes_back_as_it_was_left(drawn):
    drawn.key(Qt.Key.Key_Tab, CTRL)
    drawn.key(Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert page(drawn).drawn.isVisible()
    QTest.mouseClick(page(drawn).matrix_button, LEFT)
    assert page(drawn).matrix.isVisible()
