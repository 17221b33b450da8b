"""The card beside the portfolio: one service's costs as bars, who carries it, and what stops with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from vsmstudio.export.tables.words import percent
from vsmstudio.gui import look
from vsmstudio.gui.panels.service_facts import Fact, Part, parts_of
from vsmstudio.gui.panels.widgets import Elided, LinkButton, Scroll, clear, column, label, ltr
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id

WIDTH = 248


class ShareBar(QWidget):
    """A small bar: a part (0..1) of the whole."""

    def __init__(self, part: float, gap: bool) -> None:
        super().__init__()
        self.part, self._role = part, "gap_line" if gap else "accent"
        self.setToolTip(percent(part))
        self.setFixedSize(QSize(40, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        painter.setBrush(look.color("head"))
        painter.drawRect(QRectF(0, middle - 4, self.width(), 8))
        painter.setBrush(look.color(self._role))
        painter.drawRect(QRectF(0, middle - 4, max(0.0, min(1.0, self.part)) * self.width(), 8))


class ServiceCard(QWidget):
    """Shows one service; a name that can be pressed leads to its record."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("The selected service")
        self.setMinimumWidth(200)
        self._shown: tuple[str, tuple[Part, ...]] = ("", ())
        self.title = label(name="strong", wrap=True)
        self.none = label("Select a service: its costs, its streams and what stops with it appear here.", "empty", True)
        self.rows = QGridLayout()
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(8)
        self.rows.setVerticalSpacing(1)
        self.rows.setColumnStretch(0, 1)
        body = QWidget()
        inner = column(self.title, self.none, spacing=4, margins=(14, 10, 14, 10))
        inner.addLayout(self.rows)
        inner.addStretch(1)
        body.setLayout(inner)
        self.sheet = Scroll(body)
        self.sheet.setAccessibleName(self.accessibleName())
        self.sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that keys can scroll what has no names to press
        self.setLayout(column(self.sheet))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 120)

    def show_service(self, service: Id) -> None:
        """Show a service; blank: say that one can be selected."""
        document, analysis = self.workspace.document, self.workspace.analysis
        known = service in document and service in analysis.services
        shown = (document.name(service), parts_of(document, analysis, service)) if known else ("", ())
        self.none.setVisible(not known)
        self.title.setVisible(known)
        if shown == self._shown:
            return
        if shown[0] != self._shown[0]:
            self.sheet.verticalScrollBar().setValue(0)
        self._shown = shown
        self.title.setText(shown[0])
        clear(self.rows)
        line = 0
        for part in shown[1]:
            caption = label(part.caption.upper(), "caption")
            caption.setContentsMargins(0, 8 if line else 0, 0, 0)
            self.rows.addWidget(caption, line, 0, 1, 3)
            line += 1
            for fact in part.facts:
                self._add(fact, line)
                line += 1
                if fact.note:
                    self.rows.addWidget(label(fact.note, "gapText" if fact.gap else "quiet", wrap=True), line, 0, 1, 3)
                    line += 1

    def _add(self, fact: Fact, line: int) -> None:
        span = 1 if fact.part is not None else 2 if fact.amount else 3
        self.rows.addWidget(self._words(fact, wraps=span == 3), line, 0, 1, span)
        if fact.part is not None:
            self.rows.addWidget(ShareBar(fact.part, fact.gap), line, 1)
        if fact.amount:
            amount = label(fact.amount, "gapText" if fact.gap else "strong" if fact.total else "number")
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.rows.addWidget(amount, line, 2)

    def _words(self, fact: Fact, wraps: bool) -> QWidget:
        role = "gapText" if fact.gap else "strong" if fact.total else "plainLine"
        if fact.record in self.workspace.document:
            link = LinkButton(ltr(fact.words))
            link.setAccessibleName(" ".join(each for each in (fact.words, fact.amount, fact.note) if each))
            link.clicked.connect(lambda: self.workspace.show(fact.record))
            return link
        return (
            label(f"◆ {fact.words}" if fact.gap else fact.words, role, wrap=True) if wraps else Elided(fact.words, role)
        )
