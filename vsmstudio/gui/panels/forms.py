"""Which fields each kind of record has, in the order in which the inspector asks for them."""

from __future__ import annotations

from vsmstudio.gui.panels.forms_engagement import CHARTER, DELIVERED, ENGAGEMENT_FORMS, VALUE_AGREED
from vsmstudio.gui.panels.forms_improvements import IMPROVEMENT_FORMS
from vsmstudio.gui.panels.forms_notes import NOTE_FORMS
from vsmstudio.gui.panels.forms_services import SERVICE_FORMS
from vsmstudio.gui.panels.specs import NOTES, Form, Spec, options
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Acceptance,
    Convention,
    Criticality,
    Endpoint,
    EndpointKind,
    EndpointRole,
    Engagement,
    Flow,
    FlowKind,
    FlowMode,
    Handoff,
    Link,
    LinkKind,
    Map,
    MapState,
    Medium,
    Person,
    Queue,
    RangeShape,
    Record,
    ReworkRule,
    Side,
    Split,
    Step,
    Unit,
    ValueClass,
    ValueStream,
)  # fmt: skip

SIDES = options((Side.BUSINESS, "Business"), (Side.IT, "IT"), (Side.SUPPLIER, "Supplier"), (Side.CUSTOMER, "Customer"))
CRITICALITIES = options((Criticality.HIGH, "High"), (Criticality.MEDIUM, "Medium"), (Criticality.LOW, "Low"))
VALUE_CLASSES = options(
    (ValueClass.VA, "Value adding"),
    (ValueClass.NNVA, "Necessary, not value adding"),
    (ValueClass.NVA, "Not value adding"),
    blank=True,
)
SPLITS = options((Split.ALL, "All of them"), (Split.ONE, "One of them"))
_KEY = Spec("key", "Id in the client's table")


def _judged_by(document: Document, step: Step) -> str:
    judge = document.name(step.judge)
    return f"judged by {judge}" if judge and step.ca is not None else ""


def _splits_to_one(document: Document, flow: Flow) -> bool:
    source = document.get(flow.source)
    return flow.kind is FlowKind.WORK and (flow.share is not None or getattr(source, "split", None) is Split.ONE)


def _goes_back(document: Document, flow: Flow) -> bool:
    return flow.kind is FlowKind.REWORK


def _agreed(document: Document, flow: Flow) -> bool:
    return flow.handoff is Handoff.AGREED


def _is_end(document: Document, endpoint: Endpoint) -> bool:
    return endpoint.role is EndpointRole.END or endpoint.starts is not None


def _underpins(document: Document, link: Link) -> bool:
    return link.kind is LinkKind.UNDERPINS


def _bears_cost(document: Document, link: Link) -> bool:
    return link.kind in {LinkKind.RESTS_ON, LinkKind.COVERS, LinkKind.CARRIED_BY}


FORMS: dict[type[Record], Form] = {
    Step: Form(
        "Step",
        (
            Spec("performer", "Performer", "unit", hint="Choose or type a unit"),
            Spec("owner", "Accountable owner", "person", hint="Choose or drop a person", owner=True),
            Spec("process_time", "Processing time", "duration"),
            Spec("lead_time", "Lead time", "duration"),
            Spec("ca", "% complete and accurate", "percent", echo=_judged_by),
            Spec("people", "People", "number"),
        ),
        (
            Spec("value_class", "Value", "choice", VALUE_CLASSES),
            Spec("wait", "Wait", "duration"),
            Spec("judge", "%C&A judged by", "unit", hint="The receiver"),
            Spec("crew", "Crew (on one item at once)", "positive", hint="1"),
            Spec("availability", "Availability", "percent", hint="100 %"),
            Spec("batch", "Batch size", "positive"),
            Spec("ends_here", "The work is meant to end here", "flag"),
            Spec("barriers", "Barriers", "long"),
            Spec("as_documented", "As documented", "long"),
            Spec("as_done", "As done", "long"),
            Spec("why", "Why it is done so", "long"),
            NOTES,
            _KEY,
        ),
    ),
    Queue: Form(
        "Queue",
        (Spec("wait", "Wait", "duration"), Spec("quantity", "Items waiting", "number")),
        (NOTES, _KEY),
    ),
    Endpoint: Form(
        "Start or end",
        (
            Spec("kind", "Kind", "choice", options(
                (EndpointKind.CUSTOMER, "Customer"), (EndpointKind.SUPPLIER, "Supplier"), (EndpointKind.TRIGGER, "Trigger"))),
            Spec("role", "Place", "choice", options(
                (EndpointRole.START, "The stream starts here"), (EndpointRole.END, "The stream ends here"))),
            Spec("unit", "Unit", "unit", hint="Choose or type a unit"),
            Spec("starts", "Starts the stream", "stream", hint="Where work goes on from here", when=_is_end),
        ),
        (NOTES, _KEY),
    ),
    Flow: Form(
        "Connection",
        (
            Spec("kind", "Carries", "choice", options(
                (FlowKind.WORK, "Work"), (FlowKind.INFORMATION, "Information"), (FlowKind.REWORK, "Rework"))),
            Spec("share", "Share of the items that go this way", "percent", hint="An even share", when=_splits_to_one),
            Spec("probability", "How often work comes back", "percent", when=_goes_back),
            Spec("mode", "Mode", "choice", options((FlowMode.PUSH, "Push"), (FlowMode.PULL, "Pull"), (FlowMode.FIFO, "FIFO"))),
            Spec("medium", "Medium", "choice", options(
                (Medium.MANUAL, "Manual"), (Medium.ELECTRONIC, "Electronic"), blank=True)),
            Spec("delay", "Delay on the way", "duration"),
            Spec("handoff", "Handoff", "choice", options(
                (Handoff.NOT_ASKED, "Not asked yet"), (Handoff.NONE, "Nothing is agreed"), (Handoff.AGREED, "Agreed"))),
            Spec("handoff_what", "What is passed", when=_agreed),
            Spec("handoff_complete", "Complete when", when=_agreed),
            Spec("handoff_within", "Within", "agreed", when=_agreed),
            Spec("handoff_since", "Agreed since", "date", hint="Such as 2026-02-14", when=_agreed),
        ),
        named="",
    ),
    Link: Form(
        "Link",
        (
            Spec("criticality", "Criticality", "choice", CRITICALITIES, when=_underpins),
            Spec("does", "What it does there", "long", when=_underpins),
            Spec("share", "Share of the cost", "percent", hint="An even share", when=_bears_cost),
        ),
        named="",
    ),
    Person: Form(
        "Person",
        (
            Spec("name", "Name"),
            Spec("unit", "Unit", "unit", hint="Choose or type a unit"),
            Spec("vacant", "The post is vacant", "flag"),
        ),
        named="role",
    ),
    Unit: Form(
        "Unit",
        (
            Spec("side", "Side", "choice", SIDES),
            Spec("parent", "Part of", "unit", hint="Choose or type a unit"),
            Spec("people", "People", "number"),
            Spec("hourly_cost", "Cost per hour", "money"),
        ),
    ),
    ValueStream: Form(
        "Value stream",
        (
            Spec("owner", "Stream owner", "person", hint="Choose or drop a person", owner=True),
            Spec("sponsor", "Sponsor", "person", hint="Choose or type a person"),
            Spec("demand", "Demand", "positive"),
            Spec("demand_per", "Demand is per", "choice", options(
                ("h", "Hour"), ("d", "Day"), ("wk", "Week"), ("mo", "Month"), ("y", "Year"))),
            Spec("available", "Available time per day", "agreed", hint="The calendar's day"),
            Spec("trigger", "Trigger", hint="What sets it off"),
            Spec("outcomes", "Outcomes", "long"),
        ),
        (*CHARTER, NOTES),
    ),
    Map: Form(
        "Map",
        (
            Spec("state", "State", "choice", options((MapState.CURRENT, "Current state"), (MapState.FUTURE, "Future state"))),
            Spec("date", "Date", "date", hint="Such as 2026-02-14"),
            Spec("convention", "Lead time is made of", "choice", options(
                (Convention.SERVICE, "Lead times of steps"), (Convention.WAITS, "Waits alone"),
                (Convention.WAITS_PROCESSING, "Waits and processing"))),
        ),
    ),
    Engagement: Form(
        "Engagement",
        (
            Spec("client", "Client"),
            Spec("consultant", "Consultant"),
            Spec("as_of", "As-of date", "date", hint="Today"),
            Spec("currency", "Currency"),
            Spec("value_definition", "Agreed definition of value", "long"),
            *VALUE_AGREED,
        ),
        (
            Spec("hours_per_day", "Working hours a day", "positive"),
            Spec("days_per_week", "Working days a week", "positive"),
            Spec("weeks_per_year", "Working weeks a year", "positive"),
            Spec("productive_hours", "Productive hours per person and year", "positive"),
            Spec("rework", "Rework is repeated", "choice", options(
                (ReworkRule.UNTIL_RIGHT, "Until it is right"), (ReworkRule.ONCE, "Once at most"))),
            Spec("quality_threshold", "%C&A is poor under", "percent"),
            Spec("quality_floor", "%C&A is very poor under", "percent"),
            Spec("streams_per_owner", "Streams that one person can own", "number"),
            Spec("near_critical", "Nearly critical: slack under this share", "percent"),
            Spec("bottleneck_threshold", "Bottleneck: utilisation over", "percent"),
            Spec("longest_wait", "Long wait: share of lead time over", "percent"),
            Spec("expiring_days", "Contract about to end: days ahead", "number"),
            Spec("review_months", "Months between reviews of readiness", "number"),
            Spec("range_shape", "Ranges of durations are spread as", "choice", options(
                (RangeShape.PERT, "A bell around the likely value (PERT)"), (RangeShape.TRIANGULAR, "A triangle"))),
            *DELIVERED,
        ),
        named="title",
    ),
    Acceptance: Form(
        "Accepted finding",
        (
            Spec("why", "Why the room lives with it", "long"),
            Spec("by", "Accepted by"),
            Spec("since", "Since", "date", hint="Such as 2026-02-14"),
            Spec("until", "Until", "date", hint="No end"),
        ),
        named="",
    ),
    **SERVICE_FORMS,
    **ENGAGEMENT_FORMS,
    **NOTE_FORMS,
    **IMPROVEMENT_FORMS,
}  # fmt: skip
