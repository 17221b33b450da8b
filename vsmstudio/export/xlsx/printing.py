"""How a sheet is printed: landscape, as many columns on a page as can be read, the large paper of the family for wide ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from vsmstudio.model.records import PaperSize

CHARACTER = 5.25  # points that a column's unit is wide, Calibri 11
_LEAST = 0.6  # of full size: 6.6 points
_BETTER_SMALL = 1.2  # a sheet that is so much too wide reads better a little smaller than cut in two
_MARGINS = 72.0  # points, both sides of a page


class _Paper(NamedTuple):
    """A sheet of paper: its number in workbooks, and its longer side in points."""

    number: int
    wide: float

    @property
    def most(self) -> float:
        """How wide (in characters) columns may be together to be read on one page."""
        return (self.wide - _MARGINS) / CHARACTER / _LEAST


_A4, _A3, _LETTER, _TABLOID = _Paper(9, 842), _Paper(8, 1191), _Paper(1, 792), _Paper(3, 1224)
_FAMILIES = {
    PaperSize.A4: (_A4, _A3),
    PaperSize.A3: (_A3, _A3),
    PaperSize.LETTER: (_LETTER, _TABLOID),
    PaperSize.TABLOID: (_TABLOID, _TABLOID),
}


def lay_out(sheet: Any, widths: Sequence[float], kept: int, header: int, paper: PaperSize = PaperSize.A4) -> None:
    """Fit a sheet to one page's width, or to as few as it can be read on, which all begin with the first `kept` columns.

    `widths` are those of the columns that are printed, in characters; `header` is the row that each page repeats.
    """
    whole, first = sum(widths), sum(widths[:kept])
    small, large = _FAMILIES[paper]
    chosen = small if whole <= small.most else large
    across = 1
    if whole > chosen.most * _BETTER_SMALL and first < chosen.most:
        across = math.ceil((whole - first) / (chosen.most - first))
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = chosen.number
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header}:{header}"
    if across > 1 and kept:
        sheet.print_title_cols = f"A:{get_column_letter(kept)}"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
