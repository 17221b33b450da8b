"""The roadmap: what is due, overdue, done and undated reads in words, and nothing lies on anything else."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from tests.export.engaged import ON, engaged
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement, ImprovementState
from vsmstudio.notation.roadmap import By, parts, plan_of, roadmap
from vsmstudio.notation.shapes import Picture, Rect, Words


def words(picture: Picture) -> list[Words]:
    return [each for element in picture.elements for each in element.shapes if isinstance(each, Words) and each.text]


def said(held: Document, by: By = "horizon") -> str:
    return " | ".join(each.text for each in words(roadmap(plan_of(held, ON, by))))


def test_every_state_is_told_in_words():
    found = said(engaged())
    for expected in ("As of 16 Feb", "1 Apr", "Overdue since 1 Feb", "Done 6 Feb", "No due date", "Nobody yet",
                     "12 May Review after 90 days"):  # fmt: skip
        assert expected in found


def test_rows_stand_by_horizon_or_by_owner():
    assert [group.title for group in plan_of(engaged(), ON).groups] == ["Now", "Next", "Later"]
    assert [group.title for group in plan_of(engaged(), ON, "owner").groups] == [
        "Head of Claims", "Head of Sales", "Nobody yet"]  # fmt: skip


def test_what_is_dropped_is_left_out():
    held = engaged()
    gone = next(each for each in held.all(Improvement) if each.name == "Assess from photographs")
    held = held.apply(edits.update(held, gone.id, state=ImprovementState.DROPPED))
    assert "Assess from photographs" not in said(held)


@pytest.mark.parametrize("by", ["horizon", "owner"])
def test_words_touch_no_other_words(by: By):
    picture = roadmap(plan_of(engaged(), ON, by))
    boxes = [(each.text, Rect(each.left, each.y - 9, each.width, 10.5)) for each in words(picture)]
    assert not [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.touches(two)]
    assert all(box.x >= 0 and box.right <= picture.area.right for _, box in boxes)


def test_a_long_plan_is_cut_between_rows_and_loses_none():
    held = engaged()
    for at in range(60):
        held = held.apply(edits.add_improvement(held, f"Better {at}"))
    plan = plan_of(held, ON)
    cut = parts(plan, 400)
    assert all(roadmap(each).area.height <= 400 for each in cut)
    keys = [bar.key for each in cut for group in each.groups for bar in group.bars]
    assert keys == [bar.key for group in plan.groups for bar in group.bars]
    assert any(group.title.endswith("(continued)") for each in cut for group in each.groups)


@pytest.mark.parametrize("due", [date.min, date(1900, 1, 1), date(2026, 2, 16), date.max])
def test_any_date_can_be_drawn(due: date):
    held = engaged()
    held = held.apply(edits.add_improvement(held, "Odd", due=due))
    assert roadmap(plan_of(held, ON)).area.width > 0


def test_nothing_planned_is_an_empty_plan():
    assert plan_of(Document(), ON).groups == ()
