"""Offers what a crash left behind, one document at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from vsmstudio.export.tables.words import plural
from vsmstudio.gui.dialogs.quiet_bar import Offer, QuietBar
from vsmstudio.gui.dialogs.times import when
from vsmstudio.gui.panels.widgets import label, small_button
from vsmstudio.model.words import one_line
from vsmstudio.storage.recovery import Recording


class RecoveryBar(QuietBar):
    """Says what could be recovered. `recover` and `discard` carry the recording; what becomes of it is theirs to do.

    "Later" hides the bar for this time and leaves everything where it is.
    """

    recover = Signal(object)
    discard = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recordings: tuple[Recording, ...] = ()
        self._at = 0
        self._asks = False
        self._earlier, self._later = self._turn("‹", "The one before", -1), self._turn("›", "The next one", 1)
        self._count = label(name="count")
        self._count.setParent(self)

    def _turn(self, sign: str, what: str, by: int) -> QToolButton:
        made = small_button(sign, what)
        made.setParent(self)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self._show(self._at + by))
        return made

    def beside(self) -> Sequence[QWidget]:
        return self._earlier, self._count, self._later

    def offer(self, recordings: Sequence[Recording]) -> None:
        """Show what may be recovered; with nothing there is no bar."""
        self._recordings = tuple(recordings)
        self._show(self._at)

    def _show(self, at: int) -> None:
        self._asks = False
        if not self._recordings:
            self._at = 0
            self.clear()
            return
        last = len(self._recordings) - 1
        self._at = min(max(at, 0), last)
        self._count.setText(f"{self._at + 1} of {last + 1}")
        for each in self.beside():
            each.setVisible(last > 0)
        self._earlier.setEnabled(self._at > 0)
        self._later.setEnabled(self._at < last)
        recording = self._recordings[self._at]
        deed = "Recover" if recording.fits else "Open as a copy"
        offers: list[Offer] = [("Later", self.clear), ("Discard…", self._ask)]
        if recording.document is not None:
            offers.insert(0, (deed, lambda: self.recover.emit(recording)))
        found, trouble = sentences(recording, datetime.now().astimezone())
        self.say(" ".join((found, *trouble)), offers, gap=bool(trouble), hint=recording.header.path)

    def _ask(self) -> None:
        """Discarding cannot be undone, so it is asked once, in the bar itself."""
        recording = self._recordings[self._at]
        self._asks = True
        for each in self.beside():
            each.hide()
        offers = [("Discard", self._discard), ("Keep", lambda: self._show(self._at))]
        what = plural(recording.count, "change") if recording.count else "this document"
        self.say(f"Discard {what}? {_called(recording)} cannot be recovered then.", offers, gap=True,
                 hint=recording.header.path)  # fmt: skip

    def _discard(self) -> None:
        recording = self._recordings[self._at]
        self.offer([each for each in self._recordings if each is not recording])
        self.discard.emit(recording)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._asks:
            self._show(self._at)
        else:
            super().keyPressEvent(event)


def sentences(recording: Recording, now: datetime) -> tuple[str, tuple[str, ...]]:
    """What was found, in a sentence, and what is wrong with it in others."""
    made = f"{plural(recording.count, 'change')}{' after the last save' if recording.path else ''}, "
    found = f"{_called(recording)}: {made if recording.count else ''}{when(recording.when, now)}."
    trouble = []
    if not recording.whole and recording.count:
        trouble.append(f"{recording.count:,} of the changes could be read; the end is damaged.")
    lost = len(recording.changes) - len(recording.replayed)
    if recording.document is None:
        trouble.append("Nothing of it can be recovered.")
    elif recording.start is None:
        trouble.append("The version before the changes is missing; what they hold can be opened as a copy.")
    else:
        if lost:
            trouble.append(f"The last {plural(lost, 'change does', 'changes do')} not fit and will be left out.")
        if not recording.fits:
            gone = recording.path is not None and not recording.path.exists()
            trouble.append(f"The file was {'removed' if gone else 'changed'} since; it can be opened as a copy.")
    return found, tuple(trouble)


def _called(recording: Recording) -> str:
    if recording.path is not None:
        return one_line(recording.path.stem, 60) + recording.path.suffix
    engagement = recording.document.engagement if recording.document is not None else None
    name = one_line(engagement.client or engagement.title) if engagement is not None else ""
    return f"A document that was never saved ({name})" if name else "A document that was never saved"
