"""What services ask of the place where groups are kept. Implemented by `bot.storage.groups`.

Nothing here asks whether it is allowed: services do that first, through `may()`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.people.groups import Group, Invite, Invites, Member
from bot.people.nudges import Kind
from bot.people.rights import Role


class Groups(Protocol):
    """Groups and their members, within one person's unit of work."""

    def mine(self) -> list[Member]:
        """Where this person is a member, the house included, the earliest first."""

    def get(self, group: str) -> Group | None:
        """The group of that id."""

    def make(self, name: str, group: str = "") -> Group:
        """A new group with a key of its own; `group` is its id when it must have a certain one."""

    def keep(self, group: Group) -> None:
        """Replace name, end and whether it is closed."""

    def members(self, group: str) -> list[Member]:
        """Everyone in a group, trainers first, then in the order of joining."""

    def join(self, group: str, role: Role, name: str) -> None:
        """This person becomes a member, or is one under another name from now on; a trainer stays one."""

    def leave(self, group: str, person: str) -> None:
        """Somebody is a member no longer."""

    def invite(self, group: str, kind: Invites, expires: datetime | None = None) -> Invite:
        """The standing code of that kind for a group, or a new one; each one for trainers is new."""

    def revoke(self, group: str, kind: Invites) -> None:
        """No code of that kind for the group works any longer."""

    def invited(self, code: str, now: datetime) -> Invite | None:
        """What a code is for, when it still works."""

    def spend(self, invite: Invite) -> None:
        """A code for one person was used."""

    def tell(self, person: str, due: datetime, command: str, kind: Kind = Kind.RETURN, key: str = "") -> None:
        """Have `command` done for another member later, when a reminder may come to them; as `Agenda.put`."""

    def untell(self, person: str, key: str) -> bool:
        """What was planned for another member under a key need not come; whether it was still to come."""
