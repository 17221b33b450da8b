"""What one unit of demand costs: labour of a map and the services' own cost that its stream carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vsmstudio.analysis.capacity import cost_per_unit
from vsmstudio.analysis.money_results import Money
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id


def with_cost_per_unit(document: Document, maps: Mapping[Id, MapAnalysis], money: Money) -> dict[Id, MapAnalysis]:
    """The maps with their cost per unit, and with what is to be said of it.

    The services' cost is what they cost today: a future map, or one that a later map replaced, has its own labour and the
    same services.
    """
    found = dict(maps)
    for shown in document.maps:
        result = maps.get(shown.id)
        carried = money.streams.get(shown.stream)
        if result is None or not result.capacity.demand_per_year:
            continue
        allocated = carried.allocated if carried else None
        cost = cost_per_unit(result.figures.labour_cost_per_year, allocated, result.capacity.demand_per_year)
        if cost.value is None:
            continue
        notes = []
        if "labour" not in cost.covers:
            notes.append("Cost per unit holds no labour, as no performer's hourly cost is known together with its work")
        if carried is None or "services" not in cost.covers:
            notes.append("Cost per unit holds no services, as none with a known cost is allocated to the stream")
        elif carried.covers[0] < carried.covers[1]:
            known, total = carried.covers
            notes.append(f"Cost per unit knows the cost of {known} of the {total} services of the stream")
        if allocated is not None and document.current_map(shown.stream) != shown:
            notes.append("Cost per unit holds the services at what they cost today")
        found[shown.id] = replace(
            result, figures=replace(result.figures, cost_per_unit=cost.value), notes=(*result.notes, *notes)
        )
    return found
