"""A map that nobody placed is laid out so that it can be read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import document
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Flow, Map, Step, ValueStream
from vsmstudio.notation.layout import layout
from vsmstudio.notation.sizes import area_of


def test_a_chain_stands_in_one_row_from_left_to_right():
    places = layout(document("A 1h -> B 1h -> C 1h"), "map")
    assert [places[key] for key in "ABC"] == [(0, 0), (216, 0), (432, 0)]


def test_parallel_branches_stand_below_each_other_and_the_join_after_them():
    places = layout(document("A 1h -> B 1h -> D 1h; A -> C 1h -> D"), "map")
    assert places["B"][0] == places["C"][0]
    assert abs(places["B"][1] - places["C"][1]) >= 152
    assert places["D"][0] > places["B"][0]


def test_queues_and_endpoints_share_the_middle_line_of_their_row():
    held = document("(Customer) -> A 1h -> [Wait 1d] -> B 1h")
    places = layout(held, "map")
    assert len({area_of(held.node(key), place).center[1] for key, place in places.items()}) == 1


def test_a_loop_is_laid_out_too():
    assert len(layout(document("A 1h -> B 1h -> C 1h -> A"), "map")) == 3


@settings(max_examples=100)
@given(st.integers(1, 25), st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=50))
def test_no_node_stands_on_another_and_work_leads_to_the_right(count, pairs):
    steps = [Step(id=f"s{i:02}", map="map", name=f"S{i}") for i in range(count)]
    flows = {(a, b) for a, b in pairs if a < b < count}
    held = Document([
        ValueStream(id="stream", name="S"), Map(id="map", stream="stream"), *steps,
        *(Flow(id=f"f{a}-{b}", map="map", source=f"s{a:02}", target=f"s{b:02}") for a, b in flows),
    ])  # fmt: skip
    places = layout(held, "map")
    assert places == layout(held, "map")
    areas = [area_of(held.node(key), place) for key, place in places.items()]
    assert not any(a.touches(b) for i, a in enumerate(areas) for b in areas[:i])
    assert all(places[f"s{a:02}"][0] < places[f"s{b:02}"][0] for a, b in flows)
    held = held.apply(edits.place(held, places))
