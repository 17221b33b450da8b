"""Logos: whether a picture can be drawn, and how large it is."""

from __future__ import annotations

from io import BytesIO

MOST_PIXELS = 16_000_000
_FORMATS = ("PNG", "JPEG")


def size_of(logo: bytes) -> tuple[int, int]:
    """The width and height in pixels of a PNG or JPEG that can be drawn. Raises `ValueError` with a reason where it cannot."""
    from PIL import Image

    if not logo.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise ValueError("is no PNG or JPEG picture")
    try:
        with Image.open(BytesIO(logo), formats=_FORMATS) as picture:
            if picture.format not in _FORMATS:
                raise ValueError("has several pictures in it, as some cameras save them")
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise ValueError(
                    f"has {width} × {height} pixels; at most {MOST_PIXELS // 1_000_000} million can be drawn"
                )
            picture.load()
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("is damaged and cannot be drawn") from error
    return width, height
