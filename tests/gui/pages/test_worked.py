"""Pages whose figures take long on a large map: the window goes on, with what was found before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.pages.planned import NAMES, id_of, planned
from tests.hand import Hand
from vsmstudio.gui.pages import worked
from vsmstudio.gui.pages.plan.page import EFFECTS, PlanPage
from vsmstudio.gui.pages.priorities.page import PrioritiesPage
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse


@pytest.fixture
def hand(work: Callable[[Document], Hand], monkeypatch: pytest.MonkeyPatch) -> Hand:
    """The window on a plan that is taken for a large one."""
    monkeypatch.setattr(worked, "AT_ONCE", 0)
    return work(planned())


def test_priorities_are_ranked_while_their_lead_times_are_being_worked_out(hand):
    page = hand.window.stage.page("priorities")
    hand.window.acts["show_priorities"].trigger()
    assert isinstance(page, PrioritiesPage)
    page.refresh()
    assert page.gains.waits
    assert page.lead.text().endswith("Lead times are being worked out.")
    assert [line.lead_time for line in page.table.lines.lines] == ["–"] * 4
    page.gains.settled()
    QApplication.processEvents()
    assert page.table.lines.lines[0].lead_time == "−1 d"
    assert "being worked out" not in page.lead.text()
    page.table.move_row(0, 1)
    assert page.gains.waits
    assert [line.lead_time for line in page.table.lines.lines[:2]] == ["–", "−1 d"], "the earlier ones stand meanwhile"
    page.gains.settled()


def test_effects_stand_as_they_were_until_the_new_are_there(hand):
    hand.window.acts["show_plan"].trigger()
    page = hand.window.stage.currentWidget()
    assert isinstance(page, PlanPage)
    page.turn(EFFECTS)
    page.refresh()
    (part,) = page.views[EFFECTS].parts.values()
    assert (part.worked.waits, part.waiting.isHidden(), part.whole.isHidden()) == (True, False, True)
    part.worked.settled()
    assert (part.waiting.isHidden(), part.whole.isHidden()) == (True, False)
    before = [row[1].words for row in part.table.cells.rows]
    workspace = hand.window.workspace
    key = id_of(workspace.document, NAMES[0])
    workspace.do(lambda d: edits.update(d, key, expected_lead_time=parse("2h")))
    page.refresh()
    assert [row[1].words for row in part.table.cells.rows] == before
    part.worked.settled()
    assert [row[1].words for row in part.table.cells.rows] != before
