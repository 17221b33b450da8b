"""How work begins: the start page, from the first key on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.settings import Recent, Settings, Store
from vsmstudio.gui.start.templates import BLANK, TEMPLATES
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.session import Session
from vsmstudio.storage.files import save

NOW = datetime.now().isoformat(timespec="minutes")


@pytest.fixture
def begin(qtbot):
    """The window as it begins without a file."""

    def opened(*recent: Recent) -> MainWindow:
        store = Store()
        store.keep(Settings(recent=recent))
        window = MainWindow(Workspace(Session(edits.new_document())), None, store)
        window.filing.may_leave = lambda: True  # type: ignore[method-assign]
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.beginning.show()
        show_active(qtbot, window)
        qtbot.wait(20)
        return window

    return opened


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key)
        QApplication.processEvents()


def held() -> str:
    """What has the keyboard, by its name."""
    focus = QApplication.focusWidget()
    return focus.accessibleName() or getattr(focus, "text", lambda: "")() if focus else ""


def test_it_stands_in_the_place_of_map_and_panels(begin):
    window = begin()
    assert window.beginning.page.isVisible()
    for part in (window.view, window.library, window.inspector, window.panels, window.bar):
        assert not part.isVisible()
    assert QApplication.activeModalWidget() is None
    assert window.beginning.page.height() == window.centralWidget().height()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_one_key_leads_to_an_empty_map_and_the_next_draws(begin, key, qtbot):
    window = begin()
    press(window, key)
    qtbot.wait(20)
    assert window.view.isVisible()
    assert window.library.isVisible()
    assert QApplication.focusWidget() is window.view
    press(window, Qt.Key.Key_Return)
    assert len(window.workspace.document.steps(window.workspace.map_id)) == 1


def test_whoever_types_names_the_first_step(begin, qtbot):
    window = begin()
    for letter in "Approve":
        QTest.keyClicks(QApplication.focusWidget(), letter)
    qtbot.wait(10)
    press(window, Qt.Key.Key_Return)
    names = [step.name for step in window.workspace.document.steps(window.workspace.map_id)]
    assert names[0] == "Approve"
    assert window.view.isVisible()


def test_every_template_has_a_card_with_a_drawing(begin, qtbot):
    window = begin()
    page = window.beginning.page
    qtbot.waitUntil(lambda: all(card.drawn for card in page.cards))
    assert [card.template for card in page.cards] == [BLANK, *TEMPLATES[:-1]]
    for card in page.cards:
        assert card.accessibleName() == card.template.title
        assert card.accessibleDescription()


def test_a_template_opens_as_a_new_document(begin, qtbot):
    window = begin()
    press(window, Qt.Key.Key_Right)
    assert held() == "Service value stream"
    press(window, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert window.view.isVisible()
    assert window.workspace.session.path is None
    assert window.workspace.document.streams[0].name == "Service request"
    assert "example" in window.workspace.document.engagement.title


def test_arrows_and_tab_reach_everything(begin, tmp_path, qtbot):
    file = tmp_path / "claims.vsm"
    save(document("A 1h"), file)
    window = begin(Recent(str(file), "", NOW))
    assert held() == "Blank"
    reached = {held()}
    for _ in range(12):
        press(window, Qt.Key.Key_Tab)
        reached.add(held())
    assert reached >= {*(each.title for each in TEMPLATES), "Open…", "Import…", "Open the sample", "claims"}
    window.beginning.page.begin()
    press(window, Qt.Key.Key_Down)
    assert held() == "Order to cash"
    press(window, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert held() in {"Open…", "Import…", "Open the sample"}
    window.beginning.page.begin()
    press(window, *[Qt.Key.Key_Right] * 3)
    assert held() == "claims"
    press(window, Qt.Key.Key_Return)
    assert window.workspace.session.path == file
    assert window.view.isVisible()


def test_files_that_are_gone_say_so_and_can_be_taken_off(begin, tmp_path, qtbot):
    file = tmp_path / "claims.vsm"
    save(document("A 1h"), file)
    window = begin(Recent(str(tmp_path / "gone.vsm"), "", NOW), Recent(str(file), "", NOW))
    page = window.beginning.page
    qtbot.waitUntil(lambda: page.rows[0].gone)
    assert not page.rows[1].gone
    assert page.rows[0].said == "Not found"
    page.rows[0].setFocus()
    press(window, Qt.Key.Key_Delete)
    assert [row.recent.path for row in page.rows] == [str(file)]
    assert [each.path for each in window.remembering.held.recent] == [str(file)]


def test_menus_work_from_the_start_page(begin, qtbot):
    window = begin()
    window.carry_out("theme_light")
    assert window.beginning.on
    window.acts["add_step"].trigger()
    qtbot.wait(20)
    assert not window.beginning.on
    assert len(window.workspace.document.steps(window.workspace.map_id)) == 1


def test_tabs_that_were_named_while_it_stood_before_them_are_seen_whole(begin, qtbot):
    window = begin()
    window.acts["begin_incident_to_resolution"].trigger()
    qtbot.waitUntil(lambda: window.tabs.width() >= window.tabs.sizeHint().width(), timeout=2000)


def test_the_sample_and_new_documents_leave_it_and_close_comes_back(begin, qtbot):
    window = begin()
    window.acts["open_sample"].trigger()
    qtbot.wait(20)
    assert window.view.isVisible()
    window.acts["close_document"].trigger()
    assert window.beginning.page.isVisible()
    assert len(window.workspace.document.steps(window.workspace.map_id)) == 0
    window.acts["new_document"].trigger()
    assert not window.beginning.on


def test_a_word_is_said_where_it_can_be_read(begin):
    window = begin()
    window.beginning.show("The settings could not be read.")
    assert window.beginning.page.word.isVisible()
    assert window.beginning.page.word.text() == "The settings could not be read."


def test_recent_files_are_in_the_file_menu(begin, tmp_path):
    files = [
        tmp_path / folder / f"{name}.vsm" for folder, name in (("north", "R&D"), ("north", "work"), ("south", "work"))
    ]
    for file in files:
        file.parent.mkdir(exist_ok=True)
        save(document("A 1h"), file)
    window = begin(*(Recent(str(file), "", NOW) for file in files))
    menu = window.beginning.recent
    menu.list_files()
    assert [each.text() for each in menu.actions()] == ["R&&D", "work, in north", "work, in south"]
    menu.actions()[2].trigger()
    assert window.workspace.session.path == files[2]
    assert window.remembering.held.recent[0].path == str(files[2])


def test_templates_are_in_the_file_menu(hand):
    window = hand.window
    for template in TEMPLATES[:-1]:
        window.acts[f"begin_{template.name.replace('-', '_')}"].trigger()
        assert template.title in window.workspace.document.engagement.title
    assert Path(str(window.workspace.session.path or "")) == Path()


def test_the_import_assistant_is_a_click_away(begin, monkeypatch):
    asked = []
    window = begin()
    monkeypatch.setattr(
        "vsmstudio.gui.filing.QFileDialog.getOpenFileNames", lambda *_, **__: (asked.append(1) or [], "")
    )
    window.beginning.page.bring.click()
    assert asked
    assert window.beginning.on
