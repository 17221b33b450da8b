"""The one object of `analyse --json`: every promised key, plain values, nothing that JSON cannot hold."""

from __future__ import annotations

import datetime
import json

from hypothesis import given, settings

from tests.analysis.maps import changed, person, put, service
from tests.builders import document
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.as_json import as_json
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import (
    Audience,
    Improvement,
    Link,
    LinkKind,
    Measure,
    MeasureKind,
    ServiceKind,
    Stakeholder,
    Touchpoint,
    Unit,
    Workshop,
    WorkshopKind,
)

# The keys that scripts rely on, as they were promised.
METRICS = {
    "lead_time", "process_time", "activity_ratio", "va_ratio", "rolled_ca", "total_process_time", "takt", "bottleneck",
    "work_in_process", "labour_hours_per_year", "fte", "cost_per_unit", "handoffs", "handoffs_on_path", "steps",
    "owner_coverage", "expected_lead_time", "expected_lead_time_with_rework", "p50", "p85", "p95",
}  # fmt: skip
MAP = {
    "id", "name", "stream", "state", "convention", "metrics", "coverage", "critical_path_count", "critical_paths",
    "scenarios", "steps",
}  # fmt: skip
STEP = {
    "id", "key", "name", "earliest_start", "latest_start", "slack", "critical", "utilisation", "people", "owner",
    "services",
}  # fmt: skip
SERVICE = {
    "id", "name", "owner", "own_cost", "tco", "allocated", "unallocated", "streams", "on_critical_path_of",
}  # fmt: skip
FINDING = {
    "rule", "severity", "subject", "map", "stream", "message", "evidence", "recommendation", "part_of", "accepted",
}  # fmt: skip


def said(held: Document) -> dict:
    return json.loads(json.dumps(as_json(held, analyse(held)), allow_nan=False))


def test_all_that_was_promised_is_there():
    held = put(document("(C) -> A 10min/1h/90% @X -> [Q 2h] -> B 1h @Y !Head -> (D)", title="T"), *person("Head"))
    held = put(held, *service("Portal", "A", kind=ServiceKind.IT, owner="Head"))
    whole = said(held)
    assert whole["format"] == 1
    promised = {"title": "T", "client": "", "hours_per_day": 8.0, "days_per_week": 5.0}
    assert whole["engagement"].items() >= promised.items()
    (drawn,) = whole["maps"]
    assert drawn.keys() >= MAP
    assert drawn["metrics"].keys() >= METRICS
    assert drawn["coverage"].keys() >= {"process_time", "lead_time", "ca"}
    assert drawn["coverage"]["process_time"] == [1, 2]
    assert drawn["critical_paths"] == [["A", "Q", "B"]]
    assert drawn["scenarios"] == [{"probability": 1.0, "lead_time": 240.0, "path": ["A", "Q", "B"]}]
    assert [step["name"] for step in drawn["steps"]] == ["A", "B"]
    assert all(step.keys() >= STEP for step in drawn["steps"])
    assert drawn["steps"][0]["services"] == ["Portal"]
    assert (drawn["steps"][0]["owner"], drawn["steps"][1]["owner"]) == (None, "Head")
    assert drawn["steps"][0]["key"] == "A"
    (portal,) = whole["services"]
    assert portal.keys() >= SERVICE
    assert (portal["owner"], portal["streams"], portal["on_critical_path_of"]) == ("Head", ["Stream"], ["Stream"])
    assert (portal["own_cost"], portal["tco"], portal["allocated"], portal["unallocated"]) == (None, None, {}, None)
    assert all(each.keys() >= FINDING for each in whole["findings"])
    assert whole["findings"][0]["subject"] == {"kind": "stream", "id": "stream", "name": "Stream"}


def test_absorbed_findings_say_what_they_are_part_of():
    whole = said(document("A 1h -> B 1h"))
    gap = next(each for each in whole["findings"] if each["rule"] == "owner.gap-on-path")
    parts = [each for each in whole["findings"] if each["rule"] == "owner.step-missing"]
    assert [each["part_of"] for each in parts] == [gap["key"], gap["key"]]


def test_what_is_unknown_is_null():
    (drawn,) = said(document("A -> B"))["maps"]
    assert drawn["metrics"]["lead_time"] is None
    assert drawn["scenarios"][0]["lead_time"] is None


@settings(max_examples=100)
@given(documents())
def test_any_sound_document_can_be_analysed_and_said(held: Document):
    whole = said(held)
    assert len(whole["maps"]) == len(held.maps)
    keys = [each["key"] for each in whole["findings"]]
    assert len(keys) == len(set(keys))
    for each in whole["findings"]:
        assert each["message"]
        assert each["recommendation"]


@settings(max_examples=100)
@given(documents())
def test_records_that_name_others_which_are_gone_break_nothing(held: Document):
    torn = Document([each for at, each in enumerate(held.records.values()) if at % 3])
    analyse(torn, date=datetime.date(2026, 1, 1))


def test_a_customer_linked_to_nothing_breaks_nothing():
    held = put(document("A 1h"), Link(id="l", kind=LinkKind.SERVES, source="stream", target="gone"))
    held = changed(put(held, Unit(id="u", name="U")), "A", performer="gone", owner="gone")
    assert said(held)["maps"][0]["metrics"]["steps"] == 1


def test_the_engagement_around_the_maps_is_there():
    held = document(
        "A 1h/2h/50% @Desk -> B 1h/3h", value_definition="On time", value_agreed_on=datetime.date(2026, 1, 5)
    )
    held = put(
        changed(held, "stream", target_conditions="1 d or less\nOne call", sponsor="person-Head"), *person("Head"),
        Measure(id="calls", stream="stream", name="Calls", kind=MeasureKind.EFFORT, baseline=4, target=2, actual=3),
        Touchpoint(id="touch", step="B", audience=Audience.USER, rating=2, note="Slow"),
        Stakeholder(id="stake", who="person-Head", stream="stream", value="No calls"),
        Workshop(id="day", kind=WorkshopKind.MAPPING, date=datetime.date(2026, 2, 1)),
        Link(id="looked", kind=LinkKind.LOOKED_AT, source="day", target="stream"),
        Link(id="there", kind=LinkKind.ATTENDED, source="person-Head", target="day"),
        Improvement(id="idea", name="Ask once", expected_lead_time=parse("1h"), owner="person-Head", rank=1),
        Link(id="changes", kind=LinkKind.CHANGES, source="idea", target="B"),
    )  # fmt: skip
    held = changed(held, "A", as_documented="By phone", as_done="By post", why="Habit")
    whole = said(held)
    assert whole["engagement"]["value_agreed_on"] == "2026-01-05"
    (workshop,) = whole["engagement"]["workshops"]
    assert (workshop["kind"], workshop["streams"], workshop["attended"]) == ("mapping", ["Stream"], ["Head"])
    (stream,) = whole["streams"]
    assert stream["charter"]["sponsor"] == "Head"
    assert stream["charter"]["target_conditions"] == ["1 d or less", "One call"]
    assert (stream["measures"][0]["progress"], stream["measures"][0]["reached"]) == (0.5, False)
    assert stream["stakeholders"][0]["value"] == "No calls"
    assert stream["attendance"]["missing"] == ["Desk"]
    (voice,) = whole["maps"][0]["experience"]
    assert (voice["audience"], voice["mean"], voice["rated"], voice["lowest"]) == ("user", 2.0, [1, 2], ["B"])
    assert [step["why"] for step in whole["maps"][0]["steps"]] == ["Habit", None]
    (improvement,) = whole["improvements"]
    assert improvement["claimed"]["lead_time"] == 60
    assert improvement["contribution"][0]["differences"]["lead_time"] == -60
    (whole_of_stream,) = whole["contributions"]
    assert whole_of_stream["figures"]["lead_time"] == {
        "before": 300.0, "after": 240.0, "difference": -60.0, "not_explained": 0.0,
    }  # fmt: skip
    assert (whole["priorities"][0]["rank"], whole["priorities"][0]["lead_time"]) == (1, 60)
    assert [(each["rule"], each["proposed"], each["todo"]) for each in whole["proposals"]] == [
        (
            "owner.stream-missing",
            None,
            "Name one person in the business who is accountable for what its customers get",
        )
    ]
    assert [each["yes"] for each in whole["health"]].count(False) >= 2
    assert whole["follow_up"] == []
