"""What goes out: in order, once, dropped when it need not stay."""

from __future__ import annotations

import pytest

from bot.dialogue.turn import Button, Reply
from bot.storage.store import Store
from tests.storage.places import NOON, Place, text_from, turn


def say_to(store: Store, *replies: Reply, address: str = "1", channel: str = "telegram") -> None:
    """Put replies out to somebody."""
    turn(store, lambda work: work.reply(*replies), address, channel)


def texts(store: Store, channel: str = "telegram") -> list[str]:
    """What is to go out."""
    return [item.reply.text for item in store.outgoing(channel)]


def test_a_reply_goes_out_as_it_was_put(store: Store) -> None:
    """A delivery has the whole reply, its channel, address and person."""
    reply = Reply(
        "Er stond {x}",
        values={"x": "“{y}” *niet vet*"},
        buttons=((Button("Ja", "r:a:1:ja"), Button("Nee", "r:a:1:nee", typed=False)), (Button("?", "c:help"),)),
        keyboard=("Klaar", "Pauze"),
        export="data",
        slot="stand",
    )
    say_to(store, reply, address="42")
    [found] = store.outgoing("telegram")
    assert found.reply == reply
    assert (found.channel, found.address, found.kind, found.sent, found.message) == (
        "telegram",
        "42",
        "reply",
        False,
        "",
    )
    with store.look(found.person) as work:
        assert work.person == found.person


def test_replies_go_out_in_order_each_in_its_channel(store: Store) -> None:
    """Replies come in the order in which they were put, and only in the channel of their turn."""
    say_to(store, Reply("1"), Reply("2"))
    say_to(store, Reply("web"), channel="web")
    say_to(store, Reply("3"), address="2")
    say_to(store, Reply("4"))
    found = store.outgoing("telegram")
    assert [item.reply.text for item in found] == ["1", "2", "3", "4"]
    assert [item.seq for item in found] == sorted(item.seq for item in found)
    assert texts(store, "web") == ["web"]
    assert [item.reply.text for item in store.outgoing("telegram", most=2)] == ["1", "2"]


@pytest.mark.parametrize("channel", ["telegram", "terminal"])
def test_sent_payload_is_dropped(store: Store, place: Place, channel: str) -> None:
    """What went out is told no more; its text is gone and the channel's message id kept."""
    say_to(store, Reply("weg"), channel=channel)
    [item] = store.outgoing(channel)
    store.sent(item.seq, "77")
    assert store.outgoing(channel) == []
    assert place.rows("select ct, state, message from outgoing") == [(None, "sent", "77")]


def test_web_keeps_its_transcript(store: Store) -> None:
    """Own words and replies, sent or waiting, stand in the transcript in order, from a sequence number on."""
    store.receive([text_from("lokaal", 1, "hoi", "web", echo="hoi")])
    store.work(lambda work, _: work.reply(Reply("dag"), Reply("hoe gaat het?")))
    store.receive([text_from("ander", 2, "x", "web", echo="x")])
    store.sent(store.outgoing("web")[0].seq)
    found = store.transcript("web", "lokaal")
    assert [(item.kind, item.reply.text, item.sent) for item in found] == [
        ("echo", "{words}", True),
        ("reply", "dag", True),
        ("reply", "hoe gaat het?", False),
    ]
    assert [item.reply.text for item in store.transcript("web", "lokaal", after=found[1].seq)] == ["hoe gaat het?"]
    assert len(store.transcript("web", "lokaal", most=2)) == 2
    assert store.transcript("web", "niemand") == []


def test_what_cannot_be_delivered_is_dropped(store: Store, place: Place) -> None:
    """A delivery that failed is told no more and its text is gone."""
    say_to(store, Reply("weg"))
    store.failed(store.outgoing("telegram")[0].seq, "BadRequest")
    assert store.outgoing("telegram") == []
    assert place.rows("select ct, state, failed from outgoing") == [(None, "failed", "BadRequest")]
    assert place.rows("select blocked_at from identity") == [(None,)]


def test_who_blocks_the_bot_is_marked_until_they_write_again(store: Store, place: Place) -> None:
    """Forbidden marks that one address as blocked; a new message from it takes the mark away."""
    say_to(store, Reply("x"), address="2")
    say_to(store, Reply("x"))
    store.failed(next(item.seq for item in store.outgoing("telegram") if item.address == "1"), "Forbidden")
    assert place.rows("select count(*) from identity where blocked_at is not null") == [(1,)]
    store.receive([text_from("1", 99, "terug")])
    assert place.rows("select count(*) from identity where blocked_at is not null") == [(0,)]


def test_unknown_deliveries_are_no_trouble(store: Store) -> None:
    """Telling of a delivery that is not there does nothing."""
    store.sent(12345, "1")
    store.failed(12345, "Forbidden")


def test_the_same_slot_is_superseded_while_unsent(store: Store) -> None:
    """A newer reply in a slot takes the place of one that did not go out; other slots and people are left."""
    say_to(store, Reply("oud", slot="stand"), Reply("los"), Reply("anders", slot="x"))
    say_to(store, Reply("van 2", slot="stand"), address="2")
    say_to(store, Reply("nieuw", slot="stand"), Reply("nieuwst", slot="stand"))
    assert texts(store) == ["los", "anders", "van 2", "nieuwst"]


def test_a_slot_that_was_sent_names_the_message_to_edit(store: Store) -> None:
    """A newer reply in a slot that went out before carries that message's id, however often it is superseded."""
    say_to(store, Reply("1", slot="stand"))
    store.sent(store.outgoing("telegram")[0].seq, "77")
    say_to(store, Reply("2", slot="stand"))
    say_to(store, Reply("3", slot="stand"))
    [item] = store.outgoing("telegram")
    assert (item.reply.text, item.message, item.sent) == ("3", "77", False)


def test_an_unreadable_row_holds_up_nothing(store: Store, place: Place) -> None:
    """A row that does not decrypt is set to failed, and the others go out."""
    say_to(store, Reply("stuk"), Reply("heel"))
    first = store.outgoing("telegram")[0].seq
    place.change("update outgoing set ct = :ct where seq = :seq", ct=b"\x01" + bytes(40), seq=first)
    assert texts(store) == ["heel"]
    assert place.rows("select state from outgoing where seq = :seq", seq=first) == [("failed",)]


def test_old_rows_are_pruned(store: Store, place: Place) -> None:
    """Rows that went out go after 48 hours, a transcript after its term, what waits never."""
    say_to(store, Reply("a"), Reply("wacht"))
    say_to(store, Reply("b"), channel="web")
    store.sent(store.outgoing("telegram")[0].seq, "1")
    store.sent(store.outgoing("web")[0].seq)
    place.clock.pass_by(hours=49)
    store.prune(place.clock())
    assert place.rows("select count(*) from outgoing") == [(2,)]
    assert len(store.transcript("web", "1")) == 1
    place.clock.pass_by(days=30)
    store.prune(place.clock())
    assert store.transcript("web", "1") == []
    assert texts(store) == ["wacht"]


def test_a_farewell_goes_out_once_and_is_gone(store: Store, place: Place) -> None:
    """After `forget` only the farewell is left to send, to the address and of nobody; sent, it is gone."""
    say_to(store, Reply("nog onderweg"), address="42")
    turn(store, lambda work: (work.reply(Reply("eerst")), work.forget(Reply("Dag")), work.reply(Reply("na"))), "42")
    [item] = store.outgoing("telegram")
    assert (item.reply.text, item.address, item.person) == ("Dag", "42", "")
    store.sent(item.seq, "1")
    assert place.rows("select * from outgoing") == []


def test_a_farewell_that_cannot_be_delivered_is_gone_too(store: Store, place: Place) -> None:
    """A farewell to somebody who blocked the bot stays nowhere."""
    turn(store, lambda work: work.forget(Reply("Dag")))
    store.failed(store.outgoing("telegram")[0].seq, "Forbidden")
    assert place.rows("select * from outgoing") == []


def test_moments_of_replies_are_of_the_clock(store: Store, place: Place) -> None:
    """A row tells when it was put and when it went out."""
    say_to(store, Reply("x"), channel="web")
    place.clock.pass_by(minutes=1)
    store.sent(store.outgoing("web")[0].seq)
    [(at, sent_at)] = place.rows("select at, sent_at from outgoing")
    assert (at, sent_at - at) == (int(NOON.timestamp() * 1e6), 60_000_000)
