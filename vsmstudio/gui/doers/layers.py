"""What of the map is shown: a switch for each layer."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class LayerDoer(Doer):
    """Turns layers on and off."""

    def layer_services(self) -> None:
        self.window.layering.turn("services")

    def layer_owners(self) -> None:
        self.window.layering.turn("owners")

    def layer_information(self) -> None:
        self.window.layering.turn("information")

    def layer_findings(self) -> None:
        self.window.layering.turn("findings")

    def layer_critical(self) -> None:
        self.window.layering.turn("critical")

    def layer_ladder(self) -> None:
        self.window.layering.turn("ladder")

    def layer_notes(self) -> None:
        self.window.layering.turn("notes")

    def layer_experience(self) -> None:
        self.window.layering.turn("experience")

    def layers_all(self) -> None:
        self.window.layering.hide_layers(())
