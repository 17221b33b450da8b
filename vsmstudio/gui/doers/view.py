"""What the View menu does."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from vsmstudio.gui.doers.doer import Doer


class ViewDoer(Doer):
    """What the View menu does."""

    def fit_all(self) -> None:
        self.view.fit()

    def fit_selection(self) -> None:
        self.view.fit_selection()

    def zoom_in(self) -> None:
        self.view.set_zoom(self.view.zoom * 1.25)

    def zoom_out(self) -> None:
        self.view.set_zoom(self.view.zoom / 1.25)

    def zoom_100(self) -> None:
        self.view.set_zoom(1.0)

    def _toggle(self, panel: QWidget) -> None:
        """Show or hide a panel; the keyboard goes from a hidden one back to the map."""
        focus = QApplication.focusWidget()
        inside = focus is not None and panel.isAncestorOf(focus)
        panel.setVisible(panel.isHidden())
        if inside and panel.isHidden():
            self.view.setFocus()

    def toggle_left(self) -> None:
        self._toggle(self.window.library)

    def toggle_lower(self) -> None:
        self._toggle(self.window.panels)

    def toggle_right(self) -> None:
        self._toggle(self.window.inspector)

    def colour_path(self) -> None:
        self.window.colouring.choose("colour_path")

    def colour_owner(self) -> None:
        self.window.colouring.choose("colour_owner")

    def colour_unit(self) -> None:
        self.window.colouring.choose("colour_unit")

    def colour_side(self) -> None:
        self.window.colouring.choose("colour_side")

    def colour_value(self) -> None:
        self.window.colouring.choose("colour_value")

    def colour_quality(self) -> None:
        self.window.colouring.choose("colour_quality")

    def colour_utilisation(self) -> None:
        self.window.colouring.choose("colour_utilisation")
