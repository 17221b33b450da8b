"""The Deliver dialog: choices, the files, and what is said of them."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from tests.builders import document
from tests.gui.answering import answered
from tests.gui.by_dialog import delivered_by_enter, opened
from tests.gui.by_dialog import press as press_key
from vsmstudio.export.sections import BOARD, KEYS
from vsmstudio.gui.deliver.dialog import DeliverDialog
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.settings import Store
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.records import PaperSize, PeopleShown
from vsmstudio.model.records.base import LARGEST_LOGO, emblem
from vsmstudio.session import Session
from vsmstudio.storage.files import save

MAP = "Receive 10min/1d/85% @Sales -> Check 20min/2d !Clerk -> File 5min/1d"
KEY = Qt.Key


@pytest.fixture
def hand(work):
    return work(document(MAP))


@pytest.fixture
def dialog(hand, qtbot, tmp_path, monkeypatch) -> DeliverDialog:
    """The dialog as Ctrl+P opens it; the folder that is asked for is `tmp_path / "out"`."""
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(
        "vsmstudio.gui.deliver.folder_field.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path / "out")
    )
    hand.key(KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    return opened(qtbot, hand.window)


def pressed(button: QAbstractButton) -> None:
    QTest.keyClick(button, KEY.Key_Space)


def chosen(combo: QComboBox, words: str) -> None:
    """Choose an entry of a list by its words, as one does with the keyboard."""
    combo.setFocus()
    at = combo.findText(words)
    assert at >= 0, words
    while combo.currentIndex() != at:
        QTest.keyClick(combo, KEY.Key_Down if combo.currentIndex() < at else KEY.Key_Up)


def typed(line: QLineEdit, words: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, words)


def written(folder: Path) -> list[str]:
    return sorted(each.suffix for each in folder.iterdir())


def test_the_second_time_two_keys_deliver_to_the_same_folder(hand, dialog, qtbot, tmp_path):
    assert delivered_by_enter(qtbot, hand.window).startswith("2 files written")
    hand.key(KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    again = opened(qtbot, hand.window)
    assert again.form.folder.path == str(tmp_path / "out")
    for each in (tmp_path / "out").iterdir():
        each.unlink()
    delivered_by_enter(qtbot, hand.window)
    assert written(tmp_path / "out") == [".pdf", ".xlsx"]


def test_one_key_delivers_as_last_time(hand, dialog, qtbot, tmp_path):
    delivered_by_enter(qtbot, hand.window)
    for each in (tmp_path / "out").iterdir():
        each.unlink()
    hand.key(KEY.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert hand.window.delivering.dialog is None
    qtbot.waitUntil(lambda: hand.window.notice.text.startswith("Written:"), timeout=60_000)
    assert written(tmp_path / "out") == [".pdf", ".xlsx"]


def test_choices_of_the_engagement_are_one_step_that_can_be_undone(hand, dialog, qtbot):
    before = hand.view.workspace.document
    chosen(dialog.form.paper, "Letter")
    chosen(dialog.form.people, "Always by role")
    typed(dialog.form.version, "2.1")
    dialog.form.ask.setPlainText("Name an owner for each step")
    board = next(each for each in dialog.form.sections.findChildren(QAbstractButton) if each.text() == "For the board")
    pressed(board)
    pressed(dialog.keep_button)
    kept = hand.view.workspace.document.engagement
    assert (kept.paper, kept.people_shown, kept.version) == (PaperSize.LETTER, PeopleShown.ROLES, "2.1")
    assert kept.ask == "Name an owner for each step"
    assert set(kept.left_out.split(", ")) == KEYS - BOARD
    assert hand.window.delivering.dialog is None
    hand.window.acts["undo"].trigger()
    assert hand.view.workspace.document == before


def test_what_was_typed_is_not_thrown_away_unasked(hand, dialog):
    chosen(dialog.form.paper, "A3")
    typed(dialog.form.version, "2")
    with answered("Go on") as asked:
        press_key(KEY.Key_Escape)
    assert "Keep what you chose?" in asked[0]
    assert dialog.isVisible()
    with answered("Don't keep"):
        QTest.keyClick(dialog, KEY.Key_Escape)
    assert hand.window.delivering.dialog is None
    assert hand.view.workspace.document.engagement.version == ""


def test_a_part_of_the_sections_is_ticked_at_once(dialog):
    sections = dialog.form.sections
    part = sections.tree.topLevelItem(1)
    sections.tree.setFocus()
    sections.tree.setCurrentItem(part)
    press_key(KEY.Key_Space)
    gone = {key for key, item in sections.items.items() if item.parent() is part}
    assert sections.left_out == gone
    press_key(KEY.Key_Space)
    assert sections.left_out == frozenset()


def test_without_a_kind_of_file_nothing_can_be_delivered(dialog, tmp_path):
    for tick in dialog.form.formats.ticks.values():
        if tick.isChecked():
            pressed(tick)
    assert not dialog.deliver_button.isEnabled()
    assert dialog.status.text() == "Choose at least one kind of file."
    assert "Choose PDF" in dialog.preview.words.text()
    press_key(KEY.Key_Return)
    assert written(tmp_path / "out") == []


def test_a_stopped_delivery_leaves_what_was_there(dialog, qtbot, tmp_path):
    dialog.form.folder.ask()
    pressed(dialog.deliver_button)
    assert dialog.stop_button.hasFocus()
    press_key(KEY.Key_Space)
    qtbot.waitUntil(lambda: not dialog.outcome.isHidden(), timeout=30_000)
    assert "Stopped" in dialog.outcome.words.text()
    assert written(tmp_path / "out") == []
    assert dialog.deliver_button.isEnabled()


def test_closed_meanwhile_the_files_are_written_all_the_same(hand, dialog, qtbot, tmp_path):
    dialog.form.folder.ask()
    pressed(dialog.deliver_button)
    pressed(dialog.close_button)
    qtbot.waitUntil(lambda: hand.window.notice.text.startswith("Written:"), timeout=60_000)
    assert written(tmp_path / "out") == [".pdf", ".xlsx"]


def test_a_folder_that_cannot_be_written_to_is_told_in_the_dialog(dialog, qtbot, tmp_path):
    dialog.form.folder.ask()
    (tmp_path / "out").rmdir()
    (tmp_path / "out").write_text("no folder")
    pressed(dialog.deliver_button)
    qtbot.waitUntil(lambda: not dialog.outcome.isHidden(), timeout=60_000)
    assert "not written" in dialog.outcome.words.text()
    assert str(tmp_path.name) in dialog.outcome.said.text().replace("\u200b", "")


def test_signs_that_no_font_holds_are_listed_after_delivering(work, qtbot, tmp_path, monkeypatch):
    hand = work(document("Receive😀 1h -> Ship 2h"))
    monkeypatch.setattr("vsmstudio.gui.deliver.folder_field.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path))
    hand.window.acts["deliver"].trigger()
    dialog = opened(qtbot, hand.window)
    press_key(KEY.Key_Return)
    qtbot.waitUntil(lambda: not dialog.outcome.isHidden(), timeout=60_000)
    assert any("U+1F600" in each for each in dialog.outcome.warnings.said)


def test_the_logo_of_a_photograph_becomes_small_enough(dialog, tmp_path):
    path = tmp_path / "photo.jpg"
    noise = QImage(1600, 900, QImage.Format.Format_RGB32)
    for y in range(900):
        for x in range(1600):
            noise.setPixel(x, y, (x * 7919 + y * 104729) * 2654435761 & 0xFFFFFF)
    assert noise.save(str(path), "JPG")
    dialog.form.logo.read(path)
    held = emblem(dialog.form.choices.held["logo"])
    assert len(held) <= LARGEST_LOGO
    assert QImage.fromData(held).width() <= 1200


def test_a_logo_that_is_none_is_told_in_place(dialog, tmp_path):
    for name, content in (
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("b.png", b"\x89PNG\r\n\x1a\nno more"),
    ):
        (tmp_path / name).write_bytes(content)
        dialog.form.logo.read(tmp_path / name)
        assert dialog.form.logo.wrong.isVisibleTo(dialog)
        assert name in dialog.form.logo.wrong.text()
    assert dialog.form.choices.held["logo"] == ""
    plain = QImage(8, 8, QImage.Format.Format_RGB32)
    plain.fill(QColor("teal"))
    plain.save(str(tmp_path / "c.gif"), "PNG")  # what it is counts, not what it is called
    dialog.form.logo.read(tmp_path / "c.gif")
    assert dialog.form.logo.wrong.isHidden()
    assert dialog.form.choices.held["logo"]


def test_a_damaged_logo_of_the_document_is_told_and_can_be_removed(work, qtbot):
    made = document(MAP)
    broken = b64encode(b"\x89PNG\r\n\x1a\nno more").decode()
    hand = work(made.apply(edits.update(made, made.engagement.id, logo=broken)))
    hand.key(KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(qtbot, hand.window)
    assert "This logo is damaged" in dialog.form.logo.wrong.text()
    pressed(dialog.form.logo.remove)
    assert dialog.form.logo.wrong.isHidden()
    assert dialog.form.choices.held["logo"] == ""


def test_a_brand_file_that_cannot_be_used_is_told_in_place(dialog, tmp_path):
    path = tmp_path / "house.toml"
    path.write_text("accent = 12")
    dialog.form.brand.take(str(path))
    assert "house.toml" in dialog.form.brand.wrong.text()
    path.write_text('accent = "#7A1FA2"\n')
    dialog.form.brand.take(str(path))
    assert dialog.form.brand.wrong.isHidden()
    assert dialog.form.brand.brand.accent == "#7A1FA2"


def test_formats_brand_and_folder_are_the_computers(qtbot, tmp_path, monkeypatch):
    """They are there again for the same file in the next window; another file has the formats, but not the folder."""
    out, first, second = tmp_path / "out", tmp_path / "one.vsm", tmp_path / "two.vsm"
    out.mkdir()
    monkeypatch.setattr("vsmstudio.gui.deliver.folder_field.QFileDialog.getExistingDirectory", lambda *_: str(out))
    for path in (first, second):
        save(document(MAP), path)

    def window(path: Path) -> tuple[MainWindow, DeliverDialog]:
        made = MainWindow(Workspace(Session.open(path)), settings=Store(tmp_path / "settings.json"))
        qtbot.addWidget(made)
        made.filing.may_leave = lambda: True  # type: ignore[method-assign]
        made.show()
        made.acts["deliver"].trigger()
        return made, opened(qtbot, made)

    made, dialog = window(first)
    pressed(dialog.form.formats.ticks["xlsx"])
    pressed(dialog.form.formats.ticks["svg"])
    dialog.form.folder.ask()
    pressed(dialog.keep_button)
    made.close()
    made, dialog = window(first)
    assert dialog.form.choices.formats == ("pdf", "svg")
    assert dialog.form.folder.path == str(out)
    dialog.reject()
    made.close()
    made, dialog = window(second)
    assert dialog.form.choices.formats == ("pdf", "svg")
    assert dialog.form.folder.path == ""
    dialog.reject()
    made.close()


def test_every_part_of_the_dialog_is_reached_by_tab_and_has_a_name(dialog):
    seen = []
    while QApplication.focusWidget() not in seen:
        held = QApplication.focusWidget()
        seen.append(held)
        words = held.accessibleName() or (held.text() if isinstance(held, QAbstractButton) else "")
        assert words, held
        QTest.keyClick(held, KEY.Key_Tab)
    form, preview = dialog.form, dialog.preview
    wanted = [
        form.formats.ticks["pdf"],
        form.folder.choose,
        form.sections.tree,
        form.paper,
        form.map_paper,
        form.people,
    ]
    wanted += [form.version, form.confidentiality, form.logo.choose, form.brand.choose, form.ask]
    wanted += [dialog.deliver_button, dialog.print_button, dialog.keep_button, dialog.close_button]
    assert not [each for each in wanted if each not in seen]
    assert preview.isVisible()
