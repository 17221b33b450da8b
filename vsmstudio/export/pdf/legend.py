"""The legend under a map: what its lines, frames and badges mean, as far as they occur on it."""

from __future__ import annotations

from vsmstudio.export.legend import SAMPLE, entries
from vsmstudio.export.pdf.painter import draw
from vsmstudio.export.pdf.paper import LEFT, MIDDLE, SMALL, Paper, Piece
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map
from vsmstudio.notation import text


def draw_legend(paper: Paper, document: Document, held_map: Map, baseline: float) -> None:
    """One line of samples with their words."""
    x, found = LEFT, entries(document, held_map)
    taken = sum(SAMPLE + 5 + text.width(words, SMALL) for words, _ in found)
    apart = min(18.0, (MIDDLE - taken) / max(1, len(found) - 1))
    for words, shapes in found:
        canvas = paper.canvas
        canvas.saveState()
        canvas.translate(x, paper.height - baseline + 3)
        for shape in shapes:
            draw(paper, shape)
        canvas.restoreState()
        paper.write(Piece(x + SAMPLE + 5, baseline, words, SMALL, "muted"))
        x += SAMPLE + 5 + text.width(words, SMALL) + apart
