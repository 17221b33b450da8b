"""Earlier versions of a file: when each was kept, what changed since, and the ways back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from vsmstudio.gui.dialogs.parts import Sentences, button, foot, in_bytes, page
from vsmstudio.gui.dialogs.times import ago, when
from vsmstudio.gui.panels.widgets import breakable, label, tip
from vsmstudio.model.difference import in_words
from vsmstudio.model.document import Document
from vsmstudio.model.words import capitalised, one_line
from vsmstudio.storage import versions
from vsmstudio.storage.encode import encode, version_name
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.versions import Version

EMPTY = "There is none yet: every save keeps the version before it here."
AS_NOW = "as it is now"
_SOON = 60  # milliseconds, so that running through the list with the arrow keys stays smooth
_MOST = 40  # sentences


class VersionsDialog(QDialog):
    """After it closed, `choice` is "open", "restore" or None, for `version` with its document `chosen`."""

    def __init__(self, parent: QWidget | None, path: Path, document: Document) -> None:
        super().__init__(parent)
        self.choice: str | None = None
        self.chosen: Document | None = None
        self.version: Version | None = None
        self._document = document
        self._versions = versions.kept(path)
        self._found: Document | None = None
        self._now = ""
        self.setWindowTitle("Earlier versions")
        self.resize(880, 480)
        self._column = page(self)
        self._heading = label(f"Earlier versions of {one_line(path.name, 80)}", "engagement", wrap=True)
        self._heading.setToolTip(tip(str(path)))
        self.list = self._listed()
        self.about = label(name="strong", wrap=True)
        self.words = label(name="sentence", wrap=True)
        self.changes = Sentences("What changed since this version")
        self.copy = button("Open as a copy", lambda: self._choose("open"))
        self.restore = button("Restore", lambda: self._choose("restore"), primary=True)
        close = button("Close", self.reject)
        self._assemble(foot(self.copy, self.restore, close))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        self.list.currentItemChanged.connect(self._wait)
        self._wait()
        if self._versions:
            QTimer.singleShot(0, self, self._mark_equal)
            self.list.setCurrentIndex(self.list.model().index(0, 0))
            self.list.setFocus()
        else:
            close.setFocus()

    def _assemble(self, buttons: QHBoxLayout) -> None:
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(self.about)
        side.addWidget(self.words)
        side.addWidget(self.changes, 1)
        side.addStretch(0)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self.list, 3)
        middle.addLayout(side, 2)
        column = self._column
        column.addWidget(self._heading)
        if self._versions:
            self.setMinimumSize(640, 340)
            column.addLayout(middle, 1)
            column.addWidget(label("Restoring is one step that can be undone. A copy leaves this document as it is.",
                                   "quiet", wrap=True))  # fmt: skip
        else:
            column.addWidget(label(EMPTY, "sentence", wrap=True))
            column.addStretch(1)
            self.copy.hide()
            self.restore.hide()
            self.resize(480, 150)
        column.addLayout(buttons)

    def _listed(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setObjectName("versions")
        made.setAccessibleName("Kept versions, the latest first")
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setHeaderLabels(["Kept", "How long ago", "Size", ""])
        made.headerItem().setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        now = datetime.now().astimezone()
        for version in self._versions:
            cells = [capitalised(when(version.when, now)), ago(version.when, now), in_bytes(version.size), ""]
            item = QTreeWidgetItem(made, cells)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header = made.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        for section in range(3):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        made.setVisible(bool(self._versions))
        return made

    def _mark_equal(self) -> None:
        """Mark each version that is the document as it is now."""
        self._now = version_name(encode(self._document))
        for index, version in enumerate(self._versions):
            if version.name == self._now:
                self._remark(index, AS_NOW)

    def _remark(self, index: int, words: str) -> None:
        item = self.list.topLevelItem(index)
        if item is not None:
            item.setText(3, words)

    # --- the one that is looked at ------------------------------------------------------------------------------------

    def _at(self) -> int:
        return self.list.currentIndex().row()

    def _wait(self, *_: object) -> None:
        """Another row: nothing can be done with it before it was read."""
        self._found = None
        self._say("", "")
        self.copy.setEnabled(False)
        self.restore.setEnabled(False)
        if self._at() >= 0:
            self._soon.start(_SOON)

    def _look(self) -> None:
        """Read the version, then compare it: one after the other, so that neither keeps the window waiting for both."""
        if self._found is not None:
            self._compare(self._found)
            return
        version = self._versions[self._at()]
        try:
            self._found = version.load()
        except BadFile as error:
            why = str(error).replace(str(version.file), "The kept file", 1)
            self._remark(self._at(), "cannot be read")
            self._say("This version cannot be read", f"{why} Choose another one.")
            return
        self.copy.setEnabled(True)
        self._soon.start(0)

    def _compare(self, found: Document) -> None:
        if found == self._document:
            self._say("The document as it is now", "Nothing changed since this version.")
            return
        self.restore.setEnabled(True)
        sentences = in_words(found, self._document, most=_MOST)
        self._say("What changed since then", "" if sentences else "Only what people do not see.", sentences)

    def _say(self, about: str, words: str, sentences: tuple[str, ...] = ()) -> None:
        self.about.setText(about)
        self.words.setText(breakable(words))
        self.words.setVisible(bool(words))
        self.changes.show_sentences(sentences)
        self.changes.setVisible(bool(sentences))

    def _choose(self, choice: str) -> None:
        self.choice, self.chosen, self.version = choice, self._found, self._versions[self._at()]
        self.accept()
