"""Native connectors bend where the map's connections do, as Office works their bends out from shares and turns."""

from __future__ import annotations

import itertools
import math

import pytest
from lxml import etree

from vsmstudio.export.pptx.connectors import End, clipped, connector
from vsmstudio.export.pptx.native import Ink
from vsmstudio.notation.shapes import Poly, Rect
from vsmstudio.notation.theme import LIGHT

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def drawn(points):
    """The connector's XML."""
    ink = Ink(LIGHT, itertools.count(1).__next__)
    made = connector(ink, Poly(tuple(points), stroke="line"), points, End(7, 3), End(9, 1), 1.0, "A → B", True)
    return etree.fromstring(made.xml)


def as_office(xml):
    """The points that Office draws, by its own definitions of the shapes (presetShapeDefinitions of ECMA-376)."""
    frame = xml.find(f".//{A}xfrm")
    off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
    x, y, w, h = (int(held.get(key)) / 12700 for held, key in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    shares = [int(each.get("fmla").split()[1]) / 100000 for each in xml.iter(f"{A}gd")]
    name = xml.find(f".//{A}prstGeom").get("prst")
    bends = 1 if name.startswith("straight") else int(name[-1])
    x1 = w * shares[0] if shares else w
    y2 = h * shares[1] if len(shares) > 1 else h
    x3 = w * shares[2] if len(shares) > 2 else w
    local = {
        1: [(0, 0), (w, h)],
        2: [(0, 0), (w, 0), (w, h)],
        3: [(0, 0), (x1, 0), (x1, h), (w, h)],
        4: [(0, 0), (x1, 0), (x1, y2), (w, y2), (w, h)],
        5: [(0, 0), (x1, 0), (x1, y2), (x3, y2), (x3, h), (w, h)],
    }[bends]
    turn = math.radians(int(frame.get("rot", 0)) / 60000)
    found = []
    for px, py in local:
        px = w - px if frame.get("flipH") == "1" else px
        py = h - py if frame.get("flipV") == "1" else py
        dx, dy = px - w / 2, py - h / 2
        found.append((x + w / 2 + dx * math.cos(turn) - dy * math.sin(turn),
                      y + h / 2 + dx * math.sin(turn) + dy * math.cos(turn)))  # fmt: skip
    return found


WAYS = [
    [(0, 0), (60, 0)],
    [(60, 10), (0, 10)],
    [(0, 0), (30, 0), (30, 80), (90, 80)],
    [(0, 80), (30, 80), (30, 0), (90, 0)],
    [(90, 80), (40, 80), (40, 0), (0, 0)],
    [(0, 0), (120, 0), (120, 80), (90, 80)],
    [(0, 0), (-30, 0), (-30, 80), (90, 80)],
    [(0, 0), (0, 50), (70, 50), (70, 90)],
    [(70, 90), (70, 40), (0, 40), (0, 0)],
    [(0, 90), (0, 40), (70, 40), (70, 0)],
    [(70, 0), (70, 30), (0, 30), (0, 90)],
    [(500, 216), (500, 186), (256, 186), (256, 216)],
    [(256, 216), (256, 186), (500, 186), (500, 216)],
    [(256, 216), (256, 246), (500, 246), (500, 216)],
    [(500, 216), (500, 246), (256, 246), (256, 216)],
    [(742, 64), (742, 34), (1678, 34), (1678, 216)],
    [(0, 0), (40, 0), (40, 90)],
    [(0, 0), (0, 90), (40, 90)],
    [(40, 90), (0, 90), (0, 0)],
    [(0, 0), (20, 0), (20, 50), (90, 50), (90, 80)],
    [(0, 80), (0, 60), (50, 60), (50, 10), (90, 10)],
    [(0, 0), (20, 0), (20, 50), (70, 50), (70, -30), (90, -30)],
    [(90, 0), (90, -20), (40, -20), (40, 60), (0, 60), (0, 90)],
    [(0, 0), (30, 0), (30, 60), (-30, 60), (-30, 0.2), (0, 0.2)],
]


@pytest.mark.parametrize("points", WAYS)
def test_a_connector_bends_where_the_connection_does(points):
    shown = as_office(drawn(points))
    assert len(shown) == len(points)
    for (x, y), (there_x, there_y) in zip(shown, points, strict=True):
        assert (x, y) == pytest.approx((there_x, there_y), abs=1.1)  # a flat one is a point high


def test_a_connector_says_what_it_is_glued_to():
    xml = drawn(WAYS[2])
    begin, end = xml.find(f".//{A}stCxn"), xml.find(f".//{A}endCxn")
    assert (begin.get("id"), begin.get("idx"), end.get("id"), end.get("idx")) == ("7", "3", "9", "1")


def test_a_way_with_too_many_bends_keeps_its_ends_and_directions():
    points = [(0, 0), (10, 0), (10, 20), (14, 20), (14, 60), (80, 60), (80, 30), (90, 30)]
    shown = as_office(drawn(points))
    assert len(shown) <= 6
    assert shown[0] == pytest.approx((0, 0), abs=1.1)
    assert shown[-1] == pytest.approx((90, 30), abs=1.1)
    assert shown[1][1] == pytest.approx(0, abs=1.1)
    assert shown[-2][1] == pytest.approx(30, abs=1.1)


def test_a_line_is_cut_where_its_part_of_the_map_ends():
    way = [(0, 0), (100, 0), (100, 50), (200, 50)]
    assert clipped(way, Rect(50, -10, 100, 100)) == [[(50, 0), (100, 0), (100, 50), (150, 50)]]
    assert clipped(way, Rect(300, 0, 10, 10)) == []
    arc = [(0, 0), (0, -40), (100, -40), (100, 0)]
    assert len(clipped(arc, Rect(-10, -20, 200, 40))) == 2
