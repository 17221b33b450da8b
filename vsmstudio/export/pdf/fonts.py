"""The bundled faces in reportlab. A face is read when first needed: the Chinese, Japanese and Korean one is large."""

from __future__ import annotations

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from vsmstudio import resources


@cache
def registered(face: str) -> str:
    """The name under which reportlab knows a face."""
    name = f"vsm-{face}"
    pdfmetrics.registerFont(TTFont(name, str(resources.path("fonts", f"{face}.ttf"))))
    return name
