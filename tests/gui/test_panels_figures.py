"""The tab of figures: groups that fold, ways and paths that lead to the map, chains and services."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.analysis.maps import changed, put
from tests.builders import document, draw
from tests.hand import Hand
from vsmstudio.gui import simulating
from vsmstudio.gui.panels.figures import STREAMS, lines_of
from vsmstudio.gui.panels.lines import FIRST
from vsmstudio.gui.panels.widgets import Section
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Link, LinkKind, Map, Service, ValueStream

Work = Callable[[Document], Hand]
TIES = "A 1h -> B 5h -> D 1h; A -> C 5h -> D; A -> E 4.9h -> D"


@pytest.fixture
def figures(work: Work) -> Callable[[Document | str], Hand]:
    """The window with the tab of figures open."""

    def opened(held: Document | str) -> Hand:
        hand = work(document(held) if isinstance(held, str) else held)
        hand.window.acts["show_figures"].trigger()
        return hand

    return opened


def said(section: Section) -> list[str]:
    """The lines of a section in words, of those that can be pressed."""
    return [link.accessibleName() for link in lines_of(section).links()]


def press(section: Section, at: int) -> None:
    QApplication.processEvents()  # what was shown just now has its place only after a turn of the event loop
    QTest.mouseClick(lines_of(section).links()[at], Qt.MouseButton.LeftButton)


def test_equal_critical_paths_are_counted_listed_and_led_to(figures):
    hand = figures(TIES)
    panel = hand.window.figures
    assert "2 critical paths of the same length" in panel.paths.text()
    assert said(panel.ties) == ["1: A → B → D", "2: A → C → D"]
    press(panel.ties, 1)
    assert hand.window.workspace.selection == ("A", "C", "D")


def test_nearly_critical_steps_are_listed_with_their_slack(figures):
    hand = figures(TIES)
    assert said(hand.window.figures.near) == ["6 min: 2c E"]
    press(hand.window.figures.near, 0)
    assert hand.window.workspace.selection == ("E",)


def test_the_longest_the_most_likely_and_the_expected_way_stand_first(figures):
    hand = figures("A 1d -20%-> B 9d -> D 1d; A -80%-> C 2d -> D")
    panel = hand.window.figures
    assert said(panel.scenarios) == [
        "20 %, 11 d: Longest: A → B → D",
        "80 %, 4 d: Most likely: A → C → D",
        "mean, 5.4 d: Expected, each weighed by how likely it is",
    ]
    assert panel.tiles["most_likely_lead_time"].isVisible()
    assert panel.tiles["lead_time"].note.text() == "20 % of cases"
    press(panel.scenarios, 1)
    assert hand.window.workspace.selection == ("A", "C", "D")
    press(panel.scenarios, 2)
    assert hand.window.explaining.card is not None
    assert hand.window.explaining.card.value.text() == "5.4 d"


def test_without_alternatives_there_is_no_list_of_them(figures):
    panel = figures("A 1h -> B 2h").window.figures
    assert not panel.scenarios.isVisible()
    assert not panel.ties.isVisible()
    assert not panel.near.isVisible()
    assert not panel.tiles["most_likely_lead_time"].isVisible()


def test_groups_fold_by_mouse_and_by_key_and_stay_so(figures):
    hand = figures("A 1h -> B 2h")
    group = hand.window.figures.groups["Time"]
    assert not group.folded
    QTest.mouseClick(group.head, Qt.MouseButton.LeftButton)
    assert group.folded
    assert not hand.window.figures.tiles["lead_time"].isVisible()
    hand.window.workspace.do(lambda held: edits.update(held, "A", name="Other"))
    assert group.folded
    group.head.setFocus()
    QTest.keyClick(group.head, Qt.Key.Key_Space)
    assert hand.window.figures.tiles["lead_time"].isVisible()


def chained() -> Document:
    """Stream starts Other; a service underpins B, 3 of its 4 days."""
    held = document("(C) -> A 1d -> B 3d -> (Done)")
    held = put(held, ValueStream(id="other", name="Delivery", order=2), Map(id="other-map", stream="other"))
    held = draw(held, "other-map", "X 5d -> Y 1d")
    held = changed(held, "Done", starts="other")
    link = Link(id="link", kind=LinkKind.UNDERPINS, source="service", target="B")
    return put(held, Service(id="service", name="Portal"), link)


def test_chains_and_what_rests_on_services_are_told_and_explained(figures):
    hand = figures(chained())
    panel = hand.window.figures
    assert panel.groups[STREAMS].isVisible()
    assert said(panel.chains) == ["10 d: Stream → Delivery: 2 of 2 streams"]
    assert said(panel.services) == ["75 %, 3 d: Portal"]
    press(panel.chains, 0)
    card = hand.window.explaining.card
    assert card is not None
    assert card.value.text() == "10 d"
    press(panel.services, 0)
    assert card.value.text() == "75 %"


def test_the_group_of_streams_and_services_is_not_there_without_any(figures):
    assert not figures("A 1h").window.figures.groups[STREAMS].isVisible()


def test_capacity_and_money_are_tiles_too(figures):
    held = changed(document("A 30min/1h @Desk -> B 15min/1h @Desk"), "stream", demand=8.0)
    held = changed(changed(held, "A", people=1.0), "unit-Desk", hourly_cost=60.0)
    panel = figures(held).window.figures
    tiles = {key: tile.value.text() for key, tile in panel.tiles.items()}
    assert tiles["takt"] == "1 h"
    assert tiles["bottleneck"] == "50 %"
    assert tiles["labour_hours_per_year"] == "1,560 h"  # 45 min × 8 × 260 ÷ 60
    assert tiles["labour_cost_per_year"].startswith("93,600")
    assert tiles["cost_per_unit"].startswith("45")


def test_a_long_list_begins_short_and_can_be_shown_whole(figures):
    ways = "; ".join(f"A -> M{at} 5h -> D 1h" for at in range(FIRST + 3))
    panel = figures(f"A 1h; {ways}").window.figures
    assert len(said(panel.ties)) == FIRST + 1
    press(panel.ties, FIRST)
    assert len(said(panel.ties)) == FIRST + 3


def test_why_a_step_matters_tells_its_load_its_ways_and_its_range(work: Work, qtbot, monkeypatch):
    monkeypatch.setattr(simulating, "AFTER", 10)
    held = document("A 30min/1d -20%-> B 9d -> D 1d; A -80%-> C 1-2-9d -> D")
    held = changed(changed(held, "stream", demand=8.0), "A", people=1.0)
    hand = work(held)
    hand.window.workspace.select(["C"])
    running = hand.window.workspace.simulating
    qtbot.waitUntil(lambda: running.fresh and not running.working, timeout=20_000)
    told = "\n".join(sentences(hand))
    assert "On the path of 1 of 2 alternatives, 80 % of cases: the most likely" in told
    assert "of 10,000 simulated runs" in told
    hand.window.workspace.select(["A"])
    told = "\n".join(sentences(hand))
    assert "Utilisation 50 %: the bottleneck" in told
    assert "On the path of every alternative" in told


def sentences(hand: Hand) -> list[str]:
    QApplication.processEvents()
    return [each.text() for each in hand.window.inspector.findChildren(QLabel, "sentence") if each.isVisible()]
