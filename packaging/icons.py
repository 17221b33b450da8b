"""Write the program's icons from its own drawing: SVG, PNG in every size, ICO for Windows and ICNS for macOS.

    python packaging/icons.py [FOLDER]

FOLDER is build/icons unless it is named. `vsmstudio` is the program, `vsmstudio-file` a `.vsm` file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from vsmstudio.export.options import Options
from vsmstudio.export.pdf.painter import draw
from vsmstudio.export.pdf.paper import Paper
from vsmstudio.export.raster import Pages
from vsmstudio.export.svg import svg
from vsmstudio.notation.emblem import SIZES, emblem, file_emblem
from vsmstudio.notation.shapes import Box, Picture
from vsmstudio.notation.theme import LIGHT

DRAWINGS: dict[str, tuple[Callable[[int], Picture], str]] = {
    "vsmstudio": (emblem, "VSM Studio"),
    "vsmstudio-file": (file_emblem, "Value stream map"),
}
ICO = (16, 24, 32, 48, 64, 128, 256)
ICNS = (16, 32, 64, 128, 256, 512, 1024)


def pixels(drawing: Picture, size: int) -> Image.Image:
    """A square drawing in so many pixels, transparent where nothing is drawn.

    It is drawn on white and on dark: by how much the two differ is how much shows through.
    """
    light, dark = _drawn(drawing, size, "sheet"), _drawn(drawing, size, "ink")
    contrast = sum(255 - part for part in bytes.fromhex(LIGHT["ink"][1:]))
    alpha = 1 - np.clip((light - dark).sum(axis=2, keepdims=True) / contrast, 0, 1)
    own = 255 - (255 - light) / np.maximum(alpha, 1 / 255)
    whole = np.concatenate([np.where(alpha > 0, own, 0), alpha * 255], axis=2)
    return Image.fromarray(np.clip(whole.round(), 0, 255).astype(np.uint8))


def _drawn(drawing: Picture, size: int, ground: str) -> np.ndarray:
    """The drawing on a colour: rows of red, green and blue."""
    area, out = drawing.area, BytesIO()
    canvas = Canvas(out, pagesize=(size, size), invariant=1)
    canvas.scale(size / area.width, size / area.height)
    canvas.translate(-area.x, area.bottom)
    paper = Paper(canvas, "", Options())
    for shape in (Box(*area, fill=ground), *(each for element in drawing.elements for each in element.shapes)):
        draw(paper, shape)
    canvas.showPage()
    canvas.save()
    with Pages(out.getvalue()) as pages:
        raster = pages.drawn(0, 1.0)
    image = Image.frombuffer("RGB", (raster.width, raster.height), raster.pixels, "raw", "BGRX", raster.stride, 1)
    return np.asarray(image, dtype=np.float64)


def write(folder: Path) -> None:
    """All icons, into a folder that is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (drawn, title) in DRAWINGS.items():
        images = {size: pixels(drawn(size), size) for size in sorted({*SIZES, *ICO, *ICNS})}
        for size in SIZES:
            images[size].save(folder / f"{name}-{size}.png", optimize=True)
        (folder / f"{name}.svg").write_text(svg(drawn(512), title, ground=False), encoding="utf-8", newline="\n")
        _many(images, ICO, folder / f"{name}.ico")
        _many(images, ICNS, folder / f"{name}.icns")


def _many(images: dict[int, Image.Image], sizes: tuple[int, ...], target: Path) -> None:
    """One file that holds the picture in several sizes."""
    largest, *others = (images[size] for size in reversed(sizes))
    largest.save(target, sizes=[(size, size) for size in sizes], append_images=others)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "build" / "icons")
