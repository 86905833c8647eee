"""Groups: who learns together, and the codes by which one joins. Pure data."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.people.rights import Role

HOUSE = "house"  # the group of all trainers: its trainers may have groups of their own
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike on a screen: i, l, o, 0, 1
_LENGTH = 12  # of 31 letters: 59 bits, which a limit on guesses keeps out of reach
NAME_LENGTH = 60
MOST_MEMBERS = 500


@dataclass(frozen=True)
class Group:
    """People who learn together.

    Args:
        id: the row's.
        name: as its trainer calls it.
        created: when it was made.
        ends: the last day of the course, None when nobody said.
        closed: nothing new happens in it any more; what was shared with it is no longer read.
    """

    id: str
    name: str
    created: datetime
    ends: date | None = None
    closed: bool = False


@dataclass(frozen=True)
class Member:
    """Somebody in a group, under the name that they chose there."""

    group: str
    person: str
    role: Role
    name: str
    joined: datetime


class Invites(StrEnum):
    """What a code is for."""

    STUDENTS = "students"  # to join a group, for everyone who has it
    TRAINERS = "trainers"  # to become a trainer of a group, for one person
    HOUSE = "house"  # to become a trainer in this Nabij, for one person


@dataclass(frozen=True)
class Invite:
    """A code by which one joins; one for trainers is gone when it was used."""

    code: str
    kind: Invites
    group: str
    expires: datetime | None = None


def new_code() -> str:
    """A fresh code that nobody can guess and that can be typed from a screen."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def plain_code(text: str) -> str:
    """A code as it was typed: capitals, spaces and dashes do not matter."""
    return "".join(letter for letter in text.lower() if letter.isalnum())[:40]
