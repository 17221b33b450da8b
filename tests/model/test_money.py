"""Money as people in several countries type it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmstudio.model.money import BadMoney, read_money, show_money


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("12000", 12_000), ("12,000", 12_000), ("12.000", 12_000), ("12 000", 12_000), ("12'000", 12_000),
        ("12\u202f000", 12_000), ("12’000", 12_000), ("1,234,567", 1_234_567), ("1.234.567,89", 1_234_567.89),
        ("1,234,567.89", 1_234_567.89), ("12k", 12_000), ("12 K", 12_000), ("1.2m", 1_200_000), ("1,2 M", 1_200_000),
        ("1.25m", 1_250_000), ("1.2 mio", 1_200_000), ("0.5bn", 500_000_000), ("1,000.5k", 1_000_500),
        ("12.5", 12.5), ("12,50", 12.5), ("0.125", 0.125), ("0,125", 0.125), ("1234.567", 1234.567), (".5", 0.5),
        ("12.", 12), ("0", 0), ("  7  ", 7),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(words: str, amount: float) -> None:
    assert read_money(words) == pytest.approx(amount)


@pytest.mark.parametrize("words", ["", "  ", "-", "–"])
def test_a_blank_stays_blank(words: str) -> None:
    assert read_money(words) is None


@pytest.mark.parametrize("words", ["EUR 12k", "12k EUR", "12,000 eur", "€12,000", "12.000 €"])
def test_the_engagements_currency_may_stand_beside_it(words: str) -> None:
    assert read_money(words, "EUR") == 12_000


def test_another_currency_is_not_taken_for_the_engagements() -> None:
    for words in ("$12,000", "12k USD"):
        with pytest.raises(BadMoney, match=r"another currency\. Type the amount in EUR"):
            read_money(words, "EUR")


@pytest.mark.parametrize(
    "words",
    [
        "−5", "-5", "soon", "12,00,000", "1,2,3", "12 00", "1.234.56", "12,000,5", "nan", "inf", "1e6", "12kk", "k", ".", ",",
        "(5)", "5%", "12 apples", "٣", "²", "<b>5</b>", "9" * 400, "1,000.000.5",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_what_is_accepted(words: str) -> None:
    with pytest.raises(BadMoney, match=r"12k or 1\.2m"):
        read_money(words, "EUR")


@pytest.mark.parametrize(
    ("words", "offered"), [("1.250m", "1.25m or 1250m"), ("1,500k", "1.5k or 1500k"), ("2,000K", "2k or 2000k")]
)
def test_a_factor_of_thousand_is_asked_for_and_not_guessed(words: str, offered: str) -> None:
    with pytest.raises(BadMoney) as refused:
        read_money(words)
    assert f"can be read in two ways. Type {offered}." in str(refused.value)


@given(st.floats(0, 1e12) | st.integers(0, 10**12) | st.integers(0, 10**9).map(lambda thousandths: thousandths / 1000))
def test_what_is_shown_can_be_typed_again(amount: float) -> None:
    assert read_money(show_money(amount)) == pytest.approx(amount, abs=1e-6)
    assert read_money(show_money(amount, "EUR"), "EUR") == pytest.approx(amount, abs=1e-6)


@given(st.text(max_size=30))
def test_no_text_is_read_as_something_below_zero_or_endless(words: str) -> None:
    with contextlib.suppress(BadMoney):
        amount = read_money(words, "EUR")
        assert amount is None or 0 <= amount <= 1e15


def test_amounts_are_shown_with_thousands_marks_cents_only_where_there_are_some_and_the_currency() -> None:
    assert show_money(1_234_567, "EUR") == "1,234,567 EUR"
    assert show_money(0, "EUR") == "0 EUR"
    assert show_money(1234.5) == "1,234.50"
    assert show_money(0.1 + 0.2) == "0.30"
    assert show_money(1.234) == "1.234000"
    assert show_money(None, "EUR") == ""
