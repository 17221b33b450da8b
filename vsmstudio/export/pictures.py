"""Every map as a picture in a file of its own, SVG or PNG, for slides and pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.options import Options, Telling
from vsmstudio.export.png import fitting, png
from vsmstudio.export.prepared import Prepared
from vsmstudio.export.svg import svg
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.files import safe_name
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map
from vsmstudio.model.words import one_line
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Picture

_HEAD, _MAP = 70, 120  # bytes of a file's name for client and title, and for the map


class Pictured(NamedTuple):
    """A map to be drawn, and its file's name without ending."""

    map: Map
    stem: str


class Made(NamedTuple):
    """A file: its name without ending, what is in it, and what one should know of it."""

    stem: str
    content: bytes
    remark: str = ""


def pictured(document: Document, analysis: Analysis, name: str) -> tuple[Pictured, ...]:
    """The maps on which something stands, in the order of the report; `name` is what all their files begin with."""
    taken: set[str] = set()
    shown = [each for each in listed_maps(document, analysis) if _placed(document, each)]
    return tuple(Pictured(each, _stem(name, document.name(each.id).replace(" · ", " - "), taken)) for each in shown)


def svg_files(ready: Prepared, name: str, options: Options, telling: Telling) -> Iterator[Made]:
    """Every map as SVG."""
    for each, drawn, _ in _drawn(ready, name, telling):
        yield Made(each.stem, svg(drawn, ready.document.name(each.map.id), options.brand.theme).encode())


def png_files(ready: Prepared, name: str, options: Options, telling: Telling) -> Iterator[Made]:
    """Every map as PNG, at the scale of `options`."""
    for each, drawn, part in _drawn(ready, name, telling):
        scale, remark = fitting(drawn, options.scale), ""
        if scale < options.scale * 0.99:
            called = one_line(ready.document.name(each.map.id))
            remark = f"“{called}” is drawn at scale {scale:.2g}, the most for its size; its SVG is sharp at any."
        yield Made(each.stem, png(drawn, scale, options, part), remark)


def remarks(document: Document, analysis: Analysis) -> tuple[str, ...]:
    """What one should know of the pictures: the maps that have none."""
    listed = pictured(document, analysis, "")
    if not listed:
        return ("No map has anything on it, so there is no picture.",)
    if not (left := len(document.maps) - len(listed)):
        return ()
    return (f"{left} {'maps have' if left > 1 else 'map has'} nothing on {'them' if left > 1 else 'it'}: no picture.",)


def _drawn(ready: Prepared, name: str, telling: Telling) -> Iterator[tuple[Pictured, Picture, Telling]]:
    """The maps, drawn one by one; each tells of its part."""
    listed = pictured(ready.document, ready.analysis, name)
    for at, each in enumerate(listed):
        part = telling.part(at / len(listed), (at + 1) / len(listed))
        part.tell(0.0)
        yield each, picture(ready.document, each.map.id, ready.analysis), part


def _placed(document: Document, held: Map) -> bool:
    return any(document.position(node.id) is not None for node in document.nodes(held.id))


def _stem(name: str, called: str, taken: set[str]) -> str:
    """A name of its own among those that are `taken`, for systems that tell no small letters from capitals, too."""
    parts = (_short(safe_name(each, ""), most) for each, most in ((name, _HEAD), (called, _MAP)))
    first = stem = safe_name(" - ".join(each for each in parts if each), "Map")
    number = 2
    while (key := unicodedata.normalize("NFKC", stem).casefold()) in taken:
        stem, number = f"{first} ({number})", number + 1
    taken.add(key)
    return stem


def _short(words: str, most: int) -> str:
    """As much of a name as a system's count of bytes allows."""
    return words.encode()[:most].decode(errors="ignore").rstrip(" .-")
