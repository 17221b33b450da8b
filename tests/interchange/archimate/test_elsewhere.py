"""A model that was written here, worked on in another tool, and read again: what was done there is taken."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement, tostring

from tests.builders import document as built
from vsmstudio.interchange import archimate
from vsmstudio.interchange.safe_xml import parse
from vsmstudio.model import edits, rules
from vsmstudio.model.document import Document
from vsmstudio.model.records import Flow, Kept, LinkKind, Service, ServiceKind, Step, Unit

NS = "{http://www.opengroup.org/xsd/archimate/3.0/}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def worked_on(document: Document, work: Callable[[Element], None]) -> Document:
    """The document written, changed as another tool would, and read again."""
    root = parse(archimate.write(document), "written")
    work(root)
    back = archimate.read_bytes(tostring(root), "back.xml").document
    assert rules.check(back) == ()
    return back


def found(root: Element, key: str) -> Element:
    return next(each for each in root.iter() if each.get("identifier") == key)


def orders() -> Document:
    document = built("Take 10min/1h @Desk !Lead -> Check 2h @Desk -> Send 3h @Store")
    service = Service(id="portal", name="Portal", kind=ServiceKind.IT)
    document = document.apply(edits.put(document, "Add", service))
    return document.apply(edits.underpin(document, "portal", "Take"))


def test_a_name_a_figure_and_a_text_are_taken() -> None:
    def work(root: Element) -> None:
        step = found(root, "id-Take")
        step.find(f"{NS}name").text = "Accept"  # type: ignore[union-attr]
        values = {each.get("propertyDefinitionRef"): each for each in step.iter(f"{NS}property")}
        values["id-property-LT"].find(f"{NS}value").text = "2 h"  # type: ignore[union-attr]
        values["id-property-PT"].find(f"{NS}value").text = "soon"  # type: ignore[union-attr]
        note = Element(f"{NS}documentation")
        note.text = "By hand"
        step.insert(1, note)

    before = orders()
    after = worked_on(before, work)
    step = after.the(Step, "Take")
    assert (step.name, step.lead_time.text, step.notes) == ("Accept", "2 h", "By hand")  # type: ignore[union-attr]
    assert step.process_time == before.the(Step, "Take").process_time
    others = {key for key, each in before.records.items() if after.get(key) != each}
    assert others == {"Take"}


def test_what_was_deleted_is_gone() -> None:
    def work(root: Element) -> None:
        for part, keys in (("elements", {"id-Check"}), ("relationships", {"id-Take-performer"})):
            held = root.find(f"{NS}{part}")
            assert held is not None
            for each in list(held):
                ends = {each.get("identifier"), each.get("source"), each.get("target")}
                if ends & (keys | {"id-Check"}):
                    held.remove(each)

    after = worked_on(orders(), work)
    assert sorted(each.name for each in after.all(Step)) == ["Send", "Take"]
    assert after.the(Step, "Take").performer is None
    assert after.name(after.the(Step, "Take").owner) == "Lead"
    assert not after.all(Flow)


def test_what_was_added_joins_the_map() -> None:
    def work(root: Element) -> None:
        held = root.find(f"{NS}elements")
        assert held is not None
        for key, kind, name in (("n1", "BusinessProcess", "Bill"), ("n2", "BusinessActor", "Billing")):
            SubElement(SubElement(held, f"{NS}element", {"identifier": key, TYPE: kind}), f"{NS}name").text = name
        related = root.find(f"{NS}relationships")
        assert related is not None
        for key, kind, source, target in (
            ("x1", "Triggering", "id-Send", "n1"), ("x2", "Assignment", "n2", "n1"), ("x3", "Serving", "id-portal", "n1"),
        ):  # fmt: skip
            SubElement(
                related, f"{NS}relationship", {"identifier": key, TYPE: kind, "source": source, "target": target}
            )

    after = worked_on(orders(), work)
    step = next(each for each in after.all(Step) if each.name == "Bill")
    assert step.map == "map"
    assert after.name(step.performer) == "Billing"
    assert [after.name(each.source) for each in after.arriving(step.id)] == ["Send"]
    assert [after.name(each.source) for each in after.links_to(step.id, LinkKind.UNDERPINS)] == ["Portal"]
    assert len(after.all(Unit)) == 3
    assert {each.key for each in after.all(Kept) if each.kind == "element"} == {"n1", "n2"}


def test_what_was_moved_and_led_elsewhere_is_so_here() -> None:
    def work(root: Element) -> None:
        box = next(each for each in root.iter(f"{NS}node") if each.get("elementRef") == "id-Send")
        box.set("y", str(int(box.get("y", "0")) + 200))
        flow = next(
            each
            for each in root.iter(f"{NS}relationship")
            if (each.get("source"), each.get("target"), each.get(TYPE)) == ("id-Check", "id-Send", "Triggering")
        )
        flow.set("source", "id-Take")

    before = orders()
    after = worked_on(before, work)
    x, y = before.position("Send") or (0, 0)
    assert after.position("Send") == (x, y + 200)
    assert after.position("Take") == before.position("Take")
    assert sorted(after.name(each.id) for each in after.all(Flow)) == ["Take → Check", "Take → Send"]


def test_a_copied_step_is_a_step_of_its_own() -> None:
    def work(root: Element) -> None:
        held = root.find(f"{NS}elements")
        assert held is not None
        twin = parse(tostring(found(root, "id-Take")), "twin")
        twin.set("identifier", "copied")
        held.append(twin)

    after = worked_on(orders(), work)
    assert sorted(each.name for each in after.all(Step)) == ["Check", "Send", "Take", "Take"]


def test_other_tools_words_are_never_trusted() -> None:
    def work(root: Element) -> None:
        for at, each in enumerate(root.iter(f"{NS}value")):
            if (each.text or "").startswith("{"):
                wrong = ('{"type":"step"}', "{", '{"records":[{"type":"map","id":"m","stream":"gone"},5]}', "[]")
                each.text = wrong[at % len(wrong)]

    after = worked_on(orders(), work)
    assert sorted(each.name for each in after.all(Step)) == ["Check", "Send", "Take"]
    assert [each.name for each in after.streams] == ["Stream"]
