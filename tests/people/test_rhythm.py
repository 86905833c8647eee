"""Rhythms stay at their time on the wall, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.rhythm import EVERY_DAY, WORKDAYS, Rhythm, day_later, next_moment, wall, zone

AMSTERDAM = zone("Europe/Amsterdam")
ZONES = [
    "Europe/Amsterdam", "America/Paramaribo", "America/Curacao", "Europe/Dublin", "Africa/Casablanca", "Africa/Cairo",
    "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana", "Asia/Kathmandu", "UTC",
]  # fmt: skip

moments = st.datetimes(datetime(2005, 1, 1), datetime(2036, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))
rhythms = st.builds(
    Rhythm,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
zones = st.sampled_from(ZONES).map(zone)


def rounds(rhythm: Rhythm, start: datetime, count: int, where=AMSTERDAM) -> list[datetime]:
    """The next moments of a rhythm, one after another."""
    found = [start]
    for _ in range(count):
        found.append(next_moment(rhythm, found[-1], where))
    return found[1:]


def told(moments: list[datetime]) -> list[str]:
    """Moments as the clock on the wall shows them in Amsterdam."""
    return [f"{at.astimezone(AMSTERDAM):%a %d-%m %H:%M}" for at in moments]


def test_workdays_stay_at_a_quarter_to_five_when_summer_begins():
    """From winter to summer time the wall clock stays and the moment in UTC moves an hour."""
    found = rounds(Rhythm(WORKDAYS, time(16, 45)), datetime(2026, 3, 26, 12, tzinfo=UTC), 4)
    assert told(found) == ["Thu 26-03 16:45", "Fri 27-03 16:45", "Mon 30-03 16:45", "Tue 31-03 16:45"]
    assert [at.hour for at in found] == [15, 15, 14, 14]


def test_workdays_stay_at_a_quarter_to_five_when_winter_begins():
    """From summer to winter time too."""
    found = rounds(Rhythm(WORKDAYS, time(16, 45)), datetime(2026, 10, 23, 12, tzinfo=UTC), 2)
    assert told(found) == ["Fri 23-10 16:45", "Mon 26-10 16:45"]
    assert [at.hour for at in found] == [14, 15]


def test_a_time_that_is_skipped_comes_as_much_later_as_the_clocks_jump():
    """On the night that summer begins half past two does not exist: it is half past three, once."""
    found = rounds(Rhythm(EVERY_DAY, time(2, 30)), datetime(2026, 3, 28, 0, tzinfo=UTC), 3)
    assert told(found) == ["Sat 28-03 02:30", "Sun 29-03 03:30", "Mon 30-03 02:30"]


def test_a_time_that_comes_twice_counts_once():
    """On the night that winter begins half past two comes twice: the first one counts."""
    found = rounds(Rhythm(EVERY_DAY, time(2, 30)), datetime(2026, 10, 24, 12, tzinfo=UTC), 2)
    assert told(found) == ["Sun 25-10 02:30", "Mon 26-10 02:30"]
    assert found[0] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    between = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # ten past two for the second time
    assert next_moment(Rhythm(EVERY_DAY, time(2, 30)), between, AMSTERDAM) == found[1]


@given(rhythms, moments, zones)
def test_the_next_moment_lies_ahead_within_eight_days(rhythm: Rhythm, after: datetime, where):
    """Whatever the rhythm, the moment and the zone, there is a next one, and nothing comes between."""
    found = next_moment(rhythm, after, where)
    assert after < found <= after + timedelta(days=9)
    assert next_moment(rhythm, found - timedelta(microseconds=1), where) == found


@given(rhythms, moments, zones)
def test_every_day_of_a_rhythm_comes_exactly_once(rhythm: Rhythm, start: datetime, where):
    """Going from moment to moment for weeks meets each day of the rhythm once, at its time unless that is skipped."""
    found = rounds(rhythm, start, 20, where)
    assert all(one < other for one, other in pairwise(found))
    first, last = found[0].astimezone(where).date(), found[-1].astimezone(where).date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    wanted = {wall(day, rhythm.at, where) for day in days if day.weekday() in rhythm.days}
    assert set(found) >= {at for at in wanted if found[0] <= at <= found[-1]}
    for at in found:
        local = at.astimezone(where)
        shown = (local.hour, local.minute) == (rhythm.at.hour, rhythm.at.minute)
        day_before = wall(local.date() - timedelta(days=1), rhythm.at, where)
        assert shown or at in (wall(local.date(), rhythm.at, where), day_before)


@given(rhythms)
def test_a_rhythm_is_read_back_as_it_was_kept(rhythm: Rhythm):
    """Writing and reading change nothing."""
    assert Rhythm.from_text(rhythm.to_text()) == rhythm


@given(moments, zones, st.integers(1, 14))
def test_days_later_is_the_same_time_on_the_wall(at: datetime, where, days: int):
    """Unless the clocks skip that time."""
    later = day_later(at, where, days)
    assert timedelta(days=days) - timedelta(hours=2) <= later - at <= timedelta(days=days) + timedelta(hours=26)
    local, before = later.astimezone(where), at.astimezone(where)
    if local.date() == before.date() + timedelta(days=days) and wall(local.date(), before.time(), where) == later:
        skipped = later.astimezone(where).replace(tzinfo=None) != datetime.combine(local.date(), before.time())
        assert skipped or local.time() == before.time()


@pytest.mark.parametrize("text", ["", "9 16:45", "01234", " 16:45", "0 25:00"])
def test_what_is_no_rhythm_is_refused(text: str):
    """A text that is no rhythm raises ValueError."""
    with pytest.raises(ValueError, match=r".*"):
        Rhythm.from_text(text)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "Europe"])
def test_a_zone_that_is_not_known_is_the_dutch_one(name: str):
    """A zone that this machine does not know does not stop anything."""
    assert zone(name).key == "Europe/Amsterdam"
