"""The few named styles that every sheet shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from vsmstudio.export.tables.table import Kind
from vsmstudio.notation.theme import LIGHT

FORMATS: dict[str, str] = {
    Kind.TEXT: "General",
    Kind.NUMBER: "#,##0.0",
    Kind.COUNT: "#,##0",
    Kind.MINUTES: "#,##0.0",
    Kind.RATIO: "0.0%",
    Kind.MONEY: "#,##0",
    Kind.DATE: "yyyy-mm-dd",
    "hundredths": "#,##0.00",
    "days": "#,##0.00",
}
_FACE = "Calibri"
TAB = LIGHT["accent"].lstrip("#")  # the tab of a sheet that is read back
DURATION = "input text of time"  # formatted as text, so that 3-5 does not become a date
INPUT = "input"  # the prefix of styles for cells that people type in
_MARKED = "marked"  # the prefix of styles for rows where something is missing


def register(book: Workbook, theme: Mapping[str, str] = LIGHT, face: str = _FACE) -> dict[str, Any]:
    """Add the styles to a workbook. Name -> what a cell takes; `quoted text` guards texts that look like formulas."""
    styles = _all(theme, face or _FACE)
    for style in styles:
        book.add_named_style(style)
    sheet = book.create_sheet("probe")
    found: dict[str, Any] = {}
    for style in styles:
        cell: Any = WriteOnlyCell(sheet)
        cell.style = style.name
        found[style.name] = cell._style
        if Kind.TEXT.value in style.name:
            cell = WriteOnlyCell(sheet)
            cell.style = style.name
            cell.quotePrefix = True
            found[f"quoted {style.name}"] = cell._style
    book.remove(sheet)
    return found


def marked(name: str) -> str:
    """The same style for a row where something is missing."""
    return f"{_MARKED} {name}"


def _all(theme: Mapping[str, str], face: str) -> list[NamedStyle]:
    def _colour(role: str) -> str:
        return "FF" + theme[role].lstrip("#")

    hair = Side(style="thin", color=_colour("hairline"))
    firm = Side(style="medium", color=_colour("outline"))
    rule, above = Border(bottom=hair), Border(top=firm)
    soft = PatternFill("solid", fgColor=_colour("gap_soft"))
    head = PatternFill("solid", fgColor=_colour("head"))
    soft_blue = PatternFill("solid", fgColor=_colour("accent_soft"))
    blue = Border(bottom=Side(style="medium", color=_colour("accent")))
    plain, strong = (
        Font(name=face, size=11, color=_colour("ink")),
        Font(name=face, size=11, bold=True, color=_colour("ink")),
    )
    middle = Alignment(horizontal="center", vertical="top")
    muted = Font(name=face, size=10, color=_colour("muted"))
    found = [
        NamedStyle("heading", font=Font(name=face, size=16, bold=True, color=_colour("ink"))),
        NamedStyle("note", font=muted),
        NamedStyle("wrapped note", font=muted, alignment=Alignment(vertical="top", wrap_text=True)),
        NamedStyle("section", font=Font(name=face, size=13, bold=True, color=_colour("accent")), border=blue),
        NamedStyle(
            "link",
            font=Font(name=face, size=11, underline="single", color=_colour("accent")),
            border=rule,
            alignment=Alignment(vertical="top", indent=1),
        ),
        NamedStyle("mark", font=strong, border=rule, alignment=middle),
        NamedStyle(marked("mark"), font=strong, fill=soft, border=rule, alignment=middle),
        NamedStyle("total words", font=strong, border=above, alignment=Alignment(horizontal="left", indent=1)),
    ]
    for side in ("left", "right", "center"):  # as the values under it
        place = Alignment(vertical="bottom", wrap_text=True, horizontal=side, indent=int(side != "center"))
        found.append(NamedStyle(f"header {side}", font=strong, fill=head, border=Border(bottom=firm), alignment=place))
        found.append(NamedStyle(f"header typed {side}", font=strong, fill=soft_blue, border=blue, alignment=place))
    for kind, layout in FORMATS.items():
        is_text = kind == Kind.TEXT
        place = Alignment(vertical="top", wrap_text=is_text, horizontal="left" if is_text else "right", indent=1)
        found += [
            NamedStyle(f"strong {kind}", font=strong, border=rule, alignment=place, number_format=layout),
            NamedStyle(kind, font=plain, border=rule, alignment=place, number_format=layout),
            NamedStyle(marked(kind), font=plain, fill=soft, border=rule, alignment=place, number_format=layout),
            NamedStyle(f"input {kind}", font=plain, fill=soft_blue, border=rule, alignment=place, number_format=layout),
            NamedStyle(f"total {kind}", font=strong, border=above, alignment=place, number_format=layout),
        ]
    place = Alignment(vertical="top", horizontal="left", indent=1)
    for name, fill in ((DURATION, soft_blue), (marked(DURATION), soft)):
        found.append(NamedStyle(name, font=plain, fill=fill, border=rule, alignment=place, number_format="@"))
    return found
