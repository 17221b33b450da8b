"""Links as a graph: those at a box, and those that lead back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from vsmstudio.interchange.drawio.arrows import Link


def by_end(links: Iterable[Link], end: Callable[[Link], str]) -> dict[str, dict[int, Link]]:
    """Links by the box at one of their ends."""
    found: dict[str, dict[int, Link]] = {}
    for link in links:
        found.setdefault(end(link), {})[id(link)] = link
    return found


def closing(links: list[Link], rank: Callable[[str], Any]) -> Iterator[int]:
    """The places of links that lead back to a node on the way to their own source, found from the starts on."""
    onward: dict[str, list[int]] = {}
    entered: set[str] = set()
    for at, link in enumerate(links):
        onward.setdefault(link.source, []).append(at)
        entered.add(link.target)
    nodes = sorted(onward, key=lambda key: (key in entered, rank(key)))
    state: dict[str, int] = {}
    for first in nodes:
        if first in state:
            continue
        state[first] = 1
        stack = [(first, iter(onward.get(first, ())))]
        while stack:
            key, rest = stack[-1]
            at = next(rest, -1)
            if at < 0:
                state[key] = 2
                stack.pop()
                continue
            target = links[at].target
            if state.get(target) == 1:
                yield at
            elif target not in state:
                state[target] = 1
                stack.append((target, iter(onward.get(target, ()))))
