"""One key puts what one looks at into the plan: a finding, a kaizen burst, the barriers of steps; pressed again it opens it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import document
from tests.gui.pages.planned import planned
from tests.hand import CTRL, Hand
from vsmstudio.analysis.results import Finding
from vsmstudio.gui.panels.findings_rows import IMPROVE, MESSAGE, RECOMMENDATION
from vsmstudio.gui.panels.relations import Relations
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement, LinkKind, Note, NoteKind, Placement, Source
from vsmstudio.notation.layout import laid_out

NOBODY = "Nobody is accountable for Approve: 2 d, 98 % of lead time"


@pytest.fixture
def held() -> Document:
    drawn = laid_out(document("(Buyer) -> Receive 10min/30min !Clerk -> Approve 5min/2d -> (Gets)"))
    for step, barriers in (("Receive", "Forms come on paper"), ("Approve", "Signed once a week")):
        drawn = drawn.apply(edits.update(drawn, step, barriers=barriers))
    return drawn


@pytest.fixture
def hand(work: Callable[..., Hand], held: Document) -> Hand:
    return work(held)


def plan(hand: Hand) -> list[Improvement]:
    return list(hand.view.workspace.document.all(Improvement))


def stand_on(hand: Hand, rule: str) -> int:
    """The keyboard comes to the finding of a rule; its row."""
    findings = hand.window.findings
    row = next(at for at, each in enumerate(findings.rows.rows) if isinstance(each, Finding) and each.rule == rule)
    findings.table.setFocus()
    findings.table.setCurrentIndex(findings.rows.index(row, MESSAGE))
    QApplication.processEvents()
    return row


def cell(hand: Hand, row: int, column: int) -> str:
    return str(hand.window.findings.rows.index(row, column).data())


def test_a_finding_goes_into_the_plan_with_one_key(hand: Hand) -> None:
    row = stand_on(hand, "owner.step-missing")
    assert cell(hand, row, IMPROVE) == "Improve"
    hand.key(Qt.Key.Key_B, CTRL)
    (made,) = plan(hand)
    assert made.name == "Approve: name an owner"
    assert (made.source, made.rule, made.about) == (Source.FINDING, "owner.step-missing", "Approve")
    changed = hand.view.workspace.document.links_from(made.id, LinkKind.CHANGES)
    assert [link.target for link in changed] == ["Approve"]
    assert hand.window.notice.text == "In the plan: Approve: name an owner."


def test_the_list_says_that_a_finding_is_in_the_plan_and_opens_it_the_second_time(hand: Hand) -> None:
    row = stand_on(hand, "owner.step-missing")
    hand.key(Qt.Key.Key_I)
    row = stand_on(hand, "owner.step-missing")
    assert cell(hand, row, RECOMMENDATION).endswith("In the plan: Approve: name an owner")
    assert cell(hand, row, IMPROVE) == "Open plan"
    hand.key(Qt.Key.Key_B, CTRL)
    assert len(plan(hand)) == 1
    assert hand.window.stage.shown == "plan"
    assert hand.view.workspace.selection == (plan(hand)[0].id,)


def test_the_link_of_a_finding_puts_it_into_the_plan(hand: Hand) -> None:
    row = stand_on(hand, "owner.step-missing")
    table = hand.window.findings.table
    place = table.visualRect(hand.window.findings.rows.index(row, IMPROVE)).topLeft() + QPoint(20, 12)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [each.rule for each in plan(hand)] == ["owner.step-missing"]


def test_the_notice_leads_to_the_plan(hand: Hand) -> None:
    stand_on(hand, "owner.step-missing")
    hand.key(Qt.Key.Key_B, CTRL)
    QTest.mouseClick(hand.window.notice._button, Qt.MouseButton.LeftButton)
    assert hand.window.stage.shown == "plan"


def test_a_kaizen_burst_goes_into_the_plan_and_says_so(hand: Hand) -> None:
    workspace = hand.view.workspace
    burst = Note(id="burst", map="map", text="Approve small ones at once", kind=NoteKind.BURST, about="Approve")
    workspace.do(lambda d: edits.put(d, "Add burst", burst, Placement(id="place", node="burst", x=300, y=20)))
    workspace.select(["burst"])
    hand.view.setFocus()
    hand.key(Qt.Key.Key_B, CTRL)
    (made,) = plan(hand)
    assert (made.name, made.source, made.about) == ("Approve small ones at once", Source.BURST, "burst")
    drawn = hand.view.canvas.item_of("burst")
    assert drawn is not None
    assert drawn.element.tip.endswith("In the plan: Approve small ones at once")


def test_several_steps_with_barriers_make_one_each_in_one_step(hand: Hand) -> None:
    workspace = hand.view.workspace
    before = workspace.document
    workspace.select(["Receive", "Approve"])
    hand.view.setFocus()
    hand.key(Qt.Key.Key_B, CTRL)
    assert [each.name for each in plan(hand)] == ["Forms come on paper", "Signed once a week"]
    assert {each.source for each in plan(hand)} == {Source.BARRIER}
    hand.key(Qt.Key.Key_Z, CTRL)
    assert workspace.document == before


def test_a_step_without_barriers_says_what_to_do(hand: Hand) -> None:
    workspace = hand.view.workspace
    workspace.do(lambda d: edits.update(d, "Approve", barriers=""))
    workspace.select(["Approve"])
    hand.view.setFocus()
    hand.key(Qt.Key.Key_B, CTRL)
    assert not plan(hand)
    assert hand.window.notice.text == "No barrier is written down for this step. Write it in the inspector first."


def test_the_inspector_shows_what_the_plan_does_about_a_step(hand: Hand) -> None:
    workspace = hand.view.workspace
    workspace.select(["Approve"])
    hand.view.setFocus()
    hand.key(Qt.Key.Key_B, CTRL)
    page = hand.window.inspector.page
    assert page is not None
    shown = next(each for each in page.findChildren(Relations) if each.relation.caption == "In the plan")
    assert list(shown.rows) == [plan(hand)[0].id]


def test_every_field_of_an_improvement_can_be_typed_in_the_inspector(hand: Hand) -> None:
    workspace = hand.view.workspace
    workspace.do(lambda d: edits.add_improvement(d, "Sign every day", ["Approve"]))
    key = plan(hand)[0].id
    workspace.select([key])
    QApplication.processEvents()
    page = hand.window.inspector.page
    assert page is not None
    fields = {**page.main.fields, **page.more.fields}  # type: ignore[attr-defined]
    for name, typed in (
        ("owner", "Head of Buying"), ("due", "2026-03-01"), ("expected_lead_time", "1d"), ("expected_ca", "12"),
        ("expected_cost", "-500"), ("lesson", "Ask first"), ("actual_experience", "1.5"), ("effort", "3"),
    ):  # fmt: skip
        editor = fields[name].editor
        (editor.setPlainText if name == "lesson" else editor.setText)(typed)
        fields[name].settle()
    made = plan(hand)[0]
    assert workspace.document.name(made.owner) == "Head of Buying"
    assert (str(made.due), made.expected_ca, made.expected_cost) == ("2026-03-01", 0.12, -500)
    assert (made.lesson, made.actual_experience, made.effort) == ("Ask first", 1.5, 3)


def test_points_of_a_percentage_outside_of_what_there_is_are_refused(hand: Hand) -> None:
    workspace = hand.view.workspace
    workspace.do(lambda d: edits.add_improvement(d, "Sign every day"))
    workspace.select([plan(hand)[0].id])
    QApplication.processEvents()
    page = hand.window.inspector.page
    assert page is not None
    field = page.main.fields["expected_ca"]  # type: ignore[attr-defined]
    field.editor.setText("140")
    field.settle()
    assert field.is_bad
    assert plan(hand)[0].expected_ca is None


def test_a_finding_about_an_improvement_opens_it(work: Callable[..., Hand]) -> None:
    hand = work(planned())
    row = stand_on(hand, "improve.overdue")
    assert cell(hand, row, IMPROVE) == "Open plan"
    hand.key(Qt.Key.Key_I)
    assert len(plan(hand)) == 4
    assert hand.window.stage.shown == "plan"
    assert hand.view.workspace.document.name(hand.view.workspace.selection[0]) == "Sign every day"
