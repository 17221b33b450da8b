"""Which findings a room sees: those of the stages that have begun; the others come later."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.stages import Stage, begun
from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.model.document import Document


class InStages(NamedTuple):
    """Open findings of the stages that have begun, and those that come `later`; both ranked."""

    listed: tuple[Finding, ...]
    later: tuple[Finding, ...]


def in_stages(document: Document, analysis: Analysis) -> InStages:
    """The open findings of an analysis by whether their stage has begun. A rule without stage has always begun."""
    now = begun(document)
    listed: list[Finding] = []
    later: list[Finding] = []
    lists = {name: listed if rule.stage in now else later for name, rule in RULES.items()}
    for finding in analysis.findings:
        lists.get(finding.rule, listed).append(finding)
    return InStages(tuple(listed), tuple(later))


def stages_of(findings: tuple[Finding, ...]) -> tuple[Stage, ...]:
    """The stages of some findings, in the order of the work."""
    found = {RULES[each.rule].stage for each in findings if each.rule in RULES}
    return tuple(stage for stage in Stage if stage in found)
