"""Days of publication."""

from datetime import UTC, date, datetime

import pytest

from lagebild.sources.publication import future_warning, read_publication


@pytest.mark.parametrize(
    ("value", "day", "at"),
    [
        ("2022-09-13", date(2022, 9, 13), None),
        ("2022-09-13T00:30:00+04:00", date(2022, 9, 13), "2022-09-13T00:30:00+04:00"),
        ("2022-09-12T20:30:00Z", date(2022, 9, 12), "2022-09-12T20:30:00Z"),
        ("2022-09-12 20:30", date(2022, 9, 12), "2022-09-12 20:30"),
    ],
)
def test_the_day_is_that_of_the_zone_given(value: str, day: date, at: str | None) -> None:
    found = read_publication(value)
    assert (found.day, found.at) == (day, at)


@pytest.mark.parametrize(
    "value", ["", "gestern", "13.09.2022", "20220913", "2022-W37", "2022-02-30", "2022-09-13T", "9" * 5000]
)
def test_anything_else_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|day|month|format"):
        read_publication(value)


def test_a_day_is_in_the_future_once_it_has_begun_nowhere() -> None:
    now = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)  # 01:00 of the 26th in the earliest zone
    assert future_warning(date(2026, 11, 26), now=now) is None
    assert "2026-11-27" in str(future_warning(date(2026, 11, 27), now=now))
    assert future_warning(None, now=now) is None
