"""What came of delivering: the files, where they are, and what is to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from vsmstudio.export.tables.words import plural
from vsmstudio.gui.deliver.folder_opening import show_in_folder
from vsmstudio.gui.dialogs.parts import Sentences, button, in_bytes
from vsmstudio.gui.panels.widgets import breakable, label, restyle

_NAMED = 4  # files that are named one by one


class Outcome(QFrame):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outcome")
        self.words = label(name="strong", wrap=True)
        self.said = label(name="sentence", wrap=True)
        self.look = label("Look at this before the files go out:", "strong")
        self.warnings = Sentences("What to look at", most=120)
        self.show_button = button("Show in folder", self._show_folder)
        self._paths: tuple[Path, ...] = ()
        line = QHBoxLayout()
        line.addWidget(self.words, 1)
        line.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(5)
        column.addLayout(line)
        column.addWidget(self.said)
        column.addWidget(self.look)
        column.addWidget(self.warnings)
        self.hide()

    def clear(self) -> None:
        self.hide()

    def show_written(self, paths: Sequence[Path], warnings: Sequence[str]) -> None:
        """These files were written."""
        self._paths = tuple(paths)
        self.words.setText(breakable(f"{plural(len(paths), 'file')} written to {paths[0].parent}"))
        named = [f"{path.name} ({_size(path)})" for path in paths[:_NAMED]]
        if len(paths) > _NAMED:
            named.append(f"and {len(paths) - _NAMED} more")
        self.said.setText(breakable(", ".join(named)))
        self._show(warnings, gap=False, files=True)

    def show_failed(self, why: str, next_: str) -> None:
        """Nothing was written, or not all of it."""
        self.words.setText(breakable(f"◆ {why}"))
        self.said.setText(breakable(next_))
        self._show((), gap=True, files=False)

    def _show(self, warnings: Sequence[str], gap: bool, files: bool) -> None:
        self.warnings.show_sentences(warnings)
        self.warnings.setVisible(bool(warnings))
        self.look.setVisible(bool(warnings))
        self.show_button.setVisible(files)
        restyle(self, "gap" if gap else "")
        self.setAccessibleName(f"{self.words.text()} {self.said.text()}")
        self.show()

    def _show_folder(self) -> None:
        show_in_folder(self._paths)


def _size(path: Path) -> str:
    try:
        return in_bytes(path.stat().st_size)
    except OSError:
        return "gone"
