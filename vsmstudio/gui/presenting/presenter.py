"""F5: the map alone on the screen, page by page. Esc ends it, and everything is as it was."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPointF, QRectF, QVariantAnimation
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from vsmstudio.gui.giving_back import give_back
from vsmstudio.gui.overview.stage import MAP
from vsmstudio.gui.presenting.pages import Pages
from vsmstudio.gui.presenting.screen import Screen
from vsmstudio.gui.presenting.stage_hands import StageHands
from vsmstudio.notation.shapes import Rect

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

PARKING = QKeySequence("Ctrl+Shift+P")  # a note is parked without leaving the presentation
_GLIDE = 380  # milliseconds from one step to the next
_LARGEST = 3.2  # times the size of a step on the map
_MARGIN = 24


class Presenter(QObject):
    """Presents the map in view."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._view = window, window.view
        self.pages = Pages(window.workspace.document, window.workspace.analysis, "")
        self.at = 0
        self.screen: Screen | None = None
        self._hands: StageHands | None = None
        self._before: tuple[float, int, int, tuple[str, ...], QWidget | None] = (1.0, 0, 0, (), None)
        self._page = MAP
        self._glide = QVariantAnimation(self)
        self._glide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.valueChanged.connect(self._pass)
        self._from, self._to = (1.0, QPointF()), (1.0, QPointF())
        workspace = window.workspace
        for signal in (workspace.mapped, workspace.replaced):
            signal.connect(self.end)
        for signal in (workspace.changed, workspace.figured):
            signal.connect(self._renew)
        window.installEventFilter(self)

    @property
    def on(self) -> bool:
        """Is a map being presented?"""
        return self.screen is not None

    def begin(self) -> None:
        """Present the map in view from the step that is selected, else from its beginning."""
        if self.on:
            return
        workspace, view = self._window.workspace, self._view
        found = Pages(workspace.document, workspace.analysis, workspace.map_id)
        if not found:
            workspace.said.emit("There is nothing to present yet. Add a step first.")
            return
        self.pages = found
        self._page = self._window.stage.shown
        self._window.stage.turn(MAP)
        chosen = next((at for key in workspace.selection if (at := found.of_step(key)) is not None), 0)
        bars = view.horizontalScrollBar(), view.verticalScrollBar()
        focus = QApplication.focusWidget()
        self._before = view.zoom, bars[0].value(), bars[1].value(), workspace.selection, focus
        workspace.select([])
        self._window.notice.hide()  # what was offered before is no part of the page
        self._window.minimap.pause(True)
        self._hands = StageHands(self._window, view)
        self.screen = screen = Screen(view, (PARKING,))
        screen.turned.connect(self.turn)
        screen.to_end.connect(lambda last: self._show(len(self.pages) - 1 if last else 0))
        screen.left.connect(self.end)
        screen.pressed.connect(self._carry_out)
        self.at = chosen
        screen.resized.connect(lambda: self._show(self.at, at_once=True))
        screen.setGeometry(view.rect())
        screen.show()
        screen.raise_()
        view.legend.stand_above(True)  # what the colours mean: neither under the caption nor dimmed
        screen.blanked.connect(lambda blank: view.legend.stand_above(not blank))
        screen.setFocus()
        self._show(chosen, at_once=True)

    def end(self) -> None:
        """Leave off, with panels, zoom, place, selection and keyboard as they were."""
        if self.screen is None or self._hands is None:
            return
        self._glide.stop()
        screen, hands = self.screen, self._hands
        self.screen, self._hands = None, None
        screen.hide()
        screen.deleteLater()
        self._view.legend.stand_above(False)
        hands.restore()
        zoom, x, y, chosen, focus = self._before
        self._view.set_zoom(zoom)
        self._view.horizontalScrollBar().setValue(x)
        self._view.verticalScrollBar().setValue(y)
        self._window.workspace.select(chosen)
        self._window.minimap.pause(False)
        self._window.stage.turn(self._page)
        give_back(focus, self._view)

    def turn(self, by: int) -> None:
        """So many pages on, as far as there are any."""
        self._show(max(0, min(len(self.pages) - 1, self.at + by)))

    # --- showing ------------------------------------------------------------------------------------------------------

    def _show(self, at: int, at_once: bool = False) -> None:
        screen = self.screen
        if screen is None:
            return
        self.at = at
        page = self.pages[at]
        room = screen.rect()
        width = min(room.width() - 2 * _MARGIN, 1500)
        screen.caption.show_page(
            page, at, len(self.pages), self._view.painter, width, min(room.height() / 900, room.width() / 1440)
        )
        screen.caption.move((room.width() - width) // 2, room.height() - screen.caption.height() - _MARGIN)
        screen.caption.setVisible(not screen.blank)
        area = self._view.canvas.area_of(page.step) if page.step else None
        screen.focus = area
        top = 0 if self._view.legend.isHidden() else self._view.legend.geometry().bottom() + 1
        free = QRectF(0, top, room.width(), max(80, screen.caption.y() - top))
        self._look_at(area or self._view.canvas.area, free, is_step=area is not None, at_once=at_once)
        screen.setAccessibleName(page.sentence)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(screen, page.sentence))
        screen.update()

    def _look_at(self, area: Rect, free: QRectF, *, is_step: bool, at_once: bool) -> None:
        """Move so that an area stands in the middle of the free room, a step as large as the room bears."""
        if is_step:
            zoom = min(_LARGEST, free.height() * 0.6 / area.height, free.width() * 0.4 / area.width)
        else:
            shown = area.grown(24)
            zoom = min(1.6, free.height() / max(shown.height, 1), free.width() / max(shown.width, 1))
        middle = QPointF(self._view.viewport().rect().center()) - free.center()
        center = QPointF(*area.center) + middle / zoom
        self._glide.stop()
        self._from = self._view.zoom, self._view.mapToScene(self._view.viewport().rect().center())
        self._to = zoom, center
        if at_once or not self._moves():
            self._pass(1.0)
        else:
            self._glide.setDuration(_GLIDE)
            self._glide.start()

    def _moves(self) -> bool:
        """Does the person's desktop show animations?"""
        style = self._window.style()
        return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0

    def _pass(self, part: float) -> None:
        """Stand where the glide is at, from 0 (where it began) to 1."""
        if self.screen is None:
            return
        (zoom_a, a), (zoom_b, b) = self._from, self._to
        zoom = math.exp(math.log(zoom_a) * (1 - part) + math.log(zoom_b) * part)
        # The middle moves as the zoom does, so that the way looks straight while it grows.
        way = part if abs(zoom_b - zoom_a) < 1e-6 else (1 / zoom - 1 / zoom_a) / (1 / zoom_b - 1 / zoom_a)
        self._view.set_zoom(zoom)
        self._view.centerOn(a + (b - a) * way)
        self.screen.update()

    # --- what happens meanwhile ---------------------------------------------------------------------------------------

    def _renew(self) -> None:
        """The document is another (a note was parked): the same step again, as it is now."""
        if self.screen is None:
            return
        workspace = self._window.workspace
        step = self.pages[self.at].step
        found = Pages(workspace.document, workspace.analysis, workspace.map_id)
        if not found:
            self.end()
            return
        last = self.at == len(self.pages) - 1
        self.pages = found
        at = found.of_step(step)
        self._show(at if at is not None else len(found) - 1 if last else 0, at_once=True)

    def _carry_out(self, keys: QKeySequence) -> None:
        for action in self._window.acts.values():
            if action.shortcut() == keys and action.isEnabled():
                action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.end()  # what is remembered of the window is how it was before
        return False
