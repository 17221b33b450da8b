"""Which function draws which section of the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vsmstudio.export.pdf.accepted import draw_accepted
from vsmstudio.export.pdf.accountable import draw_accountable
from vsmstudio.export.pdf.capacity import draw_capacity, draw_units
from vsmstudio.export.pdf.chained import draw_chains
from vsmstudio.export.pdf.completeness import draw_completeness
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.critical_path import draw_critical_path
from vsmstudio.export.pdf.definitions import draw_definitions
from vsmstudio.export.pdf.engagement.audit import draw_audit
from vsmstudio.export.pdf.engagement.catalogue import draw_catalogue
from vsmstudio.export.pdf.engagement.contribution import draw_contributions
from vsmstudio.export.pdf.engagement.experience import draw_experiences
from vsmstudio.export.pdf.engagement.followed import draw_follow_ups
from vsmstudio.export.pdf.engagement.health import draw_health
from vsmstudio.export.pdf.engagement.hidden import draw_hidden
from vsmstudio.export.pdf.engagement.plan import draw_plan, draw_roadmap
from vsmstudio.export.pdf.engagement.priorities import draw_priorities
from vsmstudio.export.pdf.engagement.proposals import draw_proposals
from vsmstudio.export.pdf.engagement.stakeholders import draw_stakeholders, draw_workshops
from vsmstudio.export.pdf.engagement.value import draw_value
from vsmstudio.export.pdf.executive import draw_executive
from vsmstudio.export.pdf.figures import draw_figures
from vsmstudio.export.pdf.map_page import draw_map
from vsmstudio.export.pdf.method import draw_method
from vsmstudio.export.pdf.money import draw_money
from vsmstudio.export.pdf.notes import draw_notes
from vsmstudio.export.pdf.ownership import draw_ownership
from vsmstudio.export.pdf.paper import Paper
from vsmstudio.export.pdf.ranges import draw_range
from vsmstudio.export.pdf.register import draw_register
from vsmstudio.export.pdf.scope import draw_scope
from vsmstudio.export.pdf.services import draw_services
from vsmstudio.export.pdf.stops import draw_stops
from vsmstudio.export.pdf.summary import draw_summaries
from vsmstudio.export.pdf.suppliers import draw_suppliers
from vsmstudio.model.records import Map

Draw = Callable[[Paper, Report], None]


OF_MAPS: Mapping[str, Callable[[Paper, Report, Map], None]] = {
    "maps": draw_map,
    "figures": draw_figures,
    "path": draw_critical_path,
    "range": draw_range,
    "capacity": draw_capacity,
    "accountable": draw_accountable,
}
"""Drawn for each map, map by map."""

COMPARED = "compared"  # drawn for each pair of states, after the maps of its stream
OF_A_STREAM = frozenset({*OF_MAPS, COMPARED})

OF_THE_WHOLE: Mapping[str, Draw] = {
    "summary": draw_executive,
    "streams": draw_summaries,
    "scope": draw_scope,
    "value": draw_value,
    "stakeholders": draw_stakeholders,
    "workshops": draw_workshops,
    "method": draw_completeness,
    "chains": draw_chains,
    "experience": draw_experiences,
    "audit": draw_audit,
    "load": draw_units,
    "services": draw_services,
    "catalogue": draw_catalogue,
    "money": draw_money,
    "hidden": draw_hidden,
    "suppliers": draw_suppliers,
    "stops": draw_stops,
    "ownership": draw_ownership,
    "proposals": draw_proposals,
    "findings": draw_register,
    "health": draw_health,
    "plan": draw_plan,
    "priorities": draw_priorities,
    "contribution": draw_contributions,
    "roadmap": draw_roadmap,
    "followed": draw_follow_ups,
    "definitions": draw_definitions,
    "assumptions": draw_method,
    "accepted": draw_accepted,
    "notes": draw_notes,
}

BY_NAME = frozenset({"scope", "stakeholders", "workshops"})
"""Sections on which no figure on quality stands: people are shown by name there, unless roles alone are asked for."""
