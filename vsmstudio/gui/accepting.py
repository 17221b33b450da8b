"""Living with a finding: asks why, by whom and until when, and does it; takes it back."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QObject

from vsmstudio.analysis.results import Finding
from vsmstudio.gui.dialogs.accept_dialog import AcceptDialog
from vsmstudio.gui.panels.findings import Findings
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.words import one_line


class Accepting(QObject):
    """Answers the list of findings when a person wants to accept one, or to take that back."""

    def __init__(self, panel: Findings) -> None:
        super().__init__(panel)
        self.panel, self.workspace = panel, panel.workspace
        panel.accepting.connect(self.turn)

    def turn(self, finding: Finding) -> None:
        """Accept an open finding once the person said why; open an accepted one."""
        if finding.accepted is not None:
            if self.workspace.do(lambda document: take_back(document, finding)):
                self.workspace.said.emit("The finding is open again.")
        elif (said := ask(self.panel, self.workspace, finding)) and self.workspace.do(
            lambda document: accept(document, finding, said)
        ):
            self.workspace.said.emit("Accepted. It stands at the end of the list.")
        self.panel.table.setFocus()


def ask(parent: Findings, workspace: Workspace, finding: Finding) -> dict[str, Any]:
    """Why, by whom and until when; nothing where the person thinks better of it."""
    people = list(dict.fromkeys(each.label for each in workspace.document.people))
    dialog = AcceptDialog(parent, finding, workspace.as_of, people)
    said = dialog.said if dialog.exec() else {}
    dialog.deleteLater()
    return said


def accept(document: Document, finding: Finding, said: dict[str, Any]) -> Change:
    """Accept a finding with its present severity."""
    change = edits.accept(
        document, finding.rule, finding.subject, finding.aspect, severity=finding.severity.word, **said
    )
    return msgspec.structs.replace(change, label=f"Accept finding on {_called(document, finding)}")


def take_back(document: Document, finding: Finding) -> Change:
    """Open an accepted finding again."""
    label = f"Open finding on {_called(document, finding)} again"
    return edits.remove(document, label, [finding.accepted.id] if finding.accepted else [])


def _called(document: Document, finding: Finding) -> str:
    return one_line(document.name(finding.subject), 40)
