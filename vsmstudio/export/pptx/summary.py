"""The executive summary: the figures in a sentence and three tiles, what matters most, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.results import Finding
from vsmstudio.export.executive import Executive, executive
from vsmstudio.export.in_short import in_short
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import Paragraph, Run, one_line
from vsmstudio.export.pptx.measure import cut, height
from vsmstudio.export.pptx.sizes import BOTTOM, LEFT, MIDDLE
from vsmstudio.export.pptx.stage import Slide, Stage
from vsmstudio.export.pptx.tables import Col, Grid, severity_color, severity_words
from vsmstudio.export.pptx.tiles import draw_tiles
from vsmstudio.export.sentences import asked_of, beside_the_headline, first_sentence, headlines
from vsmstudio.export.tables.findings import findings, of_stream
from vsmstudio.export.tables.table import Column, Table
from vsmstudio.export.tables.words import plural
from vsmstudio.model.records import Map, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Rect

MOST, ASKED = 5, 4
_SIZE = 11.0


def draw_executive(stage: Stage, report: Report) -> None:
    """The whole engagement on one slide."""
    found = executive(report.document, report.analysis, report.on)
    notes = " ".join(("Figures of the current maps, each along its critical path.", *found.facts))
    slide = stage.slide("Executive summary", found.lead, notes)
    if not found.streams:
        return
    one = len(found.streams) == 1
    y = draw_tiles(slide, slide.top, found.streams[0].headlines) if one else _streams(slide, report, found)
    if found.facts and one:
        y = slide.paragraph(" ".join(found.facts), LEFT, y + 5, MIDDLE, 9.5, "muted", lines=2)
    _rest(slide, report, found.findings, found.finding_count, found.asks, y + 10)


def draw_summaries(stage: Stage, report: Report) -> None:
    """A slide for each stream's current map; one stream alone stands in the executive summary."""
    for stream in report.document.streams if len(report.document.streams) > 1 else ():
        held_map = report.document.current_map(stream.id)
        if held_map and held_map.id in report.analysis.maps:
            _draw(stage, report, stream, held_map)


def _draw(stage: Stage, report: Report, stream: ValueStream, held_map: Map) -> None:
    document, held = report.document, report.analysis.maps[held_map.id]
    name = text.shorten(one_line(stream.name) or "The stream", 12, 377)
    said = [f"Figures of {held_map.name}, along its critical path.", *beside_the_headline(document, held)]
    said += [f"{about}: {words}" for about, words in in_short(document, report.analysis, report.on, held_map)]
    slide = stage.slide(f"Summary: {stream.name}", first_sentence(document, name, held_map, held), " ".join(said))
    if not held.figures.steps:
        return
    y = draw_tiles(slide, slide.top, headlines(document, held))
    if beside := beside_the_headline(document, held):
        y = slide.paragraph(" ".join(beside), LEFT, y + 5, MIDDLE, 9.5, "muted", lines=2)
    found = of_stream(document, report.analysis, stream.id)
    _rest(slide, report, found, len(found), asked_of(document, report.analysis, held_map), y + 10)


def _streams(slide: Slide, report: Report, found: Executive) -> float:
    """A row for each stream: its name and its three figures, with what they cover."""
    names = [each.name for each in found.streams[0].headlines]
    keys = [key for at in range(len(names)) for key in (f"value{at}", f"below{at}")]
    columns = (Column("stream", "Value stream"), *(Column(key, names[at // 2]) for at, key in enumerate(keys)))
    rows = tuple(
        (
            each.name,
            *(
                said
                for at, one in enumerate(each.headlines)
                for said in (one.value, each.beside if each.beside and not at else one.below)
            ),
        )
        for each in found.streams
    )
    warned = {one.value for each in found.streams for one in each.headlines if one.warns}
    cols = [Col("stream", 160, bold=True, lines=2)]
    for at in range(len(names)):
        cols.append(Col(f"value{at}", 88, align="right", bold=True, lines=1,
                        role=lambda value: "critical" if value in warned else "accent"))  # fmt: skip
        cols.append(Col(f"below{at}", 150 if at else 270, "", color="muted", lines=3))
    grid = Grid(Table("Value streams", columns, rows), cols, report.calendar, size=9.5)
    slide.add(grid.draw(slide.ink, slide.top, 0, len(rows), name="Value streams"))
    y = slide.top + grid.height(0, len(rows))
    if found.stream_count > len(rows):
        more = f"{plural(found.stream_count - len(rows), 'more stream')} with shorter lead times."
        y = slide.paragraph(more, LEFT, y + 2, MIDDLE, 9, "muted")
    return y


def _rest(
    slide: Slide,
    report: Report,
    found: Sequence[tuple[str, Finding]],
    count: int,
    asked: Sequence[str],
    y: float,
) -> None:
    """What matters most, and what is asked of the client."""
    lines = [cut(each, _SIZE, MIDDLE - 44, False, 2) for each in asked[:ASKED]]
    box = 34 + sum(height(each, _SIZE, MIDDLE - 44) + 1 for each in lines)
    y = slide.heading("What matters most", y)
    _findings(slide, report, found, count, y, BOTTOM - (box + 10 if lines else 0))
    if lines:
        paragraphs = [Paragraph((Run("What we ask of you", 12, "ink", True),))]
        paragraphs += [Paragraph((Run(each, _SIZE),), before=1, bullet=True) for each in lines]
        area = Rect(LEFT, BOTTOM - box, MIDDLE, box)
        slide.add(slide.panel(area, paragraphs, "What we ask of you", "accent_soft", inset=(14, 8)))


def _findings(
    slide: Slide, report: Report, found: Sequence[tuple[str, Finding]], count: int, y: float, end: float
) -> None:
    if not found:
        slide.paragraph("Nothing stands out: there is no finding.", LEFT, y, MIDDLE, _SIZE, "muted")
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
    tried = [
        (shown, grid)
        for shown in range(len(rows), 0, -1)
        for grid in Grid(table.of_rows(rows[:shown]), cols, report.calendar, size=_SIZE).closer()
    ]
    for shown, grid in tried:
        more, high = count - shown, grid.height(0, shown)
        if y + high + (14 if more else 0) <= end or grid is tried[-1][1]:
            slide.add(grid.draw(slide.ink, y, 0, shown, name="What matters most"))
            if more:
                said = f"{plural(more, 'more finding')} in the register."
                slide.paragraph(said, LEFT, y + high + 2, MIDDLE, 9, "muted")
            return
