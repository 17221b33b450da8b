"""What the Map menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

ACTS = (
    Act("Add step", "add_step", "Ctrl+E"),
    Act("Add queue", "add_queue"),
    Act("Add customer", "add_customer"),
    Act("Add supplier", "add_supplier"),
    Act("Add trigger", "add_trigger"),
    SEPARATOR,
    Act("Draw work", "draw_work", "", "Connections drawn from now on pass work", group="draw"),
    Act("Draw rework", "draw_rework", "", "Connections drawn from now on are rework", group="draw"),
    Act("Draw information", "draw_information", "", "Connections drawn from now on are information", group="draw"),
    SEPARATOR,
    Act("New value stream", "new_stream"),
    Act("New future map", "new_map", "", "Begins as the current map stands, so that both can be compared"),
    Act(
        "Copy as future state",
        "copy_future",
        "",
        "Begins as the map in view stands; each step knows where it came from",
    ),
    Act(
        "Copy as later current map",
        "copy_later",
        "",
        "To measure a stream again: the latest current map is the current map, the earliest the baseline",
    ),
    Act("Rename this map", "rename_map", "", "Types over its name in the tab"),
    Act("Delete this map", "delete_map"),
    SEPARATOR,
    Act(
        "Overview of the engagement",
        "show_overview",
        "Ctrl+Shift+H",
        "All streams with the services that underpin them",
    ),
    Act("Compare side by side", "compare_side", "Ctrl+Shift+E", "Two states of a stream on one time scale, large"),
    Act("Next map", "next_map", "Ctrl+Tab", "Ctrl+Page Down too"),
    Act("Previous map", "previous_map", "Ctrl+Shift+Tab", "Ctrl+Page Up too"),
    Act(
        "Move map left",
        "move_map_left",
        "Ctrl+Shift+PgUp",
        "Among the maps of its stream; from their end with its stream",
    ),
    Act(
        "Move map right",
        "move_map_right",
        "Ctrl+Shift+PgDown",
        "Among the maps of its stream; from their end with its stream",
    ),
)
