"""Whatever somebody draws: it is read to a sound document, and every shape and arrow is accounted for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interchange.drawio.drawing import LEAN, box, drawing, edge, label, loose, model
from vsmstudio.interchange.drawio import read_bytes
from vsmstudio.interchange.drawio.cells import read_page
from vsmstudio.interchange.drawio.joining import join
from vsmstudio.interchange.drawio.opening import pages_of
from vsmstudio.interchange.drawio.reading import LEFT_OUT, READ
from vsmstudio.interchange.drawio.sorting import sort_page
from vsmstudio.interchange.drawio.timeline import read_timeline
from vsmstudio.interchange.imported import BadSource
from vsmstudio.model import rules
from vsmstudio.model.records import Flow, FlowKind, Step
from vsmstudio.storage.codec import decode, encode

STYLES = [
    "", "rounded=1;html=1;", "text;html=1;", "ellipse;", "rhombus;", "swimlane;", "group", "shape=note;", "triangle;", "line;",
    "shape=table;", "shape=tableRow;", "shape=partialRectangle;", "shape=cylinder3;", "shape=image;image=x", "container=1;",
    "shape=mxgraph.aws4.lambda;", "shape=mxgraph.bpmn.shape;perimeter=ellipsePerimeter;outline=eventInt;symbol=timer;",
    "shape=mxgraph.bpmn.shape;perimeter=rhombusPerimeter;symbol=parallelGw;", "shape=mxgraph.flowchart.terminator;",
    "shape=singleArrow;direction=south;rotation=45", "umlActor;shape=umlActor",
    *(f"{LEAN}{shape};" for shape in (
        "manufacturing_process", "data_box", "inventory_box", "push_arrow", "outside_sources", "operator", "timeline2",
        "fifo_sequence_flow", "schedule", "kaizen_lightening_burst", "electronic_info_flow", "truck_shipment", "supermarket",
    )),
]  # fmt: skip
WORDS = [
    "", "One", "Two", "Start", "Ende", "Customer", "C/T = 5 min", "C/O: 3", "200 pcs", "3 days", "2", "I", "a<br>b", "%C&A 80%",
    "80 %", "<b></b>", "Owner: Ann", "VA", "\u200b", "no (20%)", "=1+1",
]  # fmt: skip
EDGES = [
    "",
    "dashed=1;",
    "endArrow=none;",
    "startArrow=block;endArrow=none;",
    "shape=mxgraph.lean_mapping.manual_info_flow_edge;",
]


@st.composite
def drawings(draw: st.DrawFn) -> bytes:
    count = draw(st.integers(1, 10))
    keys = [f"c{at}" for at in range(count)]
    ends = st.sampled_from([*keys, *keys, "", "ghost", "e0"])
    spots = st.sampled_from([0, 10, 60, 150, 300, 400, -50])
    cells = [
        box(key, draw(st.sampled_from(WORDS)), draw(spots), draw(spots), draw(st.sampled_from([0, 30, 120, 500])),
            draw(st.sampled_from([0, 20, 60, 400])), draw(st.sampled_from(STYLES)) or "html=1;",
            draw(st.sampled_from(["1", "1", "1", *keys])))
        for key in keys
    ]  # fmt: skip
    for at in range(draw(st.integers(0, 8))):
        style = draw(st.sampled_from(EDGES))
        if draw(st.integers(0, 4)):
            cells.append(edge(f"e{at}", draw(ends), draw(ends), draw(st.sampled_from(WORDS)), style))
        else:
            cells.append(loose(f"e{at}", (draw(spots), draw(spots)), (draw(spots), draw(spots)), style))
        if not draw(st.integers(0, 3)):
            cells.append(label(f"l{at}", f"e{at}", draw(st.sampled_from(WORDS))))
    return drawing(("Page-1", model(*cells)))


@given(drawings())
@settings(max_examples=150)
def test_any_drawing_is_read_soundly_and_whole(data: bytes):
    raw = pages_of(data, "x.drawio")[0]
    page = read_page(raw, "x.drawio")
    out = sort_page(page, "x.drawio")
    joined = join(out)
    read_timeline(out, joined)
    cells = {cell.key for cell in (*page.vertices, *page.edges)}
    assert set(out.fate) | set(out.texts) == cells
    assert set(out.fate.values()) <= READ.keys() | LEFT_OUT.keys()
    if not joined.steps:
        with pytest.raises(BadSource):
            read_bytes(data, "x.drawio")
        return
    document = read_bytes(data, "x.drawio").document
    assert rules.check(document) == ()
    assert decode(encode(document)) == document
    steps = [key for key, fate in out.fate.items() if fate == "step"]
    assert len(document.all(Step)) == len(steps)
    assert all(flow.kind is not FlowKind.REWORK or flow.share is None for flow in document.all(Flow))
    assert all(document.position(node.id) for each in document.maps for node in document.nodes(each.id))
