"""What a legend under a map says: what its lines, frames and badges mean, as far as they occur on it."""

from __future__ import annotations

from vsmstudio.export.tables.owners import services_of
from vsmstudio.model.document import Document
from vsmstudio.model.records import FlowKind, Map, NoteKind, ServiceKind
from vsmstudio.notation.note import star
from vsmstudio.notation.parts import diamond
from vsmstudio.notation.shapes import Box, Poly, Rect, Shape

SAMPLE, _HEIGHT = 18.0, 10.0  # of the little drawing before the words


def entries(document: Document, held_map: Map) -> list[tuple[str, tuple[Shape, ...]]]:
    """Words and the sample before them, drawn around (0, 0) to (18, 0)."""
    flows = {flow.kind for flow in document.flows(held_map.id)}
    services = {service.kind for service in services_of(document, [held_map])}
    line = ((0.0, 0.0), (SAMPLE, 0.0))
    found: list[tuple[str, tuple[Shape, ...]]] = [
        ("critical path", (_pill("critical_soft", "critical", 2),)),
        ("gap in accountability", (_pill("gap_soft", "gap_line"), diamond(SAMPLE / 2, 0, 6, fill="gap"))),
    ]
    if ServiceKind.CUSTOMER_FACING in services:
        found.append(("customer-facing service", (_pill("accent_soft", "accent"),)))
    if ServiceKind.IT in services:
        found.append(("IT service", (_pill("accent_soft", "accent", dash=(2.5, 1.8)),)))
    if ServiceKind.INTERNAL in services:
        found.append(("internal service", (_pill("sheet", "outline"),)))
    if FlowKind.REWORK in flows:
        found.append(("rework, with its chance", (Poly(line, stroke="line", arrow=True, dash=(3, 2)),)))
    if any(note.kind is NoteKind.BURST for note in document.notes(held_map.id)):
        found.append(("idea", tuple(star(Rect(0, -8, SAMPLE, 16), spikes=9))))
    if FlowKind.INFORMATION in flows:
        found.append(("information", (Poly(line, stroke="line", line=0.6),)))
    return found


def _pill(fill: str, stroke: str, radius: float = 5.0, dash: tuple[float, ...] = ()) -> Box:
    return Box(0, -_HEIGHT / 2, SAMPLE, _HEIGHT, fill=fill, stroke=stroke, radius=radius, dash=dash)
