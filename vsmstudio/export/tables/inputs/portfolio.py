"""Sheets of services and the money, contracts and applications behind them; and of the links among all records."""

from __future__ import annotations

from vsmstudio.export.tables.inputs.kinds import Input, InputKind, InputSheet
from vsmstudio.model.records import (
    Application,
    Contract,
    Criticality,
    Fallback,
    Lifecycle,
    Link,
    LinkKind,
    Readiness,
    Revenue,
    Service,
    ServiceKind,
    ServiceState,
)

K = InputKind


def _ready(title: str, field: str, hint: str) -> Input:
    return Input(title, K.CHOICE, field, hint, choice=Readiness, width=11)


SERVICES = InputSheet(
    "Services",
    (Service,),
    (
        Input(
            "Service",
            field="name",
            hint="What the service is called by those who use it.",
            required=True,
            width=26,
            example="Example: Order tracking",
        ),
        Input(
            "Type",
            K.CHOICE,
            "kind",
            "customer-facing, internal (for staff) or IT.",
            choice=ServiceKind,
            width=15,
            example="customer-facing",
        ),
        Input(
            "State",
            K.CHOICE,
            "state",
            "pipeline (planned), catalogue (in use) or retired.",
            choice=ServiceState,
            width=11,
            example="catalogue",
        ),
        Input(
            "Owner",
            K.REFERENCE,
            "owner",
            "Who is accountable for the service: a role or a person.",
            refers=("person",),
            width=22,
            example="Head of order desk",
        ),
        Input("Service manager", K.REFERENCE, "manager", "Who runs it from day to day.", refers=("person",), width=20),
        Input(
            "Provider",
            K.REFERENCE,
            "provider",
            "The unit or supplier that provides it.",
            refers=("unit",),
            width=20,
            example="IT operations",
        ),
        Input(
            "Customers",
            K.REFERENCES,
            hint="Who uses it, separated by ;",
            refers=("unit",),
            link=LinkKind.SERVES,
            width=24,
            example="Wholesale customers",
        ),
        Input(
            "Outcomes",
            field="outcomes",
            hint="What its users can do with it.",
            width=34,
            example="Customers see where their order is",
        ),
        Input("Offerings", field="offerings", hint="What can be ordered.", width=28),
        Input(
            "Service levels",
            field="service_levels",
            hint="What is promised, such as hours and time to restore.",
            width=28,
        ),
        Input(
            "Warranty",
            field="warranty",
            hint="What assures that it is fit for use: available, secure, enough of it.",
            width=28,
        ),
        Input(
            "Fallback",
            K.CHOICE,
            "fallback",
            "What people do when it stops: none, manual or alternative.",
            choice=Fallback,
            width=12,
        ),
        _ready("Security", "security", "Is it secure: ok, gap or not asked."),
        _ready("Continuity", "continuity", "Does it go on in a crisis: ok, gap or not asked."),
        _ready("Remote use", "remote_use", "Can it be used from anywhere: ok, gap or not asked."),
        _ready("Self-service", "self_service", "Can users help themselves: ok, gap or not asked."),
        _ready("Knowledge", "knowledge", "Is it written down how it works: ok, gap or not asked."),
        Input("Reviewed on", K.DATE, "reviewed_on", "The day on which readiness was looked at.", width=12),
        Input("Notes", field="notes", hint="Anything else.", width=34),
    ),
    "One row for each service.",
    computed=("Customers in effect", "Streams", "On critical path of"),
)

COSTS = InputSheet(
    "Costs",
    (Service,),
    (
        Input(
            "Service",
            K.REFERENCE,
            "service",
            "The service, as it is called in the sheet Services.",
            required=True,
            refers=("service",),
            width=26,
            example="Example: Order tracking",
        ),
        Input("Development", K.MONEY, "cost_development", "Money a year.", width=14, example=40000),
        Input("Infrastructure", K.MONEY, "cost_infrastructure", "Money a year.", width=14, example=12000),
        Input("Maintenance", K.MONEY, "cost_maintenance", "Money a year.", width=14, example=8000),
        Input(
            "Vendor outside contracts",
            K.MONEY,
            "cost_vendor",
            "Money a year to vendors that no contract of the sheet Contracts covers.",
            width=14,
        ),
        Input(
            "Consumer support", K.MONEY, "cost_support", "Money a year for helping its users.", width=14, example=5000
        ),
        Input("Other", K.MONEY, "cost_other", "Money a year.", width=14),
    ),
    "What each service costs a year, by category. Leave blank what is not known.",
    part_of="Services",
    computed=("Owner", "Contracts", "Own cost"),
)

CONTRACTS = InputSheet(
    "Contracts",
    (Contract,),
    (
        Input(
            "Contract",
            field="name",
            hint="What the contract is called.",
            required=True,
            width=26,
            example="Example: Hosting 2026",
        ),
        Input("Supplier", K.REFERENCE, "supplier", "The firm.", refers=("unit",), width=24, example="Hosting Ltd"),
        Input("Value", K.MONEY, "annual_value", "Money a year.", width=14, example=24000),
        Input("Start", K.DATE, "start", "The first day, as 2026-01-01.", width=12, example="2026-01-01"),
        Input("End", K.DATE, "end", "The last day, as 2026-12-31.", width=12, example="2026-12-31"),
        Input(
            "Notice",
            K.DURATION,
            "notice",
            "How long before its end notice must be given, such as 3 mo.",
            width=10,
            example="3 mo",
        ),
        Input(
            "Covers",
            K.REFERENCES,
            hint="Services that it pays for, separated by ;",
            refers=("service",),
            link=LinkKind.COVERS,
            width=34,
            example="Order tracking",
        ),
        Input("Notes", field="notes", hint="Anything else.", width=34),
        Input("Measured", K.MEASURED, hint="Notice where it was measured, else blank.", width=11),
    ),
    "One row for each contract with a supplier.",
    computed=("On the as-of date", "Assigned to services", "Assigned to none"),
)

APPLICATIONS = InputSheet(
    "Applications",
    (Application,),
    (
        Input(
            "Application",
            field="name",
            hint="What the software is called.",
            required=True,
            width=28,
            example="Example: SAP",
        ),
        Input(
            "Owner",
            K.REFERENCE,
            "owner",
            "Who is accountable for it.",
            refers=("person",),
            width=26,
            example="Head of IT operations",
        ),
        Input(
            "Lifecycle",
            K.CHOICE,
            "lifecycle",
            "planned, live, phasing out or retired.",
            choice=Lifecycle,
            width=14,
            example="live",
        ),
        Input(
            "Supports",
            K.REFERENCES,
            hint="Services that it is a part of, separated by ;",
            refers=("service",),
            link=LinkKind.SUPPORTS,
            width=40,
            example="Order tracking",
        ),
        Input("Notes", field="notes", hint="Anything else.", width=36),
    ),
    "One row for each application.",
)

REVENUE = InputSheet(
    "Revenue",
    (Revenue,),
    (
        Input("Customer", K.REFERENCE, "customer", "Who pays.", refers=("unit",), width=28),
        Input("Service", K.REFERENCE, "service", "For which service.", required=True, refers=("service",), width=28),
        Input("Revenue", K.MONEY, "amount", "Money a year.", width=16),
        Input("Notes", field="notes", hint="Anything else.", width=40),
    ),
    "What each customer pays a year, and for which service.",
)

LINKS = InputSheet(
    "Links",
    (Link,),
    (
        Input(
            "From",
            K.REFERENCE,
            "source",
            "A service, stream, contract, application, step, person, unit, workshop or improvement.",
            required=True,
            refers=(
                "service",
                "stream",
                "contract",
                "application",
                "step",
                "person",
                "unit",
                "workshop",
                "improvement",
            ),
            width=32,
        ),
        Input(
            "Relation", K.CHOICE, "kind", "What the first does to the second.", required=True, choice=LinkKind, width=13
        ),
        Input(
            "To",
            K.REFERENCE,
            "target",
            "A step, stream, unit, service or workshop.",
            required=True,
            refers=("step", "stream", "unit", "service", "workshop"),
            width=34,
        ),
        Input(
            "Criticality",
            K.CHOICE,
            "criticality",
            "How badly it is needed: high, medium or low.",
            choice=Criticality,
            width=12,
        ),
        Input("What it does there", field="does", hint="What the service does for the step or stream.", width=50),
        Input("Share", K.SHARE, "share", "Share of the cost; blank ones share the rest evenly.", width=9),
    ),
    "One row for each relation: services that underpin steps and streams or rest on others, who is served, what contracts cover, "
    "what applications support, who carries cost, which step a future one came from, who maps and who was there, and what an "
    "improvement changes. Steps are named as Stream > Map > Step.",
)
