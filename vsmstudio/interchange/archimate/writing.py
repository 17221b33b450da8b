"""A document as a file of the ArchiMate exchange format 3.x, together with what was kept of the files that it came from."""

from __future__ import annotations

import copy
import json
from collections.abc import Collection, Iterable
from xml.etree.ElementTree import Element

from vsmstudio.interchange.archimate.leaving import Leaving, Piece
from vsmstudio.interchange.archimate.out_elements import Definitions, elements, set_property
from vsmstudio.interchange.archimate.out_relations import relations
from vsmstudio.interchange.archimate.out_views import views
from vsmstudio.interchange.archimate.own import WITH_ELEMENT, encoded, for_xml
from vsmstudio.interchange.archimate.terms import FORMAT, NS, SCHEMA, TECHNICAL, XSI
from vsmstudio.interchange.archimate.tree import LANG, children, clean, node, q, to_text
from vsmstudio.model.characters import whole_record
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import RECORD_TYPES, Flow, Kept, Link, Map, Placement, Record, Unknown

_LANGUAGE = "en"
_MODEL = "id-model"
_LOCATION = f"{{{XSI}}}schemaLocation"


def write(document: Document, map_ids: Collection[Id] | None = None) -> bytes:
    """The file. `map_ids`: these maps with their streams and all that stands behind them; all maps unless given."""
    model = tree_of(document, map_ids)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_root_text(model)}\n'.encode()


def tree_of(document: Document, map_ids: Collection[Id] | None = None, spoken: str = _LANGUAGE) -> Element:
    """The model as a tree, its parts in the order that the standard asks for.

    `spoken`: the language of this program's own words where the document came from no model.
    """
    leaving = Leaving(Document(map(whole_record, document.records.values())), map_ids)
    head = next(iter(leaving.free.get("model", [])), None)
    language = _language(head) if head else spoken
    definitions = Definitions(leaving.free.get("property definition", []), language)
    model = _head(leaving, head, definitions, language)
    held = _part("elements", elements(leaving, definitions, language))
    there = {each.get("identifier", "") for each in held}
    kept = _with_ends(relations(leaving, definitions, language), there)
    related = _part("relationships", kept)
    written = there | {each.get("identifier", "") for each in related}
    drawn = _part("diagrams", views(leaving, written, definitions, language))
    written |= {each.get("identifier", "") for each in drawn}
    shown = node("views")
    shown.extend(each.tree for each in leaving.free.get("viewpoints", []))
    if len(drawn):
        shown.append(drawn)
    folders = [
        tree for each in leaving.free.get("organizations", []) if (tree := _folder(each.tree, written)) is not None
    ]
    for part in (*(each.tree for each in leaving.free.get("metadata", [])), held, related, *folders):
        if len(part) or part.tag == q("metadata"):
            model.append(part)
    if definitions.trees:
        model.append(_part("propertyDefinitions", definitions.trees))
    if len(shown):
        model.append(shown)
    return model


def _language(head: Piece) -> str:
    """The language of the model's name."""
    return next((each.get(LANG, "") for each in children(head.tree, "name")), "")


def _head(leaving: Leaving, kept: Piece | None, definitions: Definitions, language: str) -> Element:
    """The model's own name, documentation and properties, with the records that have no element of their own."""
    document = leaving.document
    if kept is not None:
        model = copy.deepcopy(kept.tree)
        at = next((at for at, each in enumerate(model) if each.tag == q("properties")), len(model))
        for each in reversed(leaving.free.get("extension", [])):
            model.insert(at, each.tree)
        if not model.get("identifier"):
            model.set("identifier", _MODEL)
        if model.find(q("name")) is None:
            model.insert(0, node("name", _title(document)))
    else:
        model = node("model", identifier=_MODEL)
        name = node("name", _title(document))
        if language:
            name.set(LANG, language)
        model.append(name)
    records = [json.loads(_json(each)) for each in _rest(leaving)]
    text = json.dumps({"format": 1, "records": records}, ensure_ascii=False) if records else ""
    set_property(model, definitions, TECHNICAL, for_xml(text))
    return model


def _json(record: Record) -> str:
    return record.raw if isinstance(record, Unknown) else encoded(record)


def _title(document: Document) -> str:
    engagement = document.engagement
    return clean(engagement.title).strip() or clean(engagement.client).strip() or "Value stream model"


def _rest(leaving: Leaving) -> Iterable[Record]:
    """The records without element and relationship: the engagement, maps and places, notes, revenue, acceptances."""
    document = leaving.document
    kinds = [each for each in RECORD_TYPES if each not in {*WITH_ELEMENT, Flow, Link}]
    for record in leaving.all(*kinds, Unknown):
        if isinstance(record, Kept) and record.format == FORMAT:
            continue
        if isinstance(record, Map) and record.id in leaving.unchanged and record.id not in leaving.pinned:
            continue
        if isinstance(record, Placement):
            drawn = getattr(document.get(record.node), "map", None)
            if drawn is not None and drawn in leaving.unchanged and drawn not in leaving.pinned:
                continue
        if leaving.written_whole(record.id):
            yield record


def _part(name: str, held: Iterable[Element]) -> Element:
    made = node(name)
    made.extend(held)
    return made


def _with_ends(held: Iterable[Element], there: set[str]) -> list[Element]:
    """The relationships whose ends are there; one may lead to another relationship."""
    known = set(there)
    waiting, found = list(held), {}
    while True:
        ready = [each for each in waiting if {each.get("source"), each.get("target")} <= known]
        if not ready:
            break
        found.update({id(each): each for each in ready})
        known |= {each.get("identifier", "") for each in ready}
        waiting = [each for each in waiting if id(each) not in found]
    return list(found.values())


def _folder(tree: Element, written: set[str]) -> Element | None:
    """A folder without what is gone; None where nothing is left of it."""
    refs = {each.get("identifierRef") for each in tree.iter(q("item"))} - {None}
    if refs <= written:
        return tree
    tree = copy.deepcopy(tree)
    for each in list(tree.iter()):
        for item in list(each):
            if item.tag == q("item") and (ref := item.get("identifierRef")) is not None and ref not in written:
                each.remove(item)
    return tree if tree.find(q("item")) is not None else None


def _root_text(model: Element) -> str:
    """The root with the namespaces that everything within is written in."""
    text = to_text(located(model), 0)
    return text.replace("<model", f'<model xmlns="{NS}" xmlns:xsi="{XSI}"', 1)


def located(model: Element) -> Element:
    """The model with the place of its schema, which some programs want."""
    model.attrib.setdefault(_LOCATION, f"{NS} {SCHEMA}")
    return model
