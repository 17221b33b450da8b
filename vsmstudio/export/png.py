"""A picture as PNG, at any scale and without a screen: a PDF page of its size, turned into pixels band by band."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from math import ceil
from struct import pack
from typing import Any

from vsmstudio.export.options import SILENT, Options, Telling
from vsmstudio.export.raster import Pages, Raster
from vsmstudio.export.svg import MARGIN
from vsmstudio.notation.shapes import Picture

LONGEST = 200_000  # pixels of a side; hardly a program opens a longer one
LEAST_SCALE, MOST_SCALE = 0.1, 20.0
_INCH = 96  # pixels of the map at 100 %
_BAND = 4_000_000  # pixels that are drawn at once
_LARGEST_PAGE = 14_000.0  # points of a side of a PDF page
_PLAIN = Options()


def png(picture: Picture, scale: float = 2.0, options: Options = _PLAIN, telling: Telling = SILENT) -> bytes:
    """The whole picture on white, `scale` pixels for each of the map at 100 % (or less: `fitting`). Raises `Cancelled`."""
    scale = fitting(picture, scale)
    content, unit = _page(picture, options)
    telling.tell(0.2)
    with Pages(content) as pages:
        width, height = (ceil(side * scale / unit) for side in pages.sizes[0])
        bands = pages.bands(0, scale / unit, max(1, _BAND // width))
        return _packed(_told(bands, height, telling.part(0.2, 1.0)), width, height, scale)


def fitting(picture: Picture, scale: float) -> float:
    """The scale at which a picture is drawn: as asked, or less where a side would be longer than `LONGEST` pixels."""
    area = picture.area.grown(MARGIN)
    return min(max(scale, LEAST_SCALE), MOST_SCALE, (LONGEST - 1) / max(area.width, area.height, 1.0))


def size_at(picture: Picture, scale: float) -> tuple[int, int]:
    """How many pixels wide and high the picture is at a scale."""
    area, scale = picture.area.grown(MARGIN), fitting(picture, scale)
    return ceil(area.width * scale), ceil(area.height * scale)


def _page(picture: Picture, options: Options) -> tuple[bytes, float]:
    """A PDF whose one page is the picture, and how many points of it are a pixel of the map."""
    from reportlab.pdfgen.canvas import Canvas

    from vsmstudio.export.pdf.painter import draw
    from vsmstudio.export.pdf.paper import Paper

    area = picture.area.grown(MARGIN)
    unit = min(1.0, _LARGEST_PAGE / max(area.width, area.height, 1.0))
    out = BytesIO()
    canvas: Any = Canvas(out, pagesize=(area.width * unit, area.height * unit), invariant=1, pageCompression=0)
    canvas.scale(unit, unit)
    canvas.translate(-area.x, area.bottom)
    paper = Paper(canvas, "", options)
    for element in picture.elements:
        for shape in element.shapes:
            draw(paper, shape)
    canvas.showPage()
    canvas.save()
    return out.getvalue(), unit


def _told(bands: Iterable[Raster], height: int, telling: Telling) -> Iterator[Raster]:
    done = 0
    for band in bands:
        telling.tell(min(1.0, done / height))
        yield band
        done += band.height
    telling.tell(1.0)


def _packed(bands: Iterable[Raster], width: int, height: int, scale: float) -> bytes:
    """Bands of pixels as a PNG, whose density says how large the map is at 100 %."""
    packer = zlib.compressobj(6)
    pixels = bytearray()
    for band in bands:
        pixels += packer.compress(_rows(band))
    pixels += packer.flush()
    density = round(_INCH * scale / 0.0254)  # pixels to the metre
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        _chunk(b"sRGB", b"\0"),
        _chunk(b"pHYs", pack(">IIB", density, density, 1)),
        _chunk(b"IDAT", bytes(pixels)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def _rows(band: Raster) -> bytes:
    """Rows of red, green and blue, each after a byte that says that it is not filtered."""
    count = band.width * band.height
    pixels = band.pixels
    if band.stride != band.width * 4:
        pixels = b"".join(pixels[at : at + band.width * 4] for at in range(0, band.stride * band.height, band.stride))
    colors = bytearray(count * 3)
    for place, source in enumerate((2, 1, 0)):  # they come as blue, green, red, unused
        colors[place::3] = pixels[source::4]
    across = band.width * 3
    return b"".join(b"\0" + colors[at : at + across] for at in range(0, len(colors), across))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))
