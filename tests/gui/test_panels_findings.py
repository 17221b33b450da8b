"""Findings and figures beside the map."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.gui.panels.figures import Figures
from vsmstudio.gui.panels.findings import Findings
from vsmstudio.gui.panels.widgets import LinkButton
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.session import Session

MAP = "(Customer) -> Register 25min/1d/74% !Head -> Assess 1.5h/6d/61% -> Check 5min/4h -> Pay 10min/1d !Head -> (Done)"


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(Session(document(MAP)))


def shown(qtbot: QtBot, panel: Findings | Figures, width: int = 1000) -> None:
    qtbot.addWidget(panel)
    panel.resize(width, 260)
    show_active(qtbot, panel)


def with_findings(workspace: Workspace, *findings: Finding) -> None:
    workspace.analysis = replace(workspace.analysis, findings=findings)
    workspace.changed.emit()


def test_a_double_click_or_enter_leads_to_the_subject(qtbot: QtBot, workspace: Workspace) -> None:
    panel = Findings(workspace)
    shown(qtbot, panel)
    with_findings(
        workspace,
        Finding("a", Severity.HIGH, "Assess", "Nobody is accountable for Assess", "Name an owner", "map"),
        Finding("b", Severity.LOW, "Pay", "%C&A is blank", "Ask the receiver", "map"),
    )
    at = panel.table.visualRect(panel.rows.index(0, 1)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert workspace.selection == ("Assess",)
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert workspace.selection == ("Pay",)


def test_the_count_leaves_out_future_maps_which_are_listed_apart(qtbot: QtBot, workspace: Workspace) -> None:
    panel = Findings(workspace)
    counted: list[int] = []
    panel.counted.connect(counted.append)
    shown(qtbot, panel)
    today = Finding("a", Severity.HIGH, "Assess", "One", "Do it", "map")
    with_findings(workspace, today, replace(today, rule="b", future=True))
    assert counted[-1] == 1
    texts = [panel.rows.index(row, 0).data() for row in range(panel.rows.rowCount())]
    assert texts == ["High", "Future maps", "High"]
    assert panel.rows.flags(panel.rows.index(1, 0)) is Qt.ItemFlag.NoItemFlags
    panel.open(1)
    assert workspace.selection == ()


def test_no_findings_says_so(qtbot: QtBot, workspace: Workspace) -> None:
    panel = Findings(workspace)
    shown(qtbot, panel)
    with_findings(workspace)
    assert panel.empty.isVisible()
    assert not panel.table.isVisible()


def test_long_and_hostile_findings_are_plain_text_and_wrap_where_it_is_narrow(
    qtbot: QtBot, workspace: Workspace
) -> None:
    panel = Findings(workspace)
    shown(qtbot, panel, width=420)
    words = "<b>Nobody</b> & nothing " * 8
    with_findings(workspace, Finding("a", Severity.HIGH, "Assess", words + "N" * 300, "Name <i>one</i>", "map"))
    index = panel.rows.index(0, 1)
    assert str(index.data(Qt.ItemDataRole.ToolTipRole)).startswith("<qt>&lt;b&gt;")
    assert panel.table.rowHeight(0) > 2 * panel.table.fontMetrics().lineSpacing()
    assert not panel.grab().isNull()


def test_figures_are_live_and_unknown_ones_say_what_to_fill_in(qtbot: QtBot, workspace: Workspace) -> None:
    panel = Figures(workspace)
    shown(qtbot, panel)
    assert panel.tiles["lead_time"].value.text() == "8.5 d"
    assert panel.tiles["lead_time"].note.text() == "4 of 4 steps"
    assert panel.tiles["takt"].value.text() == "–"
    assert panel.tiles["takt"].note.text() == "Fill in the stream's demand"
    workspace.do(lambda d: edits.update(d, "stream", demand=20.0))
    assert panel.tiles["takt"].value.text() == "24 min"


def test_an_owner_gap_leads_to_its_steps(qtbot: QtBot, workspace: Workspace) -> None:
    panel = Figures(workspace)
    shown(qtbot, panel)
    [gap] = panel.gaps.findChildren(LinkButton)
    assert gap.accessibleName().endswith("Assess → Check")
    qtbot.mouseClick(gap, Qt.MouseButton.LeftButton)
    assert workspace.selection == ("Assess", "Check")


def test_alternatives_are_listed_only_where_there_are_any(qtbot: QtBot, workspace: Workspace) -> None:
    panel = Figures(workspace)
    shown(qtbot, panel)
    assert not panel.scenarios.isVisible()
    workspace.replace(Session(document("A 1h -30%-> B 3d -> D 1h ; A -70%-> D")))
    assert panel.scenarios.isVisible()
