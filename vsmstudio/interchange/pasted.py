"""Steps from what was copied out of a spreadsheet: a column of names, or a table with or without a header row.

What cannot be understood is kept in the notes of its step, so that nothing is lost, and said.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.interchange import columns, step_table
from vsmstudio.interchange.cells import BLANK
from vsmstudio.interchange.clip_text import read_cells
from vsmstudio.interchange.imported import Imported, Problem
from vsmstudio.model.document import Document
from vsmstudio.model.durations import UNIT_OF, BadDuration, parse

_NAME = "Clipboard"
_NAMELESS = "New step"
_LONGEST_NAME = 200
_AGAIN = 4  # how often cells that cannot be read are set aside, before the rest of their rows is
_ONE_WORD = {"step", "steps", "processstep", "processsteps", "activity", "activities", "stepname"}
_NUMBER = re.compile(r"\d+([.,]\d+)?")
_UNIT = re.compile(r"\d\s*(" + "|".join(sorted(map(re.escape, UNIT_OF), key=len, reverse=True)) + r")\b", re.IGNORECASE)
_QUIET = ("there is no column Predecessors", "By their names", "put on the business side")

Rows = list[list[str]]


class NotUnderstood(NamedTuple):
    """A cell that is kept as a note: its row as it was copied (from 1), its column, and what it says."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        shown = " ".join(self.text.split())
        return f"row {self.row}, {self.column} “{shown if len(shown) <= 30 else shown[:29] + '…'}”"


class Pasted(NamedTuple):
    """The steps of a clipboard as a document of their own (not laid out), what was not understood, and remarks."""

    document: Document
    kept: tuple[NotUnderstood, ...] = ()
    remarks: tuple[str, ...] = ()


def read_pasted(text: str, waits: bool = False) -> Pasted:
    """The steps in a text. `waits`: a second time of a table without a header is the wait, and not the lead time.

    Raises `TooMuch`, and `BadSource` where there is nothing that could be a step.
    """
    rows, first = _rows(text)
    header = _header(rows)
    if header is None:
        rows = [_guessed(rows, waits), *rows]
        offset = first - 1
    else:
        first += header
        rows, offset = rows[header:], first
    rows = [[_plain(cell) for cell in row] for row in rows]
    return _kept(rows, offset)


def _rows(text: str) -> tuple[Rows, int]:
    """The rows that hold something, as cells by tabs; by comma or semicolon where only that shows a header."""
    rows = read_cells(text)
    blank = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    rows = rows[blank:]
    if rows and all(len(row) == 1 for row in rows):
        for delimiter in ";,":
            try:
                other = list(csv.reader(io.StringIO("\n".join(row[0] for row in rows)), delimiter=delimiter))
            except csv.Error:
                continue
            if other and columns.score(other[0]) > 1:
                return other, blank + 1
    return rows, blank + 1


def _header(rows: Rows) -> int | None:
    """Which row names the columns; None where none does. A single word heads a column only where it can mean nothing else."""
    best = max(range(min(len(rows), 20)), key=lambda at: (columns.score(rows[at]), -at), default=None)
    if best is None or columns.score(rows[best]) == 0:
        return None
    if columns.score(rows[best]) > 1:
        return best
    titles = [columns.plain(cell) for cell in rows[0] if cell.strip()]
    return 0 if columns.score(rows[0]) and (len(titles) > 1 or titles[0] in _ONE_WORD) else None


# --- tables without a header -------------------------------------------------------------------------------------------


def _guessed(rows: Rows, waits: bool) -> list[str]:
    """Titles for the columns of a table without any: names first, the others by what stands in them."""
    width = max((len(row) for row in rows), default=1)
    kinds = [_kind([row[at] for row in rows if at < len(row)]) for at in range(width)]
    name = next((at for at, kind in enumerate(kinds) if kind == "words"), 0)
    times, words = ["PT", "Wait" if waits else "LT"], ["Owner", "Performer"]
    figures = [times[0], times[1], "%C&A"]
    titles: list[str] = []
    for at, kind in enumerate(kinds):
        title = ""
        if at == name:
            title = "Step"
        elif at < name:
            title = "Id" if kind == "number" and "Id" not in titles else ""
        elif kind == "share":
            title = "%C&A"
        elif kind == "time":
            title = next((each for each in times if each not in titles), "")
        elif kind == "number":
            title = next((each for each in figures if each not in titles), "")
        elif kind == "words":
            title = next((each for each in words if each not in titles), "")
        titles.append(f"Column {at + 1}" if not title or title in titles else title)
    return titles


def _kind(cells: Sequence[str]) -> str:
    """What most of the cells of a column are: share, time, number or words; blank where it is empty."""
    held = [cell.strip() for cell in cells if cell.strip() not in BLANK]
    if not held:
        return ""
    if 2 * sum(cell.endswith("%") for cell in held) >= len(held):
        return "share"
    if 2 * sum(_is_time(cell) for cell in held) >= len(held):
        return "time"
    return "number" if 2 * sum(bool(_NUMBER.fullmatch(cell)) for cell in held) > len(held) else "words"


def _is_time(cell: str) -> bool:
    try:
        return bool(_UNIT.search(cell)) and parse(cell) is not None
    except BadDuration:
        return False


# --- nothing is lost -----------------------------------------------------------------------------------------------------


def _kept(rows: Rows, offset: int) -> Pasted:
    """The steps of rows under their header. Cells that cannot be read are put among the notes, and it is read again."""
    header = rows[0]
    if "Notes" not in columns.read_header(header).columns:
        rows[0] = header = [*header, "Notes"]
    known = columns.read_header(header, rows[1:]).columns
    name, notes = known["Step"].index, known["Notes"].index
    for row in rows[1:]:
        row.extend([""] * (len(header) - len(row)))
        _set_aside_beyond(row, header, notes)
        _shorten(row, name, notes)
    kept: list[NotUnderstood] = []
    for turn in range(_AGAIN + 1):
        imported, at_line = _read(rows)
        if not imported.problems:
            break
        for problem in imported.problems:
            at = at_line[problem.row]
            cells = _refused(rows[at], header, (name, notes), problem, whole=turn >= _AGAIN - 1)
            kept += _set_aside(rows[at], header, (name, notes), cells, at + offset)
    remarks = [note.removeprefix(f"{_NAME}: ") for note in imported.notes if not any(each in note for each in _QUIET)]
    return Pasted(imported.document, tuple(dict.fromkeys(kept)), tuple(remarks))


def _read(rows: Rows) -> tuple[Imported, dict[int, int]]:
    """What the rows say, and which row begins on which line."""
    out, line, at_line = io.StringIO(), 1, {}
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for at, row in enumerate(rows):
        at_line[line] = at
        line += 1 + sum(cell.count("\n") for cell in row)
        writer.writerow(row)
    return step_table.read_text(out.getvalue(), _NAME), at_line


def _refused(row: list[str], header: list[str], held: tuple[int, int], problem: Problem, whole: bool) -> list[int]:
    """The cells that a problem is about; of a row that resists, all but its name and notes."""
    if not row[held[0]].strip():
        return [held[0]]
    named = [at for at, title in enumerate(header) if title == problem.column and at not in held]
    places = [at for at in named if row[at].strip() == problem.text.strip()] or named
    everything = [at for at, cell in enumerate(row) if at not in held and cell.strip()]
    return everything if whole or not places else places[:1]


def _set_aside(
    row: list[str], header: list[str], held: tuple[int, int], places: Sequence[int], number: int
) -> list[NotUnderstood]:
    """Move cells into the notes of their row; a row without a name gets one."""
    name, notes = held
    found = []
    for at in places:
        found.append(NotUnderstood(number, header[at], row[at]))
        if at == name:
            row[name] = _NAMELESS
            continue
        row[notes] = "\n".join(part for part in (row[notes], f"{header[at]}: {row[at]}") if part)
        row[at] = ""
    return found


def _set_aside_beyond(row: list[str], header: list[str], notes: int) -> None:
    """What stands beyond the last column belongs to no figure: it is a note."""
    extra = [cell for cell in row[len(header) :] if cell.strip()]
    if extra:
        row[notes] = "\n".join(part for part in (row[notes], *extra) if part)
    del row[len(header) :]


def _shorten(row: list[str], name: int, notes: int) -> None:
    """A text that is far too long for a name is a note, and its beginning the name."""
    if len(row[name]) > _LONGEST_NAME:
        row[notes] = "\n".join(part for part in (row[notes], row[name]) if part)
        row[name] = row[name][: _LONGEST_NAME - 1] + "…"


def _plain(cell: str) -> str:
    """A cell without the line ends of other systems."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")
