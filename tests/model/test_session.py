"""The session: undo, redo, what is saved, who is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import document
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Conflict
from vsmstudio.model.records import Step
from vsmstudio.session import Session


@pytest.fixture
def session() -> Session:
    return Session(document("A 1h -> B 2h"))


def rename(session: Session, name: str, join: bool = False) -> None:
    session.do(edits.rename(session.document, "A", name), join=join)


def test_undo_and_redo_name_what_they_do(session: Session) -> None:
    start = session.document
    assert session.undo_label is None
    assert session.redo_label is None
    rename(session, "Receive")
    done = session.document
    assert session.undo_label == "Rename to Receive"
    session.undo()
    assert session.document == start
    assert session.redo_label == "Rename to Receive"
    session.redo()
    assert session.document == done


def test_undo_at_the_start_and_redo_at_the_end_do_nothing(session: Session) -> None:
    start = session.document
    session.undo()
    session.redo()
    assert session.document is start


def test_undo_is_unlimited(session: Session) -> None:
    start = session.document
    for number in range(500):
        rename(session, f"Name {number}")
    for _ in range(500):
        session.undo()
    assert session.document == start
    assert session.undo_label is None


def test_a_new_deed_ends_what_could_be_redone(session: Session) -> None:
    rename(session, "One")
    session.undo()
    rename(session, "Two")
    assert session.redo_label is None


def test_an_empty_change_is_nothing_done(session: Session) -> None:
    rename(session, "A")
    assert session.undo_label is None


def test_joined_changes_are_one_undo_step(session: Session) -> None:
    start = session.document
    session.do(edits.add_next(start, "B", Step(id="C", map="map", name="")))
    session.do(edits.rename(session.document, "C", "Pack"), join=True)
    assert session.undo_label == "Rename to Pack"
    session.undo()
    assert session.document == start


def test_what_is_dropped_cannot_be_done_again(session: Session) -> None:
    start = session.document
    rename(session, "One")
    session.drop()
    assert session.document == start
    assert (session.undo_label, session.redo_label) == (None, None)
    session.drop()


def test_a_change_for_another_document_leaves_all_as_it_is(session: Session) -> None:
    start = session.document
    foreign = Change("foreign", {"A": (Step(id="A", map="map", name="Other"), None)})
    with pytest.raises(Conflict):
        session.do(foreign)
    assert session.document is start
    assert session.undo_label is None


def test_everybody_is_told_of_every_change(session: Session) -> None:
    heard: list[str | None] = []

    def listen(change: Change) -> None:
        after = change.records["A"][1]
        heard.append(getattr(after, "name", None))
        assert session.document.get("A") == after

    session.listen(listen)
    rename(session, "One")
    session.undo()
    session.redo()
    assert heard == ["One", "A", "One"]


def test_what_is_not_saved_is_known(session: Session) -> None:
    assert not session.dirty
    rename(session, "One")
    assert session.dirty
    session.saved(Path("plan.vsm"))
    assert session.path == Path("plan.vsm")
    assert not session.dirty
    session.undo()
    assert session.dirty
    session.redo()
    assert not session.dirty, "undone and done again is as it was saved"


def test_an_opened_document_is_saved_and_undo_survives_saving() -> None:
    session = Session(document("A 1h"), Path("plan.vsm"))
    assert not session.dirty
    rename(session, "One")
    session.saved(Path("plan.vsm"))
    assert session.undo_label == "Rename to One"
