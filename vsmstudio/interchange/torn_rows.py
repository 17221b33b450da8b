"""Rows whose quoting is damaged: where they end, and what their cells are, told by how many cells a row should have."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence

REASON = "its cells cannot be told apart; put quotation marks around texts that hold the delimiter, and two inside them"
_FARTHEST = 40  # lines that a torn row may go on
_LONGEST = 100_000  # characters of a torn row
_MOST_WORK = 1_000_000  # quotation marks looked at; rows behind that are taken line by line

Row = tuple[int, list[str], str]


class Mending:
    """The rows of lines by a delimiter. `mended` has the line numbers of rows that were damaged and fit all the same."""

    def __init__(self, lines: Sequence[str], delimiter: str, width: int) -> None:
        self.lines, self.delimiter, self.width = lines, delimiter, width
        self.mended: list[int] = []
        self._work = 0
        self._ways = _ways(delimiter)

    def rows(self, first: int = 0) -> Iterator[Row]:
        """Every row from the line at `first` on: its line number (from 1), its cells, and its flaw, if any."""
        at = first
        while at < len(self.lines):
            start = at
            reader = csv.reader(
                map(self.lines.__getitem__, range(start, len(self.lines))), delimiter=self.delimiter, strict=True
            )
            try:
                for cells in reader:
                    end = start + reader.line_num
                    if len(cells) != self.width and self._doubtful(cells, at, end):
                        break
                    yield at + 1, cells, ""
                    at = end
            except csv.Error:
                pass
            if at < len(self.lines):
                cells, end, fits = self._torn(at)
                if fits:
                    self.mended.append(at + 1)
                yield at + 1, cells, "" if fits else REASON
                at = end

    def _doubtful(self, cells: Sequence[str], start: int, end: int) -> bool:
        """Has a row that is read without error swallowed others, or fallen apart at quotation marks behind a space?"""
        if end - start > 1:
            return self.width > 2 and any(self._sound(at) for at in range(start + 1, min(end, start + _FARTHEST)))
        return len(cells) > self.width and any(cells[self.width :]) and any('"' in cell for cell in cells)

    def _sound(self, at: int) -> bool:
        """Is this line by itself a row of the right number of cells, with sound quoting?"""
        cells = _strictly(self.lines[at], self.delimiter)
        return cells is not None and len(cells) == self.width

    def _torn(self, start: int) -> tuple[list[str], int, bool]:
        """The cells of the damaged row that starts at a line, where it ends, and whether they fit the header."""
        text, end = self.lines[start], start + 1
        if len(text) > _LONGEST or self._work > _MOST_WORK:
            return self._bare(text), end, False
        while True:
            self._work += 4 * (text.count('"') + len(text) // 100)
            for way in self._ways:
                cells = way(text)
                if cells is not None and self._fits(cells):
                    return cells, end, True
            if end >= len(self.lines) or end - start >= _FARTHEST or len(text) > _LONGEST or self._sound(end):
                break
            text += self.lines[end]
            end += 1
        text, end = self.lines[start], start + 1
        cells = self._bare(text)
        while not self._fits(cells) and len(cells) < self.width and end < len(self.lines) and end - start < _FARTHEST:
            if self._sound(end) or len(text) > _LONGEST:
                break
            longer = self._bare(text + self.lines[end])
            if len(longer) > self.width:
                break
            text, cells, end = text + self.lines[end], longer, end + 1
        return cells, end, self._fits(cells)

    def _fits(self, cells: Sequence[str]) -> bool:
        return len(cells) == self.width or (len(cells) > self.width and not any(cells[self.width :]))

    def _bare(self, text: str) -> list[str]:
        """The row cut at every delimiter, quotation marks or not."""
        return [_unquoted(cell) for cell in text.rstrip("\r\n").split(self.delimiter)]


def _ways(delimiter: str) -> tuple[Callable[[str], list[str] | None], ...]:
    """How a row may be read, the likeliest first. Each gives None where it cannot be read so."""
    return (
        lambda text: _strictly(text, delimiter),
        lambda text: _strictly(text, delimiter, skip=True),
        lambda text: _tolerant(text, delimiter, balanced=False),
        lambda text: _tolerant(text, delimiter, balanced=True),
    )


def _strictly(text: str, delimiter: str, skip: bool = False) -> list[str] | None:
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=True, skipinitialspace=skip))
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
