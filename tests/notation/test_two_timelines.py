"""Two timelines on one scale: what can be read from them, and that nothing lies on anything else."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings

from tests.analysis.maps import changed
from tests.analysis.test_matching import grown
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.comparison import compare
from vsmstudio.model.document import Document
from vsmstudio.model.records import Convention
from vsmstudio.notation.shapes import Box, Element, Poly, Rect, Words
from vsmstudio.notation.time_axis import mark_every
from vsmstudio.notation.two_timelines import LEFT, PANEL, RIGHT, ROOM, Sizes, step_areas, two_timelines


def drawn(held: Document, after: str = "soon", width: float = 1120.0, sizes: Sizes = PANEL) -> Element:
    analysis = analyse(held)
    return two_timelines(held, analysis, compare(held, analysis, "map", after), width, sizes)


def said(element: Element) -> list[str]:
    return [shape.text for shape in element.shapes if isinstance(shape, Words)]


def areas(element: Element) -> list[Poly]:
    return [shape for shape in element.shapes if isinstance(shape, Poly) and shape.closed]


def check_readable(element: Element) -> None:
    words = [shape for shape in element.shapes if isinstance(shape, Words) and shape.text.strip()]
    boxes = [(each, Rect(each.left, each.y - 9, each.width, 11)) for each in words]
    for (a, first), (b, second) in combinations(boxes, 2):
        assert not first.touches(second), (a.text, b.text)
    for each in words:
        assert each.left >= element.area.x - 0.5, each.text
        assert each.y <= element.area.bottom


SMALL = (
    "Receive 30min/2d -> Decide 2h/6d -> Pay 10min/1d",
    ("soon", "Decide2 2h/3d -> Tell 1h/1d -> Pay2 10min/4h", {"Decide2": "Receive Decide", "Pay2": "Pay"}),
)


def test_totals_and_the_difference_stand_at_the_end():
    words = said(drawn(grown(*SMALL)))
    assert "9 d" in words
    assert "4.5 d" in words
    assert "−4.5 d (−50 %)" in words
    assert "2 h 40 min work" in words


def test_a_worse_future_says_so_by_its_sign():
    assert "+2 d (+100 %)" in said(drawn(grown("A 2d", ("soon", "B 4d", {"B": "A"}))))


def test_both_share_one_scale():
    element = drawn(grown("A 4d", ("soon", "B 1d", {"B": "A"})))
    bars = [shape for shape in element.shapes if isinstance(shape, Box) and shape.height == 12]
    assert [bar.width for bar in bars] == pytest.approx([1120 - LEFT - RIGHT, (1120 - LEFT - RIGHT) / 4])


def test_what_took_the_place_of_steps_is_joined_to_them_and_the_rest_is_marked():
    element = drawn(grown(*SMALL))
    assert len(areas(element)) == 3  # two steps became one, one was kept
    words = said(element)
    assert "2 Tell (new)" in words
    assert "new" in words
    assert "gone" not in words
    assert any(word.endswith("(gone)") for word in said(drawn(grown("A 1d -> B 1d", ("soon", "C 1d", {"C": "A"})))))


def test_a_step_off_the_other_path_is_joined_to_nothing_and_that_is_said():
    held = grown("A 1d -> B 2d", ("soon", "C 1d -> D 1h; C -> E 2d", {"C": "A", "D": "B"}))
    element = drawn(held)
    assert len(areas(element)) == 1
    assert any("off the other map's critical path" in words for words in said(element))


def test_maps_of_two_conventions_show_no_difference():
    held = changed(grown("A 1h/2d", ("soon", "B 1h/1d", {"B": "A"})), "soon", convention=Convention.WAITS)
    assert not any("−" in words for words in said(drawn(held)))


def test_one_map_without_times_leaves_the_other_readable():
    words = said(drawn(grown("A 2d", ("soon", "B", {"B": "A"}))))
    assert "2 d" in words
    assert "Lead time unknown" in words
    assert said(drawn(grown("A", ("soon", "B", {"B": "A"}))))[0].startswith("Nobody has said yet")


@pytest.mark.parametrize("sizes", [PANEL, ROOM])
@pytest.mark.parametrize("steps", [3, 12, 40, 100])
@pytest.mark.parametrize("width", [500.0, 1120.0])
def test_any_number_of_steps_can_be_read(steps: int, width: float, sizes: Sizes):
    hours = [1, 1, 2, 3, 8, 20, 60]
    before = " -> ".join(f"S{at} 5min/{hours[at * 5 % 7]}h" for at in range(steps))
    after = " -> ".join(f"T{at} 5min/{hours[at * 3 % 5]}h" for at in range(steps) if at % 7)
    element = drawn(
        grown(before, ("soon", after, {f"T{at}": f"S{at}" for at in range(steps) if at % 7})), width=width, sizes=sizes
    )
    check_readable(element)


def test_a_long_name_stands_in_lines_and_a_cut_one_still_says_that_it_is_gone():
    held = grown("Check_whether_all_papers_are_there 2d -> B 2d", ("soon", "C 2d", {"C": "B"}))
    words = said(drawn(held, width=560))
    assert "are there (gone)" in words
    assert "1 Check whether all papers" in words
    words = said(drawn(grown("Check_whether_all_papers_are_there 2d -> B 9d", ("soon", "C 2d", {"C": "B"})), width=560))
    assert "(gone)" in words


def test_the_areas_of_steps_lie_over_their_bars():
    held = grown(*SMALL)
    analysis = analyse(held)
    comparison = compare(held, analysis, "map", "soon")
    bars = [
        each for each in two_timelines(held, analysis, comparison).shapes if isinstance(each, Box) and each.height == 12
    ]
    areas = step_areas(held, analysis, comparison, 1120.0)
    assert [words for _, _, words in areas][:2] == ["1 Receive, 2 d", "2 Decide, 6 d"]
    assert len(areas) == len(bars)
    for (_, area, _), bar in zip(areas, bars, strict=True):
        assert area.x == pytest.approx(bar.x)
        assert area.y <= bar.y < bar.y + bar.height <= area.bottom


@settings(max_examples=60)
@given(documents())
def test_any_two_maps_can_be_drawn(held: Document):
    analysis = analyse(held)
    a, b = held.maps[0].id, held.maps[-1].id
    check_readable(two_timelines(held, analysis, compare(held, analysis, a, b)))


@pytest.mark.parametrize("minutes", [0.001, 0.4, 3, 45, 100, 479, 481, 5000, 123456, 1e10])
def test_the_scale_has_a_handful_of_round_marks(minutes: float):
    from vsmstudio.model.durations import Calendar

    every = mark_every(minutes, Calendar())
    assert minutes / every <= 10.000001
    assert minutes / every >= 1 or minutes < 0.1


@pytest.mark.parametrize("width", [560.0, 620.0, 700.0, 800.0, 1120.0])
def test_no_name_is_broken_within_a_word_to_fit_between_its_ends(width):
    held = grown("A 5d -> [Weekly_payment 2d] -> B 6d", ("soon", "C 1d", {"C": "A"}))
    words = {word for line in said(drawn(held, width=width, sizes=ROOM)) for word in line.split()}
    assert not [word for word in words if word in "Weekly payment" and word not in ("Weekly", "payment", "A")]
