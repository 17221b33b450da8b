"""Writing the document for other programs from the window: where to is asked, and it is written beside the work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from vsmstudio.analysis.results import Analysis
from vsmstudio.files import safe_name, write_atomically
from vsmstudio.gui.background import Work
from vsmstudio.interchange.outgoing import FORMATS, written
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class Exporting(QObject):
    """What the Export menu does. Like deliverables, one file at a time is written, and failure is said in their bar."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask(self, ending: str, of_map: bool = False) -> None:
        """Ask for a file, and write the document (or the map in view) there in the format of this ending."""
        window = self._window
        window.view.making.finish_naming()
        workspace = window.workspace
        if not _has_something(workspace.document, workspace.map_id if of_map else None, ending):
            window.beginning.leave()
            window.notice.say("There is nothing to export yet. Add a step first.")
            return
        suggested = window.filing.folder() / f"{self._name(of_map)}{ending}"
        words = FORMATS[ending]
        kinds = f"{words[:1].upper()}{words[1:]} (*{ending})"
        typed, _ = QFileDialog.getSaveFileName(window, f"Export as {words}", str(suggested), kinds)
        path = window.filing.with_ending(Path(typed), ending) if typed else None
        if path is not None:
            self.write(path, [workspace.map_id] if of_map else None)

    def write(self, path: Path, maps: list[Id] | None = None) -> None:
        """Write the document, with all maps or these, in the format that the file's ending names."""
        window = self._window
        if self._is_open(path):
            window.filing.complain("This is the file that is open.", "Export to another file, so that nothing is lost.")
            return
        window.workspace.settled()
        workspace = window.workspace
        if path.suffix.lower() == ".json" and workspace.stale:
            window.filing.complain(
                "The file was not written.",
                "The figures of the document as it is could not be worked out. Undo the last change and try again.",
            )
            return
        work = _writing(workspace.document, workspace.analysis, path, maps)
        window.delivering.begin(
            work, f"Writing {path.name}…", "The file was not written.", lambda: self.write(path, maps)
        )

    def _is_open(self, path: Path) -> bool:
        held = self._window.workspace.session.path
        return held is not None and path.exists() and held.exists() and path.samefile(held)

    def _name(self, of_map: bool) -> str:
        from vsmstudio.export.deliver import deliverable_name

        workspace = self._window.workspace
        if of_map:
            return safe_name(workspace.document.name(workspace.map_id), "Map")
        return deliverable_name(workspace.document)


def _has_something(document: Document, map_id: Id | None, ending: str) -> bool:
    """Would the file say anything?"""
    maps = [map_id] if map_id is not None else [each.id for each in document.maps]
    return any(document.nodes(each) for each in maps) or (
        ending != ".csv" and map_id is None and bool(document.services)
    )


def _writing(document: Document, analysis: Analysis, path: Path, maps: list[Id] | None) -> Work:
    """Writes from the immutable document, so that one can go on working."""

    def write(_: object) -> object:
        def figures() -> Mapping[str, Any]:
            from vsmstudio.analysis.as_json import as_json
            from vsmstudio.analysis.simulation import with_simulations

            return as_json(document, with_simulations(document, analysis))

        from vsmstudio.export.deliver import Delivered

        write_atomically(path, written(document, path.suffix.lower(), figures, maps))
        return Delivered((path,), ())

    return write
