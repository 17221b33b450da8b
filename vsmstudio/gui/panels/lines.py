"""A list of short lines: figures that line up, and a name that leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from vsmstudio.gui import look
from vsmstudio.gui.panels.widgets import Elided, LinkButton, clear, column, label, ltr, row

FIRST = 12  # lines that are shown at first
_HEIGHT = 22


class Line(NamedTuple):
    """One line. `about` tells lines of the same words apart; `act` is done when its name is pressed, with the widget pressed."""

    figures: tuple[str, ...]
    words: str
    about: Hashable = ""
    act: Callable[[QWidget], None] | None = None


class Lines(QWidget):
    """Shows lines, the first of them until all are wanted."""

    def __init__(self, figure_width: int = 60) -> None:
        super().__init__()
        self._width = figure_width
        self._column = column(spacing=2)
        self.setLayout(self._column)
        self._shown: object = None
        self._lines: Sequence[Line] = ()
        self._left_out = 0
        self._all = False
        self._links: list[LinkButton] = []

    def show_lines(self, lines: Sequence[Line], left_out: int = 0) -> None:
        """Show these lines, and say how many more there are; lines that stand already are left alone, with their focus."""
        seen = ([(line.figures, line.words, line.about) for line in lines], left_out)
        if seen == self._shown:
            return
        self._shown, self._lines, self._left_out = seen, lines, left_out
        self._build()

    def links(self) -> list[LinkButton]:
        """The names that can be pressed, from the top."""
        return list(self._links)

    def _build(self) -> None:
        clear(self._column)
        self._links = []
        shown = self._lines if self._all else self._lines[:FIRST]
        for line in shown:
            self._column.addWidget(self._line(line))
        rest = len(self._lines) - len(shown)
        if rest:
            more = LinkButton(f"Show {rest:,} more")
            more.clicked.connect(self._show_all)
            self._links.append(more)
            self._column.addWidget(more)
        elif self._left_out:
            self._column.addWidget(label(f"and {self._left_out:,} more, not listed", "quiet"))

    def _show_all(self) -> None:
        self._all = True
        self._build()

    def _line(self, line: Line) -> QWidget:
        made = QWidget()
        parts: list[QWidget] = []
        for words in line.figures:
            figure = label(words, "number")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            figure.setFixedSize(look.sized(self._width), look.sized(_HEIGHT))
            parts.append(figure)
        parts.append(self._name(line))
        layout = row(*parts, spacing=12)
        layout.setStretch(len(parts) - 1, 1)
        made.setLayout(layout)
        return made

    def _name(self, line: Line) -> QWidget:
        if line.act is None:
            return Elided(ltr(line.words), "plainLine")
        act = line.act
        link = LinkButton(ltr(line.words))
        link.setAccessibleName(f"{', '.join(line.figures)}: {line.words}" if line.figures else line.words)
        link.clicked.connect(lambda: act(link))
        self._links.append(link)
        return link
