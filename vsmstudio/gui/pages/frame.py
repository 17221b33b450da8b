"""The frame of every page of the engagement: a sheet with a heading, a sentence under it, tools, and a body that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vsmstudio.gui.look import sized
from vsmstudio.gui.pages.records.delegate import RecordsDelegate
from vsmstudio.gui.panels.own_keys import claims
from vsmstudio.gui.panels.widgets import Panel, Scroll, column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id

LEAST = 520  # pixels that a page can ask for
SIDE = 24  # pixels between the edge of a page and what stands on it


class Page(Panel):
    """A page in the place of the canvas. Its parts go into `body`, and what chooses or does something into `tools`.

    `refresh` is called while it can be seen, once for all that changed at a time. `asked` wants an action of the window by its
    name, `jump` a record in view, `closing` the map again: Esc, or the link at the top.
    """

    asked = Signal(str)
    jump = Signal(str)
    closing = Signal()

    def __init__(self, workspace: Workspace, title: str, lead: str = "") -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading = label(title, "pageTitle")
        self.lead = label(lead, "pageLead", wrap=True)
        if not lead:
            self.lead.hide()
        self.back = QPushButton("Back to the map")
        self.back.setObjectName("link")
        self.back.setToolTip("Esc")
        self.back.clicked.connect(self.closing)
        self.tools: QHBoxLayout = row(spacing=8)
        first = row(self.heading, spacing=16)
        first.addStretch(1)
        first.addLayout(self.tools)
        first.addWidget(self.back)
        head = QWidget()
        head.setObjectName("pageHead")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        held = column(spacing=4, margins=(SIDE, 14, SIDE, 12))
        held.addLayout(first)
        held.addWidget(self.lead)
        head.setLayout(held)
        self.head = head
        self.sheet = QWidget()
        self.body: QVBoxLayout = column(spacing=16, margins=(SIDE, 16, SIDE, SIDE))
        self.sheet.setLayout(self.body)
        self.scroller = PageScroll(self.sheet)
        whole = column(head, self.scroller, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh_if_seen)
        for signal in (workspace.changed, workspace.figured, workspace.replaced):
            signal.connect(self._soon.start)

    def minimumSizeHint(self) -> QSize:
        """No page keeps the window from becoming small: its body scrolls."""
        held = super().minimumSizeHint()
        return QSize(min(held.width(), LEAST), held.height())

    def say_lead(self, words: str) -> None:
        """Let the sentence under the heading be another."""
        self.lead.setText(words)
        self.lead.setVisible(bool(words))

    def about(self, stream: Id) -> None:
        """Let the page be about a stream, where it can be about several."""
        choose = getattr(getattr(self, "choice", None), "choose", None)
        if stream and choose is not None:
            self.refresh_if_seen()
            choose(stream)

    def land(self, field: str = "") -> None:
        """The keyboard comes here to go on: to a field, else to what begins an empty page, else to the page."""
        self.refresh_if_seen()
        empty = getattr(getattr(self, "empty", None), "button", None)
        held: QWidget = empty if isinstance(empty, QWidget) and empty.isVisible() else self
        held.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Commit what is being typed here: another page is about to come."""
        for cells in self.findChildren(RecordsDelegate):
            cells.settle()
        held = QApplication.focusWidget()
        if held is not None and self.isAncestorOf(held):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        return claims(event, (Qt.Key.Key_Escape,)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)


class PageScroll(Scroll):
    """Brings what gets the keyboard into view, with its label; reached by the wheel and PgUp, PgDown."""

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_part(self, part: QWidget) -> None:
        """Scroll so that a part of the body stands at the top."""
        body = self.widget()
        if body is not None:
            self.verticalScrollBar().setValue(part.mapTo(body, QPoint(0, 0)).y() - 8)


class Flow(QWidget):
    """Parts beside one another, and under one another where there is less than `least` pixels for each."""

    def __init__(self, *parts: QWidget, least: int = 320, spacing: int = 24) -> None:
        super().__init__()
        self._parts, self._least = parts, least
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(spacing)
        for each in parts:
            self._line.addWidget(each, 1, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part: where there is no room beside one another they stand under one another."""
        held = super().minimumSizeHint()
        return QSize(max((each.minimumSizeHint().width() for each in self._parts), default=0), held.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = sum(not each.isHidden() for each in self._parts)
        narrow = self.width() < sized(self._least) * max(1, shown)
        down = QHBoxLayout.Direction.TopToBottom
        self._line.setDirection(down if narrow else QHBoxLayout.Direction.LeftToRight)
