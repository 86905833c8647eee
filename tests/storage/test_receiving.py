"""Receiving: each thing once, each person one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.dialogue.turn import Incoming
from bot.services.ports import Work
from bot.storage.store import Store
from tests.storage.places import NOON, Place, text_from


def seen_by(store: Store) -> list[tuple[str, str, str]]:
    """Handle all that waits; person, channel and text of each."""
    found: list[tuple[str, str, str]] = []

    def note(work: Work, incoming: Incoming) -> None:
        found.append((work.person, work.channel, incoming.text))

    while store.work(note):
        pass
    return found


def test_the_same_update_is_kept_once(store: Store) -> None:
    """An update that comes again, in the same batch or later, before or after its turn, is counted and handled once."""
    hello = text_from("1", 7, "hoi")
    assert store.receive([hello, hello]) == 1
    assert store.receive([hello]) == 0
    assert [text for _, _, text in seen_by(store)] == ["hoi"]
    assert store.receive([hello, text_from("1", 6, "later gekomen, lager nummer")]) == 1
    assert [text for _, _, text in seen_by(store)] == ["later gekomen, lager nummer"]


def test_nothing_is_nothing(store: Store) -> None:
    """An empty batch keeps nothing."""
    assert store.receive([]) == 0


def test_channels_number_for_themselves(store: Store) -> None:
    """The same update id in another channel is another update, of another person."""
    assert store.receive([text_from("1", 7, "een"), text_from("1", 7, "twee", "web")]) == 2
    people = {person for person, _, _ in seen_by(store)}
    assert len(people) == 2


def test_an_address_is_one_person(store: Store) -> None:
    """Messages from one address are of one person, others of others, over batches."""
    store.receive([text_from("1", 1, "a"), text_from("2", 2, "b"), text_from("1", 3, "c")])
    store.receive([text_from("1", 4, "d")])
    seen = seen_by(store)
    assert len({person for person, _, text in seen if text in "acd"}) == 1
    assert len({person for person, _, _ in seen}) == 2


def test_the_incoming_comes_out_as_it_went_in(store: Store) -> None:
    """Signal, words, moment and reference arrive in the turn unchanged."""
    arrival, seen = text_from("1", 1, "Zó; “gewoon” 🙂\x00\ud83d"), list[Incoming]()
    store.receive([arrival])
    store.work(lambda _work, incoming: seen.append(incoming))
    assert seen == [arrival.incoming]


def test_a_person_came_when_they_first_wrote(store: Store) -> None:
    """`since` is the moment of the first message."""
    store.receive([text_from("1", 1, "a")])
    seen = []
    store.work(lambda work, _: seen.append(work.since))
    assert seen == [NOON + timedelta(seconds=1)]


@pytest.mark.parametrize(("hours", "kept"), [(47, 1), (49, 0)])
def test_the_ledger_is_pruned_after_48_hours(store: Store, place: Place, hours: int, kept: int) -> None:
    """An id of a handled message stays 48 hours; what still waits stays however long."""
    store.receive([text_from("1", 1, "gedaan")])
    seen_by(store)
    store.receive([text_from("1", 2, "wacht")])
    place.clock.pass_by(hours=hours)
    store.prune(place.clock())
    assert len(place.rows("select seq from incoming where update_id = '1'")) == kept
    assert [text for _, _, text in seen_by(store)] == ["wacht"]


def test_a_handled_message_leaves_only_its_id(store: Store, place: Place) -> None:
    """After its turn the words of a message are in the inbox no more."""
    store.receive([text_from("1", 1, "hoi")])
    assert place.rows("select count(*) from incoming where ct is not null") == [(1,)]
    seen_by(store)
    assert place.rows("select update_id, ct from incoming") == [("1", None)]


def test_echoes_stand_in_the_transcript_once(store: Store) -> None:
    """Own words with an echo are in the transcript as soon as they were received, once, in order, and never go out."""
    store.receive([text_from("lokaal", 1, "een", "web", echo="een"), text_from("lokaal", 2, "stil", "web")])
    store.receive([text_from("lokaal", 1, "een", "web", echo="een"), text_from("lokaal", 3, "twee", "web", echo="{x}")])
    found = store.transcript("web", "lokaal")
    assert [(item.kind, item.reply.text, item.reply.values["words"]) for item in found] == [
        ("echo", "{words}", "een"),
        ("echo", "{words}", "{x}"),
    ]
    assert all(item.sent for item in found)
    assert store.outgoing("web") == []
