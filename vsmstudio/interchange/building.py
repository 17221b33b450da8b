"""Facts as records: streams and maps, nodes, flows, and what the rows name beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vsmstudio.interchange.catalogue import Catalogue
from vsmstudio.interchange.facts import Facts, Place
from vsmstudio.interchange.joining import Join
from vsmstudio.interchange.settings import Settings
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Endpoint,
    EndpointKind,
    EndpointRole,
    Engagement,
    Flow,
    FlowKind,
    Link,
    LinkKind,
    Map,
    Queue,
    Record,
    Step,
    ValueStream,
)  # fmt: skip


def build(
    rows: Sequence[Facts], joins: Iterable[Join], settings: Settings, catalogue: Catalogue
) -> tuple[list[Record], dict[Id, frozenset[str]]]:
    """The records of good rows and their joins, without those of the catalogue; and what the rows do not say of them.

    The latter gives by id the fields that the source states, for records that hold more than it says.
    """
    stated: dict[Id, frozenset[str]] = {}
    records: list[Record] = []
    maps = _maps(rows, settings, catalogue, records, stated)
    ids: set[Id] = set()
    nodes: dict[int, Step | Queue | Endpoint] = {}
    for row in rows:
        key = row.id if row.id and row.id not in ids else new_id()
        ids.add(key)
        nodes[id(row)] = _node(row, key, maps[row.place], catalogue)
    records += nodes.values()
    for each in joins:
        fields: dict[str, Any] = {"share": each.share}
        if each.rework:
            fields = {"kind": FlowKind.REWORK, "probability": each.probability}
        source, target = nodes[id(each.source)].id, nodes[id(each.target)].id
        records.append(Flow(id=new_id(), map=maps[each.source.place], source=source, target=target, **fields))
    for row in rows:
        step = nodes[id(row)].id
        if row.kind == "step":
            for service in dict.fromkeys(catalogue.service(name) for name in row.services + row.systems):
                records.append(Link(id=new_id(), kind=LinkKind.UNDERPINS, source=service, target=step))
    return records, stated


def engagement(settings: Settings, title: str, currency: str = "") -> Engagement:
    """The engagement of an import, with a title and a currency where the settings give none."""
    held = {"title": title, **({"currency": currency} if currency else {}), **settings.engagement}
    return Engagement(id=new_id(), **held)


def _maps(
    rows: Sequence[Facts],
    settings: Settings,
    catalogue: Catalogue,
    records: list[Record],
    stated: dict[Id, frozenset[str]],
) -> Mapping[Place, Id]:
    streams: dict[str, Id] = {}
    found: dict[Place, Id] = {}
    said = {field for field, value in (("demand", settings.demand), ("available", settings.available)) if value}
    for row in rows:
        name = row.place.stream
        if name not in streams:
            known = catalogue.declared.find(name, ("stream",))
            if known is None:
                known = new_id()
                records.append(
                    ValueStream(
                        id=known, name=name, demand=settings.demand, demand_per=settings.demand_per,
                        available=settings.available, order=float(len(streams) + 1),
                    )
                )  # fmt: skip
                catalogue.declared.declare("stream", known, name)
                stated[known] = frozenset({"name", *said, *({"demand_per"} if settings.demand else ())})
            streams[name] = known
        if row.place not in found:
            drawn = Map(
                id=new_id(), stream=streams[name], name=row.place.map, state=row.place.state,
                convention=settings.convention, order=float(len(found) + 1),
            )  # fmt: skip
            records.append(drawn)
            found[row.place] = drawn.id
    return found


def _node(row: Facts, key: Id, drawn: Id, catalogue: Catalogue) -> Step | Queue | Endpoint:
    held: dict[str, Any] = {"id": key, "map": drawn, "name": row.name, "key": row.key, "split": row.split}
    held["notes"] = row.values["notes"]
    if row.kind == "step":
        values = {name: value for name, value in row.values.items() if name != "quantity"}
        owner = catalogue.person(row.owner, row.owner_unit, row.owner_words)
        judge = catalogue.unit(row.judge)
        return Step(**{**held, **values, "performer": catalogue.unit(row.performer), "owner": owner, "judge": judge})
    if row.kind == "queue":
        wait = row.values.get("wait") or row.values.get("lead_time")
        return Queue(**held, wait=wait, quantity=row.values.get("quantity"))
    role = EndpointRole.START if row.kind == "start" else EndpointRole.END
    kind = row.stands_for or _endpoint_kind(row)
    starts = catalogue.declared.find(row.starts, ("stream",)) if row.starts else None
    return Endpoint(**held, role=role, kind=kind, unit=catalogue.unit(row.performer), starts=starts)


def _endpoint_kind(row: Facts) -> EndpointKind:
    """What the name of an endpoint gives away; a customer where it does not."""
    if re.search(r"\b(supplier|vendor)s?\b", row.name, re.IGNORECASE):
        return EndpointKind.SUPPLIER
    if row.kind == "start" and re.search(r"\b(trigger|event|timer|schedule)\b", row.name, re.IGNORECASE):
        return EndpointKind.TRIGGER
    return EndpointKind.CUSTOMER
