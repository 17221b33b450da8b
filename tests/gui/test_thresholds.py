"""The engagement's thresholds: typed in the inspector, they move the findings at once."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.analysis.maps import changed, put
from tests.analysis.rules.contract import ending
from tests.analysis.rules.flow import loaded
from tests.analysis.rules.handoff import quality
from tests.analysis.rules.service import portal
from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio.gui.panels.fields import LineField
from vsmstudio.gui.panels.inspector import Inspector
from vsmstudio.gui.panels.widgets import Fold
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.session import Session


def held_with_date(held: Document) -> Document:
    return changed(put(held), "engagement", as_of=datetime.date(2026, 6, 30))


@pytest.mark.parametrize(
    ("label", "typed", "rule", "held", "before", "after"),
    [
        ("Bottleneck: utilisation over", "60", "flow.bottleneck", loaded(7), 0, 1),
        ("Long wait: share of lead time over", "90 %", "flow.longest-wait", document("A 1h/7h -> B 3h/3h"), 1, 0),
        ("%C&A is poor under", "95", "handoff.poor-quality", quality(90), 0, 1),
        ("Contract about to end: days ahead", "120", "contract.expiring", ending(100), 0, 1),
        ("Months between reviews of readiness", "24", "service.readiness",
         portal("A", reviewed_on=datetime.date(2025, 1, 1)), 1, 0),
    ],
)  # fmt: skip
def test_a_threshold_that_is_typed_moves_the_findings(
    qtbot: QtBot, label: str, typed: str, rule: str, held: Document, before: int, after: int
) -> None:
    workspace = Workspace(Session(held_with_date(held)))
    inspector = Inspector(workspace)
    qtbot.addWidget(inspector)
    inspector.resize(300, 900)
    show_active(qtbot, inspector)

    def raised() -> int:
        return sum(each.rule == rule for each in workspace.analysis.findings)

    assert raised() == before
    assert inspector.page is not None
    fold = next(each for each in inspector.page.findChildren(Fold) if "thresholds" in each.button.text())
    qtbot.mouseClick(fold.button, Qt.MouseButton.LeftButton)
    field = next(each for each in inspector.page.findChildren(LineField) if each.name == label)
    field.editor.setFocus()
    field.editor.selectAll()
    qtbot.keyClicks(field.editor, typed)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert raised() == after
