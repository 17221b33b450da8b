"""A client's logo from a picture file: made small enough to travel in the document."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from vsmstudio.model.records.base import LARGEST_LOGO

FILTER = "Pictures (*.png *.jpg *.jpeg)"
_WIDEST = 1200  # pixels of its longer side: sharp in print at the size that a logo has
_LARGEST_FILE = 50_000_000  # bytes
_KINDS = (b"png", b"jpeg")


class BadLogo(Exception):
    """A file cannot be a logo. The message says why, and what can be done."""


def read_logo(path: Path) -> str:
    """A PNG or JPEG, whatever its name says, as the engagement keeps it. Raises `BadLogo`."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise BadLogo(f"{path.name} is larger than 50 MB. Choose a smaller picture.")
        content = path.read_bytes()
    except OSError as error:
        raise BadLogo(f"{path.name} could not be read: {error.strerror or error}.") from error
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) not in _KINDS:
        raise BadLogo(f"{path.name} is not a PNG or JPEG picture. Save the logo as one of these and choose that.")
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _WIDEST:
        reader.setScaledSize(size.scaled(QSize(_WIDEST, _WIDEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise BadLogo(f"{path.name} is damaged: no picture could be read from it. Choose another file.")
    return b64encode(_small(image)).decode("ascii")


def _small(image: QImage) -> bytes:
    """The picture as PNG; a picture with too many colours for that is made smaller until it fits."""
    while True:
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        buffer.close()
        if held.size() <= LARGEST_LOGO:
            return bytes(held.data())
        smaller = QSize(max(1, image.width() * 3 // 4), max(1, image.height() * 3 // 4))
        way = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(smaller, Qt.AspectRatioMode.IgnoreAspectRatio, way)
