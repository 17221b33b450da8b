"""A table brought into the document that is open: what it changes, what it adds, and what it leaves alone."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import builders
from tests.documents import documents
from tests.laws import hold_the_laws
from vsmstudio.interchange.imported import Imported
from vsmstudio.interchange.into import Plan, into
from vsmstudio.interchange.step_table import read_text
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import new_id
from vsmstudio.model.records import FlowKind, Map, Note, Person, Placement, Service, ServiceKind, Side, Step, Unit
from vsmstudio.notation.layout import laid_out


def steps_of(document: Document, map_id: str = "map") -> dict[str, Step]:
    return {step.name: step for step in document.steps(map_id)}


def ways(document: Document, map_id: str = "map", kind: FlowKind = FlowKind.WORK) -> set[str]:
    name = document.name
    return {f"{name(flow.source)} > {name(flow.target)}" for flow in document.flows(map_id) if flow.kind is kind}


def bring(document: Document, table: str, map_id: str | None = "map", **more: bool) -> tuple[Document, Plan]:
    """Bring a table in, hold it to the laws, and see that the same table again changes nothing."""
    plan = into(document, read_text(table, "steps.csv"), map_id, **more)
    after = hold_the_laws(document, plan.change)
    again = into(after, read_text(table, "steps.csv"), map_id, **more)
    assert not again.change, again.said
    assert (again.added, again.updated) == (0, 0)
    return after, plan


@pytest.fixture
def orders() -> Document:
    """Receive → Check → File, as the room drew it."""
    return laid_out(builders.document("Receive 10min/1d/85% @Sales -> Check 20min/2d !Clerk -> File 5min/1d"))


def test_figures_are_filled_in_and_corrected(orders: Document) -> None:
    after, plan = bring(orders, "Step,PT,People\nreceive,15 min,3\n CHECK ,,2\nFile,5min,\n")
    steps = steps_of(after)
    assert set(steps) == {"Receive", "Check", "File"}
    assert steps["Receive"].process_time == Duration("15 min")
    assert (steps["Receive"].people, steps["Check"].people) == (3, 2)
    assert (plan.added, plan.updated) == (0, 2)
    assert "Processing time of Receive changed from 10 min to 15 min" in plan.said


def test_a_blank_cell_erases_nothing(orders: Document) -> None:
    after, plan = bring(orders, "Step,PT,LT,%C&A,Performer,Owner\nReceive,,,,,\nCheck,,,,,\nFile,,,,,\n")
    assert after == orders
    assert not plan.change


def test_what_stands_keeps_its_place(orders: Document) -> None:
    after, _ = bring(orders, "Step\nReceive\nCheck\nAsk\nFile\n")
    for step in orders.steps("map"):
        assert after.position(step.id) == orders.position(step.id)
    assert after.position(steps_of(after)["Ask"].id) is not None


def test_a_row_inserted_in_the_middle_goes_in_between(orders: Document) -> None:
    after, plan = bring(orders, "Step\nReceive\nCheck\nAsk\nFile\n")
    assert ways(after) == {"Receive > Check", "Check > Ask", "Ask > File"}
    assert plan.rejoins == ()
    assert after.flows("map")[0].map == "map"


def test_two_rows_inserted_go_in_between_and_the_agreed_handoff_stays(orders: Document) -> None:
    flow = next(each for each in orders.flows("map") if orders.name(each.source) == "Check")
    orders = orders.apply(edits.update(orders, flow.id, delay=Duration("3 h")))
    after, _ = bring(orders, "Step\nReceive\nCheck\nAsk\nAnswer\nFile\n")
    assert ways(after) == {"Receive > Check", "Check > Ask", "Ask > Answer", "Answer > File"}
    assert [each.delay for each in after.flows("map") if each.id == flow.id] == [Duration("3 h")]


def test_a_row_that_is_gone_stays_on_the_map_and_is_said(orders: Document) -> None:
    after, plan = bring(orders, "Step,PT\nReceive,15 min\nFile,5min\n")
    assert ways(after) == {"Receive > Check", "Check > File"}
    assert plan.missing == ("1 step of Stream · Current state is not in the file; it stays: Check.",)
    assert plan.rejoins == ()


def test_another_order_is_said_and_not_drawn_beside_the_first(orders: Document) -> None:
    after, plan = bring(orders, "Step\nReceive\nFile\nCheck\n")
    assert ways(after) == {"Receive > Check", "Check > File"}
    assert "Receive → File" in plan.rejoins[0]
    assert "Receive → Check" in plan.rejoins[1]


def test_another_order_is_followed_where_the_person_wants_it(orders: Document) -> None:
    after, plan = bring(orders, "Step\nReceive\nFile\nCheck\n", rejoin=True)
    assert ways(after) == {"Receive > File", "File > Check"}
    assert "go away" in plan.rejoins[0]


def test_a_table_sorted_by_name_draws_no_ring() -> None:
    orders = builders.document("Write -> Send -> Answer -> Close")
    after, plan = bring(orders, "Step,PT\nAnswer,1h\nClose,1h\nSend,1h\nWrite,1h\n")
    assert ways(after) == {"Write > Send", "Send > Answer", "Answer > Close"}
    assert plan.rejoins


def test_a_table_of_some_steps_joins_no_branches() -> None:
    orders = builders.document("Take -> Check -> Approve; Take -> Screen -> Approve; Approve -> Sign; Print")
    after, plan = bring(orders, "Step,PT\nCheck,1h\nScreen,2h\n")
    assert ways(after) == ways(orders)
    assert "Check → Screen" in plan.rejoins[0]
    after, _ = bring(orders, "Step,PT\nCheck,1h\nScreen,2h\n", rejoin=True)
    assert ways(after) == {*ways(orders), "Check > Screen"}
    after, plan = bring(orders, "Step,PT\nSign,1h\nPrint,2h\n")
    assert ways(after) == {*ways(orders), "Sign > Print"}, "it led nowhere yet"
    assert plan.rejoins == ()


def test_a_new_row_beside_one_that_is_gone_draws_no_ring() -> None:
    orders = builders.document("A -> B -> C")
    after, _ = bring(orders, "Step,Predecessors\nA,\nC,\nN,C\nB,N\n")
    assert ("C > N" in ways(after)) != ("N > B" in ways(after)), "one of the two would close a ring with B > C"


def test_new_branches_are_drawn(orders: Document) -> None:
    after, _ = bring(orders, "Step,Predecessors\nReceive,\nCheck,Receive\nPrice,Receive\nFile,Check;Price\n")
    assert ways(after) == {"Receive > Check", "Check > File", "Receive > Price", "Price > File"}


def test_running_numbers_that_moved_on_rename_nothing(orders: Document) -> None:
    first, _ = bring(orders, "No,Step\n1,Receive\n2,Check\n3,File\n")
    after, plan = bring(first, "No,Step\n1,Receive\n2,Ask\n3,Check\n4,File\n")
    assert {step.name: step.key for step in after.steps("map")} == {
        "Receive": "1",
        "Ask": "2",
        "Check": "3",
        "File": "4",
    }
    assert {steps_of(after)[each].id for each in ("Receive", "Check", "File")} == {
        each.id for each in orders.steps("map")
    }
    assert ways(after) == {"Receive > Ask", "Ask > Check", "Check > File"}
    assert not plan.unsure


def test_the_clients_id_tells_a_step_that_got_another_name(orders: Document) -> None:
    first, _ = bring(orders, "Id,Step\nA1,Receive\nA2,Check\nA3,File\n")
    after, plan = bring(first, "Id,Step,Predecessors\nA1,Receive,\nA2,Check credit,A1\nA3,File,A2\n")
    assert steps_of(after)["Check credit"].id == steps_of(orders)["Check"].id
    assert ways(after) == {"Receive > Check credit", "Check credit > File"}
    assert plan.unsure == ("Check is called Check credit in the file (id A2); it gets that name.",)


def test_steps_of_one_name_are_told_apart_by_their_neighbours() -> None:
    orders = builders.document("Sign -> Ask; Check -> Sign2")
    second = steps_of(orders)["Sign2"]
    orders = orders.apply(edits.rename(orders, second.id, "Sign"))
    table = "Id,Step,Predecessors,PT\n1,Check,,\n2,Sign,1,2h\n3,Sign,,3h\n4,Ask,3,\n"
    after, plan = bring(orders, table)
    assert after.the(Step, second.id).process_time == Duration("2h")
    assert len(after.steps("map")) == 4
    assert plan.unsure == ()


def test_steps_of_one_name_that_nothing_tells_apart_are_matched_in_order_and_it_is_said() -> None:
    orders = laid_out(builders.document("Sign; Wait"))
    orders = orders.apply(edits.rename(orders, steps_of(orders)["Wait"].id, "Sign"))
    after, plan = bring(orders, "Step,Predecessors,PT\nSign,,2h\nSign,,3h\nSign,,4h\n")
    assert {step.process_time for step in after.steps("map")} == {Duration("2h"), Duration("3h"), Duration("4h")}
    assert plan.unsure == ("Sign stands there more than once; what the file says was matched in its order.",)


def test_people_and_units_that_are_known_are_not_made_again(orders: Document) -> None:
    clerk = next(each for each in orders.people if each.label == "Clerk")
    orders = orders.apply(edits.update(orders, clerk.id, name="Ann"))
    after, _ = bring(orders, "Step,Owner,Performer\nReceive,ann,SALES\nCheck,Clerk,\nFile,Ben,IT Service Desk\n")
    assert [each.name for each in after.units] == ["IT Service Desk", "Sales"]
    assert sorted(each.label for each in after.people) == ["Ben", "Clerk"]
    assert after.the(Person, clerk.id) == orders.the(Person, clerk.id)
    assert steps_of(after)["Receive"].owner == clerk.id


def test_a_side_guessed_from_a_name_corrects_nobody(orders: Document) -> None:
    unit = next(each for each in orders.units if each.name == "Sales")
    orders = orders.apply(edits.update(orders, unit.id, name="IT Sales", side=Side.SUPPLIER))
    after, _ = bring(orders, "Step,Performer\nReceive,it sales\nCheck,\nFile,\n")
    assert after.the(Unit, unit.id).side is Side.SUPPLIER


def test_services_hang_under_the_steps_once(orders: Document) -> None:
    held = Service(id="crm", name="Customer data", kind=ServiceKind.CUSTOMER_FACING)
    orders = orders.apply(edits.put(orders, "", held))
    after, plan = bring(orders, "Step,Services\nReceive,customer  data;Mail\nCheck,Mail\nFile,\n")
    assert [each.name for each in after.services] == ["Customer data", "Mail"]
    assert after.the(Service, "crm").kind is ServiceKind.CUSTOMER_FACING
    assert "Service Mail added" in plan.said


def test_notes_of_both_stay(orders: Document) -> None:
    receive = steps_of(orders)["Receive"]
    orders = orders.apply(edits.update(orders, receive.id, notes="Said in the workshop."))
    after, _ = bring(orders, "Step,Notes\nReceive,By fax\nCheck,\nFile,\n")
    assert after.the(Step, receive.id).notes == "Said in the workshop.\nBy fax"


def test_what_stands_in_fields_of_its_own_is_not_noted_again(orders: Document) -> None:
    receive = steps_of(orders)["Receive"]
    orders = orders.apply(edits.update(orders, receive.id, barriers="Forms come\nby fax.", why="By law."))
    table = 'Step,Notes\nReceive,"Why: by law.\nBarriers: Forms come\nby fax.\nAnd late."\nCheck,\nFile,\n'
    after, _ = bring(orders, table)
    assert after.the(Step, receive.id).notes == "And late."


def test_without_a_map_it_goes_to_the_one_of_its_stream_and_name(orders: Document) -> None:
    after, _ = bring(orders, "Stream,Map,Step,PT\nSTREAM,current state,Receive,15 min\n", None)
    assert len(after.maps) == 1
    assert steps_of(after)["Receive"].process_time == Duration("15 min")


def test_a_new_map_stands_beside_the_others_laid_out(orders: Document) -> None:
    after, plan = bring(orders, "Stream,Map,Step\nStream,90 days,Receive\nStream,90 days,File\nReturns,,Unpack\n", None)
    assert [after.name(each.id) for each in after.maps] == [
        "Stream · Current state", "Stream · 90 days", "Returns · Current state",
    ]  # fmt: skip
    assert len({after.position(node.id) for node in after.nodes(after.maps[1].id)}) == 2
    assert steps_of(after) == steps_of(orders)
    assert plan.added == 7


def test_the_untouched_map_of_a_new_document_is_taken() -> None:
    fresh = edits.new_document()
    for chosen in (None, fresh.maps[0].id):
        plan = into(fresh, read_text("Stream,Step\nReturns,Unpack\n", "steps.csv"), chosen)
        after = hold_the_laws(fresh, plan.change)
        assert [after.name(each.id) for each in after.maps] == ["Returns · Current state"]


def test_a_document_without_work_takes_the_calendar_and_the_convention_over() -> None:
    from vsmstudio.interchange.settings import read_settings

    said = read_settings(["hours_per_day=24", "days_per_week=7", "currency=CHF", "convention=waits", "client=ACME"])
    fresh = edits.new_document(client="Mine")
    plan = into(fresh, read_text("Step\nUnpack\n", "Returns.csv", said))
    after = hold_the_laws(fresh, plan.change)
    held = after.engagement
    assert (held.hours_per_day, held.days_per_week, held.currency, held.client) == (24, 7, "CHF", "Mine")
    assert [each.convention.value for each in after.maps] == ["waits"]
    assert [each.name for each in after.streams] == ["Returns"]
    assert plan.unsure == ()


def test_another_calendar_is_told_where_the_file_has_durations_and_only_there() -> None:
    here = builders.document("A -> B")
    held = msgspec.structs.replace(here.engagement, hours_per_day=24.0)
    here = Document({**here.records, held.id: held})
    with_durations = read_text("Step,PT\nUnpack,2 d\n", "Returns.csv")
    without = read_text("Step\nUnpack\n", "Returns.csv")
    assert any("hours to a day" in each for each in into(here, with_durations).unsure)
    assert not any("hours to a day" in each for each in into(here, without).unsure)


def test_an_owner_of_two_units_is_two_people() -> None:
    after, _ = bring(builders.document("A -> B"), "Step,Owner,Owner unit\nA,Ann,Sales\nB,Ann,IT\n")
    assert sorted(after.name(each.unit) for each in after.people) == ["IT", "Sales"]


def test_a_demand_is_taken_over_with_its_period(orders: Document) -> None:
    from vsmstudio.interchange.settings import read_settings

    table = read_text("Step\nReceive\n", "t", read_settings(["demand=20/wk", "hours_per_day=7"]))
    plan = into(orders, table, "map")
    after = hold_the_laws(orders, plan.change)
    assert (after.streams[0].demand, after.streams[0].demand_per) == (20, "wk")
    assert after.engagement.hours_per_day == 8
    assert any("7 hours to a day" in each for each in plan.unsure)


def test_rework_that_would_reach_all_is_left_out_and_said() -> None:
    orders = builders.document("A -> B -> C; C ~60%~> A")
    after, plan = bring(orders, "Step,Rework to,Rework %\nA,,\nB,,\nC,B,50\n")
    assert ways(after, kind=FlowKind.REWORK) == {"C > A"}
    assert "would reach 100 %" in plan.unsure[0]


def test_more_new_steps_than_find_room_one_by_one_stand_below(orders: Document) -> None:
    rows = "".join(f"Step {at},{f'Step {at - 1}' if at else 'File'}\n" for at in range(100))
    after, _ = bring(orders, f"Step,Predecessors\nFile,\n{rows}")
    below = max(orders.position(each.id)[1] for each in orders.steps("map"))  # type: ignore[index]
    assert all(after.position(each.id)[1] > below for each in after.steps("map") if each.id not in orders)  # type: ignore[index]
    assert len({after.position(each.id) for each in after.steps("map")}) == 103


def renewed(document: Document) -> Document:
    """The same as another program would give it once more: other ids."""
    from vsmstudio.interchange.into.taking import moved

    own = new_id()
    final = {key: f"{own}{at:06}" for at, key in enumerate(sorted(document.records))}
    return Document([moved(record, final) for record in document.records.values()])


def test_nameless_units_within_one_another_are_known_again() -> None:
    document = Document([Unit(id="u0", name=""), Unit(id="u1", name="")])
    other = Document(
        [Unit(id="1a", name="", side=Side.IT), Unit(id="1b", name="", parent="1a")]
    )  # its side may be a guess
    after = document.apply(into(document, Imported(other)).change)
    again = into(after, Imported(renewed(other)))
    assert not again.change, again.said


@settings(max_examples=25)
@given(documents())
def test_any_document_goes_into_itself_without_a_change(document: Document) -> None:
    assert not into(document, Imported(document)).change


@settings(max_examples=25)
@given(documents(), documents())
def test_any_document_goes_into_any_other_once(document: Document, other: Document) -> None:
    other = renewed(other)
    plan = into(document, Imported(other))
    after = hold_the_laws(document, plan.change)
    assert document.records.keys() <= after.records.keys(), "something was deleted"
    again = into(after, Imported(other))
    assert not again.change, again.said


@settings(max_examples=25, derandomize=True)
@given(documents(), documents(), st.booleans())
def test_and_read_once_more_it_changes_nothing(document: Document, other: Document, rejoin: bool) -> None:
    after = document.apply(into(document, Imported(renewed(other)), rejoin=rejoin).change)
    again = into(after, Imported(renewed(other)), rejoin=rejoin)
    assert not again.change, again.said


def test_notes_and_places_of_the_source_come_along(orders: Document) -> None:
    source = laid_out(builders.document("X -> Y"))
    source = Document(
        [*source.records.values(), Note(id="n", map="map", text="ask"), Placement(id="p", node="n", x=5, y=700)]
    )
    source = renewed(source)
    drawn = source.maps[0]
    source = source.apply(edits.update(source, drawn.stream, name="Other"))
    after = hold_the_laws(orders, into(orders, Imported(source)).change)
    new = next(each for each in after.maps if each.id not in orders)
    assert isinstance(new, Map)
    assert after.position(after.notes(new.id)[0].id) == (5, 700)
