"""How it was done, and how complete the data are: what was measured, what was estimated, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.plain import table
from vsmstudio.export.pdf.paper import BODY, MIDDLE, Paper
from vsmstudio.export.pdf.tabling import PAD, Col, Grid, Mark, spread
from vsmstudio.export.tables.completeness import Completeness, completeness_of, completeness_sentence
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import CONVENTIONS, percent, plural
from vsmstudio.model.records import Map
from vsmstudio.notation.text import cap_height

_TITLE = "Method and data"
_WITH_BARS = 6  # maps; of further ones the table alone tells
_KEY = "Filled: measured or known. Pale: estimated. Dashed: missing."
_FINDINGS = (
    "{rules} are checked on every map. A finding says what, how much and what to do; findings rank by severity, then share of "
    "lead time, then yearly money. What the room decided to live with is listed apart."
)
_BLANK = "A blank is neither zero nor 100 %: it adds nothing to a sum, and each figure says how many steps it covers."
_PATH = (
    "Lead time is read along the critical path, the longest way from request to fulfilment; with alternatives, its probability "
    "and the expected lead time stand beside it."
)


def draw_completeness(paper: Paper, report: Report) -> None:
    """The method in sentences; a table with bars for each current map; one table for the others."""
    document = report.document
    listed = [(each, completeness_of(document, each.id)) for each in listed_maps(document, report.analysis)]
    listed = [(each, found) for each, found in listed if found and not report.earlier(each)]
    if not listed:
        return
    today = [found for each, found in listed if each is document.current_map(each.stream)]
    y = paper.open_page(_TITLE, completeness_sentence(today or [found for _, found in listed]))
    for name, words in _method(report, [each for each, _ in listed]):
        y = paper.entry(name, words, y, _TITLE)
    current = [(each, found) for each, found in listed if each is document.current_map(each.stream)][:_WITH_BARS]
    others = [each for each in listed if each not in current]
    blocks = [_bars(report, held, found) for held, found in current]
    if others:
        blocks.append(_matrix(report, others))
    draw_blocks(paper, _TITLE, y + 10, blocks, movable=True)


def _method(report: Report, listed: list[Map]) -> Iterator[tuple[str, str]]:
    conventions = dict.fromkeys(CONVENTIONS[each.convention] for each in listed)
    yield "Lead time", " ".join([*conventions, _PATH])
    yield "Findings", _FINDINGS.format(rules=plural(len(RULES), "rule"))
    yield "What is not known", _BLANK


def _bars(report: Report, held: Map, found: tuple[Completeness, ...]) -> Block:
    rows = [(each.field, _parts(each), _words(each)) for each in found]
    columns = (("field", "Field"), ("bar", "How much is known"), ("words", "In numbers"))
    cols = [Col("field", 170, bold=True), Col("bar", 300, mark=_bar), Col("words", 284)]
    grid = Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar)
    return Block(grid, f"{report.named(held)}: {plural(found[0].of, 'step')}", _KEY)


def _matrix(report: Report, others: list[tuple[Map, tuple[Completeness, ...]]]) -> Block:
    """The other maps: how many of each field are known."""
    fields = list(dict.fromkeys(each.field for _, found in others for each in found))
    rows = []
    for held, found in others:
        known = {each.field: f"{each.of - each.missing} of {each.of}" for each in found}
        rows.append((report.named(held), *(known.get(field) for field in fields)))
    columns = (("map", "Map"), *((field, field) for field in fields))
    cols = [Col("map", 200, bold=True), *(Col(field, 72, align="center") for field in fields)]
    grid = Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar)
    return Block(grid, "Further maps: how many are known")


def _parts(each: Completeness) -> str:
    return f"{each.measured + each.said} {each.estimated} {each.missing}"


def _words(each: Completeness) -> str:
    parts = (
        (each.measured, "measured"),
        (each.estimated, "estimated"),
        (each.said, "known"),
        (each.missing, "missing"),
    )
    said = ", ".join(f"{count} {word}" for count, word in parts if count)
    return f"{said}; {percent(1 - each.missing / each.of)} known" if each.missing else f"{said}; complete"


def _bar(value: Cell) -> Mark | None:
    sure, estimated, missing = (int(each) for each in str(value).split())

    def mark(paper: Paper, x: float, baseline: float, width: float) -> None:
        top = baseline - cap_height(BODY) / 2 - 4.5
        left, unit = x + PAD, (width - 2 * PAD) / (sure + estimated + missing)
        for count, fill, stroke in ((sure, "accent", ""), (estimated, "accent_soft", "accent")):
            if count:
                paper.box(left, top, count * unit, 9, fill=fill, stroke=stroke, line=0.6)
            left += count * unit
        if missing:
            paper.canvas.setDash(2, 1.6)
            paper.box(left, top, missing * unit, 9, stroke="gap_line")
            paper.canvas.setDash()

    return mark
