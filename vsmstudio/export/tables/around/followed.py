"""Follow-up: the baseline, what was promised, and what came."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.comparison import Judged
from vsmstudio.analysis.engagement.follow_up import Followed, FollowUp, State, baseline_of, follow_up
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map

_NUMBERS = (
    Column("unit", "Unit", width=9),
    Column("baseline", "Baseline", Kind.NUMBER, width=13),
    Column("promised", "Promised", Kind.NUMBER, width=13),
    Column("now", "Now", Kind.NUMBER, width=13),
    Column("kept", "Part of the promise that came", Kind.RATIO, width=14),
    Column("judged", "Judged", width=12),
)
_FIGURES = (
    Column("stream", "Stream", width=22),
    Column("before_map", "Baseline map", width=20),
    Column("after_map", "Map now", width=20),
    Column("figure", "Figure", width=32),
    *_NUMBERS,
)
_IMPROVEMENTS = (
    Column("stream", "Stream", width=22),
    Column("improvement", "Improvement", width=44),
    Column("state", "State", width=10),
    Column("effect", "Effect", width=24),
    *_NUMBERS[:1],
    *_NUMBERS[2:],
    Column("lesson", "Lesson", width=44),
    Column("says", "Says", width=44),
)


def found_in(document: Document, analysis: Analysis) -> tuple[FollowUp, ...]:
    """The follow-up of every stream that has an earlier current map beside its current one."""
    found = []
    for stream in document.streams:
        baseline, now = baseline_of(document, stream.id), document.current_map(stream.id)
        if baseline in analysis.maps and now is not None and now.id in analysis.maps and baseline is not None:
            then, today = State(document, analysis, baseline), State(document, analysis, now.id)
            found.append(follow_up(then, today))
    return tuple(found)


def figures(document: Document, found: Sequence[FollowUp]) -> Table:
    """The figures of the maps, baseline, promised and now; what became worse is flagged. `ids` are the figures' keys."""
    listed = [(each, one) for each in found for one in each.figures]
    rows = tuple(
        (
            document.name(each.stream),
            document.the(Map, each.baseline).name,
            document.the(Map, each.now).name,
            one.title,
            *_values(document, one),
        )
        for each, one in listed
    )
    said = [
        f"{document.name(each.stream)}: {words.rstrip('.')}."
        for each in found
        for words in (each.summary, *each.notes)
        if words
    ]
    return Table(
        "Follow-up", _FIGURES, rows, " ".join(said), tuple(one.key for _, one in listed),
        frozenset(at for at, (_, one) in enumerate(listed) if one.judged is Judged.WORSE),
        kinds=tuple(Kind(one.kind) for _, one in listed),
    )  # fmt: skip


def improvements(document: Document, found: Sequence[FollowUp]) -> Table:
    """Each effect of each improvement, promised and come; what went the other way is flagged. `ids` are the improvements."""
    rows: list[tuple[Row, str, Kind, bool]] = []
    for each in found:
        for held in each.improvements:
            head = (document.name(each.stream), held.name, held.state.value)
            says = (held.lesson or None, held.sentence or None)
            if not held.effects:
                rows.append(((*head, None, None, None, None, None, None, *says), held.improvement, Kind.NUMBER, False))
            for at, one in enumerate(held.effects):
                unit, _, *rest = _values(document, one)
                cells = (*head, one.title, unit, *rest, *(says if not at else (None, None)))
                rows.append((cells, held.improvement, Kind(one.kind), one.judged is Judged.WORSE))
    return Table(
        "Promised and come",
        _IMPROVEMENTS,
        tuple(row for row, _, _, _ in rows),
        "Effects are what became better by. What is not measured yet is blank.",
        tuple(key for _, key, _, _ in rows),
        frozenset(at for at, (_, _, _, worse) in enumerate(rows) if worse),
        kinds=tuple(kind for _, _, kind, _ in rows),
    )


def _values(document: Document, one: Followed) -> Row:
    unit = {"minutes": "min", "money": document.engagement.currency}.get(one.kind)
    judged = None if one.judged is Judged.UNKNOWN else one.judged.value
    return (unit, one.baseline, one.promised, one.now, one.kept, judged)
