"""Other programs' XML, and what is packed around it, read within limits: no entity, no far-away file, no bomb.

Every XML that comes from outside is read here (through defusedxml). A long event log streams, with the same guards.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from vsmstudio.interchange.imported import BadSource

MOST_BYTES = 64 * 1024 * 1024
MOST_ELEMENTS = 1_000_000
DEEPEST = 200  # elements within elements
MOST_FOLD = 300  # how many times its size a packed file may have unpacked, beyond `FREE_BYTES`
FREE_BYTES = 4 * 1024 * 1024
_CHUNK = 1024 * 1024


def parse(data: bytes, name: str, most_bytes: int = MOST_BYTES) -> Element:
    """The root element of an XML file's bytes. `name` is the file's, for what is said.

    Raises `BadSource`: it is no XML (with line and column), declares entities, or is too large or too deep.
    """
    if len(data) > most_bytes:
        raise BadSource(f"{name} is too large; XML files up to {most_bytes // 1024**2} MB are read.")
    if not data.strip():
        raise BadSource(f"{name} is empty; an XML file is expected.")
    parser = XMLParser(target=_Within(name))
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException:
        raise BadSource(
            f"{name} declares entities or names outside files, which can hide harm; save it again without a DOCTYPE."
        ) from None
    except ParseError as error:
        line, column = error.position
        raise BadSource(
            f"{name}, line {line}, column {column + 1}: it is no well-formed XML; export it again from its program."
        ) from None
    except (LookupError, ValueError) as error:
        raise BadSource(f"{name} could not be read as XML: {str(error).rstrip('.')}; save it as UTF-8.") from None
    return root


class _Within(TreeBuilder):
    """Builds the tree as long as it stays within the limits."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._depth, self._count = name, 0, 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise BadSource(f"{self._name} nests elements more than {DEEPEST} deep; no such file is read.")
        if self._count > MOST_ELEMENTS:
            raise BadSource(f"{self._name} holds more than {MOST_ELEMENTS:,} elements; divide it.")
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def inflated(data: bytes, name: str, most_bytes: int = MOST_BYTES) -> bytes:
    """What raw deflate holds, as pages of drawings are packed. Raises `BadSource`."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    most = min(most_bytes, _allowed(len(data)))
    parts: list[bytes] = []
    size = 0
    try:
        while True:
            part = unpacker.decompress(data, _CHUNK)
            parts.append(part)
            size += len(part)
            if size > most:
                raise _bomb(name, most_bytes)
            data = unpacker.unconsumed_tail
            if unpacker.eof or not (part or data):
                break
    except zlib.error:
        raise BadSource(f"{name} is packed, but damaged; save it again.") from None
    if not unpacker.eof:
        raise BadSource(f"{name} is packed, but ends too early; copy or save it again.")
    return b"".join(parts)


def unzipped(data: bytes, name: str, member: str, most_bytes: int = MOST_BYTES) -> bytes:
    """One file of a zip. Raises `BadSource` where it is not there, damaged, encrypted, or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(member) as file:
            found = file.read(min(most_bytes, _allowed(len(data))) + 1)
    except KeyError:
        raise BadSource(f"{name} does not hold {member}; another kind of file is expected.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise BadSource(
            f"{name} is damaged or locked and could not be unpacked; save it again without a password."
        ) from None
    if len(found) > min(most_bytes, _allowed(len(data))):
        raise _bomb(name, most_bytes)
    return found


def _allowed(packed: int) -> int:
    return FREE_BYTES + packed * MOST_FOLD


def _bomb(name: str, most_bytes: int) -> BadSource:
    return BadSource(
        f"{name} unpacks to far more than it should; files of up to {most_bytes // 1024**2} MB unpacked are read."
    )
