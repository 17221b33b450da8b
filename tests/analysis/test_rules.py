"""Every rule: where it fires, where it must not, and at its threshold. The cases stand in `rules/`, a family to a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import get_args

import pytest
from hypothesis import given, settings

from tests.analysis.rules import (
    contract,
    data,
    experience,
    flow,
    handoff,
    improve,
    owner,
    scope,
    service,
    stakeholder,
    value,
)
from tests.analysis.rules.case import Case, Kind, in_words
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.document import Document
from vsmstudio.model.records import Engagement

FAMILIES = (owner, scope, handoff, flow, data, service, contract, value, experience, stakeholder, improve)
CASES = [case for family in FAMILIES for case in family.CASES]


def expected(case: Case) -> list[str]:
    """Flows have ids that tests do not choose: `{A→B}` is the one from A to B."""
    ways = {f"{{{flow.source}→{flow.target}}}": flow.id for flow in case.held.flows("map")}
    said = list(case.expected)
    for way, key in ways.items():
        said = [each.replace(way, key) for each in said]
    return sorted(said)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_rule(case: Case) -> None:
    found = case.found()
    assert sorted(in_words(each) for each in found) == expected(case)
    for each in found:
        hold_to_the_house_style(case.held, each)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_rule_has_a_case_of_each_kind(rule: str, kind: Kind) -> None:
    assert [case for case in CASES if case.rule == rule and case.kind == kind]


@pytest.mark.parametrize("rule", RULES)
def test_every_severity_that_a_rule_can_have_is_seen(rule: str) -> None:
    seen = {said.split()[0] for case in CASES if case.rule == rule for said in case.expected}
    assert seen == set(RULES[rule].severities)


def test_no_case_is_of_an_unknown_rule() -> None:
    assert {case.rule for case in CASES} <= set(RULES)


def test_the_catalogue_names_settings_that_there_are() -> None:
    for rule in RULES.values():
        assert rule.title
        assert rule.checks.endswith(".")
        assert set(rule.severities) <= {each.word for each in Severity}
        assert set(rule.settings) <= set(Engagement.__struct_fields__)


def hold_to_the_house_style(held: Document, found: Finding) -> None:
    """A sentence and what to do, without stops at their ends; evidence that any program can read; a subject that is there."""
    for words in (found.message, found.recommendation):
        assert words == " ".join(words.split())
        assert not words.endswith((".", "!"))
        assert words[0].isupper() or words[0].isdigit()
    json.dumps(found.evidence, allow_nan=False)
    assert isinstance(found.evidence, Mapping)
    assert found.subject in held or found.subject == held.engagement.id
    assert 0 <= found.share <= 1 + 1e-9
    assert found.money >= 0
    assert found.severity.word in RULES[found.rule].severities


@settings(max_examples=60)
@given(documents())
def test_on_any_document_the_findings_are_sound_and_told_apart(held: Document) -> None:
    whole = analyse(held)
    found = [*whole.findings, *whole.absorbed, *whole.accepted]
    assert {each.rule for each in found} <= set(RULES)
    assert len({each.key for each in found}) == len(found)
    assert all(each.severity.word in RULES[each.rule].severities for each in found)
    json.dumps([dict(each.evidence) for each in found], allow_nan=False)
