"""A person who does anything at all: random edits, undo, redo, saving and opening. The document is sound throughout."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.documents import durations, shares, words
from tests.laws import hold_the_laws
from vsmstudio.model import edits, rules
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Endpoint, Flow, FlowKind, LinkKind, Queue, Record, Step
from vsmstudio.model.rules import Refused
from vsmstudio.session import Session
from vsmstudio.storage.codec import decode, encode

spots = st.tuples(st.integers(-2000, 2000), st.integers(-2000, 2000))


class Person(RuleBasedStateMachine):
    """What the machine does goes through a session; `past` holds every document that undo has to give back."""

    def __init__(self) -> None:
        super().__init__()
        self._patch = pytest.MonkeyPatch()
        self._patch.setattr("secrets.token_bytes", random.Random(1).randbytes)  # the same ids in every run
        self.session = Session(edits.new_document("Engagement"))
        self.past: list[Document] = []
        self.future: list[Document] = []

    def teardown(self) -> None:
        self._patch.undo()

    def _do(self, change: Change) -> None:
        before = self.session.document
        after = hold_the_laws(before, change)
        self.session.do(change)
        assert self.session.document == after
        if change:
            self.past.append(before)
            self.future.clear()

    def _any(self, data: st.DataObject, *kinds: type[Record]) -> Id | None:
        keys = sorted(key for key, record in self.session.document.records.items() if isinstance(record, kinds))
        return data.draw(st.sampled_from(keys)) if keys else None

    @rule(name=words, kind=st.sampled_from([Step, Queue, Endpoint]), at=spots, data=st.data())
    def add(self, name: str, kind: type[Step | Queue | Endpoint], at: tuple[int, int], data: st.DataObject) -> None:
        document = self.session.document
        if document.maps:
            drawn = data.draw(st.sampled_from([each.id for each in document.maps]))
            self._do(edits.add_node(document, kind(id=new_id(), map=drawn, name=name), *at))

    @rule(name=words, data=st.data())
    def add_next(self, name: str, data: st.DataObject) -> None:
        document = self.session.document
        if (after := self._any(data, Step, Queue)) is not None:
            node = Step(id=new_id(), map=document.node(after).map, name=name)
            self._do(edits.add_next(document, after, node))

    @rule(kind=st.sampled_from(FlowKind), chance=st.sampled_from([None, 0.1, 0.6]), data=st.data())
    def connect(self, kind: FlowKind, chance: float | None, data: st.DataObject) -> None:
        source, target = (self._any(data, Step, Queue, Endpoint) for _ in range(2))
        if source is not None and target is not None:
            fields = {"probability": chance} if kind is FlowKind.REWORK else {}
            try:
                change = edits.connect(self.session.document, source, target, kind, **fields)
            except Refused:
                return
            self._do(change)

    @rule(at=spots, data=st.data())
    def insert(self, at: tuple[int, int], data: st.DataObject) -> None:
        document = self.session.document
        if (flow := self._any(data, Flow)) is not None:
            try:
                change = edits.insert(
                    document, flow, Step(id=new_id(), map=document.the(Flow, flow).map, name="In"), *at
                )
            except Refused:
                return
            self._do(change)

    @rule(at=spots, data=st.data())
    def move(self, at: tuple[int, int], data: st.DataObject) -> None:
        if (node := self._any(data, Step, Queue, Endpoint)) is not None:
            self._do(edits.move(self.session.document, {node: at}))

    @rule(name=words, time=st.one_of(st.none(), durations), ca=st.one_of(st.none(), shares), data=st.data())
    def retype(self, name: str, time: object, ca: float | None, data: st.DataObject) -> None:
        if (step := self._any(data, Step)) is not None:
            self._do(edits.update(self.session.document, step, name=name, lead_time=time, ca=ca))

    @rule(name=words, deed=st.sampled_from([edits.add_unit, edits.add_person, edits.add_service, edits.add_stream]))
    def add_beside(self, name: str, deed: object) -> None:
        self._do(deed(self.session.document, name))  # type: ignore[operator]

    @rule(data=st.data())
    def join_any_two(self, data: st.DataObject) -> None:
        document = self.session.document
        a, b = (self._any(data, Record) for _ in range(2))
        if a is None or b is None:
            return
        for deed in (
            lambda: edits.set_owner(document, a, b),
            lambda: edits.link(document, a, b, LinkKind.UNDERPINS),
            lambda: edits.link(document, a, b, LinkKind.SERVES),
        ):
            try:
                change = deed()
            except Refused:
                continue
            self._do(change)
            return

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        key = self._any(data, Record)
        if key is not None:
            self._do(edits.delete(self.session.document, [key]))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.future.append(self.session.document)
        self.session.undo()
        assert self.session.document == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.session.document)
        self.session.redo()
        assert self.session.document == self.future.pop()

    @rule()
    def save_and_open(self) -> None:
        data = encode(self.session.document)
        opened = decode(data, "plan.vsm")
        assert opened == self.session.document
        assert encode(opened) == data
        self.session.saved(Path("plan.vsm"))
        assert not self.session.dirty

    @invariant()
    def it_is_sound(self) -> None:
        assert rules.check(self.session.document) == ()
        assert (self.session.undo_label is None) == (not self.past)
        assert (self.session.redo_label is None) == (not self.future)


TestMachine = Person.TestCase
TestMachine.settings = settings(
    max_examples=150, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
