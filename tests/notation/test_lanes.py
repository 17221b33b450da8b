"""Swimlanes are drawn where most steps of their units stand, with the unit's name."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from tests.builders import document
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model import edits
from vsmstudio.notation.lanes import NOBODY
from vsmstudio.notation.layout import layout
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Words
from vsmstudio.notation.sizes import area_of

FLOW = "A 1h @Sales -> B 1h @Credit -> C 1h @Sales -> D 1h @Credit -> E 1h"


def shown(lanes=True, **moved):
    held = document(FLOW)
    held = held.apply(edits.update(held, "map", lanes=lanes))
    held = held.apply(edits.place(held, layout(held, "map")))
    held = held.apply(edits.place(held, moved))
    drawn = picture(held, "map", analyse(held, date(2026, 1, 1)))
    return held, drawn, {element.tip: element.area for element in drawn.elements if element.kind == "lane"}


def test_each_lane_bears_its_unit_and_those_without_a_performer_have_one():
    _, drawn, lanes = shown()
    assert sorted(lanes, key=lambda name: lanes[name].y) == ["Sales", "Credit", NOBODY]
    said = {shape.text for element in drawn.elements if element.kind == "lane" for shape in element.shapes
            if isinstance(shape, Words)}  # fmt: skip
    assert said == {"Sales", "Credit", NOBODY}


def test_lanes_join_and_lie_behind_everything():
    _, drawn, lanes = shown()
    areas = sorted(lanes.values(), key=lambda area: area.y)
    assert all(a.bottom == b.y for a, b in pairwise(areas))
    assert {element.kind for element in drawn.elements[:3]} == {"lane"}


def test_a_map_without_swimlanes_has_none():
    assert shown(lanes=False)[2] == {}


def test_a_step_that_was_dragged_into_another_lane_leaves_the_lanes_where_they_are():
    _, _, before = shown()
    held, _, after = shown(C=(432, before["Credit"].y + 30))
    assert {name: (area.y, area.bottom) for name, area in after.items()} == {
        name: (area.y, area.bottom) for name, area in before.items()
    }
    assert area_of(held.node("C"), held.position("C")).y > after["Sales"].bottom


def test_heading_and_services_stand_outside_the_lanes():
    _, drawn, lanes = shown()
    assert drawn.element("stream").area.bottom <= min(area.y for area in lanes.values())
