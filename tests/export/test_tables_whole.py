"""The tables of capacity, money, owners, ranges and states, on the sample and where there is little to tell."""

from __future__ import annotations

import math
from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from tests.builders import document as drawn
from tests.documents import documents
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.simulation import with_simulations
from vsmstudio.analysis.states import comparisons
from vsmstudio.export.tables import every as tables
from vsmstudio.export.tables.table import Table
from vsmstudio.export.tables.words import money
from vsmstudio.model.document import Document
from vsmstudio.model.records import Contract, Link, LinkKind, Person, Service, ValueStream
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)


@pytest.fixture(scope="module")
def sample() -> tuple[Document, Analysis]:
    document = load(resources.path("examples", "sample.vsm"))
    return document, with_simulations(document, analyse(document, ON), runs=500)


def every(document: Document, analysis: Analysis) -> list[Table]:
    """All tables that the workbook can hold."""
    found = comparisons(document, analysis)
    both = (
        tables.accepted, tables.allocation, tables.alternatives, tables.capacity, tables.chains, tables.contracts,
        tables.costs, tables.critical_paths, tables.criticality, tables.dependencies, tables.findings, tables.histogram,
        tables.impact, tables.lead_time_range, tables.owners, tables.ownership, tables.path, tables.portfolio,
        tables.revenue, tables.services, tables.steps, tables.units,
    )  # fmt: skip
    return [
        *(each(document, analysis) for each in both),
        tables.deltas(document, found),
        tables.step_changes(document, found),
        tables.applications(document),
        tables.links(document),
        tables.notes(document),
        tables.settings(document),
        tables.rules(analysis),
    ]


def row(table: Table, key: str, value: object) -> dict[str, object]:
    """The first row with this value, by column."""
    at = table.at(key)
    found = next(each for each in table.rows if each[at] == value)
    return dict(zip((column.key for column in table.columns), found, strict=True))


@pytest.mark.parametrize("of", ["sample", "one step", "empty"])
def test_every_row_is_as_wide_as_its_header_and_columns_have_names_of_their_own(
    of: str, sample: tuple[Document, Analysis]
):
    documents = {"sample": sample[0], "one step": drawn("A 1h"), "empty": Document([])}
    document = documents[of]
    for table in every(document, sample[1] if of == "sample" else analyse(document, ON)):
        assert all(len(each) == len(table.columns) for each in table.rows), table.title
        assert not table.ids or len(table.ids) == len(table.rows), table.title
        keys = [column.key for column in table.columns]
        assert len(set(keys)) == len(keys), table.title


def test_what_a_column_adds_up_is_what_it_says(sample: tuple[Document, Analysis]):
    """Columns that workbooks work out from others of their row; a blank stays a blank."""
    compared = 0
    for table in every(*sample):
        for column in table.columns:
            for each in table.rows if column.plus or column.minus else ():
                value = each[table.at(column.key)]
                if value is None:
                    continue
                plus, minus = ([each[table.at(key)] or 0.0 for key in keys] for keys in (column.plus, column.minus))
                assert math.fsum(plus) - math.fsum(minus) == pytest.approx(value), (table.title, column.key)
                compared += 1
    assert compared > 60


def test_the_cost_of_each_service_is_carried_or_unallocated_and_all_adds_up(sample: tuple[Document, Analysis]):
    table = tables.allocation(*sample)
    assert set(table.values("check")) == {0.0}
    whole = table.sum_of("own")
    assert (
        whole == sample[1].money.own == tables.costs(*sample).sum_of("own") == tables.portfolio(*sample).sum_of("own")
    )
    streams = [column.key for column in table.columns if sample[0].of(ValueStream, column.key)]
    carried = sum(table.sum_of(key) or 0.0 for key in streams)
    assert carried + (table.sum_of("unallocated") or 0.0) == pytest.approx(whole)
    assert {table.values("service")[at] for at in table.flagged} == {"Claim tracking", "Legacy archive"}


def test_totals_say_what_they_cover(sample: tuple[Document, Analysis]):
    document = sample[0]
    blank = [
        msgspec.structs.replace(each, cost_maintenance=None) if each.id == "svc-sanctions-check" else each
        for each in document.records.values()
    ]
    held = Document(blank)
    table = tables.portfolio(held, analyse(held, ON))
    assert table.total == "Total of 13 of 14 services known"
    assert "Total of 13 of 14 services known" in table.with_total().rows[-1]
    assert tables.contracts(*sample).total == "Total of 4 contracts"


def test_tco_and_margin_have_no_total(sample: tuple[Document, Analysis]):
    table = tables.portfolio(*sample)
    last = dict(zip((column.key for column in table.columns), table.with_total().rows[-1], strict=True))
    assert (last["tco"], last["margin"]) == (None, None)
    assert last["own"] == 2_973_000


def test_a_step_says_what_it_lacks_and_which_is_the_bottleneck(sample: tuple[Document, Analysis]):
    table = tables.capacity(*sample)
    assert row(table, "step", "Inspect vehicle")["says"] == "bottleneck, over threshold"
    assert row(table, "step", "Chase documents")["says"] == "lacks PT"
    assert row(table, "step", "Chase documents")["utilisation"] is None
    utilisation = row(table, "step", "Inspect vehicle")["utilisation"]
    assert utilisation == pytest.approx(120 * 0.375 / (480 / 22 * 3 * 0.73))


def test_steps_of_a_stream_without_demand_have_no_capacity():
    document = drawn("A 10min/1h -> B 20min/2h")
    assert tables.capacity(document, analyse(document, ON)).rows == ()


def test_people_own_what_the_matrix_says_and_nobody_stands_last(sample: tuple[Document, Analysis]):
    table = tables.ownership(*sample)
    assert table.values("person")[-1] == "Nobody"
    assert table.values("gap")[-1] == "nobody"
    vacant = row(table, "gap", "vacant")
    assert vacant["person"] == "Payments Lead, vacant"
    for stream in sample[0].streams:
        assert sum(value or 0.0 for value in table.values(stream.id)) == pytest.approx(1.0)


def test_where_all_is_owned_nobody_has_no_row():
    document = drawn("A 1h !Ann")
    stream = msgspec.structs.replace(document.the(ValueStream, "stream"), owner="person-Ann")
    held = Document([stream if each.id == "stream" else each for each in document.records.values()])
    assert tables.ownership(held, analyse(held, ON)).values("person") == ("Ann",)


def test_the_difference_is_after_less_before_and_blanks_are_judged_in_brackets(sample: tuple[Document, Analysis]):
    table = tables.deltas(sample[0], comparisons(*sample))
    lead_time = row(table, "figure", "Lead time")
    assert (lead_time["before"], lead_time["after"], lead_time["difference"]) == (7450.0, 3610.0, -3840.0)
    assert (lead_time["judged"], lead_time["reads"]) == ("better", "15.5 d → 7.5 d")
    assert row(table, "figure", "Activity ratio")["judged"] == "(better)"


def test_every_step_of_both_maps_is_matched_once(sample: tuple[Document, Analysis]):
    document = sample[0]
    (compared,) = comparisons(*sample)
    table = tables.step_changes(document, [compared])
    steps = [
        name for key in ("before", "after") for cell in table.values(key) if cell for name in str(cell).split("; ")
    ]
    assert len(steps) == len(document.steps(compared.before)) + len(document.steps(compared.after))
    assert row(table, "before", "3b Chase documents")["fate"] == "gone"


def test_an_accepted_finding_says_by_whom_and_why_and_a_lapsed_one_is_flagged(sample: tuple[Document, Analysis]):
    document, analysis = sample
    table = tables.accepted(document, analysis)
    (held,) = (dict(zip((column.key for column in table.columns), each, strict=True)) for each in table.rows)
    assert (held["standing"], held["by"], held["until"]) == ("accepted", "Head of Finance", date(2026, 5, 1))
    assert table.flagged == frozenset()
    later = tables.accepted(document, analyse(document, date(2026, 6, 1)))
    assert later.values("standing") == ("lapsed",)
    assert later.flagged == {0}


def test_single_points_of_failure_come_first(sample: tuple[Document, Analysis]):
    table = tables.impact(*sample)
    assert table.values("service")[:2] == ("User access", "Claims workflow")
    assert table.flagged == {0, 1}


def test_a_ring_of_services_is_named_where_it_is_cut():
    links = [
        Link(id="ab", kind=LinkKind.RESTS_ON, source="a", target="b"),
        Link(id="ba", kind=LinkKind.RESTS_ON, source="b", target="a"),
    ]
    document = Document([Service(id="a", name="A"), Service(id="b", name="B"), *links])
    assert tables.dependencies(document, analyse(document, ON)).values("ring").count("closes a ring") == 1


def test_a_contract_that_has_ended_costs_nobody_and_is_flagged(sample: tuple[Document, Analysis]):
    table = tables.contracts(*sample)
    ended = row(table, "contract", "Sanctions screening")
    assert (ended["standing"], ended["assigned"]) == ("ended", None)
    assert {table.values("contract")[at] for at in table.flagged} == {"Sanctions screening"}
    nobody = Document([Contract(id="c", name="C", annual_value=10.0)])
    assert tables.contracts(nobody, analyse(nobody, ON)).flagged == {0}


def test_percentiles_bars_and_criticality_come_from_the_same_runs(sample: tuple[Document, Analysis]):
    document, analysis = sample
    (first, *_) = (each for each in document.maps if each.id == "map-motor-claim-current")
    simulation = analysis.simulations[first.id]
    table = tables.lead_time_range(document, analysis, [first.id])
    assert table.values("value")[:3] == (simulation.p50, simulation.p85, simulation.p95)
    bars = tables.histogram(document, analysis, [first.id])
    assert sum(bars.values("runs")) == simulation.runs
    assert bars.values("share")[-1] == 1.0
    index = tables.criticality(document, analysis, [first.id])
    assert row(index, "step", "Report claim")["index"] == 1.0


def test_equal_paths_and_alternatives_are_listed_only_where_there_are_several():
    document = drawn("A 1h -> B 2h -> D 1h; A -> C 2h -> D")
    analysis = analyse(document, ON)
    assert tables.critical_paths(document, analysis).values("way") == ("A → B → D", "A → C → D")
    assert tables.alternatives(document, analysis).rows == ()
    either = drawn("A 1h => B 2h -> D 1h; A -30%-> C 5h -> D")
    table = tables.alternatives(either, analyse(either, ON))
    assert table.values("probability") == (0.7, 0.3)
    assert table.values("longest") == (None, "longest")


def test_thresholds_are_those_of_the_engagement_and_name_the_rules_that_use_them():
    document = drawn("A 1h", quality_threshold=0.9)
    table = tables.settings(document)
    found = row(table, "setting", "%C&A under which quality is poor")
    assert (found["value"], found["number"], found["used"]) == ("90 %", 0.9, "handoff.poor-quality")
    assert all(isinstance(each, (int, float)) or each is None for each in table.values("number"))


def test_every_rule_is_listed_with_its_open_findings(sample: tuple[Document, Analysis]):
    table = tables.rules(sample[1])
    assert sum(table.values("raised")) == len(sample[1].findings)


def test_money_reads_in_one_way():
    assert [money(value, "EUR") for value in (None, 0.0, 12.5, 99.999, 1234.5, -50_000.0)] == [
        "–", "0 EUR", "12.50 EUR", "100 EUR", "1,234 EUR", "−50,000 EUR",
    ]  # fmt: skip
    assert money(7.0) == "7"


def test_people_without_anything_are_listed_without_gap():
    held = Document([Person(id="p", role="Idle"), ValueStream(id="s", name="S", owner="p")])
    assert tables.ownership(held, analyse(held, ON)).flagged == frozenset()


@given(documents())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_document_gives_tables_that_add_up(document: Document):
    analysis = with_simulations(document, analyse(document, ON), runs=20)
    for table in every(document, analysis):
        assert all(len(each) == len(table.columns) for each in table.rows), table.title
    table = tables.allocation(document, analysis)
    for own, allocated, unallocated in zip(*map(table.values, ("own", "allocated", "unallocated")), strict=True):
        assert own == pytest.approx(allocated + unallocated)
