"""A document in which people are shown by role, or by name: what every label, finding and table then says follows by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from vsmstudio.export.texts import texts
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Acceptance, Engagement, Note, Objection, Record, Unit

_COVER = frozenset({"client", "title", "consultant", "currency"})
_PART = 4  # letters of a part of a name that is looked for by itself
_LOOSE = re.compile(r"\s*[(\[]\s*[)\]]|\s*[,·/–-]\s*$|^\s*[,·/–-]\s*")  # what is left around a name that was taken out


def roles_of(document: Document) -> Mapping[Id, str]:
    """What each person is called where names are not to be told, by id.

    It is the role, from which a name that was written into it is taken; without one, whose person it is: `Person of Claims`,
    counted where there are several.
    """
    roles = {each.id: _without(each.role, each.name.strip()) for each in document.people}
    nameless: dict[str, list[Id]] = defaultdict(list)
    for person in sorted(document.people, key=lambda each: each.id):
        if person.name.strip() and not roles[person.id].strip():
            unit = document.of(Unit, person.unit)
            nameless[unit.name.strip() if unit else ""].append(person.id)
    for unit_name, keys in nameless.items():
        for at, key in enumerate(keys, start=1):
            number = f" {at}" if len(keys) > 1 else ""
            roles[key] = f"Person{number} of {unit_name}" if unit_name else f"Person{number}"
    return roles


def without_names(document: Document) -> Document:
    """People by their roles alone."""
    roles = roles_of(document)
    return _with(
        document, {each.id: {"name": "", "role": roles[each.id]} for each in document.people if each.name.strip()}
    )


def without_roles(document: Document) -> Document:
    """People by their names, where they have one."""
    return _with(document, {each.id: {"role": ""} for each in document.people if each.name.strip() and each.role})


def signed_by_role(document: Document, named: Document) -> Document:
    """Who accepted, objected or noted something stands there by role, where it is one of the people who are `named`."""
    roles = {_folded(name): role for name, role in _said(named).items()}
    signed: tuple[Acceptance | Objection | Note, ...]
    signed = (*document.all(Acceptance), *document.all(Objection), *document.all(Note))
    return _with(document, {each.id: {"by": roles[name]} for each in signed if (name := _folded(each.by)) in roles})


def told_by_role(document: Document, named: Document) -> Document:
    """Wherever somebody wrote the name of one of the people who are `named`, the role stands."""
    said = {_folded(name): (name, role) for name, role in _said(named).items()}
    whole = _folded("\n".join(text for record in document.records.values() for _, text in _texts(record)))
    pattern = _words(name for folded, (name, _) in said.items() if folded in whole)
    if pattern is None:
        return document

    def role(found: re.Match[str]) -> str:
        words = _folded(found[0])
        return (said.get(words) or said.get(words[:-1], ("", "somebody")))[1]

    changed: dict[Id, dict[str, str]] = {}
    for record in document.records.values():
        texts = ((field, text, pattern.sub(role, text)) for field, text in _texts(record))
        if fields := {field: told for field, text, told in texts if told != text}:
            changed[record.id] = fields
    return _with(document, changed)


def left_over(document: Document, named: Document) -> Iterator[tuple[Record, str, str]]:
    """Where a part of a name, such as a surname alone, may stand in a text: the record, the field, and the part.

    `document` is told by role; such a part is not replaced, as it may well be another word.
    """
    roles = {word for role in roles_of(named).values() for word in role.split()}
    names = (name.split() for name in _said(named))
    parts = {part for name in names if len(name) > 1 for part in name if len(part) >= _PART and part not in roles}
    pattern = _words(part for part in parts if part[0] != part[0].lower())
    if pattern is None:
        return
    for record in document.records.values():
        for field, text in _texts(record):
            if found := pattern.search(text):
                yield record, field, found[0]


def _said(named: Document) -> dict[str, str]:
    """Names as they are written, and the role of each."""
    roles = roles_of(named)
    return {name: roles[each.id] for each in named.people if (name := each.name.strip())}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _with(document: Document, fields: Mapping[Id, Mapping[str, str]]) -> Document:
    held = document.records
    changed = {key: (held[key], msgspec.structs.replace(held[key], **said)) for key, said in fields.items()}
    return document.apply(Change("Show people", changed)) if changed else document


def _without(role: str, name: str) -> str:
    if (found := _words([name])) is None or not found.search(role):
        return role
    return _LOOSE.sub("", " ".join(found.sub("", role).split())).strip()


def _words(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds names: several words however they are written, one word alone by its letters, and never inside another.

    One word in small letters is no name that could be told from other words.
    """
    told = [name for name in names if len(name) > 1 and (" " in name or name != name.lower() or name == name.upper())]
    longest_first = sorted(told, key=lambda name: (-len(name), name))
    found = [_edge(name[0], "(?<!{})") + _spelled(name) for name in longest_first]
    return re.compile("|".join(found)) if found else None


def _spelled(name: str) -> str:
    words = name.split()
    if len(words) > 1:
        return "(?i:" + r"\s+".join(map(re.escape, words)) + r")(?:s(?![^\W\d_]))?"  # also “Ingrid Solbergs”
    return re.escape(name) + _edge(name[-1], "(?!{})")


def _edge(letter: str, form: str) -> str:
    """No letter may stand beside this one; scripts without capitals may write words without a space between them."""
    return form.format(r"[^\W\d_]") if letter.upper() != letter.lower() else ""


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """What may tell of somebody; who made the deliverables, and for whom, stands on the cover."""
    return ((field, text) for field, text in texts(record) if not (isinstance(record, Engagement) and field in _COVER))
