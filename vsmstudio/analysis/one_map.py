"""What was worked out of one map, without the others."""

from __future__ import annotations

from dataclasses import replace

from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.model.records import Map


def of_map(analysis: Analysis, drawn: Map) -> Analysis:
    """The analysis of one map alone, with the findings about it, about its stream, and about the engagement."""

    def about(finding: Finding) -> bool:
        return finding.map == drawn.id or (not finding.map and finding.stream in {"", drawn.stream})

    return replace(
        analysis,
        maps={drawn.id: analysis.maps[drawn.id]},
        findings=tuple(each for each in analysis.findings if about(each)),
        absorbed=tuple(each for each in analysis.absorbed if about(each)),
        accepted=tuple(each for each in analysis.accepted if about(each)),
    )
