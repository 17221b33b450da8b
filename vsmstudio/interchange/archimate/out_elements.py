"""Records as elements: new ones, and those that a file had, with what was changed of them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from vsmstudio.interchange.archimate import figures
from vsmstudio.interchange.archimate.leaving import Leaving, Piece, own_key, own_type
from vsmstudio.interchange.archimate.own import NOTED, WITH_ELEMENT, encoded, for_xml, written_name
from vsmstudio.interchange.archimate.terms import TECHNICAL
from vsmstudio.interchange.archimate.tree import LANG, TYPE, children, clean, node, q, type_of, words
from vsmstudio.model.records import Map, Person, Record, Service, ServiceKind, Stakeholder

_NAMING = {"name", "role", "unit"}


class Definitions:
    """The property definitions of a file: those that it had, and new ones as they are needed."""

    def __init__(self, kept: list[Piece], language: str = "") -> None:
        self.trees = [each.tree for each in kept]
        self._by_name: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for each in self.trees:
            key, name = each.get("identifier", ""), words(each, "name", language).strip()
            self._by_name.setdefault(name, key)
            self._names[key] = name

    def name(self, key: str) -> str:
        return self._names.get(key, "")

    def key(self, name: str) -> str:
        if name not in self._by_name:
            key = own_key(name.replace("%", "per-cent-").replace("&", "-and-").replace(" ", "-"), "property-")
            while key in self._names:
                key += "-2"
            made = node("propertyDefinition", identifier=key)
            made.set("type", "string")
            made.append(node("name", name))
            self.trees.append(made)
            self._by_name[name] = key
            self._names[key] = name
        return self._by_name[name]


def elements(leaving: Leaving, definitions: Definitions, language: str) -> Iterator[Element]:
    """The elements: those that the file had, in their order, then the new ones."""
    kept = [(each.kept.order, each, None) for each in leaving.free.get("element", [])]
    held: list[tuple[float, Piece, Record | None]] = list(kept)
    for (kind, key), piece in leaving.about.items():
        record = leaving.document.get(key)
        if kind == "element" and record is not None and leaving.holds(record):
            held.append((piece.kept.order, piece, record))
    for _, piece, record in sorted(held, key=lambda each: (each[0], each[1].kept.id)):
        yield piece.tree if record is None else as_now(leaving, piece, record, definitions, language)
    for record in leaving.all(*WITH_ELEMENT):
        if ("element", record.id) not in leaving.about and leaving.written_whole(record.id):
            called = clean(leaving.document.name(record.id)).strip() if isinstance(record, Stakeholder) else ""
            yield new(leaving.keys[record.id], own_type(record), record, definitions, language, called)
    for drawn in plateaus(leaving):
        yield plateau(leaving.keys[drawn.id], drawn, definitions, language)


def plateaus(leaving: Leaving) -> list[Map]:
    """The maps that are written as plateaus: those of a stream that has several."""
    count: dict[str, int] = {}
    for each in leaving.maps:
        if leaving.written_whole(each.id):
            count[each.stream] = count.get(each.stream, 0) + 1
    return [
        each
        for each in leaving.maps
        if count.get(each.stream, 0) > 1
        and ("element", each.id) not in leaving.about
        and leaving.written_whole(each.id)
    ]


def plateau(key: str, drawn: Map, definitions: Definitions, language: str) -> Element:
    made = node("element", identifier=key, type="Plateau")
    made.append(_worded("name", clean(drawn.name) or "Map", language))
    set_property(made, definitions, TECHNICAL, _plateau(drawn))
    return made


def _plateau(drawn: Map) -> str:
    return for_xml(json.dumps({"plateau": drawn.id}))


def new(key: str, kind: str, record: Record, definitions: Definitions, language: str, called: str = "") -> Element:
    """An element for a record that no file had. `called`: its name where the record has none of its own."""
    made = node("element", identifier=key, type=kind)
    made.append(_worded("name", called or written_name(record), language))
    noted = getattr(record, NOTED.get(type(record), ""), "") if type(record) in NOTED else ""
    if clean(noted):
        made.append(_worded("documentation", clean(noted), language))
    for title, value in figures.shown(record):
        set_property(made, definitions, title, value)
    set_property(made, definitions, TECHNICAL, encoded(record))
    return made


def as_now(leaving: Leaving, piece: Piece, record: Record, definitions: Definitions, language: str) -> Element:
    """The element as the file had it, with what the record says differently since."""
    changed = leaving.changes(record)
    technical = _property(piece.tree, definitions, TECHNICAL) is not None
    if not changed and record.id not in leaving.pinned and not technical:
        return piece.tree
    tree = copy.deepcopy(piece.tree)
    visible: set[str] = set()
    if isinstance(record, Map):
        visible = {"name"}
    naming = _NAMING if isinstance(record, Person) else {"name"}
    if changed & naming:
        _set_words(tree, "name", clean(record.name) if isinstance(record, Map) else written_name(record), language)
        visible |= {"name"}
    noted = NOTED.get(type(record), "")
    if noted in changed:
        _set_words(tree, "documentation", clean(getattr(record, noted)), language)
        visible.add(noted)
    for title, field in figures.SHOWN.get(type(record), ()):
        if field in changed:
            _set_figure(tree, definitions, record, title, field)
            if not getattr(getattr(record, field), "measured", False):
                visible.add(field)
    if isinstance(record, Service) and "kind" in changed:
        _set_kind(tree, record)
    if technical or record.id in leaving.pinned or changed - visible:
        whole = _plateau(record) if isinstance(record, Map) else encoded(record)
        set_property(tree, definitions, TECHNICAL, whole)
    return tree


def _set_kind(tree: Element, service: Service) -> None:
    kind = type_of(tree)
    if service.kind is ServiceKind.IT and kind == "BusinessService":
        kind = "ApplicationService"
    elif service.kind is not ServiceKind.IT and kind != "BusinessService":
        kind = "BusinessService"
    tree.set(TYPE, kind)


def _set_figure(tree: Element, definitions: Definitions, record: Record, title: str, field: str) -> None:
    """Change the property that told a figure; where none did, there is a new one."""
    value = next((text for name, text in figures.shown(record) if name == title), "")
    for each in children(tree.find(q("properties")), "property"):
        name = definitions.name(each.get("propertyDefinitionRef", ""))
        if figures.field_of_property(type(record), name)[0] == field:
            title = name
            break
    set_property(tree, definitions, title, value)


def _property(tree: Element, definitions: Definitions, name: str) -> Element | None:
    for each in children(tree.find(q("properties")), "property"):
        if definitions.name(each.get("propertyDefinitionRef", "")) == name:
            return each
    return None


def set_property(tree: Element, definitions: Definitions, name: str, value: str) -> None:
    """Give an element, relationship or view a property; a blank value takes it away."""
    held, found = tree.find(q("properties")), _property(tree, definitions, name)
    if not value:
        if held is not None and found is not None:
            held.remove(found)
            if not len(held):
                tree.remove(held)
        return
    if held is None:
        held = node("properties")
        tree.insert(_place(tree), held)
    if found is None:
        found = node("property", propertyDefinitionRef=definitions.key(name))
        found.append(node("value"))
        held.append(found)
    first = found.find(q("value"))
    assert first is not None
    first.text = value


def _place(tree: Element) -> int:
    """Where properties stand: behind names, documentation and other programs' extensions, before the rest."""
    at = 0
    for at, each in enumerate(tree):
        if each.tag in {q("node"), q("connection"), q("metadata")}:
            return at
    return at + 1 if len(tree) else 0


def _set_words(tree: Element, name: str, text: str, language: str) -> None:
    held = list(children(tree, name))
    best = next((each for each in held if language and each.get(LANG) == language), held[0] if held else None)
    if best is not None:
        if text or name == "name":
            best.text = text
        else:
            tree.remove(best)
    elif text:
        names = len(list(children(tree, "name")))
        tree.insert(names if name == "documentation" else 0, _worded(name, text, language))


def _worded(name: str, text: str, language: str) -> Element:
    made = node(name, text)
    if language:
        made.set(LANG, language)
    return made
