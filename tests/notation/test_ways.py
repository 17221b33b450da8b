"""Connections on a map go around boxes and words, alone or together, while nodes move or not."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import document
from vsmstudio.model.document import Document
from vsmstudio.model.records import Flow, FlowKind, FlowMode, Link, LinkKind, Map, Queue, Split, Step, ValueStream
from vsmstudio.notation.bodies import bodies
from vsmstudio.notation.flow_words import mark_area
from vsmstudio.notation.link import corridor, link_ways
from vsmstudio.notation.obstacles import Obstacles, blocked_way
from vsmstudio.notation.shapes import Rect
from vsmstudio.notation.tracks import tracks
from vsmstudio.notation.ways import Ways

CELL = (216.0, 176.0)


@st.composite
def drawn(draw):
    """A map on a grid with every kind of connection, and where its nodes stand."""
    cells = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), min_size=2, max_size=14, unique=True))
    nodes = []
    for index, _ in enumerate(cells):
        split = draw(st.sampled_from(Split))
        if draw(st.integers(0, 3)) == 0:
            nodes.append(Queue(id=f"n{index}", map="map", name="A queue of a long name", quantity=40, split=split))
        else:
            nodes.append(Step(id=f"n{index}", map="map", name="S", split=split))
    flows = []
    for a, b in draw(st.lists(st.tuples(*[st.integers(0, len(cells) - 1)] * 2), max_size=16, unique=True)):
        if a != b:
            kind = draw(st.sampled_from([FlowKind.WORK, FlowKind.WORK, FlowKind.WORK, FlowKind.REWORK]))
            flows.append(Flow(
                id=f"f{a}-{b}", map="map", source=f"n{a}", target=f"n{b}", kind=kind,
                share=draw(st.sampled_from([None, 0.3])), mode=draw(st.sampled_from(FlowMode)),
                probability=0.1 if kind is FlowKind.REWORK else None,
            ))  # fmt: skip
    held = Document([ValueStream(id="stream", name="S"), Map(id="map", stream="stream"), *nodes, *flows])
    return held, {f"n{i}": (c[0] * CELL[0], c[1] * CELL[1]) for i, c in enumerate(cells)}


def ways_of(held, at):
    return Ways(held, held.flows("map"), at)


def all_ways(held, ways):
    return {flow.id: ways.way(flow.id)[:2] for flow in held.flows("map")}


@settings(max_examples=60, deadline=None)
@given(drawn())
def test_no_connection_runs_through_a_box_or_a_caption(case):
    held, at = case
    ways = ways_of(held, at)
    for flow in held.flows("map"):
        points = ways.way(flow.id).points
        others = [rect for key, place in at.items() if key not in (flow.source, flow.target)
                  for rect in bodies(held, held.node(key), place)]  # fmt: skip
        assert not blocked_way(points, others)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


@settings(max_examples=60, deadline=None)
@given(drawn(), st.randoms())
def test_ways_do_not_depend_on_the_order_of_asking(case, chance):
    held, at = case
    whole = all_ways(held, ways_of(held, at))
    other = ways_of(held, at)
    keys = sorted(whole)
    chance.shuffle(keys)
    assert {key: other.way(key)[:2] for key in keys} == whole


@settings(max_examples=80, deadline=None)
@given(drawn(), st.lists(st.tuples(st.integers(0, 13), st.integers(-40, 200), st.integers(-60, 200)), max_size=5))
def test_ways_that_follow_moves_are_those_of_the_new_state(case, moves):
    held, at = case
    ways = ways_of(held, at)
    known = all_ways(held, ways)
    for index, dx, dy in moves:
        key = f"n{index % len(at)}"
        at = {**at, key: (at[key][0] + dx, at[key][1] + dy)}
        changed = ways.follow(held, held.flows("map"), at)
        now = all_ways(held, ways_of(held, at))
        assert all_ways(held, ways) == now
        assert {key for key in now if now[key] != known[key]} <= changed
        known = now


@settings(max_examples=60, deadline=None)
@given(drawn(), st.lists(st.sets(st.integers(0, 15)), max_size=3))
def test_ways_that_follow_other_connections_are_those_of_the_new_state(case, kept):
    held, at = case
    flows = held.flows("map")
    ways = ways_of(held, at)
    all_ways(held, ways)
    for chosen in kept:
        some = [flow for index, flow in enumerate(flows) if index in chosen]
        ways.follow(held, some, at)
        fresh = Ways(held, some, at)
        assert {flow.id: ways.way(flow.id)[:2] for flow in some} == {flow.id: fresh.way(flow.id)[:2] for flow in some}


def test_ways_follow_connections_that_come_and_go():
    held = document("A 1h -> B 1h -> C 1h")
    at = {node.id: held.position(node.id) for node in held.nodes("map")}
    ways = Ways(held, held.flows("map"), at)
    first, second = (next(flow for flow in held.flows("map") if flow.source == name) for name in "AB")
    first = first.id
    ways.way(first)
    assert ways.follow(held, [second], at) == {first}
    assert ways.follow(held, held.flows("map"), at) == {first}
    assert ways.way(first).points == ((156, 64), (216, 64))


def test_a_connection_goes_around_the_words_of_another():
    held = document("A => B 1h; A -30%-> C 1h; D 1h -> E 1h")
    share = next(flow for flow in held.flows("map") if flow.share)
    other = next(flow for flow in held.flows("map") if flow.source == "D")
    at = {"A": (0, 0), "B": (216, 0), "C": (216, 176), "D": (0, 176), "E": (216, 352)}
    ways = Ways(held, held.flows("map"), at)
    area = mark_area(share, ways.words(share.id), ways.way(share.id).label)
    assert not blocked_way(ways.way(other.id).points, [area])


def test_a_long_name_under_a_queue_is_not_crossed():
    held = document("[Wait 1d]; A 1h -> B 1h")
    at = {"Wait": (200, 0), "A": (0, 20), "B": (400, 20)}
    ways = Ways(held, held.flows("map"), at)
    assert not blocked_way(ways.way(held.flows("map")[0].id).points, bodies(held, held.node("Wait"), at["Wait"]))


def test_what_is_near_is_found_however_far_things_lie_apart():
    held = Obstacles()
    held.put("far", Rect(9e6, -9e6, 10, 10))
    held.put("here", Rect(0, 0, 10, 10), Rect(600, 0, 10, 10))
    assert held.near(Rect(-1e7, -1e7, 2e7, 2e7)) == [Rect(0, 0, 10, 10), Rect(600, 0, 10, 10), Rect(9e6, -9e6, 10, 10)]
    held.put("here", Rect(20, 20, 5, 5))
    assert held.near(Rect(0, 0, 700, 30)) == [Rect(20, 20, 5, 5)]
    held.drop("here")
    assert held.near(Rect(0, 0, 700, 30)) == []


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.tuples(st.integers(0, 50), st.integers(0, 20))))
def test_tracks_are_shared_only_where_spans_do_not_touch(sizes):
    spans = {key: (float(left), float(left + width)) for key, (left, width) in sizes.items()}
    found = tracks(spans)
    for a, b in combinations(spans, 2):
        touch = spans[a][0] <= spans[b][1] and spans[b][0] <= spans[a][1]
        assert not touch or found[a] != found[b]
    most = max((sum(left <= x <= right for left, right in spans.values()) for x in range(80)), default=0)
    assert len(set(found.values())) == most


def test_links_share_a_corridor_that_is_no_higher_than_it_must_be_and_avoid_boxes():
    areas = {f"s{i}": Rect(216.0 * i, 0, 156, 128) for i in range(60)}
    pills = {f"v{i}": Rect(216.0 * i, 300, 156, 60) for i in range(60)}
    links = [Link(id=f"l{i}-{j}", kind=LinkKind.UNDERPINS, source=f"v{i}", target=f"s{j}")
             for i in range(60) for j in (i, (i + 2) % 60) if j >= i]  # fmt: skip
    assert max(corridor(links, areas, pills).values()) < 5
    ways = link_ways(links, areas, pills, 128.0)
    assert not any(blocked_way(way, [*areas.values(), *pills.values()]) for way in ways.values())
