"""Names on a map that is seen from afar: whole words, as large as they fit."""

from __future__ import annotations

import pytest

from vsmstudio.gui.canvas.small import _name
from vsmstudio.notation.shapes import Rect, Words

STEP = Rect(0, 0, 156, 112)


def said(name: str, size: float) -> list[str]:
    return [shape.text for shape in _name(name, size, STEP) if isinstance(shape, Words)]


@pytest.mark.parametrize("size", [15.0, 18.0, 21.0, 24.0, 27.0])
@pytest.mark.parametrize("name", ["3b Chase documents", "6 Agree repair cost", "Underwriting"])
def test_a_word_is_not_broken_where_it_fits_a_little_smaller(name, size):
    words = " ".join(said(name, size)).removesuffix("…")
    assert all(word in name.split() for word in words.split()), words


def test_a_name_without_a_size_is_not_drawn():
    assert said("Register", 0.0) == []
