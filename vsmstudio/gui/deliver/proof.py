"""Makes the report as it would be delivered, to be looked at before it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vsmstudio.analysis.results import Analysis
from vsmstudio.gui.background import Progress, Work
from vsmstudio.model.document import Document

if TYPE_CHECKING:
    from vsmstudio.export.options import Options, Telling


class Copy(NamedTuple):
    """A document with its figures and what is asked of its deliverables: all that pages are made from."""

    document: Document
    analysis: Analysis
    date: date
    options: Options


class Simulated:
    """The ranges of one analysis, which are worked out once for all previews of it."""

    def __init__(self) -> None:
        self._of: Analysis | None = None
        self._made: Analysis | None = None

    def made(self, copy: Copy, telling: Telling) -> Analysis:
        """The analysis of a copy with its ranges. Raises `Cancelled`. In any thread, one at a time."""
        from vsmstudio.analysis.simulation import with_simulations

        if copy.analysis.simulations:
            return copy.analysis
        if self._of is not copy.analysis or self._made is None:

            def tell(share: float) -> bool:
                telling.tell(share)
                return True

            self._made = with_simulations(copy.document, copy.analysis, progress=tell)
            self._of = copy.analysis
        return self._made


def proof(copy: Copy, simulated: Simulated) -> Work:
    """Work that gives the report as PDF."""

    def work(progress: Progress) -> bytes:
        from vsmstudio.export.options import Telling
        from vsmstudio.export.pdf import report

        telling = Telling(progress)
        telling.tell(0.0)
        analysis = simulated.made(copy, telling.part(0.0, 0.1))
        return report(copy.document, analysis, copy.date, copy.options, telling.part(0.1, 1.0))

    return work
