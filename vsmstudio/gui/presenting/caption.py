"""The large card under the map that says what a page of a presentation is about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vsmstudio.gui.painter import Painter
from vsmstudio.gui.presenting.pages import Line, Page

_SIGN = {"gap": "◆ ", "critical": "◆ "}
_LARGEST = 1.6  # times the size on a window 1000 pixels high


class Caption(QFrame):
    """Title, people, figures and sentences of a page, in letters that a room can read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("caption")
        self.title, self.count = _label("title"), _label("count")
        self.title.setWordWrap(True)
        self._under, self._figures, self._lines = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._scale = 1.0
        left = QVBoxLayout()
        left.addWidget(self.title)
        left.addLayout(self._under)
        left.addStretch(1)
        head = QHBoxLayout()
        head.addLayout(left, 1)
        head.addLayout(self._figures)
        foot = QHBoxLayout()
        foot.addLayout(self._lines, 1)
        foot.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(head)
        self._whole.addLayout(foot)
        for layout in (left, head, foot, self._under, self._figures, self._lines, self._whole):
            layout.setContentsMargins(0, 0, 0, 0)

    def show_page(self, page: Page, at: int, of: int, colours: Painter, width: int, scale: float) -> None:
        """Show a page in the colours of now, in `width` pixels, with letters `scale` times as large as usual."""
        self._scale = max(0.7, min(_LARGEST, scale))
        self._dress(colours)
        self.title.setText(page.title)
        self.count.setText(f"{at + 1} / {of}")
        self._under.setSpacing(self._px(20))
        self._lines.setSpacing(self._px(4))
        self._figures.setSpacing(self._px(32))
        self._whole.setSpacing(self._px(10))
        edge = self._px(26)
        self._whole.setContentsMargins(edge, self._px(16), edge, self._px(16))
        for held in (self._under, self._figures, self._lines):
            _clear(held)
        for line in page.under:
            self._under.addWidget(_person(line))
        self._under.addStretch(1)
        for name, value in page.figures:
            self._figures.addLayout(_figure(name, value))
        for line in page.lines:
            self._lines.addLayout(_sentence(line, self._px(8)))
        for each in self.findChildren(QLabel):
            each.ensurePolished()  # else they are measured in letters of the usual size,
            each.show()  # or not at all
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(width))
        self.setAccessibleName(page.sentence)

    def _px(self, size: float) -> int:
        return round(size * self._scale)

    def _dress(self, colours: Painter) -> None:
        c = {
            role: colours.color(role).name()
            for role in ("sheet", "outline", "ink", "muted", "gap", "gap_soft", "critical")
        }
        px = self._px
        self.setStyleSheet(
            f"QFrame#caption {{ background: {c['sheet']}; border: 1px solid {c['outline']}; border-radius: 8px; }}"
            f"QLabel {{ color: {c['ink']}; background: transparent; }}"
            f"QLabel#title {{ font-size: {px(34)}px; font-weight: 600; }}"
            f"QLabel#count {{ color: {c['muted']}; font-size: {px(14)}px; }}"
            f"QLabel#under {{ font-size: {px(21)}px; }}"
            f"QLabel#line {{ font-size: {px(20)}px; }}"
            f"QLabel#name {{ color: {c['muted']}; font-size: {px(16)}px; }}"
            f"QLabel#value {{ font-size: {px(34)}px; font-weight: 600; }}"
            f"QLabel[mark='critical'] {{ color: {c['critical']}; }}"
            f"QLabel[mark='gap'] {{ color: {c['gap']}; }}"
            f"QLabel#under[mark='gap'] {{ background: {c['gap_soft']}; border-radius: 4px; padding: 0 {px(8)}px;"
            " font-weight: 600; }"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


def _label(name: str, words: str = "") -> QLabel:
    made = QLabel(words)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def _person(line: Line) -> QLabel:
    made = _label("under", _SIGN.get(line.mark, "") + line.words)
    made.setProperty("mark", line.mark)
    return made


def _sentence(line: Line, apart: int) -> QHBoxLayout:
    """A sentence that wraps, its mark in front; the colour is the mark's alone."""
    row = QHBoxLayout()
    row.setSpacing(apart)
    if line.mark:
        mark = _label("line", _SIGN[line.mark].strip())
        mark.setProperty("mark", line.mark)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    words = _label("line", line.words)
    words.setWordWrap(True)
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    row.addWidget(words, 1)
    return row


def _figure(name: str, value: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(_label("name", name))
    column.addWidget(_label("value", value))
    column.addStretch(1)
    return column


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if isinstance(inner, QVBoxLayout | QHBoxLayout):
            _clear(inner)
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
