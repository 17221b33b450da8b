"""Ways between steps: the work that goes on, and the work that comes back.

Each case passes its steps once in the map's order: that is its first pass, and gives the work flows. It comes back where
it turns to an earlier step that it had been at before: that is rework. A case that only takes steps in another order than
most runs along the map's order, and is counted as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vsmstudio.interchange.event_log.distinct import distinct, firsts

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one step to another (by their places in the map's order; None: the start or the end of the stream).

    `count` cases take it (rework: how often work came back this way). `share`: of what leaves its source (of work: in a
    first pass; of rework: of the visits to it). `probability`, of rework alone: the chance by which as many returns come
    about as the log shows, repeats until it is right: returns ÷ passes, where each return passes anew all steps of its case
    from its target to its source.
    """

    source: int | None
    target: int | None
    count: int
    share: float
    rework: bool = False
    probability: float | None = None
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways; `out_of_order`: the share of moves that go back to a step where the case had not been yet."""

    work: tuple[Way, ...]
    rework: tuple[Way, ...]
    out_of_order: float


def ways(sequence: Numbers, place: Numbers, steps: int, least: float) -> Ways:
    """The ways of cases' sequences.

    `sequence` numbers the sequence of each visit (ordered from 0), `place` is its step's place in the map's order. Ways
    that a smaller share than `least` takes are not drawn, save the most frequent into and out of each step; the shares are
    those of the ways that are drawn, where any is left out.
    """
    once = distinct(sequence * steps + place)
    return Ways(_work(once, steps, least), *_rework(sequence, place, once, steps, least))


def _is_first(sequence: Numbers, place: Numbers, steps: int) -> NDArray[np.bool_]:
    """Is this visit the sequence's first to its step?"""
    first = np.zeros(len(place), np.bool_)
    first[firsts(sequence * steps + place)] = True
    return first


def _work(once: Numbers, steps: int, least: float) -> tuple[Way, ...]:
    """From the start along each sequence's steps in the map's order (`once`) to the end."""
    of, at = once // steps, once % steps
    begins = np.diff(of, prepend=-1) > 0
    before = np.where(begins, -1, np.roll(at, 1))  # −1: the start
    ends = np.append(begins[1:], True)
    size = steps + 1
    source = np.concatenate([before, at[ends]])
    target = np.concatenate([at, np.full(np.count_nonzero(ends), steps)])  # `steps`: the end
    counts = np.bincount((source + 1) * size + target, minlength=size * size).reshape(size, size)
    leaving = counts.sum(axis=1, keepdims=True)
    share = np.divide(counts, leaving, out=np.zeros(counts.shape), where=leaving > 0)
    drawn = (counts > 0) & (share >= least)
    for row in range(size):
        if counts[row].any():
            drawn[row, int(np.argmax(counts[row]))] = True
    for column in range(size):
        if counts[:, column].any():
            drawn[int(np.argmax(counts[:, column])), column] = True
    kept = np.where(drawn, counts, 0).sum(axis=1)
    return tuple(
        Way(
            row - 1 if row else None,
            column if column < steps else None,
            int(counts[row, column]),
            float(counts[row, column] / (kept[row] if drawn[row, column] else leaving[row, 0])),
            drawn=bool(drawn[row, column]),
        )
        for row, column in np.argwhere(counts > 0).tolist()
    )


def _rework(
    sequence: Numbers, place: Numbers, once: Numbers, steps: int, least: float
) -> tuple[tuple[Way, ...], float]:
    first = _is_first(sequence, place, steps)
    moves = sequence[1:] == sequence[:-1]
    back = moves & (place[1:] < place[:-1])
    again = back & ~first[1:]
    all_moves = int(np.count_nonzero(moves))
    out_of_order = int(np.count_nonzero(back & first[1:])) / all_moves if all_moves else 0.0
    visits = np.bincount(place, minlength=steps)
    pairs = place[:-1][again] * steps + place[1:][again]
    counts = np.bincount(pairs, minlength=steps * steps).reshape(steps, steps)
    share = np.divide(counts, visits[:, None], out=np.zeros(counts.shape), where=visits[:, None] > 0)
    drawn = (counts > 0) & (share >= least)
    shown = drawn[place[:-1][again], place[1:][again]]
    passes = _passes(once, steps, pairs[shown], sequence[1:][again][shown])
    found = tuple(
        Way(
            source, target, int(counts[source, target]), float(share[source, target]), True,
            float(counts[source, target] / passes[source]) if drawn[source, target] else None,
            bool(drawn[source, target]),
        )
        for source, target in np.argwhere(counts > 0).tolist()
    )  # fmt: skip
    return found, out_of_order


def _passes(once: Numbers, steps: int, returns: Numbers, of: Numbers) -> NDArray[np.float64]:
    """How often each step is passed where every return (source * steps + target, `of` a sequence) runs along the map again.

    `once` are the steps of each sequence in the map's order. A return that lies within another is passed by both, which is
    why chances that looked at each return alone would make more returns than there were.
    """
    begin = np.searchsorted(once, of * steps + returns % steps)
    end = np.searchsorted(once, of * steps + returns // steps) + 1
    again = np.bincount(begin, minlength=len(once) + 1) - np.bincount(end, minlength=len(once) + 1)
    often = 1.0 + np.cumsum(again)[:-1]
    passes: NDArray[np.float64] = np.bincount(once % steps, weights=often, minlength=steps).astype(np.float64)
    return passes


def drawn(found: Sequence[Way]) -> tuple[Way, ...]:
    """Those ways that the map shows."""
    return tuple(way for way in found if way.drawn)
