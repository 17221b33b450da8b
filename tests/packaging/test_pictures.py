"""A picture of the handbook that lies is found out; another way of smoothing letters is no lie.

That each picture shows the window as it is now is tried by `take_pictures.py --check`.
"""

from __future__ import annotations

import pytest

from tests.packaging.tools import PACKAGING, tool

Image = pytest.importorskip("PIL.Image")
ImageFilter = pytest.importorskip("PIL.ImageFilter")
differences = tool("handbook/taking/compare").differences


@pytest.fixture
def window():
    with Image.open(PACKAGING / "handbook" / "pictures" / "window-parts.png") as held:
        return held.convert("RGB")


@pytest.mark.parametrize("gamma", [0.85, 1.15])
def test_lighter_or_darker_letters_are_the_same_picture(window, gamma):
    assert not differences(window, window.point([round(255 * (value / 255) ** gamma) for value in range(256)] * 3))


def test_softer_letters_are_the_same_picture(window):
    assert not differences(window, window.filter(ImageFilter.GaussianBlur(0.6)))


def test_another_word_is_found(window):
    """Help in the place of Edit, among the menus."""
    before = window.copy()
    window.paste(before.crop((674, 4, 734, 30)), (80, 4))
    assert differences(before, window).startswith("between ")


def test_a_button_that_moved_is_found(window):
    before = window.copy()
    window.paste(before.crop((440, 40, 560, 82)), (444, 40))
    assert differences(before, window)


def test_another_size_is_found(window):
    assert "instead of" in differences(window, window.crop((0, 0, 1440, 900)))
