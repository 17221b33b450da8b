"""The faces of a report in reportlab. A face is read when first needed: the Chinese, Japanese and Korean one is large."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from vsmstudio import resources
from vsmstudio.export.brand import Brand
from vsmstudio.notation.text import BOLD, REGULAR

rl_config.useA85 = 0  # streams stay bytes: a fifth smaller, and made in less time


@cache
def registered(face: str) -> str:
    """The name under which reportlab knows a face."""
    name = f"vsm-{face}"
    pdfmetrics.registerFont(TTFont(name, str(resources.path("fonts", f"{face}.ttf"))))
    return name


class BrandFace(NamedTuple):
    """A face of a brand, which stands in for a bundled one where it has the glyphs."""

    name: str
    font: TTFont

    def holds(self, words: str) -> bool:
        return all(ord(each) in self.font.face.charToGlyph for each in words)

    def width(self, words: str) -> float:
        """At a size of 1."""
        return float(self.font.stringWidth(words, 1))


def brand_faces(brand: Brand) -> Mapping[str, BrandFace]:
    """The brand's faces by the name of the bundled one that each stands in for; without files that went since they were read."""
    found = {}
    for face, path in ((REGULAR[0], brand.regular), (BOLD[0], brand.bold)):
        if path:
            with suppress(OSError, TTFError):
                found[face] = _brand_face(path, path.stat().st_mtime_ns)
    return found


@cache
def _brand_face(path: Path, changed: int) -> BrandFace:
    """`changed` is when the file was, so that it is read again once it is another one."""
    name = f"brand-{_brand_face.cache_info().currsize}"
    font = TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    return BrandFace(name, font)
