"""By what the steps are coloured: a choice beside the maps' tabs and actions of the menu, which say the same."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy

from vsmstudio.gui.canvas.scene import CanvasScene
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.notation.tints import By

CHOICES: dict[str, tuple[By | None, str]] = {
    "colour_path": (None, "critical path"),
    "colour_owner": ("owner", "owner"),
    "colour_unit": ("unit", "owner's unit"),
    "colour_side": ("side", "owner's side"),
    "colour_value": ("value", "value class"),
    "colour_quality": ("quality", "%C&A"),
    "colour_utilisation": ("utilisation", "utilisation"),
}


class ColourChoice(Choice):
    """The choice beside the tabs. The canvas holds what was chosen, for every map and document of the window."""

    def __init__(self, canvas: CanvasScene, acts: Mapping[str, QAction]) -> None:
        super().__init__([(name, f"Colour: {words}") for name, (_, words) in CHOICES.items()], "Colour steps by")
        self._canvas, self._acts = canvas, acts
        self.setObjectName("colour")
        self.setToolTip(
            "Colour steps by the critical path, who owns them, their value, %C&A or utilisation (Alt+1 to Alt+7)"
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fit()
        self.activated.connect(lambda at: self.choose(self.values[at]))

    def fit(self) -> None:
        """As wide as the longest choice."""
        longest = max(self.fontMetrics().horizontalAdvance(self.itemText(at)) for at in range(self.count()))
        self.setFixedWidth(longest + 44)

    def choose(self, name: str) -> None:
        """Colour by one of the choices."""
        self._canvas.colour_by(CHOICES[name][0])
        self._acts[name].setChecked(True)
        self.setCurrentIndex(self.values.index(name))
