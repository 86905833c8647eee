"""What is scheduled comes in once it is due, and what goes wrong or is renamed is not lost."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogue.turn import Incoming, KeepPart, RenameAnswer, Reply, Signal
from bot.people.nudges import Kind
from bot.services.agenda import WAKE, Planned
from bot.services.ports import Work
from bot.services.rows import AsideRow
from bot.storage.store import Store
from bot.storage.vault import Vault
from tests.storage.places import NOON, Place, text_from, turn


def heard(store: Store) -> list[str]:
    """What is due in the turns for which people are woken now, taken from the agenda by those turns."""
    found: list[str] = []

    def take(work: Work, incoming: Incoming) -> None:
        assert (incoming.signal, incoming.text) == (Signal.COMMAND, WAKE)
        for item in work.agenda.all():
            if item.due <= incoming.at:
                found.append(item.command)
                work.agenda.drop(item)

    while store.work(take):
        pass
    return found


def planned(store: Store, address: str = "1") -> list[Planned]:
    """What stands in somebody's agenda."""
    found: list[Planned] = []
    turn(store, lambda work: found.extend(work.agenda.all()), address)
    return found


def test_a_reminder_wakes_its_person_when_it_is_due_and_only_once(store: Store):
    """Before its moment nothing comes; after it the person is woken once, also when asked twice."""
    turn(store, lambda work: work.schedule(NOON + timedelta(days=7), "terugkeer abc"))
    assert store.remind(NOON + timedelta(days=6)) == 0
    assert heard(store) == []
    assert store.remind(NOON + timedelta(days=8)) == 1
    assert store.remind(NOON + timedelta(days=8)) == 0
    assert heard(store) == ["terugkeer abc"]
    assert store.remind(NOON + timedelta(days=9)) == 0
    assert planned(store) == []


def test_a_reminder_survives_a_new_start(place: Place):
    """A reminder is a row: after a stop it is still there."""
    store = place.open()
    turn(store, lambda work: work.schedule(NOON, "terugkeer abc"))
    store.close()
    store = place.open()
    store.remind(NOON + timedelta(hours=3))
    assert heard(store) == ["terugkeer abc"]
    store.close()


def test_a_stop_between_waking_and_the_turn_loses_nothing(place: Place):
    """The row is taken by the turn itself: a process that dies before it leaves both for the next."""
    store = place.open()
    turn(store, lambda work: work.schedule(NOON, "terugkeer abc"))
    store.remind(NOON)
    store.close()
    store = place.open()
    assert store.remind(NOON + timedelta(hours=1)) == 0
    assert heard(store) == ["terugkeer abc"]
    store.close()


def test_all_that_is_due_of_a_person_is_seen_in_one_turn(store: Store):
    """Several rows wake their person once; another person is woken apart."""
    turn(store, lambda work: [work.schedule(NOON, f"terugkeer {n}") for n in "abc"])
    turn(store, lambda work: work.schedule(NOON, "terugkeer d"), address="2")
    assert store.remind(NOON) == 4
    turns = 0
    while store.work(lambda work, incoming: None, most=1):
        turns += 1
    assert turns == 2


def test_a_key_replaces_and_another_person_has_keys_of_their_own(store: Store):
    """Of two reminders with one key the later stays; the same key of somebody else is another reminder."""
    for address, hours in (("1", 1), ("2", 5), ("1", 2)):
        due = NOON + timedelta(hours=hours)
        turn(store, lambda work, due=due: work.agenda.put(due, "tijd note", Kind.RHYTHM, "rhythm:note"), address)
    assert [(item.due, item.kind, item.key) for item in planned(store)] == [
        (NOON + timedelta(hours=2), Kind.RHYTHM, "rhythm:note")
    ]
    assert [item.due for item in planned(store, "2")] == [NOON + timedelta(hours=5)]


def test_what_is_moved_wakes_again_and_remembers_when_it_was_to_come(store: Store):
    """A row that was rung and moved is rung once more at its new moment."""
    turn(store, lambda work: work.schedule(NOON, "terugkeer abc"))
    store.remind(NOON)
    store.work(lambda work, _: [work.agenda.move(item, NOON + timedelta(hours=2), True) for item in work.agenda.all()])
    assert store.remind(NOON + timedelta(hours=1)) == 0
    [item] = planned(store)
    assert (item.since, item.due, item.late) == (NOON, NOON + timedelta(hours=2), True)
    assert store.remind(NOON + timedelta(hours=2)) == 1
    assert heard(store) == ["terugkeer abc"]


def test_one_who_blocked_the_bot_is_left_alone_until_they_write(store: Store):
    """After Forbidden nothing is rung for that person; it is when they are back."""
    turn(store, lambda work: (work.schedule(NOON, "terugkeer abc"), work.reply(Reply("hoi"))))
    [delivery] = store.outgoing("telegram")
    store.failed(delivery.seq, "Forbidden")
    assert store.remind(NOON + timedelta(days=1)) == 0
    turn(store, lambda work: None)
    assert store.remind(NOON + timedelta(days=2)) == 1


def test_reminders_go_with_the_person(store: Store, place: Place):
    """Who lets everything be deleted leaves no reminder behind."""
    turn(store, lambda work: work.schedule(NOON, "terugkeer abc"))
    turn(store, lambda work: work.forget(Reply("dag")))
    assert place.rows("select count(*) as n from reminder")[0].n == 0
    assert store.remind(NOON + timedelta(days=9)) == 0


def test_a_reminder_of_before_there_were_kinds_still_comes(store: Store, place: Place):
    """A row that holds the bare command is read as something agreed on."""
    turn(store, lambda work: work.schedule(NOON, "terugkeer abc"))
    [row] = place.rows("select id, person_id from reminder")
    keyring = place.keyring()
    [key] = place.rows("select wrapped, key_id from service_key")
    service = Vault(keyring, bytes(key.wrapped), key.key_id).service
    sealed = service.seal(b"terugkeer oud", row.person_id, "reminder", row.id)
    place.change("update reminder set ct = :ct", ct=sealed)
    assert [(item.command, item.kind, item.since) for item in planned(store)] == [("terugkeer oud", Kind.RETURN, NOON)]


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
    found: list[AsideRow] = []
    turn(store, lambda work: found.extend(work.set_aside()))
    assert [row.text for row in found] == ["woorden die misgingen"]
    turn(store, lambda work: work.drop_set_aside(found[0].id), address="2")
    turn(store, lambda work: found.extend(work.set_aside()))
    assert len(found) == 2
    turn(store, lambda work: work.drop_set_aside(found[0].id))
    turn(store, lambda work: found.extend(work.set_aside()))
    assert len(found) == 2
