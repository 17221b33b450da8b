"""Figures that come late must not trip the tabs: what is shown meanwhile is of the document before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.analysis.maps import changed
from tests.builders import document
from tests.gui.test_panels_compare import planned
from tests.hand import Hand
from vsmstudio.gui.panels import compare as compare_panel
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import new_id
from vsmstudio.model.records import Step

TABS = ("figures", "capacity", "compare")
WAYS = "A 30min/1d -20%-> B 1h/9d -> D 1h/1d; A -80%-> C 1h/2d -> D; A -> E 1h/8.8d -> D"


@pytest.fixture
def late(work: Callable[[Document], Hand], monkeypatch: pytest.MonkeyPatch) -> Callable[[Document], Hand]:
    """The window whose figures come from a thread, and maps are compared in one too."""

    def opened(held: Document) -> Hand:
        hand = work(held)
        monkeypatch.setattr("vsmstudio.gui.workspace.PATIENCE", -1.0)
        monkeypatch.setattr(compare_panel, "AT_ONCE", 0)
        return hand

    return opened


def busy() -> Document:
    held = changed(document(WAYS), "stream", demand=8.0)
    for step in "ABCDE":
        held = changed(held, step, people=1.0)
    return held


@pytest.mark.parametrize("tab", TABS)
def test_steps_come_and_go_while_figures_are_worked_out(late, tab):
    hand = late(busy())
    hand.window.acts[f"show_{tab}"].trigger()
    workspace = hand.window.workspace
    for _ in range(2):
        workspace.do(lambda held: edits.put(held, "Add", Step(id=new_id(), map="map", name="New")))
        workspace.do(lambda held: edits.delete(held, [hand.id_of("B")]))
        workspace.undo()
        workspace.undo()
    workspace.do(lambda held: edits.delete(held, [hand.id_of("C"), hand.id_of("A")]))
    workspace.settled()
    hand.window.panels.panel("compare").settled()
    assert {each.name for each in workspace.document.steps("map")} == {"B", "D", "E"}


def test_a_map_goes_while_it_is_compared(late):
    held, future = planned()
    hand = late(held)
    hand.window.acts["show_compare"].trigger()
    workspace = hand.window.workspace
    workspace.do(lambda now: edits.remove(now, "Delete", [future]))
    workspace.settled()
    hand.window.panels.panel("compare").settled()
    assert hand.window.panels.panel("compare").make.isVisible()
    workspace.undo()
    workspace.settled()
    hand.window.panels.panel("compare").settled()
    assert (
        hand.window.panels.panel("compare").lead.text()
        == "“90 days” takes 3 working days instead of 5 working days, 40 % less."
    )
