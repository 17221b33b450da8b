"""A column of stacked bars: of each row its parts beside each other on one scale, told by a letter as well as by their fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vsmstudio.export.pdf.paper import BODY, Paper, Piece
from vsmstudio.export.pdf.tabling import PAD, Col, Mark
from vsmstudio.export.tables.table import Cell, Column, Table
from vsmstudio.notation.text import cap_height

KEY = "stacked"
_FILLS = ("accent", "owner4", "owner5", "owner3", "owner2", "owner6", "owner_other")
_TALL, _SIZE = 10.0, 6.5


def letter(place: int) -> str:
    """The letter of the part at a place; none from the 27th on."""
    return chr(ord("A") + place) if place < 26 else ""


def stacked(table: Table, parts: Sequence[str], rest: str, width: float) -> tuple[Table, Col]:
    """The table with a column of bars, and that column on paper. `parts` are its columns that add up, `rest` what is left.

    The rest is drawn as a gap: an open frame with a dash.
    """
    places = [table.at(key) for key in (*parts, rest)]
    amounts = [[_amount(row[place]) for place in places] for row in table.rows]
    longest = max((sum(each) for each in amounts), default=0.0)
    columns = (*table.columns, Column(KEY, ""))
    rows = tuple((*row, number) for number, row in enumerate(table.rows))

    def mark(value: Cell) -> Mark | None:
        if not isinstance(value, int) or longest <= 0:
            return None

        def draw(paper: Paper, x: float, baseline: float, wide: float) -> None:
            _draw(paper, amounts[value], x + PAD, baseline, (wide - 2 * PAD) / longest)

        return draw

    return replace(table, columns=columns, rows=rows), Col(KEY, width, " ", mark=mark)


def _draw(paper: Paper, amounts: Sequence[float], x: float, baseline: float, scale: float) -> None:
    top = baseline - cap_height(BODY) / 2 - _TALL / 2
    for place, amount in enumerate(amounts):
        wide = amount * scale
        if wide <= 0:
            continue
        left = place == len(amounts) - 1
        if left:
            paper.box(x + 0.4, top + 0.4, max(wide - 1.2, 0.6), _TALL - 0.8, fill="sheet", stroke="gap_line")
        else:
            paper.box(x, top, max(wide - 0.7, 0.4), _TALL, fill=_FILLS[place % len(_FILLS)])
        said = "–" if left else letter(place)
        if wide > 9 and said:
            color = "gap" if left else "on_accent" if place % len(_FILLS) == 0 else "on_tint"
            paper.write(Piece(x + wide / 2, top + _TALL / 2 + _SIZE * 0.36, said, _SIZE, color, True, "center"))
        x += wide


def _amount(value: Cell) -> float:
    return float(value) if isinstance(value, (int, float)) and value > 0 else 0.0
