"""Logs are read as they come: any delimiter, encoding and packing, rows out of order, rows that are not whole."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from tests.interchange.event_log.logs import REQUESTS, XES, read, written, xes_trace
from vsmstudio.interchange.event_log import Log, directly_follows, open_log, peek, prepare
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_columns import LogColumns


def told(log: Log) -> list[tuple[str, str, str]]:
    """Case, activity and time (by the wall clock) of each event, in the log's order."""
    wall = (log.time + log.offset.astype(np.int64) * 60_000).astype("datetime64[ms]").astype("datetime64[s]")
    return [
        (log.cases[case], log.activities[activity], str(at))
        for case, activity, at in zip(log.case, log.activity, wall, strict=True)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_tables_are_read_by_any_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = "Case ID;Activity;Timestamp;Team\n7;Prüfen;2024-02-01 08:00;Büro\n7;Ablegen;2024-02-01 09:00;\n"

    log = open_log(written(tmp_path, text.replace(";", delimiter), encoding=encoding))

    assert told(log) == [("7", "Prüfen", "2024-02-01T08:00:00"), ("7", "Ablegen", "2024-02-01T09:00:00")]
    assert log.roles == ("Büro",)
    assert bool(log.notes) == (encoding == "cp1252")


def test_a_zipped_log_is_read_as_the_plain_one(tmp_path: Path) -> None:
    plain = read(tmp_path, REQUESTS)
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress(REQUESTS.encode()[:200]) + gzip.compress(REQUESTS.encode()[200:]))

    assert told(open_log(packed)) == told(plain)
    assert (plain.events, len(plain.cases), len(plain.activities)) == (19, 3, 8)


def test_events_are_put_in_order_within_their_case_and_equal_times_stay_as_they_were(tmp_path: Path) -> None:
    log = read(
        tmp_path,
        "case,activity,time\n"
        "b,second,2024-01-02\na,late,2024-01-05\nb,third,2024-01-02\na,early,2024-01-01\nb,first,2024-01-01\n",
    )

    assert [each[:2] for each in told(log)] == [
        ("b", "first"), ("b", "second"), ("b", "third"), ("a", "early"), ("a", "late"),
    ]  # fmt: skip


def test_moments_in_different_zones_are_ordered_as_moments(tmp_path: Path) -> None:
    log = read(tmp_path, "case,activity,time\n1,later,2024-01-01T10:30:00+01:00\n1,sooner,2024-01-01T11:00:00+02:00\n")

    assert [each[1] for each in told(log)] == ["sooner", "later"]
    assert told(log)[0][2] == "2024-01-01T11:00:00"


def test_rows_that_are_not_whole_are_counted_and_named_by_line_and_the_others_are_read(tmp_path: Path) -> None:
    log = read(
        tmp_path,
        'case,activity,time,remark\n1,Check,2024-01-01 08:00,"two\nlines"\n,Check,2024-01-01 08:00,\n'
        "1,,2024-01-01 09:00,\n\n1,File,soon,\n1,File\n2,File,2024-01-03,\n",
    )

    assert log.events == 2
    assert log.left_out == 4
    assert [str(each).partition("log.csv, ")[2] for each in log.problems] == [
        "line 4, case: the case is blank",
        "line 5, activity: the activity is blank",
        "line 7, time “soon”: it is no date and time such as 2024-03-31 22:59",
        "line 8, time: the time is blank",
    ]


@pytest.mark.parametrize("above", ["sep=;\n", "Incidents of March\n\nExported;2024-04-01\n", "\n\n"])
def test_what_stands_above_the_titles_is_passed_over(tmp_path: Path, above: str) -> None:
    log = read(tmp_path, above + REQUESTS)

    assert (log.events, log.columns.case) == (19, "case")
    broken = read(tmp_path, above + REQUESTS.replace("2010-12-30 14:32", "soon"))
    assert broken.problems[0].row == 2 + above.count("\n")


def test_what_stands_in_bad_rows_alone_is_not_counted(tmp_path: Path) -> None:
    log = read(tmp_path, "case,activity,time,team\n1,Never,soon,Gone\n2,Check,2024-01-01,\n2,File,2024-01-02,Desk\n")

    assert (log.cases, log.activities, log.roles) == (("2",), ("Check", "File"), ("Desk",))
    assert log.role is not None
    assert log.role.tolist() == [-1, 0]


def test_rows_that_an_open_quotation_mark_swallows_are_not_lost_without_a_word(tmp_path: Path) -> None:
    rows = [f"{number},Check,2024-01-01,Ann" for number in range(9)]
    opened = [*rows[:3], '3,"Check,2024-01-01,Ann']
    for swallowed in ([*opened, *rows[4:]], [*opened, *rows[4:7], '7,"Check",2024-01-01,Ann']):
        with pytest.raises(BadSource, match="line 5: several rows lie within one cell; close the quotation mark"):
            read(tmp_path, "\n".join(["case,activity,time,resource", *swallowed, ""]))


def test_cells_of_several_lines_commas_and_quotes_are_one_cell(tmp_path: Path) -> None:
    log = read(tmp_path, 'case,activity,time\n1,"Check, then\n""file""",2024-01-01\n')

    assert log.activities == ('Check, then "file"',)


def test_names_that_differ_by_spaces_are_one_and_blank_people_are_none(tmp_path: Path) -> None:
    log = read(
        tmp_path,
        "case,activity,time,resource\n1,Check  it,2024-01-01,Ann\n1, Check it ,2024-01-02,UNKNOWN\n1,Check\tit,2024-01-03,\n",
    )

    assert log.activities == ("Check it",)
    assert log.resources == ("Ann",)
    assert log.resource is not None
    assert log.resource.tolist() == [0, -1, -1]


def test_xes_is_read_with_its_traces_and_not_what_describes_the_log(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        XES.format(
            traces=xes_trace("17", ("Check & file", "2024-01-01T08:00:00.000+01:00"), ("Close", "2024-01-02T09:00:00Z"))
            + xes_trace("18", ("Close", "2024-01-02T10:00:00.000+01:00"))
        ).replace("Check & file", "Check &amp; file"),
        "log.xes",
    )

    log = open_log(path)

    assert told(log) == [
        ("17", "Check & file", "2024-01-01T08:00:00"),
        ("17", "Close", "2024-01-02T09:00:00"),
        ("18", "Close", "2024-01-02T10:00:00"),
    ]
    assert peek(path).titles == ("case:concept:name", "concept:name", "time:timestamp")


def test_attributes_within_attributes_are_not_taken_for_the_events_own(tmp_path: Path) -> None:
    event = (
        '<event><string key="concept:name" value="Check"><string key="concept:name" value="no"/></string>'
        '<list key="x"><values><date key="time:timestamp" value="1999-01-01"/></values></list>'
        '<date key="time:timestamp" value="2024-01-01T08:00:00Z"/></event>'
    )
    trace = (
        f'<trace><string key="concept:name" value="1"><string key="concept:name" value="no"/></string>{event}</trace>'
    )

    log = open_log(written(tmp_path, XES.format(traces=trace), "log.xes"))

    assert told(log) == [("1", "Check", "2024-01-01T08:00:00")]


def test_traces_without_a_name_are_cases_all_the_same(tmp_path: Path) -> None:
    traces = "".join(
        f'<trace><event><date key="time:timestamp" value="2024-01-0{day}"/><string key="concept:name" value="A"/></event></trace>'
        for day in (1, 2)
    )

    assert open_log(written(tmp_path, XES.format(traces=traces), "log.xes")).cases == ("Trace 1", "Trace 2")


def test_transitions_that_are_no_life_cycle_belong_to_the_activity(tmp_path: Path) -> None:
    trace = xes_trace(
        "1-1",
        ("Accepted", "2024-01-01T08:00:00Z", "In Progress"),
        ("Queued", "2024-01-02T08:00:00Z", "Awaiting Assignment"),
    )

    log = open_log(written(tmp_path, XES.format(traces=trace), "log.xes"))

    assert log.activities == ("Accepted – In Progress", "Queued – Awaiting Assignment")


def test_an_attribute_of_the_trace_can_be_a_column(tmp_path: Path) -> None:
    trace = xes_trace("1", ("A", "2024-01-01")).replace("<event>", '<string key="dept" value="North"/><event>')

    log = open_log(
        written(tmp_path, XES.format(traces=trace), "log.xes"),
        LogColumns("case:concept:name", ("concept:name",), "time:timestamp", role="case:dept"),
    )

    assert log.roles == ("North",)


def test_how_far_it_is_read_is_told_and_what_that_raises_stops_the_reading(tmp_path: Path) -> None:
    path = written(tmp_path, REQUESTS)
    shares: list[float] = []
    open_log(path, progress=shares.append)
    assert shares[-1] == 1.0

    class Stopped(Exception):
        pass

    def stop(share: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        open_log(path, progress=stop)


def test_what_follows_what_is_counted_over_all_cases(tmp_path: Path) -> None:
    ready = prepare(read(tmp_path, REQUESTS))

    follows = directly_follows(ready.instances, ready.log.activities)

    assert follows["decide", "pay compensation"] == 2
    assert follows["register request", "examine casually"] == 1
    assert sum(follows.values()) == 19 - 3
