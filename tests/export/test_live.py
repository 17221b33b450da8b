"""A client who types other costs, shares, ratings and targets into the workbook gets the figures of the application."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.export import claims
from tests.export.moneyed import moneyed
from tests.export.office import OFFICE, Place, recalculated, typed_into, worked_out
from tests.export.test_libreoffice import without_values
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.xlsx import workbook
from vsmstudio.interchange.workbook import read_bytes
from vsmstudio.storage.files import load

SAID: dict[Place, object] = {
    ("Costs", "Claims workflow", "Development"): 310_000,
    ("Costs", "Policy data", "Maintenance"): None,
    ("Costs", "Sanctions check", "Infrastructure"): 1_250.5,
    ("Contracts", "Data centre and hosting", "Value"): 300_000,
    ("Contracts", "Sanctions screening", "End"): datetime(2027, 1, 31),
    ("Contracts", "Scanning and licence", "Start"): datetime(2026, 7, 1),
    ("Links", "rests-broker-portal-on-policy-data", "Share"): 0.45,
    ("Links", "rests-claim-tracking-on-claims-workflow", "Share"): None,
    ("Links", "covers-hosting-claims-portal", "Share"): 0.9,
    ("Revenue", "Brokers", "Revenue"): 4_000_000,
    ("Revenue", "Policyholders", "Service"): "Claims portal",
    ("Measures", "Claims settled by the day we named", "Actual"): 85,
    ("Measures", "Claimants who would recommend us", "Target"): 30,
    ("Measures", "Handlers who had a good week", "Actual"): 50,
    ("Experience", "touch-report-claim-user", "Rating"): 5,
    ("Experience", "touch-register-claim-employee", "Rating"): None,
    ("Improvements", "improvement-first-report", "Expected %C&A gained"): 0.25,
    ("Improvements", "improvement-photos", "Benefit"): 3,
    ("Improvements", "improvement-one-owner", "Expected lead time saved"): "1,5-2 d",
    ("Improvements", "improvement-standard-access", "Actual lead time saved"): "4 d",
    ("Workshops", "workshop-mapping-motor-2", "Date"): datetime(2026, 3, 5),
}
MONEY = (
    "Costs", "Money by service", "Services not projects", "Cost shares", "Allocation", "Cost by stream", "Contracts", "Portfolio",
    "Dependencies", "If it stops", "Revenue", "Revenue by customer",
)  # fmt: skip
SHEETS = (
    *MONEY, "Measures", "Experience", "Experience by audience",
    "Improvements", "Priorities", "Claimed effects", "Promised and come", "Workshops", "Attendance",
)  # fmt: skip


@pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")
@pytest.mark.skipif(OFFICE is None, reason="soffice is not installed: nothing here can recalculate a workbook")
def test_what_a_client_types_is_worked_out_as_the_application_works_it_out(tmp_path: Path):
    document = load(resources.path("examples", "sample.vsm"))
    before = workbook(document, analyse(document, claims.AS_OF), claims.AS_OF)
    calculated = recalculated(typed_into(before, SAID), tmp_path)

    imported = read_bytes(calculated, "book.xlsx")
    assert imported.problems == ()
    after = workbook(imported.document, analyse(imported.document, claims.AS_OF), claims.AS_OF)
    held, there, ours = worked_out(before, before), worked_out(before, calculated), worked_out(after, after)
    changed = 0
    for title in SHEETS:
        assert ours[title], title
        for place, value in ours[title].items():
            assert place in there[title], (title, place)
            same = pytest.approx(value, rel=1e-9, abs=1e-6) if isinstance(value, float) else value
            assert there[title][place] == same, (title, place)
            changed += held[title][place] != there[title][place]
    assert changed > 100


@pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")
@pytest.mark.skipif(OFFICE is None, reason="soffice is not installed: nothing here can recalculate a workbook")
@pytest.mark.parametrize("number", [1, 2])
def test_shares_of_every_kind_are_worked_out_alike(number: int, tmp_path: Path):
    document = moneyed(number)
    content = workbook(document, analyse(document, claims.AS_OF), claims.AS_OF)
    ours = worked_out(content, content)
    there = worked_out(content, recalculated(without_values(content), tmp_path))
    assert len(ours["Cost shares"]) > 100
    for title in MONEY:
        for place, value in ours.get(title, {}).items():
            same = pytest.approx(value, rel=1e-9, abs=1e-6) if isinstance(value, float) else value
            assert there[title][place] == same, (title, place)
