"""The exchange format 2.1, told in the terms of 3.x."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from vsmstudio.interchange.archimate.terms import OLDER_ELEMENTS, OLDER_RELATIONS
from vsmstudio.interchange.archimate.tree import TYPE, local, node, q

_NAMES = {
    "organization": "organizations", "propertydefs": "propertyDefinitions", "propertydef": "propertyDefinition",
}  # fmt: skip
_ATTRIBUTES = {
    "identifierref": "propertyDefinitionRef", "elementref": "elementRef", "relationshipref": "relationshipRef",
    "elementRef": "elementRef",
}  # fmt: skip
_NAMED = {"element", "relationship", "view", "propertydef", "model"}


def element_type(name: str) -> str:
    """What 3.x calls a type of element of 2.x."""
    return OLDER_ELEMENTS.get(name, name)


def relation_type(name: str) -> str:
    """What 3.x calls a type of relationship of 2.x, with or without the word itself."""
    plain = name.removesuffix("Relationship")
    return OLDER_RELATIONS.get(plain, plain)


def in_newer_terms(root: Element) -> Element:
    """A model of 2.1 as one of 3.x: what is one thing in both keeps its identifier."""
    model = _told(root, "")
    parts: dict[str, Element] = {}
    for each in list(model):
        name = local(each.tag)
        if name in {"elements", "relationships", "views"}:
            parts[name] = each
            model.remove(each)
    for name in ("elements", "relationships"):
        if name in parts:
            model.append(parts[name])
    if "views" in parts:
        views, diagrams = node("views"), node("diagrams")
        for each in parts["views"]:
            each.set(TYPE, "Diagram")
            diagrams.append(each)
        views.append(diagrams)
        model.append(views)
    return model


def _told(old: Element, parent: str) -> Element:
    name = local(old.tag)
    new = node(_NAMES.get(name, name))
    if name == "label" and parent in _NAMED:
        new.tag = q("name")
    new.text, new.tail = old.text, old.tail
    for key, value in old.items():
        new.set(_ATTRIBUTES.get(key, key), value)
    if name == "item" and (ref := new.attrib.pop("propertyDefinitionRef", None)):
        new.set("identifierRef", ref)
    if name == "propertydef" and not new.get("type"):
        new.set("type", "string")
    for each in old:
        new.append(_told(each, name))
    if name == "propertydef" and new.get("name"):
        new.insert(0, node("name", new.attrib.pop("name")))
    kind = new.get(TYPE, "").rpartition(":")[2]
    if name == "element":
        new.set(TYPE, element_type(kind))
    elif name == "relationship":
        new.set(TYPE, relation_type(kind))
    elif name == "node":
        shows = "Element" if new.get("elementRef") else "Label"
        new.set(TYPE, "Container" if new.attrib.pop("type", "") == "group" else shows)
    elif name == "connection":
        new.set(TYPE, "Relationship" if new.get("relationshipRef") else "Line")
    return new
