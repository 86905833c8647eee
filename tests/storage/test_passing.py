"""A file in a chat stands there for an hour: the moment is a row, and its removal goes out once."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogue.turn import Reply
from bot.services.ports import Work
from bot.storage.store import Store
from tests.storage.places import NOON, Place, turn

FILE = Reply("Hier is het.", export="data")
HOUR = timedelta(hours=1)


def go_out(store: Store, channel: str = "telegram") -> list[tuple[str, str]]:
    """Send all that waits, each as a message with a name of its own; give what it was."""
    found = []
    for item in store.outgoing(channel):
        name = item.message or f"{100 + item.seq}"
        found.append((item.kind, name))
        store.sent(item.seq, name)
    return found


def wake(store: Store, hours: float) -> None:
    """That long after noon, whoever has something due gets a turn in which it is taken away."""
    now = NOON + timedelta(hours=hours)
    store.remind(now)
    store.work(lambda work, incoming: work.take_away(incoming.at))


def test_a_file_is_taken_out_after_an_hour(store: Store):
    """Nothing within the hour; after it one removal of the message that the file stood in, and no second one."""
    turn(store, lambda work: work.reply(FILE))
    [(_, message)] = go_out(store)
    wake(store, 0.9)
    assert go_out(store) == []
    wake(store, 1)
    assert go_out(store) == [("remove", message)]
    wake(store, 30)
    assert go_out(store) == []


def test_a_stop_of_a_night_loses_no_removal(place: Place):
    """The row outlives the process."""
    store = place.open()
    turn(store, lambda work: work.reply(FILE))
    [(_, message)] = go_out(store)
    store.close()
    store = place.open()
    wake(store, 9)
    assert go_out(store) == [("remove", message)]
    store.close()


def test_a_file_that_could_not_go_out_yet_is_looked_at_again(store: Store):
    """While Telegram is away nothing can be taken out; an hour later it is."""
    turn(store, lambda work: work.reply(FILE))
    wake(store, 1)
    [(kind, message)] = go_out(store)
    assert kind == "reply"
    wake(store, 2)
    assert go_out(store) == [("remove", message)]


def test_it_is_no_reminder(store: Store):
    """What is planned for the person does not show it, and no other message is taken away."""
    seen: list[object] = []

    def handle(work: Work) -> None:
        work.reply(Reply("hoi"), FILE)
        seen.append(work.agenda.all())

    turn(store, handle)
    [(_, said), (_, file)] = go_out(store)
    wake(store, 1)
    assert go_out(store) == [("remove", file)]
    assert said != file
    assert seen == [[]]


def test_on_the_page_and_in_a_terminal_a_file_is_handed_over(store: Store):
    """There nothing stands to be taken away."""
    turn(store, lambda work: work.reply(FILE), channel="web")
    assert store.remind(NOON + 5 * HOUR) == 0


def test_the_picture_of_a_group_may_stay(store: Store):
    """A QR code holds no words of a person."""
    turn(store, lambda work: work.reply(Reply("De code.", export="qr:abc")))
    go_out(store)
    wake(store, 5)
    assert go_out(store) == []


def test_an_own_message_is_taken_out_when_asked(store: Store):
    """A message with a name in it that is part of no answer can be withdrawn."""
    turn(store, lambda work: work.take_back("telegram:telegram:7"))
    assert go_out(store) == [("remove", "telegram:7")]
