"""What records are called in cells that refer to them: by name where that is unique, else by name and id, `Audit [k3v]`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Application,
    Contract,
    Endpoint,
    EndpointRole,
    Improvement,
    Map,
    Measure,
    Node,
    Person,
    Ranking,
    Record,
    Service,
    Unit,
    ValueStream,
    Workshop,
)

NO_NAME = frozenset({"", "-", "–", "—", "none", "n/a", "na", "nil", "--"})  # what stands for no record
PATH = " > "  # between stream, map and step
_NAMED: tuple[type[Record], ...] = (
    Unit, ValueStream, Service, Application, Contract, Workshop, Measure, Improvement, Ranking
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_WITH_ID = re.compile(r"(.*?)\s*\[([^\[\]]+)\]", re.DOTALL)
_VACANT = re.compile(r",? *[(\[]?\bvacant\b[)\]]?$", re.IGNORECASE)


def plain(text: str) -> str:
    """A name on one line, without what a cell cannot hold."""
    return " ".join(_CONTROL.sub("\ufffd", text).split())


def fold(text: str) -> str:
    """A name for comparing: case and spaces do not count."""
    return plain(text).casefold()


def with_id(text: str) -> tuple[str, Id]:
    """The name and the id that a cell states; the id is blank where it states none.

    >>> with_id("Audit [k3v]"), with_id("Audit")
    (('Audit', 'k3v'), ('Audit', ''))
    """
    found = _WITH_ID.fullmatch(text.strip())
    return (found[1], found[2].strip()) if found else (text.strip(), "")


def person_words(person: Person) -> str:
    """A person by role and name, `vacant` where the post is so marked."""
    words = f"{person.role} ({person.name})" if person.role and person.name else person.role or person.name
    return f"{words}, vacant" if person.vacant else words


def person_of(words: str) -> tuple[str, str, bool]:
    """(role, name, vacant) that such words say.

    >>> person_of("Head of sales (A. Jansen), vacant"), person_of("Clerk")
    (('Head of sales', 'A. Jansen', True), ('Clerk', '', False))
    """
    rest = _VACANT.sub("", words).strip()
    vacant = rest != words.strip()
    found = re.fullmatch(r"(.+?) \(([^()]+)\)", rest)
    return (found[1], found[2], vacant) if found else (rest, "", vacant)


def unique(names: Mapping[Id, str], among: Iterable[str] = ()) -> dict[Id, str]:
    """A label for each: its name, or name and id where others bear the same, or where it could be misread.

    `among` are labels of other records that may stand in the same cells.
    """
    taken = Counter(fold(name) for name in names.values())
    taken.update(map(fold, among))
    found = {}
    for key, name in names.items():
        word = plain(name)
        alone = taken[fold(name)] == 1 and word.casefold() not in NO_NAME and not word.endswith("]")
        found[key] = word if alone else f"{word} [{key}]".strip()
    return found


class Labels:
    """The labels of one document.

    Where it shows people otherwise than the sheet of people does, `named` is the document of that sheet: they are called so
    that they are found there.
    """

    def __init__(self, document: Document, named: Document | None = None) -> None:
        self._document = document
        self._people = _people_words(document, named or document)
        self._names = [each.name for each in named.people] if named and named is not document else []
        self._found: dict[Id, str] = {}
        self._paths: dict[Id, str] | None = None
        self._nodes: dict[tuple[Id, EndpointRole], dict[Id, str]] = {}
        for kind in _NAMED:
            self._found |= unique(_named(document, kind))
        self._found |= unique(self._people, self._names)
        for stream in document.streams:
            self._found |= unique({each.id: each.name for each in document.maps if each.stream == stream.id})

    def one(self, key: Id | None) -> str | None:
        """What a record is called in a cell of its own: among its kind, maps among those of their stream."""
        return None if key is None else self._found.get(key) or f"[{key}]"

    def several(self, keys: Iterable[Id]) -> str | None:
        """Several records in one cell, a semicolon between them."""
        words = ((self._found.get(key, ""), key) for key in keys)
        return "; ".join(sorted(f"[{key}]" if not word or ";" in word else word for word, key in words)) or None

    def node(self, node: Node, opposite: EndpointRole = EndpointRole.END) -> str:
        """What a step, queue or endpoint is called among those of its map: by its own key or name.

        One customer may stand at both ends of a map: where work comes from, ends do not count, and where it goes to, starts
        (`opposite`) do not.
        """
        held = (node.map, opposite)
        if held not in self._nodes:
            self._nodes[held] = _node_labels(self._document.nodes(node.map), opposite)
        return self._nodes[held][node.id]

    def paths(self, keys: Iterable[Id]) -> str | None:
        """Several records of several kinds in one cell, a semicolon between them."""
        words = ((self.path(key), key) for key in keys)
        return "; ".join(sorted(f"[{key}]" if ";" in word else word for word, key in words)) or None

    def path(self, key: Id) -> str:
        """What a record is called among all that links may join; a step by its stream and map too.

        What no link joins is called by its name and id.
        """
        if self._paths is None:
            names: dict[Id, str] = dict(self._people)
            for kind in _NAMED:
                names |= _named(self._document, kind)
            for each in self._document.maps:
                names |= {step.id: self._step_path(each, step) for step in self._document.steps(each.id)}
            self._paths = unique(names, self._names)
        return self._paths.get(key) or f"{plain(self._document.name(key))} [{key}]"

    def _step_path(self, held: Map, step: Node) -> str:
        return PATH.join((getattr(self._document.get(held.stream), "name", ""), held.name, step.name))


def _people_words(document: Document, named: Document) -> dict[Id, str]:
    """People by role and name; with the id where neither is said of them in `named`."""
    found = {}
    for each in document.people:
        words = person_words(each)
        there = named.of(Person, each.id)
        found[each.id] = words if there is None or there.role == each.role else f"{words} [{each.id}]"
    return found


def _named(document: Document, kind: type[Record]) -> dict[Id, str]:
    return {each.id: str(getattr(each, "name", "")) for each in document.all(kind)}


def _node_labels(nodes: Iterable[Node], opposite: EndpointRole) -> dict[Id, str]:
    """Their keys where these are unique, else names, else ids; none holds a mark that stands between several."""
    listed = list(nodes)
    keys = Counter(key_fold(node.key) for node in listed)
    names = Counter(fold(node.name) for node in listed)
    near = Counter(fold(node.name) for node in listed if not is_end(node, opposite))
    found = {}
    for node in listed:
        key, name = plain(node.key), plain(node.name)
        alone = (names if is_end(node, opposite) else near)[fold(name)] == 1
        if _clean(key) and keys[key_fold(key)] == 1:
            found[node.id] = key
        elif _clean(name) and alone and not keys[key_fold(name)]:
            found[node.id] = name
        else:
            found[node.id] = f"[{node.id}]"
    return found


def is_end(node: Node, role: EndpointRole) -> bool:
    """Is a node an endpoint of that side?"""
    return isinstance(node, Endpoint) and node.role is role


def key_fold(text: str) -> str:
    """A key for comparing: 3 and 3.0 are equal."""
    return re.sub(r"(\d+)\.0*", r"\1", word) if re.fullmatch(r"\d+\.0*", word := fold(text)) else word


def _clean(word: str) -> bool:
    return word.casefold() not in NO_NAME and not any(mark in word for mark in ";,[]")
