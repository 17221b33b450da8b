"""How everything looks now: the theme that is on, and how large words are.

The application holds both (`THEME` and `LARGER` among its properties), so that whatever paints by itself asks here, when it
paints, and nothing need be told.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from vsmstudio.notation.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QRect, QRectF
    from PySide6.QtGui import QPainter

    from vsmstudio.gui.painter import Painter
    from vsmstudio.gui.settings import ThemeChoice

THEME, LARGER = "vsm_theme", "vsm_larger"
FOR_A_ROOM = 1.35  # times the usual size of words, while a room reads along


def theme_name() -> str:
    """Which theme is on: `light`, `dark` or `contrast`."""
    app = QCoreApplication.instance()
    held = app.property(THEME) if app is not None else None
    return str(held) if held in THEMES else "light"


def theme() -> Mapping[str, str]:
    """The colour of every role now."""
    return THEMES[theme_name()]


def color(role: str) -> QColor:
    """A role's colour now."""
    return _colors(theme_name())[role]


def painter() -> Painter:
    """What paints shapes in the colours of now."""
    return _painter(theme_name())


def larger() -> float:
    """How much larger than usual words are; 1 unless a room reads along."""
    app = QCoreApplication.instance()
    held = app.property(LARGER) if app is not None else None
    return float(held) if held else 1.0


def fill_selected(painter: QPainter, area: QRectF | QRect) -> None:
    """The ground of a selected row. Where a fill cannot tell it from the others, lines above and below do."""
    from PySide6.QtCore import QRectF

    held, area = theme(), QRectF(area)
    painter.fillRect(area, color("accent_soft"))
    if held["accent_soft"] == held["sheet"]:
        painter.fillRect(QRectF(area.x(), area.y(), area.width(), 2), color("accent"))
        painter.fillRect(QRectF(area.x(), area.bottom() - 2, area.width(), 2), color("accent"))


def sized(pixels: float) -> int:
    """How many pixels something takes that holds words, as large as they are now."""
    return round(pixels * larger())


@cache
def _colors(name: str) -> Mapping[str, QColor]:
    return {role: QColor(value) for role, value in THEMES[name].items()}


@cache
def _painter(name: str) -> Painter:
    from vsmstudio.gui.painter import Painter

    return Painter(THEMES[name])


def resolved(choice: ThemeChoice) -> str:
    """The theme that a choice means now. `system`: as the computer is set; light where it does not say."""
    if choice != "system":
        return choice
    from PySide6.QtCore import Qt  # its many names take longer than the rest of the start page
    from PySide6.QtGui import QGuiApplication

    return "dark" if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"
