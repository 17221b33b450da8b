"""What was tried of improvements is kept, and is never that of another state of the maps or of the plan."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.maps import changed, put
from tests.analysis.test_contribution import TEXT, ahead, improved
from tests.builders import document
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.engagement.contribution import contributions_of
from vsmstudio.analysis.engagement.priorities import priorities
from vsmstudio.analysis.engagement.tried import tried
from vsmstudio.analysis.map_analysis import examine, figures_of
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import Improvement, Link, LinkKind, Step
from vsmstudio.model.rules import Refused

DATE = datetime.date(2026, 11, 1)


def edited(data: st.DataObject, held: Document) -> Document:
    """The document after an edit that alters what improvements do, or the order in which they do it."""
    ideas = [each.id for each in held.all(Improvement)]
    steps = [each.id for each in held.all(Step)]
    gain = data.draw(st.sampled_from(["1h", "3h"]))
    deeds = []
    if steps:
        step = data.draw(st.sampled_from(steps))
        name = f"idea {len(ideas)}"
        deeds += [
            lambda: put(held, Improvement(id=name, name=name, expected_lead_time=parse(gain)),
                        Link(id=f"{name} {step}", kind=LinkKind.CHANGES, source=name, target=step)),
            lambda: changed(held, step, lead_time=parse(gain)),
            lambda: held.apply(edits.delete_and_heal(held, [step])),
        ]  # fmt: skip
    if ideas:
        idea = data.draw(st.sampled_from(ideas))
        deeds += [
            lambda: changed(held, idea, expected_lead_time=parse(gain)),
            lambda: held.apply(edits.order_improvements(held, data.draw(st.permutations(ideas)))),
        ]
    origins = [each.id for each in held.all(Link) if each.kind is LinkKind.CAME_FROM]
    if origins:
        deeds += [lambda: held.apply(edits.remove(held, "", [data.draw(st.sampled_from(origins))]))]
    try:
        return data.draw(st.sampled_from(deeds))() if deeds else held
    except Refused:
        return held


@settings(max_examples=20)
@given(documents(), st.data())
def test_what_was_tried_before_equals_what_is_tried_afresh(held: Document, data: st.DataObject) -> None:
    known = analyse(held, DATE)
    for _ in range(3):
        held = edited(data, held)
        known = analyse(held, DATE, earlier=known)
        other = Document(held.records)
        afresh = analyse(other, DATE)
        assert priorities(held, known) == priorities(other, afresh)
        for stream in held.streams:
            assert contributions_of(held, known, stream.id) == contributions_of(other, afresh, stream.id)


@settings(max_examples=30)
@given(documents())
def test_figures_alone_are_those_of_the_whole_examination(held: Document) -> None:
    for each in held.maps:
        assert figures_of(held, each.id) == examine(held, each.id).result.figures


def test_a_new_order_tries_the_same_map() -> None:
    held, later = ahead(document(TEXT))
    held = changed(changed(held, later["A"], lead_time=parse("1h")), later["B"], lead_time=parse("3h"))
    held = improved(improved(held, "one", "A", rank=1), "two", "B", rank=2)
    known = analyse(held, DATE)
    future = held.the(Step, later["A"]).map
    before = tried(held, known, "map", future)
    first = contributions_of(held, known, "stream")
    held = held.apply(edits.order_improvements(held, ["two", "one"]))
    again = analyse(held, DATE, earlier=known)
    assert tried(held, again, "map", future) is before
    assert [each.improvement for each in contributions_of(held, again, "stream").shares] == ["two", "one"]
    assert contributions_of(held, again, "stream").whole == first.whole
    held = changed(held, "C", lead_time=parse("9h"))
    assert tried(held, analyse(held, DATE, earlier=again), "map", future) is not before
