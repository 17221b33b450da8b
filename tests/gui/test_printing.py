"""Printing the report and a map, to a PDF file in the place of paper."""

from __future__ import annotations

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from tests.builders import document
from tests.gui.answering import answered
from vsmstudio.export.raster import Pages
from vsmstudio.export.sections import KEYS
from vsmstudio.gui.deliver import printing
from vsmstudio.model.document import Document
from vsmstudio.model.records import Engagement, MapPaper, PaperSize

MAP = "Receive 10min/1d/85% @Sales -> Check 20min/2d !Clerk -> File 5min/1d"
MAPS = ", ".join(sorted(KEYS - {"maps"}))


@pytest.fixture
def printed(work, qtbot, tmp_path, monkeypatch):
    """Prints by an action of the window, with what `chosen` sets on the printer, and gives the pages on paper."""
    path = tmp_path / "paper.pdf"

    def do(held, act: str = "print_report", chosen=lambda printer: None) -> Pages:
        def answer(parent, pages, name) -> QPrinter:
            printer = printing.printer_for(pages.sizes[0], name)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(path))
            chosen(printer)
            return printer

        monkeypatch.setattr(printing, "ask_printer", answer)
        window = work(held).window
        window.acts[act].trigger()
        qtbot.waitUntil(lambda: bool(window.printing.said), timeout=60_000)
        assert window.printing.said == "Printed."
        return Pages(path.read_bytes())

    return do


def dark(pages: Pages, at: int) -> int:
    """How many pixels of a page are dark: is there anything on it?"""
    raster = pages.drawn(at, 0.5)
    return sum(value < 100 for value in raster.pixels[::4])


def test_the_report_is_printed_on_its_own_paper(printed):
    held = document(MAP, paper=PaperSize.LETTER, map_paper=MapPaper.LARGE, left_out=MAPS)
    with printed(held) as pages:
        sizes = [tuple(round(side) for side in size) for size in pages.sizes]
        assert sizes[0] == (792, 612)
        assert (1224, 792) in sizes  # the map
        assert all(dark(pages, at) > 20 for at in range(len(pages)))


def test_some_pages_in_two_copies(printed):
    def chosen(printer: QPrinter) -> None:
        printer.setFromTo(1, 2)
        printer.setCopyCount(2)
        printer.setCollateCopies(True)

    with printed(document(MAP, left_out=MAPS), chosen=chosen) as pages:
        assert len(pages) == 4
        assert pages.drawn(0, 0.2) == pages.drawn(2, 0.2) != pages.drawn(1, 0.2)


def test_another_paper_takes_all_pages_fitted(printed):
    small = printing.layout_of((595, 420))
    with printed(
        document(MAP, map_paper=MapPaper.LARGE, left_out=MAPS), chosen=lambda p: p.setPageLayout(small)
    ) as pages:
        assert {tuple(round(side / 5) for side in size) for size in pages.sizes} == {(119, 84)}


def test_the_map_in_view_is_printed_by_itself(printed):
    with printed(document(MAP), "print_map") as pages:
        assert len(pages) == 1
        assert dark(pages, 0) > 500


def test_a_printer_that_fails_is_told(work, qtbot, tmp_path, monkeypatch):
    def answer(parent, pages, name) -> QPrinter:
        printer = printing.printer_for(pages.sizes[0], name)
        printer.setOutputFileName(str(tmp_path / "away" / "paper.pdf"))
        return printer

    monkeypatch.setattr(printing, "ask_printer", answer)
    window = work(document(MAP, left_out=MAPS)).window
    with answered("Close") as asked:
        window.acts["print_report"].trigger()
        qtbot.waitUntil(lambda: bool(window.printing.said), timeout=60_000)
        qtbot.waitUntil(lambda: bool(asked), timeout=5_000)
    assert "not printed" in asked[0]


def test_printing_can_be_stopped_between_pages(work, qtbot, tmp_path, monkeypatch):
    def answer(parent, pages, name) -> QPrinter:
        printer = printing.printer_for(pages.sizes[0], name)
        printer.setOutputFileName(str(tmp_path / "paper.pdf"))
        return printer

    monkeypatch.setattr(printing, "ask_printer", answer)
    window = work(document(MAP)).window
    window.acts["print_report"].trigger()
    qtbot.waitUntil(lambda: window.printing._job is not None, timeout=60_000)
    stop = window.printing._box.findChild(QPushButton)
    window.printing._job.told.connect(lambda done: stop.click() if done == 2 else None)
    qtbot.waitUntil(lambda: bool(window.printing.said), timeout=60_000)
    assert window.printing.said == "Stopped."
    assert "stopped" in window.notice.text
    assert not window.printing.is_busy


def test_there_is_no_map_to_print_in_an_empty_document(work):
    window = work(Document([Engagement(id="engagement")])).window
    window.acts["print_map"].trigger()
    assert not window.printing.is_busy
    assert "no map" in window.notice.text
