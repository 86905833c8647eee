"""Access: the secrets by which somebody is known again. Of each only a keyed hash is kept.

`Access` is what a turn asks of the place where they are kept, `Doors` what the web channel asks before there is a turn.
Both are implemented by `bot.storage`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.dialogue.turn import Reply


class Kind(StrEnum):
    """What a secret is for."""

    LINK = "link"  # the personal link to the web page
    SESSION = "session"  # the cookie of one device
    JOIN = "join"  # a code that joins two channels
    RECOVERY = "recovery"  # a code on paper, for when an account is lost


LASTS = {
    Kind.LINK: None,
    Kind.SESSION: timedelta(days=90),  # since it was last used
    Kind.JOIN: timedelta(minutes=10),
    Kind.RECOVERY: None,
}
GUESSING = timedelta(hours=1)  # how long a wrong code counts
MOST_WRONG = 5  # codes that one person may get wrong within that time


@dataclass(frozen=True)
class Granted:
    """A secret that is in force, without the secret.

    Args:
        kind: what it is for.
        made: when it was made.
        expires: when it ends, None for never.
        used: when it was last used, None for not yet.
    """

    kind: Kind
    made: datetime
    expires: datetime | None = None
    used: datetime | None = None


@dataclass(frozen=True)
class Taking:
    """How one person is taken into another.

    Args:
        told: goes out to the one that stays, in the channel of this turn.
        noticed: goes out in the other channels that this one already had; None for nothing.
        left: goes out, as a farewell, to an address that is given up; None for nothing.
        replacing: whether the ways in of the one that goes take the place of those of the one that stays.
    """

    told: Reply
    noticed: Reply | None = None
    left: Reply | None = None
    replacing: bool = False


class Access(Protocol):
    """One person's secrets, within a unit of work."""

    def all(self) -> Sequence[Granted]:
        """Everything that is in force for this person, oldest first."""

    def keep(self, kind: Kind, secret: str) -> None:
        """Let a new secret be in force; older ones of its kind are dead at once."""

    def owner(self, kind: Kind, secret: str) -> str:
        """The id of the person whose secret it is, "" when it is not in force."""

    def spend(self, kind: Kind, secret: str) -> bool:
        """Let a secret be dead; False when somebody was before us."""

    def missed(self) -> None:
        """Count a secret that was tried and is nobody's."""

    def misses(self) -> tuple[int, int]:
        """How many were tried within `GUESSING`: by this person, by all."""

    def fits(self, other: str, replacing: bool) -> bool:
        """Whether this person can be taken into another: they are reached at two addresses in no channel but web."""

    def take_into(self, other: str, how: Taking) -> None:
        """Take this person, with all that is theirs, into another, of whom they are a part from then on.

        The person of this turn is gone then: nothing more may be kept or said for them.
        """


@dataclass(frozen=True)
class Opened:
    """A way in that was just opened.

    Args:
        session: the secret for the cookie.
        link: the secret for the personal link, "" where none was made.
    """

    session: str
    link: str = ""


class Doors(Protocol):
    """The ways into the web channel. May be called from any thread."""

    def begin(self) -> Opened:
        """Make a person, with a link of their own."""

    def enter(self, link: str, leaving: str = "") -> Opened | None:
        """A session for the person whose link it is, None when it is nobody's; the session `leaving` ends with that."""

    def address(self, session: str) -> str:
        """The web address of the person whose session it is, "" when it is not in force."""

    def visit(self, session: str) -> bool:
        """Note that a session was used, so that it lasts longer; False when it is not in force."""

    def renew(self, session: str) -> Opened | None:
        """A new link; the old one and every other session are dead. None when the session is not in force."""

    def leave(self, session: str) -> None:
        """End a session."""
