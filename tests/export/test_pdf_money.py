"""Money in the report: which stream carries which service, as a table and as bars that add up."""

from __future__ import annotations

from datetime import date

from tests.export import pdf
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.options import Options
from vsmstudio.export.pdf import report
from vsmstudio.export.pdf.stacked import KEY, letter, stacked
from vsmstudio.export.tables.table import Column, Kind, Table
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)
TABLE = Table(
    "Allocation",
    tuple(Column(key, key.capitalize(), Kind.MONEY) for key in ("service", "own", "x", "y", "rest")),
    (("Portal", 300.0, 100.0, 150.0, 50.0), ("Archive", None, None, None, None), ("Mail", 60.0, 60.0, None, 0.0)),
)


class Drawn:
    """Takes the boxes and words that are drawn."""

    def __init__(self) -> None:
        self.boxes: list[tuple[float, float, str]] = []
        self.words: list[str] = []

    def box(self, x: float, _y: float, width: float, _height: float, fill: str = "", **_: object) -> None:
        self.boxes.append((x, width, fill))

    def write(self, *pieces: object) -> None:
        self.words += [piece.words for piece in pieces]  # type: ignore[attr-defined]


def drawn(row: int) -> Drawn:
    table, col = stacked(TABLE, ["x", "y"], "rest", 170)
    into = Drawn()
    mark = col.mark(table.rows[row][table.at(KEY)]) if col.mark else None
    assert mark is not None
    mark(into, 0.0, 100.0, 310.0)  # type: ignore[arg-type]
    return into


def test_a_bar_is_as_long_as_what_the_service_costs_and_its_parts_stand_beside_each_other():
    bar = drawn(0)
    assert [round(x) for x, _, _ in bar.boxes] == [5, 105, 255]
    assert [round(width, 1) for _, width, _ in bar.boxes] == [99.3, 149.3, 48.8]
    assert bar.words == ["A", "B", "–"]  # told by a letter, not by colour alone
    assert [round(width) for _, width, _ in drawn(2).boxes] == [59]


def test_what_is_not_known_has_no_bar():
    assert drawn(1).boxes == []


def test_only_letters_of_the_alphabet_name_parts():
    assert (letter(0), letter(25), letter(26)) == ("A", "Z", "")


def test_the_letters_of_the_bars_stand_over_the_columns_of_the_table():
    sample = load(resources.path("examples", "sample.vsm"))
    texts = pdf.texts(report(sample, analyse(sample, ON), ON, Options()))
    page = next(each for each in texts if each.startswith("Services and money"))
    assert "A Motor claim B Broker onboarding Unallocated" in page
    assert "Legacy archive – 195,000 195,000" in page
