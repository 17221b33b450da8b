"""The sheets that the workbook is read back from, as data: which column holds which field of which record.

What a workbook cannot bring back, in one place:

- the layout of maps (`Placement`), notes and ideas (`Note`), accepted findings (`Acceptance`), pieces kept for other
  programs (`Kept`), and records and fields of a newer version (`Unknown`, `extra`);
- characters that no workbook holds (control characters become `\ufffd`, a carriage return a line feed), and what stands
  beyond 32,767 characters of a text.
"""

from vsmstudio.export.tables.inputs.about import ENGAGEMENT, MAPS, STREAMS
from vsmstudio.export.tables.inputs.around import EXPERIENCE, MEASURES, STAKEHOLDERS, WORKSHOPS
from vsmstudio.export.tables.inputs.flow import FLOWS, NODE_WORDS, STEPS
from vsmstudio.export.tables.inputs.improving import IMPROVEMENTS, OBJECTIONS, ORDERS, PLACES
from vsmstudio.export.tables.inputs.kinds import EXAMPLE, ID_TITLE, READ_ME, SHOWS_HOW, Input, InputKind, InputSheet
from vsmstudio.export.tables.inputs.labels import Labels
from vsmstudio.export.tables.inputs.merged import merged
from vsmstudio.export.tables.inputs.people import CUSTOMERS, PEOPLE, SUPPLIERS, UNITS
from vsmstudio.export.tables.inputs.portfolio import APPLICATIONS, CONTRACTS, COSTS, LINKS, REVENUE, SERVICES
from vsmstudio.export.tables.inputs.written import written
from vsmstudio.model.records import Acceptance, Kept, Note, Placement, Record, Unknown

SHEETS: tuple[InputSheet, ...] = (
    ENGAGEMENT, UNITS, CUSTOMERS, SUPPLIERS, PEOPLE, STREAMS, MAPS, STEPS, FLOWS, SERVICES, COSTS, APPLICATIONS, CONTRACTS,
    REVENUE, STAKEHOLDERS, WORKSHOPS, MEASURES, EXPERIENCE, IMPROVEMENTS, ORDERS, PLACES, OBJECTIONS, LINKS,
)  # fmt: skip
BY_TITLE = {sheet.title: sheet for sheet in SHEETS}
COMPUTED_SHEETS = (
    "Summary", "Critical path", "Equal critical paths", "Alternatives", "Lead time range", "Range histogram", "Criticality index",
    "Chains", "Capacity", "Current and future", "Matched steps", "Findings", "Accepted findings", "Notes and ideas", "Owners",
    "Ownership", "Portfolio", "Allocation", "Dependencies", "If it stops", "How it was calculated", "Thresholds", "Rules",
    "Read me first", "Charter", "Attendance", "Audit of workflows", "Experience by audience", "Services not projects",
    "Cost by stream", "Money by service", "Cost shares", "Revenue by customer", "Owners proposed",
    "Roadmap", "Priorities", "Contribution", "Claimed effects", "Follow-up",
    "Promised and come", "Health check", "README", "Schedule", "Connections", "Ways", "Units of time",
)  # fmt: skip
NOT_HELD: tuple[type[Record], ...] = (Placement, Note, Acceptance, Kept, Unknown)

__all__ = [
    "APPLICATIONS", "BY_TITLE", "COMPUTED_SHEETS", "CONTRACTS", "COSTS", "CUSTOMERS", "ENGAGEMENT", "EXAMPLE",
    "EXPERIENCE", "FLOWS", "ID_TITLE", "IMPROVEMENTS", "LINKS", "MAPS", "MEASURES", "NODE_WORDS", "NOT_HELD", "OBJECTIONS",
    "ORDERS", "PEOPLE", "PLACES", "READ_ME", "REVENUE", "SERVICES", "SHEETS", "SHOWS_HOW", "STAKEHOLDERS", "STEPS",
    "STREAMS", "SUPPLIERS", "UNITS", "WORKSHOPS", "Input", "InputKind", "InputSheet", "Labels", "merged", "written",
]  # fmt: skip
