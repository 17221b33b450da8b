"""Steps coloured by what they are worth, how good their work is, and how busy they are: from calm to pressing.

Blank is neither good nor bad: it has a neutral tint and a dash.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step, ValueClass
from vsmstudio.notation.parts import percent
from vsmstudio.notation.tints import By, Colouring, Tint, entry

EPSILON = 1e-9  # what stands at a limit is not over it
NEAR = 0.1  # under the threshold of a bottleneck, within which a step is nearly one
_BLANK = "tint_blank"
_CLASSES = {
    ValueClass.VA: ("value_va", "Value adding"),
    ValueClass.NNVA: ("value_nnva", "Necessary, not value adding"),
    ValueClass.NVA: ("value_nva", "Not value adding"),
}


def values(document: Document, result: MapAnalysis, map_id: Id) -> Colouring:
    """The steps of a map by their value class."""
    bands = [Tint(fill, each.value, word, owner=False) for each, (fill, word) in _CLASSES.items()]
    classes = list(_CLASSES)

    def band(step: Step) -> int | None:
        return None if step.value_class is None else classes.index(step.value_class)

    return _coloured("value", document.steps(map_id), result, bands, "No value class", band, lambda step: "")


def quality(document: Document, result: MapAnalysis, map_id: Id) -> Colouring:
    """The steps of a map by their %C&A, in bands of the engagement's thresholds."""
    held = document.engagement
    poor, very_poor = held.quality_threshold, min(held.quality_floor, held.quality_threshold)
    bands = [
        _level(1, f"≥{_short(poor)}", f"{percent(poor)} or more"),
        _level(2, f"<{_short(poor)}", f"Under {percent(poor)}"),
        _level(4, f"<{_short(very_poor)}", f"Under {percent(very_poor)}"),
    ]

    def band(step: Step) -> int | None:
        return None if step.ca is None else 0 if step.ca >= poor else 1 if step.ca >= very_poor else 2

    return _coloured("quality", document.steps(map_id), result, bands, "No %C&A", band, lambda step: percent(step.ca))


def utilisation(document: Document, result: MapAnalysis, map_id: Id) -> Colouring:
    """The steps of a map by how busy they are: with room, near the threshold of a bottleneck, over it, over 100 %."""
    over = document.engagement.bottleneck_threshold  # a share up to 1
    near = max(0.0, over - NEAR)
    loads = result.capacity.steps
    bands = [
        _level(1, f"≤{_short(near)}", f"Up to {percent(near)}"),
        _level(2, f">{_short(near)}", f"Over {percent(near)}, near the threshold"),
        _level(3, f">{_short(over)}", f"Over {percent(over)}, a bottleneck"),
        _level(4, ">100", "Over 100 %, cannot meet demand"),
    ]

    def used(step: Step) -> float | None:
        load = loads.get(step.id)
        return load.utilisation if load else None

    def band(step: Step) -> int | None:
        share = used(step)
        return None if share is None else sum(share > limit * (1 + EPSILON) for limit in (near, over, 1.0))

    def figure(step: Step) -> str:
        share = used(step) or 0.0
        return percent(share, 0 if share >= 0.095 else 1)

    return _coloured("utilisation", document.steps(map_id), result, bands, "Not known", band, figure)


def _level(at: int, code: str, word: str) -> Tint:
    return Tint(f"level{at}", code, word, owner=False)


def _short(share: float) -> str:
    return percent(share).removesuffix(" %")


def _coloured(
    by: By,
    steps: Sequence[Step],
    result: MapAnalysis,
    bands: Sequence[Tint],
    blank: str,
    band: Callable[[Step], int | None],
    figure: Callable[[Step], str],
) -> Colouring:
    """Tints of the bands, each step's with its own figure as code; the legend tells those bands that there are."""
    nothing = Tint(_BLANK, "–", blank, owner=False)
    members: dict[int | None, list[Step]] = {}
    tints: dict[Id, Tint] = {}
    for step in steps:
        at = band(step)
        members.setdefault(at, []).append(step)
        held = nothing if at is None else bands[at]
        said = figure(step) if at is not None else ""
        tints[step.id] = Tint(held.fill, said, f"{said}, {held.word}", owner=False) if said else held
    legend = [entry(tint, members[at], result) for at, tint in enumerate(bands) if at in members]
    if None in members:
        legend.append(entry(nothing, members[None], result))
    return Colouring(by, tints, tuple(legend))
