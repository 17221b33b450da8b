"""Tells Qt once what stands for a canvas to screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface

from vsmstudio.gui.access.canvas import CanvasAccess, Telling

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_views: WeakValueDictionary[int, CanvasView] = WeakValueDictionary()
_held: dict[int, CanvasAccess] = {}
_installed: list[object] = []
_all: list[CanvasAccess] = []  # kept for good, as Qt knows them by their address alone


def _factory(_: str, thing: QObject) -> QAccessibleInterface | None:
    """What stands for a canvas; Qt's own answer for everything else."""
    view = _views.get(id(thing))
    if view is None or view is not thing:
        return None
    held = _held.get(id(thing))
    if held is None or held.view is not view:
        held = _held[id(thing)] = CanvasAccess(view)
        _all.append(held)
    return held


def open_to_readers(view: CanvasView) -> None:
    """Let screen readers read a canvas from now on."""
    if not _installed:
        _installed.append(_factory)  # one for the whole program: Qt knows it by its address alone, too
        QAccessible.installFactory(_factory)
    _views[id(view)] = view
    Telling(view)
