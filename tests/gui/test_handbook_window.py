"""The handbook beside the work: what F1 opens, and reading, searching and finding in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import document
from tests.hand import CTRL, NO_KEY, Hand
from vsmstudio.gui.handbook.book import Book
from vsmstudio.gui.handbook.keys import shown
from vsmstudio.gui.handbook.searching import search
from vsmstudio.gui.handbook.window import HandbookWindow
from vsmstudio.gui.keys_dialog import KeysDialog

F1 = Qt.Key.Key_F1


def press_f1(on: QWidget) -> None:
    on.window().activateWindow()
    on.setFocus()
    QTest.qWait(20)
    QTest.keyClick(on, F1)
    QTest.qWait(20)


def opened(hand: Hand) -> HandbookWindow:
    window = hand.window.helping.window
    assert window is not None
    assert window.isVisible()
    return window


@pytest.fixture
def book(handbook, qtbot) -> HandbookWindow:
    """The handbook's window by itself, on its first page."""
    window = HandbookWindow(Book(handbook))
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    window.open("index")
    return window


# --- F1 --------------------------------------------------------------------------------------------------------------


def test_f1_says_what_is_selected_on_the_map_and_what_is_being_drawn(handbook, work):
    hand = work(document("Receive 1h -> Check 2h"))
    press_f1(hand.view)
    assert opened(hand).place == "draw"
    hand.window.activateWindow()
    hand.click("Receive")
    press_f1(hand.view)
    assert opened(hand).place == "draw#draw-steps"
    press_f1(hand.window.inspector)
    assert opened(hand).place == "measures#measures-step"
    hand.window.activateWindow()
    hand.press(hand.edge("Receive"))
    hand.go(hand.at("Check"))
    press_f1(hand.view)
    hand.let_go()
    assert opened(hand).place == "draw#draw-connect"


def test_f1_on_a_finding_and_on_a_figure_opens_its_entry(handbook, work):
    hand = work(document("Receive 1h -> Check 2h"))
    findings, figures = hand.window.findings, hand.window.figures
    rule = findings.table.rows.finding(0).rule
    findings.table.setCurrentIndex(findings.rows.index(0, 0))
    press_f1(findings.table)
    assert opened(hand).place == f"findings#finding-{rule.replace('.', '-')}"
    hand.window.panels.setCurrentWidget(figures)
    press_f1(figures.tile("lead_time"))
    assert opened(hand).place == "figures#figure-lead-time"
    assert "Lead time" in words_at_the_top(opened(hand))


def words_at_the_top(window: HandbookWindow) -> str:
    return window.reader.cursorForPosition(QPoint(window.reader.width() // 2, 30)).block().text()


def test_f1_on_a_page_of_the_engagement_and_on_an_entry_of_a_menu(handbook, hand):
    hand.window.stage.turn("charter")
    press_f1(hand.window.stage.currentWidget())
    assert opened(hand).place == "engagement#engagement-charter"
    hand.window.activateWindow()
    menu = hand.window.menuBar().actions()[1].menu()
    menu.popup(hand.window.mapToGlobal(QPoint(40, 40)))
    menu.setActiveAction(hand.window.acts["paste"])
    QTest.keyClick(menu, F1)
    assert opened(hand).place == "shortcuts#act-paste"
    assert not menu.isVisible()


def test_a_dialog_waits_while_the_handbook_is_read_beside_it(handbook, hand, qtbot):
    seen = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(QApplication.focusWidget()))
            QTest.keyClick(QApplication.focusWidget(), F1)
            window = opened(hand)
            seen.append(window.place)
            QTest.mouseClick(window.head.first, Qt.MouseButton.LeftButton)
            seen.append(window.place)
        finally:
            dialog.reject()

    QTimer.singleShot(0, read)
    KeysDialog(hand.window).exec()
    QTest.qWait(10)
    assert seen == ["shortcuts", "index"]
    assert opened(hand).windowHandle().transientParent() is None


def test_it_goes_with_the_main_window_and_comes_back_where_it_was(handbook, work):
    hand = work(document("Receive 1h"))
    press_f1(hand.view)
    window = opened(hand)
    window.setGeometry(30, 60, 700, 500)
    QTest.keyClick(window, Qt.Key.Key_Plus, CTRL)
    hand.window.close()
    assert not window.isVisible()
    held = hand.window.remembering.held.handbook
    assert (held.geometry, held.zoom) == ((30, 60, 700, 500), 1.1)


def test_where_it_was_not_built_a_page_says_how_to(hand, monkeypatch, tmp_path):
    monkeypatch.setattr("vsmstudio.gui.handbook.book.Book", lambda: Book(tmp_path))
    press_f1(hand.view)
    assert "packaging/handbook/build.py" in opened(hand).reader.toPlainText()


# --- reading ---------------------------------------------------------------------------------------------------------


def test_the_way_goes_back_and_forward_to_where_one_was(book):
    book.open("first-map")
    bar = book.reader.verticalScrollBar()
    bar.setValue(300)
    book.open("figures#figure-takt")
    QTest.keyClick(book, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (book.place, bar.value()) == ("first-map", 300)
    QTest.keyClick(book, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert book.place == "figures#figure-takt"
    QTest.mouseClick(book.reader.viewport(), Qt.MouseButton.BackButton)
    assert book.place == "first-map"
    QTest.keyClick(book, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert book.place == "index"


def test_a_page_ends_with_the_way_to_those_before_and_after_it(book):
    pages = list(book.book.pages)
    before, after = book.book.beside("first-map")
    assert (before, after) == (pages[pages.index("first-map") - 1], pages[pages.index("first-map") + 1])
    assert f"← {book.book.pages[before]}" in (book.open("first-map"), book.reader.toPlainText())[1]


def test_a_link_out_of_the_handbook_is_only_shown_and_can_be_copied(book):
    book.reader.followed.emit("https://example.org/paper")
    assert "https://example.org/paper" in book.outside.words
    assert book.place == "index"
    next(each for each in book.outside.findChildren(QWidget, "first")).click()
    assert QApplication.clipboard().text() == "https://example.org/paper"
    assert not book.outside.words


def test_every_picture_fits_the_column_in_a_narrow_window(book):
    for page in book.book.pages:
        book.open(page)
        book.resize(520, 600)
        QTest.qWait(1)
        assert book.reader.document().idealWidth() <= book.reader.viewport().width() + 1, page
        book.resize(1000, 700)


def test_a_narrow_window_shows_the_contents_in_the_place_of_the_page(book):
    book.resize(500, 700)
    assert not book.left.isVisible()
    QTest.mouseClick(book.head.contents, Qt.MouseButton.LeftButton)
    assert book.left.isVisible()
    assert not book.reader.isVisible()
    item = book.left.contents.topLevelItem(1).child(1)
    QTest.mouseClick(
        book.left.contents.viewport(),
        Qt.MouseButton.LeftButton,
        NO_KEY,
        book.left.contents.visualItemRect(item).center(),
    )
    assert book.reader.isVisible()
    assert book.book.pages[book.place] == item.text(0)


def test_words_grow_and_what_was_read_stays_in_view(book):
    book.open("findings#finding-flow-bottleneck")
    before = words_at_the_top(book)
    for _ in range(3):
        QTest.keyClick(book, Qt.Key.Key_Plus, CTRL)
    assert book.zoom == 1.5
    assert words_at_the_top(book) == before


# --- searching -------------------------------------------------------------------------------------------------------


def test_all_words_have_to_be_there_and_titles_come_first(handbook):
    found = search(Book(handbook), "lead time")
    assert found[0].title == "Lead time"
    for each in found:
        assert each.place.partition("#")[0] in Book(handbook).pages
    both, one = search(Book(handbook), "takt bottleneck"), search(Book(handbook), "takt")
    assert {each.place for each in both} < {each.place for each in one}
    assert search(Book(handbook), "takt qqq") == []


def test_a_search_is_done_with_the_keyboard_alone(book):
    QTest.keyClick(book, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(book.head.field, "safe mode")
    assert book.left.results.count()
    QTest.keyClick(book.head.field, Qt.Key.Key_Down)
    QTest.keyClick(book.left.results, Qt.Key.Key_Return)
    assert book.place == "files#files-safe-mode"
    assert book.reader.extraSelections()
    QTest.keyClick(book.head.field, Qt.Key.Key_Escape)
    assert book.left.currentWidget() is book.left.contents
    QTest.keyClicks(book.head.field, "qqqq")
    assert "qqqq" in book.left.nothing.text()


def test_words_are_found_on_the_page_one_after_the_other(book):
    book.open("measures")
    QTest.keyClick(book, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(book.find_bar.field, "demand")
    assert book.find_bar.said.text().startswith("1 of ")
    QTest.keyClick(book.find_bar.field, Qt.Key.Key_Return)
    assert book.find_bar.said.text().startswith("2 of ")
    QTest.keyClick(book.find_bar.field, Qt.Key.Key_Escape)
    assert not book.find_bar.isVisible()
    assert not book.reader.extraSelections()


@pytest.mark.parametrize(
    ("keys", "on_a_mac"),
    [("Ctrl+Shift+N", "⇧⌘N"), ("Ctrl++", "⌘+"), ("Alt+1", "⌥1"), ("Ctrl and wheel", "⌘ and wheel"), ("F1", "F1"),
     ("Tab, Shift+Tab", "⇥, ⇧⇥")],
)  # fmt: skip
def test_keys_are_shown_as_the_computer_has_them(keys, on_a_mac):
    assert shown(keys, mac=True) == on_a_mac
    assert shown(keys, mac=False) == keys
