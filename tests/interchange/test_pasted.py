"""What is copied out of a spreadsheet, read as steps: nothing is lost, whatever stands in the cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmstudio.interchange.clip_text import TooMuch, read_cells, write_cells
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.pasted import Pasted, read_pasted
from vsmstudio.model import rules
from vsmstudio.model.records import Step


def steps(found: Pasted) -> list[Step]:
    by_id = {step.id: step for step in found.document.all(Step)}
    after = {flow.source: flow.target for each in found.document.maps for flow in found.document.flows(each.id)}
    at = next((key for key in by_id if key not in after.values()), "")
    row = []
    while at:
        row.append(by_id[at])
        at = after.get(at, "")
    return row


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\rb", [["a"], ["b"]]),
        ('"two\nlines"\t""', [["two\nlines", ""]]),
        ('"say ""so"""', [['say "so"']]),
        ('5" pipe\t"open', [['5" pipe', '"open']]),
        ("", []),
    ],
)
def test_cells_are_read_as_a_spreadsheet_writes_them(text, cells):
    assert read_cells(text) == cells


@given(st.lists(st.lists(st.text(alphabet="a\t\n\"'=1 -", max_size=6), min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_is_written_is_read_again(rows):
    read = read_cells(write_cells(rows))
    unquoted = [[cell.removeprefix("'") if cell[1:2] in tuple("=+-@") else cell for cell in row] for row in read]
    expected = [[cell.removeprefix("'") if cell[1:2] in tuple("=+-@") else cell for cell in row] for row in rows]
    while expected and not any(cell.strip() for cell in expected[-1]):
        expected.pop()
    assert unquoted == expected


def test_more_cells_than_can_be_pasted_are_refused():
    with pytest.raises(TooMuch, match="100,000 cells"):
        read_cells("a\t" * 100_001)


def test_a_single_word_heads_a_column_only_where_it_can_mean_nothing_else():
    assert [step.name for step in steps(read_pasted("Process\nShip"))] == ["Process", "Ship"]
    assert [step.name for step in steps(read_pasted("Step\nPack\nShip"))] == ["Pack", "Ship"]


def test_numbers_in_front_of_names_are_the_ids_of_the_rows():
    assert [(step.key, step.name) for step in steps(read_pasted("1\tPack\n2\tShip"))] == [("1", "Pack"), ("2", "Ship")]


def test_bare_numbers_are_times_and_quality_in_their_usual_order():
    [step] = steps(read_pasted("Pack\t5\t20\t90\tAnn"))
    assert (step.process_time.text, step.lead_time.text, step.ca) == ("5", "20", 0.9)


def test_the_second_time_is_the_wait_where_the_map_counts_waits():
    [step] = steps(read_pasted("Pack\t5 min\t2 d", waits=True))
    assert step.wait.text == "2 d"


def test_a_predecessor_that_is_nowhere_is_kept_as_a_note():
    found = read_pasted("Step\tAfter\nPack\t\nShip\tQueen")
    assert [step.notes for step in found.document.all(Step) if step.name == "Ship"] == ["After: Queen"]
    assert [str(each) for each in found.kept] == ["row 3, After “Queen”"]


@given(
    st.text(alphabet="ab1%=\"'-\t\n\r;,. dhmin", max_size=60),
    st.sampled_from(["", "Step\tPT\tLT\t%C&A\tOwner\n", "Id\tStep\tAfter\n"]),
)
def test_whatever_is_pasted_makes_sound_steps_or_is_refused(text, header):
    try:
        found = read_pasted(header + text)
    except (BadSource, TooMuch):
        return
    assert rules.check(found.document) == ()
    said = " ".join(
        f"{step.name} {step.key} {step.notes} {step.process_time} {step.lead_time}" for step in found.document.all(Step)
    )
    for each in found.kept:
        assert not each.text or " ".join(each.text.split()) in " ".join(said.split())
