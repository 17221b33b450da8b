"""Shows what was wrong with a file, and offers what could be kept of it as a copy."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from vsmstudio.export.tables.words import plural
from vsmstudio.gui.dialogs.counts import counted, listed
from vsmstudio.gui.dialogs.parts import Sentences, button, foot, page
from vsmstudio.gui.panels.widgets import label, tip
from vsmstudio.model.document import Document
from vsmstudio.model.words import one_line
from vsmstudio.storage.repair import Repaired

UNTOUCHED = "The file itself was not touched."
_THEN = "Look through the copy, then save it under a name of its own."
_UNSAID = {"placement", "engagement", "unknown"}  # kinds that are not counted for people


class RepairDialog(QDialog):
    """After it closed, `wanted` says whether the repaired copy is to be opened."""

    def __init__(self, parent: QWidget | None, path: Path, repaired: Repaired) -> None:
        super().__init__(parent)
        self.wanted = False
        self._done = repaired.done
        name = one_line(path.name, 80)
        self.setWindowTitle("Check and repair")
        column = page(self)
        heading = label(
            f"{name} was damaged" if self._done else f"Nothing was wrong with {name}", "engagement", wrap=True
        )
        heading.setToolTip(tip(str(path)))
        self._heading = f"{path.name}: {plural(len(self._done), 'thing')} found and mended"
        self.kept = label(kept(repaired.document, bool(self._done)), "sentence", wrap=True)
        self.list = Sentences("What was found and done", framed=True)
        column.addWidget(heading)
        column.addWidget(self.kept)
        self.copied = label(name="saved")
        self.copied.setProperty("state", "saved")
        self.open_button = button("Open the repaired copy", self._open, primary=True)
        self.copy = button("Copy the list", self._copy)
        close = button("Close", self.reject)
        if self._done:
            self.list.show_sentences(self._done)
            column.addWidget(label("What was found and done", "strong"))
            column.addWidget(self.list, 1)
            column.addWidget(label(f"{UNTOUCHED} {_THEN}", "quiet", wrap=True))
            self.open_button.setDefault(True)
            self.setMinimumSize(520, 320)
            self.resize(680, 460)
        else:
            column.addWidget(label("It can be opened as it is.", "sentence", wrap=True))
            column.addStretch(1)
            self.open_button.hide()
            self.copy.hide()
            close.setDefault(True)
            self.resize(520, 180)
        column.addLayout(foot(self.open_button, self.copy, close, before=self.copied))
        (self.open_button if self._done else close).setFocus()

    def _open(self) -> None:
        self.wanted = True
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join((self._heading, *(f"- {each}" for each in self._done))) + "\n")
        self.copied.setText("Copied")


def kept(document: Document, repaired: bool) -> str:
    """What a document holds, in one sentence."""
    found = Counter(each.type for each in document.records.values() if each.type not in _UNSAID)
    verb = "could be kept" if repaired else "are in it"
    return f"{listed(counted(found))} {verb}." if found else f"No steps, services or people {verb}."
