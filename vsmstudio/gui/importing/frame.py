"""The frame of the import assistant: where files, page, result and buttons stand. What they do is the dialog's."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.dialogs.parts import button, foot, page
from vsmstudio.gui.file_drops import files_of
from vsmstudio.gui.importing.files import FileBar, FileList
from vsmstudio.gui.importing.result_pane import ResultPane
from vsmstudio.gui.importing.target_choice import TargetChoice
from vsmstudio.gui.panels.widgets import Elided, label, tab_after
from vsmstudio.model.document import Document

EMPTY = "Choose the files to import, or drop them here."
ACCEPTED = (
    "Tables of steps, services, people, costs or customers (CSV, Excel), ArchiMate models, draw.io drawings, and event logs "
    "(CSV, XES)."
)


class Frame(QDialog):
    """`choosing`: ask for more files; `dropped`: these were dropped."""

    choosing = Signal()
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None, document: Document) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import")
        self.setAcceptDrops(True)
        self.bar, self.list = FileBar(), FileList()
        self.bar.adding.connect(self.choosing)
        self.pages = QStackedWidget()
        self.empty = self._empty()
        self.words = label(name="gapText", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.words)
        self.pane = ResultPane()
        self.target = TargetChoice(document)
        self.where = label("&Put it into", "fieldLabel")
        self.where.setBuddy(self.target)
        self.status = Elided("", "quiet")
        self.progress = QProgressBar()
        self.progress.setObjectName("importing")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(look.sized(140))
        self.progress.setAccessibleName("How far reading is")
        self.import_button = button("Import", self.accept, primary=True)
        self.import_button.setDefault(True)
        self.cancel_button = button("Cancel", self.reject)
        column = page(self)
        column.addWidget(self._middle(), 1)
        column.addLayout(foot(self.import_button, self.cancel_button, before=self._foot()))
        self.resize(self._fitting())

    def _middle(self) -> QSplitter:
        """Files and page above, what comes of them below."""
        right, top = QWidget(), QWidget()
        over = QVBoxLayout(right)
        over.setContentsMargins(0, 0, 0, 0)
        over.setSpacing(10)
        over.addWidget(self.bar)
        over.addWidget(self.pages, 1)
        across = QHBoxLayout(top)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addWidget(self.list)
        across.addWidget(right, 1)
        made = QSplitter(Qt.Orientation.Vertical)
        made.setObjectName("quietSplitter")
        made.setHandleWidth(13)
        made.setChildrenCollapsible(False)
        made.addWidget(top)
        made.addWidget(self.pane)
        made.setStretchFactor(0, 1)
        made.setSizes([430, 220])
        return made

    def _foot(self) -> QWidget:
        """Where it goes, and what is being done."""
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.where)
        line.addWidget(self.target)
        line.addSpacing(8)
        line.addWidget(self.progress)
        line.addWidget(self.status, 1)
        return made

    def _empty(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.addStretch(1)
        for words, name in ((EMPTY, "engagement"), (ACCEPTED, "sentence")):
            each = label(words, name, wrap=True)
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(each)
        row = QHBoxLayout()
        row.addStretch(1)
        self.choose_button = button("&Choose files…", self.choosing.emit)
        row.addWidget(self.choose_button)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(2)
        made.setFocusProxy(self.choose_button)
        return made

    def tab_through(self, made: QWidget) -> None:
        """Let Tab reach what stands below after a page, which is made later."""
        last, each = None, self.list.nextInFocusChain()
        while each is not None and each is not self.list:
            if made.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                last = each
            each = each.nextInFocusChain()
        if last is not None:
            tab_after(last, self.pane, self.target, self.import_button, self.cancel_button)

    def _fitting(self) -> QSize:
        """As large as there is room for, and no larger than is of use."""
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(min(look.sized(720), room.width()), min(look.sized(520), room.height()))
        return QSize(min(look.sized(1120), room.width() - 40), min(look.sized(780), room.height() - 60))

    # --- drops --------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := files_of(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(paths)
