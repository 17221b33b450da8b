"""What the page of event logs has worked out beside the window: events read, a map discovered, clocks compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vsmstudio.export.tables.words import day, percent, plural
from vsmstudio.gui.background import Progress
from vsmstudio.gui.importing.file_words import with_short_names
from vsmstudio.gui.importing.log_clock import Compared
from vsmstudio.gui.importing.log_steps import StepFacts
from vsmstudio.gui.importing.log_variants import Variant, Ways, ways_of
from vsmstudio.gui.importing.map_drawing import drawn, prepared
from vsmstudio.interchange.imported import Imported
from vsmstudio.interchange.log_choices import LogSettings
from vsmstudio.interchange.log_columns import LogColumns
from vsmstudio.interchange.settings import Settings
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, show
from vsmstudio.notation.shapes import Picture

if TYPE_CHECKING:
    from vsmstudio.interchange.event_log import Activity, Discovery, Log, LogHead, Prepared, Spread

_OPEN = 0.5  # share of executions at the open end of their case, from which their time means nothing
_MOST_WAITS = 8  # steps that are compared by both clocks


class Stopped(Exception):
    """Nobody wants the answer any more."""


class Opened(NamedTuple):
    """A log that was read, with what does not hang on the choices: variants, and what it holds in a sentence."""

    log: Log
    prepared: Prepared
    ways: Ways
    summary: str


class Discovered(NamedTuple):
    """A map by certain choices: what is imported, and what is shown of its steps."""

    settings: LogSettings
    discovery: Discovery
    imported: Imported
    steps: tuple[StepFacts, ...]
    note: str


def head_of(path: Path) -> LogHead:
    """The columns of a log and its first rows. Raises `BadSource`."""
    from vsmstudio.interchange.event_log import peek

    return peek(path)


def opened(path: Path, head: LogHead, columns: LogColumns, progress: Progress) -> Opened:
    """Read all events. Raises `BadSource`."""
    from vsmstudio.interchange.event_log import open_log, prepare

    log = open_log(path, columns, lambda share: _go_on(progress, share * 0.8), head)
    ready = prepare(log)
    _go_on(progress, 0.9)
    ways = ways_of(Variant(each.activities, each.cases) for each in ready.variants.listed)
    return Opened(log, ready, ways, _summary(log, ready))


def discovered(held: Opened, settings: LogSettings, path: Path, progress: Progress) -> Discovered:
    """The map by these settings. Raises `BadSource`."""
    from vsmstudio.interchange.event_log import discover, imported, title_of

    found = discover(held.prepared, settings)
    _go_on(progress, 0.7)
    made = imported(found, Settings(), title_of(path), held.log)
    made = with_short_names(made, path)
    calendar = Calendar(settings.hours_per_day, settings.days_per_week)
    return Discovered(
        settings, found, made, tuple(_facts(each, found.timed, calendar) for each in found.steps), _note(found)
    )


def compared(held: Opened, known: Discovered, progress: Progress) -> tuple[Compared, ...]:
    """Lead time and the longest waits by both clocks, of the same cases. Raises `BadSource`."""
    from vsmstudio.interchange.event_log import discover

    _go_on(progress, 0.1)
    other = replace(known.settings, clock="working" if known.settings.clock == "elapsed" else "elapsed")
    both = (known.discovery, discover(held.prepared, other))
    elapsed, working = both if known.settings.clock == "elapsed" else both[::-1]

    def row(what: str, a: float | None, b: float | None, strong: bool = False) -> Compared:
        return Compared(what, show(a, _calendar(elapsed)), show(b, _calendar(working)), strong)

    rows = [
        row("Lead time of all cases, median", elapsed.lead_time.p50, working.lead_time.p50, True),
        row("Lead time of all cases, P85", elapsed.lead_time.p85, working.lead_time.p85, True),
        row("Lead time of the kept cases, median", elapsed.kept_lead_time.p50, working.kept_lead_time.p50),
    ]
    by_work = {each.name: each for each in working.steps}
    longest = sorted(elapsed.steps, key=lambda each: (-(_typical_wait(each) or 0.0), each.name))
    for each in longest[:_MOST_WAITS]:
        if _typical_wait(each):
            word = "Wait before" if each.wait is not None else "Time in" if elapsed.states else "Time up to"
            rows.append(row(f"{word} {each.name}, median", _typical_wait(each), _typical_wait(by_work.get(each.name))))
    return tuple(rows)


def picture_of(document: Document, progress: Progress) -> Picture | None:
    """The first map of a document as the canvas will show it."""
    held = prepared(document, progress)
    return drawn(held, held.document.maps[0].id) if held is not None and held.document.maps else None


def _go_on(progress: Progress, share: float) -> None:
    if not progress(share):
        raise Stopped


def _calendar(found: Discovery) -> Calendar:
    return Calendar(found.settings.hours_per_day, found.settings.days_per_week)


def _typical_wait(each: Activity | None) -> float | None:
    """The median time in front of a step; where only one time is known of each event, the time since the one before."""
    spread = (each.wait or each.lead) if each is not None else None
    return spread.p50 if spread is not None else None


def _summary(log: Log, ready: Prepared) -> str:
    first, last = (day(each.astype("datetime64[D]").item()) for each in log.span)
    said = (
        f"{plural(log.events, 'event')}, {plural(ready.variants.cases, 'case')}, "
        f"{plural(len(log.activities), 'activity', 'activities')}, {plural(len(ready.variants.listed), 'variant')}"
    )
    said += f", {first} to {last}" if first != last else f", all on {first}"
    return f"{said}. {plural(log.left_out, 'row')} cannot be read." if log.left_out else f"{said}."


def _note(found: Discovery) -> str:
    drawn = sum(way.drawn for way in found.work)
    parts = [plural(len(found.steps), "step"), plural(drawn, "connection")]
    if loops := sum(way.drawn for way in found.rework):
        parts.append(plural(loops, "rework loop"))
    said = f"From {percent(found.kept_share)} of cases: {', '.join(parts)}."
    if found.undrawn:
        said += f" {percent(found.undrawn)} of moves go other ways, too rare to draw."
    if found.left_out:
        said += f" {plural(len(found.left_out), 'rare activity', 'rare activities')} left out."
    return said


def _facts(each: Activity, timed: bool, calendar: Calendar) -> StepFacts:
    def words(spread: Spread | None) -> tuple[str, str]:
        return (show(spread.p50, calendar), show(spread.p85, calendar)) if spread is not None else ("", "")

    return StepFacts(
        each.name,
        each.executions,
        (*words(each.process), *words(each.wait)) if timed else words(each.lead if each.open < _OPEN else None),
        each.returns,
        each.once,
        each.performer,
        each.performer_share or None,
        each.people or None,
    )
