"""Notes and kaizen bursts: beside a step, on a map, or in the parking lot."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from tests import builders
from tests.laws import hold_the_laws
from vsmstudio.model import edits
from vsmstudio.model.difference import in_words
from vsmstudio.model.document import Change, Document
from vsmstudio.model.merge import merge
from vsmstudio.model.records import Note, NoteKind, Placement
from vsmstudio.model.rules import Refused
from vsmstudio.storage.repair import repair


def noted(document: Document) -> dict[str, Note]:
    return {note.text: note for note in document.all(Note)}


@pytest.fixture
def held() -> Document:
    drawn = builders.document("(Buyer) -> A 1h -> B 2h -> (Gets)")
    drawn = drawn.apply(edits.add_map(drawn, "stream", "90 days"))
    for change in (
        lambda d: edits.add_note(d, "map", 10, -90, NoteKind.BURST, "Scan\non arrival", about="A", by="Ann"),
        lambda d: edits.add_note(d, "map", 300, -90, text="Ask finance"),
        lambda d: edits.park_note(d, "Who pays?"),
    ):
        drawn = hold_the_laws(drawn, change(drawn))
    return drawn


def later(document: Document) -> str:
    (found,) = [each.id for each in document.maps if each.name == "90 days"]
    return found


DEEDS: dict[str, Callable[[Document, Note], Change]] = {
    "write": lambda d, note: edits.write(d, note.id, " Two\nlines "),
    "park": lambda d, note: edits.park(d, note.id),
    "put on the map": lambda d, note: edits.put_on_map(d, note.id, "map", 5, 6, about="B"),
    "put on the other map": lambda d, note: edits.put_on_map(d, note.id, later(d), 5, 6),
    "tick": lambda d, note: edits.tick(d, note.id),
    "attach": lambda d, note: edits.attach(d, note.id, "B"),
    "detach": lambda d, note: edits.attach(d, note.id, None),
    "move": lambda d, note: edits.move(d, {note.id: (1, 2), "A": (3, 4)}),
    "delete": lambda d, note: edits.delete(d, [note.id]),
    "delete its step": lambda d, note: edits.delete(d, [note.about or "A"]),
    "delete its map": lambda d, note: edits.delete(d, [note.map or "map"]),
    "paste": lambda d, note: edits.paste(d, later(d), edits.copied(d, ["A", note.id]), 8, 8),
    "copy the map": lambda d, note: edits.copy_map(d, "map", "Ideal"),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("text", ["Scan\non arrival", "Ask finance", "Who pays?"])
def test_every_edit_keeps_the_laws(held: Document, deed: str, text: str) -> None:
    hold_the_laws(held, DEEDS[deed](held, noted(held)[text]))


def test_a_note_keeps_standing_where_its_step_goes(held: Document) -> None:
    after = held.apply(edits.delete(held, ["A"]))
    burst = noted(after)["Scan\non arrival"]
    assert (burst.about, burst.map) == (None, "map")
    assert after.position(burst.id) == (10, -90)


def test_notes_go_with_their_map_and_parked_ones_stay(held: Document) -> None:
    after = held.apply(edits.delete(held, ["map"]))
    assert list(noted(after)) == ["Who pays?"]
    assert not after.all(Placement)


def test_parked_it_waits_for_all_maps_and_finds_its_step_again(held: Document) -> None:
    burst = noted(held)["Scan\non arrival"]
    parked = held.apply(edits.park(held, burst.id))
    assert [note.text for note in parked.notes(None)] == ["Who pays?", "Scan\non arrival"]
    assert parked.position(burst.id) is None
    back = parked.apply(edits.put_on_map(parked, burst.id, "map", 0, 0))
    assert back.the(Note, burst.id).about == "A"
    elsewhere = parked.apply(edits.put_on_map(parked, burst.id, later(parked), 0, 0))
    assert elsewhere.the(Note, burst.id).about is None


def test_a_note_is_about_something_of_its_own_map(held: Document) -> None:
    note = noted(held)["Ask finance"]
    other = held.apply(edits.put_on_map(held, note.id, later(held), 0, 0))
    with pytest.raises(Refused, match="its own map"):
        edits.attach(other, note.id, "A")
    with pytest.raises(Refused, match="its own map"):
        edits.update(other, note.id, about="A")
    with pytest.raises(Refused, match="Type what should be parked"):
        edits.park_note(held, "  ")


def test_steps_take_their_notes_along_and_copies_are_about_the_copies(held: Document) -> None:
    taken = edits.copied(held, ["A"])
    assert [each.text for each in taken if isinstance(each, Note)] == ["Scan\non arrival"]
    after = held.apply(edits.paste(held, later(held), taken, 8, 8))
    (copy,) = after.notes(later(after))
    assert copy.about is not None
    assert (after.name(copy.about), after.node(copy.about).map) == ("A", later(after))
    assert after.position(copy.id) == (18, -82)


def test_a_note_stays_to_the_last_bit_where_its_step_stays(held: Document) -> None:
    burst = noted(held)["Scan\non arrival"]
    moved = held.apply(edits.move(held, {burst.id: (0.1, 1e-126), "A": (152, 28)}))
    again = moved.apply(edits.place(moved, {"A": (152, 28)}))
    assert again == moved


def test_a_note_alone_is_copied_beside_its_step(held: Document) -> None:
    burst = noted(held)["Scan\non arrival"]
    after = held.apply(edits.paste(held, "map", edits.copied(held, [burst.id]), 8, 8))
    assert [note.about for note in after.notes("map") if note.text == burst.text] == ["A", "A"]


def test_a_future_map_begins_with_the_open_notes(held: Document) -> None:
    done = held.apply(edits.tick(held, noted(held)["Ask finance"].id))
    after = done.apply(edits.copy_map(done, "map", "Ideal"))
    (ideal,) = [each.id for each in after.maps if each.name == "Ideal"]
    assert [note.text for note in after.notes(ideal)] == ["Scan\non arrival"]


def test_differences_say_what_became_of_notes(held: Document) -> None:
    burst = noted(held)["Scan\non arrival"]
    assert in_words(held, held.apply(edits.park(held, burst.id)))[0] == (
        "Place of Scan on arrival changed from Stream · Current state to the parking lot"
    )
    assert in_words(held, held.apply(edits.park_note(held, "Later"))) == ("Note Later added",)
    assert in_words(held, held.apply(edits.delete(held, [burst.id]))) == ("Kaizen burst Scan on arrival removed",)
    both = held.apply(edits.move(held, {note.id: (0, 0) for note in held.notes("map")}))
    assert in_words(held, both) == ("2 notes moved",)


def test_two_groups_write_notes_and_one_removes_the_map(held: Document) -> None:
    ours = held.apply(edits.delete(held, ["map"]))
    theirs = held.apply(edits.add_note(held, "map", 0, 0, text="New idea", about="A"))
    merged = merge(held, ours, theirs)
    after = hold_the_laws(ours, merged.change({}))
    assert "New idea" in noted(after)


def test_repair_parks_a_note_whose_map_is_lost(held: Document) -> None:
    data = msgspec.json.encode({
        "version": 1,
        "records": [
            {"id": "engagement", "type": "engagement"},
            {"id": "n", "type": "note", "map": "lost", "text": "Keep me"},
        ],
    })  # fmt: skip
    document, notes = repair(data)
    assert document.the(Note, "n").map is None
    assert notes
