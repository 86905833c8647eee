"""Who may do what with what."""

from __future__ import annotations

import pytest

from bot.people.rights import Action, Person, Role, Thing, may

# Every role beside every action: an x where it may.
TABLE = """
                 participant editor trainer student_here trainer_here owner
tell_editors     x           -      -       -            -            -
read_remarks     -           x      -       -            -            -
make_group       -           -      x       -            -            -
keep_own_casus   -           -      x       -            -            -
see_group        -           -      -       x            x            -
leave_group      -           -      -       x            x            -
see_members      -           -      -       -            x            -
run_group        -           -      -       -            x            -
assign           -           -      -       -            x            -
see_progress     -           -      -       -            x            -
share            -           -      -       x            -            -
read_share       -           -      -       -            x            x
comment          -           -      -       -            x            x
end_share        -           -      -       -            -            x
reply_to_all     -           -      -       -            x            -
open_class       -           -      -       -            x            -
print            -           -      x       -            x            -
"""
HEAD, *LINES = [line.split() for line in TABLE.strip().splitlines()]
CELLS = {
    (Role(role), Action(line[0])): mark == "x" for line in LINES for role, mark in zip(HEAD, line[1:], strict=True)
}
MINE = Thing(group="2a", owner="ik")


def being(role: Role) -> Person:
    """Somebody who has that role only, to a thing of group 2a that somebody wrote."""
    if role in (Role.STUDENT_HERE, Role.TRAINER_HERE):
        return Person("iemand", frozenset(), {"2a": role})
    return Person("ik" if role is Role.OWNER else "iemand", frozenset() if role is Role.OWNER else frozenset({role}))


def test_the_table_is_whole():
    """Every role stands in the table with every action."""
    assert set(CELLS) == {(role, action) for role in Role for action in Action}


@pytest.mark.parametrize(("role", "action"), CELLS)
def test_each_role_may_what_the_table_says(role: Role, action: Action):
    """A person who is one thing to something may do exactly what the table allows."""
    assert may(being(role), action, MINE) is CELLS[role, action]


@pytest.mark.parametrize("role", [Role.STUDENT_HERE, Role.TRAINER_HERE])
def test_a_role_in_one_group_is_none_in_another(role: Role):
    """Who is a student or trainer in one group is nobody to the things of another, or of none."""
    somebody = Person("iemand", frozenset(), {"2a": role})
    elsewhere = (Thing("2b"), Thing(), Thing("", "x"))
    assert not any(may(somebody, action, thing) for action in Action for thing in elsewhere)


def test_somebody_may_be_a_trainer_here_and_a_student_there():
    """Each group asks what one is in that group."""
    both = Person("iemand", frozenset(), {"2a": Role.TRAINER_HERE, "collegiaal": Role.STUDENT_HERE})
    assert may(both, Action.SEE_PROGRESS, Thing("2a"))
    assert not may(both, Action.SEE_PROGRESS, Thing("collegiaal"))
    assert may(both, Action.SHARE, Thing("collegiaal"))


def test_without_a_role_nothing_is_allowed():
    """Somebody without any role may do nothing, whatever it is about."""
    nobody = Person("iemand", frozenset())
    assert not any(may(nobody, action, thing) for action in Action for thing in (Thing(), MINE))
