"""Joining: one person taken into another, with every row of theirs under the other's name and key."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialogue.run import Run
from bot.dialogue.turn import KeepEntry, KeepPart, Reply
from bot.errors import TooLate
from bot.people.nudges import Kind as Nudge
from bot.services.access import Kind, Taking
from bot.services.ports import Work
from bot.storage import joining
from bot.storage.backup import backup, restore
from bot.storage.store import Store
from bot.storage.tables import Sealed, metadata, person
from tests.storage.places import NOON, Place, text_from, turn
from tests.storage.test_secrecy import fill, in_tables

TAKING = Taking(Reply("Gekoppeld"), Reply("Er is een kanaal bij"))


def into(store: Store, stays: str, how: Taking = TAKING, address: str = "w", channel: str = "web") -> None:
    """In a turn of one person: be taken into another."""
    turn(store, lambda work: work.access.take_into(stays, how), address, channel)


def two(store: Store) -> tuple[str, str]:
    """Somebody in Telegram and somebody on the web, each with work of their own."""
    people: list[str] = []
    for address, channel, run in (("t", "telegram", "a"), ("w", "web", "b")):
        turn(store, lambda work, run=run: (people.append(work.person), fill(work, run)), address, channel)
    return people[0], people[1]


def test_every_table_with_a_person_is_moved() -> None:
    """Each table in which a person stands is moved by `joining`, and each sealed column of it is sealed anew."""
    moved = {move.table.name for move in joining.MOVES} | {table.name for table in joining.OTHERWISE}
    assert moved == {table.name for table in metadata.tables.values() if "person_id" in table.c}
    sealed = {table.name: {c.name for c in table.c if isinstance(c.type, Sealed)} for table in metadata.tables.values()}
    for move in joining.MOVES:
        # The address of a row of `outgoing` is that of a farewell, which is nobody's.
        assert sealed[move.table.name] - {"address"} == {"ct"}
    assert sealed["reminder"] == {"ct"}
    assert sealed["access"] == set()
    assert {c.name for c in person.c if isinstance(c.type, Sealed)} == {"wrapped", "settings", "focus"}


def test_everything_comes_along(store: Store, place: Place) -> None:
    """Runs, answers with their versions, parts, entries and what waits are the other's, and open with their key."""
    stays, goes = two(store)
    turn(store, lambda work: work.keep("b", KeepPart("v3", "Nog?", "nog iets", "77"), NOON), "w", "web")
    store.receive([text_from("w", 900, "wacht nog", "web", echo="wacht nog")])
    place.change("update incoming set failed = 'ValueError' where update_id = '900'")
    into(store, stays)
    assert in_tables(place, goes) == ["access"]  # so that a backup that has them forgets them with the other
    with store.look(stays) as work:
        assert {row.id for row in work.runs()} == {"a", "b"}
        assert work.run("b").step == "geheimwoord"
        texts = {row.step: (row.text, row.revisions) for row in work.all_answers("b")}
        assert texts == {
            "v1": ("Dit is ook geheimwoord.", ("Dit is geheimwoord.",)),
            "v2": ("geheimwoord", ()),
            "v3": ("nog iets", ()),
        }
        assert len(work.entries()) == 2
        assert [row.text for row in work.set_aside()] == ["wacht nog"]
        assert work.settings() == {"naam": "geheimwoord"}
    with pytest.raises(TooLate), store.look(goes):
        pass


def test_settings_and_focus_of_the_one_that_stays_win(store: Store) -> None:
    """What the other had set, and what they were in, is not taken over."""
    people: list[str] = []
    turn(store, lambda work: (people.append(work.person), work.keep_settings({"a": 1}), work.keep_focus("x")), "t")
    turn(store, lambda work: (work.keep_settings({"a": 2, "b": 3}), work.keep_focus("y")), "w", "web")
    into(store, people[0])
    with store.look(people[0]) as work:
        assert (work.settings(), work.focus()) == ({"a": 1}, "x")


def test_both_channels_lead_to_the_one_that_stays(store: Store) -> None:
    """What is written in either channel is theirs; the reply goes there, and the other channel is told once."""
    stays, _ = two(store)
    for item in (*store.outgoing("telegram"), *store.outgoing("web")):
        store.sent(item.seq, "1")
    into(store, stays)
    [joined], [noticed] = store.outgoing("web"), store.outgoing("telegram")
    assert (joined.person, joined.address, joined.reply.text) == (stays, "w", "Gekoppeld")
    assert (noticed.person, noticed.address, noticed.reply.text) == (stays, "t", "Er is een kanaal bij")
    seen = []
    for address, channel in (("t", "telegram"), ("w", "web")):
        turn(store, lambda work: seen.append((work.person, work.channel)), address, channel)
    assert seen == [(stays, "telegram"), (stays, "web")]
    assert "Jij schreef geheimwoord" in [row.reply.text for row in store.transcript("web", "w")]


def test_a_message_that_waits_is_handled_as_theirs(store: Store) -> None:
    """What the one that goes had sent after the code, in the same batch, is handled by the one that stays."""
    stays, _ = two(store)
    store.receive([text_from("w", 1000, "koppel", "web"), text_from("w", 1001, "en verder", "web")])
    handled = []

    def handle(work: Work, incoming) -> None:
        handled.append((work.person == stays, incoming.text))
        if incoming.text == "koppel":
            work.access.take_into(stays, TAKING)

    while store.work(handle):
        pass
    assert handled == [(False, "koppel"), (True, "en verder")]


def test_a_turn_that_fails_joins_nobody(store: Store, place: Place) -> None:
    """When a turn raises after two were joined, both are as they were."""
    stays, goes = two(store)
    store.receive([text_from("w", 1000, "x", "web")])

    def fail(work: Work, _incoming) -> None:
        work.access.take_into(stays, TAKING)
        raise ValueError

    store.work(fail)
    with store.look(goes) as work:
        assert [row.id for row in work.runs()] == ["b"]
        assert work.settings() == {"naam": "geheimwoord"}
    assert place.rows("select count(*) from person") == [(2,)]


def test_reminders_come_along_and_a_rhythm_of_the_one_that_stays_wins(store: Store, place: Place) -> None:
    """A reminder without a like is theirs and can be replaced by its key; of two rhythms the kept one's stays."""
    people: list[str] = []

    def plan(work: Work, when: int) -> None:
        people.append(work.person)
        work.agenda.put(NOON + timedelta(days=when), f"tijd note {when}", Nudge.RHYTHM, "rhythm:note")
        work.agenda.put(NOON + timedelta(days=when), f"terug {when}", Nudge.MOMENT, f"moment:{when}")
        work.schedule(NOON + timedelta(days=when), f"terugkeer {when}")

    turn(store, lambda work: plan(work, 3), "t")
    turn(store, lambda work: plan(work, 5), "w", "web")
    into(store, people[0])
    with store.look(people[0]) as work:
        told = sorted(item.command for item in work.agenda.all())
    assert told == ["terug 3", "terug 5", "terugkeer 3", "terugkeer 5", "tijd note 3"]
    turn(store, lambda work: work.agenda.put(NOON, "terug later", Nudge.MOMENT, "moment:5"), "t")
    with store.look(people[0]) as work:
        assert "terug 5" not in [item.command for item in work.agenda.all()]


def test_what_comes_of_its_own_accord_comes_where_the_person_last_wrote(store: Store, place: Place) -> None:
    """A reminder made in Telegram rings on the web after a message there, and in Telegram again after one there."""
    stays, _ = two(store)
    into(store, stays)
    turn(store, lambda work: work.schedule(NOON + timedelta(minutes=5), "terugkeer a"), "t")
    turn(store, lambda work: None, "w", "web")
    assert place.rows("select distinct channel from reminder") == [("web",)]
    store.remind(NOON + timedelta(minutes=6))
    rung = []
    store.work(lambda work, incoming: rung.append((work.channel, incoming.text)))
    assert rung == [("web", "wekker")]
    turn(store, lambda work: work.schedule(NOON + timedelta(minutes=5), "terugkeer a"), "t")
    turn(store, lambda work: None, "t")
    assert place.rows("select distinct channel from reminder") == [("telegram",)]


def test_two_addresses_of_one_kind_do_not_fit(store: Store) -> None:
    """Two accounts of Telegram are not joined by a code; two addresses of the web page are, and one of them stays."""
    people: list[str] = []
    for address, channel in (("1", "telegram"), ("2", "telegram"), ("3", "web"), ("4", "web")):
        turn(store, lambda work: people.append(work.person), address, channel)
    fits = []
    turn(store, lambda work: fits.append(work.access.fits(people[0], False)), "2")
    turn(store, lambda work: fits.append(work.access.fits(people[2], False)), "4", "web")
    turn(store, lambda work: fits.append(work.access.fits(people[2], False)), "1")
    assert fits == [False, True, True]
    into(store, people[2], address="4")
    seen = []
    turn(store, lambda work: seen.append(work.address), "3", "web")
    assert seen == ["3"]


def test_a_lost_account_gives_way_to_the_new_one(store: Store, place: Place) -> None:
    """With `replacing` the new address leads to the old person; the old address hears so and is nobody's any more."""
    people: list[str] = []
    turn(store, lambda work: (people.append(work.person), fill(work, "oud")), "oud")
    turn(store, lambda work: (people.append(work.person), fill(work, "nieuw")), "nieuw")
    for item in store.outgoing("telegram"):
        store.sent(item.seq, "1")
    into(store, people[0], Taking(Reply("Terug"), None, Reply("Weg"), replacing=True), "nieuw", "telegram")
    told = {(item.address, item.reply.text) for item in store.outgoing("telegram")}
    assert told == {("nieuw", "Terug"), ("oud", "Weg")}
    turn(store, lambda work: people.append(work.person), "nieuw")
    turn(store, lambda work: people.append(work.person), "oud")
    assert people[2] == people[0]
    assert people[3] not in people[:2]
    with store.look(people[0]) as work:
        assert {row.id for row in work.runs()} == {"oud", "nieuw"}


def test_on_the_web_the_sessions_of_the_lost_account_end(store: Store) -> None:
    """After a recovery on the web neither the old key nor an old session opens anything; the new ones do."""
    old, new = store.doors.begin(), store.doors.begin()
    people: list[str] = []
    for opened in (old, new):
        address = store.doors.address(opened.session)
        turn(store, lambda work: people.append(work.person), address, "web")
    how = Taking(Reply("Terug"), replacing=True)
    into(store, people[0], how, store.doors.address(new.session))
    assert store.doors.address(old.session) == ""
    assert store.doors.enter(old.link) is None
    turn(store, lambda work: people.append(work.person), store.doors.address(new.session), "web")
    assert people[2] == people[0]
    assert store.doors.enter(new.link) is not None


def test_links_and_codes_on_paper_go_on_working(store: Store) -> None:
    """After two were joined the link of the one that went opens the one that stays; a code to join is dead."""
    opened = store.doors.begin()
    people: list[str] = []
    turn(store, lambda work: people.append(work.person), "t")
    address = store.doors.address(opened.session)

    def keep(work: Work) -> None:
        work.access.keep(Kind.JOIN, "JOIN")
        work.access.keep(Kind.RECOVERY, "PAPIER")

    turn(store, keep, address, "web")
    into(store, people[0], address=address)
    owners = []
    for kind, secret in ((Kind.JOIN, "JOIN"), (Kind.RECOVERY, "PAPIER")):
        turn(store, lambda work, kind=kind, secret=secret: owners.append(work.access.owner(kind, secret)), "t")
    assert owners == ["", people[0]]
    again = store.doors.enter(opened.link)
    assert again is not None
    assert store.doors.address(again.session) == address


def test_after_a_deletion_an_older_backup_forgets_both(folder_place: Place, tmp_path: Path) -> None:
    """A backup from before two were joined holds both; who deletes everything afterwards is gone from it, twice."""
    place, file = folder_place, tmp_path / "kopie.sqlite3"
    store = place.open()
    stays, goes = two(store)
    backup(place.folder, file)
    into(store, stays)
    turn(store, lambda work: work.forget(Reply("Dag")), "t")
    assert in_tables(place, stays, goes) == []
    store.close()
    assert restore(tmp_path / "terug", file, place.keyring()) == 2


def test_who_was_joined_is_not_on_the_deletion_list(folder_place: Place, tmp_path: Path) -> None:
    """Being joined is no deletion: a backup from before it brings back what it held."""
    place, file = folder_place, tmp_path / "kopie.sqlite3"
    store = place.open()
    stays, _ = two(store)
    backup(place.folder, file)
    into(store, stays)
    store.close()
    assert restore(tmp_path / "terug", file, place.keyring()) == 0


def test_old_keys_and_words_leave_the_disk(folder_place: Place) -> None:
    """After two were joined the wrapped key of the one that went is in no file any more."""
    store = folder_place.open()
    stays, goes = two(store)
    [(wrapped,)] = folder_place.rows("select wrapped from person where id = :p", p=goes)
    into(store, stays)
    store.prune(NOON)
    files = [file.read_bytes() for file in folder_place.folder.iterdir() if file.name.startswith("nabij.sqlite3")]
    assert not any(wrapped in data for data in files)
    store.close()


def test_an_entry_stays_with_its_run(store: Store) -> None:
    """What was told about an entry opens after the move."""
    stays, _ = two(store)

    def tell(work: Work) -> None:
        work.keep_run("c", Run("r:c", "notitie", at=NOON))
        work.keep("c", KeepEntry(""), NOON)
        [mine] = [row for row in work.entries() if row.run == "c"]
        work.tell_entry(mine.id, {"level": "micro"})

    turn(store, tell, "w", "web")
    into(store, stays)
    with store.look(stays) as work:
        assert [dict(row.about) for row in work.entries() if row.run == "c"] == [{"level": "micro"}]


def test_what_comes_in_meanwhile_is_not_lost(store: Store) -> None:
    """A message of the one that goes, received while they are being joined, is handled by the one that stays."""
    stays, _ = two(store)
    store.receive([text_from("w", 1000, "koppel", "web")])
    meanwhile = threading.Thread(target=lambda: store.receive([text_from("w", 1001, "intussen", "web")]))
    handled = []

    def handle(work: Work, incoming) -> None:
        handled.append((work.person == stays, incoming.text))
        if incoming.text == "koppel":
            work.access.take_into(stays, TAKING)
            meanwhile.start()
            meanwhile.join(0.5)  # on PostgreSQL it waits for us by then; on SQLite there is one writer

    while store.work(handle):
        pass
    meanwhile.join()
    while store.work(handle):
        pass
    assert handled == [(False, "koppel"), (True, "intussen")]
