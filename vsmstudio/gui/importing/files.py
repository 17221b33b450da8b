"""The files of an import: the list where there are several, and over the page the one that is shown."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.dialogs.parts import button
from vsmstudio.gui.importing.kinds import WORDS
from vsmstudio.gui.importing.lines import Line, LineList
from vsmstudio.gui.importing.sources import Source, Sources, may_be
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.gui.panels.widgets import Elided, label, ltr, tip
from vsmstudio.model.words import one_line

_WIDE = 210  # pixels


class FileList(LineList):
    """All files with what each was taken for. `chosen`: show this one; `removing`: leave it out."""

    chosen = Signal(int)
    removing = Signal()

    def __init__(self) -> None:
        super().__init__("Files to import. Delete leaves one out.")
        self.setFixedWidth(look.sized(_WIDE))
        self.selectionModel().currentChanged.connect(self._choose)
        self._showing = False

    @property
    def at(self) -> int:
        return max(0, self.currentIndex().row())

    def show_sources(self, sources: Sources, at: int) -> None:
        """List these, with the one at this place chosen."""
        self._showing = True
        self.items.show_lines([_line(sources, each) for each in sources.held])
        if sources.held:
            self.setCurrentIndex(self.items.index(min(max(at, 0), len(sources.held) - 1)))
        self._showing = False

    def _choose(self, index: QModelIndex) -> None:
        if not self._showing and index.isValid():
            self.chosen.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removing.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # Enter imports
        else:
            super().keyPressEvent(event)


def _line(sources: Sources, source: Source) -> Line:
    problem, page = sources.problem(source), sources.page(source)
    words = "Reading…" if page is not None and page.busy else WORDS.get(source.kind, "")
    return Line(source.path.name, "Cannot be read" if problem else words, gap=bool(problem), about=source)


class FileBar(QWidget):
    """The file that is shown and what it is read as. `taken`: as another kind; `adding` more files; `removing` this one."""

    taken = Signal(str)
    adding = Signal()
    removing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = Elided("", "engagement")
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.kind = Choice([(key, words) for key, words in WORDS.items()], "What this file is read as")
        self.kind.setMinimumContentsLength(14)
        self.kind.activated.connect(lambda _: self.taken.emit(str(self.kind.value)))
        read_as = label("&Read as", "fieldLabel")
        read_as.setBuddy(self.kind)
        self._read_as = read_as
        self.add = button("&Add files…", self.adding.emit)
        self.remove = button("Leave &out", self.removing.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in (self.name, read_as, self.kind, self.remove, self.add):
            row.addWidget(each, 1 if each is self.name else 0)

    def show_source(self, source: Source, several: bool) -> None:
        self.name.show_words(ltr(one_line(source.path.name, 200)))
        self.name.setToolTip(tip(str(source.path)))
        kinds = may_be(source.kind)
        self.kind.setVisible(bool(kinds))
        self._read_as.setVisible(bool(kinds))
        self.kind.show_value(source.kind)
        self.remove.setVisible(several)
