"""A file of an architecture as a document: streams with their maps, services, applications, units, and all else kept."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath
from typing import Any
from xml.etree.ElementTree import Element

from vsmstudio.interchange import safe_xml
from vsmstudio.interchange.archimate import archi, catalogue, linking, own, places, streams, work
from vsmstudio.interchange.archimate.edges import MOST, edges
from vsmstudio.interchange.archimate.exchange import Exchange, taken_apart
from vsmstudio.interchange.archimate.gathered import Gathered
from vsmstudio.interchange.archimate.hierarchy import Hierarchy, candidates
from vsmstudio.interchange.archimate.keeping import keep, summary
from vsmstudio.interchange.archimate.older import in_newer_terms
from vsmstudio.interchange.archimate.terms import ARCHI, FAMILY, NS, PARTS, STEPS
from vsmstudio.interchange.archimate.tree import local, namespace
from vsmstudio.interchange.imported import BadSource, Imported
from vsmstudio.interchange.settings import Settings
from vsmstudio.model.document import MOST_RECORDS, Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import NODE_KINDS, Engagement, Flow, Map, Node, Step

EXPECTED = "an ArchiMate exchange file (.xml) or a model of Archi (.archimate) is expected"


def read_bytes(
    data: bytes, name: str, settings: Settings | None = None, views: Collection[str] | None = None
) -> Imported:
    """The document of a file's bytes. `views`: the identifiers of views; their steps alone become maps, one for each.

    Raises `BadSource` where the file is none that is expected, or harmful.
    """
    settings = settings or Settings()
    source = read_exchange(data, name)
    made = Gathered(source)
    unread = _gather(made, settings, views)
    _engagement(made, settings, PurePath(name).stem)
    records = own.without_danglers(made.records)
    notes = [*source.notes, *made.notes, *summary(made, records)]
    if unread:
        notes.append(f"{len(unread)} figures could not be read, such as {unread[0]}; they are kept as properties.")
    kept = keep(made, records)
    if len(records) + len(kept) > MOST_RECORDS:
        raise BadSource(
            f"{name} makes {len(records) + len(kept):,} records, and a file holds {MOST_RECORDS:,}; export a part of the model."
        )
    records |= {each.id: each for each in kept}
    return Imported(Document(records), tuple(dict.fromkeys(f"{name}: {note}" for note in notes)))


def read_exchange(data: bytes, name: str) -> Exchange:
    """The parts of a file, whatever it is written in. Raises `BadSource`."""
    if data[:4] == b"PK\x03\x04":
        data = safe_xml.unzipped(data, name, "model.xml")
    root = safe_xml.parse(data, name)
    space, kind = namespace(root.tag), local(root.tag)
    more: list[str] = []
    if kind == "model" and space == ARCHI:
        others = archi.other_views(root)
        if others:
            more.append(f"{others} sketches or canvases have no place in the exchange format and are left out.")
        root = archi.in_exchange_terms(root)
    elif kind == "model" and space.startswith(FAMILY):
        root = _newer(root, space)
    else:
        raise BadSource(f"{name} is an XML file of another kind (its first element is {kind[:40]}); {EXPECTED}.")
    source = taken_apart(root)
    if not (source.elements or source.views or source.properties):
        raise BadSource(f"{name} holds no elements; {EXPECTED}.")
    count = len(source.elements) + len(source.relations) + len(source.views)
    if count > MOST_RECORDS:
        raise BadSource(
            f"{name} holds {count:,} elements, relationships and views, and a file holds {MOST_RECORDS:,} records; export a"
            " part of the model."
        )
    source.notes += more
    return source


def _newer(root: Element, space: str) -> Element:
    if space == NS:
        return root
    if space.rstrip("/").endswith(("archimate", "2.1", "2.0")) and "/3" not in space[len(FAMILY) :]:
        return in_newer_terms(root)
    for each in root.iter():  # a version of its own of the same format
        if namespace(each.tag) == space:
            each.tag = f"{{{NS}}}{local(each.tag)}"
    return root


def _gather(made: Gathered, settings: Settings, views: Collection[str] | None) -> list[str]:
    """All records of the model. Gives the figures that could not be read."""
    source = made.source
    own.take_own(made)
    pending = _homeless(made)
    shown = None
    if views is not None:
        shown = {box.ref for key in views if key in source.views for box in source.views[key].boxes}
    among = candidates(source, shown)
    among += [key for key in made.of if key in source.elements and key not in among and _is_node(made, key)]
    hierarchy = Hierarchy(source, set(among))
    made.used |= hierarchy.used
    nodes = {key for key in among if not hierarchy.holds(key) or _is_node(made, key)}
    catalogue.make_units_and_people(made)
    unread = catalogue.make_services(made)
    found = edges(source, hierarchy, nodes)
    if sum(not each.direct for each in found) >= MOST:
        made.notes.append(
            f"junctions and wholes would make more than {MOST:,} connections; the rest is left to the file."
        )
    streams.make_maps(made, streams.groups(made, hierarchy, found, nodes, views), settings)
    unread += work.make_nodes(made, found, pending)
    own.follow_ends(made)
    _rehome_flows(made)
    unread += work.make_flows(made, found)
    back = work.make_rework(made)
    if back:
        made.notes.append(f"{back} connections lead back to an earlier step and were read as rework; say how often.")
    own.take_told(made)
    own.know_stakes(made)
    linking.make_fields(made, hierarchy)
    linking.make_links(made, hierarchy)
    linking.make_outcomes(made)
    places.follow_moves(made)
    places.place(made)
    if not any(isinstance(each, Step) for each in made.records.values()):
        made.notes.append("the model tells no process, so there is no map; what it holds is in the lists.")
    return unread


def _is_node(made: Gathered, key: str) -> bool:
    return isinstance(made.records.get(made.of.get(key, "")), NODE_KINDS)


def _homeless(made: Gathered) -> dict[str, Node]:
    """Nodes whose map is not in the file are set aside until their map is known; the others' maps are noted."""
    pending: dict[str, Node] = {}
    for key in list(made.of):
        record = made.records[made.of[key]]
        if not isinstance(record, NODE_KINDS):
            continue
        if isinstance(made.records.get(record.map), Map):
            made.home[key] = record.map
        else:
            pending[key] = record
            del made.records[record.id], made.of[key]
            made.own.discard(record.id)
    _home_on_plateaus(made)
    return pending


def _home_on_plateaus(made: Gathered) -> None:
    """What a plateau holds that was written here stands on the map that it stands for."""
    maps: dict[str, Id] = {}
    for key, piece in made.source.elements.items():
        told = own.told_plateau(piece)
        if isinstance(made.records.get(told), Map):
            maps[key] = told
            made.of[key] = told
    for each in made.source.relations.values():
        target = made.source.elements.get(each.target)
        if each.type in PARTS and each.source in maps and target is not None and target.type in STEPS:
            made.home.setdefault(each.target, maps[each.source])
            made.used.add(each.key)


def _rehome_flows(made: Gathered) -> None:
    """A flow lies on the map of its ends."""
    for each in list(made.records.values()):
        if isinstance(each, Flow) and each.id in made.own:
            source: Any = made.records.get(each.source)
            target: Any = made.records.get(each.target)
            if isinstance(source, NODE_KINDS) and isinstance(target, NODE_KINDS) and source.map == target.map:
                made.change(each.id, map=source.map)


def _engagement(made: Gathered, settings: Settings, title: str) -> None:
    if any(isinstance(each, Engagement) for each in made.records.values()):
        return
    fields = {"title": made.source.name.strip()[:200] or title, **settings.engagement}
    key: Id = new_id()
    made.add(Engagement(id=key, **fields), made="engagement")


def views_of(data: bytes, name: str) -> list[tuple[str, str, int]]:
    """(identifier, name, how many elements it shows) of every view of a file, for choosing. Raises `BadSource`."""
    source = read_exchange(data, name)
    return [(view.key, view.name, len({box.ref for box in view.boxes})) for view in source.views.values()]
