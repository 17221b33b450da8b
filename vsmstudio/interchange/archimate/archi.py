"""Archi's own files (.archimate), told in the terms of the exchange format, as Archi's own export tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from vsmstudio.interchange.archimate.older import element_type, relation_type
from vsmstudio.interchange.archimate.tree import local, name_from, node, q, type_of

_ACCESS = {"": "Write", "0": "Write", "1": "Read", "2": "Access", "3": "ReadWrite"}
_WIDTH, _HEIGHT = 120, 55  # of a box whose size Archi leaves open
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def in_exchange_terms(root: Element) -> Element:
    """A model of Archi as one of the exchange format 3.x; identifiers stay, save those that XML does not allow."""
    telling = _Telling(root)
    model = node("model", identifier=_key(root.get("id", "")) or "id-model")
    model.append(node("name", root.get("name") or "Model"))
    for each in root:
        if local(each.tag) in {"purpose", "documentation"} and each.text:
            model.append(node("documentation", each.text))
    telling.properties(root, model)
    elements, relationships, views, diagrams = (
        node(each) for each in ("elements", "relationships", "views", "diagrams")
    )
    for each in _held(root):
        kind = type_of(each)
        if kind.endswith("Relationship") or kind == "Relationship":
            relationships.append(telling.relationship(each, kind))
        elif kind == "ArchimateDiagramModel":
            diagrams.append(telling.view(each))
        elif not kind.endswith("Model"):
            elements.append(telling.element(each, kind))
    folders = node("organizations")
    for each in root:
        if local(each.tag) == "folder" and (item := _folder(each)) is not None:
            folders.append(item)
    views.append(diagrams)
    parts = [elements, relationships, folders, telling.definitions, *([views] if len(diagrams) else [])]
    model.extend(part for part in parts if len(part))
    return model


def other_views(root: Element) -> int:
    """Sketches and canvases, for which the exchange format has no place."""
    return sum(type_of(each) in {"SketchModel", "CanvasModel"} for each in _held(root))


def _held(root: Element) -> Iterator[Element]:
    """What stands in folders."""
    for folder in root.iter("folder"):
        yield from folder.iterfind("element")


def _key(text: str) -> str:
    return name_from(text) if text else ""


def _folder(folder: Element) -> Element | None:
    """A folder with all that it holds; None where that is nothing."""
    item = node("item")
    item.append(node("label", folder.get("name") or "Folder"))
    for each in folder:
        kind = type_of(each)
        if local(each.tag) == "folder":
            if (inner := _folder(each)) is not None:
                item.append(inner)
        elif local(each.tag) == "element" and (not kind.endswith("Model") or kind == "ArchimateDiagramModel"):
            item.append(node("item", identifierRef=_key(each.get("id", ""))))
    return item if len(item) > 1 else None


class _Telling:
    """The definitions of properties and the specialisations that a model's parts share."""

    def __init__(self, root: Element) -> None:
        self.definitions = node("propertyDefinitions")
        self._keys: dict[str, str] = {}
        self._profiles = {each.get("id", ""): each.get("name", "") for each in root.iter("profile")}

    def element(self, old: Element, kind: str) -> Element:
        if kind in {"Junction", "AndJunction", "OrJunction"}:
            kind = "OrJunction" if old.get("type") == "or" or kind == "OrJunction" else "AndJunction"
        new = node("element", identifier=_key(old.get("id", "")), type=element_type(kind))
        new.append(node("name", old.get("name", "")))
        return self._told(old, new)

    def relationship(self, old: Element, kind: str) -> Element:
        new = node("relationship", identifier=_key(old.get("id", "")), type=relation_type(kind))
        new.set("source", _key(old.get("source", "")))
        new.set("target", _key(old.get("target", "")))
        if kind.startswith("Access"):
            new.set("accessType", _ACCESS.get(old.get("accessType", ""), "Write"))
        if old.get("strength"):
            new.set("modifier", old.get("strength", ""))
        if old.get("directed") == "true":
            new.set("isDirected", "true")
        if old.get("name"):
            new.append(node("name", old.get("name")))
        return self._told(old, new)

    def _told(self, old: Element, new: Element) -> Element:
        if text := old.findtext("documentation"):
            new.append(node("documentation", text))
        self.properties(old, new)
        return new

    def properties(self, old: Element, new: Element) -> None:
        pairs = [(each.get("key", ""), each.get("value", "")) for each in old.iterfind("property")]
        pairs += [("Specialization", self._profiles[each]) for each in old.get("profiles", "").split()
                  if each in self._profiles]  # fmt: skip
        if not pairs:
            return
        held = node("properties")
        for name, value in pairs:
            held.append(made := node("property", propertyDefinitionRef=self._definition(name)))
            made.append(node("value", value))
        new.append(held)

    def _definition(self, name: str) -> str:
        if name not in self._keys:
            self._keys[name] = key = "specialization" if name == "Specialization" else f"propid-{len(self._keys) + 1}"
            self.definitions.append(made := node("propertyDefinition", identifier=key))
            made.set("type", "string")
            made.append(node("name", name or "Property"))
        return self._keys[name]

    def view(self, old: Element) -> Element:
        new = node("view", identifier=_key(old.get("id", "")), type="Diagram")
        new.append(node("name", old.get("name") or "View"))
        self._told(old, new)
        shown: dict[str, tuple[float, float, float, float]] = {}
        boxes = [_box(each, 0, 0, shown) for each in old.iterfind("child")]
        left = min([0.0, *(area[0] for area in shown.values())])
        top = min([0.0, *(area[1] for area in shown.values())])
        for box in boxes:
            for each in box.iter(q("node")):
                each.set("x", f"{float(each.get('x', 0)) - left:.0f}")
                each.set("y", f"{float(each.get('y', 0)) - top:.0f}")
            new.append(box)
        lines = [made for each in old.iter("sourceConnection") if (made := _line(each, shown, left, top)) is not None]
        ends = set(shown) | {each.get("identifier", "") for each in lines}
        new.extend(each for each in lines if {each.get("source"), each.get("target")} <= ends)
        return new


def _box(old: Element, left: float, top: float, shown: dict[str, tuple[float, float, float, float]]) -> Element:
    """A box and those within it; in Archi their places are told from the corner of the box around them."""
    key, ref, kind = _key(old.get("id", "")), old.get("archimateElement"), type_of(old)
    held = list(old.iterfind("child"))
    shows = "Element" if ref else "Container" if held or kind == "Group" else "Label"
    new = node("node", identifier=key, type=shows)
    if ref:
        new.set("elementRef", _key(ref))
    bounds = old.find("bounds")
    area = [_number(bounds, name) for name in ("x", "y", "width", "height")]
    x, y = left + area[0], top + area[1]
    width, height = (area[2] if area[2] > 0 else _WIDTH), (area[3] if area[3] > 0 else _HEIGHT)
    shown[key] = (x, y, width, height)
    for name, value in (("x", x), ("y", y), ("w", width), ("h", height)):
        new.set(name, f"{value:.0f}")
    label = old.get("name") or old.findtext("content") or ""
    if not ref and label:
        new.append(node("label", label))
    if not ref and (text := old.findtext("documentation")):
        new.append(node("documentation", text))
    style = node("style")
    for attribute, name in (("lineColor", "lineColor"), ("fillColor", "fillColor")):
        if (colour := old.get(attribute)) and _COLOUR.fullmatch(colour):
            style.append(_colour(name, colour))
    if len(style):
        new.append(style)
    if not ref and kind == "DiagramModelReference" and old.get("model"):
        new.append(node("viewRef", ref=_key(old.get("model", ""))))
    for each in held:
        new.append(_box(each, x, y, shown))
    return new


def _line(old: Element, shown: dict[str, tuple[float, float, float, float]], left: float, top: float) -> Element | None:
    source, target, ref = _key(old.get("source", "")), _key(old.get("target", "")), old.get("archimateRelationship")
    if not source or not target:
        return None
    new = node("connection", identifier=_key(old.get("id", "")), type="Relationship" if ref else "Line")
    if ref:
        new.set("relationshipRef", _key(ref))
    elif old.get("name"):
        new.append(node("label", old.get("name")))
    new.set("source", source)
    new.set("target", target)
    if (colour := old.get("lineColor")) and _COLOUR.fullmatch(colour):
        style = node("style")
        style.append(_colour("lineColor", colour))
        new.append(style)
    a, b = shown.get(source), shown.get(target)
    bends = list(old.iterfind("bendpoint"))
    for at, each in enumerate(bends if a and b else ()):
        assert a is not None
        assert b is not None
        weight = (at + 1) / (len(bends) + 1)
        x = (a[0] + a[2] / 2 + _number(each, "startX")) * (1 - weight)
        x += (b[0] + b[2] / 2 + _number(each, "endX")) * weight
        y = (a[1] + a[3] / 2 + _number(each, "startY")) * (1 - weight)
        y += (b[1] + b[3] / 2 + _number(each, "endY")) * weight
        new.append(node("bendpoint", x=f"{max(0.0, x - left):.0f}", y=f"{max(0.0, y - top):.0f}"))
    return new


def _number(element: Element | None, name: str) -> float:
    try:
        value = float(element.get(name, "0") if element is not None else "0")
    except ValueError:
        return 0.0
    return value if abs(value) < 1e6 else 0.0


def _colour(name: str, colour: str) -> Element:
    red, green, blue = (str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return node(name, r=red, g=green, b=blue)
