"""Notes and ideas in what is handed over: in a table of their own, and drawn on the map."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import document
from tests.export.pdf import texts
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.options import options_of
from vsmstudio.export.pdf import report
from vsmstudio.export.pdf.strips import bare, in_window, strips
from vsmstudio.export.prepared import prepared
from vsmstudio.export.tables import every as tables
from vsmstudio.export.xlsx.sheets import sheets
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Note, NoteKind
from vsmstudio.notation.picture import picture

ON = date(2026, 2, 16)


@pytest.fixture
def held() -> Document:
    drawn = document("(Buyer) -> A 1h -> B 2h -> (Gets)")
    for change in (
        lambda d: edits.add_note(d, "map", 300, -120, text="Ask <finance>\n=1+1", about="B", by="Ann"),
        lambda d: edits.add_note(d, "map", 10, -120, NoteKind.BURST, "Scan on arrival", about="A"),
        lambda d: edits.park_note(d, "Who pays?"),
    ):
        drawn = drawn.apply(change(drawn))
    (burst,) = [note for note in drawn.all(Note) if note.kind is NoteKind.BURST]
    return drawn.apply(edits.tick(drawn, burst.id))


def test_ideas_come_first_and_the_parking_lot_last(held: Document):
    assert tables.notes(held).rows == (
        ("kaizen burst", "Scan on arrival", "A", "Stream", "Current state", None, "yes", None),
        ("note", "Ask <finance>\n=1+1", "B", "Stream", "Current state", None, None, "Ann"),
        ("note", "Who pays?", None, None, None, "yes", None, None),
    )


def test_the_workbook_has_a_sheet_only_where_there_is_something(held: Document):
    assert "notes" in _keys(held)
    assert "notes" not in _keys(document("A 1h -> B 2h"))


def _keys(held: Document) -> list[str]:
    return [each.key for each in sheets(prepared(held, analyse(held), ON, options_of(held)), ON)]


def test_the_report_draws_and_lists_them(held: Document):
    said = texts(report(held, analyse(held), ON))
    whole = "\n".join(said)
    assert "1 idea and 2 notes were written down. 1 waits in the parking lot." in " ".join(whole.split())
    assert any("Scan on" in page and "critical path" in page for page in said)
    empty = document("A 1h -> B 2h")
    assert "Notes and ideas" not in "\n".join(texts(report(empty, analyse(empty), ON)))


def test_every_note_is_whole_on_one_strip_of_a_long_map():
    drawn = document(" -> ".join(f"S{at} 1h" for at in range(40)))
    for at in range(0, 40, 2):
        x, y = drawn.position(f"S{at}") or (0, 0)
        drawn = drawn.apply(edits.add_note(drawn, "map", x + 40, y - 100, text="Why", about=f"S{at}"))
    shown = bare(picture(drawn, "map", analyse(drawn)))
    windows = strips(shown, 770, 400).windows
    for element in shown.elements:
        if element.kind == "note":
            assert any(in_window(element, window) for window in windows)
