"""When a reminder may come."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.people.nudges import Kind, Wishes, allowed, next_round, tomorrow
from bot.people.rhythm import WORKDAYS, Rhythm, zone
from tests.people.test_rhythm import ZONES, moments, rhythms

AMSTERDAM = zone("Europe/Amsterdam")
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
spans = st.tuples(clocks, clocks).filter(lambda pair: pair[0] != pair[1])


@st.composite
def wishes(draw) -> Wishes:
    """What somebody may want, with what they were sent."""
    return Wishes(
        zone=draw(st.sampled_from(ZONES)),
        quiet=draw(st.none() | spans),
        weekend=draw(st.booleans()),
        rhythms=draw(st.dictionaries(st.sampled_from(["note", "slow"]), rhythms)),
        paused=draw(st.none() | moments),
        stopped=draw(st.booleans()),
        sent=tuple(draw(st.lists(moments, max_size=5))),
        ready=tuple(draw(st.lists(st.text(max_size=5), max_size=2))),
    )


def at(text: str) -> datetime:
    """A moment on the wall in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def told(moment: datetime) -> str:
    """The wall clock in Amsterdam."""
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


@given(wishes())
def test_wishes_are_read_back_as_they_were_kept(wanted: Wishes):
    """Through JSON and back nothing changes, but for parts of seconds of what was sent."""
    kept = Wishes.from_data(json.loads(json.dumps(wanted.to_data())))
    whole = tuple(moment.replace(microsecond=0) for moment in wanted.sent)
    assert kept == replace(wanted, sent=whole)


@given(wishes(), st.sampled_from(Kind), moments)
def test_where_a_reminder_may_come_it_stays(wanted: Wishes, kind: Kind, moment: datetime):
    """The moment found is not before the one asked for, and asking again gives the same."""
    found = allowed(wanted, kind, moment)
    assert found >= moment
    assert allowed(wanted, kind, found) == found


@given(wishes(), st.sampled_from(Kind), moments)
def test_nothing_comes_in_quiet_hours_or_a_pause(wanted: Wishes, kind: Kind, moment: datetime):
    """The wall clock at the moment found lies outside the quiet hours, unless the clocks are changed in them."""
    found = allowed(wanted, kind, moment)
    assert wanted.paused is None or found >= wanted.paused
    if wanted.quiet:
        where = zone(wanted.zone)
        begin, end = wanted.quiet
        clock = found.astimezone(where).time()
        quiet = begin <= clock < end if begin < end else clock >= begin or clock < end
        around = {(found + timedelta(hours=hours)).astimezone(where).utcoffset() for hours in (-25, 0, 25)}
        assert not quiet or len(around) > 1


@given(wishes(), moments)
def test_the_limits_of_the_house_hold_for_what_nobody_asked_for_just_then(wanted: Wishes, moment: datetime):
    """At most one a day, three in seven days, and no weekend unless that is wanted."""
    found, where = allowed(wanted, Kind.RETURN, moment), zone(wanted.zone)
    day = found.astimezone(where).date()
    sent = [one.astimezone(where).date() for one in wanted.sent]
    assert day not in sent
    assert sum(0 <= (day - one).days < 7 for one in sent) < 3
    assert wanted.weekend or day.weekday() < 5


@given(wishes(), rhythms, moments)
def test_no_round_comes_in_a_pause(wanted: Wishes, rhythm: Rhythm, moment: datetime):
    """A rhythm goes on after the pause."""
    found = next_round(wanted, rhythm, moment)
    assert found > moment
    assert wanted.paused is None or found > wanted.paused


@given(wishes(), moments)
def test_tomorrow_is_tomorrow(wanted: Wishes, moment: datetime):
    """Whenever Morgen is tapped, it is the next day where the person is, or the day after in a zone that skips one."""
    where = zone(wanted.zone)
    days = (tomorrow(wanted, moment).astimezone(where).date() - moment.astimezone(where).date()).days
    assert days == 1 or wanted.zone == "Pacific/Apia"


def test_an_evening_waits_for_the_morning():
    """At nine the quiet hours begin, at eight they end."""
    assert told(allowed(Wishes(), Kind.MOMENT, at("2026-03-05 20:59"))) == "2026-03-05 20:59"
    assert told(allowed(Wishes(), Kind.MOMENT, at("2026-03-05 21:00"))) == "2026-03-06 08:00"
    assert told(allowed(Wishes(), Kind.MOMENT, at("2026-03-06 07:59"))) == "2026-03-06 08:00"
    assert told(allowed(Wishes(), Kind.MOMENT, at("2026-03-06 08:00"))) == "2026-03-06 08:00"


def test_what_was_agreed_passes_over_the_weekend():
    """What was not asked for on Saturday comes on Monday at the same time; what was asked for comes."""
    assert told(allowed(Wishes(), Kind.RETURN, at("2026-03-07 11:00"))) == "2026-03-09 11:00"
    assert told(allowed(Wishes(weekend=True), Kind.RETURN, at("2026-03-07 11:00"))) == "2026-03-07 11:00"
    assert told(allowed(Wishes(), Kind.MOMENT, at("2026-03-07 11:00"))) == "2026-03-07 11:00"


def test_after_three_in_a_week_the_fourth_waits_until_seven_days_after_the_first():
    """Monday, Tuesday and Wednesday are three; the next may come on Monday."""
    wanted = Wishes(sent=tuple(at(f"2026-03-0{day} 10:00") for day in (2, 3, 4)))
    assert told(allowed(wanted, Kind.RETURN, at("2026-03-05 10:00"))) == "2026-03-09 10:00"


def test_a_tap_on_tomorrow_late_at_night_is_the_next_morning():
    """At half past eleven, tomorrow at that time is quiet: it is tomorrow at eight."""
    assert told(tomorrow(Wishes(), at("2026-03-05 23:30"))) == "2026-03-06 08:00"
    assert told(tomorrow(Wishes(), at("2026-03-05 16:45"))) == "2026-03-06 16:45"
    assert told(tomorrow(Wishes(), at("2026-03-28 16:45"))) == "2026-03-29 16:45"


def test_quiet_hours_stay_where_they_are_when_the_clocks_change():
    """The morning after either change is quiet until eight on the wall."""
    for evening, morning in (("2026-03-28 23:00", "2026-03-29 08:00"), ("2026-10-24 23:00", "2026-10-25 08:00")):
        assert told(allowed(Wishes(), Kind.MOMENT, at(evening))) == morning


def test_what_is_too_old_to_count_is_forgotten():
    """Only the moments of the last week are kept."""
    wanted = Wishes()
    for day in range(1, 29):
        wanted = wanted.having_sent(datetime(2026, 3, day, 12, tzinfo=UTC))
    assert len(wanted.sent) == 8


def test_somebody_without_wishes_has_nothing_kept():
    """What holds for everyone is not written down for each."""
    assert Wishes().to_data() == {}
    assert Wishes(rhythms={"note": Rhythm(WORKDAYS, time(16, 45))}).to_data() == {"rhythms": {"note": "01234 16:45"}}
