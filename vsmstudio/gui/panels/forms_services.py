"""The forms of services and of what stands behind them: applications, contracts, revenue."""

from __future__ import annotations

from vsmstudio.gui.panels.specs import NOTES, Form, Group, Spec, options
from vsmstudio.model.dates import day
from vsmstudio.model.document import Document
from vsmstudio.model.money import show_money
from vsmstudio.model.notice import last_notice
from vsmstudio.model.records import (
    COST_FIELDS,
    Application,
    Contract,
    Fallback,
    Lifecycle,
    Readiness,
    Record,
    Revenue,
    Service,
    ServiceKind,
    ServiceState,
)  # fmt: skip

_READY = options((Readiness.NOT_ASKED, "Not asked yet"), (Readiness.OK, "OK"), (Readiness.GAP, "Gap"))


def _notice(document: Document, contract: Contract) -> str:
    """The last day on which notice can be given, where that is known."""
    last = last_notice(contract, document.engagement.calendar)
    return f"until {day(last)}" if last else ""


def _costs(document: Document, service: Service) -> str:
    """What the typed categories come to, and how many of them are known."""
    known = [cost for name in COST_FIELDS if (cost := getattr(service, name)) is not None]
    if not known:
        return ""
    covers = "" if len(known) == len(COST_FIELDS) else f", {len(known)} of {len(COST_FIELDS)} known"
    return f"{show_money(sum(known))}{covers}"


def _money_caption(document: Document) -> str:
    return f"Cost a year ({document.engagement.currency})"


_COST = Group(_money_caption, _costs)
_READINESS = Group(lambda document: "Readiness")

SERVICE_FORMS: dict[type[Record], Form] = {
    Service: Form(
        "Service",
        (
            Spec("kind", "Type", "choice", options(
                (ServiceKind.CUSTOMER_FACING, "Customer-facing"), (ServiceKind.INTERNAL, "Internal"), (ServiceKind.IT, "IT"))),
            Spec("owner", "Service owner", "person", hint="Choose or drop a person", owner=True),
            Spec("manager", "Service manager", "person", hint="Choose or type a person"),
            Spec("provider", "Provided by", "unit", hint="Choose or type a unit"),
            Spec("state", "State", "choice", options(
                (ServiceState.PIPELINE, "In the pipeline"), (ServiceState.CATALOGUE, "In the catalogue"),
                (ServiceState.RETIRED, "Retired"))),
            Spec("outcomes", "Outcomes", "long"),
        ),
        (
            Spec("offerings", "Offerings", "long"),
            Spec("service_levels", "Service levels", "long"),
            Spec("warranty", "Warranty, what makes it fit for use", "long"),
            Spec("fallback", "Fallback when it stops", "choice", ((None, "Not recorded"), *options(
                (Fallback.NONE, "None, work stops"), (Fallback.MANUAL, "Manual, work goes on by hand"),
                (Fallback.ALTERNATIVE, "Alternative, another service steps in")))),
            Spec("cost_development", "Development", "money", group=_COST),
            Spec("cost_infrastructure", "Infrastructure", "money", group=_COST),
            Spec("cost_maintenance", "Maintenance", "money", group=_COST),
            Spec("cost_vendor", "Vendors, not in contracts", "money", group=_COST),
            Spec("cost_support", "Support for its users", "money", group=_COST),
            Spec("cost_other", "Other", "money", group=_COST),
            Spec("security", "Security", "choice", _READY, group=_READINESS),
            Spec("continuity", "Continuity", "choice", _READY, group=_READINESS),
            Spec("remote_use", "Remote use", "choice", _READY, group=_READINESS),
            Spec("self_service", "Self-service", "choice", _READY, group=_READINESS),
            Spec("knowledge", "Knowledge", "choice", _READY, group=_READINESS),
            Spec("reviewed_on", "Reviewed on", "date", hint="2026-02-14", group=_READINESS),
            NOTES,
        ),
    ),
    Application: Form(
        "Application",
        (
            Spec("owner", "Owner", "person", hint="Choose or drop a person"),
            Spec("lifecycle", "Lifecycle", "choice", options(
                (Lifecycle.PLANNED, "Planned"), (Lifecycle.LIVE, "Live"), (Lifecycle.PHASING_OUT, "Phasing out"),
                (Lifecycle.RETIRED, "Retired"), blank=True)),
            NOTES,
        ),
    ),
    Contract: Form(
        "Contract",
        (
            Spec("supplier", "Supplier", "unit", hint="Choose or type a unit"),
            Spec("annual_value", "Yearly value", "money", hint="Such as 120,000 or 120k"),
            Spec("start", "Starts", "date", hint="Such as 2026-02-14"),
            Spec("end", "Ends", "date", hint="Such as 2028-02-13"),
            Spec("notice", "Notice to give before it ends", "agreed", hint="Such as 3 mo", echo=_notice),
            NOTES,
        ),
    ),
    Revenue: Form(
        "Revenue line",
        (
            Spec("service", "Service", "service", hint="Choose a service"),
            Spec("customer", "Customer", "unit", hint="Choose or type a unit"),
            Spec("amount", "Revenue a year", "money", hint="Such as 120,000 or 120k"),
            NOTES,
        ),
        named="",
    ),
}  # fmt: skip
