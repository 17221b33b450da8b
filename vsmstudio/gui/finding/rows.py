"""The lines that a search shows, and how they are drawn: plain text, what was typed in bold, never markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from vsmstudio.gui import look
from vsmstudio.gui.guard import guarded
from vsmstudio.gui.painter import Painter

Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _MARGIN, _GAP = 44.0, 14.0, 12.0  # pixels
_FIRST, _SECOND, _BESIDE = 19.0, 35.0, 26.0  # where words stand, under them, and at the right, from the top


def height() -> int:
    """How many pixels a line takes, as large as words are now."""
    return look.sized(_HEIGHT)


class Row(NamedTuple):
    """A line: its words with the places of the typed characters, what stands under them, and what choosing it does.

    `keys` stand at the right; `why` says why it cannot be chosen now, blank where it can.
    """

    words: str
    beside: str
    marks: tuple[int, ...]
    choose: Callable[[], object]
    keys: str = ""
    why: str = ""

    @property
    def under(self) -> str:
        """What stands under the words."""
        return f"{self.beside} · {self.why}" if self.why and self.beside else self.why or self.beside

    @property
    def sentence(self) -> str:
        """The line as it is read aloud."""
        return ", ".join(part for part in (self.words, self.under, self.keys) if part)


class Rows(QAbstractListModel):
    """The lines in a list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        return row.sentence if role == Qt.ItemDataRole.AccessibleTextRole else None


class RowDelegate(QStyledItemDelegate):
    """Draws a line in the colours of the theme in use."""

    def __init__(self, colours: Callable[[], Painter]) -> None:
        super().__init__()
        self._colours = colours

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(200, height())

    @guarded
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        model = index.model()
        if not isinstance(model, Rows) or not index.row() < len(model.rows):
            return
        row, color, area = model.rows[index.row()], self._colours().color, QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            look.fill_selected(painter, area)
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), color("accent"))
        scale = look.larger()
        margin, small = _MARGIN * scale, _sized(option.font, 11)
        right = area.right() - margin
        if row.keys:
            width = QFontMetricsF(small).horizontalAdvance(row.keys)
            painter.setFont(small)
            painter.setPen(color("muted"))
            painter.drawText(QPointF(right - width, area.top() + _BESIDE * scale), row.keys)
            right -= width + _GAP * scale
        room = right - area.left() - margin
        at = QPointF(area.left() + margin, area.top() + _FIRST * scale)
        painter.setPen(color("muted" if row.why else "ink"))
        _draw_marked(painter, at, row, _sized(option.font, 13), room)
        painter.setFont(small)
        painter.setPen(color("muted"))
        under = QFontMetricsF(small).elidedText(row.under, Qt.TextElideMode.ElideRight, room)
        painter.drawText(at + QPointF(0, (_SECOND - _FIRST) * scale), under)
        painter.restore()


def _draw_marked(painter: QPainter, at: QPointF, row: Row, font: QFont, room: float) -> None:
    """The words on one line, the typed characters in bold, cut with an ellipsis where there is no room."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    marked = set(row.marks)
    x, end = at.x(), at.x() + room - QFontMetricsF(font).horizontalAdvance("…")
    whole = QFontMetricsF(bold).horizontalAdvance(row.words) <= room
    for words, is_bold in _runs(row.words, marked):
        used = bold if is_bold else font
        metrics = QFontMetricsF(used)
        painter.setFont(used)
        width = metrics.horizontalAdvance(words)
        if not whole and x + width > end:
            painter.drawText(
                QPointF(x, at.y()), metrics.elidedText(words + "…", Qt.TextElideMode.ElideRight, end - x + 10)
            )
            return
        painter.drawText(QPointF(x, at.y()), words)
        x += width


def _runs(words: str, marked: set[int]) -> list[tuple[str, bool]]:
    """The words in pieces that are bold and pieces that are not."""
    if any("\u0590" <= character <= "\u08ff" for character in words):
        return [(words, False)]  # joined letters and text to the left must stay in one piece
    runs: list[tuple[str, bool]] = []
    for at, character in enumerate(words):
        is_bold = at in marked
        if runs and runs[-1][1] == is_bold:
            runs[-1] = (runs[-1][0] + character, is_bold)
        else:
            runs.append((character, is_bold))
    return runs


def _sized(font: QFont, size: int) -> QFont:
    found = QFont(font)
    found.setPixelSize(look.sized(size))
    return found
