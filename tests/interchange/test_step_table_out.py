"""Maps written as a CSV step table, and read back."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date

from hypothesis import Phase, assume, given, settings

from tests.builders import document as drawn
from tests.documents import documents
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.tables.inputs.labels import plain
from vsmstudio.interchange import step_table
from vsmstudio.interchange.step_table_out import COLUMNS, UNNAMED, rows, write
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Flow,
    FlowKind,
    Map,
    MapState,
    Note,
    Person,
    Queue,
    Record,
    Service,
    ServiceKind,
    Step,
    ValueStream,
)
from vsmstudio.storage.files import load


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def lines(content: bytes) -> Counter[tuple[tuple[str, str], ...]]:
    """The rows whatever their order, without what is blank."""
    return Counter(tuple((title, text) for title, text in row.items() if text) for row in table(content))


def test_a_map_reads_as_people_write_step_tables():
    document = drawn("(Customer) -> A 10min/1h/85% @Desk !Head -> [Box 3d] -> B 2h -> (Shop); B ~10%~> A")
    content = write(document)
    assert content.startswith(b"\xef\xbb\xbfStep,Id,Predecessors,Stream,Map,State,Kind,PT,LT,Wait,")
    rows_by_name = {row["Step"]: row for row in table(content)}
    assert list(rows_by_name) == ["Customer", "A", "B", "Box", "Shop"] or set(rows_by_name) == {
        "Customer", "A", "B", "Box", "Shop",
    }  # fmt: skip
    a, b = rows_by_name["A"], rows_by_name["B"]
    assert (a["PT"], a["LT"], a["%C&A"], a["Performer"], a["Owner"]) == ("10min", "1h", "85%", "Desk", "Head")
    assert (a["Predecessors"], b["Predecessors"], b["Rework to"], b["Rework %"]) == ("Customer", "Box", "A", "10")
    assert (rows_by_name["Customer"]["Kind"], rows_by_name["Box"]["Kind"], rows_by_name["Shop"]["Kind"]) == (
        "start",
        "queue",
        "end",
    )


def test_the_sample_comes_back_with_all_that_a_table_can_hold():
    document = load(resources.path("examples", "sample.vsm"))
    content = write(document)
    imported = step_table.read_bytes(content, "sample.csv")
    assert imported.problems == ()
    assert lines(write(imported.document)) == lines(content)
    assert len(imported.document.all(Step)) == len(document.all(Step))
    work = [
        each for each in document.records.values() if getattr(each, "kind", None) in (FlowKind.WORK, FlowKind.REWORK)
    ]
    back = [each for each in imported.document.records.values() if getattr(each, "kind", None) in set(FlowKind)]
    delayed = [each for each in work if each.kind is FlowKind.WORK and each.delay is not None]
    assert len(back) == len(work) + len(delayed)


def test_lead_times_are_the_same_when_it_is_read_back_but_for_the_demand():
    sample = load(resources.path("examples", "sample.vsm"))
    streams = {each.id: ValueStream(id=each.id, name=each.name) for each in sample.streams}
    document = Document({**sample.records, **streams})
    back = step_table.read_bytes(write(document), "sample.csv").document
    on = date(2026, 2, 14)

    def figures(held: Document) -> list[tuple[object, ...]]:
        found = analyse(held, on).maps
        named = [(held.name(each.id), found[each.id].figures) for each in held.maps]
        return sorted((name, each.lead_time, each.process_time, each.rolled_ca, each.handoffs) for name, each in named)

    assert figures(back) == figures(document)


@given(documents())
@settings(max_examples=40, deadline=None, phases=[Phase.generate])
def test_every_map_comes_back_as_the_table_states(document: Document):
    content = write(document)
    if not document.maps or not any(document.nodes(each.id) for each in document.maps):
        return
    for called in (
        [plain(each.role) or plain(each.name) for each in document.people],
        [each.name for each in document.services],
    ):
        assume(len({" ".join(each.casefold().split()) for each in called}) == len(called))  # of one name they are one
    imported = step_table.read_bytes(content, "book.csv")
    assert imported.problems == ()
    assert lines(write(imported.document)) == lines(content)
    assert _figures(imported.document) == _figures(document) + _delays(document)


def _delays(document: Document) -> Counter[object]:
    """Work on the way waits in a queue of its own."""
    flows = [each for each in document.records.values() if isinstance(each, Flow) and each.kind is FlowKind.WORK]
    queues = [Queue(id=each.id, map=each.map, wait=each.delay) for each in flows if each.delay is not None]
    return _figures(Document(queues))


def _figures(document: Document) -> Counter[object]:
    """What steps and queues say in figures, whatever they are called."""
    return Counter(
        (
            node.type,
            *(
                getattr(node, field, None)
                for field in ("process_time", "lead_time", "wait", "people", "crew", "quantity")
            ),
            None if getattr(node, "ca", None) is None else f"{node.ca:.12g}",
            getattr(node, "value_class", None),
            node.split,
        )
        for node in document.records.values()
        if isinstance(node, Step | Queue)
    )


def test_some_maps_alone_can_be_written():
    document = load(resources.path("examples", "sample.vsm"))
    one = document.maps[0]
    assert {row["Map"] for row in rows(document, [one.id])} == {one.name}
    assert len(rows(document, [one.id])) == len(document.nodes(one.id))


def test_no_cell_is_run_by_a_spreadsheet_and_each_is_read_as_it_was():
    hostile = '=HYPERLINK("http://example.org","x")'
    records = [ValueStream(id="s", name="+1"), Map(id="m", stream="s", name="@x"), Step(id="a", map="m", name=hostile)]
    document = Document([*records, Step(id="b", map="m", name="\tB\x00\r\nb", notes="-1\nline")])
    content = write(document)
    for row in table(content):
        assert not any(text[:1] in {"=", "+", "-", "@", "\t", "\r"} for text in row.values())
    imported = step_table.read_bytes(content, "x.csv")
    assert imported.problems == ()
    assert {each.name for each in imported.document.all(Step)} == {hostile, "B b"}
    assert {each.notes for each in imported.document.all(Step)} == {"", "-1\nline"}
    assert imported.document.streams[0].name == "+1"


def test_nodes_of_one_name_get_ids_by_which_others_name_them():
    records: list[Record] = [ValueStream(id="s", name="S"), Map(id="m", stream="s")]
    records += [Step(id=each, map="m", name=name) for each, name in (("a", "Check"), ("b", "Check"), ("c", ""))]
    document = drawn("A 1h")
    document = Document([*document.records.values(), *records])
    found = rows(document, ["m"])
    assert sorted((row["Step"], row["Id"]) for row in found) == [("Check", "#1"), ("Check", "#2"), (UNNAMED, "")]


def test_streams_and_maps_of_one_name_are_told_apart():
    document = Document([
        ValueStream(id="s", name="Claims"), ValueStream(id="t", name="claims"),
        Map(id="m", stream="s"), Map(id="n", stream="s", state=MapState.FUTURE), Map(id="o", stream="t"),
        *(Step(id=f"{each}1", map=each, name="Check") for each in "mno"),
    ])  # fmt: skip
    imported = step_table.read_bytes(write(document), "x.csv")
    assert len(imported.document.streams) == 2
    assert len(imported.document.maps) == 3
    assert len(imported.document.all(Step)) == 3


def test_a_last_step_that_is_called_total_is_not_lost():
    document = Document([
        ValueStream(id="s", name="S"), Map(id="m", stream="s"),
        Step(id="a", map="m", name="Count"), Step(id="b", map="m", name="Total"),
    ])  # fmt: skip
    assert {each.name for each in step_table.read_bytes(write(document), "x.csv").document.all(Step)} == {
        "Count",
        "Total",
    }


def test_it_services_come_back_as_it_services_and_notes_stay_out():
    document = load(resources.path("examples", "sample.vsm"))
    back = step_table.read_bytes(write(document), "x.csv").document
    kinds = {each.name: each.kind for each in back.all(Service)}
    assert kinds["Policy data"] is ServiceKind.IT
    assert not back.all(Note)
    assert set(COLUMNS) <= set(table(write(document))[0])


def test_a_vacant_post_without_a_name_stays_one():
    document = Document([
        ValueStream(id="s", name="S"), Map(id="m", stream="s"), Person(id="p", vacant=True),
        Step(id="a", map="m", name="Count", owner="p"), Step(id="b", map="m", name="Pay", owner="p"),
    ])  # fmt: skip
    back = step_table.read_bytes(write(document), "x.csv").document
    assert [(each.role, each.vacant) for each in back.people] == [("Vacant", True)]
    assert lines(write(back)) == lines(write(document))
