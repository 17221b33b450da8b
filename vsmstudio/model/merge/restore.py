"""What one side removed and the other goes on with is kept, with all that was removed along with it."""

from __future__ import annotations

from vsmstudio.model.difference.found import type_order
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.merge.table import Table, needs
from vsmstudio.model.records import NODE_KINDS, Flow, Link, Map, Note, Placement, Record
from vsmstudio.model.references import references
from vsmstudio.model.words import capitalised, field_words, link_verb


def keep_what_hangs_on_chosen(table: Table) -> None:
    """Where a record that one side removed is kept, its removal is undone for what hangs on it, too."""
    for key, field in table.clashes:
        holder = table.sides.holder(key)
        removed = key not in table.sides.ours or key not in table.sides.theirs
        if not field and removed and key in table.records:
            bring_back(table, key, holder)


def keep_what_is_needed(table: Table) -> None:
    """Nothing refers to what is not there: what is still needed comes back, or the field that named it goes blank."""
    every = table.sides.ours.records.keys() | table.sides.theirs.records.keys()
    again = True
    while again:
        again = False
        for key in sorted(every - table.records.keys(), key=lambda each: _weight(table, each)):
            for by, field in _needed_by(table, key):
                if key not in table.records:
                    again = True
                    _settle_need(table, key, by, field)


def _weight(table: Table, key: Id) -> tuple[int, Id]:
    """Streams and maps come back before what stands on them, so that it comes back with them."""
    return (type_order(table.sides.holder(key).records[key].type), key)


def _needed_by(table: Table, key: Id) -> list[tuple[Id, str]]:
    """The records, and their fields, that refer to one which is not there."""
    found = {
        (type_order(table.records[by].type), by, field)
        for side in (table.sides.ours, table.sides.theirs)
        for by, field in side.referrers(key)
        if getattr(table.records.get(by), field, None) == key
    }
    return [(by, field) for _, by, field in sorted(found)]


def _settle_need(table: Table, key: Id, by: Id, field: str) -> None:
    record = table.records[by]
    where = table.sides.where_removed(key)
    old = table.sides.base.get(by)
    if isinstance(record, Placement):
        del table.records[by]
    elif not needs(record, field) and type(old) is type(record) and getattr(old, field) == key:
        words = field_words(record.type, field)
        table.say(f"{capitalised(words)} of {table.name(by)} is blank now: {table.name(key)} was removed {where}.")
        table.alter(by, **{field: None})
    else:
        bring_back(table, key, table.sides.holder(key))
        table.say(f"{table.name(key)} was removed {where}, but {_need(table, record, field)}: it is kept.")


def _need(table: Table, record: Record, field: str) -> str:
    """Why something is still needed."""
    name = table.name(record.id)
    if isinstance(record, Flow):
        return f"the connection {name} needs it"
    if isinstance(record, Link):
        verb = link_verb(record.kind)
        return (
            f"{table.name(record.source)} {verb} it" if field == "target" else f"it {verb} {table.name(record.target)}"
        )
    if isinstance(record, Map):
        return f"the map {name} belongs to it"
    if isinstance(record, (*NODE_KINDS, Note)) and field == "map":
        return f"{name} stands on it"
    return f"it is the {field_words(record.type, field)} of {name}"


def bring_back(table: Table, key: Id, holder: Document) -> None:
    """Undo a removal, as `holder` has it: the record, what cannot be without it, and the fields that named it."""
    back: dict[Id, Record] = {key: table.records.get(key) or holder.records[key]}
    waiting = [key]
    while waiting:
        at = waiting.pop()
        for by, field in holder.referrers(at):
            record = holder.records[by]
            if not needs(record, field):
                _name_again(table, record, field, at)
            elif by not in table.records and by not in back and not table.chosen_as_removed(by, holder):
                back[by] = record
                waiting.append(by)
    while lost := [by for by, record in back.items() if by != key and not _can_stand(table, record, back)]:
        for by in lost:
            del back[by]
    table.records.update(back)


def _can_stand(table: Table, record: Record, back: dict[Id, Record]) -> bool:
    return all(
        reference.optional or target in table.records or target in back for reference, target in references(record)
    )


def _name_again(table: Table, record: Record, field: str, key: Id) -> None:
    """Let a field name again what it named before the removal made it blank; not where it clashes anyway."""
    by = record.id
    now, old = table.records.get(by), table.sides.base.get(by)
    if not (type(now) is type(old) is type(record)) or (by, field) in table.clashes:
        return
    if getattr(now, field) is None and getattr(old, field) == key:
        table.alter(by, **{field: key})
