"""What every page of the report knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables import finding_numbers
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.records import Map

NO_STEPS = "No steps yet. Add steps to the map, with their times and owners, and the figures appear here."


@dataclass(frozen=True)
class Report:
    """The document, its analysis and the as-of date that the report bears."""

    document: Document
    analysis: Analysis
    on: date

    @property
    def calendar(self) -> Calendar:
        return self.document.engagement.calendar

    @property
    def title(self) -> str:
        return self.document.engagement.title or "Value stream assessment"

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Finding key -> its short name, `F1`."""
        return finding_numbers(self.analysis)

    def named(self, held: Map) -> str:
        """What a map is called: `Motor claims · Current state`."""
        return f"{self.document.name(held.stream)} · {held.name}"
