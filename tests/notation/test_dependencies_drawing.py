"""The drawing of what rests on what."""

from __future__ import annotations

from itertools import combinations

from tests.analysis.estates import contract, estate, rests, svc
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model.document import Document
from vsmstudio.model.records import Application, Link, LinkKind, Side, Unit
from vsmstudio.notation.dependencies_drawing import dependencies_drawing
from vsmstudio.notation.dependency_graph import dependency_graph
from vsmstudio.notation.dependency_places import spread
from vsmstudio.notation.shapes import Picture


def _shop() -> Document:
    return estate(
        *svc("Web", 1, ["Pay"]),
        *svc("Flow", 1),
        *svc("Host", 1),
        *svc("Lone", 1),
        rests("Web", "Flow"),
        rests("Flow", "Host"),
        rests("Web", "Host"),
        Application(id="App", name="App"),
        Link(id="s", kind=LinkKind.SUPPORTS, source="App", target="Flow"),
        Unit(id="Cloud", name="Cloud", side=Side.SUPPLIER),
        *contract("Hosting", 5, "Host", supplier="Cloud"),
    )


def _drawn(held: Document) -> Picture:
    return dependencies_drawing(held, analyse(held))


def test_everything_stands_above_what_it_needs():
    top = {each.id: each.area.y for each in _drawn(_shop()).elements}
    assert top["Orders"] < top["Web"] < top["Flow"] < top["Host"] < top["App"] < top["Hosting"] < top["Cloud"]
    assert top["Web"] == top["Lone"]


def test_every_line_leads_from_the_one_box_to_the_other_and_no_box_lies_over_another():
    picture = _drawn(_shop())
    boxes = {each.id: each.area for each in picture.elements if each.kind in {"stream", "service", "node"}}
    for line in (each for each in picture.elements if each.kind == "link"):
        above, below = line.id.split("/")
        (x, y), (to_x, to_y) = line.path[0], line.path[-1]
        assert boxes[above].x < x < boxes[above].right
        assert y == boxes[above].bottom
        assert boxes[below].x < to_x < boxes[below].right
        assert to_y == boxes[below].y
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in zip(line.path, line.path[1:], strict=False))
    assert not any(one.touches(other) for one, other in combinations(boxes.values(), 2))


def test_a_service_reaches_up_and_down_but_not_what_stands_beside_it():
    held = _shop()
    reach = dependency_graph(held, analyse(held)).reach("Flow")
    assert {"Orders", "Web", "Flow", "Host", "App", "Hosting", "Cloud", "Orders/Web", "Flow/Host"} <= reach
    assert not reach & {"Lone", "Claims", "Web/Host"}


def test_services_in_a_ring_are_drawn_with_the_line_that_closes_it_marked():
    held = estate(*svc("A", 1), *svc("B", 1), *svc("C", 1), rests("A", "B"), rests("B", "C"), rests("C", "A"))
    graph = dependency_graph(held, analyse(held))
    (back,) = [each for each in graph.edges if each.back]
    assert {each.id for each in _drawn(held).elements if each.kind == "service"} == {"A", "B", "C"}
    assert graph.needs(back.below) == (back.above,)
    assert graph.reach("A") >= {"A", "B", "C", "A/B", "B/C", back.key}


def test_two_services_that_rest_on_each_other_are_one_marked_line():
    held = estate(*svc("A", 1), *svc("B", 1), rests("A", "B"), rests("B", "A"))
    (line,) = [each for each in _drawn(held).elements if each.kind == "link"]
    assert line.id == "A/B"


def test_many_services_stand_in_several_rows():
    held = estate(*(record for at in range(60) for record in svc(f"S{at}", 1, ["Pay"])))
    rows = {each.area.y for each in _drawn(held).elements if each.kind == "service"}
    assert 4 <= len(rows) <= 8


def test_without_services_it_says_what_to_do():
    (only,) = _drawn(estate()).elements
    assert only.kind == "caption"


def test_what_would_overlap_stands_around_its_mean():
    assert spread([0, 4, 100], [10, 10, 10]) == [-3, 7, 100]
    assert spread([0, 0], [10, 10], [3, 1]) == [-2.5, 7.5]
