"""Sheets of cells out of whatever clients send: CSV of every make, damaged or not, and workbooks."""

from __future__ import annotations

import csv
import io
import os
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.interchange import books
from vsmstudio.interchange.delimited import rows_of
from vsmstudio.interchange.headings import best_score
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.sheets import Sheet, sheet_of_text, sheets_of
from vsmstudio.interchange.table_reader import cleaned


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet_of_text(text, "t.csv").rows]


def one(data: bytes, name: str = "b.xlsx") -> Sheet:
    (sheet,) = sheets_of(data, name)
    return sheet


# --- well-formed ----------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.sampled_from('ab"\n,;\t|\r é'), max_size=6)


@given(
    st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@example([["a", 'b"'], ["c\nd,e,f", ""]], ",", "\n", csv.QUOTE_MINIMAL)
@settings(max_examples=150)
def test_a_well_formed_file_gives_exactly_the_rows_that_csv_gives(
    rows: list[list[str]], delimiter: str, end: str, quoting: int
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([["Step", "PT", "LT", "Notes"], *rows])
    wanted = csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter)
    held = [row for row in (tuple(map(cleaned, each)) for each in wanted) if any(row)]
    found, notes = rows_of(out.getvalue(), "t.csv", best_score)
    assert [row.cells for row in found] == held
    assert not any("out of place" in note for note in notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_is_told(encoding: str) -> None:
    sheet = one("Step;Owner\nPrüfen;Müller\nÉtape;Zoë\n".encode(encoding), "t.csv")
    assert [row.cells for row in sheet.rows[1:]] == [("Prüfen", "Müller"), ("Étape", "Zoë")]


def test_a_text_that_is_utf_8_but_for_a_byte_stays_so() -> None:
    sheet = one("Step,Owner\nPrüfen,Müller Schröder Größe Ärzte Öl\nA,x\xff\n".encode("latin-1").replace(b"\xfc", "ü".encode())
                .replace(b"\xf6", "ö".encode()).replace(b"\xdf", "ß".encode()).replace(b"\xc4", "Ä".encode())
                .replace(b"\xd6", "Ö".encode()), "t.csv")  # fmt: skip
    assert sheet.rows[1].cells == ("Prüfen", "Müller Schröder Größe Ärzte Öl")
    assert "1 character could not be read" in sheet.notes[0]


def test_excels_line_about_its_delimiter_is_heeded() -> None:
    assert cells("sep=|\nStep|PT\nA, b; c|1 h\n") == [("Step", "PT"), ("A, b; c", "1 h")]


# --- damaged --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("torn", "wanted"),
    [
        ('1,"A",x "y" z\n', ("1", "A", 'x "y" z')),  # marks in the midst of a bare cell are no damage
        ('1,"he said "hi" to me",x\n', ("1", 'he said "hi" to me', "x")),
        ('1,"he said "hi", ok",x\n', ("1", 'he said "hi", ok', "x")),
        ('1,"A"b,x\n', ("1", 'A"b', "x")),
        ('1,"never closed,x\n', ("1", "never closed", "x")),
        ('1,"wrongly closed"",x\n', ("1", 'wrongly closed"', "x")),
        ('1, "a, b", x\n', ("1", "a, b", "x")),
        ('1,"two "lines"\nof it",x\n', ("1", 'two "lines"\nof it', "x")),
        ('1,two\nlines",x\n', ("1", 'two\nlines"', "x")),
    ],
)
def test_a_torn_row_is_mended_and_those_around_it_stay_whole(torn: str, wanted: tuple[str, ...]) -> None:
    rows = [f'{at},"cell\nof lines, {at}",z' for at in range(20)]
    text = "Id,Step,Notes\n" + "\n".join(rows) + "\n" + torn + "\n".join(rows)
    sheet = sheet_of_text(text, "t.csv")
    assert len(sheet.rows) == 42
    assert sheet.rows[21].cells == wanted
    assert sheet.rows[22].cells == ("0", "cell\nof lines, 0", "z")
    mended = '"A",x' not in torn
    assert [note for note in sheet.notes if "out of place in line 42" in note] == list(sheet.notes) * mended


def test_a_mark_that_is_never_closed_at_the_end_swallows_nothing() -> None:
    assert cells('Step,PT\nA,1 h\n"B,2 h\nC,3 h\n"D,4 h')[1:] == [
        ("A", "1 h"),
        ("B", "2 h"),
        ("C", "3 h"),
        ("D", "4 h"),
    ]


def test_a_row_that_cannot_be_told_apart_is_flawed_and_the_next_is_not() -> None:
    sheet = sheet_of_text('Step,PT,LT\n"A",1 h,2 h\nB",x"y,"z,"q",7",8\nC,1 h,2 h\n', "t.csv")
    assert [bool(row.flaw) for row in sheet.rows] == [False, False, True, False]


def test_lone_carriage_returns_mixed_ends_and_trailing_delimiters_are_read() -> None:
    assert cells("Step,PT,,\rA,1 h,,\r\nB,2 h,,\n\n,,,\nC,3 h") == [
        ("Step", "PT", "", ""), ("A", "1 h", "", ""), ("B", "2 h", "", ""), ("C", "3 h"),
    ]  # fmt: skip


@given(st.text(st.sampled_from('ab",\n; x'), max_size=300))
@settings(max_examples=150)
def test_any_damage_is_read_within_the_lines_that_there_are(text: str) -> None:
    rows, _ = rows_of("Step,PT,Notes\n" + text, "t.csv", best_score)
    assert [row.line for row in rows] == sorted({row.line for row in rows})
    kept = "".join(cell for row in rows for cell in row.cells)
    assert kept.count("a") == text.count("a")
    assert kept.count("b") == text.count("b")


# --- workbooks ------------------------------------------------------------------------------------------------------------


def test_cells_of_a_workbook_read_as_they_look() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    values = [
        (date(2026, 2, 14), None, "2026-02-14"), (datetime(2026, 2, 14, 13, 30), None, "2026-02-14 13:30"),
        (time(1, 30), "hh:mm", "01:30:00"), (timedelta(hours=30), "[h]:mm:ss", "30:00:00"), (0.85, "0%", "85%"),
        (0.1 + 0.2, None, "0.3"), (12, None, "12"), (1e15, None, "1000000000000000"), (True, None, "TRUE"),
        (2.5, '0.0" h"', "2.5 h"), (1200, '#,##0.00 "kg"', "1200"), ("  spaced ", None, "spaced"), ("'=1+1", None, "=1+1"),
        ("two\nlines", None, "two\nlines"),
    ]  # fmt: skip
    for at, (value, form, _) in enumerate(values, 1):
        cell = sheet.cell(at, 1, value)
        if form:
            cell.number_format = form
    data = books.saved(made)
    found = [row.cells[0] for row in one(data).rows]
    assert found == [text for _, _, text in values]


def test_formulas_give_their_stored_results_and_those_without_are_said() -> None:
    data = books.book({"S": [["Step", "PT"], ["A", "=1+1"], ["B", "=2+2"]]})
    stored = books.changed(data, books.SHEET, lambda held: held.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
                           .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"))  # fmt: skip
    sheet = one(stored)
    assert sheet.rows[1].cells == ("A", "2")
    assert any("1 formula has no stored result" in note for note in sheet.notes)


def test_words_merged_over_rows_stand_in_each_and_a_title_over_two_rows_heads_both() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Step", "Times", ""], ["", "PT", "LT"], ["A", "1 h", "Sales"], ["B", "2 h", ""]):
        sheet.append(row)
    for where in ("A1:A2", "B1:C1", "C3:C4"):
        sheet.merge_cells(where)
    rows = [row.cells for row in one(books.saved(made)).rows]
    assert rows[1] == ("Step", "PT", "LT")
    assert rows[3] == ("B", "2 h", "Sales")


def test_hidden_sheets_are_left_out_and_said() -> None:
    made = Workbook()
    assert made.active is not None
    made.active.append(["Step"])
    made.create_sheet("Salaries").sheet_state = "hidden"
    sheet = one(books.saved(made))
    assert "hidden sheets are left out: “Salaries”" in sheet.notes[0]


def test_a_far_cell_takes_no_room() -> None:
    sheet = one(books.far_cell())
    assert [row.cells for row in sheet.rows] == [("Step",), ("Check",)]
    assert "beyond column 200" in sheet.notes[0]


@pytest.mark.parametrize("what", sorted(books.hostile_books().keys() - {"more rows than any sheet"}))
def test_a_hostile_workbook_is_refused_in_one_sentence(what: str) -> None:
    with pytest.raises(BadSource) as refused:
        sheets_of(books.hostile_books()[what], "b.xlsx")
    assert str(refused.value).startswith("b.xlsx")
    assert "\n" not in str(refused.value)


@pytest.mark.skipif(os.name == "nt", reason="children are forked")
def test_what_hostile_workbooks_cost_is_bounded(tmp_path: Path) -> None:
    from tests.long.hostile import imported
    from tests.measured import cost_of

    for name, data in {**books.hostile_books(), "a far cell": books.far_cell()}.items():
        (tmp_path / "b.xlsx").write_bytes(data)
        came = cost_of(imported, tmp_path / "b.xlsx")
        assert not came.came.startswith("crash"), (name, came)
        assert name == "a far cell" or "imported" not in came.came, (name, came)
        assert came.seconds < 6 and came.megabytes < 300, (name, came)  # noqa: PT018


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("content.xml", ".ods"),
        ("xl/workbook.bin", ".xlsb"),
        ("Index/Document.iwa", "Numbers"),
        ("word/document.xml", "Word"),
    ],
)
def test_other_programs_files_say_what_to_save_as(member: str, said: str) -> None:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(member, b"x")
    with pytest.raises(BadSource, match=r"save it as Excel workbook \(\.xlsx\)") as refused:
        sheets_of(out.getvalue(), "b")
    assert said in str(refused.value)
