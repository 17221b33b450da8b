"""What improvements weigh against each other, and whom to name as owner."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from tests.analysis.maps import changed, customer, person, put, service
from tests.analysis.rules.case import TODAY
from tests.builders import document
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.engagement.contribution import Applied
from vsmstudio.analysis.engagement.priorities import Priority, priorities
from vsmstudio.analysis.engagement.proposals import Proposal, proposals
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import (
    Audience,
    Improvement,
    ImprovementState,
    Link,
    LinkKind,
    Obstacle,
    ServiceKind,
    Side,
    Touchpoint,
)  # fmt: skip

TEXT = "A 4h -> B 6h -> D 1h; A -> C 1h -> D"  # C lies beside the critical path


def planned(held: Document, name: str, *changes: str, **fields: Any) -> Document:
    links = [Link(id=f"{name}-{key}", kind=LinkKind.CHANGES, source=name, target=key) for key in changes]
    return put(held, Improvement(id=name, name=name, **fields), *links)


def weighed(held: Document) -> dict[str, Priority]:
    return {each.improvement: each for each in priorities(held, analyse(held, TODAY))}


def test_what_is_claimed_off_the_path_gains_nothing():
    held = planned(planned(document(TEXT), "on", "B", expected_lead_time=parse("2h")), "off", "C",
                   expected_lead_time=parse("30min"))  # fmt: skip
    found = weighed(held)
    assert (found["on"].lead_time, found["on"].claimed_lead_time, found["on"].critical_steps) == (120, 120, ("B",))
    assert (found["off"].lead_time, found["off"].claimed_lead_time, found["off"].critical_steps) == (0, 30, ())
    assert found["on"].applied is Applied.CLAIM


def test_owner_gaps_experience_cost_and_plot_stand_beside_it():
    held = planned(document(TEXT), "idea", "B", expected_cost=5000.0, effort=3, benefit=8)
    held = put(held, Touchpoint(id="t", step="B", audience=Audience.USER, rating=2))
    found = weighed(held)["idea"]
    assert found.owner_gaps == ("owner.gap-on-path:A:map",)
    assert (found.lowest_rating, found.cost, found.effort, found.benefit) == (2, 5000, 3, 8)
    assert found.streams == ("stream",)


def test_what_supports_no_stream_stands_out():
    held = planned(put(document(TEXT), *service("Archive")), "move", "service-Archive")
    assert weighed(held)["move"].supports_nothing


def test_the_order_is_the_rooms_and_the_earlier_one_is_kept():
    held = document(TEXT)
    for at, name in enumerate("xyz"):
        held = planned(held, name, "A", order=at)
    held = held.apply(edits.order_improvements(held, ["x", "y"]))
    held = held.apply(edits.keep_order(held))
    held = held.apply(edits.order_improvements(held, ["y", "x"]))
    found = weighed(held)
    assert list(found) == ["y", "x", "z"]
    assert [(each.rank, each.earlier, each.moved) for each in found.values()] == [(1, 2, 1), (2, 1, -1), (None,) * 3]


def test_what_was_dropped_is_left_out():
    assert not weighed(planned(document(TEXT), "idea", "A", state=ImprovementState.DROPPED))


@settings(max_examples=40)
@given(documents())
def test_any_plan_is_weighed_and_any_document_has_its_proposals(held: Document) -> None:
    analysis = analyse(held, TODAY)
    found = priorities(held, analysis)
    kept = [each for each in held.all(Improvement) if each.state is not ImprovementState.DROPPED]
    assert len(found) == len(kept)
    ranks = [each.rank for each in found if each.rank is not None]
    assert ranks == list(range(1, len(ranks) + 1))
    for each in proposals(held, analysis):
        assert each.proposed is None or each.proposed in held
        assert each.todo


def proposed(held: Document) -> list[Proposal]:
    return list(proposals(held, analyse(held, TODAY)))


def portal(side: Side = Side.IT) -> Document:
    held = put(document("A 3h !Head -> B 1h", as_of=TODAY), *person("Head"), *person("Chief", side))
    held = put(changed(held, "stream", owner="person-Head"), *customer("stream"))
    return put(held, *service("Portal", "A", owner="Chief"))


def test_a_misplaced_service_gets_the_owner_of_its_stream():
    (found,) = proposed(portal())
    assert (found.part, found.now, found.proposed) == ("services", "person-Chief", "person-Head")
    assert found.why == "owner of the stream that it supports most, Stream, with 75 % of lead time"
    assert found.stream == "stream"


def test_a_service_that_nobody_owns_gets_one_too():
    (found,) = [each for each in proposed(changed(portal(), "service-Portal", owner=None)) if each.part == "services"]
    assert (found.rule, found.now, found.proposed) == ("owner.service-missing", None, "person-Head")


def test_a_stream_gets_whoever_in_the_business_answers_for_most_of_it():
    held = changed(portal(), "stream", owner="person-Chief")
    found = proposed(held)
    assert [each.part for each in found] == ["streams", "services"]
    assert (found[0].rule, found[0].proposed) == ("owner.stream-in-it", "person-Head")
    assert found[0].why == "answers for 75 % of its lead time, more than anybody else in the business"
    assert (found[1].proposed, found[1].todo) == (None, "First name a business owner for Stream")


def test_an_it_service_gets_its_manager_in_it():
    held = put(document("A 1h"), *person("Head"), *person("Chief", Side.IT))
    held = put(held, *service("Base", "A", kind=ServiceKind.IT, owner="Head", manager="person-Chief"))
    assert [each.proposed for each in proposed(held) if each.part == "services"] == ["person-Chief"]


def test_what_the_room_noted_against_it_stands_beside_it():
    held = portal()
    held = held.apply(edits.object_to(held, "owner.service-misplaced", "service-Portal", Obstacle.CONTROL, why="Later"))
    (found,) = proposed(held)
    assert found.objection is not None
    assert found.objection.reason is Obstacle.CONTROL
    assert not found.accepted
    accepted = held.apply(
        edits.accept(held, "owner.service-misplaced", "service-Portal", severity="high", why="So be it")
    )
    assert proposed(accepted)[0].accepted
