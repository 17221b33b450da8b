"""The findings register: who is to act, by when, and how far it is; 300 of them lay out."""

from __future__ import annotations

import dataclasses
from datetime import date

from tests.builders import document as drawn
from tests.export import pdf
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis, Finding, Severity
from vsmstudio.export.pdf import report
from vsmstudio.export.tables.findings import findings
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement, ImprovementState

ON = date(2026, 2, 16)
MAP = "(Customer) -> Check 20min/1d/60% @Claims !Head_of_Claims -> Pay 5min/2d @Finance -> (Customer2)"


def cells(held: Document, analysis: Analysis, rule: str) -> dict[str, object]:
    table = findings(held, analysis)
    at = table.values("rule").index(rule)
    return dict(zip([each.key for each in table.columns], table.rows[at], strict=True))


def planned(held: Document, analysis: Analysis, rule: str, **fields: object) -> Document:
    """The finding is answered by an improvement of Head of Finance."""
    finding = next(each for each in analysis.findings if each.rule == rule)
    held = held.apply(edits.improve_finding(held, finding.rule, finding.subject, "Name an owner", finding.aspect))
    answer = held.all(Improvement)[0]
    return held.apply(edits.update(held, answer.id, **fields))


def test_a_finding_in_the_plan_says_who_acts_and_by_when():
    held = drawn(MAP + "; Other 1h !Head_of_Finance")
    person = next(each.id for each in held.people if each.role == "Head of Finance")
    held = planned(held, analyse(held, ON), "owner.step-missing", owner=person, due=date(2026, 5, 8))
    row = cells(held, analyse(held, ON), "owner.step-missing")
    assert (row["owner"], row["due"], row["plan"]) == ("Head of Finance", date(2026, 5, 8), "open")


def test_a_finding_that_nobody_has_taken_up_lies_with_the_owner_of_what_it_is_about():
    held = drawn(MAP)
    row = cells(held, analyse(held, ON), "handoff.poor-quality")
    assert (row["owner"], row["due"], row["plan"]) == ("Head of Claims", None, None)


def test_nobody_yet_is_said_where_nobody_can_be_named():
    held = drawn(MAP)
    assert cells(held, analyse(held, ON), "owner.stream-missing")["owner"] is None
    pages = pdf.texts(report(held, analyse(held, ON), ON))
    assert "Nobody yet" in next(page for page in pages if page.startswith("Findings"))


def test_the_page_says_owner_due_and_state_of_each():
    held = drawn(MAP + "; Other 1h !Head_of_Finance")
    person = next(each.id for each in held.people if each.role == "Head of Finance")
    held = planned(
        held, analyse(held, ON), "owner.step-missing",
        owner=person, due=date(2026, 5, 8), state=ImprovementState.RUNNING,
    )  # fmt: skip
    page = next(page for page in pdf.texts(report(held, analyse(held, ON), ON)) if page.startswith("Findings"))
    assert "Who is to act Due State" in page
    assert "Head of Finance 8 May 26 plan: running" in page


def test_three_hundred_findings_lay_out():
    held = drawn(MAP)
    many = tuple(
        Finding("data.missing", Severity.LOW, "map", f"Number {at} is blank for 1 of 2 steps: Check", "Ask.", map="map")
        for at in range(300)
    )
    pages = pdf.texts(report(held, dataclasses.replace(analyse(held, ON), findings=many), ON))
    listed = " ".join(page for page in pages if page.startswith("Findings"))
    assert all(f"F{at + 1} Low Number {at} is blank" in listed for at in range(300))
