"""How long things are kept: nothing goes without a telling that went out and two weeks in which Nabij ran."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.retention import (
    DAY,
    FOR_GOOD,
    LONGER,
    NOTICE,
    TOGETHER,
    Item,
    Keeping,
    Kind,
    Notice,
    Terms,
    counted,
    done,
    ends,
    may_go,
    next_look,
    to_tell,
)

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
moments = st.integers(0, 3000).map(lambda days: NOW - days * DAY)
items = st.lists(
    st.builds(Item, st.sampled_from("abcdef"), st.sampled_from(Kind), moments),
    max_size=6,
    unique_by=lambda item: item.id,
)
days = st.sampled_from([FOR_GOOD, 30, 180, 730, 1825])
terms = st.builds(Terms, days, days, days)
notices = st.builds(
    Notice, st.lists(st.sampled_from("abcdef"), unique=True).map(tuple), st.text("xyz"), st.integers(0, 20)
)
keepings = st.builds(
    Keeping,
    st.none() | days,
    st.booleans(),
    st.dictionaries(st.sampled_from("abcdef"), moments.map(lambda at: at + LONGER)),
    st.none() | notices,
)
patient = settings(deadline=None)


@patient
@given(keepings)
def test_what_was_chosen_is_read_back(own: Keeping):
    """Through JSON and back nothing changes."""
    assert Keeping.from_data(json.loads(json.dumps(own.to_data()))) == own


@patient
@given(items, terms, keepings)
def test_nothing_goes_that_was_not_told_of(found: list[Item], chosen: Terms, own: Keeping):
    """What may go stands in a telling that was counted for two weeks, and its term is over."""
    for item in may_go(found, chosen, own, NOW):
        assert own.notice is not None
        assert item.id in own.notice.items
        assert own.notice.days >= NOTICE
        end = ends(item, chosen, own)
        assert end is not None
        assert end <= NOW


@patient
@given(items, terms, keepings, st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=60))
def test_two_weeks_of_running_lie_between_the_telling_and_the_going(
    found: list[Item], chosen: Terms, own: Keeping, looks: list[tuple[int, bool]]
):
    """However irregularly it is looked at, fourteen looks on fourteen days at least follow what went out."""
    own, now, told, counts = replace(own, notice=None), NOW, None, 0
    for gap, goes_out in looks:
        now += gap * DAY
        if own.notice:
            told = told or (now if goes_out else None)
            before = own.notice.days
            own = replace(own, notice=counted(own.notice, told, now))
            counts += own.notice.days - before
            assert own.notice.days - before <= 1
        for item in may_go(found, chosen, own, now):
            assert told is not None
            assert now - told >= NOTICE * DAY
            assert counts >= NOTICE
            found = [other for other in found if other.id != item.id]
        if done(found, chosen, own, now):
            own, told, counts = replace(own, notice=None), None, 0
        if tell := to_tell(found, chosen, own, now):
            own = replace(own, notice=Notice(tuple(item.id for item in tell), "s"))


@patient
@given(items, terms, keepings)
def test_a_telling_comes_two_weeks_ahead_with_what_follows_soon(found: list[Item], chosen: Terms, own: Keeping):
    """It begins with what ends within two weeks, holds nothing that ends long after, and is one at a time."""
    told = to_tell(found, chosen, own, NOW)
    if own.notice:
        assert told == ()
    if told:
        first = ends(told[0], chosen, own)
        assert first is not None
        assert first <= NOW + NOTICE * DAY
    assert all((ends(item, chosen, own) or NOW) <= NOW + NOTICE * DAY + TOGETHER for item in told)


def test_until_i_delete_it_never_ends():
    """With no term nothing has an end, and a year longer is counted from the end."""
    item = Item("a", Kind.ENTRY, NOW - 4000 * DAY)
    assert ends(item, Terms(), Keeping(journal=FOR_GOOD)) is None
    until = NOW + LONGER
    assert ends(item, Terms(), Keeping(longer={"a": until})) == until


def test_a_standstill_counts_for_one_day_at_most():
    """Weeks without a look add a single day to the two weeks."""
    notice = Notice(("a",), "s")
    assert counted(notice, None, NOW) == notice
    notice = counted(notice, NOW, NOW)
    assert (notice.days, notice.seen) == (0, NOW)
    assert counted(notice, NOW, NOW + timedelta(hours=23)).days == 0
    assert counted(notice, NOW, NOW + 60 * DAY).days == 1


def test_the_house_looks_each_day_while_a_telling_is_under_way():
    """Else each week."""
    assert next_look(Keeping(), NOW) == NOW + 7 * DAY
    assert next_look(Keeping(notice=Notice((), "s")), NOW) == NOW + DAY
