"""What stands around the maps, in the elements that ArchiMate has for it."""

from __future__ import annotations

from tests.builders import document as drawn
from tests.interchange.archimate.standard import broken_rules
from vsmstudio.interchange import archimate
from vsmstudio.interchange.safe_xml import parse
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement, LinkKind, MeasureKind, Person, WorkshopKind

NS = "{http://www.opengroup.org/xsd/archimate/3.0/}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def told() -> Document:
    document = drawn("Receive 10min/1h @Desk !Clerk -> Check 2h")
    stream, person = document.streams[0].id, document.all(Person)[0].id
    for change in (
        lambda d: edits.add_stakeholder(d, person, stream, value="Nobody calls back"),
        lambda d: edits.add_workshop(d, [stream], kind=WorkshopKind.MAPPING),
        lambda d: edits.add_measure(d, stream, "Paid within 5 days", kind=MeasureKind.OUTCOME),
        lambda d: edits.add_measure(d, stream, "Calls to find out", kind=MeasureKind.EFFORT),
        lambda d: edits.add_improvement(d, "Send a receipt", [stream]),
        lambda d: edits.set_joined(d, stream, LinkKind.WORKS_ON, [person], outward=False),
    ):
        document = document.apply(change(document))
    return document


def test_stakeholders_values_outcomes_and_work_packages_stand_in_the_file():
    root = parse(archimate.write(told()), "written")
    found = {(each.get(TYPE), each.findtext(f"{NS}name")) for each in root.iter(f"{NS}element")}
    assert {
        ("Stakeholder", "Clerk"), ("ImplementationEvent", "Mapping workshop"), ("Outcome", "Paid within 5 days"),
        ("Value", "Calls to find out"), ("WorkPackage", "Send a receipt"),
    } <= found  # fmt: skip


def test_they_come_back_with_nothing_to_tell():
    document = told()
    data = archimate.write(document)
    assert broken_rules(data) == []
    back = archimate.read_bytes(data, "back.xml")
    assert dict(back.document.records) == dict(document.records)
    assert back.notes == ()


def test_an_improvement_that_an_architect_renames_has_the_new_name():
    data = archimate.write(told()).replace(b">Send a receipt<", b">Send a receipt at once<")
    named = [each.name for each in archimate.read_bytes(data, "back.xml").document.all(Improvement)]
    assert named == ["Send a receipt at once"]
