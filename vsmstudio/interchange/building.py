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
    rows: Sequence[Facts], joins: Iterable[Join], settings: Settings, title: str
) -> tuple[list[Record], list[str]]:
    """The records of good rows and their joins, with a title where the settings give none; and notes for the person."""
    catalogue = Catalogue(rows)
    records: list[Record] = [Engagement(id=new_id(), **{"title": title, **settings.engagement})]
    maps = _maps(rows, settings, records)
    nodes = {id(row): _node(row, maps[row.place], catalogue) for row in rows}
    records += nodes.values()
    for each in joins:
        fields: dict[str, Any] = {"share": each.share}
        if each.rework:
            fields = {"kind": FlowKind.REWORK, "probability": each.probability}
        source, target = nodes[id(each.source)].id, nodes[id(each.target)].id
        records.append(Flow(id=new_id(), map=maps[each.source.place], source=source, target=target, **fields))
    for row in rows:
        for name in dict.fromkeys(row.services + row.systems) if row.kind == "step" else ():
            service, step = catalogue.service(name), nodes[id(row)].id
            records.append(Link(id=new_id(), kind=LinkKind.UNDERPINS, source=service, target=step))
    records += catalogue.records()
    return records, list(catalogue.notes())


def _maps(rows: Sequence[Facts], settings: Settings, records: list[Record]) -> Mapping[Place, Id]:
    streams: dict[str, ValueStream] = {}
    found: dict[Place, Id] = {}
    for row in rows:
        stream = streams.get(row.place.stream)
        if stream is None:
            stream = streams[row.place.stream] = ValueStream(
                id=new_id(), name=row.place.stream, demand=settings.demand, demand_per=settings.demand_per,
                available=settings.available, order=float(len(streams) + 1),
            )  # fmt: skip
            records.append(stream)
        if row.place not in found:
            drawn = Map(
                id=new_id(), stream=stream.id, name=row.place.map, state=row.place.state,
                convention=settings.convention, order=float(len(found) + 1),
            )  # fmt: skip
            records.append(drawn)
            found[row.place] = drawn.id
    return found


def _node(row: Facts, drawn: Id, catalogue: Catalogue) -> Step | Queue | Endpoint:
    held: dict[str, Any] = {"id": new_id(), "map": drawn, "name": row.name, "key": row.key, "split": row.split}
    held["notes"] = row.values["notes"]
    if row.kind == "step":
        values = {name: value for name, value in row.values.items() if name != "quantity"}
        owner = catalogue.person(row.owner, row.owner_unit)
        return Step(**{**held, **values, "performer": catalogue.unit(row.performer), "owner": owner})
    if row.kind == "queue":
        wait = row.values.get("wait") or row.values.get("lead_time")
        return Queue(**held, wait=wait, quantity=row.values.get("quantity"))
    role = EndpointRole.START if row.kind == "start" else EndpointRole.END
    return Endpoint(**held, role=role, kind=_endpoint_kind(row), unit=catalogue.unit(row.performer))


def _endpoint_kind(row: Facts) -> EndpointKind:
    """What the name of an endpoint gives away; a customer where it does not."""
    if re.search(r"\b(supplier|vendor)s?\b", row.name, re.IGNORECASE):
        return EndpointKind.SUPPLIER
    if row.kind == "start" and re.search(r"\b(trigger|event|timer|schedule)\b", row.name, re.IGNORECASE):
        return EndpointKind.TRIGGER
    return EndpointKind.CUSTOMER
