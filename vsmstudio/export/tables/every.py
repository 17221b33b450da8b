"""Every table at once, for what writes them all."""

from vsmstudio.export.tables.accepted import accepted
from vsmstudio.export.tables.around.audit import audit
from vsmstudio.export.tables.around.charter import charter
from vsmstudio.export.tables.around.experience import experience, voices
from vsmstudio.export.tables.around.health import health
from vsmstudio.export.tables.around.hidden import cost_by_stream, services_not_projects
from vsmstudio.export.tables.around.improvements import improvements, roadmap
from vsmstudio.export.tables.around.priorities import priorities
from vsmstudio.export.tables.around.proposals import proposals
from vsmstudio.export.tables.around.stakeholders import attendance, stakeholders, workshops
from vsmstudio.export.tables.around.value import measures
from vsmstudio.export.tables.capacity import capacity, units
from vsmstudio.export.tables.chains import chains
from vsmstudio.export.tables.compared import deltas, step_changes
from vsmstudio.export.tables.contracts import applications, contracts
from vsmstudio.export.tables.costs import allocation, costs, revenue
from vsmstudio.export.tables.explained import explained
from vsmstudio.export.tables.figures import FIGURES, HEADLINES, figures
from vsmstudio.export.tables.findings import findings, of_stream, owner_gaps
from vsmstudio.export.tables.impact import dependencies, impact
from vsmstudio.export.tables.labels import finding_numbers, listed_maps, numbered
from vsmstudio.export.tables.notes import notes
from vsmstudio.export.tables.owners import owners
from vsmstudio.export.tables.path import path, scenarios
from vsmstudio.export.tables.people import ownership
from vsmstudio.export.tables.portfolio import portfolio
from vsmstudio.export.tables.ranges import criticality, histogram, lead_time_range
from vsmstudio.export.tables.services import links, services
from vsmstudio.export.tables.settings import rules, settings
from vsmstudio.export.tables.steps import steps
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table
from vsmstudio.export.tables.ways import alternatives, critical_paths

__all__ = [
    "Cell", "Column", "FIGURES", "HEADLINES", "Kind", "Row", "Table", "accepted", "allocation", "alternatives",
    "applications", "attendance", "audit", "capacity", "chains", "charter", "contracts", "cost_by_stream", "costs",
    "critical_paths", "criticality", "deltas", "dependencies", "experience", "explained", "figures",
    "finding_numbers", "findings", "health", "histogram", "impact", "improvements", "lead_time_range", "links",
    "listed_maps", "measures", "notes", "numbered", "of_stream", "owner_gaps", "owners", "ownership", "path",
    "portfolio", "priorities", "proposals", "revenue", "roadmap", "rules", "scenarios", "services",
    "services_not_projects", "settings", "stakeholders", "step_changes", "steps", "units", "voices", "workshops",
]  # fmt: skip
