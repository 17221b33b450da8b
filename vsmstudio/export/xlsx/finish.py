"""After openpyxl has saved: values beside formulas, and the same bytes for the same input."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from io import BytesIO
from typing import Any

from vsmstudio.export.xlsx.sheet import Cached

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)>(<f[^>]*>[^<]*</f>)<v ?(?:/>|></v>)</c>')
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_END = b"</sheetData>"
_LEVEL = 3  # of compression: half the time of the usual 6, hardly larger
_EPOCH = (1980, 1, 1, 0, 0, 0)


def discard(made: Any) -> None:
    """Close and remove the files in which openpyxl keeps the sheets of a workbook until it is saved, as it never will be."""
    for sheet in made.worksheets:
        if (writer := sheet._writer) is None:
            continue
        for close in (sheet._rows.close if sheet._rows else writer.close, writer.close, writer.cleanup):
            with contextlib.suppress(Exception):  # half a sheet need not be well formed, nor its disk be there
                close()


def refusal(error: BaseException) -> OSError | None:
    """What the system said where lxml could not write a sheet (`IO_ENOSPC`), as Python says it; None of any other error."""
    if type(error).__name__ != "SerialisationError":
        return None
    code = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
    return OSError(code, os.strerror(code))


def finish(
    saved: bytes, cached: Cached, sheets: Mapping[str, str], on: date, rows: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """The workbook with `cached` values in its formula cells and fixed time stamps. `sheets`: zip part -> title.

    `rows` are rows of sheets, by title, that follow those that openpyxl has written.
    """
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(saved)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name in sheets:
                content = _filled(content, sheets[name], cached)
                if more := (rows or {}).get(sheets[name]):
                    content = content.replace(_END, "".join(more).encode() + _END, 1)
            elif name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + f"{on.isoformat()}T00:00:00Z".encode() + rb"\g<3>", content)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            after.writestr(info, content, compresslevel=_LEVEL)
    return out.getvalue()


def _filled(content: bytes, title: str, cached: Cached) -> bytes:
    def fill(match: re.Match[bytes]) -> bytes:
        value = cached[(title, match[1].decode())]
        kind = b' t="str"' if isinstance(value, str) else b""
        words = escape(value, quote=False).encode() if isinstance(value, str) else repr(value).encode()
        return b'<c r="' + match[1] + b'"' + match[2] + kind + b">" + match[3] + b"<v>" + words + b"</v></c>"

    return _FORMULA.sub(fill, content)
