"""What people type for a moment or a rhythm."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people import zones
from bot.people.rhythm import Rhythm, zone
from bot.people.spoken import asks, span, understand
from bot.services import clock
from tests.people.test_rhythm import ZONES, moments, rhythms

WEEK = ["ma", "di", "wo", "do", "vr", "za", "zo"]
AMSTERDAM = zone("Europe/Amsterdam")
NOW = datetime(2026, 3, 5, 12, 41, tzinfo=AMSTERDAM)  # a Thursday

ONCE = {
    "over 2 uur": "do 05-03 14:41",
    "Over twee uur.": "do 05-03 14:41",
    "over een half uur": "do 05-03 13:11",
    "over één uur": "do 05-03 13:41",
    "over anderhalf uur": "do 05-03 14:11",
    "over een kwartier": "do 05-03 12:56",
    "over 30 minuten": "do 05-03 13:11",
    "herinner me eraan over 2 uur": "do 05-03 14:41",
    "over 4 dagen": "ma 09-03 16:45",
    "over een week": "do 12-03 16:45",
    "over 2 weken om 10 uur": "do 19-03 10:00",
    "morgen": "vr 06-03 16:45",
    "morgen 10 uur": "vr 06-03 10:00",
    "morgen om 10:00": "vr 06-03 10:00",
    "morgenochtend": "vr 06-03 09:00",
    "vanavond": "do 05-03 19:00",
    "vanmiddag om 4": "do 05-03 16:00",
    "overmorgen": "za 07-03 16:45",
    "vrijdag 15:00": "vr 06-03 15:00",
    "vrijdag om 15 uur": "vr 06-03 15:00",
    "vrijdagmiddag": "vr 06-03 14:00",
    "donderdag 9:00": "do 12-03 09:00",
    "volgende week vrijdag": "vr 13-03 16:45",
    "volgende week": "do 12-03 16:45",
    "om half vijf": "do 05-03 16:30",
    "kwart voor vijf uur": "do 05-03 16:45",
    "om 12": "vr 06-03 12:00",
    "3 december 14.00": "do 03-12 14:00",
}
EVERY = {
    "werkdagen 16:45": "01234 16:45",
    "Werkdagen om kwart voor vijf": "01234 16:45",
    "iedere werkdag": "01234 16:45",
    "doordeweeks 8u30": "01234 08:30",
    "elke vrijdag 15:00": "4 15:00",
    "herinner me elke vrijdag om 3 uur": "4 15:00",
    "elke vrijdagmiddag": "4 14:00",
    "elke maandag en donderdag 16:00": "03 16:00",
    "elke maandag, dinsdag en donderdag": "013 16:45",
    "elke week": "3 16:45",
    "elke week op dinsdag om 14.30": "1 14:30",
    "elke dag 8:30": "0123456 08:30",
    "dagelijks": "0123456 16:45",
    "wekelijks": "3 16:45",
}
NEITHER = [
    "", "?", "mei", "elke", "over", "over schulden", "over vertrouwen", "morgen heb ik overleg", "elke dag de afwas",
    "Maandag heb ik met haar gesproken", "elke maand", "25:00", "vandaag 10:00", "over 0 uur", "over 999 dagen",
    "31 februari", "over 2 uur is hij thuis", "twee uur lang gepraat", "werkdagen", "x" * 5000,
]  # fmt: skip


def told(moment: datetime) -> str:
    """The wall clock in Amsterdam, with the day."""
    local = moment.astimezone(AMSTERDAM)
    return f"{WEEK[local.weekday()]} {local:%d-%m %H:%M}"


@pytest.mark.parametrize("text", ONCE)
def test_a_moment_in_words_is_understood(text: str):
    """Each of these is one moment, the first to come."""
    found = understand(text, NOW, AMSTERDAM)
    assert isinstance(found, datetime)
    assert told(found) == ONCE[text]


@pytest.mark.parametrize("text", EVERY)
def test_a_rhythm_in_words_is_understood(text: str):
    """Each of these comes round."""
    found = understand(text, NOW, AMSTERDAM)
    assert isinstance(found, Rhythm)
    assert found.to_text() == EVERY[text]


@pytest.mark.parametrize("text", [text for text in NEITHER if text != "werkdagen"])
def test_what_says_more_than_a_moment_is_none(text: str):
    """A sentence about work, half a moment, or one in the past is left alone."""
    assert understand(text, NOW, AMSTERDAM) is None


@given(st.text(max_size=80), moments, st.sampled_from(ZONES).map(zone))
def test_any_text_is_a_moment_ahead_a_rhythm_or_nothing(text: str, now: datetime, where):
    """Nothing that is typed goes wrong."""
    found = understand(text, now, where)
    assert found is None or isinstance(found, Rhythm) or now < found <= now + timedelta(days=366)
    assert span(text) is None or len(set(span(text) or ())) == 2


WORDS = """over elke een 2 12 half uur dag week dagen vrijdag vrijdagmiddag 's morgen vanavond om op en 16:45 24:00 0:61
31 februari mei volgende werkdagen kwart voor tegen herinner me"""
words = st.sampled_from(WORDS.split())


@given(st.lists(words, max_size=8).map(" ".join), moments, st.sampled_from(ZONES).map(zone))
def test_words_of_time_in_any_order_are_a_moment_ahead_a_rhythm_or_nothing(text: str, now: datetime, where):
    """Not even when they make no sense together."""
    found = understand(text, now, where)
    assert found is None or isinstance(found, Rhythm) or now < found <= now + timedelta(days=366)


@given(rhythms, moments)
def test_a_rhythm_is_told_in_words_that_can_be_typed(rhythm: Rhythm, now: datetime):
    """What Nabij says of a rhythm it understands itself."""
    assert understand(clock.rhythm(rhythm), now, AMSTERDAM) == rhythm


@given(st.integers(1, 366 * 24 * 60 - 1), moments)
def test_an_hour_is_an_hour_also_when_the_clocks_change(minutes: int, now: datetime):
    """ "Over 90 minuten" is as long as it says."""
    if minutes < 1000:
        assert understand(f"over {minutes} minuten", now, AMSTERDAM) == now + timedelta(minutes=minutes)


def test_two_hours_over_the_change_are_two_hours():
    """At half past one in the night that summer begins, two hours later it is half past four."""
    now = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    found = understand("over 2 uur", now, AMSTERDAM)
    assert isinstance(found, datetime)
    assert told(found) == "zo 29-03 04:30"


@pytest.mark.parametrize(
    ("text", "asked"),
    [("over 2 uur", True), ("elke vrijdag", True), ("herinner me morgen", True), ("morgen", False), ("vrijdag", False)],
)
def test_a_day_alone_does_not_ask_for_anything(text: str, asked: bool):
    """Only a text that begins as a request is one outside the settings."""
    assert asks(text) is asked


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("22:00 tot 7:00", (time(22), time(7))),
        ("van 20 uur tot 9 uur", (time(20), time(9))),
        ("tussen 20:00 en 9:00", (time(20), time(9))),
        ("20:00-9:00", (time(20), time(9))),
        ("8:00 tot 8:00", None),
        ("8", None),
        ("", None),
    ],
)
def test_two_times_are_understood(text: str, times: tuple[time, time] | None):
    """Quiet hours are typed as two different times."""
    assert span(text) == times


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Suriname", "America/Paramaribo"),
        ("paramaribo", "America/Paramaribo"),
        ("Curacao", "America/Curacao"),
        ("New York", "America/New_York"),
        ("Europe/Amsterdam", "Europe/Amsterdam"),
        ("belgie", "Europe/Brussels"),
        ("Sint-Maarten", "America/Lower_Princes"),
        ("Ergens", ""),
        ("", ""),
    ],
)
def test_a_place_names_its_time_zone(text: str, wanted: str):
    """A country of the house's list or a city of the IANA list, with or without accents."""
    assert zones.find(text) == wanted


def test_a_zone_is_told_as_people_call_it():
    """By the first name of the house's list, else by its city."""
    assert zones.name("Europe/Amsterdam") == "Nederland"
    assert zones.name("America/New_York") == "New York"
