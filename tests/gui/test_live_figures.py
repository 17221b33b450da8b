"""Figures that take long: the edit stands at once with the earlier figures, and the new ones come from a thread."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import document
from tests.hand import LEFT, NO_KEY
from vsmstudio.analysis.analyse import analyse
from vsmstudio.gui.panels.figures import Tile
from vsmstudio.gui.stale import NOT_ANALYSED
from vsmstudio.model import edits
from vsmstudio.model.durations import Duration
from vsmstudio.session import Session

HOUR = 60
SECONDS = 30_000  # nothing is said about how long it may take


@pytest.fixture
def hand(work, monkeypatch):
    monkeypatch.setattr("vsmstudio.gui.workspace.PATIENCE", -1.0)
    return work(document("A 1h -> B 2h -> D 1h; A -> C 5h -> D"))


@pytest.fixture
def held(monkeypatch):
    """Analyses wait until this is set."""
    go = threading.Event()

    def waiting(*given, **named):
        assert go.wait(30)
        return analyse(*given, **named)

    monkeypatch.setattr("vsmstudio.gui.workspace.analyse", waiting)
    yield go
    go.set()


def lead_time(hand):
    return hand.view.workspace.result.figures.lead_time


def element_of(hand, step):
    return hand.view.canvas.item_of(step).element


def take(hand, step, text):
    hand.view.workspace.do(lambda d: edits.update(d, step, lead_time=Duration(text)))


def test_an_edit_stands_at_once_and_its_figures_follow(hand, held, qtbot):
    workspace = hand.view.workspace
    take(hand, "B", "9h")
    assert workspace.document.node("B").lead_time == Duration("9h")
    assert workspace.working
    assert lead_time(hand) == 7 * HOUR
    with qtbot.waitSignal(workspace.figured, timeout=SECONDS):
        held.set()
    assert not workspace.working
    assert lead_time(hand) == 11 * HOUR
    assert workspace.analysis == analyse(workspace.document, date=workspace.as_of)


def test_every_view_shows_figures_that_come_late(hand, qtbot):
    workspace, window = hand.view.workspace, hand.window
    window.acts["show_figures"].trigger()
    before = element_of(hand, "C")
    with qtbot.waitSignal(workspace.figured, timeout=SECONDS):
        take(hand, "B", "9h")
    assert element_of(hand, "C") != before
    assert any(
        "11 h" in tile.value.text() or "1.4 d" in tile.value.text() for tile in window.figures.findChildren(Tile)
    )


def test_only_the_newest_document_gets_figures(hand, held, monkeypatch):
    asked = []
    workspace = hand.view.workspace
    from vsmstudio.gui import workspace as module

    waiting = module.analyse
    monkeypatch.setattr(module, "analyse", lambda given, **named: asked.append(given) or waiting(given, **named))
    documents = []
    for hours in (3, 4, 6, 8):
        take(hand, "B", f"{hours}h")
        documents.append(workspace.document)
    held.set()
    workspace.settled()
    assert asked == [documents[0], documents[-1]]
    assert lead_time(hand) == 10 * HOUR


def test_undo_while_figures_are_worked_out(hand):
    workspace = hand.view.workspace
    before = workspace.analysis
    take(hand, "B", "9h")
    workspace.undo()
    workspace.settled()
    assert workspace.analysis == before


def test_what_is_deleted_meanwhile_has_no_figures(hand):
    workspace = hand.view.workspace
    workspace.do(lambda d: edits.delete(d, ["C"]))
    workspace.do(lambda d: edits.delete(d, ["B"]))
    hand.window.acts["show_steps"].trigger()
    hand.window.acts["show_findings"].trigger()
    workspace.settled()
    assert set(workspace.result.nodes) == {"A", "D"}


def test_another_document_has_its_own_figures(hand, held):
    workspace = hand.view.workspace
    take(hand, "B", "9h")
    held.set()
    workspace.replace(Session(document("X 3h -> Y 4h")))
    assert not workspace.working
    QApplication.processEvents()
    assert lead_time(hand) == 7 * HOUR
    assert set(workspace.result.nodes) == {"X", "Y"}


def test_what_is_delivered_has_the_figures_of_the_document_as_it_is(hand, tmp_path):
    take(hand, "B", "9h")
    hand.window.delivering.write(tmp_path, ("xlsx",))
    assert not hand.view.workspace.working
    assert lead_time(hand) == 11 * HOUR
    hand.window.delivering.wait()


def test_a_drag_goes_on_when_figures_come(hand, held, qtbot):
    start, here = hand.position("C"), hand.at("C", -40, -30)
    there = hand.at("C", -40, 66)
    take(hand, "B", "9h")
    QTest.mousePress(hand.canvas, LEFT, NO_KEY, here)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(hand.canvas, here + (there - here) * part)
    drawn = hand.view.canvas.area_of("C")
    assert drawn.y > start[1] + 50
    with qtbot.waitSignal(hand.view.workspace.figured, timeout=SECONDS):
        held.set()
    assert hand.view.canvas.area_of("C") == drawn
    QTest.mouseRelease(hand.canvas, LEFT, NO_KEY, there)
    assert hand.position("C") == (start[0], start[1] + 96)
    hand.view.workspace.settled()


def test_a_long_wait_is_said_quietly(hand, held, qtbot):
    workspace, window = hand.view.workspace, hand.window
    take(hand, "B", "9h")
    assert window.panels.tabText(2) == "Figures"
    qtbot.waitUntil(lambda: workspace.slow, timeout=SECONDS)
    assert window.panels.tabText(2) == "Figures, working out…"
    with qtbot.waitSignal(workspace.figured, timeout=SECONDS):
        held.set()
    assert window.panels.tabText(2) == "Figures"


def test_figures_that_fail_in_the_thread_are_said_once(hand, monkeypatch, qtbot):
    workspace, said = hand.view.workspace, []

    def fail(*_, **__):
        raise RuntimeError("broken")

    monkeypatch.setattr("vsmstudio.gui.workspace.analyse", fail)
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: said.append(error.__notes__))
    for hours in (8, 9):
        with qtbot.waitSignal(workspace.figured, timeout=SECONDS):
            take(hand, "B", f"{hours}h")
        assert workspace.stale
        assert lead_time(hand) == 7 * HOUR
    assert said == [[NOT_ANALYSED]]


def test_closing_waits_for_no_figures(hand, held):
    take(hand, "B", "9h")
    threading.Timer(0.05, held.set).start()
    hand.window.close()
    assert not hand.view.workspace.working
