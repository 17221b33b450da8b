"""Streams that start one another: how long the whole takes."""

from __future__ import annotations

from vsmstudio.analysis.money_results import Chain
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import LEAD, MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.pdf.tiles import draw_tiles
from vsmstudio.export.sentences import Headline
from vsmstudio.export.tables.chains import chains
from vsmstudio.export.tables.words import percent, plural, spoken
from vsmstudio.model.durations import show
from vsmstudio.notation import text

_TITLE = "From stream to stream"
_PARTS = 2  # streams of the longest chain that have a tile of their own


def draw_chains(paper: Paper, report: Report) -> None:
    """The chains with what they rest on; nothing where no stream starts another."""
    table = chains(report.document, report.analysis)
    if not table.rows:
        return
    longest = max(report.analysis.chains.listed, key=lambda each: each.lead_time or 0.0)
    y = paper.open_page(_TITLE, _lead(report, longest))
    y = draw_tiles(paper, y + 2, _tiles(report, longest)) + 16
    cols = [
        Col("order", 28, align="right"),
        Col("chain", 270, bold=True, lines=12),
        Col("lead_time", 66, align="right", bold=True),
        Col("covers", 80, color="muted"),
        Col("services", 170),
        Col("notes", 160, color="muted", write=blank, lines=12),
    ]
    block = Block(Grid(table, spread(cols, MIDDLE), report.calendar), notes=(table.note,))
    draw_blocks(paper, _TITLE, y, [block], movable=True)


def _lead(report: Report, chain: Chain) -> str:
    names = [report.document.name(key) for key in chain.streams]
    named = " → ".join(names)
    if text.width(named, LEAD) > MIDDLE * 0.6:
        first, last = (text.shorten(name, LEAD, MIDDLE * 0.27) for name in (names[0], names[-1]))
        named = f"{first} → {'… → ' if len(names) > 2 else ''}{last}"
    if chain.lead_time is None:
        return f"{named}: how long the whole takes is not known yet."
    least = "at least " if chain.covers[0] < chain.covers[1] else ""
    return f"{named} takes {least}{spoken(chain.lead_time, report.calendar)} from end to end."


def _tiles(report: Report, chain: Chain) -> list[Headline]:
    """The whole, and the streams that take longest of it."""
    document, maps = report.document, report.analysis.maps
    current = [(key, document.current_map(key)) for key in chain.streams]
    times = [(maps[held.id].figures.lead_time, key) for key, held in current if held and held.id in maps]
    slowest = sorted((-time, document.name(key)) for time, key in times if time)
    covers = f"{chain.covers[0]} of {plural(chain.covers[1], 'stream')}"
    parts = [
        Headline(show(-time, report.calendar), name, f"{percent(-time / chain.lead_time)} of the whole")
        for time, name in slowest[:_PARTS]
        if chain.lead_time
    ]
    return [Headline(show(chain.lead_time, report.calendar), "From end to end", covers), *parts]
