"""Experience under the map: a curve for each audience that rated something, gaps where nobody did, poor points that stand out."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.builders import document
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Audience, Service
from vsmstudio.notation.drawing import Drawing, Scenery
from vsmstudio.notation.layers import Layers
from vsmstudio.notation.layout import laid_out
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Box, Element, Picture, Poly, Words

WHO = {"c": Audience.CUSTOMER, "u": Audience.USER, "e": Audience.EMPLOYEE}


def rated(held: Document, *said: str, note: str = "") -> Document:
    """`A c2` is a 2 of the customers at step A."""
    for each in said:
        step, rating = each.split()
        held = held.apply(edits.rate(held, step, WHO[rating[0]], rating=float(rating[1:]), note=note))
    return held


def shown(held: Document, layers: Layers | None = None) -> Picture:
    return picture(held, "map", analyse(held), layers=layers or Layers())


def rows(made: Picture) -> list[Element]:
    return [each for each in made.elements if each.kind == "experience"]


def points(made: Picture) -> dict[str, Element]:
    return {each.tip.split(":")[0]: each for each in made.elements if each.kind == "touchpoint"}


def curves(row: Element) -> list[int]:
    """How many points each piece of a curve joins."""
    return [len(each.points) for each in row.shapes if isinstance(each, Poly) and each.stroke == "line"]


def said(element: Element) -> list[str]:
    return [each.text for each in element.shapes if isinstance(each, Words)]


@pytest.fixture
def four() -> Document:
    return laid_out(document("A 1h -> B 1h -> C 1h -> D 1h"))


def test_nothing_is_drawn_where_nobody_rated_anything(four: Document):
    four = four.apply(edits.rate(four, "A", Audience.USER, note="Ask them"))
    assert not rows(shown(four))
    assert not points(shown(four))


def test_each_audience_that_rated_has_a_row_of_its_own(four: Document):
    made = shown(rated(four, "A c4", "B e3"))
    assert [said(each)[2:4] for each in rows(made)] == [["EXPERIENCE", "Customers"], ["Employees", "1 of 4 steps"]]
    assert set(points(made)) == {"Customers, A", "Employees, B"}


def test_points_stand_under_their_steps_the_better_the_higher(four: Document):
    made = shown(rated(four, "A c5", "B c2", "C c2.5"))
    at = {name[-1]: each.area.center for name, each in points(made).items()}
    assert [at[key][0] for key in "ABC"] == [made.element(key).area.center[0] for key in "ABC"]
    assert at["A"][1] < at["C"][1] < at["B"][1]


def test_a_step_that_nobody_rated_leaves_a_gap_in_the_curve(four: Document):
    assert curves(rows(shown(rated(four, "A c3", "B c4", "C c3", "D c5")))[0]) == [4]
    assert curves(rows(shown(rated(four, "A c3", "B c4", "D c5")))[0]) == [2]


def test_poor_points_are_told_by_shape_and_words(four: Document):
    held = rated(four, "B c2", note="No news for a week")
    made = shown(rated(held, "A c3"))
    poor, fair = points(made)["Customers, B"], points(made)["Customers, A"]
    assert isinstance(poor.shapes[0], Poly)
    assert isinstance(fair.shapes[0], Box)
    assert "Poor: No news for a week" in said(rows(made)[0])
    assert poor.tip == "Customers, B: 2, poor. No news for a week"


def test_long_notes_leave_room_for_their_neighbours(four: Document):
    made = shown(rated(four, "A c3", "B c2", "C c4", note="It takes very long " * 9))
    words = [each for each in rows(made)[0].shapes if isinstance(each, Words) and each.align == "center"]
    assert len(words) == 6
    by_line: dict[float, list[Words]] = {}
    for each in words:
        by_line.setdefault(each.y, []).append(each)
    for line in by_line.values():
        line.sort(key=lambda each: each.left)
        assert all(a.left + a.width < b.left for a, b in pairwise(line))


def test_steps_above_each_other_stand_side_by_side_with_their_numbers():
    held = laid_out(document("A 1h -> B 1h -> D 1h; A -> C 1h -> D"))
    made = shown(rated(held, "A c3", "B c2", "C c4", "D c3"))
    at = {name[-1]: each.area for name, each in points(made).items()}
    assert not at["B"].touches(at["C"])
    assert sum(each.startswith("2") for each in said(rows(made)[0])) == 2
    assert curves(rows(made)[0]) == [4]


def test_of_many_steps_above_each_other_the_lowest_stands_for_all():
    names = "BCDEFG"
    held = laid_out(document("; ".join(f"A 1h -> {each} 1h -> Z 1h" for each in names)))
    made = shown(rated(held, *(f"{each} c{3 if each != 'E' else 1}" for each in names)))
    assert set(points(made)) == {"Customers, E"}
    assert "Very poor: lowest of 6" in " ".join(said(rows(made)[0]))


def test_it_lies_between_the_services_and_the_timeline(four: Document):
    four = rated(four, "A c3")
    four = four.apply(edits.put(four, "s", Service(id="s", name="Payments")))
    made = shown(four.apply(edits.underpin(four, "s", "A")))
    assert made.element("s").area.bottom < rows(made)[0].area.y
    assert rows(made)[0].area.bottom < made.element("ladder").area.y


def test_it_can_be_hidden(four: Document):
    made = shown(rated(four, "A c3"), Layers(experience=False))
    assert not rows(made)
    assert not points(made)


def test_the_audience_in_focus_is_named(four: Document):
    four = rated(four, "A c3")
    assert "in focus" not in said(rows(shown(four))[0])
    four = four.apply(edits.update(four, "stream", experience=Audience.CUSTOMER))
    assert "in focus" in said(rows(shown(four))[0])


def test_an_edit_elsewhere_draws_nothing_of_it_again(four: Document):
    four = rated(four, "A c3", "B c4")
    drawing = Drawing()
    drawing.follow(Scenery(four, "map", analyse(four), {}))
    drawing.settle()
    after = four.apply(edits.rename(four, "D", "Elsewhere"))
    changed = drawing.follow(Scenery(after, "map", analyse(after), {}))
    assert not {"experience", "touchpoint"} & {each.kind for each in changed.come}
