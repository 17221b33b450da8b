"""The emblem of the program and of its files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vsmstudio.notation.emblem import SIZES, emblem, file_emblem
from vsmstudio.notation.shapes import Box, Poly, Shape
from vsmstudio.notation.theme import LIGHT


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("drawn", [emblem, file_emblem])
def test_at_every_size_the_edges_lie_on_whole_pixels_within_its_square(drawn, size):
    drawing = drawn(size)
    area = drawing.area
    assert area.width == area.height
    assert size % area.width == 0
    for shape in shapes_of(drawing):
        for x, y in corners(shape):
            assert area.x <= x <= area.right
            assert area.y <= y <= area.bottom
        if isinstance(shape, Box):
            assert all(float(edge).is_integer() for edge in (shape.x, shape.y, shape.width, shape.height))


@pytest.mark.parametrize("drawn", [emblem, file_emblem])
def test_its_colours_are_the_themes_and_more_is_drawn_where_there_is_room(drawn):
    drawings = [drawn(size) for size in SIZES]
    used = {role for each in drawings for shape in shapes_of(each) for role in (shape.fill, shape.stroke) if role}
    assert used <= set(LIGHT)
    assert len(list(shapes_of(drawn(16)))) < len(list(shapes_of(drawn(64))))


def shapes_of(drawing) -> Iterator[Shape]:
    return (shape for element in drawing.elements for shape in element.shapes)


def corners(shape: Shape) -> tuple[tuple[float, float], ...]:
    if isinstance(shape, Poly):
        return shape.points
    return (shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)
