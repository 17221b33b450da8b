"""The tab of services: what each costs and earns, what no stream carries, and what stops with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.analysis.maps import customer, person, put, service
from tests.builders import document
from tests.hand import Hand
from vsmstudio.gui.panels.portfolio import Portfolio
from vsmstudio.gui.panels.portfolio_rows import (
    COLUMNS,
    FALLBACK,
    MARGIN,
    NAME,
    OWN,
    OWNER,
    READINESS,
    REVENUE,
    SHARE,
    TCO,
)
from vsmstudio.gui.panels.sentences import why_it_matters
from vsmstudio.gui.panels.widgets import LinkButton
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Contract,
    Criticality,
    Fallback,
    Link,
    LinkKind,
    Readiness,
    Revenue,
    ServiceKind,
    ServiceState,
)  # fmt: skip

Work = Callable[..., Hand]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def estate() -> Document:
    """The portal (100 of its own) rests on hosting (60, of which 40 is a contract); the archive (30) supports nothing."""
    portal = service(
        "Portal", "A", owner="Ann", cost_development=80.0, cost_support=20.0, fallback=Fallback.NONE,
        security=Readiness.GAP, continuity=Readiness.OK,
    )  # fmt: skip
    held = put(
        document("(C) -> A 10min/1d -> B 5min/3d -> (End)", currency="EUR", as_of=date(2026, 1, 1)),
        *person("Ann"),
        *portal,
        *customer("stream"),
        *service("Hosting", kind=ServiceKind.IT, owner="Ann", cost_infrastructure=20.0),
        *service("Archive", kind=ServiceKind.IT, cost_other=30.0),
        *service("Idea", state=ServiceState.PIPELINE, owner="Ann"),
        Contract(id="host", name="Racks", annual_value=40.0, end=date(2026, 6, 30)),
        Link(id="covers", kind=LinkKind.COVERS, source="host", target="service-Hosting"),
        Link(id="rests", kind=LinkKind.RESTS_ON, source="service-Portal", target="service-Hosting"),
        Revenue(id="earns", service="service-Portal", customer="unit-Policyholders", amount=500.0),
    )
    under = next(link for link in held.links_to("A", LinkKind.UNDERPINS))
    return held.apply(edits.update(held, under.id, criticality=Criticality.HIGH))


@pytest.fixture
def panel(work: Work, estate: Document) -> Portfolio:
    window = work(estate).window
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.panels.panel("portfolio").isVisible()
    return window.panels.panel("portfolio")


def names(panel: Portfolio) -> list[str]:
    return [panel.rows.index(row, NAME).data() for row in range(panel.rows.rowCount())]


def cell(panel: Portfolio, name: str, column: int) -> str:
    return str(panel.rows.index(names(panel).index(name), column).data())


def click(panel: Portfolio, name: str, column: int = OWN) -> None:
    """Click a cell, once it is in sight."""
    index = panel.rows.index(names(panel).index(name), column)
    panel.table.scrollTo(index)
    view = panel.table.frozen if column == NAME else panel.table
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())


def head(panel: Portfolio, column: int) -> None:
    """Click the head of a column."""
    panel.table.scrollTo(panel.rows.index(1, column))
    header = (panel.table.frozen if column == NAME else panel.table).horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 10, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, pos=at)


def card(panel: Portfolio) -> list[str]:
    """What the card says, names that can be pressed among it."""
    QApplication.processEvents()
    labels = [each.text() for each in panel.card.findChildren(QLabel) if each.isVisible()]
    return labels + [each.accessibleName() for each in panel.card.findChildren(LinkButton) if each.isVisible()]


def test_services_stand_by_state_with_their_money(panel: Portfolio):
    assert names(panel) == [
        "Pipeline (1)", "Idea", "Catalogue (3)", "Archive", "Hosting", "Portal", "Total", "Of it in streams",
        "Of it unallocated",
    ]  # fmt: skip
    figures = {name: [cell(panel, name, at) for at in (OWN, TCO, REVENUE, MARGIN, SHARE)] for name in names(panel)}
    assert figures["Portal"] == ["100", "160", "500", "340", "25 %"]
    assert figures["Hosting"] == ["60", "60", "–", "–", "25 %"]
    assert figures["Archive"] == ["30", "30", "–", "–", "–"]
    assert figures["Idea"] == ["–", "–", "–", "–", "–"]
    assert cell(panel, "Archive", OWNER) == "No owner"


def test_own_costs_add_up_and_what_no_stream_carries_is_a_line_of_its_own(panel: Portfolio):
    assert [cell(panel, "Total", at) for at in (OWN, TCO, REVENUE)] == ["190", "", "500"]
    assert cell(panel, "Total", 1) == "EUR a year, of 3 of 4 services known"
    assert [cell(panel, f"Of it {part}", OWN) for part in ("in streams", "unallocated")] == ["160", "30"]


def test_a_service_says_at_the_right_what_it_costs_and_what_stops_with_it(panel: Portfolio):
    click(panel, "Hosting", NAME)
    said = card(panel)
    assert {"COST, EUR A YEAR", "Infrastructure", "20", "Contracts", "40", "60"} <= set(said)
    assert "Racks 40 ends 30 June 2026" in said
    assert "Portal stops with it" in said
    assert "1 A, critical" in said
    assert "Revenue of the services that stop: 500 EUR" in said
    assert panel.workspace.selection == ("service-Hosting",)
    click(panel, "Portal", NAME)
    assert "◆ Single point of failure under 1 critical step: no fallback" in card(panel)


def test_what_streams_carry_and_the_rest_add_up_to_the_whole(panel: Portfolio):
    panel.workspace.do(lambda d: edits.link(d, "service-Portal", "stream", LinkKind.CARRIED_BY, share=0.7))
    click(panel, "Portal", NAME)
    said = card(panel)
    assert "Stream 70" in said
    assert said[said.index("Unallocated") + 1] == "30"
    assert said[said.index("Own cost", said.index("Unallocated")) + 1] == "100"
    assert cell(panel, "Of it unallocated", OWN) == "60"


def test_a_click_on_a_figure_or_enter_says_how_it_came_about(panel: Portfolio, qapp: object):
    window = panel.window()
    click(panel, "Portal", TCO)
    shown = window.explaining.card  # type: ignore[attr-defined]
    assert shown.title.text() == "Total cost of ownership of Portal"
    assert shown.value.text() == "160 EUR a year"
    shown.close_card()
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Left)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert shown.title.text() == "Own cost of Portal"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    for _ in range(SHARE - OWN):
        QTest.keyClick(panel.table, Qt.Key.Key_Right)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert shown.value.text() == "25 %"


def test_heads_and_a_key_sort_within_each_state(panel: Portfolio):
    def catalogue() -> list[str]:
        return names(panel)[3:6]

    head(panel, OWN)
    assert catalogue() == ["Portal", "Hosting", "Archive"]
    head(panel, OWN)
    assert catalogue() == ["Archive", "Hosting", "Portal"]
    click(panel, "Hosting", NAME)
    panel.table.setFocus()
    for _ in range(REVENUE):
        QTest.keyClick(panel.table, Qt.Key.Key_Right)
    QTest.keyClick(panel.table, Qt.Key.Key_S)
    assert catalogue()[0] == "Portal"
    assert panel.table.currentIndex().siblingAtColumn(NAME).data() == "Hosting"
    assert panel.table.currentIndex().column() == REVENUE
    assert panel.rows.headerData(REVENUE, Qt.Orientation.Horizontal) == "Revenue ↓"


def test_readiness_and_gaps_are_told_in_words_too(panel: Portfolio):
    row = names(panel).index("Portal")
    said = panel.rows.index(row, READINESS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Readiness: security gap, continuity ready, remote use not asked")
    said = panel.rows.index(row, FALLBACK).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Fallback: None. A single point of failure")


def test_the_first_column_stays_while_the_others_scroll(panel: Portfolio):
    panel.table.setFocus()
    for _ in COLUMNS:
        QTest.keyClick(panel.table, Qt.Key.Key_Right)
    assert panel.table.currentIndex().column() == FALLBACK
    current = panel.table.visualRect(panel.table.currentIndex())
    assert current.left() >= panel.table.frozen.width()
    assert panel.table.frozen.visualRect(panel.rows.index(1, NAME)).left() == 0


def test_it_keeps_up_with_what_is_typed_elsewhere(panel: Portfolio):
    click(panel, "Archive", NAME)
    panel.workspace.do(lambda d: edits.update(d, "service-Archive", cost_maintenance=12.5))
    assert cell(panel, "Archive", OWN) == "42.50"
    assert cell(panel, "Portal", OWN) == "100.00"
    assert "42.50" in card(panel)
    assert panel.table.currentIndex().siblingAtColumn(NAME).data() == "Archive"


def test_copies_on_future_maps_are_told_apart_from_what_stands_today(panel: Portfolio):
    workspace = panel.workspace
    assert "Underpins 1 step" in why_it_matters(workspace.document, workspace.analysis, "service-Portal")
    workspace.do(lambda held: edits.copy_map(held, "map", "90 days"))
    said = why_it_matters(workspace.document, workspace.analysis, "service-Portal")
    assert "Underpins 1 step and 1 step of future maps" in said


def test_what_was_selected_while_another_tab_was_in_view_is_stood_on(panel: Portfolio):
    window = panel.window()
    window.acts["show_findings"].trigger()
    panel.workspace.select(["service-Hosting"])
    window.acts["show_portfolio"].trigger()
    assert panel.table.currentIndex().row() == names(panel).index("Hosting")


def test_names_are_plain_text_and_long_ones_are_shortened(work: Work, estate: Document):
    held = estate.apply(edits.rename(estate, "service-Portal", "<b>P</b>& " + "x" * 300))
    window = work(held).window
    window.acts["show_portfolio"].trigger()
    index = window.panels.panel("portfolio").rows.index(
        window.panels.panel("portfolio").rows.row_of("service-Portal"), NAME
    )
    assert str(index.data(Qt.ItemDataRole.ToolTipRole)).startswith("<qt>&lt;b&gt;P")
    window.panels.panel("portfolio").table.setCurrentIndex(index)
    assert not window.panels.panel("portfolio").grab().isNull()


def test_without_services_it_says_what_to_do(hand: Hand):
    hand.window.acts["show_portfolio"].trigger()
    panel = hand.window.panels.panel("portfolio")
    assert panel.empty.isVisible()
    assert panel.empty.text().startswith("No services yet. Make one in the left panel")


def test_the_inspector_and_the_pill_tell_its_weight(work: Work, estate: Document):
    window = work(estate).window
    window.workspace.select(["service-Portal"])
    said = [label.text() for label in window.inspector.findChildren(QLabel, "sentence")]
    assert "Costs 100 EUR a year, 160 EUR with what it rests on" in said
    assert "25 % of the lead time of Stream rests on it" in said
    assert "If it stops: 1 step (1 critical) of Stream; Policyholders; revenue of 500 EUR a year; no fallback" in said
    window.workspace.select(["service-Archive"])
    said = [label.text() for label in window.inspector.findChildren(QLabel, "sentence")]
    assert "No stream carries its cost" in said
    index = window.library.services.records.index(window.library.services.records.keys.index("service-Archive"))
    assert "Costs 30 EUR a year" in index.data(Qt.ItemDataRole.AccessibleTextRole)
