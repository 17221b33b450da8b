"""What report, workbook and deck cost beside the bare libraries that write the same. Run: `python -m tests.benchmarks.export`.

The bare library gets what ours ends up writing, worked out beforehand: reportlab the same strings, lines and areas at the
same places on as many pages; openpyxl the same cells of the same sheets, in its write-only mode; python-pptx the same
texts in as many boxes and tables' cells on as many slides. So a ratio is the price of analysis, layout and safety. Nothing
is asserted.
"""

from __future__ import annotations

import dataclasses
import gc
import resource
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from pptx import Presentation
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from tests.export import claims
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis, Finding, Severity
from vsmstudio.export.pdf import report
from vsmstudio.export.pdf.pen import Line, Pen
from vsmstudio.export.pptx import deck
from vsmstudio.export.xlsx import workbook
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Placement, Step
from vsmstudio.notation import text
from vsmstudio.storage.files import load

ROWS, FINDINGS = 10_000, 1_000


def best(deed: Callable[[], Any], times: int = 3) -> float:
    """Seconds of the quickest of several runs, each with the caches of a program that has just begun."""
    found = []
    for _ in range(times):
        for cached in (text._cached_wrap, text._cached_runs, text._cached_ems, text._cached_shorten):
            cached.cache_clear()
        gc.collect()
        begun = time.perf_counter()
        deed()
        found.append(time.perf_counter() - begun)
    return min(found)


def tell(what: str, ours: float, bare: float) -> None:
    print(f"{what}: {ours:.2f} s, {ours / bare:.2f} × the bare library ({bare:.2f} s)")


# Report


class Noted(Pen):
    """A pen that notes what it is told to draw, page by page."""

    pages: list[list[tuple[Any, ...]]] = []  # noqa: RUF012

    def __init__(self, canvas: Any) -> None:
        super().__init__(canvas)
        turned = canvas.showPage

        def turn() -> None:
            self.pages.append([])
            turned()

        canvas.showPage = turn
        self.pages[:] = [[]]

    def write(self, lines: Any) -> None:
        held = list(lines)
        self.pages[-1] += [("write", line) for line in held]
        super().write(held)

    def rule(self, *given: Any) -> None:
        self.pages[-1].append(("rule", *given))
        super().rule(*given)

    def box(self, *given: Any) -> None:
        self.pages[-1].append(("box", *given))
        super().box(*given)


def drawn(document: Document, analysis: Analysis) -> list[list[tuple[Any, ...]]]:
    """What each page of the report holds: texts, lines and boxes. (Curves of maps are left out, to the bare one's good.)"""
    from vsmstudio.export.pdf import paper

    paper.Pen = Noted  # type: ignore[misc]
    try:
        report(document, analysis, claims.AS_OF)
    finally:
        paper.Pen = Pen  # type: ignore[misc]
    return [page for page in Noted.pages if page]


def bare_pages(pages: list[list[tuple[Any, ...]]]) -> None:
    canvas: Any = Canvas(BytesIO(), pagesize=(842, 595), pageCompression=1)
    for page in pages:
        for kind, *given in page:
            if kind == "write":
                line: Line = given[0]
                canvas.setFont(line.font, line.size)
                canvas.setFillColor(line.color)
                canvas.drawString(line.x, line.y, line.words)
            elif kind == "rule":
                x1, y1, x2, y2, color, width = given
                canvas.setStrokeColor(color)
                canvas.setLineWidth(width)
                canvas.line(x1, y1, x2, y2)
            else:
                x, y, width, height, fill, stroke, line_width, radius = given
                if fill:
                    canvas.setFillColor(fill)
                if stroke:
                    canvas.setStrokeColor(stroke)
                    canvas.setLineWidth(line_width)
                inked = {"stroke": int(bool(stroke)), "fill": int(bool(fill))}
                if radius:
                    canvas.roundRect(x, y, width, height, radius, **inked)
                else:
                    canvas.rect(x, y, width, height, **inked)
        canvas.showPage()
    canvas.save()


def with_bare_settings(deed: Callable[[], Any]) -> Callable[[], Any]:
    """The deed with reportlab as it comes, which writes its pages as letters."""

    def done() -> None:
        held, rl_config.useA85 = rl_config.useA85, 1
        try:
            deed()
        finally:
            rl_config.useA85 = held

    return done


def many_findings() -> Analysis:
    found = tuple(
        Finding("owner.step-missing", Severity.HIGH, "assess", f"Message {at}: nobody is accountable for step {at}.",
                "Name an accountable owner for it.", map="map", stream="stream")
        for at in range(FINDINGS)
    )  # fmt: skip
    return dataclasses.replace(claims.analysis(), findings=found)


# Workbook


def large_document() -> Document:
    steps = [
        Step(id=f"s{at}", map="map", name=f"Step number {at}", performer="claims", owner="head",
             process_time=Duration(f"{at % 50 + 1} min"), lead_time=Duration("1 d"), ca=0.9)
        for at in range(ROWS)
    ]  # fmt: skip
    return Document([*claims.records(), *steps, *(Placement(id=f"{each.id}.at", node=each.id) for each in steps)])


def bare_workbook(sheets: list[tuple[str, list[tuple[Any, ...]]]]) -> None:
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(BytesIO())


def cells(content: bytes) -> list[tuple[str, list[tuple[Any, ...]]]]:
    book = load_workbook(BytesIO(content), read_only=True)
    return [(sheet.title, [tuple(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book.worksheets]


# Deck


def boxes(content: bytes) -> list[list[tuple[Any, ...]]]:
    """Each slide's shapes: its texts, or the rows of a table; shapes within groups alike."""

    def found(shapes: Any) -> list[tuple[Any, ...]]:
        held: list[tuple[Any, ...]] = []
        for shape in shapes:
            if hasattr(shape, "shapes"):
                held += found(shape.shapes)
            elif getattr(shape, "has_table", False):
                held.append(("table", [[cell.text for cell in row.cells] for row in shape.table.rows]))
            elif getattr(shape, "has_text_frame", False):
                held.append(("box", shape.text_frame.text))
        return held

    return [found(slide.shapes) for slide in Presentation(BytesIO(content)).slides]


def bare_deck(slides: list[list[tuple[Any, ...]]]) -> None:
    made: Any = Presentation()
    for shapes in slides:
        slide = made.slides.add_slide(made.slide_layouts[6])
        for kind, held in shapes:
            if kind == "box":
                slide.shapes.add_textbox(0, 0, 914400, 914400).text_frame.text = held
                continue
            table = slide.shapes.add_table(len(held), len(held[0]), 0, 0, 9144000, 914400).table
            for at, row in enumerate(held):
                for column, words in enumerate(row):
                    table.cell(at, column).text = words
    made.save(BytesIO())


def main() -> None:
    sample = load(resources.path("examples", "sample.vsm"))
    for name, document, analysis in (
        ("sample", sample, analyse(sample, claims.AS_OF)),
        (f"{FINDINGS:,} findings", claims.document(), many_findings()),
    ):
        pages = drawn(document, analysis)
        bare = best(with_bare_settings(lambda pages=pages: bare_pages(pages)))
        ours = best(lambda document=document, analysis=analysis: report(document, analysis, claims.AS_OF))
        tell(f"report of {name}, {len(pages)} pages", ours, bare)

    document, analysis = large_document(), claims.analysis()
    held = cells(workbook(document, analysis, claims.AS_OF))
    bare, ours = best(lambda: bare_workbook(held)), best(lambda: workbook(document, analysis, claims.AS_OF))
    tell(f"workbook of {sum(len(rows) for _, rows in held):,} rows on {len(held)} sheets", ours, bare)

    analysis = analyse(sample, claims.AS_OF)
    shapes = boxes(deck(sample, analysis, claims.AS_OF))
    bare, ours = best(lambda: bare_deck(shapes)), best(lambda: deck(sample, analysis, claims.AS_OF))
    tell(f"deck of sample, {len(shapes)} slides", ours, bare)
    print(f"Most memory of it all: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
