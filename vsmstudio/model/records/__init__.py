"""The records of a document: frozen facts, each with an id. DOMAIN words, one paragraph a kind.

Relations to one other record are stored once, on the record that depends (`Step.owner`); relations among many are
`Link` records of their own. `None` and an empty text mean *blank*, which is neither zero nor 100 %.
"""

from __future__ import annotations

from vsmstudio.model.ids import ServiceId
from vsmstudio.model.records.base import Record, Unknown
from vsmstudio.model.records.drawn import Endpoint, Flow, Map, Node, Note, Placement, Queue, Step
from vsmstudio.model.records.engagement import (
    EFFECTS,
    GRADES,
    Acceptance,
    Engagement,
    Improvement,
    Measure,
    Objection,
    Ranked,
    Ranking,
    Stakeholder,
    Touchpoint,
    ValueStream,
    Workshop,
)
from vsmstudio.model.records.kinds import (
    Audience,
    Convention,
    Criticality,
    EndpointKind,
    EndpointRole,
    Fallback,
    FlowKind,
    FlowMode,
    Handoff,
    Horizon,
    ImprovementKind,
    ImprovementState,
    Lifecycle,
    LinkKind,
    MapPaper,
    MapState,
    MeasureKind,
    Medium,
    Method,
    NoteKind,
    Obstacle,
    PaperSize,
    PeopleShown,
    RangeShape,
    Readiness,
    ReworkRule,
    ServiceKind,
    ServiceState,
    Side,
    Source,
    Split,
    ValueClass,
    WorkshopKind,
)
from vsmstudio.model.records.portfolio import (
    COST_FIELDS,
    READINESS_FIELDS,
    Application,
    Contract,
    Kept,
    Link,
    Person,
    Revenue,
    Service,
    Unit,
)

__all__ = [
    "Acceptance", "Application", "Audience", "COST_FIELDS", "Contract", "Convention", "Criticality", "EFFECTS",
    "Endpoint", "EndpointKind", "EndpointRole", "Engagement", "Fallback", "Flow", "FlowKind", "FlowMode", "GRADES",
    "Handoff", "Horizon", "Improvement", "ImprovementKind", "ImprovementState", "Kept", "Lifecycle", "Link",
    "LinkKind", "Map", "MapPaper", "MapState", "Measure", "MeasureKind", "Medium", "Method", "NODE_KINDS", "Node",
    "Note", "NoteKind", "Objection", "Obstacle", "PaperSize", "PeopleShown", "Person", "Placement", "Queue",
    "READINESS_FIELDS", "RECORD_TYPES", "RangeShape", "Ranked", "Ranking", "Readiness", "Record", "Revenue",
    "ReworkRule", "Service", "ServiceId", "ServiceKind", "ServiceState", "Side", "Source", "Split", "Stakeholder",
    "Step", "Touchpoint", "Unit", "Unknown", "ValueClass", "ValueStream", "Workshop", "WorkshopKind",
]  # fmt: skip

NODE_KINDS = (Step, Queue, Endpoint)
RECORD_TYPES: tuple[type[Record], ...] = (
    Engagement,
    Unit,
    Person,
    ValueStream,
    Stakeholder,
    Workshop,
    Measure,
    Map,
    Step,
    Queue,
    Endpoint,
    Flow,
    Touchpoint,
    Service,
    Application,
    Contract,
    Revenue,
    Link,
    Improvement,
    Ranking,
    Ranked,
    Acceptance,
    Objection,
    Note,
    Placement,
    Kept,
)
