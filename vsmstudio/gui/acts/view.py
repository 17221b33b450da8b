"""What the View menu does."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from vsmstudio.gui.acts.act import SEPARATOR, Act, Doer

ACTS = (
    Act("Fit all", "fit_all", "Shift+1"),
    Act("Fit selection", "fit_selection", "Shift+2", needs="selection"),
    Act("Zoom in", "zoom_in", "Ctrl++"),
    Act("Zoom out", "zoom_out", "Ctrl+-"),
    Act("100 %", "zoom_100", "Ctrl+0"),
    SEPARATOR,
    Act("Left panel", "toggle_left", "Ctrl+1"),
    Act("Lower panel", "toggle_lower", "Ctrl+2"),
    Act("Right panel", "toggle_right", "Ctrl+3"),
    SEPARATOR,
    Act(
        "Colour by critical path", "colour_path", "Alt+1", "Steps as ever: the critical path stands out", group="colour"
    ),
    Act("Colour by owner", "colour_owner", "Alt+2", "A colour and a code for everyone who owns steps", group="colour"),
    Act("Colour by owner's unit", "colour_unit", "Alt+3", group="colour"),
    Act("Colour by owner's side", "colour_side", "Alt+4", "Business, IT, supplier or customer", group="colour"),
    Act("Colour by value class", "colour_value", "Alt+5", "Value adding, necessary, or neither", group="colour"),
    Act(
        "Colour by %C&A",
        "colour_quality",
        "Alt+6",
        "Where work comes back, by the engagement's thresholds",
        group="colour",
    ),
    Act("Colour by utilisation", "colour_utilisation", "Alt+7", "Who is busy, and who cannot keep up", group="colour"),
)


class ViewActs(Doer):
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
