"""What the figures say, in plain sentences: the same in report and deck."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.analysis.comparison import Comparison, Judged
from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.export.tables.compared import difference_words, value_words
from vsmstudio.export.tables.findings import owner_gaps
from vsmstudio.export.tables.words import calendar_days, covered, money, percent, plural, spoken
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number, show
from vsmstudio.model.records import Convention, Map

NO_STEPS = "No steps yet. Add steps to the map, with their times and owners, and the figures appear here."
ASKED = 5


class Headline(NamedTuple):
    """A figure that stands out, its name, and what it covers; `warns` where it is poor."""

    value: str
    name: str
    below: str = ""
    warns: bool = False


def comparison_headlines(document: Document, comparison: Comparison) -> list[Headline]:
    """What lead time and quality change by, and how much work is freed in a year."""
    calendar, currency = document.engagement.calendar, document.engagement.currency
    found = []
    for key in ("lead_time", "rolled_ca"):
        delta = comparison.delta(key)
        shown = [value_words(value, delta, calendar, currency) for value in (delta.before, delta.after)]
        value = difference_words(delta, calendar, currency)
        found.append(Headline(value, delta.title, " → ".join(shown), delta.judged is Judged.WORSE))
    fte, freed = comparison.freed.fte, comparison.freed.money
    more = fte is not None and fte < 0
    worth = f"{money(abs(freed), currency)} a year" if freed is not None else ""
    value = "–" if fte is None else f"{number(abs(fte))} FTE"
    return [*found, Headline(value, "More work" if more else "Work freed", worth, more)]


def the_lead_time(held: MapAnalysis) -> str:
    """What a share is a share of: `the lead time`, or `the known lead time` where times on the path are blank."""
    known, steps = held.coverage.lead_time
    return "the lead time" if known >= steps else "the known lead time"


def first_sentence(document: Document, name: str, held_map: Map, held: MapAnalysis) -> str:
    """The figures in plain words: how long, and how much of it is work."""
    figures, coverage = held.figures, held.coverage
    if figures.steps == 0:
        return NO_STEPS
    if figures.lead_time is None:
        return f"The lead time of {name} is not known yet: no step on its way has a time."
    known = coverage.lead_time[0] >= coverage.lead_time[1]
    span = spoken(figures.lead_time, document.engagement.calendar)
    least = "" if known else "at least "
    waits = held_map.convention is Convention.WAITS
    sentence = f"{name} {'waits' if waits else 'takes'} {least}{span} from request to fulfilment"
    if figures.process_time is None:
        return f"{sentence}; how much of it is work is not known yet."
    work = spoken(figures.process_time, document.engagement.calendar)
    least = "" if coverage.process_time[0] >= coverage.process_time[1] else "at least "
    if waits:
        return f"{sentence}; {least}{work} of work {'come' if _several(work) else 'comes'} on top."
    return f"{sentence}; {least}{work} of it {'are' if _several(work) else 'is'} work."


def _several(span: str) -> bool:
    return span.endswith("days")


def beside_the_headline(document: Document, held: MapAnalysis) -> list[str]:
    """What always stands beside a lead time with alternatives or rework: how likely it is, and what to expect."""
    figures, calendar = held.figures, document.engagement.calendar
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


def headlines(document: Document, held: MapAnalysis) -> tuple[Headline, ...]:
    """The three figures of a map that stand out: lead time, activity ratio, rolled %C&A."""
    figures, coverage, calendar = held.figures, held.coverage, document.engagement.calendar
    ca_known = coverage.ca[0] >= coverage.ca[1]
    poor = figures.rolled_ca is not None and figures.rolled_ca < document.engagement.quality_floor
    days = calendar_days(figures.lead_time, calendar) if figures.lead_time is not None else ""
    span = "; ".join(each for each in (days, covered(coverage.lead_time)) if each)
    work = f"{show(figures.process_time, calendar)} of processing; {covered(coverage.process_time)}"
    quality = f"{'' if ca_known or figures.rolled_ca is None else 'at most: '}{covered(coverage.ca)} measured"
    return (
        Headline(show(figures.lead_time, calendar), "Lead time", span, False),
        Headline(percent(figures.activity_ratio), "Activity ratio", work, False),
        Headline(percent(figures.rolled_ca), "Rolled %C&A", quality, poor),
    )


def _asked(name: str, words: str) -> str:
    said = words if not name or name in words else f"{name}: {words[0].lower()}{words[1:]}"
    return said if said.endswith(".") else f"{said}."


def asked_of(document: Document, analysis: Analysis, held_map: Map) -> list[str]:
    """What the findings on owners want decided."""
    gaps = owner_gaps(document, analysis, held_map.id)
    rows = enumerate(zip(gaps.ids, gaps.values("recommendation"), strict=True))
    pairs = [pair for row, pair in rows if row in gaps.flagged]
    asked = dict.fromkeys(_asked(document.name(subject), str(words)) for subject, words in pairs if words)
    return list(asked)[:ASKED]
