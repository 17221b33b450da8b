"""The first moments: the window is seen before its workbench is there, and whoever is quick loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import document
from tests.gui.showing import show_active
from vsmstudio.gui.acts.menus import MENUS
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.menu_bar import TITLES
from vsmstudio.gui.opening import Opening
from vsmstudio.storage.files import save

HEAVY = {
    "msgspec", "networkx", "numpy", "openpyxl", "reportlab", "pptx", "pypdfium2", "vsmstudio.model", "vsmstudio.analysis",
    "vsmstudio.notation.text", "vsmstudio.session", "vsmstudio.storage", "vsmstudio.export", "vsmstudio.interchange",
    "vsmstudio.gui.canvas", "vsmstudio.gui.panels", "vsmstudio.gui.acts", "vsmstudio.gui.workbench", "vsmstudio.log",
}  # fmt: skip

FIRST_SIGHT = """
import os, sys
from vsmstudio.gui.opening import Opening
def seen(self):
    page = self._window.beginning.page
    print(page.isVisible(), [card.isVisible() for card in page.cards].count(True), *sys.modules)
    print("Qt" in vars(sys.modules["PySide6.QtCore"]), flush=True)
    os._exit(0)
Opening._begin = seen
from vsmstudio.cli import main
main([])
"""


@pytest.fixture
def first(qtbot) -> Iterator[Callable[..., MainWindow]]:
    """The window as it is when it is first seen, on a `path` where one is given; the rest comes while events go on."""
    opened: list[Opening] = []

    def shown(path: Path | None = None) -> MainWindow:
        window = MainWindow()
        qtbot.addWidget(window)
        opened.append(Opening(window, path, False))
        if path is None:
            window.beginning.show_first(())
        else:
            window.beginning.show_opening(path.name)
        show_active(qtbot, window)
        assert not window.ready
        return window

    yield shown
    for opening in opened:
        assert opening.error is None
        opening.end()


def built(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.ready, timeout=20_000)
    window.filing.may_leave = lambda: True  # type: ignore[method-assign]


def test_at_first_sight_next_to_nothing_is_imported():
    done = subprocess.run(
        [sys.executable, "-c", FIRST_SIGHT], env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    shown, qt = done.stdout.splitlines()
    visible, cards, *modules = shown.split()
    assert (visible, cards) == ("True", "6")
    assert not HEAVY & set(modules)
    assert qt == "False"  # the names of Qt's own namespace take as long to make as the page


def test_the_titles_of_the_menus_stand_from_the_first():
    assert tuple(dict.fromkeys(words.partition(" > ")[0] for words, _ in MENUS)) == TITLES


def test_a_template_that_is_chosen_at_once_opens_as_soon_as_it_can(first, qtbot):
    window = first()
    card = next(each for each in window.beginning.page.cards if each.template.name == "order-to-cash")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert window.beginning.page.word.text() == "Opening…"
    built(window, qtbot)
    qtbot.waitUntil(lambda: not window.beginning.on)
    assert "Order to cash" in window.workspace.document.engagement.title
    assert window.view.isVisible()
    qtbot.waitUntil(lambda: QApplication.overrideCursor() is None)


def test_every_letter_that_is_typed_at_once_is_kept(first, qtbot):
    window = first()
    for letter in "Approve":
        QTest.keyClick(QApplication.focusWidget(), letter)
    assert "“Approve”" in window.beginning.page.word.text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    built(window, qtbot)

    def names() -> list[str]:
        return [step.name for step in window.workspace.document.steps(window.workspace.map_id)]

    qtbot.waitUntil(lambda: "Approve" in names())


def test_a_menu_is_filled_before_the_workbench_is_there_and_its_action_kept(first, qtbot):
    window = first()
    qtbot.waitUntil(lambda: "open_sample" in window.acts)
    assert not window.ready
    assert not window.acts["delete"].isEnabled()
    window.acts["open_sample"].trigger()
    built(window, qtbot)
    qtbot.waitUntil(lambda: not window.beginning.on)
    assert len(window.workspace.document.services) > 3


def test_a_file_dropped_at_once_is_opened(first, qtbot, tmp_path):
    path = tmp_path / "claims.vsm"
    save(document("Receive 1h -> Decide 2h"), path)
    window = first()
    qtbot.waitUntil(lambda: "open_sample" in window.acts)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.drops.eventFilter(window, drop)
    built(window, qtbot)
    qtbot.waitUntil(lambda: window.workspace.session.path == path)


def test_a_file_is_named_until_its_map_is_there(first, qtbot, tmp_path):
    path = tmp_path / "claims.vsm"
    save(document("Receive 1h -> Decide 2h"), path)
    window = first(path)
    assert window.beginning.page is None
    built(window, qtbot)
    qtbot.waitUntil(lambda: not window.beginning.on)
    assert window.workspace.session.path == path
    assert window.view.isVisible()
    assert window.windowTitle().startswith("claims.vsm")


def test_the_window_can_be_closed_before_the_workbench_is_there(first):
    window = first()
    assert window.close()
    assert not window.isVisible()


ASKED = """
import sys
sys.platform = "darwin"  # where the system asks a running program to open a file
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFileOpenEvent
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.opening import Opening
begin, finish = Opening._begin, Opening._finish
def seen(self):
    QCoreApplication.sendEvent(QCoreApplication.instance(), QFileOpenEvent(sys.argv[1]))
    begin(self)
def wait():
    window = next(each for each in QCoreApplication.instance().topLevelWidgets() if isinstance(each, MainWindow))
    if window.ready and window.workspace.session.path:
        print(window.workspace.session.path, flush=True)
        window.close()
    else:
        QTimer.singleShot(20, wait)
def finished(self):
    finish(self)
    wait()
Opening._begin, Opening._finish = seen, finished
from vsmstudio.gui.app import run
sys.exit(run())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows passes files on the command line")
def test_a_file_that_macos_asks_for_is_opened(tmp_path):
    path = tmp_path / "asked.vsm"
    save(document("A 1h -> B 2h"), path)
    done = subprocess.run([sys.executable, "-c", ASKED, path], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == str(path), done.stderr
