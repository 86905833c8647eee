"""Dates in words, as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.when import find

THURSDAY = date(2026, 3, 5)


def days(text: str, past: bool = False) -> list[str]:
    """The days that a text names on a Thursday in March."""
    return [f"{item.day:%d-%m-%Y}" for item in find(text, THURSDAY, past)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("donderdag terugkijken", "12-03-2026"),
        ("ik kijk vrijdag terug", "06-03-2026"),
        ("maandag om 10 uur", "09-03-2026"),
        ("maandagmiddag", "09-03-2026"),
        ("wo bel ik haar", "11-03-2026"),
        ("volgende week dinsdag", "10-03-2026"),
        ("dinsdag over een week", "10-03-2026"),
        ("komende zaterdag", "07-03-2026"),
        ("morgen 10 uur samen bellen", "06-03-2026"),
        ("morgenochtend", "06-03-2026"),
        ("Overmorgen!", "07-03-2026"),
        ("over een week", "12-03-2026"),
        ("over twee weken kijk ik", "19-03-2026"),
        ("over 3 dagen", "08-03-2026"),
        ("over een maand", "05-04-2026"),
        ("volgende week", "12-03-2026"),
        ("volgende maand", "05-04-2026"),
        ("12 maart", "12-03-2026"),
        ("vrijdag 13 maart", "13-03-2026"),
        ("3 februari", "03-02-2027"),
        ("15 jan 2027", "15-01-2027"),
        ("op 1-4", "01-04-2026"),
        ("1-4-2027 dus", "01-04-2027"),
        ("1/4/27", "01-04-2027"),
        ("vanavond nog", "05-03-2026"),
    ],
)
def test_a_plan_lies_ahead(text: str, day: str):
    """A weekday or date in a plan is the nearest one ahead."""
    assert days(text) == day.split()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("gisteren bij een gezin", "04-03-2026"),
        ("eergisteren", "03-03-2026"),
        ("gistermiddag", "04-03-2026"),
        ("vannacht", "04-03-2026"),
        ("maandag was ik daar", "02-03-2026"),
        ("donderdag", "05-03-2026"),
        ("afgelopen donderdag", "26-02-2026"),
        ("vorige week woensdag", "25-02-2026"),
        ("twee weken geleden", "19-02-2026"),
        ("3 dagen terug", "02-03-2026"),
        ("12 maart", "12-03-2025"),
        ("1-3", "01-03-2026"),
        ("net bij K. geweest", "05-03-2026"),
        ("vanochtend", "05-03-2026"),
    ],
)
def test_a_moment_lies_behind(text: str, day: str):
    """A weekday or date of a moment is the nearest one behind."""
    assert days(text, past=True) == day.split()


@pytest.mark.parametrize(
    "text",
    ["", "30 februari", "45-13", "dit doe ik wel", "de zondaar", "zondagskind", "0800-2000", "vrijheid", "na 1 uur"],
)
def test_what_is_no_date_is_none(text: str):
    """Impossible dates, numbers and words that only look like a day name no date."""
    assert days(text) == []


def test_two_dates_are_both_found_in_order():
    """A plan may name when one acts and when one looks back."""
    assert days("morgen 10 uur samen bellen. donderdag terugkijken") == ["06-03-2026", "12-03-2026"]


@given(st.text(), st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.booleans())
def test_any_text_can_be_read(text: str, today: date, past: bool):
    """Whatever is written, each date that is found lies within the text."""
    for item in find(text, today, past):
        assert 0 <= item.start < item.end <= len(text)
