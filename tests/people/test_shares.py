"""Shares as plain data: until when they are open, and long texts in pieces."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.groups import Group
from bot.people.shares import Copy, Share, Version, pieces

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
MONDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 13)
GROUP = Group("2a", "2A", NOON)
SHARE = Share("s", "sam", "2a", "r", NOON, "abiba", "Abiba", (Version(NOON, (Copy("v1", "?", "ja"),)),))

# Last day of the share, of the course, whether it ended, whether the group is closed: open on Monday, on Friday.
TABLE = [
    (None, None, False, False, True, True),
    (MONDAY, None, False, False, True, False),
    (None, MONDAY, False, False, True, False),
    (FRIDAY, MONDAY, False, False, True, True),
    (MONDAY, FRIDAY, False, False, True, False),
    (None, None, True, False, False, False),
    (FRIDAY, FRIDAY, False, True, False, False),
]


@pytest.mark.parametrize(("until", "ends", "ended", "closed", "monday", "friday"), TABLE)
def test_until_when_it_is_open(until: date, ends: date, ended: bool, closed: bool, monday: bool, friday: bool):
    """Its own last day counts, else that of the course; ended or closed it is open on no day."""
    share = replace(SHARE, until=until, ended=NOON if ended else None)
    group = replace(GROUP, ends=ends, closed=closed)
    assert (share.open_on(MONDAY, group), share.open_on(FRIDAY, group)) == (monday, friday)


def test_a_version_is_the_same_after_going_to_data():
    """What a version holds comes back from plain data."""
    version = Version(NOON, (Copy("v1", "Wat zie je?", "een {stoep}\nmet *fietsen*"), Copy("v2", "En?", "")))
    assert Version.from_data(version.to_data()) == version


@given(st.text(alphabet="ab \n\u00e9\U0001f600", max_size=400), st.integers(min_value=5, max_value=60))
def test_pieces_hold_all_of_a_text_and_none_is_too_long(text: str, most: int):
    """Put together without white space the pieces are the text; no piece is empty or longer than asked."""
    found = list(pieces(text, most))
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(0 < len(piece) <= most for piece in found)


def test_a_piece_ends_where_a_line_or_a_word_does():
    """A line's end in its second half is taken first, else the last white space, else it is cut."""
    assert list(pieces("een twee\ndrie vier vijf", 14)) == ["een twee", "drie vier vijf"]
    assert list(pieces("een twee drie", 9)) == ["een twee", "drie"]
    assert list(pieces("fietsenstalling", 10)) == ["fietsensta", "lling"]
