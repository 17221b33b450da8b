"""Writing for other programs from the menu, and files that are dropped on the window."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import document
from tests.hand import Hand
from vsmstudio.model.document import Document
from vsmstudio.storage.files import save

Work = Callable[[Document], Hand]
MAP = "Receive 10min/1d/85% @Sales -> Check 20min/2d !Clerk -> File 5min/1d"


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """What the person answers in the dialog that asks where to; no answer is a cancel."""

    def answer(name: str) -> Path:
        path = str(tmp_path / name) if name else ""
        monkeypatch.setattr("vsmstudio.gui.exporting.QFileDialog.getSaveFileName", lambda *_: (path, ""))
        return tmp_path / name

    return answer


@pytest.mark.parametrize(
    ("act", "name"),
    [
        ("export_archimate", "plan.xml"),
        ("export_drawio", "plan.drawio"),
        ("export_drawio_map", "map.drawio"),
        ("export_table", "plan.csv"),
        ("export_table_map", "map.csv"),
        ("export_json", "plan.json"),
    ],
)
def test_every_format_is_written_from_the_menu(
    work: Work, chosen: Callable[[str], Path], qtbot: QtBot, act: str, name: str
) -> None:
    hand = work(document(MAP))
    path = chosen(name)
    hand.window.acts[act].trigger()
    qtbot.waitUntil(lambda: hand.window.notice.text == f"Written: {name}", timeout=30_000)
    content = path.read_bytes().decode("utf-8-sig")
    assert "Receive" in content
    assert "Check" in content
    assert not hand.window.delivering.bar.words


def test_the_ending_is_added_and_nothing_replaced_unasked(
    work: Work, chosen: Callable[[str], Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = work(document(MAP))
    path = chosen("plan")
    hand.window.acts["export_json"].trigger()
    qtbot.waitUntil(lambda: hand.window.notice.text == "Written: plan.json", timeout=30_000)
    found = json.loads(path.with_suffix(".json").read_bytes())
    assert found["maps"][0]["metrics"]["steps"] == 3
    assert {each["type"] for each in found["records"]} >= {"step", "flow", "map"}
    path.with_suffix(".json").write_text("mine")
    asked: list[str] = []
    monkeypatch.setattr("vsmstudio.gui.filing.ask", lambda _, what, *__: asked.append(what) or "")
    hand.window.acts["export_json"].trigger()
    assert asked == ["Replace plan.json?"]
    assert path.with_suffix(".json").read_text() == "mine"


def test_a_cancel_writes_nothing(work: Work, chosen: Callable[[str], Path], tmp_path: Path) -> None:
    hand = work(document(MAP))
    chosen("")
    hand.window.acts["export_json"].trigger()
    assert hand.window.notice.text == ""
    assert list(tmp_path.iterdir()) == []


def test_an_empty_map_is_not_exported(hand: Hand) -> None:
    hand.window.acts["export_table_map"].trigger()
    assert hand.window.notice.text == "There is nothing to export yet. Add a step first."


def test_a_file_that_cannot_be_written_is_told_and_tried_again(
    work: Work, chosen: Callable[[str], Path], qtbot: QtBot, tmp_path: Path
) -> None:
    hand = work(document(MAP))
    (tmp_path / "away").write_text("no folder")
    path = chosen("away/plan.json")
    hand.window.acts["export_json"].trigger()
    bar = hand.window.delivering.bar
    qtbot.waitUntil(lambda: bool(bar.words), timeout=30_000)
    assert bar.words.startswith("The file was not written.")
    assert str(path) in bar.words
    (tmp_path / "away").unlink()
    (tmp_path / "away").mkdir()
    qtbot.waitUntil(hand.window.bar.deliver.isEnabled, timeout=5_000)
    bar._acts[0]()
    qtbot.waitUntil(path.exists, timeout=30_000)
    hand.window.delivering.wait()


def test_the_open_file_is_never_written_over(
    work: Work, chosen: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = chosen("odd.json")
    save(document(MAP), path)
    before = path.read_bytes()
    hand = work(document("A 1h"))
    hand.window.open_path(path)
    said: list[str] = []
    monkeypatch.setattr(hand.window.filing, "complain", lambda what, *_: said.append(what))
    hand.window.exporting.write(path)
    assert said == ["This is the file that is open."]
    assert path.read_bytes() == before


# --- files dropped on the window ------------------------------------------------------------------------------------


def drop(hand: Hand, *paths: Path | str, over: str = "view") -> bool:
    """Drag files over a part of the window and let go; says whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl(each) if isinstance(each, str) else QUrl.fromLocalFile(str(each)) for each in paths])
    target = hand.view.viewport() if over == "view" else hand.window.findings
    at, copy, button, none = QPoint(50, 50), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    for event in (
        QDragEnterEvent(at, copy, data, button, none),
        QDragMoveEvent(at, copy, data, button, none),
        QDropEvent(QPointF(at), copy, data, button, none),
    ):
        event.ignore()
        QApplication.sendEvent(target, event)
        if not event.isAccepted():  # as Qt does for real drags: who does not take it hands it up
            QApplication.sendEvent(hand.window, event)
        taken = event.isAccepted()
        if not taken:
            return False
    QApplication.processEvents()
    return True


@pytest.mark.parametrize("over", ["view", "panel"])
def test_a_file_of_ours_is_opened_where_it_is_dropped(work: Work, tmp_path: Path, over: str) -> None:
    save(document("Dropped 1h"), tmp_path / "plan.vsm")
    hand = work(document("A 1h"))
    assert drop(hand, tmp_path / "plan.vsm", over=over)
    assert hand.view.workspace.session.path == tmp_path / "plan.vsm"


def test_other_files_go_to_the_import_assistant(work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hand = work(document("A 1h"))
    shown: list[list[Path]] = []
    monkeypatch.setattr(hand.window.filing, "import_files", shown.append)
    paths = [tmp_path / "a.csv", tmp_path / "b.drawio"]
    for path in paths:
        path.write_text("Step\nA\n")
    assert drop(hand, *paths)
    assert shown == [paths]


def test_folders_addresses_and_mixtures_are_not_taken_in(work: Work, tmp_path: Path) -> None:
    hand = work(document("A 1h"))
    assert not drop(hand, "https://example.org/a.csv")
    assert drop(hand, tmp_path)
    assert hand.window.notice.text == "A folder cannot be dropped here. Drop the files in it."
    save(document("B 1h"), tmp_path / "b.vsm")
    save(document("C 1h"), tmp_path / "c.vsm")
    assert drop(hand, tmp_path / "b.vsm", tmp_path / "c.vsm")
    assert "one VSM Studio file at a time" in hand.window.notice.text
    assert hand.view.workspace.session.path is None


def test_the_start_page_makes_way_for_what_is_said(hand: Hand) -> None:
    hand.window.beginning.show()
    hand.window.acts["export_archimate"].trigger()
    assert not hand.window.beginning.on
    assert "nothing to export" in hand.window.notice.text
