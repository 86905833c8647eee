"""Rights: who may do what with what. `may` is the one gate; services ask it before they do.

Roles come from where somebody stands: everyone is a participant, the configuration names the editors, a membership of
the house makes a trainer, a membership of a group makes a student or a trainer there, and what one wrote is one's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What somebody is, in this Nabij or to a thing."""

    PARTICIPANT = "participant"  # everyone
    EDITOR = "editor"  # reads what readers of the lexicon miss; named in the configuration
    TRAINER = "trainer"  # may have groups; by an invitation of the operator
    STUDENT_HERE = "student_here"  # in the group that the thing is of
    TRAINER_HERE = "trainer_here"  # likewise
    OWNER = "owner"  # wrote the thing


class Action(StrEnum):
    """What is asked for."""

    TELL_EDITORS = "tell_editors"
    READ_REMARKS = "read_remarks"
    MAKE_GROUP = "make_group"
    KEEP_OWN_CASUS = "keep_own_casus"
    SEE_GROUP = "see_group"  # its name, its trainers, what is set
    LEAVE_GROUP = "leave_group"
    SEE_MEMBERS = "see_members"
    RUN_GROUP = "run_group"  # name, end, links, members, closing
    ASSIGN = "assign"
    SEE_PROGRESS = "see_progress"
    SHARE = "share"  # own answers with the trainers of a group
    READ_SHARE = "read_share"
    COMMENT = "comment"
    END_SHARE = "end_share"
    REPLY_TO_ALL = "reply_to_all"
    OPEN_CLASS = "open_class"  # a statement or question before the class
    PRINT = "print"  # an exercise, with the guide for who leads the talk


@dataclass(frozen=True)
class Person:
    """Somebody with the roles that they have everywhere, and where they are a member.

    Args:
        id: whose.
        roles: those that hold for everything.
        groups: by group, STUDENT_HERE or TRAINER_HERE.
    """

    id: str
    roles: frozenset[Role] = frozenset({Role.PARTICIPANT})
    groups: Mapping[str, Role] = field(default_factory=dict)


@dataclass(frozen=True)
class Thing:
    """What an action is done with.

    Args:
        group: the group that it is of, "" for none.
        owner: the person who wrote it, "" for nobody.
    """

    group: str = ""
    owner: str = ""


NOTHING = Thing()
_ALLOWED = frozenset(
    {
        (Role.PARTICIPANT, Action.TELL_EDITORS),
        (Role.EDITOR, Action.READ_REMARKS),
        (Role.TRAINER, Action.MAKE_GROUP),
        (Role.TRAINER, Action.KEEP_OWN_CASUS),
        (Role.TRAINER, Action.PRINT),
        (Role.STUDENT_HERE, Action.SEE_GROUP),
        (Role.STUDENT_HERE, Action.LEAVE_GROUP),
        (Role.STUDENT_HERE, Action.SHARE),
        (Role.TRAINER_HERE, Action.SEE_GROUP),
        (Role.TRAINER_HERE, Action.LEAVE_GROUP),
        (Role.TRAINER_HERE, Action.SEE_MEMBERS),
        (Role.TRAINER_HERE, Action.RUN_GROUP),
        (Role.TRAINER_HERE, Action.ASSIGN),
        (Role.TRAINER_HERE, Action.SEE_PROGRESS),
        (Role.TRAINER_HERE, Action.READ_SHARE),
        (Role.TRAINER_HERE, Action.COMMENT),
        (Role.TRAINER_HERE, Action.REPLY_TO_ALL),
        (Role.TRAINER_HERE, Action.OPEN_CLASS),
        (Role.TRAINER_HERE, Action.PRINT),
        (Role.OWNER, Action.READ_SHARE),
        (Role.OWNER, Action.COMMENT),
        (Role.OWNER, Action.END_SHARE),
    }
)


def roles(person: Person, thing: Thing = NOTHING) -> frozenset[Role]:
    """What a person is to a thing."""
    here = {person.groups[thing.group]} if thing.group and thing.group in person.groups else set()
    own = {Role.OWNER} if thing.owner and thing.owner == person.id else set()
    return person.roles | here | own


def may(person: Person, action: Action, thing: Thing = NOTHING) -> bool:
    """Whether what the person is to the thing allows the action."""
    return any((role, action) in _ALLOWED for role in roles(person, thing))
