"""What was done to a document, a plain sentence for each thing, and a count where there is too much of one kind."""

from __future__ import annotations

from vsmstudio.model.records import Record
from vsmstudio.model.words import one_line, type_words

MOST, MOST_OF_A_KIND = 200, 20  # sentences


class Notes:
    """Sentences in the order in which they were first said, those of one kind together."""

    def __init__(self) -> None:
        self._said: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._counts)

    def wants(self, kind: str) -> bool:
        """Is there still room for a sentence of this kind? The others are counted only."""
        return self._counts.get(kind, 0) < MOST_OF_A_KIND

    def say(self, kind: str, sentence: str = "") -> None:
        """Note a thing done. `kind` tells alike things from others."""
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        if count <= MOST_OF_A_KIND:
            self._said.setdefault(kind, []).append(sentence)

    def sentences(self) -> tuple[str, ...]:
        """All that was noted, at most some 200 sentences."""
        found: list[str] = []
        for kind, said in self._said.items():
            found += said
            if more := self._counts[kind] - len(said):
                found.append(f"… and {more:,} more like it.")
        if len(found) <= MOST:
            return tuple(found)
        return (*found[:MOST], f"… and {sum(self._counts.values()) - MOST:,} more.")


def called(kind: str, name: str = "", key: str = "") -> str:
    """What a record is called in a sentence: `step “Check”`, `connection k2v7…` where it has no name."""
    word = type_words(kind)
    if shown := one_line(name, 40):
        return f"{word} “{shown}”"
    return f"{word} {one_line(key, 40)}".strip()


def say(notes: Notes, what: str, record: Record, sentence: str) -> None:
    """Note what was done to a record; `what` is the kind of deed."""
    kind = f"{what} {record.type}"
    if not notes.wants(kind):
        return notes.say(kind)
    named = called(record.type, str(getattr(record, "name", "") or getattr(record, "role", "")), record.id)
    return notes.say(kind, f"{named[:1].upper()}{named[1:]}: {sentence}.")
