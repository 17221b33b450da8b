"""What is shown of figures while they cannot be worked out."""

from __future__ import annotations

from dataclasses import replace

from vsmstudio.analysis.results import Analysis, Coverage, Figures, MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

NOT_ANALYSED = (
    "The figures could not be worked out. What you did stands; figures and findings are those from before it."
)


def carried_on(document: Document, earlier: Analysis | None) -> Analysis:
    """The earlier analysis as far as it is about what is still there; new maps have no figures."""
    held = earlier or Analysis(maps={}, services={}, findings=())
    return replace(
        held,
        maps={each.id: held.maps.get(each.id) or _blank(each.id) for each in document.maps},
        services={key: use for key, use in held.services.items() if key in document},
        units={key: load for key, load in held.units.items() if key in document},
        findings=tuple(each for each in held.findings if each.subject in document),
        absorbed=tuple(each for each in held.absorbed if each.subject in document),
        accepted=tuple(each for each in held.accepted if each.subject in document),
    )


def _blank(map_id: Id) -> MapAnalysis:
    return MapAnalysis(
        map=map_id, figures=Figures(), coverage=Coverage(), nodes={}, path=(), critical_nodes=frozenset(),
        critical_flows=frozenset(), critical_paths=(), critical_path_count=0, scenarios=(), numbers={},
    )  # fmt: skip
