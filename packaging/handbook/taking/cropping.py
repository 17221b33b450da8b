"""Where on the screen a picture is cut out: around things of the map, or the upper part of a widget."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtWidgets import QWidget
from taking.camera import whereabouts
from taking.stage import Stage


def around(stage: Stage, *names: str, grown: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QRect:
    """What these things of the map cover, grown by pixels to the left, above, to the right and below."""
    view = stage.window.view
    area = QRectF()
    for name in names:
        held = view.canvas.area_of(stage.id_of(name))
        assert held is not None, f"{name} is not on this map"
        area = area.united(QRectF(*held))
    return _seen(stage, area, grown)


def on_map(stage: Stage, margin: int = 16) -> QRect:
    """All that is drawn on the map, as far as it is in view."""
    return _seen(stage, QRectF(*stage.window.view.canvas.area), (margin,) * 4)


def upper(widget: QWidget, height: int, grown: int = 0) -> QRect:
    """The upper part of a widget, so high."""
    place = whereabouts(widget)
    place.setHeight(min(height, place.height()))
    return place.adjusted(-grown, -grown, grown, grown)


def _seen(stage: Stage, area: QRectF, grown: tuple[int, ...]) -> QRect:
    view = stage.window.view
    seen = view.viewportTransform().mapRect(area).toAlignedRect()
    seen.moveTopLeft(view.viewport().mapToGlobal(seen.topLeft()))
    left, above, right, below = grown
    return seen.adjusted(-left, -above, right, below).intersected(whereabouts(view.viewport()))
