"""What every page of the report knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.records import Map

NO_STEPS = "No steps yet. Add steps to the map, with their times and owners, and the figures appear here."


def the_lead_time(held: MapAnalysis) -> str:
    """What a share is a share of: `the lead time`, or `the known lead time` where times on the path are blank."""
    known, steps = held.coverage.lead_time
    return "the lead time" if known >= steps else "the known lead time"


@dataclass(frozen=True, slots=True)
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

    def named(self, held: Map) -> str:
        """What a map is called: `Motor claims · Current state`."""
        return f"{self.document.name(held.stream)} · {held.name}"
