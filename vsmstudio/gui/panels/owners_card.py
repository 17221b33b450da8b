"""Beside the ownership matrix: where nobody is accountable along critical paths, and what is owned in the wrong place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.export.tables.words import percent
from vsmstudio.gui.panels.widgets import LinkButton, Scroll, clear, column, label, ltr
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.durations import show
from vsmstudio.model.ids import Id

MOST_LINES = 12
_MISPLACED = ("owner.stream-in-it", "owner.stream-outside", "owner.service-misplaced", "owner.it-service-outside-it",
              "owner.service-not-stream-owner")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to settle: words that lead to records, what is so, and what to do."""

    words: str
    about: str
    records: tuple[Id, ...]
    todo: str = ""


def gaps_of(document: Document, analysis: Analysis) -> tuple[Advice, ...]:
    """Runs of steps along the critical paths of current maps that nobody owns, the longest share first."""
    calendar, found = document.engagement.calendar, []
    for stream in document.streams:
        current = document.current_map(stream.id)
        result = analysis.maps.get(current.id) if current else None
        for gap in result.gaps if result else ():
            first, last = document.name(gap.steps[0]), document.name(gap.steps[-1])
            words = first if len(gap.steps) == 1 else f"{first} → {last}"
            timed = result is not None and result.figures.lead_time is not None
            time = f"{show(gap.minutes, calendar)}, {percent(gap.share)} of the lead time of {stream.name}"
            found.append((gap.share, Advice(words, time if timed else f"In {stream.name}", gap.steps)))
    return tuple(each for _, each in sorted(found, key=lambda pair: -pair[0]))


def misplaced(document: Document, analysis: Analysis) -> tuple[Advice, ...]:
    """What is owned in the wrong place, with who is proposed and why."""
    found = [each for each in analysis.findings if each.rule in _MISPLACED and not each.future]
    return tuple(Advice(document.name(each.subject), each.message, (each.subject,), _todo(each)) for each in found)


def _todo(finding: Finding) -> str:
    """What to do; where somebody is proposed, with the whole reason."""
    proposed, why = finding.evidence.get("proposed"), finding.evidence.get("why")
    return f"Propose {proposed['name']}, {why}" if proposed and why else finding.recommendation


class OwnersCard(QWidget):
    """Shows both lists; a name that is pressed leads to its records."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Accountability gaps")
        self.setMinimumWidth(200)
        self._shown: tuple[tuple[Advice, ...], tuple[Advice, ...]] | None = None
        self._lines = column(spacing=1)
        body = QWidget()
        inner = column(margins=(14, 10, 14, 10))
        inner.addLayout(self._lines)
        inner.addStretch(1)
        body.setLayout(inner)
        scroll = Scroll(body)
        scroll.setAccessibleName(self.accessibleName())
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setLayout(column(scroll))

    def sizeHint(self) -> QSize:
        return QSize(264, 120)

    def refresh(self) -> None:
        document, analysis = self.workspace.document, self.workspace.analysis
        shown = gaps_of(document, analysis), misplaced(document, analysis)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._lines)
        self._list("Nobody is accountable for", shown[0], "Every step along the critical paths has an owner.")
        self._list("Owned in the wrong place", shown[1], "No stream or service is owned in the wrong place.")

    def _list(self, caption: str, listed: tuple[Advice, ...], none: str) -> None:
        head = label(caption.upper(), "caption")
        head.setContentsMargins(0, 8 if self._lines.count() else 0, 0, 2)
        self._lines.addWidget(head)
        if not listed:
            self._lines.addWidget(label(none, "empty", wrap=True))
        for each in listed[:MOST_LINES]:
            self._add(each)
        if len(listed) > MOST_LINES:
            self._lines.addWidget(label(f"and {len(listed) - MOST_LINES:,} more; Findings lists all", "quiet"))

    def _add(self, each: Advice) -> None:
        link = LinkButton(ltr(each.words))
        link.setAccessibleName(f"{each.words}. {each.about}. {each.todo}".rstrip(". "))
        link.clicked.connect(lambda: self._show(each))
        self._lines.addWidget(link)
        self._lines.addWidget(label(ltr(f"◆ {each.about}"), "gapText", wrap=True))
        if each.todo:
            self._lines.addWidget(label(ltr(each.todo), "quiet", wrap=True))

    def _show(self, each: Advice) -> None:
        self.workspace.show(each.records[0])
        self.workspace.select(each.records)
