"""Cases of `scope.*`."""

from __future__ import annotations

from tests.analysis.maps import changed, put
from tests.analysis.rules.case import Case
from tests.builders import document, draw
from vsmstudio.model.document import Document
from vsmstudio.model.records import EndpointKind, Map, MapState, Side

RULE = "scope.not-end-to-end"
WHOLE = "(Client) -> A 1h @Desk -> B 1h @Lab -> (Buyer)"


def whole(text: str = WHOLE, **sides: Side) -> Document:
    """A map from customer to customer; `sides` are those of its units."""
    held = document(text)
    for name, side in sides.items():
        held = changed(held, f"unit-{name}", side=side)
    return held


def future() -> Document:
    held = put(whole(), Map(id="next", stream="stream", name="Ideal", state=MapState.FUTURE))
    return draw(held, "next", "F 1h")


CASES = (
    Case(RULE, "fires", "no customer at either end", document("A 1h -> B 1h"), ("medium map/ends",)),
    Case(RULE, "fires", "it ends nowhere", document("(Client) -> A 1h"), ("medium map/ends",)),
    Case(RULE, "fires", "a trigger starts it", changed(whole(), "Client", kind=EndpointKind.TRIGGER), ("medium map/ends",)),
    Case(RULE, "fires", "IT and suppliers alone", whole(Desk=Side.IT, Lab=Side.SUPPLIER), ("medium map/performers",)),
    Case(RULE, "silent", "from customer to customer", whole()),
    Case(RULE, "silent", "future maps are plans", future()),
    Case(RULE, "threshold", "one unit of the business", whole(Desk=Side.IT)),
    Case(RULE, "threshold", "a trigger where a unit outside stands",
         changed(whole(Lab=Side.CUSTOMER), "Client", kind=EndpointKind.TRIGGER, unit="unit-Lab")),
    Case(RULE, "threshold", "a customer that work does not leave",
         document("(Client) ..> A 1h -> (Buyer)"), ("medium map/ends",)),
    Case(RULE, "threshold", "a map without steps", document("")),
)  # fmt: skip
