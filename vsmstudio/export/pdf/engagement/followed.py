"""The follow-up: what it was, what was promised, and what came."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.comparison import Judged
from vsmstudio.analysis.engagement.follow_up import Followed, FollowUp, State, baseline_of, follow_up
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.compared import judgement
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.effects import value_words as effect_value
from vsmstudio.export.pdf.engagement.gauge import gauge
from vsmstudio.export.pdf.engagement.plain import table
from vsmstudio.export.pdf.engagement.value import with_unit
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.pdf.tiles import draw_tiles
from vsmstudio.export.sentences import Headline
from vsmstudio.export.tables.figures import plain
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import money, percent
from vsmstudio.model.durations import show
from vsmstudio.model.records import EFFECTS, Map, Measure, ValueStream

_LARGE = ("lead_time", "process_time", "rolled_ca", "fte")
_WORDS = {Judged.BETTER: "better", Judged.WORSE: "worse", Judged.SAME: "as it was", Judged.UNKNOWN: "not known"}


def draw_follow_ups(paper: Paper, report: Report) -> None:
    """A page for each stream that has a later current map beside its baseline."""
    document, analysis = report.document, report.analysis
    for stream in document.streams:
        first, now = baseline_of(document, stream.id), document.current_map(stream.id)
        if first is None or now is None or not {first, now.id} <= set(analysis.maps):
            continue
        found = follow_up(State(document, analysis, first), State(document, analysis, now.id))
        _page(paper, report, stream, found)


def _page(paper: Paper, report: Report, stream: ValueStream, found: FollowUp) -> None:
    document = report.document
    title = f"Follow-up: {stream.name}"
    y = paper.open_page(title, f"{found.summary}." if found.summary else "Nothing was measured at both times yet.")
    if tiles := _tiles(report, found):
        y = draw_tiles(paper, y + 2, tiles) + 16
    before, after = document.the(Map, found.baseline), document.the(Map, found.now)
    heads = (before.name or "Baseline", after.name or "Now")
    blocks = [_figures(report, found.figures, heads, tuple(f"{each.rstrip('.')}." for each in found.notes))]
    if found.measures:
        blocks.append(_measures(report, found))
    if found.improvements:
        blocks.append(_improvements(report, found))
    draw_blocks(paper, title, y, blocks, movable=bool(tiles))


def figure_words(report: Report, figure: Followed, value: float | None) -> str | None:
    """A figure of its own kind."""
    if value is None:
        return None
    if figure.kind == "minutes":
        return show(value, report.calendar)
    if figure.kind == "ratio":
        return percent(value)
    return money(value, report.document.engagement.currency) if figure.kind == "money" else plain(value)


def _tiles(report: Report, found: FollowUp) -> list[Headline]:
    """The three figures of most weight that are known of both: large what it is now, under it what it was and was to be."""
    tiles = []
    for key in _LARGE:
        figure = next((each for each in found.figures if each.key == key), None)
        if figure is None or figure.baseline is None or figure.now is None:
            continue
        promised = figure_words(report, figure, figure.promised)
        below = f"was {figure_words(report, figure, figure.baseline)}" + (f", promised {promised}" if promised else "")
        now = figure_words(report, figure, figure.now) or ""
        tiles.append(Headline(now, f"{figure.title} now", below, figure.judged is Judged.WORSE))
    return tiles[:3]


def _figures(report: Report, figures: Sequence[Followed], heads: tuple[str, str], notes: tuple[str, ...]) -> Block:
    rows: list[list[Cell]] = [
        [
            each.title,
            *(figure_words(report, each, value) for value in (each.baseline, each.promised, each.now)),
            each.kept if each.kept is not None else "unknown",
            percent(each.kept) if each.kept is not None and abs(each.kept) < 100 else None,
            _WORDS.get(each.judged, each.judged.value),
        ]
        for each in figures
        if each.baseline is not None or each.now is not None
    ]
    columns = (
        ("figure", "Figure"), ("baseline", heads[0]), ("promised", "Promised"), ("now", heads[1]),
        ("way", "How much of the promise came"), ("kept", ""), ("judged", ""),
    )  # fmt: skip
    cols = [
        Col("figure", 170, bold=True),
        Col("baseline", 90, align="right"),
        Col("promised", 90, align="right"),
        Col("now", 90, align="right", bold=True),
        Col("way", 150, mark=lambda value: gauge(value) if isinstance(value, float) else None, write=lambda value: ""),
        Col("kept", 50, align="right", write=lambda value: str(value or "")),
        Col("judged", 80, mark=judgement),
    ]
    return Block(Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar), "Figures", notes=notes)


def _measures(report: Report, found: FollowUp) -> Block:
    rows: list[list[Cell]] = []
    for each in found.measures:
        held = report.document.of(Measure, each.measure)
        if held is None:
            continue
        rows.append([
            held.name, *(with_unit(value, held.unit) for value in (held.baseline, held.target, held.actual)),
            each.share if each.share is not None else "unknown", each.sentence,
        ])  # fmt: skip
    columns = (
        ("name", "Measure"), ("baseline", "Baseline"), ("target", "Promised"), ("actual", "Now"),
        ("way", "How much of the promise came"), ("said", ""),
    )  # fmt: skip
    cols = [
        Col("name", 170, bold=True),
        Col("baseline", 90, align="right"),
        Col("target", 90, align="right"),
        Col("actual", 90, align="right", bold=True),
        Col("way", 150, mark=lambda value: gauge(value if isinstance(value, float) else None)),
        Col("said", 130),
    ]
    return Block(Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar), "Measures of value")


def _improvements(report: Report, found: FollowUp) -> Block:
    currency = report.document.engagement.currency
    rows: list[list[Cell]] = []
    for each in found.improvements:
        both = [
            f"{each_.title} {effect_value(each_.key, each_.promised, report.calendar, currency)}"
            for each_ in each.effects
            if each_.key in EFFECTS and each_.promised is not None
        ]
        came = [
            f"{each_.title} {effect_value(each_.key, each_.now, report.calendar, currency)}"
            for each_ in each.effects
            if each_.key in EFFECTS and each_.now is not None
        ]
        rows.append(
            [
                each.name,
                each.state.value,
                "; ".join(both) or None,
                "; ".join(came) or None,
                each.sentence,
                each.lesson or None,
            ]
        )
    columns = (
        ("name", "Improvement"), ("state", "State"), ("promised", "Promised"), ("came", "Came"), ("said", ""),
        ("lesson", "Lesson"),
    )  # fmt: skip
    cols = [
        Col("name", 160, bold=True),
        Col("state", 50, color="muted"),
        Col("promised", 120),
        Col("came", 120),
        Col("said", 140),
        Col("lesson", 150, color="muted", lines=9),
    ]
    return Block(Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar), "Improvements: promised and come")
