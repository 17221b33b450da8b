"""The first sheet: what the workbook is, how it is read, what recalculates and what does not, and what each sheet holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break

from vsmstudio.export.emblems import size_of
from vsmstudio.export.options import Options
from vsmstudio.export.tables.table import Column
from vsmstudio.export.tables.words import confidentiality, day
from vsmstudio.export.xlsx.cells import safe_cell
from vsmstudio.export.xlsx.gathering import Gathered
from vsmstudio.export.xlsx.readme_words import HOLDS
from vsmstudio.export.xlsx.sheet import Book, print_setup, set_height
from vsmstudio.model.document import Document
from vsmstudio.model.records.base import emblem

SHEET = "README"
_TALLEST = 54  # points of a logo
_RECALCULATES = (
    ("Durations", "PT, LT and Wait on Steps, Delay on Flows and Available time per day on Streams are typed as number and unit: "
     "30 min, 1.5 h, 2 d, 1 wk, 1 mo. 3-5 d counts as its middle, 2-3-6 d as the likely value. The minutes beside them follow; "
     "where they stay blank, the form is not read here: write one number and one unit."),
    ("Flow", "Connections stay as they are. Times, shares, chances of rework, quantities and demand may change: "
     "lead time, slack, the critical path, alternatives and rework follow (sheets Schedule, Connections and Ways)."),
    ("Work", "People, crew, availability, batch, performer, hourly cost and demand: takt, utilisation, bottleneck, labour, FTE "
     "and cost per unit follow (sheet Capacity)."),
    ("Owners and value", "Owner and VA on Steps: owner coverage and the value-adding ratio follow. Write “, vacant” behind a "
     "post that nobody has."),
    ("Calendar", "Working hours, days and weeks on Engagement: every duration is read anew (sheet Units of time)."),
    ("Money", "Costs, contracts, shares and revenue: own cost, TCO, allocation and margins follow."),
)  # fmt: skip
_DOES_NOT = (
    ("Findings", "Rules weigh the whole model in words; counts follow the list, the list does not follow the figures."),
    ("Simulation", "Percentiles and the criticality index come from thousands of runs with a fixed seed."),
    ("What-if and contribution", "Each is a whole new analysis with improvements applied one by one."),
    ("New steps and connections", "They change the shape of the map. Read the workbook back with VSM Studio: File > Import, and "
     "export it again."),
)  # fmt: skip
_COLOURS = (
    ("input text", "Input", "Typed by people, read back by VSM Studio. Change it here; figures follow."),
    ("text", "Calculated", "Worked out. Do not write into it: the formula would be lost."),
    ("marked text", "Missing", "Something that should be there is not, such as an owner; the row says what."),
    ("total words", "Total", "Adds up the rows above it."),
)
_SUMMARY = "Headline figures of each map, charts, and every figure with its meaning."
_COLUMNS = (Column("name", "", width=30), Column("says", "", width=84), Column("kind", "", width=24))


class Readme:
    """Writes the sheet row by row."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book, self.sheet, self.row = book, sheet, 0

    def add(self, cells: Sequence[tuple[str | None, str]], height: float = 0.0) -> None:
        """A row of (text, style)."""
        self.row += 1
        set_height(self.sheet, self.row, [text for text, _ in cells], _COLUMNS[: len(cells)])
        if height:
            self.sheet.row_dimensions[self.row].height = height
        quoted = self.book.styles["quoted text"]
        self.sheet.append([safe_cell(self.sheet, text, self.book.styles[style], quoted) for text, style in cells])

    def link(self, title: str, cells: Sequence[tuple[str | None, str]]) -> None:
        """A row whose first cell leads to a sheet of this workbook."""
        self.add(cells)
        quoted = title.replace("'", "''")
        self.sheet._hyperlinks.append(Hyperlink(ref=f"A{self.row}", location=f"'{quoted}'!A1", display=title))

    def head(self, title: str) -> None:
        """A heading with a blank row above it."""
        self.add([])
        self.add([(title, "section")], 21.0)


def add_readme(book: Book, document: Document, held: Gathered, on: date, options: Options, program: str) -> None:
    """Write the sheet. `program` is the name of the program with its version."""
    engagement = document.engagement
    sheet: Any = book.book.create_sheet(SHEET)
    for letter, column in zip("ABC", _COLUMNS, strict=True):
        sheet.column_dimensions[letter].width = column.width + 1.5
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = "A4"
    print_setup(sheet, book)
    sheet.page_setup.orientation = "portrait"
    sheet.print_title_rows = "1:1"
    writer = Readme(book, sheet)
    title = engagement.title or "Value stream assessment"
    _logos(sheet, emblem(engagement.logo), options.brand.logo)
    writer.add([(title, "heading")], 30.0)
    about = " · ".join(words for words in (engagement.client, day(on), engagement.consultant) if words)
    writer.add([(about, "note")])
    writer.add([])
    writer.add([("What this is", "strong text"), (
        "The figures of a value stream assessment, with everything that they come from. What people typed is marked as input; "
        "nearly all the rest is live formulas over it, so that you can keep the figures up to date.", "text")])  # fmt: skip
    for name, value in (
        ("Version", engagement.version),
        ("Date of the figures", day(on)),
        ("Confidentiality", confidentiality(engagement)),
        ("Made with", program),
    ):
        if value:
            writer.add([(name, "strong text"), (value, "text")])
    writer.head("How to read it")
    for name, words in (
        ("Start", "Summary holds the headline figures and charts. Findings says what is wrong and what to do. The sheets behind "
         "hold the evidence."),
        ("Filters", "Every table has a filter. Rows of sheets with inputs may be sorted; formulas find their records."),
        ("Coverage", "A blank is not zero: it adds nothing, and the figure says how many steps it covers."),
        ("Times", "Figures are working minutes unless a header says otherwise; Summary shows working and calendar days."),
        ("Names", "Cells have names for your own formulas, such as lead_time_map_1, takt_map_1, hours_per_day."),
    ):  # fmt: skip
        writer.add([(name, "strong text"), (words, "text")])
    writer.head("Colours")
    for style, name, words in _COLOURS:
        writer.add([(name, style), (words, "text")])
    writer.head("What recalculates when you change an input")
    for name, words in _RECALCULATES:
        writer.add([(name, "strong text"), (words, "text")])
    writer.head("What does not, and why")
    for name, words in _DOES_NOT:
        writer.add([(name, "strong text"), (words, "text")])
    if held.timing is not None and (left := _not_live(held)):
        writer.add([("Maps", "strong text"), (left, "text")])
    sheet.row_breaks.append(Break(id=writer.row))
    writer.head("Sheets")
    writer.link("Summary", [("Summary", "link"), (_SUMMARY, "text"), ("calculated", "text")])
    for each in held.listed:
        placed = held.placed[each.key]
        note = HOLDS.get(each.key, "")
        kind = (
            "inputs and calculated"
            if each.typed and _computes(each.table)
            else "inputs"
            if each.typed
            else "calculated"
        )
        writer.link(placed.sheet, [(placed.sheet, "link"), (note, "text"), (kind, "text")])


def _computes(table: Any) -> bool:
    return any(not column.typed for column in table.columns)


def _not_live(held: Gathered) -> str:
    """The maps whose figures stay values."""
    timing = held.timing
    numbers = {row[0]: f"{row[1]} · {row[2]}" for row in held.placed["steps"].table.rows if isinstance(row[0], int)}
    names = [name for number, name in numbers.items() if timing is None or number not in timing.maps]
    return f"These are too unusual in shape for formulas and hold values: {'; '.join(names)}." if names else ""


def _logos(sheet: Any, *logos: bytes) -> None:
    """The logos side by side at the right of the title; one that cannot be drawn is left out."""
    from openpyxl.drawing.image import Image
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
    from openpyxl.drawing.xdr import XDRPositiveSize2D

    left = 0
    for logo in logos:
        if not logo:
            continue
        try:
            width, height = size_of(logo)
        except ValueError:
            continue
        picture: Any = Image(BytesIO(logo))
        scale = min(_TALLEST / height, 150 / width)
        size = XDRPositiveSize2D(round(width * scale * 12_700), round(height * scale * 12_700))
        picture.anchor = OneCellAnchor(_from=AnchorMarker(col=2, colOff=left, row=0, rowOff=40_000), ext=size)
        left += round(width * scale * 12_700) + 120_000
        sheet.add_image(picture)
