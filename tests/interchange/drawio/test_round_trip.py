"""What is written to a drawing comes back the same, and what people change in it wins."""

from __future__ import annotations

from hypothesis import given, settings

from tests.documents import documents
from tests.interchange.drawio.drawing import box, edge, model, text
from vsmstudio import resources
from vsmstudio.interchange.drawio import read_bytes, write
from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Endpoint,
    EndpointRole,
    Engagement,
    Flow,
    Link,
    LinkKind,
    Map,
    Note,
    Person,
    Placement,
    Queue,
    Record,
    Service,
    Split,
    Step,
    Unit,
    ValueStream,
)
from vsmstudio.storage.codec import decode


def sample() -> Document:
    return decode(resources.read_bytes("examples", "sample.vsm"))


@given(documents())
@settings(max_examples=15)
def test_every_document_comes_back_the_same(document: Document):
    found = read_bytes(write(document), "Model.drawio")
    assert dict(found.document.records) == dict(document.records)
    assert found.notes == ()


def test_the_sample_comes_back_the_same():
    document = sample()
    assert read_bytes(write(document), "Sample.drawio").document == document


def changed(document: Document, *edits: tuple[str, str]) -> tuple[Document, str]:
    """The document after its drawing was edited as a text: each pair is what stood there, and what stands there now."""
    xml = write(document).decode()
    for before, after in edits:
        assert before in xml, before
        xml = xml.replace(before, after)
    found = read_bytes(xml.encode(), "Edited.drawio")
    assert rules.check(found.document) == ()
    return found.document, " ".join(found.notes)


def map_of() -> Document:
    """Two steps, a queue between them, and their customer."""
    records: list[Record] = [
        Engagement(id="e"), ValueStream(id="s", name="Orders"), Map(id="m", stream="s"), Unit(id="u", name="Sales"),
        Person(id="p", role="Head of Sales"),
        Step(id="a", map="m", name="Check order", performer="u", owner="p", process_time=Duration("5 min", True),
             lead_time=Duration("3 d"), ca=0.8, people=2),
        Step(id="b", map="m", name="Ship", split=Split.ONE),
        Queue(id="q", map="m", name="In-box", quantity=200),
        Endpoint(id="c", map="m", name="Customer", role=EndpointRole.END),
        Flow(id="f", map="m", source="a", target="q"), Flow(id="g", map="m", source="q", target="b"),
        Flow(id="h", map="m", source="b", target="c", share=0.8), Note(id="n", map="m", text="Ask Ann", about="a"),
        Service(id="v", name="Order desk"), Link(id="l", kind=LinkKind.UNDERPINS, source="v", target="a"),
    ]  # fmt: skip
    spots = {"a": (80, 120), "q": (300, 144), "b": (460, 120), "c": (720, 144), "n": (80, 20)}
    records += [Placement(id=f"{key}.at", node=key, x=x, y=y) for key, (x, y) in spots.items()]
    return Document(records)


def test_a_renamed_box_and_a_changed_figure_win_over_what_was_noted_with_them():
    document, said = changed(
        map_of(),
        ("1 Check order&lt;/b&gt;", "1 Prüfen&lt;/b&gt;"),
        ("&gt;Sales&lt;/font&gt;", "&gt;Vertrieb&lt;/font&gt;"),
        ("&gt;5 min&lt;/b&gt;", "&gt;10 Min.&lt;/b&gt;"),
        ("&gt;3 d&lt;/b&gt;", "&gt;–&lt;/b&gt;"),
        ("&gt;80 %&lt;/b&gt;", "&gt;85%&lt;/b&gt;"),
        ("Head of Sales&lt;/font&gt;", "Ann&lt;/font&gt;"),
        ("&gt;200 waiting&lt;/b&gt;", "&gt;2 d&lt;/b&gt;"),
        ("label=\"2 people\"", "label=\"3 people\""),
        ("label=\"80 %\"", "label=\"70 %, + 1 d\""),
        ("label=\"Ask Ann\"", "label=\"Ask Ann today\""),
        ('label="Orders"', 'label="Bestellungen"'),
    )  # fmt: skip
    step = document.the(Step, "a")
    assert (step.name, document.name(step.performer), document.name(step.owner)) == ("Prüfen", "Vertrieb", "Ann")
    assert (step.process_time, step.lead_time, step.ca, step.people) == (Duration("10 min", True), None, 0.85, 3)
    queue = document.the(Queue, "q")
    assert (queue.wait, queue.quantity) == (Duration("2 d"), None)
    flow = document.the(Flow, "h")
    assert (flow.share, flow.delay) == (0.7, Duration("1 d"))
    assert document.the(Note, "n").text == "Ask Ann today"
    assert document.the(ValueStream, "s").name == "Bestellungen"
    assert said == ""


def test_a_text_that_is_no_figure_leaves_the_figure_and_is_said():
    document, said = changed(map_of(), ("&gt;5 min&lt;/b&gt;", "&gt;a while&lt;/b&gt;"))
    assert document.the(Step, "a").process_time == Duration("5 min", True)
    assert "“a while” at “Check order”" in said


def test_a_box_that_was_moved_stands_elsewhere():
    document, _ = changed(map_of(), ('<mxGeometry x="460" y="120"', '<mxGeometry x="500" y="200"'))
    assert document.position("b") == (500, 200)
    assert document.position("a") == (80, 120)


def test_an_arrow_may_be_attached_elsewhere_or_hang_loose():
    document, said = changed(map_of(), ('parent="1" source="q" target="b"', 'parent="1" source="a" target="b"'))
    assert document.the(Flow, "g").source == "a"
    document, said = changed(map_of(), ('parent="1" source="q" target="b"', 'parent="1" target="b"'))
    assert document.get("g") is None
    assert "1 connection hung loose" in said


def without(xml: str, key: str) -> str:
    """A drawing without the cells whose id begins with `key`, as when a shape was deleted."""
    lines = [line for line in xml.split("\n") if f' id="{key}"' not in line and f'parent="{key}"' not in line]
    return "\n".join(lines)


def test_a_box_that_was_deleted_is_gone_with_its_arrows():
    xml = without(write(map_of()).decode(), "b")
    found = read_bytes(xml.encode(), "Edited.drawio")
    assert rules.check(found.document) == ()
    assert {"b", "g", "h", "b.at"}.isdisjoint(found.document.records)
    assert found.document.the(Step, "a").name == "Check order"


def test_without_the_page_of_lists_people_and_units_are_known_by_name():
    xml = write(map_of()).decode()
    begin = xml.index('  <diagram name="VSM Studio data"')
    found = read_bytes((xml[:begin] + "</mxfile>").encode(), "Cut.drawio").document
    step = found.the(Step, "a")
    assert (found.name(step.performer), found.name(step.owner)) == ("Sales", "Head of Sales")
    assert rules.check(found) == ()


def test_a_page_that_was_renamed_renames_its_map():
    document, _ = changed(map_of(), ('<diagram name="Current state"', '<diagram name="After the pilot"'))
    assert document.maps[0].name == "After the pilot"


def test_a_box_that_was_copied_is_another_step():
    xml = write(map_of()).decode()
    line = next(line for line in xml.split("\n") if ' id="b"' in line)
    copy = line.replace(' id="b"', ' id="copy1"').replace('x="460"', 'x="900"')
    document = read_bytes(xml.replace(line, f"{line}\n{copy}").encode(), "Copied.drawio").document
    assert sorted(step.name for step in document.all(Step)) == ["Check order", "Ship", "Ship"]
    assert len({step.id for step in document.all(Step)}) == 3
    assert rules.check(document) == ()


def test_what_was_drawn_anew_is_added_where_it_was_drawn():
    new = (
        box("x1", "Pack<br>C/T = 30 s", 904, 120, 156, 128) + edge("x2", "b", "x1", "20 %") + edge("x3", "x1", "c")
        + box("x4", "Why twice?", 900, 400, 100, 60, "shape=note;html=1;")
    )  # fmt: skip
    xml = write(map_of()).decode()
    xml = xml.replace("      </root>", new + "      </root>", 1)
    found = read_bytes(xml.encode(), "Grown.drawio")
    document = found.document
    assert rules.check(document) == ()
    pack = next(step for step in document.all(Step) if step.name == "Pack")
    assert (pack.map, pack.process_time, document.position(pack.id)) == ("m", Duration("30 s"), (904, 120))
    flows = {(document.name(flow.source), document.name(flow.target)): flow for flow in document.all(Flow)}
    assert flows["Ship", "Pack"].share == 0.2
    assert ("Pack", "Customer") in flows
    assert "Why twice?" in [note.text for note in document.all(Note)]
    assert set(map_of().records) <= set(document.records)
    assert "2 flows, 1 note, 1 step drawn since and added" in " ".join(found.notes)


def test_some_maps_alone_are_written_without_what_belongs_to_others():
    document = sample()
    one = document.maps[0].id
    found = read_bytes(write(document, [one]), "One.drawio").document
    assert [each.id for each in found.maps] == [one]
    assert rules.check(found) == ()
    assert set(found.records) < set(document.records)
    assert found.steps(one) == document.steps(one)


def test_the_same_document_gives_the_same_bytes():
    assert write(sample()) == write(sample())


def test_pages_that_were_added_are_read_with_ours():
    pair = model(box("x", "Weld", 0, 0), box("y", "Paint", 300, 0), edge("z", "x", "y"))
    added = f'<diagram name="Body shop" id="n">{pair}</diagram><diagram name="Key" id="k">{model(text("t", "!", 0, 0))}</diagram>'
    xml = write(map_of()).decode().replace("</mxfile>", added + "</mxfile>")
    found = read_bytes(xml.encode(), "Grown.drawio")
    assert rules.check(found.document) == ()
    assert {"Check order", "Weld", "Paint"} <= {step.name for step in found.document.all(Step)}
    assert set(map_of().records) <= set(found.document.records)
    assert "page “Key” holds no steps" in " ".join(found.notes)
