"""Groups in the store: sealed with keys of their own, gone with their people, reached where people are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.dialogue.turn import Reply
from bot.errors import StoreError
from bot.people.groups import Group, Invites
from bot.people.rights import Role
from bot.services.ports import Work
from bot.storage.store import Store
from tests.storage.places import NOON, Place, turn

NAME = "Kwartels 2A"


def made(store: Store, name: str = NAME, address: str = "1") -> str:
    """A group, with its trainer; its id."""
    found: list[Group] = []

    def make(work: Work) -> None:
        found.append(work.groups.make(name))
        work.groups.join(found[0].id, Role.TRAINER_HERE, "Marieke")

    turn(store, make, address)
    return found[0].id


def test_a_group_reads_back_as_it_was_kept(store: Store):
    """Name, last day and closing are kept, and who is in it under which name."""
    group = made(store)
    turn(store, lambda work: work.groups.join(group, Role.STUDENT_HERE, "Sam"), "2")

    def look(work: Work) -> None:
        stands = work.groups.get(group)
        assert stands == Group(group, NAME, stands.created)
        work.groups.keep(replace(stands, name="2B", ends=date(2027, 1, 31), closed=True))
        assert work.groups.get(group) == Group(group, "2B", stands.created, date(2027, 1, 31), True)
        assert [(item.name, item.role) for item in work.groups.members(group)] == [
            ("Marieke", Role.TRAINER_HERE),
            ("Sam", Role.STUDENT_HERE),
        ]
        assert [item.group for item in work.groups.mine()] == [group]
        assert work.groups.get("nergens") is None

    turn(store, look)


def test_a_trainer_who_follows_the_students_link_stays_a_trainer(store: Store):
    """Joining again changes the name, never takes the role away."""
    group = made(store)
    turn(store, lambda work: work.groups.join(group, Role.STUDENT_HERE, "M."))

    def look(work: Work) -> None:
        (own,) = work.groups.mine()
        assert (own.name, own.role) == ("M.", Role.TRAINER_HERE)

    turn(store, look)


def test_names_and_codes_are_not_readable_in_the_database(store: Store, place: Place):
    """No name and no code stands there in clear."""
    group, codes = made(store), []
    turn(store, lambda work: codes.append(work.groups.invite(group, Invites.STUDENTS).code))
    for table in ("learning_group", "membership", "invite"):
        for row in place.rows(f"select * from {table}"):
            seen = b" ".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)
            assert not any(word.encode() in seen for word in (NAME, "Marieke", codes[0]))


def test_names_of_two_groups_that_were_swapped_do_not_open(store: Store, place: Place):
    """The name of one group under the id of another is refused."""
    one, two = made(store), made(store, "Merels 2B", "2")
    place.change(
        "update learning_group set ct = (select ct from learning_group where id = :two) where id = :one",
        one=one,
        two=two,
    )
    with pytest.raises(StoreError):
        turn(store, lambda work: work.groups.get(one))


def test_the_standing_code_stays_until_it_is_withdrawn(store: Store):
    """The code for students is the same each time; each for a trainer is new, and gone when used or too old."""
    group = made(store)

    def look(work: Work) -> None:
        students = work.groups.invite(group, Invites.STUDENTS)
        assert work.groups.invite(group, Invites.STUDENTS) == students
        work.groups.spend(students)
        assert work.groups.invited(students.code, NOON) == students
        work.groups.revoke(group, Invites.STUDENTS)
        assert work.groups.invited(students.code, NOON) is None
        first = work.groups.invite(group, Invites.TRAINERS, NOON + timedelta(days=1))
        second = work.groups.invite(group, Invites.TRAINERS, NOON + timedelta(days=1))
        assert first.code != second.code
        work.groups.spend(first)
        assert work.groups.invited(first.code, NOON) is None
        assert work.groups.invited(second.code, NOON) == second
        assert work.groups.invited(second.code, NOON + timedelta(days=2)) is None

    turn(store, look)


def test_who_is_deleted_is_in_no_group(store: Store, place: Place):
    """With the person their places go."""
    group = made(store)
    turn(store, lambda work: work.groups.join(group, Role.STUDENT_HERE, "Sam"), "2")
    turn(store, lambda work: work.forget(Reply("Dag.")), "2")
    assert len(place.rows("select * from membership")) == 1


def test_group_keys_are_wrapped_anew_with_the_rest(store: Store, place: Place):
    """After a rotation the group opens with the newest master key alone."""
    group = made(store)
    place.keyring().add()
    store.close()
    again = place.open()
    try:
        again.rewrap()
        newest = place.keyring().current
        assert {row.key_id for row in place.rows("select key_id from learning_group")} == {newest}
        turn(again, lambda work: work.groups.get(group))
    finally:
        again.close()


def test_another_member_is_told_once_and_not_when_it_was_called_off(store: Store):
    """What is told to another member comes in for them once; what was called off before it was due does not."""
    made(store)
    people: list[str] = []

    def come(work: Work) -> None:
        people.append(work.person)
        work.reply(Reply("Dag."))

    turn(store, come, "2")
    turn(store, lambda work: work.groups.tell(people[0], NOON, "menu", key="x"))
    assert store.remind(NOON + timedelta(minutes=1)) == 1
    assert store.work(lambda work, incoming: None) == 1
    turn(store, lambda work: work.groups.tell(people[0], NOON, "menu", key="y"))
    turn(store, lambda work: work.groups.untell(people[0], "y"))
    assert store.remind(NOON + timedelta(minutes=2)) == 0


def test_a_code_of_the_operator_makes_a_trainer_once(store: Store):
    """The operator's code is found, is for the house, and is spent by one person."""
    code = store.invite_trainer(NOON + timedelta(days=14))

    def use(work: Work) -> None:
        invite = work.groups.invited(code, NOON)
        assert invite
        assert invite.kind is Invites.HOUSE
        work.groups.join(invite.group, Role.TRAINER_HERE, "M.")
        work.groups.spend(invite)
        assert work.groups.invited(code, NOON) is None

    turn(store, use)
