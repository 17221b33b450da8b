"""One engagement from an empty window to the follow-up, by the pages' own controls, where the guide leads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.by_dialog import delivered_by_enter
from tests.hand import CTRL, Hand
from vsmstudio.gui.guide.panel import GuidePanel
from vsmstudio.gui.guide.rows import LackRow
from vsmstudio.gui.pages.records.table import RecordTable
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Improvement,
    Measure,
    Side,
    Stakeholder,
    Step,
)

KEY = Qt.Key
STEPS = ("Order test", "Draw blood", "Analyse sample", "Release result", "Explain result")


class Journey:
    """A newcomer at the window, who reads the guide and does what it says."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.window = hand, hand.window
        self.workspace = hand.window.workspace
        hand.window.acts["toggle_guide"].trigger()

    @property
    def document(self) -> Document:
        return self.workspace.document

    @property
    def page(self) -> Any:
        return self.window.stage.currentWidget()

    @property
    def guide(self) -> GuidePanel:
        panel = self.window.guiding.panel
        assert panel is not None
        panel.refresh()
        return panel

    # --- the guide ----------------------------------------------------------------------------------------------------

    def stage(self, key: str) -> tuple[str, list[str]]:
        """How far a stage is, and what it says is missing."""
        stand = next(each for each in self.guide.stands if each.key == key)
        return stand.state.value, [lack.words for lack in stand.lacks]

    def follow(self, key: str, words: str) -> None:
        """Press, in a stage of the guide, the sentence that begins with these words."""
        panel = self.guide
        if panel.chosen != key:
            panel.choose(key)
        rows = [each for each in panel.open.findChildren(LackRow) if each.text().startswith(words)]
        assert rows, f"{key} does not say {words!r}, only {self.stage(key)}"
        rows[-1].setFocus()
        self.hand.enter()
        QApplication.processEvents()

    # --- writing ------------------------------------------------------------------------------------------------------

    def write(self, text: str, end: Qt.Key = KEY.Key_Return) -> None:
        """Type where the keyboard is; lists of names that opened on the way are closed."""
        self.hand.type(text)
        self.hand.key(end)
        self.window.activateWindow()
        QApplication.processEvents()

    def into(self, editor: QWidget, text: str) -> None:
        editor.setFocus()
        if callable(select := getattr(editor, "selectAll", None)):
            select()
        self.write(text, KEY.Key_Tab)

    def cell(self, table: RecordTable, key: Id, title: str, text: str) -> None:
        """Type into a cell of a page's table."""
        table.refresh()
        table.edit(key, [each.spec.label for each in table.rows.columns].index(title))
        QApplication.processEvents()
        self.write(text)

    def column(self, texts: tuple[str, ...]) -> None:
        """Type down a column of the steps table; the keyboard stands in its first cell."""
        for text in texts:
            self.write(text)
        self.hand.escape()  # Enter on the last row begins another step

    def add(self, table: RecordTable, text: str) -> None:
        table.edit_new()
        self.write(text)

    def one(self, kind: type, name: str) -> Any:
        return next(each for each in self.document.all(kind) if self.document.name(each.id) == name)

    def step(self, name: str) -> Step:
        found = self.document.current_map(self.document.streams[0].id)
        assert found is not None
        return next(each for each in self.document.steps(found.id) if each.name == name)

    def press(self, button: QPushButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()


@pytest.fixture
def journey(work: Callable[[Document], Hand]) -> Journey:
    return Journey(work(edits.new_document()))


def charter(go: Journey) -> None:
    go.follow("charter", "Sponsor, facilitator, trigger")
    sheet = go.page.sheet_of_paper
    assert sheet.fields["sponsor"].editor.hasFocus()
    go.into(sheet.name.editor, "Lab test ordering")
    for field, text in (
        ("sponsor", "Medical director"), ("facilitator", "Consultant"), ("trigger", "A doctor orders a test"),
        ("first_step", "Order test"), ("last_step", "Explain result"), ("case", "Routine blood tests"),
        ("in_scope", "From the order until the result is explained"), ("problem", "Results come too late"),
        ("target_conditions", "A result within two days"), ("chartered_on", "2026-01-12"),
    ):  # fmt: skip
        go.into(sheet.fields[field].editor, text)
    sheet.fields["experience"].editor.setFocus()
    go.hand.key(KEY.Key_Down)
    for chips, name in ((sheet.team, "Lab nurse"), (sheet.customers, "Patients")):
        chips.field.editor.setFocus()
        go.write(name)
    assert go.stage("charter") == ("nothing missing", [])
    assert go.one(type(go.document.units[0]), "Patients").side is Side.CUSTOMER


def value(go: Journey) -> None:
    go.follow("value", "Nobody is named")
    table = go.page.table
    go.add(table, "Patients")
    go.cell(table, go.document.all(Stakeholder)[0].id, "What value means to them", "To know soon, and to understand it")
    go.follow("value", "The room has not written down")
    go.write("A result that is understood, in time", KEY.Key_Tab)
    go.follow("value", "The definition of value bears no day")
    go.write("2026-01-12")
    go.follow("value", "No outcome says")
    go.write("Patients know what is wrong with them", KEY.Key_Tab)
    go.follow("value", "No measure")
    go.write("Days until the result")
    measure = go.document.all(Measure)[0].id
    go.cell(go.page.measures, measure, "Baseline", "9")
    go.cell(go.page.measures, measure, "Target", "2")
    assert go.stage("value") == ("nothing missing", [])


def first_walk(go: Journey) -> None:
    go.follow("walk_1", "The map shows no step")
    go.hand.enter()
    for name in STEPS:
        go.hand.type(name)
        go.hand.enter()
    go.hand.escape()
    go.hand.escape()
    go.follow("walk_1", "5 of 5 steps have nobody who does it.")
    go.column(("Practice", "Practice", "Laboratory", "Laboratory", "Practice"))
    go.follow("walk_1", "No mapping workshop")
    go.hand.key(KEY.Key_Space)
    for who in ("Practice", "Laboratory"):
        go.write(who)
    assert go.stage("walk_1") == ("nothing missing", [])


def second_walk(go: Journey) -> None:
    go.follow("walk_2", "It is not said how much")
    go.write("40")
    for words, texts in (
        ("5 of 5 steps have no processing time", ("5 min", "10 min", "30 min", "10 min", "15 min")),
        ("5 of 5 steps have no lead time", ("1h", "1d", "4d", "2d", "2d")),
        ("5 of 5 steps have no %C&A", ("70", "90", "95", "98", "90")),
        ("5 of 5 steps have no number of people", ("6", "4", "5", "1", "6")),
    ):
        go.follow("walk_2", words)
        go.column(texts)
    assert go.stage("walk_2") == ("nothing missing", [])


def audit(go: Journey) -> None:
    go.follow("audit", "5 of 5 steps have no word")
    table = go.page.table
    assert table.isAncestorOf(go.hand.focus())
    for name in STEPS:
        go.cell(table, go.step(name).id, "As done", "As written, by and large")
    release = go.step("Release result").id
    go.cell(table, release, "As documented", "At once")
    go.cell(table, release, "As done", "Once a day, before noon")
    go.follow("audit", "The one difference has no reason")
    go.cell(table, release, "Why it is done so", "The director signs only then")
    assert go.stage("audit") == ("nothing missing", [])


def services(go: Journey) -> None:
    go.follow("services", "No service is named")
    go.write("Lab ordering")
    go.follow("services", "5 critical steps rest on no service")
    go.write("Lab ordering")
    go.follow("services", "4 critical steps rest on no service")
    go.write("Lab system")
    for left in (3, 2):
        go.follow("services", f"{left} critical steps")
        go.write("Lab system")
    go.follow("services", "1 critical step ")
    go.write("Lab ordering")
    for count in ("2 of 2 services have", "1 of 2 services has"):
        for lack, text in (("no outcome", "Tests are ordered and results found"), ("no costs beside", "12000")):
            go.follow("services", f"{count} {lack}")
            go.write(text, KEY.Key_Tab)
        go.follow("services", f"{count} no word on what")
        go.hand.key(KEY.Key_Down)
        for field in ("security", "continuity", "remote_use", "self_service", "knowledge"):
            go.follow("services", f"{count} a readiness") if field == "security" else go.window.inspector.begin(field)
            go.hand.key(KEY.Key_Down)
    assert go.stage("services") == ("nothing missing", [])


def owners(go: Journey) -> None:
    go.follow("owners", "5 of 5 steps have nobody")
    go.column(("Head of practice", "Head of practice", "Head of lab", "Head of lab", "Head of practice"))
    go.follow("owners", "The one stream has no owner")
    go.write("Head of practice")
    go.follow("owners", "2 of 2 services have no owner")
    go.write("Head of practice")
    go.write("Head of lab")
    assert go.stage("owners") == ("nothing missing", [])


def experience(go: Journey) -> None:
    go.follow("experience", "5 of 5 steps have no rating by a customer")
    for digit in "43125":
        go.hand.type(digit)
        go.hand.key(KEY.Key_Down)
    assert go.stage("experience") == ("nothing missing", [])


def findings(go: Journey) -> None:
    go.window.acts["show_findings"].trigger()
    panel = go.window.findings
    row = next(at for at, each in enumerate(panel.rows.rows) if getattr(each, "rule", "") == "flow.longest-wait")
    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.rows.index(row, 1))
    go.hand.key(KEY.Key_B, CTRL)
    assert go.document.all(Improvement)[0].about == go.step("Analyse sample").id


def future(go: Journey) -> None:
    go.follow("future", "There is no future state yet")
    go.write("90 days")
    state, lacks = go.stage("future")
    assert (state, lacks) == ("begun", ["90 days: It is still as now."])
    go.follow("future", "90 days: It is still")
    steps = {each.name: each for each in go.document.steps(go.workspace.map_id)}
    go.window.steps.stand_on(steps["Analyse sample"].id, "lead_time")
    go.write("1d")
    assert go.stage("future") == ("nothing missing", [])


def plan(go: Journey) -> None:
    for words, text in (("no owner", "Head of lab"), ("no day", "2036-04-01")):
        go.follow("plan", f"The one open improvement has {words}")
        go.write(text)
    go.follow("plan", "The one open improvement has no method")
    go.hand.key(KEY.Key_Down)
    go.follow("plan", "The one open improvement has no expected effect")
    go.write("3d")
    assert go.stage("plan") == ("nothing missing", [])


def deliver(go: Journey, folder: Path, qtbot: QtBot) -> None:
    path, before = folder / "lab.vsm", go.document
    go.hand.view.setFocus()
    go.hand.key(KEY.Key_S, CTRL)
    go.hand.key(KEY.Key_P, CTRL)
    assert delivered_by_enter(qtbot, go.window).startswith("2 files written")
    assert {each.suffix for each in folder.iterdir() if each.name[0] != "."} == {".vsm", ".pdf", ".xlsx"}
    go.window.open_path(path)
    assert go.document == before


def follow_up(go: Journey) -> None:
    go.follow("follow_up", "No improvement is done")
    log = go.page.view("log")
    go.cell(log.table, go.document.all(Improvement)[0].id, "State", "Done")
    go.follow("follow_up", "The one finished improvement has not been measured")
    go.write("2d")
    go.follow("follow_up", "The one measure has not been measured")
    go.cell(go.page.measures, go.document.all(Measure)[0].id, "Actual", "4")
    go.follow("follow_up", "No review is held")
    assert go.page.add.hasFocus()
    next(each for each in go.page.add.menu().actions() if each.text() == "Review").trigger()
    go.follow("follow_up", "It has not been mapped again")
    go.hand.key(KEY.Key_Space)
    assert go.window.stage.on_map
    go.window.acts["show_steps"].trigger()
    go.window.steps.stand_on(go.step("Analyse sample").id, "lead_time")
    go.write("2d")
    assert go.stage("follow_up") == ("nothing missing", [])
    go.guide.choose("follow_up")
    go.press(next(each for each in go.guide.findChildren(QPushButton) if each.text() == "Open the follow-up"))
    figures = {row[0].words: tuple(cell.words for cell in row[1:]) for row in go.page.figures.cells.rows}
    lead = figures["Lead time"]
    assert (lead[0], lead[1], lead[2]) == ("9.1 d", "6.1 d", "7.1 d"), lead
    assert (lead[3], lead[4]) == ("67 %", "▲ better")
    assert go.page.summary.text() == (
        "Lead time went from 9.1 d to 7.1 d (6.1 d was promised); 1 of 1 improvement is done"
    )
    assert {stand.state.value for stand in go.guide.stands} == {"nothing missing"}


def test_from_an_empty_window_to_the_follow_up(journey: Journey, tmp_path: Path, qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr(
        "vsmstudio.gui.filing.QFileDialog.getSaveFileName", lambda *_, **__: (str(tmp_path / "lab.vsm"), "")
    )
    monkeypatch.setattr(
        "vsmstudio.gui.deliver.folder_field.QFileDialog.getExistingDirectory", lambda *_, **__: str(tmp_path)
    )
    charter(journey)
    value(journey)
    first_walk(journey)
    second_walk(journey)
    audit(journey)
    services(journey)
    owners(journey)
    experience(journey)
    findings(journey)
    future(journey)
    plan(journey)
    deliver(journey, tmp_path, qtbot)
    follow_up(journey)
