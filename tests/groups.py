"""What a break-out group may do to a document: random deeds, each a sound edit. For hypothesis."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import strategies as st

from tests.documents import durations, shares, words
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Audience,
    Endpoint,
    Engagement,
    Flow,
    FlowKind,
    Improvement,
    Link,
    LinkKind,
    Map,
    Measure,
    Person,
    Queue,
    Record,
    Service,
    Side,
    Stakeholder,
    Step,
    Touchpoint,
    Unit,
    ValueStream,
)
from vsmstudio.model.rules import Refused

Draw = st.DrawFn
_NODES = (Step, Queue, Endpoint)


def _any(draw: Draw, document: Document, *kinds: type[Record]) -> Id | None:
    keys = sorted(key for key, record in document.records.items() if isinstance(record, kinds))
    return draw(st.sampled_from(keys)) if keys else None


def _add(draw: Draw, document: Document, key: Id) -> Change | None:
    drawn = _any(draw, document, Map)
    kind = draw(st.sampled_from(_NODES))
    return edits.add_node(document, kind(id=key, map=drawn, name=draw(words)), 10, 20) if drawn else None


def _add_next(draw: Draw, document: Document, key: Id) -> Change | None:
    after = _any(draw, document, *_NODES)
    if after is None:
        return None
    return edits.add_next(document, after, Step(id=key, map=document.node(after).map, name="Next"))


def _connect(draw: Draw, document: Document, key: Id) -> Change | None:
    source, target = _any(draw, document, *_NODES), _any(draw, document, *_NODES)
    kind = draw(st.sampled_from(FlowKind))
    fields = {"probability": draw(st.sampled_from([None, 0.3, 0.6]))} if kind is FlowKind.REWORK else {}
    return edits.connect(document, source, target, kind, **fields) if source and target else None


def _insert(draw: Draw, document: Document, key: Id) -> Change | None:
    flow = _any(draw, document, Flow)
    if flow is None:
        return None
    return edits.insert(document, flow, Step(id=key, map=document.the(Flow, flow).map, name="In"), 5, 5)


def _move(draw: Draw, document: Document, key: Id) -> Change | None:
    node = _any(draw, document, *_NODES)
    return edits.move(document, {node: (draw(st.integers(0, 50)), draw(st.integers(0, 3)))}) if node else None


def _retype(draw: Draw, document: Document, key: Id) -> Change | None:
    step = _any(draw, document, Step)
    fields: dict[str, Any] = {
        "name": words, "lead_time": st.none() | durations, "ca": st.none() | shares, "notes": words,
        "owner": st.just(_any(draw, document, Person)), "performer": st.just(_any(draw, document, Unit)),
    }  # fmt: skip
    chosen = draw(st.sampled_from(sorted(fields)))
    return edits.update(document, step, **{chosen: draw(fields[chosen])}) if step else None


def _set_any(draw: Draw, document: Document, key: Id) -> Change | None:
    what: list[tuple[type[Record], dict[str, Any]]] = [
        (Unit, {"parent": _any(draw, document, Unit)}),
        (Unit, {"side": draw(st.sampled_from(Side))}),
        (Flow, {"probability": draw(st.sampled_from([0.2, 0.5, 0.9]))}),
        (Flow, {"kind": draw(st.sampled_from(FlowKind))}),
        (Flow, {"target": _any(draw, document, *_NODES)}),
        (Flow, {"share": draw(shares)}),
        (Link, {"does": draw(words)}),
        (Endpoint, {"unit": _any(draw, document, Unit)}),
        (Person, {"unit": _any(draw, document, Unit), "name": draw(words)}),
        (Service, {"owner": _any(draw, document, Person)}),
        (ValueStream, {"demand": draw(st.none() | st.integers(1, 9))}),
        (ValueStream, {"demand_per": draw(st.sampled_from(["d", "wk"]))}),
        (Engagement, {"client": draw(words), "extra": draw(st.sampled_from(["", '{"a":1}', '{"a":2,"b":[1]}']))}),
    ]
    kind, fields = draw(st.sampled_from(what))
    target = _any(draw, document, kind)
    return edits.update(document, target, **fields) if target else None


def _beside(draw: Draw, document: Document, key: Id) -> Change | None:
    made = draw(st.sampled_from([
        Unit(id=key, name="U", parent=_any(draw, document, Unit)),
        Person(id=key, role="P", unit=_any(draw, document, Unit)),
        Service(id=key, name="V", owner=_any(draw, document, Person)),
        ValueStream(id=key, name="S"),
    ]))  # fmt: skip
    return edits.put(document, "Add", made)


def _map(draw: Draw, document: Document, key: Id) -> Change | None:
    stream = _any(draw, document, ValueStream)
    return edits.put(document, "Add", Map(id=key, stream=stream)) if stream else None


def _link(draw: Draw, document: Document, key: Id) -> Change | None:
    source, kind = _any(draw, document, Service, ValueStream), draw(st.sampled_from(LinkKind))
    target = _any(draw, document, Step, ValueStream, Unit)
    return edits.link(document, source, target, kind) if source and target else None


def _around(draw: Draw, document: Document, key: Id) -> Change | None:
    """The engagement around the maps."""
    step, stream = _any(draw, document, Step), _any(draw, document, ValueStream)
    better = _any(draw, document, Improvement)
    made = draw(st.sampled_from([
        Improvement(id=key, name="I", rank=draw(st.none() | st.integers(1, 5)), about=step),
        *([Measure(id=key, stream=stream, name="M")] if stream else []),
        *([Touchpoint(id=key, step=step, audience=draw(st.sampled_from(Audience)), note="felt")] if step else []),
        *([Link(id=key, kind=LinkKind.CHANGES, source=better, target=step)] if better and step else []),
        *([Stakeholder(id=key, who=who)] if (who := _any(draw, document, Unit, Person)) else []),
    ]))  # fmt: skip
    taken = isinstance(made, Touchpoint) and any(
        each.audience is made.audience for each in document.touchpoints(made.step)
    )
    joined = isinstance(made, Link) and any(
        each.target == made.target for each in document.links_from(made.source, LinkKind.CHANGES)
    )
    return None if taken or joined else edits.put(document, "Add", made)


def _prioritise(draw: Draw, document: Document, key: Id) -> Change | None:
    better = _any(draw, document, Improvement)
    what = {"due": st.none() | st.dates(), "name": words, "effort": st.none() | st.integers(0, 10)}
    chosen = draw(st.sampled_from(sorted(what)))
    return edits.update(document, better, **{chosen: draw(what[chosen])}) if better else None


def _delete(draw: Draw, document: Document, key: Id) -> Change | None:
    kinds = draw(st.sampled_from([(Record,), (Step,), (Unit, Person), (Flow, Link), (Map,)]))
    target = _any(draw, document, *kinds)
    return edits.delete(document, [target]) if target else None


DEEDS: list[Callable[[Draw, Document, Id], Change | None]] = [
    _add, _add_next, _connect, _insert, _move, _retype, _retype, _set_any, _set_any, _beside, _map, _link, _delete, _delete,
    _around, _around, _prioritise,
]  # fmt: skip


@st.composite
def worked_on(draw: Draw, document: Document, group: str, most: int = 8) -> Document:
    """The document after a group of this name did some things to it."""
    numbers = itertools.count()
    for deed in draw(st.lists(st.sampled_from(DEEDS), max_size=most)):
        try:
            change = deed(draw, document, f"{group}{next(numbers)}")
        except Refused:
            continue
        if change:
            document = document.apply(_named(change, document, f"{group}{next(numbers)}-"))
    return document


def _named(change: Change, document: Document, prefix: str) -> Change:
    """The same change with ids that are equal in every run, for what it made with fresh ones."""
    records: dict[Id, tuple[Record | None, Record | None]] = {}
    for at, (key, (before, after)) in enumerate(change.records.items()):
        if before is None and isinstance(after, Flow | Link):
            after = msgspec.structs.replace(after, id=f"{prefix}{at}")
            key = after.id
        records[key] = (before, after)
    return Change(change.label, records)
