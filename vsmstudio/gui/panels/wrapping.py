"""Words in so many lines and no more, so that a long name is told to go on and never cut through the middle of a line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy

from vsmstudio.gui.panels.widgets import Elided


def lines_of(words: str, font: QFont, width: float, most: int) -> list[str]:
    """`words` in lines of at most `width`; where they need more than `most`, the last of these ends with an ellipsis."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        starts.append(line.textStart())
    layout.endLayout()
    parts = [words[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    if len(parts) > most:
        rest = words[starts[most - 1] :][:400]  # no line holds more
        parts = [*parts[: most - 1], QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return parts


class TwoLines(Elided):
    """A note of one line, or of two where it needs them; the whole of it is in the tooltip."""

    MOST = 2

    def __init__(self, name: str = "") -> None:
        super().__init__(name=name)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def lines(self, width: float) -> list[str]:
        """What is shown in this width, line for line."""
        return lines_of(self.text(), self.font(), width, self.MOST)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.fontMetrics().lineSpacing() * max(1, len(self.lines(width)))

    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), "\n".join(self.lines(self.width())))
