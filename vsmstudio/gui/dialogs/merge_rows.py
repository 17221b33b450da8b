"""The rows of a merge: what is asked, record by record, and a sentence on what comes in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from vsmstudio.export.tables.words import plural
from vsmstudio.gui.dialogs.counts import counted, listed
from vsmstudio.model.difference import changed_fields, field_words
from vsmstudio.model.document import Change
from vsmstudio.model.merge import Clash
from vsmstudio.model.records import Placement
from vsmstudio.model.words import capitalised, one_line, type_words


@dataclass(frozen=True)
class Row:
    """One question; without clashes the heading over the questions about one record.

    `what` is the field or the heading, `where` the map and stream of a heading. The places of all nodes of a map are
    one question.
    """

    what: str
    where: str = ""
    clashes: tuple[Clash, ...] = ()
    base: str = ""
    ours: str = ""
    theirs: str = ""

    @property
    def asks(self) -> bool:
        return bool(self.clashes)


def rows(clashes: Sequence[Clash], theirs: str) -> Iterator[Row]:
    """Headings and questions, in the order of the clashes; places on the paper come last."""
    for (_, kind, name, where), group in groupby(
        (each for each in clashes if not each.is_place), key=lambda each: (each.id, each.type, each.name, _where(each))
    ):
        yield Row(_heading(kind, name), where)
        for each in group:
            what = capitalised(each.words) if each.field else f"The whole {each.words}"
            base = each.shown_base if each.field else ""
            yield Row(what, where, (each,), base, each.shown_ours or "as it was", each.shown_theirs or "as it was")
    places = sorted((each for each in clashes if each.is_place), key=_where)
    if places:
        yield Row("Places on the paper")
    for where, group in groupby(places, key=_where):
        held = tuple(group)
        moved = plural(len(held), "place") if len(held) > 1 else held[0].name
        yield Row(where or "Elsewhere", clashes=held, ours=f"{moved} as here", theirs=f"{moved} as in {theirs}")


def _heading(kind: str, name: str) -> str:
    if kind in {"engagement", "unknown"}:
        return capitalised(name)
    return f"{capitalised(type_words(kind))} {name}"


def _where(clash: Clash) -> str:
    drawn = clash.map if clash.type != "map" else ""
    stream = clash.stream if clash.type != "stream" else ""
    return " · ".join(each for each in (stream, drawn) if each)


def what_comes_in(change: Change, name: str) -> str:
    """What a merge brings, in one sentence.

    >>> what_comes_in(Change("Merge group-b", {}), "group-b")
    'Nothing comes in from group-b.'
    """
    came: Counter[str] = Counter()
    went: Counter[str] = Counter()
    fields = moved = 0
    for before, after in change.records.values():
        if isinstance(after or before, Placement):
            moved += before is not None and after is not None
        elif before is None and after is not None:
            came[after.type] += 1
        elif before is not None and after is None:
            went[before.type] += 1
        elif before is not None and after is not None:
            fields += len({field_words(after.type, field) for field, _, _ in changed_fields(before, after)})
    brought = counted(came)
    if fields:
        brought.append(plural(fields, "changed field"))
    if moved:
        brought.append(plural(moved, "moved node"))
    source = one_line(name)
    gone = f"{listed(counted(went))} {'goes' if sum(went.values()) == 1 else 'go'} away"
    if not brought:
        return f"Nothing comes in from {source}{f', but {gone}' if went else ''}."
    verb = "comes" if sum(came.values()) + fields + moved == 1 else "come"
    return f"From {source} {verb} {listed(brought)}{f'; {gone}' if went else ''}."
