"""Follow-up: baseline beside now, from maps of one document or from an earlier file; measured and told in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.hand import Hand
from vsmstudio import resources
from vsmstudio.gui.pages.follow_up.page import FollowUpPage
from vsmstudio.gui.pages.follow_up.rows import kept_words
from vsmstudio.model import edits
from vsmstudio.model.durations import parse
from vsmstudio.model.records import Improvement, Measure
from vsmstudio.storage.files import load, save

BROKER, MOTOR = "stream-broker-onboarding", "stream-motor-claim"


@pytest.fixture
def hand(work) -> Hand:
    return work(load(resources.path("examples", "sample.vsm")))


@pytest.fixture
def page(hand: Hand) -> FollowUpPage:
    hand.window.acts["show_follow_up"].trigger()
    QApplication.processEvents()
    held = hand.window.stage.currentWidget()
    assert isinstance(held, FollowUpPage)
    return held


def figures(page: FollowUpPage) -> dict[str, tuple[str, ...]]:
    return {row[0].words: tuple(cell.words for cell in row[1:]) for row in page.figures.cells.rows}


def test_the_baseline_stands_beside_now_and_what_was_promised(page):
    page.stream.choose(BROKER)
    lead = figures(page)["Lead time"]
    assert (lead[0], lead[2], lead[4]) == ("35.2 d", "18.7 d", "▲ better")
    assert "35.2 d" in page.summary.text()
    said = page.bars.drawn.element.tip
    assert said.startswith("Lead time, baseline: 35.2 d; Promised: ")
    assert said.endswith("Now: 18.7 d")


def test_it_opens_on_a_stream_that_was_measured_again_though_another_ones_map_is_in_view(hand, page):
    assert hand.view.workspace.document.name(hand.view.workspace.map_id).startswith("Motor claim")
    assert page.stream.stream == BROKER
    assert page.empty.isHidden()


def test_nothing_in_its_head_is_clipped_in_a_small_window(hand, page):
    hand.window.resize(1100, 700)
    QApplication.processEvents()
    for each in (page.file, page.again, page.back):
        assert each.width() >= each.sizeHint().width(), each.text()


def test_it_says_which_steps_came_and_went(page):
    page.stream.choose(BROKER)
    assert page.step_head.lead.text() == "1 step went, 1 came, 11 stayed"
    moved = [(row[0].words, row[1].words, row[2].words) for row in page.steps.cells.rows[:2]]
    assert [(fate, before.lstrip("0123456789 "), after.lstrip("0123456789 ")) for fate, before, after in moved] == [
        ("Gone", "Send welcome pack", ""), ("New", "", "Confirm first quote"),
    ]  # fmt: skip


def test_a_stream_that_was_mapped_once_can_be_measured_again(hand, page):
    page.stream.choose(MOTOR)
    assert not page.empty.isHidden()
    assert "was mapped once" in page.empty.words.text()
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    workspace = hand.view.workspace
    again = workspace.document.current_map(MOTOR)
    assert (again.name, workspace.map_id, hand.window.stage.on_map) == ("Measured again", again.id, True)
    chase = next(each for each in workspace.document.steps(again.id) if each.name == "Chase documents")
    workspace.do(lambda d: edits.update(d, chase.id, lead_time=parse("1 d")))
    hand.window.stage.turn("follow_up")
    QApplication.processEvents()
    lead = figures(page)["Lead time"]
    assert lead[0] == "15.5 d"
    assert lead[4] == "▲ better"


def test_what_is_measured_now_is_typed_in_place(hand, page):
    page.stream.choose(BROKER)
    page.measures.edit("measure-forms", 4)
    editor = QApplication.focusWidget()
    editor.selectAll()
    QTest.keyClicks(editor, "2")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert hand.view.workspace.document.the(Measure, "measure-forms").actual == 2
    rows = page.measures.rows
    assert "Target reached" in rows.data(rows.index(rows.keys.index("measure-forms"), 6))


def test_each_improvement_says_what_it_promised_and_what_came(page):
    page.stream.choose(BROKER)
    rows = page.improvements.rows
    at = rows.keys.index("improvement-standard-access")
    said = [str(rows.data(rows.index(at, column))) for column in range(6)]
    assert said[0] == "Give portal access by a standard role"
    assert "5 d lead time" in said[2]
    assert "20 points %C&A" in said[2]
    assert "2 d lead time" in said[3]
    assert said[5].startswith("The role was quick to make")


def test_an_earlier_file_can_be_the_baseline_and_is_only_read(hand, page, tmp_path: Path):
    workspace = hand.view.workspace
    path = tmp_path / "january.vsm"
    save(workspace.document, path)
    written = path.read_bytes()
    pay = "step-pay-claim"
    workspace.do(lambda d: edits.update(d, pay, lead_time=parse("1 h")))
    page.stream.choose(MOTOR)
    page.look_at(path)
    QApplication.processEvents()
    lead = figures(page)["Lead time"]
    assert lead[0] == "15.5 d"
    assert lead[2] == "15.1 d"
    assert page.baseline.currentText() == "january.vsm"
    assert path.read_bytes() == written
    assert [each.name for each in tmp_path.iterdir()] == ["january.vsm"]


def test_a_file_that_cannot_be_read_is_told_and_nothing_else_changes(page, tmp_path: Path):
    page.stream.choose(BROKER)
    before = figures(page)
    broken = tmp_path / "broken.vsm"
    broken.write_bytes(b"{}")
    page.look_at(broken)
    assert "broken.vsm" in page.complaint.text()
    assert figures(page) == before


def test_a_lesson_is_told_in_place(hand, page):
    page.stream.choose(BROKER)
    page.improvements.edit("improvement-licence", 5)
    editor = QApplication.focusWidget()
    editor.selectAll()
    QTest.keyClicks(editor, "Ask on day one.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert hand.view.workspace.document.the(Improvement, "improvement-licence").lesson == "Ask on day one."


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (None, "–"),
        (1.0, "all of it"),
        (0.4, "40 %"),
        (0.0, "none of it"),
        (-0.3, "the other way"),
        (1.2, "more, 120 %"),
    ],
)
def test_how_much_came_is_said_in_plain_words(kept: float | None, words: str):
    assert kept_words(kept) == words
