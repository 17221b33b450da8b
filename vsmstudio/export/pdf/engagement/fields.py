"""Labelled texts in columns that keep to a height: long ones end with an ellipsis, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.export.pdf.marks import diamond
from vsmstudio.export.pdf.paper import BODY, SMALL, Paper, Piece
from vsmstudio.export.tables.words import kept
from vsmstudio.notation import text

_LEADING, _LABEL, _BETWEEN, _MOST = 1.36, 11.0, 9.0, 60
_BULLET = "• "
_SIZES = (11.5, 10.5, BODY + 0.5, BODY, 8.2)


class Field(NamedTuple):
    """A label with its text. `lacking`: nobody has said it, and it is needed."""

    label: str
    words: str
    bold: bool = False
    lacking: bool = False


class Fitted(NamedTuple):
    """Fields as lines of one size; `clipped`: something was cut."""

    fields: tuple[tuple[Field, tuple[str, ...]], ...]
    size: float
    clipped: bool

    @property
    def height(self) -> float:
        return _height([len(lines) for _, lines in self.fields], self.size)


def fit_all(columns: Sequence[Sequence[Field]], width: float, height: float) -> list[Fitted]:
    """Columns beside each other in one size, the largest in which all of them are whole."""
    found = [fit(fields, width, height) for fields in columns]
    size = min(each.size for each in found)
    return [
        each if each.size == size else fit(fields, width, height, size)
        for each, fields in zip(found, columns, strict=True)
    ]


def fit(fields: Sequence[Field], width: float, height: float, most: float = _SIZES[0]) -> Fitted:
    """The fields in a column of this width and height, in the largest size (at most `most`) in which all is whole; else cut."""
    for size in [each for each in _SIZES if each <= most]:
        lines = [_wrapped(each, size, width, _MOST) for each in fields]
        whole = all(len(each) < _MOST for each in lines)
        if whole and _height([len(each) for each in lines], size) <= height:
            return Fitted(tuple(zip(fields, lines, strict=True)), size, False)
    size = _SIZES[-1]
    counts = [len(each) for each in lines]
    while _height(counts, size) > height and max(counts, default=0) > 1:
        longest = counts.index(max(counts))
        counts[longest] -= 1
    cut = [_wrapped(each, size, width, count) for each, count in zip(fields, counts, strict=True)]
    return Fitted(tuple(zip(fields, cut, strict=True)), size, True)


def draw_fields(paper: Paper, x: float, y: float, fitted: Fitted) -> float:
    """The column from `y` downwards; the y under it."""
    size = fitted.size
    pieces = []
    for field, lines in fitted.fields:
        pieces.append(Piece(x, y + SMALL, field.label, SMALL, "muted", bold=True))
        y += _LABEL
        color, left = ("gap", x + 10) if field.lacking else ("ink", x)
        if field.lacking:
            diamond(paper, x + 3.6, y + size * 0.65, "gap")
        hang = _hang(field, size)
        pieces += [
            Piece(
                left + (0.0 if line.startswith(_BULLET) else hang),
                y + size + at * size * _LEADING,
                line,
                size,
                color,
                field.bold,
            )
            for at, line in enumerate(lines)
        ]
        y += len(lines) * size * _LEADING + _BETWEEN
    paper.write_all(pieces)
    return y - _BETWEEN


def _wrapped(field: Field, size: float, width: float, lines: int) -> tuple[str, ...]:
    room = width - (10 if field.lacking else 0) - _hang(field, size)
    return text.wrap(kept(field.words), size, room, field.bold, lines)


def _hang(field: Field, size: float) -> float:
    """How far the further lines of a listed text stand in, under its words and not under the bullet."""
    return text.width(_BULLET, size, field.bold) if field.words.startswith(_BULLET) else 0.0


def _height(counts: Sequence[int], size: float) -> float:
    return sum(_LABEL + count * size * _LEADING for count in counts) + _BETWEEN * max(len(counts) - 1, 0)


def bulleted(words: str) -> str:
    """Lines as a list: a bullet before each where there are several."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return "\n".join(f"{_BULLET}{line}" for line in lines) if len(lines) > 1 else "".join(lines)


def sentence(words: str, most: int = 160) -> str:
    """The first sentence of a text, on one line, at most so many characters, ended by a full stop."""
    line = " ".join(words.split())
    for end in (". ", "! ", "? "):
        line = line.split(end, 1)[0]
    line = line.rstrip(".")
    if len(line) > most:
        return line[:most].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    return f"{line}." if line and line[-1] not in "!?…" else line


def names(several: Sequence[str], most: int = 3) -> str:
    """Names in a sentence: `A`, `A and B`, `A, B and 2 more`."""
    shown = [text.shorten(each, BODY, 190) for each in dict.fromkeys(several)]
    if len(shown) > most:
        return f"{', '.join(shown[: most - 1])} and {len(shown) - most + 1} more"
    return " and ".join(([", ".join(shown[:-1])] if len(shown) > 1 else []) + shown[-1:])
