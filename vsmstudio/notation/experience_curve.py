"""One curve of experience: points from 1 (very poor) to 5 (very good), joined where columns follow each other, with notes.

The lane under a map, the window's page and the report draw the same one. What is poor is told by a diamond, words and colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vsmstudio.model.ids import Id
from vsmstudio.model.ratings import POOR as POOR
from vsmstudio.notation import text
from vsmstudio.notation.parts import LABEL, diamond
from vsmstudio.notation.shapes import Box, Poly, Shape, Words

SIZE, LEVEL = 22.0, 13.0  # of a point; from one rating to the next
_LINE = 14.0
_LEAST, _MOST = 44.0, 196.0  # pixels for a note
_PAD = SIZE / 2 + 3


class Spot(NamedTuple):
    """One point: the middle of it, its rating, what is said under it, and in which column it stands.

    `number` is that of its step, where the place does not tell which one it is.
    """

    x: float
    rating: float
    note: str
    column: int
    number: str = ""
    key: Id = ""
    tip: str = ""


def rating_words(rating: float) -> str:
    """A rating in words."""
    return ("Very poor", "Poor", "Fair", "Good", "Very good")[min(5, max(1, int(rating + 0.5))) - 1]


def shown(rating: float) -> str:
    """A rating as a number, to a tenth: `4`, `3.5`."""
    return f"{rating:.1f}".removesuffix(".0")


def height(spots: Sequence[Spot], pitch: float = LEVEL) -> float:
    """How high a curve is with its notes; `pitch` is the way from one rating to the next."""
    lines = max((len(_note(spots, at)) for at in range(len(spots))), default=0)
    return 4 * pitch + 2 * _PAD + _LINE * lines + (8 if lines else 0)


def level(top: float, rating: float, pitch: float = LEVEL) -> float:
    """The height at which a rating stands."""
    return top + _PAD + (5 - rating) * pitch


def draw_back(spots: Sequence[Spot], left: float, right: float, top: float, pitch: float = LEVEL) -> list[Shape]:
    """What lies behind the points: lines at 5, 3 and 1, said at the right, then the curve, then what is noted."""
    shapes: list[Shape] = [
        Poly(((left, y), (right, y)), stroke="hairline", line=0.8, dash=(2, 4))
        for y in (level(top, each, pitch) for each in (5, 3, 1))
    ]
    for run in runs(spots):
        if len(run) > 1:
            shapes.append(
                Poly(tuple((each.x, level(top, each.rating, pitch)) for each in run), stroke="line", line=1.8)
            )
    for rating, words in ((5, "5 very good"), (1, "1 very poor")):
        shapes.append(Words(right + SIZE / 2 + 4, level(top, rating, pitch) + LABEL * 0.36, words, LABEL, "muted"))
    first = top + 4 * pitch + 2 * _PAD + LABEL * 0.8 + 4
    for at, each in enumerate(spots):
        color = "gap" if each.rating <= POOR else "muted"
        for line, words in enumerate(_note(spots, at)):
            shapes.append(Words(each.x, first + _LINE * line, words, LABEL, color, align="center"))
    return shapes


def draw_spot(spot: Spot, top: float, pitch: float = LEVEL) -> tuple[Shape, ...]:
    """A point with its rating: round, or a diamond where that is poor."""
    x, y = spot.x, level(top, spot.rating, pitch)
    said = shown(spot.rating)
    size = LABEL if len(said) < 2 else 9.5
    if spot.rating <= POOR:
        mark: Shape = diamond(x, y, SIZE + 6, fill="gap_soft", stroke="gap_line", line=1.8)
        return mark, Words(x, y + size * 0.36, said, size, "gap", bold=True, align="center")
    mark = Box(x - SIZE / 2, y - SIZE / 2, SIZE, SIZE, fill="sheet", stroke="line", line=1.4, radius=SIZE / 2)
    return mark, Words(x, y + size * 0.36, said, size, "ink", bold=True, align="center")


def runs(spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    """Points with no column between them that nobody rated: a curve ends where nothing is known."""
    run: list[Spot] = []
    for each in spots:
        if run and each.column - run[-1].column > 1:
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _note(spots: Sequence[Spot], at: int) -> tuple[str, ...]:
    """The lines under a point, in the room that its neighbours leave."""
    spot = spots[at]
    room = min([_MOST, *(abs(spots[each].x - spot.x) - 10 for each in (at - 1, at + 1) if 0 <= each < len(spots))])
    if room < _LEAST:
        return ()
    words = " ".join(spot.note.split())
    if spot.rating <= POOR:
        poor = rating_words(spot.rating)
        words = f"{poor}: {words}" if words else poor
    return text.wrap(f"{spot.number} {words}".strip(), LABEL, room, lines=2)
