"""Cases of `stakeholder.*`."""

from __future__ import annotations

import datetime
from typing import Any

from tests.analysis.maps import changed, put
from tests.analysis.rules.case import TODAY, Case
from tests.builders import document
from vsmstudio.model.document import Document
from vsmstudio.model.records import Link, LinkKind, Person, Side, Unit, Workshop, WorkshopKind

RULE = "stakeholder.it-only"
FIRED = ("medium stream",)


def mapped(*there: str, text: str = "A 1h @Claims -> B 1h @Support", looked: bool = True, **workshop: Any) -> Document:
    """A mapping workshop on a stream with Claims in the business and Support in IT, and who was there.

    Ann works in Claims, Ian in IT above Support, Fay in a team of Claims; Zoe's unit is not known.
    """
    held = document(text)
    for unit, side in (("Claims", Side.BUSINESS), ("Support", Side.IT)):
        held = put(held, Unit(id=f"unit-{unit}", name=unit, side=side, parent="unit-IT" if side is Side.IT else None))
    held = put(
        held,
        Unit(id="unit-IT", name="IT", side=Side.IT),
        Unit(id="unit-Fast", name="Fast track", parent="unit-Claims"),
        Person(id="Ann", role="Handler", unit="unit-Claims"),
        Person(id="Ian", role="IT lead", unit="unit-IT"),
        Person(id="Sue", role="Support lead", unit="unit-Support"),
        Person(id="Fay", role="Fast handler", unit="unit-Fast"),
        Person(id="Zoe", role="Guest"),
        Workshop(id="day", **{"date": TODAY, **workshop}),
        *(Link(id=f"{each}-day", kind=LinkKind.ATTENDED, source=each, target="day") for each in there),
    )
    return put(held, Link(id="looked", kind=LinkKind.LOOKED_AT, source="day", target="stream")) if looked else held


IN_IT = "A 1h @Support -> B 1h @Support"
CASES = (
    Case(RULE, "fires", "IT alone", mapped("Sue", text=IN_IT), FIRED),
    Case(RULE, "fires", "IT alone, by unit", mapped("unit-Support", text=IN_IT), FIRED),
    Case(RULE, "fires", "a unit that does a step was missing", mapped("Ann"), FIRED),
    Case(RULE, "silent", "all were there", mapped("Ann", "Sue")),
    Case(RULE, "silent", "no workshop", document("A 1h @Claims")),
    Case(RULE, "silent", "a workshop of another kind", mapped("Sue", kind=WorkshopKind.REVIEW)),
    Case(RULE, "silent", "it looked at no stream", mapped("Sue", looked=False)),
    Case(RULE, "threshold", "held today", mapped("Sue", date=TODAY), FIRED),
    Case(RULE, "threshold", "planned for tomorrow", mapped("Sue", date=TODAY + datetime.timedelta(days=1))),
    Case(RULE, "threshold", "nobody's attendance is written down", mapped()),
    Case(RULE, "threshold", "somebody of a team below stands for it", mapped("Fay", "Sue")),
    Case(RULE, "threshold", "a person above stands for their own unit", mapped("Ann", "Ian"), FIRED),
    Case(RULE, "threshold", "a unit above comes with those below", mapped("Ann", "unit-IT")),
    Case(RULE, "threshold", "one whose unit is not known may be of the business", mapped("Sue", "Zoe", text=IN_IT)),
    Case(RULE, "threshold", "a supplier is not IT",
         changed(mapped("Ann", "Sue", text=IN_IT), "unit-Claims", side=Side.SUPPLIER)),
)  # fmt: skip
