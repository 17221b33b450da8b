"""What every page of the report knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vsmstudio.analysis.engagement.follow_up import baseline_of
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.sentences import NO_STEPS as NO_STEPS
from vsmstudio.export.sentences import the_lead_time as the_lead_time
from vsmstudio.export.tables.words import confidentiality
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.records import Map, MapState


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
    def client(self) -> str:
        return " ".join(self.document.engagement.client.split())

    @property
    def confidentiality(self) -> str:
        return confidentiality(self.document.engagement)

    @property
    def title(self) -> str:
        return self.document.engagement.title or "Value stream assessment"

    def earlier(self, held: Map) -> bool:
        """Is it a current map that a later one has taken the place of?"""
        return held.state is MapState.CURRENT and held is not self.document.current_map(held.stream)

    def followed(self, held: Map) -> bool:
        """Is it the baseline that the current map of its stream is held against?"""
        return self.earlier(held) and baseline_of(self.document, held.stream) == held.id

    def named(self, held: Map) -> str:
        """What a map is called: `Motor claims · Current state`."""
        return f"{self.document.name(held.stream)} · {held.name}"
