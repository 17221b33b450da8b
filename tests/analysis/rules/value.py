"""Cases of `value.*`."""

from __future__ import annotations

import datetime

from tests.analysis.maps import changed, put
from tests.analysis.rules.case import TODAY, Case, engaged, without
from tests.builders import document, draw
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Audience,
    Link,
    LinkKind,
    Map,
    MapState,
    Measure,
    MeasureKind,
    Side,
    Touchpoint,
    Unit,
)

UNDEFINED, CUSTOMER, COST, OUTPUTS, EXPERIENCE = (
    "value.undefined", "value.no-customer", "value.cost-only", "value.outputs-only", "value.no-experience",
)  # fmt: skip
TOMORROW = TODAY + datetime.timedelta(days=1)
K = MeasureKind


def agreed(**said: object) -> Document:
    """A map of a stream with an outcome, and a definition of value that was agreed on; `said` otherwise."""
    held = changed(document("A 1h -> B 1h"), "stream", outcomes="Repaired and on the road")
    return engaged(held, **{"value_definition": "Back on the road", "value_agreed_on": TODAY, **said})


def served(held: Document, unit: str = "") -> Document:
    """A stream with a customer."""
    held = put(held, Unit(id="buyers", name="Buyers", side=Side.CUSTOMER))
    return put(held, Link(id="serves", kind=LinkKind.SERVES, source="stream", target=unit or "buyers"))


def ended() -> Document:
    """A map whose end names the unit that stands there."""
    held = put(document("A 1h -> (Client)"), Unit(id="buyers", name="Buyers", side=Side.CUSTOMER))
    return changed(held, "Client", unit="buyers")


def measured(*kinds: MeasureKind) -> Document:
    made = [Measure(id=f"measure-{at}", stream="stream", name=kind.value, kind=kind) for at, kind in enumerate(kinds)]
    return put(document("A 1h -> B 1h"), *made)


def rated(held: Document, step: str = "A", rating: float | None = 4) -> Document:
    return put(held, Touchpoint(id="touch", step=step, audience=Audience.CUSTOMER, rating=rating))


def planned(held: Document) -> Document:
    """The same with a step of a future map."""
    held = put(held, Map(id="next", stream="stream", name="Ideal", state=MapState.FUTURE))
    return draw(held, "next", "F 1h")


DEFINITION, OUTCOME = "high engagement/definition", "high stream/outcome"
CASES = (
    Case(UNDEFINED, "fires", "nothing is said", document("A 1h"), (DEFINITION, OUTCOME)),
    Case(UNDEFINED, "fires", "written, not agreed", agreed(value_agreed_on=None), (DEFINITION,)),
    Case(UNDEFINED, "fires", "spaces are no outcome", changed(agreed(), "stream", outcomes="  "), (OUTCOME,)),
    Case(UNDEFINED, "silent", "agreed, with an outcome", agreed()),
    Case(UNDEFINED, "silent", "no stream is there yet", without(document(""), "stream", "map")),
    Case(UNDEFINED, "threshold", "agreed by somebody on no day",
         agreed(value_agreed_on=None, value_agreed_by="Claims board")),
    Case(UNDEFINED, "threshold", "to be agreed tomorrow", agreed(value_agreed_on=TOMORROW), (DEFINITION,)),
    Case(CUSTOMER, "fires", "none is named", document("A 1h"), ("high stream",)),
    Case(CUSTOMER, "fires", "one stands on the map alone", ended(), ("high stream",)),
    Case(CUSTOMER, "silent", "one is named", served(document("A 1h"))),
    Case(CUSTOMER, "threshold", "one inside the organisation",
         served(put(document("A 1h"), Unit(id="desk", name="Desk")), "desk")),
    Case(COST, "fires", "all are cost", measured(K.COST, K.COST), ("medium stream",)),
    Case(COST, "silent", "no measure", measured()),
    Case(COST, "silent", "outcome", measured(K.OUTCOME)),
    Case(COST, "threshold", "one of several is not", measured(K.COST, K.COST, K.EFFORT)),
    Case(OUTPUTS, "fires", "output alone", measured(K.OUTPUT), ("medium stream",)),
    Case(OUTPUTS, "silent", "no measure", measured()),
    Case(OUTPUTS, "silent", "neither", measured(K.COST, K.EXPERIENCE)),
    Case(OUTPUTS, "threshold", "an outcome beside it", measured(K.OUTPUT, K.OUTPUT, K.OUTCOME)),
    Case(OUTPUTS, "threshold", "experience is no outcome", measured(K.OUTPUT, K.EXPERIENCE), ("medium stream",)),
    Case(EXPERIENCE, "fires", "outcome alone", measured(K.OUTCOME), ("medium stream",)),
    Case(EXPERIENCE, "fires", "no measure", measured(), ("medium stream",)),
    Case(EXPERIENCE, "silent", "measured", measured(K.COST, K.EXPERIENCE)),
    Case(EXPERIENCE, "threshold", "a step is rated", rated(measured(K.OUTCOME))),
    Case(EXPERIENCE, "threshold", "a note without a rating", rated(measured(K.OUTCOME), rating=None), ("medium stream",)),
    Case(EXPERIENCE, "threshold", "a step of a future map is rated",
         rated(planned(measured(K.OUTCOME)), "F"), ("medium stream",)),
)  # fmt: skip
