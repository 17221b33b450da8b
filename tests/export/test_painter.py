"""Pictures on paper: every primitive shape, fitted to its place, cut at a window."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from tests.export import pdf
from vsmstudio.export.pdf.fonts import registered
from vsmstudio.export.pdf.painter import fit, paint
from vsmstudio.export.pdf.paper import Paper
from vsmstudio.notation.shapes import Box, Element, Oval, Picture, Poly, Rect, Words

SHAPES = (
    Box(0, 0, 100, 60, fill="sheet", stroke="ink", radius=6, rounded="top", dash=(3, 2)),
    Box(10, 10, 20, 20, fill="head"),
    Poly(((0, 80), (50, 80), (50, 120), (100, 120)), stroke="line", radius=8, arrow=True, dash=(4, 3)),
    Poly(((0, 0), (10, 0), (5, 8)), fill="critical", closed=True),
    Poly(((3, 3),), stroke="ink"),
    Poly(((3, 3), (3, 3)), stroke="ink", arrow=True),
    Oval(60, 20, 10, 10, fill="accent", stroke="ink"),
    Words(50, 40, "<b>R&D</b>", size=11, align="center", bold=True),
)


def drawn(window: Rect | None = None, *shapes: Any) -> bytes:
    out = BytesIO()
    first: Any = registered("Inter-Regular")
    canvas = Canvas(out, invariant=1, pageCompression=0, initialFontName=first)
    paper = Paper(canvas, "")
    paper.bare_page()
    area = Rect(0, 0, 100, 120)
    picture = Picture((Element("e", "node", shapes or SHAPES, area),), area)
    paint(paper, picture, Rect(100, 100, 200, 200), window)
    paper.close_page()
    canvas.save()
    return out.getvalue()


def test_every_shape_is_drawn_and_text_is_no_markup():
    content = drawn()
    assert pdf.texts(content) == ["<b>R&D</b>"]
    operators = content
    assert b"[4 3]" in operators  # the dash
    assert b"[3 2]" in operators
    assert operators.count(b" c\n") + operators.count(b" c ") >= 8  # curves: corners and ovals


def test_dashes_end_with_the_shape_that_has_them():
    content = drawn(None, SHAPES[0], Poly(((0, 80), (50, 80)), stroke="line"))
    assert content.rindex(b"[] 0 d") > content.rindex(b"[3 2] 0 d")


def test_a_picture_is_fitted_and_never_enlarged():
    assert fit(Rect(0, 0, 1000, 100), Rect(0, 0, 500, 500)) == 0.5
    assert fit(Rect(0, 0, 10, 10), Rect(0, 0, 500, 500)) == 1.0


def test_a_window_cuts_off_what_lies_outside():
    assert b"W* n" in drawn(Rect(0, 0, 40, 120))


def test_a_character_that_no_font_holds_becomes_a_framed_code_point():
    content = drawn(None, Words(10, 40, "a😀b", size=20))
    assert "".join(pdf.texts(content)[0].split()) == "ab1F600"
