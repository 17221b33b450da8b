"""Writes the templates in `resources/templates` anew, by the edits that a person would do.

    python packaging/templates.py

Run it when the file format or the layout changed, or to change what stands here. The figures are examples, and the
engagement's title and the stream's notes say so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from template_charters import BRIEFINGS, CHARTERS, Charter

from vsmstudio.gui.start.templates import BLANK, TEMPLATES
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.durations import parse
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Endpoint,
    EndpointKind,
    EndpointRole,
    FlowKind,
    LinkKind,
    Queue,
    Record,
    ServiceKind,
    Side,
    Split,
    Step,
    ValueClass,
)
from vsmstudio.model.renewing import renewed
from vsmstudio.notation.layout import layout
from vsmstudio.storage.files import save

NOTES = (
    "All times, qualities, people, owners, stakeholders and measures are examples, and so is the charter. "
    "Replace them with what you see, hear and measure."
)
TARGET = Path(__file__).resolve().parent.parent / "resources" / "templates"
VA, NNVA, NVA = ValueClass.VA, ValueClass.NNVA, ValueClass.NVA
CUSTOMER, INTERNAL, IT = ServiceKind.CUSTOMER_FACING, ServiceKind.INTERNAL, ServiceKind.IT


@dataclass(frozen=True)
class Work:
    """A step: who does it, who is accountable (blank: nobody yet), its times, its %C&A (0..1), people and value."""

    name: str
    performer: str
    owner: str
    process: str
    lead: str
    ca: float | None
    people: float
    value: ValueClass = NNVA
    split: Split = Split.ALL


@dataclass(frozen=True)
class Wait:
    """A queue."""

    name: str
    wait: str


@dataclass(frozen=True)
class Plan:
    """A template. `work` names its flows as chains of names (`A > B > C`); a share follows its target as in `B 60%`."""

    stream: str
    trigger: str
    outcomes: str
    demand: tuple[float, str]
    start: tuple[str, EndpointKind]
    end: str
    units: Mapping[str, Side]
    people: Mapping[str, str]  # role and unit
    stream_owner: str
    nodes: Sequence[Work | Wait]
    chains: Sequence[str]
    rework: tuple[str, str, float]
    services: Sequence[tuple[str, ServiceKind, str, str, Sequence[str]]] = field(default=())  # owner, provider, under


PLANS = {
    "service-value-stream": Plan(
        stream="Service request",
        trigger="A customer asks for something",
        outcomes="The customer has what they asked for, or a clear answer why not",
        demand=(40, "d"),
        start=("Customer", EndpointKind.CUSTOMER),
        end="Customer",
        units={
            "Customers": Side.CUSTOMER, "Front office": Side.BUSINESS, "Back office": Side.BUSINESS,
            "Specialists": Side.BUSINESS, "Delivery": Side.BUSINESS, "IT services": Side.IT,
        },
        people={
            "Head of Service": "Front office", "Head of Operations": "Back office",
            "Lead Specialist": "Specialists", "Head of Delivery": "Delivery", "Service Manager": "IT services",
        },
        stream_owner="Head of Service",
        nodes=(
            Work("Take in request", "Front office", "Head of Service", "10 min", "4 h", 0.8, 6),
            Work("Check request", "Back office", "Head of Operations", "20 min", "1 d", 0.85, 5),
            Wait("Waiting for a specialist", "1 d"),
            Work("Assess need", "Specialists", "Lead Specialist", "45 min", "2 d", 0.9, 5, VA),
            Work("Check compliance", "Back office", "", "15 min", "1 d", 0.95, 2),
            Work("Decide", "Specialists", "Lead Specialist", "15 min", "1 d", 0.92, 3),
            Work("Deliver service", "Delivery", "Head of Delivery", "1.5 h", "3 d", 0.9, 10, VA),
            Work("Confirm and close", "Front office", "Head of Service", "5 min", "1 d", None, 4),
        ),
        chains=(
            "Customer > Take in request > Check request > Waiting for a specialist > Assess need > Decide"
            " > Deliver service > Confirm and close > end",
            "Waiting for a specialist > Check compliance > Decide",
        ),
        rework=("Check request", "Take in request", 0.2),
        services=(
            ("Request portal", CUSTOMER, "Head of Service", "IT services", ("Take in request",)),
            ("Case handling", IT, "Service Manager", "IT services", ("Check request", "Assess need", "Decide")),
            ("Identity check", INTERNAL, "", "Back office", ("Check compliance",)),
            ("Scheduling", IT, "Service Manager", "IT services", ("Deliver service",)),
        ),
    ),
    "incident-to-resolution": Plan(
        stream="Incident to resolution",
        trigger="Somebody cannot work as agreed",
        outcomes="The service works again and whoever reported it says so",
        demand=(40, "d"),
        start=("User", EndpointKind.CUSTOMER),
        end="User",
        units={
            "Users": Side.BUSINESS, "Service desk": Side.IT, "Second line": Side.IT, "Platform teams": Side.IT,
            "Change advisory": Side.IT,
        },
        people={
            "Service Desk Lead": "Service desk", "Support Manager": "Second line", "Platform Owner": "Platform teams",
            "Change Manager": "Change advisory",
        },
        stream_owner="Support Manager",
        nodes=(
            Work("Log incident", "Service desk", "Service Desk Lead", "6 min", "20 min", 0.75, 8),
            Work("Diagnose", "Service desk", "Service Desk Lead", "12 min", "1 h", 0.8, 8, split=Split.ONE),
            Work("Resolve at first line", "Service desk", "Service Desk Lead", "15 min", "1 h", 0.95, 6, VA),
            Wait("Second-line queue", "4 h"),
            Work("Investigate", "Second line", "Support Manager", "1 h", "6 h", 0.85, 6),
            Work("Fix and test", "Platform teams", "", "1.5 h", "1 d", 0.88, 5, VA),
            Work("Approve change", "Change advisory", "Change Manager", "10 min", "4 h", 0.97, 2),
            Work("Restore service", "Platform teams", "Platform Owner", "20 min", "2 h", 0.95, 3, VA),
            Work("Confirm with user", "Service desk", "Service Desk Lead", "5 min", "2 h", None, 6),
        ),
        chains=(
            "User > Log incident > Diagnose > Second-line queue 40% > Investigate > Fix and test > Approve change"
            " > Restore service > Confirm with user > end",
            "Diagnose > Resolve at first line 60% > Confirm with user",
        ),
        rework=("Investigate", "Diagnose", 0.15),
        services=(
            ("Ticketing", IT, "Service Desk Lead", "Service desk", ("Log incident", "Diagnose", "Investigate")),
            ("Knowledge base", INTERNAL, "Support Manager", "Second line", ("Resolve at first line",)),
            ("Monitoring", IT, "Platform Owner", "Platform teams", ("Investigate",)),
            ("Build and deploy", IT, "", "Platform teams", ("Fix and test", "Restore service")),
        ),
    ),
    "order-to-cash": Plan(
        stream="Order to cash",
        trigger="A customer orders",
        outcomes="The customer has the goods and the money is in the bank",
        demand=(120, "d"),
        start=("Customer", EndpointKind.CUSTOMER),
        end="Customer",
        units={
            "Customers": Side.CUSTOMER, "Sales": Side.BUSINESS, "Credit control": Side.BUSINESS,
            "Warehouse": Side.BUSINESS, "Carrier": Side.SUPPLIER, "Accounts": Side.BUSINESS, "IT services": Side.IT,
        },
        people={
            "Head of Sales": "Sales", "Credit Manager": "Credit control", "Warehouse Manager": "Warehouse",
            "Head of Accounts": "Accounts", "Application Manager": "IT services",
        },
        stream_owner="Head of Sales",
        nodes=(
            Work("Take order", "Sales", "Head of Sales", "8 min", "2 h", 0.82, 8, VA),
            Work("Check credit", "Credit control", "Credit Manager", "5 min", "4 h", 0.95, 3),
            Wait("Released orders", "4 h"),
            Work("Pick and pack", "Warehouse", "Warehouse Manager", "25 min", "1 d", 0.94, 12, VA),
            Work("Ship", "Carrier", "", "15 min", "2 d", 0.97, 10, VA),
            Work("Invoice", "Accounts", "Head of Accounts", "4 min", "1 d", 0.88, 3),
            Work("Collect payment", "Accounts", "Head of Accounts", "6 min", "20 d", 0.93, 3),
            Work("Post payment", "Accounts", "Head of Accounts", "3 min", "1 d", None, 2, NVA),
        ),
        chains=(
            "Customer > Take order > Check credit > Released orders > Pick and pack > Ship > Invoice > Collect payment"
            " > Post payment > end",
        ),
        rework=("Invoice", "Take order", 0.08),
        services=(
            ("Web shop", CUSTOMER, "Head of Sales", "IT services", ("Take order",)),
            ("Order management", IT, "Application Manager", "IT services", ("Take order", "Check credit", "Invoice")),
            ("Warehouse system", IT, "Application Manager", "IT services", ("Pick and pack",)),
            ("Payment handling", INTERNAL, "", "Accounts", ("Collect payment", "Post payment")),
        ),
    ),
    "hire-to-productive": Plan(
        stream="Hire to productive",
        trigger="A vacancy is approved",
        outcomes="Somebody does the work alone, at the agreed quality",
        demand=(4, "mo"),
        start=("Approved vacancy", EndpointKind.TRIGGER),
        end="Hiring team",
        units={
            "Hiring teams": Side.BUSINESS, "Recruiting": Side.BUSINESS, "HR services": Side.BUSINESS,
            "IT services": Side.IT, "Facilities": Side.BUSINESS,
        },
        people={
            "Hiring Manager": "Hiring teams", "Head of Recruiting": "Recruiting",
            "Head of HR": "HR services", "IT Services Lead": "IT services",
        },
        stream_owner="Head of Recruiting",
        nodes=(
            Work("Describe the job", "Hiring teams", "Hiring Manager", "2 h", "3 d", 0.7, 4),
            Work("Advertise", "Recruiting", "Head of Recruiting", "1 h", "2 d", 0.9, 3),
            Wait("Applications come in", "10 d"),
            Work("Screen applications", "Recruiting", "Head of Recruiting", "4 h", "5 d", 0.75, 3),
            Work("Interview", "Hiring teams", "Hiring Manager", "6 h", "10 d", 0.85, 6, VA),
            Work("Make an offer", "Recruiting", "Head of Recruiting", "1 h", "4 d", 0.9, 3, VA),
            Work("Agree contract", "HR services", "Head of HR", "1 h", "5 d", 0.95, 2),
            Work("Prepare workplace", "IT services", "", "3 h", "8 d", 0.7, 3),
            Work("Welcome and set up", "HR services", "Head of HR", "1 d", "2 d", 0.85, 2),
            Work("Learn on the job", "Hiring teams", "Hiring Manager", "20 d", "40 d", None, 6, VA),
        ),
        chains=(
            "Approved vacancy > Describe the job > Advertise > Applications come in > Screen applications > Interview"
            " > Make an offer > Agree contract > Welcome and set up > Learn on the job > end",
            "Make an offer > Prepare workplace > Welcome and set up",
        ),
        rework=("Interview", "Advertise", 0.2),
        services=(
            ("Applicant tracking", IT, "IT Services Lead", "IT services", ("Advertise", "Screen applications")),
            ("Personnel files", IT, "IT Services Lead", "IT services", ("Agree contract",)),
            ("User access", IT, "IT Services Lead", "IT services", ("Prepare workplace",)),
            ("Training", INTERNAL, "", "Hiring teams", ("Learn on the job",)),
        ),
    ),
    "idea-to-release": Plan(
        stream="Idea to release",
        trigger="Somebody sees how the product could serve better",
        outcomes="People use what was released, and it does what was hoped for",
        demand=(12, "mo"),
        start=("Product idea", EndpointKind.TRIGGER),
        end="Users",
        units={
            "Users": Side.CUSTOMER, "Product": Side.BUSINESS, "Design": Side.BUSINESS, "Development": Side.IT,
            "Quality": Side.IT, "Platform": Side.IT,
        },
        people={
            "Product Owner": "Product", "Design Lead": "Design", "Development Lead": "Development",
            "Quality Lead": "Quality", "Platform Lead": "Platform",
        },
        stream_owner="Product Owner",
        nodes=(
            Work("Describe idea", "Product", "Product Owner", "1 h", "2 d", 0.7, 2),
            Work("Weigh value and effort", "Product", "Product Owner", "2 h", "5 d", 0.8, 2),
            Wait("Backlog", "20 d"),
            Work("Design", "Design", "Design Lead", "2 d", "5 d", 0.8, 3, VA),
            Work("Build", "Development", "Development Lead", "4 d", "8 d", 0.82, 6, VA),
            Work("Write help and news", "Product", "", "4 h", "4 d", 0.9, 1),
            Work("Test", "Quality", "Quality Lead", "1 d", "4 d", 0.9, 3),
            Work("Approve release", "Product", "Product Owner", "30 min", "2 d", 0.97, 1),
            Work("Release", "Platform", "Platform Lead", "1 h", "1 d", 0.95, 2, VA),
            Work("Measure use", "Product", "Product Owner", "2 h", "10 d", None, 2),
        ),
        chains=(
            "Product idea > Describe idea > Weigh value and effort > Backlog > Design > Build > Test > Approve release"
            " > Release > Measure use > end",
            "Design > Write help and news > Approve release",
        ),
        rework=("Test", "Build", 0.25),
        services=(
            ("Backlog board", IT, "Platform Lead", "Platform", ("Describe idea", "Weigh value and effort")),
            ("Source control", IT, "Platform Lead", "Platform", ("Build",)),
            ("Test environments", IT, "", "Platform", ("Test",)),
            ("Build and deploy", IT, "Platform Lead", "Platform", ("Build", "Release")),
        ),
    ),
}  # fmt: skip


class Maker:
    """Builds a document by edits, and finds what it made by name."""

    def __init__(self, title: str, stream: str) -> None:
        self.document = edits.new_document(title=title, stream=stream)
        self.map_id = self.document.maps[0].id
        self.ids: dict[str, Id] = {}

    def do(self, change: Change, name: str = "", kind: type[Record] | tuple[type[Record], ...] = Record) -> Id:
        """Carry out an edit; what it made is known by `name` from now on."""
        made = [key for key, (before, after) in change.records.items() if before is None and isinstance(after, kind)]
        self.document = self.document.apply(change)
        if name:
            self.ids[name] = made[0]
        return made[0] if made else ""


def make(title: str, plan: Plan, charter: Charter) -> Document:
    """The template of a plan."""
    it = Maker(f"{title}, example figures", plan.stream)
    for unit, side in plan.units.items():
        it.do(edits.add_unit(it.document, unit, side=side), unit)
    for role, unit in plan.people.items():
        it.do(edits.add_person(it.document, role, unit=it.ids[unit]), role)
    stream = it.document.streams[0].id
    number, per = plan.demand
    it.do(
        edits.update(
            it.document, stream, "Describe", owner=it.ids[plan.stream_owner], trigger=plan.trigger, notes=NOTES,
            outcomes=plan.outcomes, demand=float(number), demand_per=per,
        )
    )  # fmt: skip
    customer = next((unit for unit, side in plan.units.items() if side is Side.CUSTOMER), next(iter(plan.units)))
    it.do(edits.link(it.document, stream, it.ids[customer], LinkKind.SERVES))
    _nodes(it, plan, customer)
    _flows(it, plan)
    for name, kind, owner, provider, under in plan.services:
        fields = {
            "kind": kind, "owner": it.ids[owner] if owner else None, "provider": it.ids[provider],
            "outcomes": charter.services[name],
        }  # fmt: skip
        it.do(edits.add_service(it.document, name, **fields), f"service {name}")
        for step in under:
            it.do(edits.underpin(it.document, it.ids[f"service {name}"], it.ids[step]))
        if kind is CUSTOMER:
            it.do(edits.link(it.document, it.ids[f"service {name}"], it.ids[customer], LinkKind.SERVES))
    _around(it, plan, charter)
    it.do(edits.place(it.document, layout(it.document, it.map_id)))
    return it.document


def _around(it: Maker, plan: Plan, charter: Charter) -> None:
    """The charter with its team, who has a stake, and the value measures."""
    stream = it.document.streams[0].id
    works = [each for each in plan.nodes if isinstance(each, Work)]
    unit = it.ids[plan.people[plan.stream_owner]]
    sponsor = it.do(edits.add_person(it.document, "Sponsor", unit=unit))
    facilitator = it.do(edits.add_person(it.document, "Facilitator"))
    it.do(
        edits.update(
            it.document, stream, "Charter", sponsor=sponsor, facilitator=facilitator, first_step=works[0].name,
            last_step=works[-1].name, in_scope=charter.in_scope, out_of_scope=charter.out_of_scope, case=charter.case,
            problem=charter.problem, target_conditions="\n".join(charter.conditions), experience=charter.experience,
            briefings="\n".join(BRIEFINGS),
        )
    )  # fmt: skip
    team = [it.ids[role] for role in plan.people if role != plan.stream_owner]
    it.do(edits.set_joined(it.document, stream, LinkKind.WORKS_ON, team, outward=False))
    for who, interest, value, gains in charter.stakes:
        it.do(edits.add_stakeholder(it.document, it.ids[who], stream, interest=interest, value=value, gains=gains))
    for name, kind, unit_words, baseline, target, audience in charter.measures:
        it.do(
            edits.add_measure(
                it.document, stream, name, kind=kind, unit=unit_words, baseline=float(baseline), target=float(target),
                audience=audience,
            )
        )  # fmt: skip


def _nodes(it: Maker, plan: Plan, customer: str) -> None:
    name, kind = plan.start
    unit = it.ids[customer] if kind is EndpointKind.CUSTOMER else None
    it.do(edits.add_node(it.document, _end(it, name, kind, EndpointRole.START, unit), 0, 0), name, Endpoint)
    for each in plan.nodes:
        if isinstance(each, Wait):
            node: Queue | Step = Queue(id=new_id(), map=it.map_id, name=each.name, wait=parse(each.wait))
        else:
            node = Step(
                id=new_id(), map=it.map_id, name=each.name, performer=it.ids[each.performer],
                owner=it.ids[each.owner] if each.owner else None, process_time=parse(each.process),
                lead_time=parse(each.lead), ca=each.ca, people=each.people, value_class=each.value, split=each.split,
            )  # fmt: skip
        it.do(edits.add_node(it.document, node, 0, 0), each.name, (Queue, Step))
    last = _end(it, plan.end, EndpointKind.CUSTOMER, EndpointRole.END, it.ids[customer])
    it.do(edits.add_node(it.document, last, 0, 0), "end", Endpoint)


def _end(it: Maker, name: str, kind: EndpointKind, role: EndpointRole, unit: Id | None) -> Endpoint:
    return Endpoint(id=new_id(), map=it.map_id, name=name, kind=kind, role=role, unit=unit)


def _flows(it: Maker, plan: Plan) -> None:
    for chain in plan.chains:
        parts = [re.fullmatch(r"(.*?)(?: (\d+)%)?", part.strip()) for part in chain.split(">")]
        names = [(part[1], int(part[2]) / 100 if part[2] else None) for part in parts if part]
        for (source, _), (target, share) in pairwise(names):
            it.do(edits.connect(it.document, it.ids[source], it.ids[target], share=share))
    source, target, often = plan.rework
    it.do(edits.connect(it.document, it.ids[source], it.ids[target], FlowKind.REWORK, probability=often))


def readable(document: Document) -> Document:
    """Ids that say what they stand for, so that a difference between two versions of a template can be read."""
    taken: dict[str, int] = {}

    def give(record: Record) -> Id:
        words = str(getattr(record, "name", "") or getattr(record, "role", "") or "")
        plain = "-".join(filter(None, [record.type, *re.findall(r"[a-z0-9]+", words.lower())]))
        taken[plain] = taken.get(plain, 0) + 1
        return plain if taken[plain] == 1 else f"{plain}-{taken[plain]}"

    return renewed(document, give)


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for template in TEMPLATES:
        made = (
            edits.new_document()
            if template is BLANK
            else make(template.title, PLANS[template.name], CHARTERS[template.name])
        )
        save(readable(made), TARGET / f"{template.name}.vsm")


if __name__ == "__main__":
    main()
