"""Drawings and architecture models are looked at before they are made: their maps, what was read as what, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.builders import document
from tests.gui.answering import imported
from tests.gui.showing import show_active
from vsmstudio.gui.importing.dialog import ImportDialog
from vsmstudio.gui.importing.drawing_page import NO_MAP, NONE_TICKED, DrawingPage
from vsmstudio.gui.importing.page import Context
from vsmstudio.interchange import archimate, drawio
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Kept, Map, MapState

MODEL = """<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 identifier="id-model"><name xml:lang="en">Insurance</name><elements>{elements}</elements>
<relationships>{relations}</relationships>{views}</model>"""
ELEMENTS = (
    ("p", "BusinessProcess", "Handle claim"), ("a", "BusinessProcess", "Register"), ("b", "BusinessProcess", "Accept"),
    ("c", "BusinessProcess", "Pay"), ("s", "ApplicationService", "Claim administration"), ("g", "Goal", "Be fast"),
    ("h", "Goal", "Be fair"),
)  # fmt: skip
RELATIONS = (
    ("Composition", "p", "a"), ("Composition", "p", "b"), ("Composition", "p", "c"), ("Triggering", "a", "b"),
    ("Triggering", "b", "c"), ("Serving", "s", "b"),
)  # fmt: skip
SHOWN = "".join(
    f'<node identifier="n-{key}" xsi:type="Element" elementRef="id-{key}" x="{x}" y="40" w="120" h="55"/>'
    for x, key in ((40, "a"), (240, "b"))
)
VIEWS = (
    '<views><diagrams><view identifier="id-view" xsi:type="Diagram"><name xml:lang="en">First two</name>'
    f"{SHOWN}</view></diagrams></views>"
)


def model(elements=ELEMENTS, relations=RELATIONS, views: str = VIEWS) -> str:
    return MODEL.format(
        elements="".join(
            f'<element identifier="id-{key}" xsi:type="{kind}"><name xml:lang="en">{name}</name></element>'
            for key, kind, name in elements
        ),
        relations="".join(
            f'<relationship identifier="id-r{at}" xsi:type="{kind}" source="id-{a}" target="id-{b}"/>'
            for at, (kind, a, b) in enumerate(relations)
        ),
        views=views,
    )


class Assistant:
    """The import assistant on one drawing."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self._qtbot = qtbot
        self.dialog = ImportDialog(None, Context(edits.new_document()), [path])
        qtbot.addWidget(self.dialog, before_close_func=lambda dialog: dialog.done(0))  # it would ask
        show_active(qtbot, self.dialog)
        self.page = self.dialog.findChildren(DrawingPage)[0]
        self.rest()

    def rest(self) -> None:
        """Wait until everything that was asked for has been worked out."""
        parts = (self.page._reading, self.page._drawing, self.dialog._latest)
        self._qtbot.waitUntil(lambda: not any(each.is_busy for each in parts), timeout=20_000)

    def tick(self, list_, row: int) -> None:
        """Tick or untick a row with the keyboard."""
        list_.setFocus()
        list_.setCurrentRow(row)
        QTest.keyClick(list_, Qt.Key.Key_Space)
        self.rest()

    def accept(self) -> Document:
        return imported(self._qtbot, self.dialog)


@pytest.fixture
def assistant(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str | bytes], Assistant]:
    """Opens the assistant on a file of this name that holds this."""
    monkeypatch.setattr("vsmstudio.gui.importing.dialog._PAUSE", 0)

    def opened(name: str, content: str | bytes) -> Assistant:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Assistant(qtbot, path)

    return opened


@pytest.fixture
def two_maps() -> Document:
    """A stream with a current and a future map."""
    held = document("A 1h -> B 2h")
    return held.apply(edits.copy_map(held, "map", "90 days", MapState.FUTURE))


def names(held: Document) -> list[str]:
    return sorted(step.name for each in held.maps for step in held.steps(each.id))


def test_a_model_shows_its_map_and_what_was_read_as_what(assistant):
    opened = assistant("insurance.xml", model())
    assert opened.page.preview.picture is not None
    said = opened.page.counts.text().splitlines()
    assert "3 steps (BusinessProcess)" in said
    assert "1 service (ApplicationService)" in said
    assert "2 Goal" in opened.page.kept.text()
    held = opened.accept()
    assert names(held) == ["Accept", "Pay", "Register"]
    assert [each for each in held.all(Kept) if "Goal" in each.text]


def test_views_become_maps_where_that_is_chosen(assistant):
    opened = assistant("insurance.xml", model())
    assert not opened.page.touched()
    opened.page.fold.button.click()
    opened.tick(opened.page.views, 0)
    assert opened.page.touched()
    assert names(opened.page.imported.document) == ["Accept", "Register"]
    opened.tick(opened.page.views, 0)
    assert names(opened.page.imported.document) == ["Accept", "Pay", "Register"]


def test_a_drawing_shows_its_maps_and_those_that_are_not_ticked_are_left_out(assistant, two_maps):
    opened = assistant("two.drawio", drawio.write(two_maps))
    assert opened.page.maps.count() == 2
    before = opened.page.preview.picture
    assert before is not None
    opened.page.maps.setCurrentRow(1)
    opened.rest()
    assert opened.page.preview.picture not in (None, before)
    opened.tick(opened.page.maps, 1)
    assert "1 map" in opened.page.counts.text().splitlines()
    held = opened.accept()
    assert len(held.maps) == 1
    assert names(held) == ["A", "B"]


def test_without_any_map_there_is_nothing_to_import(assistant, two_maps):
    opened = assistant("two.drawio", drawio.write(two_maps))
    opened.tick(opened.page.maps, 0)
    opened.tick(opened.page.maps, 1)
    assert opened.page.problem == NONE_TICKED
    assert not opened.dialog.import_button.isEnabled()
    opened.tick(opened.page.maps, 0)
    assert opened.dialog.import_button.isEnabled()


def test_maps_stand_where_they_were_drawn(assistant, two_maps):
    places = {two_maps.name(node.id): two_maps.position(node.id) for node in two_maps.nodes("map")}
    held = assistant("two.xml", archimate.write(two_maps)).accept()
    current = next(each for each in held.all(Map) if each.state is MapState.CURRENT)
    assert {held.name(node.id): held.position(node.id) for node in held.nodes(current.id)} == places


def test_a_model_without_a_process_is_imported_without_a_map(assistant):
    opened = assistant("services.xml", model([("s", "ApplicationService", "Mail")], [], ""))
    assert opened.page.preview.picture is None
    assert opened.page.preview.said == NO_MAP
    assert [each.name for each in opened.accept().services] == ["Mail"]


def test_a_model_of_which_nothing_is_known_here_says_so(assistant):
    opened = assistant("goals.xml", model([("g", "Goal", "Be fast")], [], ""))
    assert opened.page.problem.startswith("Nothing was found in goals.xml")
    assert not opened.dialog.import_button.isEnabled()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.drawio", '<mxfile><diagram name="A"><mxGraphModel><root>'),
        ("far.drawio", '<!DOCTYPE mxfile [<!ENTITY a SYSTEM "file:///etc/passwd">]><mxfile>&a;</mxfile>'),
        (
            "cut.archimate",
            '<?xml version="1.0"?><archimate:model xmlns:archimate="http://www.archimatetool.com/archimate">',
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_named(assistant, name, content):
    opened = assistant(name, content)
    assert name in opened.page.problem
    assert not opened.dialog.import_button.isEnabled()


def test_names_from_a_drawing_are_never_markup(assistant):
    opened = assistant("insurance.xml", model().replace("Register", "&lt;b&gt;Register&lt;/b&gt;"))
    assert "<b>Register</b>" in names(opened.accept())
