"""A map as PNG: as large as was asked, the same however it is cut up for drawing, and drawn to its far end."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from tests.builders import document
from tests.export import claims, hostile
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export import raster
from vsmstudio.export.excerpt import framed
from vsmstudio.export.options import Cancelled, Telling
from vsmstudio.export.png import LONGEST, fitting, png, size_at
from vsmstudio.export.raster import Pages
from vsmstudio.export.svg import MARGIN
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Picture
from vsmstudio.notation.theme import LIGHT


def drawn(words: str) -> Picture:
    held = document(words)
    return picture(held, "map", analyse(held))


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("scale", [0.1, 0.5, 1.0, 2.0, 3.3, 6.0])
def test_it_is_as_large_as_the_map_times_the_scale(scale: float) -> None:
    shown = drawn("(Buyer) -> Check_credit 5min/1h/80% -> [In-box 2d] -> Ship 1h")
    image = opened(png(shown, scale))
    assert image.size == size_at(shown, scale)
    assert abs(image.width - (shown.area.width + 2 * MARGIN) * scale) <= 1
    assert image.info["dpi"][0] == pytest.approx(96 * scale, abs=0.1)
    assert image.mode == "RGB"
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_the_same_picture_gives_the_same_bytes() -> None:
    shown = drawn("A 1h -> B 2h")
    assert png(shown, 2.0) == png(shown, 2.0)


def test_it_is_the_same_in_one_piece_and_in_many(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = drawn("(Buyer) -> Check_credit 5min/1h/80% -> Ship 1h; Ship ~10%~> Check_credit")
    whole = png(shown, 3.0)
    monkeypatch.setattr(raster, "_TILE", 97)
    monkeypatch.setattr("vsmstudio.export.png._BAND", 100_000)
    apart = ImageChops.difference(opened(png(shown, 3.0)), opened(whole))
    assert max(most for _, most in apart.getextrema()) <= 2, "where edges are soft, a colour may be rounded otherwise"


def test_a_part_is_drawn_alone() -> None:
    shown = drawn("A 1h -> B 2h -> C 3h")
    part = framed([shown.element("B")])
    assert opened(png(part, 2.0)).width < opened(png(shown, 2.0)).width / 2


def test_a_very_long_map_is_drawn_to_its_end() -> None:
    """PDFium loses what is many thousand pixels away from where it begins."""
    shown = drawn(" -> ".join(f"Step_{at} 1h" for at in range(170)))
    image = opened(png(shown, 1.3))
    assert image.width > 40_000
    critical = tuple(bytes.fromhex(LIGHT["critical"][1:]))
    end = image.crop((image.width - 400, 0, image.width, image.height))
    assert critical in {color for _, color in end.getcolors(1 << 24) or ()}


def test_a_side_has_a_limit_and_the_scale_gives_way() -> None:
    shown = drawn(" -> ".join(f"Step_{at} 1h" for at in range(60)))
    assert fitting(shown, 1.0) == 1.0
    assert fitting(shown, 20.0) < 20.0
    assert max(size_at(shown, 20.0)) <= LONGEST


def test_it_stops_when_nobody_wants_it_any_more() -> None:
    with pytest.raises(Cancelled):
        png(drawn("A 1h -> B 2h"), 2.0, telling=Telling(lambda share: share < 0.5))


def test_pages_that_are_closed_draw_no_more() -> None:
    from vsmstudio.export.options import Options
    from vsmstudio.export.png import _page

    pages = Pages(_page(drawn("A 1h"), Options())[0])
    pages.close()
    with pytest.raises(ValueError, match="closed"):
        pages.drawn(0, 1.0)


@pytest.mark.parametrize("turn", range(0, len(hostile.NAMES), 9))
def test_whatever_is_written_on_a_map_it_is_drawn(turn: int) -> None:
    held = hostile.document(claims.records(), turn)
    shown = picture(held, "map", analyse(held))
    image = opened(png(shown, 1.0))
    assert image.size == size_at(shown, 1.0)
    assert len(image.getcolors(1 << 24) or ()) > 20
