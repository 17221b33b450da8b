"""What the window remembers: how it was left, the files worked on, and what was seen of each map."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from tests.builders import document
from tests.gui.showing import show_active
from tests.hand import Hand
from vsmstudio import places
from vsmstudio.gui import look
from vsmstudio.gui.app import _show
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.settings import Settings, Store
from vsmstudio.gui.start.glance import glance
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


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
_PATHS = st.text() | st.just("\ud800")  # half a character, as a file's name may have
_OF_ITS_KIND = st.fixed_dictionaries({}, optional={
    "theme": st.sampled_from(["dark", "pink"]), "geometry": st.lists(st.integers(), min_size=4, max_size=4),
    "across": st.lists(st.integers(), max_size=4), "down": st.lists(st.integers(-9, 10**9), max_size=3),
    "tab": st.text(), "colouring": st.text() | st.sampled_from(["colour_owner", "add_step"]), "hidden": st.lists(st.text()),
    "recent": st.lists(st.fixed_dictionaries({"path": _PATHS}, optional={"title": st.text(), "when": st.text()})),
    "workshop": st.booleans(), "guide": st.booleans(), "maximized": st.booleans(), "minimap": _JSON,
})  # fmt: skip
_FILES = _OF_ITS_KIND | st.dictionaries(st.sampled_from(Settings.__struct_fields__), _JSON, min_size=1) | _JSON


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=_FILES)
def test_any_json_in_the_file_lets_the_window_open(qtbot, file):
    places.settings().parent.mkdir(parents=True, exist_ok=True)
    places.settings().write_text(json.dumps(file))
    held = glance(places.settings())
    window = MainWindow()
    _show(window, None, held)  # as the program does, before all settings are read
    qtbot.wait(5)
    window.equip()
    window.build(Workspace(Session(edits.new_document())), None, Store(places.settings()))
    window.beginning.page.say(window.remembering.store.said)
    window.beginning.catch_up()
    qtbot.wait(5)
    window.beginning.leave()
    window.remembering.close()
    assert Store(places.settings()).said == ""  # what is written is whole again
    window.close()
    window.deleteLater()  # or all of them would be dressed anew by the next one
    qtbot.wait(5)


def test_a_place_that_cannot_be_written_is_said_once(opened, qtbot):
    window = opened()
    places.settings().unlink(missing_ok=True)
    places.settings().mkdir()  # where the file should be put
    window.carry_out("theme_contrast")
    qtbot.waitUntil(lambda: "cannot be kept" in window.notice.text, timeout=5000)
    window.notice.say("")
    window.carry_out("theme_light")
    qtbot.wait(1000)
    assert window.notice.text == ""
    window.close()


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
