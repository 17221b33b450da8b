"""Streams against services: what each service does for a stream, step by step and as a whole."""

from __future__ import annotations

from tests.builders import document
from vsmstudio.analysis.underpinning import underpinning
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.edits.underpinning import grade
from vsmstudio.model.records import Criticality, Service, ServiceKind, ValueStream

HIGH, LOW = Criticality.HIGH, Criticality.LOW


def served() -> Document:
    held = document("A 1d -> B 2d -> C 3d")
    held = held.apply(edits.put(
        held, "services", Service(id="crm", name="CRM", kind=ServiceKind.CUSTOMER_FACING), Service(id="mail", name="Mail"),
        Service(id="disk", name="Disk", kind=ServiceKind.IT), Service(id="abacus", name="abacus", kind=ServiceKind.IT),
        ValueStream(id="bare", name="Bare", order=5),
    ))  # fmt: skip
    for service, target, how in (("crm", "A", LOW), ("crm", "C", HIGH), ("mail", "stream", LOW)):
        held = held.apply(grade(held, service, target, how))
    return held


def test_a_stream_gathers_what_its_steps_rest_on_with_the_strongest_grade() -> None:
    found = underpinning(served())
    row, bare = found.streams
    assert (row.stream, row.steps) == ("stream", ("A", "B", "C"))
    assert set(row.holds["crm"].steps) == {"A", "C"}
    assert row.holds["crm"].whole is None
    assert row.holds["crm"].grade is HIGH
    assert (row.holds["mail"].steps, row.holds["mail"].grade) == ({}, LOW)
    assert (bare.map, bare.steps, dict(bare.holds)) == ("", (), {})


def test_services_stand_by_kind_then_by_name_and_say_how_many_streams_they_underpin() -> None:
    found = underpinning(served())
    assert [each.name for each in found.services] == ["CRM", "Mail", "abacus", "Disk"]
    assert found.streams_of == {"crm": 1, "mail": 1}


def test_future_maps_do_not_count() -> None:
    held = served()
    held = held.apply(edits.copy_map(held, "map", "90 days"))
    future = next(each.id for each in held.maps if each.id != "map")
    step = next(each.id for each in held.steps(future) if each.name == "B")
    held = held.apply(grade(held, "disk", step, HIGH))
    assert "disk" not in underpinning(held).streams[0].holds
    assert set(underpinning(held).streams[0].holds["crm"].steps) == {"A", "C"}
