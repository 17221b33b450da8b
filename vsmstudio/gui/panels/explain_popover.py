"""How a figure came about, in a quiet card over the window: rule, source, inputs that lead to their records, and the path.

It is not modal: people go on working beside it. Esc closes it and gives the keyboard back.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from vsmstudio.analysis.explain import Explanation, Input, Role, explain
from vsmstudio.gui.panels.widgets import Elided, LinkButton, Panel, Scroll, clear, column, label, ltr, row, small_button
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id

WIDTH, HIGHEST, LEAST = 420, 460, 160
MOST_ROWS = 60
_MARGIN = 8
_QUICK, _PAUSE = (
    0.02,
    400,
)  # seconds within which it follows each edit at once; milliseconds that it waits for a pause else
_SHORT_NOTE = 26  # characters that fit beside a name
_SIGNS = {Role.FACTOR: "× ", Role.DIVISOR: "÷ "}


class ExplainPopover(QFrame):
    """A card that explains one figure at a time. Inputs that are figures themselves open in it; ‹ leads back."""

    def __init__(self, workspace: Workspace, over: QWidget) -> None:
        super().__init__(over)
        self.workspace = workspace
        self.setObjectName("explain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.trail: list[tuple[Id, str]] = []
        self.shown: Explanation | None = None
        self._back_to: QWidget | None = None
        self._anchor: QWidget | None = None
        self.back = small_button("‹", "Back to the figure before")
        self.back.clicked.connect(self._go_back)
        self.leave = small_button("×", "Close")
        self.leave.clicked.connect(self.close_card)
        self.title = label(name="strong", wrap=True)
        self.value = label(name="figure")
        self.value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.rule, self.formula = label(name="sentence", wrap=True), label(name="quiet", wrap=True)
        self.notes = label(name="quiet", wrap=True)
        self.path = LinkButton("Show the path on the map")
        self.path.clicked.connect(self._show_path)
        self.rows = QGridLayout()
        self.rows.setContentsMargins(0, 4, 0, 4)
        self.rows.setHorizontalSpacing(12)
        self.rows.setVerticalSpacing(2)
        self.rows.setColumnStretch(0, 1)
        head = row(self.back, self.title, self.leave, spacing=4)
        head.setStretch(1, 1)
        self._body = QWidget()
        inner = column(self.rule, self.formula, spacing=6, margins=(16, 0, 16, 10))
        inner.addLayout(self.rows)
        inner.addWidget(self.notes)
        inner.addWidget(self.path)
        inner.addStretch(1)
        self._body.setLayout(inner)
        card = _Card()
        layout = column(spacing=4, margins=(0, 10, 0, 6))
        top = column(spacing=0, margins=(16, 0, 10, 0))
        top.addLayout(head)
        top.addWidget(self.value)
        layout.addLayout(top)
        layout.addWidget(Scroll(self._body), 1)
        card.setLayout(layout)
        whole = column(card)
        self.setLayout(whole)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_again)
        for signal in (workspace.changed, workspace.figured, workspace.simulating.changed):
            signal.connect(self._look_again)
        for signal in (workspace.mapped, workspace.replaced):
            signal.connect(self._leave_others)
        over.installEventFilter(self)
        self.hide()

    # --- opening and closing ------------------------------------------------------------------------------------------

    def explain(self, subject: Id, key: str, anchor: QWidget | None = None) -> None:
        """Show how a figure came about, beside `anchor`, which gets the keyboard back afterwards."""
        if self.isHidden():
            self._back_to = anchor
        self._anchor = anchor or self._anchor
        self.trail = [(subject, key)]
        if self._show_again():
            self._place()
            self.show()
            self.raise_()
            self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_card(self) -> None:
        """Put the card away; the keyboard goes back to where it was."""
        focus = self.window().focusWidget()
        held = focus is self or self in _around(focus)
        self.hide()
        self.trail, self.shown = [], None
        if held and self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.PopupFocusReason)
        self._back_to = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left) and len(self.trail) > 1:
            self._go_back()
        else:
            event.accept()  # keys that mean nothing here are not for the canvas behind

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Above its anchor where there is room, else below, and always within the window."""
        over = self.parentWidget()
        if over is None:
            return
        width = min(WIDTH, over.width() - 2 * _MARGIN)
        self._body.setMinimumHeight(0)
        body = (
            self._body.heightForWidth(width - 2) if self._body.hasHeightForWidth() else self._body.sizeHint().height()
        )
        self._body.setMinimumHeight(body)  # wrapped texts would let themselves be squeezed
        head = self.title.heightForWidth(width - 80) + self.value.sizeHint().height() + 52
        height = max(LEAST, min(HIGHEST, body + head, over.height() - 2 * _MARGIN))
        at = QPoint(over.width() - width - 24, over.height() - height - 24)
        anchor = self._anchor
        if anchor is not None and anchor.isVisible() and over.isAncestorOf(anchor):
            corner = anchor.mapTo(over, QPoint(0, 0))
            above = corner.y() - height - 6
            at = QPoint(corner.x(), above if above >= _MARGIN else corner.y() + anchor.height() + 6)
        x = max(_MARGIN, min(at.x(), over.width() - width - _MARGIN))
        y = max(_MARGIN, min(at.y(), over.height() - height - _MARGIN))
        self.setGeometry(x, y, width, height)

    # --- showing ------------------------------------------------------------------------------------------------------

    def _look_again(self) -> None:
        """The document is another: show what its figures came from, once the figures themselves are there."""
        if not self.isHidden():
            self._later.start()

    def _leave_others(self) -> None:
        """Another map is in view, or another document: what is shown is about something else."""
        if not self.isHidden():
            subject = self.trail[0][0] if self.trail else ""
            if subject not in self.workspace.document:
                self.close_card()

    def _show_again(self) -> bool:
        """Show the figure at the end of the trail as it is now; the card closes where there is none any more."""
        if self.workspace.working or not self.trail:
            return False
        began = time.perf_counter()
        try:
            made = explain(self.workspace.document, self.workspace.figures, *self.trail[-1])
        except KeyError:
            self.close_card()
            return False
        self._fill(made)
        self._later.setInterval(0 if time.perf_counter() - began < _QUICK else _PAUSE)
        return True

    def _fill(self, made: Explanation) -> None:
        if made == self.shown:
            return
        self.shown = made
        self.title.setText(made.title)
        self.value.setText(made.said)
        self.back.setVisible(len(self.trail) > 1)
        self.rule.setText(made.rule)
        self.formula.setText(made.formula)
        self.formula.setVisible(bool(made.formula))
        held = self._row_in_focus()
        clear(self.rows)
        for at, each in enumerate(made.inputs[:MOST_ROWS]):
            self._add_row(at, each)
        if len(made.inputs) > MOST_ROWS:
            more = f"and {len(made.inputs) - MOST_ROWS:,} more; the workbook names more of them"
            self.rows.addWidget(label(more, "quiet"), 2 * MOST_ROWS, 0, 1, 3)
        said = [f"Covers {made.covers}." if made.covers else "", *(f"{note.rstrip('.')}." for note in made.notes)]
        said.append(f"Source: {made.source}." if made.source else "")
        self.notes.setText("\n".join(each for each in said if each))
        self.notes.setVisible(any(said))
        self.path.setVisible(bool(made.path))
        self.setAccessibleName(f"{made.title}: {made.said}. {made.rule}")
        self._focus_row(held)

    def _add_row(self, at: int, each: Input) -> None:
        """A line: what it is, how it was found, how much; a long note stands on a line of its own."""
        name = f"{_SIGNS.get(each.role, '')}{each.name or 'Unnamed'}"
        said = label(each.said, "number")
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        act = self._act_of(each)
        what: QWidget = Elided(ltr(name), "plainLine")
        if act is not None:
            link = LinkButton(ltr(name))
            link.setAccessibleName(f"{name}, {each.said}. {each.note}")
            link.clicked.connect(lambda: act())
            what = link
        short = len(each.note) <= _SHORT_NOTE
        self.rows.addWidget(what, 2 * at, 0, 1, 1 if each.note and short else 2)
        if each.note and short:
            note = label(each.note, "quiet")
            note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.rows.addWidget(note, 2 * at, 1)
        elif each.note:
            self.rows.addWidget(label(each.note, "quiet", wrap=True), 2 * at + 1, 0, 1, 3)
        self.rows.addWidget(said, 2 * at, 2)

    def _act_of(self, each: Input) -> Callable[[], None] | None:
        """What pressing a row does: explain a figure of its own, else show its record."""
        if each.figure and each.record in self.workspace.document:
            return lambda: self._go_on(each.record, each.figure)
        if each.record in self.workspace.document and each.record != self.workspace.document.engagement.id:
            return lambda: self.workspace.show(each.record)
        return None

    def _row_in_focus(self) -> int:
        focus = self.window().focusWidget()
        links = self.links()
        return links.index(focus) if isinstance(focus, LinkButton) and focus in links else -1

    def _focus_row(self, at: int) -> None:
        if at >= 0:
            links = self.links()
            (links[min(at, len(links) - 1)] if links else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def links(self) -> list[LinkButton]:
        """The rows that can be pressed, from the top."""
        items = [self.rows.itemAt(at) for at in range(self.rows.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [each for each in widgets if isinstance(each, LinkButton)]

    def _go_on(self, subject: Id, key: str) -> None:
        self.trail.append((subject, key))
        self._turn()

    def _go_back(self) -> None:
        if len(self.trail) > 1:
            self.trail.pop()
            self._turn()

    def _turn(self) -> None:
        """Show another figure in the same card; the keyboard stays in it."""
        if self._show_again():
            self._place()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_path(self) -> None:
        if self.shown is not None and self.shown.path:
            self.workspace.show(self.shown.path[0])
            self.workspace.select(self.shown.path)


class _Card(Panel):
    """Dresses what is inside as the panels are."""


def _around(widget: QWidget | None) -> list[QWidget]:
    """What a widget stands in, from the inside out."""
    found = []
    while widget is not None:
        widget = widget.parentWidget()
        if widget is not None:
            found.append(widget)
    return found
