"""What development alone shows of a service's cost, and what it hides."""

from __future__ import annotations

import pytest

from tests.analysis.estates import contract, estate, rests
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.hidden_cost import HiddenCosts, hidden_cost
from vsmstudio.model.records import Link, LinkKind, Record, Service


def _found(*records: Record) -> HiddenCosts:
    held = estate(*records)
    return hidden_cost(held, analyse(held))


def _under(service: str, target: str) -> Link:
    return Link(id=f"{service}-{target}", kind=LinkKind.UNDERPINS, source=service, target=target)


def test_development_alone_hides_the_running_of_a_service_and_its_contracts():
    web = Service(id="Web", name="Web", cost_development=100, cost_infrastructure=60, cost_support=40)
    found = _found(web, *contract("Hosting", 200, "Web")).of("Web")
    assert (found.shown, found.hidden, found.own) == (100, 300, 400)
    assert found.parts == {"development": 100, "infrastructure": 60, "support": 40, "contracts": 200}
    assert (found.hidden_share, found.times) == (0.75, 4)


def test_what_a_service_rests_on_comes_on_top_and_never_into_the_total():
    web = Service(id="Web", name="Web", cost_development=100)
    host = Service(id="Host", name="Host", cost_infrastructure=70)
    found = _found(web, host, rests("Web", "Host"))
    assert (found.of("Web").borne, found.of("Web").tco, found.of("Web").hidden) == (70, 170, None)
    assert (found.total.own, found.total.shown, found.total.hidden, found.total.tco) == (170, 100, 70, None)


def test_a_blank_development_is_unknown_and_not_nothing():
    blank = Service(id="Blank", name="Blank", cost_support=30)
    free = Service(id="Free", name="Free", cost_development=0, cost_support=30)
    bare = Service(id="Bare", name="Bare")
    found = _found(blank, free, bare)
    assert (found.of("Blank").shown, found.of("Blank").hidden_share) == (None, None)
    assert (found.of("Free").shown, found.of("Free").hidden_share, found.of("Free").times) == (0, 1.0, None)
    assert (found.of("Bare").own, found.of("Bare").hidden, found.of("Bare").parts) == (None, None, {})
    alone = _found(Service(id="Alone", name="Alone", cost_development=80)).total
    assert (alone.shown, alone.hidden, alone.hidden_share, alone.times) == (80, None, None, None)
    assert found.total.shown_covers == (1, 3)
    assert found.total.own_covers == (2, 3)


def test_nothing_known_is_said_of_no_service():
    found = _found()
    assert (found.services, found.total.own, found.total.hidden_share) == ((), None, None)
    assert [each.own for each in found.streams] == [None, None]


def test_streams_and_what_none_carries_add_up_to_all_own_cost():
    web = Service(id="Web", name="Web", cost_development=100, cost_support=20)
    spare = Service(id="Spare", name="Spare", cost_support=50)
    found = _found(web, spare, _under("Web", "Pay"), _under("Web", "Assess"))
    rows = {each.stream: each for each in found.streams}
    assert rows["Orders"].parts == {"development": 50, "support": 10}
    assert rows["Claims"].own == 60
    assert rows[None].parts == {"support": 50}
    assert sum(each.own or 0 for each in found.streams) == pytest.approx(found.total.own)
