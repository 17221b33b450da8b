"""How long work takes and lies: round the clock or in working hours, from starts and completions or from one time alone."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.interchange.event_log.logs import XES, found, read, written, xes_trace
from vsmstudio.interchange.event_log import Discovery, LogSettings, discover, open_log
from vsmstudio.interchange.event_log.clock import Working
from vsmstudio.interchange.event_log.durations import measured
from vsmstudio.interchange.event_log.spread import Spread
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_columns import LogColumns
from vsmstudio.model.durations import Calendar


def minutes(discovery: Discovery) -> dict[str, tuple[float | None, float | None, float | None]]:
    """Mean PT, wait and LT of each step."""
    return {
        step.name: tuple(spread and spread.mean for spread in (step.process, step.wait, step.lead))  # type: ignore[misc]
        for step in discovery.steps
    }


# --- working hours --------------------------------------------------------------------------------------------------

FRIDAY = "2024-03-01"  # and 2024-03-04 is the Monday after


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        (f"{FRIDAY} 10:00", f"{FRIDAY} 12:00", 2),
        (f"{FRIDAY} 16:00", "2024-03-04 10:00", 2),  # over the weekend
        (f"{FRIDAY} 06:00", f"{FRIDAY} 22:00", 8),
        ("2024-03-02 10:00", "2024-03-03 18:00", 0),  # all of it on the weekend
        (f"{FRIDAY} 18:00", "2024-03-04 08:00", 0),
        ("2024-03-04 09:00", "2024-03-08 17:00", 40),
        ("2024-04-30 16:00", "2024-05-02 10:00", 2),  # a holiday between
    ],
)
def test_working_time_runs_within_working_hours_alone(tmp_path: Path, begin: str, end: str, hours: float) -> None:
    text = f"case,activity,start,end\n1,Check,{begin},{end}\n"

    discovery = found(tmp_path, text, clock="working", holidays=(date(2024, 5, 1),))

    assert minutes(discovery)["Check"][0] == hours * 60
    assert discovery.lead_time.mean == hours * 60


def test_the_wall_clock_of_each_stamp_decides_what_is_a_working_hour(tmp_path: Path) -> None:
    text = "case,activity,time\n1,A,2024-03-01T16:00:00+05:00\n1,B,2024-03-01T18:00:00+05:00\n"

    assert found(tmp_path, text, clock="working").lead_time.mean == 60
    assert found(tmp_path, text, clock="elapsed").lead_time.mean == 120


def test_a_night_that_loses_an_hour_to_summer_time_is_shorter(tmp_path: Path) -> None:
    text = "case,activity,time\n1,A,2024-03-31T00:00:00+01:00\n1,B,2024-03-31T06:00:00+02:00\n"

    assert found(tmp_path, text).lead_time.mean == 5 * 60


def test_working_minutes_are_those_that_counting_each_minute_gives() -> None:
    settings = LogSettings(
        clock="working", working_days=(0, 2, 3, 6), day_start=7 * 60 + 30, day_end=15 * 60, holidays=(date(2024, 1, 3),)
    )
    chance = random.Random(3)
    first = datetime(2023, 12, 28)
    clock = Working(settings, _millis(first), _millis(first + timedelta(days=20)))
    for _ in range(40):
        begin = first + timedelta(minutes=chance.randrange(14 * 1440))
        end = begin + timedelta(minutes=chance.randrange(5 * 1440))
        counted = sum(
            each.weekday() in settings.working_days
            and each.date() not in settings.holidays
            and settings.day_start <= each.hour * 60 + each.minute < settings.day_end
            for each in (begin + timedelta(minutes=at) for at in range(int((end - begin).total_seconds() // 60)))
        )
        none = np.zeros(1, np.int32)
        assert clock.minutes(np.array([_millis(begin)]), none, np.array([_millis(end)]), none)[0] == counted


def _millis(moment: datetime) -> int:
    return int((moment - datetime(1970, 1, 1)).total_seconds() * 1000)


def test_a_day_that_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="must start before it ends"):
        found(tmp_path, "case,activity,time\n1,A,2024-01-01\n", clock="working", day_start=1020, day_end=540)


# --- executions -----------------------------------------------------------------------------------------------------


def test_pt_runs_from_start_to_completion_and_the_wait_from_the_completion_before(tmp_path: Path) -> None:
    discovery = found(
        tmp_path,
        "case,activity,start,end\n1,Check,2024-01-01 08:00,2024-01-01 08:30\n1,File,2024-01-01 10:30,2024-01-01 10:40\n",
    )

    assert minutes(discovery) == {"Check": (30, None, 30), "File": (10, 120, 130)}
    assert discovery.timed
    assert discovery.lead_time.mean == 160


def test_with_one_time_stamp_pt_is_unknown_and_lt_is_the_time_since_the_event_before(tmp_path: Path) -> None:
    discovery = found(tmp_path, "case,activity,time\n1,Check,2024-01-01 08:00\n1,File,2024-01-01 10:30\n")

    assert minutes(discovery) == {"Check": (None, None, 0), "File": (None, None, 150)}
    assert not discovery.timed
    assert [step.open for step in discovery.steps] == [1, 0]


def test_one_column_tells_day_and_month_of_the_other(tmp_path: Path) -> None:
    discovery = found(tmp_path, "case,activity,start,end\n1,Check,03/12/2024 08:00,03/13/2024 08:00\n")

    assert minutes(discovery)["Check"][0] == 1440


def test_a_state_lasts_until_the_next_one_and_the_last_is_open(tmp_path: Path) -> None:
    text = "case,status,time\n1,Queued,2024-01-01 08:00\n1,Waiting,2024-01-01 10:30\n1,Closed,2024-01-01 11:00\n"

    discovery = found(tmp_path, text)

    assert minutes(discovery) == {"Queued": (None, None, 150), "Waiting": (None, None, 30), "Closed": (None, None, 0)}
    assert [step.open for step in discovery.steps] == [0, 0, 1]
    assert discovery.states
    assert discovery.lead_time.mean == 180
    done = LogColumns("case", ("status",), "time")
    assert minutes(found(tmp_path, text, done))["Closed"][2] == 30


def test_work_that_begins_before_the_work_before_is_done_waits_for_nothing_and_is_said(tmp_path: Path) -> None:
    discovery = found(
        tmp_path,
        "case,activity,start,end\n1,Check,2024-01-01 08:00,2024-01-01 09:00\n1,File,2024-01-01 08:50,2024-01-01 09:10\n",
    )

    assert minutes(discovery)["File"] == (20, 0, 20)
    assert discovery.overlap == 1
    assert discovery.lead_time.mean == 70


def test_a_row_that_starts_after_it_is_completed_has_no_pt_and_is_said(tmp_path: Path) -> None:
    discovery = found(tmp_path, "case,activity,start,end\n1,Check,2024-01-02,2024-01-01\n")

    assert minutes(discovery)["Check"][0] is None
    assert discovery.notes == ("1 row starts after it is completed; how long that work took is not known.",)


def test_starts_and_completions_are_matched_first_to_first_for_each_case_and_activity(tmp_path: Path) -> None:
    trace = xes_trace(
        "1",
        ("Check", "2024-01-01T08:00:00Z", "start"), ("Check", "2024-01-01T08:10:00Z", "start"),
        ("File", "2024-01-01T08:15:00Z", "start"), ("Check", "2024-01-01T08:30:00Z", "complete"),
        ("Check", "2024-01-01T09:00:00Z", "complete"), ("File", "2024-01-01T09:00:00Z", "complete"),
        ("Note", "2024-01-01T09:30:00Z", "complete"), ("File", "2024-01-01T10:00:00Z", "schedule"),
        ("File", "2024-01-01T11:00:00Z", "START"),
    )  # fmt: skip
    discovery = discover(open_log(written(tmp_path, XES.format(traces=trace), "log.xes")), LogSettings(keep=1))
    steps = {step.name: step for step in discovery.steps}

    assert steps["Check"].executions == 2
    assert steps["Check"].process is not None
    assert steps["Check"].process.mean == (30 + 50) / 2
    assert steps["File"].process is not None
    assert (steps["File"].executions, steps["File"].process.n, steps["File"].process.mean) == (2, 1, 45)
    assert steps["Note"].process is None
    assert discovery.notes == (
        "1 event tells of no work of its own (scheduled, assigned, withdrawn) and was not counted.",
        "1 start has no completion; how long that work took is not known.",
    )


def test_time_while_work_is_suspended_is_no_processing_time(tmp_path: Path) -> None:
    trace = xes_trace(
        "1",
        ("Check", "2024-01-01T08:00:00Z", "start"), ("Check", "2024-01-01T08:10:00Z", "suspend"),
        ("Check", "2024-01-01T10:00:00Z", "resume"), ("Check", "2024-01-01T10:05:00Z", "complete"),
    )  # fmt: skip
    discovery = discover(open_log(written(tmp_path, XES.format(traces=trace), "log.xes")), LogSettings(keep=1))

    assert minutes(discovery) == {"Check": (15, None, 125)}


# --- figures --------------------------------------------------------------------------------------------------------


def test_percentiles_lie_where_spreadsheets_have_them(tmp_path: Path) -> None:
    rows = "".join(f"{at},Check,2024-01-01 08:00,2024-01-01 08:{at:02}\n" for at in (10, 20, 30, 40))

    process = found(tmp_path, "case,activity,start,end\n" + rows).steps[0].process

    assert process is not None
    assert (process.n, process.mean, process.p50) == (4, 25, 25)
    assert (process.p5, process.p85, process.p95) == pytest.approx((11.5, 35.5, 38.5))


def test_a_measured_duration_is_a_range_that_no_calendar_distorts() -> None:
    duration = measured(Spread(9, 700, 30, 300, 900, 1500), "median")

    assert duration is not None
    assert (duration.text, duration.measured) == ("0.5-5-25 h", True)
    assert duration.minutes(Calendar()) == duration.minutes(Calendar(24, 7)) == 300


@pytest.mark.parametrize(
    ("spread", "text"),
    [
        (Spread(1, 0, 0, 0, 0, 0), "0 min"),
        (Spread(1, 7, 7, 7, 7, 7), "7 min"),
        (Spread(9, 0.5, 0.1, 0.2, 0.4, 0.9), "6-12-54 s"),
        (Spread(9, 50, 0, 0, 100, 5000), "0-0-83 h"),
        (Spread(9, 10.44, 10.42, 10.44, 10.44, 10.44), "10-10.4 min"),
    ],
)
def test_ranges_run_upwards_however_they_are_rounded(spread: Spread, text: str) -> None:
    duration = measured(spread, "median")

    assert duration is not None
    low, likely, high = duration.estimate(Calendar())
    assert low <= likely <= high
    if spread.n != 9 or spread.p50 != 10.44:
        assert duration.text == text


def test_a_mean_beyond_p95_is_the_high_end_too() -> None:
    duration = measured(Spread(100, 900, 1, 2, 3, 4), "mean")

    assert duration is not None
    assert duration.text == "0.017-15-15 h"


def test_reading_a_log_twice_gives_the_same(tmp_path: Path) -> None:
    text = "case,activity,time\n1,A,2024-01-01\n1,B,2024-01-02\n2,B,2024-01-01\n"
    log = read(tmp_path, text)

    assert discover(log, LogSettings()).steps == discover(log, LogSettings()).steps
