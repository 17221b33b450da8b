"""A person who does anything at all, with real files: edits of every kind, undo, saving, crashing, groups that merge.

The state machine checks after every rule that the document is sound, that undo and redo give back every document there
was, and that nothing which was done is lost by a crash.
"""

from __future__ import annotations

import datetime
import os
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.documents import amounts, documents, durations, shares, words
from tests.laws import hold_the_laws
from vsmstudio import places
from vsmstudio.model import edits, rules
from vsmstudio.model.document import Change, Document, diff
from vsmstudio.model.edits import ordering
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.merge import Choice, merge
from vsmstudio.model.records import (
    Application,
    Audience,
    Contract,
    Convention,
    Criticality,
    Endpoint,
    Flow,
    FlowKind,
    Improvement,
    LinkKind,
    Map,
    MeasureKind,
    Note,
    NoteKind,
    Obstacle,
    Queue,
    Record,
    Service,
    Step,
    Unit,
    ValueStream,
    Workshop,
)
from vsmstudio.model.rules import Refused
from vsmstudio.session import OnDisk, Session
from vsmstudio.storage import versions
from vsmstudio.storage.codec import decode, encode
from vsmstudio.storage.files import load, load_content, save
from vsmstudio.storage.recovery import left, tidy
from vsmstudio.storage.repair import repair

spots = st.tuples(st.integers(-2000, 2000), st.integers(-2000, 2000))
_MEMORY = Path("/dev/shm")  # files of trials lie in memory where there is such a disk


class Person(RuleBasedStateMachine):
    """`past` and `future` hold every document that undo and redo have to give back."""

    def __init__(self) -> None:
        super().__init__()
        self._patch = pytest.MonkeyPatch()
        ids = random.Random(1).randbytes  # the same ids in every run; names of files stay as they come
        self._patch.setattr("secrets.token_bytes", lambda size: ids(size) if size == 12 else os.urandom(size))
        self.folder = Path(tempfile.mkdtemp(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))
        self._patch.setenv("VSMSTUDIO_STATE", str(self.folder / "state"))
        self.session = Session(edits.new_document("Engagement"))
        self.session.record(places.journals())
        self.past: list[Document] = []
        self.future: list[Document] = []
        self.copy: Path | None = None

    def teardown(self) -> None:
        self.session.leave()
        assert not list(places.journals().glob("*")) or not places.journals().exists(), "a journal was left behind"
        self._patch.undo()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- doing ------------------------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        return self.session.document

    def _do(self, change: Change) -> None:
        before = self.document
        after = hold_the_laws(before, change)
        self.session.do(change)
        assert self.document == after
        if change:
            self.past.append(before)
            self.future.clear()

    def _try(self, deed, *given, **fields) -> None:  # type: ignore[no-untyped-def]
        """An edit that the rules may refuse."""
        try:
            change = deed(self.document, *given, **fields)
        except Refused:
            return
        self._do(change)

    def _any(self, data: st.DataObject, *kinds: type[Record]) -> Id | None:
        keys = sorted(key for key, record in self.document.records.items() if isinstance(record, kinds))
        return data.draw(st.sampled_from(keys)) if keys else None

    def _go_on_with(self, session: Session) -> None:
        """Work on another session; what it can undo and redo has to fit together."""
        self.session = session
        self.past, self.future = _ways(session)

    @initialize(document=st.none() | documents())
    def begin(self, document: Document | None) -> None:
        """With an empty document, or with one that was imported."""
        if document is not None:
            self.session.leave()
            self.session = Session(document, unsaved=True)
            self.session.record(places.journals())

    # --- mapping ----------------------------------------------------------------------------------------------------

    @rule(name=words, kind=st.sampled_from([Step, Queue, Endpoint]), at=spots, data=st.data())
    def add(self, name: str, kind: type[Step | Queue | Endpoint], at: tuple[int, int], data: st.DataObject) -> None:
        if (drawn := self._any(data, Map)) is not None:
            self._do(edits.add_node(self.document, kind(id=new_id(), map=drawn, name=name), *at))

    @rule(name=words, data=st.data())
    def add_next(self, name: str, data: st.DataObject) -> None:
        if (after := self._any(data, Step, Queue)) is not None:
            node = Step(id=new_id(), map=self.document.node(after).map, name=name)
            self._do(edits.add_next(self.document, after, node))

    @rule(name=words, at=spots, data=st.data())
    def add_and_name_in_one_step(self, name: str, at: tuple[int, int], data: st.DataObject) -> None:
        """A step drawn and then named is one thing to undo."""
        if (drawn := self._any(data, Map)) is None:
            return
        before, node = self.document, Step(id=new_id(), map=drawn, name="Step")
        self._do(edits.add_node(before, node, *at))
        self.session.do(edits.rename(self.document, node.id, name), join=True)

    @rule(at=spots, data=st.data())
    def draw_and_drop(self, at: tuple[int, int], data: st.DataObject) -> None:
        """A step that got no name goes again, as if it had never been."""
        if (drawn := self._any(data, Map)) is not None:
            before = self.document
            self.session.do(edits.add_node(before, Step(id=new_id(), map=drawn, name="Step"), *at))
            self.session.drop()
            assert self.document == before
            self.future.clear()

    @rule(kind=st.sampled_from(FlowKind), chance=st.sampled_from([None, 0.1, 0.6]), data=st.data())
    def connect(self, kind: FlowKind, chance: float | None, data: st.DataObject) -> None:
        source, target = (self._any(data, Step, Queue, Endpoint) for _ in range(2))
        if source is not None and target is not None:
            fields = {"probability": chance} if kind is FlowKind.REWORK else {}
            self._try(edits.connect, source, target, kind, **fields)

    @rule(at=spots, data=st.data())
    def insert(self, at: tuple[int, int], data: st.DataObject) -> None:
        if (flow := self._any(data, Flow)) is not None:
            node = Step(id=new_id(), map=self.document.the(Flow, flow).map, name="In")
            self._try(edits.insert, flow, node, *at)

    @rule(at=spots, data=st.data())
    def move(self, at: tuple[int, int], data: st.DataObject) -> None:
        if (node := self._any(data, Step, Queue, Endpoint)) is not None:
            self._do(edits.move(self.document, {node: at}))

    @rule(data=st.data())
    def lay_out(self, data: st.DataObject) -> None:
        if (drawn := self._any(data, Map)) is not None:
            places_of = {node.id: (216 * i, 0) for i, node in enumerate(self.document.nodes(drawn))}
            self._do(edits.place(self.document, places_of))

    @rule(stream=words, name=words, data=st.data())
    def add_map(self, stream: str, name: str, data: st.DataObject) -> None:
        self._do(edits.add_stream(self.document, stream))
        if (held := self._any(data, ValueStream)) is not None:
            self._do(edits.add_map(self.document, held, name))

    @rule(at=spots, data=st.data())
    def copy_and_paste(self, at: tuple[int, int], data: st.DataObject) -> None:
        nodes = [self._any(data, Step, Queue, Endpoint, Note) for _ in range(3)]
        drawn = self._any(data, Map)
        if drawn is not None and (keys := [key for key in nodes if key is not None]):
            taken = edits.copied(self.document, keys)
            before = set(self.document.records)
            self._try(edits.paste, drawn, taken, *at)
            assert not {each.id for each in taken} - before

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if (key := self._any(data, Record)) is not None:
            self._do(edits.delete(self.document, [key]))

    @rule(many=st.integers(1, 4), data=st.data())
    def delete_and_connect(self, many: int, data: st.DataObject) -> None:
        keys = [self._any(data, Step, Queue, Endpoint, Flow) for _ in range(many)]
        if chosen := [key for key in keys if key is not None]:
            self._try(edits.delete_and_heal, chosen)

    @rule(data=st.data())
    def delete_and_connect_afterwards(self, data: st.DataObject) -> None:
        if (key := self._any(data, Step, Queue)) is not None:
            before, deleted = self.document, edits.delete(self.document, [key])
            self._do(deleted)
            if edits.is_broken(before, deleted):
                self._do(edits.heal(before, deleted, self.document))

    @rule(data=st.data())
    def lead_elsewhere(self, data: st.DataObject) -> None:
        flow, node = self._any(data, Flow), self._any(data, Step, Queue, Endpoint)
        if flow is not None and node is not None:
            self._try(edits.reconnect, flow, target=node)
            self._try(edits.reconnect, flow, source=node)
            self._try(edits.reverse, flow)

    @rule(data=st.data())
    def move_into_a_connection(self, data: st.DataObject) -> None:
        flow, node = self._any(data, Flow), self._any(data, Step, Queue, Endpoint)
        if flow is not None and node is not None:
            self._try(edits.move_into, flow, node)

    @rule(data=st.data())
    def remove_with_what_hangs_on_it(self, data: st.DataObject) -> None:
        if (key := self._any(data, Service, Unit, Map, ValueStream)) is not None:
            self._do(edits.remove(self.document, "Remove", [key]))

    # --- facts ------------------------------------------------------------------------------------------------------

    @rule(name=words, time=st.none() | durations, ca=st.none() | shares, people=st.none() | amounts, data=st.data())
    def measure(self, name: str, time: object, ca: float | None, people: float | None, data: st.DataObject) -> None:
        if (step := self._any(data, Step)) is not None:
            self._do(edits.update(self.document, step, name=name, lead_time=time, ca=ca, people=people))

    @rule(name=words, data=st.data())
    def rename(self, name: str, data: st.DataObject) -> None:
        if (key := self._any(data, Step, Queue, Endpoint, Service, Unit, Map, ValueStream)) is not None:
            self._try(edits.rename, key, name)

    @rule(chance=st.none() | shares, share=st.none() | shares, data=st.data())
    def weigh(self, chance: float | None, share: float | None, data: st.DataObject) -> None:
        if (flow := self._any(data, Flow)) is not None:
            self._try(edits.update, flow, probability=chance, share=share)

    @rule(convention=st.sampled_from(Convention), data=st.data())
    def choose_convention(self, convention: Convention, data: st.DataObject) -> None:
        if (drawn := self._any(data, Map)) is not None:
            self._try(edits.update, drawn, convention=convention)

    @rule(client=words, hours=st.sampled_from([7.5, 8, 24]))
    def set_up(self, client: str, hours: float) -> None:
        held = self.document.engagement
        if held.id in self.document:
            self._try(edits.update, held.id, client=client, hours_per_day=hours)
        else:
            self._do(edits.put(self.document, "Set up", held))

    # --- who and what -----------------------------------------------------------------------------------------------

    @rule(name=words, deed=st.sampled_from([edits.add_unit, edits.add_person, edits.add_service]))
    def add_beside(self, name: str, deed: object) -> None:
        self._do(deed(self.document, name))  # type: ignore[operator]

    @rule(data=st.data())
    def put_unit_under(self, data: st.DataObject) -> None:
        child, parent = self._any(data, Unit), self._any(data, Unit)
        if child is not None:
            self._try(edits.update, child, parent=parent)

    @rule(data=st.data())
    def make_accountable(self, data: st.DataObject) -> None:
        person, target = (self._any(data, Record) for _ in range(2))
        if person is not None and target is not None:
            self._try(edits.set_owner, data.draw(st.sampled_from([person, None])), target)

    @rule(grade=st.sampled_from(Criticality), data=st.data())
    def underpin(self, grade: Criticality, data: st.DataObject) -> None:
        service, target = self._any(data, Service), self._any(data, Step, ValueStream)
        if service is not None and target is not None:
            self._try(edits.underpin, service, target, grade)

    @rule(data=st.data())
    def serve(self, data: st.DataObject) -> None:
        source, target = (self._any(data, Record) for _ in range(2))
        if source is not None and target is not None:
            self._try(edits.link, source, target, LinkKind.SERVES)

    @rule(kind=st.sampled_from(LinkKind), share=st.none() | shares, data=st.data())
    def join(self, kind: LinkKind, share: float | None, data: st.DataObject) -> None:
        source = self._any(data, Service, ValueStream, Contract, Application, Step)
        target = self._any(data, Service, ValueStream, Unit, Step)
        if source is not None and target is not None:
            self._try(edits.link, source, target, kind, share=share)

    @rule(name=words, amount=st.none() | amounts, data=st.data())
    def add_money(self, name: str, amount: float | None, data: st.DataObject) -> None:
        self._do(edits.add_application(self.document, name))
        self._do(edits.add_contract(self.document, name, annual_value=amount))
        if (service := self._any(data, Service)) is not None:
            self._do(edits.add_revenue(self.document, service, amount=amount))

    @rule(name=words, data=st.data())
    def begin_a_future_map(self, name: str, data: st.DataObject) -> None:
        if (drawn := self._any(data, Map)) is not None and len(self.document) < 200:
            self._do(edits.copy_map(self.document, drawn, name))

    @rule(on=st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 1, 1)), data=st.data())
    def measure_again(self, on: datetime.date, data: st.DataObject) -> None:
        if (drawn := self._any(data, Map)) is not None and len(self.document) < 200:
            self._try(edits.copy_later, drawn, "Measured again", on)

    @rule(on=st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 1, 1)), data=st.data())
    def retire(self, on: datetime.date, data: st.DataObject) -> None:
        service, contract = self._any(data, Service), self._any(data, Contract)
        self._try(edits.retire, [service] if service else [], [contract] if contract else [], on=on)

    @rule(to=st.integers(-1, 4), by=st.sampled_from([-1, 1]), data=st.data())
    def put_in_another_order(self, to: int, by: int, data: st.DataObject) -> None:
        """Streams among each other, and the maps of a stream."""
        if (held := self._any(data, ValueStream)) is not None:
            self._do(ordering.move_stream(self.document, held, to))
        if (drawn := self._any(data, Map)) is not None:
            self._do(ordering.move_map(self.document, drawn, to))
            self._try(ordering.move_beside, drawn, by)
            wanted = data.draw(st.permutations([each.id for each in self.document.maps]))
            self._do(ordering.arrange_maps(self.document, wanted, drawn))

    @rule(shown=st.booleans(), data=st.data())
    def swimlanes(self, shown: bool, data: st.DataObject) -> None:
        if (drawn := self._any(data, Map)) is not None:
            self._do(edits.update(self.document, drawn, lanes=shown))

    @rule(why=words, data=st.data())
    def accept_a_finding(self, why: str, data: st.DataObject) -> None:
        if (subject := self._any(data, Step, Service, ValueStream)) is not None:
            self._try(edits.accept, "owner.step-missing", subject, why=why, severity="high")

    # --- the engagement around the maps -----------------------------------------------------------------------------

    @rule(text=words, kind=st.sampled_from(MeasureKind), data=st.data())
    def agree_on_value(self, text: str, kind: MeasureKind, data: st.DataObject) -> None:
        if (stream := self._any(data, ValueStream)) is not None:
            self._do(edits.add_measure(self.document, stream, text, kind=kind))
            self._do(edits.update(self.document, stream, target_conditions=text))
            self._do(edits.add_workshop(self.document, [stream], name=text))
            if (who := self._any(data, Unit, Person)) is not None:
                self._try(edits.add_stakeholder, who, stream, value=text)
                held = self._any(data, Workshop)
                self._try(edits.set_joined, held, LinkKind.ATTENDED, [who], outward=False)

    @rule(audience=st.sampled_from(Audience), rating=st.none() | st.integers(1, 6), note=words, data=st.data())
    def rate(self, audience: Audience, rating: int | None, note: str, data: st.DataObject) -> None:
        if (step := self._any(data, Step)) is not None:
            self._try(edits.rate, step, audience, rating=rating, note=note)

    @rule(name=words, data=st.data())
    def improve(self, name: str, data: st.DataObject) -> None:
        subject = self._any(data, Step, Service, ValueStream)
        self._try(edits.add_improvement, name, [subject] if subject else [])
        if subject is not None:
            self._try(edits.improve_finding, "owner.step-missing", subject, name)
            self._try(edits.object_to, "owner.step-missing", subject, Obstacle.CONTROL, why=name)
        if (note := self._any(data, Note)) is not None:
            self._try(edits.improve_note, note)
        if (step := self._any(data, Step)) is not None:
            self._do(edits.update(self.document, step, barriers=name))
            self._try(edits.improve_barrier, step)

    @rule(why=words, data=st.data())
    def rank(self, why: str, data: st.DataObject) -> None:
        keys = [each.id for each in self.document.all(Improvement)][:6]
        self._do(edits.order_improvements(self.document, data.draw(st.permutations(keys))))
        self._try(edits.keep_order, why=why)

    # --- notes ------------------------------------------------------------------------------------------------------

    @rule(text=words, kind=st.sampled_from(NoteKind), at=spots, data=st.data())
    def note(self, text: str, kind: NoteKind, at: tuple[int, int], data: st.DataObject) -> None:
        if (drawn := self._any(data, Map)) is not None:
            about = data.draw(st.sampled_from([None, self._any(data, Step, Queue, Endpoint)]))
            self._try(edits.add_note, drawn, *at, kind=kind, text=text, about=about)
        self._try(edits.park_note, text, by=text)

    @rule(text=words, done=st.booleans(), data=st.data())
    def write(self, text: str, done: bool, data: st.DataObject) -> None:
        if (note := self._any(data, Note)) is not None:
            self._do(edits.write(self.document, note, text))
            self._do(edits.tick(self.document, note, done))

    @rule(at=spots, data=st.data())
    def park_and_put_back(self, at: tuple[int, int], data: st.DataObject) -> None:
        note, drawn = self._any(data, Note), self._any(data, Map)
        if note is not None and drawn is not None and data.draw(st.booleans()):
            self._do(edits.put_on_map(self.document, note, drawn, *at))
            self._do(edits.move(self.document, {note: (0, 0)}))
        elif note is not None:
            self._do(edits.park(self.document, note))

    @rule(data=st.data())
    def attach(self, data: st.DataObject) -> None:
        if (note := self._any(data, Note)) is not None:
            self._try(edits.attach, note, data.draw(st.sampled_from([None, self._any(data, Step, Queue, Endpoint)])))

    # --- back and forth ---------------------------------------------------------------------------------------------

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.future.append(self.document)
        self.session.undo()
        assert self.document == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.document)
        self.session.redo()
        assert self.document == self.future.pop()

    # --- files ------------------------------------------------------------------------------------------------------

    @rule(elsewhere=st.sampled_from(["", "plan", "other"]))
    def save(self, elsewhere: str) -> None:
        target = self.folder / f"{elsewhere}.vsm" if elsewhere else self.session.path or self.folder / "plan.vsm"
        self.session.save(target)
        assert load(target) == self.document
        assert not self.session.dirty
        assert self.session.on_disk() is OnDisk.SAME
        assert versions.kept(target)[0].load() == self.document
        assert 1 <= len(versions.kept(target)) <= versions.MOST

    @precondition(lambda self: self.session.path)
    @rule()
    def close_and_open(self) -> None:
        self.session.save()
        held = self.document
        self.session.leave()
        assert left(places.journals()) == ()
        session = Session.open(self.session.path)  # type: ignore[arg-type]
        assert session.document == held
        session.record(places.journals())
        self._go_on_with(session)

    @rule(torn=st.binary(max_size=40))
    def crash(self, torn: bytes) -> None:
        """The program dies: what was not saved is offered, all of it, and can be gone on with."""
        held, dirty, path = self.document, self.session.dirty, self.session.path
        self.session.leave(forget=False)
        tidy(places.journals())
        found = left(places.journals())
        if not found:
            assert path is not None or held == self.session._start, "what was never saved is lost"
            assert not dirty or path is None, "changes are lost"
            session = Session.open(path) if path else Session(held)
            assert session.document == held
        else:
            (recording,) = found
            if torn:
                with recording.journal.open("ab") as file:
                    file.write(torn)
                (recording,) = left(places.journals())
                assert not recording.whole
            assert recording.fits
            session = Session.recovered(recording)
            assert session.document == held
            assert session.path == path
            if path is not None:
                assert session.dirty == dirty
            else:  # an edit that does just the opposite of the one before comes back as its undo
                assert session.dirty or held == session._start
            session.record(places.journals())
            recording.forget()
        if not found:
            session.record(places.journals())
        self._go_on_with(session)

    @precondition(lambda self: self.session.path)
    @rule(which=st.integers(0, 2))
    def restore_a_version(self, which: int) -> None:
        """One of the latest three, which always stay."""
        kept = versions.kept(self.session.path)  # type: ignore[arg-type]
        if kept:
            version = kept[min(which, len(kept) - 1)]
            self._do(diff(self.document, version.load(), "Restore an earlier version"))

    @precondition(lambda self: self.session.path)
    @rule()
    def look_only(self) -> None:
        """A second window on the file may look, and changes nothing."""
        other = Session.open(self.session.path, read_only=True)  # type: ignore[arg-type]
        with pytest.raises(Refused):
            other.do(edits.add_unit(other.document, "Sales"))
        assert other.lock is None
        other.leave()

    @rule()
    def write_and_read(self) -> None:
        data = encode(self.document)
        opened = decode(data, "plan.vsm")
        assert opened == self.document
        assert encode(opened) == data
        assert repair(data) == (opened, ()), "a sound file was repaired"

    # --- groups -----------------------------------------------------------------------------------------------------

    @rule()
    def copy_for_a_group(self) -> None:
        self.copy = self.folder / "group.vsm"
        self.session.save_copy(self.copy)
        assert load(self.copy) == self.document

    @precondition(lambda self: self.copy)
    @rule(name=words, data=st.data())
    def a_group_works_on_its_copy(self, name: str, data: st.DataObject) -> None:
        group = Session.open(self.copy)  # type: ignore[arg-type]
        _change_anything(group, name, data)
        group.save()
        group.leave()

    @precondition(lambda self: self.copy)
    @rule(data=st.data())
    def merge_the_group(self, data: st.DataObject) -> None:
        content = load_content(self.copy)  # type: ignore[arg-type]
        self._merge(self.session.common_base(content), content.document, data)
        self.session.came_from(content)

    @precondition(lambda self: self.session.path)
    @rule(way=st.sampled_from(["merge", "reload", "keep"]), name=words, data=st.data())
    def another_writes_the_file(self, way: str, name: str, data: st.DataObject) -> None:
        """What another program saved is noticed, and taken in as the person chooses; saving goes on from there."""
        path = self.session.path
        assert path is not None
        other = Session.open(path, read_only=True)
        other.read_only = False
        _change_anything(other, name, data)
        save(other.document, path, ("0" * 32,))
        changed = self.session.on_disk() is OnDisk.CHANGED
        assert changed == (other.document != self.session.on_file)
        if not changed:
            return
        content, before = load_content(path), self.document
        change = Change("Keep mine", {})
        if way == "reload":
            change = diff(before, content.document, "Reload the file")
        elif way == "merge":
            merged = merge(self.session.on_file, before, content.document)
            change = merged.change(_choices(merged, data))
        hold_the_laws(before, change)
        self.session.take_in(content, change)
        if change:
            self.past.append(before)
            self.future.clear()
        assert self.session.on_disk() is OnDisk.SAME
        assert self.session.dirty == (self.document != content.document)
        self.session.save()
        assert content.version in [each.name for each in versions.kept(path)]

    def _merge(self, base: Document | None, theirs: Document, data: st.DataObject) -> None:
        merged = merge(base, self.document, theirs)
        self._do(merged.change(_choices(merged, data)))

    @invariant()
    def it_is_sound(self) -> None:
        assert rules.check(self.document) == ()
        assert (self.session.undo_label is None) == (not self.past)
        assert (self.session.redo_label is None) == (not self.future)
        assert not self.session.trouble


def _ways(session: Session) -> tuple[list[Document], list[Document]]:
    """Every document that undo and redo of a session lead to, the next one last."""
    past, future = [], []
    at = session.document
    for change in reversed(session._done):
        at = at.apply(change.inverse())
        past.append(at)
    at = session.document
    for change in reversed(session._undone):
        at = at.apply(change)
        future.append(at)
    return past[::-1], future[::-1]


def _change_anything(session: Session, name: str, data: st.DataObject) -> None:
    """One edit of many kinds, as another group may make it."""
    document = session.document
    keys = sorted(key for key, held in document.records.items() if isinstance(held, Step | Service | Unit | Map))
    deeds = [lambda: edits.add_service(document, name), lambda: edits.add_unit(document, name)]
    if keys:
        key = data.draw(st.sampled_from(keys))
        deeds += [lambda: edits.rename(document, key, name), lambda: edits.delete(document, [key])]
    if noted := sorted(each.id for each in document.all(Note)):
        note = data.draw(st.sampled_from(noted))
        deeds += [lambda: edits.park(document, note), lambda: edits.write(document, note, name)]
    steps = sorted(each.id for drawn in document.maps for each in document.steps(drawn.id))
    if steps:
        step, other = data.draw(st.sampled_from(steps)), data.draw(st.sampled_from(steps))
        deeds += [
            lambda: edits.connect(document, step, other),
            lambda: edits.connect(document, step, other, FlowKind.REWORK, probability=0.6),
            lambda: edits.update(document, step, ca=0.5, owner=None),
        ]
    try:
        session.do(data.draw(st.sampled_from(deeds))())
    except Refused:
        return


def _choices(merged, data: st.DataObject) -> dict[tuple[Id, str], Choice]:  # type: ignore[no-untyped-def]
    return {each.key: data.draw(st.sampled_from(Choice)) for each in merged.clashes}
