"""What services cost, who carries it, and what they earn."""

from __future__ import annotations

import datetime

import pytest

from tests.analysis.estates import TODAY, carried, contract, estate, money, money_of, rests, revenue, svc
from tests.analysis.maps import customer
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.money_results import Standing
from vsmstudio.analysis.portions import portions
from vsmstudio.model.records import LinkKind, Map, MapState, Service, Step

# --- own cost ---------------------------------------------------------------------------------------------------------


def test_own_cost_is_all_categories_that_are_filled_in():
    web = Service(id="Web", name="Web", cost_development=100, cost_support=20, cost_vendor=0)
    found = money_of("Web", web)
    assert found.own == 120
    assert found.typed == {"development": 100, "support": 20, "vendor": 0}


def test_a_service_without_any_cost_is_unknown_not_free():
    found = money_of("Web", *svc("Web", under=["Pay"]))
    assert (found.own, found.tco, found.allocated, found.unallocated) == (None, None, {}, None)
    assert found.parts == {"Orders": 1.0}


def test_a_cost_of_zero_is_known():
    assert money_of("Web", *svc("Web", 0)).own == 0


def test_a_contract_is_shared_evenly_unless_set():
    web, mail, chat = svc("Web", 10), svc("Mail"), svc("Chat")
    even = money(*web, *mail, *contract("Hosting", 90, "Web", "Mail"))
    assert (even.services["Web"].own, even.services["Mail"].own) == (55, 45)
    part = money(*web, *mail, *chat, *contract("Hosting", 90, ("Web", 0.5), "Mail", "Chat"))
    assert [part.services[key].own for key in ("Web", "Mail", "Chat")] == [55, 22.5, 22.5]


def test_what_no_service_was_given_of_a_contract_stays_unassigned():
    found = money(*svc("Web"), *contract("Hosting", 100, ("Web", 0.3)), *contract("Spare", 40))
    assert found.services["Web"].own == pytest.approx(30)
    assert found.contracts["Hosting"].unassigned == pytest.approx(70)
    assert found.contracts["Spare"].unassigned == 40
    assert found.unassigned_contracts == pytest.approx(110)
    assert found.own == pytest.approx(30)


def test_a_contract_given_out_more_than_once_is_scaled_and_said():
    found = money(*svc("Web"), *svc("Mail"), *contract("Hosting", 100, ("Web", 0.9), ("Mail", 0.6)))
    assert found.services["Web"].own == pytest.approx(60)
    assert found.contracts["Hosting"].unassigned == 0
    (over,) = found.overspent
    assert (over.record, over.kind, over.total) == ("Hosting", LinkKind.COVERS, pytest.approx(1.5))


def test_shares_of_exactly_100_percent_are_not_too_much():
    assert money(*svc("Web"), *svc("Mail"), *contract("H", 100, ("Web", 0.9), ("Mail", 0.1))).overspent == ()


@pytest.mark.parametrize(
    ("dates", "standing"),
    [
        ({"end": TODAY}, Standing.RUNNING),
        ({"start": TODAY}, Standing.RUNNING),
        ({}, Standing.RUNNING),
        ({"end": TODAY - datetime.timedelta(1)}, Standing.ENDED),
        ({"start": TODAY + datetime.timedelta(1)}, Standing.NOT_STARTED),
    ],
)
def test_only_a_contract_that_runs_costs(dates, standing):
    found = money(*svc("Web"), *contract("Hosting", 100, "Web", **dates))
    assert found.contracts["Hosting"].standing is standing
    assert found.services["Web"].own == (100 if standing is Standing.RUNNING else None)


def test_a_contract_without_a_value_adds_nothing():
    found = money(*svc("Web", 5), *svc("Mail"), *contract("Hosting", None, "Web", "Mail"))
    assert (found.services["Web"].own, found.services["Mail"].own) == (5, None)
    assert found.contracts["Hosting"].unassigned is None


# --- total cost of ownership ------------------------------------------------------------------------------------------


def test_a_service_bears_the_cost_of_what_it_rests_on():
    found = money(*svc("Web", 100), *svc("Host", 50), *svc("Power", 8), rests("Web", "Host"), rests("Host", "Power"))
    assert [found.services[key].tco for key in ("Web", "Host", "Power")] == [158, 58, 8]
    assert found.services["Web"].borne == {"Host": 58}
    assert found.services["Web"].tco_covers == (3, 3)
    assert found.own == 158


def test_dependants_share_evenly_unless_set():
    base = (*svc("Web", 0), *svc("App", 0), *svc("Bot", 0), *svc("Host", 100))
    found = money(*base, rests("Web", "Host", 0.5), rests("App", "Host"), rests("Bot", "Host"))
    assert [found.services[key].tco for key in ("Web", "App", "Bot")] == [50, 25, 25]


def test_a_total_cost_says_how_many_services_it_knows():
    found = money(*svc("Web", 100), *svc("Host"), *svc("Power", 8), rests("Web", "Host"), rests("Host", "Power"))
    assert (found.services["Web"].tco, found.services["Web"].tco_covers) == (108, (2, 3))
    assert (found.services["Host"].tco, found.services["Host"].own) == (8, None)
    assert found.own_covers == (2, 3)


def test_a_diamond_of_dependencies_counts_what_is_below_once():
    base = (*svc("Web", 1), *svc("Left", 2), *svc("Right", 4), *svc("Host", 100))
    joins = [rests("Web", "Left"), rests("Web", "Right"), rests("Left", "Host"), rests("Right", "Host")]
    found = money(*base, *joins).services["Web"]
    assert (found.tco, found.tco_covers) == (107, (4, 4))


def test_a_ring_of_services_leaves_its_closing_link_out_and_names_it():
    records = (*svc("A", 1), *svc("B", 10), rests("A", "B"), rests("B", "A"))
    whole = analyse(estate(*records))
    assert whole.dependencies.rings == (("A", "B"),)
    assert whole.dependencies.closing == {"B rests on A"}
    assert (whole.money.services["A"].tco, whole.money.services["B"].tco) == (11, 10)


def test_a_ring_is_entered_where_others_rest_on_it():
    records = (*svc("A", 1), *svc("B", 10), *svc("Web", 100), rests("A", "B"), rests("B", "A"), rests("Web", "B"))
    assert analyse(estate(*records)).money.services["Web"].tco == 111


def test_sixty_services_that_all_rest_on_each_other():
    names = [f"S{at:02}" for at in range(60)]
    records = [each for name in names for each in svc(name, 1, under=["Pay"] if name == "S30" else [])]
    links = [rests(a, b) for a in names for b in names if a != b]
    whole = analyse(estate(*records, *links))
    assert whole.dependencies.ring_count == 60 * 59 // 2
    assert len(whole.dependencies.rings) == 100
    assert all(use.streams == ("Orders",) for use in whole.services.values())
    assert whole.money.allocated == pytest.approx(60)


# --- who carries it ---------------------------------------------------------------------------------------------------


def test_a_cost_goes_evenly_to_the_streams_that_a_service_reaches():
    found = money_of("Web", *svc("Web", 100, under=["Take", "Pay", "Assess"]))
    assert (found.allocated, found.unallocated) == ({"Orders": 50, "Claims": 50}, 0)


def test_a_cost_flows_through_dependants_to_their_streams():
    found = money(*svc("Web", 100, under=["Claims"]), *svc("Host", 50), rests("Web", "Host"))
    assert found.services["Host"].allocated == {"Claims": 50}
    assert found.streams["Claims"].services == {"Web": 100, "Host": 50}
    assert (found.streams["Claims"].allocated, found.streams["Orders"].allocated) == (150, None)


def test_a_service_that_reaches_no_stream_is_unallocated():
    found = money(*svc("Lost", 100), *svc("Host", 7), rests("Lost", "Host"))
    assert found.services["Host"].unallocated == 7
    assert (found.own, found.allocated, found.unallocated) == (107, 0, 107)


def test_set_shares_come_first_and_the_rest_is_even():
    base = svc("Web", 100, under=["Take", "Assess"])
    assert money_of("Web", *base, carried("Web", "Orders", 0.7)).allocated == pytest.approx(
        {"Orders": 70, "Claims": 30}
    )
    both = money_of("Web", *base, carried("Web", "Orders", 0.5), carried("Web", "Claims", 0.2))
    assert both.unallocated == pytest.approx(30)


def test_a_share_for_a_stream_that_is_not_reached_counts_as_somebody_decided_it():
    base = svc("Web", 100, under=["Take"])
    assert money_of("Web", *base, carried("Web", "Claims", 0.4)).allocated == {"Orders": 60, "Claims": 40}
    assert money_of("Web", *base, carried("Web", "Claims")).allocated == {"Orders": 50, "Claims": 50}
    assert money_of("Web", *svc("Web", 100), carried("Web", "Claims")).allocated == {"Claims": 100}


def test_shares_over_100_percent_are_scaled_and_said():
    base = svc("Web", 100, under=["Take", "Assess"])
    found = money(*base, carried("Web", "Orders", 0.9), carried("Web", "Claims", 0.9))
    assert found.services["Web"].allocated == pytest.approx({"Orders": 50, "Claims": 50})
    assert [(over.record, over.kind) for over in found.overspent] == [("Web", LinkKind.CARRIED_BY)]
    shared = [rests("Web", "Host", 0.9), rests("App", "Host", 0.6)]
    (over,) = money(*svc("Web"), *svc("App"), *svc("Host", 1), *shared).overspent
    assert (over.record, over.kind, over.total) == ("Host", LinkKind.RESTS_ON, pytest.approx(1.5))


def test_maps_that_are_not_current_carry_nothing():
    future = Map(id="later", stream="Claims", state=MapState.FUTURE)
    old = Map(id="old", stream="Claims", date=datetime.date(2020, 1, 1))
    new = Map(id="new", stream="Claims", date=datetime.date(2021, 1, 1))
    steps = [Step(id=f"{each.id} step", map=each.id, name="Ask") for each in (future, old, new)]
    for step, carries in zip(steps, (False, False, True), strict=True):
        found = money_of("Web", future, old, new, *steps, *svc("Web", 100, under=[step.id]))
        assert (found.unallocated == 0) is carries


# --- what is earned, and totals ---------------------------------------------------------------------------------------


def test_margin_is_revenue_less_the_total_cost_of_ownership():
    records = (*svc("Web", 100), *svc("Host", 50), rests("Web", "Host"), *customer("Web"), *customer("Web", "Brokers"))
    lines = (revenue("Web", 300, "unit-Policyholders"), revenue("Web", 40, "unit-Brokers"), revenue("Web", None))
    found = money(*records, *lines)
    web = found.services["Web"]
    assert (web.revenue, web.revenue_covers, web.margin) == (340, (2, 3), 190)
    assert web.customers == {"unit-Policyholders": 300, "unit-Brokers": 40}
    assert (found.revenue, found.revenue_covers) == (340, (2, 3))
    assert found.services["Host"].margin is None


def test_margin_is_unknown_where_cost_or_revenue_is():
    assert money_of("Web", *svc("Web"), revenue("Web", 10)).margin is None
    assert money_of("Web", *svc("Web", 10), revenue("Web", None)).margin is None


def test_development_is_one_cost_among_others():
    web = Service(id="Web", name="Web", cost_development=30, cost_infrastructure=50)
    found = money(web, *svc("Mail", 10), *contract("Hosting", 10, "Mail"))
    assert found.categories == {"development": 30, "infrastructure": 50, "other": 10, "contracts": 10}
    assert found.development_share == pytest.approx(0.3)
    assert money().development_share is None


def test_parts_over_one_leave_nothing_for_blank_ones():
    assert portions([]) == []
    assert portions([0.8, 0.8, None]) == [0.5, 0.5, 0.0]
    assert portions([1.0, None]) == [1.0, 0.0]
