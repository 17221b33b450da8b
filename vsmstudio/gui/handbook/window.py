"""The handbook's window: contents or what was found at the left, the page beside it, and the way between pages."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.dialogs.quiet_bar import QuietBar
from vsmstudio.gui.handbook.book import FIRST, Book
from vsmstudio.gui.handbook.find_bar import FindBar
from vsmstudio.gui.handbook.head import Head
from vsmstudio.gui.handbook.history import History
from vsmstudio.gui.handbook.reader import Reader
from vsmstudio.gui.handbook.searching import words_of
from vsmstudio.gui.handbook.side import Side

SIZES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)  # times the usual size of words
USUAL = QSize(1020, 860)
_NARROW = 760  # pixels; in a window less wide the contents take the place of the page
_SIDE = 268
MISSING = """<h1>The handbook is not here yet</h1>
<p>In a checkout it is built from its sources by this command; then press <kbd>F1</kbd> again.</p>
<pre>python packaging/handbook/build.py</pre>"""
UNKNOWN = "<h1>This page is not in the handbook</h1><p>The contents show what is.</p>"


class HandbookWindow(QWidget):
    """Stays open beside the work. `altered`: its place, its words' size, or whether contents are shown is another."""

    altered = Signal()

    def __init__(self, book: Book) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.book, self.history = book, History()
        self.zoom, self.wants_side = 1.0, True
        self._side_over = False  # in a narrow window: the contents are in the place of the page
        self.setObjectName("handbook")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = Head()
        self.reader, self.left = Reader(book), Side(book, self.head.field)
        self.find_bar, self.outside = FindBar(self.reader), QuietBar()
        self._assemble()
        self._anew = QTimer(self)
        self._anew.setSingleShot(True)
        self._anew.timeout.connect(self._restyle)
        self._act()
        self._shown = ""
        self.resize(USUAL)
        self.setMinimumSize(360, 320)

    def _assemble(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.reader, 1)
        column.addWidget(self.outside)
        column.addWidget(self.find_bar)
        self.page = page
        self.across = QSplitter()
        self.across.setHandleWidth(1)
        self.across.setChildrenCollapsible(False)
        self.across.addWidget(self.left)
        self.across.addWidget(page)
        self.across.setStretchFactor(1, 1)
        self.across.setSizes([look.sized(_SIDE), 1000])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.across, 1)
        self.reader.followed.connect(self._follow)
        self.reader.stepped.connect(lambda by: self.acts["Back" if by < 0 else "Forward"].trigger())
        self.left.chosen.connect(self._choose)
        self.left.searched.connect(self._show_searched)
        self.find_bar.ended.connect(self.reader.setFocus)

    def _act(self) -> None:
        """What the buttons do, and the keys of each."""
        head, menu = self.head, QMenu(self.head)
        deeds: tuple[tuple[str, str, Callable[[], object], bool], ...] = (
            ("Back", "Alt+Left", lambda: self._go(self.history.back()), False),
            ("Forward", "Alt+Right", lambda: self._go(self.history.forward()), False),
            ("First page", "Alt+Home", lambda: self.open(FIRST), False),
            ("Contents", "Ctrl+T", self.toggle_side, False),
            ("Search the handbook", "Ctrl+K", self.search, True),
            ("Find on this page", "Ctrl+F", self.find_bar.begin, True),
            ("Find next", "F3", lambda: self.find_bar.go(1), False),
            ("-", "", lambda: None, True),
            ("Larger text", "Ctrl++", lambda: self._size(1), True),
            ("Smaller text", "Ctrl+-", lambda: self._size(-1), True),
            ("Usual text size", "Ctrl+0", lambda: self.set_zoom(1.0), True),
            ("-", "", lambda: None, True),
            ("Print…", "Ctrl+P", self.print_page, True),
            ("Open in the browser", "Ctrl+B", self.open_in_browser, True),
            ("-", "", lambda: None, True),
            ("Close", "Ctrl+W", self.close, True),
        )
        self.acts: dict[str, QAction] = {}
        for words, keys, deed, listed in deeds:
            if words == "-":
                menu.addSeparator()
                continue
            action = QAction(words, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(deed)
            self.addAction(action)
            self.acts[words] = action
            if listed:
                menu.addAction(action)
        self.acts["Larger text"].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        head.join(self.acts, menu)

    # --- the way -----------------------------------------------------------------------------------------------------

    @property
    def place(self) -> str:
        """What is shown: `page` or `page#anchor`."""
        return self.history.place

    def open(self, place: str) -> None:
        """Show a place, and remember the way back."""
        self.history.leave(self.reader.verticalScrollBar().value())
        self.history.go(place)
        self._go(place)

    def _go(self, place: str) -> None:
        """Show what the history says now."""
        if not place:
            return
        page, _, anchor = place.partition("#")
        if page != self._shown:
            self._shown = page
            self.reader.show_html(self._whole(page))
            self.find_bar.renew()
        self.reader.mark([])
        if self.history.scrolled:
            self.reader.verticalScrollBar().setValue(self.history.scrolled)
        elif anchor:
            self.reader.show_anchor(anchor)
        else:
            self.reader.verticalScrollBar().setValue(0)
        self.left.contents.show_place(place)
        self.acts["Back"].setEnabled(self.history.has_back)
        self.acts["Forward"].setEnabled(self.history.has_forward)
        self.outside.clear()
        title = self.book.pages.get(page, "")
        self.setWindowTitle(f"{title} · Handbook" if title and page != FIRST else "Handbook")
        self.reader.setAccessibleName(title or "Page")

    def _whole(self, page: str) -> str:
        """A page with the way to the pages before and after it."""
        if not self.book.pages:
            return MISSING
        found = self.book.html(page)
        before, after = (
            f'<a href="{each}.html">{words.format(html.escape(self.book.pages[each]))}</a>' if each else ""
            for each, words in zip(self.book.beside(page), ("← {}", "{} →"), strict=True)
        )
        cells = f'<td width="50%">{before}</td><td width="50%" align="right">{after}</td>'
        return (found or UNKNOWN) + f'<table class="onward" cellspacing="0" width="100%"><tr>{cells}</tr></table>'

    def _follow(self, link: str) -> None:
        """A link within the handbook is opened; one that leads out of it is only shown."""
        url = QUrl(link)
        if url.scheme():
            self._say(link)
            return
        path, _, anchor = link.partition("#")
        page = path.removesuffix(".html") or self._shown
        self.open(f"{page}#{anchor}" if anchor else page)

    def _say(self, link: str) -> None:
        """A link out of the handbook: nothing is fetched, and no other program is told to; its address can be taken along."""

        def copied() -> None:
            self.outside.clear()
            QGuiApplication.clipboard().setText(link)

        words = f"This leads out of the handbook, to {link}"
        self.outside.say(words, [("Copy the address", copied), ("Leave it", self.outside.clear)])

    def _choose(self, place: str) -> None:
        self._side_over = False
        self._show_side()
        self.open(place)
        if words := words_of(self.head.field.text()):
            self.reader.mark([found for word in words for found in self.reader.places_of(word)])
        self.reader.setFocus()

    # --- contents and search -----------------------------------------------------------------------------------------

    @property
    def narrow(self) -> bool:
        """Is there too little room for contents beside the page?"""
        return self.width() < look.sized(_NARROW)

    def toggle_side(self) -> None:
        """Show or hide the contents."""
        if self.narrow:
            self._side_over = not self._side_over
        else:
            self.wants_side = not self.wants_side
        self._show_side()
        (self.left if self.left.isVisible() else self.reader).setFocus()
        self.altered.emit()

    def _show_side(self) -> None:
        side = self._side_over if self.narrow else self.wants_side or bool(self.head.field.text().strip())
        self.left.setVisible(side)
        self.page.setVisible(not (self.narrow and side))
        self.left.setMaximumWidth(16_777_215 if self.narrow else max(_SIDE, self.width() // 2))
        self.head.contents.setChecked(side)

    def search(self) -> None:
        """The keyboard goes to the field."""
        self.head.field.setFocus()
        self.head.field.selectAll()

    def _show_searched(self) -> None:
        words = self.head.field.text().strip()
        self._side_over = bool(words)
        self._show_side()
        if not words:
            self.reader.mark([])

    # --- looks -------------------------------------------------------------------------------------------------------

    def set_zoom(self, zoom: float) -> None:
        """Words of this many times the usual size."""
        if zoom != self.zoom:
            self.zoom = zoom
            self._restyle()
            self.altered.emit()

    def _size(self, by: int) -> None:
        at = min(range(len(SIZES)), key=lambda each: abs(SIZES[each] - self.zoom))
        self.set_zoom(SIZES[max(0, min(len(SIZES) - 1, at + by))])

    @property
    def scale(self) -> float:
        """Times the usual size of words, as it was chosen here and for a room that reads along."""
        return self.zoom * look.larger()

    def _restyle(self) -> None:
        self.reader.restyle(self.scale)
        self.find_bar.renew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange):
            self._anew.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.narrow:
            self._side_over = False
        self._show_side()
        self.altered.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.altered.emit()
        super().closeEvent(event)

    # --- out of it ---------------------------------------------------------------------------------------------------

    def print_page(self) -> None:
        """Print the page in view."""
        from vsmstudio.gui.handbook.printing import print_page

        print_page(self, self.book, self._shown)

    def open_in_browser(self) -> None:
        """Show the same page in the computer's browser, from the file on this computer."""
        page = self.book.file(self._shown)
        if not (page.is_file() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))):
            self.outside.say(f"No browser opened it. The page is {page}", [("Leave it", self.outside.clear)])
