"""Which sheet a map is drawn on, and how: the first way in which its smallest words can be read.

It is tried on the report's sheet, then on the large one of its family; with all its layers, then without the curves of
experience, which have a section of their own; as it is laid out, then with its columns closed up.
"""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.export.closer import closed_up
from vsmstudio.export.options import Options
from vsmstudio.export.pdf.painter import fit
from vsmstudio.export.pdf.paper import MIDDLE
from vsmstudio.export.pdf.sheets import Sheet, sheet_of
from vsmstudio.export.pdf.strips import LARGEST
from vsmstudio.model.records import MapPaper
from vsmstudio.notation.parts import LABEL
from vsmstudio.notation.shapes import Picture, Rect

LEAST_POINTS = 6.0  # of the smallest words, on the real sheet
OUTSIDE = 20.0  # by which a map on the large sheet reaches over the page's margins at either side
_TAKEN = 215.0  # of a page's height, for its heading, totals, legend and footer


class Fit(NamedTuple):
    """A map for one page: what is drawn, on which sheet, how far it reaches over the margins, and whether it can be read.

    `bare` says that the curves of experience were left out for that.
    """

    drawn: Picture
    large: bool
    outside: float
    readable: bool
    bare: bool = False


def fitted_map(whole: Picture, plain: Picture, options: Options) -> Fit:
    """The first way to fit a map on one page so that it can be read, else as large as it can be with all its layers.

    `plain` is it without the curves of experience.
    """
    sheets = {
        MapPaper.SAME: (False,),
        MapPaper.LARGE: (True,),
        MapPaper.AS_NEEDED: (False, True),
    }[options.map_paper]
    largest: tuple[float, Fit] | None = None
    for large in sheets:
        sheet = sheet_of(options.paper, large)
        outside = OUTSIDE if large else 0.0
        for drawn in (whole, plain):
            for picture in (drawn, closed_up(drawn)):
                points = smallest(picture, sheet, outside)
                way = Fit(picture, large, outside, points >= LEAST_POINTS, drawn is not whole and whole != plain)
                if way.readable:
                    return way
                if drawn is whole and (largest is None or points > largest[0]):
                    largest = points, way
    assert largest is not None  # there is a sheet
    return largest[1]


def smallest(drawn: Picture, sheet: Sheet, outside: float = 0.0) -> float:
    """How large the smallest words of a map print on a page of such a sheet, in real points."""
    room = Rect(0, 0, MIDDLE + 2 * outside, sheet.nominal_height - _TAKEN)
    return fit(drawn.area, room, LARGEST) * sheet.unit * LABEL
