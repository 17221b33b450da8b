"""Watching over the work: what a crash left, what others did to the file, and whether changes are recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from vsmstudio import places
from vsmstudio.gui.dialogs.quiet_bar import QuietBar
from vsmstudio.gui.dialogs.recovery_bar import RecoveryBar
from vsmstudio.gui.filing import who_has_it
from vsmstudio.session import OnDisk, Session
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.lock import Held, look
from vsmstudio.storage.recovery import Recording, left, tidy

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

LOOK_EVERY, REFRESH_EVERY = 3_000, 60_000  # milliseconds


class Keeping(QObject):
    """Says in a quiet bar what the person should know about the file; nothing happens unless they choose."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace
        self.bar, self.recovery = QuietBar(), RecoveryBar()
        self.recovery.recover.connect(self.recover)
        self.recovery.discard.connect(self.discard)
        self._said: object = None
        self._workspace.changed.connect(self._hear_trouble)
        self._workspace.replaced.connect(self.refresh)
        window.filing.saved.connect(self.refresh)
        window.installEventFilter(self)
        for every, what in ((LOOK_EVERY, self.refresh), (REFRESH_EVERY, self._refresh_lock)):
            timer = QTimer(self)
            timer.timeout.connect(what)
            timer.start(every)

    # --- recovery ---------------------------------------------------------------------------------------------------

    def offer_recovery(self) -> None:
        """Offer what a crash left behind."""
        tidy(places.journals())
        self.recovery.offer(left(places.journals()))

    def recover(self, recording: Recording) -> None:
        """Go on with a recovered document. Its journal goes once the document is recorded anew."""
        if not self._window.filing.may_leave():
            return
        try:
            session = Session.recovered(recording)
        except Held as held:
            who, since = who_has_it(held.holder)
            self._window.filing.complain(f"{who} has the file open.", f"{since} Close it there first.")
            return
        except BadFile as error:
            self._window.filing.complain("This could not be recovered.", str(error))
            return
        self._window.filing.work_on(session)
        if not session.trouble:
            recording.forget()
        self.recovery.offer(left(places.journals()))
        self._window.notice.say("Recovered. Save to keep it.")

    def discard(self, recording: Recording) -> None:
        recording.forget()
        self.recovery.offer(left(places.journals()))

    # --- the file ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Say what is so now; the same thing is not said twice."""
        session = self._workspace.session
        told, words, offers = self._told(session)
        if told == self._said:
            return
        self._said = told
        if words:
            self.bar.say(words, offers)
        else:
            self.bar.clear()

    def _hear_trouble(self) -> None:
        """With every change only the journal is asked; the file, maybe far away, is looked at now and then."""
        if self._workspace.session.trouble or isinstance(self._said, str):
            self.refresh()

    def _told(self, session: Session):  # type: ignore[no-untyped-def]
        path = session.path
        if session.trouble:
            return session.trouble, session.trouble, [("Save now", self._window.filing.save)]
        if path is None:
            return None, "", []
        if session.lock is not None and (taken := session.lock.lost) is not None:
            who, since = who_has_it(taken)
            words = f"{who} has taken over {path.name}. {since} Save your work as a copy."
            return ("taken", taken.mark), words, [("Save as…", self._window.filing.save_as)]
        if session.read_only:
            held = look(path)
            who, since = who_has_it(held[0]) if held else ("", "It is free now.")
            words = f"You look at {path.name} read-only. {f'{who} has it open. ' if who else ''}{since}"
            return ("look", who, since), words, [
                ("Open again", lambda: self._window.filing.open_path(path)),
                ("Save as…", self._window.filing.save_as),
            ]  # fmt: skip
        if session.on_disk() is OnDisk.CHANGED:
            words = f"{path.name} was changed by somebody else."
            merging = self._window.merging
            return ("changed", path, session.version), words, [
                ("Merge…", merging.merge_disk), ("Reload", merging.reload), ("Keep mine", merging.keep_mine),
            ]  # fmt: skip
        return None, "", []

    def forget_said(self) -> None:
        """Something was done about what was said: look anew."""
        self._said = object()
        self.refresh()

    def _refresh_lock(self) -> None:
        if self._workspace.session.lock is not None:
            self._workspace.session.lock.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.refresh()
        return False
