"""The words of window and handbook hold no character that is in none of its fonts: a bare system has no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from vsmstudio import resources

CHECKOUT = Path(__file__).resolve().parents[2]
SIGNS = range(0x2010, 0x2E80)  # punctuation, arrows, shapes


@pytest.mark.parametrize("room", ["vsmstudio/gui", "vsmstudio/notation", "packaging/handbook"])
def test_every_sign_is_in_a_font_that_comes_along(room):
    held = set().union(*(TTFont(path).getBestCmap() for path in sorted(resources.path("fonts").glob("*.ttf"))))
    sources = [path for path in sorted((CHECKOUT / room).rglob("*")) if path.suffix in (".py", ".rst", ".html")]
    assert sources
    for path in sources:
        signs = {sign for sign in path.read_text(encoding="utf-8") if ord(sign) in SIGNS}
        assert not [sign for sign in signs if ord(sign) not in held], path
