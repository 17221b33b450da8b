"""Rows whose quoting is damaged: where they end, and what their cells are, told by how many cells a row should have."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

REASON = "its cells cannot be told apart; put quotation marks around texts that hold the delimiter, and two inside them"
_FARTHEST = 60  # lines that a torn row may go on
_LONGEST = 100_000  # characters of a torn row
_MOST_WORK = 4_000_000  # characters looked at; rows behind that are taken line by line
_ANYWHERE = 4  # ways that are tried where nothing says that the row ends
_MOST_MARKS = 200  # quotation marks of a row of which one may be too many

Row = tuple[int, list[str], str]
Way = Callable[[str], list[str] | None]


class Reader(Protocol):
    """What `csv.reader` gives."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


class Mending:
    """The rows of lines by a delimiter. `mended` has the line numbers of rows that were damaged and fit all the same.

    `regular`: nearly all rows have as many cells as the header, so that a short one is suspect.
    """

    def __init__(self, lines: Sequence[str], delimiter: str, width: int, regular: bool) -> None:
        self.lines, self.delimiter, self.width, self.regular = lines, delimiter, width, regular
        self.mended: list[int] = []
        self._work = 0

    def rows(self, first: int = 0) -> Iterator[Row]:
        """Every row from the line at `first` on: its line number (from 1), its cells, and its flaw, if any."""
        at = first
        while at < len(self.lines):
            start, sound = at, None
            try:
                reader = self._reader(start, len(self.lines))
                for cells in reader:
                    end = start + reader.line_num
                    if len(cells) != self.width and self._looks_torn(cells, at, end):
                        sound = (cells, end)
                        break
                    yield at + 1, cells, ""
                    at = end
            except csv.Error:
                pass
            if at < len(self.lines):
                cells, end, fits = self._torn(at)
                if fits:
                    self.mended.append(at + 1)
                elif sound is not None:
                    cells, end = sound
                yield at + 1, cells, "" if fits or sound is not None else REASON
                at = end

    def _reader(self, start: int, end: int) -> Reader:
        return csv.reader(map(self.lines.__getitem__, range(start, end)), delimiter=self.delimiter, strict=True)

    def _looks_torn(self, cells: Sequence[str], start: int, end: int) -> bool:
        """May a row that is read without error be a part of one, or have fallen apart at quotation marks?

        A quotation mark in a cell without any around it gives that away: no program writes one.
        """
        if len(cells) > self.width:
            return any(cells[self.width :]) and self._bare_mark(start, end)
        if not self.regular or end >= len(self.lines) or self._begins(end):
            return False
        return self._bare_mark(start, end) or self._bare_mark(end, min(len(self.lines), end + _FARTHEST))

    def _bare_mark(self, start: int, end: int) -> bool:
        """Has the first record of these lines a quotation mark within a cell that has none around it?"""
        text = "".join(self.lines[start:end])
        self._work += len(text)
        at = 0
        while at < len(text):
            if text[at] == '"':
                at = text.find('"', at + 1)
                while at >= 0 and text.startswith('"', at + 1):
                    at = text.find('"', at + 2)
                if at < 0:
                    return True
                at += 1
                if text[at : at + 1] not in {self.delimiter, "\r", "\n", ""}:
                    return True
            else:
                cell = _cell_end(self.delimiter).search(text, at)
                behind = cell.start() if cell else len(text)
                if '"' in text[at:behind]:
                    return True
                at = behind
            if text[at : at + 1] != self.delimiter:
                return False
            at += 1
        return False

    def _begins(self, at: int) -> bool:
        """Does a row of the right number of cells, with sound quoting, begin on this line?"""
        try:
            cells = next(self._reader(at, min(len(self.lines), at + _FARTHEST)), [])
        except csv.Error:
            return False
        self._work += len(self.lines[at])
        return len(cells) == self.width

    def _torn(self, start: int) -> tuple[list[str], int, bool]:
        """The cells of the damaged row that starts at a line, where it ends, and whether they fit the header.

        It ends at the latest where the next sound row begins.
        """
        if len(self.lines[start]) > _LONGEST or self._work > _MOST_WORK:
            return self._bare(self.lines[start]), start + 1, False
        ends, size = [], 0
        for end in range(start + 1, min(len(self.lines), start + _FARTHEST) + 1):
            size += len(self.lines[end - 1])
            if size > _LONGEST:
                break
            ends.append(end)
            if end < len(self.lines) and self._begins(end):
                break
        for end in (ends[-1], *ends[:-1]):
            text = "".join(self.lines[start:end])
            self._work += 4 * len(text)
            whole = end == start + 1 or end == len(self.lines) or self._begins(end)
            for way in self._ways() if whole else self._ways()[:_ANYWHERE]:
                cells = way(text)
                if cells is not None and self._fits(cells):
                    return cells, end, True
            if self._work > _MOST_WORK:
                break
        for end in (each for each in ends if each in {start + 1, len(self.lines)} or self._begins(each)):
            cells = self._bare("".join(self.lines[start:end]))
            if self._fits(cells):
                return cells, end, True
        known = ends[-1] if ends[-1] < len(self.lines) and self._begins(ends[-1]) else start + 1
        return self._bare("".join(self.lines[start:known])), known, False

    def _fits(self, cells: Sequence[str]) -> bool:
        return len(cells) == self.width or (len(cells) > self.width and not any(cells[self.width :]))

    def _bare(self, text: str) -> list[str]:
        """The row cut at every delimiter, quotation marks or not."""
        return [_unquoted(cell) for cell in text.rstrip("\r\n").split(self.delimiter)]

    def _ways(self) -> tuple[Way, ...]:
        """How a row may be read, the likeliest first. Each gives None where it cannot be read so."""
        delimiter = self.delimiter
        return (
            lambda text: _strictly(text, delimiter),
            lambda text: _strictly(text, delimiter, skip=True),
            lambda text: _tolerant(text, delimiter, balanced=False),
            lambda text: _tolerant(text, delimiter, balanced=True),
            self._one_mark_less,
            self._one_mark_more,
        )

    def _one_mark_more(self, text: str) -> list[str] | None:
        """The row with a quotation mark where a cell begins or ends, where that makes it fit."""
        places = [found.start() for found in re.finditer(re.escape(self.delimiter), text)]
        if len(places) > _MOST_MARKS or not text.count('"') % 2:
            return None
        for at in places:
            for place in (at, at + 1):
                cells = _strictly(text[:place] + '"' + text[place:], self.delimiter)
                self._work += len(text)
                if cells is not None and len(cells) == self.width:
                    return cells
        return None

    def _one_mark_less(self, text: str) -> list[str] | None:
        """The row without one of its quotation marks, where that makes it fit."""
        marks = [found.start() for found in re.finditer('"', text)]
        if len(marks) > _MOST_MARKS or not len(marks) % 2:
            return None
        self._work += len(text) * len(marks)
        for at in marks:
            cells = _strictly(text[:at] + text[at + 1 :], self.delimiter)
            if cells is not None and len(cells) == self.width:
                return cells
        return None


@lru_cache
def _cell_end(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf"[\r\n{re.escape(delimiter)}]")


def _strictly(text: str, delimiter: str, skip: bool = False) -> list[str] | None:
    try:
        lines = io.StringIO(text, newline="")
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=skip))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _tolerant(text: str, delimiter: str, balanced: bool) -> list[str] | None:
    """A cell in quotation marks ends at one with a delimiter behind; `balanced`: and where those inside it are in pairs."""
    text = text.rstrip("\r\n")
    cells: list[str] = []
    at = 0
    while True:
        if text.startswith('"', at):
            end = _closing(text, at + 1, delimiter, balanced)
            if end < 0:
                return None
            cells.append(text[at + 1 : end].replace('""', '"'))
            at = end + 1
            while text.startswith(" ", at):
                at += 1
        else:
            end = text.find(delimiter, at)
            end = len(text) if end < 0 else end
            cells.append(text[at:end])
            at = end
        if at >= len(text):
            return cells
        at += 1


def _closing(text: str, at: int, delimiter: str, balanced: bool) -> int:
    """Where the cell that was opened before `at` closes; -1 where nowhere."""
    inside, ends = 0, re.compile(rf" *(?:{re.escape(delimiter)}|\Z)")
    while (at := text.find('"', at)) >= 0:
        behind = text[at + 1 : at + 2]
        if behind == '"' and text[at + 2 : at + 3] != delimiter:
            at += 2
            continue
        if not (balanced and inside % 2) and ends.match(text, at + 1):
            return at
        inside += 1
        at += 1
    return -1


def _unquoted(cell: str) -> str:
    """A cell of a torn row without the marks around it."""
    return re.sub(r'^\s*"|"\s*$', "", cell).replace('""', '"')
