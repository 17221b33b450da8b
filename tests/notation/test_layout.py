"""Maps are laid out so that they can be read, and tidied up as the person meant them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import document
from tests.documents import documents
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import Flow, FlowKind, FlowMode, Map, Step, ValueStream
from vsmstudio.notation.layout import layout, tidied_selection
from vsmstudio.notation.layout.crossings import crossings
from vsmstudio.notation.layout.graph import graph_of
from vsmstudio.notation.layout.performers import lane_of_nodes
from vsmstudio.notation.sizes import area_of
from vsmstudio.notation.ways import Ways

MAP = "map"


def tidy(held: Document, map_id: str = MAP) -> Document:
    return held.apply(edits.place(held, layout(held, map_id)))


def put(held: Document, **places) -> Document:
    return held.apply(edits.place(held, places))


def areas(held: Document, map_id: str = MAP):
    return {node.id: area_of(node, held.position(node.id)) for node in held.nodes(map_id)}


def in_lanes(held: Document) -> Document:
    return held.apply(edits.update(held, MAP, lanes=True))


@st.composite
def maps(draw):
    """A random map: a few streams of work with shortcuts, loops, rework and lonely steps, some nodes placed by hand."""
    count = draw(st.integers(1, 22))
    names = [f"s{i:02}" for i in range(count)]
    units = ["", " @North", " @South", " @West"]
    kinds = [f"{name} {i % 5}h{draw(st.sampled_from(units))}" for i, name in enumerate(names)]
    parts = list(kinds)
    for a, b in draw(st.lists(st.tuples(*[st.integers(0, count - 1)] * 2), max_size=40, unique=True)):
        if a != b:
            arrow = "->" if draw(st.integers(0, 5)) else "~1%~>" if a > b else "..>"
            parts.append(f"{names[a]} {arrow} {names[b]}")
    held = document("; ".join(parts))
    stands = draw(
        st.dictionaries(st.sampled_from(names), st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=count)
    )
    gone = {each.id: None for each in held.records.values() if each.type == "placement"}
    held = Document([each for each in held.records.values() if each.id not in gone])
    if draw(st.booleans()):
        held = in_lanes(held)
    return put(held, **{key: (x * 100.0, y * 70.0) for key, (x, y) in stands.items()})


# --- laws -------------------------------------------------------------------------------------------------------------


@settings(max_examples=50, deadline=None)
@given(maps())
def test_every_node_has_a_place_and_none_stands_on_another(held):
    done = areas(tidy(held))
    assert done.keys() == {node.id for node in held.nodes(MAP)}
    found = list(done.values())
    assert not any(a.touches(b) for i, a in enumerate(found) for b in found[:i])


@settings(max_examples=50, deadline=None)
@given(maps())
def test_tidying_up_twice_changes_nothing_more(held):
    once = tidy(held)
    assert layout(once, MAP) == layout(held, MAP)


@settings(max_examples=40, deadline=None)
@given(maps())
def test_work_leads_to_the_right_unless_it_closes_a_loop(held):
    done = areas(tidy(held))
    graph = graph_of(held, MAP)
    for key, following in graph.after.items():
        assert all(done[key].right < done[each].x for each in following)


@settings(max_examples=40, deadline=None)
@given(maps())
def test_siblings_keep_the_order_in_which_they_stand(held):
    lanes = lane_of_nodes(held, MAP) if held.the(Map, MAP).lanes else {}
    graph, done = graph_of(held, MAP), areas(tidy(held))
    for near in (graph.after, graph.before):
        for family in near.values():
            for a in family:
                for b in family:
                    before = held.position(a), held.position(b)
                    if None in before or done[a].center[0] != done[b].center[0] or lanes.get(a) != lanes.get(b):
                        continue
                    if before[0][1] < before[1][1]:
                        assert done[a].y < done[b].y


@settings(max_examples=30, deadline=None)
@given(maps())
def test_no_connection_of_a_tidy_map_runs_through_a_box(held):
    done = tidy(held)
    at = {node.id: done.position(node.id) for node in done.nodes(MAP)}
    ways = Ways(done, done.flows(MAP), at)
    boxes = areas(done)
    for flow in done.flows(MAP):
        for key, area in boxes.items():
            inner = area.grown(-1)
            if key not in (flow.source, flow.target):
                points = ways.way(flow.id).points
                assert not any(
                    min(a[0], b[0]) < inner.right and max(a[0], b[0]) > inner.x
                    and min(a[1], b[1]) < inner.bottom and max(a[1], b[1]) > inner.y
                    for a, b in pairwise(points)
                )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(maps())
def test_lanes_hold_their_steps_and_no_others(held):
    done = tidy(in_lanes(held))
    lanes = lane_of_nodes(done, MAP)
    extent = {}
    for key, area in areas(done).items():
        top, bottom = extent.get(lanes[key], (area.y, area.bottom))
        extent[lanes[key]] = (min(top, area.y), max(bottom, area.bottom))
    found = sorted(extent.values())
    assert all(a[1] < b[0] for a, b in pairwise(found))


@settings(max_examples=25, deadline=None)
@given(documents())
def test_any_document_can_be_tidied_up(held):
    for each in held.maps:
        done = tidy(held, each.id)
        assert tidy(done, each.id) == done


def test_a_main_line_that_leaps_over_others_is_tidied_once_and_for_all():
    hours = {"1": 1, "12": 5, "13": 5, "3": 1, "4": 1, "5": 5, "6": 5, "7": 0, "9": 0}
    pairs = "1>3 1>5 3>4 3>9 3>12 4>7 5>6 6>9 6>12 7>9 9>13"
    steps = [Step(id=key, map=MAP, name=key, lead_time=parse(f"{hour} h")) for key, hour in hours.items()]
    flows = [
        Flow(id=each, map=MAP, **dict(zip(("source", "target"), each.split(">"), strict=True)))
        for each in pairs.split()
    ]
    done = tidy(Document([ValueStream(id="stream", name="Orders"), Map(id=MAP, stream="stream"), *steps, *flows]))
    assert tidy(done) == done


# --- what people expect -----------------------------------------------------------------------------------------------


def test_a_chain_stands_in_one_row_from_left_to_right():
    places = layout(document("A 1h -> B 1h -> C 1h"), MAP)
    assert [places[key] for key in "ABC"] == [(0, 0), (216, 0), (432, 0)]


def test_parallel_branches_stand_below_each_other_and_the_join_after_them():
    places = layout(document("A 1h -> B 1h -> D 1h; A -> C 1h -> D"), MAP)
    assert places["B"][0] == places["C"][0]
    assert abs(places["B"][1] - places["C"][1]) >= 152
    assert places["D"][0] > places["B"][0]


def test_the_line_that_takes_longest_is_straight():
    places = layout(document("A 1h -> B 1h -> E 1h -> F 1h; A -> C 5d -> E; A -> D 1h -> E"), MAP)
    assert len({places[key][1] for key in "ACEF"}) == 1
    assert len({places[key][1] for key in "BCD"}) == 3


def test_what_the_person_put_above_stays_above():
    held = document("A 1h -> B 1h -> D 1h; A -> C 1h -> D")
    up, down = put(held, B=(216, 0), C=(216, -300)), put(held, B=(216, 0), C=(216, 300))
    assert layout(up, MAP)["C"][1] < layout(up, MAP)["B"][1]
    assert layout(down, MAP)["C"][1] > layout(down, MAP)["B"][1]


def test_branches_that_cross_needlessly_are_put_in_order():
    held = document("A 1h -> B 1h -> D 1h -> F 1h; A -> C 1h -> E 1h -> F")
    crossed = put(held, B=(216, 0), C=(216, 200), D=(432, 200), E=(432, 0), F=(648, 100))
    graph = graph_of(crossed, MAP)
    places = layout(Document([each for each in crossed.records.values() if each.id not in ("D.at", "E.at")]), MAP)
    edges = [(key, each) for key, found in graph.after.items() for each in found]
    assert crossings(graph.columns, {key: place[1] for key, place in places.items()}, edges) == 0


def test_queues_and_endpoints_share_the_middle_line_of_their_row():
    held = document("(Customer) -> A 1h -> [Wait 1d] -> B 1h")
    places = layout(held, MAP)
    assert len({area_of(held.node(key), place).center[1] for key, place in places.items()}) == 1


def test_a_loop_is_laid_out_too():
    assert len(layout(document("A 1h -> B 1h -> C 1h -> A"), MAP)) == 3


def test_what_joins_later_stands_just_before_it_joins():
    places = layout(document("A 1h -> B 1h -> C 1h -> D 1h; Supplier 1h -> D"), MAP)
    assert places["Supplier"][0] == places["C"][0]


def test_steps_without_work_stand_in_rows_below_and_those_put_above_stay_above():
    held = document("A 1h -> B 1h; C 1h; D 1h")
    places = layout(put(held, A=(0, 0), B=(216, 0), C=(50, -300), D=(10, 400)), MAP)
    assert places["C"][1] < places["A"][1] < places["D"][1]


def test_wide_words_between_two_steps_have_room():
    held = document("A 1h -> B 1h")
    said = held.apply(edits.update(held, held.flows(MAP)[0].id, mode=FlowMode.FIFO, delay=parse("1d 2h 30min")))
    assert layout(said, MAP)["B"][0] > layout(held, MAP)["B"][0]


def test_lanes_stand_in_the_order_of_the_flow_until_the_person_moves_them():
    held = in_lanes(document("A 1h @Sales -> B 1h @Credit -> C 1h @Sales -> D 1h"))
    places = layout(held, MAP)
    assert places["A"][1] == places["C"][1] < places["B"][1] < places["D"][1]
    moved = put(held, **{**places, "B": (216, -500)})
    assert layout(moved, MAP)["B"][1] < layout(moved, MAP)["A"][1]


def test_queues_stand_in_the_lane_of_the_step_that_they_wait_for():
    held = in_lanes(document("A 1h @Sales -> [In 1d] -> B 1h @Credit -> (Customer)"))
    assert lane_of_nodes(held, MAP) == {
        "A": "unit-Sales",
        "In": "unit-Credit",
        "B": "unit-Credit",
        "Customer": "unit-Credit",
    }


def test_arcs_have_room_above_a_lower_row():
    held = tidy(document("A 1h -> B 9h -> F 9h -> D 1h; A -> C 1h -> E 1h -> D; E ~10%~> C"))
    done = areas(held)
    arc = next(flow for flow in held.flows(MAP) if flow.kind is FlowKind.REWORK)
    way = Ways(held, held.flows(MAP), {key: (area.x, area.y) for key, area in done.items()}).way(arc.id)
    assert done["B"].bottom < done["C"].y
    assert all(done["B"].bottom < y <= done["C"].y for _, y in way.points)


def test_a_note_keeps_its_distance_to_the_step_that_it_is_nearest_to():
    held = put(document("A 1h -> B 1h -> C 1h"), A=(0, 0), B=(0, 400), C=(0, 900))
    noted = held.apply(edits.add_note(held, MAP, 30, 560, text="Why twice?"))
    note = noted.notes(MAP)[0].id
    done = tidy(noted)
    assert done.position(note) == (done.position("B")[0] + 30, done.position("B")[1] + 160)


def test_a_selection_is_tidied_up_where_it_stands_and_below_what_is_there():
    held = put(document("A 1h -> B 1h; C 1h"), A=(400, 400), B=(400, 900), C=(620, 380))
    places = tidied_selection(held, MAP, ["A", "B"])
    done = areas(put(held, **places))
    assert done["C"] == areas(held)["C"]
    assert done["A"].x == 400
    assert done["A"].y > done["C"].bottom
    assert tidied_selection(put(held, **places), MAP, ["A", "B"]) == places
