"""Who may do what."""

from __future__ import annotations

import pytest

from bot.people.rights import Action, Person, Role, may

TABLE = {
    (Role.PARTICIPANT, Action.TELL_EDITORS): True,
    (Role.PARTICIPANT, Action.READ_REMARKS): False,
    (Role.PARTICIPANT, Action.KEEP_OWN_CASUS): True,
    (Role.EDITOR, Action.TELL_EDITORS): False,
    (Role.EDITOR, Action.KEEP_OWN_CASUS): False,
    (Role.EDITOR, Action.READ_REMARKS): True,
}


def test_the_table_is_whole():
    """Every role stands in the table with every action."""
    assert set(TABLE) == {(role, action) for role in Role for action in Action}


@pytest.mark.parametrize(("role", "action"), TABLE)
def test_each_role_may_what_the_table_says(role: Role, action: Action):
    """A person with one role may do exactly what that role allows."""
    assert may(Person("iemand", frozenset({role})), action) is TABLE[role, action]


def test_without_a_role_nothing_is_allowed():
    """Somebody without any role may do nothing."""
    assert not any(may(Person("iemand", frozenset()), action) for action in Action)
