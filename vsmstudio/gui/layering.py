"""Which layers of the map are shown: a button beside the maps' tabs and the switches of the View menu, which say the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton

from vsmstudio.gui.canvas.scene import CanvasScene
from vsmstudio.gui.panels.widgets import chevron
from vsmstudio.model.records import Flow, FlowKind, Link, LinkKind, Note
from vsmstudio.notation.layers import ALL, WORDS

_PREFIX = "layer_"
_STYLE = """
QToolButton#layers { border: 1px solid palette(dark); border-radius: 4px; background: palette(base); padding: 3px 24px 3px 8px; }
QToolButton#layers:hover, QToolButton#layers:focus { border-color: palette(highlight); }
QToolButton#layers::menu-indicator { image: none; width: 0; }
"""


class LayerButton(QToolButton):
    """The button beside the choice of colours. The canvas holds what is shown, for every map and document of the window."""

    def __init__(self, canvas: CanvasScene, acts: Mapping[str, QAction]) -> None:
        super().__init__()
        self._canvas, self._acts = canvas, acts
        self.setObjectName("layers")
        self.setStyleSheet(_STYLE)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        menu = QMenu(self)
        for name in WORDS:
            menu.addAction(acts[_PREFIX + name])
        menu.addSeparator()
        menu.addAction(acts["layers_all"])
        self.setMenu(menu)
        canvas.layered.connect(self._show)
        canvas.workspace.selected.connect(self._bring_back)
        self._show()

    @property
    def hidden(self) -> tuple[str, ...]:
        """The names of the layers that are not shown, so that they can be remembered."""
        return tuple(name for name in WORDS if not getattr(self._canvas.layers, name))

    def hide_layers(self, names: Collection[str]) -> None:
        """Show all layers but these; names of none are nothing."""
        self._canvas.show_layers(replace(ALL, **{name: name not in names for name in WORDS}))
        self._show()

    def turn(self, name: str) -> None:
        """Turn a layer off, or on again."""
        self._canvas.show_layers(replace(self._canvas.layers, **{name: not getattr(self._canvas.layers, name)}))
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chevron(
            painter, QRectF(self.width() - 18, self.height() / 2 - 4, 8, 8), self.palette().color(self.foregroundRole())
        )

    def _bring_back(self) -> None:
        """What is selected on this map has to be seen: its layer comes back, as when something is added to a hidden one."""
        document, map_id = self._canvas.workspace.document, self._canvas.workspace.map_id
        for key in self._canvas.workspace.selection:
            match document.get(key):
                case Note(map=home) if home == map_id:
                    self._need("notes")
                case Flow(kind=FlowKind.INFORMATION, map=home) if home == map_id:
                    self._need("information")
                case Link(kind=LinkKind.UNDERPINS, target=target) if self._canvas.item_of(target):
                    self._need("services")

    def _need(self, name: str) -> None:
        if not getattr(self._canvas.layers, name):
            self.turn(name)

    def _show(self) -> None:
        hidden = self.hidden
        for name in WORDS:
            self._acts[_PREFIX + name].setChecked(name not in hidden)
        self._acts["layers_all"].setEnabled(bool(hidden))
        self.setText(f"Layers, {len(hidden)} hidden" if hidden else "Layers")
        said = ", ".join(WORDS[name].lower() for name in hidden)
        self.setToolTip(f"Hidden: {said}" if hidden else "Show less of the map: each layer can be turned off")
        self.setAccessibleName("Layers of the map")
        self.setAccessibleDescription(self.toolTip())
