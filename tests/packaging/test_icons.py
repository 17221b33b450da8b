"""The program's icons as files."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.packaging.tools import tool
from vsmstudio.notation.emblem import SIZES


@pytest.fixture(scope="module")
def icons(tmp_path_factory):
    folder = tmp_path_factory.mktemp("icons")
    tool("icons").write(folder)
    return folder


@pytest.mark.parametrize("name", ["vsmstudio", "vsmstudio-file"])
def test_every_size_is_drawn_and_clear_at_its_corners(icons, name):
    for size in SIZES:
        with Image.open(icons / f"{name}-{size}.png") as image:
            assert (image.format, image.size, image.mode) == ("PNG", (size, size), "RGBA")
            alpha = image.getchannel("A")
            assert alpha.getpixel((0, 0)) < 255
            assert alpha.getpixel((size // 2, size // 2)) == 255
            assert len(image.getcolors(size * size)) > 3
    assert "<rect" in (icons / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["vsmstudio", "vsmstudio-file"])
def test_windows_and_macos_find_all_their_sizes_in_one_file(icons, name):
    with Image.open(icons / f"{name}.ico") as image:
        assert {side for side, _ in image.info["sizes"]} >= {16, 24, 32, 48, 256}
    with Image.open(icons / f"{name}.icns") as image:
        assert {size[0] * size[2] for size in image.info["sizes"]} >= {32, 64, 128, 256, 512, 1024}


def test_the_window_bears_the_same_emblem_as_the_file(icons, qapp):
    from vsmstudio.gui.window_icon import window_icon

    painted = window_icon().pixmap(32, 32).toImage()
    with Image.open(icons / "vsmstudio-32.png") as written:
        for at in ((6, 12), (6, 9), (2, 16), (20, 18)):
            assert painted.pixelColor(*at).getRgb()[:3] == written.getpixel(at)[:3]
