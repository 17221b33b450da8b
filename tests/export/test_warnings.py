"""What whoever delivers is told of the texts: what was cleaned away, what no font here holds, who has no role."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from defusedxml import ElementTree
from PIL import Image

from tests.builders import document
from tests.export import pdf
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.options import options_of
from vsmstudio.export.pdf import report
from vsmstudio.export.png import png
from vsmstudio.export.svg import svg
from vsmstudio.export.warnings import MOST, NAMED, warnings
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.records import Note, PeopleShown, Person
from vsmstudio.notation.picture import picture

HELD = {
    "Greek": "Έλεγχος αιτήματος ᾠδή",
    "Cyrillic": "Проверка заявки Ёё Ґї",
    "Vietnamese": "Kiểm tra đơn đặt hàng",
    "Arabic": "طلب عاجل ١٢",
    "Hebrew": "בדיקת הזמנה (דחופה)",
    "Chinese": "检查订单。付款 檢查",
    "Japanese": "受注確認ヲする",
    "Korean": "주문 확인",
}


def called(name: str) -> Document:
    held = document("A 1h/2d/80% !Clerk -> B 2h")
    return held.apply(edits.update(held, "A", name=name))


@pytest.mark.parametrize("name", HELD.values(), ids=HELD)
def test_what_the_fonts_hold_needs_no_word(name: str) -> None:
    assert warnings(called(name)) == ()


def test_a_character_that_no_font_holds_is_named_with_its_place() -> None:
    held = called("Pay 😀")
    (said,) = warnings(held)
    assert said == (
        "No bundled font holds U+1F600 GRINNING FACE, in the name of step “Pay 😀”: "
        "report and pictures show its code in a frame."
    )
    both = held.apply(edits.update(held, "B", name="😀", why="😀"))
    assert "and 2 more places" in warnings(both)[0]


def test_it_is_drawn_as_its_code_in_a_frame_in_report_svg_and_png() -> None:
    held = called("Pay 😀")
    analysis = analyse(held)
    drawn = picture(held, "map", analysis)
    assert "1F6" in " ".join(pdf.texts(report(held, analysis, date(2026, 2, 16))))
    written = [each.text for each in ElementTree.fromstring(svg(drawn, "")).iter("{http://www.w3.org/2000/svg}text")]
    assert {"1F6", "00"} <= set(written)
    framed, bare = (Image.open(BytesIO(png(picture(each, "map", analyse(each))))) for each in (held, called("Pay  ")))
    assert framed.size == bare.size
    assert framed.tobytes() != bare.tobytes()


def test_control_characters_are_reported_by_record_and_field() -> None:
    held = called("Pay\x07")
    held = held.apply(edits.update(held, "stream", problem="Line one\nline two\ttab", notes="half \ud800"))
    assert warnings(held) == (
        "Control characters were taken out of the notes of value stream “Stream”.",
        "Control characters were taken out of the name of step “Pay”.",
    )


def test_many_are_counted() -> None:
    (said,) = warnings(called("".join(chr(0xE01 + at) for at in range(40))))
    assert said.startswith("No bundled font holds U+0E01 THAI CHARACTER KO KAI, U+0E02 THAI CHARACTER KHO KHAI, ")
    assert f" and {40 - NAMED} more, in the name of step" in said
    notes = [Note(id=f"n{at:02}", map="map", text=f"bell \x07 {chr(0x1F600 + at)}") for at in range(MOST + 1)]
    many = warnings(Document([*called("A").records.values(), *notes]))
    assert len(many) == 2 * (MOST + 1)
    assert many[MOST].endswith("1 more text.")
    assert many[-1] == "No bundled font holds characters of 1 more text."


def test_who_has_no_role_is_named_unless_people_are_shown_by_name() -> None:
    held = called("A")
    held = held.apply(edits.put(held, "Add", Person(id="bo", name="Bo Lind")))
    assert warnings(held) == ("Bo Lind has no role and is shown as “Person”: write the role, or show people by name.",)
    assert warnings(held, replace(options_of(held), people=PeopleShown.NAMES)) == ()


def test_a_surname_that_is_left_in_a_text_is_pointed_out_where_no_name_is_to_be_told() -> None:
    held = called("A")
    held = held.apply(edits.update(held, "person-Clerk", name="Ingrid Solberg"))
    held = held.apply(edits.update(held, "B", why="ingrid  SOLBERG says so; ask Solberg", notes="Solbergs team"))
    assert warnings(held) == ()
    assert warnings(held, replace(options_of(held), people=PeopleShown.ROLES)) == (
        "“Solberg” stands in the reason why it is done so of step “B”, which may be somebody's name: write the role instead.",
    )


def test_a_warning_can_be_printed_wherever_it_is_read() -> None:
    for name in ("a\ud800b", "x\x1b[31mred", "\u202egnp 😀", "\U0010ffff"):
        for said in warnings(called(name)):
            said.encode()
            assert "\x1b" not in said
            assert "\u202e" not in said
