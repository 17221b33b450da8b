"""What an architecture model becomes: streams with steps, what stands behind them, and who does and owns what."""

from __future__ import annotations

import pytest

from tests.interchange.archimate.models import ORDERS, exchange
from vsmstudio.interchange import archimate
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.into import into
from vsmstudio.interchange.settings import read_settings
from vsmstudio.interchange.sources import arranged
from vsmstudio.model import edits, rules
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Application,
    Endpoint,
    EndpointKind,
    EndpointRole,
    Flow,
    FlowKind,
    Kept,
    Link,
    LinkKind,
    Map,
    MapState,
    Person,
    Service,
    ServiceKind,
    Side,
    Split,
    Step,
    Unit,
)


def read(data: bytes) -> Document:
    document = archimate.read_bytes(data, "shop.xml").document
    assert rules.check(document) == ()
    return document


def names(document: Document, kind: type) -> list[str]:
    return sorted(document.name(each.id) for each in document.all(kind))


def flows(document: Document, kind: FlowKind = FlowKind.WORK) -> list[str]:
    return sorted(document.name(each.id) for each in document.all(Flow) if each.kind is kind)


def links(document: Document, kind: LinkKind) -> list[str]:
    return sorted(document.name(each.id) for each in document.all(Link) if each.kind is kind)


def step(document: Document, name: str) -> Step:
    return next(each for each in document.all(Step) if each.name == name)


def test_processes_that_realise_a_value_stream_are_its_steps() -> None:
    document = read(ORDERS)
    assert [each.name for each in document.streams] == ["Order to cash"]
    assert names(document, Step) == ["Check credit", "Deliver", "Receive order"]
    assert flows(document) == [
        "Check credit → Deliver", "Deliver → Order fulfilled", "Order arrives → Receive order",
        "Receive order → Check credit",
    ]  # fmt: skip
    assert {each.name: each.role for each in document.all(Endpoint)} == {
        "Order arrives": EndpointRole.START, "Order fulfilled": EndpointRole.END,
    }  # fmt: skip


def test_services_rest_on_those_that_serve_them() -> None:
    document = read(ORDERS)
    assert links(document, LinkKind.RESTS_ON) == ["Order portal → Hosting", "Order taking → Order portal"]
    assert links(document, LinkKind.UNDERPINS) == ["Order portal → Order to cash", "Order taking → Receive order"]
    assert links(document, LinkKind.SUPPORTS) == ["Webshop → Order portal"]
    assert links(document, LinkKind.COVERS) == ["Hosting contract → Hosting"]
    assert links(document, LinkKind.SERVES) == ["Order taking → Customer"]
    kinds = {each.name: each.kind for each in document.services}
    assert kinds["Order taking"] is ServiceKind.CUSTOMER_FACING
    assert kinds["Order portal"] is kinds["Hosting"] is ServiceKind.IT


def test_what_has_no_place_is_kept_and_said() -> None:
    imported = archimate.read_bytes(ORDERS, "shop.xml")
    kept = {each.key for each in imported.document.all(Kept) if each.about is None and each.kind == "element"}
    assert kept == {"cap", "goal"}
    assert imported.notes == (
        "shop.xml: 2 of 16 elements have no place on a map and are kept for writing back: 1 Capability, 1 Goal.",
        "shop.xml: 1 of 17 relationships say nothing that a map shows; they are kept for writing back.",
    )


def test_stages_of_a_value_stream_are_steps() -> None:
    document = read(exchange(
        "v ValueStream Insure\na ValueStream Offer\nb ValueStream Sign\nc ValueStream Claim",
        "r1 Composition v a\nr2 Aggregation v b\nr3 Composition v c\nr4 Flow a b\nr5 Flow b c",
    ))  # fmt: skip
    assert [each.name for each in document.streams] == ["Insure"]
    assert flows(document) == ["Offer → Sign", "Sign → Claim"]


def test_value_streams_in_a_row_are_stages_of_one() -> None:
    document = read(exchange("a ValueStream Offer\nb ValueStream Sign", "r Triggering a b"))
    assert [each.name for each in document.streams] == ["Shop"]
    assert flows(document) == ["Offer → Sign"]


def test_processes_without_value_stream_are_one_stream_each_group() -> None:
    document = read(exchange(
        "h BusinessProcess Handle claim\na BusinessProcess Register\nb BusinessProcess Pay\n"
        "x BusinessProcess Plan\ny BusinessProcess Do\nz BusinessProcess Alone",
        "r1 Composition h a\nr2 Composition h b\nr3 Triggering a b\nr4 Triggering x y",
    ))  # fmt: skip
    streams = {each.name: [one.name for one in document.steps(each_map.id)]
               for each in document.streams for each_map in document.maps if each_map.stream == each.id}  # fmt: skip
    assert {name: sorted(steps) for name, steps in streams.items()} == {
        "Handle claim": ["Pay", "Register"], "Shop": ["Do", "Plan"], "Other processes": ["Alone"],
    }  # fmt: skip


def test_work_passes_through_junctions_and_an_or_chooses() -> None:
    document = read(exchange(
        "a BusinessProcess A\nb BusinessProcess B\nc BusinessProcess C\nd BusinessProcess D\n"
        "or OrJunction Choose\nand AndJunction Join",
        "r1 Triggering a or\nr2 Triggering or b\nr3 Triggering or c\nr4 Triggering b and\nr5 Triggering c and\n"
        "r6 Triggering and d",
    ))  # fmt: skip
    assert flows(document) == ["A → B", "A → C", "B → D", "C → D"]
    assert step(document, "A").split is Split.ONE
    assert step(document, "B").split is Split.ALL


def test_work_into_a_whole_goes_to_its_first_step_and_out_from_its_last() -> None:
    document = read(exchange(
        "e BusinessEvent Damage\nh BusinessProcess Handle\na BusinessProcess Register\nb BusinessProcess Pay\n"
        "i BusinessProcess Inform",
        "r1 Triggering e h\nr2 Aggregation h a\nr3 Aggregation h b\nr4 Triggering a b\nr5 Triggering h i",
    ))  # fmt: skip
    assert flows(document) == ["Damage → Register", "Pay → Inform", "Register → Pay"]


def test_work_that_runs_in_a_circle_goes_back_as_rework() -> None:
    document = read(exchange(
        "a BusinessProcess A\nb BusinessProcess B\nc BusinessProcess C",
        "r1 Triggering a b\nr2 Triggering b c\nr3 Triggering b a",
    ))  # fmt: skip
    assert flows(document, FlowKind.REWORK) == ["B → A"]


def test_flows_beside_triggers_are_information() -> None:
    document = read(exchange(
        "a BusinessProcess A\nb BusinessProcess B\nc BusinessProcess C",
        "r1 Triggering a b\nr2 Flow a c\nr3 Triggering b c 30 %",
    ))  # fmt: skip
    assert flows(document, FlowKind.INFORMATION) == ["A → C"]
    assert [each.share for each in document.all(Flow) if document.name(each.id) == "B → C"] == [0.3]


def test_a_customer_who_sets_work_off_stands_at_its_start() -> None:
    document = read(exchange(
        "c BusinessActor Client\na BusinessProcess A\nb BusinessProcess B",
        "r1 Triggering c a\nr2 Triggering a b\nr3 Flow b c",
    ))  # fmt: skip
    found = {(each.role, each.kind, document.name(each.unit)) for each in document.all(Endpoint)}
    assert found == {(role, EndpointKind.CUSTOMER, "Client") for role in EndpointRole}
    assert [each.side for each in document.units] == [Side.CUSTOMER]


def test_an_event_that_a_customer_causes_is_where_the_stream_starts() -> None:
    document = read(exchange(
        "c BusinessRole Customer\ne BusinessEvent Request arrives\na BusinessProcess A\nb BusinessProcess B",
        "r1 Triggering c e\nr2 Triggering e a\nr3 Triggering a b",
    ))  # fmt: skip
    (start,) = document.all(Endpoint)
    assert (start.name, start.role, start.kind) == ("Request arrives", EndpointRole.START, EndpointKind.CUSTOMER)
    assert document.name(start.unit) == "Customer"
    assert names(document, Step) == ["A", "B"]
    written = archimate.write(document).decode()
    assert '<relationship identifier="r1" xsi:type="Triggering" source="c" target="e"' in written


def test_who_works_together_is_no_part_of_the_collaboration() -> None:
    document = read(exchange(
        "n BusinessCollaboration Negotiation\nc BusinessRole Customer\ni BusinessRole Insurer\n"
        "a BusinessProcess A\ns BusinessService S",
        "r1 Aggregation n c\nr2 Aggregation n i\nr3 Assignment n a\nr4 Serving s c",
    ))  # fmt: skip
    assert {each.name: each.parent for each in document.units} == {"Negotiation": None, "Customer": None}
    assert document.name(step(document, "A").performer) == "Negotiation"


def test_processes_that_a_view_draws_within_another_are_its_steps() -> None:
    def box(key: str, x: int, inner: str = "") -> str:
        place = f'x="{x}" y="40" w="120" h="60"'
        return f'<node identifier="n{key}" xsi:type="Element" elementRef="{key}" {place}>{inner}</node>'

    drawn = box("h", 10, box("a", 20) + box("b", 160) + box("c", 300)) + box("i", 500)
    view = (
        f'<views><diagrams><view identifier="v" xsi:type="Diagram"><name>Claims</name>{drawn}</view></diagrams></views>'
    )
    document = read(exchange(
        "h BusinessProcess Handle claim\na BusinessProcess Register\nb BusinessProcess Accept\nc BusinessProcess Pay\n"
        "i BusinessProcess Inform customer\nr BusinessActor Insurer",
        "r1 Triggering a b\nr2 Triggering b c\nr3 Triggering h i\nr4 Assignment r h", view,
    ))  # fmt: skip
    assert flows(document) == ["Accept → Pay", "Pay → Inform customer", "Register → Accept"]
    assert {document.name(each.performer) for each in document.all(Step) if each.performer} == {"Insurer"}
    assert 'identifier="h"' in archimate.write(document).decode(), "the whole is kept"


def test_a_process_is_no_part_of_one_that_it_works_with_or_that_only_one_view_draws_around_it() -> None:
    def view(key: str, outer: str) -> str:
        node = '<node identifier="{}" xsi:type="Element" elementRef="{}" x="1" y="1" w="20" h="20">{}</node>'
        inner = node.format(f"{key}a", "a", "")
        return f'<view identifier="{key}" xsi:type="Diagram"><name>{key}</name>{node.format(f"{key}o", outer, inner)}</view>'

    views = f"<views><diagrams>{view('v', 'b')}{view('w', 'c')}</diagrams></views>"
    document = read(exchange("a BusinessProcess A\nb BusinessProcess B\nc BusinessProcess C", "", views))
    assert names(document, Step) == ["A", "B", "C"]


def test_the_same_model_again_changes_nothing() -> None:
    data = exchange(
        "c BusinessActor Client\na BusinessProcess A\nb BusinessProcess B",
        "r1 Triggering c a\nr2 Triggering a b\nr3 Flow b c",
    )
    document = edits.new_document()
    document = document.apply(into(document, archimate.read_bytes(data, "shop.xml")).change)
    assert document.apply(into(document, archimate.read_bytes(data, "shop.xml")).change) == document


def test_roles_are_people_and_performers_are_units() -> None:
    document = read(exchange(
        "firm BusinessActor Archi\ndesk BusinessActor Desk\nclerk BusinessRole Clerk\nhead BusinessRole Head\n"
        "a BusinessProcess A\nb BusinessProcess B\ns BusinessService S",
        "r1 Composition firm desk\nr2 Assignment desk clerk\nr3 Assignment clerk a\nr4 Assignment firm b\n"
        "r5 Association head a owner\nr6 Assignment head s\nr7 Triggering a b",
    ))  # fmt: skip
    assert names(document, Unit) == ["Archi", "Desk"]
    assert names(document, Person) == ["Clerk", "Head"]
    assert {each.name: document.name(each.parent) for each in document.units}["Desk"] == "Archi"
    assert document.name(step(document, "A").performer) == "Desk"
    assert document.name(step(document, "B").performer) == "Archi"
    assert document.name(step(document, "A").owner) == "Head"
    assert document.name(document.all(Service)[0].owner) == "Head"


def test_properties_named_like_columns_are_figures() -> None:
    defined = "".join(
        f'<propertyDefinition identifier="d{at}" type="string"><name>{name}</name></propertyDefinition>'
        for at, name in enumerate(["Processing time [min]", "LT", "%C&amp;A", "Performer", "Owner", "Colour"])
    )
    values = "".join(
        f'<property propertyDefinitionRef="d{at}"><value>{value}</value></property>'
        for at, value in enumerate(["15", "2 d", "85", "Desk", "Head of sales", "red"])
    )
    element = (
        f'<element identifier="a" xsi:type="BusinessProcess"><name>A</name><properties>{values}</properties></element>'
    )
    document = read(exchange(element, rest=f"<propertyDefinitions>{defined}</propertyDefinitions>"))
    found = step(document, "A")
    assert (found.process_time.text, found.lead_time.text, found.ca) == ("15 min", "2 d", 0.85)  # type: ignore[union-attr]
    assert (document.name(found.performer), document.name(found.owner)) == ("Desk", "Head of sales")


def test_an_application_that_serves_a_step_does_so_through_a_service() -> None:
    document = read(exchange("a BusinessProcess A\nx ApplicationComponent SAP", "r Serving x a"))
    assert links(document, LinkKind.SUPPORTS) == ["SAP → SAP"]
    assert links(document, LinkKind.UNDERPINS) == ["SAP → A"]


def test_functions_stand_between_an_application_and_its_service() -> None:
    document = read(exchange(
        "a ApplicationComponent SAP\nf ApplicationFunction Bill\ns ApplicationService Billing",
        "r1 Assignment a f\nr2 Realization f s",
    ))  # fmt: skip
    assert links(document, LinkKind.SUPPORTS) == ["SAP → Billing"]


def test_plateaus_are_states_of_a_stream() -> None:
    document = read(exchange(
        "v ValueStream V\na BusinessProcess A\nb BusinessProcess B\nn Plateau Baseline\nt Plateau Target",
        "r1 Realization a v\nr2 Realization b v\nr3 Aggregation n a\nr4 Aggregation t b",
    ))  # fmt: skip
    assert {(each.name, each.state) for each in document.maps} == {
        ("Baseline", MapState.CURRENT), ("Target", MapState.FUTURE),
    }  # fmt: skip


def test_outcomes_and_values_are_told_in_words() -> None:
    document = read(exchange(
        "v ValueStream V\no Outcome Insured people\nw Value Peace of mind", "r1 Realization v o\nr2 Association w v"
    ))  # fmt: skip
    assert document.streams[0].outcomes == "Insured people\nPeace of mind"


def test_a_model_of_applications_alone_has_no_map() -> None:
    imported = archimate.read_bytes(
        exchange("a ApplicationComponent SAP\ns ApplicationService Billing", "r Realization a s"), "apps.xml"
    )
    assert names(imported.document, Application) == ["SAP"]
    assert not imported.document.all(Map)
    assert "apps.xml: the model tells no process, so there is no map; what it holds is in the lists." in imported.notes


def test_a_view_says_where_things_stand() -> None:
    nodes = "".join(
        f'<node identifier="n{key}" xsi:type="Element" elementRef="{key}" x="{x}" y="{y}" w="120" h="55"/>'
        for key, x, y in (("a", 10, 10), ("b", 150, 10), ("c", 290, 10), ("d", 150, 80))
    )
    view = (
        f'<views><diagrams><view identifier="v" xsi:type="Diagram"><name>Main</name>{nodes}</view></diagrams></views>'
    )
    document = read(exchange(
        "a BusinessProcess A\nb BusinessProcess B\nc BusinessProcess C\nd BusinessProcess D",
        "r1 Triggering a b\nr2 Triggering b c\nr3 Triggering a d\nr4 Triggering d c", view,
    ))  # fmt: skip
    at = {each.name: document.position(each.id) for each in document.all(Step)}
    assert [each.name for each in document.steps(document.maps[0].id)] == ["A", "B", "D", "C"]
    assert at["A"][1] == at["B"][1] == at["C"][1] < at["D"][1]  # type: ignore[index]
    assert at["B"][0] - at["A"][0] >= 200  # type: ignore[index]
    assert document.streams[0].name == "Main"


def test_what_a_view_leaves_out_stands_beside_what_it_is_joined_to() -> None:
    nodes = "".join(
        f'<node identifier="n{key}" xsi:type="Element" elementRef="{key}" x="{x}" y="10" w="120" h="55"/>'
        for key, x in (("a", 10), ("b", 150), ("c", 290))
    )
    view = (
        f'<views><diagrams><view identifier="v" xsi:type="Diagram"><name>Main</name>{nodes}</view></diagrams></views>'
    )
    data = exchange(
        "a BusinessProcess A\nb BusinessProcess B\nc BusinessProcess C\nd BusinessProcess D",
        "r1 Triggering a b\nr2 Triggering b c\nr3 Triggering c d", view,
    )  # fmt: skip
    empty = edits.new_document()
    taken_in = empty.apply(into(empty, archimate.read_bytes(data, "shop.xml")).change)
    for document in (arranged(read(data)), taken_in):
        drawn = next(each.map for each in document.all(Step))
        assert [each.name for each in document.steps(drawn)] == ["A", "B", "C", "D"]
        assert len({document.position(each.id)[1] for each in document.steps(drawn)}) == 1  # type: ignore[index]
    at = {each.name: taken_in.position(each.id) for each in taken_in.all(Step)}
    first = read(data)
    read_at = {each.name: first.position(each.id) for each in first.all(Step)}
    assert {name: at[name] for name in "ABC"} == {name: read_at[name] for name in "ABC"}


def test_a_new_name_changes_its_line_alone() -> None:
    view = '<views><diagrams><view identifier="v" xsi:type="Diagram"><name>V</name></view></diagrams></views>'
    document = arranged(read(exchange(
        "a BusinessProcess A\nb BusinessProcess B\nc BusinessProcess C", "r1 Triggering a b\nr2 Triggering b c", view
    )))  # fmt: skip
    renamed = document.apply(edits.rename(document, step(document, "A").id, "Zeta"))
    before, after = (archimate.write(each).decode().splitlines() for each in (document, renamed))
    assert [line for line in after if line not in before] == [
        line.replace(">A<", ">Zeta<") for line in before if ">A<" in line
    ]
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_views_are_chosen_by_the_person() -> None:
    def view(key: str, *shown: str) -> str:
        nodes = "".join(
            f'<node identifier="{key}{one}" xsi:type="Element" elementRef="{one}" x="{at * 200}" y="0" w="9" h="9"/>'
            for at, one in enumerate(shown)
        )
        return f'<view identifier="{key}" xsi:type="Diagram"><name>View {key}</name>{nodes}</view>'

    data = exchange(
        "a BusinessProcess A\nb BusinessProcess B\nc BusinessProcess C\nd BusinessProcess D", "r1 Triggering a b",
        f"<views><diagrams>{view('one', 'a', 'b')}{view('two', 'c', 'd')}</diagrams></views>",
    )  # fmt: skip
    assert archimate.views_of(data, "x.xml") == [("one", "View one", 2), ("two", "View two", 2)]
    document = archimate.read_bytes(data, "x.xml", views=["two"]).document
    assert names(document, Step) == ["C", "D"]
    assert [each.name for each in document.streams] == ["View two"]


def test_the_language_of_the_model_goes_first() -> None:
    element = (
        '<element identifier="a" xsi:type="BusinessProcess"><name xml:lang="en">Check</name>'
        '<name xml:lang="nl">Toetsen</name></element>'
    )
    document = read(exchange(element, head='<name xml:lang="nl">Winkel</name><name xml:lang="en">Shop</name>'))
    assert names(document, Step) == ["Toetsen"]


def test_settings_are_those_of_every_import() -> None:
    settings = read_settings(["title=Mine", "convention=waits", "demand=20/d"])
    document = archimate.read_bytes(ORDERS, "shop.xml", settings).document
    assert document.engagement.title == "Mine"
    assert document.maps[0].convention.value == "waits"
    assert document.streams[0].demand == 20


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"<html/>", "is an XML file of another kind"),
        (
            b"<model xmlns='http://www.opengroup.org/xsd/archimate/3.0/' identifier='m'><name>M</name></model>",
            "holds no",
        ),
        (b"<model", "no well-formed XML"),
        (b"PK\x03\x04rest", "damaged"),
    ],
)
def test_what_is_no_architecture_is_refused_in_a_line(data: bytes, said: str) -> None:
    with pytest.raises(BadSource, match=rf"x\.xml.*{said}"):
        archimate.read_bytes(data, "x.xml")
