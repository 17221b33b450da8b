"""Where F1 leads: a place of the handbook (`page` or `page#anchor`) for everything that may have the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from vsmstudio.gui.handbook.book import FIRST

# Classes of widgets by their names, and those of gestures that are under way on the map.
CLASSES: Mapping[str, str] = {
    # parts of the window
    "StartPage": "window#window-start", "Bar": "window#window-bar", "Library": "window#window-left",
    "TabStrip": "window#window-tabs", "MapTabs": "window#window-tabs",
    "GuidePanel": "engagement#engagement-guide", "ParkLine": "engagement#engagement-parking",
    "RecoveryBar": "files#files-recovery", "ExplainPopover": "figures-panel#figures-panel-explain",
    "LayerButton": "window#window-layers", "ColourChoice": "window#window-colours",
    # the lower panel
    "Findings": "findings-panel#findings-panel-list", "StepsTable": "table#table-steps",
    "Figures": "figures-panel#figures-panel-figures", "CapacityPanel": "figures-panel#figures-panel-capacity",
    "Portfolio": "services#services-portfolio", "Owners": "owners#owners-panel", "ComparePanel": "future#future-compare",
    "ParkingPanel": "engagement#engagement-parking",
    # pages in the place of the map
    "OverviewPage": "draw#draw-overview", "Matrix": "draw#draw-overview", "DrawnOverview": "draw#draw-overview-drawing",
    "SideBySide": "future#future-compare",
    "CharterPage": "engagement#engagement-charter", "StakeholdersPage": "engagement#engagement-stakeholders",
    "WorkshopsPage": "engagement#engagement-workshops", "ValuePage": "engagement#engagement-value",
    "AuditPage": "engagement#engagement-audit", "ExperiencePage": "experience#experience-page",
    "PortfolioPage": "services#services-page", "OwnerWalkPage": "owners#owners-walk", "PlanPage": "future#future-plan",
    "PrioritiesPage": "future#future-priorities", "FollowUpPage": "future#future-follow-up",
    # dialogs
    "KeysDialog": "shortcuts", "AboutDialog": "install#licences", "TroubleDialog": "problems#problems-log",
    "DiagnosticsDialog": "problems#problems-log", "VersionsDialog": "files#files-versions",
    "AcceptDialog": "findings-panel#findings-panel-accept", "MergeDialog": "files#files-merge",
    "PictureDialog": "export#export-picture", "RepairDialog": "files#files-repair",
    "DeliverDialog": "deliver#deliver-dialog", "SectionsList": "deliver#deliver-sections",
    "BrandField": "deliver#deliver-brand", "Preview": "deliver#deliver-pages",
    "ImportDialog": "import#import-assistant", "TablesPage": "import#import-tables", "DrawingPage": "import#import-drawio",
    "LogPage": "import#import-log", "QPrintDialog": "deliver#deliver-print", "QFileDialog": "files#files-save",
    "QMessageBox": "problems",
    # gestures, and what is typed on the map
    "Connect": "draw#draw-connect", "Reroute": "draw#draw-connection", "Move": "draw#draw-arrange",
    "Marquee": "draw#draw-select", "Pan": "window#window-zoom",
    "LinkService": "services#services-new", "CellEditor": "draw#draw-cells", "NoteEditor": "draw#draw-notes",
    "Minimap": "window#window-zoom",
}  # fmt: skip
# Widgets whose class's name others bear as well, by the names of their own.
NAMES: Mapping[str, str] = {"finder": "window#window-find", "tour": "window#window-tour"}
# What is selected, by the kind of record; blank: nothing is.
ON_THE_MAP: Mapping[str, str] = {
    "": "draw", "step": "draw#draw-steps", "queue": "draw#draw-queues", "endpoint": "draw#draw-ends",
    "flow": "draw#draw-connection", "note": "draw#draw-notes", "service": "services#services-new",
    "link": "services#services-new",
}  # fmt: skip
IN_THE_INSPECTOR: Mapping[str, str] = {
    "": "engagement#engagement-settings", "step": "measures#measures-step", "queue": "draw#draw-queues",
    "endpoint": "draw#draw-ends", "flow": "draw#draw-connection", "note": "draw#draw-notes",
    "service": "services#services-form", "link": "services#services-form", "application": "services#services-application",
    "contract": "costs#costs-contract", "revenue": "costs#costs-revenue", "person": "owners#owners-people",
    "unit": "owners#owners-units", "stream": "measures#measures-stream", "map": "measures#measures-map",
    "improvement": "future#future-improvement", "stakeholder": "engagement#engagement-stakeholders",
    "workshop": "engagement#engagement-workshops", "measure": "engagement#engagement-measures",
    "touchpoint": "experience#experience-rate",
}  # fmt: skip
MENUS: Mapping[str, str] = {
    "File": "files", "Edit": "draw", "View": "window", "Map": "draw", "Services": "services", "Engagement": "engagement",
    "Analyse": "figures-panel", "Deliver": "deliver", "Help": FIRST,
}  # fmt: skip
HANDBOOK = "window#window-handbook"  # F1 in the handbook itself


def of_action(name: str) -> str:
    """The entry of an action."""
    return f"shortcuts#act-{name}"


def of_finding(rule: str) -> str:
    """The entry of a rule of the findings."""
    return f"findings#finding-{rule.replace('.', '-')}"


def of_figure(key: str) -> str:
    """The entry of a figure, of `compare:MAP:FIGURE` that of comparisons; a bottleneck's tile shows the highest utilisation."""
    name = "highest_utilisation" if key == "bottleneck" else key.partition(":")[0]
    return f"figures#figure-{name.replace('_', '-')}"


def place_of(widget: QObject | None) -> str:
    """The place for what has the keyboard: the nearest thing around it that has one; the first page where nothing has."""
    while widget is not None:
        if place := _own(widget):
            return place
        widget = widget.parent()
    return FIRST


def _own(widget: Any) -> str:
    if place := NAMES.get(widget.objectName()):
        return place
    if widget.objectName() == "figureTile" and widget.key:
        return of_figure(widget.key)
    for kind in type(widget).__mro__:
        if (asked := _ASKED.get(kind.__name__)) and (place := asked(widget)):
            return place
        if kind.__name__ in CLASSES:
            return CLASSES[kind.__name__]
    return ""


def _of_canvas(view: Any) -> str:
    """What is being done on the map, else what is selected there."""
    if view.gesture is not None and (place := CLASSES.get(type(view.gesture).__name__)):
        return place
    return ON_THE_MAP.get(_selected(view.workspace), ON_THE_MAP[""])


def _of_inspector(panel: Any) -> str:
    return IN_THE_INSPECTOR.get(_selected(panel.workspace), IN_THE_INSPECTOR[""])


def _selected(workspace: Any) -> str:
    record = workspace.document.get(workspace.selection[0]) if workspace.selection else None
    return record.type if record is not None else ""


def _of_findings(table: Any) -> str:
    finding = table.rows.finding(table.currentIndex().row())
    return of_finding(finding.rule) if finding is not None else ""


def _of_explained(card: Any) -> str:
    """The figure whose making is explained."""
    return of_figure(card.trail[-1][1]) if card.trail else ""


_ASKED: Mapping[str, Callable[[Any], str]] = {
    "CanvasView": _of_canvas,
    "Inspector": _of_inspector,
    "FindingTable": _of_findings,
    "ExplainPopover": _of_explained,
    "Lower": lambda lower: place_of_panel(lower.currentWidget()),
}


def asked_or_known(kind: type) -> bool:
    """Has a class of widgets a place, by itself or by what it is made from?"""
    return any(each.__name__ in CLASSES or each.__name__ in _ASKED for each in kind.__mro__)


def place_of_panel(panel: QObject | None) -> str:
    """The place of a panel whose tab has the keyboard."""
    return _own(panel) if panel is not None else ""
