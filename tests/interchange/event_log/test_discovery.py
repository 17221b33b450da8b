"""The stream that a log records: variants, the steps' order, work that goes on, work that comes back, who does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interchange.event_log.logs import REQUESTS, found
from vsmstudio.interchange.event_log import Discovery


def log_of(*cases: str, times: int = 1) -> str:
    """Cases as words of one-letter activities, an hour from one to the next."""
    rows = ["case,activity,time"]
    for number, case in enumerate(cases * times):
        rows += [f"{number},{activity},2024-01-01 {hour:02}:00" for hour, activity in enumerate(case)]
    return "\n".join(rows) + "\n"


def work(discovery: Discovery) -> dict[str, tuple[int, float]]:
    """How many cases take each way, and its share; `>` is the start, `.` the end."""
    names = [step.name for step in discovery.steps]
    return {
        (">" if way.source is None else names[way.source]) + ("." if way.target is None else names[way.target]): (
            way.count, way.share,
        )
        for way in discovery.work if way.drawn
    }  # fmt: skip


def rework(discovery: Discovery) -> dict[str, tuple[int, float, float | None]]:
    names = [step.name for step in discovery.steps]
    return {
        names[way.source or 0] + names[way.target or 0]: (way.count, way.share, way.probability)
        for way in discovery.rework
    }


def test_variants_come_by_their_frequency_then_by_their_names(tmp_path: Path) -> None:
    discovery = found(tmp_path, log_of("AC", "AB", "ABC", "ABC"))

    assert [(each.cases, "".join(each.activities)) for each in discovery.variants.listed] == [
        (2, "ABC"), (1, "AB"), (1, "AC"),
    ]  # fmt: skip
    assert [each.share for each in discovery.variants.listed] == [0.5, 0.25, 0.25]


@pytest.mark.parametrize(("keep", "kept", "cases"), [(0.5, 1, 5), (0.51, 2, 8), (0.8, 2, 8), (0.81, 3, 9), (1, 4, 10)])
def test_the_most_frequent_variants_are_kept_until_they_cover_the_share(
    tmp_path: Path, keep: float, kept: int, cases: int
) -> None:
    discovery = found(tmp_path, log_of(*["AB"] * 5, *["ABC"] * 3, "AC", "B"), keep=keep)

    assert (discovery.kept, discovery.kept_cases) == (kept, cases)
    assert (discovery.cases, discovery.events) == (10, 22)


def test_steps_stand_in_the_order_in_which_most_cases_come_to_them(tmp_path: Path) -> None:
    discovery = found(tmp_path, log_of("ABCD", "ABCD", "ACBD", "BD"))

    assert "".join(step.name for step in discovery.steps) == "ABCD"


def test_alternatives_have_shares_of_the_cases(tmp_path: Path) -> None:
    discovery = found(tmp_path, log_of("ABD", "ABD", "ABD", "ACD"))

    assert work(discovery) == {
        ">A": (4, 1), "AB": (3, 0.75), "AC": (1, 0.25), "BD": (3, 1), "CD": (1, 1), "D.": (4, 1),
    }  # fmt: skip
    assert rework(discovery) == {}


def test_a_return_to_where_the_case_had_been_is_rework_and_no_loop_of_work(tmp_path: Path) -> None:
    discovery = found(tmp_path, log_of("ABC", "ABC", "ABC", "ABABC"))

    assert work(discovery) == {">A": (4, 1), "AB": (4, 1), "BC": (4, 1), "C.": (4, 1)}
    assert rework(discovery) == {"BA": (1, 1 / 5, 1 / 5)}
    assert discovery.steps[0].once == 0.75
    assert discovery.steps[1].returns == 1 / 5
    assert discovery.out_of_order == 0


def test_work_that_returns_and_does_not_come_back_has_the_chance_that_makes_as_many_returns(tmp_path: Path) -> None:
    discovery = found(tmp_path, log_of("ARAB", "ARAB", "AB", "AB"))

    assert rework(discovery) == {"RA": (2, 1, 0.5)}  # 2 of 2 visits; 0.5 ÷ (1 − 0.5) is one return for each case


def test_returns_within_returns_are_as_many_as_there_were(tmp_path: Path) -> None:
    discovery = found(tmp_path, log_of("ABCBABC", "ABCBABC"))

    # B is passed 3 times by each case and once left for A, C twice and once left for B
    assert rework(discovery) == {"BA": (2, 1 / 3, 1 / 3), "CB": (2, 1 / 2, 1 / 2)}


def test_another_order_alone_is_no_rework(tmp_path: Path) -> None:
    discovery = found(tmp_path, log_of("ABCD", "ABCD", "ACBD"))

    assert rework(discovery) == {}
    assert discovery.out_of_order == pytest.approx(1 / 9)
    assert work(discovery) == {">A": (3, 1), "AB": (3, 1), "BC": (3, 1), "CD": (3, 1), "D.": (3, 1)}
    assert all(step.once == 1 for step in discovery.steps)


def test_what_is_repeated_at_once_is_one_visit_that_takes_longer(tmp_path: Path) -> None:
    discovery = found(tmp_path, log_of("ABBBC"))
    step = discovery.steps[1]

    assert (step.executions, step.visits, step.cases) == (3, 1, 1)
    assert step.repeated == pytest.approx(2 / 3)
    assert step.once == 0
    assert step.lead is not None
    assert step.visit_lead is not None
    assert (step.lead.mean, step.visit_lead.mean) == (60, 180)
    assert rework(discovery) == {}


def test_rare_ways_are_not_drawn_save_a_steps_only_one(tmp_path: Path) -> None:
    discovery = found(tmp_path, log_of(*["ABC"] * 30, "AC", "AXC"), least_flow=0.05)

    assert work(discovery) == {
        ">A": (32, 1), "AB": (30, 30 / 31), "AX": (1, 1 / 31), "BC": (30, 1), "XC": (1, 1), "C.": (32, 1),
    }  # fmt: skip
    assert 0 < discovery.undrawn < 0.02


def test_activities_that_the_fewest_cases_pass_become_no_steps_but_their_time_is_kept(tmp_path: Path) -> None:
    discovery = found(tmp_path, log_of("ABC", "AC", "AXC"), most_steps=2)

    assert [step.name for step in discovery.steps] == ["A", "C"]
    assert discovery.left_out == ("B", "X")
    last = discovery.steps[1].lead
    assert last is not None
    assert (last.n, last.mean) == (3, (120 + 60 + 120) / 3)


def test_who_does_a_step_most_often_is_its_performer_and_people_are_counted(tmp_path: Path) -> None:
    text = (
        "case,activity,time,resource,team\n1,A,2024-01-01,Ann,Desk\n2,A,2024-01-02,Bob,Desk\n3,A,2024-01-03,Ann,Lab\n"
        "4,A,2024-01-04,,\n5,B,2024-01-05,Cyd,\n"
    )
    a, b = found(tmp_path, text).steps

    assert (a.performer, a.performer_share, a.people) == ("Desk", pytest.approx(2 / 3), 2)
    assert (b.performer, b.performer_share, b.people) == ("", 0, 1)


def test_demand_is_how_many_cases_arrive_in_a_week(tmp_path: Path) -> None:
    text = "case,activity,time\n" + "".join(f"{day},A,2024-01-{day:02}\n" for day in range(1, 30, 2))

    assert found(tmp_path, text).demand == pytest.approx(3.5)
    assert found(tmp_path, "case,activity,time\n1,A,2024-01-01\n").demand is None


def test_the_requests_of_the_textbook_are_told_as_by_hand(tmp_path: Path) -> None:
    discovery = found(tmp_path, REQUESTS)

    assert (discovery.events, discovery.cases, discovery.activities, len(discovery.variants.listed)) == (19, 3, 8, 3)
    assert str(discovery.first) == "2010-12-30T11:02:00.000"
    assert str(discovery.last) == "2011-01-15T10:45:00.000"
    assert discovery.lead_time.mean * 3 == (16 * 1440 - 227) + (9 * 1440 + 33) + (8 * 1440 + 202)
    decide = next(step for step in discovery.steps if step.name == "decide")
    assert (decide.executions, decide.cases, decide.once) == (4, 3, 2 / 3)
    assert discovery.steps[0].name == "register request"
