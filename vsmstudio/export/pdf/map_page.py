"""The map on its landscape page; where it is too long to be read there, further pages show its parts."""

from __future__ import annotations

from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.painter import fit, paint
from vsmstudio.export.pdf.paper import BODY, BOTTOM, LEFT, MIDDLE, SMALL, Paper, Piece
from vsmstudio.export.tables.words import CONVENTIONS, day, plural
from vsmstudio.model.records import Map, MapState
from vsmstudio.notation import text
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Picture, Rect

READABLE = 0.5  # points per pixel: labels of 11 px print at 5.5 pt
_LEGEND = 26.0


def draw_map(paper: Paper, report: Report, held_map: Map) -> None:
    """The map fitted to the page with title, convention, date and legend; and its parts where it is long."""
    document = report.document
    on = held_map.date or (report.on if held_map.state is MapState.CURRENT else None)
    stream = document.name(held_map.stream)
    title = f"{held_map.name}: {stream}" if stream else held_map.name
    lead = " ".join(each for each in (CONVENTIONS[held_map.convention], f"{day(on)}." if on else "") if each)
    y = paper.open_page(title, lead, outline=report.named(held_map))
    paper.bookmark("Map", 1)
    placed = [node for node in document.nodes(held_map.id) if document.position(node.id)]
    if not document.nodes(held_map.id):
        paper.paragraph(LEFT, y, MIDDLE, NO_STEPS, BODY + 1)
        return
    left_out = len(document.nodes(held_map.id)) - len(placed)
    drawn = picture(document, held_map.id, report.analysis)
    into = Rect(LEFT, y, MIDDLE, BOTTOM - _LEGEND - y)
    scale = fit(drawn.area, into)
    paint(paper, drawn, into)
    _legend(paper, BOTTOM - 8)
    if left_out:
        paper.write(
            Piece(
                LEFT,
                BOTTOM - _LEGEND + 4,
                f"{plural(left_out, 'thing')} not placed on the map yet.",
                SMALL,
                "gap",
                bold=True,
            )
        )
    if scale < READABLE:
        parts = sections(drawn, into)
        for index, part in enumerate(parts, start=1):
            below = f"Part {index} of {len(parts)}, from left to right."
            y = paper.open_page(f"{title}, part {index}", below, level=None)
            paint(paper, drawn, Rect(LEFT, y, MIDDLE, BOTTOM - _LEGEND - y), part)
            _legend(paper, BOTTOM - 8)


def sections(drawn: Picture, into: Rect) -> list[Rect]:
    """Windows from left to right over a long picture, cut where no node or service stands, at a readable scale."""
    area = drawn.area
    scale = max(READABLE, min(1.0, into.height / max(area.height, 1)))
    width = into.width / scale
    solid = [element.area for element in drawn.elements if element.kind in ("node", "service")]
    found: list[Rect] = []
    x = area.x
    while x < area.right - 1:
        end = min(x + width, area.right)
        if end < area.right:
            crossed = [each for each in solid if each.x < end < each.right]
            while crossed:
                end = min(each.x for each in crossed) - 8
                crossed = [each for each in solid if each.x < end < each.right]
            if end <= x + width * 0.3:
                end = x + width
        found.append(Rect(x, area.y, end - x, area.height))
        x = end
    return found


def _legend(paper: Paper, y: float) -> None:
    """What lines, frames and badges mean."""
    x = LEFT
    entries = ("critical path", "nobody accountable", "customer-facing service", "IT service", "rework", "information")
    canvas = paper.canvas
    for entry in entries:
        cy = y - 3
        if entry == "critical path":
            paper.box(x, cy - 5, 18, 10, fill="critical_soft", stroke="critical", line=1.2, radius=2)
        elif entry == "nobody accountable":
            paper.box(x, cy - 5, 18, 10, fill="gap_soft", stroke="gap_line", radius=5)
            paper.area(((x + 9, cy - 3), (x + 12, cy), (x + 9, cy + 3), (x + 6, cy)), "gap")
        elif entry.endswith("service"):
            canvas.saveState()
            if entry.startswith("IT"):
                canvas.setDash([2.5, 2])
            paper.box(x, cy - 5, 18, 10, fill="accent_soft", stroke="accent", line=0.9, radius=5)
            canvas.restoreState()
        else:
            canvas.saveState()
            if entry == "rework":
                canvas.setDash([3, 2])
            paper.line(x, cy, x + 18, cy, "line", 1.0 if entry == "rework" else 0.5)
            canvas.restoreState()
        paper.write(Piece(x + 23, y, entry, SMALL, "muted"))
        x += 23 + text.width(entry, SMALL) + 20
