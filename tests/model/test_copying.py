"""Copying steps and pasting them: into the same map, another one, another document."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders
from tests.documents import documents
from tests.laws import hold_the_laws
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Flow, FlowKind, Link, LinkKind, Map, Placement, Record, Service, Step
from vsmstudio.model.rules import Refused


@pytest.fixture
def plan() -> Document:
    drawn = builders.document("(Buyer) -> A 1h @Sales !Ann -> [Desk 3d] -> B 2h -> (Gets); B ~60%~> A; A ..> B")
    drawn = drawn.apply(edits.put(drawn, "service", Service(id="crm", name="CRM")))
    drawn = drawn.apply(edits.underpin(drawn, "crm", "B"))
    return drawn.apply(edits.add_map(drawn, "stream", "90 days"))


def pasted(document: Document, map_id: str, records: tuple[Record, ...], dx: float = 0, dy: float = 0) -> Document:
    return hold_the_laws(document, edits.paste(document, map_id, records, dx, dy))


def new(before: Document, after: Document, kind: type[Record] = Record) -> list[Record]:
    return [each for key, each in after.records.items() if key not in before and isinstance(each, kind)]


def test_a_copy_holds_nodes_with_what_is_between_and_under_them(plan: Document) -> None:
    records = edits.copied(plan, ["A", "B", "Desk", "stream"])
    assert [each.id for each in records[:3]] == ["A", "B", "Desk"]
    assert len([each for each in records if isinstance(each, Flow)]) == 4
    assert len([each for each in records if isinstance(each, Placement)]) == 3
    assert [each.source for each in records if isinstance(each, Link)] == ["crm"]


def test_pasted_beside_the_original_everything_is_new_and_moved(plan: Document) -> None:
    after = pasted(plan, "map", edits.copied(plan, ["A", "Desk", "B"]), 24, 200)
    a, b = (next(each for each in new(plan, after, Step) if each.name == name) for name in "AB")  # type: ignore[attr-defined]
    assert {flow.kind for flow in after.leaving(b.id)} == {FlowKind.REWORK}
    assert [flow.target for flow in after.leaving(b.id)] == [a.id]
    assert (a.performer, a.owner) == ("unit-Sales", "person-Ann")  # type: ignore[attr-defined]
    assert [link.source for link in after.links_to(b.id, LinkKind.UNDERPINS)] == ["crm"]
    x, y = plan.position("A") or (0, 0)
    assert after.position(a.id) == (x + 24, y + 200)
    assert all(after.records[key] == record for key, record in plan.records.items())


def test_pasted_on_another_map_it_stands_there_with_its_id_in_the_table(plan: Document) -> None:
    (later,) = [each.id for each in plan.all(Map) if each.name == "90 days"]
    records = edits.copied(plan, ["A"])
    (there,) = new(plan, pasted(plan, later, records), Step)
    (here,) = new(plan, pasted(plan, "map", records), Step)
    assert (there.map, there.key, here.key) == (later, "A", "")  # type: ignore[attr-defined]


def test_pasted_into_another_document_it_keeps_only_what_is_known_there(plan: Document) -> None:
    other = edits.new_document("Other")
    after = pasted(other, other.maps[0].id, edits.copied(plan, ["A", "B"]))
    for step in after.steps(other.maps[0].id):
        assert step.performer is None
        assert step.owner is None
    assert not after.all(Link)
    assert len(after.all(Flow)) == 2


def test_pasting_twice_makes_two_copies(plan: Document) -> None:
    records = edits.copied(plan, ["A"])
    change = edits.paste(plan, "map", records, 0, 0)
    assert change.label == "Paste step A"
    assert edits.paste(plan, "map", edits.copied(plan, ["A", "B"]), 0, 0).label == "Paste 2 steps"
    assert len(pasted(pasted(plan, "map", records), "map", records).steps("map")) == 4


def test_what_a_clipboard_may_hold_besides_is_left_out_or_refused(plan: Document) -> None:
    step = plan.the(Step, "A")
    loop = Flow(id="x", map="map", source="A", target="A")
    lost = Flow(id="y", map="map", source="A", target="nobody")
    assert len(new(plan, pasted(plan, "map", (step, loop, lost, plan.engagement)))) == 1
    with pytest.raises(Refused, match="nothing to paste"):
        edits.paste(plan, "map", [plan.engagement], 0, 0)
    with pytest.raises(Refused, match="too far"):
        edits.paste(plan, "map", edits.copied(plan, ["A"]), 1e9, 0)
    twice = [flow for flow in plan.all(Flow) if flow.kind is FlowKind.REWORK]
    twice += [msgspec.structs.replace(flow, id="again") for flow in twice]
    assert len(new(plan, pasted(plan, "map", (step, plan.the(Step, "B"), *twice)), Flow)) == 1


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(documents(), documents(), st.data())
def test_any_copy_can_be_pasted_anywhere(a: Document, b: Document, data: st.DataObject) -> None:
    nodes = [node.id for each in a.maps for node in a.nodes(each.id)]
    chosen = data.draw(st.lists(st.sampled_from(nodes), min_size=1, unique=True)) if nodes else []
    for target in (a, b):
        if chosen:
            after = pasted(target, target.maps[0].id, edits.copied(a, chosen), 8, 8)
            assert len(new(target, after)) >= len(chosen)
