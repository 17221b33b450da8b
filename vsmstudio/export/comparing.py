"""Differences and merges as plain text for the command line, and as plain JSON data for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vsmstudio.model.difference import Difference, Kind, as_plain, differences, field_words, in_words, plain_value
from vsmstudio.model.document import Document
from vsmstudio.model.merge import Choice, Choices, Clash, Merge
from vsmstudio.model.records import Link
from vsmstudio.model.words import capitalised, link_verb, name_of, one_line, type_words


def difference_text(before: Document, after: Document) -> str:
    """What changed in sentences, then every field; places on the paper are counted only."""
    found = differences(before, after)
    if not found:
        return "No differences."
    details = [f"  {_detail(before, after, each)}" for each in found if each.type != "placement"]
    return "\n".join([*in_words(before, after), *(["", "In detail:", *details] if details else [])])


def _detail(before: Document, after: Document, each: Difference) -> str:
    subject = capitalised(f"{type_words(each.type)} {each.name}") if each.type != "step" else each.name
    if each.type in {"engagement", "unknown"}:
        subject = capitalised(each.name)
    where = _where(each.map, each.stream, each.type)
    if each.kind is not Kind.CHANGED:
        return f"{_linked(before, after, each) or subject}{where}: {each.kind}"
    if each.shown_before == each.shown_after:
        return f"{subject}{where}: {field_words(each.type, each.field)} {one_line(each.shown_after)}, written in another way"
    shown = f"{one_line(each.shown_before)} → {one_line(each.shown_after)}"
    return f"{subject}{where}: {field_words(each.type, each.field)} {shown}"


def _linked(before: Document, after: Document, each: Difference) -> str:
    """What a link says, for one that came or went: two of them may join the same records."""
    held = before if each.kind is Kind.REMOVED else after
    link = held.of(Link, each.id)
    return f"{name_of(held, link.source)} {link_verb(link.kind)} {name_of(held, link.target)}" if link else ""


def _where(drawn: str, stream: str, kind: str) -> str:
    if kind in {"map", "stream"} or not (drawn or stream):
        return ""
    return f" ({' · '.join(each for each in (stream, drawn) if each)})"


def difference_json(before: Document, after: Document) -> dict[str, Any]:
    """One object: every difference with its raw values."""
    return {"format": 1, "differences": [as_plain(each) for each in differences(before, after)]}


def merge_text(merge: Merge, choices: Choices, ours: Document, ours_name: str) -> str:
    """What came from them, what both changed with both values, and what the rules settled."""
    lines = [_titled(f"Taken from {merge.name}", in_words(ours, ours.apply(merge.change(choices))))]
    held = [ours_name if choices.get(each.key) is not Choice.THEIRS else merge.name for each in merge.clashes]
    if merge.clashes:
        as_in = f", each kept as in {held[0]}" if len(set(held)) == 1 else ""
        lines.append(_titled(f"Changed in both{as_in}", list(_clashes(merge, ours_name))))
    if problems := merge.problems(choices):
        lines.append(_titled("Settled by the rules", [capitalised(each) for each in problems]))
    if merge.twins:
        lines.append(_titled("Look at", merge.twins))
    return "\n".join(lines)


def _titled(title: str, sentences: tuple[str, ...] | list[str]) -> str:
    return "\n".join([f"{title}:", *(f"  {each}" for each in sentences or ["nothing"])])


def _clashes(merge: Merge, ours_name: str) -> Iterator[str]:
    for each in merge.clashes:
        where = _where(each.map, each.stream, each.type)
        yield capitalised(each.sentence(merge.name, ours_name)) + where


def merge_json(merge: Merge, choices: Choices, ours: Document) -> dict[str, Any]:
    """One object: what was taken in words, every conflict with its three raw values, what the rules settled."""
    return {
        "format": 1,
        "taken": list(in_words(ours, ours.apply(merge.change(choices)))),
        "conflicts": [_conflict(each, choices) for each in merge.clashes],
        "problems": list(merge.problems(choices)),
        "twins": list(merge.twins),
    }


def _conflict(clash: Clash, choices: Choices) -> dict[str, Any]:
    return {
        "type": clash.type,
        "id": clash.id,
        "name": clash.name,
        "map": clash.map or None,
        "stream": clash.stream or None,
        "field": clash.field or None,
        "base": plain_value(clash.field, clash.base),
        "ours": plain_value(clash.field, clash.ours),
        "theirs": plain_value(clash.field, clash.theirs),
        "taken": choices.get(clash.key, Choice.OURS).value,
    }
