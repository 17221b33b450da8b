"""Streams against services: the matrix with what it says of the cell that one stands on, and what its marks mean."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vsmstudio.gui.fonts import font
from vsmstudio.gui.look import color, larger
from vsmstudio.gui.overview.cells import draw_grade
from vsmstudio.gui.overview.rows import NAMES, MatrixModel
from vsmstudio.gui.overview.table import MatrixTable
from vsmstudio.gui.overview.words import summary_words
from vsmstudio.gui.panels.widgets import Elided, Panel, column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.edits.underpinning import grade
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Criticality

_HINT = "Click to link, again to grade. Keys: H, M, L, 0."
_NO_SERVICE = (
    "No service is named yet. Make the services that underpin your streams in the left panel: + beside Services."
)
_NO_STREAM = "There is no value stream yet. Make one with + beside the tabs; then it stands here against your services."
_NOT_FOUND = "No service is called so. Clear the field to see all of them."


class Matrix(Panel):
    """`opening` wants a map, or a step on it; `naming` wants a service renamed."""

    opening = Signal(str)
    naming = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Services that underpin streams")
        self.rows = MatrixModel()
        self.table = MatrixTable(self.rows)
        self.empty = label(name="empty", wrap=True)
        self.empty.setContentsMargins(20, 20, 20, 20)
        self.said = Elided(_HINT, "quiet")
        foot = row(self.said, Marks(), spacing=16)
        foot.setContentsMargins(16, 5, 16, 5)
        whole = column(self.empty, spacing=0)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self.table.graded.connect(self._grade)
        self.table.chosen.connect(self._choose)
        self.table.opening.connect(self.opening)
        self.table.naming.connect(self.naming)
        for signal in (workspace.changed, workspace.figured):
            signal.connect(self.refresh_if_seen)
        workspace.shown.connect(self._reveal)
        workspace.replaced.connect(self.rows.opened.clear)

    @property
    def summary(self) -> str:
        """What the matrix holds, in a line."""
        return summary_words(self.rows.found)

    def refresh(self) -> None:
        """Show the document as it is; the cell in which the person stands stays."""
        stands = self._standing()
        self.rows.show(self.workspace.document, self.workspace.analysis)
        self._stand_on(*stands)
        self._show_empty()

    def look_for(self, wanted: str) -> None:
        """Show the services that are called so."""
        stands = self._standing()
        self.rows.look_for(wanted)
        self._stand_on(*stands)
        self._show_empty()

    def _show_empty(self) -> None:
        found = self.rows.found
        words = _NO_SERVICE if not found.services else "" if self.rows.services else _NOT_FOUND
        self.empty.setText(words if found.streams else _NO_STREAM)
        self.empty.setVisible(bool(self.empty.text()))
        self._say()

    # --- where one stands ---------------------------------------------------------------------------------------------

    def _standing(self) -> tuple[Id, Id]:
        index = self.table.currentIndex()
        if not index.isValid() or index.row() >= len(self.rows.lines):
            return "", ""
        service = self.rows.service(index.column())
        return self.rows.line(index).key, service.id if service else ""

    def _stand_on(self, key: Id, service: Id) -> None:
        if not key or self._standing() == (key, service):
            return
        line = next((at for at, each in enumerate(self.rows.lines) if each.key == key), -1)
        at = next((at for at, each in enumerate(self.rows.services, start=1) if each.id == service), NAMES)
        if line >= 0:
            self.table.setCurrentIndex(self.rows.index(line, at))

    def _reveal(self, key: Id) -> None:
        """A service that is to be seen comes into view, on the row where one stands."""
        at = next((at for at, each in enumerate(self.rows.services, start=1) if each.id == key), 0)
        if at and self.isVisible() and self.rows.lines:
            self.table.setCurrentIndex(self.rows.index(max(0, self.table.currentIndex().row()), at))

    def _choose(self, index: QModelIndex) -> None:
        """The inspector shows what one stands on: the link, else the service; the stream or step of a name."""
        service, line = self.rows.service(index.column()), self.rows.line(index)
        if service is None:
            self.workspace.select([line.key])
        else:
            held = self.rows.hold(index)
            self.workspace.select([held.whole.id if held and held.whole else service.id])
        self._say()

    def _say(self) -> None:
        index = self.table.currentIndex()
        valid = index.isValid() and index.row() < len(self.rows.lines)
        self.said.show_words(f"{self.rows.words(index)}.  {_HINT}" if valid and index.column() > NAMES else _HINT)

    # --- deeds --------------------------------------------------------------------------------------------------------

    def _grade(self, service: Id, target: Id, wanted: Criticality | None) -> None:
        if wanted is None:
            hold = next((each.holds.get(service) for each in self.rows.found.streams if each.stream == target), None)
            if hold is not None and hold.whole is None:
                name = self.workspace.document.name(target)[:40]
                self.workspace.said.emit(
                    f"Steps of {name} rest on it. Show the steps, and let go of the service there."
                )
                return
        change = grade(self.workspace.document, service, target, wanted)
        if change.records:
            self.workspace.do(change)
        index = self.table.currentIndex()
        if index.isValid():
            self._choose(index)


class Marks(QWidget):
    """What the marks mean."""

    _PARTS = (
        (Criticality.HIGH, "high"),
        (Criticality.MEDIUM, "medium"),
        (Criticality.LOW, "low"),
        (None, "3/7: under 3 of 7 steps"),
        (None, "whole: under all of it"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            "H is high, M is medium, L is low; 3/7 is under 3 of 7 steps; whole is under all of the stream"
        )

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font("Inter-Regular", 11.0 * larger(), self.logicalDpiY()))
        words = sum(metrics.horizontalAdvance(words) + 16 * larger() for _, words in self._PARTS)
        return QSize(math.ceil(words + 3 * 24 * larger()), round(24 * larger()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x, middle, dpi = 0.0, self.height() / 2, self.logicalDpiY()
        for grade_of, words in self._PARTS:
            if grade_of is not None:
                draw_grade(painter, grade_of, x + 10 * larger(), middle, dpi)
                x += 24 * larger()
            painter.setFont(font("Inter-Regular", 11.0 * larger(), dpi))
            painter.setPen(color("muted"))
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(x, 0, width + 4, self.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
            x += width + 16 * larger()
