"""Stretches of days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.period import find

TODAY = date(2026, 3, 5)

TABLE = (
    ("maart 2025", "2025-03-01", "2025-03-31"),
    ("Maart", "2026-03-01", "2026-03-31"),
    ("april", "2025-04-01", "2025-04-30"),
    ("in februari 2024", "2024-02-01", "2024-02-29"),
    ("2025", "2025-01-01", "2025-12-31"),
    ("heel 2024", "2024-01-01", "2024-12-31"),
    ("deze maand", "2026-03-01", "2026-03-31"),
    ("vorige maand", "2026-02-01", "2026-02-28"),
    ("dit jaar", "2026-01-01", "2026-12-31"),
    ("vorig jaar", "2025-01-01", "2025-12-31"),
    ("vorige week", "2026-02-23", "2026-03-01"),
    ("deze week", "2026-03-02", "2026-03-08"),
    ("1 maart tot 15 april 2025", "2025-03-01", "2025-04-15"),
    ("van 1 maart 2024 tot en met 3 januari 2025", "2024-03-01", "2025-01-03"),
    ("1-2-2026 t/m 10-2-2026", "2026-02-01", "2026-02-10"),
    ("15 april 2025 tot 1 maart 2025", "2025-03-01", "2025-04-15"),
    ("gisteren", "2026-03-04", "2026-03-04"),
    ("12 januari", "2026-01-12", "2026-01-12"),
)


@pytest.mark.parametrize(("text", "begin", "end"), TABLE)
def test_a_stretch_is_read_as_it_is_meant(text: str, begin: str, end: str):
    """Months, years, weeks and two days; without a year the nearest behind."""
    assert find(text, TODAY) == (date.fromisoformat(begin), date.fromisoformat(end))


@pytest.mark.parametrize("text", ["", "koffie", "alles", "weet ik niet", "20265", "1 maart, 2 maart en 3 maart"])
def test_what_names_no_stretch_is_none(text: str):
    """Nothing is guessed."""
    assert find(text, TODAY) is None


@settings(deadline=None)
@given(st.text(max_size=40), st.dates(date(2000, 2, 1), date(2100, 1, 1)))
def test_whatever_is_typed_gives_a_stretch_or_nothing(text: str, today: date):
    """No text raises, and a stretch runs from its first to its last day."""
    found = find(text, today)
    assert found is None or found[0] <= found[1]
