"""Writing the workbook that goes to the client ahead of a workshop, beside the work."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from vsmstudio.gui.background import Progress, Work
from vsmstudio.model.document import Document

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

_NAME = "Data collection.xlsx"
FAILED = "The workbook was not written. What was there before still stands."


def new_collection_book(window: MainWindow) -> None:
    """Ask where, and write the workbook there with the names that the document holds already."""
    window.view.making.finish_naming()
    suggested = str(window.filing.folder() / _NAME)
    typed, _ = QFileDialog.getSaveFileName(
        window, "New data-collection workbook", suggested, "Excel workbooks (*.xlsx)"
    )
    path = window.filing.with_ending(Path(typed), ".xlsx") if typed else None
    if path is not None:
        write(window, path)


def write(window: MainWindow, path: Path) -> None:
    """Write the workbook in the background; says where it is, or why it was not written."""
    work = _writing(window.workspace.document, path)
    window.delivering.begin(work, f"Writing {path.name}…", FAILED, lambda: write(window, path))


def _writing(document: Document, path: Path) -> Work:
    def write(_: Progress) -> object:
        from vsmstudio.export.deliver import Delivered
        from vsmstudio.export.xlsx.collecting import collection_book
        from vsmstudio.files import write_atomically

        write_atomically(path, collection_book(document, date.today()))
        return Delivered((path,), ())

    return write
