"""The rules for merged records: each one lets stand what may stand together, and says what it settled. Ours goes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.merge.align import natural_key
from vsmstudio.model.merge.clash import Choices, Clash
from vsmstudio.model.merge.ends import settle_ends
from vsmstudio.model.merge.restore import keep_what_hangs_on_chosen, keep_what_is_needed
from vsmstudio.model.merge.sides import Sides
from vsmstudio.model.merge.table import Rule, Table
from vsmstudio.model.records import Engagement, Flow, FlowKind, Placement, Record, Unit
from vsmstudio.model.references import references
from vsmstudio.model.words import capitalised, type_words

ROUNDS = 8  # what one rule settles may ask for another; more than three rounds were never seen


def settled(
    sides: Sides, records: Mapping[Id, Record], clashes: Sequence[Clash], choices: Choices
) -> tuple[Document, tuple[str, ...]]:
    """A sound document of the merged records, and what had to be settled, a sentence each."""
    for side in (sides.ours, sides.theirs):
        if records == side.records:
            return side, tuple(_moved(sides, records))
    table = Table(sides, dict(records), {each.key: each for each in clashes}, choices)
    keep_what_hangs_on_chosen(table)
    for _ in range(ROUNDS):
        before = dict(table.records)
        for rule in _RULES:
            rule(table)
        if table.records == before:
            break
    else:
        table.records = dict(sides.ours.records)
        table.say(f"{sides.name} could not be brought together with what is here, so nothing of it was taken.")
    return Document(table.records), (*table.said, *_moved(sides, table.records))


def _keep_one_of_a_kind(table: Table) -> None:
    """Two connections of one kind between the same nodes, and the like: only where one side had both itself."""
    groups: dict[tuple[object, ...], list[Id]] = {}
    for key, record in table.records.items():
        if (natural := natural_key(record)) is not None:
            groups.setdefault(natural, []).append(key)
    for natural, keys in groups.items():
        if len(keys) > 1:
            _keep_one(table, natural, keys)


def _keep_one(table: Table, natural: tuple[object, ...], keys: list[Id]) -> None:
    def held(side: Document, key: Id) -> bool:
        record = side.get(key)
        return record is not None and natural_key(record) == natural

    ours, theirs, base = table.sides.ours, table.sides.theirs, table.sides.base
    kept: list[Id] = []
    for key in sorted(keys, key=lambda each: (not held(ours, each), each)):
        if not kept or any(all(held(side, each) for each in (*kept, key)) for side in (ours, theirs)):
            kept.append(key)
            continue
        record = table.records[key]
        if isinstance(record, Placement | Engagement):
            del table.records[key]
        else:
            table.ends_back_to_ours(key)
        if record != base.get(key) and not isinstance(record, Placement):
            what = type_words(record.type)
            table.say(
                f"{_name(table, record)}: there is such a {what} already; that of {table.sides.name} was left out."
            )


def _name(table: Table, record: Record) -> str:
    """What a connection or link is called by the ends that it has on the table."""
    ends = (getattr(record, "source", None), getattr(record, "target", None))
    return " → ".join(table.name(each) for each in ends if each) or table.name(record.id)


def _keep_rework_under_all(table: Table) -> None:
    """Chances of rework that leave one node stay under 100 %: ours first; theirs stay connections, their chance blank."""
    leaving: dict[Id, list[Flow]] = {}
    for flow in table.of(Flow):
        if isinstance(flow, Flow) and flow.kind is FlowKind.REWORK:
            leaving.setdefault(flow.source, []).append(flow)
    for source, flows in leaving.items():
        if sum(flow.probability or 0.0 for flow in flows) < 1 - 1e-9:
            continue
        for flow in flows:
            held = table.sides.ours.of(Flow, flow.id)
            stays = held is not None and held.kind is FlowKind.REWORK and held.source == source
            chance = held.probability if held is not None and stays else None
            if flow.probability is None or flow.probability == chance:
                continue
            table.alter(flow.id, probability=chance)
            now = f"stays at {chance * 100:g} %" if chance is not None else "is blank now"
            table.say(
                f"Rework from {table.name(source)} would add up to 100 % or more: its chance to go to "
                f"{table.name(flow.target)} {now}, in {table.sides.name} it is {flow.probability * 100:g} %."
            )


def _keep_units_out_of_rings(table: Table) -> None:
    """No unit is part of itself: in a ring, the first one that they moved goes back to where we have it."""
    while ring := _ring(table):
        moved = [key for key in ring if not _as_ours(table, key)]
        if not moved:
            return
        key = moved[0]
        unit, held = table.records[key], table.sides.ours.of(Unit, key)
        parent = held.parent if held is not None else None
        parent = parent if isinstance(table.records.get(parent or ""), Unit) else None
        now = f"stays part of {table.name(parent)}" if parent else "stays part of no other unit"
        table.say(
            f"{table.name(key)} {now}: {table.sides.name} makes it part of {table.name(getattr(unit, 'parent', ''))}, "
            "and units would be part of each other."
        )
        table.alter(key, parent=parent)


def _as_ours(table: Table, key: Id) -> bool:
    held = table.sides.ours.of(Unit, key)
    return (held.parent if held is not None else None) == getattr(table.records[key], "parent", None)


def _ring(table: Table) -> list[Id]:
    """The units of one ring, by id; empty where there is none."""
    parents = {unit.id: unit.parent for unit in table.of(Unit) if isinstance(unit, Unit)}
    free: set[Id] = set()
    for start in parents:
        path: list[Id] = []
        at: Id | None = start
        while at in parents and at not in free and at not in path:
            path.append(at)
            at = parents[at]
        if at in path:
            return sorted(path[path.index(at) :])
        free.update(path)
    return []


def _fall_back(table: Table) -> None:
    """What still breaks a rule is as in our document; that is sound, so in the end everything is."""
    ours = table.sides.ours
    while broken := _broken(Document(table.records)):
        touched: set[Id] = set()
        for key, near, problem in broken:
            if not touched.isdisjoint(near):
                continue
            altered = [each for each in near if table.records.get(each) != ours.get(each)][:1]
            if not altered and not touched:
                every = table.records.keys() | ours.records.keys()
                altered = sorted(each for each in every if table.records.get(each) != ours.get(each))
            for each in altered:
                table.say(f"{table.name(each)} stays as it is here: {_reason(table, problem, key)}")
                table.back_to_ours(each)
            touched.update(near, altered)


def _broken(document: Document) -> list[tuple[Id, list[Id], str]]:
    """What breaks a rule, by id: the record, those that may be why, and the rule's sentence."""
    found = []
    for record in sorted(document.records.values(), key=lambda each: each.id):
        for problem in rules.problems_with(document, record)[:1]:
            near = [record.id, *(key for _, key in references(record))]
            near += [flow.id for flow in document.leaving(record.source)] if isinstance(record, Flow) else []
            found.append((record.id, near, problem))
    found += [(each.id, [each.id], "There can be one engagement.") for each in document.all(Engagement)[1:]]
    return found


def _reason(table: Table, problem: str, key: Id) -> str:
    """The rule's sentence, with names where it has ids."""
    reason = capitalised(problem.partition(f"{key}: ")[2]) or problem
    record = table.records.get(key)
    for reference, target in references(record) if record is not None else ():
        reason = reason.replace(f"{reference.field} {target} ", f"{reference.field} {table.name(target)} ")
    return reason


def _moved(sides: Sides, records: Mapping[Id, Record]) -> list[str]:
    """Nodes that one side moved and the other removed: the removal stands, and it is said."""
    said = []
    for mover, other in ((sides.theirs, sides.ours), (sides.ours, sides.theirs)):
        moved = sorted(
            {
                sides.name_of(place.node)
                for place in mover.all(Placement)
                if place.id in sides.base and place != sides.base.get(place.id)
                and place.node not in records and place.node not in other
            }
        )  # fmt: skip
        if moved:
            what = moved[0] if len(moved) == 1 else f"{len(moved):,} nodes"
            was = "was" if len(moved) == 1 else "were"
            where = ("here", sides.name) if mover is sides.theirs else (sides.name, "here")
            removed, movement = (f"in {each}" if each != "here" else each for each in where)
            said.append(f"{what} {was} moved {movement} and removed {removed}; the removal stands.")
    return said


_RULES: tuple[Rule, ...] = (
    keep_what_is_needed,
    _keep_one_of_a_kind,
    _keep_rework_under_all,
    _keep_units_out_of_rings,
    settle_ends,
    _fall_back,
)
