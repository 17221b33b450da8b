"""One page a stream: what it takes, three figures, what matters most."""

from __future__ import annotations

from vsmstudio.analysis.results import Finding, MapAnalysis
from vsmstudio.export.in_short import in_short
from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.marks import severity
from vsmstudio.export.pdf.paper import BODY, LEAD, LEFT, MIDDLE, RIGHT, STRONG, Paper, Piece
from vsmstudio.export.pdf.tiles import Tile, draw_tiles
from vsmstudio.export.tables.findings import of_stream, owner_gaps
from vsmstudio.export.tables.words import calendar_days, covered, kept, percent, plural, spoken
from vsmstudio.model.durations import show
from vsmstudio.model.records import Convention, Map, ValueStream
from vsmstudio.notation import text

MOST, LEAST, ASKED = 5, 3, 5


def draw_summary(paper: Paper, report: Report, stream: ValueStream, held_map: Map, held: MapAnalysis) -> None:
    """The page of one stream's current map."""
    several = len(report.document.streams) > 1
    title = f"Summary: {stream.name}" if several else "Summary"
    name = text.shorten(stream.name, LEAD, MIDDLE / 2)
    y = paper.open_page(title, first_sentence(report, name, held_map, held))
    if held.figures.steps == 0:
        return
    y = _tiles(paper, report, held, y + 2)
    if beside := beside_the_headline(report, held):
        y = paper.paragraph(LEFT, y + 7, MIDDLE, " ".join(beside), BODY, "muted")
    if short := in_short(report.document, report.analysis, report.on, held_map):
        said = " ".join(f"{subject}: {sentence}" for subject, sentence in short)
        y = paper.paragraph(LEFT, y + 5, MIDDLE, said, BODY, "muted")
    found = of_stream(report.document, report.analysis, stream.id)
    asked = _asked_of(report, held_map)
    y = _what_matters(paper, found, y + 14, paper.bottom - (_box_height(asked) + 14 if asked else 0.0))
    _decisions(paper, asked, y + 14)


def first_sentence(report: Report, name: str, held_map: Map, held: MapAnalysis) -> str:
    """The figures in plain words: how long, and how much of it is work."""
    figures, coverage = held.figures, held.coverage
    if figures.steps == 0:
        return NO_STEPS
    if figures.lead_time is None:
        return f"The lead time of {name} is not known yet: no step on its way has a time."
    known = coverage.lead_time[0] >= coverage.lead_time[1]
    span = spoken(figures.lead_time, report.calendar)
    least = "" if known else "at least "
    waits = held_map.convention is Convention.WAITS
    sentence = f"{name} {'waits' if waits else 'takes'} {least}{span} from request to fulfilment"
    if figures.process_time is None:
        return f"{sentence}; how much of it is work is not known yet."
    work = spoken(figures.process_time, report.calendar)
    least = "" if coverage.process_time[0] >= coverage.process_time[1] else "at least "
    if waits:
        return f"{sentence}; {least}{work} of work {'come' if _several(work) else 'comes'} on top."
    return f"{sentence}; {least}{work} of it {'are' if _several(work) else 'is'} work."


def _several(span: str) -> bool:
    return span.endswith("days")


def beside_the_headline(report: Report, held: MapAnalysis) -> list[str]:
    """What always stands beside a lead time with alternatives or rework: how likely it is, and what to expect."""
    figures, calendar = held.figures, report.calendar
    if figures.lead_time is None or figures.expected_lead_time is None:
        return []
    said: list[str] = []
    if len(held.scenarios) > 1:
        likely = figures.most_likely_lead_time
        said.append(
            f"The lead time is that of the longest of {plural(held.scenario_count or len(held.scenarios), 'alternative')} "
            f"(probability {percent(figures.lead_time_probability)}). "
            + (f"The most likely one takes {spoken(likely, calendar)}. " if likely is not None else "")
            + f"The expected lead time is {spoken(figures.expected_lead_time, calendar)}."
        )
    rework = figures.expected_lead_time_with_rework
    if rework is not None and rework > figures.expected_lead_time + 1e-6:
        expected = spoken(rework, calendar)
        said.append(f"With rework, {expected} {'are' if _several(expected) else 'is'} to be expected.")
    return said


def _tiles(paper: Paper, report: Report, held: MapAnalysis, y: float) -> float:
    figures, coverage, calendar = held.figures, held.coverage, report.calendar
    ca_known = coverage.ca[0] >= coverage.ca[1]
    poor = figures.rolled_ca is not None and figures.rolled_ca < report.document.engagement.quality_floor
    days = calendar_days(figures.lead_time, calendar) if figures.lead_time is not None else ""
    span = "; ".join(each for each in (days, covered(coverage.lead_time)) if each)
    work = f"{show(figures.process_time, calendar)} of processing; {covered(coverage.process_time)}"
    quality = f"{'' if ca_known or figures.rolled_ca is None else 'at most: '}{covered(coverage.ca)} measured"
    tiles = (
        (show(figures.lead_time, calendar), "Lead time", span, False),
        (percent(figures.activity_ratio), "Activity ratio", work, False),
        (percent(figures.rolled_ca), "Rolled %C&A", quality, poor),
    )
    return draw_tiles(paper, y, [Tile(*tile) for tile in tiles])


def _what_matters(paper: Paper, found: tuple[tuple[str, Finding], ...], y: float, end: float) -> float:
    """The first findings, as many as fit above `end`, where what is asked begins; three of them in any case."""
    paper.write(Piece(LEFT, y + STRONG, "What matters most", STRONG, bold=True))
    y += STRONG + 8
    if not found:
        return paper.paragraph(LEFT, y, MIDDLE, "Nothing stands out: no finding concerns this stream.", BODY, "muted")
    paper.line(LEFT, y, RIGHT, y)
    message_at, advice_at = LEFT + 84, LEFT + 470
    shown = 0
    for short, finding in found[:MOST]:
        message = text.wrap(kept(finding.message), BODY + 0.5, advice_at - message_at - 16, False, 3)
        advice = text.wrap(kept(finding.recommendation), BODY, RIGHT - advice_at - 36, False, 3)
        rows = max(len(message), len(advice), 1)
        if y + 10 + rows * 12.5 > (end if shown >= LEAST else paper.bottom) - 16:
            break
        shown += 1
        severity(paper, LEFT + 2, y + 15, finding.severity.word)
        pieces = [Piece(message_at, y + 15 + row * 12.5, line, BODY + 0.5) for row, line in enumerate(message)]
        pieces += [Piece(advice_at, y + 15 + row * 12.5, line, BODY, "muted") for row, line in enumerate(advice)]
        paper.write_all([*pieces, Piece(RIGHT, y + 15, short, BODY, "accent", bold=True, align="right")])
        paper.link(short, RIGHT - 24, y + 4, 24, 16)
        y += 10 + rows * 12.5
        paper.line(LEFT, y, RIGHT, y)
    if len(found) > shown:
        more = f"{plural(len(found) - shown, 'more finding')} in the register."
        y = paper.paragraph(LEFT, y + 4, MIDDLE, more, BODY, "muted")
    return y


def _asked(name: str, words: str) -> str:
    said = words if not name or name in words else f"{name}: {words[0].lower()}{words[1:]}"
    return said if said.endswith(".") else f"{said}."


def _asked_of(report: Report, held_map: Map) -> list[str]:
    """What the findings on owners want decided."""
    gaps = owner_gaps(report.document, report.analysis, held_map.id)
    rows = enumerate(zip(gaps.ids, gaps.values("recommendation"), strict=True))
    pairs = [pair for row, pair in rows if row in gaps.flagged]
    asked = dict.fromkeys(_asked(report.document.name(subject), str(words)) for subject, words in pairs if words)
    return list(asked)[:ASKED]


def _box_height(asked: list[str]) -> float:
    return 34 + len(asked) * 14.0


def _decisions(paper: Paper, asked: list[str], y: float) -> None:
    """What we ask of the client, in one box."""
    if not asked:
        return
    lines = [text.shorten(each, BODY + 0.5, MIDDLE - 40) for each in asked]
    height = _box_height(asked)
    y = max(y, min(paper.bottom - height, y + 30))
    if y + height > paper.bottom:
        return
    paper.box(LEFT, y, MIDDLE, height, fill="accent_soft", radius=3)
    paper.write(Piece(LEFT + 14, y + 20, "What we ask of you", STRONG, bold=True))
    for row, line in enumerate(lines):
        paper.disc(LEFT + 16, y + 33.5 + row * 14.0, 1.5, "accent")
        paper.write(Piece(LEFT + 24, y + 37 + row * 14.0, line, BODY + 0.5))
