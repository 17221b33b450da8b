"""A quiet bar: it says, it offers, and it leaves the person's hands alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.gui.showing import show_active
from vsmstudio.gui.dialogs.quiet_bar import QuietBar

CHANGED = "plan.vsm was changed on disk by another program."


class Place:
    """A window with the bar over something to write in."""

    def __init__(self, qtbot) -> None:
        self.window = QWidget()
        self.bar = QuietBar()
        self.writing = QLineEdit()
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(self.writing)
        column.addStretch(1)
        qtbot.addWidget(self.window)
        self.window.resize(1000, 300)
        show_active(qtbot, self.window)
        self.writing.setFocus()

    def buttons(self) -> list[str]:
        return [each.text() for each in self.bar.findChildren(QPushButton) if not each.isHidden()]

    def press(self, words: str) -> None:
        button = next(each for each in self.bar.findChildren(QPushButton) if each.text() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def place(qtbot) -> Place:
    return Place(qtbot)


def test_it_takes_no_room_until_there_is_something_to_say(place):
    assert place.bar.isHidden()
    assert place.bar.words == ""
    place.bar.say(CHANGED)
    assert place.bar.words == CHANGED
    place.bar.clear()
    assert place.bar.isHidden()


def test_each_offer_does_what_it_says(place):
    done = []
    place.bar.say(CHANGED, [("Merge…", lambda: done.append("merge")), ("Keep mine", lambda: done.append("keep"))])
    assert place.buttons() == ["Merge…", "Keep mine"]
    place.press("Keep mine")
    place.press("Merge…")
    assert done == ["keep", "merge"]
    place.bar.say("Read only.", [("Save as…", lambda: done.append("save"))])
    place.press("Save as…")
    assert done[-1] == "save"
    assert place.buttons() == ["Save as…"]


def test_who_is_writing_goes_on_writing(place):
    place.bar.say(CHANGED, [("Reload", place.bar.clear)])
    assert place.writing.hasFocus()
    QTest.keyClicks(place.writing, "abc")
    place.press("Reload")
    assert place.writing.hasFocus()
    assert place.writing.text() == "abc"


def test_the_keyboard_reaches_the_offers_and_comes_back(place):
    place.bar.say(CHANGED, [("Merge…", lambda: None), ("Reload", place.bar.clear)])
    QTest.keyClick(place.writing, Qt.Key.Key_Backtab)
    assert place.window.focusWidget().text() == "Reload"
    QTest.keyClick(place.window.focusWidget(), Qt.Key.Key_Space)
    assert place.bar.isHidden()
    assert place.writing.hasFocus()


def test_screen_readers_hear_the_words(place):
    place.bar.say(CHANGED)
    assert place.bar.accessibleName() == CHANGED


def test_words_are_never_markup(place):
    place.bar.say("<b>R&D</b>.vsm was changed.", [], hint="<img src='/etc/passwd'>")
    assert place.bar.words == "<b>R&D</b>.vsm was changed."
    assert "&lt;img" in place.bar._label.toolTip()


@pytest.mark.parametrize("width", [1400, 620, 300, 160])
@pytest.mark.parametrize("words", [CHANGED, "Order to cash " * 20, "x" * 300])
def test_nothing_overlaps_or_is_cut_however_narrow_the_window(place, qtbot, width, words):
    offers = [(each, lambda: None) for each in ("Merge…", "Reload", "Keep mine")]
    place.bar.say(words, offers)
    place.window.resize(width, 600)
    qtbot.waitUntil(lambda: place.bar.width() == place.window.width())
    inside = place.bar.rect()
    areas = [each.geometry() for each in place.bar.findChildren(QWidget) if not each.isHidden()]
    for index, area in enumerate(areas):
        assert inside.contains(QRect(QPoint(area.left(), area.top()), area.size()))
        assert not any(area.intersects(other) for other in areas[index + 1 :])
    said = place.bar._label
    assert said.height() >= said.heightForWidth(said.width())
    assert place.bar.height() == place.bar.heightForWidth(place.bar.width())
