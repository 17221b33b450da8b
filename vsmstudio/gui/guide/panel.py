"""The guide's panel: the stages in their order; the chosen one says what it still lacks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from vsmstudio.analysis.guide import State, guide, next_stage
from vsmstudio.analysis.guide_parts import Stand
from vsmstudio.gui.guide.rows import LackRow, Pressed, StageRow
from vsmstudio.gui.look import sized
from vsmstudio.gui.panels.widgets import Panel, Scroll, clear, column, label, row, small_button
from vsmstudio.gui.workspace import Workspace

WIDTH = 232
_REST = 150  # milliseconds after an edit until the stages are judged anew
_MOST = 8  # things that one stage lists; more are counted


class GuidePanel(Panel):
    """`going` wants to go where something is done (a `Go`); `closing` the panel away; `leaving` the keyboard elsewhere."""

    going = Signal(object)
    closing = Signal()
    leaving = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setObjectName("panel")
        self.setAccessibleName("Guide")
        self.stands: tuple[Stand, ...] = ()
        self.chosen = ""  # the key of the stage that is open; blank: none
        self.rows: list[StageRow] = []
        self._said: object = None
        self.summary = label(name="quiet", wrap=True)
        close = small_button("×", "Close the guide")
        close.clicked.connect(self.closing)
        head = row(label("GUIDE", "caption"), spacing=2)
        head.addStretch(1)
        head.addWidget(close)
        top = QWidget()
        above = column(spacing=2, margins=(14, 10, 10, 6))
        above.addLayout(head)
        above.addWidget(self.summary)
        top.setLayout(above)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(0)
        self.scroller = _Narrow(self._body)
        whole = column(top, self.scroller, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.open = QWidget()
        self._inner = QVBoxLayout(self.open)
        self._inner.setContentsMargins(0, 2, 0, 10)
        self._inner.setSpacing(0)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST)
        self._soon.timeout.connect(self.refresh_if_seen)
        for signal in (workspace.changed, workspace.figured):
            signal.connect(self._soon.start)
        workspace.replaced.connect(self._begin_anew)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._said = None  # words may be larger now
            self._soon.start()

    def sizeHint(self) -> QSize:
        return QSize(sized(WIDTH), 600)

    def _begin_anew(self) -> None:
        """Another document: its own next stage opens."""
        self.chosen = ""
        self._soon.start()

    def refresh(self) -> None:
        workspace = self.workspace
        self.stands = guide(workspace.document, workspace.analysis, workspace.as_of)
        if not self.rows:
            self._make()
        if not self.chosen:
            self.chosen = next_stage(self.stands).key
        for made, stand in zip(self.rows, self.stands, strict=True):
            made.show_stand(stand)
            made.setChecked(stand.key == self.chosen)
        self.summary.setText(_summary(self.stands))
        self._show_open()

    def _make(self) -> None:
        for number, stand in enumerate(self.stands, 1):
            made = StageRow(number)
            made.clicked.connect(lambda _, key=stand.key: self.choose(key))
            made.walked.connect(self._walk)
            self.rows.append(made)
            self._column.addWidget(made)
            made.show()  # at once, so that it can have the keyboard
        self._column.addStretch(1)

    def choose(self, key: str) -> None:
        """Open a stage, or close it where it is open."""
        self.chosen = "" if key == self.chosen else key
        if not self.chosen:
            self.open.hide()
            for made in self.rows:
                made.setChecked(False)
            self.chosen = "-"  # none, until another is pressed
            return
        self.refresh()

    def _show_open(self) -> None:
        """What the open stage asks, what it lacks, and the way to where one works on it."""
        at = next((at for at, stand in enumerate(self.stands) if stand.key == self.chosen), None)
        self.open.setVisible(at is not None)
        if at is None:
            return
        stand = self.stands[at]
        said = (stand.key, stand.lacks, stand.home, stand.state)
        if said == self._said and self._column.indexOf(self.open) == at + 1:
            return
        self._said = said
        held = QApplication.focusWidget()  # the panel's own would be who had it last, while one writes elsewhere
        inside = held is not None and self.open.isAncestorOf(held)
        self._column.removeWidget(self.open)
        self._column.insertWidget(at + 1, self.open)
        clear(self._inner)
        asks = label(stand.asks, "quiet", wrap=True)
        asks.setContentsMargins(sized(34) + 4, 2, 10, 4)
        self._inner.addWidget(asks)
        for lack in stand.lacks[:_MOST]:
            made = LackRow(lack.words)
            made.clicked.connect(lambda _, go=lack.go: self.going.emit(go))
            made.walked.connect(self._walk)
            self._inner.addWidget(made)
            made.show()
        if len(stand.lacks) > _MOST:
            more = label(f"And {len(stand.lacks) - _MOST} more.", "quiet")
            more.setContentsMargins(sized(34) + 4, 2, 10, 2)
            self._inner.addWidget(more)
        home = QPushButton(home_words(stand))
        home.setAutoDefault(False)
        home.clicked.connect(lambda: self.going.emit(stand.home))
        line = row(home)
        line.setContentsMargins(sized(34) + 4, 6, 10, 0)
        line.addStretch(1)
        self._inner.addLayout(line)
        self.open.show()
        if inside:
            self.rows[at].setFocus()

    def _walk(self, by: int) -> None:
        """The arrow keys go along the stages and what is open between them."""
        stops = sorted(
            (each for each in self._body.findChildren(Pressed) if each.isVisible()),
            key=lambda each: each.mapTo(self._body, each.rect().topLeft()).y(),
        )
        here = self.sender()
        at = next((at for at, each in enumerate(stops) if each is here), 0) + by
        if 0 <= at < len(stops):
            stops[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.scroller.ensureWidgetVisible(stops[at], 0, 8)

    def begin(self) -> None:
        """The keyboard goes to the stage that is open, else to the first."""
        self.refresh_if_seen()
        held = next((made for made in self.rows if made.isChecked()), self.rows[0] if self.rows else None)
        if held is not None:
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leaving.emit()
        else:
            super().keyPressEvent(event)


class _Narrow(Scroll):
    """Scrolls stages, whose rows reach from edge to edge."""

    def eventFilter(self, watched: object, event: object) -> bool:
        return False


def home_words(stand: Stand) -> str:
    """The way to where a stage is worked on."""
    acts = {"new_stream": "New value stream", "new_map": "New future map", "new_service": "New service"}
    if stand.home.act:
        return acts.get(stand.home.act, "Begin")
    titles = {
        "charter": "Open the charter", "value": "Open stakeholders", "walk_1": "Open the map", "walk_2": "Open the steps table",
        "audit": "Open the audit", "services": "Open the portfolio", "owners": "Find misplaced owners",
        "experience": "Open experience", "findings": "Open findings", "future": "Open the future map",
        "plan": "Open the plan", "follow_up": "Open the follow-up",
    }  # fmt: skip
    return titles.get(stand.key, "Open")


def _summary(stands: tuple[Stand, ...]) -> str:
    done = sum(each.state is State.DONE for each in stands)
    if all(each.state is State.AHEAD for each in stands):
        return "Begin with the charter: what is mapped, why, and with whom. Any order will do."
    following = next_stage(stands)
    if done == len(stands):
        return "Nothing is missing in any stage."
    return f"{done} of {len(stands)} stages have nothing missing. Next: {following.title[:1].lower()}{following.title[1:]}."
