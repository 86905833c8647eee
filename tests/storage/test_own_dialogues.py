"""Casus of people's own are kept under their own key, for them alone."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.turn import Incoming, Reply, Signal
from bot.services.ports import Arrival, Work
from bot.services.rows import OwnRow
from bot.storage.store import Store
from tests.storage.places import NOON, Place, turn

ROW = OwnRow("een", 1, NOON, "kwartelei")


def owned(store: Store, address: str = "1") -> list[OwnRow]:
    """What a person may play, without whose it is."""
    found: list[OwnRow] = []
    turn(store, lambda work: found.extend(replace(row, owner="") for row in work.own_dialogues()), address)
    return found


def versions(store: Store, address: str = "1") -> list[tuple[str, int]]:
    """Name and version of everything that a person wrote."""
    found: list[tuple[str, int]] = []
    turn(store, lambda work: found.extend((row.id, row.version) for row in work.own_versions()), address)
    return found


def test_what_is_kept_is_there_in_the_same_turn_and_later(store: Store):
    """Also for who had nothing before; a version that is kept again is replaced."""

    def keep(work: Work) -> None:
        assert work.own_dialogues() == []
        work.keep_own_dialogue(ROW)
        assert [row.owner for row in work.own_dialogues()] == [work.person]
        work.keep_own_dialogue(replace(ROW, version=0))
        work.keep_own_dialogue(replace(ROW, version=0, source="nieuw"))

    turn(store, keep)
    assert owned(store) == [replace(ROW, version=0, source="nieuw"), ROW]


def test_a_version_or_all_of_it_is_dropped(store: Store):
    """One version by its number, everything without; what was replaced is played no more."""
    for version in (0, 1, 2):
        turn(store, lambda work, number=version: work.keep_own_dialogue(replace(ROW, version=number)))
    turn(store, lambda work: work.keep_own_dialogue(replace(ROW, id="twee")))
    assert [(row.id, row.version) for row in owned(store)] == [("een", 0), ("een", 2), ("twee", 1)]
    assert versions(store) == [("een", 0), ("een", 1), ("een", 2), ("twee", 1)]
    turn(store, lambda work: work.drop_own_dialogue("een", 2))
    assert versions(store) == [("een", 0), ("een", 1), ("twee", 1)]
    turn(store, lambda work: work.drop_own_dialogue("een"))
    assert [row.id for row in owned(store)] == ["twee"]
    assert versions(store, "2") == []


def test_nobody_else_reads_replaces_or_drops_it(store: Store):
    """Another person has none of it, and cannot touch a row of that name."""
    turn(store, lambda work: work.keep_own_dialogue(ROW))
    turn(store, lambda work: work.drop_own_dialogue("een"), address="2")
    turn(store, lambda work: work.keep_own_dialogue(replace(ROW, source="van een ander")), address="2")
    assert owned(store, "2") == []
    assert owned(store) == [ROW]


def test_it_is_not_readable_in_the_database_and_goes_with_the_person(store: Store, place: Place):
    """The table holds ciphertext; after /verwijder it is empty."""
    turn(store, lambda work: work.keep_own_dialogue(ROW))
    [row] = place.rows("select * from own_dialogue")
    assert b"kwartelei" not in b"".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    turn(store, lambda work: work.forget(Reply("Dag.")))
    assert place.rows("select * from own_dialogue") == []


def test_a_file_comes_in_encrypted_and_leaves_nothing_in_the_inbox(store: Store, place: Place):
    """Name and bytes come out as they went in; once handled the row holds neither."""
    data, seen = b"kwartelei" + bytes(range(256)), []
    store.receive([Arrival("telegram", "1", "1", Incoming(Signal.FILE, NOON, "casus.docx", "telegram:1", data))])
    [row] = place.rows("select * from incoming")
    assert b"kwartelei" not in row.ct
    store.work(lambda work, incoming: seen.append(incoming))
    assert [(item.text, item.data) for item in seen] == [("casus.docx", data)]
    assert [row.ct for row in place.rows("select ct from incoming")] == [None]
