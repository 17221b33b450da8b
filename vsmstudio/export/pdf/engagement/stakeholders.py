"""What value means to whom, and who was at the workshops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vsmstudio.analysis.engagement.attendance import Attendance, attendance, present
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.fields import names
from vsmstudio.export.pdf.engagement.plain import table
from vsmstudio.export.pdf.joined import draw_section
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.table import Kind
from vsmstudio.export.tables.words import day, plural
from vsmstudio.model.records import LinkKind, Stakeholder, Workshop
from vsmstudio.notation import text


def draw_stakeholders(paper: Paper, report: Report) -> None:
    """Every stakeholder with interest, value and gain."""
    held = sorted(report.document.all(Stakeholder), key=lambda each: (each.order, each.id))
    if not held:
        return
    title = "Stakeholders"
    several = len(report.document.streams) > 1 or any(each.stream is None for each in held)
    rows = [
        (
            report.document.name(each.who),
            report.document.name(each.stream) or "The engagement",
            each.interest or None,
            each.value or None,
            each.gains or None,
        )
        for each in held
    ]
    columns = (
        ("who", "Who"), ("stream", "Stream"), ("interest", "Interest"), ("value", "What value means to them"),
        ("gains", "What they gain"),
    )  # fmt: skip
    flagged = [at for at, each in enumerate(held) if not each.value.strip() or not each.gains.strip()]
    cols = [
        Col("who", 120, bold=True),
        *([Col("stream", 80, color="muted")] if several else []),
        Col("interest", 150, lines=14),
        Col("value", 200, lines=14),
        Col("gains", 170, lines=14),
    ]
    shown = table(columns, rows, flagged, [each.id for each in held])
    notes = ("A frame: nobody has said yet what value means to them, or what they gain.",) if flagged else ()
    draw_section(
        paper, title, _lead(report, held), [Block(Grid(shown, spread(cols, MIDDLE), report.calendar), notes=notes)]
    )


def _lead(report: Report, held: Sequence[Stakeholder]) -> str:
    silent = [report.document.name(each.who) for each in held if not each.value.strip()]
    if len(silent) == len(held):
        return "Nobody has said yet what value means to them."
    if silent:
        return f"{plural(len(held), 'stakeholder')}; what value means to {names(silent)} is not known yet."
    nothing = [report.document.name(each.who) for each in held if not each.gains.strip()]
    said = f"{plural(len(held), 'stakeholder')} said what value means to them"
    if nothing:
        return f"{said}; what {names(nothing)} {'gains' if len(nothing) == 1 else 'gain'} is not known yet."
    return f"{said}, and what {'they gain' if len(held) > 1 else 'it gains'} from the change."


@dataclass(frozen=True, slots=True)
class _Mapped:
    stream: str
    found: Attendance


def draw_workshops(paper: Paper, report: Report) -> None:
    """The workshops with who attended; then, for each stream, who works in it and was not at its mapping."""
    document = report.document
    held = sorted(document.all(Workshop), key=lambda each: (each.date is None, str(each.date or ""), each.label))
    if not held:
        return
    title = "Workshops"
    mapped = [_Mapped(each.name, attendance(document, each.id, report.on)) for each in document.streams]
    y = paper.open_page(title, _workshop_lead(report, held, mapped))
    rows = []
    for each in held:
        there = present(document, each, report.on)
        attended = "; ".join(document.name(key) for key in (*there.people, *there.units))
        streams = "; ".join(document.name(link.target) for link in document.links_from(each.id, LinkKind.LOOKED_AT))
        when = day(each.date) if there.held else f"{day(each.date)} (planned)"
        rows.append((when or None, each.name or None, each.kind.value, streams or None, attended or None, each.notes))
    columns = (
        ("when", "When"), ("name", "Workshop"), ("kind", "Kind"), ("streams", "Streams"), ("who", "Who attended"),
        ("notes", "Notes"),
    )  # fmt: skip
    cols = [
        Col("when", 86),
        Col("name", 116, bold=True, write=blank),
        Col("kind", 64, color="muted"),
        Col("streams", 90),
        Col("who", 222, lines=14),
        Col("notes", 146, color="muted", lines=10, write=blank),
    ]
    blocks = [Block(Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar))]
    if block := _represented(report, mapped):
        blocks.append(block)
    draw_blocks(paper, title, y, blocks)


def _represented(report: Report, mapped: Sequence[_Mapped]) -> Block | None:
    """For each stream the units that work in it, and those of them that nobody stood for."""
    document = report.document
    known = [each for each in mapped if each.found.known]
    if not known:
        return None

    def listed(keys: Sequence[str]) -> str | None:
        return "; ".join(document.name(key) for key in keys) or None

    rows = [
        (
            each.stream,
            sum(one.held for one in each.found.workshops),
            "; ".join(sorted(str(side.value) for side in each.found.sides)) or None,
            listed([key for key in each.found.performing if key not in each.found.missing]),
            listed(each.found.missing) or "Nobody",
        )
        for each in known
    ]
    columns = (
        ("stream", "Stream"), ("count", "Mapping workshops", Kind.COUNT), ("sides", "Sides"),
        ("there", "Works in the stream, and was there"), ("missing", "Works in the stream, and was missing"),
    )  # fmt: skip
    cols = [
        Col("stream", 130, bold=True),
        Col("count", 70, align="right"),
        Col("sides", 100, color="muted"),
        Col("there", 210, lines=10),
        Col("missing", 210, bold=True, lines=10),
    ]
    flagged = [at for at, each in enumerate(known) if each.found.missing or each.found.it_only]
    shown = table(columns, rows, flagged)
    return Block(Grid(shown, spread(cols, MIDDLE), report.calendar), "Who was missing from the mapping")


def _workshop_lead(report: Report, held: Sequence[Workshop], mapped: Sequence[_Mapped]) -> str:
    only_it = [each.stream for each in mapped if each.found.it_only]
    if only_it:
        return f"Only IT mapped {names(only_it)}: those who do the rest of the work were not asked."
    missing = next((each for each in mapped if each.found.missing), None)
    if missing:
        who = names([report.document.name(key) for key in missing.found.missing])
        several = len(missing.found.missing) > 1
        stream = text.shorten(missing.stream, 12, 260)
        return (
            f"{who} {'work' if several else 'works'} in {stream} and {'were' if several else 'was'} not at its mapping."
        )
    planned = sum(not present(report.document, each, report.on).held for each in held)
    known = sum(each.found.known for each in mapped)
    said = plural(len(held), "workshop") + (f", {planned} of them planned" if planned and len(held) > 1 else "")
    if known:
        return f"{said}; everybody who works in {'the stream' if known == 1 else 'the streams'} was at the mapping."
    return f"{said}; who attended the mapping is not written down yet."
