"""Font files of a brand: whether they may and can be embedded in a report."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

LARGEST = 30_000_000  # bytes
_RESTRICTED, _NO_SUBSETS, _BITMAPS = 0x0002, 0x0100, 0x0200  # of OS/2 fsType
_LETTERS = "ABCabc0123456789"
_OTHER = {
    b"OTTO": "has PostScript (CFF) outlines; a report can embed TrueType outlines only, as most .ttf files have",
    b"ttcf": "is a collection of fonts; name a file that holds one font (.ttf)",
    b"wOFF": "is a web font; name the font's .ttf file",
    b"wOF2": "is a web font; name the font's .ttf file",
}


def check_font(path: Path) -> None:
    """Raises `ValueError` with a reason where a font file cannot be embedded, `OSError` where it cannot be read."""
    if path.stat().st_size > LARGEST:
        raise ValueError(f"is larger than {LARGEST // 1_000_000} MB")
    content = path.read_bytes()
    if reason := _OTHER.get(content[:4]):
        raise ValueError(reason)
    from reportlab.pdfbase.ttfonts import TTFontFile

    try:
        font = TTFontFile(BytesIO(content))
        held = all(ord(each) in font.charToGlyph for each in _LETTERS)
        if held:
            font.makeSubset([ord(each) for each in _LETTERS])
        rights = _embedding(content, font)
    except Exception as error:  # a broken file breaks its reader in every way there is
        raise ValueError("is no TrueType font, or is damaged") from error
    if not held:
        raise ValueError("lacks Latin letters or digits; name a font for text")
    if (rights & 0x000F) == _RESTRICTED or rights & (_NO_SUBSETS | _BITMAPS):
        raise ValueError("says that it must not be embedded; name a font whose licence lets you")


def _embedding(content: bytes, font: object) -> int:
    """The rights of embedding (fsType) that the font's OS/2 table states; 0 where it has none."""
    held = getattr(font, "table", {}).get("OS/2")
    return int(struct.unpack_from(">H", content, held["offset"] + 8)[0]) if held else 0
