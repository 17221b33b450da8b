"""The report of the whole analysis, read back: capacity, ranges, states, money, failures, owners, method."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import document as drawn
from tests.export import hostile, pdf
from tests.export.pdf import titled
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.simulation import with_simulations
from vsmstudio.export.pdf import report
from vsmstudio.export.pdf.engagement.fields import Field, bulleted, fit
from vsmstudio.export.pdf.paper import WIDTH
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import (
    Criticality,
    Endpoint,
    EndpointRole,
    Flow,
    Link,
    LinkKind,
    Map,
    MapState,
    Person,
    Placement,
    Service,
    Step,
    ValueStream,
)
from vsmstudio.notation import text
from vsmstudio.storage.files import load

ON = date(2026, 2, 16)
LEFT_EDGE, RIGHT_EDGE, LOWER_EDGE = 20.0, 822.0, 8.0


def printed(document: Document) -> bytes:
    return report(document, with_simulations(document, analyse(document, ON), runs=300), ON)


def sample() -> Document:
    return load(resources.path("examples", "sample.vsm"))


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return pdf.texts(printed(sample()))


def test_capacity_names_the_bottleneck_and_what_is_unknown(pages: list[str]):
    page = titled(pages, "Capacity: Motor claim · Current state")
    assert "Inspect vehicle is the bottleneck: demand takes 94 % of the time that its people have." in page
    assert "Takt 21.8 min" in page
    assert "lacks PT" in page
    assert "bottleneck, over threshold" in page


def test_a_step_that_cannot_meet_demand_is_said_so():
    document = drawn("A 50min/1h -> B 10min/1h")
    stream = ValueStream(id="stream", name="Stream", demand=10.0)
    steps = {step.id: Step(id=step.id, map="map", name=step.name, process_time=step.process_time, people=1.0)
             for step in document.steps("map")}  # fmt: skip
    changed = {"stream": stream, **steps}
    held = Document([changed.get(each.id, each) for each in document.records.values()])
    page = titled(pdf.texts(printed(held)), "Capacity")
    assert "A cannot meet demand: it would take 104 % of the time that its people have." in page


def test_load_of_units_is_ranked(pages: list[str]):
    page = titled(pages, "Load of units")
    assert "Loss adjusters has the highest load: its steps take 94 % of what its people can do." in page
    assert page.index("Loss adjusters supplier") < page.index("Broker sales business")


def test_a_range_tells_what_to_promise_and_how_it_was_drawn(pages: list[str]):
    page = titled(pages, "Lead time range: Motor claim · Current state")
    assert "85 of 100 times it takes" in page
    assert "the headline is 15.5 working days." in page
    assert "300 runs, seed 1, PERT-beta; 2 of 11 steps with a range." in page
    assert "Critical in some runs only" in page


def test_current_and_future_stand_on_one_time_scale_with_their_differences(pages: list[str]):
    page = titled(pages, "Current state and 90 days: Motor claim")
    assert "“90 days” takes 7.5 working days instead of 15.5 working days, 52 % less." in page
    assert "−8 d" in page
    table = titled(pages, "What differs: Current state and 90 days")
    assert "Lead time 15.5 d 7.5 d −8 d −52 % better" in table
    assert "Processing time 4 h 25 min 4 h 33 min +8 min +3 % (worse)" in table
    steps = titled(pages, "What becomes of each step: Current state and 90 days")
    assert "gone 3b Chase documents" in steps


def test_money_opens_with_what_supports_no_stream_and_adds_up(pages: list[str]):
    page = titled(pages, "Services and money")
    assert "290,000 EUR a year supports no stream: Legacy archive and Claim tracking." in page
    assert "2,973,000 EUR" in page
    assert "Total of 14 services 2,973,000 2,043,600 639,400 290,000" in page
    portfolio = titled(pages, "Service portfolio")
    assert "Total of 14 services 2,973,000 5,980,000" in portfolio  # none of TCO and margin
    assert "gap in continuity" in portfolio


def test_contracts_say_what_has_ended(pages: list[str]):
    page = titled(pages, "Contracts, revenue and applications")
    assert "3 of 4 contracts run; 1 has ended." in page
    assert "PolicyBase" in page


def test_failures_begin_with_single_points(pages: list[str]):
    page = titled(pages, "If it stops")
    assert "User access and Claims workflow are 2 single points of failure" in page
    assert page.index("User access single point none") < page.index("Policy data none")
    assert "What rests on what" in page


def test_owners_are_listed_with_their_share_and_nobody_last(pages: list[str]):
    page = titled(pages, "Who owns what")
    assert "Head of Claims answers for 6 of 39 streams, steps and services; nobody for 5." in page
    assert "Payments Lead, vacant vacant Finance" in page


def test_equal_paths_are_all_printed(pages: list[str]):
    page = titled(pages, "Critical path: Motor claim · 90 days")
    assert "2 paths are equally long." in page
    assert "Other paths, as long as the one above" in page
    assert "Critical path: Motor claim · 90 days (continued)" not in page  # no page for one row


def test_accepted_findings_are_in_an_appendix_with_their_reason(pages: list[str]):
    page = titled(pages, "Accepted findings")
    assert "1 finding was accepted and counts no more." in page
    assert "The place is advertised." in page
    assert "Head of Finance" in page


def test_the_method_states_rules_seed_and_thresholds(pages: list[str]):
    page = titled(pages, "How it was calculated")
    for words in (
        "Rework is repeated until it is right",
        "300 runs, seed 1, PERT-beta.",
        "Utilisation over which there is a bottleneck: 85 %",
        "Motor claim · 90 days: Cost per unit holds the services at what they cost today.",
    ):
        assert words in page
    assert "own cost = allocated + unallocated" in " ".join(titled(pages, "Definitions and formulas").split())


def test_there_is_no_page_of_what_is_not_there():
    pages = pdf.texts(printed(drawn("A 1h -> B 2h")))
    titles = ("Capacity", "Load of units", "Lead time range", "What differs", "Services and money", "Service portfolio",
              "Contracts", "If it stops", "Who owns what", "From stream to stream", "Accepted")  # fmt: skip
    assert [page for page in pages if page.startswith(titles)] == []


def test_streams_that_start_one_another_are_added_up():
    records = [
        ValueStream(id="a", name="Order", order=1.0),
        ValueStream(id="b", name="Delivery", order=2.0),
        Map(id="ma", stream="a"),
        Map(id="mb", stream="b"),
        Step(id="sa", map="ma", name="Sell", lead_time=parse("2d")),
        Step(id="sb", map="mb", name="Ship", lead_time=parse("3d")),
        Endpoint(id="end", map="ma", name="Handed over", role=EndpointRole.END, starts="b"),
        Flow(id="f", map="ma", source="sa", target="end"),
    ]
    page = titled(pdf.texts(printed(Document(records))), "From stream to stream")
    assert "Order → Delivery takes 5 working days from end to end." in page


def large() -> Document:
    """60 steps, 40 services, 25 people and eight streams, with a future map."""
    people = [Person(id=f"p{i}", role=f"Head of department {i}") for i in range(25)]
    streams = [ValueStream(id=f"v{i}", name=f"Stream {i} of the house", order=float(i), demand=10.0) for i in range(8)]
    maps = [Map(id=f"m{i}", stream=f"v{i}") for i in range(8)]
    maps.append(Map(id="next", stream="v0", name="Next year", state=MapState.FUTURE))
    services = [
        Service(
            id=f"s{i}",
            name=f"Service {i}",
            owner=f"p{i % 25}",
            cost_development=1000.5 * i,
            cost_other=1e11 if i == 3 else None,
        )
        for i in range(40)
    ]
    steps, places, flows, links = [], [], [], []
    for held, count in (("m0", 60), ("next", 40)):
        for i in range(count):
            times = {"process_time": parse("10-20-60 min"), "lead_time": parse("1d")}
            steps.append(
                Step(id=f"{held}.{i}", map=held, name=f"Step {i} with a name", owner=f"p{i % 25}", people=2.0, **times)
            )
            places.append(Placement(id=f"{held}.{i}.at", node=f"{held}.{i}", x=216.0 * i, y=0.0))
            if i:
                flows.append(Flow(id=f"{held}.{i}.f", map=held, source=f"{held}.{i - 1}", target=f"{held}.{i}"))
    for i in range(40):
        links.append(
            Link(id=f"u{i}", kind=LinkKind.UNDERPINS, source=f"s{i}", target=f"m0.{i}", criticality=Criticality.HIGH)
        )
        links.append(Link(id=f"c{i}", kind=LinkKind.CAME_FROM, source=f"next.{i}", target=f"m0.{i}"))
        links.append(Link(id=f"w{i}", kind=LinkKind.UNDERPINS, source=f"s{i}", target=f"v{i % 8}"))
    return Document([*people, *streams, *maps, *services, *steps, *places, *flows, *links])


@pytest.mark.parametrize("case", ["sample", "hostile", "large", "one step", "empty"])
def test_no_page_is_empty_and_nothing_lies_outside_it(case: str):
    document = {
        "sample": sample,
        "hostile": lambda: hostile.document(list(sample().records.values())),
        "large": large,
        "one step": lambda: drawn("A 10-20min/1h"),
        "empty": lambda: Document([]),
    }[case]()
    with pdf.opened(printed(document)) as found:
        for number in range(1, len(found)):  # the cover has a page of its own kind
            page = found[number]
            words = page.get_textpage()
            count = words.count_chars()
            assert count > 60, (case, number + 1)
            unit = page.get_size()[0] / WIDTH  # a map may stand on the large sheet
            boxes = [[each / unit for each in words.get_charbox(at)] for at in range(count)]
            assert min(left for left, _, _, _ in boxes) > LEFT_EDGE, (case, number + 1)
            assert max(right for _, _, right, _ in boxes) < RIGHT_EDGE, (case, number + 1)
            assert min(bottom for _, bottom, _, _ in boxes) > LOWER_EDGE, (case, number + 1)
            words.close()
            page.close()


def test_every_service_step_and_owner_of_a_large_model_is_printed():
    pages = pdf.texts(printed(large()))
    capacity = titled(pages, "Capacity: Stream 0 of the house · Current state")
    assert all(f"Step {i} with a name" in capacity for i in range(60))
    money, owners = titled(pages, "Services and money"), titled(pages, "Who owns what")
    assert all(f"Service {i} " in money for i in range(1, 40))
    assert all(f"Head of department {i} " in owners for i in range(25))
    assert all(f"Stream {i} of the house" in money for i in range(8))


def test_an_earlier_state_is_its_map_as_its_figures_stand_in_the_follow_up(pages: list[str]):
    earlier = [page for page in pages if "Baseline 2025" in page[:60]]
    assert earlier
    assert all(page.startswith("Baseline 2025: Broker onboarding") for page in earlier)
    assert "An earlier state: what came of it stands in the follow-up." in earlier[0]
    assert "Baseline 2025" in titled(pages, "Follow-up: Broker onboarding")
    assert "Baseline 2025" not in titled(pages, "What services underpin")


def test_the_page_of_links_says_what_most_of_today_rests_on(pages: list[str]):
    page = titled(pages, "What services underpin")
    assert "Agreements, Claims workflow and Policy data underpin most: 3 steps or streams each." in page
    assert "Current state; 90 days" in page


def test_a_map_that_can_be_read_without_its_curves_leaves_them_to_their_section(pages: list[str]):
    (whole,) = [page for page in pages if page.startswith("Current state: Motor claim")]
    assert "Experience: in its own section." in whole
    assert "Employees" not in whole
    assert "Employees" in titled(pages, "Experience: Motor claim")


@pytest.mark.parametrize("title", ["Workshops", "What services underpin", "Roadmap", "How it was calculated"])
def test_a_few_rows_get_no_page_of_their_own(pages: list[str], title: str):
    assert any(page.startswith(title) for page in pages)
    assert not any(page.startswith(f"{title} (continued)") for page in pages)


def test_the_cards_of_services_are_spread_evenly_and_not_cut_off(pages: list[str]):
    found = [page for page in pages if page.startswith("Service catalogue")]
    counts = [page.count("Fallback") for page in found]
    assert sum(counts) == 14
    assert min(counts) >= 4
    assert not any("…" in page for page in found)


def test_hours_of_a_year_have_no_decimals_that_tell_nothing(pages: list[str]):
    assert "Labour hours per year 6,329 6,329 4,445" in titled(pages, "Follow-up: Broker onboarding")


def test_a_promise_that_another_way_makes_longer_in_work_is_explained(pages: list[str]):
    page = titled(pages, "Follow-up: Broker onboarding")
    assert "was 1.2 d, promised 1.6 d" in page
    assert "With what was promised another way is the longest" in page


def test_the_further_lines_of_a_listed_text_stand_under_its_words():
    field = Field("Target conditions", bulleted("Lead time 8 d or less\nOne call for a claim, not three"))
    fitted = fit([field], 90, 400)
    lines = fitted.fields[0][1]
    assert sum(line.startswith("• ") for line in lines) == 2
    assert len(lines) > 2
    inner = text.width("• ", fitted.size)
    assert all(text.width(line, fitted.size) + (0 if line.startswith("• ") else inner) <= 90 for line in lines)
