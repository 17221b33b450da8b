"""Published value streams, process flows and project networks as step tables, with the figures that their authors print.

Each table goes the way a client's does: read, analysed, written as `analyse --json` writes it.
"""

from __future__ import annotations

from typing import Any

import pytest

from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.as_json import as_json
from vsmstudio.interchange.settings import read_settings
from vsmstudio.interchange.step_table import read_text

DAY, WEEK = 480.0, 2400.0


def drawn(text: str, *settings: str) -> dict[str, Any]:
    """The one map of a table, as JSON; `|` stands for the delimiter."""
    lines = "\n".join(line.strip() for line in text.strip().splitlines())
    imported = read_text(lines.replace("|", "\t"), "case.csv", read_settings(settings))
    assert imported.problems == ()
    (found,) = as_json(imported.document, analyse(imported.document))["maps"]
    return dict(found)


def network(text: str, unit: str) -> dict[str, Any]:
    """A project network in the words `activity duration predecessors`, such as `D 4 AB`."""
    rows = [f"{name}|{','.join(before) or '-'}|{length}" for name, length, *before in map(_split, text.split(";"))]
    return drawn("\n".join([f"Activity|Immediate Predecessor(s)|Duration ({unit})", *rows]))


def _split(text: str) -> list[str]:
    name, length, *before = text.split()
    return [name, length, *"".join(before)]


# --- project networks -------------------------------------------------------------------------------------------------

HALL = "A 5; B 6; C 4 A; D 3 A; E 1 A; F 4 E; G 14 DF; H 12 BC; I 2 GH"
VACUUM = "A 6; B 2; C 3 A; D 5 A; E 3 A; F 2 C; G 3 D; H 4 BE; I 2 H; J 2 FGI"
HOSPITAL = "A 12; B 9; C 10 A; D 10 B; E 24 B; F 10 A; G 35 C; H 40 D; I 15 A; J 4 EGH; K 6 FIJ"
ESTIMATES = "A 4; B 5.33; C 5.17 A; D 6.33 A; E 5.17 BC; F 4.5 D; G 5.17 E"


@pytest.mark.parametrize(
    ("text", "unit", "length", "path", "slack"),
    [
        # Anderson, Sweeney & Williams, Quantitative Methods for Business, ch. 9: Western Hills Shopping Center
        (HALL, "weeks", 26, "AEFGI", {"B": 6, "C": 3, "D": 2, "H": 3}),
        # the same, the Daugherty Porta-Vac project, by expected times
        (VACUUM, "weeks", 17, "AEHIJ", {"B": 7, "C": 4, "D": 1, "F": 4, "G": 1}),
        # Krajewski, Ritzman & Malhotra, Operations Management: St. John's Hospital
        (HOSPITAL, "weeks", 69, "BDHJK", {"A": 2, "C": 2, "E": 26, "F": 41, "G": 2, "I": 36}),
        # Wikipedia, Program evaluation and review technique, by expected times
        (ESTIMATES, "days", 19.51, "ACEG", {"B": 3.84, "D": 4.68, "F": 4.68}),
    ],
)
def test_networks_with_printed_slacks(text: str, unit: str, length: float, path: str, slack: dict[str, float]) -> None:
    found, size = network(text, unit), WEEK if unit == "weeks" else DAY
    assert found["metrics"]["lead_time"] == pytest.approx(length * size)
    assert found["critical_paths"] == [list(path)]
    assert found["critical_path_count"] == 1
    for step in found["steps"]:
        assert step["slack"] / size == pytest.approx(slack.get(step["name"], 0), abs=1e-9)
        assert step["latest_start"] == pytest.approx(step["earliest_start"] + step["slack"])
        assert step["critical"] == (step["name"] in path)


def test_a_network_with_several_critical_paths() -> None:
    found = network("A 2; B 3 A; C 3 A; D 1 A; E 4 BC; F 6 D; G 2 EF", "days")
    assert found["metrics"]["lead_time"] == 11 * DAY
    assert found["critical_paths"] == [list("ABEG"), list("ACEG"), list("ADFG")]


# --- value streams ----------------------------------------------------------------------------------------------------


def test_a_future_state_of_supermarkets() -> None:
    """Rother & Shook, Learning to See, Acme Stamping's future state: lead time 4.5 days, processing 169 s, takt 60 s."""
    found = drawn(
        """
        Kind|Process|C/T (s)|Waiting time (days)
        queue|Coils||1.5
        |Stamping|1|
        queue|Stamped supermarket||1
        |Weld and assembly|168|
        queue|Finished goods||2
        """,
        "convention=waits", "demand=920/d", "available=55200 s", "hours_per_day=24", "days_per_week=7",
    )  # fmt: skip
    figures = found["metrics"]
    assert figures["lead_time"] == 4.5 * 1440
    assert figures["process_time"] == pytest.approx(169 / 60)
    assert figures["takt"] == pytest.approx(1)
    assert figures["work_in_process"] == pytest.approx(4.5 * 920)


def test_a_queue_of_pieces_is_its_quantity_by_demand() -> None:
    """Rother & Shook: 7,000 pieces at 920 a day are 7.6 days, whatever the hours of the day."""
    table = "Process|Kind|Inventory|C/T (s)\nStamped|queue|7000|\nWeld|||39"
    for hours in (8, 24):
        found = drawn(table, "convention=waits", "demand=920/d", f"hours_per_day={hours}")
        assert found["metrics"]["lead_time"] / (60 * hours) == pytest.approx(7000 / 920)
    both = drawn(table, "convention=waits+processing", "demand=920/d")["metrics"]["lead_time"]
    assert both == pytest.approx(7000 / 920 * DAY + 39 / 60)


def test_flow_time_is_flow_rate_and_inventory() -> None:
    """Anupindi et al., Managing Business Process Flows: 20 customers an hour who stay a quarter of an hour are five."""
    assert drawn("Step|LT\nVisit|15 min", "demand=20/h")["metrics"]["work_in_process"] == pytest.approx(5)


# --- process flows with branches, rework and parallel work -----------------------------------------------------------

CREDIT = """
    No.|Step|Predecessor(s)|Lead Time (days)|Process Time (h)|Split|Share|Rework to|Rework %
    1|Check completeness|-|1|2||||
    2|Complete?|1|0||||1|20
    3|Check credit history|2|1|0.5||||
    4|Check income sources|2|3|3||||
    5|Assess|3; 4|3|2|one|||
    6|Make offer|5|1|2||0.6||
    7|Notify rejection|5|2|0.5||0.4||
"""


def test_a_credit_application() -> None:
    """Dumas et al., Fundamentals of Business Process Management, ch. 7: cycle time 1.25 + 3 + 3 + 1.4 = 8.65 days."""
    found = drawn(CREDIT)
    figures = found["metrics"]
    assert figures["lead_time"] == 9 * DAY
    assert figures["expected_lead_time"] == pytest.approx(8.4 * DAY)
    assert figures["expected_lead_time_with_rework"] == pytest.approx(8.65 * DAY)
    assert [(each["probability"], each["lead_time"] / DAY) for each in found["scenarios"]] == [(0.6, 8), (0.4, 9)]
    once = drawn(CREDIT, "rework=once")["metrics"]["expected_lead_time_with_rework"]
    assert once == pytest.approx(8.6 * DAY)


def test_theoretical_cycle_time_of_a_credit_application() -> None:
    """The same by processing times, 2.5 + 3 + 2 + 1.4 h = 8.9 h: they stand as lead times."""
    table = (
        CREDIT.replace("Lead Time (days)", "Colour")
        .replace("Process Time (h)", "LT (h)")
        .replace("|1|0||||1|20", "|1|0|0|||1|20")
    )
    assert drawn(table)["metrics"]["expected_lead_time_with_rework"] == pytest.approx(8.9 * 60)


@pytest.mark.parametrize(("rule", "minutes"), [("once", 1.25 * 60 + 5), ("until-right", 60 / 0.75 + 5)])
def test_rework_of_a_quarter(rule: str, minutes: float) -> None:
    """Laguna & Marklund, ch. 5: (1 + r)T where work comes back at most once, T ÷ (1 - r) where it may come back again."""
    table = "Step|LT (min)|Rework to|Rework %\nA|10||\nB|20||\nC|30|A|25\nD|5||"
    assert drawn(table, f"rework={rule}")["metrics"]["expected_lead_time_with_rework"] == pytest.approx(minutes)


def test_shares_and_quality_of_alternatives() -> None:
    """Expected figures are sums of probability × figure; a step that every way runs counts in each [Laguna & Marklund]."""
    found = drawn(
        """
        Step|Predecessors|LT (min)|%C&A|Split|Probability (%)
        Sort||10|90|one|
        Simple|Sort|20|80||25
        Usual|Sort|30|50||50
        Odd|Sort|70|100||
        Close|Simple, Usual, Odd|5|100||
        """
    )
    figures = found["metrics"]
    assert figures["lead_time"] == 85
    assert figures["lead_time_probability"] == pytest.approx(0.25)
    assert figures["expected_lead_time"] == pytest.approx(10 + 0.25 * 20 + 0.5 * 30 + 0.25 * 70 + 5)
    assert figures["rolled_ca"] == pytest.approx(0.9 * (0.25 * 0.8 + 0.5 * 0.5 + 0.25))
