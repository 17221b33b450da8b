"""What is known from before changes nothing: analysing after an edit equals analysing afresh."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.analysis_maps import document as benchmark
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model import edits
from vsmstudio.model.document import Document, diff
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Engagement, Map, MapState, Person, Record, Step, Unit
from vsmstudio.model.rules import Refused

DATE = datetime.date(2026, 11, 1)


def edited(data: st.DataObject, held: Document) -> Document:
    """The document after some edit, or the same one where the rules refuse it."""
    keys = sorted(held.records)
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
    try:
        return held.apply(data.draw(st.sampled_from(deeds))())
    except Refused:
        return held


@settings(max_examples=60)
@given(documents(), st.data())
def test_analysing_with_what_was_known_equals_analysing_afresh(held: Document, data: st.DataObject) -> None:
    known = analyse(held, DATE)
    for _ in range(4):
        held = edited(data, held)
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
