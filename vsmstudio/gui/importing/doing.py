"""From the window through the assistant to the document: one step that can be undone, or a new document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vsmstudio.gui.importing.dialog import ImportDialog
from vsmstudio.gui.importing.page import Context
from vsmstudio.model.document import Change
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Map

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


def import_files(window: MainWindow, paths: list[Path]) -> bool:
    """Show files in the assistant and do what the person decides; says whether anything was imported."""
    window.view.making.finish_naming()
    store, remembering = window.remembering.store, window.remembering
    context = Context(window.workspace.document, store, remembering.keep)
    dialog = ImportDialog(window, context, paths, window.filing.may_leave)
    try:
        if not dialog.exec():
            return False
        change, document, words = dialog.change, dialog.document, dialog.said
    finally:
        dialog.deleteLater()
    if document is not None:
        window.filing.begin_copy(document)
        window.notice.say(words)
        return True
    return change is not None and _take_in(window, change, words)


def _take_in(window: MainWindow, change: Change, words: str) -> bool:
    """One step in the document that is open; the map that it changes comes into view."""
    workspace = window.workspace
    if not workspace.do(change):
        return False
    window.beginning.leave()
    drawn = _drawn_on(change)
    if drawn and workspace.map_id not in drawn:
        workspace.show_map(drawn[0])
    window.notice.say(words, "Undo", workspace.undo)
    return True


def _drawn_on(change: Change) -> list[Id]:
    """The maps on which something is new: new maps first."""
    came = [after for before, after in change.records.values() if before is None and after is not None]
    maps = [each.id for each in came if isinstance(each, Map)]
    return list(dict.fromkeys([*maps, *(each.map for each in came if isinstance(each, NODE_KINDS))]))
