"""How much of a path's lead time lies in steps that rest on each service, directly or through others."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from vsmstudio.analysis.dependencies import Dependencies
from vsmstudio.analysis.relations import Relations
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.model.ids import Id


def service_shares(
    maps: Mapping[Id, MapAnalysis], related: Relations, depends: Dependencies
) -> dict[Id, dict[Id, float]]:
    """By map, then by service: the part (0..1) of the lead time of the first critical path, for services with steps on it.

    A step counts once for a service, however many ways lead there. A service linked to the stream as a whole holds up no
    step by that. A map whose lead time is unknown or 0 is left out.
    """
    return {
        key: shares
        for key, result in maps.items()
        if key in related.steps and (shares := _shares(result, related.steps[key], depends))
    }


def _shares(result: MapAnalysis, under: Mapping[Id, list[Id]], depends: Dependencies) -> dict[Id, float]:
    lead_time, minutes = result.figures.lead_time, result.minutes_by_step
    if not lead_time:
        return {}
    direct = {service: on_path for service, steps in under.items() if (on_path := minutes.keys() & steps)}
    # fsum is exact, so that the order in a set makes no difference
    return {
        service: min(1.0, fsum(map(minutes.__getitem__, steps)) / lead_time)
        for service, steps in depends.gathered(direct).items()
    }
