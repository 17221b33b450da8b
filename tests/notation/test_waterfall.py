"""The lead-time waterfall: what can be read from it, at every length, and that nothing lies on anything else."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.builders import document
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import Convention
from vsmstudio.notation.shapes import Box, Element, Rect, Words
from vsmstudio.notation.waterfall import Answer, falls, waterfall

WIDTH, ROOM = 1005.0, 600.0


def drawn(held: Document, room: float = ROOM, answers: dict[str, Answer] | None = None) -> tuple[Element, ...]:
    return waterfall(held, analyse(held).maps["map"], WIDTH, room, answers)


def said(*elements: Element) -> list[str]:
    return [shape.text for element in elements for shape in element.shapes if isinstance(shape, Words)]


def long(steps: int) -> Document:
    return document(" -> ".join(f"Look_at_it_for_the_{at}th_time 5min/{at % 7 + 1}h" for at in range(steps)))


def check_readable(element: Element) -> None:
    words = [shape for shape in element.shapes if isinstance(shape, Words) and shape.text.strip()]
    for a, b in combinations([(each.text, Rect(each.left, each.y - 9, each.width, 11)) for each in words], 2):
        assert not a[1].touches(b[1]), (a[0], b[0])
    for each in words:
        assert each.left >= -1, each.text
        assert each.left + each.width <= WIDTH + 1, each.text
        assert each.y <= element.area.bottom, each.text


def test_each_bar_begins_where_the_one_before_it_ends():
    bars = falls(
        held := document("(Customer) -> A 10min/2h -> [In_box 1d] -> B 1h/6h -> (Customer2)"), result := _map(held)
    )
    assert [(each.name, each.start / 60, each.end / 60, each.work) for each in bars] == [
        ("A", 0, 2, 10), ("In box", 2, 10, 0), ("B", 10, 16, 60),
    ]  # fmt: skip
    assert bars[-1].end == result.figures.lead_time


def _map(held: Document):
    return analyse(held).maps["map"]


def test_it_says_what_each_adds_and_the_total():
    words = said(*drawn(document("A 10min/2h -> [In_box 1d] -> B 1h/6h")))
    assert {"A", "In box", "B", "2 h", "1 d", "6 h", "50 %", "38 %", "Lead time", "2 d", "100 %"} <= set(words)


def test_the_longest_is_told_by_colour_weight_and_words():
    (element,) = drawn(document("A 10min/2h -> B 1h/6h -> C 5min/1h"))
    assert any(isinstance(each, Words) and each.text == "6 h" and each.color == "critical" for each in element.shapes)
    assert "longest" in said(element)


def test_a_delay_on_the_way_counts_with_what_it_leads_to():
    held = document("A 1h -> B 1h")
    flow = held.flows("map")[0]

    held = held.apply(edits.update(held, flow.id, delay=parse("3h")))
    assert [(each.name, each.end - each.start) for each in falls(held, _map(held))] == [("A", 60), ("B", 240)]


def test_what_is_unknown_is_a_question_and_the_total_a_lower_bound():
    element = drawn(document("A 10min/2h -> B -> C 5min/1h"))[0]
    assert {"LT?", "time unknown", "Lead time, at least"} <= set(said(element))
    assert any(isinstance(each, Box) and each.dash for each in element.shapes)


def test_where_no_time_is_known_the_steps_are_still_named():
    element = drawn(document("A -> B -> C"))[0]
    assert said(element).count("LT?") == 3
    check_readable(element)


def test_without_a_path_there_is_nothing_to_draw():
    assert drawn(document("")) == ()


def test_what_nobody_answers_for_stands_in_a_frame_and_says_so():
    held = document("A 2h -> B 1d")
    key = next(each.id for each in held.steps("map") if each.name == "B")
    element = drawn(held, answers={key: Answer("Nobody", gap=True)})[0]
    assert {"Accountable", "Nobody", "nobody is accountable"} <= set(said(element))
    assert sum(isinstance(each, Box) and each.fill == "gap_soft" and each.width > 900 for each in element.shapes) == 1


def test_by_the_convention_of_waits_no_processing_is_drawn_into_lead_time():
    held = document("A 1h/3h -> B 1h/2h", convention=Convention.WAITS)
    assert [each.work for each in falls(held, _map(held))] == [0, 0]
    assert "processing" not in said(*drawn(held))


@pytest.mark.parametrize("steps", [1, 3, 12, 25, 60, 150])
def test_every_length_is_readable_part_by_part(steps):
    parts = drawn(long(steps))
    for part in parts:
        check_readable(part)
        assert part.area.height <= ROOM
    names = [words for words in said(*parts) if words.startswith("Look")]
    assert len(names) == steps
    assert said(*parts).count("Lead time") == 1


def test_parts_are_evened_out_so_that_none_holds_a_stray_row():
    counts = [sum(words.startswith("Look") for words in said(part)) for part in drawn(long(60))]
    assert min(counts) > 0.6 * max(counts)


def test_names_of_any_length_keep_to_their_column():
    held = document("A 2h -> B 1d")

    for step in held.steps("map"):
        held = held.apply(edits.update(held, step.id, name="契約内容と補償範囲を確認する" * 9))
    (element,) = drawn(held)
    check_readable(element)
