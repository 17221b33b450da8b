"""The page of findings: every rule with when it is raised, how severe it is, what to do, and what moves it."""

from __future__ import annotations

from itertools import groupby

from docutils import nodes
from docutils.parsers.rst import Directive

from reference.making import code, facts, one_of, paragraph, section
from reference.names import finding_anchor
from vsmstudio.analysis.findings.catalogue import RULES, Rule
from vsmstudio.analysis.findings.stages import Stage
from vsmstudio.model.document import Document
from vsmstudio.model.records import Engagement
from vsmstudio.model.words import capitalised, field_words, in_value_words

FAMILIES = {
    "owner": "Owners",
    "scope": "Scope",
    "handoff": "Handoffs",
    "flow": "Flow",
    "data": "Data",
    "service": "Services",
    "contract": "Contracts",
    "value": "Value",
    "experience": "Experience",
    "stakeholder": "Stakeholders",
    "improve": "Improvement",
}
OWN = "Consistency of the model itself"


def entry(rule: Rule) -> nodes.section:
    """One rule as a part of the page."""
    return section(
        finding_anchor(rule.id),
        rule.title,
        paragraph(rule.checks),
        facts(
            [
                ("What to do", f"{rule.remedy}."),
                ("Severity", capitalised(one_of(rule.severities))),
                ("Settings", "; ".join(_setting(each) for each in rule.settings)),
                ("Listed once", "" if rule.stage is Stage.MAP else f"the model says something of {rule.stage}"),
                ("Source", rule.source or OWN),
                ("Rule", code(rule.id)),
            ]
        ),
    )


def _setting(field: str) -> str:
    """What a setting of the engagement is called, and what it is unless changed."""
    engagement = Engagement(id="engagement")
    value = in_value_words(Document({}), engagement, field, getattr(engagement, field))
    return f"{capitalised(field_words('engagement', field))} ({value} unless you change it)"


class FindingsDirective(Directive):
    """``.. all-findings::``"""

    def run(self) -> list[nodes.Node]:
        families = groupby(RULES.values(), key=lambda rule: rule.family)
        return [
            section(f"findings-{family}", FAMILIES[family], *[entry(rule) for rule in rules])
            for family, rules in families
        ]
