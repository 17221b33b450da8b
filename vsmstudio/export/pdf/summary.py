"""One page a stream: what it takes, three figures, what matters most."""

from __future__ import annotations

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.in_short import in_short
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.foremost import asks_height, draw_asks, draw_foremost
from vsmstudio.export.pdf.paper import BODY, LEAD, LEFT, MIDDLE, Paper
from vsmstudio.export.pdf.tiles import draw_tiles
from vsmstudio.export.sentences import asked_of, beside_the_headline, first_sentence, headlines
from vsmstudio.export.tables.findings import of_stream
from vsmstudio.model.records import Map, ValueStream
from vsmstudio.notation import text


def draw_summaries(paper: Paper, report: Report) -> None:
    """A page for each stream that has steps on its current map.

    Where there is one stream alone, the executive summary is its own.
    """
    if len(report.document.streams) < 2 and "summary" not in paper.options.left_out:
        return
    for stream in report.document.streams:
        held_map = report.document.current_map(stream.id)
        if held_map and held_map.id in report.analysis.maps and report.document.steps(held_map.id):
            draw_summary(paper, report, stream, held_map, report.analysis.maps[held_map.id])


def draw_summary(paper: Paper, report: Report, stream: ValueStream, held_map: Map, held: MapAnalysis) -> None:
    """The page of one stream's current map."""
    document, analysis = report.document, report.analysis
    name = text.shorten(stream.name, LEAD, MIDDLE / 2)
    y = paper.open_page(f"Summary: {stream.name}", first_sentence(document, name, held_map, held))
    y = draw_tiles(paper, y + 2, headlines(document, held))
    if beside := beside_the_headline(document, held):
        y = paper.paragraph(LEFT, y + 7, MIDDLE, " ".join(beside), BODY, "muted")
    if short := in_short(document, analysis, report.on, held_map):
        said = " ".join(f"{subject}: {sentence}" for subject, sentence in short)
        y = paper.paragraph(LEFT, y + 5, MIDDLE, said, BODY, "muted")
    asked = asked_of(document, analysis, held_map)
    end = paper.bottom - (asks_height(asked) + 14 if asked else 0.0)
    nothing = "Nothing stands out: no finding concerns this stream."
    y = draw_foremost(paper, of_stream(document, analysis, stream.id), y + 14, end, nothing)
    draw_asks(paper, asked, y + 14)
