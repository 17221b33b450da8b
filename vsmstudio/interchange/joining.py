"""How the rows of one map are joined: by predecessors, or one after the other; and where rework goes back to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vsmstudio.interchange import cells
from vsmstudio.interchange.facts import Facts
from vsmstudio.interchange.imported import Problem
from vsmstudio.interchange.naming import Names
from vsmstudio.model.records import Split


class Join(NamedTuple):
    """Work from one row to another with its share among alternatives; or rework (`probability` may be unknown)."""

    source: Facts
    target: Facts
    share: float | None = None
    rework: bool = False
    probability: float | None = None


@dataclass(slots=True)
class Joined:
    """The joins between good rows, what is wrong (those rows are `bad` now), and what was noticed."""

    joins: list[Join] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def join(rows: Sequence[Facts]) -> Joined:
    """Join the rows of one map. A ring is no error here: the analysis names its steps."""
    held = Joined()
    names = Names(rows)
    found: list[Join] = []
    for row in rows:
        before = len(held.problems)
        if row.key and names.holder(row.key) is not row:
            other = names.holder(row.key)
            line = other.line if other else 0
            _problem(held, row, "Id", row.key, f"the id is taken by line {line}; give every row an id of its own")
        found += _predecessors(held, row, names)
        found += _rework(held, row, names)
        row.bad = row.bad or len(held.problems) > before
    found += _one_after_the_other(rows)
    for each in found:
        if not each.source.bad and not each.target.bad:
            held.joins.append(each)
        elif not each.target.bad and not each.rework:
            what = f"“{each.source.name[:60]}”, whose row could not be read"
            held.notes.append(f"{each.target.source}, line {each.target.line}: it is not connected to {what}.")
    held.notes += _unused_shares(rows, held.joins)
    if len(rows) > 1 and not any(row.predecessors is None for row in rows) and not found:
        place = rows[0].place
        held.notes.append(
            f"{place.stream[:60]} · {place.map[:60]}: no row names a predecessor, so nothing is connected; without the "
            "column Predecessors rows follow one another."
        )
    return held


def _predecessors(held: Joined, row: Facts, names: Names) -> Iterable[Join]:
    text = row.predecessors or ""
    if text in cells.BLANK or (text.casefold() in cells.NONE and not names.known(text)):
        return
    try:
        sources = names.rows(text)
        if row.kind == "start":
            raise ValueError("a start has no predecessors; leave the cell empty, or make the row a step")
        for source in sources:
            if source is row:
                raise ValueError("a row cannot be its own predecessor; name the row before it")
            if source.kind == "end":
                raise ValueError(f"“{source.name[:60]}” is an end, so nothing comes after it; name a step")
    except ValueError as error:
        _problem(held, row, "Predecessors", text, str(error))
        return
    for source in sources:
        yield Join(source, row, share=row.share if source.split is Split.ONE else None)


def _rework(held: Joined, row: Facts, names: Names) -> Iterable[Join]:
    if not row.rework_to or row.kind != "step":
        return
    try:
        targets = names.rows(row.rework_to)
        for target in targets:
            if target is row:
                raise ValueError("work cannot go back to the same step; name an earlier one")
            if target.kind != "step":
                raise ValueError(f"“{target.name[:60]}” is no step; work goes back to a step")
        if row.rework and len(row.rework) != len(targets):
            raise ValueError(
                f"{len(targets)} steps are named, but Rework % has {len(row.rework)} figures; write one for each"
            )
    except ValueError as error:
        _problem(held, row, "Rework to", row.rework_to, str(error))
        return
    for index, target in enumerate(targets):
        yield Join(row, target, rework=True, probability=row.rework[index] if row.rework else None)


def _one_after_the_other(rows: Sequence[Facts]) -> Iterable[Join]:
    """Rows of a table without predecessors follow one another; nothing leads into a start or out of an end."""
    last: dict[str, Facts] = {}
    for row in rows:
        if row.predecessors is None and not row.bad:
            before = last.get(row.source)
            if before is not None and before.kind != "end" and row.kind != "start":
                yield Join(before, row, share=row.share if before.split is Split.ONE else None)
            last[row.source] = row


def _unused_shares(rows: Sequence[Facts], joins: Sequence[Join]) -> Iterable[str]:
    used = {id(each.target) for each in joins if each.share is not None}
    for row in rows:
        if row.share is not None and not row.bad and id(row) not in used:
            yield f"{row.source}, line {row.line}: its share weighs nothing, as no predecessor of it splits to one."


def _problem(held: Joined, row: Facts, column: str, text: str, reason: str) -> None:
    held.problems.append(Problem(row.line, column, text, reason, row.source))
