"""The table of what students type (mirror.tsv), played against the recogniser."""

from __future__ import annotations

from bot.language.recognise import Recogniser
from tests.language.table import Row, rows


def right(row: Row) -> bool:
    """Whether the recogniser answers a row as the table does."""
    return (Recogniser(row.phrase).first((row.wanted,)) >= 0) is row.expected


def test_the_table_is_large_balanced_and_partly_held_out():
    """At least 360 rows, neither answer below 40 in a hundred, at least a third held out."""
    table = rows()
    assert len(table) >= 360
    assert 0.4 <= sum(row.expected for row in table) / len(table) <= 0.6
    assert sum(row.held for row in table) >= len(table) / 3


def test_no_row_stands_in_the_table_twice():
    """A held-out row is not among the tuned ones, nor any row twice."""
    seen = [(row.wanted, row.phrase) for row in rows()]
    assert len(seen) == len(set(seen))


def test_of_the_tuned_rows_nearly_all_are_answered_right():
    """At least 97 in a hundred."""
    tuned = [row for row in rows() if not row.held]
    assert sum(map(right, tuned)) >= 0.97 * len(tuned), [row for row in tuned if not right(row)]


def test_of_the_held_out_rows_nearly_all_are_answered_right():
    """At least 93 in a hundred."""
    held = [row for row in rows() if row.held]
    assert sum(map(right, held)) >= 0.93 * len(held)
