"""Labels of our own drawings that were edited in draw.io: the new text goes before what was noted with the shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from vsmstudio.interchange.drawio import words
from vsmstudio.interchange.drawio.arrows import Link as Arrow
from vsmstudio.interchange.drawio.figures import duration_of, read_queue, share_of
from vsmstudio.interchange.drawio.own_labels import DASH, GAP
from vsmstudio.interchange.drawio.records import said_at
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Application,
    Contract,
    Endpoint,
    Flow,
    Note,
    Person,
    Queue,
    Record,
    Service,
    Step,
    Unit,
    ValueStream,
)

_LABELS = ("pt", "lt", "wait", "%c&a")
_NAMED = (Endpoint, ValueStream, Unit, Application, Contract)


@dataclass(slots=True)
class Names:
    """Units and people by their names, those made for new names included; `unread` are texts that say no figure."""

    units: dict[str, Id] = field(default_factory=dict)
    people: dict[str, Id] = field(default_factory=dict)
    made: list[Record] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def know(self, record: Record) -> None:
        if isinstance(record, Unit):
            self.units.setdefault(words.plain(record.name), record.id)
        elif isinstance(record, Person):
            for name in (record.label, record.role, record.name):
                if name.strip():
                    self.people.setdefault(words.plain(name), record.id)

    def unit(self, name: str) -> Id | None:
        return self._found(self.units, name, lambda key: Unit(id=key, name=name))

    def person(self, name: str) -> Id | None:
        return self._found(self.people, name, lambda key: Person(id=key, role=name))

    def _found(self, held: dict[str, Id], name: str, make: Any) -> Id | None:
        if not name or name in {DASH, "-"}:
            return None
        if words.plain(name) not in held:
            record = make(new_id())
            self.made.append(record)
            held[words.plain(name)] = record.id
        return held[words.plain(name)]


def edited(record: Record, lines: Sequence[str], attrs: Mapping[str, str], names: Names) -> Record:
    """The record as its new label says."""
    was = attrs.get("shown", "").split("\n")
    if isinstance(record, Step):
        return _step_head(record, lines, was, attrs.get("number", ""), names)
    if isinstance(record, Queue):
        return _queue(record, lines, was, names)
    if isinstance(record, Note):
        return msgspec.structs.replace(record, text="\n".join(lines))
    if isinstance(record, Service):
        return _service(record, lines, was, names)
    if isinstance(record, Flow):
        return _flow(record, lines)
    if isinstance(record, Person):
        return msgspec.structs.replace(record, **{"role" if record.role.strip() else "name": " ".join(lines)})
    if isinstance(record, _NAMED):
        return msgspec.structs.replace(record, name=" ".join(lines))
    return record


def with_part(step: Step, part: str, lines: Sequence[str], was: str, names: Names) -> Step:
    """The step as the new text of one of its parts says."""
    text = " ".join(lines)
    label, value = _label(lines)
    if part == "owner":
        if text.startswith(GAP.strip()):
            text = text.removeprefix(GAP.strip()).strip().removeprefix("Vacant:").strip()
        return msgspec.structs.replace(step, owner=names.person(text))
    if part == "people":
        amount = words_number(text)
        return msgspec.structs.replace(step, people=amount)
    if part == "ca":
        return _with(step, "ca", value, share_of(value), names)
    name = "process_time"
    if part == "second":
        name = "wait" if (label or was.split("\n")[0].casefold()) == "wait" else "lead_time"
    return _with(step, name, value, _time(value, getattr(step, name)), names)


def words_number(text: str) -> float | None:
    """The number in a text such as `3 people`."""
    digits = "".join(each for each in text.split(" ")[0] if each.isdigit() or each in ".,").replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def _with(step: Step, name: str, text: str, value: Any, names: Names) -> Step:
    blank = not text or text in {DASH, "-"}
    if value is None and not blank:
        names.unread.append(f"“{text[:40]}” at “{step.name[:60]}”")
        return step
    return msgspec.structs.replace(step, **{name: None if blank else value})


def _label(lines: Sequence[str]) -> tuple[str, str]:
    """(the label in front of a figure, the figure)."""
    text = " ".join(lines)
    first, _, rest = text.partition(" ")
    plain = first.casefold().strip(" :=")
    return (plain, rest.strip(" :=")) if plain in _LABELS else ("", text.strip(" :="))


def _time(text: str, before: Duration | None) -> Duration | None:
    read = duration_of(text)
    if read is None:
        return None
    return Duration(read[0].text, bool(before and before.measured))


def _step_head(step: Step, lines: Sequence[str], was: Sequence[str], number: str, names: Names) -> Step:
    said = list(lines)
    performer = step.performer
    if len(said) > 1:
        if said[-1] != was[-1]:
            performer = names.unit(said[-1])
        said.pop()
    name = step.name if said == list(was[:-1]) else " ".join(said).removeprefix(f"{number} " if number else "").strip()
    return msgspec.structs.replace(step, name=name, performer=performer)


def _queue(queue: Queue, lines: Sequence[str], was: Sequence[str], names: Names) -> Queue:
    name, figures = read_queue(lines[1:]) if lines else ([], None)
    first = lines[0] if lines else ""
    queue = msgspec.structs.replace(queue, name=queue.name if first == was[0] else first)
    if list(lines[1:]) == list(was[1:]) or figures is None:
        return queue
    if any(each not in {DASH, "-"} for each in name):
        names.unread.append(f"“{' '.join(name)[:40]}” at “{queue.name[:60]}”")
        return queue
    wait = figures.values.get("wait")
    if wait is not None and queue.wait is not None and wait.text == queue.wait.text:
        wait = queue.wait
    return msgspec.structs.replace(queue, wait=wait, quantity=figures.values.get("quantity"))


def _service(service: Service, lines: Sequence[str], was: Sequence[str], names: Names) -> Service:
    if not lines:
        return service
    owner = service.owner
    if len(lines) > 1 and lines[-1] != was[-1] and not lines[-1].startswith(GAP.strip()):
        owner = names.person(lines[-1])
    name = service.name if lines[0] == was[0] else lines[0]
    return msgspec.structs.replace(service, name=name, owner=owner)


def _flow(flow: Flow, lines: Sequence[str]) -> Flow:
    split = [part for line in lines for part in line.removeprefix("rework").split(", ")]
    wanted = Arrow(flow.source, flow.target, flow.id, flow.kind, lines=[part for part in split if part != "FIFO"])
    fields = said_at(wanted, True)
    blank: dict[str, Any] = {"share": None, "probability": None, "delay": None}
    fields.setdefault("handoff_what", flow.handoff_what)
    return msgspec.structs.replace(flow, **{**blank, **fields})


__all__ = ["Names", "edited", "with_part"]
