"""What the window remembers: how it was left, the files worked on, and what was seen of each map."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from tests.builders import document
from tests.gui.showing import show_active
from tests.hand import Hand
from vsmstudio import places
from vsmstudio.gui import look
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.settings import (
    MOST_PLACES,
    MOST_RECENT,
    Place,
    Recent,
    Settings,
    Store,
    with_place,
    with_recent,
    without_recent,
)
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.session import Session
from vsmstudio.storage.files import save


@pytest.fixture
def opened(qtbot):
    """Opens the window as the program does, with the settings that were kept; close() keeps them."""
    windows: list[MainWindow] = []

    def open_window(path: Path | None = None) -> MainWindow:
        window = MainWindow(Workspace(Session(edits.new_document())), None, Store(places.settings()))
        window.filing.may_leave = lambda: True  # type: ignore[method-assign]
        qtbot.addWidget(window)
        show_active(qtbot, window)
        qtbot.wait(20)
        if path is not None:
            assert window.open_path(path)
            qtbot.wait(20)
        windows.append(window)
        return window

    return open_window


def kept() -> dict[str, object]:
    return json.loads(places.settings().read_text())


# --- the file --------------------------------------------------------------------------------------------------------


def test_settings_come_back_from_the_file(tmp_path):
    store = Store(tmp_path / "s" / "settings.json")
    held = Settings(theme="dark", across=(200, 900, 300), recent=(Recent("/a.vsm", "A", "2026-11-23T10:00"),))
    assert store.keep(held)
    assert not store.keep(held)  # nothing new to write
    store.write()
    assert Store(tmp_path / "s" / "settings.json").held == held


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"[]", b'{"theme": "pink"}', b'{"recent": 3}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_broken_file_is_set_aside_with_a_word(tmp_path, broken):
    path = tmp_path / "settings.json"
    path.write_bytes(broken)
    store = Store(path)
    assert store.held == Settings()
    assert "set aside" in store.said
    assert (tmp_path / "settings.broken.json").read_bytes() == broken
    store.keep(Settings(theme="dark"))
    store.write()
    assert Store(path).held.theme == "dark"
    assert Store(path).said == ""


def test_what_a_newer_version_wrote_stays(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "pets": ["cat"]}')
    store = Store(path)
    store.keep(Settings(theme="light"))
    store.write()
    assert json.loads(path.read_text()) == {"theme": "light", "pets": ["cat"]}


def test_a_place_that_cannot_be_written_costs_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "settings.json")
    store.keep(Settings(theme="dark"))
    store.write()
    assert store.held.theme == "dark"


def test_recent_files_and_places_are_bounded_and_in_order():
    held = Settings()
    for number in range(MOST_RECENT + 5):
        held = with_recent(held, Recent(f"/{number}.vsm"))
    held = with_recent(held, Recent("/10.vsm"))
    assert [each.path for each in held.recent][:3] == ["/10.vsm", "/16.vsm", "/15.vsm"]
    assert len(held.recent) == MOST_RECENT
    for number in range(MOST_PLACES + 5):
        held = with_place(held, Place("/10.vsm", str(number), 1.0, 0, 0))
    assert len(held.places) == MOST_PLACES
    held = without_recent(held, "/10.vsm")
    assert (held.recent[0].path, held.places) == ("/16.vsm", ())


# --- the window ------------------------------------------------------------------------------------------------------


def test_without_settings_nothing_is_written(hand):
    hand.window.carry_out("theme_dark")
    hand.window.remembering.close()
    assert not places.settings().exists()


def test_the_window_comes_back_as_it_was_left(opened, qtbot):
    first = opened()
    first.setGeometry(30, 40, 1300, 800)
    first.acts["toggle_left"].trigger()
    first.across.setSizes([0, 900, 400])
    first.panels.setCurrentIndex(1)
    first.carry_out("colour_owner")
    first.carry_out("theme_dark")
    first.layering.turn("services")
    qtbot.wait(10)
    wide = first.inspector.width()
    first.close()
    again = opened()
    assert again.geometry().getRect() == (30, 40, 1300, 800)
    assert again.library.isHidden()
    assert abs(again.inspector.width() - wide) <= 2
    assert again.panels.currentIndex() == 1
    assert again.colouring.value == "colour_owner"
    assert again.layering.hidden == ("services",)
    assert look.theme_name() == "dark"
    again.close()


def test_a_window_that_stood_on_a_screen_that_is_gone_opens_where_it_can_be_seen(opened):
    places.settings().parent.mkdir(parents=True, exist_ok=True)
    places.settings().write_text('{"geometry": [9000, 9000, 800, 600]}')
    window = opened()
    assert QGuiApplication.primaryScreen().geometry().intersects(window.geometry())
    assert window.width() == 1440
    window.close()


def test_a_change_is_written_a_moment_later_without_closing(opened, qtbot):
    window = opened()
    window.carry_out("theme_contrast")
    qtbot.waitUntil(lambda: places.settings().exists() and kept().get("theme") == "contrast", timeout=5000)
    window.close()


def test_zoom_and_place_of_each_map_come_back(opened, tmp_path, qtbot):
    file = tmp_path / "work.vsm"
    save(document("A 1h -> B 2h -> C 3h"), file)
    first = opened(file)
    first.view.set_zoom(1.7)
    first.view.centerOn(300, 120)
    qtbot.wait(10)
    middle = first.view.mapToScene(first.view.viewport().rect().center())
    first.close()
    again = opened(file)
    found = again.view.mapToScene(again.view.viewport().rect().center())
    assert abs(again.view.zoom - 1.7) < 0.001
    assert (found - middle).manhattanLength() < 6
    again.close()


def test_files_that_were_opened_and_saved_are_listed(opened, tmp_path):
    file, other = tmp_path / "work.vsm", tmp_path / "other.vsm"
    save(document("A 1h"), file)
    window = opened(file)
    window.filing.save_to(other)
    assert [each.path for each in window.remembering.held.recent] == [str(other), str(file)]
    window.close()
    assert [each["path"] for each in kept()["recent"]] == [str(other), str(file)]  # type: ignore[union-attr,index]


def test_the_guide_comes_back_open(opened):
    first = opened()
    first.acts["toggle_guide"].trigger()
    first.close()
    again = opened()
    assert again.guiding.shown
    assert again.acts["toggle_guide"].isChecked()


def test_the_workshop_mode_comes_back_and_panels_with_its_end(opened):
    first = opened()
    first.acts["workshop"].trigger()
    first.close()
    again = opened()
    assert again.looks.workshop
    assert again.library.isHidden()
    again.acts["workshop"].trigger()
    assert not again.library.isHidden()
    again.close()


def test_a_hand_finds_the_same_window_as_without_settings(opened):
    window = opened()
    hand = Hand(window)
    hand.drop_node("step", 0, 0)
    hand.type("Approve")
    hand.enter()
    assert [step.name for step in window.workspace.document.steps(window.workspace.map_id)][:1] == ["Approve"]
    assert window.view.mapToGlobal(QPoint(0, 0)).x() > 100
    window.close()
