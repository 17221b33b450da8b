"""What workbook and report cost beside the bare libraries. Run it: `python -m tests.benchmarks.export`. Nothing is asserted.

The same 10,000 steps as a sheet, against openpyxl's write-only mode with plain values; the same 100 pages of a table,
against reportlab drawing the same strings.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from tests.export import claims
from vsmstudio.analysis.results import Analysis, Finding, Severity
from vsmstudio.export.pdf import report
from vsmstudio.export.pdf.fonts import registered
from vsmstudio.export.tables import every as tables
from vsmstudio.export.xlsx import workbook
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Placement, Step
from vsmstudio.notation import text

ROWS, PAGES, PER_PAGE = 10_000, 100, 20


def best(deed: Callable[[], Any], times: int = 3) -> float:
    """Seconds of the quickest of several runs."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        deed()
        found.append(time.perf_counter() - begun)
    return min(found)


def large_document() -> Document:
    steps = [
        Step(id=f"s{index}", map="map", name=f"Step number {index}", performer="claims", owner="head",
             process_time=Duration(f"{index % 50 + 1} min"), lead_time=Duration("1 d"), ca=0.9)
        for index in range(ROWS)
    ]  # fmt: skip
    return Document([*claims.records(), *steps, *(Placement(id=f"{each.id}.at", node=each.id) for each in steps)])


def bare_workbook(rows: tuple[tuple[Any, ...], ...]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(BytesIO())


def bare_pages(lines: list[tuple[str, ...]]) -> None:
    canvas: Any = Canvas(BytesIO(), pageCompression=1)
    face = registered("Inter-Regular")
    for first in range(0, len(lines), PER_PAGE):
        canvas.setFont(face, 9)
        for row, cells in enumerate(lines[first : first + PER_PAGE]):
            for column, cell in enumerate(cells):
                canvas.drawString(40 + column * 110, 560 - row * 24, cell)
        canvas.showPage()
    canvas.save()


def main() -> None:
    document, analysis = large_document(), claims.analysis()
    rows = tables.steps(document, analysis).rows
    bare, ours = best(lambda: bare_workbook(rows)), best(lambda: workbook(document, analysis, claims.AS_OF))
    print(f"workbook, {len(rows):,} rows: {ours:.2f} s, {ours / bare:.1f} × bare openpyxl ({bare:.2f} s)")

    many = tuple(
        Finding("owner.step-missing", Severity.HIGH, "assess", f"Message {index}: nobody is accountable for step {index}.",
                "Name an accountable owner for it.", map="map", stream="stream")
        for index in range(PAGES * PER_PAGE)
    )  # fmt: skip
    findings: Analysis = dataclasses.replace(analysis, findings=many)
    small = claims.document()
    lines = [tuple(str(cell or "") for cell in row[:7]) for row in tables.findings(small, findings).rows]
    bare = best(lambda: bare_pages(lines))

    def cold() -> None:
        text._cached_wrap.cache_clear()
        text._cached_runs.cache_clear()
        text._cached_ems.cache_clear()
        report(small, findings, claims.AS_OF)

    pages = report(small, findings, claims.AS_OF).count(b"/Type /Page\n")
    ours = best(cold)
    print(f"report, {pages} pages: {ours:.2f} s, {ours / bare:.1f} × bare reportlab with {PAGES} pages ({bare:.2f} s)")


if __name__ == "__main__":
    main()
