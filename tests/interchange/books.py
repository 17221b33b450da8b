"""Workbooks as clients send them, and as those who mean harm do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from openpyxl import Workbook

Rows = Iterable[Iterable[object]]


def book(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook of sheets by name."""
    made = Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(made)


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            held = old.read(each)
            new.writestr(each.filename, change(held) if each.filename == part else held)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
STEPS = {"Steps": [["Step", "PT"], ["Check", "5 min"]]}


def far_cell() -> bytes:
    """An 8 KB workbook that took 3.5 GB when every cell up to the far one was made."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["XFD1048576"] = "Step", "Check", "far"
    return saved(made)


@cache
def hostile_books() -> dict[str, bytes]:
    """Workbooks that are refused, by what they are."""
    good = book(STEPS)
    doctype = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    outside = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    deep = b"<a>" * 5000 + b"</a>" * 5000
    many = b"<row/>" * 2_000_000
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for at in range(6_000):
            packed.writestr(f"xl/{at}.xml", b"")
        packed.writestr("xl/workbook.xml", b"<workbook/>")
    return {
        "entities": changed(good, SHEET, lambda held: held.replace(b"<worksheet", doctype + b"<worksheet", 1)),
        "a file from outside": changed(good, "xl/workbook.xml", lambda held: outside + b"<workbook>&a;</workbook>"),
        "elements within elements": changed(
            good, SHEET, lambda held: held.replace(b"</worksheet>", deep + b"</worksheet>")
        ),
        "more rows than any sheet": changed(
            good, SHEET, lambda held: held.replace(b"</sheetData>", many + b"</sheetData>")
        ),
        "a bomb": changed(
            good, SHEET, lambda held: held.replace(b"</sheetData>", b" " * 120_000_000 + b"</sheetData>")
        ),
        "thousands of parts": out.getvalue(),
        "half of a workbook": good[: len(good) // 2],
        "XML that is none": changed(good, SHEET, lambda held: held[:200]),
        "no number where one belongs": changed(good, SHEET, lambda held: held.replace(b'r="1"', b'r="one"')),
    }
