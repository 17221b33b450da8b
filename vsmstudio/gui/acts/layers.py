"""What of the map is shown: a switch for each layer."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

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
