"""An analysis as plain text, for the command line: figures with what they cover, paths, alternatives, findings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from vsmstudio.analysis.findings.acceptance import accepted_words
from vsmstudio.analysis.results import Analysis, Finding, MapAnalysis, Severity
from vsmstudio.analysis.simulation_result import Simulation
from vsmstudio.export.tables.figures import FIGURES, coverage_words, reads, value_in
from vsmstudio.export.tables.labels import finding_numbers, listed_maps, ordered_findings
from vsmstudio.export.tables.table import Kind
from vsmstudio.export.tables.words import percent, plural
from vsmstudio.export.text_services import further_lines, work_lines
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, Map, Step

_WITH_UNIT = (Kind.NUMBER, Kind.MONEY)
MOST = 10  # paths and alternatives that are listed


def analysis_text(document: Document, analysis: Analysis, date: datetime.date | None = None) -> str:
    """Every map with its figures and paths, then what goes beyond single maps, then the findings.

    `date` is the day on which the engagement is judged: given, else its as-of date, else today.
    """
    lines: list[str] = []
    judged_on = date or document.engagement.as_of or datetime.date.today()
    for drawn in listed_maps(document, analysis):
        lines += _map(document, drawn, analysis.maps[drawn.id], analysis.simulations.get(drawn.id))
        lines.append("")
    lines += further_lines(document, analysis, judged_on)
    return "\n".join([*lines, findings_text(document, analysis)])


def findings_text(document: Document, analysis: Analysis) -> str:
    """The findings by rank, each with its evidence and what to do; then those that were accepted, which do not count.

    Findings of future maps are listed last and counted apart.
    """
    numbers = finding_numbers(analysis)
    today = [each for each in analysis.findings if not each.future]
    counts = [(severity, sum(each.severity is severity for each in today)) for severity in Severity]
    said = ", ".join(f"{count} {severity.word}" for severity, count in counts if count) or "none"
    if later := len(analysis.findings) - len(today):
        said += f"; {later} of future maps"
    lines = [f"Findings: {said}"]
    for each in ordered_findings(analysis):
        lines += _finding(document, each, numbers[each.key])
    if analysis.accepted:
        lines.append(f"Accepted: {len(analysis.accepted)}")
    for each in analysis.accepted:
        lines += _finding(document, each, numbers[each.key])
    return "\n".join(lines)


def _map(document: Document, drawn: Map, held: MapAnalysis, simulation: Simulation | None) -> Iterator[str]:
    calendar = document.engagement.calendar
    yield f"{document.name(drawn.id)} ({drawn.state.value}, convention {drawn.convention.value})"
    for figure in FIGURES:
        value = value_in(held, figure.key)
        covers = coverage_words(figure, held)
        unit = figure.unit.replace("¤", document.engagement.currency) if figure.kind in _WITH_UNIT and value else ""
        beside = "   ".join(filter(None, (f" {unit}" if unit else "", covers)))
        yield f"  {figure.name:32}{reads(value, figure.kind, calendar):>12}{'' if unit or not covers else '   '}{beside}"
    if simulation:
        yield f"  {percentiles_words(simulation, calendar)} ({simulation.basis})"
    yield from work_lines(document, held)
    for index, path in enumerate(held.critical_paths[:MOST]):
        title = "Critical path" if held.critical_path_count == 1 else f"Critical path {index + 1}"
        yield f"  {title}: {_names(document, path)}"
    if (more := held.critical_path_count - MOST) > 0:
        yield f"  and {plural(more, 'further critical path')}"
    if len(held.scenarios) > 1:
        ranked = sorted(held.scenarios, key=lambda each: (-each.probability, -each.lead_time, each.path))
        yield "  Alternatives:"
        for each in ranked[:MOST]:
            time = show(each.lead_time, calendar)
            yield f"    {percent(each.probability):>6}  {time:>10}  {_names(document, each.path)}"
        if (more := len(ranked) - MOST) > 0:
            yield f"    and {plural(more, 'less likely one')}"
    for loop in held.loops:
        yield f"  Loop of work: {_names(document, loop)}"
    if simulation and (sometimes := _sometimes(document, simulation)):
        yield f"  Critical in some runs only: {sometimes}"
    for note in (*held.notes, *(simulation.notes if simulation else ())):
        yield f"  Note: {note}"


def percentiles_words(simulation: Simulation, calendar: Calendar) -> str:
    """`P50 12.4 d, P85 15 d, P95 18 d`."""
    figures = (("P50", simulation.p50), ("P85", simulation.p85), ("P95", simulation.p95))
    return ", ".join(f"{name} {show(minutes, calendar)}" for name, minutes in figures)


def _sometimes(document: Document, simulation: Simulation) -> str:
    """The steps that are critical in some runs and not in others, the likeliest first, with their criticality index."""
    found = [
        (-share, document.name(key), percent(share))
        for key, share in simulation.criticality.items()
        if 0 < share < 1 and document.of(Step, key)
    ]
    listed = [f"{name} {said}" for _, name, said in sorted(found)[:MOST]]
    more = [f"and {len(found) - MOST:,} more"] if len(found) > MOST else []
    return ", ".join([*listed, *more])


def _names(document: Document, path: tuple[Id, ...]) -> str:
    return " → ".join(document.name(key) for key in path if document.of(Endpoint, key) is None) or "–"


def _finding(document: Document, finding: Finding, number: str) -> Iterator[str]:
    where = document.name(finding.map or finding.stream)
    place = f" [{where}{', future' if finding.future else ''}]" if where else ""
    yield f"  {number:4}{finding.severity.word:9}{finding.rule}{place}"
    yield f"      {finding.message}"
    if finding.recommendation:
        yield f"      → {finding.recommendation}"
    if finding.accepted:
        yield f"      {accepted_words(finding.accepted)}"
