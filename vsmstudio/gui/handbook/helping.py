"""F1 anywhere: the handbook opens at the place for what has the keyboard, also while a dialog waits for its answer.

Qt lets nothing be used beside a modal dialog but the windows that belong to it. So the handbook belongs to the topmost
dialog for as long as one is open, and to nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from vsmstudio.gui.handbook.window import HandbookWindow
    from vsmstudio.gui.main_window import MainWindow

ACT = "show_handbook"
_GAP = 8  # pixels between the two windows
_LEAST = 560  # pixels beside the main window that are worth to be used
_AFTER = 600  # milliseconds of rest after which the window's place is noted


class Helping(QObject):
    """Opens the handbook. `window` is made when it is first asked for."""

    def __init__(self, main: MainWindow) -> None:
        super().__init__(main)
        self._main = main
        self.window: HandbookWindow | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_AFTER)
        self._rest.timeout.connect(self._note)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._reach)
        app.focusWindowChanged.connect(self._belong)
        main.findings.table.reading.connect(self.open_finding)
        self.watch(main.menuBar())

    # --- F1 ----------------------------------------------------------------------------------------------------------

    def open(self, place: str = "") -> None:
        """Show a place of the handbook; blank: the one for what has the keyboard."""
        place = place or self.place()
        window = self._made()
        window.open(place)
        self._belong()
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()
        window.reader.setFocus()

    def open_finding(self, rule: str) -> None:
        """Show what a rule of the findings means."""
        from vsmstudio.gui.handbook import places

        self.open(places.of_finding(rule))

    def place(self) -> str:
        """The place for what has the keyboard now."""
        from vsmstudio.gui.handbook import places

        focus, dialog = QApplication.focusWidget(), QApplication.activeModalWidget()
        if focus is not None and focus.window() is self.window:
            return places.HANDBOOK
        if dialog is not None and (focus is None or not (focus is dialog or dialog.isAncestorOf(focus))):
            inside: QWidget | None = dialog.focusWidget()
            focus = dialog if inside is None else inside
        if focus is None or focus is self._main:
            focus = self._main.beginning.page if self._main.beginning.on else self._main.stage.currentWidget()
        return places.place_of(focus)

    def _reach(self, _: QWidget | None, now: QWidget | None) -> None:
        """F1 works in a dialog as well: the same action, which belongs to every window that gets the keyboard."""
        if now is None or not isValid(self._main):
            return
        window, act = now.window(), self._main.acts[ACT]
        if window is not self._main and act not in window.actions():
            window.addAction(act)

    def watch(self, menus: QMenuBar | QMenu) -> None:
        """F1 on an entry of these menus, and of those in them, opens what is said of it."""
        menus.installEventFilter(self)
        for each in menus.findChildren(QMenu):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:  # a dialog has its answer
            QTimer.singleShot(0, self._belong)
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, (QMenu, QMenuBar)):
            return False
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1 and not event.modifiers():
            place = self._place_in(watched)
            while (popup := QApplication.activePopupWidget()) is not None:
                popup.close()
            self.open(place)
            return True
        return False

    def _place_in(self, menu: QMenu | QMenuBar) -> str:
        """The entry of the action that is highlighted; of the menu where none is; blank where neither is known."""
        from vsmstudio.gui.handbook import places

        action = _active(menu)
        while action is not None and (inner := _menu_of(action)) is not None:
            menu = inner
            if not inner.isVisible() or _active(inner) is None:
                break
            action = _active(inner)
        name = next((name for name, each in self._main.acts.items() if each is action), "")
        if name:
            return places.of_action(name)
        title = menu.title() if isinstance(menu, QMenu) else ""
        return places.MENUS.get(title.replace("&", ""), "")

    # --- the window --------------------------------------------------------------------------------------------------

    def _made(self) -> HandbookWindow:
        if self.window is not None and self.window.book.pages:
            return self.window
        from vsmstudio.gui.handbook.book import Book
        from vsmstudio.gui.handbook.window import HandbookWindow

        if self.window is not None:  # it may have been built meanwhile
            self.window.close()
            self.window.deleteLater()
        self.window = made = HandbookWindow(Book())
        held = self._main.remembering.held.handbook
        made.zoom, made.wants_side = held.zoom, held.contents
        made.reader.scale = made.scale
        self._put(made, QRect(*held.geometry) if held.geometry else None)
        made.altered.connect(self._rest.start)
        return made

    def _put(self, made: HandbookWindow, before: QRect | None) -> None:
        """Where it was, else beside the main window where there is room, else over its right edge."""
        if before is not None and _is_seen(before):
            made.setGeometry(before)
            return
        room, main = self._main.screen().availableGeometry(), self._main.frameGeometry()
        usual = made.size()
        left, right = main.left() - room.left(), room.right() - main.right()
        height = min(max(usual.height(), main.height()), room.height() - 60)
        width = min(usual.width(), max(left, right) - _GAP) if max(left, right) >= _LEAST else 0
        if not width:
            width = min(usual.width(), room.width() // 2)
            x = room.right() - width
        elif right >= left:
            x = main.right() + _GAP
        else:
            x = main.left() - _GAP - width
        made.setGeometry(x, max(room.top() + 40, min(main.top() + 32, room.bottom() - height)), width, height)

    def _belong(self, *_: object) -> None:
        """The handbook belongs to the topmost dialog that waits for an answer, so that both can be used; else to none."""
        if self.window is None or not isValid(self.window):
            return
        self.window.winId()  # so that it has a window of the system's
        handle = self.window.windowHandle()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.installEventFilter(self)
        above = dialog.windowHandle() if dialog is not None else None
        if handle.transientParent() is not above:
            handle.setTransientParent(above)  # type: ignore[arg-type]

    def _note(self) -> None:
        """Remember where the window is, and how it is read."""
        if self.window is None or not isValid(self.window):
            return
        rect, remembering = self.window.geometry(), self._main.remembering
        held = msgspec.structs.replace(
            remembering.held.handbook,
            geometry=(rect.x(), rect.y(), rect.width(), rect.height()),
            zoom=self.window.zoom,
            contents=self.window.wants_side,
        )
        remembering.keep(msgspec.structs.replace(remembering.held, handbook=held))

    def close(self) -> None:
        """The main window goes, and the handbook with it."""
        if self.window is not None:
            self._note()
            self._rest.stop()
            self.window.close()


def _menu_of(action: QAction) -> QMenu | None:
    menu: object = action.menu()
    return menu if isinstance(menu, QMenu) else None


def _active(menu: QMenu | QMenuBar) -> QAction | None:
    return menu.activeAction()


def _is_seen(area: QRect) -> bool:
    return any(screen.availableGeometry().intersected(area).width() >= 120 for screen in QGuiApplication.screens())
