"""Which names fit what was typed, the best first: all of it, its beginning, a word's beginning, anywhere, letters in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

_BETWEEN_WORDS = re.compile(r"\W")
_LOOSE = 4  # letters in order may stand this many times wider apart than they were typed


class Rank(IntEnum):
    """How well a name fits."""

    EXACT = 0
    PREFIX = 1
    WORD = 2
    INSIDE = 3
    WORDS = 4
    LETTERS = 5


class Hit(NamedTuple):
    """A name that fits: how well, its place in the list, and the characters of it that were typed."""

    rank: Rank
    at: int
    marks: tuple[int, ...] = ()


class Names:
    """A list of names that can be searched. `beside` is said with each name (its place) and helps to tell equal ones apart.

    `numbers` are short other names of which only the whole counts: `4` or `3a` for a step. Names from `late` on are long
    texts: they come after all others, and must hold what was typed as it stands.
    """

    def __init__(
        self, names: Sequence[str], beside: Sequence[str] = (), numbers: Sequence[str] = (), late: int | None = None
    ) -> None:
        self._names = [fold(name) for name in names]
        self._words = [f" {_BETWEEN_WORDS.sub(' ', name)}" for name in self._names]
        self._beside = [fold(words) for words in beside] or [""] * len(self._names)
        self._late = len(self._names) if late is None else late
        self._numbered: dict[str, list[int]] = {}
        for at, number in enumerate(numbers):
            if number:
                self._numbered.setdefault(fold(number), []).append(at)

    def find(self, typed: str, most: int) -> list[Hit]:
        """At most so many names that fit, the best first; among equals the shorter, then the earlier in the list."""
        sought = fold(" ".join(typed.split()))
        if not sought:
            return []
        found = [Hit(Rank.EXACT, at) for at in self._numbered.get(sought, ())]
        for part in (range(self._late), range(self._late, len(self._names))):
            if len(found) < most:
                seen = {hit.at for hit in found}
                fresh = (hit for hit in self._within(part, sought, most) if hit.at not in seen)
                found += [*fresh][: most - len(found)]
        return [hit._replace(marks=self._marks(hit, sought)) for hit in found]

    def _within(self, part: range, sought: str, most: int) -> list[Hit]:
        """The best of a part of the list. Worse ranks are looked for only where better ones leave room."""
        names, words = self._names, self._words
        begin = f" {_BETWEEN_WORDS.sub(' ', sought)}"
        hits: list[Hit] = []
        rest = [at for at in part if sought in names[at]]
        for rank in (Rank.PREFIX, Rank.WORD, Rank.INSIDE):
            if len(hits) >= most:
                break
            good = rest
            if rank is not Rank.INSIDE:
                good = [
                    at for at in rest if (names[at].startswith(sought) if rank is Rank.PREFIX else begin in words[at])
                ]
            best = nsmallest(most - len(hits), good, key=lambda at: (len(names[at]), at))
            hits += [Hit(Rank.EXACT if names[at] == sought else rank, at) for at in best]
            taken = set(good)
            rest = [at for at in rest if at not in taken]
        if len(hits) < most and part.start < self._late:
            hits += self._loosely([at for at in part if sought not in names[at]], sought, most - len(hits))
        return hits

    def _loosely(self, rest: list[int], sought: str, most: int) -> list[Hit]:
        """Names with all words that were typed, in any order; then those with the letters in order."""
        words, letters = sought.split(), sought.replace(" ", "")
        held = rest if len(words) > 1 else []
        for word in words:
            begin = f" {word}"
            held = [at for at in held if begin in self._words[at] or word in self._beside[at]]
        hits = [Hit(Rank.WORDS, at) for at in nsmallest(most, held, key=lambda at: (len(self._names[at]), at))]
        if len(letters) > 1 and len(hits) < most:
            begin = f" {letters[0]}"
            last = letters[-1]
            spans = [
                (marks[-1] - marks[0], at)
                for at in rest
                if begin in self._words[at]
                and last in self._names[at]
                and (marks := _letters(self._names[at], letters))
            ]
            taken = set(held)
            hits += [Hit(Rank.LETTERS, at) for _, at in nsmallest(most, spans) if at not in taken][: most - len(hits)]
        return hits

    def _marks(self, hit: Hit, sought: str) -> tuple[int, ...]:
        name = self._names[hit.at]
        if hit.rank is Rank.LETTERS:
            return _letters(name, sought.replace(" ", ""))
        if hit.rank is Rank.WORDS:
            spans = [(start, start + len(word)) for word in sought.split() if (start := _at_word(name, word)) >= 0]
            return tuple(sorted({place for start, end in spans for place in range(start, end)}))
        start = _at_word(name, sought)
        start = name.find(sought) if start < 0 else start
        return tuple(range(start, start + len(sought))) if start >= 0 else ()


def _at_word(name: str, sought: str) -> int:
    """Where a word of the name begins as was typed; -1 where none does."""
    start = name.find(sought)
    while start > 0 and name[start - 1].isalnum():
        start = name.find(sought, start + 1)
    return start


def _letters(name: str, letters: str) -> tuple[int, ...]:
    """Where the letters stand in order, the first at a word's beginning and none too far from the others; () where not."""
    at = _at_word(name, letters[0])
    if at < 0:
        return ()
    marks = [at]
    for letter in letters[1:]:
        at = name.find(letter, at + 1)
        if at < 0:
            return ()
        marks.append(at)
    return tuple(marks) if marks[-1] - marks[0] < _LOOSE * len(letters) else ()


def fold(text: str) -> str:
    """A text in small letters without accents, character by character, so that places in it are places in the text."""
    lowered = text.lower()
    if text.isascii():
        return lowered
    return "".join(map(_plain, text))


@lru_cache(4096)
def _plain(character: str) -> str:
    return unicodedata.normalize("NFKD", character)[0].lower()[:1]
