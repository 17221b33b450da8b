"""A discovered stream as a document: sound, measured, with its history in the notes, and near to what was measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.interchange.event_log.logs import REQUESTS, as_csv, found, random_rows, read, written
from tests.interchange.event_log.test_discovery import log_of
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.as_json import as_json
from vsmstudio.interchange.event_log import LogSettings, discover, imported, read_file, title_of
from vsmstudio.interchange.log_columns import LogColumns
from vsmstudio.interchange.settings import Settings
from vsmstudio.interchange.sources import arranged
from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.records import Endpoint, Engagement, Flow, FlowKind, Map, Split, Step, Unit, ValueStream

SHOP = (
    "Case ID,Activity,Start,End,Team,User\n"
    "1,Order,2024-03-04 09:00,2024-03-04 09:10,Sales,Ann\n1,Pack,2024-03-04 11:00,2024-03-04 11:30,Store,Bob\n"
    "1,Send,2024-03-05 09:00,2024-03-05 09:05,Store,Bob\n"
    "2,Order,2024-03-11 09:00,2024-03-11 09:20,Sales,Ann\n2,Pack,2024-03-11 12:00,2024-03-11 12:30,Store,Cyd\n"
    "2,Order,2024-03-12 09:00,2024-03-12 09:20,Sales,Ann\n2,Pack,2024-03-12 12:00,2024-03-12 12:30,Store,Cyd\n"
    "2,Send,2024-03-13 09:00,2024-03-13 09:05,Store,Bob\n"
)


def shop(tmp_path: Path, **choices: object) -> Document:
    settings = LogSettings(**{"keep": 1.0, "least_flow": 0.0, **choices})  # type: ignore[arg-type]
    return read_file(written(tmp_path, SHOP, "the_shop.csv"), settings).document


def test_steps_hold_what_was_measured(tmp_path: Path) -> None:
    document = shop(tmp_path)
    steps = {step.name: step for step in document.all(Step)}
    order = steps["Order"]

    assert list(steps) == ["Order", "Pack", "Send"]
    assert order.process_time is not None
    assert order.process_time.measured
    assert order.process_time.text == "11-20-20 min"
    assert order.ca == 0.5
    assert document.name(order.performer) == "Sales"
    assert (steps["Pack"].people, order.people) == (2, 1)
    assert order.notes.splitlines() == [
        "From the event log: done 3 times in 2 cases.",
        "PT, from start to completion: P50 20 min, P85 20 min, P95 20 min, mean 16.7 min (n = 3).",
        "Wait before the start: P50 20.5 h, P85 20.5 h, P95 20.5 h, mean 20.5 h (n = 1).",
        "LT, wait and PT: P50 20 min, P85 14.7 h, P95 18.8 h, mean 7.1 h (n = 3).",
        "50 % of its cases come to it more than once; %C&A is the share of the others.",
        "Done by Sales in 100 % of the executions.",
    ]
    assert "Work went back to Order after 1 of 3 visits." in steps["Pack"].notes


def test_work_and_rework_are_flows_and_the_stream_begins_and_ends(tmp_path: Path) -> None:
    document = shop(tmp_path)
    flows = {
        (document.name(flow.source), document.name(flow.target), flow.kind.value, flow.share, flow.probability)
        for flow in document.all(Flow)
    }

    assert flows == {
        ("Case begins", "Order", "work", None, None), ("Order", "Pack", "work", None, None),
        ("Pack", "Send", "work", None, None), ("Send", "Case ends", "work", None, None),
        ("Pack", "Order", "rework", None, 0.333333),
    }  # fmt: skip
    assert [unit.name for unit in document.all(Unit)] == ["Sales", "Store"]
    assert len(document.all(Endpoint)) == 2


def test_where_work_goes_one_of_several_ways_they_have_shares(tmp_path: Path) -> None:
    text = "case,activity,time\n1,A,2024-01-01\n1,B,2024-01-02\n2,A,2024-01-01\n2,C,2024-01-02\n3,B,2024-01-01\n"
    document = imported(found(tmp_path, text), Settings(), "x").document
    start = document.all(Endpoint)[0]
    steps = {step.name: step for step in document.all(Step)}

    assert start.split is Split.ONE
    assert steps["A"].split is Split.ONE
    assert steps["B"].split is Split.ALL
    assert {flow.share for flow in document.leaving(steps["A"].id)} == {0.5}


def test_the_stream_says_where_it_comes_from_and_by_which_clock(tmp_path: Path) -> None:
    document = shop(tmp_path, clock="working")
    stream, drawn = document.all(ValueStream)[0], document.all(Map)[0]

    assert stream.name == "the shop"
    assert (stream.demand, stream.demand_per) == (1, "wk")
    assert str(drawn.date) == "2024-03-13"
    notes = stream.notes.splitlines()
    assert notes[0] == "Discovered from an event log: 8 events of 2 cases and 3 activities, 2024-03-04 to 2024-03-13."
    assert notes[1] == "Times are working time, Mon–Fri 09:00–17:00; the typical value of a step is the median."
    assert notes[2].startswith("Measured lead time of all cases: P50 1.5 d, P85 1.9 d, P95 2 d, mean 1.5 d (n = 2).")


def test_the_most_frequent_variants_stand_in_the_notes(tmp_path: Path) -> None:
    long = "".join(f"{case},step {at:02},2024-01-{at + 1:02}\n" for case in (1, 2) for at in range(20))
    short = "".join(f"{case},{step},2024-01-01\n" for case in (3, 4, 5) for step in "AB")

    stream = imported(found(tmp_path, "case,activity,time\n" + long + short), Settings(), "x").document.all(
        ValueStream
    )[0]

    assert "\n60 % (3 cases): A → B\n40 % (2 cases): step 00 → step 01 → " in stream.notes
    assert "step 09 → … 9 more … → step 19" in stream.notes


@pytest.mark.parametrize(("clock", "calendar"), [("elapsed", Calendar(24, 7)), ("working", Calendar(8, 5))])
def test_a_new_engagement_takes_the_clock_for_its_calendar(tmp_path: Path, clock: str, calendar: Calendar) -> None:
    assert shop(tmp_path, clock=clock).engagement.calendar == calendar


def test_what_is_said_goes_before_what_was_discovered(tmp_path: Path) -> None:
    said = Settings({"title": "My shop", "hours_per_day": 6.0}, demand=40.0, demand_per="d")

    document = imported(found(tmp_path, SHOP), said, "shop").document

    assert document.all(Engagement)[0].title == "My shop"
    assert document.engagement.hours_per_day == 6
    assert (document.all(ValueStream)[0].demand, document.all(ValueStream)[0].demand_per) == (40, "d")


def test_with_one_time_stamp_the_first_step_has_no_time_and_the_person_is_told(tmp_path: Path) -> None:
    result = read_file(written(tmp_path, REQUESTS), LogSettings(keep=1.0))
    steps = {step.name: step for step in result.document.all(Step)}

    assert steps["register request"].lead_time is None
    assert steps["decide"].lead_time is not None
    assert all(step.process_time is None for step in steps.values())
    assert any("processing times are blank" in note for note in result.notes)
    assert any("no column says which role or unit" in note for note in result.notes)


def test_who_has_a_column_of_persons_alone_is_told_how_to_have_performers(tmp_path: Path) -> None:
    text = "case,activity,time,resource\n1,A,2024-03-04,Clerk\n1,B,2024-03-05,Manager\n"
    path = written(tmp_path, text)
    result = read_file(path)
    assert not result.document.units
    assert any("role=resource" in note for note in result.notes)
    told = read_file(path, LogSettings(columns=LogColumns(role="resource")))
    assert sorted(unit.name for unit in told.document.units) == ["Clerk", "Manager"]
    assert not any("role=resource" in note for note in told.notes)


def test_a_doubt_about_day_and_month_is_said_and_rows_left_out_are_problems(tmp_path: Path) -> None:
    text = "case,activity,time\n1,A,03/04/2024\n1,B,05/06/2024\n1,C,soon\n"

    result = read_file(written(tmp_path, text))

    assert any("Day and month could be swapped" in note for note in result.notes)
    assert any("1 row without a case, an activity or a time left out" in note for note in result.notes)
    assert [each.row for each in result.problems] == [4]
    sure = read_file(written(tmp_path, text), LogSettings(columns=LogColumns(dates="month")))
    assert not any("swapped" in note for note in sure.notes)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("BPI_2013.xes.gz", "BPI 2013"),
        ("log.csv", "log"),
        (".csv", "Event log"),
        ("a.b.csv", "a.b"),
        ("Töpfe.XES", "Töpfe"),
    ],
)
def test_the_stream_is_named_after_the_file(name: str, title: str) -> None:
    assert title_of(Path("folder") / name) == title


@pytest.mark.parametrize("seed", range(15))
def test_documents_of_logs_at_random_are_sound(tmp_path: Path, seed: int) -> None:
    log = read(tmp_path, as_csv(random_rows(seed, overlapping=seed % 2 == 0)))
    choices = LogSettings(
        keep=(0.3, 0.8, 1.0)[seed % 3], least_flow=(0.0, 0.1)[seed % 2], clock=("elapsed", "working")[seed % 2]
    )

    document = arranged(imported(discover(log, choices), Settings(), "x", log).document)

    assert rules.check(document) == ()
    found_rules = {finding.rule for finding in analyse(document).findings}
    assert not found_rules & {
        "handoff.loop",
        "handoff.unreachable",
        "handoff.dead-end",
        "data.shares",
        "data.lt-below-pt",
    }
    for flow in document.all(Flow):
        assert (flow.kind is FlowKind.REWORK) == (flow.probability is not None)


@pytest.mark.parametrize("seed", range(6))
def test_with_means_the_map_expects_about_what_the_cases_took(tmp_path: Path, seed: int) -> None:
    """Exactly so, but for rounding to three digits, where each case passes its steps once. With rework nearly so, as the
    map's chances do not remember which way a case came.
    """
    rows = random_rows(seed, cases=200)
    straight = [
        row for at, row in enumerate(rows) if (row[0], row[1]) not in {(each[0], each[1]) for each in rows[:at]}
    ]
    for held, near in ((straight, 5e-3), (rows, 0.1)):
        discovery = discover(read(tmp_path, as_csv(held)), LogSettings(keep=1.0, least_flow=0.0, typical="mean"))
        document = imported(discovery, Settings(), "x").document

        metrics = as_json(document, analyse(document))["maps"][0]["metrics"]

        assert metrics["expected_lead_time_with_rework"] == pytest.approx(discovery.kept_lead_time.mean, rel=near)


@pytest.mark.parametrize("seed", range(3))
def test_tickets_that_go_to_and_fro_many_times_do_not_take_many_times_as_long_on_the_map(
    tmp_path: Path, seed: int
) -> None:
    drawn = Random(seed)
    cases = ["A" + "".join(drawn.choice("BCDE") for _ in range(drawn.randrange(22))) + "F" for _ in range(300)]
    discovery = discover(read(tmp_path, log_of(*cases)), LogSettings(keep=1.0, least_flow=0.0, typical="mean"))
    document = imported(discovery, Settings(), "x").document

    metrics = as_json(document, analyse(document))["maps"][0]["metrics"]

    assert metrics["expected_lead_time_with_rework"] == pytest.approx(discovery.kept_lead_time.mean, rel=0.1)
    assert "not equal to it" in document.all(ValueStream)[0].notes


def test_the_same_log_makes_the_same_document_but_for_its_ids(tmp_path: Path) -> None:
    def told(document: Document) -> list[object]:
        ids = {key: str(at) for at, key in enumerate(document.records)}
        return [replace_ids(record, ids) for record in document.records.values()]

    def replace_ids(record: object, ids: dict[str, str]) -> object:
        text = repr(record)
        for key, number in ids.items():
            text = text.replace(key, number)
        return text

    log = read(tmp_path, as_csv(random_rows(5)))
    settings = replace(LogSettings(), keep=0.6)
    assert told(imported(discover(log, settings), Settings(), "x").document) == told(
        imported(discover(log, settings), Settings(), "x").document
    )


def test_where_names_alone_decide_which_variants_are_kept_the_notes_say_so(tmp_path: Path) -> None:
    log = read(tmp_path, log_of("ABC", "ACB", "BAC", "BCA", "CAB"))

    notes = imported(discover(log, LogSettings(keep=0.8)), Settings(), "x", log).notes
    every = imported(discover(log, LogSettings(keep=1.0)), Settings(), "x", log).notes

    assert any(
        "1 variant that was left out is as frequent as the last that was kept (1 case each)" in note for note in notes
    )
    assert not any("as frequent" in note for note in every)
