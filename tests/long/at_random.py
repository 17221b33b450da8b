"""What a person does who does anything at all, from a seed: edits of every size that a document bears."""

from __future__ import annotations

import random

from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import new_id
from vsmstudio.model.records import Endpoint, FlowKind, Person, Queue, Record, Service, Step
from vsmstudio.model.rules import Refused

WORDS = ("Receive order", "Prüfen", "注文", "=1+1", "<b>&\"'", "a\nb", "", "x" * 300)


def edit(document: Document, chance: random.Random) -> Change:
    """One change that the rules allow; now and then a large one."""
    while True:
        try:
            change = _try(document, chance)
        except Refused:
            continue
        if change:
            return change


def _try(document: Document, chance: random.Random) -> Change:
    nodes = [key for key, each in document.records.items() if isinstance(each, Step | Queue | Endpoint)]
    if not document.maps:
        return edits.add_stream(document, chance.choice(WORDS))
    drawn = chance.choice(document.maps).id
    word = f"{chance.choice(WORDS)} {chance.randrange(10**6)}"
    spot = (chance.randrange(-2000, 2000), chance.randrange(-2000, 2000))
    if len(document) > 900:
        return edits.delete(document, chance.sample(nodes, max(len(nodes) - 20, 1)))
    if chance.random() < 0.03:
        return edits.put(document, "Paste", *(Step(id=new_id(), map=drawn, name=f"{word} {n}") for n in range(300)))
    if not nodes or chance.random() < 0.2:
        kind = chance.choice([Step, Step, Queue, Endpoint])
        return edits.add_node(document, kind(id=new_id(), map=drawn, name=word), *spot)
    node, other = chance.choice(nodes), chance.choice(nodes)
    match chance.randrange(8):
        case 0:
            return edits.add_next(document, node, Step(id=new_id(), map=document.node(node).map, name=word))
        case 1:
            return edits.connect(document, node, other, chance.choice(list(FlowKind)))
        case 2:
            return edits.move(document, {node: spot, other: spot})
        case 3:
            time = Duration(f"{chance.randrange(1, 900)} min")
            steps = [key for key in nodes if isinstance(document.get(key), Step)]
            facts = {"name": word, "lead_time": time, "ca": chance.random()}
            return edits.update(document, chance.choice(steps), **facts) if steps else Change("", {})
        case 4:
            return chance.choice([edits.add_person, edits.add_service, edits.add_unit])(document, word)
        case 5:
            people = _all(document, Person)
            return edits.set_owner(document, chance.choice(people), node) if people else Change("", {})
        case 6:
            services = _all(document, Service)
            return edits.underpin(document, chance.choice(services), node) if services else Change("", {})
        case _:
            return edits.delete(document, [node]) if chance.random() < 0.4 else edits.rename(document, node, word)


def _all(document: Document, kind: type[Record]) -> list[str]:
    return [each.id for each in document.all(kind)]
