"""What value is: the agreed definition, the measures of each stream on their way to the target, and what is amiss."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.engagement.measures import Progress, measures
from vsmstudio.analysis.results import Finding
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.fields import names
from vsmstudio.export.pdf.engagement.gauge import gauge
from vsmstudio.export.pdf.engagement.plain import table
from vsmstudio.export.pdf.marks import severity_mark
from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, SMALL, Paper, Piece
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.labels import numbered
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import day, kept, plural
from vsmstudio.model.durations import number
from vsmstudio.model.records import Measure, MeasureKind
from vsmstudio.notation import text

_LARGE, _LINES = 13.0, 7
KINDS = tuple(MeasureKind)


def draw_value(paper: Paper, report: Report) -> None:
    """The definition and all measures by stream and kind; nothing while neither is there."""
    engagement, document = report.document.engagement, report.document
    found = list(measures(document))
    outcomes = [each for each in document.streams if each.outcomes.strip()]
    if not engagement.value_definition.strip() and not found:
        return
    title = "Value"
    y = paper.open_page(title, _lead(report, found))
    y = _definition(paper, report, y + 2) + 14
    blocks = []
    for stream in document.streams:
        own = [each for each in found if each.stream == stream.id]
        if own:
            heading = f"How value is measured: {stream.name}" if len(document.streams) > 1 else "How value is measured"
            outcome = "; ".join(stream.outcomes.split("\n")) if stream in outcomes else ""
            blocks.append(
                _measures(report, own, heading, text.shorten(f"Outcomes: {outcome}", SMALL, MIDDLE) if outcome else "")
            )
    if amiss := _amiss(report):
        blocks.append(amiss)
    draw_blocks(paper, title, y, blocks, movable=True)


def value_findings(report: Report) -> list[tuple[str, Finding]]:
    """Today's findings on value, with their short names."""
    listed = numbered(report.analysis)
    return [
        (short, each)
        for short, each in listed
        if each.rule.startswith("value.") and not each.future and not each.accepted
    ]


def _lead(report: Report, found: Sequence[Progress]) -> str:
    engagement = report.document.engagement
    if not engagement.value_definition.strip():
        return f"Nobody has agreed yet what value is, though {plural(len(found), 'measure is', 'measures are')} taken."
    if not found:
        return "What value is was agreed, but nothing measures it yet."
    reached = sum(each.reached is True for each in found)
    worse = [each for each in found if each.share is not None and each.share < 0]
    said = f"{reached or 'None'} of {plural(len(found), 'measure')} reached {'its' if reached == 1 else 'their'} target"
    if worse:
        listed = names([report.document.name(each.measure) for each in worse])
        return f"{said}; {listed} {'is' if len(worse) == 1 else 'are'} worse than at the start."
    under_way = sum(each.share is not None and each.share > 0 and not each.reached for each in found)
    again = sum(each.share is None and each.reached is None for each in found)
    more = [f"{under_way} {'is' if under_way == 1 else 'are'} on the way"] if under_way else []
    more += [f"{again} {'was' if again == 1 else 'were'} not measured again yet"] if again else []
    return f"{said}; {', '.join(more)}." if more else f"{said}."


def _definition(paper: Paper, report: Report, y: float) -> float:
    """The agreed words, large, in a quiet box with who agreed on them; the y under it."""
    engagement = report.document.engagement
    words = engagement.value_definition.strip()
    if not words:
        return y - 12
    size, lines = _LARGE, text.wrap(kept(words), _LARGE, MIDDLE - 40)
    if len(lines) > _LINES:
        size = BODY + 0.5
        lines = text.wrap(kept(words), size, MIDDLE - 40, False, _LINES + 5)
    agreed = " ".join(
        each
        for each in (
            f"Agreed on {day(engagement.value_agreed_on)}" if engagement.value_agreed_on else "",
            f"by {engagement.value_agreed_by}" if engagement.value_agreed_by.strip() else "",
        )
        if each
    )
    agreed = agreed[:1].upper() + agreed[1:] if agreed else "Not agreed yet: no date, and nobody who agreed."
    height = 42 + len(lines) * size * 1.4
    paper.box(LEFT, y, MIDDLE, height, fill="accent_soft", radius=3)
    paper.box(LEFT, y, 4, height, fill="accent")
    paper.write(Piece(LEFT + 20, y + 19, "The agreed definition of value" if words else "", SMALL, "muted", bold=True))
    paper.write_all([Piece(LEFT + 20, y + 23 + size + at * size * 1.4, line, size) for at, line in enumerate(lines)])
    under = text.shorten(agreed, BODY, MIDDLE - 40)
    paper.write(Piece(LEFT + 20, y + height - 9, under, BODY, "muted"))
    return y + height


def _measures(report: Report, own: Sequence[Progress], heading: str, above: str) -> Block:
    held = sorted(
        ((report.document.the(Measure, each.measure), each) for each in own),
        key=lambda pair: (KINDS.index(pair[0].kind), pair[0].order, pair[0].name, pair[0].id),
    )
    rows: list[list[Cell]] = []
    for at, (measure, progress) in enumerate(held):
        first = not at or held[at - 1][0].kind is not measure.kind
        audience = f" ({measure.audience.value})" if measure.audience else ""
        rows.append([
            measure.kind.value.capitalize() if first else None,
            measure.name + audience,
            *(with_unit(value, measure.unit) for value in (measure.baseline, measure.target, measure.actual)),
            progress.share if progress.share is not None else "unknown",
            progress.sentence,
            day(measure.measured_on) or None,
        ])  # fmt: skip
    columns = (
        ("kind", "Kind"), ("name", "Measure"), ("baseline", "Baseline"), ("target", "Target"), ("actual", "Actual"),
        ("way", "From baseline to target"), ("said", ""), ("on", "Measured on"),
    )  # fmt: skip
    cols = [
        Col("kind", 62, bold=True, write=blank),
        Col("name", 204),
        Col("baseline", 60, align="right"),
        Col("target", 60, align="right"),
        Col("actual", 60, align="right", bold=True),
        Col("way", 104, mark=lambda value: gauge(value if isinstance(value, float) else None)),
        Col("said", 152),
        Col("on", 92, color="muted"),
    ]
    worse = [at for at, (_, progress) in enumerate(held) if progress.share is not None and progress.share < 0]
    shown = table(columns, rows, worse, [each.id for each, _ in held])
    return Block(Grid(shown, spread(cols, MIDDLE), report.calendar, even=False), heading, above)


def with_unit(value: float | None, unit: str) -> str | None:
    """A figure as it was measured: `52 %`, `280 EUR`, `3.1`."""
    if value is None:
        return None
    shown = number(value) if abs(value) < 1e15 else f"{value:.4g}"
    return f"{shown}\u00a0{unit}".rstrip()


def _amiss(report: Report) -> Block | None:
    """The findings on value in plain words; each leads to the register by its short name."""
    found = value_findings(report)
    if not found:
        return None
    rows = [(each.severity.word, each.message, each.recommendation, short) for short, each in found]
    columns = (("severity", "Severity"), ("message", "What is amiss"), ("advice", "What to do"), ("id", ""))
    cols = [
        Col("severity", 66, mark=severity_mark),
        Col("message", 320, lines=12),
        Col("advice", 270, color="muted", lines=12),
        Col("id", 30, align="right", color="accent", bold=True),
    ]
    return Block(Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar), "What is amiss with value")
