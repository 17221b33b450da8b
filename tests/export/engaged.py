"""A small engagement with everything filled in, for the report: charter, value, experience, portfolio, plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders import document as drawn
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.durations import parse
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Audience,
    Horizon,
    Improvement,
    ImprovementKind,
    ImprovementState,
    LinkKind,
    MeasureKind,
    Method,
    Side,
    Unit,
    Workshop,
    WorkshopKind,
)

ON = date(2026, 2, 16)
MAP = (
    "(Customer) -> Report 10min/2h/90% @Sales !Head_of_Sales -> Check 20min/1d/60% @Claims "
    "-> Assess 90min/6d/70% @Claims !Head_of_Claims -> Pay 5min/4h/95% @Finance !Head_of_Finance -> (Customer2)"
)
_LEGACY = "Replace the document archive"


class Room:
    """A document under the hands of a room."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def do(self, change: Change) -> None:
        self.document = self.document.apply(change)

    def fill(self, key: Id, **fields: Any) -> None:
        self.do(edits.update(self.document, key, **fields))

    def improve(self, name: str, *changes: Id, **fields: Any) -> Id:
        self.do(edits.add_improvement(self.document, name, changes, **fields))
        return next(each.id for each in self.document.all(Improvement) if each.name == name)


def engaged() -> Document:
    """Everything filled in."""
    room = Room(drawn(MAP, client="Sample insurer", title="Motor claims", as_of=ON))
    room.fill(
        "engagement",
        value_definition="A driver is mobile again within a week, knows at any time what happens next, and pays nothing "
        "that the policy covers.",
        value_agreed_on=date(2026, 1, 20),
        value_agreed_by="Executive team and customer council",
    )
    room.fill(
        "stream",
        name="Motor claim", owner="person-Head_of_Claims", sponsor="person-Head_of_Sales",
        facilitator="person-Head_of_Finance", demand=22.0, trigger="A driver reports damage by phone or portal",
        outcomes="The driver is mobile again\nThe claim is settled as the policy says",
        first_step="Report the damage", last_step="Pay the garage", in_scope="Own damage without injury",
        out_of_scope="Theft, injury, total loss", case="80 % of demand: own damage under 5,000",
        problem="Customers wait eleven days and call three times; one in five moves to another insurer.",
        target_conditions="Lead time 5 days by 1 July\nRolled %C&A 60 %\nNo more than one call per claim",
        experience=Audience.CUSTOMER, briefings="Every Friday 15:00, executive team", chartered_on=date(2026, 1, 12),
    )  # fmt: skip
    room.do(edits.set_joined(room.document, "stream", LinkKind.WORKS_ON, ["person-Head_of_Claims", "person-Head_of_Sales"],
                             outward=False))  # fmt: skip
    room.do(edits.set_joined(room.document, "stream", LinkKind.ON_CALL, ["person-Head_of_Finance"], outward=False))
    customers = Unit(id="drivers", name="Drivers", side=Side.CUSTOMER)
    room.do(edits.put(room.document, "Add", customers))
    room.do(edits.link(room.document, "stream", "drivers", LinkKind.SERVES))
    room.do(edits.add_stakeholder(room.document, "drivers", "stream", interest="A car that runs",
                                  value="Mobile within a week, one call", gains="Five days less without a car"))  # fmt: skip
    room.do(edits.add_stakeholder(room.document, "unit-Claims", "stream", interest="Fair and quick decisions",
                                  value="Complete reports at first contact", gains="A third fewer calls"))  # fmt: skip
    _workshops(room)
    _value(room)
    _experience(room)
    _improvements(room)
    return room.document


def _workshops(room: Room) -> None:
    for name, kind, on, who in (
        ("Charter", WorkshopKind.CHARTER, date(2026, 1, 12), ["person-Head_of_Sales", "person-Head_of_Claims"]),
        ("", WorkshopKind.MAPPING, date(2026, 1, 26), ["unit-Claims", "unit-Sales"]),
        ("Review after 90 days", WorkshopKind.REVIEW, date(2026, 5, 12), []),
    ):
        change = edits.add_workshop(room.document, ["stream"], name=name, kind=kind, date=on)
        room.do(change)
        made = next(each for each in room.document.all(Workshop) if each.date == on)
        room.do(edits.set_joined(room.document, made.id, LinkKind.ATTENDED, who, outward=False))


def _value(room: Room) -> None:
    for name, kind, unit, *figures in (
        ("Drivers mobile within a week", MeasureKind.OUTCOME, "%", 41.0, 80.0, 52.0),
        ("Claims settled a day", MeasureKind.OUTPUT, "", 20.0, 24.0, None),
        ("Satisfaction after settlement", MeasureKind.EXPERIENCE, "of 5", 2.8, 4.2, 2.6),
        ("Cost per claim", MeasureKind.COST, "EUR", 312.0, 250.0, 280.0),
        ("Calls per claim", MeasureKind.EFFORT, "", 3.1, 1.0, 1.0),
    ):
        baseline, target, actual = figures
        room.do(edits.add_measure(
            room.document, "stream", name, kind=kind, unit=unit, baseline=baseline, target=target, actual=actual,
            audience=Audience.CUSTOMER if kind is MeasureKind.EXPERIENCE else None,
            measured_on=date(2026, 2, 1) if actual is not None else None,
        ))  # fmt: skip


def _experience(room: Room) -> None:
    for step, audience, rating, note in (
        ("Report", Audience.CUSTOMER, 4.0, "Quick, by photo"),
        ("Check", Audience.CUSTOMER, 2.0, "Nobody says what happens"),
        ("Assess", Audience.CUSTOMER, 1.0, "Six days without a word; the courtesy car ends on the third"),
        ("Pay", Audience.CUSTOMER, 5.0, "Money on the same day"),
        ("Check", Audience.EMPLOYEE, 2.5, "Three systems to look into"),
        ("Assess", Audience.EMPLOYEE, 3.0, ""),
    ):
        room.do(edits.rate(room.document, step, audience, rating=rating, note=note))
    room.fill("Check", as_documented="Four eyes on every claim", as_done="One looks, the other signs unread",
              why="Two people were ill in 2019 and nobody changed it back")  # fmt: skip


def _improvements(room: Room) -> None:
    claims, sales = "person-Head_of_Claims", "person-Head_of_Sales"
    photo = room.improve("Assess from photographs", "Assess", method=Method.KAIZEN, owner=claims, horizon=Horizon.NOW,
                 state=ImprovementState.RUNNING, due=date(2026, 4, 1), effort=4.0, benefit=9.0,
                 expected_lead_time=parse("4d"), expected_experience=2.0, review_on=date(2026, 6, 30))  # fmt: skip
    check = room.improve("One check instead of two", "Check", method=Method.JUST_DO_IT, owner=claims, horizon=Horizon.NOW,
                 state=ImprovementState.DONE, due=date(2026, 1, 30), done_on=date(2026, 2, 6), effort=1.0, benefit=6.0,
                 expected_lead_time=parse("4h"), expected_ca=0.1, actual_lead_time=parse("3h"), actual_ca=0.05,
                 measured_on=date(2026, 2, 12), lesson="Telling the team before the change saved a week")  # fmt: skip
    portal = room.improve("Complete reports from the portal", "Report", owner=sales, horizon=Horizon.NEXT,
                 due=date(2026, 7, 15), effort=6.0, benefit=6.0, expected_ca=0.15, method=Method.PROJECT)  # fmt: skip
    room.improve("Say what happens next", "Check", horizon=Horizon.NOW, due=date(2026, 2, 1), effort=2.0, benefit=6.2,
                 expected_experience=1.5, method=Method.JUST_DO_IT)  # fmt: skip
    legacy = room.improve(_LEGACY, kind=ImprovementKind.INITIATIVE, owner=sales, horizon=Horizon.LATER,
                          state=ImprovementState.RUNNING, effort=8.0, benefit=2.0, expected_cost=60000.0)  # fmt: skip
    room.do(edits.order_improvements(room.document, [legacy, portal, photo, check]))
    room.do(edits.keep_order(room.document, date(2026, 1, 12), "What ran already came first", "At the start"))
    room.do(edits.order_improvements(room.document, [photo, check, portal, legacy]))
