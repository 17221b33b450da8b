"""What is said about a discovered stream: in the notes of its steps and of the stream, and to the person who imports."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.interchange.event_log.discovery import Activity, Discovery
from vsmstudio.interchange.event_log.durations import words
from vsmstudio.interchange.event_log.log import Log
from vsmstudio.interchange.event_log.spread import Spread
from vsmstudio.model.durations import percent

MOST_VARIANTS, MOST_NAMED = 5, 12  # told in the notes; and their activities
_HOW = (
    "A work flow's share is how many cases go that way when they pass the steps for the first time, in the map's order. "
    "A rework flow's chance is returns ÷ passes, where each return passes the steps from its target to its source once more; "
    "so it makes about as many returns as were measured."
)


def step_notes(found: Discovery, place: int) -> str:
    """The figures of a step that its fields do not hold, a line each."""
    step = found.steps[place]
    hours = found.settings.hours_per_day
    lines = [f"From the event log: done {_times(step.executions)} in {_cases(step.cases)}."]
    times = _times_of(step, found.states)
    lines += (f"{name}: {_spread_words(spread, hours)}." for name, spread in times if spread is not None)
    if step.repeated >= 0.005:
        in_a_row = step.executions / step.visits
        lines.append(
            f"Often done several times in a row ({in_a_row:.2g} times on average); PT and LT of the step hold all of them."
        )
    if step.open >= 0.005 and step.process is None:
        what = (
            "end their case; how long it stayed so" if found.states else "begin their case; how long it lay before that"
        )
        lines.append(f"{percent(step.open)} of the executions {what} is not in the log.")
    if step.once < 1:
        lines.append(
            f"{percent(1 - step.once)} of its cases come to it more than once; %C&A is the share of the others."
        )
    lines += _return_lines(found, place)
    if step.performer:
        lines.append(f"Done by {step.performer[:80]} in {percent(step.performer_share)} of the executions.")
    return "\n".join(lines)


def _times_of(step: Activity, states: bool) -> Iterator[tuple[str, Spread | None]]:
    yield "PT, from start to completion", step.process
    yield "Wait before the start", step.wait
    alone = "LT, time until the activity after" if states else "LT, time since the activity before"
    yield ("LT, wait and PT" if step.process else alone), step.lead


def _return_lines(found: Discovery, place: int) -> Iterator[str]:
    step = found.steps[place]
    for way in found.rework:
        if way.source == place and way.target is not None:
            target = found.steps[way.target].name
            drawn = "" if way.drawn else " (not drawn)"
            yield f"Work went back to {target[:80]} after {way.count:,} of {step.visits:,} visits{drawn}."


def stream_notes(found: Discovery) -> str:
    """Where the stream's map comes from and how it was made, a line each."""
    return "\n".join([*_stream_lines(found), *_variant_lines(found), _HOW])


def _variant_lines(found: Discovery) -> Iterator[str]:
    """The most frequent variants, as far as they say something."""
    shown = [each for each in found.variants.listed[:MOST_VARIANTS] if each.cases > 1]
    if shown:
        yield "The most frequent variants, with their share of the cases:"
    for variant in shown:
        names = [name[:60] for name in variant.activities]
        if len(names) > MOST_NAMED:
            names[MOST_NAMED - 2 : -1] = [f"… {len(names) - MOST_NAMED + 1} more …"]
        yield f"{percent(variant.share)} ({_cases(variant.cases)}): {' → '.join(names)}"


def _stream_lines(found: Discovery) -> Iterator[str]:
    settings = found.settings
    hours = settings.hours_per_day
    yield (
        f"Discovered from an event log: {found.events:,} events of {_cases(found.cases)} and {found.activities:,} "
        f"activities, {found.first.astype('datetime64[D]')} to {found.last.astype('datetime64[D]')}."
    )
    yield f"Times are {settings.clock_words}; the typical value of a step is the {settings.typical}."
    yield f"Measured lead time of all cases: {_spread_words(found.lead_time, hours)}."
    if found.kept_cases < found.cases:
        yield (
            f"The map shows the {found.kept:,} most frequent of {len(found.variants.listed):,} variants, which are "
            f"{percent(found.kept_share)} of the cases. Their lead time: {_spread_words(found.kept_lead_time, hours)}."
        )
        yield from _as_frequent(found)
    if found.left_out:
        yield (
            f"Of the activities, {len(found.left_out)} that the fewest cases pass became no steps; their time lies before the "
            f"next step: {_some(found.left_out)}."
        )
    least = percent(settings.least_flow)
    if found.undrawn >= 0.0005:
        yield f"Ways that under {least} of the cases take are not drawn; {percent(found.undrawn)} of all moves go there."
    rare = sum(way.count for way in found.rework if not way.drawn)
    if rare:
        yield f"Rework after under {least} of a step's visits is not drawn: {rare:,} returns in all."
    if found.out_of_order >= 0.0005:
        yield f"{percent(found.out_of_order)} of the moves run against the map's order without being rework."
    if found.overlap >= 0.0005:
        yield (
            f"{percent(found.overlap)} of the executions began before the one before was completed. The map has them one after "
            "the other, which makes its lead time longer than measured. Parallel work is not discovered."
        )
    if settings.typical == "median":
        yield "Medians do not add up: the lead time of the map can differ much from the median of the cases."
    elif found.rework or found.left_out or found.undrawn >= 0.0005:
        yield (
            "The map's expected lead time with rework is near the mean of its cases, not equal to it: rare ways are not drawn, "
            "and a chance does not remember which way a case came."
        )


def import_notes(found: Discovery, log: Log | None) -> tuple[str, ...]:
    """What the person who imports should know."""
    name = found.name
    notes = [f"{name}: {line}" for line in _stream_lines(found)]
    if log is not None:
        notes = [*log.notes, *_columns_note(log), *notes]
    if not found.timed:
        rule = "the later one, its wait included"
        if found.states:
            rule = (
                "the earlier one, a state that lasts until the next; take the column as the time, not the start, if it says "
                "when work was done"
            )
        notes.append(
            f"{name}: there is one time stamp per event, so processing times are blank. The time between two events is the "
            f"lead time of {rule}."
        )
    if not any(step.performer for step in found.steps):
        notes.append(f"{name}: no column says which role or unit did the work; name one to have performers.{_who(log)}")
    return (*notes, *(f"{name}: {note}" for note in found.notes))


def _who(log: Log | None) -> str:
    column = log.columns.resource[:60] if log is not None else ""
    if not column:
        return ""
    return f" Those in “{column}” are counted, not named; if they are roles or teams, take it for the role (role={column})."


def _columns_note(log: Log) -> Iterator[str]:
    columns = log.columns
    held = {
        "case": columns.case, "activity": " + ".join(columns.activity), "time": columns.time, "start": columns.start,
        "life cycle": columns.lifecycle, "resource": columns.resource, "role": columns.role,
    }  # fmt: skip
    yield f"{log.name}: read as " + ", ".join(f"{use} “{title[:60]}”" for use, title in held.items() if title) + "."
    if log.dates.words:
        doubt = (
            " Day and month could be swapped: check it, and choose month first (date_format=month) if so."
            if log.dates.ambiguous
            else ""
        )
        yield f"{log.name}: dates such as {log.dates.example} were read {log.dates.words}.{doubt}"
    if log.left_out:
        rows = "1 row" if log.left_out == 1 else f"{log.left_out:,} rows"
        yield f"{log.name}: {rows} without a case, an activity or a time left out."


def _spread_words(spread: Spread, hours: float) -> str:
    figures = ", ".join(
        f"{name} {words(value, hours)}"
        for name, value in (("P50", spread.p50), ("P85", spread.p85), ("P95", spread.p95), ("mean", spread.mean))
    )
    return f"{figures} (n = {spread.n:,})"


def _as_frequent(found: Discovery) -> Iterator[str]:
    """Whether chance decided which of the least frequent variants are on the map."""
    listed = found.variants.listed
    least = listed[found.kept - 1].cases
    others = sum(each.cases == least for each in listed[found.kept :])
    if others:
        what = "1 variant that was left out is" if others == 1 else f"{others:,} variants that were left out are"
        yield (
            f"{what} as frequent as the last that was kept ({_cases(least)} each); their names alone decided. Keep 100 % to "
            "have them all."
        )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count:,} cases"


def _some(names: tuple[str, ...]) -> str:
    shown = ", ".join(name[:60] for name in names[:8])
    return shown + (f" and {len(names) - 8} more" if len(names) > 8 else "")
