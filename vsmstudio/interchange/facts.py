"""One row of the step table read cell by cell into facts, or into problems that name the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, TypeVar

from vsmstudio.export.tables.inputs import EXAMPLE, SHOWS_HOW
from vsmstudio.interchange import cells
from vsmstudio.interchange.columns import SECOND_NOTES, SHARES, Column, Header
from vsmstudio.interchange.imported import Problem
from vsmstudio.interchange.table_reader import Table, TableRow
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import EndpointKind, MapState, Split

T = TypeVar("T")
_VACANT = re.compile(r"\s*[(\[]?\s*\bvacant\b\s*[)\]]?\s*$", re.IGNORECASE)
_EVERY = frozenset(
    {"Step", "Id", "Predecessors", "Stream", "Map", "State", "Kind", "Notes", "Split", "VSM id", "Measured"}
)
_FITS = {
    "queue": _EVERY | {"LT", "Wait", "Quantity", "Share"},
    "start": _EVERY | {"Performer", "Stands for", "Starts stream"},
    "end": _EVERY | {"Performer", "Share", "Stands for", "Starts stream"},
}
_TEXTS = {
    "As documented": "as_documented",
    "As done": "as_done",
    "Why": "why",
    SECOND_NOTES: "barriers",
}
_MEASURED = {"pt": "process_time", "lt": "lead_time", "wait": "wait"}


_STANDS_FOR = {"": None} | {kind.value: kind for kind in EndpointKind}


class Place(NamedTuple):
    """The map that a row belongs to."""

    stream: str
    map: str
    state: MapState


@dataclass(slots=True)
class Facts:
    """What a row says. `values` are fields of its record; texts that name other things are kept as written."""

    source: str
    line: int
    place: Place
    name: str
    kind: str = "step"
    key: str = ""
    predecessors: str | None = None
    split: Split = Split.ALL
    share: float | None = None
    rework_to: str = ""
    rework: tuple[float | None, ...] = ()
    performer: str = ""
    owner: str = ""
    owner_unit: str = ""
    owner_words: str = ""
    vacant: bool = False
    judge: str = ""
    stands_for: EndpointKind | None = None
    starts: str = ""
    id: str = ""
    services: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    bad: bool = False


class Reading:
    """The rows of one table on their way to facts; what was noticed gathers in `notes`, what is wrong in `problems`."""

    def __init__(self, table: Table, header: Header, stream: str) -> None:
        self.table, self.header, self.stream = table, header, stream
        self.problems: list[Problem] = []
        self.notes: dict[str, None] = {}
        self._per_cent = {
            name: cells.per_cent_column((_text(row, column) for row in table.rows), column)
            for name, column in header.columns.items()
            if name in SHARES
        }

    def facts(self) -> list[Facts]:
        """All rows, those with problems too (`bad`)."""
        found: list[Facts] = []
        rows = self.table.rows
        count = len(rows)
        while count > 1 and self._is_total(rows[count - 1]):
            count -= 1
            self._note(f"line {rows[count].line} was taken for a total and left out.")
        examples = False
        for row in rows[:count]:
            if next((cell for cell in row.cells if cell), "").casefold().startswith(EXAMPLE.casefold()):
                self._note(f"line {row.line} {SHOWS_HOW}.")
                examples = True
                continue
            found.append(self._row(row, found[-1].place if found else None))
        if examples and len(found) > 1 and not any(facts.predecessors for facts in found):
            self._note("no row names a predecessor, so rows follow one another.")  # nobody filled this column of ours
            for facts in found:
                facts.predecessors = None
        for column in self.header.others:
            if any(_text(row, column) for row in self.table.rows):
                self.notes[f"{self.table.name}: column “{column.title[:60]}” is not known; kept as notes."] = None
        return found

    def _row(self, row: TableRow, above: Place | None) -> Facts:
        start = len(self.problems)
        name = self._text(row, "Step") if self.table.own else self._words(row, "Step")
        facts = Facts(self.table.name, row.line, Place(self.stream, "", MapState.CURRENT), name)
        facts.id = self._words(row, "VSM id")
        facts.place = self._place(row, above)
        facts.kind = self._read(row, "Kind", _listed(cells.KINDS, "step, queue, start or end")) or "step"
        facts.key = self._words(row, "Id") if self._words(row, "Id") not in cells.BLANK else ""
        if "Predecessors" in self.header.columns:
            facts.predecessors = self._words(row, "Predecessors")
        if row.flaw:
            self.problems.append(Problem(row.line, "", " ".join(row.cells)[:200], row.flaw, self.table.name))
        elif not facts.name and facts.kind == "step" and not facts.id:
            self._problem(row, "Step", "the step has no name; write one, or delete the row")
        if not row.flaw and (extra := [cell for cell in row.cells[len(self.table.header.cells) :] if cell]):
            reason = "the row has more cells than the header; put quotation marks around texts that hold the delimiter"
            self.problems.append(Problem(row.line, "beyond the last column", extra[0], reason, self.table.name))
        self._times(row, facts)
        self._figures(row, facts)
        self._people(row, facts)
        self._rework(row, facts)
        self._beside(row, facts)
        facts.values["notes"] = "\n".join(self._notes(row, facts))
        facts.bad = len(self.problems) > start
        return facts

    def _is_total(self, row: TableRow) -> bool:
        """Is this a line of totals, such as stands below a table? It is named so, and follows no step."""
        named = self._words(row, "Step") or next((cell for cell in row.cells if cell), "")
        follows = self._words(row, "Predecessors") not in cells.BLANK
        return cells.TOTAL.fullmatch(named.rstrip(": ")) is not None and not follows

    # --- parts of a row ---------------------------------------------------------------------------------------------

    def _place(self, row: TableRow, above: Place | None) -> Place:
        """Where a row says nothing of its stream or map it stands where the row above it stands."""
        stream, name = self._words(row, "Stream"), self._words(row, "Map")
        said = self._words(row, "State")
        state = self._read(row, "State", _listed(cells.STATES, "current or future")) if said else None
        if above and not stream:
            stream = above.stream
            if not name and not said:
                return above
            name = name or (above.map if state is above.state else "")
            state = above.state if state is None and name == above.map else state
        if state is None and re.search(r"\b(future|ideal|to-be)\b", name, re.IGNORECASE):
            state = MapState.FUTURE
            self._note(f"map “{name[:60]}” was taken for a future state by its name.")
        state = state or MapState.CURRENT
        return Place(stream or self.stream, name or f"{state.value.capitalize()} state", state)

    def _times(self, row: TableRow, facts: Facts) -> None:
        comma = self.table.decimal_comma
        for title, name in (("PT", "process_time"), ("LT", "lead_time"), ("Wait", "wait")):
            column = self.header.columns.get(title)
            if column is None:
                continue
            read = self._read(row, title, partial(cells.duration, column=column, decimal_comma=comma))
            if read is not None and read[0] is not None:
                facts.values[name] = read[0]
                if read[1]:
                    self._note(f"bare numbers of column {column.title[:60]} were read as minutes.")

    def _figures(self, row: TableRow, facts: Facts) -> None:
        comma = self.table.decimal_comma
        for title, name in (("People", "people"), ("Crew", "crew"), ("Batch", "batch"), ("Quantity", "quantity")):
            value = self._read(row, title, partial(cells.number, decimal_comma=comma))
            if value is not None:
                facts.values[name] = value
                if title in {"Crew", "Batch"} and not value:
                    self._problem(row, title, "it should be above 0")
        for title, name in (("%C&A", "ca"), ("Availability", "availability"), ("Share", "share")):
            per_cent = self._per_cent.get(title, False)
            value = self._read(row, title, partial(cells.share, per_cent=per_cent, decimal_comma=comma))
            if value is not None:
                facts.values[name] = value
        facts.share = facts.values.pop("share", None)
        if facts.values.get("availability") == 0:
            self._problem(row, "Availability", "it should be above 0 %")
        facts.values["value_class"] = self._read(row, "VA", _listed(cells.CLASSES, "VA, NNVA or NVA"))
        facts.split = self._read(row, "Split", _listed(cells.SPLITS, "all or one")) or Split.ALL
        pt = self.header.columns.get("PT")
        if pt and pt.station_time and "process_time" in facts.values and facts.values.get("people"):
            facts.values.setdefault("crew", facts.values["people"])

    def _people(self, row: TableRow, facts: Facts) -> None:
        for title, name in (("Performer", "performer"), ("Owner", "owner"), ("Owner unit", "owner_unit")):
            text = self._words(row, title)
            setattr(facts, name, "" if text in cells.BLANK else text)
        facts.owner_words = facts.owner
        if _VACANT.search(facts.owner):
            facts.vacant, facts.owner = True, _VACANT.sub("", facts.owner).strip(" ,") or "Vacant"
        facts.services = cells.names(self._text(row, "Services"))
        facts.systems = cells.names(self._text(row, "Systems"))

    def _rework(self, row: TableRow, facts: Facts) -> None:
        text = self._words(row, "Rework to")
        facts.rework_to = "" if text in cells.BLANK else text
        read = self._read(row, "Rework %", partial(cells.rework, decimal_comma=self.table.decimal_comma))
        facts.rework = read or ()
        if not any(each is not None for each in facts.rework):
            facts.rework = ()
        if facts.rework and not facts.rework_to:
            self._problem(row, "Rework %", "it needs the step to which work goes back; name it in the column Rework to")

    def _beside(self, row: TableRow, facts: Facts) -> None:
        """What the application's own workbook has beside."""
        for each in cells.names(self._text(row, "Measured")):
            name = _MEASURED.get(cells.word(each), "")
            if isinstance(held := facts.values.get(name), Duration):
                facts.values[name] = Duration(held.text, measured=True)
        facts.judge, facts.starts = self._words(row, "Judged by"), self._words(row, "Starts stream")
        facts.stands_for = self._read(row, "Stands for", _listed(_STANDS_FOR, "customer, supplier or trigger"))
        if facts.kind == "step":
            facts.values["ends_here"] = self._read(row, "Ends here", cells.yes_or_no) or False
            facts.values |= {name: self._text(row, title) for title, name in _TEXTS.items()}

    def _notes(self, row: TableRow, facts: Facts) -> Iterable[str]:
        """The row's notes, then what stands in columns that are not known, or that do not fit its kind."""
        if text := self._text(row, "Notes"):
            yield text
        fits = _FITS.get(facts.kind)
        unfit = [column for name, column in self.header.columns.items() if fits and name not in fits]
        if facts.kind == "queue" and self._text(row, "LT") and self._text(row, "Wait"):
            unfit.append(self.header.columns["LT"])
        if fits is None and facts.owner_unit and not facts.owner:
            unfit.append(self.header.columns["Owner unit"])
        if fits is None:
            for title in ("Quantity", "Stands for", "Starts stream"):
                if self._text(row, title):
                    unfit.append(self.header.columns[title])
        for column in sorted([*unfit, *self.header.others], key=lambda each: each.index):
            text = _text(row, column)
            if text not in cells.BLANK:
                yield f"{column.title[:60]}: {text}"
                if column in unfit:
                    self._note(f"“{column.title[:60]}” of a {facts.kind} is kept as notes.")

    # --- asking -----------------------------------------------------------------------------------------------------

    def _text(self, row: TableRow, title: str) -> str:
        column = self.header.columns.get(title)
        return _text(row, column) if column else ""

    def _words(self, row: TableRow, title: str) -> str:
        return " ".join(self._text(row, title).split())

    def _read(self, row: TableRow, title: str, reader: Callable[[str], T]) -> T | None:
        """The cell by a reader; what it raises is a problem of this cell."""
        try:
            return reader(self._words(row, title))
        except ValueError as error:
            self._problem(row, title, str(error))
            return None

    def _problem(self, row: TableRow, title: str, reason: str) -> None:
        column = self.header.columns.get(title)
        shown, text = (column.title, _text(row, column)) if column else (title, "")
        self.problems.append(Problem(row.line, shown, text, reason.rstrip("."), self.table.name))

    def _note(self, text: str) -> None:
        self.notes[f"{self.table.name}: {text}"] = None


def _text(row: TableRow, column: Column) -> str:
    return row.cell(column.index)


def _listed(table: Any, accepted: str) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            return table["" if text in cells.BLANK else cells.word(text)]
        except KeyError:
            raise ValueError(f"write {accepted}") from None

    return read
