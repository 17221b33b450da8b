"""The executive summary: the figures in a sentence and three tiles, what matters most, and what is asked."""

from __future__ import annotations

from vsmstudio.analysis.results import Finding
from vsmstudio.export.in_short import in_short
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import Paragraph, Run, one_line
from vsmstudio.export.pptx.measure import cut, height
from vsmstudio.export.pptx.sizes import BOTTOM, LEFT, MIDDLE
from vsmstudio.export.pptx.stage import Slide, Stage
from vsmstudio.export.pptx.tables import Col, Grid, severity_color, severity_words
from vsmstudio.export.pptx.tiles import draw_tiles
from vsmstudio.export.sentences import NO_STEPS, asked_of, beside_the_headline, first_sentence, headlines
from vsmstudio.export.tables.figures import FIGURES, reads_with_bound
from vsmstudio.export.tables.findings import findings, of_stream
from vsmstudio.export.tables.labels import numbered, owner_words
from vsmstudio.export.tables.table import Cell, Column, Kind, Table
from vsmstudio.export.tables.words import plural, spoken
from vsmstudio.model.records import Map, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Rect

MOST = 5
_SIZE, _STREAMS = 11.0, 6
_HEADS = ("lead_time", "activity_ratio", "rolled_ca")


def draw_summaries(stage: Stage, report: Report, streams: bool = True) -> None:
    """A slide for each stream's current map, where asked for; above several, one for all."""
    shown = [each for stream in report.document.streams if (each := report.document.current_map(stream.id))]
    shown = [each for each in shown if each.id in report.analysis.maps]
    if len(shown) > 1:
        _draw_all(stage, report, shown)
    if len(shown) > 1 and not streams:
        return
    drawn = False
    for stream in report.document.streams:
        held_map = report.document.current_map(stream.id)
        if held_map and held_map.id in report.analysis.maps:
            _draw(stage, report, stream, held_map)
            drawn = True
    if not drawn:
        stage.slide("Executive summary", NO_STEPS)


def _draw(stage: Stage, report: Report, stream: ValueStream, held_map: Map) -> None:
    document, held = report.document, report.analysis.maps[held_map.id]
    several = len(document.streams) > 1
    title = f"Summary: {stream.name}" if several else "Executive summary"
    name = text.shorten(" ".join(stream.name.split()) or "The stream", 12, 377)
    beside = " ".join(beside_the_headline(document, held))
    short = " ".join(
        f"{subject}: {sentence}" for subject, sentence in in_short(document, report.analysis, report.on, held_map)
    )
    notes = f"Figures of {held_map.name}, along its critical path. {beside} {short}".strip()
    slide = stage.slide(title, first_sentence(document, name, held_map, held), notes)
    if not held.figures.steps:
        return
    y = draw_tiles(slide, slide.top, headlines(document, held)) + 10
    asked = the_ask(report, held_map)
    box = _box_height(asked)
    y = slide.heading("What matters most", y)
    found = of_stream(document, report.analysis, stream.id)
    _findings(slide, report, found, y, BOTTOM - (box + 10 if asked else 0))
    if asked:
        _ask(slide, asked, BOTTOM - box, box)


def _draw_all(stage: Stage, report: Report, shown: list[Map]) -> None:
    """All streams on one slide."""
    document, analysis = report.document, report.analysis
    found = [(short, each) for short, each in numbered(analysis) if not each.future and each.accepted is None]
    known = [(held, time) for held in shown if (time := analysis.maps[held.id].figures.lead_time) is not None]
    lead = f"{plural(len(shown), 'value stream')}; the lead time of none is known yet."
    if known:
        longest, time = max(known, key=lambda each: each[1])
        name = text.shorten(one_line(document.name(longest.stream)), 12, 377)
        lead = f"{plural(len(shown), 'value stream')}; the longest, {name}, takes {spoken(time, report.calendar)}."
    slide = stage.slide("Executive summary", lead, "Figures of the current maps, each along its critical path.")
    table = _streams(report, shown[:_STREAMS])
    cols = [Col("stream", 260, bold=True, lines=1), Col("owner", 220, lines=1, write=_nobody, role=_gap)]
    cols += [Col(key, 100, align="right", bold=True) for key in ("lead_time", "activity_ratio", "rolled_ca")]
    cols += [Col("findings", 80, align="right")]
    grid = Grid(table, cols, report.calendar, size=_SIZE)
    slide.add(grid.draw(slide.ink, slide.top, 0, len(table.rows), name="Value streams"))
    y = slide.top + grid.height(0, len(table.rows)) + 4
    if len(shown) > _STREAMS:
        y = slide.paragraph(
            f"{plural(len(shown) - _STREAMS, 'more stream')} in the report.", LEFT, y, MIDDLE, 9, "muted"
        )
    each_asks = [the_ask(report, held) for held in shown]
    asked = list(dict.fromkeys(line for at in range(4) for lines in each_asks for line in lines[at : at + 1]))
    box = _box_height(asked)
    y = slide.heading("What matters most", y + 6)
    _findings(slide, report, tuple(found), y, BOTTOM - (box + 10 if asked else 0))
    if asked:
        _ask(slide, asked, BOTTOM - box, box)


def _streams(report: Report, shown: list[Map]) -> Table:
    """A row for each stream: its owner, its headlines, its open findings."""
    document, analysis = report.document, report.analysis
    columns = (
        Column("stream", "Value stream"),
        Column("owner", "Owner"),
        Column("lead_time", "Lead time"),
        Column("activity_ratio", "Activity ratio"),
        Column("rolled_ca", "Rolled %C&A"),
        Column("findings", "Findings", Kind.COUNT),
    )
    kept = {each.key: each for each in FIGURES}
    rows = []
    for held in shown:
        stream = document.of(ValueStream, held.stream)
        figures = (reads_with_bound(kept[key], analysis.maps[held.id], report.calendar) for key in _HEADS)
        count = len(of_stream(document, analysis, held.stream))
        rows.append(
            (document.name(held.stream), owner_words(document, stream.owner if stream else None), *figures, count)
        )
    return Table("Value streams", columns, tuple(rows))


def _nobody(value: Cell) -> str:
    return str(value or "◆ Nobody")


def _gap(value: Cell) -> str:
    return "ink" if value else "gap"


def the_ask(report: Report, held_map: Map) -> list[str]:
    """What the client is asked for: in the engagement's own words, else what the findings on owners want decided."""
    own = [line.strip() for line in report.document.engagement.ask.splitlines() if line.strip()]
    return own or asked_of(report.document, report.analysis, held_map)


def _findings(slide: Slide, report: Report, found: tuple[tuple[str, Finding], ...], y: float, end: float) -> None:
    if not found:
        slide.paragraph("Nothing stands out: no finding concerns this stream.", LEFT, y, MIDDLE, _SIZE, "muted")
        return
    table = findings(report.document, report.analysis)
    places = {short: at for at, short in enumerate(table.values("id"))}
    rows = [places[short] for short, _ in found[:MOST] if short in places]
    cols = [
        Col("severity", 76, "", bold=True, write=severity_words, role=severity_color),
        Col("message", 430, "", lines=2),
        Col("recommendation", 330, "", color="muted", lines=2),
        Col("id", 36, "", "right", color="accent", bold=True),
    ]
    for count in range(len(rows), 0, -1):
        grid = Grid(table.of_rows(rows[:count]), cols, report.calendar, size=_SIZE)
        more = len(found) - count
        if y + grid.height(0, count) + (14 if more else 0) <= end or count == 1:
            slide.add(grid.draw(slide.ink, y, 0, count, name="What matters most"))
            if more:
                said = f"{plural(more, 'more finding')} in the register."
                slide.paragraph(said, LEFT, y + grid.height(0, count) + 2, MIDDLE, 9, "muted")
            return


def _lines(asked: list[str]) -> list[str]:
    return [cut(each, _SIZE, MIDDLE - 44, False, 2) for each in asked[:4]]


def _box_height(asked: list[str]) -> float:
    return 34 + sum(height(each, _SIZE, MIDDLE - 44) + 1 for each in _lines(asked))


def _ask(slide: Slide, asked: list[str], y: float, high: float) -> None:
    """What we ask of the client, in one box."""
    paragraphs = [Paragraph((Run("What we ask of you", 12, "ink", True),))]
    paragraphs += [Paragraph((Run(each, _SIZE),), before=1, bullet=True) for each in _lines(asked)]
    slide.add(slide.panel(Rect(LEFT, y, MIDDLE, high), paragraphs, "What we ask of you", "accent_soft", inset=(14, 8)))
