"""What is worked out in columns is worked out again case by case, in the plainest way, on logs at random."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from tests.interchange.event_log.logs import XES, as_csv, random_rows, read, written, xes_trace
from vsmstudio.interchange.event_log import (
    Discovery,
    LogSettings,
    Spread,
    directly_follows,
    discover,
    open_log,
    prepare,
)
from vsmstudio.interchange.log_choices import Clock

Row = tuple[str, str, datetime, datetime, str]
Cases = dict[str, list[Row]]


def by_case(rows: Sequence[Row]) -> Cases:
    cases: Cases = defaultdict(list)
    for row in rows:
        cases[row[0]].append(row)
    return {case: sorted(each, key=lambda row: row[3]) for case, each in cases.items()}


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


def is_spread(spread: Spread | None, values: Sequence[float]) -> bool:
    if spread is None:
        return not values
    figures = (spread.n, spread.mean, spread.p5, spread.p50, spread.p85, spread.p95)
    return figures == pytest.approx(
        (len(values), sum(values) / len(values), *(percentile(values, each) for each in (0.05, 0.5, 0.85, 0.95)))
    )


def kept_cases(cases: Cases, share: float) -> Cases:
    """The cases of the most frequent variants."""
    counts = Counter(tuple(row[1] for row in rows) for rows in cases.values())
    kept, covered = set(), 0
    for variant, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        if covered >= share * len(cases):
            break
        kept.add(variant)
        covered += count
    return {case: rows for case, rows in cases.items() if tuple(row[1] for row in rows) in kept}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("keep", [1.0, 0.4])
def test_the_figures_of_the_steps_are_those_of_counting_case_by_case(tmp_path: Path, seed: int, keep: float) -> None:
    rows = random_rows(seed, overlapping=seed % 3 == 0)
    ready = prepare(read(tmp_path, as_csv(rows)))
    discovery = discover(ready, LogSettings(keep=keep, least_flow=0.0))
    every = by_case(rows)
    cases = kept_cases(every, keep)

    assert discovery.kept_cases == len(cases)
    assert is_spread(discovery.lead_time, [_lead(each) for each in every.values()])
    assert is_spread(discovery.kept_lead_time, [_lead(each) for each in cases.values()])
    process, wait, lead, visit_lead = (defaultdict[str, list[float]](list) for _ in range(4))
    teams: dict[str, Counter[str]] = defaultdict(Counter)
    passed: Counter[str] = Counter()
    once: Counter[str] = Counter()
    for events in cases.values():
        done: datetime | None = None
        last = ""
        for _, activity, start, end, team in events:
            process[activity].append((end - start).total_seconds() / 60)
            waited = max(0.0, (start - done).total_seconds() / 60) if done else 0.0
            if done:
                wait[activity].append(waited)
            lead[activity].append(waited + process[activity][-1])
            if activity == last:
                visit_lead[activity][-1] += lead[activity][-1]
            else:
                visit_lead[activity].append(lead[activity][-1])
            teams[activity][team] += 1
            done, last = end, activity
        times = Counter(row[1] for row in events)
        passed.update(times.keys())
        once.update(activity for activity, count in times.items() if count == 1)
    assert {step.name for step in discovery.steps} == set(process)
    for step in discovery.steps:
        assert is_spread(step.process, process[step.name])
        assert is_spread(step.wait, wait[step.name])
        assert is_spread(step.lead, lead[step.name])
        assert is_spread(step.visit_lead, visit_lead[step.name])
        assert step.executions == len(lead[step.name])
        assert (step.cases, step.once) == (passed[step.name], pytest.approx(once[step.name] / passed[step.name]))
        often = max(teams[step.name].values())
        assert step.performer == min(team for team, count in teams[step.name].items() if count == often)
    follows = Counter((a[1], b[1]) for events in every.values() for a, b in pairwise(events))
    assert directly_follows(ready.instances, ready.log.activities) == dict(sorted(follows.items()))


def _lead(events: Sequence[Row]) -> float:
    return (max(row[3] for row in events) - min(row[2] for row in events)).total_seconds() / 60


@pytest.mark.parametrize("seed", range(12))
def test_the_ways_are_those_of_walking_each_case_along_the_map(tmp_path: Path, seed: int) -> None:
    rows = random_rows(seed)
    discovery = discover(read(tmp_path, as_csv(rows)), LogSettings(keep=1.0, least_flow=0.0))
    place = {step.name: at for at, step in enumerate(discovery.steps)}
    work: Counter[tuple[int | None, int | None]] = Counter()
    back: Counter[tuple[int, int]] = Counter()
    for events in by_case(rows).values():
        names = [row[1] for row in events]
        line: list[int | None] = [None, *sorted({place[name] for name in names}), None]
        work.update(pairwise(line))
        visits = [place[name] for at, name in enumerate(names) if not at or names[at - 1] != name]
        back.update(
            (a, b) for at, (a, b) in enumerate(pairwise(visits), 1) if b < a and b in visits[:at]
        )  # fmt: skip

    assert {(way.source, way.target): way.count for way in discovery.work} == work
    assert {(way.source, way.target): way.count for way in discovery.rework} == back


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("least", [0.0, 0.2, 0.6])
def test_shares_add_up_and_no_work_runs_in_a_circle(tmp_path: Path, seed: int, least: float) -> None:
    discovery = discover(read(tmp_path, as_csv(random_rows(seed))), LogSettings(keep=1.0, least_flow=least))
    steps = len(discovery.steps)

    for source in (None, *range(steps)):
        drawn = [way for way in discovery.work if way.source == source and way.drawn]
        assert sum(way.share for way in drawn) == pytest.approx(1)
    for place in range(steps):
        assert any(way.drawn and way.target == place for way in discovery.work)
        assert sum(way.probability or 0.0 for way in discovery.rework if way.source == place) < 1
    for way in discovery.work:
        assert way.source is None or way.target is None or way.source < way.target
    for way in discovery.rework:
        assert way.source is not None
        assert way.target is not None
        assert way.target < way.source


@pytest.mark.parametrize("seed", range(6))
def test_no_step_stands_better_elsewhere(tmp_path: Path, seed: int) -> None:
    rows = random_rows(seed)
    discovery: Discovery = discover(read(tmp_path, as_csv(rows)), LogSettings(keep=1.0))
    firsts = [list(dict.fromkeys(row[1] for row in events)) for events in by_case(rows).values()]

    def against(line: Sequence[str]) -> int:
        place = {name: at for at, name in enumerate(line)}
        return sum(place[b] < place[a] for each in firsts for at, a in enumerate(each) for b in each[at + 1 :])

    line = [step.name for step in discovery.steps]
    best = against(line)
    for item in line:
        others = [name for name in line if name != item]
        assert all(against([*others[:at], item, *others[at:]]) >= best for at in range(len(line)))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("clock", ["elapsed", "working"])
def test_starts_and_completions_as_events_say_the_same_as_in_two_columns(
    tmp_path: Path, seed: int, clock: Clock
) -> None:
    rows = random_rows(seed)
    traces = "".join(
        xes_trace(case, *((row[1], f"{at:%Y-%m-%dT%H:%M:%S}", kind) for row in events for kind, at in _moments(row)))
        for case, events in by_case(rows).items()
    )
    settings = LogSettings(keep=0.7, clock=clock)

    table = discover(read(tmp_path, "\n".join(line.rpartition(",")[0] for line in as_csv(rows).splitlines())), settings)
    events = discover(open_log(written(tmp_path, XES.format(traces=traces), "log.xes")), settings)

    assert events.steps == table.steps
    assert (events.work, events.rework) == (table.work, table.rework)
    assert events.lead_time == table.lead_time


def _moments(row: Row) -> list[tuple[str, datetime]]:
    return [("start", row[2]), ("complete", row[3])]
