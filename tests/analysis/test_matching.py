"""Steps of two maps match by where they came from, never by name."""

from __future__ import annotations

from tests.builders import document, draw
from vsmstudio.analysis.matching import Fate, matches
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Link, LinkKind, Map, MapState, Step


def grown(text: str, *futures: tuple[str, str, dict[str, str]]) -> Document:
    """A current map, and futures: (map id, what is drawn, where each of its steps came from, `A B` for several)."""
    held = document(text)
    for map_id, drawing, origins in futures:
        future = Map(id=map_id, stream="stream", name=map_id, state=MapState.FUTURE)
        held = draw(held.apply(edits.put(held, "", future)), map_id, drawing)
        links = [
            Link(id=f"{step}-{origin}", kind=LinkKind.CAME_FROM, source=step, target=origin)
            for step, came in origins.items()
            for origin in came.split()
        ]
        held = held.apply(edits.put(held, "", *links))
    return held


def fates(held: Document, before: str, after: str) -> list[tuple[str, str, str]]:
    return [(each.fate.value, " ".join(each.before), " ".join(each.after)) for each in matches(held, before, after)]


def test_kept_merged_split_gone_and_new():
    held = grown(
        "A -> B -> C -> D -> E",
        ("soon", "A2 -> BC -> D1 -> D2 -> N", {"A2": "A", "BC": "B C", "D1": "D", "D2": "D"}),
    )
    assert fates(held, "map", "soon") == [
        ("kept", "A", "A2"),
        ("merged", "B C", "BC"),
        ("split", "D", "D1 D2"),
        ("gone", "E", ""),
        ("new", "", "N"),
    ]


def test_the_other_way_round_a_merge_is_a_split():
    held = grown("A -> B", ("soon", "AB", {"AB": "A B"}))
    assert fates(held, "soon", "map") == [("split", "AB", "A B")]


def test_what_was_cut_and_joined_anew_is_regrouped():
    held = grown("A -> B", ("soon", "X -> Y", {"X": "A B", "Y": "B"}))
    assert fates(held, "map", "soon") == [("regrouped", "A B", "X Y")]


def test_origins_reach_through_maps_between():
    held = grown("A -> B", ("soon", "A2 -> B2", {"A2": "A", "B2": "B"}), ("ideal", "A3 -> N", {"A3": "A2"}))
    assert fates(held, "map", "ideal") == [("kept", "A", "A3"), ("gone", "B", ""), ("new", "", "N")]


def test_two_futures_match_by_the_current_step_that_both_came_from():
    held = grown("A -> B", ("soon", "A2 -> B2", {"A2": "A", "B2": "B"}), ("ideal", "A3 -> B3", {"A3": "A", "B3": "B"}))
    assert fates(held, "soon", "ideal") == [("kept", "A2", "A3"), ("kept", "B2", "B3")]


def test_a_direct_origin_outweighs_a_shared_one():
    held = grown("A", ("soon", "X -> Y", {"X": "A", "Y": "A"}), ("ideal", "Z", {"Z": "X"}))
    assert fates(held, "soon", "ideal") == [("kept", "X", "Z"), ("gone", "Y", "")]


def test_names_alone_match_nothing():
    held = grown("A -> B", ("soon", "C -> D", {}))
    twin = held.the(Step, "C")
    held = held.apply(edits.update(held, twin.id, name="A"))
    assert {each.fate for each in matches(held, "map", "soon")} == {Fate.GONE, Fate.NEW}


def test_a_copied_map_keeps_every_step():
    held = document("A -> B; A -> C -> D")
    held = held.apply(edits.copy_map(held, "map", "90 days"))
    future = next(each.id for each in held.maps if each.state is MapState.FUTURE)
    found = matches(held, "map", future)
    assert [each.fate for each in found] == [Fate.KEPT] * 4
    assert [held.name(each.before[0]) for each in found] == [held.name(each.after[0]) for each in found]


def test_a_ring_of_origins_in_a_broken_file_ends():
    held = grown("A -> B", ("soon", "C -> D", {"C": "A"}))
    ring = Link(id="ring", kind=LinkKind.CAME_FROM, source="A", target="C")
    assert fates(held.apply(edits.put(held, "", ring)), "map", "soon")[0] == ("kept", "A", "C")


def test_a_map_beside_itself_keeps_all():
    assert {each.fate for each in matches(document("A -> B"), "map", "map")} == {Fate.KEPT}
