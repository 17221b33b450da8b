"""Columns of the logs that clients bring are told by their names, and where these are silent by what the cells hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.interchange.event_log.logs import written
from vsmstudio.interchange.event_log import completed, open_log, peek
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_choices import EXAMPLES, LogSettings, with_choice
from vsmstudio.interchange.log_columns import LogColumns, is_log

INCIDENTS = (
    "SR Number;Change Date+Time;Status;Sub Status;Involved ST Function Div;Involved Org line 3;Involved ST;SR Latest Impact;"
    "Product;Country;Owner Country;Owner First Name\n"
    "1-364285768;2010-03-31T15:59:42+01:00;Accepted;In Progress;A2_4;Org line A2;V30;Medium;PROD582;fr;France;Frederic\n"
    "1-364285768;2010-03-31T16:00:56+01:00;Queued;Awaiting Assignment;A2_5;Org line A2;V5 3rd;Medium;PROD582;fr;France;Anne\n"
)
INTERVALS = (
    "case:concept:name,concept:name,time:timestamp,start_timestamp\n"
    "C1,place order,2015-01-05 09:02:50+00:00,2015-01-05 09:00:07+00:00\n"
    "C1,send invoice,2015-01-06 15:26:00+00:00,2015-01-06 15:20:14+00:00\n"
)
TRAVEL = (
    "activity;case;start;end;org:role;org:resource;travel_start;travel_end;cost\n"
    "pay expenses;1;16.01.2017 13:29;16.01.2017 13:40;Accounting;FI12;;;167,52\n"
    "file travel expense report;21;02.01.2017 06:26;02.01.2017 06:35;Employee;VP4411;09.01.2017;11.01.2017;\n"
)
HELPDESK = (
    "Case ID,Activity,Resource,Complete Timestamp,Variant,Variant index\n"
    "Case 1,Assign seriousness,Value 1,2012/10/09 14:50:17.000,Variant 12,12\n"
    "Case 1,Take in charge ticket,Value 1,2012/10/09 14:51:01.000,Variant 12,12\n"
)
EXPORTED = (
    ",Activity,Costs,Resource,case:concept:name,case:creator,concept:name,org:resource,time:timestamp\n"
    "0,register request,50,Pete,3,Fluxicon,register request,Pete,2010-12-30 14:32:00+01:00\n"
    "1,examine casually,400,Mike,3,Fluxicon,examine casually,Mike,2010-12-30 15:06:00+01:00\n"
)
NUMBERED = "CaseID,ActivityID,CompleteTimestamp\n2,1,2012-04-03 16:55:38\n2,8,2012-04-03 16:55:53\n"
GERMAN = (
    "Vorgangsnummer;Tätigkeit;Beginn;Ende;Bearbeiter;Abteilung\n"
    "A-1;Prüfen;01.02.2024 08:00;01.02.2024 08:30;Müller;Einkauf\n"
)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (
            INCIDENTS,
            LogColumns("SR Number", ("Status", "Sub Status"), start="Change Date+Time", resource="Owner First Name",
                       role="Involved ST Function Div"),
        ),
        (INTERVALS, LogColumns("case:concept:name", ("concept:name",), "time:timestamp", "start_timestamp")),
        (TRAVEL, LogColumns("case", ("activity",), "end", "start", resource="org:resource", role="org:role")),
        (HELPDESK, LogColumns("Case ID", ("Activity",), "Complete Timestamp", resource="Resource")),
        (EXPORTED, LogColumns("case:concept:name", ("concept:name",), "time:timestamp", resource="org:resource")),
        (NUMBERED, LogColumns("CaseID", ("ActivityID",), "CompleteTimestamp")),
        (
            GERMAN,
            LogColumns("Vorgangsnummer", ("Tätigkeit",), "Ende", "Beginn", resource="Bearbeiter", role="Abteilung"),
        ),
    ],
    ids=["incidents", "intervals", "travel", "helpdesk", "exported", "numbered", "German"],
)  # fmt: skip
def test_the_columns_of_public_logs_are_told_by_their_names(tmp_path: Path, text: str, columns: LogColumns) -> None:
    path = written(tmp_path, text)

    assert peek(path).guess == columns
    assert is_log(peek(path).titles)
    assert open_log(path).events == len(text.splitlines()) - 1


def test_a_start_that_is_the_same_for_all_of_a_case_is_that_of_the_case(tmp_path: Path) -> None:
    rows = "".join(f"1,{step},2024-01-01,2024-01-0{day}\n" for day, step in enumerate("ABC", 2))

    guess = peek(written(tmp_path, "Case ID,Activity,Start Date,Timestamp\n" + rows)).guess

    assert (guess.start, guess.time) == ("", "Timestamp")


def test_two_columns_that_tell_an_activity_together_are_joined(tmp_path: Path) -> None:
    log = open_log(written(tmp_path, INCIDENTS))

    assert log.activities == ("Accepted – In Progress", "Queued – Awaiting Assignment")


def test_columns_that_names_do_not_tell_are_told_by_their_cells(tmp_path: Path) -> None:
    rows = "".join(f"{number // 2};x;2024-01-{number + 10}\n" for number in range(8))

    assert peek(written(tmp_path, "Akte Nr;Was;Wann\n" + rows)).guess == LogColumns("Akte Nr", (), "Wann")


def test_a_column_that_cannot_be_told_is_asked_for_with_those_that_there_are(tmp_path: Path) -> None:
    path = written(tmp_path, "Akte Nr;Was;Wann\n1;x;2024-01-01\n1;y;2024-01-02\n2;x;2024-01-02\n")

    with pytest.raises(BadSource, match=r"which column holds the activity .* “Akte Nr”, “Was”, “Wann”"):
        open_log(path)
    log = open_log(path, LogColumns("Akte Nr", ("Was",), "Wann"))
    assert log.activities == ("x", "y")


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="no column “Team”; its columns are “Case ID”"):
        open_log(written(tmp_path, HELPDESK), LogColumns("Case ID", ("Activity",), "Complete Timestamp", role="Team"))


def test_what_a_person_says_goes_before_the_guess() -> None:
    guess = LogColumns("Case ID", ("Activity",), "End", "Start", resource="User")
    said = LogColumns(activity=("Status", "Sub Status"), start="-")

    assert completed(said, guess) == LogColumns("Case ID", ("Status", "Sub Status"), "End", resource="User")
    assert completed(None, guess) == guess
    states = LogColumns("Case ID", ("Status",), start="When")
    assert completed(LogColumns(time="When"), states) == LogColumns("Case ID", ("Status",), "When")
    assert completed(LogColumns(start="End"), replace(guess, start="")).time == ""


@pytest.mark.parametrize(
    "titles", [["Step", "PT", "LT"], ["Step", "Predecessors", "Duration", "Id"], ["Name", "Owner"]]
)
def test_other_tables_are_no_logs(titles: list[str]) -> None:
    assert not is_log(titles)


def test_every_key_of_set_is_read_by_its_own_example() -> None:
    for key, example in EXAMPLES.items():
        said, _, text = example.strip('"').partition("=")
        assert said == key
        assert with_choice(LogSettings(), key, text) is not None


def test_choices_are_read_as_people_write_them() -> None:
    settings = LogSettings()
    for key, text in [
        ("activity", "Status + Sub Status"), ("complete", "Done"), ("clock", "working"), ("working_days", "Sun-Thu"),
        ("day_start", "8:30"), ("day_end", "17"), ("holidays", "2024-12-26, 2024-12-25"), ("keep", "90 %"),
        ("typical", "mean"), ("date_format", "month"),
    ]:  # fmt: skip
        settings = with_choice(settings, key, text)

    assert settings.columns == LogColumns(activity=("Status", "Sub Status"), time="Done", dates="month")
    assert settings.working_days == (0, 1, 2, 3, 6)
    assert (settings.day_start, settings.day_end, settings.keep) == (510, 1020, 0.9)
    assert settings.clock_words == "working time, Mon, Tue, Wed, Thu, Sun 08:30–17:00, 2 holidays left out"


@pytest.mark.parametrize(
    ("key", "text"),
    [("clock", "moon"), ("keep", "0"), ("keep", "lots"), ("day_start", "25:00"), ("working_days", "Mo-Xx"),
     ("holidays", "25.12.2024"), ("most_steps", "0"), ("typical", "mode"), ("date_format", "week")],
)  # fmt: skip
def test_a_choice_that_means_nothing_is_refused_with_what_is_accepted(key: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"should be|from 1 to|is no date|is above 0"):
        with_choice(LogSettings(), key, text)
