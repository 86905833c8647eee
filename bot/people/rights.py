"""Rights: who may do what. `may` is the one gate; services ask it before they do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in this Nabij."""

    PARTICIPANT = "participant"  # everyone
    EDITOR = "editor"  # reads what readers of the lexicon miss; named in the configuration


class Action(StrEnum):
    """What is asked for."""

    TELL_EDITORS = "tell_editors"
    READ_REMARKS = "read_remarks"
    KEEP_OWN_CASUS = "keep_own_casus"


@dataclass(frozen=True)
class Person:
    """Somebody with the roles that they have."""

    id: str
    roles: frozenset[Role] = frozenset({Role.PARTICIPANT})


_ALLOWED = frozenset(
    {
        (Role.PARTICIPANT, Action.TELL_EDITORS),
        (Role.PARTICIPANT, Action.KEEP_OWN_CASUS),
        (Role.EDITOR, Action.READ_REMARKS),
    }
)


def may(person: Person, action: Action) -> bool:
    """Whether one of the person's roles allows the action."""
    return any((role, action) in _ALLOWED for role in person.roles)
