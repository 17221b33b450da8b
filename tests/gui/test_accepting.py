"""Living with a finding: the dialog that asks why, the folded list of what was accepted, and the way back."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.builders import document
from tests.gui.answering import answered, press
from tests.gui.showing import show_active
from vsmstudio.gui.accepting import Accepting
from vsmstudio.gui.dialogs.accept_dialog import WHY, AcceptDialog
from vsmstudio.gui.panels.findings import Findings
from vsmstudio.gui.panels.findings_rows import DEED
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.records import Acceptance
from vsmstudio.session import Session

MAP = "(Customer) -> Register 25min/1d/90% !Head -> Assess 1.5h/6d/90% -> Check 5min/4h/90% -> (Done)"
GAP = "Nobody is accountable from Assess to Check: 2 steps, 6.5 d, 87 % of lead time"
TODAY = datetime.date(2026, 6, 30)


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(Session(document(MAP, as_of=TODAY)))


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> Findings:
    made = Findings(workspace)
    Accepting(made)
    qtbot.addWidget(made)
    made.resize(1000, 320)
    show_active(qtbot, made)
    return made


def row_of(panel: Findings, words: str) -> int:
    return next(
        at
        for at in range(panel.rows.rowCount())
        if words in {str(panel.rows.index(at, column).data()) for column in range(4)}
    )


def click(panel: Findings, row: int, column: int = DEED) -> None:
    area = panel.table.visualRect(panel.rows.index(row, column))
    place = area.topLeft() + QPoint(20, 12)
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def saying(why: str, by: str = "", until: str | None = None) -> Callable[[QDialog], None]:
    """Fill the dialog in as a person does, and accept."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, AcceptDialog)
        QTest.keyClicks(dialog.why, why)
        QTest.keyClicks(dialog.by, by)
        if until is not None:
            dialog.until.selectAll()
            QTest.keyClick(dialog.until, Qt.Key.Key_Delete)
            QTest.keyClicks(dialog.until, until)
        press(dialog, "Accept the finding")

    return answer


def accepted(workspace: Workspace) -> tuple[Acceptance, ...]:
    return workspace.document.all(Acceptance)


def test_a_finding_is_accepted_by_the_link_in_its_row_and_stands_folded_at_the_end(
    panel: Findings, workspace: Workspace
) -> None:
    before = panel.count
    with answered(saying("No budget this year", "Head")) as asked:
        click(panel, row_of(panel, GAP))
    assert GAP in asked[0]
    assert "opens again after 30 December 2026, or when it gets more severe" in asked[0]
    [said] = accepted(workspace)
    assert (said.why, said.by, said.severity) == ("No budget this year", "Head", "high")
    assert (said.since, said.until) == (TODAY, datetime.date(2026, 12, 30))
    assert panel.count == before - 1
    heading = row_of(panel, "Accepted (1)")
    assert heading == panel.rows.rowCount() - 1
    click(panel, heading, 0)
    assert (
        panel.rows.index(row_of(panel, GAP), 2).data() == "Accepted by Head until 30 December 2026: No budget this year"
    )


def test_it_is_taken_back_and_each_is_one_step_to_undo(panel: Findings, workspace: Workspace) -> None:
    start = workspace.document
    with answered(saying("Later")):
        click(panel, row_of(panel, GAP))
    assert workspace.session.undo_label == "Accept finding on Assess"
    living = workspace.document
    click(panel, row_of(panel, "Accepted (1)"), 0)
    click(panel, row_of(panel, GAP))
    assert accepted(workspace) == ()
    workspace.undo()
    assert workspace.document == living
    workspace.undo()
    assert workspace.document == start


def test_by_keys_alone(panel: Findings, workspace: Workspace, qtbot: QtBot) -> None:
    panel.table.setFocus()
    panel.table.selectRow(row_of(panel, GAP))
    with answered(saying("Later")):
        qtbot.keyClick(panel.table, Qt.Key.Key_A)
    panel.table.selectRow(row_of(panel, "Accepted (1)"))
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    panel.table.selectRow(row_of(panel, GAP))
    qtbot.keyClick(panel.table, Qt.Key.Key_A)
    assert accepted(workspace) == ()
    assert GAP in {panel.rows.index(row, 1).data() for row in range(panel.rows.rowCount())}


def test_the_menu_of_a_finding_offers_it_too(panel: Findings, workspace: Workspace) -> None:
    menu = panel.table.menu(row_of(panel, GAP))
    words = {each.text(): each for each in menu.actions() if not each.isSeparator()}
    assert list(words) == ["Show on the map", "Improve this", "Accept…", "What this means\tF1"]
    with answered(saying("Later")):
        words["Accept…"].trigger()
    assert len(accepted(workspace)) == 1


def test_without_a_reason_nothing_is_accepted(panel: Findings, workspace: Workspace) -> None:
    def refused(dialog: QDialog) -> None:
        assert isinstance(dialog, AcceptDialog)
        press(dialog, "Accept the finding")
        assert dialog.message.text() == WHY
        assert dialog.isVisible()
        press(dialog, "Cancel")

    with answered(refused):
        click(panel, row_of(panel, GAP))
    assert accepted(workspace) == ()


@pytest.mark.parametrize(("typed", "said"), [("soon", "is no date"), ("2026-06-29", "29 June 2026 has passed")])
def test_a_day_that_cannot_be_read_or_has_passed_is_said(
    panel: Findings, workspace: Workspace, typed: str, said: str
) -> None:
    def refused(dialog: QDialog) -> None:
        saying("Later", until=typed)(dialog)
        assert isinstance(dialog, AcceptDialog)
        assert said in dialog.message.text()
        press(dialog, "Cancel")

    with answered(refused):
        click(panel, row_of(panel, GAP))
    assert accepted(workspace) == ()


def test_no_day_is_no_end(panel: Findings, workspace: Workspace) -> None:
    with answered(saying("For good", until="")):
        click(panel, row_of(panel, GAP))
    assert accepted(workspace)[0].until is None


def test_what_was_accepted_opens_again_when_its_time_is_up(panel: Findings, workspace: Workspace) -> None:
    with answered(saying("Later", until="2026-07-31")):
        click(panel, row_of(panel, GAP))
    workspace.do(lambda held: edits.update(held, "engagement", as_of=datetime.date(2026, 8, 1)))
    todo = str(panel.rows.index(row_of(panel, GAP), 2).data())
    assert todo.endswith("It was accepted until 31 July 2026, and that day has passed")


def test_what_nobody_asked_about_yet_comes_later(panel: Findings, workspace: Workspace) -> None:
    def add(name: str, **fields: object) -> None:
        workspace.do(lambda held: edits.add_service(held, name, **fields))
        service = next(each for each in workspace.document.services if each.name == name)
        workspace.do(lambda held: edits.underpin(held, service.id, "Assess"))

    add("Portal")
    before = panel.count
    around = "the definition and measures of value; improvements"
    heading = row_of(panel, f"Later (12): outcomes of services; costs and contracts; readiness and fallback; {around}")
    click(panel, heading, 0)
    assert row_of(panel, "No cost of Portal is recorded") > heading
    service = workspace.document.services[0].id
    workspace.do(lambda held: edits.update(held, service, cost_development=100.0))
    assert row_of(panel, "Portal names development alone among its costs, 100 EUR a year") < row_of(
        panel, f"Later (11): outcomes of services; readiness and fallback; {around}"
    )
    assert panel.count == before + 1


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("longest_wait", 0.9, "flow.longest-wait"),
        ("quality_threshold", 0.95, "handoff.poor-quality"),
        ("streams_per_owner", 0.0, "owner.overloaded"),
    ],
)
def test_a_setting_changes_the_findings_at_once(workspace: Workspace, field: str, value: float, rule: str) -> None:
    for key, unit in (("Register", "X"), ("Assess", "Y")):
        workspace.do(lambda held, unit=unit: edits.add_unit(held, unit))
        found = next(each.id for each in workspace.document.units if each.name == unit)
        workspace.do(lambda held, key=key, found=found: edits.update(held, key, performer=found))
    workspace.do(lambda held: edits.update(held, "stream", owner="person-Head"))

    def raised() -> int:
        return sum(each.rule == rule for each in workspace.analysis.findings)

    before = raised()
    workspace.do(lambda held: edits.update(held, "engagement", **{field: value}))
    assert raised() != before
