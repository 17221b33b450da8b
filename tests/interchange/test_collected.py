"""The data-collection workbook, filled as clients fill it, and read back."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.builders import document as drawn
from vsmstudio import resources
from vsmstudio.export.xlsx.collecting import FIRST_ROW, HEADER_ROW, collection_book
from vsmstudio.interchange import step_table
from vsmstudio.interchange.imported import BadSource, Imported
from vsmstudio.interchange.into import into
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Application,
    Audience,
    Contract,
    Endpoint,
    EndpointRole,
    Improvement,
    ImprovementState,
    LinkKind,
    Measure,
    MeasureKind,
    Person,
    Queue,
    Service,
    ServiceKind,
    Side,
    Stakeholder,
    Step,
    Touchpoint,
    Unit,
    ValueClass,
)  # fmt: skip
from vsmstudio.storage.files import load

ON = date(2026, 2, 14)
Rows = dict[str, list[dict[str, Any]]]


def filled(rows: Rows, document: Document | None = None, first: int = FIRST_ROW) -> Imported:
    book = load_workbook(BytesIO(collection_book(document, ON)))
    for title, listed in rows.items():
        sheet = book[title]
        places = {str(cell.value).partition(" (")[0]: cell.column for cell in sheet[HEADER_ROW]}
        for at, row in enumerate(listed, start=first):
            for head, value in row.items():
                sheet.cell(at, places[head]).value = value
    saved = BytesIO()
    book.save(saved)
    return step_table.read_bytes(saved.getvalue(), "From ACME.xlsx")


AS_MEANT: Rows = {
    "Steps": [
        {"Step": "Customer", "Id": "s", "Kind": "start"},
        {"Step": "Receive order", "Id": "1", "Predecessors": "s", "PT": "10 min", "LT": "4 h", "%C&A": 0.8, "People": 3,
         "Performer": "Order desk", "Owner": "Head of sales", "VA": "VA", "Services": "Order portal"},
        {"Step": "In-box", "Id": "2", "Predecessors": "1", "Kind": "queue", "Quantity": 40},
        {"Step": "Check order", "Id": "3", "Predecessors": "2", "PT": "20-30 min", "LT": "1 d", "Performer": "Order desk",
         "Owner": "Clerk (vacant)", "VA": "NNVA", "Rework to": "1", "Rework %": "10", "Systems": "SAP",
         "Barriers": "Half of the orders lack a delivery date.", "Notes": "Since 2019"},
        {"Step": "Customer", "Id": "e", "Predecessors": "3", "Kind": "end"},
    ],
    "Units": [{"Unit": "Order desk", "Side": "business", "People": 3}, {"Unit": "IT operations", "Side": "IT"}],
    "People": [{"Role": "Head of sales", "Name": "A. Jansen", "Unit": "Order desk"}, {"Role": "Clerk", "Vacant": "yes"}],
    "Services": [{"Service": "Order portal", "Type": "customer-facing", "Owner": "Head of sales", "Provider": "IT operations",
                  "Customers": "Shops", "Security": "gap"}],
    "Costs": [{"Service": "Order portal", "Development": 40_000, "Maintenance": 8_000.5}],
    "Contracts": [{"Contract": "Hosting", "Supplier": "Cloud Ltd", "Value": 24_000, "Start": date(2026, 1, 1),
                   "End": datetime(2026, 12, 31), "Notice": "3 mo", "Covers": "Order portal"}],
    "Applications": [{"Application": "Shop", "Owner": "Head of sales", "Lifecycle": "live", "Supports": "Order portal"}],
    "Customers": [{"Customer": "Shops", "Services": "Order portal", "People": 120}],
}  # fmt: skip


def test_a_workbook_that_nobody_filled_holds_nothing_but_says_so():
    book = collection_book(None, ON)
    with pytest.raises(BadSource, match="has no rows below its header"):
        step_table.read_bytes(book, "empty.xlsx")


def test_what_clients_filled_becomes_a_map_with_all_that_is_behind_it():
    imported = filled(AS_MEANT)
    assert imported.problems == ()
    document = imported.document
    steps = {each.name: each for each in document.all(Step)}
    assert set(steps) == {"Receive order", "Check order"}
    receive, check = steps["Receive order"], steps["Check order"]
    assert (receive.process_time, receive.lead_time, receive.ca) == (Duration("10 min"), Duration("4 h"), 0.8)
    assert (check.value_class, check.barriers, check.notes) == (
        ValueClass.NNVA,
        "Half of the orders lack a delivery date.",
        "Since 2019",
    )
    assert [each.quantity for each in document.all(Queue)] == [40]
    assert {each.role for each in document.all(Endpoint)} == {EndpointRole.START, EndpointRole.END}
    people = {each.role: each for each in document.all(Person)}
    assert set(people) == {"Head of sales", "Clerk"}
    assert (people["Head of sales"].name, people["Clerk"].vacant, check.owner) == (
        "A. Jansen",
        True,
        people["Clerk"].id,
    )
    assert document.name(people["Head of sales"].unit) == "Order desk"
    (flow,) = document.rework_from(check.id)
    assert (flow.target, flow.probability) == (receive.id, 0.1)

    services = {each.name: each for each in document.all(Service)}
    assert set(services) == {"Order portal", "SAP"}
    portal = services["Order portal"]
    assert (portal.kind, portal.cost_development, portal.cost_maintenance) == (
        ServiceKind.CUSTOMER_FACING,
        40_000,
        8_000.5,
    )
    units = {each.name: each for each in document.all(Unit)}
    assert (units["Shops"].side, units["Shops"].people, units["Cloud Ltd"].side) == (Side.CUSTOMER, 120, Side.SUPPLIER)
    assert [link.target for link in document.links_from(portal.id, LinkKind.SERVES)] == [units["Shops"].id]
    (contract,) = document.all(Contract)
    assert (contract.start, contract.end, contract.notice) == (date(2026, 1, 1), date(2026, 12, 31), Duration("3 mo"))
    assert len(document.links_from(contract.id, LinkKind.COVERS)) == 1
    (application,) = document.all(Application)
    assert len(document.links_from(application.id, LinkKind.SUPPORTS)) == 1


AROUND: Rows = {
    **AS_MEANT,
    "Stakeholders": [
        {"Stakeholder": "Order desk", "Interest": "Fewer calls", "What they gain": "An hour a day"},
        {"Stakeholder": "Head of sales", "What value means to them": "Nobody asks twice"},
        {"Stakeholder": "Shops", "What value means to them": "It arrives on the day"},
    ],
    "Measures": [
        {"Measure": "Delivered on the day", "Kind": "outcome", "Audience": "customer", "Unit": "%", "Baseline": 82,
         "Target": 95, "Measured on": date(2026, 1, 31)},
        {"Measure": "Net recommendations", "Kind": "experience", "Baseline": -12},
    ],
    "Experience": [
        {"Touchpoint": "receive ORDER", "Audience": "customer", "Rating": 2, "Note": "They ask for the date twice"},
        {"Touchpoint": "Check order", "Audience": "employee", "Rating": 3.5},
    ],
    "Improvements": [
        {"Improvement": "Ask for the date on the form", "Changes": "Receive order; Order portal", "Owner": "Head of sales",
         "State": "running", "Due": date(2026, 6, 30)},
    ],
}  # fmt: skip


def test_what_clients_say_of_value_experience_and_change_is_read_too():
    imported = filled(AROUND)
    assert imported.problems == ()
    document = imported.document
    steps = {each.name: each.id for each in document.all(Step)}
    assert {document.name(each.who) for each in document.all(Stakeholder)} == {"Order desk", "Head of sales", "Shops"}
    assert len(document.all(Unit)) == 4, "a stakeholder who is a unit makes no person of that name"
    measures = {each.name: each for each in document.all(Measure)}
    assert {each.stream for each in measures.values()} == {document.streams[0].id}, "there is but one"
    first = measures["Delivered on the day"]
    assert (first.kind, first.audience, first.baseline, first.target) == (
        MeasureKind.OUTCOME, Audience.CUSTOMER, 82, 95,
    )  # fmt: skip
    assert measures["Net recommendations"].baseline == -12
    rated = {(each.step, each.audience): each.rating for each in document.all(Touchpoint)}
    assert rated == {
        (steps["Receive order"], Audience.CUSTOMER): 2, (steps["Check order"], Audience.EMPLOYEE): 3.5,
    }  # fmt: skip
    (improvement,) = document.all(Improvement)
    assert (improvement.state, document.name(improvement.owner)) == (ImprovementState.RUNNING, "Head of sales")
    changed = {document.name(link.target) for link in document.links_from(improvement.id, LinkKind.CHANGES)}
    assert changed == {"Receive order", "Order portal"}


def test_read_twice_into_one_document_it_changes_nothing_the_second_time():
    first = into(Document(), filled(AROUND))
    document = Document().apply(first.change)
    assert document.all(Improvement)
    again = into(document, filled(AROUND))
    assert not again.change, again.said


def test_a_step_that_nobody_knows_is_told_by_its_place():
    imported = filled({
        **AS_MEANT,
        "Experience": [{"Touchpoint": "Ring the broker", "Audience": "customer", "Rating": 1}],
        "Measures": [{"Kind": "outcome", "Baseline": 3}],
    })  # fmt: skip
    told = {(each.source.rpartition(" ")[2], each.row, each.column) for each in imported.problems}
    assert told == {("Experience", 6, "Touchpoint"), ("Measures", 6, "Measure")}
    assert not imported.document.all(Touchpoint)


def test_a_rating_typed_into_the_workbook_filled_beforehand_comes_back():
    document = drawn("Receive 10min/1h @Desk !Clerk -> Check 2h")
    receive = next(each for each in document.all(Step) if each.name == "Receive")
    document = document.apply(edits.rate(document, receive.id, Audience.CUSTOMER, rating=2, note="Slow"))
    document = document.apply(edits.add_improvement(document, "Answer at once", [receive.id]))
    book = load_workbook(BytesIO(collection_book(document, ON)))
    sheet = book["Experience"]
    places = {cell.value: cell.column for cell in sheet[HEADER_ROW]}
    assert sheet.cell(FIRST_ROW, places["Touchpoint"]).value == "Receive"
    assert book["Improvements"].cell(FIRST_ROW, 2).value == "Receive"
    sheet.cell(FIRST_ROW, places["Rating"]).value = 4
    for title, value in (("Touchpoint", "Check"), ("Audience", "employee"), ("Rating", 3)):
        sheet.cell(FIRST_ROW + 1, places[title]).value = value
    saved = BytesIO()
    book.save(saved)
    imported = step_table.read_bytes(saved.getvalue(), "back.xlsx")
    assert imported.problems == ()
    after = document.apply(into(document, imported).change)
    rated = {(after.name(each.step), each.audience): (each.rating, each.note) for each in after.all(Touchpoint)}
    assert rated == {("Receive", Audience.CUSTOMER): (4, "Slow"), ("Check", Audience.EMPLOYEE): (3, "")}


def test_examples_are_left_out_and_that_is_said():
    imported = filled(AS_MEANT)
    names = {getattr(each, "name", "") for each in imported.document.records.values()}
    assert not any("example" in str(name).casefold() for name in names)
    assert not names & {"Order management", "Wholesale customers", "Hosting Ltd"}
    assert "12 rows that show how to fill the sheets are left out (“Example: …”)." in imported.notes


def test_where_nobody_says_what_comes_before_what_rows_follow_one_another():
    imported = filled({"Steps": [{"Step": "Receive"}, {"Step": "Check"}, {"Step": "File"}]})
    document = imported.document
    joined = [(document.name(flow.source), document.name(flow.target)) for flow in document.flows(document.maps[0].id)]
    assert sorted(joined) == [("Check", "File"), ("Receive", "Check")]
    assert any("rows follow one another" in note for note in imported.notes)


def test_careless_cells_are_read_or_told_by_their_place():
    imported = filled({
        "Steps": [
            {"Step": "Receive order", "PT": 20, "LT": "2 days", "%C&A": "80", "People": "three"},
            {"Step": "  Check order ", "PT": "an hour", "VA": "value adding", "Kind": "Step"},
            {},
            {"Step": "File", "PT": "1,5 h", "Owner": "head of SALES ", "Performer": "?"},
        ],
        "People": [{"Role": "Head of sales", "Vacant": "no"}],
        "Contracts": [{"Contract": "Hosting", "Value": "24.000 €", "Start": "01.02.2026", "End": "soon"}],
    })  # fmt: skip
    told = [(each.source.rpartition(" ")[2], each.row, each.column.partition(" (")[0]) for each in imported.problems]
    assert set(told) == {("Steps", 6, "People"), ("Steps", 7, "PT")}
    (contract,) = imported.document.all(Contract)
    assert (contract.annual_value, contract.start, contract.notes) == (24_000, date(2026, 2, 1), "End: soon")
    people = imported.document.all(Person)
    assert [each.role for each in people] == ["Head of sales"]


def test_a_workbook_filled_beforehand_comes_back_into_its_document_by_ids():
    document = drawn("Receive 10min/1h @Desk !Clerk -> Check 2h -> File 1h")
    book = load_workbook(BytesIO(collection_book(document, ON)))
    sheet = book["Steps"]
    places = {cell.value: cell.column for cell in sheet[HEADER_ROW]}
    names = {sheet.cell(at, 1).value: at for at in range(FIRST_ROW, FIRST_ROW + 3)}
    sheet.cell(names["Check"], places["Step"]).value = "Check the order"
    sheet.cell(names["Check"], places["PT"]).value = "25 min"
    sheet.cell(FIRST_ROW + 3, places["Step"]).value = "Archive"
    sheet.cell(FIRST_ROW + 3, places["Predecessors"]).value = "File"
    saved = BytesIO()
    book.save(saved)
    imported = step_table.read_bytes(saved.getvalue(), "back.xlsx")
    assert imported.problems == ()
    after = document.apply(into(document, imported).change)
    steps = {each.name: each for each in after.all(Step)}
    assert set(steps) == {"Receive", "Check the order", "File", "Archive"}
    before = next(each for each in document.all(Step) if each.name == "Check")
    assert (steps["Check the order"].id, steps["Check the order"].process_time) == (before.id, Duration("25 min"))
    assert len(after.maps) == 1
    assert {(after.name(flow.source), after.name(flow.target)) for flow in after.flows(after.maps[0].id)} == {
        ("Receive", "Check the order"), ("Check the order", "File"), ("File", "Archive"),
    }  # fmt: skip


def test_sent_back_as_it_was_it_changes_nothing():
    document = load(resources.path("examples", "sample.vsm"))
    imported = step_table.read_bytes(collection_book(document, ON), "back.xlsx")
    assert imported.problems == ()
    assert not into(document, imported).change
