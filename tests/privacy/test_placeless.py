"""A version without date and place: what is replaced, what stays, and that a second look finds nothing new."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.placeless import find, placeless


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Op 12 maart zat ze in Rotterdam-Zuid.", "Op [datum] zat ze in [plaats]."),
        ("Maandagmiddag om 16.45 in buurthuis De Brug in Delft", "[datum] om [tijd] in buurthuis [plaats] in [plaats]"),
        ("morgen 10 uur samen bellen. donderdag terugkijken", "morgen [tijd] samen bellen. [datum] terugkijken"),
        ("hij kwam om kwart over tien, of rond half elf", "hij kwam om [tijd], of rond [tijd]"),
        ("tussen 9 en 12 uur, van 14:00 tot 15:30", "tussen [tijd], van [tijd] tot [tijd]"),
        ("in mei 2024, op 3-2-2025 en 2025-02-03", "in [datum], op [datum] en [datum]"),
        ("met kerst is ze alleen", "met [datum] is ze alleen"),
        ("Bij Karin Vermeer geweest, Lijsterbesstraat 14", "Bij K. geweest, [adres]"),
        ("Alphen aan den Rijn is ver van 's-Hertogenbosch", "[plaats] is ver van [plaats]"),
    ],
)
def test_when_and_where_are_replaced(text: str, expected: str):
    """Dates, weekdays, clock times, feasts, towns, named places, and all that the details check finds."""
    assert placeless(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "De kinderen hadden sinds gisteren niks warms gegeten.",
        "Ze is 26 jaar en heeft 3 kinderen.",
        "Het duurde twee uur lang, na twee uur wachten.",
        "Hij betaalde 3.50 euro, voor een deel om drie redenen.",
        "Best een goed gesprek. Dat was best spannend.",
        "Volgens de Wmo 2015 mag dat; 1/2 brood is ook brood.",
        "Na een kwartier ging ik om een kopje koffie.",
    ],
)
def test_what_tells_nothing_of_when_and_where_stays(text: str):
    """How long ago, how long it lasted, ages, amounts and laws are no date."""
    assert placeless(text) == text


@given(st.text(alphabet="abc Delft 12 maart om 10.30 uur,.\n'-", max_size=60))
def test_any_text_is_borne_and_places_are_in_order(text: str):
    """Findings lie inside the text, in order and without overlap."""
    found = find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
