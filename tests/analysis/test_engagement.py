"""Experience, attendance, measures and the health check."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings

from tests.analysis.maps import changed, put
from tests.analysis.rules.case import TODAY
from tests.analysis.rules.stakeholder import mapped
from tests.builders import document
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.comparison import Judged
from vsmstudio.analysis.engagement.attendance import attendance
from vsmstudio.analysis.engagement.experience import Voice, experience
from vsmstudio.analysis.engagement.health import health
from vsmstudio.analysis.engagement.measures import measures, progress
from vsmstudio.model.document import Document
from vsmstudio.model.records import Audience, Link, LinkKind, Measure, Touchpoint, Workshop

TEXT = "A 4h -> B 6h -> D 1h; A -> C 1h -> D"  # C lies beside the critical path


def rated(**ratings: float | None) -> Document:
    """Steps as customers find them."""
    touches = [
        Touchpoint(id=f"touch-{step}", step=step, audience=Audience.CUSTOMER, rating=rating, note="Long")
        for step, rating in ratings.items()
    ]
    return put(document(TEXT), *touches)


def voice(held: Document) -> Voice:
    (found,) = experience(held, analyse(held), "map").voices
    return found


def test_the_curve_goes_along_the_map_and_marks_its_lowest_points():
    said = voice(rated(A=4, B=3, C=1))
    assert [(each.name, each.rating) for each in said.points] == [("A", 4), ("B", 3), ("D", None), ("C", 1)]
    assert said.mean == pytest.approx(8 / 3)
    assert said.rated == (3, 4)
    assert [each.name for each in said.lowest] == ["C"]
    assert [each.name for each in said.lowest_on_path] == ["B"]
    assert [each.name for each in said.poor] == ["C"]


def test_a_note_without_a_rating_is_a_point_that_does_not_count():
    said = voice(rated(A=None))
    assert (said.mean, said.rated, said.lowest, said.lowest_on_path) == (None, (0, 4), (), ())
    assert said.points[0].note == "Long"


def test_nobody_was_asked():
    held = document(TEXT)
    found = experience(held, analyse(held), "map")
    assert found.voices == ()
    assert found.of(Audience.USER) is None


@settings(max_examples=40)
@given(documents())
def test_experience_of_any_map_is_sound(held: Document) -> None:
    analysis = analyse(held, TODAY)
    for drawn in held.maps:
        for said in experience(held, analysis, drawn.id).voices:
            assert [each.step for each in said.points] == [step.id for step in held.steps(drawn.id)]
            assert (said.mean is None) == (said.rated[0] == 0) == (not said.lowest)
            assert all(each.critical for each in said.lowest_on_path)


def test_who_was_at_the_mapping_and_who_was_missing():
    there = attendance(mapped("Ann", "unit-IT", text="A 1h @Claims -> B 1h @Support -> C 1h @Depot"), "stream", TODAY)
    assert (there.people, there.units) == (("Ann",), ("unit-IT",))
    assert there.performing == ("unit-Claims", "unit-Support", "unit-Depot")
    assert there.missing == ("unit-Depot",)
    assert not there.it_only


def test_a_workshop_that_is_planned_says_who_is_to_come_and_counts_for_nothing():
    there = attendance(mapped("Ann", date=TODAY + datetime.timedelta(days=1)), "stream", TODAY)
    (planned,) = there.workshops
    assert (planned.held, planned.people) == (False, ("Ann",))
    assert (there.known, there.missing) == (False, ())


def test_two_workshops_count_together():
    held = put(mapped("Ann"), Workshop(id="two", date=TODAY))
    links = [Link(id="two-on", kind=LinkKind.LOOKED_AT, source="two", target="stream"),
             Link(id="two-sue", kind=LinkKind.ATTENDED, source="Sue", target="two")]  # fmt: skip
    assert attendance(put(held, *links), "stream", TODAY).missing == ()


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "share", "judged", "reached", "sentence"),
    [
        (20.0, 80.0, 50.0, 0.5, Judged.BETTER, False, "50 % of the way to the target"),
        (7.0, 2.0, 5.0, 0.4, Judged.BETTER, False, "40 % of the way to the target"),
        (7.0, 2.0, 1.0, 1.2, Judged.BETTER, True, "Target reached"),
        (7.0, 2.0, 2.0, 1.0, Judged.BETTER, True, "Target reached"),
        (7.0, 2.0, 9.0, -0.4, Judged.WORSE, False, "Worse than the baseline"),
        (7.0, 2.0, 7.0, 0.0, Judged.SAME, False, "As it was"),
        (7.0, 2.0, None, None, Judged.UNKNOWN, None, "Not measured again yet"),
        (None, 2.0, 3.0, None, Judged.UNKNOWN, None, "Measured"),
        (7.0, None, 3.0, None, Judged.UNKNOWN, None, "No target set"),
        (5.0, 5.0, 5.0, None, Judged.SAME, True, "Target reached"),
        (5.0, 5.0, 6.0, None, Judged.UNKNOWN, False, "Target not reached"),
        (0.0, 1000.0, 997.0, 0.997, Judged.BETTER, False, "99 % of the way to the target"),
        (None, None, None, None, Judged.UNKNOWN, None, "Not measured yet"),
    ],
)
def test_how_far_a_measure_is(
    baseline: float | None, target: float | None, actual: float | None, share: float | None, judged: Judged,
    reached: bool | None, sentence: str,
) -> None:  # fmt: skip
    found = progress(Measure(id="m", stream="stream", name="Calls", baseline=baseline, target=target, actual=actual))
    assert found.share == (None if share is None else pytest.approx(share))
    assert (found.judged, found.reached, found.sentence) == (judged, reached, sentence)


def test_measures_of_one_stream_come_in_their_order():
    held = put(
        document("A 1h"), *(Measure(id=key, stream="stream", name=key, order=at) for at, key in enumerate("cab"))
    )
    assert [each.measure for each in measures(held, "stream")] == ["c", "a", "b"]
    assert measures(held, "other") == ()


def said(held: Document, **engagement: Any) -> dict[str, tuple[bool, str]]:
    for key, value in engagement.items():
        held = changed(held, "engagement", **{key: value})
    return {each.key: (each.yes, each.sentence) for each in health(held, TODAY)}


def test_the_health_check_asks_four_questions():
    found = said(mapped("Ann", "Sue"), value_definition="Back on the road", value_agreed_on=datetime.date(2024, 3, 1))
    assert found == {
        "value": (
            False,
            "It was not agreed what value is in the 12 months before 30 June 2026; the last time was 1 March 2024",
        ),
        "mapped": (True, "Business and IT mapped a stream together on 30 June 2026"),
        "audited": (False, "No workflow was audited in the 12 months before 30 June 2026"),
        "improved": (False, "No improvement was done in the 12 months before 30 June 2026"),
    }
