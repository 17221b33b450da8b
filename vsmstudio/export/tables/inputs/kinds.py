"""What an input sheet is: its columns as data, shared by the workbook, its template and what reads them back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vsmstudio.model.records import LinkKind, Record

ID_TITLE = "VSM id"
READ_ME = "Data collection for a value stream map"  # the title of a sheet that says how to fill the others
EXAMPLE = "Example:"  # what the first cell of a row begins with that shows how to fill a sheet and is not read


ANY = (-1e12, 1e12)  # of numbers that may be below 0
SHOWS_HOW = "shows how to fill it and is left out"  # said of such a row


class InputKind(StrEnum):
    """What the cells of a column hold.

    `SHARE` is 0..1, shown as per cent, `POINTS` -1..1: what a share gains or loses; `DURATION` a text as typed (`3-5 d`);
    `CHOICE` one word of a list; `REFERENCE` names one record, `REFERENCES` several, separated by `;`; `MEASURED` lists the
    titles of durations that were measured.
    """

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    POINTS = "points"
    DURATION = "duration"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes or no"
    REFERENCE = "reference"
    REFERENCES = "references"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Input:
    """One column that a person fills.

    `field` is the field of the sheet's record; a column of `REFERENCES` stands for links of kind `link` instead, that lead
    to the records named (`backwards`: from them). `refers` are the kinds of record that may be named. `choice` is the list
    of words where it is one of the model, `choices` where it is not. `hint` is a sentence for people who fill it;
    `example` is what the example row of the template says. `only`: the kinds of node (`step`, `queue`, `start`, `end`)
    that it fits, all unless said. `between` are the least and the largest number that it takes, 0 and more unless said.
    """

    title: str
    kind: InputKind = InputKind.TEXT
    field: str = ""
    hint: str = ""
    required: bool = False
    choice: type[StrEnum] | None = None
    choices: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    link: LinkKind | None = None
    backwards: bool = False
    unit: str = ""
    width: float = 14
    example: str | float | None = None
    only: tuple[str, ...] = ()
    between: tuple[float, float] | None = None

    @property
    def mixed(self) -> bool:
        """Does a name alone not tell what it names? Records of several kinds stand in one column; steps are of maps."""
        return len(self.refers) > 1 or self.refers == ("step",)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that a cell of a list may hold."""
        if self.kind is InputKind.YES_NO:
            return ("yes", "no")
        return tuple(each.value for each in self.choice) if self.choice else self.choices


@dataclass(frozen=True, slots=True)
class InputSheet:
    """A sheet that is read back: one row for each record of a kind.

    `records` are the kinds of record a row may become. `fixed` are values that every row's record has (the side of a
    customer). `part_of`: its rows add fields to records of another sheet, found by name, instead of making their own.
    `computed` are titles of columns that the application works out and does not read. `vertical`: one record, with a row
    for each field. `written`: the application's own workbook has it; the others are only read.
    """

    title: str
    records: tuple[type[Record], ...]
    columns: tuple[Input, ...]
    hint: str
    fixed: tuple[tuple[str, StrEnum], ...] = ()
    part_of: str = ""
    computed: tuple[str, ...] = ()
    vertical: bool = False
    written: bool = True

    def column(self, title: str) -> Input:
        """The column of this title. Raises `KeyError`."""
        for each in self.columns:
            if each.title == title:
                return each
        raise KeyError(title)

    def of_field(self, field: str) -> Input | None:
        """The column that holds a field of the record."""
        return next((each for each in self.columns if each.field == field), None)

    @property
    def name(self) -> Input:
        """The column without which a row is nothing."""
        return next((each for each in self.columns if each.required), self.columns[0])
