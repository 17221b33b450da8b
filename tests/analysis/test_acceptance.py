"""Findings that the room decided to live with: they count no more, and come back when things get worse or time is up."""

from __future__ import annotations

import datetime

import pytest

from tests.analysis.maps import changed, put
from tests.builders import document
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.as_json import as_json
from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.model import edits
from vsmstudio.model.document import Document

TODAY = datetime.date(2026, 6, 30)
DAY = datetime.timedelta(days=1)
BESIDE = "A 4h !Head -> B 6d !Head -> D 1h !Head; A -> C 1h -> D"  # nobody owns C, which is off the critical path


def accepted(held: Document, rule: str, subject: str, aspect: str = "", **fields: object) -> Document:
    said = {"severity": "medium", "by": "Head of Claims", "why": "No budget this year", "since": TODAY, **fields}
    return held.apply(edits.accept(held, rule, subject, aspect, **said))


def judged(held: Document, rule: str, date: datetime.date = TODAY) -> tuple[list[Finding], list[Finding]]:
    """Open and accepted findings of a rule."""
    whole: Analysis = analyse(held, date)
    return [each for each in whole.findings if each.rule == rule], [
        each for each in whole.accepted if each.rule == rule
    ]


def test_an_accepted_finding_counts_no_more_but_stays_with_its_reason():
    held = accepted(document(BESIDE), "owner.step-missing", "C", until=TODAY + DAY)
    still, lived_with = judged(held, "owner.step-missing")
    assert still == []
    assert [each.subject for each in lived_with] == ["C"]
    assert lived_with[0].accepted == held.acceptance("owner.step-missing", "C")
    assert not any(each.rule == "owner.step-missing" for each in analyse(held, TODAY).about("C"))


def test_only_the_finding_that_was_accepted_is():
    held = accepted(document("A 1h @X -> B 1h @Y"), "data.missing", "map", "%C&A", severity="low")
    still, lived_with = judged(held, "data.missing")
    assert [each.aspect for each in lived_with] == ["%C&A"]
    assert "demand" in {each.aspect for each in still}


@pytest.mark.parametrize(("days", "open_"), [(-1, 0), (0, 0), (1, 1)])
def test_it_holds_on_its_last_day_and_lapses_on_the_next(days, open_):
    held = accepted(document(BESIDE), "owner.step-missing", "C", until=TODAY)
    still, _ = judged(held, "owner.step-missing", TODAY + days * DAY)
    assert len(still) == open_
    if still:
        assert still[0].lapsed == held.acceptance("owner.step-missing", "C")
        assert still[0].recommendation.endswith("It was accepted until 30 June 2026, and that day has passed")


@pytest.mark.parametrize(("then", "open_"), [("critical", 0), ("medium", 0), ("low", 1)])
def test_it_lapses_when_the_severity_rises_and_not_when_it_falls(then, open_):
    held = accepted(document(BESIDE), "owner.step-missing", "C", severity=then)
    still, _ = judged(held, "owner.step-missing")
    assert len(still) == open_
    if still:
        assert still[0].recommendation.endswith("It was accepted when it was low, and is medium now")


def test_what_comes_onto_the_critical_path_is_open_again():
    held = changed(
        accepted(document(BESIDE), "owner.step-missing", "C"), "C", lead_time=document("C 9d").records["C"].lead_time
    )
    assert [each.subject for each in judged(held, "owner.step-missing")[0]] == ["C"]


def test_a_run_is_accepted_by_its_first_step_and_its_steps_go_with_it():
    held = accepted(document("A 1h !Head -> B 1h -> C 3h -> D 1h !Head"), "owner.gap-on-path", "B", severity="high")
    whole = analyse(held, TODAY)
    assert not [each for each in whole.findings if each.rule.startswith("owner.gap")]
    (gap,) = whole.accepted
    absorbed = [each for each in whole.absorbed if each.part_of == gap.key]
    assert {each.subject for each in absorbed} == {"B", "C"}
    assert {each.accepted for each in absorbed} == {gap.accepted}
    assert whole.about("C") == ()


def test_the_json_says_by_whom_why_and_until_when():
    held = accepted(document(BESIDE), "owner.step-missing", "C", until=TODAY)
    said = {each["rule"]: each for each in as_json(held, analyse(held, TODAY))["findings"]}["owner.step-missing"]
    assert said["accepted"] == {
        "by": "Head of Claims", "why": "No budget this year", "since": "2026-06-30", "until": "2026-06-30",
        "severity": "medium",
    }  # fmt: skip
    assert said["lapsed"] is None
    said = {each["rule"]: each for each in as_json(held, analyse(held, TODAY + DAY))["findings"]}["owner.step-missing"]
    assert said["accepted"] is None
    assert said["lapsed"]["until"] == "2026-06-30"


def test_accepted_findings_rank_as_open_ones_do():
    held = accepted(document("A 1h -> B 5h !Head -> C 3h; A -> D 1h"), "owner.step-missing", "A", severity="critical")
    held = accepted(held, "owner.step-missing", "C", severity="critical")
    assert [each.subject for each in analyse(put(held), TODAY).accepted] == ["C", "A"]
