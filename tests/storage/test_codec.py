"""The codec: everything that goes in comes out the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.turn import Button, Incoming, Reply, Signal
from bot.storage.codec import (
    moment,
    pack_incoming,
    pack_reply,
    stamp,
    to_bytes,
    to_text,
    unpack_incoming,
    unpack_reply,
)

words = st.text(st.characters(exclude_categories=[]), max_size=60)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
buttons = st.builds(Button, words, words, st.booleans())
rows = st.lists(st.lists(buttons, max_size=3).map(tuple), max_size=3).map(tuple)
keyboards = st.none() | st.lists(words, max_size=3).map(tuple)
replies = st.builds(Reply, words, st.dictionaries(words, words, max_size=3), rows, keyboards, words, words)


@given(st.builds(Incoming, st.sampled_from(Signal), moments, words, words))
def test_incoming_comes_back_the_same(incoming: Incoming) -> None:
    """Any incoming, half surrogate pairs included, survives packing."""
    assert unpack_incoming(pack_incoming(incoming), stamp(incoming.at)) == incoming


@given(replies)
def test_a_reply_comes_back_the_same(reply: Reply) -> None:
    """Any reply survives packing, with no keyboard kept apart from an empty one."""
    assert unpack_reply(pack_reply(reply), reply.slot) == reply


@given(words)
def test_texts_come_back_the_same(text: str) -> None:
    """Any text survives as bytes."""
    assert to_text(to_bytes(text)) == text


def test_moments_are_kept_in_utc() -> None:
    """A moment in another zone comes back as the same instant in UTC."""
    at = datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    assert moment(stamp(at)) == at
    assert moment(stamp(at)).tzinfo is UTC
