"""Small widgets that the panels share. Names come from people: they are shown as plain text, never as markup."""

from __future__ import annotations

import html
import re
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from vsmstudio.gui.fonts import font

_LONG_WORD = re.compile(r"\S{25,}")


def tip(words: str) -> str:
    """Words as a tooltip that shows them as they stand: Qt would guess markup."""
    return f"<qt>{html.escape(words)}</qt>" if words else ""


def breakable(words: str) -> str:
    """Words that can be broken anywhere once they are too long, so that a name never widens a panel."""
    return _LONG_WORD.sub(lambda found: "\u200b".join(re.findall(r".{1,12}", found[0])), words)


def ltr(words: str) -> str:
    """Words of several names, read from left to right even where the first name is not."""
    return f"\u200e{words}"


def label(words: str = "", name: str = "", wrap: bool = False) -> QLabel:
    """A plain label; `name` is its role in the style sheet."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(breakable(words) if wrap else words)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    return made


class Elided(QLabel):
    """One line that is shortened to the width it has; the whole of it is in the tooltip."""

    def __init__(self, words: str = "", name: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        self.setText(words)
        self.setToolTip(tip(words))
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        area = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(self.alignment()), shown)


def restyle(widget: QWidget, state: str) -> None:
    """Put a widget into a state of the style sheet (`gap`, `bad`, `drop` or none)."""
    if (widget.property("state") or "") != state:
        widget.setProperty("state", state)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def small_button(sign: str, what: str) -> QToolButton:
    """A button with a sign, which says what it does when asked."""
    made = QToolButton()
    made.setObjectName("small")
    made.setText(sign)
    made.setAccessibleName(what)
    made.setToolTip(tip(what))
    return made


def column(*widgets: QWidget, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Widgets under one another."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def row(*widgets: QWidget, spacing: int = 6) -> QHBoxLayout:
    """Widgets beside one another."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def table_and_card(table: QWidget, card: QWidget, width: int) -> QSplitter:
    """A table that takes the room there is, and beside it a card of this width, which can be drawn wider."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    made.addWidget(table)
    made.addWidget(card)
    made.setStretchFactor(0, 1)
    made.setSizes([1000, width])
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def insert_within(editor: QPlainTextEdit, source: QMimeData, longest: int) -> None:
    """Take of what is pasted or dropped as much as leaves a text within its length; lines without an end would take minutes."""
    held = len(editor.toPlainText()) - len(editor.textCursor().selectedText())
    editor.insertPlainText(source.text()[: max(0, longest - held)])


def tab_after(before: QWidget, *parts: QWidget) -> QWidget:
    """Let Tab reach what is in these parts after `before`, though it was made later; gives the last that Tab reaches."""
    for part in parts:
        for each in [part, *part.findChildren(QWidget)]:
            here = each.window() is part.window()  # the list of a choice is a window of its own
            if here and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.focusProxy():
                QWidget.setTabOrder(before, each)
                before = each
    return before


class LinkButton(QPushButton):
    """A name that can be clicked, shortened to the width it has. An `&` in it is an `&`."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.setObjectName("link")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = ""
        self.show_words(words)

    def show_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(tip(words))
        self._fit()

    def _fit(self) -> None:
        room = max(0, self.width() - 8)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class Disclosure(QAbstractButton):
    """A caption with a chevron, which shows or hides what stands under it. Checked: shown."""

    def __init__(self, words: str, body: QWidget, quiet: bool = True) -> None:
        super().__init__()
        self.setObjectName("caption" if quiet else "more")
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(body.setVisible)
        body.hide()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 20, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self.palette().color(self.foregroundRole())
        chevron(painter, QRectF(1, self.height() / 2 - 4, 8, 8), color, down=self.isChecked())
        painter.setPen(color)
        painter.drawText(self.rect().adjusted(15, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-2.5, 0.5, -0.5, -0.5), 3, 3)


def chevron(painter: QPainter, area: QRectF, color: QColor, down: bool = True) -> None:
    """A small angle that points down or to the right."""
    x, y, w, h = area.x(), area.y(), area.width(), area.height()
    bent = [(x + w * 0.1, y + h * 0.3), (x + w * 0.5, y + h * 0.72), (x + w * 0.9, y + h * 0.3)]
    flat = [(x + w * 0.3, y + h * 0.1), (x + w * 0.72, y + h * 0.5), (x + w * 0.3, y + h * 0.9)]
    pen = QPen(color, 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(*point) for point in (bent if down else flat)])


class Section(QWidget):
    """A caption over a body. A caption that can fold is a button; `added` says that its + was pressed."""

    added = Signal()

    def __init__(self, caption: str, body: QWidget, add: str = "", folds: bool = False, folded: bool = False) -> None:
        super().__init__()
        self.body = body
        self.head: QWidget = Disclosure(caption.upper(), body) if folds else label(caption.upper(), "caption")
        head = row(self.head, spacing=2)
        head.addStretch(1)
        if add:
            self.add = small_button("+", add)
            self.add.clicked.connect(self.added)
            head.addWidget(self.add)
        layout = column(spacing=4)
        layout.addLayout(head)
        layout.addWidget(body)
        self.setLayout(layout)
        if isinstance(self.head, Disclosure):
            self.head.setAccessibleName(caption)
            self.head.setChecked(not folded)

    @property
    def folded(self) -> bool:
        return isinstance(self.head, Disclosure) and not self.head.isChecked()

    def fold(self) -> None:
        if isinstance(self.head, Disclosure):
            self.head.setChecked(False)

    def unfold(self) -> None:
        if isinstance(self.head, Disclosure):
            self.head.setChecked(True)


class Fold(QWidget):
    """What is seldom needed, behind a button that shows and hides it."""

    def __init__(self, words: str, body: QWidget) -> None:
        super().__init__()
        self.body = body
        self.button = Disclosure(words, body, quiet=False)
        self.setLayout(column(self.button, body))


class Scroll(QScrollArea):
    """A column that scrolls up and down and is never wider than the panel."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        body.setObjectName("panelBody")
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The bar takes its room from the margin, so that what stands above and below keeps one right edge."""
        if watched is self.verticalScrollBar() and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            body = self.widget()
            layout = body.layout() if body is not None else None
            assert layout is not None
            margins = layout.contentsMargins()
            bar = watched.width() if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) else 0
            margins.setRight(max(0, margins.left() - min(bar, 10)))
            layout.setContentsMargins(margins)
        return super().eventFilter(watched, event)


class FittingScroll(Scroll):
    """Scrolls what does not fit, and is never higher than what it holds, so that the space goes to its neighbours."""

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self.setMinimumHeight(64)
        body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        body = self.widget()
        if body is None:
            return
        edge = max(0, self.height() - self.viewport().height())  # what a style sheet draws around it
        needed = body.heightForWidth(self.width()) if body.hasHeightForWidth() else body.sizeHint().height()
        self.setMaximumHeight(max(64, needed + edge))

    def sizeHint(self) -> QSize:
        return QSize(180, self.maximumHeight())


class Panel(QWidget):
    """A panel that shows the workspace again when something changed, once it can be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        font("Inter-SemiBold", 12.0, 96)  # known before a text is laid out in it: Qt keeps the face that it found first
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stale = True

    def refresh(self) -> None:
        """Show the workspace as it is now."""

    def show_either(self, empty: QWidget, whole: QWidget, table: QWidget, *, is_empty: bool) -> None:
        """Show a table in its whole, or words where it holds nothing; what cannot be seen never gets the keyboard."""
        empty.setVisible(is_empty)
        whole.setVisible(not is_empty)
        if (self.focusProxy() is None) != is_empty:
            self.setFocusProxy(cast("QWidget", None if is_empty else table))  # Qt takes none, too

    def refresh_if_seen(self) -> None:
        """Refresh now, or when the panel is shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.refresh()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._stale:
            self._stale = False
            self.refresh()
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            event.accept()  # Delete on a tick or a list here must not delete what is selected on the map
            return True
        return super().event(event)
