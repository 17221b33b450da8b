"""The main window as a whole: what its menus do, and what it never does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import document
from tests.gui.by_dialog import delivered_by_enter
from vsmstudio import resources
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.model.records import Map, MapState, Placement
from vsmstudio.storage.files import load, save


@pytest.fixture
def sample():
    return load(resources.path("examples", "sample.vsm"))


class Opened(QObject):
    """Notes every window that opens besides the main one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, MainWindow):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_stray_window_opens_whatever_is_selected(work, sample):
    opened = Opened()
    QApplication.instance().installEventFilter(opened)
    try:
        hand = work(sample)
        for record in sample.records.values():
            if not isinstance(record, Placement):
                hand.view.workspace.select([record.id])
        hand.view.workspace.select([step.id for step in sample.steps(hand.view.workspace.map_id)])
        for index in range(hand.window.panels.count()):
            hand.window.panels.setCurrentIndex(index)
    finally:
        QApplication.instance().removeEventFilter(opened)
    assert opened.seen == []


def test_what_is_saved_from_the_menu_opens_identical(hand, tmp_path, monkeypatch):
    hand.drop_node("step", 0, 0)
    for name in ("Receive", "Ship"):
        hand.type(name)
        hand.enter()
    hand.escape()
    path = tmp_path / "order.vsm"
    monkeypatch.setattr("vsmstudio.gui.filing.QFileDialog.getSaveFileName", lambda *_, **__: (str(path), ""))
    hand.window.acts["save"].trigger()
    drawn = hand.view.workspace.document
    assert hand.window.bar.saved.text().startswith("Saved")
    assert not hand.view.workspace.session.dirty
    hand.window.open_path(path)
    assert hand.view.workspace.document == drawn


def test_saving_again_goes_to_the_same_file_without_asking(work, tmp_path):
    path = tmp_path / "order.vsm"
    save(document("A 1h -> B 1h"), path)
    hand = work(document("A 1h"))
    hand.window.open_path(path)
    hand.click("A")
    hand.type("Approve")
    hand.enter()
    assert hand.view.workspace.session.dirty
    hand.window.acts["save"].trigger()
    assert "Approve" in path.read_text()


@pytest.mark.parametrize("content", [b"", b"{", b"\x00\x01", b'{"version": 99, "records": []}', b"[]"])
def test_a_broken_file_is_told_in_words_and_what_is_open_stays(work, tmp_path, content, monkeypatch):
    path = tmp_path / "broken.vsm"
    path.write_bytes(content)
    hand = work(document("A 1h"))
    said = []
    monkeypatch.setattr(hand.window.filing, "complain", lambda what, why, *_: said.append((what, why)))
    before = hand.view.workspace.document
    assert not hand.window.open_path(path)
    assert hand.view.workspace.document is before
    assert said[0][0] == "This file could not be opened."
    assert "broken.vsm" in said[0][1]
    assert "Traceback" not in said[0][1]


def test_a_save_that_fails_says_so_and_leaves_the_file(work, tmp_path, monkeypatch):
    path = tmp_path / "order.vsm"
    save(document("A 1h"), path)
    before = path.read_bytes()
    hand = work(document("A 1h"))
    hand.window.open_path(path)
    hand.click("A")
    hand.type("Changed")
    hand.enter()
    said = []
    monkeypatch.setattr(hand.window.filing, "complain", lambda what, why, *_: said.append(what))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    hand.window.acts["save"].trigger()
    assert said
    assert path.read_bytes() == before
    assert hand.view.workspace.session.dirty


def test_both_deliverables_are_written_from_the_menu(work, sample, tmp_path, qtbot, monkeypatch):
    hand = work(sample)
    monkeypatch.setattr(
        "vsmstudio.gui.deliver.folder_field.QFileDialog.getExistingDirectory", lambda *_, **__: str(tmp_path)
    )
    hand.window.acts["deliver"].trigger()
    assert delivered_by_enter(qtbot, hand.window).startswith("2 files written")
    qtbot.waitUntil(hand.window.bar.deliver.isEnabled, timeout=5_000)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf", ".xlsx"]


def test_deliverables_that_cannot_be_written_are_told(work, sample, tmp_path, qtbot):
    hand = work(sample)
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    hand.window.delivering.write(Path(blocked))
    bar = hand.window.delivering.bar
    qtbot.waitUntil(lambda: bool(bar.words), timeout=30_000)
    assert "not written" in bar.words
    assert hand.view.hasFocus()
    assert QApplication.activeModalWidget() is None


def test_a_new_stream_and_a_future_map_get_tabs(hand):
    hand.window.acts["new_stream"].trigger()
    hand.type("Onboarding")
    hand.enter()
    hand.window.acts["new_map"].trigger()
    assert [hand.window.tabs.tabText(i) for i in range(hand.window.tabs.count())] == [
        "Overview",
        "Value stream · current",
        "Onboarding · current",
        "Onboarding · 90 days (future)",
    ]
    shown = hand.view.workspace.document.the(Map, hand.view.workspace.map_id)
    assert shown.state is MapState.FUTURE
    hand.window.acts["delete_map"].trigger()
    hand.window.acts["delete_map"].trigger()
    assert [hand.window.tabs.tabText(i) for i in range(hand.window.tabs.count())] == [
        "Overview",
        "Value stream · current",
    ]


def test_the_window_draws_the_sample_whole(work, sample):
    hand = work(sample)
    for held in hand.view.workspace.maps():
        hand.view.workspace.show_map(held.id)
        shown = {item.element.kind for item in hand.view.canvas._items.values()}
        assert {"node", "flow", "service", "link", "stream", "ladder"} <= shown
        assert not hand.window.grab().isNull()
