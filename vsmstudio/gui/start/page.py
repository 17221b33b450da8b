"""The page that is seen before a file is open: templates, files worked on lately, and one line on how to begin."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vsmstudio.gui.start.cards import INSET, Card
from vsmstudio.gui.start.templates import BLANK, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QBoxLayout

    from vsmstudio.gui.background import Background, Work
    from vsmstudio.gui.settings import Recent
    from vsmstudio.gui.start.glance import File
    from vsmstudio.gui.start.rows import RecentRow

HOW = "Type the name of the first step, press Esc for an empty map, choose a template, or open or import a file."
_NARROW = 1120  # pixels of width under which the files stand below the templates


class StartPage(QScrollArea):
    """Asks for nothing: it says what was chosen. `blank`: an empty map. `typed`: how the first step's name on it begins.

    `chosen`: a template. `opened`: a file's path. `browsed`: choose a file in a dialog. `imported`: choose files of other
    programs. `sampled`: the sample. `toured`: the tour.
    `forgotten`: a path to take off the list.
    """

    blank = Signal()
    typed = Signal(str)
    chosen = Signal(object)
    opened = Signal(str)
    browsed = Signal()
    imported = Signal()
    sampled = Signal()
    toured = Signal()
    forgotten = Signal(str)

    _columns = 0  # none before the first layout
    _width = 0  # pixels of room; unknown until it is seen
    _drawing = False  # may templates be read and drawn?
    _settled = False  # is what the first sight does not need there, too?

    def __init__(self, room: QBoxLayout) -> None:
        super().__init__()
        room.addWidget(self, 1)  # before there is anything in it: what is added full takes on its style twice
        self.setObjectName("start")
        self.setAccessibleName("Start page")
        self.setWidgetResizable(True)
        self.setProperty("focusPolicy", 0)  # none: what can be chosen has the keyboard
        self.cards = [Card(each) for each in (BLANK, *(each for each in TEMPLATES if each is not BLANK))]
        for card in self.cards:
            card.clicked.connect(lambda _=False, held=card.template: self._choose(held))
        self.open = QPushButton("Open…")
        self.open.clicked.connect(self.browsed)
        self.bring = QPushButton("Import…")
        self.bring.setToolTip("Tables, ArchiMate models, draw.io drawings, event logs")
        self.bring.clicked.connect(self.imported)
        self.sample = QPushButton("Open the sample")
        self.sample.clicked.connect(self.sampled)
        self.tour: QPushButton | None = None
        self.rows: list[RecentRow] = []
        self._looking: Background | None = None
        self._assemble()

    def _assemble(self) -> None:
        title, how = _label("VSM Studio", "startTitle"), _label(HOW, "startHow")
        self.word = _label("", "message")
        self.word.setWordWrap(True)
        self.word.hide()
        how.setWordWrap(True)
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open)
        buttons.addWidget(self.bring)
        buttons.addWidget(self.sample)
        buttons.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._none = _label("Files that you save or open appear here.", "startHow")
        self._none.setWordWrap(True)
        files = _label("RECENT FILES", "caption")
        for each in (files, self._none):
            each.setIndent(INSET)  # as the words in the rows
        self._begin = _part(_label("BEGIN WITH", "caption"), self._grid)
        self._files = _part(files, self._none, self._recent)
        self._sides = QGridLayout()
        self._sides.setHorizontalSpacing(40)
        self._sides.setVerticalSpacing(32)
        inner = QWidget()
        inner.setObjectName("startPart")
        inner.setMaximumWidth(1240)
        column = QVBoxLayout(inner)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(how)
        column.addWidget(self.word)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addSpacing(24)
        column.addLayout(self._sides)
        column.addStretch(1)
        outer = QWidget()
        outer.setObjectName("startPart")
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(outer)
        self._narrow: bool | None = None

    # --- what it shows -----------------------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """A sentence that the person should read before they begin."""
        if words:
            from PySide6.QtCore import Qt

            self.word.setTextFormat(Qt.TextFormat.PlainText)
        self.word.setText(words)
        self.word.setVisible(bool(words))

    def show_recent(self, recent: Sequence[File | Recent]) -> None:
        """Show these files, the latest first; whether they are still there is looked up beside other work."""
        for row in self.rows:
            self._recent.removeWidget(row)
            row.deleteLater()
        self.rows = _rows(recent)
        for row in self.rows:
            row.clicked.connect(lambda _=False, path=row.recent.path: self.opened.emit(path))
            row.forgotten.connect(lambda path=row.recent.path: self.forgotten.emit(path))
            self._recent.addWidget(row)
        self._none.setVisible(not self.rows)
        if self._columns:
            self._order_tabs()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if self._settled:
            self._look_for_files()

    def offer_tour(self, offered: bool) -> None:
        """Offer the tour beside the sample, or no more."""
        if offered and self.tour is None:
            self.tour = QPushButton("Take the tour (5 minutes)")
            self.tour.clicked.connect(self.toured)
            self._buttons.insertWidget(3, self.tour)
            if self._columns:
                self._order_tabs()
        elif self.tour is not None:
            self.tour.setVisible(offered)

    def _look_for_files(self) -> None:
        from vsmstudio.gui.background import Background

        if self.rows:
            self._looking = Background(_missing([row.recent.path for row in self.rows]))
            self._looking.done.connect(self._show_gone)
            self._looking.start()

    def _show_gone(self, gone: frozenset[str]) -> None:
        self._looking = None
        for row in self.rows:
            if row.recent.path in gone:
                row.show_gone()

    def _order_tabs(self) -> None:
        for before, after in pairwise(self._things()):
            self.setTabOrder(before, after)

    def _things(self) -> list[QWidget]:
        """All that can be chosen, in the order of Tab."""
        tour = [self.tour] if self.tour is not None and not self.tour.isHidden() else []
        return [*self.cards, self.open, self.bring, self.sample, *tour, *self.rows]

    def settle(self) -> None:
        """Do what the first sight does not need: say which files are gone."""
        if not self._settled:
            self._settled = True
            self._look_for_files()

    def show_drawings(self) -> None:
        """Draw the templates on their cards, one after another, so that the page answers all the while."""
        self._drawing = True
        QTimer.singleShot(0, self._draw_next)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._drawing:
            QTimer.singleShot(0, self._draw_next)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _draw_next(self) -> None:
        from vsmstudio.gui.start.preview import preview
        from vsmstudio.gui.start.templates import read

        waiting = [card for card in self.cards if not card.drawn]
        if waiting and self.isVisible():
            card = waiting[0]
            card.show_drawing(preview(read(card.template), card.picture))
            QTimer.singleShot(0, self._draw_next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._width = event.size().width()
        self.lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._columns:  # cards are as large as their words
            for each in (*self.cards, *self.rows):
                each.updateGeometry()
                each.fit()
            self.lay_out()

    def lay_out(self) -> None:
        """Files beside the templates where there is room, else below; as many cards in a row as fit."""
        width = self._width or self.window().width()
        narrow = width < _NARROW
        card = self.cards[0].sizeHint().width()
        room = min(width, 1240) - 80 - (0 if narrow else 340)
        columns = max(1, min(3, (room + 16) // (card + 16)))
        if (narrow, columns) == (self._narrow, self._columns):
            return
        self._narrow, self._columns = narrow, columns
        self._sides.addWidget(self._begin, 0, 0)
        self._sides.addWidget(self._files, *((1, 0) if narrow else (0, 1)))
        self._sides.setColumnStretch(0, 1)
        self._sides.setColumnMinimumWidth(1, 0 if narrow else 300)
        for at, each in enumerate(self.cards):
            self._grid.addWidget(each, at // columns, at % columns)
        self._order_tabs()

    # --- choosing ----------------------------------------------------------------------------------------------------

    def _choose(self, template: object) -> None:
        if template is BLANK:
            self.blank.emit()
        else:
            self.chosen.emit(template)

    def begin(self) -> None:
        """The keyboard starts at the empty map, so that Enter leads there."""
        self.lay_out()
        self.cards[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        from vsmstudio.gui.typing_keys import is_typing

        arrows: dict[int, tuple[int, int]] = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        if event.key() == Qt.Key.Key_Escape:
            self.blank.emit()
        elif is_typing(event):
            self.typed.emit(event.text())
        elif event.key() in arrows:
            self._step(*arrows[event.key()])
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        """To the nearest thing in that direction."""
        held = self.focusWidget()
        things = self._things()
        if held not in things or held is None:
            self.begin()
            return
        at = _middle(held)
        best: tuple[float, QWidget] | None = None
        for each in things:
            away = _middle(each) - at
            ahead = away.x() * across + away.y() * down
            aside = abs(away.x() * down) + abs(away.y() * across)
            if each is not held and ahead > 4 and (best is None or ahead + 2 * aside < best[0]):
                best = ahead + 2 * aside, each
        if best is not None:
            best[1].setFocus()
            self.ensureWidgetVisible(best[1])


def _middle(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())


def _missing(paths: Sequence[str]) -> Work:
    """Which files are not there; a disk far away may take its time to say."""
    import os

    return lambda _: frozenset(path for path in paths if not os.path.isfile(path))


def _label(words: str, name: str) -> QLabel:
    made = QLabel(words)
    made.setObjectName(name)
    return made


def _rows(recent: Sequence[File | Recent]) -> list[RecentRow]:
    if not recent:
        return []
    from vsmstudio.gui.start.rows import rows_of

    return rows_of(recent)


def _part(*things: QWidget | QLayout) -> QWidget:
    """Things below each other, with the rest of the room under them."""
    made = QWidget()
    made.setObjectName("startPart")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for each in things:
        if isinstance(each, QLayout):
            column.addLayout(each)
        else:
            column.addWidget(each)
    column.addStretch(1)
    return made
