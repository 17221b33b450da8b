"""What is selected, with every field of it; with nothing selected, the map in view, its stream and the engagement."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.panels.forms import FORMS
from vsmstudio.gui.panels.pages import ManyPage, Page, RecordPage, SettingsPage
from vsmstudio.gui.panels.touchpoints import Touchpoints
from vsmstudio.gui.panels.widgets import Panel, Scroll, column
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Audience

WIDTH = 300


class Inspector(Panel):
    """The right panel. One page for each kind of record, made when it is first needed and then kept in step.

    `leaving`: Esc was pressed where it had nothing to take back.
    """

    leaving = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Inspector")
        self._pages: dict[object, Page] = {}
        self.page: Page | None = None
        self._keys: tuple[Id, ...] = ()
        self._holder = QWidget()
        self._column = column(margins=(14, 14, 14, 14))
        self._column.addStretch(1)
        self._holder.setLayout(self._column)
        self.view = Scroll(self._holder)
        self.setLayout(column(self.view))
        self.setMinimumWidth(240)
        for signal in (workspace.selected, workspace.mapped, workspace.replaced):
            signal.connect(self._look_elsewhere)
        workspace.changed.connect(self.refresh_if_seen)
        workspace.figured.connect(self.refresh_if_seen)
        workspace.simulating.changed.connect(self.refresh_if_seen)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 600)

    def _look_elsewhere(self) -> None:
        if self.page is not None and self.workspace.selection != self._keys:
            self.page.settle()
        self.refresh_if_seen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leaving.emit()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        keys = self.workspace.selection
        page = self._page_for(keys)
        if page is not self.page:
            if self.page is not None:
                self.page.hide()
            self.page = page
            page.show()
        if keys != self._keys:
            self._keys = keys
            self.view.verticalScrollBar().setValue(0)
        page.show_records(keys)

    def edit_name(self) -> None:
        """Let the name of what is shown be typed over; of the map, where nothing is selected."""
        editor = self.page.name_editor() if self.page is not None and self.isVisible() else None
        if editor is not None:
            editor.setFocus()
            editor.selectAll()

    def edit_rating(self, audience: Audience) -> None:
        """Let the rating of the step that is shown be typed over."""
        page = self.page if self.isVisible() else None
        for each in page.findChildren(Touchpoints) if page is not None else ():
            bar = each.touches[audience].bar
            self.view.ensureWidgetVisible(each, 0, 20)
            bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, field: str) -> None:
        """The keyboard goes to a field of the one record that is shown, or to what adds to the section of that caption."""
        self.show()
        self.refresh_if_seen()
        editor = self.page.begin(field) if isinstance(self.page, RecordPage) else None
        if editor is not None:
            self.view.ensureWidgetVisible(editor, 0, 40)
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page_for(self, keys: Sequence[Id]) -> Page:
        kind: object = "nothing" if not keys else "many"
        if len(keys) == 1:
            held = type(self.workspace.document.records[keys[0]])
            kind = held if held in FORMS else "nothing"
        if kind not in self._pages:
            page = self._make(kind)
            self._pages[kind] = page
            self._column.insertWidget(0, page)
        return self._pages[kind]

    def _make(self, kind: object) -> Page:
        if kind == "nothing":
            return SettingsPage(self.workspace)
        return RecordPage(self.workspace, kind) if isinstance(kind, type) else ManyPage(self.workspace)
