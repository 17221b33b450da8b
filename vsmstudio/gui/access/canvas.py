"""The canvas as screen readers see it: a list of everything on the map, in the order of the flow.

Nothing is made before it is asked for, so that thousands of steps cost nothing to whoever looks at them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr

from vsmstudio.export.spoken import findings_about, map_sentence, sentence
from vsmstudio.gui.access.order import in_flow_order
from vsmstudio.model.ids import Id

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_PRESS, _FOCUS, _MENU = (
    QAccessibleActionInterface.pressAction(),
    QAccessibleActionInterface.setFocusAction(),
    QAccessibleActionInterface.showMenuAction(),
)
_NOTHING = VoidPtr(0)  # for what a thing is not: None would come to Qt as an address, and crash it
_USE = "Arrow keys go to the next thing, Enter adds a step, F2 renames, F6 goes to the next part of the window"


class ThingActions(QAccessibleActionInterface):
    """What can be done with one thing on the map."""

    def __init__(self, canvas: CanvasAccess, key: Id) -> None:
        super().__init__()
        self._canvas, self._key = canvas, key

    def actionNames(self) -> list[str]:
        return [_PRESS, _FOCUS, _MENU]

    def doAction(self, actionName: str) -> None:
        view = self._canvas.view
        view.workspace.select([self._key])
        view.reveal(self._key)
        view.setFocus()
        if actionName == _MENU:
            view.asked_menu.emit(self._canvas.area(self._key).center())

    def keyBindingsForAction(self, actionName: str) -> list[str]:
        return []


class Thing(QAccessibleInterface):
    """One thing on the map: a step, a connection, a service, a note. It is asked for its words each time."""

    def __init__(self, canvas: CanvasAccess, key: Id) -> None:
        super().__init__()
        self.canvas, self.key = canvas, key
        self._actions = ThingActions(canvas, key)

    def isValid(self) -> bool:
        return self.canvas.holds(self.key)

    def object(self) -> Any:  # None, as nothing on the map is an object of Qt's
        return None

    def window(self) -> Any:
        return self.canvas.window()

    def parent(self) -> QAccessibleInterface:
        return self.canvas

    def childAt(self, x: int, y: int) -> Any:
        return None

    def child(self, index: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        return -1

    def text(self, t: QAccessible.Text) -> str:
        workspace = self.canvas.view.workspace
        if t == QAccessible.Text.Name:
            return sentence(workspace.document, workspace.analysis, self.key)
        return findings_about(workspace.analysis, self.key) if t == QAccessible.Text.Description else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Names are typed on the canvas."""

    def rect(self) -> QRect:
        return self.canvas.area(self.key)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        view = self.canvas.view
        chosen = view.workspace.selection
        state.focusable = state.selectable = state.multiSelectable = True
        state.selected = self.key in chosen
        state.focused = bool(chosen) and chosen[0] == self.key and view.hasFocus()
        state.offscreen = not self.rect().intersects(self.canvas.rect())
        state.invalid = not self.isValid()
        return state

    def interface_cast(self, type: QAccessible.InterfaceType) -> Any:
        return self._actions if type == QAccessible.InterfaceType.ActionInterface else _NOTHING


class CanvasAccess(QAccessibleWidget):
    """The list of what is on the map in view."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view, QAccessible.Role.List, "Map")
        self.view = view
        self._things: dict[Id, Thing] = {}  # kept for good, as others hold them by their address
        self._of: tuple[object, ...] = ()
        self._order: tuple[Id, ...] = ()
        self._places: dict[Id, int] = {}

    def order(self) -> tuple[Id, ...]:
        """The ids of everything drawn, as they are read."""
        workspace, canvas = self.view.workspace, self.view.canvas
        of = (workspace.document, workspace.map_id, canvas.layers)
        if len(of) != len(self._of) or any(a is not b for a, b in zip(of, self._of, strict=True)):
            self._of = of
            self._order = in_flow_order(workspace.document, workspace.map_id, canvas.item_of)
            self._places = {key: at for at, key in enumerate(self._order)}
        return self._order

    def place_of(self, key: Id) -> int:
        """The place of a thing in the list; -1 where it is not drawn."""
        self.order()
        return self._places.get(key, -1)

    def holds(self, key: Id) -> bool:
        return self.place_of(key) >= 0

    def thing(self, key: Id) -> Thing:
        """What stands for a record, the same each time."""
        if key not in self._things:
            self._things[key] = Thing(self, key)
        return self._things[key]

    def area(self, key: Id) -> QRect:
        """Where a thing is on the screen."""
        area = self.view.canvas.area_of(key)
        if area is None:
            return QRect()
        a = self.view.mapFromScene(area.x, area.y)
        b = self.view.mapFromScene(area.right, area.bottom)
        corner = self.view.viewport().mapToGlobal(a)
        return QRect(corner, corner + (b - a))

    # --- what is asked ------------------------------------------------------------------------------------------------

    def text(self, t: QAccessible.Text) -> str:
        workspace = self.view.workspace
        if t == QAccessible.Text.Name:
            return map_sentence(workspace.document, workspace.analysis, workspace.map_id)
        return _USE if t == QAccessible.Text.Description else ""

    def childCount(self) -> int:
        return len(self.order())

    def child(self, index: int) -> Any:
        order = self.order()
        return self.thing(order[index]) if 0 <= index < len(order) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self.place_of(child.key) if isinstance(child, Thing) else -1

    def childAt(self, x: int, y: int) -> Any:
        at = self.view.viewport().mapFromGlobal(QPoint(x, y))
        hit = self.view.canvas.hit(self.view.mapToScene(at))
        return self.thing(hit.element.id) if hit is not None and self.holds(hit.element.id) else None

    def focusChild(self) -> Any:
        chosen = self.view.workspace.selection
        return self.thing(chosen[0]) if chosen and self.view.hasFocus() and self.holds(chosen[0]) else None

    def state(self) -> QAccessible.State:
        state = super().state()
        state.focusable = state.multiSelectable = state.extSelectable = True
        return state


class Telling(QObject):
    """Tells screen readers what happens on the canvas. Silent and free while none listens."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._told: tuple[Id, ...] = ()
        workspace = view.workspace
        workspace.selected.connect(self._selected)
        workspace.changed.connect(self._changed)
        for signal in (workspace.mapped, workspace.replaced):
            signal.connect(lambda: self._tell(QAccessible.Event.NameChanged))

    def _access(self) -> CanvasAccess | None:
        if not QAccessible.isActive():
            return None
        held = QAccessible.queryAccessibleInterface(self._view)
        return held if isinstance(held, CanvasAccess) else None

    def _tell(self, event: QAccessible.Event, key: Id = "") -> None:
        access = self._access()
        place = access.place_of(key) if access is not None and key else -1
        if access is None or (key and place < 0):
            return
        told = QAccessibleEvent(self._view, event)
        if key:
            told.setChild(place)
        QAccessible.updateAccessibility(told)

    def _selected(self) -> None:
        chosen = self._view.workspace.selection
        for key in [key for key in chosen if key not in self._told][:1]:
            self._tell(QAccessible.Event.Selection, key)
            if self._view.hasFocus():
                self._tell(QAccessible.Event.Focus, key)
        self._told = chosen

    def _changed(self) -> None:
        self._tell(QAccessible.Event.ObjectReorder)
        for key in self._view.workspace.selection[:1]:
            self._tell(QAccessible.Event.NameChanged, key)
            self._tell(QAccessible.Event.DescriptionChanged, key)
