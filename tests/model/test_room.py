"""A new node never lands on another, however it comes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import document
from vsmstudio.model import edits
from vsmstudio.model.edits.room import free_place
from vsmstudio.model.records import Step

places = st.tuples(st.integers(-600, 600), st.integers(-600, 600))
boxes = st.lists(places, max_size=12)


def test_a_free_place_stays():
    assert free_place(0, 0, (156, 128), [(216, 0, 156, 128)]) == (0, 0)


def test_a_taken_place_gives_way_to_the_row_below():
    assert free_place(10, 0, (156, 128), [(0, 0, 156, 128)]) == (10, 152)


@settings(max_examples=60)
@given(places, boxes)
def test_nothing_stands_in_a_free_place(place, others):
    x, y = free_place(*place, (156, 128), [(*other, 156, 128) for other in others])
    assert all(abs(x - left) >= 156 or abs(y - top) >= 128 for left, top in others)


def test_following_steps_never_stand_on_one_another():
    held = document("A 1h -> B 1h")
    for index in range(4):
        step = Step(id=f"n{index}", map="map", name=f"N{index}")
        held = held.apply(edits.add_next(held, "A", step))
    stand = [held.position(step.id) for step in held.steps("map")]
    assert len(set(stand)) == len(stand)
