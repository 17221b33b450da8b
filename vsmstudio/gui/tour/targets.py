"""What in the window each station of the tour points at, and how that is brought into view. Places are the window's pixels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QWidget

from vsmstudio.gui.canvas.naming import Hint
from vsmstudio.gui.overview.stage import MAP as STAGE
from vsmstudio.gui.tour.now import BEFORE, MAP, Now
from vsmstudio.notation.sizes import STEP_PITCH, STEP_WIDTH

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

_INSIDE = 16  # pixels that the frame around the whole map keeps from its edge
_FINDINGS, _FIGURES = 0, 2  # tabs of the lower panel
_LEAST = 12  # pixels of a thing that must be seen, for it to be pointed at


def _widget(window: MainWindow, widget: QWidget, part: QRect | None = None) -> list[QRect]:
    """The part of a widget that can be seen; none where it is hidden, or scrolled out of view."""
    if not widget.isVisible():
        return []
    whole = widget.rect() if part is None else part
    seen = widget.visibleRegion().boundingRect().intersected(whole)
    if seen.width() < _LEAST or seen.height() < _LEAST:
        return []
    return [QRect(widget.mapTo(window, seen.topLeft()), seen.size())]


def _scene(window: MainWindow, x: float, y: float, width: float, height: float) -> list[QRect]:
    view = window.view
    corner, other = view.mapFromScene(x, y), view.mapFromScene(x + width, y + height)
    if not (window.stage.on_map and window.workspace.map_id == MAP):
        return []
    return _widget(window, view.viewport(), QRect(corner, other).normalized())


def _step(now: Now) -> list[QRect]:
    area = now.window.view.canvas.area_of(now.step.id) if now.step is not None else None
    return _scene(now.window, area.x - 6, area.y - 6, area.width + 12, area.height + 12) if area is not None else []


def _canvas(now: Now) -> list[QRect]:
    view = now.window.view.viewport()
    return _widget(now.window, view, view.rect().adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE))


def _line(now: Now) -> list[QRect]:
    """The line after the step that another is to follow, with the tile that is dragged there; the new step once it is there."""
    window = now.window
    if now.added is not None:
        return _step(now)
    area = window.view.canvas.area_of(BEFORE)
    if area is None:
        return []
    line = _scene(window, area.right + 9, area.center[1] - 20, STEP_PITCH - STEP_WIDTH - 18, 40)
    return _with(line, window.library.tiles.tiles["step"], window)


def _with(places: list[QRect], source: QWidget, window: MainWindow) -> list[QRect]:
    """Where something is dragged to, where that is seen, and where from."""
    return [*places, *_widget(window, source)] if places else []


def _tab(window: MainWindow, at: int) -> list[QRect]:
    tabs = window.panels.tabBar()
    return _widget(window, tabs, tabs.tabRect(at))


def _figure(now: Now) -> list[QRect]:
    window = now.window
    if window.panels.currentIndex() != _FIGURES:
        return _tab(window, _FIGURES)
    return _widget(window, window.figures.tiles["lead_time"])


def _finding(now: Now) -> list[QRect]:
    window = now.window
    if window.panels.currentIndex() != _FINDINGS:
        return _tab(window, _FINDINGS)
    table, row = window.findings.table, _row(now)
    first, last = table.visualRect(table.model().index(row, 0)), table.visualRect(table.model().index(row, 2))
    return _widget(window, table.viewport(), first.united(last))


def _row(now: Now) -> int:
    """Where the findings speak of the step's owner; the first where they do not."""
    rows = now.window.findings.rows
    for at in range(len(rows.rows)):
        found = rows.finding(at)
        if (
            found is not None
            and now.step is not None
            and found.subject == now.step.id
            and found.rule.startswith("owner.")
        ):
            return at
    return 0


def _help(now: Now) -> list[QRect]:
    bar = now.window.menuBar()
    menu = next((each for each in bar.actions() if each.text().replace("&", "") == "Help"), None)
    return _widget(now.window, bar, bar.actionGeometry(menu)) if menu is not None and not bar.isNativeMenuBar() else []


# The first of the places is the one that matters; all are framed. None: it is out of view.
WHERE: Mapping[str, Callable[[Now], list[QRect]]] = {
    "look": _canvas,
    "add": _line,
    "times": _step,
    "explain": _figure,
    "finding": _finding,
    "owner": lambda now: _with(_step(now), now.window.library.people, now.window),
    "service": lambda now: _with(_step(now), now.window.library.services, now.window),
    "handbook": _help,
    "deliver": lambda now: _widget(now.window, now.window.bar.deliver),
    "end": lambda now: [],
}


# --- bringing into view -----------------------------------------------------------------------------------------------


def bring(now: Now, key: str) -> None:
    """Let what a station points at be seen: the map or the panel, unfolded and scrolled there."""
    window = now.window
    if key in {"look", "add", "times", "owner", "service"}:
        window.stage.turn(STAGE)
        window.workspace.show_map(MAP)
    if key in {"add", "owner", "service"}:
        _unfold(window)
    if key == "times":
        window.inspector.show()
    if key in {"explain", "finding"}:
        window.stage.turn(STAGE)  # pages of the engagement take the panel's place
        window.panels.show()
    subject = {"add": BEFORE, "times": None, "owner": None, "service": None}.get(key, "")
    if subject != "" and (step := subject or (now.step.id if now.step is not None else "")):
        _reveal(window, step)
    if key == "finding":
        window.findings.refresh_if_seen()
        window.findings.table.scrollTo(window.findings.table.model().index(_row(now), 0))


def _unfold(window: MainWindow) -> None:
    window.library.show()
    for kind in ("person", "service"):
        window.library.sections[kind].unfold()


def _reveal(window: MainWindow, step: str) -> None:
    """Scroll the map so that a step is seen with what stands beside it; the zoom stays, unless it is tiny."""
    view, area = window.view, window.view.canvas.area_of(step)
    if area is None:
        return
    if view.zoom < 0.5:
        view.set_zoom(0.65)
    view.ensureVisible(area.x, area.y, area.width + 120, area.height, 24, 24)


def kept_free(now: Now, key: str) -> Sequence[QRect]:
    """What else the card should not lie on: what floats over the window, what is being typed, the steps beside a line."""
    window = now.window
    typing = window.view.viewport().findChildren(QLineEdit)
    hints = window.view.viewport().findChildren(Hint)
    floating: list[QWidget | None] = [window.explaining.card, window.notice, *typing, *hints]
    free = [_place(window, each) for each in floating if each is not None and each.isVisible()]
    area = window.view.canvas.area_of(BEFORE)
    if key == "add" and area is not None:
        free += _scene(window, area.x, area.y, STEP_PITCH + STEP_WIDTH, area.height)
        free += _step(now) if now.added is not None else []
    return free


def _place(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
