"""What is scheduled comes in once it is due, and what goes wrong or is renamed is not lost."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogue.turn import Incoming, KeepPart, RenameAnswer, Signal
from bot.services.ports import Work
from bot.storage.store import Store
from tests.storage.places import NOON, Place, text_from, turn


def heard(store: Store) -> list[str]:
    """The commands that come in now."""
    found: list[str] = []

    def note(_work: Work, incoming: Incoming) -> None:
        assert incoming.signal is Signal.COMMAND
        found.append(incoming.text)

    while store.work(note):
        pass
    return found


def test_a_reminder_comes_in_when_it_is_due_and_only_once(store: Store):
    """Before its moment nothing comes; after it the command comes in once, also when asked twice."""
    turn(store, lambda work: work.schedule(NOON + timedelta(days=7), "terugkeer abc"))
    assert store.remind(NOON + timedelta(days=6)) == 0
    assert heard(store) == []
    assert store.remind(NOON + timedelta(days=8)) == 1
    assert store.remind(NOON + timedelta(days=8)) == 0
    assert heard(store) == ["terugkeer abc"]


def test_a_reminder_survives_a_new_start(place: Place):
    """A reminder is a row: after a stop it is still there."""
    store = place.open()
    turn(store, lambda work: work.schedule(NOON, "terugkeer abc"))
    store.close()
    store = place.open()
    store.remind(NOON + timedelta(hours=3))
    assert heard(store) == ["terugkeer abc"]
    store.close()


def test_the_command_of_a_reminder_is_not_readable_in_the_database(store: Store, place: Place):
    """The table holds a moment and ciphertext."""
    turn(store, lambda work: work.schedule(NOON, "terugkeer kwartelei"))
    [row] = place.rows("select ct from reminder")
    assert b"kwartelei" not in bytes(row.ct)


def test_a_renamed_answer_moves_along(store: Store):
    """An answer goes on under its step's new id, and may be added to in the same turn."""

    def rename(work: Work) -> None:
        work.keep("r", RenameAnswer("oud", "nieuw"), NOON)
        work.keep("r", KeepPart("nieuw", "Vraag?", "twee"), NOON)

    def begin(work: Work) -> None:
        from bot.dialogue.run import Run

        work.keep_run("r", Run("r:r", "proef", at=NOON))
        work.keep("r", KeepPart("oud", "Vraag?", "een"), NOON)

    turn(store, begin)
    turn(store, rename)
    found: list[tuple[str, str]] = []
    turn(store, lambda work: found.extend((row.step, row.text) for row in work.all_answers("r")))
    assert found == [("nieuw", "een\ntwee")]


def test_a_message_that_could_not_be_handled_can_still_be_read_by_its_writer(store: Store):
    """What was set aside stands in the person's own data."""

    def fail(_work: Work, _incoming: Incoming) -> None:
        raise ValueError

    store.receive([text_from("1", 1, "woorden die misgingen")])
    store.work(fail)
    found: list[str] = []
    turn(store, lambda work: found.extend(work.set_aside()))
    assert found == ["woorden die misgingen"]
