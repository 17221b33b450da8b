"""Every action of the window as data: its menu, its words, its keys, and the method that carries it out."""

from __future__ import annotations

from typing import NamedTuple

SEPARATOR = "-"


class Act(NamedTuple):
    """One action. `name` is the window's method; `hold` marks those that need a selection or a map."""

    menu: str
    words: str
    name: str
    keys: str = ""
    tip: str = ""


ACTIONS: tuple[Act, ...] = (
    Act("File", "New", "new_document", "Ctrl+N"),
    Act("File", "New from a file…", "new_from_file", "", "Begin from another document, as from a template"),
    Act("File", "Open…", "open_document", "Ctrl+O"),
    Act("File", "Open the sample", "open_sample"),
    Act("File", SEPARATOR, ""),
    Act("File", "Save", "save", "Ctrl+S"),
    Act("File", "Save as…", "save_as", "Ctrl+Shift+S"),
    Act("File", "Save a copy…", "save_copy", "", "For a break-out group, to be merged back later"),
    Act("File", "Merge another file…", "merge_file", "", "Take in what a copy of this document holds by now"),
    Act("File", SEPARATOR, ""),
    Act("File", "Versions…", "show_versions", "", "Look at earlier versions of this file, open or restore one"),
    Act("File", "Check and repair…", "check_and_repair", "", "Look a damaged file through and open what can be kept"),
    Act("File", SEPARATOR, ""),
    Act("File", "Import step table…", "import_table"),
    Act("File", SEPARATOR, ""),
    Act("File", "Quit", "close", "Ctrl+Q"),
    Act("Edit", "Undo", "undo", "Ctrl+Z"),
    Act("Edit", "Redo", "redo", "Ctrl+Shift+Z"),
    Act("Edit", SEPARATOR, ""),
    Act("Edit", "Rename", "rename", "F2"),
    Act("Edit", "Delete", "delete", "Del"),
    Act("Edit", "Select all", "select_all", "Ctrl+A"),
    Act("View", "Fit all", "fit_all", "Shift+1"),
    Act("View", "Fit selection", "fit_selection", "Shift+2"),
    Act("View", "Zoom in", "zoom_in", "Ctrl++"),
    Act("View", "Zoom out", "zoom_out", "Ctrl+-"),
    Act("View", "100 %", "zoom_100", "Ctrl+0"),
    Act("View", SEPARATOR, ""),
    Act("View", "Left panel", "toggle_left", "Ctrl+1"),
    Act("View", "Lower panel", "toggle_lower", "Ctrl+2"),
    Act("View", "Right panel", "toggle_right", "Ctrl+3"),
    Act("View", SEPARATOR, ""),
    Act("View", "Colour by critical path", "colour_path", "Alt+1", "Steps as ever: the critical path stands out"),
    Act("View", "Colour by owner", "colour_owner", "Alt+2", "A colour and a code for everyone who owns steps"),
    Act("View", "Colour by owner's unit", "colour_unit", "Alt+3"),
    Act("View", "Colour by owner's side", "colour_side", "Alt+4", "Business, IT, supplier or customer"),
    Act("Map", "Add step", "add_step", "Ctrl+E"),
    Act("Map", "Add queue", "add_queue"),
    Act("Map", "Add customer", "add_customer"),
    Act("Map", "Add supplier", "add_supplier"),
    Act("Map", "Add trigger", "add_trigger"),
    Act("Map", SEPARATOR, ""),
    Act("Map", "Draw work", "draw_work", "", "Connections drawn from now on pass work"),
    Act("Map", "Draw rework", "draw_rework", "", "Connections drawn from now on are rework"),
    Act("Map", "Draw information", "draw_information", "", "Connections drawn from now on are information"),
    Act("Map", SEPARATOR, ""),
    Act("Map", "Lay out again", "lay_out"),
    Act("Map", SEPARATOR, ""),
    Act("Map", "New value stream", "new_stream"),
    Act("Map", "New future map", "new_map", "", "Begins as the current map stands, so that both can be compared"),
    Act("Map", "Delete this map", "delete_map"),
    Act("Services", "New service", "new_service"),
    Act("Services", "New person", "new_person"),
    Act("Services", "New unit", "new_unit"),
    Act("Services", "New contract", "new_contract"),
    Act("Services", "New application", "new_application"),
    Act("Analyse", "Findings", "show_findings", "Ctrl+Shift+F"),
    Act("Analyse", "Figures", "show_figures", "Ctrl+Shift+G"),
    Act("Analyse", "Steps", "show_steps", "Ctrl+Shift+T"),
    Act("Analyse", "Capacity", "show_capacity", "Ctrl+Shift+L"),
    Act("Analyse", "Services and money", "show_portfolio", "Ctrl+Shift+M"),
    Act("Analyse", "Owners", "show_owners", "Ctrl+Shift+O"),
    Act("Analyse", "Compare", "show_compare", "Ctrl+Shift+C"),
    Act("Analyse", SEPARATOR, ""),
    Act("Analyse", "Select the critical path", "select_critical_path"),
    Act("Analyse", "Engagement settings", "show_settings"),
    Act("Deliver", "PDF and workbook…", "deliver", "Ctrl+P"),
    Act("Deliver", "PDF…", "deliver_pdf"),
    Act("Deliver", "Workbook…", "deliver_workbook"),
    Act("Help", "Keys and gestures", "show_keys", "F1"),
    Act("Help", SEPARATOR, ""),
    Act("Help", "Open the log folder", "open_log_folder"),
    Act("Help", "Copy diagnostics…", "copy_diagnostics"),
    Act("Help", SEPARATOR, ""),
    Act("Help", "About VSM Studio", "show_about"),
)
