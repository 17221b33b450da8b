"""Words that matter are seen whole: in a narrow panel, in a high one, and with names as long as they come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from tests.analysis.maps import changed, person, put, service
from tests.builders import document
from tests.hand import Hand
from vsmstudio.gui.dialogs.accept_dialog import AcceptDialog
from vsmstudio.gui.fonts import font
from vsmstudio.gui.panels.fields import DurationField
from vsmstudio.gui.panels.wrapping import lines_of
from vsmstudio.gui.planning import future_map
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration, parse
from vsmstudio.model.records import Contract, LinkKind
from vsmstudio.notation.shapes import Words

Work = Callable[..., Hand]
LONG = "Inspect the vehicle at the place where it was damaged"


@pytest.fixture
def busy() -> Document:
    """48 a day of 480 min: takt is 10 min, and the second step is busy for 90 %."""
    held = document("(C) -> A 8min/1h @Desk -> Inspect 18min/1d @Field -> B 5min/1h -> (End)")
    held = changed(held, "stream", demand=48.0)
    return changed(changed(held, "A", people=1.0), "Inspect", people=2.0, name=LONG)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def title(hand: Hand) -> list[str]:
    chart = hand.window.panels.panel("capacity").chart
    return [
        each.text for each in chart.drawn.element.shapes if isinstance(each, Words) and each.size > 12 and each.bold
    ]


def test_the_chart_says_its_sentence_whole_however_narrow_it_is(work: Work, busy: Document):
    hand = work(busy)
    hand.window.resize(1280, 900)
    hand.window.acts["show_capacity"].trigger()
    settle()
    said = title(hand)
    assert len(said) > 1
    assert " ".join(said) == "Every known step keeps up with takt; 1 of 3 steps is unknown"


def test_a_panel_that_grew_behind_another_tab_has_a_higher_chart(work: Work, busy: Document):
    window = work(busy).window
    window.acts["show_capacity"].trigger()
    settle()
    low = window.panels.panel("capacity").chart.height()
    window.acts["show_findings"].trigger()
    window.down.setSizes([200, 700])
    settle()
    window.acts["show_capacity"].trigger()
    settle()
    assert window.panels.panel("capacity").chart.height() > low + 80


def test_the_step_of_highest_load_is_named_in_two_lines(work: Work, busy: Document):
    window = work(busy).window
    window.acts["show_capacity"].trigger()
    settle()
    note = window.panels.panel("capacity").tiles["bottleneck"].note
    assert note.text() == f"over threshold: 2 {LONG}"
    assert len(note.lines(note.width())) == 2
    assert note.height() >= 2 * note.fontMetrics().lineSpacing()


def test_what_does_not_fit_ends_with_an_ellipsis_on_a_whole_line(qapp: object):
    face = font("Inter-Regular", 12.0, 96)
    assert lines_of("Two words", face, 500, 2) == ["Two words"]
    assert lines_of("", face, 100, 2) == [""]
    cut = lines_of("x" * 400, face, 100, 3)
    assert len(cut) == 3
    assert cut[-1].endswith("…")
    assert not cut[0].endswith("…")


def test_the_busiest_step_tells_its_utilisation_once(work: Work, busy: Document):
    hand = work(busy)
    hand.window.workspace.select(["Inspect"])
    settle()
    told = [each.text() for each in hand.window.inspector.findChildren(QLabel) if each.isVisible()]
    assert sum("tilisation" in each for each in told) == 1
    assert any("The bottleneck: no step is busier" in each for each in told)


def test_a_narrow_table_of_services_has_the_whole_panel_until_one_is_chosen(work: Work):
    held = put(document("A 1h -> B 1h"), *person("Ann"), *service("Portal", "A", owner="Ann"))
    window = work(held).window
    window.resize(1100, 700)
    window.acts["show_portfolio"].trigger()
    settle()
    panel = window.panels.panel("portfolio")
    assert panel.width() < 700
    assert not panel.card.isVisible()
    panel.table.setCurrentIndex(panel.rows.index(panel.rows.row_of("service-Portal"), 0))
    settle()
    assert panel.card.isVisible()


def test_a_term_of_notice_is_agreed_and_says_its_last_day(work: Work):
    contract = Contract(id="hosting", name="Hosting", end=date(2028, 12, 31), notice=Duration("6 mo"))
    hand = work(put(document("A 1h"), contract))
    hand.window.workspace.select(["hosting"])
    settle()
    fields = [each for each in hand.window.inspector.findChildren(DurationField) if each.isVisible()]
    assert [each.editor.echo.text() for each in fields] == ["until 30 June 2028"]
    assert not fields[0].measured.isVisible()


def test_no_field_of_the_acceptance_lies_on_another(work: Work):
    hand = work(document("A 1h/1d -> B 1h/1d"))
    finding = hand.window.workspace.analysis.findings[0]
    dialog = AcceptDialog(hand.window, finding, date(2026, 2, 16), [])
    dialog.show()
    settle()
    captions = {
        each.text(): each.geometry() for each in dialog.findChildren(QLabel) if each.objectName() == "fieldLabel"
    }
    assert not captions["Decided by"].intersects(dialog.findChild(QPlainTextEdit).geometry())
    dialog.reject()


def test_large_figures_of_two_maps_add_up_as_they_stand(work: Work, busy: Document):
    held = busy.apply(future_map(busy, "map"))
    later = next(each.source for each in held.links_to("A", LinkKind.CAME_FROM))
    hand = work(changed(held, later, process_time=parse("7.6666667 min")))
    hand.window.acts["show_compare"].trigger()
    panel = hand.window.panels.panel("compare")
    panel.settled()
    said = {row[0].words: [cell.words for cell in row[1:4]] for row in panel.deltas.cells.rows}
    assert said["Labour hours per year"] == ["6,448", "6,379", "−69"]  # 20 s × 48 × 260


def test_owners_of_two_maps_are_told_by_role_and_a_vacant_place_as_a_gap(work: Work):
    held = put(document("A 1h !Ann -> B 1h !Cleo"), *person("Ann", name="Ann Example"), *person("Cleo", vacant=True))
    held = changed(changed(held, "A", owner="person-Ann"), "B", owner="person-Cleo")
    hand = work(held.apply(future_map(held, "map")))
    hand.window.acts["show_compare"].trigger()
    hand.window.panels.panel("compare").settled()
    owners = [row[7] for row in hand.window.panels.panel("compare").steps.cells.rows]
    assert [(each.words, each.gap) for each in owners] == [("Ann", False), ("Vacant: Cleo", True)]
    assert owners[0].hint == "Ann (Ann Example)"
