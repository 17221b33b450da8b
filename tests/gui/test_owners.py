"""The tab of owners: who is accountable for what, nobody first, and what is to be settled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.analysis.maps import changed, customer, person, put, service
from tests.builders import document
from tests.hand import Hand
from vsmstudio.gui.panels.owners import Owners
from vsmstudio.gui.panels.owners_rows import FIRST, MARK, SUBJECT, TOTAL, Mark
from vsmstudio.gui.panels.widgets import LinkButton
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Side

Work = Callable[..., Hand]
MAP = "(C) -> Register 10min/1d !Ann -> Assess 1h/3d -> Settle 1h/1d -> Pay 5min/5d !Ben -> (End)"


@pytest.fixture
def owned() -> Document:
    """Ann of the business owns the stream and a step, Ben of IT a step and a service that customers consume."""
    held = put(
        document(MAP), *person("Ann"), *person("Ben", Side.IT), *person("Cleo", vacant=True), *customer("stream"),
        *service("Portal", "Pay", owner="Ben"), *service("Ledger", "Pay", owner="Cleo"),
    )  # fmt: skip
    return changed(held, "stream", owner="person-Ann")


@pytest.fixture
def panel(work: Work, owned: Document) -> Owners:
    window = work(owned).window
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.panels.panel("owners").isVisible()
    return window.panels.panel("owners")


def people(panel: Owners) -> list[str]:
    return [panel.rows.index(row, 0).data() for row in range(panel.rows.rowCount())]


def columns(panel: Owners) -> list[str]:
    heads = range(FIRST, panel.rows.columnCount())
    return [panel.rows.headerData(at, Qt.Orientation.Horizontal) for at in heads]


def marks(panel: Owners, name: str) -> dict[str, Mark]:
    """What is marked in somebody's row, by the head of its column."""
    row = people(panel).index(name)
    found = {}
    for at, head in enumerate(columns(panel), start=FIRST):
        if mark := panel.rows.index(row, at).data(MARK):
            found[head] = Mark(mark)
    return found


def test_nobody_stands_first_then_people_with_what_they_own(panel: Owners):
    assert people(panel)[0] == "Nobody"
    assert set(people(panel)) == {"Nobody", "Ann", "Ben", "Vacant: Cleo"}
    assert columns(panel) == ["Stream", "1 Register", "2 Assess", "3 Settle", "4 Pay", "Ledger", "Portal"]
    assert marks(panel, "Nobody") == {"2 Assess": Mark.NOBODY, "3 Settle": Mark.NOBODY}
    assert marks(panel, "Ann") == {"Stream": Mark.ACCOUNTABLE, "1 Register": Mark.ACCOUNTABLE}
    assert marks(panel, "Ben") == {"4 Pay": Mark.ACCOUNTABLE, "Portal": Mark.MISPLACED}
    assert marks(panel, "Vacant: Cleo") == {"Ledger": Mark.VACANT}


def test_rows_add_up_and_say_the_share_of_lead_time(panel: Owners):
    for name, total, share in (("Nobody", "2", "40 %"), ("Ann", "2", "10 %"), ("Ben", "2", "50 %")):
        row = people(panel).index(name)
        assert panel.rows.index(row, TOTAL).data() == total == str(len(marks(panel, name)))
        assert panel.rows.index(row, FIRST).data() == share


def test_gaps_say_time_and_share_and_lead_to_their_steps(panel: Owners):
    labels = [each.text().lstrip("\u200e") for each in panel.card.findChildren(QLabel)]
    assert "◆ 4 d, 40 % of the lead time of Stream" in labels
    gap = panel.card.findChildren(LinkButton)[0]
    assert gap.accessibleName().startswith("Assess → Settle")
    QTest.mouseClick(gap, Qt.MouseButton.LeftButton)
    assert panel.workspace.selection == ("Assess", "Settle")


def test_what_is_misplaced_says_who_is_proposed_and_why(panel: Owners):
    labels = [each.text().lstrip("\u200e") for each in panel.card.findChildren(QLabel)]
    assert any(words.startswith("◆ Portal serves Policyholders and is owned on the IT side by Ben") for words in labels)
    assert "Propose Ann, owner of the stream that it supports most, Stream, with 50 % of lead time" in labels


def test_keys_lead_from_a_mark_to_what_is_owned(panel: Owners):
    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.rows.index(0, 0))
    for _ in range(FIRST + 2):
        QTest.keyClick(panel.table, Qt.Key.Key_Right)
    assert panel.table.currentIndex().data(SUBJECT) == "Assess"
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert panel.workspace.selection == ("Assess",)


def test_a_head_leads_to_what_it_names(panel: Owners):
    header = panel.table.horizontalHeader()
    section = FIRST + columns(panel).index("4 Pay")
    at = QPoint(header.sectionViewportPosition(section) + 8, header.height() - 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert panel.workspace.selection == ("Pay",)


def test_a_name_leads_to_the_person(panel: Owners):
    index = panel.rows.index(people(panel).index("Ben"), 0)
    at = panel.table.frozen.visualRect(index).center()
    QTest.mouseClick(panel.table.frozen.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(panel.table.frozen.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert panel.workspace.selection == ("person-Ben",)


def test_a_gap_that_is_closed_goes_and_the_cell_stays_where_one_stood(panel: Owners):
    panel.table.setCurrentIndex(panel.rows.index(people(panel).index("Ann"), FIRST + 1))
    panel.workspace.do(lambda d: edits.set_owner(d, "person-Ann", "Assess"))
    panel.workspace.do(lambda d: edits.set_owner(d, "person-Ann", "Settle"))
    assert "Nobody" not in people(panel)
    assert panel.table.currentIndex().siblingAtColumn(0).data() == "Ann"
    assert panel.table.currentIndex().data(SUBJECT) == "Register"
    QApplication.processEvents()
    labels = [each.text() for each in panel.card.findChildren(QLabel) if each.isVisible()]
    assert "Every step along the critical paths has an owner." in labels


def test_columns_are_as_wide_as_what_they_hold_now(panel: Owners):
    panel.workspace.do(lambda d: edits.add_stream(d, "Another"))
    panel.workspace.do(lambda d: edits.delete(d, ["Assess"]))
    kinds = [each.kind for each in panel.rows.matrix.columns]
    widths = [panel.table.columnWidth(at) for at in range(FIRST, panel.rows.columnCount())]
    assert [width > 40 for width in widths] == [kind == "stream" for kind in kinds]
    assert kinds.count("stream") == 2


def test_everything_is_told_in_words(panel: Owners):
    row, at = people(panel).index("Ben"), FIRST + columns(panel).index("Portal")
    said = panel.rows.index(row, at).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Portal serves Policyholders and is owned on the IT side")
    assert panel.rows.index(0, FIRST + 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Nobody is accountable for Assess"


def test_without_people_it_says_what_to_do(hand: Hand):
    hand.window.acts["show_owners"].trigger()
    assert hand.window.panels.panel("owners").empty.isVisible()
    assert (
        hand.window.panels.panel("owners").empty.text().startswith("Nobody is named yet. Make people in the left panel")
    )
