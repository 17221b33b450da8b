"""The questions of a merge under one another, both answers beside each other. Click one, or choose with left and right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from vsmstudio.gui import look
from vsmstudio.gui.dialogs.clash_model import BASE, OURS, SIDES, THEIRS, WHAT, ClashModel
from vsmstudio.model.merge import Choice

_HIGH, _HEAD = 30, 34  # pixels
_PAD, _RING = 10, 6.0


class ClashTable(QTableView):
    """Up and down go from question to question, left and right choose, space takes the other side."""

    def __init__(self, model: ClashModel, base_known: bool) -> None:
        super().__init__()
        self.setObjectName("clashes")
        self.setAccessibleName(
            "Fields that were changed on both sides. Left takes what is here, right the other file's."
        )
        self.rows = model
        self.setModel(model)
        self.setItemDelegate(_Answers(self))
        self.setColumnHidden(BASE, not base_known)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(150)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setDefaultSectionSize(_HIGH)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for row, each in enumerate(model.rows):
            if not each.asks:
                self.setSpan(row, WHAT, 1, THEIRS + 1)
                self.setRowHeight(row, _HEAD)
        self.clicked.connect(self._choose_clicked)
        first = next((row for row, each in enumerate(model.rows) if each.asks), -1)
        self.setCurrentIndex(model.index(first, WHAT))

    def _choose_clicked(self, index: QModelIndex) -> None:
        if index.column() in SIDES:
            self.rows.choose(index.row(), SIDES[index.column()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if row >= 0 and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space):
            other = Choice.THEIRS if self.rows.choice(row) is Choice.OURS else Choice.OURS
            taken = {Qt.Key.Key_Left: Choice.OURS, Qt.Key.Key_Right: Choice.THEIRS}
            self.rows.choose(row, taken.get(Qt.Key(event.key()), other))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is asked and what was before get a quarter and a fifth, both answers the rest."""
        room = self.viewport().width()
        before = 0 if self.isColumnHidden(BASE) else room // 5
        what = room // 4
        for column, width in ((WHAT, what), (BASE, before), (OURS, (room - what - before) // 2)):
            if width:
                self.setColumnWidth(column, width)
        self.setColumnWidth(THEIRS, room - what - before - (room - what - before) // 2)
        super().resizeEvent(event)


class _Answers(QStyledItemDelegate):
    """Draws a heading, a field's name, or an answer with its ring."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model, table, area = index.model(), self.parent(), option.rect
        assert isinstance(model, ClashModel)
        assert isinstance(table, ClashTable)
        row = model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        if not row.asks:
            painter.fillRect(area, look.color("head"))
            _write(painter, area.adjusted(_PAD, 0, -_PAD, 0), row.what, "ink", bold=True, more=row.where)
        else:
            if index.row() == table.currentIndex().row():
                look.fill_selected(painter, area)
            painter.fillRect(area.adjusted(0, area.height() - 1, 0, 0), look.color("head"))
            if index.column() in SIDES:
                self._answer(painter, area, str(index.data()), model.choice(index.row()) == SIDES[index.column()])
            else:
                left, color = (2 * _PAD, "ink") if index.column() == WHAT else (_PAD, "muted")
                _write(painter, area.adjusted(left, 0, -_PAD, 0), str(index.data()), color)
        painter.restore()

    def _answer(self, painter: QPainter, area: QRect, words: str, held: bool) -> None:
        center = QPointF(area.left() + _PAD + _RING, area.center().y() + 0.5)
        accent = look.color("accent")
        painter.setPen(QPen(accent if held else look.color("outline"), 1.4))
        painter.setBrush(look.color("sheet"))
        painter.drawEllipse(center, _RING, _RING)
        if held:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(center, _RING / 2 + 0.5, _RING / 2 + 0.5)
        left = int(_PAD + 2 * _RING + 8)
        _write(painter, area.adjusted(left, 0, -_PAD, 0), words, "ink" if held else "muted", bold=held)


def _write(painter: QPainter, area: QRect, words: str, color: str, bold: bool = False, more: str = "") -> None:
    """One line, shortened to its room; `more` stands after it where there is room left."""
    plain = painter.font()
    if bold:
        strong = QFont(plain)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
    metrics = painter.fontMetrics()
    line = " ".join(words.split())
    painter.setPen(look.color(color))
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    painter.drawText(area, flags, metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width()))
    taken = metrics.horizontalAdvance(line) + 12
    painter.setFont(plain)
    if more and taken < area.width() - 40:
        painter.setPen(look.color("muted"))
        rest = area.adjusted(taken, 0, 0, 0)
        painter.drawText(rest, flags, painter.fontMetrics().elidedText(more, Qt.TextElideMode.ElideRight, rest.width()))
