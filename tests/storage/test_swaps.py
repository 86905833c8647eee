"""Rows of one person put in the place of another's: nothing of it can be read. Walked from the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary

from bot.dialogue.run import Run
from bot.dialogue.turn import Incoming, KeepEntry, KeepPart, Reply
from bot.errors import KeyringError, StoreError
from bot.people.assignments import Assignment, Kind
from bot.people.classes import Asked, Lesson, Position, Stage, Voice
from bot.people.groups import Invites
from bot.people.rights import Role
from bot.people.shares import Copy, Share, Version
from bot.services.ports import Work
from bot.services.rows import OwnRow
from bot.storage.store import Store
from bot.storage.tables import metadata
from tests.storage.places import NOON, Place, text_from, turn

PEOPLE = ("een", "twee")
# The key of the service is one row and nobody's; a remark is nobody's by design, and is swapped with another remark.
SEALED = [
    (table.name, column.name)
    for table in metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, LargeBinary) and table.name != "service_key"
]


def fill(work: Work, name: str) -> None:
    """Words of a person wherever they can stand."""
    work.keep_settings({"naam": name})
    work.keep_focus(f"run:{name}")
    work.keep_run(f"r-{name}", Run(name, "abiba", step=name, at=NOON))
    work.keep(f"r-{name}", KeepPart("v1", f"{name}?", f"Dit is {name}.", "11"), NOON)
    work.keep(f"r-{name}", KeepEntry("v1"), NOON)
    [entry] = work.entries()
    work.tell_entry(entry.id, {"learnt": name})
    work.schedule(NOON + timedelta(days=3), f"terugkeer r-{name}")
    work.remark("missing", name, name)
    work.reply(Reply("Jij schreef {x}", values={"x": name}))
    together(work, name)


def together(work: Work, name: str) -> None:
    """Words of a person and of their group."""
    group = work.groups.make(name, f"groep-{name}").id
    work.groups.join(group, Role.TRAINER_HERE, name)
    work.groups.invite(group, Invites.STUDENTS)
    work.assignments.make(Assignment("", group, NOON, Kind.DIALOGUE, "abiba", text=name))
    version = Version(NOON, (Copy("v1", "Wat?", name),))
    share = Share(f"s-{name}", work.person, group, f"r-{name}", NOON, "abiba", name, (version,))
    work.shares.keep(share)
    work.shares.comment(share, "v1", 1, name)
    work.shares.add_note(group, name, name, name)
    lesson = Lesson("", group, Asked(name), Stage.CHOOSING, NOON, NOON + timedelta(hours=3))
    lesson = work.classes.open(lesson)
    work.classes.put(lesson, f"telefoon-{name}", Voice(Position.AGREE, name, True, True, False))
    work.keep_own_dialogue(OwnRow(f"casus-{name}", 1, NOON, name, work.person))


def read_all(place: Place, store: Store, name: str) -> Iterator[str]:
    """Everything that this person, their channel and the editors can ever see, with no key in memory."""
    store.close()
    store = place.open()
    try:
        people = {item.address: item.person for item in store.outgoing("telegram") if item.person}
        yield str([item for item in store.outgoing("telegram") if item.address == name])
        yield str(store.remarks())
        if name not in people:
            raise StoreError("their address cannot be read")
        with store.look(people[name]) as work:
            yield work.address
            yield str((work.settings(), work.focus(), work.run(f"r-{name}"), work.all_answers(f"r-{name}")))
            yield str((work.entries(), work.agenda.all(), work.agenda.looks(), work.set_aside()))
            group = f"groep-{name}"
            yield str((work.groups.get(group), work.groups.members(group), work.assignments.of(group)))
            yield str((work.groups.invite(group, Invites.STUDENTS), work.shares.notes(group)))
            yield str([(item, work.classes.voices(item)) for item in work.classes.of_group(group)])
            yield str(work.own_dialogues())
            yield str([(share, work.shares.comments(share)) for share in work.shares.own()])
    finally:
        store.close()


def handled(store: Store) -> list[str]:
    """The texts of everything that waits to be handled."""
    found: list[str] = []

    def hear(_work: Work, incoming: Incoming) -> None:
        found.append(incoming.text)

    while store.work(hear):
        pass
    return found


@pytest.mark.parametrize(("table", "column"), SEALED)
def test_rows_that_changed_places_do_not_decrypt(store: Store, place: Place, table: str, column: str) -> None:
    """With the ciphertexts of two people in each other's rows, reading either raises and shows no words.

    A table that is new and that `fill` or `read_all` does not reach fails here: add to them what it holds.
    """
    for name in PEOPLE:
        turn(store, lambda work, name=name: fill(work, name), name)
    if (table, column) == ("outgoing", "address"):
        for name in ("drie", "vier"):
            turn(store, lambda work: work.forget(Reply("dag")), name)
    if table == "incoming":
        store.receive([text_from(name, f"w-{name}", f"van {name}") for name in PEOPLE])
    swap(place, table, column)
    if table == "incoming":
        assert handled(store) == []
        assert [failure[2] for failure in place.failures] == ["StoreError", "StoreError"]
    elif table == "outgoing":
        shown = store.outgoing("telegram")
        assert not any(item.reply.values or not item.person for item in shown if column == "ct" or not item.person)
    else:
        for name in PEOPLE:
            with pytest.raises((StoreError, KeyringError)):
                list(read_all(place, store, name))


def swap(place: Place, table: str, column: str) -> None:
    """Put the ciphertexts of two rows in each other's place: of two people, or of two rows of nobody."""
    keys = metadata.tables[table].primary_key.columns.keys()
    owner = "person_id" if "person_id" in metadata.tables[table].columns else "id"
    found = place.rows(
        f"select {keys[0]}, {column}, {owner} from {table} where {column} is not null order by {keys[0]}"
    )
    byowner = (
        {row[2]: row for row in found if row[2]} if table != "outgoing" or column == "ct" else dict(enumerate(found))
    )
    assert len(byowner) >= 2, f"too little stands in {table}.{column}: let `fill` put something there"
    (one, two) = list(byowner.values())[:2]
    for row, other in ((one, two), (two, one)):
        place.change(f"update {table} set {column} = :ct where {keys[0]} = :k", ct=other[1], k=row[0])
