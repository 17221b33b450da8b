"""What the exchange format's schema asks of a file, as rules of our own: order, identifiers, types, references, views."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from vsmstudio.interchange.safe_xml import parse

NS = "{http://www.opengroup.org/xsd/archimate/3.0/}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
NAME = re.compile(r"[^\W\d][\w.\-·]*")
ELEMENTS = frozenset(
    """
BusinessActor BusinessRole BusinessCollaboration BusinessInterface BusinessProcess BusinessFunction BusinessInteraction
BusinessEvent BusinessService BusinessObject Contract Representation Product ApplicationComponent ApplicationCollaboration
ApplicationInterface ApplicationFunction ApplicationInteraction ApplicationProcess ApplicationEvent ApplicationService
DataObject Node Device SystemSoftware TechnologyCollaboration TechnologyInterface Path CommunicationNetwork
TechnologyFunction TechnologyProcess TechnologyInteraction TechnologyEvent TechnologyService Artifact Equipment Facility
DistributionNetwork Material Stakeholder Driver Assessment Goal Outcome Principle Requirement Constraint Meaning Value
Resource Capability CourseOfAction ValueStream WorkPackage Deliverable ImplementationEvent Plateau Gap Grouping Location
AndJunction OrJunction
""".split()  # noqa: SIM905
)
RELATIONS = frozenset(
    """
Composition Aggregation Assignment Realization Serving Access Influence Triggering Flow Specialization Association
""".split()  # noqa: SIM905
)
# The order of what stands within each part; `*` may come again and again.
ORDER = {
    "model": "name* documentation* other* properties metadata elements relationships organizations* propertyDefinitions views",
    "element": "name* documentation* other* properties",
    "relationship": "name* documentation* other* properties",
    "propertyDefinition": "name* documentation* other*",
    "view": "name* documentation* other* properties node* connection*",
    "node": "label* documentation* style viewRef* node*",
    "connection": "label* documentation* style viewRef* sourceAttachment bendpoint* targetAttachment",
    "item": "label* documentation* item* other*",
    "views": "viewpoints diagrams",
    "elements": "element*", "relationships": "relationship*", "organizations": "item*", "diagrams": "view*",
    "propertyDefinitions": "propertyDefinition*", "properties": "property*", "property": "value*",
    "style": "lineColor fillColor font",
}  # fmt: skip
NEEDED = {
    "element": ("identifier", TYPE), "relationship": ("identifier", TYPE, "source", "target"),
    "view": ("identifier", TYPE), "node": ("identifier", TYPE, "x", "y", "w", "h"),
    "connection": ("identifier", TYPE, "source", "target"), "propertyDefinition": ("identifier", "type"),
    "property": ("propertyDefinitionRef",), "model": ("identifier",),
}  # fmt: skip
NOT_EMPTY = {"elements", "relationships", "organizations", "diagrams", "propertyDefinitions", "properties", "property"}
NAMED = {"model", "view", "propertyDefinition"}


def broken_rules(data: bytes) -> list[str]:
    """What the schema would refuse, a sentence each."""
    return list(_broken(parse(data, "written")))


def _broken(root: Element) -> Iterator[str]:
    if root.tag != f"{NS}model":
        yield f"the root is {root.tag}"
    ids: dict[str, Element] = {}
    for each in root.iter():
        key = each.get("identifier")
        if key is None:
            continue
        if not NAME.fullmatch(key):
            yield f"{key!r} is no identifier"
        if key in ids:
            yield f"{key} stands twice"
        ids[key] = each
    for each in root.iter():
        yield from _shape(each)
        yield from _references(each, ids)
    for view in root.iter(f"{NS}view"):
        inside = {each.get("identifier") for each in view.iter()}
        for line in view.iter(f"{NS}connection"):
            if not {line.get("source"), line.get("target")} <= inside:
                yield f"connection {line.get('identifier')} leaves its view"


def _name(element: Element) -> str:
    return element.tag.removeprefix(NS) if element.tag.startswith(NS) else "other"


def _shape(each: Element) -> Iterator[str]:
    name, called = _name(each), f"{_name(each)} {each.get('identifier', '')}"
    for attribute in NEEDED.get(name, ()):
        if each.get(attribute) is None:
            yield f"{called} has no {attribute}"
    wanted = ORDER.get(name)
    if wanted is not None:
        order = [part.removesuffix("*") for part in wanted.split()]
        several = {part.removesuffix("*") for part in wanted.split() if part.endswith("*")}
        at = -1
        for child in each:
            if _name(child) not in order:
                yield f"{called} holds a {_name(child)}"
                continue
            now = order.index(_name(child))
            if now < at or (now == at and _name(child) not in several):
                yield f"{called}: {_name(child)} stands in the wrong place"
            at = max(at, now)
    if name in NOT_EMPTY and not len(each):
        yield f"{called} is empty"
    kind = each.get(TYPE, "")
    if name == "element" and kind not in ELEMENTS:
        yield f"{called} is a {kind}"
    if name == "relationship" and kind not in RELATIONS:
        yield f"{called} is a {kind}"
    junction = kind in {"AndJunction", "OrJunction", "Grouping", "Location"}
    if (name in NAMED or (name == "element" and not junction)) and each.find(f"{NS}name") is None:
        yield f"{called} has no name"
    if name == "node":
        if any(not (each.get(side) or "").isdigit() for side in "xywh") or "0" in {each.get("w"), each.get("h")}:
            yield f"{called} has no proper area"
        if (kind == "Element") != (each.get("elementRef") is not None) or kind not in {"Element", "Container", "Label"}:
            yield f"{called} is a {kind}"
        if kind == "Label" and each.find(f"{NS}node") is not None:
            yield f"{called} holds nodes"
    if name == "connection" and (kind == "Relationship") != (each.get("relationshipRef") is not None):
        yield f"{called} is a {kind}"
    if name == "bendpoint" and any(not (each.get(side) or "").isdigit() for side in "xy"):
        yield f"{called} has no proper place"
    if name.endswith("Color") and any(not 0 <= int(each.get(part) or -1) <= 255 for part in "rgb"):
        yield f"{called} is no colour"


def _references(each: Element, ids: dict[str, Element]) -> Iterator[str]:
    concepts = {"element", "relationship"}
    kinds = {
        "elementRef": {"element"}, "relationshipRef": {"relationship"}, "propertyDefinitionRef": {"propertyDefinition"},
        "identifierRef": set(), "source": concepts, "target": concepts,
    }  # fmt: skip
    for attribute, wanted in kinds.items():
        to = each.get(attribute)
        if to is None:
            continue
        if to not in ids:
            yield f"{_name(each)} {each.get('identifier', '')} leads to {to}, which is not there"
        elif (_name(each) == "relationship" or attribute.endswith("Ref")) and wanted and _name(ids[to]) not in wanted:
            yield f"{_name(each)} leads to a {_name(ids[to])}"
