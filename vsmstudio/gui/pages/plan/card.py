"""How a card of the board looks: name, owner or gap, when it is due, what it is to bring, and its state."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.pages.plan.words import STATE_WORDS, due_words, effect_words, owner_words
from vsmstudio.gui.panels.key_list import KEY, Index
from vsmstudio.gui.panels.wrapping import lines_of
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Improvement, ImprovementKind, ImprovementState

_PAD, _GAP, _NAME_LINES, _EFFECT_LINES = 10, 8, 3, 3


class Card(NamedTuple):
    """What a card says."""

    name: list[str]
    owner: str
    gap: bool
    due: list[str]
    late: bool
    effect: list[str]
    state: ImprovementState
    kind: list[str]


class CardDelegate(QStyledItemDelegate):
    """Paints cards. `target` is the card over which a person is held."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.target: Id = ""

    def _card(self, key: Id, width: float, option: Any) -> Card | None:
        document = self.workspace.document
        held = document.of(Improvement, key)
        if held is None:
            return None
        room = width - 2 * _PAD
        name = lines_of(held.name, _bold(option.font), room, _NAME_LINES)
        due, late = due_words(document, held)
        kind = "Running initiative" if held.kind is ImprovementKind.INITIATIVE else ""
        effect = effect_words(document, held)
        return Card(
            name, *owner_words(document, held),
            lines_of(due, _bold(option.font), room - 16, 2), late,
            lines_of(effect, option.font, room - 16, _EFFECT_LINES) if effect else [],
            held.state, lines_of(kind, option.font, room, 2) if kind else [],
        )  # fmt: skip

    def sizeHint(self, option: Any, index: Index) -> QSize:
        parent = self.parent()
        width = parent.viewport().width() if isinstance(parent, QAbstractScrollArea) else 160
        card = self._card(str(index.data(KEY)), width - 4, option)
        if card is None:
            return QSize(0, 0)
        line = QFontMetrics(option.font).lineSpacing()
        lines = len(card.name) + len(card.kind) + 1 + len(card.due) + len(card.effect) + 1
        return QSize(60, lines * line + 2 * _PAD + 12 + _GAP)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        key = str(index.data(KEY))
        area = QRectF(option.rect).adjusted(1, 1, -3, -_GAP - 1)
        card = self._card(key, area.width(), option)
        if card is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        edge = "accent" if chosen or key == self.target else "outline"
        painter.setPen(QPen(look.color(edge), 2 if chosen or key == self.target else 1))
        painter.setBrush(look.color("accent_soft" if chosen else "sheet"))
        painter.drawRoundedRect(area, 6, 6)
        if focus:
            painter.setPen(QPen(look.color("accent"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(4, 4, -4, -4), 4, 4)
        self._words(painter, area, card, option.font)
        painter.restore()

    def _words(self, painter: QPainter, area: QRectF, card: Card, font: QFont) -> None:
        line = QFontMetrics(font).lineSpacing()
        x, width = area.left() + _PAD, area.width() - 2 * _PAD
        y = area.top() + _PAD
        done = card.state is ImprovementState.DONE

        def write(words: str, color: str, bold: bool = False, indent: float = 0) -> None:
            nonlocal y
            painter.setFont(_bold(font) if bold else font)
            painter.setPen(look.color(color))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width - indent))
            painter.drawText(QRectF(x + indent, y, width - indent, line), int(Qt.AlignmentFlag.AlignVCenter), shown)
            y += line

        for words in card.name:
            write(words, "muted" if done else "ink", bold=True)
        for words in card.kind:
            write(words, "muted")
        y += 4
        if card.gap:
            _badge(painter, QRectF(x - 3, y - 1, width + 6, line + 2))
            _diamond(painter, x + 6, y + line / 2, "gap")
        else:
            _disc(painter, x + 5, y + line / 2, "line")
        write(card.owner, "gap" if card.gap else "ink", indent=16)
        y += 4
        if card.late:
            _triangle(painter, x + 5, y + line / 2, "critical")
        for words in card.due:
            write(words, "critical" if card.late else "muted", bold=card.late, indent=16)
        for words in card.effect:
            write(words, "muted", indent=16)
        y += 4
        _state(painter, x + 5, y + line / 2, card.state)
        write(STATE_WORDS[card.state], "good" if done else "muted", indent=16)


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _badge(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(look.color("gap_line"), 1))
    painter.setBrush(look.color("gap_soft"))
    painter.drawRoundedRect(area, 4, 4)


def _diamond(painter: QPainter, x: float, y: float, color: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(color))
    painter.drawPolygon(QPolygonF([QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4), QPointF(x - 4, y)]))


def _triangle(painter: QPainter, x: float, y: float, color: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(color))
    painter.drawPolygon(QPolygonF([QPointF(x, y - 5), QPointF(x + 5, y + 4), QPointF(x - 5, y + 4)]))


def _disc(painter: QPainter, x: float, y: float, color: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(color))
    painter.drawEllipse(QPointF(x, y), 2.5, 2.5)


def _state(painter: QPainter, x: float, y: float, state: ImprovementState) -> None:
    """A ring: open; half filled: running; with a tick: done; crossed: dropped."""
    painter.setPen(QPen(look.color("good" if state is ImprovementState.DONE else "line"), 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(x, y), 4.5, 4.5)
    if state is ImprovementState.RUNNING:
        painter.setBrush(look.color("line"))
        painter.drawPie(QRectF(x - 4.5, y - 4.5, 9, 9), 90 * 16, -180 * 16)
    elif state is ImprovementState.DONE:
        painter.drawPolyline([QPointF(x - 2.2, y), QPointF(x - 0.4, y + 2), QPointF(x + 2.5, y - 2)])
    elif state is ImprovementState.DROPPED:
        painter.drawLine(QPointF(x - 3, y + 3), QPointF(x + 3, y - 3))
