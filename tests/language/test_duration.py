"""How long something took, read from the words that people use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.duration import LONGEST, first, minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45", 45), ("90 minuten", 90), ("45min", 45), ("uur", 60), ("een uurtje", 60), ("anderhalf uur", 90),
        ("2,5 uur", 150), ("half uur", 30), ("een half uur", 30), ("1 uur en een kwartier", 75), ("1 uur 15", 75),
        ("1u30", 90), ("1:30", 90), ("1.30 uur", 90), ("drie kwartier", 45), ("vijf kwartier", 75), ("Twee uur.", 120),
        ("ongeveer een uur", 60), ("een kwartiertje", 15), ("1 uur en 15 minuten", 75),
    ],
)  # fmt: skip
def test_durations_as_they_are_said(text: str, expected: int):
    """Figures, hours, quarters and their sums are read as minutes."""
    assert minutes(text) == expected


@pytest.mark.parametrize(
    "text", ["", "geen idee", "0", "half", "een", "uur of twee", "2000", "van twee tot drie", "1:75"]
)
def test_anything_else_is_no_duration(text: str):
    """What names no duration, or more than a day, is left alone."""
    assert minutes(text) is None


@given(st.integers(1, LONGEST))
def test_minutes_and_hours_agree(count: int):
    """A number of minutes reads the same as bare figures and as hours with minutes."""
    hours, rest = divmod(count, 60)
    assert minutes(str(count)) == minutes(f"{hours} uur en {rest} minuten") == count


@given(st.text())
def test_any_text_is_borne(text: str):
    """Whatever is typed, the answer is nothing or a duration within a day."""
    found = minutes(text)
    assert found is None or 0 < found <= LONGEST


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90 minuten, met zes mensen", 90),
        ("anderhalf uur met z'n vijven", 90),
        ("een uur en een kwartier ongeveer denk ik", 75),
        ("met zes mensen", None),
        ("", None),
    ],
)
def test_a_duration_that_a_text_begins_with(text: str, expected: int | None):
    """What comes behind it does not matter."""
    assert first(text) == expected
