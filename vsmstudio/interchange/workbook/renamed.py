"""Steps that were renamed in their own sheet alone: the other sheets call them still as they were called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from vsmstudio.export.tables.inputs.labels import NO_NAME, fold, with_id
from vsmstudio.interchange.workbook.found import Standing
from vsmstudio.model.ids import Id

Before = frozenset[str]


def former_names(listed: Sequence[Standing], ways: Iterable[tuple[str, str, bool]]) -> dict[Id, str]:
    """What rows of one map were called, where the sheet of flows shows it without doubt.

    `ways`: from, to, and whether work goes there. A name that no row bears was that of the row that no flow names, if work
    came to both from the same nodes and to no other such one; of starts, where one alone is left. A customer may start and
    end a map under one name. Rows without our id are new ones.
    """
    held = list(ways)
    spelled = {fold(end): end for way in held for end in way[:2] if fold(end) not in NO_NAME}
    sources, targets = {fold(way[0]) for way in held}, {fold(way[1]) for way in held}
    stated = {with_id(end)[1] for end in spelled.values()}
    out_of = {name for each in listed if each.kind != "end" for name in _names(each)}
    into = {name for each in listed if each.kind != "start" for name in _names(each)}
    unnamed = {name for name, text in spelled.items() if not with_id(text)[1]}
    lost = {
        name: frozenset(fold(source) for source, target, work in held if work and fold(target) == name)
        for name in unnamed & ((targets - into) | (sources - out_of - into))
    }
    named = {"start": sources, "end": targets}
    silent = [
        each
        for each in listed
        if each.row.key and each.key not in stated and not _names(each) & named.get(each.kind, sources | targets)
    ]
    found: dict[Id, str] = {}
    sought = Counter(lost.values())
    answers = Counter(_before(each) for each in silent if each.kind != "start")
    for name, before in lost.items():
        for each in silent if before and sought[before] == answers[before] == 1 else ():
            if each.kind != "start" and _before(each) == before:
                found[each.key] = spelled[name]
    taken = {fold(found[each.key]) for each in silent if each.key in found and each.kind != "end"}
    starts = [each.key for each in silent if each.kind == "start" or not (_before(each) or each.kind == "end")]
    begun = (unnamed & sources) - out_of - taken
    if len(starts) == len(begun) == 1:
        found[starts[0]] = spelled[begun.pop()]
    return found


def _names(each: Standing) -> set[str]:
    return {fold(each.row.said(title)) for title in ("Step", "Id")} - NO_NAME


def _before(each: Standing) -> Before:
    return frozenset(fold(part) for part in each.row.said("Predecessors").split(";")) - NO_NAME
