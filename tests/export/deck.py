"""A deck as whoever opens it reads it: slides, texts, tables, charts and what is glued to what."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Pt

from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.options import Options
from vsmstudio.export.pptx import deck
from vsmstudio.model.document import Document


def made(document: Document, on: date, options: Options | None = None) -> bytes:
    """The deck's bytes."""
    return deck(document, analyse(document, on), on, options)


def opened(content: bytes) -> Any:
    return Presentation(BytesIO(content))


def titles(read: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in read.slides]


def slide_of(read: Any, begin: str) -> Any:
    """The first slide whose title begins so."""
    return next(each for each in read.slides if each.shapes.title.text_frame.text.startswith(begin))


def shapes(slide: Any) -> Iterator[Any]:
    """Every shape, those in groups too."""

    def within(held: Any) -> Iterator[Any]:
        for each in held:
            yield each
            if hasattr(each, "shapes"):
                yield from within(each.shapes)

    yield from within(slide.shapes)


def table_of(slide: Any) -> list[list[str]]:
    """The texts of a slide's first table."""
    held = next(each.table for each in slide.shapes if each.has_table)
    return [[cell.text for cell in row.cells] for row in held.rows]


def chart_of(slide: Any) -> Any:
    return next(each.chart for each in slide.shapes if each.has_chart)


def words(slide: Any) -> str:
    """All that is said on a slide, its notes left out."""
    said = [each.text_frame.text for each in shapes(slide) if each.has_text_frame]
    said += [cell.text for each in slide.shapes if each.has_table for row in each.table.rows for cell in row.cells]
    return "\n".join(said)


def parts(content: bytes) -> dict[str, bytes]:
    """Every part of a file, those of workbooks inside it too."""
    found = {}
    with zipfile.ZipFile(BytesIO(content)) as held:
        for name in held.namelist():
            found[name] = held.read(name)
            if name.endswith(".xlsx"):
                found.update({f"{name}/{inner}": blob for inner, blob in parts(found[name]).items()})
    return found


def points(length: int) -> float:
    return length / Pt(1)
