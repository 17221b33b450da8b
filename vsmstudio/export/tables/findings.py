"""Findings: what is wrong or missing, how much it matters, what to do."""

from __future__ import annotations

from collections.abc import Iterable

from vsmstudio.analysis.findings.acceptance import accepted_words
from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.export.tables.labels import numbered, owner_words
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.export.tables.words import percent
from vsmstudio.model.document import Document
from vsmstudio.model.durations import show
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import Planned, planned
from vsmstudio.model.records import Improvement, Map, Person, Service, ValueStream

COLUMNS = (
    Column("id", "Id", width=5),
    Column("severity", "Severity", width=9),
    Column("rule", "Rule", width=24),
    Column("subject", "Subject", width=22),
    Column("kind", "Kind", width=9),
    Column("stream", "Stream", width=16),
    Column("map", "Map", width=14),
    Column("state", "State", width=8),
    Column("message", "Finding", width=46),
    Column("recommendation", "Recommendation", width=38),
    Column("owner", "Who is to act", width=22),
    Column("due", "Due", Kind.DATE, width=12),
    Column("plan", "In the plan", width=11),
    Column("share", "Share of LT", Kind.RATIO, width=9),
    Column("accepted", "Accepted", width=30),
)

GAP_COLUMNS = (
    Column("id", "Id", width=6),
    Column("severity", "Severity", width=10),
    Column("message", "Gap", width=60),
    Column("recommendation", "Recommendation", width=50),
    Column("share", "Share of LT", Kind.RATIO, width=10),
)

_RUN_RULES = ("owner.gap-on-path", "owner.step-missing")


def findings(document: Document, analysis: Analysis) -> Table:
    """All findings by rank; those of future maps follow, marked `future`, then accepted ones, as they count apart."""
    listed = numbered(analysis)
    answers = planned(document)
    rows = tuple(_row(document, short, each, answers) for short, each in listed)
    note = (
        "Ranked by severity, then share of lead time, then yearly money. Findings of future maps, and those that were "
        "accepted, are listed last and counted apart. Who is to act owns the improvement that answers the finding, else "
        "what it is about, else its stream."
    )
    return Table("Findings", COLUMNS, rows, note, tuple(each.subject for _, each in listed))


def to_act(document: Document, finding: Finding, answer: Improvement | None) -> str | None:
    """Who is to act on a finding, in words: the owner of the improvement that answers it, else of what it is about.

    Where that has no owner it is the owner of its stream; None where nobody can be named.
    """
    held = document.of(Map, finding.map)
    stream = document.of(ValueStream, finding.stream or (held.stream if held else None))
    about = document.get(finding.subject)
    for each in (answer, about, stream):
        owner = getattr(each, "owner", None)
        person = document.of(Person, owner)
        if person and not person.vacant:
            return owner_words(document, owner)
    return None


def _row(document: Document, short: str, finding: Finding, answers: Planned) -> Row:
    answer = answers.of_finding(finding.rule, finding.subject, finding.aspect)
    subject = document.get(finding.subject)
    held = document.of(Map, finding.map)
    return (
        short,
        finding.severity.word,
        finding.rule,
        document.name(finding.subject) or None,
        subject.type if subject else None,
        document.name(finding.stream or (held.stream if held else None)) or None,
        held.name if held else None,
        "accepted" if finding.accepted else "future" if finding.future else "current",
        finding.message,
        finding.recommendation,
        to_act(document, finding, answer),
        answer.due if answer else None,
        answer.state.value if answer else None,
        finding.share or None,
        accepted_words(finding.accepted) if finding.accepted else None,
    )


def of_stream(document: Document, analysis: Analysis, stream: Id) -> tuple[tuple[str, Finding], ...]:
    """Today's findings that concern a stream, with their short names: its own, its services', and those of no stream."""
    return tuple(
        (short, each)
        for short, each in numbered(analysis)
        if not each.future and each.accepted is None and stream in _streams(document, analysis, each, stream)
    )


def _streams(document: Document, analysis: Analysis, finding: Finding, stream: Id) -> tuple[Id, ...]:
    held = document.of(Map, finding.map)
    own = finding.stream or (held.stream if held else "")
    if own:
        return (own,)
    if document.of(Service, finding.subject):
        use = analysis.services.get(finding.subject)
        return use.streams if use and use.streams else (stream,)
    return (finding.subject if finding.subject in {each.id for each in document.streams} else stream,)


def owner_gaps(document: Document, analysis: Analysis, map_id: Id) -> Table:
    """Where nobody, or the wrong side, is accountable: gaps on a map's path, and the findings on owners.

    `ids` are the subjects. A gap that no finding speaks of gets a row of its own. Rows that were accepted say so instead
    of advice and are not flagged.
    """
    held = analysis.maps[map_id]
    rows: list[Row] = []
    ids: list[Id] = []
    told: set[tuple[Id, ...]] = set()
    flagged: set[int] = set()
    for short, finding in _owner_findings(document, analysis, map_id):
        runs = held.gaps if finding.rule in _RUN_RULES and finding.map == map_id else ()
        gap = next((each for each in runs if finding.subject in each.steps), None)
        if gap:
            told.add(gap.steps)
        share = (gap.share if gap else finding.share) or None
        accepted = finding.accepted
        todo = accepted_words(accepted) if accepted else finding.recommendation
        if accepted is None:
            flagged.add(len(rows))
        rows.append((short, finding.severity.word, finding.message, todo, share))
        ids.append(finding.subject)
    for gap in held.gaps:
        if gap.steps not in told:
            named = " → ".join(document.name(key) for key in gap.steps)
            time = show(gap.minutes, document.engagement.calendar)
            message = f"Nobody is accountable for {named}: {time}, {percent(gap.share)} of lead time."
            flagged.add(len(rows))
            rows.append((None, None, message, "Name an accountable owner.", gap.share))
            ids.append(gap.steps[0])
    return Table("Owner gaps", GAP_COLUMNS, tuple(rows), "", tuple(ids), frozenset(flagged))


def _owner_findings(document: Document, analysis: Analysis, map_id: Id) -> Iterable[tuple[str, Finding]]:
    held = document.the(Map, map_id)
    current = document.current_map(held.stream)
    for short, finding in numbered(analysis):
        if not finding.rule.startswith("owner."):
            continue
        if finding.map:
            if finding.map == map_id:
                yield short, finding
        elif current is held and held.stream in _streams(document, analysis, finding, held.stream):
            yield short, finding
