"""Flows, links and the fields that name others, as relationships that the standard allows."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from vsmstudio.interchange.archimate import figures
from vsmstudio.interchange.archimate.leaving import Leaving, own_key
from vsmstudio.interchange.archimate.out_elements import Definitions, plateaus, set_property
from vsmstudio.interchange.archimate.own import TOLD, encoded, turned
from vsmstudio.interchange.archimate.terms import TECHNICAL, allowed
from vsmstudio.interchange.archimate.tree import LANG, clean, node, type_of
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Flow, FlowKind, Link, LinkKind, Map, Measure, Record, Stakeholder, Step
from vsmstudio.model.words import link_verb

# What stands for each kind of link, the best first; a relationship that the standard does not allow there is passed over.
_LINKS = {
    LinkKind.UNDERPINS: ("Serving",), LinkKind.SERVES: ("Serving",), LinkKind.RESTS_ON: ("Serving",), LinkKind.COVERS: (),
    LinkKind.SUPPORTS: ("Realization", "Serving"), LinkKind.CARRIED_BY: (), LinkKind.CAME_FROM: (),
    LinkKind.WORKS_ON: (), LinkKind.ON_CALL: (), LinkKind.ATTENDED: (), LinkKind.LOOKED_AT: (), LinkKind.CHANGES: (),
}  # fmt: skip
_ALIKE = {
    "BusinessFunction": "BusinessProcess", "BusinessInteraction": "BusinessProcess",
    "TechnologyService": "ApplicationService", "SystemSoftware": "ApplicationComponent",
}  # fmt: skip
_FIELD_WORDS = {"owner": "owner", "supplier": "supplier", "provider": "provider"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A relationship to be written anew."""

    key: str
    kind: str
    source: str
    target: str
    name: str
    figures: tuple[tuple[str, str], ...]
    technical: str


def relations(leaving: Leaving, definitions: Definitions, language: str) -> Iterator[Element]:
    """The relationships: those that the file had, in their order, then the new ones."""
    held: list[tuple[float, Id, Element]] = [
        (piece.kept.order, piece.kept.id, piece.tree)
        for piece in leaving.free.get("relationship", [])
        if piece.kept.key not in leaving.dissolved
    ]
    for (kind, key), piece in leaving.about.items():
        record = leaving.document.get(key)
        if kind == "relationship" and isinstance(record, Flow | Link) and leaving.holds(record):
            tree = as_now(leaving, piece.tree, record, definitions)
            held.append((piece.kept.order, piece.kept.id, tree))
    for (key, field), pieces in leaving.telling.items():
        record = leaving.document.get(key)
        if record is not None and leaving.holds(record) and still_told(leaving, record, field):
            held += [(piece.kept.order, piece.kept.id, piece.tree) for piece in pieces]
    yield from (tree for _, _, tree in sorted(held, key=lambda each: each[:2]))
    there = {tree.get("identifier") for _, _, tree in held}
    for each in wanted(leaving):
        if each.key not in there:
            yield _new(each, definitions, language)


def still_told(leaving: Leaving, record: Record, field: str) -> bool:
    """Does a field still name whom it named when it was read?"""
    was = None if record.id in leaving.made else leaving.was(record)
    value = getattr(record, field, None)
    return was is not None and value is not None and was.get(field, "") == leaving.name_of(value)


def as_now(leaving: Leaving, tree: Element, record: Flow | Link, definitions: Definitions) -> Element:
    """A relationship as the file had it, leading where its record leads now, with its figures."""
    source, target = leaving.keys.get(record.source, ""), leaving.keys.get(record.target, "")
    if turned(record):
        source, target = target, source
    was = leaving.was(record) or {}
    ends = (leaving.name_of(record.source), leaving.name_of(record.target))
    moved = ends != (was.get("source"), was.get("target"))
    moved = moved or any(
        each in leaving.made and leaving.written_whole(each) for each in (record.source, record.target)
    )
    changed = leaving.changes(record)
    technical = any(
        definitions.name(each.get("propertyDefinitionRef", "")) == TECHNICAL for each in tree.iter() if each.attrib
    )
    if not moved and not changed and not technical:
        return tree
    tree = copy.deepcopy(tree)
    if moved and source and target:
        tree.set("source", source)
        tree.set("target", target)
        kind = kind_of(leaving, record)
        if not _fits(leaving, record, type_of(tree)):
            tree.set(next(key for key in tree.keys() if key.endswith("}type")), kind)  # noqa: SIM118
    if changed or technical:
        for title, value in figures.shown(record):
            set_property(tree, definitions, title, value)
        set_property(tree, definitions, TECHNICAL, encoded(record))
    return tree


def kind_of(leaving: Leaving, record: Flow | Link) -> str:
    """The kind of relationship of a flow or link: the best that the standard allows between the two elements."""
    if isinstance(record, Flow):
        best = ["Flow", "Triggering"] if record.kind is FlowKind.INFORMATION else ["Triggering", "Flow"]
    else:
        best = list(_LINKS[record.kind])
    return next((kind for kind in best if _fits(leaving, record, kind)), "Association")


def _fits(leaving: Leaving, record: Flow | Link, kind: str) -> bool:
    source, target = leaving.type_of(record.source), leaving.type_of(record.target)
    return may(target, kind, source) if turned(record) else may(source, kind, target)


def may(source: str, kind: str, target: str) -> bool:
    """Does the standard allow it? Types that are not written here count as those that they are like."""
    return allowed(_ALIKE.get(source, source), kind, _ALIKE.get(target, target))


def wanted(leaving: Leaving) -> Iterator[Wanted]:
    """The relationships that the document says and no kept piece tells."""
    for record in leaving.all(Flow, Link):
        assert isinstance(record, Flow | Link)
        if ("relationship", record.id) not in leaving.about and leaving.written_whole(record.id):
            source, target = leaving.element(record.source), leaving.element(record.target)
            if turned(record):
                source, target = target, source
            yield Wanted(
                own_key(record.id), kind_of(leaving, record), source, target, _words(record),
                tuple(figures.shown(record)), encoded(record),
            )  # fmt: skip
    for (kind, field), (best, _) in TOLD.items():
        for record in leaving.all(kind):
            value = getattr(record, field)
            if (
                value is None
                or not leaving.written_whole(record.id)
                or still_told(leaving, record, field)
                or not leaving.holds(leaving.document.get(value))
            ):
                continue
            yield _field(leaving, record, field, value, best)
    for record in leaving.all(*NODE_KINDS):
        yield from _membership(leaving, record)
    for record in leaving.all(Stakeholder, Measure):
        yield from _stakes(leaving, record)
    for drawn in plateaus(leaving):
        yield from (
            Wanted(f"{leaving.keys[drawn.id]}-{own_key(each.id)}", "Aggregation", leaving.keys[drawn.id],
                   leaving.element(each.id), "", (), "{}")
            for each in leaving.document.nodes(drawn.id)
        )  # fmt: skip


def _field(leaving: Leaving, record: Record, field: str, value: Id, best: str) -> Wanted:
    source, target = leaving.type_of(value), leaving.type_of(record.id)
    kinds = (best, "Aggregation") if best in {"Assignment", "Composition"} else (best,)
    kind = next((each for each in kinds if may(source, each, target)), "Association")
    technical = f'{{"field": "{field}", "of": {json.dumps(record.id)}}}'
    name = _FIELD_WORDS.get(field, "") if kind == "Association" else ""
    return Wanted(
        f"{own_key(record.id)}-{field}", kind, leaving.element(value), leaving.element(record.id), name, (), technical
    )


def _membership(leaving: Leaving, record: Record) -> Iterator[Wanted]:
    """A step realises its value stream."""
    drawn = leaving.document.get(getattr(record, "map", None))
    if not isinstance(record, Step) or not isinstance(drawn, Map):
        return
    was = leaving.was(record)
    same = was is not None and was.get("map") == leaving.name_of(drawn.id)
    stream = leaving.document.records[drawn.stream]
    anew = stream.id in leaving.made and leaving.written_whole(stream.id)
    if same and not anew:
        return
    a, b = leaving.element(record.id), leaving.element(stream.id)
    kinds = (leaving.type_of(record.id), leaving.type_of(stream.id))
    if may(kinds[0], "Realization", kinds[1]):
        yield Wanted(f"{own_key(record.id)}-stream", "Realization", a, b, "", (), "{}")
    elif may(kinds[1], "Composition", kinds[0]):
        yield Wanted(f"{own_key(record.id)}-stream", "Composition", b, a, "", (), "{}")
    else:
        yield Wanted(f"{own_key(record.id)}-stream", "Association", a, b, "", (), "{}")


def _stakes(leaving: Leaving, record: Record) -> Iterator[Wanted]:
    """A stakeholder is a person or unit, and has a stake in a stream, as a measure of its value belongs to it.

    The record itself says so too; these are for the eyes of other programs.
    """
    for field in ("who", "stream"):
        other = getattr(record, field, None)
        if other is not None and (end := leaving.element(other)):
            yield Wanted(f"{own_key(record.id)}-{field}", "Association", end, leaving.element(record.id), "", (), "{}")


def _words(record: Flow | Link) -> str:
    """What a relationship is called in a drawing."""
    if isinstance(record, Link):
        return "" if record.kind in {LinkKind.UNDERPINS, LinkKind.SERVES, LinkKind.RESTS_ON} else link_verb(record.kind)
    if record.kind is FlowKind.REWORK:
        return f"rework {record.probability * 100:.3g} %" if record.probability else "rework"
    return f"{record.share * 100:.3g} %" if record.share is not None else ""


def _new(each: Wanted, definitions: Definitions, language: str) -> Element:
    made = node("relationship", identifier=each.key, source=each.source, target=each.target, type=each.kind)
    if each.kind == "Association":
        made.set("isDirected", "true")
    if each.name:
        name = node("name", clean(each.name))
        if language:
            name.set(LANG, language)
        made.append(name)
    for title, value in each.figures:
        set_property(made, definitions, title, value)
    if each.technical != "{}":
        set_property(made, definitions, TECHNICAL, each.technical)
    return made
