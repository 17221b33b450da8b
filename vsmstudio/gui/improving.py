"""Making an improvement of what one looks at: a finding, a kaizen burst or note, the barriers of a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from vsmstudio.analysis.results import Finding
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import Planned, planned
from vsmstudio.model.records import Improvement, Map, Note, Step

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

NOTHING = "Select a finding in the list, a kaizen burst or note, or a step with barriers."
_LONGEST = 90  # characters of a proposed name
# What is to be done where the recommendation begins with something else.
_WORDS = {"flow.drift": "Bring document and work into line", "data.missing": "Fill in what is not known"}


class Improving(QObject):
    """Puts into the plan what is selected, once: asked again, it opens what is there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace
        window.findings.improving.connect(self.improve_finding)

    def improve(self) -> None:
        """An improvement of the finding that the list of findings stands on, or of what is selected."""
        finding, chosen = self._finding(), self._chosen()
        if finding is not None and (self._in_list() or not chosen):
            self.improve_finding(finding)
        elif chosen:
            self._improve_chosen(chosen)
        else:
            self._workspace.said.emit(NOTHING)

    def improve_finding(self, finding: Finding) -> None:
        """An improvement of a finding; one that is about an improvement opens that."""
        document = self._workspace.document
        held = document.of(Improvement, finding.subject) or of_finding(planned(document), finding)
        if held is not None:
            self.open(held.id)
            return
        words = proposed_name(document, finding)

        def deed(document: Document) -> Change:
            return edits.improve_finding(
                document, finding.rule, finding.subject, words, finding.aspect, finding.map or None
            )

        self._do(deed)

    def _improve_chosen(self, keys: list[Id]) -> None:
        """One improvement for each note and each step with barriers, as one change."""
        document = self._workspace.document
        there = planned(document)
        held = {key: found for key in keys if (found := there.of_note(key) or there.of_barrier(key))}
        new = [key for key in keys if key not in held and _says_something(document, key)]
        if not new and held:
            self.open(next(iter(held.values())).id)
            return

        def deed(document: Document) -> Change:
            change = Change("", {})
            for key in new or keys[:1]:
                grown = document.apply(change)
                of = edits.improve_note if document.of(Note, key) else edits.improve_barrier
                part = of(grown, key)
                change = change.then(part, part.label)
            return change if len(new) < 2 else Change(f"Add {len(new)} improvements", change.records)

        self._do(deed)

    def _do(self, deed: Callable[[Document], Change]) -> None:
        """Carry it out, and say quietly where it went."""
        workspace = self._workspace
        before = {each.id for each in workspace.document.all(Improvement)}
        if not workspace.do(deed):
            return
        made = [each for each in workspace.document.all(Improvement) if each.id not in before]
        if made:
            first = made[0].name
            short = first if len(first) <= 60 else first[:59] + "…"
            end = "" if short[-1:] in ".?!…" else "."
            words = f"In the plan: {short}{end}" if len(made) == 1 else f"{len(made)} improvements are in the plan."
            self._window.notice.say(words, "Open", lambda: self.open(made[0].id))

    def open(self, key: Id) -> None:
        """Show an improvement in the plan."""
        self._window.notice.hide()
        self._window.carry_out("show_plan")
        self._workspace.show(key)

    def _finding(self) -> Finding | None:
        found = self._window.findings.current() if self._window.findings.isVisible() else None
        return found if isinstance(found, Finding) else None

    def _in_list(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._window.findings.isAncestorOf(focus)

    def _chosen(self) -> list[Id]:
        """Notes and steps among what is selected; an improvement alone is opened."""
        document = self._workspace.document
        return [key for key in self._workspace.selection if isinstance(document.get(key), Note | Step)]


def of_finding(there: Planned, finding: Finding) -> Improvement | None:
    """The improvement that came of a finding."""
    return there.of_finding(finding.rule, finding.subject, finding.aspect)


def proposed_name(document: Document, finding: Finding) -> str:
    """A short name for the improvement of a finding: what it is about, and the first thing to do.

    The room types over it in the plan.
    """
    record = document.get(finding.subject)
    about = document.name(record.stream if isinstance(record, Map) else finding.subject)
    deed = _WORDS.get(finding.rule, finding.recommendation)
    for mark in (": ", "; ", ", "):
        deed = deed.split(mark)[0]
    room = _LONGEST - len(deed) - 2
    about = about if len(about) <= room else about[: max(12, room - 1)] + "…"
    return f"{about}: {deed[:1].lower()}{deed[1:]}" if about else deed


def _says_something(document: Document, key: Id) -> bool:
    note, step = document.of(Note, key), document.of(Step, key)
    return bool((note and note.text.strip()) or (step and step.barriers.strip()))
