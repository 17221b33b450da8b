"""Shows a page: a column of a readable width, pictures as sharp as the screen, links as signals."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextList,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.handbook.book import Book
from vsmstudio.gui.handbook.paper import COLUMN, css
from vsmstudio.gui.handbook.plain import plain, widths

_SIDE, _ABOVE, _BELOW = 28, 26, 12  # pixels around the column
Marks = list[QTextCursor]


class Reader(QTextBrowser):
    """One page. `followed`: a link was chosen, as it is written in the page. `stepped`: back (-1) or forward (1) by mouse."""

    followed = Signal(str)
    stepped = Signal(int)

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._html = ""
        self._widths: dict[str, int] = {}
        self.scale = 1.0
        self._look: tuple[object, ...] = ()
        self.setObjectName("handbookPage")
        self.setAccessibleName("Page")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_html(self, html: str) -> None:
        """Show this page from its beginning."""
        self._html, self._widths = plain(html), widths(html)
        self._look = (look.theme_name(), self.scale, self.font().family(), self.devicePixelRatioF())
        self._set()

    def restyle(self, scale: float) -> None:
        """Show the same in the look of now, its words `scale` times as large; what was at the top stays there."""
        look_now = (look.theme_name(), scale, self.font().family(), self.devicePixelRatioF())
        if look_now != self._look:
            top = self._top()
            self.scale, self._look = scale, look_now
            self._set()
            self._bring(top)

    def _set(self) -> None:
        held = self.document()
        held.setDefaultStyleSheet(css(look.theme(), self.scale))
        held.setIndentWidth(round(28 * self.scale))
        self.setHtml(f"<body>{self._html}</body>")
        self._fit()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is read but the pictures of the page, and these by `_fit_pictures`, which knows how wide they are."""
        return QImage() if kind == QTextDocument.ResourceType.ImageResource.value else None

    def _picture(self, address: str, width: int) -> QImage:
        """A picture of the handbook's folder at the width at which it is shown, for the pixels of this screen, in a frame."""
        image = QImage(str(self._book.folder / address))
        if image.isNull():
            return image
        ratio = self.devicePixelRatioF()
        wide = round(width * ratio)
        if image.width() > wide:
            image = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        painter = QPainter(image)
        painter.setPen(
            QPen(look.color("outline" if look.theme_name() != "light" else "hairline"), max(1, round(ratio)))
        )
        half = max(1, round(ratio)) / 2
        painter.drawRect(QRectF(image.rect()).adjusted(half, half, -half, -half))
        painter.end()
        return image

    # --- the column --------------------------------------------------------------------------------------------------

    def _column(self) -> int:
        return max(160, min(round(COLUMN * max(self.scale, 1.0)), self.viewport().width() - 2 * _SIDE))

    def _fit(self) -> None:
        """Keep lines as long as can be read, in the middle of the room; pictures are no wider than the column."""
        column, document = self._column(), self.document()
        side = max(_SIDE, (self.viewport().width() - column) // 2)
        frame = document.rootFrame()
        held: QTextFrameFormat = frame.frameFormat()
        if (held.leftMargin(), held.topMargin()) != (side, _ABOVE):
            held.setLeftMargin(side)
            held.setRightMargin(side)
            held.setTopMargin(_ABOVE)
            held.setBottomMargin(_BELOW)
            frame.setFrameFormat(held)
        self._fit_pictures(column)

    def _fit_pictures(self, column: int) -> None:
        for cursor in pictures(self.document()):
            held = cursor.charFormat().toImageFormat()
            address = held.name()
            if address not in self._widths:
                continue
            room = column - round(_indents(cursor) * self.document().indentWidth())
            image = self._picture(address, min(self._widths[address], room))
            if image.isNull() or (held.width(), held.height()) == (size := self._size_of(image)):
                continue
            self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address), image)
            held.setWidth(size[0])
            held.setHeight(size[1])
            cursor.setCharFormat(held)

    def _size_of(self, image: QImage) -> tuple[float, float]:
        ratio = self.devicePixelRatioF()
        return image.width() / ratio, image.height() / ratio

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self._top()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
            self._bring(top)

    def _top(self) -> int:
        """Which letter of the page is at the top; 0 at its beginning."""
        if not self.verticalScrollBar().value():
            return 0
        return self.cursorForPosition(QPoint(self.viewport().width() // 2, _ABOVE // 2)).position()

    def _bring(self, letter: int) -> None:
        """Scroll so that a letter is at the top."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(letter, max(0, self.document().characterCount() - 1)))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - _ABOVE // 2 if letter else 0)

    def sizeHint(self) -> QSize:
        return QSize(COLUMN + 2 * _SIDE, 800)

    def show_anchor(self, anchor: str) -> None:
        """Bring a section into view, with a little room above its heading; what is no heading stands out."""
        self.scrollToAnchor(anchor)
        bar = self.verticalScrollBar()
        at_end = bar.value() == bar.maximum()
        if not at_end:
            bar.setValue(bar.value() - _ABOVE // 2)
        place = _anchored(self.document(), anchor)
        if place is not None and (at_end or not place.block().blockFormat().headingLevel()):
            self.mark([place])

    # --- hands -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The buttons at a mouse's side go back and forward."""
        if by := {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}.get(event.button()):
            self.stepped.emit(by)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar turns over, as in a browser."""
        if event.key() == Qt.Key.Key_Space:
            by = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + by * bar.pageStep() * 9 // 10)
        else:
            super().keyPressEvent(event)

    # --- finding -----------------------------------------------------------------------------------------------------

    def places_of(self, words: str) -> Marks:
        """Everywhere that these words stand on the page."""
        found: Marks = []
        document = self.document()
        cursor = document.find(words, 0) if words else QTextCursor()
        while not cursor.isNull() and len(found) < 1000:
            found.append(QTextCursor(cursor))
            cursor = document.find(words, cursor)
        return found

    def mark(self, places: Marks, current: int = -1) -> None:
        """Let these stand out, one of them more; that one comes into view."""
        selections = []
        for at, place in enumerate(places):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = place
            held = selection.format
            held.setBackground(QColor(look.theme()["accent" if at == current else "burst"]))
            held.setForeground(QColor(look.theme()["on_accent" if at == current else "ink"]))
            if look.theme_name() == "contrast":
                held.setFontUnderline(True)
            selections.append(selection)
        self.setExtraSelections(selections)
        if 0 <= current < len(places):
            seen = QTextCursor(places[current])
            seen.clearSelection()
            self.setTextCursor(seen)
            self.ensureCursorVisible()


def _anchored(document: QTextDocument, anchor: str) -> QTextCursor | None:
    """The words that an anchor stands at."""
    block = document.begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            if anchor in parts.fragment().charFormat().anchorNames():
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                return cursor
            parts += 1
        block = block.next()
    return None


def _indents(cursor: QTextCursor) -> int:
    """How far in a list a place is."""
    held: QTextList | None = cursor.currentList()
    return cursor.blockFormat().indent() + (held.format().indent() if held is not None else 0)


def pictures(document: QTextDocument) -> list[QTextCursor]:
    """The pictures of a text, each as a selection of one character."""
    found = []
    block = document.begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            part = parts.fragment()
            if part.charFormat().isImageFormat():
                cursor = QTextCursor(document)
                cursor.setPosition(part.position())
                cursor.setPosition(part.position() + part.length(), QTextCursor.MoveMode.KeepAnchor)
                found.append(cursor)
            parts += 1
        block = block.next()
    return found
