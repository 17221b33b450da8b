"""Where customers, users or staff have a poor time: `experience.poor`. Current maps only."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.subject import Subject, finding, quoted
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.ids import Id
from vsmstudio.model.ratings import AUDIENCES, POOR
from vsmstudio.model.records import Step, Touchpoint

RULE = "experience.poor"


def findings(subject: Subject) -> Iterator[Finding]:
    """Each step that an audience rates 2 or lower, the audiences apart."""
    current: dict[Id, bool] = {}
    for touch in subject.document.all(Touchpoint):
        step = subject.document.of(Step, touch.step)
        if touch.rating is None or touch.rating > POOR or step is None or step.map not in subject.facts:
            continue
        facts = subject.facts[step.map]
        if step.map not in current:
            shown = subject.document.current_map(facts.map.stream)
            current[step.map] = shown is not None and shown.id == step.map
        if not current[step.map]:
            continue
        share = facts.share(step.id)
        on_path = step.id in facts.result.critical_nodes and facts.result.figures.lead_time is not None
        note = f": {quoted(touch.note)}" if touch.note.strip() else ""
        yield finding(
            facts,
            RULE,
            Severity.MEDIUM,
            step.id,
            aspect=touch.audience.value,
            share=share or 0.0,
            message=f"{AUDIENCES[touch.audience]} rate {step.name or 'a step'} {touch.rating:g} of 5{note}",
            recommendation="Ask them what would make it better, and change that first: it lies on the critical path"
            if on_path
            else "Ask them what would make it better, and change that",
            evidence={
                "audience": touch.audience.value,
                "rating": touch.rating,
                "note": touch.note or None,
                "critical": on_path,
            },
        )
