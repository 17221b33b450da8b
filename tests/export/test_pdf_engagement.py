"""The report's pages of the engagement, read back: each opens with what the facts say, and nothing is cut off unsaid."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import document as drawn
from tests.export import pdf
from tests.export.engaged import ON, engaged
from tests.export.pdf import titled
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.pdf import report
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import (
    Audience,
    Fallback,
    Improvement,
    Measure,
    Obstacle,
    Readiness,
    Service,
    ServiceState,
    Side,
    Stakeholder,
    Step,
    Unit,
    ValueStream,
)


def printed(held: Document, on: date = ON) -> bytes:
    return report(held, analyse(held, on), on)


@pytest.fixture(scope="module")
def content() -> bytes:
    return printed(engaged())


@pytest.fixture(scope="module")
def pages(content: bytes) -> list[str]:
    return pdf.texts(content)


def test_the_charter_opens_with_the_problem_and_holds_every_field(pages: list[str]):
    page = titled(pages, "Charter: Motor claim")
    assert page.startswith("Charter: Motor claim Customers wait eleven days and call three times")
    for words in (
        "Sponsor Head of Sales", "Value stream owner Head of Claims", "Chartered on 12 January 2026",
        "Lead time 5 days by 1 July",
        "A driver reports damage", "Report the damage → Pay the garage", "Own damage without injury", "Theft, injury",
        "80 % of demand", "Drivers", "22 a day", "Head of Claims Head of Sales", "Every Friday 15:00", "Customer",
    ):  # fmt: skip
        assert words in page, words


LONG = ("Nobody knows who decides, so every claim is asked for twice. " * 60).strip()


def test_a_charter_of_very_long_texts_stays_on_one_page_and_says_what_it_cut():
    held = engaged()
    texts = ("trigger", "first_step", "last_step", "in_scope", "out_of_scope", "case", "problem", "target_conditions",
             "outcomes", "briefings", "notes", "name")  # fmt: skip
    held = held.apply(edits.update(held, "stream", **dict.fromkeys(texts, LONG)))
    found = pdf.texts(printed(held))
    (page,) = (each for each in found if each.startswith("Charter: "))
    assert "the whole stands in the workbook" in page
    assert "…" in page
    for label in (
        "Problem",
        "Target conditions",
        "Outcomes",
        "Trigger",
        "In scope",
        "Out of scope",
        "Demand",
        "Briefings",
    ):
        assert label in page


def test_a_charter_says_what_it_still_lacks():
    held = drawn("A 1h -> B 2h")
    held = held.apply(edits.update(held, "stream", problem="Too slow"))
    page = titled(pdf.texts(printed(held)), "Charter: Stream")
    assert "Too slow. The charter still lacks a sponsor, an owner and 5 more." in page
    assert "Nobody yet" in page


def test_value_tells_how_many_targets_were_reached_and_what_got_worse(pages: list[str]):
    page = titled(pages, "Value ")
    assert "1 of 5 measures reached its target; Satisfaction after settlement is worse than at the start." in page
    assert "Agreed on 20 January 2026 by Executive team" in page
    assert "52 % of the way to the target" in page
    assert "Calls per claim 3.1 1 1 Target reached" in page


def test_value_that_nobody_agreed_on_is_said_so():
    held = drawn("A 1h -> B 2h")
    held = held.apply(edits.add_measure(held, "stream", "Calls"))
    assert "Nobody has agreed yet what value is, though 1 measure is taken." in titled(
        pdf.texts(printed(held)), "Value "
    )


def test_stakeholders_say_what_value_means_and_who_was_missing_is_named(pages: list[str]):
    assert "Mobile within a week, one call" in titled(pages, "Stakeholders")
    page = titled(pages, "Workshops")
    assert page.startswith("Workshops Finance works in Motor claim and was not at its mapping.")
    assert "12 May 2026 (planned)" in page


def test_experience_names_the_lowest_point_and_what_it_takes_of_the_lead_time(pages: list[str]):
    page = titled(pages, "Experience: Motor claim")
    assert "Customers are least content at Assess: 1 of 5; the same step takes 77 % of the lead time." in page
    assert "Six days without a word" in page


def test_the_audit_tells_what_is_done_otherwise_and_why(pages: list[str]):
    page = titled(pages, "Audit of workflows")
    assert "Check is done otherwise than documented, for a reason." in page
    assert "nobody changed it back" in page


def test_the_plan_counts_what_is_late_and_unowned(pages: list[str]):
    page = titled(pages, "Improvement plan")
    assert "5 improvements: 1 done, 2 running, 2 open; 1 is overdue and 1 has no owner." in page
    for words in ("1 February 2026, overdue", "LT −4 d; experience +2", "Running initiative: Replace the document archive",
                  "Telling the team before the change saved a week"):  # fmt: skip
        assert words in page, words
    roadmap = titled(pages, "Roadmap")
    assert "“Assess from photographs” is due next, on 1 April 2026; 1 improvement has no date yet." in roadmap


def test_the_health_check_answers_four_questions(pages: list[str]):
    page = titled(pages, "Health check")
    assert "2 of the four questions of the last 12 months are answered with yes." in page
    assert page.count("Not yet") == 2


def test_the_summary_gains_a_line_on_value_experience_and_plan(pages: list[str]):
    page = titled(pages, "Executive summary")
    assert "Value: 1 of 5 measures at its target, 1 worse than at the start." in page
    assert "Plan: 4 improvements, 1 done, 1 overdue." in page


def test_contents_name_every_section_with_the_page_that_the_bookmark_leads_to(content: bytes, pages: list[str]):
    listed = titled(pages, "Contents")
    outline = pdf.outline(content)
    quiet = {
        "Map",
        "Figures",
        "Critical path",
        "Capacity",
        "Who is accountable",
        "Lead time range",
        "Cover",
        "Contents",
    }
    for _, title, page in outline:
        if title not in quiet:
            assert f"{title} {page - 2}" in listed, title


def test_contents_of_very_many_sections_have_pages_of_their_own():
    held = drawn("A 1h -> B 2h")
    streams = [ValueStream(id=f"s{at}", name=f"Stream {at}", problem="Slow") for at in range(110)]
    held = held.apply(edits.put(held, "Add", *streams))
    pages = pdf.texts(printed(held))
    contents = [page for page in pages if page.startswith("Contents")]
    assert len(contents) == 2
    assert contents[1].endswith(" iii")
    number = pages.index(next(page for page in pages if page.startswith("Charter: Stream 99 "))) + 1 - len(contents) - 1
    assert f"Charter: Stream 99 {number}" in " ".join(contents)


def test_there_is_no_page_of_what_nobody_said():
    found = pdf.texts(printed(drawn("A 1h -> B 2h")))[1:]
    titles = ("Charter", "Value", "Stakeholders", "Workshops", "Experience", "Audit", "Improvement plan", "Roadmap",
              "Priorities", "Health check", "Follow-up", "What each improvement", "Service catalogue",
              "Fund services")  # fmt: skip
    assert [page[:40] for page in found if page.startswith(titles)] == []


def test_many_and_long_things_stay_on_the_paper():
    held = engaged()
    for at in range(40):
        name = f"Improvement {at} " + "with a long name " * 6
        held = held.apply(edits.add_improvement(held, name, ["Check"], lesson=LONG, effort=at % 10, benefit=at % 7))
        held = held.apply(edits.add_measure(held, "stream", f"Measure {at} " + "w" * 80, unit="furlongs per fortnight",
                                            baseline=9e11, target=-9e11, actual=float(at)))  # fmt: skip
        held = held.apply(edits.add_stakeholder(held, "drivers", value=LONG))
    for step in held.steps("map"):
        held = held.apply(edits.rate(held, step.id, Audience.USER, rating=1.0, note=LONG))
    with pdf.opened(printed(held)) as found:
        for number in range(1, len(found)):
            words = found[number].get_textpage()
            boxes = [words.get_charbox(at) for at in range(words.count_chars())]
            assert min(left for left, _, _, _ in boxes) > 20, number + 1
            assert max(right for _, _, right, _ in boxes) < 822, number + 1
            assert min(bottom for _, bottom, _, _ in boxes) > 8, number + 1
            words.close()


def test_every_record_of_the_engagement_is_printed(pages: list[str]):
    held, text = engaged(), " ".join(pages)
    for kind in (Improvement, Measure, Step):
        for each in held.all(kind):
            assert each.name in text
    for each in held.all(Stakeholder):
        assert each.gains in text


def later() -> Document:
    """The same engagement with a current map that was measured again, and a future map that promised something."""
    held = engaged()
    held = held.apply(edits.update(held, "map", date=date(2026, 1, 26), name="Baseline"))
    held = held.apply(edits.copy_later(held, "map", "After", date(2026, 2, 10)))
    again = held.current_map("stream")
    assert again is not None
    assess = next(step for step in held.steps(again.id) if step.name == "Assess")
    return held.apply(edits.update(held, assess.id, lead_time=parse("2d"), process_time=parse("60min")))


def test_follow_up_tells_what_was_promised_and_what_came():
    page = titled(pdf.texts(printed(later())), "Follow-up: Motor claim")
    assert "Lead time went from 7.8 d to 3.8 d" in page
    assert "Lead time now" in page
    assert "How much of the promise came" in page
    assert "Telling the team before the change saved a week" in page


def test_there_is_no_follow_up_before_anything_was_measured_again(pages: list[str]):
    assert titled(pages, "Follow-up") == ""


def test_each_improvement_has_its_part_of_the_way_to_the_future(pages: list[str]):
    page = titled(pages, "What each improvement contributes: Motor claim")
    assert "Assess from photographs takes 4 working days off the lead time, more than any other." in page
    for words in (
        "Current state 7.8 d",
        "Assess from photographs −4 d",
        "With all improvements",
        "Claimed and computed",
        "without one, by the claim applied to today's map",
    ):
        assert words in page, words


def test_an_improvement_that_was_not_ranked_has_a_number_but_no_rank():
    held = engaged()
    idea = next(each for each in held.all(Improvement) if each.rank is not None)
    held = held.apply(edits.update(held, idea.id, rank=None))
    page = titled(pdf.texts(printed(held)), "The order and what it rests on")
    assert f") 3 {idea.name}" in page  # it was third
    assert "In brackets: not ranked, its number on the plot." in page


def test_priorities_show_the_plot_then_the_order_with_the_earlier_one(pages: list[str]):
    page = titled(pages, "Priorities")
    first = "Assess from photographs comes first, 2 places up; Replace the document archive supports no stream."
    assert page.startswith(f"Priorities {first}")
    for words in ("Do first", "Think twice", "The room's order", "was 4", "running initiative"):
        assert words in page, words
    table = titled(pages, "The order and what it rests on")
    assert (
        "4 improvements moved since the order “At the start of 12 January 2026”: What ran already came first." in table
    )
    assert "1 3 Assess from photographs −4 d 1 of 1" in table


def test_owners_that_are_proposed_stand_with_what_the_room_holds_against_them():
    held = engaged()
    held = held.apply(edits.put(held, "Add", Unit(id="it", name="IT", side=Side.IT)))
    held = held.apply(edits.update(held, "person-Head_of_Claims", unit="it"))
    change = edits.object_to(held, "owner.stream-in-it", "stream", Obstacle.CONTROL, why="It is ours", by="IT", on=ON)
    page = titled(pdf.texts(printed(held.apply(change))), "Owners proposed")
    assert "1 stream or service is owned in the wrong place or by nobody" in page
    assert "The room noted why 1 stays for now." in page
    assert "Fear of losing control: It is ours (IT, 16 February 2026)" in page


def test_services_have_cards_and_projects_hide_what_they_cost():
    held = engaged()
    portal = Service(
        id="portal", name="Claims portal", outcomes="Claims reported in ten minutes", service_levels="99.9 % by day",
        warranty="Restored within four hours", fallback=Fallback.MANUAL, security=Readiness.GAP, knowledge=Readiness.OK,
        cost_development=40000.0, cost_infrastructure=60000.0,
    )  # fmt: skip
    old = Service(id="old", name="Old archive", state=ServiceState.RETIRED)
    found = pdf.texts(printed(held.apply(edits.put(held, "Add", portal, old))))
    page = titled(found, "Service catalogue")
    assert "2 services, 1 in the catalogue, 1 retired; Claims portal lacks readiness." in page
    for words in (
        "Warranty Restored within four hours",
        "Service levels 99.9 % by day",
        "Own cost 100,000 EUR",
        "Fallback manual",
    ):
        assert words in page, words
    assert page.index("Claims portal catalogue") < page.index("Old archive retired")
    hidden = titled(found, "Fund services, not projects")
    assert (
        "would show 40,000 EUR a year of development; the services cost 100,000 EUR, so that 60 % would stay hidden."
        in hidden
    )
    assert "Carried by no stream 100,000 EUR" in hidden


def test_a_long_stream_has_its_experience_in_strips_with_every_name():
    held = drawn(" -> ".join(f"Step_{at} 1h" for at in range(1, 41)))
    for step in held.steps("map"):
        held = held.apply(edits.rate(held, step.id, Audience.CUSTOMER, rating=3.0))
    page = titled(pdf.texts(printed(held)), "Experience: Stream")
    assert all(f"{at} Step {at} " in page for at in range(1, 41))
