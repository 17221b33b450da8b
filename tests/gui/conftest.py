"""The real window, and a hand to work it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.showing import show_active
from tests.hand import Hand
from vsmstudio.gui import look
from vsmstudio.gui.app import application
from vsmstudio.gui.dressing import dress
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.panels.inspector import Inspector
from vsmstudio.gui.workspace import Workspace
from vsmstudio.log import Log
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.session import Session


@pytest.fixture(scope="session")
def qapp_cls() -> None:
    """The application is dressed by `application`."""


@pytest.fixture(scope="session")
def qapp() -> object:
    return application()


def _unexpected(what: str, why: str, *_: object) -> str:
    """A complaint opens a dialog, which nobody would close; where none is expected it is a failure."""
    raise AssertionError(f"{what} {why}")


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures come with the edit, however slow the machine; `test_live_figures` tries the other way."""
    monkeypatch.setattr("vsmstudio.gui.workspace.PATIENCE", float("inf"))


@pytest.fixture(autouse=True)
def _light_again() -> Iterator[None]:
    """The application is dressed once for all tests: one that changes its look, as a monkey may, leaves it as it was."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication) and (look.theme_name(), look.larger()) != ("light", 1.0):
        dress(app)


@pytest.fixture
def work(qtbot: QtBot) -> Callable[..., Hand]:
    """Opens the window on a document, 1600 × 1000, and gives the hand. Only with a log is anything written down."""

    def opened(document: Document, log: Log | None = None) -> Hand:
        window = MainWindow(Workspace(Session(document)), log)
        window.filing.may_leave = lambda: True  # type: ignore[method-assign]
        window.filing.complain = _unexpected  # type: ignore[method-assign]
        qtbot.addWidget(window)
        window.resize(1600, 1000)
        show_active(qtbot, window)
        qtbot.wait(20)
        return Hand(window)

    return opened


@pytest.fixture
def hand(work: Callable[[Document], Hand]) -> Hand:
    """The window on an empty document."""
    return work(edits.new_document())


@pytest.fixture
def inspector(qtbot: QtBot, workspace: Workspace) -> Iterator[Inspector]:
    """The inspector alone, on the `workspace` of the test."""
    panel = Inspector(workspace)
    qtbot.addWidget(panel)
    panel.resize(300, 900)
    show_active(qtbot, panel)
    yield panel
    panel.hide()
