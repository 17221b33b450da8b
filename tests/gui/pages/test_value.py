"""The page of value: the definition, a stream's customers, outcomes and measures, what is missing and why it matters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from tests.builders import document
from tests.hand import Hand
from vsmstudio.gui.pages.value.measures import COLUMNS
from vsmstudio.gui.pages.value.page import ValuePage
from vsmstudio.model import edits
from vsmstudio.model.records import Audience, LinkKind, Measure, MeasureKind, ValueStream
from vsmstudio.notation.layout import laid_out

KEY = Qt.Key


@pytest.fixture
def hand(work: Callable[..., Hand]) -> Hand:
    return work(laid_out(document("(Buyer) -> Receive 1h -> Approve 2d -> (Gets)")))


def opened(hand: Hand) -> ValuePage:
    hand.window.acts["show_value"].trigger()
    QApplication.processEvents()
    page = hand.window.stage.currentWidget()
    assert isinstance(page, ValuePage)
    return page


def typed(text: str) -> None:
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, KEY.Key_Return)
    QApplication.processEvents()


def fill(page: ValuePage, key: str, cell: str, text: str) -> None:
    """Type into a cell. Suggestions have the keyboard while they are open, and pass on what is typed."""
    page.measures.edit(key, [each.spec.label for each in COLUMNS].index(cell))
    (editor,) = [each for each in page.measures.view.findChildren(QLineEdit) if each.accessibleName() == cell]
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, KEY.Key_Return)
    QTest.qWait(1)


def missing(page: ValuePage) -> str:
    QApplication.processEvents()  # what was just written is laid out
    said = page.missing.findChildren(QLabel)
    return "\n".join(each.text() for each in said if not (each.isHidden() or each.parentWidget().isHidden()))


def measure(hand: Hand) -> Measure:
    (held,) = hand.view.workspace.document.all(Measure)
    return held


def test_a_definition_that_is_written_and_agreed_is_missing_no_more(hand: Hand):
    page = opened(hand)
    assert "The engagement has no definition of value" in missing(page)
    assert "everybody improves something else" in missing(page)
    field = page.definition.fields["value_definition"]
    QTest.keyClicks(field.editor, "Settled by the day we named")
    field.settle()
    agreed = page.agreed.fields["value_agreed_on"]
    QTest.keyClicks(agreed.editor, "2026-01-13")
    QTest.keyClick(agreed.editor, KEY.Key_Return)
    QApplication.processEvents()
    held = hand.view.workspace.document.engagement
    assert (held.value_definition, held.value_agreed_on) == ("Settled by the day we named", date(2026, 1, 13))
    assert "definition of value" not in missing(page)


def test_measures_are_typed_in_place_each_cell_one_step_back(hand: Hand):
    page = opened(hand)
    page.measures.edit_new()
    typed("Days to the money")
    assert measure(hand).kind is MeasureKind.OUTCOME
    for cell, text in (
        ("Kind", "effort"), ("Felt by", "Customers"), ("Baseline", "20"), ("Target", "10"), ("Actual", "15"),
        ("Measured on", "2026-02-01"),
    ):  # fmt: skip
        fill(page, measure(hand).id, cell, text)
    held = measure(hand)
    assert (held.kind, held.audience) == (MeasureKind.EFFORT, Audience.CUSTOMER)
    assert (held.baseline, held.target, held.actual, held.measured_on) == (20, 10, 15, date(2026, 2, 1))
    rows = page.measures.rows
    assert rows.index(0, rows.columnCount() - 1).data() == "50 % of the way to the target"
    hand.window.acts["undo"].trigger()
    assert measure(hand).measured_on is None


def test_outputs_without_outcome_are_told_with_the_reason(hand: Hand):
    page = opened(hand)
    hand.view.workspace.do(lambda d: edits.add_measure(d, "stream", "Letters sent", kind=MeasureKind.OUTPUT))
    QApplication.processEvents()
    assert "measures 1 output and no outcome" in missing(page)
    assert "what counts is what customers do" in missing(page)
    assert page.kinds.counts[MeasureKind.OUTPUT].text() == "1 measure"
    assert page.kinds.counts[MeasureKind.OUTCOME].text() == "none yet"


def test_customers_are_named_and_taken_away(hand: Hand):
    page = opened(hand)
    page.customers.field.editor.setFocus()
    QTest.keyClicks(page.customers.field.editor, "Policyholders")
    QTest.keyClick(page.customers.field.editor, KEY.Key_Return)
    QApplication.processEvents()
    now = hand.view.workspace.document
    (link,) = now.links_from("stream", LinkKind.SERVES)
    assert now.name(link.target) == "Policyholders"
    hand.window.acts["undo"].trigger()
    assert not hand.view.workspace.document.links_from("stream", LinkKind.SERVES)


def test_the_ratings_of_the_map_are_summed_up_and_lead_to_their_page(hand: Hand):
    page = opened(hand)
    assert page.felt.text() == "Experience step by step: not asked yet."
    hand.view.workspace.do(lambda d: edits.rate(d, "Approve", Audience.USER, rating=2.0))
    QApplication.processEvents()
    assert page.felt.text() == "Experience step by step: Users 2 of 5 on average."


def test_without_a_stream_it_says_what_to_do_first(work: Callable[..., Hand]):
    drawn = document("A 1h")
    page = opened(work(drawn.apply(edits.remove(drawn, "", ["stream"]))))
    assert not page.workspace.document.all(ValueStream)
    assert page.empty.isVisible()
    assert not page.of_stream.isVisible()
