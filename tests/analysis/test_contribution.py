"""What each improvement contributes: in plan order, and together the whole difference, whatever the maps look like."""

from __future__ import annotations

import datetime
import math
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.maps import HOUR, changed, put, service
from tests.builders import document
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.comparison import Judged
from vsmstudio.analysis.engagement.contribution import CONTRIBUTED, Applied, Contribution, contributions_of
from vsmstudio.analysis.engagement.taking_over import FIGURES
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Improvement,
    ImprovementState,
    Link,
    LinkKind,
    MapState,
    Queue,
    Step,
    Unit,
)  # fmt: skip
from vsmstudio.model.rules import Refused

TEXT = "(In) -> A 1h/4h/80% @Desk -> [Tray 2h] -> B 2h/6h/90% @Lab -> C 1h/2h/50% @Desk -> (Out)"


def ahead(held: Document) -> tuple[Document, dict[str, Id]]:
    """The document with a future map copied from the current one; its nodes by the name of what they came from."""
    held = held.apply(edits.copy_map(held, "map", "Later", MapState.FUTURE))
    (later,) = [each.id for each in held.maps if each.id != "map"]
    return held, {node.name: node.id for node in held.nodes(later)}


def improved(held: Document, name: str, *changes: Id, rank: float = 1, **fields: Any) -> Document:
    links = [Link(id=f"{name}-{key}", kind=LinkKind.CHANGES, source=name, target=key) for key in changes]
    return put(held, Improvement(id=name, name=name, rank=rank, **fields), *links)


def worked_out(held: Document) -> Contribution:
    return contributions_of(held, analyse(held), "stream")


def lead_times(whole: Contribution) -> dict[str, float | None]:
    """What each improvement does to lead time, in hours."""
    return {
        each.improvement: None if (change := each.differences["lead_time"]) is None else change / HOUR
        for each in whole.shares
    }


def hold_the_law(whole: Contribution) -> None:
    """The parts and what is not explained add up to the whole difference, figure by figure."""
    for figure in CONTRIBUTED if whole.current else ():
        before, after, rest = (side[figure.key] for side in (whole.before, whole.after, whole.rest))
        parts = [part for each in whole.shares if (part := each.differences[figure.key]) is not None]
        if before is None or after is None:
            assert rest is None
            continue
        assert rest is not None
        size = max(1.0, abs(before), abs(after), *map(abs, parts))
        assert math.fsum([*parts, rest]) == pytest.approx(after - before, abs=1e-8 * size)


@settings(max_examples=60)
@given(documents())
def test_parts_and_what_is_not_explained_are_the_whole_difference(held: Document) -> None:
    analysis = analyse(held, datetime.date(2026, 11, 1))
    whole = contributions_of(held, analysis, "stream")
    hold_the_law(whole)
    assert whole == contributions_of(held, analysis, "stream")


@settings(max_examples=40)
@given(documents(), st.data())
def test_what_becomes_of_a_copied_map_is_explained_by_who_changes_its_steps(
    held: Document, data: st.DataObject
) -> None:
    """Whatever figures of steps are changed on the copy, one improvement of the whole stream explains all of it."""
    current = held.current_map("stream")
    if current is None:
        return
    planned = [each.id for each in held.maps if each.state is MapState.FUTURE]
    held = held.apply(edits.remove(held, "", [*planned, *(each.id for each in held.all(Improvement))]))
    before = set(held.records)
    try:
        held = held.apply(edits.copy_map(held, current.id, "Later", MapState.FUTURE))
    except Refused:
        return
    steps = [each for key, each in held.records.items() if key not in before and isinstance(each, Step)]
    for step in steps:
        taken = data.draw(st.sampled_from(steps))
        held = put(held, msgspec.structs.replace(step, **{name: getattr(taken, name) for name in FIGURES}))
    whole = worked_out(improved(held, "all", "stream"))
    hold_the_law(whole)
    # Of paths that take as long the first by name counts, and the copy may have another: its own figures are left out.
    assert not any(whole.rest[key] for key in ("lead_time", "total_process_time", "rolled_ca", "handoffs", "fte"))


def test_each_improvement_gets_what_it_does_after_those_before_it():
    held, later = ahead(document(TEXT))
    held = changed(held, later["A"], lead_time=parse("1h"))
    held = changed(held, later["B"], lead_time=parse("4h"), ca=0.99)
    held = improved(improved(held, "first", "B", rank=1), "second", "A", rank=2)
    whole = worked_out(held)
    assert lead_times(whole) == {"first": -2, "second": -3}
    assert whole.rest["lead_time"] == 0
    first, second = whole.shares
    assert first.sentence == "Takes 2 h off lead time and adds 3.6 points to rolled %C&A"
    assert second.sentence == "Takes 3 h off lead time"


def test_what_no_improvement_changes_is_not_explained():
    held, later = ahead(document(TEXT))
    held = changed(changed(held, later["A"], lead_time=parse("1h")), later["C"], lead_time=parse("1h"))
    whole = worked_out(improved(held, "idea", "A"))
    assert lead_times(whole) == {"idea": -3}
    assert whole.rest["lead_time"] == -1 * HOUR


def test_a_step_that_goes_away_goes_with_the_improvement_that_names_it():
    held, later = ahead(document(TEXT))
    held = held.apply(edits.delete_and_heal(held, [later["B"], later["Tray"]]))
    whole = worked_out(improved(held, "idea", "B"))
    assert lead_times(whole) == {"idea": -8}
    assert (whole.shares[0].differences["steps"], whole.shares[0].differences["handoffs"]) == (-1, -2)
    assert not any(whole.rest.values())


def test_steps_that_become_one_are_changed_together_by_whoever_comes_first():
    held, later = ahead(document(TEXT))
    held = put(held, Link(id="also", kind=LinkKind.CAME_FROM, source=later["B"], target="C"))
    held = held.apply(edits.delete_and_heal(held, [later["C"]]))
    held = improved(improved(held, "second", "C", rank=2), "first", "B", rank=1)
    whole = worked_out(held)
    assert lead_times(whole) == {"first": -2, "second": 0}
    assert [each.applied for each in whole.shares] == [Applied.FUTURE, Applied.NOTHING]
    assert not any(whole.rest.values())


def test_a_step_that_is_new_stands_where_the_future_map_puts_it():
    held, later = ahead(document(TEXT))
    flow = next(each for each in held.leaving(later["B"]))
    held = held.apply(
        edits.insert(held, flow.id, Step(id="N", map=flow.map, name="New", lead_time=parse("3h")), 0.0, 0.0)
    )
    whole = worked_out(improved(held, "idea", "N"))
    assert lead_times(whole) == {"idea": 3}
    assert not any(whole.rest.values())


def test_a_queue_belongs_to_the_step_behind_it():
    held, later = ahead(document(TEXT))
    (tray,) = [each for each in held.records.values() if isinstance(each, Queue) and each.id == later["Tray"]]
    whole = worked_out(improved(put(held, msgspec.structs.replace(tray, wait=parse("30min"))), "idea", "B"))
    assert lead_times(whole) == {"idea": -1.5}
    without = held.apply(edits.delete_and_heal(held, [later["Tray"]]))
    assert lead_times(worked_out(improved(without, "idea", "B"))) == {"idea": -2}


def test_rework_and_shares_belong_to_the_step_that_decides():
    held, later = ahead(document("A 1h -30%-> B 4h -> D 1h; A -70%-> C 1h -> D ~20%~> B"))
    for flow in [*held.flows("map"), *held.flows(held.node(later["A"]).map)]:
        if flow.source == later["A"]:
            held = changed(held, flow.id, share=0.5)
        if flow.source == later["D"] and flow.probability:
            held = changed(held, flow.id, probability=0.1)
    whole = worked_out(improved(improved(held, "sort", "A", rank=1), "right", "D", rank=2))
    sort, right = (each.differences["expected_lead_time_with_rework"] for each in whole.shares)
    assert sort is not None
    assert sort > 0
    assert right is not None
    assert right < 0
    assert not any(whole.rest.values())


def test_a_service_changes_the_steps_that_rest_on_it_but_not_what_others_name():
    held, later = ahead(put(document(TEXT), *service("P", "A", "B")))
    for name in "AB":
        held = changed(held, later[name], lead_time=parse("1h"))
    held = improved(improved(held, "portal", "service-P", rank=1), "sort", "A", rank=2)
    assert lead_times(worked_out(held)) == {"portal": -5, "sort": -3}


def test_what_is_dropped_contributes_nothing_and_what_was_done_is_there_already():
    held, later = ahead(document(TEXT))
    held = changed(changed(held, later["A"], lead_time=parse("1h")), "map", date=datetime.date(2026, 6, 1))
    done = {"state": ImprovementState.DONE, "done_on": datetime.date(2026, 5, 1)}
    held = improved(improved(held, "old", "A", **done), "no", "B", state=ImprovementState.DROPPED)
    whole = worked_out(held)
    assert [(each.improvement, each.applied) for each in whole.shares] == [("old", Applied.DONE)]
    assert whole.rest["lead_time"] == -3 * HOUR


def test_without_a_future_map_the_claims_are_applied_and_that_is_said():
    held = improved(document(TEXT), "idea", "A", "B", expected_lead_time=parse("4h"), expected_ca=0.1)
    whole = worked_out(held)
    assert lead_times(whole) == {"idea": -4}
    assert whole.shares[0].applied is Applied.CLAIM
    assert whole.after["rolled_ca"] == pytest.approx(0.9 * 1.0 * 0.5)
    assert whole.notes == ("There is no future map: each improvement is applied as it claims",)


def test_a_claim_off_the_critical_path_gains_less_than_it_says():
    held = document("A 1h -> B 5h -> D 1h; A -> C 6h -> D")
    (share,) = worked_out(improved(held, "idea", "C", expected_lead_time=parse("3h"))).shares
    assert [(each.claimed, each.computed, each.judged) for each in share.checks] == [(180, 60, Judged.WORSE)]


def test_a_claim_takes_the_queue_in_front_of_a_step_first():
    held = improved(document(TEXT), "idea", "B", expected_lead_time=parse("3h"))
    assert lead_times(worked_out(held)) == {"idea": -3}
    assert lead_times(worked_out(improved(held, "idea", "B", expected_lead_time=parse("9d")))) == {"idea": -8}


@pytest.mark.parametrize(
    ("claim", "judged"), [("3h", Judged.SAME), ("3.3h", Judged.SAME), ("4h", Judged.WORSE), ("1h", Judged.BETTER)]
)
def test_what_is_claimed_is_held_against_the_future_map(claim: str, judged: Judged) -> None:
    held, later = ahead(document(TEXT))
    held = changed(held, later["A"], lead_time=parse("1h"), ca=0.95)
    whole = worked_out(improved(held, "idea", "A", expected_lead_time=parse(claim), expected_ca=0.15))
    lead, quality = whole.shares[0].checks
    assert (lead.key, lead.computed, lead.judged) == ("lead_time", 180, judged)
    assert (quality.key, quality.judged) == ("ca", Judged.SAME)


def test_who_performs_a_step_is_taken_over_too():
    held, later = ahead(put(document(TEXT), Unit(id="unit-Front", name="Front")))
    for name in "ABC":
        held = changed(held, later[name], performer="unit-Front")
    whole = worked_out(improved(held, "one desk", "A", "B", "C"))
    assert whole.shares[0].differences["handoffs"] == -2


def test_processing_time_beside_the_path_is_told_as_total():
    held = improved(document("A 1h/4h -> B 2h/6h -> D 1h/1h; A -> C 1h/1h -> D"), "one", "C",
                    expected_process_time=parse("30min"))  # fmt: skip
    (share,) = worked_out(held).shares
    assert (share.differences["process_time"], share.differences["total_process_time"]) == (0, -30)
    assert share.sentence == "Takes 30 min off total processing time"
