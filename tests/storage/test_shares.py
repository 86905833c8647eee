"""Shared work in the store: who can open it until when, what stays with whom, and that it cannot be moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.dialogue.run import Run
from bot.dialogue.turn import Reply
from bot.errors import StoreError
from bot.people.rights import Role
from bot.people.shares import Copy, Share, Version
from bot.services.ports import Work
from bot.storage.store import Store
from tests.storage.places import NOON, Place, turn
from tests.storage.test_secrecy import SECRET, in_files, in_tables

TODAY, WEEK = NOON.date(), timedelta(days=7)
TRAINER, SAM, NOOR = "1", "2", "3"  # addresses


def asked(store: Store, read: Callable[[Work], object], address: str = TRAINER) -> object:
    """What somebody reads in a turn."""
    found: list[object] = []
    turn(store, lambda work: found.append(read(work)), address)
    return found[0]


def version(text: str) -> Version:
    """One answer."""
    return Version(NOON, (Copy("v1", "Wat zie je?", text),))


@dataclass
class Group:
    """A group with a trainer and two students; ids of group and people by address."""

    store: Store
    id: str
    people: dict[str, str]

    def share(self, name: str = "s1", address: str = SAM, text: str = SECRET, **fields: object) -> Share:
        """Somebody shares an answer with the group."""
        made = Share(name, self.people[address], self.id, "", NOON, "abiba", "Abiba", (version(text),), TODAY + WEEK)
        made = replace(made, **fields)  # type: ignore[arg-type]
        turn(self.store, lambda work: work.shares.keep(made), address)
        return made


@pytest.fixture
def group(store: Store) -> Group:
    """A group of three."""
    return made(store)


def made(store: Store) -> Group:
    """A group of three in that store."""
    found: dict[str, str] = {}
    ids: list[str] = []

    def join(work: Work, role: Role) -> None:
        found[str(len(found) + 1)] = work.person
        if not ids:
            ids.append(work.groups.make("2A").id)
        work.groups.join(ids[0], role, f"naam {len(found)}")

    turn(store, lambda work: join(work, Role.TRAINER_HERE), TRAINER)
    for address in (SAM, NOOR):
        turn(store, lambda work: join(work, Role.STUDENT_HERE), address)
    return Group(store, ids[0], found)


def test_a_trainer_opens_what_was_shared_and_its_writer_gets_it_back(store: Store, group: Group) -> None:
    """What was kept in the writer's turn is read in the trainer's, as it was; another student has none of their own."""
    share = group.share()
    assert asked(store, lambda work: work.shares.readable("s1", TODAY)) == share
    assert asked(store, lambda work: work.shares.of_group(group.id, TODAY)) == [share]
    assert asked(store, lambda work: work.shares.get("s1")) is None
    assert asked(store, lambda work: (work.shares.own(), work.shares.get("s1")), SAM) == ([share], share)
    assert asked(store, lambda work: (work.shares.own(), work.shares.get("s1")), NOOR) == ([], None)


def test_it_is_readable_through_its_last_day(store: Store, group: Group) -> None:
    """On the last day still, the day after no more; its writer keeps it."""
    group.share(until=TODAY)
    assert asked(store, lambda work: work.shares.readable("s1", TODAY))
    assert asked(store, lambda work: work.shares.readable("s1", TODAY + timedelta(days=1))) is None
    assert asked(store, lambda work: work.shares.of_group(group.id, TODAY + timedelta(days=1))) == []
    assert asked(store, lambda work: len(work.shares.own()), SAM) == 1


def test_until_the_end_of_the_course_follows_the_group(store: Store, group: Group) -> None:
    """Without a last day it is read as long as the group is open; with one, through that day."""
    group.share(until=None)
    late = TODAY + timedelta(days=400)
    assert asked(store, lambda work: work.shares.readable("s1", late))

    def change(**fields: object) -> None:
        turn(store, lambda work: work.groups.keep(replace(work.groups.get(group.id), **fields)))  # type: ignore[type-var]

    change(ends=TODAY)
    assert asked(store, lambda work: work.shares.readable("s1", TODAY))
    assert asked(store, lambda work: work.shares.readable("s1", late)) is None
    change(ends=None, closed=True)
    assert asked(store, lambda work: work.shares.of_group(group.id, TODAY)) == []


def test_ending_leaving_and_coming_back(store: Store, group: Group) -> None:
    """Ended is ended at once, by its writer only; leaving the group ends it, and joining again does not undo that."""
    group.share("s1")
    group.share("s2")
    turn(store, lambda work: work.shares.end("s1", NOON), NOOR)
    assert asked(store, lambda work: len(work.shares.of_group(group.id, TODAY))) == 2
    turn(store, lambda work: work.shares.end("s1", NOON), SAM)
    assert asked(store, lambda work: [item.id for item in work.shares.of_group(group.id, TODAY)]) == ["s2"]
    turn(store, lambda work: work.groups.leave(group.id, group.people[SAM]), TRAINER)
    turn(store, lambda work: work.groups.join(group.id, Role.STUDENT_HERE, "Sam"), SAM)
    assert asked(store, lambda work: work.shares.of_group(group.id, TODAY)) == []
    assert asked(store, lambda work: all(item.ended for item in work.shares.own()), SAM)


def test_nobody_replaces_or_drops_what_another_shared(store: Store, group: Group) -> None:
    """Somebody who keeps, ends or drops the id of another changes nothing."""
    share = group.share()
    turn(store, lambda work: work.shares.keep(replace(share, title="Anders")), NOOR)
    turn(store, lambda work: work.shares.drop("s1"), NOOR)
    assert asked(store, lambda work: work.shares.get("s1"), SAM) == share


def test_versions_and_comments(store: Store, place: Place, group: Group) -> None:
    """A new version stands beside the old one; comments are kept in order, with the answer and version they are of."""
    share = group.share()
    turn(store, lambda work: work.shares.comment(share, "v1", 1, "Waarom?"), TRAINER)
    place.clock.pass_by(minutes=1)
    turn(store, lambda work: work.shares.comment(share, "", 1, "Daarom."), SAM)
    group.share(versions=(*share.versions, version("nieuw")))
    found = asked(store, lambda work: work.shares.readable("s1", TODAY))
    assert isinstance(found, Share)
    assert [item.answers[0].text for item in found.versions] == [SECRET, "nieuw"]
    said = asked(store, lambda work: work.shares.comments(share), TRAINER)
    told = [(item.author, item.step, item.version, item.text) for item in said]  # type: ignore[attr-defined]
    assert told == [(group.people[TRAINER], "v1", 1, "Waarom?"), (group.people[SAM], "", 1, "Daarom.")]


def test_the_run_may_go_and_the_copy_stays(store: Store, group: Group) -> None:
    """Deleting the run that it came from leaves what was shared, without that run."""
    turn(store, lambda work: work.keep_run("r1", Run("r:r1", "abiba", at=NOON)), SAM)
    share = group.share(run="r1")
    assert share.run == "r1"
    turn(store, lambda work: work.drop_run("r1"), SAM)
    assert asked(store, lambda work: work.shares.get("s1"), SAM) == replace(share, run="")


def test_what_is_said_to_a_group(store: Store, place: Place, group: Group) -> None:
    """It is the group's, newest first, and stays without its author when they go."""
    turn(store, lambda work: work.shares.add_note(group.id, "Marieke", "Abiba", "eerst"), TRAINER)
    place.clock.pass_by(minutes=1)
    turn(store, lambda work: work.shares.add_note(group.id, "Marieke", "", "later"), TRAINER)
    notes = asked(store, lambda work: work.shares.notes(group.id), SAM)
    assert [(n.by, n.title, n.text, n.author) for n in notes] == [  # type: ignore[attr-defined]
        ("Marieke", "", "later", group.people[TRAINER]), ("Marieke", "Abiba", "eerst", group.people[TRAINER]),
    ]  # fmt: skip
    turn(store, lambda work: work.forget(Reply("Dag")), TRAINER)
    (newest, _) = asked(store, lambda work: work.shares.notes(group.id), SAM)  # type: ignore[misc]
    assert (newest.author, asked(store, lambda work: work.shares.note(newest.id), SAM)) == ("", newest)


def test_a_deleted_trainer_leaves_the_comment_without_a_name(store: Store, place: Place, group: Group) -> None:
    """The comment is the writer's: it stays, and the trainer's id is in no row of any table."""
    share = group.share()
    turn(store, lambda work: work.shares.comment(share, "v1", 1, "Waarom?"), TRAINER)
    turn(store, lambda work: work.forget(Reply("Dag")), TRAINER)
    (left,) = asked(store, lambda work: work.shares.comments(share), SAM)  # type: ignore[misc]
    assert (left.author, left.text) == ("", "Waarom?")
    assert in_tables(place, group.people[TRAINER]) == []


def test_a_deleted_writer_leaves_nothing(store: Store, place: Place, group: Group) -> None:
    """Shared work goes with its writer, and so does what a trainer said about it."""
    share = group.share()
    turn(store, lambda work: work.shares.comment(share, "v1", 1, "Waarom?"), TRAINER)
    turn(store, lambda work: work.forget(Reply("Dag")), SAM)
    assert place.rows("select id from share") == place.rows("select id from comment") == []
    assert in_tables(place, group.people[SAM]) == []
    assert asked(store, lambda work: work.shares.of_group(group.id, TODAY)) == []


def filled(group: Group) -> None:
    """Two students share, the trainer comments on both and writes to all; the secret is in each text."""
    for name, address in (("s1", SAM), ("s2", SAM), ("s3", NOOR)):
        share = group.share(name, address, f"Dit is {SECRET}.", title=SECRET)
        for step in ("v1", ""):
            turn(group.store, lambda work, it=share, of=step: work.shares.comment(it, of, 1, SECRET), TRAINER)
    turn(group.store, lambda work: work.shares.add_note(group.id, SECRET, SECRET, SECRET), TRAINER)


def test_no_words_stand_in_clear(store: Store, place: Place, group: Group) -> None:
    """Neither what was shared nor what was said about it is in any column."""
    filled(group)
    assert in_tables(place, SECRET) == []


def test_no_words_are_in_the_files_and_deleted_ones_leave_them(folder_place: Place) -> None:
    """The files never hold them in clear; after a copy is dropped or its writer goes, the ciphertexts are gone too."""
    store = folder_place.open()
    group = made(store)
    filled(group)
    assert in_files(folder_place, SECRET) == []

    def sealed(person: str) -> list[bytes]:
        sql = "select ct from share where person_id = :p union select ct from comment where person_id = :p"
        return [row[0] for row in folder_place.rows(sql, p=person)]

    def on_disk(pieces: list[bytes]) -> bool:
        files = [file.read_bytes() for file in folder_place.folder.iterdir() if file.name.startswith("nabij.sqlite3")]
        return any(piece in data for data in files for piece in pieces)

    dropped = sealed(group.people[NOOR])
    assert on_disk(dropped)
    turn(store, lambda work: work.shares.drop("s3"), NOOR)
    store.prune(NOON)
    assert not on_disk(dropped)
    kept = sealed(group.people[SAM])
    turn(store, lambda work: work.forget(Reply("Dag")), SAM)
    assert not on_disk(kept)
    store.close()


SWAPS = {
    "a share of one's own over another": ("share", "update share set ct = :ct where id = 's2'"),
    "a share of somebody else": ("share", "update share set ct = :ct where id = 's3'"),
    "a share moved to another group": ("share", "update share set group_id = :group where id in ('s1', 's2', 's3')"),
    "a share given to another writer": ("share", "update share set person_id = :noor where id in ('s1', 's2')"),
    "a comment over another": ("comment", "update comment set ct = :ct"),
    "a comment moved to other work": ("comment", "update comment set share_id = 's2' where share_id = 's1'"),
}


@pytest.mark.parametrize("swap", SWAPS)
def test_what_is_swapped_or_moved_does_not_open(store: Store, place: Place, group: Group, swap: str) -> None:
    """With ciphertexts copied or rows assigned elsewhere in the database, reading raises StoreError."""
    filled(group)
    other = asked(store, lambda work: work.groups.make("3B").id)
    turn(store, lambda work: work.groups.join(str(other), Role.STUDENT_HERE, "Noor"), NOOR)
    turn(store, lambda work: work.groups.join(str(other), Role.STUDENT_HERE, "Sam"), SAM)
    table, sql = SWAPS[swap]
    [taken, *_] = place.rows(f"select ct from {table} where person_id = :p order by id", p=group.people[SAM])
    values = {"ct": taken[0], "group": other, "noor": group.people[NOOR]}
    place.change(sql, **{name: value for name, value in values.items() if f":{name}" in sql})

    def read(work: Work) -> None:
        every = [*work.shares.of_group(group.id, TODAY), *work.shares.of_group(str(other), TODAY)]
        for share in every:
            work.shares.comments(share)

    with pytest.raises(StoreError):
        turn(store, read, TRAINER)


def test_a_note_of_one_group_does_not_open_in_another(store: Store, place: Place, group: Group) -> None:
    """What was said to a group cannot be moved to another in the database."""
    filled(group)
    other = asked(store, lambda work: work.groups.make("3B").id)
    place.change("update group_note set group_id = :group", group=other)
    with pytest.raises(StoreError):
        turn(store, lambda work: work.shares.notes(str(other)), TRAINER)
