"""Steps are coloured by who owns them, in the window; gaps stay visible, and the legend says what the colours mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from tests.analysis.maps import person, put
from tests.builders import document
from tests.hand import Hand
from vsmstudio import resources
from vsmstudio.gui import mime
from vsmstudio.gui.canvas.colours import over
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.model.document import Document
from vsmstudio.model.records import Side
from vsmstudio.notation.shapes import Box, Words
from vsmstudio.notation.theme import LIGHT
from vsmstudio.storage.files import load

Work = Callable[..., Hand]
ALT = Qt.KeyboardModifier.AltModifier
MAP = "(C) -> Register 10min/1d !Ann -> Assess 1h/3d -> Pay 5min/1d !Ben -> (End)"


@pytest.fixture
def owned() -> Document:
    return put(document(MAP), *person("Ann"), *person("Ben", Side.IT))


def head(window: MainWindow, step: str) -> str:
    """The colour of a step's head on the canvas."""
    item = window.view.canvas.item_of(step)
    assert item is not None
    return [shape for shape in item.element.shapes if isinstance(shape, Box)][1].fill


def legend(window: MainWindow) -> str:
    return window.view.legend.accessibleDescription() if window.view.legend.isVisible() else ""


def test_keys_colour_the_steps_and_the_legend_says_who_is_who(work: Work, owned: Document):
    hand = work(owned)
    window = hand.window
    plain = head(window, "Register")
    assert legend(window) == ""
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    assert head(window, "Register") != head(window, "Pay")
    assert head(window, "Assess") == "gap_soft"
    assert "Ann: 1 step, 20 % of lead time" in legend(window)
    assert "Nobody: 1 step, 60 % of lead time" in legend(window)
    QTest.keyClick(window, Qt.Key.Key_4, ALT)
    assert "Business: 1 step" in legend(window)
    assert "IT: 1 step" in legend(window)
    QTest.keyClick(window, Qt.Key.Key_1, ALT)
    assert head(window, "Register") == plain
    assert legend(window) == ""


def test_the_choice_beside_the_maps_and_the_menu_say_the_same(work: Work, owned: Document):
    window = work(owned).window
    choice = window.colouring
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert window.view.canvas.colours.by == "owner"
    assert window.acts["colour_owner"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_3, ALT)
    assert choice.currentText() == "Colour: owner's unit"
    assert not window.acts["colour_owner"].isChecked()


def test_value_quality_and_utilisation_have_keys_and_a_legend(work: Work):
    hand = work(document("A 1m/1h/95% -> B 1m/1h/60% -> C 1h"))
    window = hand.window
    for key, by, said in (
        (Qt.Key.Key_5, "Colour: value class", "Value class. –. No value class: 3 steps"),
        (Qt.Key.Key_6, "Colour: %C&A", "Under 80 %: 1 step"),
        (Qt.Key.Key_7, "Colour: utilisation", "Utilisation. –. Not known: 3 steps"),
    ):
        QTest.keyClick(window, key, ALT)
        assert window.colouring.currentText() == by
        assert said in legend(window)
    QTest.keyClick(window, Qt.Key.Key_6, ALT)
    assert head(window, "A") == "level1"
    assert head(window, "B") == "level2"
    assert head(window, "C") == "tint_blank"


def test_colours_follow_the_owner_and_stay_while_one_works(work: Work, owned: Document):
    hand = work(owned)
    window = hand.window
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    hand.drop_on(mime.PERSON, "Ann", "Assess")
    assert head(window, "Assess") == head(window, "Register")
    assert "Nobody" not in legend(window)
    hand.click("Assess")
    assert window.workspace.selection == ("Assess",)
    assert head(window, "Assess") == head(window, "Register")
    window.acts["undo"].trigger()
    assert head(window, "Assess") == "gap_soft"
    assert "Nobody" in legend(window)


def test_the_colouring_stays_for_other_maps(work: Work, owned: Document):
    window = work(owned).window
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    window.acts["new_map"].trigger()
    copies = window.workspace.document.steps(window.workspace.map_id)
    assert {head(window, each.id) for each in copies if each.name == "Assess"} == {"gap_soft"}
    assert legend(window)


def test_a_gap_is_seen_however_small_the_map_is(work: Work, owned: Document):
    window = work(owned).window
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    for zoom in (0.45, 0.2, 0.06):
        window.view.set_zoom(zoom)
        area = window.view.canvas.area_of("Assess")
        assert area is not None
        window.view.centerOn(*area.center)
        middle = window.view.mapFromScene(*area.center)
        shown = window.view.viewport().grab().toImage()
        near = {shown.pixelColor(middle.x() + dx, middle.y()).name() for dx in (-1, 0, 1)}
        assert QColor(LIGHT["gap"]).name() in near, zoom


def test_codes_are_as_large_as_ever_where_the_map_is_small(work: Work, owned: Document):
    canvas = work(owned).window.view.canvas
    canvas.colour_by("owner")
    held = canvas.colours.held
    area = canvas.area_of("Pay")
    assert held is not None
    assert area is not None
    said = [shape for shape in over(area, held.tints["Pay"], 0.25) if isinstance(shape, Words)]
    assert [(shape.text, shape.size * 0.25) for shape in said] == [("B", 12.0)]


def test_the_legend_stays_in_its_corner_while_the_map_moves(work: Work, owned: Document):
    hand = work(owned)
    QTest.keyClick(hand.window, Qt.Key.Key_2, ALT)
    before = hand.view.legend.geometry()
    hand.wheel(hand.at("Pay"), 3)
    hand.view.set_zoom(0.5)
    assert hand.view.legend.geometry() == before
    assert hand.view.rect().contains(before)


def test_the_legend_leaves_the_corner_of_the_minimap_free(work: Work):
    hand = work(load(resources.path("examples", "sample.vsm")))
    window = hand.window
    window.resize(1440, 900)
    window.carry_out("zoom_100")
    for key in (Qt.Key.Key_2, Qt.Key.Key_6, Qt.Key.Key_7):
        QTest.keyClick(window, key, ALT)
        assert window.minimap.isVisible()
        assert window.view.legend.isVisible()
        assert not window.view.legend.geometry().intersects(window.minimap.geometry())
