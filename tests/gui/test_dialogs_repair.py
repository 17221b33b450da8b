"""A damaged file: what was found, what could be kept, and that the file stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio.gui.dialogs.repair_dialog import UNTOUCHED, RepairDialog
from vsmstudio.storage.codec import encode
from vsmstudio.storage.repair import repair

SOUND = encode(document("A 1h -> B 2h -> C 3h"))
DAMAGED = SOUND.replace(b'"name":"B"', b'"name":"B', 1)


@pytest.fixture
def shown(qtbot):
    def opened(data: bytes, path: str = "/home/ann/plan.vsm") -> RepairDialog:
        dialog = RepairDialog(None, Path(path), repair(data))
        qtbot.addWidget(dialog)
        show_active(qtbot, dialog)
        return dialog

    return opened


def said(dialog: RepairDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel) if not each.isHidden()]


def press(dialog: RepairDialog, words: str) -> None:
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_was_found_is_listed_with_how_much_could_be_kept(shown):
    dialog = shown(DAMAGED)
    assert "plan.vsm was damaged" in said(dialog)
    assert dialog.list.said == repair(DAMAGED).done != ()
    assert "1 value stream, 1 map, 3 steps and 2 connections could be kept." in said(dialog)
    assert any(each.startswith(UNTOUCHED) for each in said(dialog))


def test_the_repaired_copy_opens_only_when_it_is_wanted(shown):
    dialog = shown(DAMAGED)
    press(dialog, "Open the repaired copy")
    assert dialog.wanted
    for leave in (lambda each: press(each, "Close"), lambda each: QTest.keyClick(each, Qt.Key.Key_Escape)):
        dialog = shown(DAMAGED)
        leave(dialog)
        assert not dialog.isVisible()
        assert not dialog.wanted


def test_the_list_can_be_passed_on(shown):
    dialog = shown(DAMAGED, "/home/ann/<b>R&D.vsm")
    press(dialog, "Copy the list")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("<b>R&D.vsm: ")
    assert copied[1:] == [f"- {each}" for each in repair(DAMAGED).done]
    assert "Copied" in said(dialog)
    assert dialog.isVisible()


def test_a_sound_file_is_called_sound_and_nothing_is_offered(shown):
    dialog = shown(SOUND)
    assert "Nothing was wrong with plan.vsm" in said(dialog)
    assert "1 value stream, 1 map, 3 steps and 2 connections are in it." in said(dialog)
    assert [each.text() for each in dialog.findChildren(QPushButton) if not each.isHidden()] == ["Close"]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.wanted
