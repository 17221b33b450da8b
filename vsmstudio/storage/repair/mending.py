"""One record put right field by field: what cannot be read is blank; what has to be there and is not takes the record."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec

from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import RECORD_TYPES, Flow, Link, LinkKind, Placement, Record, Unknown
from vsmstudio.model.references import reference_fields
from vsmstudio.model.words import field_words, one_line
from vsmstudio.storage import raw
from vsmstudio.storage.codec import record_of
from vsmstudio.storage.encode import TOP_LEVEL, line
from vsmstudio.storage.repair import lenient
from vsmstudio.storage.repair.notes import Notes, called

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
KINDS: Mapping[str, type[Record]] = {str(kind.__struct_config__.tag): kind for kind in RECORD_TYPES}

# what has to be there, but follows from what a record joins: it is put right when the others are known
_FROM_ENDS: Mapping[tuple[type[Record], str], Any] = {(Flow, "map"): "", (Link, "kind"): LinkKind.UNDERPINS}


def made_id(text: bytes, taken: int = 0) -> Id:
    """An id for a record that has none of its own: the same text gives the same id."""
    digest = hashlib.sha256(text + b"\0%d" % taken).digest()
    return "".join(_ALPHABET[byte & 31] for byte in digest[:12])


def as_it_stands(text: bytes) -> Record | None:
    """The record, where it is sound; else None."""
    try:
        record = record_of(text)
        if not isinstance(record, Unknown) and line(record) != text:
            raw.strict(text)
    except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors too
        return None
    return record if record.id and record.id != TOP_LEVEL else None


def misspelt(kind: str, fields: Iterable[str]) -> str:
    """The kind whose name differs from this one in one letter, as by a bit that fell over, and has all of the fields."""
    for name, known in KINDS.items():
        if len(name) == len(kind) and sum(a != b for a, b in zip(name, kind, strict=True)) == 1:
            plan = _plan(known)
            if set(plan.required) <= set(fields) <= plan.readers.keys() | {"type"}:
                return name
    return ""


class _Plan(NamedTuple):
    """How the fields of one kind of record are read, and which are what."""

    readers: Mapping[str, msgspec.json.Decoder[Any]]
    defaults: Mapping[str, Any]
    required: tuple[str, ...]
    texts: frozenset[str]
    numbers: frozenset[str]
    durations: frozenset[str]
    references: frozenset[str]


@cache
def _plan(kind: type[Record]) -> _Plan:
    fields = [each for each in msgspec.structs.fields(kind) if each.name != "extra"]
    refers = frozenset(each.field for each in reference_fields(kind))
    return _Plan(
        readers={each.name: msgspec.json.Decoder(each.type) for each in fields},
        defaults={each.name: each.default for each in fields if not each.required},
        required=tuple(each.name for each in fields if each.required and each.name != "id"),
        texts=refers | {each.name for each in fields if each.type is str},
        numbers=frozenset(each.name for each in fields if "float" in str(each.type)),
        durations=frozenset(each.name for each in fields if "Duration" in str(each.type)),
        references=refers,
    )


class Mending:
    """One damaged record on its way to a sound one; what is done goes to `notes`. `line` tells where it stands."""

    def __init__(self, text: bytes, where: Callable[[], int], notes: Notes) -> None:
        self._text, self._where, self._notes = text, where, notes
        self._held: dict[str, bytes] = {}
        self._lost: dict[str, str] = {}  # what each lost field said
        self._twice: list[str] = []
        for key, value in _fields(text):
            if value is None:
                self._lost.setdefault(key, "")
                continue
            if self._held.get(key, value) != value:
                self._twice.append(key)
            self._held[key] = value
            self._lost.pop(key, None)
        spelt = self._spell(("type", "id"))
        self._kind = _as_text(self._held.get("type"))
        self._id = _as_text(self._held.get("id"))
        if self._kind in KINDS:
            spelt += self._spell(("type", *_plan(KINDS[self._kind]).readers))
        for wrong, key in spelt:
            self._note("spelt", f"a field was called {one_line(wrong, 20)} and was read as {key}")

    def _spell(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Give fields their names back in which one bit fell over: (what they were called, their name)."""
        found = []
        names = tuple(names)
        strange = [key for key in self._held if key not in names]
        for name in names if strange else ():
            near = [key for key in strange if name not in self._held and _one_bit_apart(key, name)]
            if len(near) == 1:
                self._held[name] = self._held.pop(near[0])
                found.append((near[0], name))
        return found

    def record(self) -> Record | None:
        """The record as far as it can be read; None where it has to be left out."""
        if not self._kind:
            return self._out("it does not say what it is")
        if self._kind not in KINDS and (meant := misspelt(self._kind, self._held)):
            self._note("kind", f"it says that it is a “{one_line(self._kind, 20)}” and was read as {meant}")
            self._kind = meant
        for key in self._twice:
            self._note(f"twice {key}", f"{self._field(key)} stood twice; the last one was kept")
        if not self._id or self._id == TOP_LEVEL:
            self._id = made_id(self._text)
            self._note("id", "it had no id and got one")
        self._held["id"] = msgspec.json.encode(self._id)
        self._held["type"] = msgspec.json.encode(self._kind)
        found = self._known(KINDS[self._kind]) if self._kind in KINDS else self._unknown()
        for key, said in self._lost.items() if found else ():
            self._note_lost(key, said)
        if found and not self._text.rstrip(b", \t\r\n").endswith(b"}"):
            self._note("cut", "it breaks off; what came after is blank")
        return found

    def _unknown(self) -> Record | None:
        record = as_it_stands(raw.build(self._held))
        return record or self._out("it cannot be read")

    def _known(self, kind: type[Record]) -> Record | None:
        plan = _plan(kind)
        values: dict[str, Any] = {}
        rest: dict[str, bytes] = {}
        for key, text in self._held.items():
            if key in plan.readers:
                value = self._value(plan, key, text, rest)
                if value is not _LOST:
                    values[key] = value
            elif key != "type":
                rest[key] = text
        for key in plan.required:
            if key not in values:
                self._lost.setdefault(key, "")
                if (kind, key) in _FROM_ENDS:
                    values[key] = _FROM_ENDS[kind, key]
                elif key in plan.texts - plan.references:
                    values[key] = ""
                else:
                    return self._out(f"its {field_words(self._kind, key)} cannot be read")
        if kind is Placement and self._lost.keys() & {"x", "y"}:
            return self._out("its place cannot be read")
        record = self._within_limits(kind, plan, values)
        if record is None:
            return None
        if rest:
            record = msgspec.structs.replace(record, extra=raw.one_line(raw.build(rest)))
        return as_it_stands(line(record)) or self._out("it cannot be read")

    def _value(self, plan: _Plan, key: str, text: bytes, rest: dict[str, bytes]) -> Any:
        """A field's value; `_LOST` where it cannot be read. Lossless changes of type are made and noted."""
        reader = plan.readers[key]
        if key in plan.durations and text.startswith(b"{"):
            text = self._duration(key, text, rest)
        try:
            return reader.decode(text)
        except ValueError:
            other = _other_type(plan, key, text)
        try:
            value = reader.decode(other) if other else _LOST
        except ValueError:
            value = _LOST
        if value is _LOST:
            self._lost[key] = text.decode()
        elif key != "id":
            self._note(f"type {key}", f"{self._field(key)} was of another type and was read as {_shown(text)}")
        return value

    def _duration(self, key: str, text: bytes, rest: dict[str, bytes]) -> bytes:
        """The text of a duration without what it should not hold; that goes to `rest`."""
        held = {name: value for name, value in lenient.fields(text) if value is not None}
        if strange := {name: value for name, value in held.items() if name not in ("text", "measured")}:
            rest[key] = raw.build(strange)
        if held.get("measured", b"true") not in (b"true", b"false"):
            self._note(
                f"measured {key}", f"{self._field(key)} does not say whether it was measured; it is estimated now"
            )
            del held["measured"]
        if "text" not in held and "measured" not in held:
            return text
        return raw.build({name: held[name] for name in ("text", "measured") if name in held})

    def _within_limits(self, kind: type[Record], plan: _Plan, values: dict[str, Any]) -> Record | None:
        while True:
            try:
                return kind(**values)
            except ValueError as error:
                wrong = _at_fault(str(error), values)
                if not wrong or kind is Placement:
                    return self._out(str(error))
                for key in wrong:
                    self._lost[key] = str(values.pop(key))

    # --- saying -----------------------------------------------------------------------------------------------------

    def _field(self, key: str) -> str:
        return f"its {one_line(field_words(self._kind, key), 40)}" if key else "something"

    def _note_lost(self, key: str, said: str) -> None:
        if not self._notes.wants(f"lost {key} {self._kind}"):
            return self._notes.say(f"lost {key} {self._kind}")
        plan = _plan(KINDS[self._kind]) if self._kind in KINDS else None
        usual = plan.defaults.get(key) if plan else None
        then = f"it is {usual} now" if usual not in (None, "") else "it is blank now"
        if plan and (KINDS[self._kind], key) in _FROM_ENDS:
            then = "it was taken from its ends"
        elif not plan or key not in plan.readers:
            then = "it was left out"
        was = f"{self._field(key)} cannot be {_shown(said.encode())}" if said else f"{self._field(key)} cannot be read"
        return self._note(f"lost {key}", f"{was}; {then}")

    def _out(self, why: str) -> Record | None:
        self._note("out", f"it was left out, because {why.rstrip('.')}")
        return None

    def _note(self, what: str, sentence: str) -> None:
        kind = f"{what} {self._kind}"
        if not self._notes.wants(kind):
            return self._notes.say(kind)
        name = _as_text(self._held.get("name")) or _as_text(self._held.get("role"))
        subject = called(self._kind, name, self._id) if self._kind else "an entry"
        return self._notes.say(kind, f"Line {self._where():,}, {subject}: {sentence}.")


_LOST: Any = object()


def _fields(text: bytes) -> Iterable[tuple[str, bytes | None]]:
    """The fields of a record; those of sound text the quick way."""
    try:
        raw.strict(text)
        return raw.members(text).items()
    except (ValueError, RecursionError):
        return lenient.fields(text)


def _one_bit_apart(one: str, other: str) -> bool:
    if len(one) != len(other) or not 2 <= len(one) < 40:
        return False
    apart = [ord(a) ^ ord(b) for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) == 1 and apart[0].bit_count() == 1


def _as_text(text: bytes | None) -> str:
    """The text that a value is; a number counts as one."""
    if text is None or text[:1] in (b"{", b"[", b"t", b"f", b"n"):
        return ""
    return str(msgspec.json.decode(text, type=str)) if text[:1] == b'"' else text.decode()[:40]


def _other_type(plan: _Plan, key: str, text: bytes) -> bytes | None:
    """The value as the type that its field needs, where that says the same."""
    said = _as_text(text)
    if not said:
        return None
    if key in plan.texts:
        return msgspec.json.encode(said)
    if key in plan.durations:
        return msgspec.json.encode(Duration(said)) if _is_duration(said) else None
    if key in plan.numbers and len(said) < 40:
        try:
            value = float(said.strip().replace(",", "."))
        except ValueError:
            return None
        return msgspec.json.encode(value) if math.isfinite(value) else None
    return None


def _is_duration(text: str) -> bool:
    try:
        Duration(text)
    except ValueError:
        return False
    return True


def _at_fault(error: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that a record's own check names."""
    if (first := error.split(" ", 1)[0]) in values:
        return (first,)
    most = {"hours_per_day": 24, "days_per_week": 7, "weeks_per_year": 53}
    return tuple(key for key, limit in most.items() if values.get(key, 0) > limit)


def _shown(text: bytes) -> str:
    return one_line(text.decode("utf-8", "replace"), 40)
