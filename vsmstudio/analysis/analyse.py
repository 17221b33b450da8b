"""The whole document analysed. Pure: the same document, date and seed give the same answer."""

from __future__ import annotations

import datetime

from vsmstudio.analysis.capacity import unit_loads
from vsmstudio.analysis.findings.registry import find
from vsmstudio.analysis.known import known_facts, known_of
from vsmstudio.analysis.map_analysis import examine
from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.analysis.service_facts import service_facts
from vsmstudio.analysis.unit_cost import with_cost_per_unit
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id


def analyse(
    document: Document, date: datetime.date | None = None, seed: int = 1, earlier: Analysis | None = None
) -> Analysis:
    """Figures of every map, uses of every service, and all findings.

    `date` is the day on which the engagement is judged: given, else the engagement's, else today. `seed` is for samples.
    What is known from an `earlier` analysis, of whatever document, is taken over where nothing changed that it rests on.
    """
    judged_on = date or document.engagement.as_of or datetime.date.today()
    known = known_facts(document, seed, earlier)
    facts = {each.id: known.get(each.id) or examine(document, each.id, seed) for each in document.maps}
    maps = {key: each.result for key, each in facts.items()}
    served = service_facts(document, judged_on, maps)
    maps = with_cost_per_unit(document, maps, served.money)
    units = unit_loads(document, maps)
    found = find(document, judged_on, facts, served, units)
    found_out = known_of(document, seed, facts, earlier)
    return Analysis(maps=maps, units=units, known=found_out, **served._asdict(), **found._asdict())


def analyse_map(document: Document, map_id: Id, seed: int = 1) -> MapAnalysis:
    """The figures of one map. Raises `KeyError` where there is no such map."""
    return examine(document, map_id, seed).result
