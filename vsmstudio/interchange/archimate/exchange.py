"""A model in the exchange format, taken apart: elements, relationships, views, and all the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from xml.etree.ElementTree import Element

from vsmstudio.interchange.archimate.older import relation_type
from vsmstudio.interchange.archimate.terms import NS
from vsmstudio.interchange.archimate.tree import (
    LANG,
    TYPE,
    children,
    local,
    name_from,
    namespace,
    node,
    q,
    type_of,
    words,
)

_REFERRING = ("source", "target", "elementRef", "relationshipRef", "conceptRef", "identifierRef", "ref",
              "propertyDefinitionRef", "viewRef", "viewpointRef")  # fmt: skip
_IDENTIFIED = {"element", "relationship", "view", "node", "connection", "propertyDefinition"}


@dataclass(slots=True)
class Piece:
    """An element or relationship. `properties` are (name, value) in their order; `tree` is all of it.

    `name` is on one line; `written` is the name as the file has it.
    """

    key: str
    type: str
    name: str
    documentation: str
    properties: tuple[tuple[str, str], ...]
    tree: Element
    source: str = ""
    target: str = ""
    written: str = ""

    def property(self, name: str) -> str | None:
        return next((value for title, value in self.properties if title == name), None)


@dataclass(slots=True)
class Box:
    """A node of a view that shows an element: its area, in pixels from the view's upper left corner."""

    key: str
    ref: str
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class View:
    key: str
    name: str
    properties: tuple[tuple[str, str], ...]
    tree: Element
    boxes: list[Box]
    shown: frozenset[str] = frozenset()  # the elements that it shows
    within: tuple[tuple[str, str], ...] = ()  # (an element, that which it is drawn into)


@dataclass(slots=True)
class Exchange:
    """A model. `rest` are the other parts in their order: (kind, key, tree). `language` is that of the model's name."""

    name: str = ""
    documentation: str = ""
    language: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    elements: dict[str, Piece] = field(default_factory=dict)
    relations: dict[str, Piece] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    rest: list[tuple[str, str, Element]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def taken_apart(root: Element) -> Exchange:
    """The parts of a model in the exchange format 3.x. Identifiers that the format forbids are made sound."""
    found = Exchange(name=words(root, "name"), documentation=words(root, "documentation"))
    found.language = next((each.get(LANG, "") for each in children(root, "name")), "")
    _sound_types(root)
    _sound_identifiers(root, found)
    for each in children(root.find(q("propertyDefinitions")), "propertyDefinition"):
        key = each.get("identifier", "")
        found.definitions[key] = words(each, "name", found.language).strip() or key
        found.rest.append(("property definition", key, each))
    found.properties = _properties(root, found)
    for each in root.iterfind(f"{q('elements')}/{q('element')}"):
        piece = _piece(each, found)
        found.elements[piece.key] = piece
    for each in root.iterfind(f"{q('relationships')}/{q('relationship')}"):
        piece = _piece(each, found)
        piece.source, piece.target = each.get("source", ""), each.get("target", "")
        found.relations[piece.key] = piece
    views = root.find(q("views"))
    for each in [*children(views, "view"), *root.iterfind(f"{q('views')}/{q('diagrams')}/{q('view')}")]:
        key = each.get("identifier", "")
        boxes = list(_boxes(each))
        shown = frozenset(box.ref for box in boxes)
        properties, within = _properties(each, found), tuple(_within(each))
        found.views[key] = View(key, words(each, "name", found.language), properties, each, boxes, shown, within)
    _rest(root, found)
    return found


def _rest(root: Element, found: Exchange) -> None:
    """What stands beside elements, relationships and views: the head, folders, viewpoints, other programs' extensions."""
    known = {"elements", "relationships", "views", "propertyDefinitions"}
    head = node("model")
    head.attrib.update(root.attrib)
    for each in root:
        name = local(each.tag)
        if namespace(each.tag) == NS and name in known:
            continue
        if namespace(each.tag) == NS and name in {"name", "documentation", "properties"}:
            head.append(each)
        else:
            found.rest.append((name if namespace(each.tag) == NS else "extension", "", each))
    found.rest.append(("model", root.get("identifier", ""), head))
    views = root.find(q("views"))
    for each in views if views is not None else ():
        if local(each.tag) not in {"diagrams", "view"}:
            found.rest.append((local(each.tag), "", each))


def _piece(tree: Element, found: Exchange) -> Piece:
    key = tree.get("identifier", "")
    name, documentation = words(tree, "name", found.language), words(tree, "documentation", found.language)
    line = " ".join(name.split())
    return Piece(key, type_of(tree), line, documentation, _properties(tree, found), tree, written=name)


def _properties(tree: Element, found: Exchange) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            found.definitions.get(each.get("propertyDefinitionRef", ""), ""),
            words(each, "value", found.language),
        )
        for each in children(tree.find(q("properties")), "property")
    )


def _within(tree: Element) -> Iterator[tuple[str, str]]:
    """The elements that are drawn straight into another one, each with that."""
    for outer in tree.iter(q("node")):
        for inner in outer.iterfind(q("node")):
            if outer.get("elementRef") and inner.get("elementRef"):
                yield inner.get("elementRef", ""), outer.get("elementRef", "")


def _boxes(tree: Element) -> Iterator[Box]:
    """The nodes of a view that show elements, those within others too."""
    for each in tree.iter(q("node")):
        ref = each.get("elementRef")
        if ref:
            try:
                area = [float(each.get(name, "")) for name in "xywh"]
            except ValueError:
                continue
            if all(abs(value) < 1e6 for value in area):
                yield Box(each.get("identifier", ""), ref, *area)


def _sound_types(root: Element) -> None:
    """Types without a prefix, and relationships by the names that the format has for them."""
    for each in root.iter():
        if TYPE in each.attrib and namespace(each.tag) == NS:
            kind = type_of(each)
            each.set(TYPE, relation_type(kind) if local(each.tag) == "relationship" else kind)


def _sound_identifiers(root: Element, found: Exchange) -> None:
    """Give what has no identifier, one that is taken, or one that the format forbids a sound one; references follow."""
    identified = [each for each in root.iter() if namespace(each.tag) == NS and _is_identified(each)]
    taken = {each.get("identifier", "") for each in identified} - {""}
    renamed: dict[str, str] = {}
    seen: set[str] = set()
    doubled = 0
    for each in identified:
        given = each.get("identifier", "")
        key = name_from(given or f"id-{local(each.tag)}-1")
        if given in seen:
            doubled += 1
        if given in seen or (key != given and key in taken):
            key = next(new for number in count(2) if (new := f"{key}-{number}") not in taken)
        seen.add(given)
        taken.add(key)
        if given and key != given:
            renamed.setdefault(given, key)
        each.set("identifier", key)
    renamed = {old: new for old, new in renamed.items() if name_from(old) != old}
    if renamed:
        for each in root.iter():
            for name in _REFERRING:
                if (value := each.get(name)) in renamed:
                    each.set(name, renamed[value])
        example = next(iter(renamed))
        found.notes.append(
            f"{len(renamed)} identifiers are none that the exchange format allows, such as “{example[:40]}”; a written"
            f" file calls it {renamed[example][:60]}."
        )
    if doubled:
        found.notes.append(f"{doubled} identifiers stand on several things; each but the first got a new one.")


def _is_identified(each: Element) -> bool:
    """Must it have an identifier, or does it have one?"""
    return "identifier" in each.attrib or local(each.tag) in _IDENTIFIED
