"""How far a measure is on its way from baseline to target, as a bar in a table's cell."""

from __future__ import annotations

from vsmstudio.export.pdf.paper import BODY, Paper
from vsmstudio.export.pdf.tabling import PAD, Mark
from vsmstudio.notation.text import cap_height

_BACK, _BEYOND = 0.22, 0.12  # parts of the bar before the baseline and behind the target


def gauge(share: float | None) -> Mark:
    """The way from baseline (a stroke at the left) to target (a stroke at the right), as far as it was gone.

    Below 0 it leads to the left of the baseline, in the colour of what is worse. None: an empty bar.
    """

    def mark(paper: Paper, x: float, baseline: float, width: float) -> None:
        left, room = x + PAD, width - 2 * PAD
        middle = baseline - cap_height(BODY) / 2
        start, way = left + room * _BACK, room * (1 - _BACK - _BEYOND)
        paper.box(start, middle - 3.5, way, 7, fill="head")
        if share is not None:
            gone = max(-_BACK / (1 - _BACK - _BEYOND), min(share, 1 + _BEYOND / (1 - _BACK - _BEYOND))) * way
            color = "critical" if share < 0 else "good" if share >= 1 - 1e-9 else "accent"
            paper.box(start + min(gone, 0.0), middle - 3.5, max(abs(gone), 0.8), 7, fill=color)
        for at in (start, start + way):
            paper.line(at, middle - 6.5, at, middle + 6.5, "line", 1.0)

    return mark
