"""The facts of the owner walk-through as columns: streams and customers, their owners, what underpins them, the portfolio."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vsmstudio.analysis.services import customers, customers_of_service, external
from vsmstudio.export.tables.words import money, percent
from vsmstudio.gui.pages.cols import Col
from vsmstudio.gui.panels import reference
from vsmstudio.gui.panels.specs import Spec, options
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    LinkKind,
    Person,
    Service,
    ServiceKind,
    ServiceState,
    Side,
    Unit,
    ValueStream,
)

NOBODY = "Nobody"
_KINDS = options(
    (ServiceKind.CUSTOMER_FACING, "Customer-facing"), (ServiceKind.INTERNAL, "Internal"), (ServiceKind.IT, "IT")
)
_STATES = options(
    (ServiceState.PIPELINE, "Pipeline"), (ServiceState.CATALOGUE, "Catalogue"), (ServiceState.RETIRED, "Retired")
)


def stream_keys(document: Document) -> Sequence[Id]:
    return [each.id for each in document.streams]


def service_keys(document: Document) -> Sequence[Id]:
    """Services in use or on their way: those of customers first, those of IT last."""
    ranks = {kind: at for at, kind in enumerate(ServiceKind)}
    held = [each for each in document.services if each.state is not ServiceState.RETIRED]
    return [each.id for each in sorted(held, key=lambda each: (ranks[each.kind], each.name, each.id))]


def side_words(document: Document, person: Id | None) -> str:
    """The side of the organisation that a person stands on: `business`, `IT`; a dash where it is not known."""
    held = document.of(Person, person)
    if held is None:
        return ""
    unit = document.of(Unit, held.unit)
    words = unit.side.value if unit else "not known"
    return f"{words}, vacant" if held.vacant else words


def named_customers(document: Document, record: ValueStream | Service) -> str:
    return "; ".join(each.name for each in customers(document, record.id))


def _set_customers(document: Document, key: Id, text: str) -> Change:
    """Let a stream have the customers that are typed, `;` or a comma between them; who is not known yet becomes a unit."""
    before, found = Change("", {}), []
    for part in filter(None, (each.strip() for each in re.split(r"[;,]", text))):
        at = document.apply(before)
        unit = reference.read_name(part, reference.units(at), "units")
        if isinstance(unit, reference.New):
            made = edits.add_unit(at, unit, side=Side.CUSTOMER)
            before, unit = before.then(made, made.label), next(iter(made.records))
        if unit is not None:
            found.append(unit)
    joined = edits.set_joined(document.apply(before), key, LinkKind.SERVES, found)
    return before.then(joined, f"Set customers of {document.name(key)[:40]}")


def _from_outside(document: Document, record: ValueStream) -> str:
    held = customers(document, record.id)
    if not held:
        return ""
    return "From outside" if external(held) else "Inside"


def stream_columns() -> tuple[Col, ...]:
    """Step 1: what each stream is for, and whom."""
    return (
        Col(Spec("name", "Value stream"), 150, 1, "What a customer asks for, and gets", bold=True),
        Col(
            Spec("name", "Customers"), 150, 1, "Who judges what comes out; several with ; between them",
            text=named_customers, change=_set_customers,
            gap=lambda d, r: not customers(d, r.id), blank="Who is it for?",
        ),
        Col(Spec("name", "Where they are"), 110, 0, "Outside customers pay, inside ones are staff", text=_from_outside,
            computed=True),
        Col(Spec("outcomes", "Outcome", "long"), 200, 3, "What they have afterwards, in their own words",
            gap=lambda d, r: not r.outcomes.strip(), blank="Not said yet"),
    )  # fmt: skip


def owner_columns(workspace: Workspace) -> tuple[Col, ...]:
    """Step 2: who is accountable for what comes out, and on which side they stand."""
    return (
        Col(Spec("name", "Value stream"), 150, 1, bold=True, computed=True),
        Col(Spec("name", "Customers"), 130, 1, text=named_customers, computed=True),
        Col(Spec("owner", "Owner", "person"), 150, 1, "Choose with the arrow down, or type a name",
            gap=lambda d, r: _gap(workspace, r), blank=NOBODY),
        Col(Spec("owner", "Side"), 80, 0, text=lambda d, r: side_words(d, r.owner), computed=True),
        Col(Spec("sponsor", "Sponsor", "person"), 130, 1, "Who clears the way"),
        Col(Spec("name", "What speaks against it"), 180, 3, text=lambda d, r: _against(workspace, r), computed=True),
    )  # fmt: skip


def technology_columns(workspace: Workspace) -> tuple[Col, ...]:
    """Step 3: what each service does, for which stream."""
    return (
        Col(Spec("name", "Service"), 150, 1, bold=True),
        Col(Spec("kind", "Type", "choice", _KINDS), 110, 0, "Who consumes it: customers, staff, or IT itself"),
        Col(Spec("name", "Streams"), 150, 1, "Those that it reaches, through other services too",
            text=lambda d, r: _streams(workspace, r), computed=True,
            gap=lambda d, r: not _streams(workspace, r), blank="None"),
        Col(Spec("name", "What it does there"), 180, 3, "At which steps", text=_does, computed=True),
        Col(Spec("name", "Share of lead time"), 120, 0, "Of the critical path of the stream that rests on it most",
            text=lambda d, r: _share(workspace, r), computed=True),
        Col(Spec("provider", "Provider", "unit"), 120, 1),
    )  # fmt: skip


def portfolio_columns(workspace: Workspace) -> tuple[Col, ...]:
    """Step 4: each service with its owner, what it costs and what it is for."""
    return (
        Col(Spec("name", "Service"), 150, 1, bold=True),
        Col(Spec("state", "State", "choice", _STATES), 90, 0),
        Col(Spec("name", "Customers"), 130, 1, text=lambda d, r: _consumers(workspace, r), computed=True),
        Col(Spec("owner", "Owner", "person"), 150, 1, "Choose with the arrow down, or type a name",
            gap=lambda d, r: _gap(workspace, r), blank=NOBODY),
        Col(Spec("owner", "Side"), 80, 0, text=lambda d, r: side_words(d, r.owner), computed=True),
        Col(Spec("name", "Own cost a year"), 110, 0, text=lambda d, r: _cost(workspace, r), computed=True),
        Col(Spec("outcomes", "Outcome", "long"), 180, 3, "Without one it is a thing, not a service",
            gap=lambda d, r: not r.outcomes.strip(), blank="Not said yet"),
    )  # fmt: skip


def _gap(workspace: Workspace, record: ValueStream | Service) -> bool:
    return record.owner is None or bool(_against(workspace, record))


def _against(workspace: Workspace, record: ValueStream | Service) -> str:
    """What the rules on owners say against the present one."""
    found = [each for each in workspace.analysis.about(record.id) if each.rule.startswith("owner.")]
    return found[0].message if found else ""


def _streams(workspace: Workspace, service: Service) -> str:
    use = workspace.analysis.services.get(service.id)
    return ", ".join(workspace.document.name(key) for key in use.streams) if use else ""


def _consumers(workspace: Workspace, service: Service) -> str:
    document: Document = workspace.document
    use = workspace.analysis.services.get(service.id)
    found: tuple[Unit, ...] = customers_of_service(document, service, use) if use else customers(document, service.id)
    return ", ".join(each.name for each in found)


def _does(document: Document, service: Service) -> str:
    """`Takes the report (Report claim)`, for each step of a current map that it underpins itself."""
    current = {held.id for stream in document.streams if (held := document.current_map(stream.id)) is not None}
    said = []
    for link in document.links_from(service.id, LinkKind.UNDERPINS):
        target = document.get(link.target)
        if isinstance(target, ValueStream) or getattr(target, "map", None) in current:
            name = document.name(link.target)
            said.append(f"{link.does} ({name})" if link.does else name)
    above = [document.name(link.source) for link in document.links_to(service.id, LinkKind.RESTS_ON)]
    if above:
        said.append(f"Under {', '.join(above)}")
    return "; ".join(said)


def _share(workspace: Workspace, service: Service) -> str:
    document, shares = workspace.document, workspace.analysis.service_shares
    current = [held.id for stream in document.streams if (held := document.current_map(stream.id)) is not None]
    most = max((shares.get(key, {}).get(service.id, 0.0) for key in current), default=0.0)
    return percent(most) if most else ""


def _cost(workspace: Workspace, service: Service) -> str:
    held = workspace.analysis.money.services.get(service.id)
    return money(held.own, workspace.document.engagement.currency) if held and held.own is not None else ""
