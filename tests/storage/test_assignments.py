"""What is set for a group and how far its members are, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue.turn import Reply
from bot.errors import StoreError, TooLate
from bot.people.assignments import Assignment, Kind, State
from bot.people.assignments import Place as Where
from bot.people.rights import Role
from bot.services.ports import Work
from bot.storage.store import Store
from tests.storage.places import NOON, Place, turn

SECRET = "kwartelei"


def item(group: str, what: str = "abiba") -> Assignment:
    """Something to set."""
    return Assignment("", group, NOON, Kind.DIALOGUE, what, date(2026, 11, 10), Where.HOME, SECRET, "docent")


@pytest.fixture
def group(store: Store) -> str:
    """A group with a trainer (1) and two students (2 and 3)."""
    made: list[str] = []

    def make(work: Work) -> None:
        made.append(work.groups.make("2A").id)
        work.groups.join(made[0], Role.TRAINER_HERE, "Marieke")

    turn(store, make)
    for address in "23":
        turn(store, lambda work: work.groups.join(made[0], Role.STUDENT_HERE, "Sam"), address)
    return made[0]


def said(store: Store, ask: Callable[[Work], object], address: str = "1") -> object:
    """What is answered in a turn of somebody."""
    found: list[object] = []
    turn(store, lambda work: found.append(ask(work)), address)
    return found[0]


def made(store: Store, group: str, what: str = "abiba") -> Assignment:
    """Something that is set."""
    return said(store, lambda work: work.assignments.make(item(group, what)))  # type: ignore[return-value]


def test_what_is_set_is_read_back_whole_by_every_member(store: Store, group: str):
    """Everything told of it comes back, the earliest first, under ids that nobody can guess."""
    first, second = made(store, group), made(store, group, "bonnie")
    assert replace(first, id="", at=NOON) == replace(item(group), at=NOON)
    assert said(store, lambda work: work.assignments.of(group), "2") in ([first, second], [second, first])
    assert said(store, lambda work: work.assignments.get(first.id), "2") == first
    assert said(store, lambda work: (work.assignments.get("0" * 16), work.assignments.of("0" * 16))) == (None, [])
    assert len({first.id, second.id}) == 2


def test_nothing_is_set_for_a_group_that_is_not_there(store: Store):
    """Without its key nothing can be kept."""
    with pytest.raises(TooLate):
        made(store, "0" * 16)


def test_a_state_rises_and_never_falls(store: Store, group: str):
    """Busy after done changes nothing; not begun is no row; each has their own."""
    of = made(store, group).id
    for state in (State.OPEN, State.BUSY, State.DONE, State.BUSY):
        turn(store, lambda work, s=state: work.assignments.mark(of, s), "2")
    turn(store, lambda work: work.assignments.mark(of, State.BUSY), "3")
    turn(store, lambda work: work.assignments.mark(of, State.OPEN))
    assert said(store, lambda work: work.assignments.mine(), "2") == {of: State.DONE}
    assert said(store, lambda work: work.assignments.mine()) == {}
    states = said(store, lambda work: sorted(work.assignments.reached(of).values()))
    assert states == [State.BUSY, State.DONE]


def test_a_withdrawn_one_is_read_by_its_id_only_and_forgets_how_far_everybody_was(
    store: Store, place: Place, group: str
):
    """It stands in no list any more; what is left is enough to say that it does not go on."""
    kept = made(store, group)
    turn(store, lambda work: work.assignments.mark(kept.id, State.DONE), "2")
    turn(store, lambda work: work.assignments.keep(replace(kept, withdrawn=True)))
    assert said(store, lambda work: work.assignments.of(group)) == []
    assert said(store, lambda work: work.assignments.get(kept.id)) == replace(kept, withdrawn=True)
    assert place.rows("select * from doing") == []


def test_who_leaves_or_is_deleted_leaves_no_state(store: Store, place: Place, group: str):
    """The states of others stay."""
    of = made(store, group).id
    people = {}
    for address in "23":
        people[address] = said(store, lambda work: work.person, address)
        turn(store, lambda work: work.assignments.mark(of, State.DONE), address)
    turn(store, lambda work: work.groups.leave(group, people["2"]))
    assert place.rows("select person_id from doing") == [(people["3"],)]
    turn(store, lambda work: work.forget(Reply("Dag")), "3")
    assert place.rows("select * from doing") == []
    assert place.rows("select id from assignment") == [(of,)]


def test_with_its_group_everything_goes(store: Store, place: Place, group: str):
    """No assignment and no state is left without a group."""
    of = made(store, group).id
    turn(store, lambda work: work.assignments.mark(of, State.BUSY), "2")
    engine = place.engine()
    with engine.begin() as connection:
        if not place.url:
            connection.exec_driver_sql("pragma foreign_keys = on")
        connection.exec_driver_sql("delete from learning_group")
    engine.dispose()
    assert place.rows("select * from assignment") == place.rows("select * from doing") == []


def test_nothing_told_of_it_stands_in_clear(store: Store, place: Place, group: str):
    """Neither the sentence, nor what is set, nor who set it is in any column."""
    made(store, group)
    [row] = place.rows("select * from assignment")
    columns = b" ".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)
    assert not any(word in columns for word in (SECRET.encode(), b"abiba", b"docent", b"2026-11"))


def test_one_cannot_be_put_in_the_place_of_another(store: Store, place: Place, group: str):
    """The ciphertext of another assignment, of the same group too, does not decrypt."""
    first, second = made(store, group), made(store, group, "bonnie")
    [(taken,)] = place.rows("select ct from assignment where id = :of", of=first.id)
    place.change("update assignment set ct = :ct where id = :of", ct=taken, of=second.id)
    with pytest.raises(StoreError):
        said(store, lambda work: work.assignments.get(second.id))


def test_whether_something_was_still_to_be_told_is_known(store: Store, group: str):
    """Taking back what was planned for another says whether it was still to come."""
    person = said(store, lambda work: work.person, "2")
    turn(store, lambda work: work.groups.tell(person, NOON, "opdracht-nieuw x", key="k"))
    assert said(store, lambda work: (work.groups.untell(person, "k"), work.groups.untell(person, "k"))) == (True, False)
