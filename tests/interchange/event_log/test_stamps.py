"""Time stamps are read in the forms that systems write; day and month are told by the column as a whole."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest

from vsmstudio.interchange.event_log.log import UNKNOWN, DatesRead
from vsmstudio.interchange.event_log.stamps import Stamps, looks_like_times

UTC = UTC


def read(*cells: str, dates: str = "") -> tuple[list[datetime | None], list[int], DatesRead]:
    stamps = Stamps()
    stamps.add(cells)
    millis, offset, how = stamps.done(dates)
    moments = [None if at == UNKNOWN else datetime.fromtimestamp(at / 1000, UTC) for at in millis.tolist()]
    return moments, offset.tolist(), how


@pytest.mark.parametrize(
    ("text", "moment", "offset"),
    [
        ("2012-03-31T22:59:00+01:00", datetime(2012, 3, 31, 21, 59, tzinfo=UTC), 60),
        ("2012-03-31T22:59:00.123-03:30", datetime(2012, 4, 1, 2, 29, 0, 123000, tzinfo=UTC), -210),
        ("2012-03-31T22:59:00.123456Z", datetime(2012, 3, 31, 22, 59, 0, 123000, tzinfo=UTC), 0),
        ("2012-03-31 22:59:00 UTC", datetime(2012, 3, 31, 22, 59, tzinfo=UTC), 0),
        ("2010-12-30 14:32:00+01:00", datetime(2010, 12, 30, 13, 32, tzinfo=UTC), 60),
        ("2005-01-03 00:00:00.000000+0100", datetime(2005, 1, 2, 23, tzinfo=UTC), 60),
        ("16.01.2017 13:29", datetime(2017, 1, 16, 13, 29, tzinfo=UTC), 0),
        ("2020/01/02 09:00:00.500", datetime(2020, 1, 2, 9, 0, 0, 500000, tzinfo=UTC), 0),
        ("31/12/2012 23:59:59", datetime(2012, 12, 31, 23, 59, 59, tzinfo=UTC), 0),
        ("12/31/2012 11:59 PM", datetime(2012, 12, 31, 23, 59, tzinfo=UTC), 0),
        ("12/31/2012 12:05:00 am", datetime(2012, 12, 31, 0, 5, tzinfo=UTC), 0),
        ("1333234740", datetime(2012, 3, 31, 22, 59, tzinfo=UTC), 0),
        ("1333234740123", datetime(2012, 3, 31, 22, 59, 0, 123000, tzinfo=UTC), 0),
        ("2012-03-31", datetime(2012, 3, 31, tzinfo=UTC), 0),
        ("20120331", datetime(2012, 3, 31, tzinfo=UTC), 0),
        ("20120331225900", datetime(2012, 3, 31, 22, 59, tzinfo=UTC), 0),
        ("31-Mar-2012 10:15", datetime(2012, 3, 31, 10, 15, tzinfo=UTC), 0),
        ("31. März 2012", datetime(2012, 3, 31, tzinfo=UTC), 0),
        ("Mar 31, 2012 10:15:00 AM", datetime(2012, 3, 31, 10, 15, tzinfo=UTC), 0),
        (" 2012-03-31T22:59:00 ", datetime(2012, 3, 31, 22, 59, tzinfo=UTC), 0),
        ("40998.5", datetime(2012, 3, 30, 12, tzinfo=UTC), 0),
        ("2012-02-29 24:00", datetime(2012, 3, 1, tzinfo=UTC), 0),
    ],
)
def test_a_stamp_is_read(text: str, moment: datetime, offset: int) -> None:
    assert read(text)[:2] == ([moment], [offset])


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2012-04-31", "2011-02-29", "31/31/2012", "2012-03-31 25:00", "12:00", "99", "1.5", "9" * 40,
     "٢٠١٢-٠٣-٣١", "2012-03-31T22:59:00+01:00 and more words"],
)  # fmt: skip
def test_what_is_no_stamp_is_not_read(text: str) -> None:
    assert read(text)[0] == [None]


def test_one_date_past_the_twelfth_tells_day_and_month_of_the_whole_column() -> None:
    moments, _, how = read("03/04/2024", "05/06/2024", "07/31/2024")

    assert moments[0] == datetime(2024, 3, 4, tzinfo=UTC)
    assert how == DatesRead("month first (mm/dd/yyyy)", "03/04/2024")


def test_where_no_date_tells_the_day_comes_first_and_the_doubt_is_said() -> None:
    moments, _, how = read("03/04/2024", "05/06/2024")

    assert moments[0] == datetime(2024, 4, 3, tzinfo=UTC)
    assert how == DatesRead("day first (dd/mm/yyyy)", "03/04/2024", ambiguous=True)


def test_what_the_person_says_of_dates_settles_it() -> None:
    moments, _, how = read("03/04/2024", dates="month")

    assert moments == [datetime(2024, 3, 4, tzinfo=UTC)]
    assert not how.ambiguous


def test_dates_with_dots_put_the_day_first_without_a_doubt() -> None:
    assert read("03.04.2024")[2] == DatesRead("day first (dd/mm/yyyy)", "03.04.2024")


def test_stamps_of_many_forms_in_one_column_are_read_as_python_reads_them() -> None:
    chance = random.Random(4)
    moments, cells = [], []
    for _ in range(2000):
        zone = timezone(timedelta(minutes=chance.choice([-330, 0, 60, 120])))
        moment = datetime(chance.randrange(1901, 2100), 1, 1, tzinfo=zone) + timedelta(
            days=chance.randrange(366), milliseconds=chance.randrange(86_400_000)
        )
        moments.append(moment)
        cells.append(moment.isoformat(chance.choice("T "), timespec="milliseconds"))

    found, offset, _ = read(*cells)

    assert found == moments
    assert offset == [int(each.utcoffset().total_seconds() // 60) for each in moments]  # type: ignore[union-attr]


def test_times_are_told_from_numbers_and_names() -> None:
    assert looks_like_times(["2012-03-31 10:00", "", "2012-04-01 10:00"])
    assert looks_like_times(["16.01.2017"])
    assert not looks_like_times(["40998.5", "12", "1333234740"])
    assert looks_like_times(["1333234740"], expected=True)
    assert not looks_like_times(["Müller", "Meier"])
    assert looks_like_times(["2024-01-01", "soon"], expected=True)
    assert not looks_like_times(["2024-01-01", "soon"])
    assert not looks_like_times(["", " "])
