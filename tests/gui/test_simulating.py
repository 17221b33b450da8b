"""Ranges in the window: worked out beside the work, shown where there are any, given up at the next edit."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.analysis.maps import changed
from tests.builders import document
from tests.hand import Hand
from vsmstudio.analysis import simulation
from vsmstudio.analysis.simulation import simulate
from vsmstudio.gui import background, simulating
from vsmstudio.gui.background import Background, Progress
from vsmstudio.gui.panels.steps_columns import COLUMNS, CRITICALITY
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration

RANGED = "Order 1h -> Check 1-2-9d -> Ship 1d; Order -> Bill 3d -> Ship"
PLAIN = "Order 1h -> Check 2d -> Ship 1d"
PLACE = next(at for at, each in enumerate(COLUMNS, start=1) if each.field == CRITICALITY)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Hands rest for a moment only."""
    monkeypatch.setattr(simulating, "AFTER", 10)


@pytest.fixture
def figures(work: Callable[[Document], Hand], qtbot: QtBot) -> Callable[[Document | str], Hand]:
    """The window with the panel of figures open, its ranges worked out."""

    def opened(held: Document | str) -> Hand:
        hand = work(document(held) if isinstance(held, str) else held)
        hand.window.acts["show_figures"].trigger()
        settle(qtbot, hand)
        return hand

    return opened


def settle(qtbot: QtBot, hand: Hand) -> None:
    held = hand.window.workspace.simulating
    qtbot.waitUntil(lambda: held.fresh and not held.working, timeout=20_000)


def tiles(hand: Hand) -> dict[str, str]:
    """What the tiles of ranges say, of those that are seen."""
    return {each.name: tile.value.text() for each, tile in hand.window.figures.ranges.items() if tile.isVisible()}


def set_lead_time(hand: Hand, name: str, text: str) -> None:
    held = hand.window.workspace
    changed_to = changed(held.document, hand.id_of(name), lead_time=Duration(text))
    held.do(edits.put(held.document, "LT", changed_to.records[hand.id_of(name)]))


def test_figures_of_ranges_appear_by_themselves(figures, qtbot):
    hand = figures(RANGED)
    known = simulate(hand.window.workspace.document, "map")
    assert hand.window.workspace.simulating.result == known
    assert list(tiles(hand)) == ["P50", "P85", "P95"]
    assert tiles(hand)["P85"].endswith(" d")
    line = hand.window.figures.simulated
    assert line.words.text().startswith("10,000 runs, seed 1, PERT-beta. 1 of 4 steps has a range.")
    assert not line.button.isVisible()


def test_a_map_without_ranges_shows_none_and_starts_no_thread(figures, monkeypatch):
    monkeypatch.setattr(Background, "start", lambda self: pytest.fail("a thread was started"))
    hand = figures(PLAIN)
    assert tiles(hand) == {}
    assert not hand.window.figures.simulated.isVisible()
    assert hand.window.steps.table.isColumnHidden(PLACE)


def test_an_edit_brings_new_figures_and_the_last_range_takes_them_away(figures, qtbot):
    hand = figures(RANGED)
    before = tiles(hand)
    set_lead_time(hand, "Check", "10-20-90 d")
    assert tiles(hand) == before
    assert not hand.window.workspace.simulating.fresh
    assert {tile.note.text() for tile in hand.window.figures.ranges.values()} == {"before the last change"}
    settle(qtbot, hand)
    assert tiles(hand) != before
    set_lead_time(hand, "Check", "2 d")
    settle(qtbot, hand)
    assert tiles(hand) == {}
    hand.window.workspace.undo()
    settle(qtbot, hand)
    assert list(tiles(hand)) == ["P50", "P85", "P95"]


def test_a_rename_keeps_the_figures_without_new_runs(figures, qtbot, monkeypatch):
    hand = figures(RANGED)
    before = hand.window.workspace.simulating.result
    monkeypatch.setattr(simulation, "run", lambda *_, **__: pytest.fail("it was run again"))
    hand.window.workspace.do(lambda d: edits.rename(d, hand.id_of("Check"), "Verify"))
    settle(qtbot, hand)
    assert hand.window.workspace.simulating.result is before


def test_the_criticality_index_stands_in_the_table_of_steps(figures, qtbot):
    hand = figures(RANGED)
    hand.window.acts["show_steps"].trigger()
    table, steps = hand.window.steps.table, hand.window.steps.steps
    assert not table.isColumnHidden(PLACE)
    shown = {steps.index(row, 1).data(): steps.index(row, PLACE).data() for row in range(len(steps.keys))}
    assert shown["Order"] == shown["Ship"] == "100 %"
    assert 0 < int(shown["Check"].split()[0]) < 100
    assert not steps.flags(steps.index(0, PLACE)) & Qt.ItemFlag.ItemIsEditable


def test_the_next_edit_gives_up_what_is_under_way_and_cancel_does_too(figures, qtbot, monkeypatch):
    hand = figures(RANGED)
    held, gate, begun, runs = hand.window.workspace.simulating, threading.Event(), [], []

    def slow(planned: object, progress: Progress) -> object:
        """Goes on until nobody wants it any more."""
        begun.append(planned)
        while progress(0.4):
            gate.wait(0.01)
        runs.append("given up")
        raise RuntimeError("whoever gave it up does not want to hear of it")

    monkeypatch.setattr(simulating, "SLOW", 0)
    monkeypatch.setattr(simulation, "run", slow)
    line = hand.window.figures.simulated
    set_lead_time(hand, "Bill", "4 d")
    qtbot.waitUntil(lambda: line.button.isVisible() and "40 %" in line.words.text(), timeout=5_000)
    assert line.button.text() == "Cancel"
    set_lead_time(hand, "Bill", "5 d")
    qtbot.waitUntil(lambda: len(runs) == 1, timeout=5_000)
    qtbot.waitUntil(lambda: len(begun) == 2 and line.button.isVisible(), timeout=5_000)
    line.button.click()
    qtbot.waitUntil(lambda: len(runs) == 2, timeout=5_000)
    assert not held.working
    assert line.button.text() == "Work out"
    assert "not worked out" in line.words.text()
    monkeypatch.undo()
    line.button.click()
    settle(qtbot, hand)
    assert "10,000 runs" in line.words.text()


def test_another_map_in_view_has_its_own_ranges(figures, qtbot):
    held = document(RANGED)
    hand = figures(held.apply(edits.copy_map(held, "map", "90 days")))
    workspace = hand.window.workspace
    first = workspace.map_id
    other = next(each.id for each in workspace.document.maps if each.id != first)
    one = workspace.simulating.result
    workspace.show_map(other)
    settle(qtbot, hand)
    assert (one.map, workspace.simulating.result.map) == (first, other)
    workspace.show_map(first)
    settle(qtbot, hand)
    assert workspace.simulating.result == one


def test_an_error_is_told_once_and_the_work_goes_on(figures, qtbot, monkeypatch):
    hand = figures(RANGED)
    told = []
    monkeypatch.setattr(simulating.sys, "excepthook", lambda kind, error, trace: told.append(error))
    monkeypatch.setattr(simulation, "run", lambda *_, **__: 1 / 0)
    set_lead_time(hand, "Bill", "4 d")
    qtbot.waitUntil(lambda: bool(told), timeout=5_000)
    assert isinstance(told[0], ZeroDivisionError)
    assert hand.window.figures.simulated.button.text() == "Work out"
    assert hand.window.workspace.document.name(hand.id_of("Bill")) == "Bill"


def test_closing_the_window_ends_the_work(figures, qtbot, monkeypatch):
    hand = figures(RANGED)
    begun, ended = [], []

    def slow(planned: object, progress: Progress) -> None:
        begun.append(planned)
        while progress(0.1):
            threading.Event().wait(0.005)
        ended.append(True)

    monkeypatch.setattr(simulation, "run", slow)
    set_lead_time(hand, "Bill", "4 d")
    qtbot.waitUntil(lambda: bool(begun), timeout=5_000)
    hand.window.close()
    assert ended
    assert gc.isenabled()


# --- work beside the window -----------------------------------------------------------------------------------------


def test_work_beside_the_window_tells_its_progress_and_its_answer(qtbot):
    told, came = [], []
    work = Background(lambda progress: progress(0.5) and threading.current_thread().name)
    work.progressed.connect(told.append)
    work.done.connect(came.append)
    with qtbot.waitSignal(work.finished, timeout=5_000):
        work.start()
        assert not gc.isenabled()
    assert told == [0.5]
    assert came != [threading.current_thread().name]
    assert gc.isenabled()


def test_its_error_comes_back_too(qtbot):
    came = []
    work = Background(lambda _: 1 / 0)
    work.failed.connect(came.append)
    with qtbot.waitSignal(work.finished, timeout=5_000):
        work.start()
    assert isinstance(came[0], ZeroDivisionError)


def test_whoever_waits_has_the_answer_at_once(qtbot):
    came = []
    work = Background(lambda _: "answer")
    work.done.connect(came.append)
    work.start()
    work.wait()
    assert came == ["answer"]
    assert gc.isenabled()
    qtbot.wait(10)
    assert came == ["answer"]


def test_after_cancelling_nothing_comes(qtbot):
    came = []
    begun = threading.Event()

    def until_cancelled(progress: Progress) -> str:
        while progress(0.1):
            begun.set()
        return "too late"

    work = Background(until_cancelled)
    for signal in (work.done, work.failed):
        signal.connect(came.append)
    work.start()
    begun.wait(5)
    work.cancel()
    background.end_all()
    qtbot.wait(10)
    assert came == []
    assert gc.isenabled()
