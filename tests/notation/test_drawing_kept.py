"""A drawing that is kept in step, whatever a person does, is the picture that is drawn from nothing."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date

from hypothesis import settings
from hypothesis.stateful import invariant

from tests.builders import document
from tests.person import Person
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map
from vsmstudio.notation.colouring import colours
from vsmstudio.notation.drawing import Drawing, Scenery
from vsmstudio.notation.layers import ALL, WORDS
from vsmstudio.notation.picture import picture

DAY = date(2026, 1, 31)


def held(drawing: Drawing) -> list[object]:
    return [piece.element for piece in sorted(drawing.pieces.values(), key=lambda each: (each.z, each.rank))]


def outlined(drawing: Drawing) -> bool:
    """Does every piece say of itself what its element says?"""
    return all(
        (piece.id, piece.kind, piece.area, piece.z, piece.path)
        == (piece.element.id, piece.element.kind, piece.element.area, piece.element.z, piece.element.path)
        for piece in drawing.pieces.values()
    )


def follow(drawing: Drawing, now: Document, map_id: str, chooser: random.Random) -> None:
    """Show a state in some layers and colours, and compare it with what is drawn from nothing."""
    analysis = analyse(now, date=DAY)
    colouring = colours(now, analysis, map_id, "owner") if chooser.random() < 0.3 else None
    layers = replace(ALL, **{chooser.choice(list(WORDS)): False}) if chooser.random() < 0.3 else ALL
    if chooser.random() < 0.3:
        held_map = now.the(Map, map_id)
        now = now.apply(edits.update(now, map_id, lanes=not held_map.lanes))
    moved = {node.id: (chooser.randrange(900), 48.0) for node in now.nodes(map_id) if chooser.random() < 0.05}
    before = dict(drawing.pieces)
    changed = drawing.follow(Scenery(now, map_id, analysis, moved, colouring, layers=layers))
    for piece in changed.gone:
        assert before.pop(piece.id) is piece
    before |= {piece.id: piece for piece in changed.come}
    assert before == drawing.pieces
    while drawing.sketched:
        drawing.seek(lambda: False, first=chooser.sample(list(drawing.pieces), 1))
    drawing.settle()
    assert drawing.settled
    whole = picture(now, map_id, analysis, moved, colouring, layers=layers)
    assert held(drawing) == list(whole.elements)
    assert drawing.area == whole.area
    assert outlined(drawing)


class Watched(Person):
    """Whatever is done, the drawing of every map follows."""

    def __init__(self) -> None:
        super().__init__()
        self._drawings: dict[str, Drawing] = {}
        self._chooser = random.Random(5)

    @invariant()
    def what_is_shown_is_the_picture(self) -> None:
        for each in self.document.maps:
            follow(self._drawings.setdefault(each.id, Drawing()), self.document, each.id, self._chooser)


Watched.TestCase.settings = settings(max_examples=12, stateful_step_count=16)
TestWatched = Watched.TestCase


def test_a_step_that_is_dragged_about_among_others_leaves_nothing_behind():
    now = document("A 1h -> B 2h -> C 1h; A -> D 3h -> C; C ~10%~> A; E 1h -> F 2h; [G 3d] -> A")
    places = {key: (at % 4 * 216.0, at // 4 * 152.0) for at, key in enumerate("ABCDEFG")}
    now = now.apply(edits.place(now, places))
    drawing, chooser = Drawing(), random.Random(1)
    for x, y in itertools.product((0.0, 216.0, 320.0), (0.0, 96.0, 152.0)):
        now = now.apply(edits.move(now, {"E": (x, y)}))
        follow(drawing, now, "map", chooser)


def test_shapes_that_were_let_go_are_made_again(monkeypatch):
    monkeypatch.setattr("vsmstudio.notation.piece.MOST_DRAWN", 2)
    now = document("A 1h -> B 2h -> C 1h -> D 1h")
    follow(Drawing(), now, "map", random.Random(2))


def test_an_edit_draws_no_more_than_it_changes():
    now = document("A 1h -> B 2h -> C 1h; D 1h -> E 1h")
    drawing = Drawing()
    drawing.follow(Scenery(now, "map", analyse(now, date=DAY), {}))
    drawing.settle()
    after = now.apply(edits.rename(now, "E", "Elsewhere"))
    changed = drawing.follow(Scenery(after, "map", analyse(after, date=DAY), {}))
    ends = {flow.id for flow in after.arriving("E")}
    assert {piece.id for piece in changed.come} == {"E"} | ends
