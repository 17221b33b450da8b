"""The bytes of an event log, block by block: plain or gzipped, within limits, with one clear error for what goes wrong."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

from vsmstudio.interchange.imported import BadSource

LARGEST = 4 * 1024**3  # bytes of text; a million events of the widest public logs take under one GB
MOST_RATIO, FREE_OF_RATIO = 300, 64 * 1024**2  # what is packed tighter, beyond so many bytes, is no log
LONGEST_LINE = 4 * 1024**2  # characters
BLOCK = 1024**2

Progress = Callable[[float], None]  # told the share that is read; what it raises stops the reading


def blocks(path: Path, progress: Progress | None = None, name: str = "") -> Generator[bytes, None, None]:
    """The bytes of a file, unzipped where it is gzipped. Raises `BadSource`."""
    shown = name or str(path)
    try:
        if path.exists() and not path.is_file():
            raise BadSource(
                f"{shown} is no ordinary file; an event log (.csv, .xes, either of them gzipped) is expected."
            )
        size = max(1, path.stat().st_size)
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            total = 0
            with closing(gzip.GzipFile(fileobj=file) if packed else file) as source:
                while block := source.read(BLOCK):
                    total += len(block)
                    if total > LARGEST:
                        raise BadSource(
                            f"{shown} is too large; logs of up to {LARGEST // 1024**3} GB of text are read."
                        )
                    if packed and total > FREE_OF_RATIO and total > MOST_RATIO * size:
                        raise BadSource(f"{shown} is packed tighter than any log; unpack it and look at what it holds.")
                    if progress is not None:
                        progress(min(1.0, file.tell() / size))
                    yield block
    except FileNotFoundError:
        raise BadSource(f"{shown} does not exist.") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadSource(f"{shown} is a damaged gzip file ({error}); pack it again.") from None
    except (OSError, ValueError) as error:
        raise BadSource(f"{shown} could not be read: {getattr(error, 'strerror', None) or error}.") from None


def is_xml(path: Path) -> bool:
    """Does the file begin as XML, unzipped where it is gzipped? Raises `BadSource`."""
    found = blocks(path)
    head = next(found, b"")[:4096]
    found.close()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").lstrip("\ufeff \t\r\n").startswith("<")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def encoding_of(path: Path) -> str:
    """The encoding of a text file: UTF-16 by its mark, UTF-8 where all of it is, else Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for at, block in enumerate(blocks(path)):
        if not at and block.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        try:
            decoder.decode(block)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def lines(path: Path, encoding: str, progress: Progress | None = None) -> Generator[str, None, None]:
    """The lines of a text file with their ends, at `\\n` (or, without any, at `\\r`). Raises `BadSource`."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest, old_mac = "", False
    for at, block in enumerate(blocks(path, progress)):
        text = decoder.decode(block)
        if not at:
            if block.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
                raise BadSource(f"{path} is a workbook or packed; save its sheet as CSV (UTF-8), or unpack it first.")
            if "\0" in text[:65536]:
                raise BadSource(f"{path} is no text; an event log as CSV or XES is expected.")
            old_mac = "\r" in text and "\n" not in text
        if old_mac:
            text = text.replace("\r", "\n")
        if "\0" in text:
            text = text.replace("\0", "")
        cut = text.rfind("\n") + 1
        if not cut:
            rest += text
            if len(rest) > LONGEST_LINE:
                raise BadSource(
                    f"{path} has a line of over {LONGEST_LINE:,} characters; one event per line is expected."
                )
            continue
        yield from io.StringIO(rest + text[:cut], newline="\n")
        rest = text[cut:]
    rest += decoder.decode(b"", True)
    if rest:
        yield rest
