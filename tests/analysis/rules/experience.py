"""Cases of `experience.*`."""

from __future__ import annotations

import datetime

from tests.analysis.maps import changed, put
from tests.analysis.rules.case import Case
from tests.builders import document, draw
from vsmstudio.model.document import Document
from vsmstudio.model.records import Audience, Map, MapState, Touchpoint

RULE = "experience.poor"


def rated(*ratings: float | None, step: str = "A", state: MapState = MapState.CURRENT) -> Document:
    """A map, and a second one with the step F; a step as customers, users and employees find it."""
    held = put(document("A 4h -> B 1h"), Map(id="other", stream="stream", name="Other", state=state))
    held = draw(held, "other", "F 1h")
    return put(held, *(
        Touchpoint(id=f"touch-{audience}", step=step, audience=audience, rating=rating, note="They ask twice")
        for audience, rating in zip(Audience, ratings, strict=False)
    ))  # fmt: skip


CASES = (
    Case(RULE, "fires", "customers", rated(1), ("medium A/customer",)),
    Case(RULE, "fires", "two audiences, each its own", rated(1, 4, 2), ("medium A/customer", "medium A/employee")),
    Case(RULE, "silent", "good", rated(4, 5)),
    Case(RULE, "silent", "future maps are plans", rated(1, step="F", state=MapState.FUTURE)),
    Case(RULE, "silent", "a map that a later one replaced",
         changed(rated(1), "other", date=datetime.date(2026, 1, 1))),
    Case(RULE, "threshold", "just 2", rated(2), ("medium A/customer",)),
    Case(RULE, "threshold", "just above 2", rated(2.1)),
    Case(RULE, "threshold", "a note alone", rated(None)),
)  # fmt: skip
