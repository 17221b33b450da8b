"""What is measured is what every painter draws, and labels break where a reader expects it."""

import random
import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

from vsmstudio import resources
from vsmstudio.notation import text
from vsmstudio.notation.text import Run, missing, shorten, split_runs, visual, width, wrap

ALL_FACES = tuple(dict.fromkeys(text.REGULAR + text.BOLD))
FAMILIES = {
    "Inter": "Inter",
    "NotoSansHebrew": "Noto Sans Hebrew",
    "NotoSansArabic": "Noto Sans Arabic",
    "WenQuanYiMicroHei": "WenQuanYi Micro Hei",
}
SAMPLES = (
    "Check credit limit -> 20 % AV To Ta",
    "Größe ½ ≤ 3 – fi ffl 1:2",
    "Ελληνικά Кириллица Việt Nam",
    "● ◆ ✓ ▲ ⚠ ①",
    "漢字かな交じり 한국어 「注文」",
    "שלום עולם (abc)",
    "مرحبا بالعالم (٣) محمد",
    "שלום -> 漢字 fi",
)
WITHIN = 0.003  # 0.3 %


def font_file(face):
    return resources.path("fonts", f"{face}.ttf")


@pytest.fixture(scope="module")
def pdf_fonts():
    for face in ALL_FACES:
        pdfmetrics.registerFont(PdfFont(face, str(font_file(face))))


@pytest.fixture(scope="module")
def qt_font(qapp):
    """A face as the window's painter asks for it."""
    from PySide6.QtGui import QFont, QFontDatabase

    for face in ALL_FACES:
        assert QFontDatabase.addApplicationFont(str(font_file(face))) >= 0

    def font(face, pixels=64):
        name, _, style = face.partition("-")
        made = QFont(FAMILIES[name])
        made.setPixelSize(pixels)
        made.setWeight(QFont.Weight.DemiBold if style == "SemiBold" else QFont.Weight.Normal)
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        made.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
        made.setKerning(False)
        for feature in ("calt", "liga", "clig"):
            made.setFeature(QFont.Tag(feature), 0)
        return made

    return font


def qt_width(font, drawn):
    from PySide6.QtGui import QFontMetricsF

    return QFontMetricsF(font).horizontalAdvance(f"\u202d{drawn}\u202c")  # as it stands, please


# Measuring


@pytest.mark.parametrize("face", ALL_FACES)
def test_the_width_table_says_what_the_font_file_says(face):
    font, measured = TTFont(font_file(face)), text.faces()[face]
    units, advances = font["head"].unitsPerEm, font["hmtx"].metrics
    cmap = font.getBestCmap()
    assert {code: measured.advance(code) for code in cmap} == {code: advances[cmap[code]][0] / units for code in cmap}
    assert all(measured.advance(code) is None for code in range(0x30000) if code not in cmap)
    assert (measured.ascent, measured.descent) == (font["hhea"].ascent / units, -font["hhea"].descent / units)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_text_is_as_wide_in_a_pdf_as_measured(sample, bold, pdf_fonts):
    on_paper = sum(pdfmetrics.stringWidth(run.text, run.face, 16) for run in split_runs(sample, bold))
    assert on_paper == pytest.approx(width(sample, 16, bold), rel=WITHIN)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_text_is_as_wide_on_screen_as_measured(sample, bold, qt_font):
    on_screen = sum(qt_width(qt_font(run.face), run.text) for run in split_runs(sample, bold))
    assert on_screen == pytest.approx(width(sample, 64, bold), rel=WITHIN)


def test_the_fonts_make_one_family_with_two_weights(qt_font):
    from PySide6.QtGui import QFontDatabase, QFontInfo

    for family in ("Inter", "Noto Sans Hebrew", "Noto Sans Arabic"):
        assert {style: QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)} == {
            "Regular": 400,
            "SemiBold": 600,
        }
    assert all(QFontInfo(qt_font(face)).exactMatch() for face in ALL_FACES)


def test_an_arrow_typed_as_two_characters_stays_two_even_for_a_painter_with_ligatures(qt_font):
    from PySide6.QtGui import QFont, QFontMetricsF, QRawFont

    careless = QFont("Inter")
    careless.setPixelSize(64)
    careless.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    assert QRawFont.fromFont(careless).familyName() == "Inter"
    assert QFontMetricsF(careless).horizontalAdvance("A -> VAT fi") == pytest.approx(
        width("A -> VAT fi", 64), rel=WITHIN
    )


def test_width_grows_with_size_and_weight():
    assert width("", 12) == 0
    assert width("Approve", 24) == pytest.approx(2 * width("Approve", 12))
    assert width("Approve", 12, bold=True) > width("Approve", 12)


def test_a_line_is_as_high_as_inter():
    assert text.ascent(2048) == 1984
    assert text.descent(2048) == 494
    assert text.cap_height(2048) == 1490


# Faces


def test_each_character_goes_to_the_first_face_that_holds_it():
    assert split_runs("PO 注文 ✓") == (
        Run("PO ", "Inter-Regular"),
        Run("注文", "WenQuanYiMicroHei"),
        Run(" ✓", "Inter-Regular"),
    )
    assert split_runs("Ok", bold=True) == (Run("Ok", "Inter-SemiBold"),)
    assert split_runs("") == ()


def test_an_emoji_becomes_a_framed_code_point_and_is_named():
    assert split_runs("A😀☐") == (Run("A", "Inter-Regular"), Run("😀", ""), Run("☐", ""))
    assert width("😀", 10) == 10
    assert missing("😀 A ☐ 😀") == ("U+1F600 GRINNING FACE", "U+2610 BALLOT BOX")
    assert missing("Größe 注文 שלום مرحبا") == ()


def test_a_sign_of_a_private_font_is_not_drawn_as_another_sign():
    assert missing("\uf0b7 point") == ("U+F0B7",)


def test_control_characters_become_spaces_and_invisible_ones_vanish():
    assert split_runs("a\tb\nc\x00d") == (Run("a b c d", "Inter-Regular"),)
    assert split_runs("⚠\ufe0f o\u00adk\u200d\ufeff") == (Run("⚠ ok", "Inter-Regular"),)
    assert split_runs("\ud800") == split_runs("\ufffd")
    assert width("a\tb", 12) == width("a b", 12)


def test_letters_and_accents_kept_apart_are_drawn_composed():
    assert split_runs("Gro\u0308ße") == split_runs("Größe")


# Right to left


def test_hebrew_is_drawn_from_right_to_left():
    assert visual("שלום") == "םולש"
    assert visual("Approve") == "Approve"


def test_brackets_open_towards_the_text_that_they_hold():
    assert visual("שלום (abc)") == "(abc) םולש"
    assert visual("CRM (שלום) 2") == "CRM (םולש) 2"
    assert visual("abc (שלום [1]) def") == "abc ([1] םולש) def"
    assert visual("(שלום)") == "(םולש)"


def test_arabic_letters_are_joined():
    assert visual("مرحبا") == "ﺎﺒﺣﺮﻣ"
    assert {run.face for run in split_runs("مرحبا")} == {"NotoSansArabic-Regular"}


def test_marks_of_vocalisation_are_left_out():
    assert split_runs("שָׁלוֹם") == split_runs("שלום")
    assert split_runs("مُحَمَّد") == split_runs("محمد")


def test_mixed_texts_are_ordered_as_the_window_orders_them(qt_font):
    from PySide6.QtGui import QTextLayout

    def as_qt_does(sample):
        layout = QTextLayout(sample, qt_font("Inter-Regular"))
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        places = []
        for run in line.glyphRuns(0, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll):
            places += zip([point.x() for point in run.positions()], run.stringIndexes(), strict=True)
        return "".join(sample[index] for _, index in sorted(places))

    whatever_way_round = str.maketrans(")]}>", "([{<", " ")
    chance = random.Random(7)
    for _ in range(300):
        sample = "א" + "".join(chance.sample("בגדהabcde ([{<>}])-/.,:%1234", chance.randint(3, 12)))
        assert visual(sample).translate(whatever_way_round) == as_qt_does(sample).translate(whatever_way_round), sample


def test_a_plain_label_does_not_load_what_only_others_need():
    code = (
        "import sys; from vsmstudio.notation import text; text.wrap('Größe 注文', 12, 40);"
        "print([name for name in ('bidi', 'arabic_reshaper', 'PySide6', 'reportlab') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# Lines


def test_a_text_that_fits_is_not_shortened():
    assert shorten("Check credit", 12, width("Check credit", 12)) == "Check credit"


def test_a_text_that_is_too_wide_ends_with_an_ellipsis():
    assert shorten("Check credit limit", 12, width("Check cre…", 12)) == "Check cre…"
    assert shorten("Check credit", 12, width("Check …", 12)) == "Check…"
    assert shorten("Check credit", 12, width("…", 12)) == "…"
    assert shorten("Check credit", 12, 1) == ""


def test_an_accent_is_not_cut_off_its_letter():
    word = "x\u0323\u0307" * 4  # no composed letter exists
    assert shorten(word, 12, width(word[:6] + "…", 12)) == word[:6] + "…"
    assert wrap(word, 12, 1) == ("x\u0323\u0307",) * 4


def test_lines_break_at_spaces():
    assert wrap("Check credit limit", 12, width("Check credit", 12)) == ("Check credit", "limit")
    assert wrap("  Check   credit ", 12, 500) == ("Check credit",)
    assert wrap("10\u00a0h", 12, width("10\u00a0", 12)) == ("10\u00a0", "h")  # only by force
    assert wrap(" \n ", 12, 500) == ()


def test_line_ends_are_kept():
    assert wrap("Note\none\r\n\r\ntwo", 12, 500) == ("Note", "one", "", "two")


def test_compound_words_break_after_hyphen_and_stroke_but_numbers_do_not():
    assert wrap("Order-to-cash", 12, width("Order-to-", 12)) == ("Order-to-", "cash")
    assert wrap("Sales/Finance", 12, width("Sales/Fin", 12)) == ("Sales/", "Finance")
    assert wrap("lasts 3-5 days", 12, width("lasts 3-", 12)) == ("lasts", "3-5", "days")


def test_chinese_and_japanese_break_between_characters_but_not_before_a_full_stop():
    assert wrap("注文を受け取る", 10, 30) == ("注文を", "受け取", "る")
    assert wrap("注文する。次", 10, 40) == ("注文す", "る。次")
    assert wrap("在庫「注文」", 10, 30) == ("在庫", "「注", "文」")


def test_korean_breaks_at_its_spaces():
    assert wrap("주문 접수", 10, 35) == ("주문", "접수")


def test_a_word_too_long_for_a_line_is_broken_by_force():
    lines = wrap("Donaudampfschifffahrt", 12, 50)
    assert len(lines) > 2
    assert "".join(lines) == "Donaudampfschifffahrt"
    assert wrap("abc", 12, 0) == ("a", "b", "c")


def test_the_last_line_allowed_says_that_there_is_more():
    label, room = "Check the credit limit of the customer", width("Check the", 12)
    lines = wrap(label, 12, room, lines=2)
    assert lines[0] == "Check the"
    assert lines[1].endswith("…")
    assert label.startswith(f"Check the {lines[1][:-1]}")
    assert wrap("Check\nit", 12, 500, lines=1) == ("Check it",)
    assert wrap("注文を受け取る", 10, 30, lines=2) == ("注文を", "受け…")


LABELS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("abc -/注文。「של(م) \n\u0301😀")), max_size=40
)


@settings(deadline=None, max_examples=300)
@given(LABELS, st.floats(0, 200), st.booleans(), st.sampled_from([None, 1, 2, 5]))
def test_any_text_is_measured_and_broken_within_its_room(label, room, bold, limit):
    size = 10
    drawn = sum(width(run.text, size, bold) if run.face else size for run in split_runs(label, bold))
    assert drawn == pytest.approx(width(label, size, bold), abs=0.01)
    widest = max([width(each, size, bold) for each in label], default=0)
    lines = wrap(label, size, room, bold, limit)
    assert limit is None or len(lines) <= limit
    if limit is None:
        assert "".join("".join(lines).split()) == "".join(label.split())
    if room >= 2 * widest:
        assert all(width(line, size, bold) <= room + 0.01 for line in lines)
    shorter = shorten(label, size, room, bold)
    assert width(shorter, size, bold) <= room + 0.01
    assert shorter == label or label.startswith(shorter.removesuffix("…"))
    assert shorten(label, size, width(label, size, bold), bold) == label
