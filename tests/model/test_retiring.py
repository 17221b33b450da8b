"""Services are retired and contracts ended in one change."""

from __future__ import annotations

from datetime import date

import pytest

from tests.analysis.estates import TODAY, contract, estate, rests, revenue, svc
from tests.laws import hold_the_laws
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Contract, Kept, LinkKind, Revenue, Service, ServiceState
from vsmstudio.model.rules import Refused


@pytest.fixture
def held() -> Document:
    return estate(
        *svc("Web", 100, under=["Pay"], notes="kept"),
        *svc("Host", 50),
        rests("Web", "Host"),
        *contract("Hosting", 40, "Web", "Host", start=date(2026, 1, 1)),
        revenue("Web", 900),
    )


def test_a_retired_service_costs_and_earns_nothing_and_what_relies_on_it_stays_linked(held: Document) -> None:
    after = hold_the_laws(held, edits.retire(held, ["Web"], on=TODAY))
    web = after.the(Service, "Web")
    assert (web.state, web.cost_other, web.cost_support, web.notes) == (ServiceState.RETIRED, 0, 0, "kept")
    assert [each.amount for each in after.all(Revenue)] == [0]
    assert [each.target for each in after.links_from("Web", LinkKind.UNDERPINS)] == ["Pay"]
    assert [each.target for each in after.links_from("Hosting", LinkKind.COVERS)] == ["Host"]


def test_what_was_kept_of_a_dependency_goes_with_it(held: Document) -> None:
    (link,) = held.links_from("Web", LinkKind.RESTS_ON)
    grown = held.apply(edits.put(held, "", Kept(id="kept", format="archimate", about=link.id)))
    after = hold_the_laws(grown, edits.retire(grown, ["Web"], on=TODAY))
    assert not after.all(Kept)


def test_a_contract_ends_the_day_before_and_never_before_it_began(held: Document) -> None:
    after = hold_the_laws(held, edits.retire(held, [], ["Hosting"], TODAY))
    assert after.the(Contract, "Hosting").end == date(2026, 5, 31)
    early = hold_the_laws(held, edits.retire(held, [], ["Hosting"], date(2026, 1, 1)))
    assert early.the(Contract, "Hosting").start == early.the(Contract, "Hosting").end == date(2025, 12, 31)


def test_several_are_one_change_with_a_name(held: Document) -> None:
    change = edits.retire(held, ["Web", "Host"], ["Hosting"], TODAY)
    assert change.label == "Retire Web and 2 more"
    hold_the_laws(held, change)


def test_nothing_to_change_is_refused(held: Document) -> None:
    gone = held.apply(edits.retire(held, ["Web"], ["Hosting"], TODAY))
    for again in (([], []), (["Web"], ["Hosting"]), (["Nowhere"], []), ([], ["Nowhere"])):
        with pytest.raises(Refused):
            edits.retire(gone, *again, TODAY)
