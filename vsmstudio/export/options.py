"""What is asked of the deliverables: their paper and sections, how they look, and how people are shown in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vsmstudio.export.brand import PLAIN, Brand
from vsmstudio.export.sections import as_keys
from vsmstudio.model.document import Document
from vsmstudio.model.records import MapPaper, PaperSize, PeopleShown

Progress = Callable[[float], bool]


class Cancelled(Exception):
    """Whoever asked for the deliverables wants them no more; nothing was written."""


@dataclass(frozen=True)
class Options:
    """How deliverables are made. `left_out` are keys of the report's sections; `scale` is of pictures in pixels: how many of
    them for each of the map at 100 %.
    """

    brand: Brand = PLAIN
    paper: PaperSize = PaperSize.A4
    map_paper: MapPaper = MapPaper.AS_NEEDED
    people: PeopleShown = PeopleShown.MIXED
    left_out: frozenset[str] = frozenset()
    scale: float = 2.0


def options_of(document: Document, brand: Brand = PLAIN) -> Options:
    """What the engagement itself says of its deliverables."""
    held = document.engagement
    return Options(brand, held.paper, held.map_paper, held.people_shown, as_keys(held.left_out))


class Telling:
    """Tells the share that is done, in steps of a whole; raises `Cancelled` once nobody wants it any more."""

    def __init__(self, progress: Progress | None = None, begin: float = 0.0, end: float = 1.0) -> None:
        self._progress, self._begin, self._end = progress, begin, end

    def tell(self, share: float) -> None:
        """`share` 0..1 of this part. Raises `Cancelled`."""
        if self._progress and not self._progress(min(1.0, self._begin + (self._end - self._begin) * share)):
            raise Cancelled

    def part(self, begin: float, end: float) -> Telling:
        """One that tells of a part of this, from `begin` to `end` (0..1)."""
        span = self._end - self._begin
        return Telling(self._progress, self._begin + span * begin, self._begin + span * end)


SILENT = Telling()
