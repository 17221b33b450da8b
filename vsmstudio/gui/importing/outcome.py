"""What an import would make: the document afterwards, and its difference from now, as rows and in words. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from vsmstudio.export.tables.words import plural
from vsmstudio.gui.dialogs.counts import counted, listed
from vsmstudio.interchange.imported import Imported
from vsmstudio.model import edits
from vsmstudio.model.difference import Difference, Kind, differences, field_words
from vsmstudio.model.document import Change, Document, diff
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Person, Placement
from vsmstudio.model.words import capitalised, one_line, type_words

_UNSAID = {"placement", "engagement", "unknown", "kept"}  # kinds that people neither see nor count
_UNLISTED = {"placement", "unknown", "kept", "flow"}
_MOST_ROWS = 2000
_LONGEST = 300  # characters of a value in a row


@dataclass(frozen=True)
class Target:
    """Where an import goes: a new document, or the one in the window; then perhaps into this map of it.

    `rejoin`: where the file connects the same steps otherwise, the file is followed.
    """

    into: bool = False
    map: Id | None = None
    rejoin: bool = False


@dataclass(frozen=True)
class Row:
    """One thing that an import makes or changes: a record (`new`), or a field of one with its value now and then.

    `kind` is what kind of thing it is, `name` what it is called; where a new one stands is in `then`.
    """

    kind: str
    name: str = ""
    field: str = ""
    now: str = ""
    then: str = ""
    new: bool = False


@dataclass(frozen=True)
class Outcome:
    """What the deed `label` would make: `after`, and how it comes about. `change` is None for a new document.

    `made`, `changed` and `stays` are sentences with counts; `unsure` is what had to be decided or stays, and may be looked at;
    `rejoins` says where the file connects the same steps otherwise.
    """

    label: str
    after: Document
    change: Change | None
    made: str
    changed: str = ""
    stays: str = ""
    unsure: tuple[str, ...] = ()
    rejoins: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def nothing(self) -> bool:
        """Would everything stay as it is?"""
        return self.change is not None and not self.change


def outcome(document: Document, parts: Sequence[Imported], target: Target, label: str) -> Outcome:
    """What comes of importing these parts, one after the other, as one change named `label`."""
    from vsmstudio.interchange.into import Plan, into

    plans: list[Plan] = []
    after, rest = (document, parts) if target.into else (parts[0].document, parts[1:])
    for part in rest:
        plans.append(into(after, part, target.map, rejoin=target.rejoin))
        after = after.apply(plans[-1].change)
    unsure = tuple(dict.fromkeys(words for plan in plans for words in (*plan.unsure, *plan.missing)))
    rejoins = tuple(words for plan in plans for words in plan.rejoins)
    if not target.into:
        return Outcome(label, after, None, what_is_in(after), "", "", unsure, (), tuple(rows(Document(), after)))
    change = diff(document, after, label)
    made, changed = in_sentences(change)
    stays = what_stays(sum(plan.unchanged for plan in plans))
    return Outcome(label, after, change, made, changed, stays, unsure, rejoins, tuple(rows(document, after)))


def what_is_in(document: Document) -> str:
    """What a document holds, as a sentence with counts."""
    found = Counter(each.type for each in document.records.values() if each.type not in _UNSAID)
    return f"{capitalised(listed(counted(found)))}." if found else ""


def in_sentences(change: Change) -> tuple[str, str]:
    """What a change brings: what is new, and what becomes of what is there."""
    came: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    fields = moved = 0
    for before, after in change.records.values():
        if after is None or after.type in _UNSAID:
            moved += isinstance(after, Placement) and before is not None
            continue
        if before is None:
            came[after.type] += 1
        else:
            touched[after.type] += 1
            fields += sum(a != b for a, b in zip(_values(before), _values(after), strict=False))
    new = f"New: {listed(counted(came))}." if came else "Nothing new."
    parts = []
    if touched:
        parts.append(f"Changed: {plural(fields, 'field')} of {listed(counted(touched))}.")
    if moved:
        parts.append(f"{plural(moved, 'thing')} moved on the paper.")
    return new, " ".join(parts)


def what_stays(unchanged: int) -> str:
    """How much of the file is here as it says."""
    if not unchanged:
        return ""
    return f"{plural(unchanged, 'record')} {'stays as it is' if unchanged == 1 else 'stay as they are'}."


def _values(record: object) -> list[object]:
    return [getattr(record, field) for field in getattr(record, "__struct_fields__", ())]


def rows(before: Document, after: Document) -> list[Row]:
    """What differs, changes first, then what is new; places on the paper go unsaid."""
    found = [each for each in differences(before, after) if each.type not in _UNLISTED]
    changed = [each for each in found if each.kind is Kind.CHANGED]
    came = [each for each in found if each.kind is Kind.ADDED and each.type != "engagement"]
    more = len(changed) + len(came) - _MOST_ROWS
    made = [_changed(each) for each in changed[:_MOST_ROWS]]
    made += [_new(each) for each in came[: max(0, _MOST_ROWS - len(made))]]
    return [*made, Row(f"… and {more:,} more")] if more > 0 else made


def _changed(each: Difference) -> Row:
    kind = capitalised(type_words(each.type)) if each.type != "engagement" else "Engagement"
    field = capitalised(field_words(each.type, each.field))
    name = "" if each.type == "engagement" else one_line(each.name, 80)
    return Row(kind, name, field, one_line(each.shown_before, _LONGEST), one_line(each.shown_after, _LONGEST))


def _new(each: Difference) -> Row:
    name = one_line(each.after.name if isinstance(each.after, Map) else each.name, 80)
    if isinstance(each.after, Person) and each.after.name != name:  # elsewhere people are called by their role alone
        name = one_line(", ".join(filter(None, (each.after.name, name))), 80)
    places = (each.stream, each.map) if each.type != "map" else (each.stream,)
    where = " · ".join(dict.fromkeys(part for part in places if part and part != each.name))
    return Row(f"New {type_words(each.type)}", name, "", "", where, new=True)


def named(names: Sequence[str]) -> str:
    """The label of the deed: `Import services.csv`, `Import 3 files`."""
    return f"Import {one_line(PurePath(names[0]).name, 60)}" if len(names) == 1 else f"Import {len(names)} files"


def finished(document: Document) -> Document:
    """A new document as it is opened: every map laid out that did not bring its places, and at least one map to draw on."""
    from vsmstudio.interchange.sources import arranged

    if not document.maps:
        document = document.apply(edits.add_stream(document, "Value stream"))
    return arranged(document)
