"""Who owns what, and what nobody owns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.analysis.maps import changed, person, put, service
from tests.builders import document
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.matrix import NOBODY, Matrix, ownership_matrix
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, MapState, Service, Side, Step


def matrix(held: Document) -> Matrix:
    return ownership_matrix(held, analyse(held))


def owned() -> Document:
    held = put(document("A 1h -> B 3h -> C 4h; A -> D 1h -> C"), *person("Head"), *person("Techie", Side.IT))
    held = put(held, *person("Empty chair", Side.IT, vacant=True), *person("Freelancer", None))
    held = put(held, *service("Portal", "A", owner="Techie"), *service("Archive"))
    held = changed(held, "stream", owner="person-Head")
    for step, owner in (("A", "Head"), ("B", "Empty chair"), ("D", "Head")):
        held = changed(held, step, owner=f"person-{owner}")
    return held


def test_rows_stand_by_side_unit_and_name_and_nobody_comes_last():
    rows = matrix(owned()).rows
    assert [row.label for row in rows] == ["Head", "Empty chair", "Techie", "Freelancer", "Nobody"]
    assert [row.side for row in rows] == [Side.BUSINESS, Side.IT, Side.IT, None, None]
    assert [row.vacant for row in rows] == [False, True, False, False, False]


def test_a_row_counts_what_is_owned_and_its_share_of_lead_time():
    found = matrix(owned())
    head = found.row("person-Head")
    assert (head.streams, head.steps, head.services, head.total) == (1, 2, 0, 3)
    assert [found.columns[at].name for at in head.owns] == ["Stream", "A", "D"]
    assert head.lead_time["stream"] == pytest.approx(1 / 8)
    assert found.row("person-Techie").services == 1
    assert found.row("person-Techie").lead_time == {}


def test_nobody_owns_what_has_no_owner():
    nobody = matrix(owned()).row(NOBODY)
    assert (nobody.steps, nobody.services) == (1, 1)
    assert nobody.lead_time["stream"] == pytest.approx(0.5)


def test_columns_are_streams_with_their_steps_then_services():
    columns = matrix(owned()).columns
    assert [(each.kind, each.name) for each in columns] == [
        ("stream", "Stream"), ("step", "A"), ("step", "B"), ("step", "C"), ("step", "D"),
        ("service", "Archive"), ("service", "Portal"),
    ]  # fmt: skip
    assert [each.number for each in columns[1:5]] == ["1", "2a", "3", "2b"]
    assert columns[4].share is None


def test_steps_of_future_maps_are_no_columns():
    held = owned()
    held = held.apply(edits.copy_map(held, "map", "90 days"))
    assert len(matrix(held).columns) == len(matrix(owned()).columns)


@settings(max_examples=60)
@given(documents())
def test_everything_is_owned_once_and_shares_add_up(held: Document):
    found = matrix(held)
    assert sorted(at for row in found.rows for at in row.owns) == list(range(len(found.columns)))
    current = {each.id for stream in held.streams if (each := held.current_map(stream.id))}
    steps = [step for step in held.all(Step) if step.map in current]
    assert len(found.columns) == len(held.streams) + len(steps) + len(held.all(Service))
    for stream in held.streams:
        shares = [row.lead_time[stream.id] for row in found.rows if stream.id in row.lead_time]
        assert not shares or sum(shares) == pytest.approx(1.0)
    assert {each.state for each in held.maps if each.id in current} <= {MapState.CURRENT}
    assert all(held.of(Map, step.map) for step in steps)
