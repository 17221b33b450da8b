"""Ctrl+Shift+C and Save as picture: the map on slides."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from tests.builders import document
from tests.hand import CTRL, SHIFT
from vsmstudio.gui.dialogs.picture_dialog import PictureDialog
from vsmstudio.gui.picturing import PNG, SVG

ORDER = document("Receive 1h -> Check 2h -> Ship 1h")


def copied() -> tuple[str, QImage]:
    data = QGuiApplication.clipboard().mimeData()
    return bytes(data.data(SVG).data()).decode(), QImage.fromData(data.data(PNG).data())


def copy(hand) -> None:
    hand.key(Qt.Key.Key_C, CTRL | SHIFT)


def test_what_is_selected_goes_to_the_clipboard_as_svg_and_png(work):
    hand = work(ORDER)
    hand.click("Receive")
    hand.click("Check", SHIFT)
    copy(hand)
    written, image = copied()
    assert "1 Receive" in written
    assert "2 Check" in written
    assert "Ship" not in written
    assert image.width() > 600
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert "Copied as picture" in hand.window.notice.text


def test_the_whole_map_is_copied_where_nothing_is_selected(work):
    hand = work(ORDER)
    copy(hand)
    written, _ = copied()
    assert all(name in written for name in ("1 Receive", "2 Check", "3 Ship", "Lead time"))


def test_it_is_light_whatever_theme_is_on(work):
    hand = work(ORDER)
    copy(hand)
    before, image = copied()
    hand.window.acts["theme_dark"].trigger()
    try:
        copy(hand)
        assert copied()[0] == before
        assert copied()[1] == image
    finally:
        hand.window.acts["theme_light"].trigger()


def test_an_empty_map_says_so(hand):
    copy(hand)
    assert "nothing to copy" in hand.window.notice.text


def save(hand, monkeypatch, path, *, png=False, scale=2.0, selection=False):
    """Save as picture, as a person answers its dialog and the system's."""

    def answer() -> None:
        dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, PictureDialog))
        (dialog.png if png else dialog.svg).click()
        (dialog.selected if selection else dialog.all).click()
        dialog.scale.setValue(scale)
        dialog.accept()

    asked = (str(path), "")
    monkeypatch.setattr("vsmstudio.gui.picturing.QFileDialog.getSaveFileName", lambda *_: asked)
    QTimer.singleShot(0, answer)
    hand.window.acts["save_picture"].trigger()
    hand.window.delivering.wait()


def test_the_map_is_saved_as_svg_or_png_by_the_files_ending(work, tmp_path, monkeypatch):
    hand = work(ORDER)
    for name, begin in (("map.svg", b"<?xml"), ("map.PNG", b"\x89PNG"), ("plain", b"<?xml")):
        save(hand, monkeypatch, tmp_path / name)
        path = tmp_path / (name if "." in name else f"{name}.svg")
        assert path.read_bytes().startswith(begin)
        assert hand.window.notice.text == f"Written: {path.name}"


def test_a_picture_is_as_large_as_was_asked_and_shows_what_was_asked(work, tmp_path, monkeypatch):
    hand = work(ORDER)
    save(hand, monkeypatch, tmp_path / "one.png", png=True, scale=1.0)
    save(hand, monkeypatch, tmp_path / "three.png", png=True, scale=3.0)
    one, three = (QImage(str(tmp_path / f"{each}.png")) for each in ("one", "three"))
    assert abs(three.width() - 3 * one.width()) <= 3
    assert abs(three.height() - 3 * one.height()) <= 3
    hand.click("Check")
    save(hand, monkeypatch, tmp_path / "part.svg", selection=True)
    assert "2 Check" in (tmp_path / "part.svg").read_text()
    assert "Ship" not in (tmp_path / "part.svg").read_text()


def test_a_file_is_not_replaced_unasked_where_the_ending_was_left_out(work, tmp_path, monkeypatch):
    hand = work(ORDER)
    there = tmp_path / "map.svg"
    there.write_text("what was there")
    answers = iter(["", "replace"])
    monkeypatch.setattr("vsmstudio.gui.filing.ask", lambda *_: next(answers))
    save(hand, monkeypatch, tmp_path / "map")
    assert there.read_text() == "what was there"
    save(hand, monkeypatch, tmp_path / "map")
    assert there.read_text().startswith("<?xml")


def test_a_picture_that_cannot_be_written_says_why_and_leaves_the_old_one(work, tmp_path, monkeypatch):
    hand = work(ORDER)
    save(hand, monkeypatch, tmp_path / "missing" / "map.svg")
    said = hand.window.delivering.bar.words
    assert said.startswith("The picture was not saved.")
    assert "does not exist" in said


def test_a_coloured_map_brings_its_legend(work):
    hand = work(document("Receive 1h !Sales -> Ship 1h !Stores"))
    hand.window.acts["colour_owner"].trigger()
    copy(hand)
    written, _ = copied()
    assert "Sales" in written
    assert "Who owns the steps" in written or written.count("Stores") > 1


def test_the_clipboard_outlives_python(tmp_path):
    """What was copied is let go by Qt when the program ends, when nothing of Python can be asked any more."""
    script = (
        "from PySide6.QtWidgets import QApplication\nfrom vsmstudio.gui import mime\n"
        "app = QApplication([])\ndata = mime.empty()\ndata.setText('x')\nassert data.formats() == ['text/plain']\n"
        "app.clipboard().setMimeData(data)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, timeout=60
    )
    assert ended.returncode == 0
