"""Reviews a merge: what comes in, what both sides changed, and what the rules make of the choices."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from vsmstudio.export.tables.words import plural
from vsmstudio.gui.dialogs.clash_model import ClashModel
from vsmstudio.gui.dialogs.clash_table import ClashTable
from vsmstudio.gui.dialogs.merge_rows import what_comes_in
from vsmstudio.gui.dialogs.parts import Sentences, button, foot, page
from vsmstudio.gui.panels.widgets import breakable, label
from vsmstudio.model.document import Change
from vsmstudio.model.merge import Choice, Merge
from vsmstudio.model.words import one_line

NO_BASE = "The version that both files came from is not known, so every field that differs is asked."
NO_CLASH = "Nothing was changed on both sides, so there is nothing to choose."
NOTHING = "It holds nothing that is not here already."
_SOON = 150  # milliseconds, so that choosing stays quick while the rules look on
_MOST = 100  # sentences


class MergeDialog(QDialog):
    """`name` is what the other file is called; accepted, `change` is the one change that brings it in."""

    def __init__(self, parent: QWidget | None, merge: Merge, name: str, base_known: bool) -> None:
        super().__init__(parent)
        self._merge, self._name, self._base_known = merge, one_line(name), base_known
        self.setWindowTitle(f"Merge {self._name}")
        column = page(self)
        self.summary = label(name="engagement", wrap=True)
        column.addWidget(self.summary)
        if not base_known and merge.clashes:
            column.addWidget(label(NO_BASE, "sentence", wrap=True))
        self.model = ClashModel(merge.clashes, name)
        self.table = ClashTable(self.model, base_known)
        if merge.clashes:
            column.addLayout(self._over_the_table())
            column.addWidget(self.table, 1)
        else:
            column.addWidget(label(NO_CLASH if merge.change() else NOTHING, "sentence", wrap=True))
            self.table.hide()
        self._know = label("Good to know", "strong")
        self.notes = Sentences("Good to know", most=170)
        column.addWidget(self._know)
        column.addWidget(self.notes)
        if not merge.clashes:
            column.addStretch(1)
        self.accept_button = button("Merge", self.accept, primary=True)
        self.accept_button.setDefault(True)
        column.addLayout(foot(self.accept_button, button("Cancel", self.reject)))
        self._twins = merge.twins
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._refresh)
        self.model.chosen.connect(lambda: self._soon.start(_SOON))
        self._refresh()
        self.setMinimumSize(640, 460 if merge.clashes else 180)
        self.resize(*((920, 640) if merge.clashes else (640, 320 if self.notes.said else 180)))
        (self.table if merge.clashes else self.accept_button).setFocus()

    def _over_the_table(self) -> QHBoxLayout:
        asked = plural(sum(row.asks for row in self.model.rows), "thing")
        verb = "was" if asked == "1 thing" else "were"
        known = (
            f"{asked} {verb} changed on both sides." if self._base_known else f"{asked} differ{'s' * (verb == 'was')}."
        )
        words = label(f"{known} Choose what holds.", "sentence", wrap=True)
        self.take_ours = button("Take all from here", lambda: self.model.choose_all(Choice.OURS))
        short = one_line(self._name, 18).replace("&", "&&")
        self.take_theirs = button(f"Take all from {short}", lambda: self.model.choose_all(Choice.THEIRS))
        return foot(self.take_ours, self.take_theirs, before=words)

    def _refresh(self) -> None:
        """Say again what comes in and what the rules settled, with the choices as they are."""
        choices = self.model.choices
        change = self._merge.change(choices)
        words = what_comes_in(change, self._name)
        if not change and self._merge.clashes:
            words = f"With these choices nothing comes in from {self._name}."
        self.summary.setText(breakable(words))
        notes = (*self._merge.problems(choices), *self._twins)
        more = len(notes) - _MOST
        self.notes.show_sentences((*notes[:_MOST], *([f"… and {more:,} more."] if more > 0 else [])))
        self._know.setVisible(bool(notes))
        self.notes.setVisible(bool(notes))

    def change(self) -> Change:
        """The change to the own document with what was chosen, which is always sound."""
        return self._merge.change(self.model.choices)
