"""The tour: a person does what it asks for, skips, goes back, leaves and comes again. Nothing of their own is touched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.builders import document
from tests.gui.answering import answered
from tests.gui.showing import show_active
from tests.hand import CTRL, Hand
from vsmstudio import places
from vsmstudio.gui import mime
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.settings import Recent, Store, with_recent
from vsmstudio.gui.tour import placing, targets
from vsmstudio.gui.tour.done import DONE
from vsmstudio.gui.tour.now import MAP, SPARE
from vsmstudio.gui.tour.stations import END, STATIONS
from vsmstudio.gui.tour.tour import Tour
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.session import Session
from vsmstudio.storage.files import load, save
from vsmstudio.storage.recovery import left

TAB = Qt.Key.Key_Tab


@pytest.fixture
def begin(qtbot):
    """The window with a document of the person's own, and what Help > Take the tour leads to."""

    def opened(own: Document | None = None, size: tuple[int, int] = (1440, 900)) -> tuple[Hand, Tour]:
        window = MainWindow(Workspace(Session(own or document("A 1h"))), None, Store(places.settings()))
        qtbot.addWidget(window, before_close_func=ask_no_more)
        window.resize(*size)
        show_active(qtbot, window)
        qtbot.wait(20)
        window.acts["take_tour"].trigger()
        show_active(qtbot, window)
        qtbot.wait(50)
        tour = window.findChild(Tour)
        assert isinstance(tour, Tour)
        return Hand(window), tour

    return opened


def ask_no_more(window: MainWindow) -> None:
    """The test is over: what it left is put away."""
    window.filing.may_leave = lambda: True  # type: ignore[method-assign]


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


@pytest.fixture
def onward(qtbot):
    """Waits until the tour has seen that its station is done, and goes on."""

    def go(tour: Tour, key: str) -> str:
        assert tour.station.key == key
        qtbot.waitUntil(lambda: key in tour.done, timeout=5000)
        assert tour.card.next.text() == "Next"
        said = tour.card.done.text()
        click(tour.card.next)
        return said

    return go


def test_every_station_says_what_it_needs():
    for each in (*STATIONS, END):
        assert {each.key} <= DONE.keys() & targets.WHERE.keys()
        assert max(map(len, (each.words, each.how, each.done))) < 190
        assert each.words.count(". ") <= 1, "more than two sentences"
    assert 7 <= len(STATIONS) <= 9


def test_a_person_takes_the_whole_tour(begin, onward, qtbot):
    hand, tour = begin()
    window, workspace = hand.window, hand.window.workspace
    assert workspace.map_id == MAP
    qtbot.wait(150)
    assert not tour.done, "the window moved the map by itself"
    hand.wheel(hand.canvas.rect().center(), 1, CTRL)
    onward(tour, "look")
    a, b = hand.edge("Report claim"), hand.edge("Register claim", "left")
    hand.drop(mime.NODE, "step", (a + b) / 2)
    hand.type("Look at photos")
    hand.key(TAB)
    assert "Look at photos is on the map" in onward(tour, "add")
    hand.type("10 min")
    hand.key(TAB)
    hand.type("1 d")
    hand.key(TAB)
    hand.escape()
    assert "Lead time was 15.5 d and is 16.5 d." in onward(tour, "times")
    window.panels.setCurrentIndex(2)
    QTest.mouseClick(window.figures.tiles["lead_time"], Qt.MouseButton.LeftButton)
    onward(tour, "explain")
    window.explaining.card.close_card()
    window.panels.setCurrentIndex(0)
    row = next(at for at in range(99) if "Look at photos" in window.findings.rows.finding(at).message)
    qtbot.wait(150)
    table = window.findings.table
    at = table.visualRect(table.model().index(row, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert workspace.selection == (hand.id_of("Look at photos"),)
    onward(tour, "finding")
    hand.drop_on(mime.PERSON, "Claims Intake Lead", "Look at photos")
    assert "Claims Intake Lead answers for Look at photos" in onward(tour, "owner")
    assert not any("accountable for Look at photos" in each.message for each in workspace.analysis.findings)
    hand.drop_on(mime.SERVICE, "Claims workflow", "Look at photos")
    onward(tour, "service")
    window.acts["show_handbook"].trigger()
    onward(tour, "handbook")
    window.helping.close()
    with answered(lambda dialog: dialog.reject()):
        window.acts["deliver"].trigger()
        qtbot.waitUntil(lambda: "deliver" in tour.done, timeout=5000)
        qtbot.wait(60)
    onward(tour, "deliver")
    assert (tour.station, tour.card.count.text()) == (END, "9 of 9 done")
    assert not workspace.session.dirty
    click(tour.card.own)  # asks nothing
    assert not workspace.document.steps(workspace.map_id)
    assert not tour.on
    qtbot.waitUntil(lambda: window.findChild(Tour) is None)


def test_stations_can_be_skipped_and_gone_back_to(begin, qtbot):
    _, tour = begin()
    shown = []
    for _ in STATIONS:
        shown.append(tour.station.key)
        assert tour.card.next.text() == "Skip"
        click(tour.card.next)
    assert shown == [each.key for each in STATIONS]
    assert tour.card.count.text() == "0 of 9 done"
    assert tour.card.own.isVisible()
    tour.go(0)
    assert not tour.card.previous.isVisible()
    click(tour.card.next)
    click(tour.card.previous)
    assert tour.station.key == "look"


def test_whoever_skips_works_on_a_step_of_the_sample(begin, onward, qtbot):
    hand, tour = begin()
    tour.go(5)
    assert "Screen for fraud" in tour.card.how.text()
    hand.drop_on(mime.PERSON, "Claims Intake Lead", "Screen for fraud")
    onward(tour, "owner")
    assert hand.view.workspace.document.node(SPARE).owner


def test_a_step_is_added_by_keyboard_alone(begin, onward, qtbot):
    hand, tour = begin()
    tour.go(1)
    hand.view.setFocus()
    hand.view.workspace.select([hand.id_of("Weekly payment run")])
    hand.enter()
    hand.type("Close the file")
    hand.key(TAB)
    onward(tour, "add")
    for typed in ("10 min", "1 d"):
        hand.type(typed)
        hand.key(TAB)
    assert "Lead time was 15.5 d and is 16.5 d." in onward(tour, "times")


@pytest.mark.parametrize("way", ["cross", "escape in the card", "escape on the map"])
def test_it_can_be_left_at_any_time_and_asks_nothing(begin, way, qtbot):
    hand, tour = begin()
    window = hand.window
    hand.drop_node("step", 300, 500)
    hand.type("Wait")
    hand.key(TAB)
    assert not window.windowTitle().count("*")
    tour.go(3)
    if way == "cross":
        click(tour.card.leave)
    elif way == "escape in the card":
        tour.card.begin()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    else:
        window.view.setFocus()
        for _ in range(4):  # what is typed and selected is let go first
            if tour.on:
                hand.escape()
                QApplication.processEvents()
    assert not tour.on
    assert not tour.card.isVisible()
    assert not window.workspace.session.dirty
    assert "Help menu" in window.notice.text
    hand.drop_node("step", 300, 700)  # from here on it is a document as any other
    hand.type("Mine")
    hand.key(TAB)
    hand.escape()
    assert window.workspace.session.dirty
    with answered("Cancel"):
        window.acts["new_document"].trigger()
    assert "Mine" in [each.name for each in window.workspace.document.steps(MAP)]


def test_esc_that_lets_something_go_does_not_leave(begin, qtbot):
    hand, tour = begin()
    hand.click("Register claim")
    hand.escape()
    assert tour.on


def test_who_left_may_go_on(begin, qtbot):
    hand, tour = begin()
    tour.go(4)
    click(tour.card.leave)
    click(hand.window.notice._button)
    assert tour.on
    assert tour.card.isVisible()
    assert tour.station.key == "finding"


def test_nothing_of_the_persons_own_is_touched(begin, tmp_path, qtbot):
    file = tmp_path / "own.vsm"
    save(document("A 1h -> B 2h"), file)
    before = file.read_bytes()
    window = MainWindow(Workspace(Session.open(file)), None, Store(places.settings()))
    qtbot.addWidget(window, before_close_func=ask_no_more)
    show_active(qtbot, window)
    hand = Hand(window)
    hand.drop_node("step", 600, 500)
    hand.type("C")
    hand.key(TAB)
    hand.escape()
    with answered("Cancel") as asked:
        window.acts["take_tour"].trigger()
    assert "Save the changes first?" in asked[0]
    assert window.findChild(Tour) is None
    with answered("Save"):
        window.acts["take_tour"].trigger()
    assert [each.name for each in load(file).steps(window.workspace.map_id) or load(file).steps(load(file).maps[0].id)][
        -1
    ] == "C"
    saved = file.read_bytes()
    assert saved != before
    hand.drop_node("step", 300, 500)
    hand.type("Not mine")
    hand.key(TAB)
    assert left(places.journals()) == ()  # nobody is offered the sample after a crash
    assert window.close()  # asks nothing
    assert file.read_bytes() == saved


def test_another_document_ends_it(begin, tmp_path, qtbot):
    file = tmp_path / "own.vsm"
    save(document("A 1h"), file)
    hand, tour = begin()
    assert hand.window.open_path(file)
    assert not tour.on
    qtbot.waitUntil(lambda: hand.window.findChild(Tour) is None)


def test_what_is_scrolled_or_turned_out_of_view_can_be_shown_again(begin, qtbot):
    hand, tour = begin()
    window = hand.window
    tour.go(5)
    assert not tour.card.again.isVisible()
    window.stage.turn("overview")
    qtbot.waitUntil(lambda: tour.card.again.isVisible(), timeout=3000)
    click(tour.card.again)
    qtbot.waitUntil(lambda: not tour.card.again.isVisible(), timeout=3000)
    assert window.stage.on_map


@pytest.mark.parametrize("size", [(1440, 900), (1100, 700)])
@pytest.mark.parametrize("workshop", [False, True])
def test_the_card_covers_nothing_that_it_points_at(begin, size, workshop, qtbot):
    hand, tour = begin(size=size)
    window = hand.window
    if workshop:
        window.acts["workshop"].trigger()
        qtbot.wait(50)
    for at in range(len(STATIONS) + 1):
        tour.go(at)
        qtbot.wait(10)
        tour.look()
        card = tour.card.geometry()
        assert window.rect().contains(card)
        found = targets.WHERE[tour.station.key](tour.now)
        assert found or tour.station is END, f"{tour.station.key} points at nothing"
        for each in found:
            assert not card.intersects(each), f"{tour.station.key}: the card lies on what it points at"
        for label in (tour.card.words, tour.card.how if tour.card.how.isVisible() else tour.card.done):
            assert label.height() >= label.heightForWidth(label.width()), "words are clipped"


def test_the_keyboard_reaches_it_and_comes_back(begin, qtbot):
    hand, tour = begin()
    card = tour.card
    assert card.isAncestorOf(QApplication.focusWidget())
    assert card.accessibleName() == "Tour, 1 of 9: Look around the map"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert (tour.station.key, QApplication.focusWidget()) == ("add", card.next)
    hand.view.setFocus()
    reached = set()
    for _ in range(8):
        hand.window.parts.go(1)
        reached.add(card.isAncestorOf(QApplication.focusWidget()))
    assert reached == {True, False}


def test_it_keeps_that_it_was_taken(begin):
    hand, _ = begin()
    hand.window.close()
    assert Store(places.settings()).held.toured


# --- the first start -------------------------------------------------------------------------------------------------


@pytest.fixture
def start(qtbot):
    """The window as it starts without a file, with the settings of this computer or without any."""

    def opened(store: Store) -> MainWindow:
        window = MainWindow(Workspace(Session(edits.new_document())), None, store)
        qtbot.addWidget(window, before_close_func=ask_no_more)
        window.beginning.show()
        show_active(qtbot, window)
        return window

    return opened


def test_the_first_start_offers_it_and_later_ones_do_not(start, qtbot):
    window = start(Store(places.settings()))
    offer = window.beginning.page.tour
    assert (offer.isVisible(), offer.text()) == (True, "Take the tour (5 minutes)")
    offer.setFocus()
    QTest.keyClick(offer, Qt.Key.Key_Space)
    assert window.findChild(Tour).on
    assert not window.beginning.on
    window.close()
    assert start(Store(places.settings())).beginning.page.tour is None


def test_whoever_has_worked_on_a_file_or_starts_safely_is_offered_none(start):
    assert start(Store(None)).beginning.page.tour is None
    store = Store(places.settings())
    store.keep(with_recent(store.held, Recent("/a.vsm")))
    assert start(store).beginning.page.tour is None


# --- where the card stands -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [QRect(x, y, 80, 40) for x in (0, 400, 920) for y in (0, 300, 560)])
def test_the_card_stands_beside_its_target_and_inside(target):
    area, size = QRect(0, 0, 1000, 600), QSize(300, 220)
    card = QRect(placing.place(area, size, [target]), size)
    assert area.contains(card)
    assert not card.intersects(target)
    assert placing.is_clear(area, card, [target])
    near = max(abs(card.center().x() - target.center().x()) - 190, abs(card.center().y() - target.center().y()) - 130)
    assert near <= 40, "it stands far off"


def test_the_card_keeps_off_what_floats_where_it_can():
    area, size, target = QRect(0, 0, 1000, 600), QSize(300, 220), QRect(450, 280, 60, 40)
    first = QRect(placing.place(area, size, [target]), size)
    second = QRect(placing.place(area, size, [target], [first]), size)
    assert not second.intersects(first)
    tiny = placing.place(QRect(0, 0, 200, 100), size, [target])
    assert tiny == QPoint(8, 8)
