"""Whatever two groups do to one document, merging keeps it sound, loses nothing unsaid, and can be taken back."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents import documents
from tests.groups import worked_on
from tests.laws import hold_the_laws
from vsmstudio.model.document import Document
from vsmstudio.model.merge import Choice, Merge, merge
from vsmstudio.model.merge.align import natural_key
from vsmstudio.model.records import Engagement, Placement, Record

quietly = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def groups(draw: st.DrawFn) -> tuple[Document, Document, Document]:
    """A document, and what two groups made of it."""
    base = draw(documents())
    return base, draw(worked_on(base, "o")), draw(worked_on(base, "t"))


def all_of(merged: Merge, choice: Choice) -> dict[tuple[str, str], Choice]:
    return {clash.key: choice for clash in merged.clashes}


@quietly
@given(groups(), st.booleans(), st.data())
def test_whatever_is_chosen_the_merged_document_is_sound(
    held: tuple[Document, Document, Document], known: bool, data: st.DataObject
) -> None:
    base, ours, theirs = held
    merged = merge(base if known else None, ours, theirs, "group-b.vsm")
    mixed = {clash.key: data.draw(st.sampled_from(Choice)) for clash in merged.clashes}
    for choices in ({}, all_of(merged, Choice.OURS), all_of(merged, Choice.THEIRS), mixed):
        after = hold_the_laws(ours, merged.change(choices))
        again = merge(theirs, after, theirs)
        assert not again.change()
        assert not again.clashes
        for sentence in merged.problems(choices):
            assert "could not be brought together" not in sentence
            assert "\n" not in sentence


@quietly
@given(groups())
def test_who_did_nothing_takes_over_what_the_other_did(held: tuple[Document, Document, Document]) -> None:
    base, ours, theirs = held
    assert not merge(base, ours, base).change()
    assert not merge(base, ours, ours).change()
    assert not merge(None, ours, ours).change()
    taken = merge(base, base, theirs)
    assert base.apply(taken.change()) == theirs
    assert not taken.clashes
    assert not taken.problems()


@quietly
@given(groups())
def test_nothing_that_either_side_made_or_changed_is_lost_unsaid(held: tuple[Document, Document, Document]) -> None:
    base, ours, theirs = held
    merged = merge(base, ours, theirs)
    after = ours.apply(merged.change())
    clashing = {clash.id for clash in merged.clashes}
    if merged.problems():
        return  # what the rules settled is said there
    by_nature = {natural_key(record): record for record in after.records.values() if natural_key(record)}
    for side in (ours, theirs):
        for key, record in side.records.items():
            if record == base.get(key) or key in clashing or isinstance(record, Placement):
                continue
            held_now = after.get(key) or by_nature.get(natural_key(record))
            assert held_now is not None, f"{key} is lost"
            old = base.get(key)
            if held_now.id not in clashing and type(old) is type(record):
                for name in record.__struct_fields__:
                    value = getattr(record, name)
                    went = value is None and getattr(old, name) in clashing  # blank as what it named was removed there
                    if value != getattr(old, name) and name not in {"id", "extra"} and not went:
                        assert getattr(held_now, name) == value, (key, name)


@quietly
@given(groups())
def test_it_does_not_matter_whose_file_is_open(held: tuple[Document, Document, Document]) -> None:
    base, ours, theirs = held
    here, there = merge(base, ours, theirs), merge(base, theirs, ours)
    mine, other = all_of(here, Choice.OURS), all_of(there, Choice.THEIRS)
    if here.problems(mine) or there.problems(other):
        return  # rules are settled for whoever has the file open
    assert {clash.field for clash in here.clashes} == {clash.field for clash in there.clashes}
    assert _content(ours.apply(here.change(mine))) == _content(theirs.apply(there.change(other)))


def test_unknown_fields_that_both_sides_added_stand_in_one_order() -> None:
    base, a, b = (Document([Engagement(id="e", extra=extra)]) for extra in ("", '{"a":2}', '{"b":[1]}'))
    here, there = merge(base, a, b), merge(base, b, a)
    assert a.apply(here.change({})).engagement.extra == b.apply(there.change({})).engagement.extra == '{"a":2,"b":[1]}'


@quietly
@given(documents(), documents(), st.sampled_from(Choice))
def test_even_documents_that_have_nothing_in_common_but_ids_come_together(
    ours: Document, theirs: Document, choice: Choice
) -> None:
    merged = merge(None, ours, theirs)
    after = hold_the_laws(ours, merged.change(all_of(merged, choice)))
    assert ours.records.keys() <= after.records.keys()


def _content(document: Document) -> set[Record]:
    """The records, with ids left out where they are of no account."""
    return {
        msgspec.structs.replace(record, id="") if natural_key(record) else record
        for record in document.records.values()
    }
