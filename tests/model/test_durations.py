"""Durations as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmstudio.model import durations
from vsmstudio.model.durations import BadDuration, Calendar, Duration, echo, parse, show, typed

DAY, WEEK = 480.0, 2400.0
OFFICE = Calendar()


def minutes(text: str, calendar: Calendar = OFFICE, unit: str | None = None) -> float:
    duration = parse(text, unit=unit)
    assert duration is not None
    return duration.minutes(calendar)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90", 90), ("90 min", 90), ("90m", 90), ("1.5h", 90), ("1h 30m", 90), ("1 h 30 min", 90), ("2d", 2 * DAY),
        ("0,5 d", DAY / 2), (".5 h", 30), (",5 h", 30), ("30 s", 0.5), ("3 wk", 3 * WEEK), ("2 weeks", 2 * WEEK),
        ("1 mo", WEEK * 52 / 12), ("7 cd", WEEK), ("1 calendar week", WEEK), ("0", 0), ("1e2 min", 100),
        ("1D", DAY), (" 1  Day ", DAY), ("1 wd", DAY), ("1.5 HOURS", 90), ("1d 4h", DAY + 240),
        ("3-5 d", 4 * DAY), ("3–5 d", 4 * DAY), ("3 - 5 d", 4 * DAY), ("2-3-6 d", 3 * DAY), ("30 min-2 h", 75),
        ("1000", 1000), ("0,125 h", 7.5), ("1.500 h", 90),
    ],
)  # fmt: skip
def test_what_people_type_is_read(text: str, expected: float) -> None:
    assert minutes(text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "\n"])
def test_blank_is_not_zero(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "-1h", "nan", "inf", "1e400", "soon", "1h-", "1-2-3-4 h", "1 2 h", "1h 30", "h", "1 x", "1..5 h", "1,2,3 h",
        "1:30", "½ h", "1h30m5", "1 hour and a half", "~2 h", "2 h?", "=1+1", "9" * 400, "1e11 min", "1 h\x00",
    ],
)  # fmt: skip
def test_what_is_no_duration_says_what_is_accepted(text: str) -> None:
    with pytest.raises(BadDuration) as refused:
        parse(text)
    assert "such as" in str(refused.value)
    assert len(str(refused.value)) < 300


def test_what_reads_in_two_ways_is_asked_back() -> None:
    for text in ("1,500 min", "12,000", "1,500,000 s"):
        with pytest.raises(BadDuration, match="two ways"):
            parse(text)


def test_a_range_runs_from_low_to_high() -> None:
    for text in ("5-3 d", "2 d - 1 h", "1-5-3 d"):
        with pytest.raises(BadDuration, match="backwards"):
            parse(text)


def test_a_range_stays_in_order_by_every_calendar() -> None:
    for calendar in (Calendar(), Calendar(24, 7), Calendar(4, 1)):
        low, likely, high = Duration("20 h - 2 d").estimate(calendar)
        assert low <= likely <= high


def test_a_bare_number_takes_the_unit_it_is_given() -> None:
    assert minutes("3-5", unit="d") == 4 * DAY
    assert minutes("90 min", unit="d") == 90
    assert parse("2", unit="h") == Duration("2 h")


def test_the_calendar_reads_and_never_rewrites() -> None:
    held = Duration("2 d")
    assert held.minutes(Calendar(8)) == 960
    assert held.minutes(Calendar(7.5)) == 900
    assert held.minutes(Calendar(24, 7)) == 2880
    assert held.text == "2 d"
    assert Duration("7 cd").minutes(Calendar(8, 5)) == 5 * DAY


def test_a_duration_must_be_readable_to_exist() -> None:
    with pytest.raises(ValueError, match="no duration"):
        Duration("soon")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"), (0, "0 min"), (0.75, "45 s"), (12, "12 min"), (59.97, "1 h"), (60, "1 h"), (177, "2 h 57 min"),
        (479.7, "1 d"), (480, "1 d"), (5040, "10.5 d"), (-90, "−1 h 30 min"), (480_000, "1,000 d"),
    ],
)  # fmt: skip
def test_figures_are_shown_in_the_unit_that_fits(value: float | None, shown: str) -> None:
    assert show(value, Calendar()) == shown


def test_what_was_typed_and_understood_is_said() -> None:
    assert typed(None) == "–"
    assert typed(Duration("1.5h")) == "1.5 h"
    assert typed(Duration("90")) == "90 min"
    assert echo(Duration("6 d", measured=True), Calendar()) == "48 h at 8 h a day, measured"
    assert echo(Duration("3-5 d"), Calendar()) == "24 h to 40 h at 8 h a day, estimated"


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        duration = parse(text)
    except BadDuration:
        return
    if duration is not None:
        low, likely, high = duration.estimate(Calendar())
        assert 0 <= low <= likely <= high <= durations.LONGEST


@given(st.from_regex(r"\A[0-9.,]{1,6} ?(min|h|d|wk)?( ?- ?[0-9.,]{1,6} ?(min|h|d)?){0,2}\Z"))
def test_what_was_typed_reads_the_same_again(text: str) -> None:
    try:
        duration = parse(text)
    except BadDuration:
        return
    assert duration is not None
    assert parse(duration.text) == duration
    spaced = parse(typed(duration))
    assert spaced is not None
    assert spaced.estimate(Calendar()) == duration.estimate(Calendar())


def test_what_was_typed_is_shown_in_the_usual_words_for_its_units():
    shown = {text: durations.typed(durations.parse(text)) for text in ("1h 30m", "90", "1.5h", "3 Weeks", "2-3-6 d")}
    assert shown == {"1h 30m": "1 h 30 min", "90": "90 min", "1.5h": "1.5 h", "3 Weeks": "3 wk", "2-3-6 d": "2-3-6 d"}
