"""What is known from before changes nothing: analysing after an edit equals analysing afresh."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.analysis_maps import document as benchmark
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document, diff
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Audience,
    Engagement,
    Improvement,
    ImprovementState,
    LinkKind,
    Map,
    MapState,
    MeasureKind,
    Person,
    Record,
    Service,
    Side,
    Step,
    Unit,
    ValueStream,
    Workshop,
    WorkshopKind,
)
from vsmstudio.model.rules import Refused

DATE = datetime.date(2026, 11, 1)


def edited(data: st.DataObject, held: Document) -> Document:
    """The document after some edit, or the same one where the rules refuse it."""
    keys = list(held.records)  # as they were made: new ids are never the same
    if not keys:
        return held
    key = data.draw(st.sampled_from(keys))
    record: Record = held.records[key]
    names = [name for name in ("name", "role", "notes", "client") if hasattr(record, name)]
    deeds = [
        lambda: edits.delete(held, [key]),
        *(lambda name=name: edits.update(held, key, **{name: "Other"}) for name in names),
    ]  # type: ignore[misc]
    if isinstance(record, Step):
        deeds += [
            lambda: edits.update(held, key, lead_time=Duration("7 h"), ca=0.5),
            lambda: edits.move(held, {key: (data.draw(st.floats(-500, 500)), 8.0)}),
            lambda: edits.update(held, key, owner=data.draw(st.sampled_from([None, *(p.id for p in held.people)]))),
        ]
    if isinstance(record, Map):
        deeds += [lambda: edits.copy_map(held, key, "Later", MapState.FUTURE)]
    if isinstance(record, Engagement):
        deeds += [lambda: edits.update(held, key, hours_per_day=6.0, near_critical=0.3)]
    if isinstance(record, Unit):
        deeds += [lambda: edits.update(held, key, hourly_cost=77.0, people=3)]
    if isinstance(record, Person):
        deeds += [lambda: edits.update(held, key, vacant=not record.vacant)]
    deeds += around(data, held, record)
    try:
        return held.apply(data.draw(st.sampled_from(deeds))())
    except Refused:
        return held


def around(data: st.DataObject, held: Document, record: Record) -> list[Callable[[], Change]]:
    """Edits of the engagement around the maps."""
    key, days = record.id, st.dates(datetime.date(2025, 10, 1), datetime.date(2026, 12, 1))
    deeds: list[Callable[[], Change]] = []
    if isinstance(record, Engagement):
        deeds += [lambda: edits.update(held, key, value_definition="On time", value_agreed_on=data.draw(days))]
    if isinstance(record, Step):
        rating = data.draw(st.sampled_from([None, 1.0, 2.0, 3.0]))
        deeds += [lambda: edits.rate(held, key, data.draw(st.sampled_from(Audience)), rating=rating)]
    if isinstance(record, Step | Service | ValueStream):
        gain = data.draw(st.sampled_from([None, Duration("2 h")]))
        deeds += [lambda: edits.add_improvement(held, "Ask once", [key], expected_lead_time=gain, due=data.draw(days))]
    if isinstance(record, ValueStream):
        kind = data.draw(st.sampled_from(MeasureKind))
        deeds += [
            lambda: edits.add_measure(held, key, "Calls", kind=kind),
            lambda: edits.update(held, key, outcomes=data.draw(st.sampled_from(["", "Paid"]))),
            lambda: edits.add_workshop(held, [key], date=data.draw(days)),
        ]
    if isinstance(record, Improvement):
        state = data.draw(st.sampled_from(ImprovementState))
        deeds += [lambda: edits.update(held, key, state=state, done_on=data.draw(days), owner=None)]
    if isinstance(record, Workshop):
        people = data.draw(st.sets(st.sampled_from([each.id for each in held.people] or [key])))
        deeds += [
            lambda: edits.set_joined(held, key, LinkKind.ATTENDED, sorted(people), outward=False),
            lambda: edits.update(held, key, kind=data.draw(st.sampled_from(WorkshopKind)), date=data.draw(days)),
        ]
    if isinstance(record, Unit):
        deeds += [lambda: edits.update(held, key, side=data.draw(st.sampled_from(Side)))]
    return deeds


@settings(max_examples=60)
@given(documents(), st.data())
def test_analysing_with_what_was_known_equals_analysing_afresh(held: Document, data: st.DataObject) -> None:
    known = analyse(held, DATE)
    for _ in range(4):
        held = edited(data, held)
        known = analyse(held, DATE, earlier=known)
        assert known == analyse(Document(held.records), DATE)


@settings(max_examples=30)
@given(documents(), st.data())
def test_after_edits_around_the_maps_nothing_old_is_said(held: Document, data: st.DataObject) -> None:
    """Findings over workshops, measures, touchpoints and improvements are never those of an earlier document."""
    known = analyse(held, DATE)
    for _ in range(6):
        if not held.records:
            return
        record = held.records[data.draw(st.sampled_from(list(held.records)))]
        deeds = around(data, held, record)
        if not deeds:
            continue
        try:
            held = held.apply(data.draw(st.sampled_from(deeds))())
        except Refused:
            continue
        known = analyse(held, DATE, earlier=known)
        assert known == analyse(Document(held.records), DATE)


@settings(max_examples=30)
@given(documents(), documents())
def test_what_is_known_of_another_document_does_no_harm(before: Document, after: Document) -> None:
    assert analyse(after, DATE, earlier=analyse(before, DATE)) == analyse(after, DATE)
    changed = before.apply(diff(before, after))
    assert analyse(changed, DATE, earlier=analyse(before, DATE)) == analyse(after, DATE)


def test_another_seed_samples_anew() -> None:
    held = benchmark("alternatives", 40)
    assert analyse(held, DATE, seed=2, earlier=analyse(held, DATE)).known.seed == 2


def test_an_untouched_map_is_not_examined_again() -> None:
    held = benchmark("chain", 20)
    held = held.apply(edits.copy_map(held, "m", "Later"))
    known = analyse(held, DATE)
    (copy,) = [each.id for each in held.maps if each.id != "m"]
    after = analyse(held.apply(edits.update(held, "n3", lead_time=Duration("99 h"))), DATE, earlier=known)
    assert after.known.facts[copy] is known.known.facts[copy]
    assert after.known.facts["m"] is not known.known.facts["m"]
