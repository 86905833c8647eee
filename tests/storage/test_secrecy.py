"""Secrecy: nothing in clear, nothing that can be swapped, nothing left after a deletion."""

from __future__ import annotations

import stat

import pytest
from sqlalchemy.exc import IntegrityError

from bot.dialogue.run import Run
from bot.dialogue.turn import Incoming, KeepChoice, KeepEntry, KeepPart, Reply
from bot.errors import StoreError, TooLate
from bot.people.assignments import Assignment, Kind, State
from bot.people.rights import Role
from bot.services.ports import Arrival, Work
from bot.storage.deletions import Deletions
from bot.storage.store import Store
from bot.storage.tables import metadata
from tests.storage.places import NOON, Place, text_from, turn

SECRET = "geheimwoord"
ADDRESS = "0612345678"


def fill(work: Work, name: str = "a") -> None:
    """Put the secret wherever words can go."""
    work.keep_settings({"naam": SECRET})
    work.keep_focus(f"run:{SECRET}")
    work.keep_run(name, Run(SECRET, "abiba", step=SECRET, at=NOON))
    work.keep(name, KeepPart("v1", f"{SECRET}?", f"Dit is {SECRET}.", "11"), NOON)
    work.keep(name, KeepChoice("v2", f"{SECRET}?", SECRET), NOON)
    work.edit("11", f"Dit is ook {SECRET}.", NOON)
    work.keep(name, KeepEntry("v1"), NOON)
    group = work.groups.make(SECRET).id
    work.groups.join(group, Role.STUDENT_HERE, SECRET)
    told = Assignment("", group, NOON, Kind.DIALOGUE, SECRET, text=SECRET, by=work.person)
    work.assignments.mark(work.assignments.make(told).id, State.BUSY)
    work.reply(Reply(f"Jij schreef {SECRET}", values={"x": SECRET}, slot=""))


def arrivals(first: int = 1) -> list[Arrival]:
    """Messages with the secret, from two people in two channels."""
    return [
        text_from(ADDRESS, first, SECRET),
        text_from(ADDRESS, first + 1, SECRET, "web", echo=SECRET),
        text_from("ander", first + 2, SECRET),
    ]


def in_tables(place: Place, *needles: str) -> list[str]:
    """The tables in which a needle stands in any column of any row."""
    marks = [needle.encode() for needle in needles]
    found = []
    for name in metadata.tables:
        for row in place.rows(f"select * from {name}"):
            values = b" ".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)
            if any(mark in values for mark in marks):
                found.append(name)
    return found


def in_files(place: Place, *needles: str) -> list[str]:
    """The files of the data folder in which a needle stands."""
    marks = [needle.encode() for needle in needles]
    files = [file for file in place.folder.iterdir() if file.name.startswith("nabij.sqlite3")]
    return [file.name for file in files if any(mark in file.read_bytes() for mark in marks)]


def test_no_words_and_addresses_stand_in_clear(store: Store, place: Place) -> None:
    """While messages wait, are handled, go out and stay, neither words nor address are in any column."""
    store.receive(arrivals())
    assert in_tables(place, SECRET, ADDRESS) == []
    store.work(lambda work, _: fill(work, work.person))
    assert in_tables(place, SECRET, ADDRESS) == []
    for item in (*store.outgoing("telegram"), *store.outgoing("web")):
        store.sent(item.seq, "1")
    assert in_tables(place, SECRET, ADDRESS) == []


def test_no_words_stand_in_the_files(folder_place: Place) -> None:
    """The database file and its log never hold words or address in clear, not even while in use."""
    store = folder_place.open()
    store.receive(arrivals())
    assert in_files(folder_place, SECRET, ADDRESS) == []
    store.work(lambda work, _: fill(work, work.person))
    assert in_files(folder_place, SECRET, ADDRESS) == []
    store.prune(NOON)
    store.close()
    assert in_files(folder_place, SECRET, ADDRESS) == []


SWAPS = (
    ("person", "settings", lambda work: work.settings()),
    ("person", "focus", lambda work: work.focus()),
    ("part", "ct", lambda work: work.all_answers(work.person)),
    ("answer", "ct", lambda work: work.all_answers(work.person)),
    ("run", "ct", lambda work: work.run(work.person)),
)


@pytest.mark.parametrize(("table", "column", "read"), SWAPS)
def test_ciphertexts_of_another_person_do_not_decrypt(
    store: Store, place: Place, table: str, column: str, read: object
) -> None:
    """With the ciphertexts of a table copied from one person to another, reading raises StoreError."""
    people = []
    for address in "12":
        turn(store, lambda work: (people.append(work.person), fill(work, work.person)), address)
    owner = "id" if table == "person" else "person_id"
    [taken, *_] = place.rows(f"select {column} from {table} where {owner} = :p", p=people[0])
    place.change(f"update {table} set {column} = :ct where {owner} = :p", ct=taken[0], p=people[1])
    with store.look(people[0]) as work:
        read(work)  # type: ignore[operator]
    with store.look(people[1]) as work, pytest.raises(StoreError):
        read(work)  # type: ignore[operator]


def test_ciphertexts_of_ones_own_other_row_do_not_decrypt(store: Store, place: Place) -> None:
    """A part copied over another part of the same person, with the same key, does not decrypt."""
    people = []
    turn(store, lambda work: (people.append(work.person), fill(work)))
    [taken, *_] = place.rows("select ct from part order by place")
    place.change("update part set ct = :ct", ct=taken[0])
    with store.look(people[0]) as work, pytest.raises(StoreError):
        work.all_answers("a")


def test_waiting_messages_cannot_be_given_to_another(store: Store, place: Place) -> None:
    """A waiting message that is assigned to another person in the database is not handled as theirs."""
    store.receive([text_from("1", 1, "van een"), text_from("2", 2, "van twee")])
    [(first,), (second,)] = place.rows("select person_id from incoming order by seq")
    place.change("update incoming set person_id = :b where person_id = :a", a=first, b=second)
    texts = []
    store.work(lambda _work, incoming: texts.append(incoming.text))
    assert set(texts) == {"van twee"}
    assert [failure[2] for failure in place.failures] == ["StoreError"]


def test_deleting_leaves_no_row(store: Store, place: Place) -> None:
    """After `forget` the person's id is in no column of any table, and nor is their lookup; the other person stays."""
    store.receive(arrivals())
    people: dict[str, str] = {}

    def first(work: Work, _incoming: Incoming) -> None:
        fill(work, work.person)
        people.setdefault(work.channel + str(len(people)), work.person)

    store.work(first)
    [gone] = [item.person for item in store.outgoing("telegram") if item.address == ADDRESS]
    [lookup] = [row.lookup for row in place.rows("select lookup from identity where person_id = :p", p=gone)]
    store.receive([text_from(ADDRESS, 50, "wacht"), text_from(ADDRESS, 51, "wacht ook")])
    assert {"person", "identity", "incoming", "outgoing", "run", "answer", "part", "entry", "doing"} <= set(
        in_tables(place, gone)
    )
    handled = []

    def forget(work: Work, incoming: Incoming) -> None:
        handled.append(incoming.text)
        work.forget(Reply("Dag"))

    store.work(forget)
    assert handled == ["wacht"]
    assert in_tables(place, gone, lookup) == []
    assert place.rows("select count(*) from person") == [(2,)]
    with pytest.raises(TooLate), store.look(gone):
        pass
    assert place.rows("select count(*) from incoming where ct is not null") == [(0,)]


def test_deleted_words_and_keys_leave_the_disk(folder_place: Place) -> None:
    """After a deletion neither the ciphertexts nor the wrapped key of the person are in the database or its log."""
    store = folder_place.open()
    people = []
    turn(store, lambda work: (people.append(work.person), fill(work)))
    sealed = [row[0] for row in folder_place.rows("select ct from part union select wrapped from person")]

    def on_disk() -> bool:
        files = [file.read_bytes() for file in folder_place.folder.iterdir() if file.name.startswith("nabij.sqlite3")]
        return any(piece in data for data in files for piece in (*sealed, people[0].encode()))

    assert on_disk()
    turn(store, lambda work: work.forget(Reply("Dag")))
    assert not on_disk()
    store.close()
    assert not on_disk()


def test_a_deletion_is_listed_beside_the_keys(store: Store, place: Place) -> None:
    """The person's id and the date are in a file beside the key ring that only its owner may read."""
    people = []
    turn(store, lambda work: (people.append(work.person), work.forget(Reply("Dag"))))
    turn(store, lambda work: (people.append(work.person), work.forget(Reply("Dag"))))
    file = place.keys.parent / "deletions.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Deletions(file).read() == dict.fromkeys(people, "2026-11-02")
    assert len(set(people)) == 2


def test_a_deletion_that_is_rolled_back_is_not_listed(store: Store, place: Place) -> None:
    """When a turn raises after `forget`, the person stays and is not on the list."""

    def fail(work: Work, _incoming: Incoming) -> None:
        work.forget(Reply("Dag"))
        raise ValueError

    turn(store, lambda work: work.keep_focus("menu"))
    store.receive([text_from("1", 1, "x")])
    store.work(fail)
    assert not (place.keys.parent / "deletions.txt").exists()
    seen = []
    turn(store, lambda work: seen.append(work.focus()))
    assert seen == ["menu"]


def test_who_was_deleted_starts_afresh(store: Store, place: Place) -> None:
    """The same address is a new person after a deletion, with nothing kept; the same update is not handled again."""
    people = []
    store.receive([text_from("1", 1, "weg")])
    store.work(lambda work, _: (people.append(work.person), work.keep_focus("x"), work.forget(Reply("Dag"))))
    assert store.receive([text_from("1", 1, "weg")]) == 0
    assert place.rows("select * from person") == []
    assert store.receive([text_from("1", 2, "hallo")]) == 1
    focus = []
    store.work(lambda work, _: (people.append(work.person), focus.append(work.focus())))
    assert focus == [""]
    assert len(set(people)) == 2


def test_a_web_transcript_is_empty_after_a_deletion(store: Store) -> None:
    """After `forget` the transcript has nothing; the farewell is told once."""
    store.receive([text_from("lokaal", 1, "hoi", "web", echo="hoi")])
    store.work(lambda work, _: work.forget(Reply("Dag")))
    assert store.transcript("web", "lokaal") == []
    [item] = store.outgoing("web")
    assert (item.address, item.reply.text) == ("lokaal", "Dag")
    store.sent(item.seq)
    assert store.outgoing("web") == store.transcript("web", "lokaal") == []


def test_errors_of_the_database_tell_no_values(store: Store) -> None:
    """An error that the database raises does not repeat what was being written."""
    errors = []

    def fail(work: Work) -> None:
        work.keep("geen doorloop", KeepPart("stap-geheimwoord", "?", SECRET, SECRET), NOON)
        try:
            work.runs()
        except Exception as error:
            errors.append(f"{error} {error!r}")
            raise

    with pytest.raises(IntegrityError):
        turn(store, fail)
    assert SECRET not in errors[0]
