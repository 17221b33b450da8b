"""What one unit of demand costs: labour and services together."""

from __future__ import annotations

import msgspec
import pytest

from tests.analysis.estates import estate, svc
from tests.analysis.maps import changed, put
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Map, MapState, Record, Step, Unit


def priced(*records: Record) -> Document:
    """Orders: 2,080 a year, and half an hour of work on each at 40 an hour."""
    held = changed(estate(*records, Unit(id="u", name="Desk", hourly_cost=40)), "Orders", demand=8, demand_per="d")
    return changed(held, "Pay", process_time=Duration("30 min"), performer="u")


def test_labour_and_services_are_divided_by_demand():
    result = analyse(priced(*svc("Web", 20_800, under=["Pay"]))).maps["Orders map"]
    assert result.figures.cost_per_unit == pytest.approx(0.5 * 40 + 10)
    assert not any("Cost per unit" in note for note in result.notes)


def test_what_is_not_known_of_it_is_said():
    labour = analyse(priced(*svc("Web", under=["Pay"]))).maps["Orders map"]
    assert labour.figures.cost_per_unit == pytest.approx(20)
    assert "Cost per unit holds no services, as none with a known cost is allocated to the stream" in labour.notes
    part = analyse(priced(*svc("Web", 2080, under=["Pay"]), *svc("Mail", under=["Pay"]))).maps["Orders map"]
    assert part.figures.cost_per_unit == pytest.approx(21)
    assert "Cost per unit knows the cost of 1 of the 2 services of the stream" in part.notes
    services = analyse(changed(priced(*svc("Web", 2080, under=["Pay"])), "u", hourly_cost=None)).maps["Orders map"]
    assert services.figures.cost_per_unit == pytest.approx(1)
    assert any(note.startswith("Cost per unit holds no labour") for note in services.notes)


def test_it_is_unknown_without_demand_or_any_cost():
    held = priced(*svc("Web", 2080, under=["Pay"]))
    assert analyse(changed(held, "Orders", demand=None)).maps["Orders map"].figures.cost_per_unit is None
    bare = changed(priced(), "u", hourly_cost=None)
    assert analyse(bare).maps["Orders map"].figures.cost_per_unit is None


def test_a_future_map_has_its_own_labour_and_the_services_of_today():
    held = priced(*svc("Web", 20_800, under=["Pay"]))
    faster = Step(id="Later", map="later", name="Later", process_time=Duration("15 min"), performer="u")
    held = put(held, Map(id="later", stream="Orders", name="90 days", state=MapState.FUTURE), faster)
    result = analyse(held).maps["later"]
    assert result.figures.cost_per_unit == pytest.approx(0.25 * 40 + 10)
    assert "Cost per unit holds the services at what they cost today" in result.notes


def test_an_analysis_of_the_same_document_is_the_same():
    held = priced(*svc("Web", 20_800, under=["Pay"]))
    again = Document({key: msgspec.structs.replace(record) for key, record in held.records.items()})
    assert analyse(held) == analyse(again)
