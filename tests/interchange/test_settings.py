"""`--set KEY=VALUE`."""

import pytest

from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.settings import read_settings
from vsmstudio.interchange.step_table import read_text
from vsmstudio.model.records import Convention, ReworkRule


def test_every_key_is_heard() -> None:
    settings = read_settings([
        "hours_per_day=24", "days_per_week=7", "weeks_per_year=50", "convention=waits+processing", "rework=once",
        "demand=920/d", "available=920 min", "currency=USD", "title=Order to cash", "client=ACME",
    ])  # fmt: skip
    document = read_text("Step\tStream\nA\tX\nB\tY", settings=settings).document
    engagement = document.engagement
    assert (engagement.hours_per_day, engagement.days_per_week, engagement.weeks_per_year) == (24, 7, 50)
    assert (engagement.rework, engagement.currency) == (ReworkRule.ONCE, "USD")
    assert (engagement.title, engagement.client) == ("Order to cash", "ACME")
    assert [each.convention for each in document.maps] == [Convention.WAITS_PROCESSING] * 2
    assert [(each.demand, each.demand_per) for each in document.streams] == [(920, "d")] * 2
    assert all(each.available and each.available.text == "920 min" for each in document.streams)


@pytest.mark.parametrize(
    ("text", "demand", "per"),
    [("920/d", 920, "d"), ("12.5 / wk", 12.5, "wk"), ("3 per month", 3, "mo"), ("100/year", 100, "y"), ("1/h", 1, "h")],
)
def test_demand_is_a_quantity_per_period(text: str, demand: float, per: str) -> None:
    settings = read_settings([f"demand={text}"])
    assert (settings.demand, settings.demand_per) == (demand, per)


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("colour=red", "there is no such key; the keys are hours_per_day"),
        ("title", "write title=VALUE"),
        ("title=", "write title=VALUE"),
        ("hours_per_day=many", "no number"),
        ("hours_per_day=0", "above 0"),
        ("hours_per_day=25", "at most 24 hours"),
        ("hours_per_day=-", "should be a number"),
        ("days_per_week=8", "7 days a week"),
        ("convention=other", "none of service, waits, waits+processing"),
        ("rework=never", "none of until-right, once"),
        ("demand=920", "how many per"),
        ("demand=0/d", "above 0"),
        ("demand=x/d", "no number"),
        ("demand=5/s", "how many per"),
        ("available=soon", "no duration"),
        ("available=0 h", "above 0"),
    ],
)
def test_what_is_not_understood_is_said(pair: str, said: str) -> None:
    with pytest.raises(BadSource) as refused:
        read_settings([pair])
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"--set {pair}")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("said", ["day_start=08:00", "day_end=17:00", "working_days=Mon-Thu", "holidays=2024-12-25"])
def test_who_says_when_people_work_has_working_time_unless_the_clock_is_said(said: str) -> None:
    assert read_settings([said]).log.clock == "working"
    assert read_settings(["clock=elapsed", said]).log.clock == "elapsed"
    assert read_settings([said, "clock=elapsed"]).log.clock == "elapsed"
