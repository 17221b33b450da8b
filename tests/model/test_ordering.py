"""Streams and maps stand in the order that people give them; each move is one step, and alters as little as it can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import hold_the_laws
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.edits.ordering import arrange_maps, move_beside, move_map, move_stream
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Engagement, Map, ValueStream
from vsmstudio.model.rules import Refused


def several(**maps: str) -> Document:
    """Streams by name, each with maps named by a letter: their ids are their names."""
    records = [Engagement(id="engagement")]
    for at, (stream, letters) in enumerate(maps.items()):
        records.append(ValueStream(id=stream, name=stream, order=at + 1.0))
        records += [Map(id=each, stream=stream, name=each, order=n + 1.0) for n, each in enumerate(letters)]
    return Document(records)


def row(document: Document) -> str:
    """All maps as they are read."""
    return " ".join("".join(each.id for each in document.maps if each.stream == s.id) for s in document.streams)


def test_a_map_moves_among_the_maps_of_its_stream_and_nothing_else_changes() -> None:
    held = several(claims="abc", orders="xy")
    change = move_map(held, "a", 1)
    assert row(hold_the_laws(held, change)) == "bac xy"
    assert list(change.records) == ["a"]
    assert row(hold_the_laws(held, move_map(held, "c", 0))) == "cab xy"
    assert row(hold_the_laws(held, move_map(held, "a", 99))) == "bca xy"
    assert not move_map(held, "b", 1).records


def test_a_stream_moves_with_all_its_maps() -> None:
    held = several(claims="ab", orders="x", returns="r")
    change = move_stream(held, "returns", 0)
    assert row(hold_the_laws(held, change)) == "r ab x"
    assert list(change.records) == ["returns"]


def test_where_order_keys_leave_no_room_all_get_new_ones() -> None:
    records = [Engagement(id="engagement"), ValueStream(id="s", name="s")]
    held = Document([*records, *(Map(id=each, stream="s", name=each) for each in "abcd")])
    assert row(hold_the_laws(held, move_map(held, "d", 1))) == "adbc"


def test_one_further_to_the_right_at_the_end_of_a_stream_takes_the_stream_along() -> None:
    held = several(claims="ab", orders="xy")
    assert row(hold_the_laws(held, move_beside(held, "a", 1))) == "ba xy"
    assert row(hold_the_laws(held, move_beside(held, "b", 1))) == "xy ab"
    assert row(hold_the_laws(held, move_beside(held, "x", -1))) == "xy ab"
    with pytest.raises(Refused, match="last"):
        move_beside(held, "y", 1)
    with pytest.raises(Refused, match="first"):
        move_beside(held, "a", -1)


def test_a_map_dragged_past_another_stream_takes_its_stream_along() -> None:
    held = several(claims="ab", orders="xy", returns="r")

    def dragged(moved: Id, to: int) -> str:
        wanted = [key for key in "abxyr" if key != moved]
        wanted.insert(to, moved)
        return row(hold_the_laws(held, arrange_maps(held, wanted, moved)))

    assert dragged("a", 1) == "ba xy r"
    assert dragged("b", 2) == "ab xy r"  # not past the middle of the next stream: it snaps back
    assert dragged("b", 4) == "xy r ab"
    assert dragged("b", 3) == "xy ab r"
    assert dragged("r", 0) == "r ab xy"
    assert dragged("y", 0) == "yx ab r"


@given(st.data())
def test_any_map_can_be_taken_anywhere_and_streams_stay_together(data: st.DataObject) -> None:
    held = several(claims="abc", orders="xy", returns="r")
    for _ in range(4):
        now = [each.id for stream in held.streams for each in held.maps if each.stream == stream.id]
        moved = data.draw(st.sampled_from(now))
        wanted = [key for key in now if key != moved]
        wanted.insert(data.draw(st.integers(0, len(wanted))), moved)
        held = hold_the_laws(held, arrange_maps(held, wanted, moved))
    assert sorted("".join(sorted(part)) for part in row(held).split()) == ["abc", "r", "xy"]


def test_what_is_not_there_cannot_be_moved() -> None:
    held = edits.new_document()
    with pytest.raises(KeyError):
        move_map(held, "gone", 0)
    with pytest.raises(KeyError):
        move_stream(held, "gone", 0)
