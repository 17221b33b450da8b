"""The things of a dependency drawing that are no services: streams, applications, contracts and suppliers."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.analysis.money_results import Standing
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.dates import day
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.money import show_money
from vsmstudio.model.records import Application, Contract, Lifecycle, Person, Unit, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.gap_words import gap_words
from vsmstudio.notation.parts import BODY, LABEL, diamond, fitted
from vsmstudio.notation.shapes import Box, Poly, Rect, Shape, Words

_PAD = 12.0
_LEAVING = {Lifecycle.PHASING_OUT, Lifecycle.RETIRED}


def stream_box(document: Document, stream: ValueStream, area: Rect, gaps: Mapping[Id, str]) -> tuple[Shape, ...]:
    """A value stream: its name, and who owns it or what is wrong with that."""
    gap = gap_words(document, stream, gaps)
    owner = document.of(Person, stream.owner)
    frame = Box(*area, fill="gap_soft" if gap else "head", stroke="gap_line" if gap else "line", line=1.4, radius=6)
    return (frame, *_said(area, stream.name or "Unnamed stream", owner.label if owner else "", gap))


def application_box(application: Application, area: Rect) -> tuple[Shape, ...]:
    """An application as a window with its bar: its name, and where it stands in its life."""
    leaving = application.lifecycle in _LEAVING
    word = application.lifecycle.value.capitalize() if application.lifecycle else "Application"
    if application.lifecycle and not leaving:
        word = f"Application, {application.lifecycle.value}"
    bar = area.y + 7
    return (
        Box(*area, fill="sheet", stroke="gap_line" if leaving else "outline", line=1.2),
        Poly(((area.x, bar), (area.right, bar)), stroke="gap_line" if leaving else "outline", line=1.2),
        *_said(
            Rect(area.x, bar, area.width, area.height - 7),
            application.name or "Unnamed application",
            word,
            word if leaving else "",
        ),
    )


def contract_box(document: Document, analysis: Analysis, contract: Contract, area: Rect) -> tuple[Shape, ...]:
    """A contract as a sheet with a folded corner: its name, what it costs a year, and until when it runs."""
    held = analysis.money.contracts.get(contract.id)
    ended = held is not None and held.standing is Standing.ENDED
    gap = f"Ended {day(contract.end)}" if ended else ""
    value = show_money(contract.annual_value, document.engagement.currency) or "Value unknown"
    until = f", to {day(contract.end)}" if contract.end else ""
    said = f"{value}{until}" if text.width(f"{value}{until}", LABEL) <= area.width - 2 * _PAD else value
    fold = 11.0
    edge = "gap_line" if gap else "outline"
    outline = (
        (area.x, area.y),
        (area.right - fold, area.y),
        (area.right, area.y + fold),
        (area.right, area.bottom),
        (area.x, area.bottom),
    )
    corner = ((area.right - fold, area.y), (area.right - fold, area.y + fold), (area.right, area.y + fold))
    return (
        Poly(outline, stroke=edge, fill="gap_soft" if gap else "sheet", line=1.2, closed=True),
        Poly(corner, stroke=edge, line=1.2),
        *_said(area, contract.name or "Unnamed contract", said, gap, room=fold - 4),
    )


def supplier_box(unit: Unit, area: Rect) -> tuple[Shape, ...]:
    """A supplier, or whichever unit a contract names."""
    frame = Box(*area, fill="ground", stroke="outline", line=1.2)
    return (frame, *_said(area, unit.name or "Unnamed unit", unit.side.value.capitalize(), ""))


def _said(area: Rect, name: str, words: str, gap: str, room: float = 0.0) -> tuple[Shape, ...]:
    """A name over a line of words; a gap is told by a diamond and words."""
    inner, middle = area.width - 2 * _PAD, area.center[1]
    x = area.x + _PAD
    shapes: list[Shape] = [Words(x, middle - 4, text.shorten(name, BODY, inner - room, True), BODY, bold=True)]
    if gap:
        size = fitted(gap, LABEL, inner - 12, bold=True, least=9.5)
        shapes.append(diamond(x + 4, middle + 9.5, 8, fill="gap"))
        shapes.append(Words(x + 12, middle + 13.5, text.shorten(gap, size, inner - 12, True), size, "gap", bold=True))
    elif words:
        shapes.append(Words(x, middle + 13, text.shorten(words, LABEL, inner), LABEL, "muted"))
    return tuple(shapes)
