"""Two maps of one stream beside each other: figures by hand, what is better, and what is not known."""

from __future__ import annotations

import pytest

from tests.analysis.maps import DAY, HOUR, changed
from tests.analysis.test_matching import grown
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.comparison import Comparison, Judged, compare
from vsmstudio.analysis.matching import Fate
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Convention, ValueStream

TWO = ("A 10min/2d/80% -> B 30min/3d/50%", ("soon", "A2 10min/1d/90% -> B2 20min/1d/50%", {"A2": "A", "B2": "B"}))


def compared(held: Document, before: str = "map", after: str = "soon") -> Comparison:
    return compare(held, analyse(held), before, after)


def test_lead_time_falls_and_says_by_how_much():
    delta = compared(grown(*TWO)).delta("lead_time")
    assert (delta.before, delta.after, delta.difference) == (5 * DAY, 2 * DAY, -3 * DAY)
    assert delta.change == pytest.approx(-0.6)
    assert delta.judged is Judged.BETTER
    assert delta.sure
    assert delta.before_covers == (2, 2)


def test_more_is_better_for_quality_and_activity():
    found = compared(grown(*TWO))
    assert found.delta("rolled_ca").judged is Judged.BETTER
    assert found.delta("activity_ratio").judged is Judged.BETTER
    assert found.delta("process_time").difference == -10
    back = compared(grown(*TWO), "soon", "map")
    assert back.delta("rolled_ca").judged is Judged.WORSE
    assert back.delta("lead_time").judged is Judged.WORSE


def test_unknown_stays_unknown():
    delta = compared(grown("A 1h -> B 1h", ("soon", "C 1h", {"C": "A"}))).delta("process_time")
    assert (delta.before, delta.difference, delta.change, delta.judged) == (None, None, None, Judged.UNKNOWN)


def test_the_same_is_neither_better_nor_worse_and_fewer_steps_are_no_merit_of_their_own():
    found = compared(grown("A 1h -> B 1h", ("soon", "C 2h", {"C": "A B"})))
    assert found.delta("lead_time").judged is Judged.SAME
    assert found.delta("steps").judged is Judged.DIFFERS


def test_a_change_from_nothing_has_no_percentage():
    found = compared(grown("A 1h @X -> B 1h @X", ("soon", "C 1h @X -> D 1h @Y", {"C": "A", "D": "B"})))
    assert found.delta("handoffs").difference == 1
    assert found.delta("handoffs").change is None
    assert found.delta("handoffs").judged is Judged.WORSE


def test_a_change_from_next_to_nothing_has_none_either():
    held = grown("A 10min/1h/50%", ("soon", "C 10min/1h/90%", {"C": "A"}))
    delta = compared(changed(held, "A", ca=5e-324)).delta("rolled_ca")
    assert (delta.difference, delta.change) == (pytest.approx(0.9), None)


def test_blanks_that_might_turn_a_difference_around_are_said():
    surely = compared(grown("A 3h -> B", ("soon", "C 1h", {"C": "A B"}))).delta("lead_time")
    assert surely.judged is Judged.BETTER
    assert surely.sure
    found = compared(grown("A 3h", ("soon", "C 1h -> D", {"C": "A", "D": "A"})))
    assert found.delta("lead_time").judged is Judged.BETTER
    assert not found.delta("lead_time").sure
    assert any("Lead time" in note for note in found.notes)


def test_maps_of_two_conventions_have_no_comparable_lead_times():
    found = compared(changed(grown(*TWO), "soon", convention=Convention.WAITS))
    assert found.delta("lead_time").judged is Judged.INCOMPARABLE
    assert found.delta("lead_time").difference is None
    assert found.delta("lead_time").before == 5 * DAY
    assert found.delta("process_time").judged is Judged.BETTER
    assert any("not comparable" in note for note in found.notes)


def test_findings_count_only_rules_that_are_asked_of_both_maps():
    held = grown("A 1h -> B 1h", ("soon", "C 1h !P -> D 1h !P", {"C": "A", "D": "B"}))
    delta = compared(held).delta("findings_high")
    assert (delta.before, delta.after, delta.judged) == (1, 0, Judged.BETTER)
    assert any(each.rule == "owner.stream-missing" for each in analyse(held).findings)


def test_findings_of_a_map_that_was_replaced_are_unknown():
    import datetime

    held = changed(grown(*TWO), "map", date=datetime.date(2026, 1, 1))
    held = changed(held, "soon", state="current", date=datetime.date(2026, 5, 1))
    found = compared(changed(held, "soon", state=held.records["map"].state))
    assert found.delta("findings_high").before is None
    assert any("took its place" in note for note in found.notes)


def test_steps_say_what_became_of_them():
    held = grown("A 10min/2d/80% @X !P -> B 3d", ("soon", "AB 20min/1d/90% @Y !Q -> N 1h", {"AB": "A B"}))
    merged, new = compared(held).steps
    assert (merged.fate, new.fate) == (Fate.MERGED, Fate.NEW)
    assert [(each.name, each.adds, each.process_time) for each in merged.before] == [
        ("A", 2 * DAY, 10),
        ("B", 3 * DAY, None),
    ]
    after = merged.after[0]
    assert (after.adds, after.ca, after.owner, after.performer) == (DAY, 0.9, "person-Q", "unit-Y")
    assert new.after[0].adds == HOUR


def test_freed_hours_people_and_money_are_what_the_future_needs_less():
    held = grown("A 60min/1d @Desk -> B 60min/1d @Desk", ("soon", "C 30min/1d @Desk", {"C": "A B"}))
    held = changed(changed(held, "stream", demand=8.0), "unit-Desk", hourly_cost=50.0)
    freed = compared(held).freed
    assert freed.hours == pytest.approx(1.5 * 8 * 260)
    assert freed.fte == pytest.approx(1.5 * 8 * 260 / 1680)
    assert freed.money == pytest.approx(1.5 * 8 * 260 * 50)
    assert compared(held, "soon", "map").freed.hours == pytest.approx(-1.5 * 8 * 260)
    assert compared(held).delta("cost_per_unit").judged is Judged.BETTER


def test_what_is_freed_is_unknown_without_demand():
    assert compared(grown(*TWO)).freed.hours is None


def test_only_maps_of_one_stream_can_be_compared():
    held = grown(*TWO)
    held = held.apply(edits.put(held, "", ValueStream(id="other", name="Other")))
    held = changed(held, "soon", stream="other")
    with pytest.raises(ValueError, match="one value stream"):
        compared(held)
