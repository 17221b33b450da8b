"""A few sentences that say what changed between two documents: `3 steps added`, `Owner of Approve changed from Ann to Ben`.

Names where there are few, counts where there are many; what hangs on something that came or went goes unsaid; moves on
the paper are one sentence, the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vsmstudio.model.difference.found import Difference, Kind, differences
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    NODE_KINDS,
    Flow,
    Link,
    LinkKind,
    Map,
    Measure,
    Note,
    Placement,
    Ranked,
    Record,
    Step,
    Touchpoint,
    ValueStream,
)
from vsmstudio.model.words import BLANK, SHORT, capitalised, field_words, link_verb, name_of, one_line, type_words

FEW = 2  # so many are named, more are counted


def in_words(before: Document, after: Document, most: int = 12) -> tuple[str, ...]:
    """What changed, in at most `most` sentences, the weightiest first; empty where nothing did.

    >>> plan = Document([ValueStream(id="s", name="Orders"), Map(id="m", stream="s")])
    >>> in_words(plan, Document([*plan.records.values(), Step(id="a", map="m", name="Approve")]))
    ('Approve added',)
    """
    found = differences(before, after)
    came = {each.id for each in found if each.kind is Kind.ADDED}
    went = {each.id for each in found if each.kind is Kind.REMOVED}
    sentences = [
        *_whole(after, found, Kind.ADDED, came),
        *_whole(before, found, Kind.REMOVED, went),
        *_changed(found),
        *_moved(before, after, found),
    ]
    if len(sentences) > max(most, 1):
        more = len(sentences) - most + 1
        sentences = [*sentences[: most - 1], f"{more} more {'change' if more == 1 else 'changes'}"]
    return tuple(sentences)


# --- what came and went ---------------------------------------------------------------------------------------------


def _whole(document: Document, found: Sequence[Difference], kind: Kind, keys: set[Id]) -> Iterator[str]:
    by_type: dict[str, list[Record]] = {}
    for each in found:
        record = each.after if kind is Kind.ADDED else each.before
        if each.kind is kind and not isinstance(record, Placement) and not _hangs_on(record, keys):
            by_type.setdefault(each.type, []).append(record)
    for records in by_type.values():
        if len(records) > FEW:
            yield f"{len(records):,} {type_words(records[0].type, 2)} {kind}"
            continue
        if isinstance(records[0], Link):
            yield from (_of_link(document, each, kind) for each in records if isinstance(each, Link))
        elif isinstance(records[0], Map | ValueStream):
            yield from (capitalised(f"{_called(document, each)} {kind}{_with(document, each)}") for each in records)
        elif isinstance(records[0], Step):
            yield f"{' and '.join(name_of(document, each.id) for each in records)} {kind}"
        else:
            yield from (capitalised(f"{_called(document, each)} {kind}") for each in records)


def _hangs_on(record: Record, keys: set[Id]) -> bool:
    """Did it come or go with something else, so that it need not be said?"""
    if isinstance(record, Flow):
        return not keys.isdisjoint((record.source, record.target, record.map))
    if isinstance(record, Link):
        return (record.target if record.kind is LinkKind.UNDERPINS else record.source) in keys
    if isinstance(record, (Map, Measure)):
        return record.stream in keys
    if isinstance(record, Touchpoint):
        return record.step in keys
    if isinstance(record, Ranked):
        return not keys.isdisjoint((record.ranking, record.improvement))
    return isinstance(record, (*NODE_KINDS, Note)) and record.map in keys


def _called(document: Document, record: Record) -> str:
    if record.type == "engagement":
        return "engagement"
    word = record.word if isinstance(record, (*NODE_KINDS, Note)) else type_words(record.type)
    return f"{word} {name_of(document, record.id)}" if record.type != "unknown" else name_of(document, record.id)


def _with(document: Document, record: Record) -> str:
    maps = [record.id] if isinstance(record, Map) else [each.id for each in document.maps if each.stream == record.id]
    count = sum(isinstance(node, Step) for key in maps for node in document.nodes(key))
    return f", with {count:,} {type_words('step', count)}" if count else ""


def _of_link(document: Document, link: Link, kind: Kind) -> str:
    when = "now" if kind is Kind.ADDED else "no longer"
    verb = link_verb(link.kind)
    said = verb.replace("is ", f"is {when} ", 1) if verb.startswith("is ") else f"{when} {verb}"
    return f"{name_of(document, link.source)} {said} {name_of(document, link.target)}"


# --- what changed ---------------------------------------------------------------------------------------------------


def _changed(found: Sequence[Difference]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Difference]] = {}
    for each in found:
        if each.kind is Kind.CHANGED and each.type != Placement.__struct_config__.tag:
            groups.setdefault((each.type, each.field), []).append(each)
    for (kind, field), group in groups.items():
        if field == "order":
            yield f"Order of the {type_words(kind, 2)} changed"
        elif len(group) > FEW or kind == "unknown":
            yield _of_many(kind, field, group)
        else:
            yield from (capitalised(_of_one(each)) for each in group)


def _of_many(kind: str, field: str, group: Sequence[Difference]) -> str:
    subject = f"{len(group):,} {type_words(kind, len(group))}"
    befores, afters = ({each.shown_before for each in group}, {each.shown_after for each in group})
    if kind == "unknown":
        return f"{subject} changed"
    if field in {"name", "role"}:
        return f"{subject} renamed"
    words = capitalised(field_words(kind, field))
    if befores == {BLANK}:
        same = f" as {one_line(min(afters))}" if len(afters) == 1 else ""
        return f"{words} of {subject} filled in{same}"
    if afters == {BLANK}:
        return f"{words} of {subject} cleared"
    if len(befores) == len(afters) == 1:
        return f"{words} of {subject} changed from {one_line(min(befores))} to {one_line(min(afters))}"
    return f"{words} of {subject} changed"


def _of_one(each: Difference) -> str:
    words = field_words(each.type, each.field)
    of = "" if each.type == "engagement" else f" of {each.name}"
    before, after = each.shown_before, each.shown_after
    if each.field in {"name", "role"} and BLANK not in {before, after}:
        return f"{one_line(before)} renamed to {one_line(after)}"
    if len(before) > SHORT or len(after) > SHORT:
        verb = "written" if before == BLANK else "cleared" if after == BLANK else "changed"
        return f"{words}{of} {verb}"
    if before == BLANK:
        return f"{words}{of} set to {after}"
    if after == BLANK:
        return f"{words}{of} cleared, it was {before}"
    return f"{words}{of} changed from {before} to {after}"


def _moved(before: Document, after: Document, found: Sequence[Difference]) -> Iterator[str]:
    places = [each.after or each.before if not each.field else after.get(each.id) for each in found]
    nodes = {each.node for each in places if isinstance(each, Placement)}
    held = sorted(key for key in nodes if key in before and key in after)
    if len(held) == 1:
        yield f"{name_of(after, held[0])} moved"
    elif held:
        one_kind = next((kind for kind in (Step, Note) if all(after.of(kind, key) for key in held)), None)
        word = type_words(str(one_kind.__struct_config__.tag), 2) if one_kind else "nodes"
        yield f"{len(held):,} {word} moved"
