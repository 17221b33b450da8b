"""The preview: the pages of the PDF as it would be written now, in small and each of them large."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from vsmstudio.export.raster import Pages
from vsmstudio.export.tables.words import plural
from vsmstudio.gui.deliver.drawing import Drawing
from vsmstudio.gui.deliver.large_page import LargePage
from vsmstudio.gui.deliver.thumbnails import Thumbnails
from vsmstudio.gui.dialogs.parts import button
from vsmstudio.gui.panels.widgets import Elided, breakable, label, small_button

WAITING = "The pages are being made…"
NOT_MADE = "Choose PDF among the formats to see its pages here."


class Preview(QWidget):
    """Shows pages, words in their place, and that others are being made. `turned`: another page is in view (from 0)."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.drawing = Drawing(self)
        self.heading = Elided("", "strong")
        self.progress = QProgressBar()
        self.progress.setObjectName("importing")
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("How far the preview is")
        self.words = label(WAITING, "waiting", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setContentsMargins(32, 32, 32, 32)
        self.thumbnails, self.large = Thumbnails(self.drawing), LargePage(self.drawing)
        self.stack = QStackedWidget()
        for each in (self.words, self.thumbnails, self.large):
            self.stack.addWidget(each)
        self.back = button("All pages", self.show_all)
        self.earlier, self.later = small_button("‹", "Previous page"), small_button("›", "Next page")
        self.closer = button("Closer", self._toggle)
        self.earlier.clicked.connect(lambda: self.open_page(self.large.at - 1))
        self.later.clicked.connect(lambda: self.open_page(self.large.at + 1))
        self.thumbnails.opened.connect(self.open_page)
        self.large.turned.connect(self.open_page)
        self.large.left.connect(self.show_all)
        self.large.sheet.clicked.connect(lambda _: self._say())
        self._assemble()
        self.say(WAITING)

    def _assemble(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.heading, 1)
        for each in (self.closer, self.earlier, self.later, self.back):
            head.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.progress)
        keeps = self.progress.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keeps)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """Words in the place of pages."""
        self.words.setText(breakable(words))
        self.drawing.show(None)
        self.thumbnails.renew()
        self.stack.setCurrentWidget(self.words)
        self._say()

    def show_pages(self, pages: Pages) -> None:
        """Show these; where a page was in view large, the one in its place is."""
        self.drawing.show(pages)
        self.thumbnails.renew()
        if self.stack.currentWidget() is self.large:
            self.large.show_page(self.large.at)
        else:
            self.stack.setCurrentWidget(self.thumbnails)
        self._say()

    def say_share(self, share: float | None) -> None:
        """How much of the next pages is made (0..1); None where none are being made."""
        self.progress.setVisible(share is not None)
        self.progress.setValue(round((share or 0) * 100))

    def open_page(self, at: int) -> None:
        """See a page large."""
        pages = self.drawing.pages
        if pages is None or not 0 <= at < len(pages):
            return
        self.large.show_page(at)
        if self.stack.currentWidget() is not self.large:
            self.stack.setCurrentWidget(self.large)
            self.large.zoom(False)
            self.large.setFocus()
        self.thumbnails.stand_on(at)
        self._say()
        self.turned.emit(at)

    def show_all(self) -> None:
        """Back to the pages in small."""
        self.stack.setCurrentWidget(self.thumbnails)
        self.thumbnails.setFocus()
        self._say()

    def go_to(self, titles: Sequence[str]) -> None:
        """Bring the first page of the section with one of these titles into view, the first that there is."""
        pages = self.drawing.pages
        at = first_page(pages.marks, titles) if pages is not None else None
        if at is not None:
            self.thumbnails.stand_on(at)
            if self.stack.currentWidget() is self.large:
                self.open_page(at)

    def _toggle(self) -> None:
        self.large.zoom(not self.large.close_up)
        self._say()

    def _say(self) -> None:
        pages, is_large = self.drawing.pages, self.stack.currentWidget() is self.large
        for each in (self.back, self.earlier, self.later, self.closer):
            each.setVisible(is_large)
        self.closer.setText("Whole page" if self.large.close_up else "Closer")
        if pages is None:
            self.heading.show_words("Preview")
        elif is_large:
            at = self.large.at
            self.earlier.setEnabled(at > 0)
            self.later.setEnabled(at < len(pages) - 1)
            of = f"Page {at + 1} of {len(pages)}"
            self.heading.show_words(f"{of} · {pages.titles[at]}" if pages.titles[at] else of)
        else:
            self.heading.show_words(f"Preview, {plural(len(pages), 'page')}")

    def end(self) -> None:
        """Nothing is to be drawn any more."""
        self.drawing.end()


def first_page(marks: Iterable[tuple[str, int]], titles: Sequence[str]) -> int | None:
    """The page of the first bookmark of a section; of a section that comes for each stream, `Experience: Claims`.

    >>> marks = [("Plan", 3), ("Improvement plan", 3), ("Follow-up: Claims", 5)]
    >>> first_page(marks, ["Follow-up", "Plan"]), first_page(marks, ["Roadmap", "Plan"]), first_page(marks, ["Maps"])
    (5, 3, None)
    """
    held = list(marks)
    for title in titles:
        for words in (title, title.removesuffix("s")):
            for mark, page in held:
                if mark == words or mark.startswith(f"{words}:"):
                    return page
    return None
