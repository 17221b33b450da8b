"""The table of a stream's value measures: from where, to where, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from vsmstudio.analysis.comparison import Judged
from vsmstudio.analysis.engagement.measures import progress
from vsmstudio.gui import look
from vsmstudio.gui.pages.parts import Col, RecordTable
from vsmstudio.gui.pages.records.delegate import RecordsDelegate
from vsmstudio.gui.pages.value.words import KINDS
from vsmstudio.gui.panels.specs import Spec
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Measure
from vsmstudio.model.rules import Refused
from vsmstudio.notation.experience_lane import AUDIENCES

_NOBODY = ((None, "–"),)
_SPECS = (
    Spec("name", "Measure"),
    Spec("kind", "Kind", "choice", tuple((kind, word) for kind, (word, _) in KINDS.items())),
    Spec("audience", "Felt by", "choice", _NOBODY + tuple(AUDIENCES.items())),
    Spec("unit", "Unit"),
    Spec("baseline", "Baseline", "signed"),
    Spec("target", "Target", "signed"),
    Spec("actual", "Actual", "signed"),
    Spec("measured_on", "Measured on", "date"),
)
_WIDTHS = ((132, 3), (84, 0), (88, 0), (72, 1), (66, 0), (58, 0), (58, 0), (94, 0))
_MEANINGS = {
    "name": "What is counted or asked",
    "kind": "Outcome, experience, effort, output or cost",
    "audience": "Whose value it is: customers, users or employees",
    "unit": "Such as days, % or points of 5",
    "baseline": "Before anything was improved",
    "target": "What it is to be; below the baseline where less is better",
    "actual": "What was measured last",
}
_BAR = 5  # pixels


def _reached(document: Document, record: Any) -> str:
    return progress(record).sentence


COLUMNS = (
    *(
        Col(spec, width, wide, _MEANINGS.get(spec.field, ""), bold=spec.field == "name")
        for spec, (width, wide) in zip(_SPECS, _WIDTHS, strict=True)
    ),
    Col(
        Spec("progress", "Progress"), 128, 2, "How much of the way from baseline to target is done", computed=True,
        shown=_reached, gap=lambda document, record: progress(record).judged is Judged.WORSE,
    ),
)  # fmt: skip


class MeasuresTable(RecordTable):
    """The measures of one stream."""

    def __init__(self, workspace: Workspace) -> None:
        self.stream: Id = ""
        super().__init__(
            workspace, "Value measures", COLUMNS, self._measures, self._add,
            "Add a measure…", order=_order,
        )  # fmt: skip
        self.view.setItemDelegateForColumn(len(COLUMNS) - 1, ProgressCell(self.view))

    def _measures(self, document: Document) -> Sequence[Id]:
        held = sorted(document.all(Measure), key=lambda each: (each.order, each.id))
        return [each.id for each in held if each.stream == self.stream]

    def _add(self, document: Document, text: str) -> Change:
        if self.stream not in document:
            raise Refused("The value stream of this measure is no longer there.")
        return edits.add_measure(document, self.stream, text)


def _order(document: Document, keys: Sequence[Id]) -> Change:
    change = Change("Change order of measures", {})
    for at, key in enumerate(keys, 1):
        if document.the(Measure, key).order != at:
            change = change.then(edits.update(document.apply(change), key, order=float(at)), change.label)
    return change


class ProgressCell(RecordsDelegate):
    """The words, and under them a bar as far as the way was gone; past the target it is full."""

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + _BAR + 4)

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        record = self._view.rows.record(index)
        share = progress(record).share if isinstance(record, Measure) else None
        if share is None:
            return
        area = QRectF(option.rect).adjusted(7, 0, -7, 0)
        bar = QRectF(area.x(), area.bottom() - _BAR - 6, min(area.width(), look.sized(110)), _BAR)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("outline"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar, 2, 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("good" if share >= 1 else "gap" if share < 0 else "accent"))
        filled = QRectF(bar.x(), bar.y(), bar.width() * min(1.0, max(0.0, share)), bar.height())
        if filled.width() > 0:
            painter.drawRoundedRect(filled, 2, 2)
        painter.restore()
