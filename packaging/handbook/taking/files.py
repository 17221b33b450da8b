"""Where pictures lie, and how they are made small."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, PngImagePlugin

HANDBOOK = Path(__file__).resolve().parents[1]
PICTURES = HANDBOOK / "pictures"
README = {"readme-window": "window.png", "readme-report": "report.png"}  # in packaging/screenshots
WIDEST = 1440  # pixels: 720 of a page, on a screen of high density
COLOURS = 128
PAINTED_BY = "Qt"  # the key in a picture of the version, as 6.11


def place_of(name: str) -> Path:
    """Where the picture of this name lies."""
    if name in README:
        return HANDBOOK.parent / "screenshots" / README[name]
    return PICTURES / f"{name}.png"


def reduced(image: Image.Image, name: str) -> Image.Image:
    """As large as a page shows it at most, in few colours. Those of the README keep their size."""
    if name not in README and image.width > WIDEST:
        image = image.resize((WIDEST, round(image.height * WIDEST / image.width)), Image.Resampling.LANCZOS)
    return image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)


def written(image: Image.Image, path: Path, qt: str) -> int:
    """Write a picture and which Qt painted it; gives its size in bytes."""
    held, words = io.BytesIO(), PngImagePlugin.PngInfo()
    words.add_text(PAINTED_BY, qt)
    image.save(held, "PNG", optimize=True, pnginfo=words)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(held.getvalue())
    return len(held.getvalue())
