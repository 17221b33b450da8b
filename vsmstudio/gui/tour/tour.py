"""The tour in the window: it goes from station to station on a copy of the sample, and follows what the person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from vsmstudio import places, resources
from vsmstudio.gui.giving_back import give_back
from vsmstudio.gui.tour import targets
from vsmstudio.gui.tour.card import Card
from vsmstudio.gui.tour.done import DONE, HANDBOOK
from vsmstudio.gui.tour.frames import Frames
from vsmstudio.gui.tour.now import MAP, Now
from vsmstudio.gui.tour.placing import is_clear, place
from vsmstudio.gui.tour.stations import END, STATIONS, Station
from vsmstudio.session import Session
from vsmstudio.storage.files import load

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

EVERY = 100  # milliseconds after which it looks again where things are, and whether something was done
_LEFT = "You left the tour. It is in the Help menu whenever you want it."
_LOOKS = {"fit_all", "fit_selection", "zoom_in", "zoom_out", "zoom_100"}  # actions that move the map in view
_TOUCHES = (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.NativeGesture, QEvent.Type.KeyPress)


def take(window: MainWindow) -> Tour | None:
    """Begin the tour, from its start. None where the person would rather not leave what is open."""
    if not window.filing.may_leave():
        return None
    for each in window.findChildren(Tour):
        each.end()
    return Tour(window)


class Tour(QObject):
    """One round. Nothing of the person's own is touched: until it is left, nothing done to the sample needs saving."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = session = Session(load(resources.path("examples", "sample.vsm")))
        session.listen(
            lambda _: self._keep_light()
        )  # before the window hears of a change, and says that it is not saved
        self.on = True
        self.at = 0
        self.done: set[str] = set()
        self._touched = self._let_go = self._is_new = self._over = False
        self._hidden = [each for each in (window.library, window.inspector, window.panels) if each.isHidden()]
        self.card, self._frames = Card(window), Frames(window)
        window.filing.work_on(session, recorded=False)
        self.now = Now(window, session.document)
        window.workspace.show_map(MAP)
        self.now.earlier = self.now.lead
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY)
        self._clock.timeout.connect(self.look)
        self._listen()
        remembering = window.remembering
        remembering.keep(msgspec.structs.replace(remembering.held, toured=True))
        self._begin()

    def _listen(self) -> None:
        window, card, workspace = self._window, self.card, self._window.workspace
        card.left.connect(self.leave)
        card.back.connect(lambda: self.go(self.at - 1))
        card.onward.connect(lambda: self.go(self.at + 1))
        card.shown_again.connect(lambda: targets.bring(self.now, self.station.key))
        card.begun.connect(window.filing.new)
        card.read.connect(lambda: window.carry_out(HANDBOOK))
        workspace.replaced.connect(self.end)
        workspace.selected.connect(self._note_letting_go)
        workspace.shown.connect(lambda key: self.now.shown.add(key))
        window.panels.currentChanged.connect(lambda _: QTimer.singleShot(0, self, self._follow_tab))
        window.view.escaped.connect(self._escape)
        window.diary.noted.connect(self._note_deed)
        for each in (window, window.view, window.view.viewport()):
            each.installEventFilter(self)

    @property
    def station(self) -> Station:
        """Where the tour is."""
        return STATIONS[self.at] if self.at < len(STATIONS) else END

    # --- from station to station --------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.on = True
        self._window.parts.more.append(self.card)
        self._clock.start()
        self.go(self.at)
        self.card.begin()

    def go(self, at: int) -> None:
        """To a station, or the end; what it is about comes into view."""
        self.at = max(0, min(len(STATIONS), at))
        self._touched, self._is_new = False, True
        self.now.did.clear()
        self.now.shown.clear()
        targets.bring(self.now, self.station.key)
        self._say()
        self.look()

    def leave(self) -> None:
        """The person has had enough: the sample stays open, as any document that they opened."""
        if self.on:
            self._stop()
            self._session.record(places.journals())
            self._window.notice.say(_LEFT, "Go on", self._resume)

    def _resume(self) -> None:
        if not self.on and self._window.workspace.session is self._session:
            self._window.notice.hide()
            self._begin()

    def end(self) -> None:
        """It is over: another document is open, or another tour begins."""
        if not self._over:
            self._over = True
            self._stop()
            for each in (self.card, self._frames, self):
                each.deleteLater()

    def _stop(self) -> None:
        self.on = False
        self._clock.stop()
        held = self._has_keyboard
        if self.card in (more := self._window.parts.more):
            more.remove(self.card)
        self.card.hide()
        self._frames.show_around([])
        for each in self._hidden:
            each.hide()
        if held:
            give_back(None, self._window.view)

    # --- what the person does -----------------------------------------------------------------------------------------

    def _keep_light(self) -> None:
        if self.on and self._session.path is None:  # a copy that was saved is the person's own
            self._session.as_given()

    def _follow_tab(self) -> None:
        """The person opened the panel that a station speaks of: what it points at there comes into view."""
        if self.on and self.station.key in {"explain", "finding"}:
            targets.bring(self.now, self.station.key)

    def _note_deed(self, words: str) -> None:
        deed = words.removeprefix("menu: ")
        self._touched |= deed in _LOOKS
        self.now.did.add(deed)

    def _note_letting_go(self) -> None:
        self._let_go = not self._window.workspace.selection
        QTimer.singleShot(0, self._forget_letting_go)

    def _forget_letting_go(self) -> None:
        self._let_go = False

    def _escape(self) -> None:
        """Esc on the map, where it had nothing else to end: not even a selection."""
        if self.on and not self._let_go:
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and watched is not self._window:
            self._touched = True
        elif event.type() == QEvent.Type.Resize and self.on:
            QTimer.singleShot(0, self.look)
        return False

    # --- showing ------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Is the station done, and where is what it points at now?"""
        if not self.on:
            return
        window, key = self._window, self.station.key
        if not self._touched:
            self.now.view_before = self.now.view  # the window itself moves the map, too
        if key not in self.done and DONE[key](self.now):
            self.done.add(key)
            self._say()
        if window.presenter.on or window.beginning.on:
            self.card.hide()
            self._frames.show_around([])
            return
        found = targets.WHERE[key](self.now)
        held, last = self._has_keyboard, self.station is END
        self.card.offer(first=self.at == 0, last=last, done=key in self.done, out_of_view=not found)
        self._frames.show_around(found)
        self._place(found)
        if held and not self._has_keyboard:  # the button that had it makes no sense any more
            self.card.begin()

    @property
    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self.card or self.card.isAncestorOf(focus))

    def _say(self) -> None:
        station, now, done = self.station, self.now, self.station.key in self.done
        count = (
            f"{self.at + 1} of {len(STATIONS)}" if station is not END else f"{len(self.done)} of {len(STATIONS)} done"
        )
        said = now.say(station.done) if done else ""
        self.card.say(count, station.title, now.say(station.words), now.say(station.how), said)

    def _place(self, found: list[QRect]) -> None:
        """Beside what it points at. It stays where it may, so that it does not dance, and while a button is held."""
        window, card = self._window, self.card
        inside = window.centralWidget()
        assert isinstance(inside, QWidget)
        area = QRect(inside.mapTo(window, QPoint(0, 0)), inside.size())
        size, free = card.fitting(), targets.kept_free(self.now, self.station.key)
        held = QRect(card.pos(), size)
        dragging = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if self._is_new or not (dragging or is_clear(area, held, found, free)):
            held.moveTopLeft(place(area, size, found, free))
        self._is_new = False
        if card.geometry() != held:
            card.setGeometry(held)
        card.show()
        card.raise_()
        if (layout := card.layout()) is not None:
            layout.activate()
