"""What the guide says of a stage, and what its sentences are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Improvement, ImprovementState, Map, MapState, Objection, Record, Step, ValueStream

MOST_NAMED = 3  # things that a sentence names; more of them are counted


class State(StrEnum):
    """How far a stage is. `DONE` means that nothing lacks which the guide asks for."""

    AHEAD = "not begun"
    BEGUN = "begun"
    DONE = "nothing missing"


class Go(NamedTuple):
    """Where one does what is lacking: a page, a lower panel or an action by its name; a map or records that are shown there.

    `stream` is the one that a page is to be about, `field` the one on it that is to be filled; `inspect` is a field, or a
    section in lower case, of the first of `keys` in the inspector.
    """

    page: str = ""
    panel: str = ""
    act: str = ""
    stream: Id = ""
    map: Id = ""
    keys: tuple[Id, ...] = ()
    field: str = ""
    inspect: str = ""


class Lack(NamedTuple):
    """One thing that a stage still lacks, as a sentence, and where it is done."""

    words: str
    go: Go


class Stand(NamedTuple):
    """One stage of the engagement: `asks` says what it is for, `done` of `all` checks hold, `home` is where one works on it."""

    key: str
    title: str
    asks: str
    begun: bool
    done: int
    all: int
    lacks: tuple[Lack, ...]
    home: Go

    @property
    def state(self) -> State:
        if not self.begun:
            return State.AHEAD
        return State.BEGUN if self.lacks else State.DONE


@dataclass(frozen=True)
class Look:
    """What the stages are judged by: a document, its analysis and the day."""

    document: Document
    analysis: Analysis
    day: date

    @property
    def streams(self) -> tuple[ValueStream, ...]:
        return self.document.streams

    def current(self) -> list[tuple[ValueStream, Map]]:
        """Every stream that has one, with its current map."""
        held = [(each, self.document.current_map(each.id)) for each in self.streams]
        return [(stream, found) for stream, found in held if found is not None]

    def steps(self) -> list[Step]:
        """The steps of all current maps."""
        return [step for _, held in self.current() for step in self.document.steps(held.id)]

    def futures(self, stream: Id) -> list[Map]:
        return [each for each in self.document.maps if each.stream == stream and each.state is MapState.FUTURE]

    def improvements(self) -> list[Improvement]:
        """Those that were not dropped."""
        held = self.document.all(Improvement)
        return [each for each in held if each.state is not ImprovementState.DROPPED]

    def objected(self, finding: Finding) -> bool:
        """Did the room note why it does not follow what a finding on an owner proposes?"""
        return (finding.rule, finding.subject, finding.aspect) in self._objected

    @cached_property
    def _objected(self) -> set[tuple[str, Id, str]]:
        return {(each.rule, each.subject, each.aspect) for each in self.document.all(Objection)}

    def of(self, stream: ValueStream) -> str:
        """`Motor claim: `, where there are several streams."""
        return f"{stream.name or 'Unnamed stream'}: " if len(self.streams) > 1 else ""


@dataclass
class Checks:
    """Gathers what holds and what lacks."""

    done: int = 0
    all: int = 0
    lacks: list[Lack] = field(default_factory=list)

    def check(self, holds: object, words: str, go: Go = Go()) -> None:  # noqa: B008
        """One check; where it does not hold, `words` say what is missing."""
        self.all += 1
        if holds:
            self.done += 1
        else:
            self.lacks.append(Lack(words, go))

    def each(
        self, things: Sequence[Record], lacks: Callable[..., object], word: str, what: str, go: Go, before: str = ""
    ) -> None:  # fmt: skip
        """`3 of 11 steps have no processing time`: `lacks` tells which; every thing is a part of the one check."""
        if not things:
            return
        bare = [each.id for each in things if lacks(each)]
        some = bare[:1] if go.inspect else bare
        shown = go._replace(keys=tuple(some)) if go.map or go.inspect or not go.page else go
        words = f"{before}{share_words(len(bare), len(things), word)} {what}"
        self.check(not bare, words, shown)

    def stand(self, key: str, title: str, asks: str, begun: object, home: Go) -> Stand:
        return Stand(key, title, asks, bool(begun), self.done, self.all, tuple(self.lacks), home)


def share_words(some: int, of: int, word: str) -> str:
    """`1 of 11 steps has`, `3 of 11 steps have`; `The one step has`, where there is no other."""
    if of == 1:
        return f"The one {word} has"
    return f"{some} of {of} {plural(word)} {'has' if some == 1 else 'have'}"


def plural(word: str) -> str:
    return f"{word}s"


def count(number: int, word: str) -> str:
    """`1 step`, `3 steps`."""
    return f"{number} {word if number == 1 else plural(word)}"


def listed(words: Iterable[str]) -> str:
    """`sponsor, facilitator and problem`; what is more than can be read at once is counted."""
    held = list(words)
    if len(held) > MOST_NAMED + 1:
        held = [*held[:MOST_NAMED], f"{len(held) - MOST_NAMED} more"]
    return held[0] if len(held) == 1 else f"{', '.join(held[:-1])} and {held[-1]}" if held else ""
