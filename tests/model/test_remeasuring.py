"""A stream measured again: the later current map, and what it came from."""

from __future__ import annotations

from datetime import date

import pytest

from tests import builders
from tests.laws import hold_the_laws
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import LinkKind, Map, MapState
from vsmstudio.model.rules import Refused

FIRST, LATER = date(2026, 2, 5), date(2026, 5, 19)


@pytest.fixture
def held() -> Document:
    drawn = builders.document("(Buyer) -> A 1h -> B 2h -> (Gets)")
    return drawn.apply(edits.update(drawn, drawn.maps[0].id, date=FIRST))


def test_a_map_measured_again_is_the_current_one_and_its_steps_know_where_they_came_from(held: Document) -> None:
    first = held.maps[0]
    change = edits.copy_later(held, first.id, "Measured again", LATER)
    hold_the_laws(held, change)
    after = held.apply(change)
    made = after.current_map(first.stream)
    assert made is not None
    assert (made.name, made.state, made.date) == ("Measured again", MapState.CURRENT, LATER)
    origins = {
        step.name: [after.name(link.target) for link in after.links_from(step.id, LinkKind.CAME_FROM)]
        for step in after.steps(made.id)
    }
    assert origins == {"A": ["A"], "B": ["B"]}
    assert after.the(Map, first.id) == first


@pytest.mark.parametrize("day", [FIRST, date(2025, 1, 1)])
def test_a_map_that_is_not_later_is_refused(held: Document, day: date) -> None:
    with pytest.raises(Refused, match="latest current map is the current map"):
        edits.copy_later(held, held.maps[0].id, "Before", day)


def test_a_future_map_that_came_true_can_be_measured_too(held: Document) -> None:
    planned = held.apply(edits.copy_map(held, held.maps[0].id, "90 days"))
    future = next(each for each in planned.maps if each.state is MapState.FUTURE)
    change = edits.copy_later(planned, future.id, "Measured again", LATER)
    hold_the_laws(planned, change)
    made = planned.apply(change).current_map(future.stream)
    assert made is not None
    assert made.name == "Measured again"
