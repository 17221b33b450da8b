"""The pages of a map in strips: as many on each as fit, with marks that say where the map goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vsmstudio.export.pdf.painter import paint
from vsmstudio.export.pdf.paper import FRESH, LEFT, MIDDLE, SMALL, Paper, Piece
from vsmstudio.export.pdf.strips import READABLE, ROWS, Strips, in_window, strips
from vsmstudio.notation.shapes import Picture, Rect, Words

LEGEND = 26.0  # room for it under the last strip of a page
_MARKS, _BETWEEN = 15.0, 14.0


def draw_strips(
    paper: Paper, drawn: Picture, title: str, y: float, legend: Callable[[float], None], large: bool = False
) -> None:
    """Draw the strips from `y` on the open page downwards, and on pages headed by `title`; the legend under each page's.

    What can be read is a matter of the real sheet: on a large one more stands in a strip.
    """
    found = _stacked(drawn, y, paper.bottom - LEGEND, paper.unit)
    windows = found.windows
    shown = [index for index, window in enumerate(windows) if _says(drawn, window)]
    pages = _paged([(index, windows[index]) for index in shown], found.scale, y, paper.bottom)
    at = {index: paper.label(paper.page + number) for number, page in enumerate(pages) for index, _ in page}
    for number, page in enumerate(pages):
        if number:
            y = paper.open_page(title, level=None, large=large)
        for index, window in page:
            place = Rect(LEFT, y + _MARKS, window.width * found.scale, window.height * found.scale)
            paint(paper, drawn, place, window, found.scale)
            _draw_marks(paper, found, index, at, place)
            y = place.bottom + _BETWEEN
        legend(y - _BETWEEN)


def _stacked(drawn: Picture, y: float, bottom: float, unit: float) -> Strips:
    """Strips of which as many as can be read stand one under another on a page, and at least one from `y` on."""
    readable, room = READABLE / unit, bottom - FRESH
    count = max(1, int((room + _BETWEEN) / (drawn.area.height * readable + _MARKS + _BETWEEN)))
    high = min((room + _BETWEEN) / count - _BETWEEN, bottom - y) - _MARKS
    return strips(drawn, MIDDLE, high, readable, ROWS / unit)


def _says(drawn: Picture, window: Rect) -> bool:
    """Do any words stand in a part of a map? Where rows differ in length, some parts hold nothing but lines."""
    return any(isinstance(shape, Words) for element in drawn.elements for shape in in_window(element, window))


def _paged(windows: Sequence[tuple[int, Rect]], scale: float, y: float, bottom: float) -> list[list[tuple[int, Rect]]]:
    """The windows that stand on each page, with their places among all."""
    pages: list[list[tuple[int, Rect]]] = [[]]
    for index, window in windows:
        height = _MARKS + window.height * scale
        if pages[-1] and y + height > bottom - LEGEND:
            pages.append([])
            y = FRESH
        pages[-1].append((index, window))
        y += height + _BETWEEN
    return pages


def _draw_marks(paper: Paper, found: Strips, index: int, at: Mapping[int, str], place: Rect) -> None:
    """Lines over the columns that a neighbour shows too, with its page; and where the rows above and below stand."""
    row, column = divmod(index, len(found.columns))
    begin, end = found.columns[column]
    y = place.y - 7
    if column and index - 1 in at:
        shared = max(found.columns[column - 1][1] - begin, 0) * found.scale
        paper.line(LEFT, y, LEFT + shared, y, "outline")
        paper.line(LEFT, y, LEFT, place.bottom)
        paper.write(Piece(LEFT, y - 3, _where("continues from", index - 1, index, at), SMALL, "muted"))
    if column + 1 < len(found.columns) and index + 1 in at:
        shared = max(end - found.columns[column + 1][0], 0) * found.scale
        paper.line(place.right - shared, y, place.right, y, "outline")
        paper.line(place.right, y, place.right, place.bottom)
        words = _where("continues", index + 1, index, at)
        paper.write(Piece(place.right, y - 3, words, SMALL, "muted", align="right"))
    beside = [index - len(found.columns)] if row else []
    beside += [index + len(found.columns)] if row + 1 < len(found.rows) else []
    said = [f"rows {'above' if other < index else 'below'} on page {at[other]}" for other in beside if other in at]
    paper.write(Piece(LEFT + MIDDLE / 2, y - 3, ", ".join(said), SMALL, "muted", align="center"))


def _where(words: str, other: int, index: int, at: Mapping[int, str]) -> str:
    if at[other] != at[index]:
        return f"{words} {'' if other < index else 'on '}page {at[other]}"
    return f"{words} {'above' if other < index else 'below'}"
