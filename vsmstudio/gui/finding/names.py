"""What Ctrl+F searches: everything in the document that has a name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from vsmstudio.gui.finding.matching import Names
from vsmstudio.gui.finding.places import Named, everything, map_words, place_of
from vsmstudio.gui.finding.rows import Row
from vsmstudio.gui.workspace import Workspace

MOST = 60


class ByName:
    """Rows of everything with a name. `jump` is told what was chosen."""

    name = "Find by name"
    prompt = "Find anything by name: a step, service, person, improvement, finding"
    help = "↑ ↓ choose   Enter jumps there   > for commands   Esc back"

    def __init__(self, workspace: Workspace, jump: Callable[[Named], object]) -> None:
        self._workspace, self._jump = workspace, jump
        self._of: tuple[object, ...] = ()
        self._named: list[Named] = []
        self._names = Names(())

    def renew(self) -> None:
        """Take in the document as it is, once for each of its states."""
        workspace = self._workspace
        of = (workspace.document, workspace.analysis, workspace.map_id)
        if len(self._of) == len(of) and all(a is b for a, b in zip(self._of, of, strict=True)):
            return
        document, self._of = workspace.document, of
        self._named = everything(document, workspace.analysis, workspace.map_id)
        maps = {each.id: map_words(document, each.id) for each in document.maps}
        numbers = [each.number if each.map == workspace.map_id else "" for each in self._named]
        late = sum(each.finding is None for each in self._named)
        beside = [maps.get(each.map, "") for each in self._named]
        self._names = Names([each.name for each in self._named], beside, numbers, late)

    def rows(self, typed: str) -> list[Row]:
        if not typed.strip():
            return []
        self.renew()
        document = self._workspace.document
        rows = []
        for hit in self._names.find(typed, MOST):
            named = self._named[hit.at]
            rows.append(Row(named.name, place_of(document, named), hit.marks, partial(self._jump, named)))
        return rows

    def none(self, typed: str) -> str:
        if not typed.strip():
            return self.help
        return "Nothing has such a name. Try a part of it, or a step's number."
