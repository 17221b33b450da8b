"""What of the map is shown: a switch for each layer."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act, Doer

ACTS = (
    Act("Services", "layer_services", "Ctrl+Alt+1", "The services that underpin the steps", toggles="on"),
    Act("Owners", "layer_owners", "Ctrl+Alt+2", "Who is accountable, in each block", toggles="on"),
    Act("Information flows", "layer_information", "Ctrl+Alt+3", toggles="on"),
    Act("Findings", "layer_findings", "Ctrl+Alt+4", "The badges where something is missing or wrong", toggles="on"),
    Act("Critical path", "layer_critical", "Ctrl+Alt+5", "The colour of the critical path", toggles="on"),
    Act("Timeline", "layer_ladder", "Ctrl+Alt+6", "Lead time and processing time under the map", toggles="on"),
    Act("Notes and ideas", "layer_notes", "Ctrl+Alt+7", toggles="on"),
    Act(
        "Experience",
        "layer_experience",
        "Ctrl+Alt+8",
        "How customers, users and employees find the steps",
        toggles="on",
    ),
    SEPARATOR,
    Act("Show all layers", "layers_all"),
)


class LayerActs(Doer):
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
