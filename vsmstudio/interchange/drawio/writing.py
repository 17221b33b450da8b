"""A document as a draw.io file: a page for each map that looks like the canvas, and a page of what stands on none."""

from __future__ import annotations

from collections.abc import Collection

from vsmstudio.analysis.analyse import analyse
from vsmstudio.interchange.drawio.list_page import TITLE, list_page
from vsmstudio.interchange.drawio.map_page import MapPage
from vsmstudio.interchange.drawio.sheet import page_xml
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Flow, Kept, Map, Note, Record
from vsmstudio.model.references import references
from vsmstudio.notation.drawing import Scenery

_FOR_PEOPLE = "drawio"


def write(document: Document, map_ids: Collection[Id] | None = None) -> bytes:
    """A `.drawio` file of all maps, or of these. Uncompressed; the same document gives the same bytes.

    `read_bytes` gives the same records back, without those of maps that are left out and what refers to them.
    """
    wanted = [each for each in document.maps if map_ids is None or each.id in map_ids]
    document = _without(document, {each.id for each in document.maps} - {each.id for each in wanted})
    analysis = analyse(document)
    keys = {
        kept.about: kept.key.rpartition("/")[2]
        for kept in document.all(Kept)
        if kept.format == _FOR_PEOPLE and kept.about and kept.key
    }
    lines = ['<mxfile host="VSM Studio" type="device">']
    written: set[Id] = set()
    named: set[str] = set()
    for each in wanted:
        name = _page_name(document, each, named)
        page = MapPage(Scenery(document, each.id, analysis, {}), name, keys)
        written |= page.written
        lines += page_xml(name, f"map-{each.id}", page.sheet)
    rest = [record for key, record in document.records.items() if key not in written]
    lines += page_xml(TITLE, "vsm-data", list_page(document, rest))
    return "\n".join([*lines, "</mxfile>", ""]).encode()


def _page_name(document: Document, held: Map, named: set[str]) -> str:
    """What the page's tab says: the map's name, with its stream's where there are several; each once."""
    name = held.name if len(document.streams) < 2 else document.name(held.id)
    name = base = " ".join(name.split())[:120] or "Map"
    at = 2
    while name in named:
        name, at = f"{base} ({at})", at + 1
    named.add(name)
    return name


def _without(document: Document, maps: set[Id]) -> Document:
    """The document without some maps, what stands on them, and what refers to that and to nothing else."""
    if not maps:
        return document
    gone = set(maps)
    for record in document.records.values():
        if isinstance(record, (*NODE_KINDS, Flow, Note)) and record.map in maps:
            gone.add(record.id)
    left = [record for record in document.records.values() if record.id not in gone and not _needs(record, gone)]
    return Document(left)


def _needs(record: Record, gone: set[Id]) -> bool:
    return any(key in gone for _, key in references(record))
