"""Drawings as people make them: lean shapes, plain boxes, swimlanes, several languages, packed or not."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.interchange.drawio.drawing import (
    LEAN,
    ROUTED,
    box,
    drawing,
    edge,
    label,
    lean,
    loose,
    model,
    page,
    text,
)
from vsmstudio.interchange.drawio import read_bytes
from vsmstudio.interchange.drawio.cells import read_page
from vsmstudio.interchange.drawio.joining import join
from vsmstudio.interchange.drawio.opening import pages_of
from vsmstudio.interchange.drawio.sorting import sort_page
from vsmstudio.interchange.imported import Imported
from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Endpoint,
    EndpointKind,
    EndpointRole,
    Flow,
    FlowKind,
    FlowMode,
    Medium,
    Note,
    NoteKind,
    Queue,
    Side,
    Split,
    Step,
    Unit,
)
from vsmstudio.notation.shapes import Rect
from vsmstudio.notation.sizes import area_of

ELECTRONIC = "shape=mxgraph.lean_mapping.electronic_info_flow_edge;html=1;"
LANE = "swimlane;horizontal=0;startSize=20;html=1;"
RHOMBUS = "rhombus;whiteSpace=wrap;html=1;"
ELLIPSE = "ellipse;whiteSpace=wrap;html=1;"


def imported(data: bytes, name: str = "Orders.drawio") -> Imported:
    found = read_bytes(data, name)
    assert rules.check(found.document) == ()
    return found


def steps(document: Document) -> dict[str, Step]:
    return {step.name: step for step in document.all(Step)}


def joined(document: Document, kind: FlowKind = FlowKind.WORK) -> list[str]:
    flows = [flow for flow in document.all(Flow) if flow.kind is kind]
    return sorted(f"{document.name(flow.source)} > {document.name(flow.target)}" for flow in flows)


def process(key: str, name: str, x: float, people: int) -> str:
    """A process block as draw.io's palette has it: a box with a title and a sign for its operators in it."""
    return (
        lean(key, "manufacturing_process", "", x, 360, 110)
        + text(f"{key}n", name, 0, 0, 110, 20, key)
        + box(f"{key}o", str(people), 43, 30, 25, 21, f"{LEAN}operator;", key)
    )


def data_box(key: str, x: float, *lines: str) -> str:
    rows = "".join(text(f"{key}{at}", line, 0, 20 * at, 60, 20, key) for at, line in enumerate(lines))
    return lean(key, "data_box", "", x, 460, 60, 100) + rows


LEAN_MAP = (
    lean("s", "outside_sources", "Raw materials supplier", 60, 110),
    lean("c", "outside_sources", "Customers", 790, 110),
    lean("pc", "schedule", "Production<br>control", 420, 60),
    process("p1", "Wafer processing", 240, 2),
    process("p2", "Die preparation", 420, 3),
    process("p3", "Testing", 600, 1),
    lean("a1", "push_arrow", "", 355, 390, 60, 20),
    lean("a2", "push_arrow", "", 535, 390, 60, 20),
    lean("i1", "inventory_box", "200 pcs", 363, 420, 44, 40),
    lean("i2", "inventory_box", "", 543, 420, 44, 40),
    edge("in", "s", "p1", style=ROUTED + "shape=arrow;"),
    edge("out", "p3", "c", style=ROUTED + "shape=arrow;"),
    data_box("d1", 265, "C/T= 2 min", "C/O= 60 min", "Batch= 10", "Avail= 80%", ""),
    data_box("d2", 440, "C/T= 20 min", "Uptime=95 %"),
    data_box("d3", 620, "C/T= 1 hr"),
    edge("o1", "c", "pc", "Monthly", ELECTRONIC),
    edge("o2", "pc", "p1", "Daily", "shape=mxgraph.lean_mapping.manual_info_flow_edge;html=1;"),
    box("tl", "", 200, 590, 540, 40, f"{LEAN}timeline2;dx1=0;"),
    text("t1", "2 min", 270, 610),
    text("t2", "3 days", 365, 570),
    text("t3", "7 hr", 545, 570),
    box("k", "Shorten the set-up", 300, 250, 90, 40, f"{LEAN}kaizen_lightening_burst;"),
    box("tr", "", 700, 250, 60, 40, "shape=mxgraph.signs.transportation.truck_1;html=1;"),
)


def test_a_lean_map_becomes_steps_with_their_data_queues_and_ends():
    document = imported(page(*LEAN_MAP)).document
    found = steps(document)
    assert list(found) == ["Wafer processing", "Die preparation", "Testing"] or set(found) == {
        "Wafer processing", "Die preparation", "Testing",
    }  # fmt: skip
    wafer = found["Wafer processing"]
    assert (wafer.process_time, wafer.people, wafer.availability, wafer.batch) == (Duration("2 min"), 2, 0.8, 10)
    assert wafer.crew == 2, "a station's time is that of all its people on one item"
    assert wafer.notes == "C/O= 60 min"
    assert found["Testing"].process_time == Duration("1 h")
    ends = {each.name: (each.kind, each.role) for each in document.all(Endpoint)}
    assert ends["Raw materials supplier"] == (EndpointKind.SUPPLIER, EndpointRole.START)
    assert ends["Customers"] == (EndpointKind.CUSTOMER, EndpointRole.END)
    assert ends["Production control"] == (EndpointKind.TRIGGER, EndpointRole.START)


def test_arrow_shapes_join_what_lies_at_their_ends_and_inventories_stand_in_them():
    document = imported(page(*LEAN_MAP)).document
    assert joined(document) == [
        "Die preparation > Queue", "Queue > Die preparation", "Queue > Testing", "Raw materials supplier > Wafer processing",
        "Testing > Customers", "Wafer processing > Queue",
    ]  # fmt: skip
    assert joined(document, FlowKind.INFORMATION) == [
        "Customers > Production control",
        "Production control > Wafer processing",
    ]
    media = {flow.handoff_what: flow.medium for flow in document.all(Flow) if flow.kind is FlowKind.INFORMATION}
    assert media == {"Monthly": Medium.ELECTRONIC, "Daily": Medium.MANUAL}


def test_times_at_the_timeline_are_the_waits_of_the_inventories_over_them():
    found = imported(page(*LEAN_MAP))
    waits = {(queue.quantity, queue.wait and queue.wait.text) for queue in found.document.all(Queue)}
    assert waits == {(200, "3 d"), (None, "7 h")}
    assert "2 times were read from the timeline" in " ".join(found.notes)


def test_bursts_stay_and_pictures_are_counted():
    found = imported(page(*LEAN_MAP))
    assert [(note.kind, note.text) for note in found.document.all(Note)] == [(NoteKind.BURST, "Shorten the set-up")]
    assert "1 picture or sign without words" in " ".join(found.notes)


@pytest.mark.parametrize("pack", [False, True])
def test_every_cell_is_accounted_for(pack: bool):
    raw = pages_of(drawing(("Ist-Zustand", model(*LEAN_MAP)), pack=pack), "x.drawio")[0]
    found = read_page(raw, "x.drawio")
    out = sort_page(found, "x.drawio")
    join(out)
    assert set(out.fate) | set(out.texts) == {cell.key for cell in (*found.vertices, *found.edges)}
    assert Counter(out.fate.values())["step"] == 3


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Zykluszeit: 45 s<br>Rüstzeit: 10 min<br>3 MA<br>Verfügbarkeit 95,5 %", ("45 s", None, 3, 0.955)),
        ("ZZ = 12 Sek.<div>DLZ = 3 Tage</div><div>Mitarbeiter: 2</div>", ("12 s", "3 d", 2, None)),
        ("Bearbeitungszeit: 1 Std 30 Min.<br>Durchlaufzeit: 2 Wochen", ("1 h 30 min", "2 wk", None, None)),
        ("TC : 2,5 min<br>Délai : 3 jours<br>Opérateurs : 1", ("2,5 min", "3 d", 1, None)),
        ("Tiempo de ciclo = 30 seg<br>Operarios: 2<br>Disponibilidad: 90%", ("30 s", None, 2, 0.9)),
        ("Tempo de ciclo: 40 s<br>Lead time: 2 dias<br>Operadores: 4", ("40 s", "2 d", 4, None)),
        ("Tempo ciclo: 1 ora<br>Operatori: 2", ("1 h", None, 2, None)),
        ("Cyclustijd: 20 sec<br>Doorlooptijd: 4 dagen", ("20 s", "4 d", None, None)),
        ("周期时间：45秒<br>人数：2<br>提前期：3天", ("45 s", "3 d", 2, None)),
        ("サイクルタイム 45秒<br>リードタイム 2日<br>作業者 3人", ("45 s", "2 d", 3, None)),
        ("Время цикла: 30 сек", ("30 s", None, None, None)),
        ("Czas cyklu: 2 min<br>Operatorzy: 1", ("2 min", None, 1, None)),
        ("PT 5 min · LT 3 d · %C&amp;A 80 %", ("5 min", "3 d", None, None)),
        ("P/T: 3-5 min; L/T: 2 days", ("3-5 min", "2 d", None, None)),
    ],
)
def test_data_are_read_in_many_languages(lines: str, expected: tuple[object, ...]):
    cells = [
        box("a", "Montage", 0, 0),
        box("d", lines, 0, 60, 120, 80),
        box("b", "Prüfen", 300, 0),
        edge("e", "a", "b"),
    ]
    step = steps(imported(page(*cells)).document)["Montage"]
    times = step.process_time and step.process_time.text, step.lead_time and step.lead_time.text
    assert (*times, step.people, step.availability) == expected


def test_data_within_the_label_of_a_box_are_no_part_of_its_name():
    cells = [
        box("a", "<b>Check&nbsp;credit</b><br>C/T = 45 s<br>Kreditabteilung ruft an", 0, 0),
        box("b", "File", 300, 0),
    ]
    found = imported(page(*cells, edge("e", "a", "b")))
    step = steps(found.document)["Check credit"]
    assert (step.process_time, step.notes) == (Duration("45 s"), "Kreditabteilung ruft an")


def test_data_that_were_noted_with_a_shape_count():
    wrapped = (
        '<UserObject label="Pr&#252;fen %nr%" placeholders="1" nr="7" Bearbeitungszeit="10 min" Raum="B2" id="a">'
        '<mxCell style="whiteSpace=wrap;html=1;" vertex="1" parent="1"><mxGeometry width="120" height="60" as="geometry"/>'
        "</mxCell></UserObject>"
    )
    step = imported(page(wrapped, box("b", "Ablegen", 300, 0), edge("e", "a", "b"))).document.all(Step)[1]
    assert (step.name, step.process_time) == ("Prüfen 7", Duration("10 min"))
    assert "Raum: B2" in step.notes


SWIMLANES = (
    box("pool", "Kundenservice", 50, 50, 900, 400, "swimlane;html=1;startSize=20;"),
    box("l1", "Khách hàng", 0, 20, 900, 120, LANE, "pool"),
    box("l2", "Vertrieb", 0, 140, 900, 120, LANE, "pool"),
    box("l3", "IT", 0, 260, 900, 120, LANE, "pool"),
    box("st", "", 30, 40, 30, 30, ELLIPSE, "l1"),
    box("a", "Đặt hàng", 100, 30, 100, 50, parent="l1"),
    box("b", "Prüfen", 250, 30, 100, 50, parent="l2"),
    box("g", "In Ordnung?", 400, 30, 60, 60, RHOMBUS, "l2"),
    box("c", "Bereitstellen", 550, 30, 100, 50, parent="l3"),
    box("en", "", 800, 40, 30, 30, ELLIPSE, "l1"),
    edge("e1", "st", "a"),
    edge("e2", "a", "b"),
    edge("e3", "b", "g"),
    edge("e4", "g", "c", "ja (80 %)"),
    edge("e5", "g", "a", "nein"),
    label("x5", "e5", "20%"),
    edge("e6", "c", "en"),
)


def test_lanes_are_performers_a_rhombus_splits_and_an_arrow_back_is_rework():
    found = imported(page(*SWIMLANES))
    document = found.document
    units = {unit.name: unit for unit in document.all(Unit)}
    assert {step.name: document.name(step.performer) for step in document.all(Step)} == {
        "Đặt hàng": "Khách hàng", "Prüfen": "Vertrieb", "In Ordnung?": "Vertrieb", "Bereitstellen": "IT",
    }  # fmt: skip
    assert (units["IT"].side, units["Khách hàng"].side) == (Side.IT, Side.CUSTOMER)
    assert units["IT"].parent == units["Kundenservice"].id
    assert document.maps[0].lanes
    asks = steps(document)["In Ordnung?"]
    assert asks.split is Split.ONE
    flows = {document.name(flow.target): flow for flow in document.leaving(asks.id)}
    assert (flows["Bereitstellen"].share, flows["Bereitstellen"].handoff_what) == (0.8, "ja")
    assert (flows["Đặt hàng"].kind, flows["Đặt hàng"].probability) == (FlowKind.REWORK, 0.2)
    assert {each.role for each in document.all(Endpoint)} == {EndpointRole.START, EndpointRole.END}
    assert "Vertrieb (business)" in " ".join(found.notes)


def test_gateways_without_words_divide_and_join_the_work():
    gateway = (
        "shape=mxgraph.bpmn.shape;perimeter=rhombusPerimeter;background=gateway;outline=none;symbol=exclusiveGw;html=1;"
    )
    both = gateway.replace("exclusive", "parallel")
    event = "shape=mxgraph.bpmn.shape;perimeter=ellipsePerimeter;symbol=general;html=1;outline="
    cells = [
        box("s", "", 0, 20, 40, 40, event + "standard;"), box("a", "Receive", 80, 10), box("g", "", 240, 20, 40, 40, gateway),
        box("b", "Repair", 320, -60), box("c", "Replace", 320, 80), box("h", "", 500, 20, 40, 40, gateway),
        box("d", "Ship", 580, 10), box("p", "", 740, 20, 40, 40, both), box("x", "Bill", 820, -60), box("y", "Tell", 820, 80),
        box("w", "", 990, 20, 40, 40, event + "eventInt;"), box("z", "", 1080, 20, 40, 40, event + "end;"),
        edge("1", "s", "a"), edge("2", "a", "g"), edge("3", "g", "b", "70 %"), edge("4", "g", "c"), edge("5", "b", "h"),
        edge("6", "c", "h"), edge("7", "h", "d"), edge("8", "d", "p"), edge("9", "p", "x"), edge("10", "p", "y"),
        edge("11", "x", "w"), edge("12", "w", "z"), edge("13", "y", "z"),
    ]  # fmt: skip
    document = imported(page(*cells)).document
    assert set(steps(document)) == {"Receive", "Repair", "Replace", "Ship", "Bill", "Tell"}
    assert {"Receive > Repair", "Receive > Replace", "Repair > Ship", "Ship > Bill", "Ship > Tell"} <= set(
        joined(document)
    )
    assert steps(document)["Receive"].split is Split.ONE
    assert steps(document)["Ship"].split is Split.ALL
    assert len(document.all(Queue)) == 1, "work waits for an event in between"


def test_arrows_that_are_not_attached_are_joined_to_what_they_end_at():
    cells = [box("a", "One", 0, 0), box("b", "Two", 300, 0), loose("e", (123, 30), (296, 34))]
    found = imported(page(*cells, loose("f", (500, 500), (600, 600))))
    assert joined(found.document) == ["One > Two"]
    assert "2 ends of arrows touched no box" in " ".join(found.notes)
    assert "1 arrow that joins no two boxes" in " ".join(found.notes)


def test_without_arrows_the_row_is_followed_and_that_is_said():
    cells = [box(f"b{at}", name, 200 * at, 100) for at, name in enumerate(["Idea", "Plan", "Build"])]
    divider = loose("l", (150, 0), (150, 400), "endArrow=none;dashed=1;html=1;")
    found = imported(page(*cells, box("t", "Jira", 0, 260, 90, 30), divider))
    assert joined(found.document) == ["Idea > Plan", "Plan > Build"]
    said = " ".join(found.notes)
    assert "3 steps in a row follow one another by position" in said
    assert "1 box beside the row was not connected" in said


def test_dashed_arrows_inform_and_notes_are_tied():
    cells = [
        box("a", "One", 0, 0), box("b", "Two", 300, 0), edge("e", "a", "b"), edge("i", "b", "a", style=ROUTED + "dashed=1;"),
        box("n", "Ask <i>Ann</i>", 0, 200, 100, 60, "shape=note;whiteSpace=wrap;html=1;"),
        edge("t", "n", "a", style="endArrow=none;dashed=1;html=1;"), text("x", "As of May", 400, 300, 80),
    ]  # fmt: skip
    document = imported(page(*cells)).document
    assert joined(document, FlowKind.INFORMATION) == ["Two > One"]
    notes = {note.text: document.name(note.about) if note.about else None for note in document.all(Note)}
    assert notes == {"Ask Ann": "One", "As of May": None}


def test_fifo_lanes_and_pulls_between_boxes_say_how_work_goes():
    cells = [
        lean("a", "manufacturing_process", "One", 0, 0), lean("b", "manufacturing_process", "Two", 240, 0),
        lean("c", "manufacturing_process", "Three", 480, 0), lean("f", "fifo_sequence_flow", "FIFO", 120, 10, 100, 50),
        lean("p", "physical_pull", "", 370, 10, 90, 50),
    ]  # fmt: skip
    document = imported(page(*cells)).document
    modes = {document.name(flow.source): flow.mode for flow in document.all(Flow)}
    assert modes == {"One": FlowMode.FIFO, "Two": FlowMode.PULL}


def test_a_customer_that_orders_and_receives_stands_at_both_ends():
    cells = [box("a", "One", 200, 0), box("b", "Two", 400, 0), lean("c", "outside_sources", "Kunde", 600, 0)]
    flows = [edge("e", "a", "b"), edge("f", "b", "c"), edge("g", "c", "a")]
    document = imported(page(*cells, *flows)).document
    assert joined(document) == ["Kunde > One", "One > Two", "Two > Kunde"]
    assert {(each.name, each.role) for each in document.all(Endpoint)} == {
        ("Kunde", EndpointRole.START), ("Kunde", EndpointRole.END),
    }  # fmt: skip


def test_doubles_frames_databases_and_texts_on_boxes():
    cells = [
        box("frame", "Phase 1", -40, -60, 600, 200), box("a", "One", 0, 0), box("a2", "One", 1, 0), box("b", "", 300, 0),
        text("bt", "Two", 320, 20), box("db", "CRM", 300, 300, 60, 60, "shape=cylinder3;html=1;"), edge("e", "a", "b"),
        edge("d", "b", "db"), edge("dd", "a2", "b"),
    ]  # fmt: skip
    found = imported(page(*cells))
    document = found.document
    assert set(steps(document)) == {"One", "Two"}
    assert joined(document) == ["One > Two"]
    notes = {note.text: document.name(note.about) if note.about else None for note in document.all(Note)}
    assert notes == {"Phase 1": None, "CRM": "Two"}
    assert "2 doubles of others" in " ".join(found.notes)


def test_groups_and_hidden_layers():
    cells = [
        box("g", "", 500, 300, 400, 100, "group"), box("a", "One", 0, 0, parent="g"), box("b", "Two", 200, 0, parent="g"),
        edge("e", "a", "b"), '<mxCell id="layer" parent="0" visible="0"/>', box("h", "Old", 0, 0, parent="layer"),
    ]  # fmt: skip
    found = imported(page(*cells))
    assert set(steps(found.document)) == {"One", "Two"}
    assert "1 hidden cell" in " ".join(found.notes)


def test_pages_become_maps_and_those_without_steps_are_said():
    one = model(box("a", "One", 0, 0), box("b", "Two", 300, 0), edge("e", "a", "b"))
    found = imported(drawing(("Ist-Zustand", one), ("Soll-Zustand", one), ("Legende", model(text("t", "Key", 0, 0)))))
    maps = [(each.name, each.state.value) for each in found.document.maps]
    assert maps == [("Ist-Zustand", "current"), ("Soll-Zustand", "future")]
    assert [stream.name for stream in found.document.streams] == ["Orders"]
    assert "page “Legende” holds no steps" in " ".join(found.notes)


def test_pages_of_other_processes_are_streams_of_their_own():
    one = model(box("a", "One", 0, 0), box("b", "Two", 300, 0), edge("e", "a", "b"))
    document = imported(drawing(("Einkauf", one), ("Verkauf", one))).document
    assert [stream.name for stream in document.streams] == ["Einkauf", "Verkauf"]


@pytest.mark.parametrize("cells", [LEAN_MAP, SWIMLANES])
def test_what_was_drawn_stands_where_it_was_and_nothing_over_anything(cells: tuple[str, ...]):
    document = imported(page(*cells)).document
    areas: list[Rect] = []
    for node in document.nodes(document.maps[0].id):
        at = document.position(node.id)
        assert at is not None
        areas.append(area_of(node, at))
    assert not [(a, b) for a in areas for b in areas if a is not b and a.touches(b)]
    if cells is LEAN_MAP:
        xs = [
            document.position(step.id) for step in (steps(document)[name] for name in ("Wafer processing", "Testing"))
        ]
        assert xs[0] < xs[1]


def test_texts_are_texts():
    hostile = "<script>alert(1)</script>=1+1<img src=x onerror=y>&lt;b&gt;"
    cells = [box("a", hostile, 0, 0), box("b", "Two", 300, 0), edge("e", "a", "b")]
    assert "=1+1<b>" in steps(imported(page(*cells)).document)


def test_tables_and_lists_are_data_boxes_or_steps():
    table = "shape=table;startSize=0;container=1;collapsible=0;childLayout=tableLayout;"
    row, cell = (
        "shape=tableRow;horizontal=0;startSize=0;swimlaneHead=0;swimlaneBody=0;",
        "shape=partialRectangle;html=1;",
    )
    cells = [
        box("a", "Weld", 0, 0), box("b", "Paint", 300, 0), edge("e", "a", "b"),
        box("t", "", 0, 60, 120, 60, table), box("r1", "", 0, 0, 120, 30, row, "t"), box("r2", "", 0, 30, 120, 30, row, "t"),
        box("c1", "C/T", 0, 0, 60, 30, cell, "r1"), box("c2", "45 s", 60, 0, 60, 30, cell, "r1"),
        box("c3", "Operators", 0, 0, 60, 30, cell, "r2"), box("c4", "2", 60, 0, 60, 30, cell, "r2"),
        box("l", "Dry", 600, 0, 120, 90, "swimlane;childLayout=stackLayout;horizontal=1;startSize=26;html=1;"),
        text("l1", "C/T = 2 h", 0, 26, 120, 26, "l"), edge("f", "b", "l"),
        box("frame", "", 300, 60, 120, 60), text("d1", "C/T = 5 min", 310, 70), text("d2", "C/O = 1 h", 310, 95),
    ]  # fmt: skip
    found = imported(page(*cells))
    times = {
        step.name: (step.process_time and step.process_time.text, step.people) for step in found.document.all(Step)
    }
    assert times == {"Weld": ("45 s", 2), "Paint": ("5 min", None), "Dry": ("2 h", None)}
    assert len(found.document.all(Flow)) == 2


def test_plain_boxes_that_are_called_start_end_or_customer_are_ends():
    cells = [
        box("s", "Début", 0, 0), box("a", "Contrôler", 200, 0), box("b", "Informer le client", 400, 0),
        box("c", "Client", 600, 0),
        edge("1", "s", "a"), edge("2", "a", "b"), edge("3", "b", "c"),
    ]  # fmt: skip
    document = imported(page(*cells)).document
    assert set(steps(document)) == {"Contrôler", "Informer le client"}
    ends = {each.name: (each.kind, each.role) for each in document.all(Endpoint)}
    assert ends == {
        "Début": (EndpointKind.TRIGGER, EndpointRole.START), "Client": (EndpointKind.CUSTOMER, EndpointRole.END),
    }  # fmt: skip


def test_an_arrow_between_lanes_joins_the_boxes_in_them():
    cells = [
        box("l1", "Sales", 0, 0, 300, 120, LANE), box("a", "Sell", 40, 30, parent="l1"),
        box("l2", "Works", 400, 0, 300, 120, LANE), box("b", "Make", 40, 30, parent="l2"), edge("e", "l1", "l2"),
    ]  # fmt: skip
    assert joined(imported(page(*cells)).document) == ["Sell > Make"]


def test_numbers_at_the_timeline_without_a_unit_are_said():
    cells = [*LEAN_MAP[:20], text("n1", "30240", 365, 570)]
    found = imported(page(*cells))
    assert "1 number at the timeline has no unit" in " ".join(found.notes)
    assert "30240" not in [note.text for note in found.document.all(Note)]


def test_a_drawing_that_runs_downwards_becomes_a_map_from_left_to_right():
    cells = [box(f"b{at}", f"Step {at}", 100, 120 * at) for at in range(5)]
    flows = [edge(f"e{at}", f"b{at}", f"b{at + 1}") for at in range(4)]
    found = imported(page(*cells, box("x", "Aside", 400, 240), edge("y", "b1", "x"), *flows))
    document = found.document
    places = [document.position(step.id) for name, step in sorted(steps(document).items()) if name != "Aside"]
    assert [x for x, _ in places] == sorted({x for x, _ in places})
    assert len({y for _, y in places}) == 1
    assert "runs from top to bottom" in " ".join(found.notes)


def test_what_customers_ask_for_is_the_demand():
    cells = [
        lean("c", "outside_sources", "Kunde<br>Bedarf: 460 Stk. pro Tag", 600, 0),
        box("a", "Weld", 0, 0), box("b", "Paint", 300, 0),
        edge("e", "a", "b"), edge("f", "b", "c"),
    ]  # fmt: skip
    document = imported(page(*cells)).document
    assert (document.streams[0].demand, document.streams[0].demand_per) == (460, "d")


def test_people_drawn_as_figures_and_numbers_drawn_as_badges():
    cells = [
        box("a", "Weld", 0, 0), box("b", "Paint", 300, 0), edge("e", "a", "b"), box("n", "1", -10, -10, 20, 20, ELLIPSE),
        box("p", "3", 50, 65, 20, 40, "shape=umlActor;html=1;"),
    ]  # fmt: skip
    document = imported(page(*cells)).document
    assert {step.name: step.people for step in document.all(Step)} == {"Weld": 3, "Paint": None}


PLAIN = "rounded=0;whiteSpace=wrap;html=1;"


def test_a_step_that_names_itself_before_its_data_is_a_step_of_its_own():
    cells = (
        box("a", "Auftrag erfassen", 0, 0, 120, 60, PLAIN),
        box("b", "Auftrag prüfen<div>BZ: 12 min</div><div>LZ 1,5 Tage</div>", 200, 0, 120, 60, PLAIN),
        box("c", "发货<br>CT=10min<br>等待时间 2天", 400, 0, 120, 60, PLAIN),
        edge("ab", "a", "b"),
        edge("bc", "b", "c"),
    )
    found = steps(imported(page(*cells)).document)
    assert found.keys() == {"Auftrag erfassen", "Auftrag prüfen", "发货"}
    assert (found["Auftrag prüfen"].process_time, found["Auftrag prüfen"].wait) == (
        Duration("12 min"),
        Duration("1,5 d"),
    )
    assert found["发货"].wait == Duration("2 d")
    assert found["Auftrag erfassen"].process_time is None


def test_data_with_a_title_right_under_a_step_are_its_data():
    cells = (
        box("a", "Cut", 0, 0, 120, 60, PLAIN),
        box("d", "Process data<br>C/T = 5 min<br>Uptime 80 %", 0, 60, 120, 60, PLAIN),
        box("b", "Weld", 200, 0, 120, 60, PLAIN),
        edge("ab", "a", "b"),
    )
    found = steps(imported(page(*cells)).document)
    assert found.keys() == {"Cut", "Weld"}
    assert found["Cut"].process_time == Duration("5 min")


def test_fractions_with_a_comma_stay_whole_in_inventories():
    cells = (
        box("a", "Corte", 0, 0, 100, 60, PLAIN),
        lean("i", "inventory_box", "E<br>3,360 peças<br>1,2 dias", 150, 5, 50, 45),
        box("b", "Solda", 250, 0, 100, 60, PLAIN),
        edge("ai", "a", "i"),
        edge("ib", "i", "b"),
    )
    (queue,) = imported(page(*cells)).document.all(Queue)
    assert (queue.name, queue.quantity, queue.wait, queue.notes) == ("", 3360, Duration("1,2 d"), "")


def test_an_inventory_in_front_of_the_first_step_stands_in_the_suppliers_delivery():
    cells = (
        lean("s", "outside_sources", "Fornecedor", 0, 0),
        lean("i", "inventory_box", "1500 pçs", 60, 330, 50, 45),
        box("a", "Corte", 130, 300, 100, 100, PLAIN),
        box("b", "Solda", 300, 300, 100, 100, PLAIN),
        edge("sa", "s", "a"),
        edge("ab", "a", "b"),
    )
    assert joined(imported(page(*cells)).document) == ["Corte > Solda", "Fornecedor > Queue", "Queue > Corte"]


def test_totals_beside_the_map_are_a_note_and_no_step():
    cells = (
        box("a", "Corte", 0, 0, 100, 60, PLAIN),
        box("b", "Solda", 200, 0, 100, 60, PLAIN),
        edge("ab", "a", "b"),
        box("t", "Lead time = 5,2 dias<br>TVA = 3 min", 700, 600, 140, 40, PLAIN),
    )
    document = imported(page(*cells)).document
    assert steps(document).keys() == {"Corte", "Solda"}
    assert [note.text for note in document.all(Note)] == ["Lead time = 5,2 dias\nTVA = 3 min"]


def test_documents_and_lists_beside_the_work_are_notes_about_the_step():
    paper = "shape=mxgraph.flowchart.document;whiteSpace=wrap;html=1;"
    cells = (
        lean("a", "schedule", "Wishlist", 0, 0),
        lean("b", "schedule", "Development", 200, 0),
        lean("c", "schedule", "Deploy", 400, 0),
        edge("ab", "a", "b"),
        edge("bc", "b", "c"),
        box("d", "Request", 200, 200, 100, 60, paper),
        edge("db", "d", "b"),
        box("n", "<b>Includes</b><div>Design</div><div>Testing</div>", 200, -200, 120, 90, PLAIN),
        edge("nb", "n", "b"),
        box("l", "Release note", 600, 0, 100, 60, paper),
        edge("cl", "c", "l"),
    )
    document = imported(page(*cells)).document
    assert steps(document).keys() == {"Wishlist", "Development", "Deploy", "Release note"}, (
        "a document in the work stays"
    )
    said = {note.text: document.name(note.about) for note in document.all(Note) if note.about}
    assert said == {"Request": "Development", "Includes\nDesign\nTesting": "Development"}
