"""The sheets of paper that a report is made on, all landscape.

Pages are drawn on a nominal sheet as wide as A4, so that every page looks the same whatever paper it is printed on; what
differs is how high the sheet is.
"""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.model.records import PaperSize

NOMINAL = 841.89  # points: the width that pages are drawn in


class Sheet(NamedTuple):
    """A sheet by its real width and height in points."""

    width: float
    height: float

    @property
    def unit(self) -> float:
        """Real points per nominal point."""
        return self.width / NOMINAL

    @property
    def nominal_height(self) -> float:
        return self.height / self.unit


SHEETS = {
    PaperSize.A4: Sheet(NOMINAL, 595.28),
    PaperSize.A3: Sheet(1190.55, NOMINAL),
    PaperSize.LETTER: Sheet(792.0, 612.0),
    PaperSize.TABLOID: Sheet(1224.0, 792.0),
}
_LARGE = {PaperSize.A4: PaperSize.A3, PaperSize.LETTER: PaperSize.TABLOID}


def sheet_of(size: PaperSize, large: bool = False) -> Sheet:
    """The sheet of a size, or the large one of its family."""
    return SHEETS[_LARGE.get(size, size) if large else size]
