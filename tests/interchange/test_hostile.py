"""Step tables that mean harm are refused in a line or read, in bounded time and memory."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.interchange.hostile_tables import hostile_tables
from vsmstudio.interchange import table_reader, workbook_parts, workbook_reader
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.step_table import read_bytes, read_files, read_text
from vsmstudio.model.document import MOST_RECORDS
from vsmstudio.model.records import Flow, Step

SIZE = 150_000  # tests.long.hostile takes the largest that is read


@pytest.mark.skipif(os.name == "nt", reason="children are forked")
@pytest.mark.parametrize("name", hostile_tables(SIZE))
def test_a_hostile_table_is_refused_or_read_within_bounds(name: str, tmp_path: Path) -> None:
    from tests.long.hostile import imported, saved
    from tests.measured import cost_of

    path = tmp_path / "x.csv"
    path.write_bytes(hostile_tables(SIZE)[name]())
    for deed in (imported, saved):
        came = cost_of(deed, path)
        assert not came.came.startswith("crash"), came
        assert came.bearable, came


@pytest.mark.skipif(os.name == "nt", reason="devices of POSIX")
def test_a_pipe_is_no_table_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", tmp_path, Path("/dev/zero")):
        with pytest.raises(BadSource, match="is no ordinary file"):
            read_files([path])


def test_ten_thousand_steps_are_read() -> None:
    rows = "\n".join(f"Step {i},{i},{i - 1 if i else ''},2 h,Mail; SAP" for i in range(10_000))
    imported = read_text(f"Step,Id,Predecessors,PT,Services\n{rows}", "t.csv")
    assert imported.problems == ()
    assert len(imported.document.all(Step)) == 10_000
    assert len(imported.document.all(Flow)) == 9_999


def test_a_table_that_no_file_could_hold_is_refused() -> None:
    rows = "\n".join(f"Step {i},{i},{i - 1 if i else ''},Mail; SAP" for i in range(19_000))
    with pytest.raises(BadSource, match=rf"t\.csv makes [\d,]+ records, and a file holds {MOST_RECORDS:,}"):
        read_text(f"Step,Id,Predecessors,Services\n{rows}", "t.csv")


def test_blank_rows_below_a_table_do_not_count() -> None:
    imported = read_text("Step;PT\nA;1 h\n" + ";\n" * 30_000, "t.csv")
    assert [step.name for step in imported.document.all(Step)] == ["A"]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    imported = read_text('Step,PT\nA,1 h\n"B,1 h\n' + "C,1 h\n" * 15_000, "t.csv")
    assert len(imported.document.all(Step)) == 15_002
    assert any("out of place in line 3" in note for note in imported.notes)


@pytest.mark.parametrize(("limit", "most", "said"), [
    ("MOST_PARTS", 3, "holds more than 3 parts"),
    ("MOST_LINES", 2, "has too many rows"),
])  # fmt: skip
def test_workbooks_of_endless_parts_and_rows_are_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, said: str
) -> None:
    made = Workbook()
    for each in ("Step", "A", "B"):
        made.active.append([each])
    held = BytesIO()
    made.save(held)
    monkeypatch.setattr(workbook_reader, limit, most)
    with pytest.raises(BadSource, match=said):
        read_bytes(held.getvalue(), "book.xlsx")


@pytest.mark.parametrize(
    ("limit", "said"), [("MOST_CELLS", "has more than 4 filled cells"), ("MOST_LISTED", "lists more than 4 names")]
)
def test_tables_of_endless_cells_and_lists_are_refused(monkeypatch: pytest.MonkeyPatch, limit: str, said: str) -> None:
    monkeypatch.setattr(table_reader, limit, 4)
    with pytest.raises(BadSource, match=f"steps.csv {said}"):
        read_text("Step,Services\nA,a;b;c;d\nB,e;f;g;h\n", "steps.csv")


@pytest.mark.parametrize(
    ("limit", "said"), [("_DEEPEST", "nests more than 2 deep"), ("MOST_ELEMENTS", "cells and rows")]
)
def test_parts_of_workbooks_that_nest_or_go_on_without_end_are_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, said: str
) -> None:
    held = BytesIO()
    Workbook().save(held)
    monkeypatch.setattr(workbook_parts, limit, 2)
    with pytest.raises(BadSource, match=said):
        read_bytes(held.getvalue(), "book.xlsx")
