"""Records as chips beside one another, each with what takes it away, and at the end a field that adds one by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from vsmstudio.gui.look import sized
from vsmstudio.gui.panels.reference import New, Option, ReferenceField
from vsmstudio.gui.panels.tile_grid import Flowing
from vsmstudio.gui.panels.widgets import clear, label, row, tip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id

Held = Sequence[Option]
SetTo = Callable[[Document, Sequence[Id | New]], Change]


class _Tight(Flowing):
    GAP, BELOW = 6, 6


class Chips(QWidget):
    """Some records, added by typing their names and taken away by ×.

    `offers` gives what can be named, `set_to` the change that makes just these the ones that are held; a `New` among them is
    the name of a record that is to be made. Where nothing is held the field says `hint`.
    """

    def __init__(
        self, workspace: Workspace, name: str, offers: Callable[[], list[Option]], set_to: SetTo, hint: str, what: str,
        makes: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        self.workspace, self._name, self._set_to = workspace, name, set_to
        self.keys: tuple[Id, ...] = ()
        self._shown: tuple[Option, ...] = ()
        self.setAccessibleName(name)
        self.field = ReferenceField("", self._add, offers, self._name_of, what, hint, makes=makes)
        self.field.editor.setAccessibleName(f"{name}: add")
        self.field.setFixedWidth(sized(200))
        self._line = _Tight()
        self._line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._line)
        self._line.addWidget(self.field)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_records(self, held: Held) -> None:
        """Show these records, each with its name."""
        self.keys = tuple(each.key for each in held)
        if tuple(held) == self._shown:
            return
        self._shown = tuple(held)
        self._line.removeWidget(self.field)
        clear(self._line)
        for each in held:
            self._line.addWidget(self._chip(each))
        self._line.addWidget(self.field)
        self.field.show()
        self.updateGeometry()

    def _name_of(self, key: Id) -> str:
        return self.workspace.document.name(key)

    def _chip(self, held: Option) -> QWidget:
        made = QWidget()
        made.setObjectName("chip")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        name = label(held.name if len(held.name) <= 40 else held.name[:39] + "…")
        made.setToolTip(tip(", ".join(part for part in (held.name, held.detail) if part)))
        away = QToolButton()
        away.setText("×")
        away.setAccessibleName(f"{self._name}: take {held.name} away")
        away.setToolTip(tip(f"Take {held.name} away"))
        away.clicked.connect(lambda: self._take(held.key))
        line = row(name, away, spacing=2)
        line.setContentsMargins(10, 4, 4, 4)
        made.setLayout(line)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.setMinimumHeight(self.field.sizeHint().height())  # they stand on one line with what is typed
        return made

    def _add(self, value: Id | New | None) -> str:
        self.field.value = None
        if value is None or value in self.keys:
            self.field.show_value(None)
            return ""
        keys = (*self.keys, value)
        self.workspace.do(lambda document: self._set_to(document, keys))
        self.field.show_value(None)
        return ""

    def _take(self, key: Id) -> None:
        keys = tuple(each for each in self.keys if each != key)
        self.field.editor.setFocus()
        self.workspace.do(lambda document: self._set_to(document, keys))

    def sizeHint(self) -> QSize:
        return QSize(300, sized(30))
