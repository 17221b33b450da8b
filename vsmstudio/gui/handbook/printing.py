"""A page of the handbook on paper: black on white whatever theme is on, as wide as the paper."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.handbook.book import Book
from vsmstudio.gui.handbook.paper import css
from vsmstudio.gui.handbook.plain import plain, widths
from vsmstudio.notation.theme import LIGHT

_SCALE = 0.86  # times the size on the screen


def print_page(parent: QWidget, book: Book, page: str) -> None:
    """Ask for a printer, and print a page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(book.pages.get(page, "Handbook"))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print")
    if dialog.exec():
        document_of(book, page).print_(printer)


def document_of(book: Book, page: str) -> QTextDocument:
    """A page as it is printed."""
    html = book.html(page)
    made = QTextDocument()
    made.setDefaultStyleSheet(css(LIGHT, _SCALE, points=True))
    for address in widths(html):
        image = QImage(str(book.folder / address))
        made.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address), image)
    made.setHtml(f"<body>{plain(html, widest=600)}</body>")
    return made
