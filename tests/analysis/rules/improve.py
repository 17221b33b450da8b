"""Cases of `improve.*`."""

from __future__ import annotations

import datetime
from typing import Any

from tests.analysis.maps import changed, put, service
from tests.analysis.rules.case import TODAY, Case, engaged, without
from tests.analysis.rules.stakeholder import mapped
from tests.analysis.rules.value import agreed, served
from tests.builders import document, draw
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import (
    Acceptance,
    Improvement,
    ImprovementState,
    Link,
    LinkKind,
    Map,
    MapState,
    Person,
    Workshop,
    WorkshopKind,
)

NONE, OVERDUE, UNOWNED, OFF_PATH, UNLINKED, AUDIT = (
    "improve.none", "improve.overdue", "improve.unowned", "improve.off-path", "improve.unlinked", "improve.not-audited",
)  # fmt: skip
TEXT = "A 4h -> B 6h -> D 1h; A -> C 1h -> D"  # C lies beside the critical path
S = ImprovementState
DAY = datetime.timedelta(days=1)
YEAR_AGO = datetime.date(2025, 6, 30)
FIRED = ("medium idea",)
LOW = ("low idea",)


def idea(*changes: str, held: Document | None = None, **fields: Any) -> Document:
    """A map with an improvement that somebody owns, and what it changes."""
    held = put(held or document(TEXT), Person(id="Ann", role="Handler"))
    made = Improvement(id="idea", name="Ask once", **{"owner": "Ann", **fields})
    links = [Link(id=f"idea-{key}", kind=LinkKind.CHANGES, source="idea", target=key) for key in changes]
    return put(held, made, *links)


def gaining(*changes: str, held: Document | None = None, **fields: Any) -> Document:
    return idea(*changes, held=held, **{"expected_lead_time": parse("1h"), **fields})


def planned() -> Document:
    """A future map whose steps came from B and C; G came from nowhere."""
    held = put(document(TEXT), Map(id="next", stream="stream", name="Ideal", state=MapState.FUTURE))
    held = draw(held, "next", "F 1h -> E 1h -> G 1h")
    return put(
        held,
        Link(id="F-B", kind=LinkKind.CAME_FROM, source="F", target="B"),
        Link(id="E-C", kind=LinkKind.CAME_FROM, source="E", target="C"),
    )


def owned() -> Document:
    """A stream about which nothing is high or critical."""
    held = put(served(agreed()), Person(id="Ann", role="Head"))
    for key in ("stream", "A", "B"):
        held = changed(held, key, owner="Ann")
    return held


def lived_with() -> Document:
    """One high finding, which the room accepted."""
    return put(
        changed(owned(), "stream", outcomes=""),
        Acceptance(id="ok", rule="value.undefined", subject="stream", aspect="outcome", severity="high"),
    )


def audited(date: datetime.date | None = TODAY, **fields: Any) -> Document:
    """An engagement in good health, all of it on one date."""
    held = engaged(mapped("Ann", "Sue", date=date), value_definition="Back on the road", value_agreed_on=date)
    held = put(held, Workshop(id="audit", kind=WorkshopKind.AUDIT, date=date))
    return put(held, Improvement(id="idea", name="Ask once", **{"state": S.DONE, "done_on": date, **fields}))


ALL_FOUR = tuple(f"medium engagement/{key}" for key in ("value", "mapped", "audited", "improved"))
CASES = (
    Case(NONE, "fires", "high findings, no improvement", document("A 1h"), ("low stream",)),
    Case(NONE, "fires", "an improvement of nothing", idea(), ("low stream",)),
    Case(NONE, "silent", "a step is improved", idea("A")),
    Case(NONE, "silent", "the stream is improved", idea("stream")),
    Case(NONE, "silent", "nothing is high", owned()),
    Case(NONE, "threshold", "one finding is high", changed(owned(), "stream", outcomes=""), ("low stream",)),
    Case(NONE, "threshold", "one was high and is accepted", lived_with()),
    Case(NONE, "threshold", "the improvement was dropped", idea("A", state=S.DROPPED), ("low stream",)),
    Case(NONE, "threshold", "it is done", idea("A", state=S.DONE)),
    Case(NONE, "threshold", "a service under it is improved", idea("service-P", held=put(document(TEXT), *service("P", "A")))),
    Case(NONE, "threshold", "a step of its future map is improved", idea("G", held=planned())),
    Case(OVERDUE, "fires", "due last year", idea("A", due=YEAR_AGO), FIRED),
    Case(OVERDUE, "fires", "running", idea("A", due=YEAR_AGO, state=S.RUNNING), FIRED),
    Case(OVERDUE, "silent", "no date", idea("A")),
    Case(OVERDUE, "silent", "done", idea("A", due=YEAR_AGO, state=S.DONE)),
    Case(OVERDUE, "silent", "dropped", idea("A", due=YEAR_AGO, state=S.DROPPED)),
    Case(OVERDUE, "threshold", "due today", idea("A", due=TODAY)),
    Case(OVERDUE, "threshold", "due yesterday", idea("A", due=TODAY - DAY), FIRED),
    Case(UNOWNED, "fires", "nobody", idea("A", owner=None), FIRED),
    Case(UNOWNED, "silent", "somebody", idea("A")),
    Case(UNOWNED, "threshold", "nobody, and it is done", idea("A", owner=None, state=S.DONE)),
    Case(UNOWNED, "threshold", "a vacant place is one", changed(idea("A"), "Ann", vacant=True)),
    Case(OFF_PATH, "fires", "a step with slack", gaining("C"), LOW),
    Case(OFF_PATH, "fires", "a future step that came from one", gaining("E", held=planned()), LOW),
    Case(OFF_PATH, "fires", "a service under one", gaining("service-P", held=put(document(TEXT), *service("P", "C"))), LOW),
    Case(OFF_PATH, "silent", "a critical step", gaining("A")),
    Case(OFF_PATH, "silent", "a future step that came from one", gaining("F", held=planned())),
    Case(OFF_PATH, "silent", "no gain is claimed", idea("C")),
    Case(OFF_PATH, "silent", "lead time is not known", gaining("A", held=document("A -> B"))),
    Case(OFF_PATH, "threshold", "one of its steps is critical", gaining("C", "B")),
    Case(OFF_PATH, "threshold", "a gain of nothing", gaining("C", expected_lead_time=parse("0"))),
    Case(OFF_PATH, "threshold", "the same time on both ways",
         gaining("C", held=changed(document(TEXT), "C", lead_time=parse("6h")))),
    Case(OFF_PATH, "threshold", "a minute less on one",
         gaining("C", held=changed(document(TEXT), "C", lead_time=parse("359min"))), LOW),
    Case(OFF_PATH, "threshold", "the whole stream", gaining("stream")),
    Case(UNLINKED, "fires", "nothing is named", idea(), LOW),
    Case(UNLINKED, "fires", "a service that supports no stream", idea("service-P", held=put(document(TEXT), *service("P"))), LOW),
    Case(UNLINKED, "silent", "a step", idea("C")),
    Case(UNLINKED, "silent", "a stream", idea("stream")),
    Case(UNLINKED, "threshold", "a service under a step", idea("service-P", held=put(document(TEXT), *service("P", "C")))),
    Case(UNLINKED, "threshold", "dropped", idea(state=S.DROPPED)),
    Case(AUDIT, "fires", "nothing is on record", document("A 1h"), ALL_FOUR),
    Case(AUDIT, "fires", "IT mapped it alone",
         without(audited(), "Ann-day"), ("medium engagement/mapped",)),
    Case(AUDIT, "fires", "no day is known", audited(None), ALL_FOUR),
    Case(AUDIT, "fires", "it is not done yet", audited(state=S.RUNNING), ("medium engagement/improved",)),
    Case(AUDIT, "silent", "all four today", audited()),
    Case(AUDIT, "silent", "no stream is there yet", without(document(""), "stream", "map")),
    Case(AUDIT, "threshold", "a year ago to the day", audited(YEAR_AGO)),
    Case(AUDIT, "threshold", "a year and a day ago", audited(YEAR_AGO - DAY), ALL_FOUR),
    Case(AUDIT, "threshold", "tomorrow", audited(TODAY + DAY), ALL_FOUR),
    Case(AUDIT, "threshold", "a date without a definition", engaged(audited(), value_definition=" "),
         ("medium engagement/value",)),
    Case(AUDIT, "threshold", "a workshop on value, no date of agreement",
         put(engaged(audited(), value_agreed_on=None), Workshop(id="value", kind=WorkshopKind.VALUE, date=TODAY))),
)  # fmt: skip
