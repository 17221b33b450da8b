"""Documents on disk: opened whole or refused, saved whole or not at all."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path

from vsmstudio.files import SaveFailed, reason, write_atomically
from vsmstudio.model.document import Document
from vsmstudio.storage.codec import LARGEST, BadFile, Content, decode, encode, read
from vsmstudio.storage.encode import version_name, with_ancestors
from vsmstudio.storage.migrations import VERSION

__all__ = ["BadFile", "SaveFailed", "load", "load_content", "read_bytes", "save"]

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def load(path: Path) -> Document:
    """The document in a .vsm file. Raises `BadFile` with a sentence that names the file."""
    return load_content(path).document


def load_content(path: Path) -> Content:
    """The document in a .vsm file, and which version of it that is. Raises `BadFile`."""
    return read(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """A file's bytes, as far as it may be a .vsm file at all. Raises `BadFile`."""
    try:
        if path.is_dir():
            raise BadFile(f"{path} is a folder; a VSM Studio file (.vsm) is expected.")
        if path.exists() and not path.is_file():
            raise BadFile(f"{path} is no ordinary file; a VSM Studio file (.vsm) is expected.")
        # by now it may be another thing; a pipe would be waited for without end
        with open(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadFile(f"{path} is no ordinary file; a VSM Studio file (.vsm) is expected.")
            too_large = os.fstat(file.fileno()).st_size > LARGEST
            data = b"" if too_large else file.read(LARGEST + 1)
        if too_large or len(data) > LARGEST:
            raise BadFile(f"{path} is too large; at most {LARGEST // 1024**2} MB are read.")
        return data
    except FileNotFoundError:
        raise BadFile(f"{path} does not exist.") from None
    except PermissionError:
        raise BadFile(f"{path} may not be read by you.") from None
    except (OSError, ValueError) as error:
        raise BadFile(f"{path} could not be read: {getattr(error, 'strerror', None) or error}.") from None


def save(document: Document, path: Path, ancestors: Sequence[str] = ()) -> Content:
    """Write the document so that the old file stands until the new one was read back. Raises `SaveFailed`.

    The first save over a file of an older format keeps that file beside it, as `NAME.version-1.vsm`.
    `ancestors` names the versions that this one came from; gives what stands in the file now.
    """
    encoded = encode(document)
    data = with_ancestors(encoded, ancestors)

    def reads_back(written: Path) -> None:
        decode(written.read_bytes(), path.name)

    _keep_older(path)
    write_atomically(path, data, reads_back)
    return Content(document, version_name(encoded), tuple(ancestors))


def _keep_older(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(200)
        found = re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"version"\s*:\s*(\d{1,6})\D', head)
        if found and int(found[1]) < VERSION:
            kept = path.with_name(f"{path.stem}.version-{int(found[1])}{path.suffix}")
            if not os.path.lexists(kept):
                write_atomically(kept, path.read_bytes())
    except (FileNotFoundError, IsADirectoryError, ValueError):
        return  # there is no file that could be read, so none to keep
    except OSError as error:  # it may be an older one: it is not lost for want of a look at it
        raise SaveFailed(f"{path} could not be written: {reason(error)}.") from error
