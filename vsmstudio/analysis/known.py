"""What an analysis may take over from an earlier one: the facts of maps that nothing touched since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Person, Unit, ValueStream


class Known(NamedTuple):
    """The facts of the maps of a document, and the seed by which some were sampled.

    `tried` is what was worked out of altered maps since (`engagement.tried`), by the ids of the maps.
    """

    document: Document
    seed: int
    facts: Mapping[Id, MapFacts]
    tried: dict[tuple[Id, ...], object]


def known_facts(document: Document, seed: int, earlier: Analysis | None) -> Mapping[Id, MapFacts]:
    """The facts of an earlier analysis that still hold.

    Those of a map rest on its own records and their places, its stream, the engagement, people and units: what `examine`
    is given, and no more. Equal is enough; that most of them are the very same records makes it quick to tell.
    """
    known = earlier.known if earlier is not None else None
    if not isinstance(known, Known) or known.seed != seed:
        return {}
    before = known.document
    if (before.engagement, before.all(Person), before.all(Unit)) != (
        document.engagement, document.all(Person), document.all(Unit),
    ):  # fmt: skip
        return {}
    return {key: facts for key, facts in known.facts.items() if _stands(before, document, key)}


def known_of(document: Document, seed: int, facts: Mapping[Id, MapFacts], earlier: Analysis | None) -> Known:
    """What the next analysis may take over from this one, with what an earlier one was asked about maps that are there."""
    before = earlier.known if earlier is not None else None
    held = dict(before.tried) if isinstance(before, Known) else {}
    return Known(document, seed, facts, {keys: each for keys, each in held.items() if facts.keys() >= set(keys)})


def _stands(before: Document, after: Document, key: Id) -> bool:
    then, now = before.of(Map, key), after.of(Map, key)
    return (
        then is not None
        and now is not None
        and then == now
        and before.of(ValueStream, then.stream) == after.of(ValueStream, now.stream)
        and before.nodes(key) == after.nodes(key)
        and before.flows(key) == after.flows(key)
        and [before.placement(node.id) for node in before.nodes(key)]
        == [after.placement(node.id) for node in after.nodes(key)]
    )
