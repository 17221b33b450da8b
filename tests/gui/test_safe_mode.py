"""Safe mode: the window without settings, and the way back to the ordinary one."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QPushButton

from tests.gui.showing import show_active
from vsmstudio import places
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.safe_mode import SafeMode
from vsmstudio.gui.settings import Store
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.session import Session


@pytest.fixture
def safely(qtbot):
    """The window as `vsmstudio --safe-mode` opens it, and what it says."""

    def opened() -> tuple[MainWindow, SafeMode]:
        window = MainWindow(Workspace(Session(edits.new_document())), None, Store(None))
        qtbot.addWidget(window)
        mode = SafeMode(window, places.settings())
        window.beginning.show()
        show_active(qtbot, window)
        return window, mode

    return opened


def keep(**settings: object) -> None:
    places.settings().parent.mkdir(parents=True, exist_ok=True)
    places.settings().write_text(json.dumps(settings))


def buttons(mode: SafeMode) -> list[QPushButton]:
    return [each for each in mode.bar.findChildren(QPushButton) if each.isVisible()]


def test_settings_are_neither_read_nor_written(safely):
    keep(theme="contrast", recent=[{"path": "/a.vsm"}])
    before = places.settings().read_bytes()
    window, mode = safely()
    assert mode.bar.isVisible()
    assert mode.bar.words.startswith("Safe mode: settings are not read and not kept.")
    assert not window.beginning.page.rows
    window.carry_out("theme_dark")
    window.carry_out("new_document")
    assert mode.bar.isVisible()
    window.close()
    assert places.settings().read_bytes() == before


def test_the_settings_are_set_aside_so_that_the_next_start_is_fresh(safely):
    for number in (1, 2):
        keep(theme="contrast", tab=f"{number}")
        _, mode = safely()
        (button,) = buttons(mode)
        button.click()
        assert "Close this window and start VSM Studio as usual." in mode.bar.words
        assert not buttons(mode)
        assert not places.settings().exists()
    names = ("settings.aside.json", "settings.aside-2.json")
    assert [json.loads(places.settings().with_name(name).read_text())["tab"] for name in names] == ["1", "2"]
    assert Store(places.settings()).said == ""


def test_where_there_are_no_settings_there_is_nothing_to_set_aside(safely):
    _, mode = safely()
    assert "There are none" in mode.bar.words
    assert not buttons(mode)
