"""The executive summary: the figures in a sentence and three tiles, what matters most, and what is asked."""

from __future__ import annotations

from vsmstudio.analysis.results import Finding
from vsmstudio.export.in_short import in_short
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import Paragraph, Run
from vsmstudio.export.pptx.measure import cut, height
from vsmstudio.export.pptx.sizes import BOTTOM, LEFT, MIDDLE
from vsmstudio.export.pptx.stage import Slide, Stage
from vsmstudio.export.pptx.tables import Col, Grid, severity_color, severity_words
from vsmstudio.export.pptx.tiles import draw_tiles
from vsmstudio.export.sentences import NO_STEPS, asked_of, beside_the_headline, first_sentence, headlines
from vsmstudio.export.tables.findings import findings, of_stream
from vsmstudio.export.tables.words import plural
from vsmstudio.model.records import Map, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Rect

MOST = 5
_SIZE = 11.0


def draw_summaries(stage: Stage, report: Report) -> None:
    """A slide for each stream's current map."""
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
    title = f"Executive summary: {stream.name}" if several else "Executive summary"
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
