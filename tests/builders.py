"""Maps in one line, for tests: `document("A 1h -> B 2h -> D 1h; A -> C 5h -> D")`.

`A 1h` is a step named A with lead time 1h, `A 10min/1h` has processing time 10min and lead time 1h, a third part is
%C&A: `A 10min/1h/85%`. Names are single words (`Check_credit` reads as two). `[Name 3d]` is a queue with a wait, `[Name 40]`
one with a quantity. `(Customer)` is an endpoint: a start where work leaves it, an end where work enters it.
`A =>` splits to one of its successors; `-30%->` is a work flow with share 30 %. `D ~10%~> B` is rework with that probability.
`A ..> B` is an information flow. `@Unit` after a step is its performer, `!Person` its accountable owner.
"""

from __future__ import annotations

import re
from typing import Any

from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Convention,
    Endpoint,
    EndpointRole,
    Engagement,
    Flow,
    FlowKind,
    Map,
    Node,
    Person,
    Queue,
    Record,
    Split,
    Step,
    Unit,
    ValueStream,
)

_ARROW = re.compile(r"\s*(=>|->|-[\d.]+%->|~[\d.]+%~>|\.\.>)\s*")


def document(text: str, convention: Convention = Convention.SERVICE, **engagement: Any) -> Document:
    """A document with one stream "Stream" and one current map drawn by `text`."""
    held = Document([
        Engagement(id="engagement", **engagement),
        ValueStream(id="stream", name="Stream"),
        Map(id="map", stream="stream", convention=convention),
    ])  # fmt: skip
    return draw(held, "map", text)


def draw(held: Document, map_id: Id, text: str) -> Document:
    """Add what `text` says to a map."""
    nodes: dict[str, Node] = {}
    flows: list[Flow] = []
    made: dict[str, Record] = {}
    for part in text.split(";"):
        pieces = _ARROW.split(part.strip())
        if not pieces[0]:
            continue
        names = [_node(piece, map_id, nodes, made) for piece in pieces[0::2]]
        for arrow, a, b in zip(pieces[1::2], names, names[1:], strict=False):
            fields: dict[str, Any] = {}
            kind = FlowKind.WORK
            if arrow == "=>":
                nodes[a] = _with(nodes[a], split=Split.ONE)
            elif arrow.startswith("~"):
                kind, fields["probability"] = FlowKind.REWORK, float(arrow.strip("~>%").rstrip("%~")) / 100
            elif arrow == "..>":
                kind = FlowKind.INFORMATION
            elif "%" in arrow:
                fields["share"] = float(arrow[1 : arrow.index("%")]) / 100
                nodes[a] = _with(nodes[a], split=Split.ONE)
            if kind is FlowKind.WORK:
                for name, role in ((a, EndpointRole.START), (b, EndpointRole.END)):
                    if isinstance(nodes[name], Endpoint):
                        nodes[name] = _with(nodes[name], role=role)
            flows.append(Flow(id=new_id(), map=map_id, source=nodes[a].id, target=nodes[b].id, kind=kind, **fields))
    places = {node.id: (index * edits.STEP_PITCH, 0.0) for index, node in enumerate(nodes.values())}
    held = held.apply(edits.put(held, "draw", *made.values(), *nodes.values(), *flows))
    return held.apply(edits.place(held, places))


def _with(record: Any, **fields: Any) -> Any:
    import msgspec

    return msgspec.structs.replace(record, **fields)


def _node(piece: str, map_id: Id, nodes: dict[str, Node], made: dict[str, Record]) -> str:
    shape = piece[0]
    words = piece.strip("[]() ").split()
    name = words[0].replace("_", " ")
    if name in nodes:
        return name
    if shape == "(":
        nodes[name] = Endpoint(id=name, map=map_id, name=name)
    elif shape == "[":
        figure = words[1] if len(words) > 1 else ""
        known: dict[str, Any] = {"quantity": float(figure)} if figure.isdigit() else {"wait": parse(figure)}
        nodes[name] = Queue(id=name, map=map_id, name=name, **known)
    else:
        nodes[name] = Step(id=name, map=map_id, name=name, key=name, **_figures(words[1:], made))
    return name


def _figures(words: list[str], made: dict[str, Record]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for word in words:
        if word.startswith("@"):
            unit = Unit(id=f"unit-{word[1:]}", name=word[1:].replace("_", " "))
            made[unit.id], fields["performer"] = unit, unit.id
        elif word.startswith("!"):
            person = Person(id=f"person-{word[1:]}", role=word[1:].replace("_", " "))
            made[person.id], fields["owner"] = person, person.id
        else:
            parts = word.split("/")
            if len(parts) == 1:
                fields["lead_time"] = parse(parts[0])
            else:
                fields["process_time"], fields["lead_time"] = parse(parts[0]), parse(parts[1])
            if len(parts) > 2:
                fields["ca"] = float(parts[2].rstrip("%")) / 100
    return fields
