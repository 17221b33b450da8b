"""The real window on a document, and a hand that works it as a person does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from taking import conditions

from tests.hand import Hand
from vsmstudio import resources
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.session import Session
from vsmstudio.storage.files import load

_LONGEST = 60  # seconds that anything may take


class Stage:
    """One window at a time; opening another document closes the one before."""

    def __init__(self) -> None:
        self.window: MainWindow
        self.hand: Hand
        self._open = False

    # --- opening -----------------------------------------------------------------------------------------------------

    def sample(self, map_name: str = "", stream: str = "", width: int = 1180, height: int = 740) -> None:
        """The window on the sample engagement, with the map of that name in view."""
        self.show(Session(sample()), width, height)
        if map_name or stream:
            document = self.window.workspace.document
            found = (
                each.id for each in document.maps
                if map_name in ("", each.name) and stream in ("", document.name(each.stream))
            )  # fmt: skip
            self.window.workspace.show_map(next(found))
        self.settle()
        self.until(lambda: self.window.workspace.simulating.fresh, "ranges to be worked out")
        self.rest(200)  # the small map follows after a pause

    def empty(self, width: int = 1180, height: int = 740) -> None:
        """The window on an empty map."""
        self.show(Session(edits.new_document()), width, height)
        self.settle()

    def show(self, session: Session, width: int, height: int) -> None:
        """The window on a session."""
        self.close()
        conditions.again()
        window = MainWindow(Workspace(session))
        window.filing.may_leave = lambda: True  # type: ignore[method-assign]
        window.setGeometry(0, 0, width, height)
        window.show()
        window.activateWindow()
        self.window, self.hand, self._open = window, Hand(window), True
        self.settle()

    def close(self) -> None:
        """Close the window and all that stands over it."""
        for each in QApplication.topLevelWidgets():
            if each is not getattr(self, "window", None) and each.isVisible():
                each.close()
        if self._open:
            self._open = False
            self.window.close()
            self.window.deleteLater()
            self.settle()

    # --- waiting -----------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Let everything happen that is due now."""
        for _ in range(6):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def rest(self, milliseconds: int = 60) -> None:
        """Let what waits a moment before it begins (a timer) begin."""
        until = QDeadlineTimer(milliseconds)
        while not until.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, max(1, until.remainingTime()))
        self.settle()

    def until(self, met: Callable[[], object], what: str) -> None:
        """Wait for work that goes on beside. Raises `TimeoutError` with `what` was waited for."""
        begun = time.monotonic()
        while not met():
            if time.monotonic() - begun > _LONGEST:
                raise TimeoutError(f"waited in vain for {what}")
            self.rest(20)
        self.settle()

    # --- doing -------------------------------------------------------------------------------------------------------

    def do(self, *names: str) -> None:
        """Carry out actions, as from their menus."""
        for name in names:
            self.window.acts[name].trigger()
            self.settle()

    def select(self, *names: str) -> None:
        """Select things by their names."""
        self.window.workspace.select([self.id_of(name) for name in names])
        self.settle()

    def id_of(self, name: str) -> Id:
        return self.hand.id_of(name)

    def page(self, name: str) -> QWidget:
        """Turn to a page and give it."""
        self.window.stage.turn(name)
        self.settle()
        return self.window.stage.page(name)

    def lower(self, words: str, height: int = 0) -> QWidget:
        """Bring a tab of the lower panel to the front, so high, and give its panel."""
        panels: QTabWidget = self.window.panels
        at = next(at for at in range(panels.count()) if panels.tabText(at).startswith(words))
        panels.setCurrentIndex(at)
        if height:
            self.window.down.setSizes([max(80, self.window.down.height() - height), height])
        self.settle()
        return panels.currentWidget()

    def zoom(self, share: float, middle: str = "") -> None:
        """Show the map so large, with a thing in the middle."""
        view = self.window.view
        view.set_zoom(share)
        if middle:
            area = view.canvas.area_of(self.id_of(middle))
            assert area is not None
            view.centerOn(*area.center)
        self.rest(300)  # connections are sketched first, and routed when there is time
        view.canvas.settle()
        self.settle()

    def unfocus(self) -> None:
        """The keyboard goes to the map, so that no field shows a frame around itself."""
        self.window.view.setFocus()
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Press a button."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()


def sample() -> Document:
    """The sample engagement."""
    return load(resources.path("examples", "sample.vsm"))


def template(name: str) -> Document:
    """A template as it was made."""
    return load(resources.path("templates", f"{name}.vsm"))


def home(*parts: str) -> Path:
    """A place in the home folder of the person whose window is pictured."""
    made = Path.home().joinpath(*parts)
    made.parent.mkdir(parents=True, exist_ok=True)
    return made
