"""Random documents for hypothesis: sound, small, with every kind of record and words from many scripts."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    GRADES,
    NODE_KINDS,
    Acceptance,
    Application,
    Audience,
    Contract,
    Convention,
    Criticality,
    Endpoint,
    EndpointKind,
    EndpointRole,
    Engagement,
    Fallback,
    Flow,
    FlowKind,
    FlowMode,
    Handoff,
    Horizon,
    Improvement,
    ImprovementKind,
    ImprovementState,
    Kept,
    Lifecycle,
    Link,
    LinkKind,
    Map,
    MapPaper,
    MapState,
    Measure,
    MeasureKind,
    Medium,
    Method,
    Note,
    NoteKind,
    Objection,
    Obstacle,
    PaperSize,
    PeopleShown,
    Person,
    Placement,
    Queue,
    Ranked,
    Ranking,
    Readiness,
    Record,
    Revenue,
    ReworkRule,
    Service,
    ServiceKind,
    ServiceState,
    Side,
    Source,
    Split,
    Stakeholder,
    Step,
    Touchpoint,
    Unit,
    ValueClass,
    ValueStream,
    Workshop,
    WorkshopKind,
)  # fmt: skip

words = st.one_of(
    st.sampled_from(["", "Receive order", "=1+1", "<b>&\"'", "Prüfen", "注文", "a\nb", "null", '"extra"', "  "]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
durations = st.builds(
    Duration,
    text=st.sampled_from(["90", "1.5h", "1h 30m", "2d", "0,5 d", "3-5 d", "2-3-6 d", "3 wk", "1 cd"]),
    measured=st.booleans(),
)
shares = st.floats(0, 1)
amounts = st.one_of(st.floats(0, 1e9), st.integers(0, 1000))
LOGOS = (  # one dot each: a PNG, and the beginning of a JPEG
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPgjl8KAAGIARDakG2mAAAAAElFTkSuQmCC",
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==",
)
above_zero = st.one_of(st.floats(0.01, 1e6), st.integers(1, 1000))


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document whose `rules.check` is empty."""
    records: list[Record] = [
        Engagement(
            id="engagement", client=draw(words), title=draw(words), as_of=draw(_maybe(st.dates())),
            hours_per_day=draw(st.sampled_from([8.0, 7.5, 8, 24])), rework=draw(st.sampled_from(ReworkRule)),
            currency=draw(st.sampled_from(["EUR", "USD", "E" + "UR"])),
            # Roles alone would take names away.
            version=draw(words), confidentiality=draw(words), ask=draw(words), logo=draw(st.sampled_from(["", *LOGOS])),
            left_out=draw(st.sampled_from(["", "scope", "scope,path"])), paper=draw(st.sampled_from(PaperSize)),
            map_paper=draw(st.sampled_from(MapPaper)), people_shown=draw(st.sampled_from([PeopleShown.MIXED, PeopleShown.NAMES])),
        )
    ]  # fmt: skip
    units = [
        Unit(id=f"u{i}", name=draw(words), side=draw(st.sampled_from(Side)),
             parent=draw(_maybe(st.just(f"u{i - 1}"))) if i else None,
             people=draw(_maybe(amounts)), hourly_cost=draw(_maybe(amounts)))
        for i in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    unit = st.sampled_from([None, *(each.id for each in units)])
    people = [
        Person(id=f"p{i}", name=draw(words), role=draw(words), unit=draw(unit), vacant=draw(st.booleans()))
        for i in range(draw(st.integers(0, 3)))
    ]
    person = st.sampled_from([None, *(each.id for each in people)])
    services = [
        Service(id=f"v{i}", name=draw(words), kind=draw(st.sampled_from(ServiceKind)), owner=draw(person),
                state=draw(st.sampled_from(ServiceState)), provider=draw(unit), outcomes=draw(words),
                cost_development=draw(_maybe(amounts)), cost_support=draw(_maybe(amounts)),
                fallback=draw(_maybe(st.sampled_from(Fallback))), security=draw(st.sampled_from(Readiness)),
                reviewed_on=draw(_maybe(st.dates(date(2024, 1, 1), date(2027, 1, 1)))))
        for i in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    money = draw(_money(services, unit, person))
    stream = ValueStream(
        id="stream", name=draw(words), owner=draw(person), demand=draw(_maybe(above_zero)),
        problem=draw(words), target_conditions=draw(words), experience=draw(_maybe(st.sampled_from(Audience))),
        facilitator=draw(person), chartered_on=draw(_maybe(st.dates(date(2024, 1, 1), date(2028, 1, 1)))),
        order=draw(st.floats(-9, 9)), demand_per=draw(st.sampled_from(["h", "d", "wk", "mo", "y"])),
        available=draw(_maybe(durations)),
    )  # fmt: skip
    maps = [
        Map(id=f"m{i}", stream="stream", name=draw(st.sampled_from(["Current state", "90 days"])),
            state=draw(st.sampled_from(MapState)), date=draw(_maybe(st.dates(date(2000, 1, 1)))),
            convention=draw(st.sampled_from(Convention)), lanes=draw(st.booleans()), order=draw(st.floats(-9, 9)))
        for i in range(draw(st.integers(1, 2)))
    ]  # fmt: skip
    records += [*units, *people, *services, *money, stream, *maps]
    for each in maps:
        records += draw(_drawn(each.id, unit, person))
    records += draw(_noted([each.id for each in maps], [each for each in records if isinstance(each, NODE_KINDS)]))
    for service in services:
        for step in [record for record in records if isinstance(record, Step)][:2]:
            if draw(st.booleans()):
                records.append(Link(
                    id=f"{service.id}-{step.id}", kind=LinkKind.UNDERPINS, source=service.id, target=step.id,
                    criticality=draw(st.sampled_from(Criticality)), does=draw(words),
                ))  # fmt: skip
        records += _maybe_carried(draw, service, stream)
    steps = [record for record in records if isinstance(record, Step)]
    later = [step for step in steps if step.map == maps[-1].id and step.map != maps[0].id]
    for step in later[:2]:
        if steps[0].map != step.map and draw(st.booleans()):
            records.append(Link(id=f"{step.id}-from", kind=LinkKind.CAME_FROM, source=step.id, target=steps[0].id))
    for step in steps[:1]:
        records.append(Acceptance(
            id="accepted", rule="owner.step-missing", subject=step.id, severity=draw(st.sampled_from(GRADES)),
            why=draw(words), until=draw(_maybe(st.dates(date(2024, 1, 1), date(2028, 1, 1)))),
        ))  # fmt: skip
    records += draw(_around(units, people, steps, services, [each for each in records if isinstance(each, Note)]))
    records += draw(
        _kept(
            [
                None,
                *(
                    each.id
                    for each in records
                    if not isinstance(each, Placement | Acceptance | Objection | Touchpoint | Ranking | Ranked)
                ),
            ]
        )
    )
    document = Document(records)
    assert not rules.check(document), rules.check(document)
    return document


def _maybe_carried(draw: st.DrawFn, service: Service, stream: ValueStream) -> list[Record]:
    if not draw(st.booleans()):
        return []
    return [Link(
        id=f"{service.id}-carried", kind=LinkKind.CARRIED_BY, source=service.id, target=stream.id,
        share=draw(_maybe(shares)),
    )]  # fmt: skip


@st.composite
def _money(
    draw: st.DrawFn, services: list[Service], unit: st.SearchStrategy[Any], person: st.SearchStrategy[Any]
) -> list[Record]:
    """Applications, contracts, revenue, and what services rest on; rings of services too."""
    made: list[Record] = [
        Contract(id=f"c{i}", name=draw(words), supplier=draw(unit), annual_value=draw(_maybe(amounts)),
                 end=draw(_maybe(st.dates(date(2024, 1, 1), date(2028, 1, 1)))))
        for i in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    made.append(Application(
        id="a0", name=draw(words), owner=draw(person), lifecycle=draw(_maybe(st.sampled_from(Lifecycle)))
    ))  # fmt: skip
    for at, service in enumerate(services):
        made.append(Revenue(id=f"r{at}", service=service.id, customer=draw(unit), amount=draw(_maybe(amounts))))
        for source, kind in (("c0", LinkKind.COVERS), ("c1", LinkKind.COVERS), ("a0", LinkKind.SUPPORTS)):
            if any(each.id == source for each in made) and draw(st.booleans()):
                made.append(Link(
                    id=f"{source}-{service.id}", kind=kind, source=source, target=service.id,
                    share=draw(_maybe(shares)),
                ))  # fmt: skip
        for other in services:
            if other.id != service.id and draw(st.booleans()):
                made.append(Link(
                    id=f"{service.id}-on-{other.id}", kind=LinkKind.RESTS_ON, source=service.id, target=other.id,
                    share=draw(_maybe(shares)),
                ))  # fmt: skip
    return made


@st.composite
def _around(
    draw: st.DrawFn,
    units: list[Unit],
    people: list[Person],
    steps: list[Step],
    services: list[Service],
    notes: list[Note],
) -> list[Record]:
    """The engagement around the maps: stakeholders, workshops, measures, touchpoints, improvements and their order."""
    made: list[Record] = []
    days = _maybe(st.dates(date(2024, 1, 1), date(2028, 1, 1)))
    signed = _maybe(st.floats(-1000, 1000))
    for i, who in enumerate([*people[:1], *units[:1]]):
        made.append(Stakeholder(
            id=f"sh{i}", who=who.id, stream=draw(_maybe(st.just("stream"))), interest=draw(words), value=draw(words),
            gains=draw(words), order=draw(st.floats(-9, 9)),
        ))  # fmt: skip
    for i in range(draw(st.integers(0, 2))):
        made.append(Workshop(id=f"w{i}", name=draw(words), kind=draw(st.sampled_from(WorkshopKind)), date=draw(days)))
        if draw(st.booleans()):
            made.append(Link(id=f"w{i}-on", kind=LinkKind.LOOKED_AT, source=f"w{i}", target="stream"))
        made += [
            Link(id=f"{each.id}-w{i}", kind=LinkKind.ATTENDED, source=each.id, target=f"w{i}")
            for each in (*people, *units)
            if draw(st.booleans())
        ]
    for each in people[1:]:
        kind = draw(st.sampled_from([LinkKind.WORKS_ON, LinkKind.ON_CALL]))
        made.append(Link(id=f"{each.id}-team", kind=kind, source=each.id, target="stream"))
    for i in range(draw(st.integers(0, 2))):
        made.append(Measure(
            id=f"me{i}", stream="stream", name=draw(words), kind=draw(st.sampled_from(MeasureKind)), unit=draw(words),
            audience=draw(_maybe(st.sampled_from(Audience))), baseline=draw(signed), target=draw(signed),
            actual=draw(signed), measured_on=draw(days), order=draw(st.floats(-9, 9)),
        ))  # fmt: skip
    for step in steps[:2]:
        for audience in draw(st.sets(st.sampled_from(Audience))):
            made.append(Touchpoint(
                id=f"{step.id}-{audience}", step=step.id, audience=audience, rating=draw(_maybe(st.floats(1, 5))),
                note=draw(words),
            ))  # fmt: skip
    about = st.sampled_from([None, "stream", *(each.id for each in (*steps, *services, *notes))])
    better = [
        Improvement(
            id=f"i{i}", name=draw(words), kind=draw(st.sampled_from(ImprovementKind)), about=draw(about),
            source=draw(_maybe(st.sampled_from(Source))), method=draw(_maybe(st.sampled_from(Method))),
            owner=draw(_maybe(st.sampled_from([each.id for each in people]))) if people else None,
            horizon=draw(_maybe(st.sampled_from(Horizon))), state=draw(st.sampled_from(ImprovementState)),
            due=draw(days), done_on=draw(days), rank=draw(_maybe(st.floats(-9, 9))), effort=draw(_maybe(st.floats(0, 10))),
            benefit=draw(_maybe(st.floats(0, 10))), expected_lead_time=draw(_maybe(durations)),
            expected_ca=draw(_maybe(st.floats(-1, 1))), expected_cost=draw(signed),
            expected_experience=draw(_maybe(st.floats(-4, 4))), actual_lead_time=draw(_maybe(durations)),
            lesson=draw(words), order=draw(st.floats(-9, 9)),
        )
        for i in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    made += better
    for each in better:
        changed = draw(
            st.lists(st.sampled_from(["stream", *(it.id for it in (*steps, *services))]), unique=True, max_size=3)
        )
        made += [Link(id=f"{each.id}-{key}", kind=LinkKind.CHANGES, source=each.id, target=key) for key in changed]
    if better and draw(st.booleans()):
        made.append(Ranking(id="ranking", on=draw(days), name=draw(words), why=draw(words)))
        made += [
            Ranked(id=f"ranked-{each.id}", ranking="ranking", improvement=each.id, place=float(at))
            for at, each in enumerate(better, 1)
        ]
    for each in services[:1]:
        made.append(Objection(
            id="objection", rule="owner.service-misplaced", subject=each.id, reason=draw(st.sampled_from(Obstacle)),
            why=draw(words), on=draw(days),
        ))  # fmt: skip
    return made


@st.composite
def _kept(draw: st.DrawFn, about: list[str | None]) -> list[Record]:
    """Pieces of other programs' files, free ones and such as belong to a record."""
    return [
        Kept(id=f"k{i}", format="other", kind=draw(st.sampled_from(["element", "view"])), key=f"key-{i}",
             text=draw(words), about=draw(st.sampled_from(about)), order=float(i))
        for i in range(draw(st.integers(0, 2)))
    ]  # fmt: skip


@st.composite
def _noted(draw: st.DrawFn, maps: list[str], nodes: list[Step | Queue | Endpoint]) -> list[Record]:
    """Notes and bursts with every field, on maps and in the parking lot, some with a place."""
    made: list[Record] = []
    for i in range(draw(st.integers(0, 3))):
        home = draw(_maybe(st.sampled_from(maps)))
        near = [node.id for node in nodes if node.map == home or home is None]
        made.append(Note(
            id=f"n{i}", map=home, kind=draw(st.sampled_from(NoteKind)), text=draw(words), done=draw(st.booleans()),
            about=draw(_maybe(st.sampled_from(near))) if near else None, by=draw(words), order=draw(st.floats(-9, 9)),
        ))  # fmt: skip
        if home and draw(st.booleans()):
            made.append(Placement(id=f"n{i}.at", node=f"n{i}", x=draw(st.floats(-1e6, 1e6)), y=8))
    return made


@st.composite
def _drawn(draw: st.DrawFn, key: str, unit: st.SearchStrategy[Any], person: st.SearchStrategy[Any]) -> list[Record]:
    nodes: list[Step | Queue | Endpoint] = [
        Step(id=f"{key}s{i}", map=key, name=draw(words), performer=draw(unit), owner=draw(person),
             process_time=draw(_maybe(durations)), lead_time=draw(_maybe(durations)), wait=draw(_maybe(durations)),
             ca=draw(_maybe(shares)), people=draw(_maybe(amounts)), crew=draw(_maybe(above_zero)),
             value_class=draw(_maybe(st.sampled_from(ValueClass))), split=draw(st.sampled_from(Split)),
             ends_here=draw(st.booleans()), notes=draw(words), key=str(i))
        for i in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    nodes += [
        Queue(id=f"{key}q{i}", map=key, name=draw(words), wait=draw(_maybe(durations)), quantity=draw(_maybe(amounts)))
        for i in range(draw(st.integers(0, 2)))
    ]
    nodes += [
        Endpoint(id=f"{key}e{i}", map=key, name=draw(words), unit=draw(unit), kind=draw(st.sampled_from(EndpointKind)),
                 role=draw(st.sampled_from(EndpointRole)))
        for i in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    flows: list[Record] = []
    for a in nodes:
        for b in nodes:
            if a.id != b.id and draw(st.integers(0, 2)) == 0:
                rework = isinstance(a, Step) and isinstance(b, Step) and draw(st.booleans())
                ends = isinstance(a, Endpoint) or isinstance(b, Endpoint)
                kind = FlowKind.REWORK if rework else FlowKind.INFORMATION if ends else FlowKind.WORK
                flows.append(Flow(
                    id=f"{a.id}-{b.id}", map=key, source=a.id, target=b.id, kind=kind,
                    mode=draw(st.sampled_from(FlowMode)), medium=draw(_maybe(st.sampled_from(Medium))),
                    delay=draw(_maybe(durations)), share=draw(_maybe(shares)),
                    probability=draw(st.floats(0, 0.15)) if rework else None, handoff=draw(st.sampled_from(Handoff)),
                ))  # fmt: skip
    places: list[Record] = [
        Placement(
            id=f"{each.id}.at", node=each.id, x=draw(st.floats(-1e6, 1e6)), y=draw(st.sampled_from([0.0, -0.0, 8, 2.5]))
        )
        for each in nodes
        if draw(st.booleans())
    ]
    return [*nodes, *flows, *places]
