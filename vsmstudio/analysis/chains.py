"""Streams that start one another: their lead times add along the chain. Current maps only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import fsum

from vsmstudio.analysis.money_results import Chain, Chains
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.analysis.rings import cut
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, EndpointRole, Map, ValueStream

CHAINS_LISTED = 100


def chains(document: Document, maps: Mapping[Id, MapAnalysis], shares: Mapping[Id, Mapping[Id, float]]) -> Chains:
    """Every chain from a stream that none starts to one that starts none, in the order of the streams.

    A stream is followed by each stream that an end of its current map starts. `shares` are the parts of each map's lead
    time by service. The lead time of a chain is the sum of the streams' headlines, whichever end starts the next.
    """
    starting = _starting(document)
    if not starting:
        return Chains()
    streams = [stream.id for stream in document.streams]
    onward = {a: [b for b in streams if (a, b) in starting] for a in streams}
    without = cut(streams, onward)
    kept = {a: [b for b in after if (a, b) not in without.closing] for a, after in onward.items()}
    followed = {b for after in kept.values() for b in after}
    roots = [key for key in streams if key not in followed and kept[key]]
    ways: dict[Id, int] = {}
    for key in without.order:  # each after those that it starts
        ways[key] = sum(ways[after] for after in kept[key]) or 1
    found: list[Chain] = []
    for root in roots:
        for way in _ways(root, kept):
            if len(found) == CHAINS_LISTED:
                break
            found.append(_chain(document, maps, shares, starting, way, without.rings))
    return Chains(tuple(found), sum(ways[root] for root in roots), without.rings)


def _starting(document: Document) -> dict[tuple[Id, Id], list[Id]]:
    """The ends by which one stream starts another, by pair of streams."""
    found: dict[tuple[Id, Id], list[Id]] = {}
    for end in document.all(Endpoint):
        if end.starts is None or end.role is not EndpointRole.END or document.of(ValueStream, end.starts) is None:
            continue
        shown = document.of(Map, end.map)
        if shown is not None and document.current_map(shown.stream) == shown and document.get(shown.stream):
            found.setdefault((shown.stream, end.starts), []).append(end.id)
    return found


def _ways(root: Id, onward: Mapping[Id, list[Id]]) -> Iterator[tuple[Id, ...]]:
    """Every way from a stream to one that starts none, without recursion."""
    path = [root]
    ahead = [iter(onward[root])]
    while path:
        after = next(ahead[-1], None)
        if after is None:
            if not onward[path[-1]]:
                yield tuple(path)
            path.pop()
            ahead.pop()
        else:
            path.append(after)
            ahead.append(iter(onward[after]))


def _chain(
    document: Document,
    maps: Mapping[Id, MapAnalysis],
    shares: Mapping[Id, Mapping[Id, float]],
    starting: Mapping[tuple[Id, Id], list[Id]],
    way: tuple[Id, ...],
    rings: tuple[tuple[Id, ...], ...],
) -> Chain:
    shown = {key: each for key in way if (each := document.current_map(key)) is not None}
    known = {
        key: time
        for key, each in shown.items()
        if each.id in maps and (time := maps[each.id].figures.lead_time) is not None
    }
    whole = fsum(known.values())
    by_service: dict[Id, list[float]] = {}
    for key, time in known.items():
        for service, share in shares.get(shown[key].id, {}).items():
            by_service.setdefault(service, []).append(share * time)
    return Chain(
        streams=way,
        lead_time=whole if known else None,
        covers=(len(known), len(way)),
        services={service: fsum(times) / whole for service, times in by_service.items()} if whole else {},
        notes=(*_notes(document, maps, starting, way, shown), *_on_rings(document, way, rings)),
    )


def _notes(
    document: Document,
    maps: Mapping[Id, MapAnalysis],
    starting: Mapping[tuple[Id, Id], list[Id]],
    way: tuple[Id, ...],
    shown: Mapping[Id, Map],
) -> Iterator[str]:
    for a, b in pairwise(way):
        result = maps.get(shown[a].id) if a in shown else None
        on_path = {part.node for part in result.path} if result else set()
        if on_path.isdisjoint(starting[a, b]):
            yield (
                f"{document.name(a)} starts {document.name(b)} from an end that is not on its first critical path; "
                "its whole lead time is counted"
            )
    if len({each.convention for each in shown.values()}) > 1:
        yield "The maps of this chain use different lead time conventions, so that the sum mixes them"


def _on_rings(document: Document, way: tuple[Id, ...], rings: tuple[tuple[Id, ...], ...]) -> Iterator[str]:
    for ring in rings:
        if not set(ring).isdisjoint(way):
            names = " → ".join(document.name(key) for key in (*ring, ring[0]))
            yield f"Streams start one another in a ring, {names}; the chain goes round it once"
