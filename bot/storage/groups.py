"""Groups, their members, and the codes by which one joins. Names are sealed with the group's own key."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.errors import TooLate
from bot.people.groups import Group, Invite, Invites, Member, new_code
from bot.people.nudges import Kind
from bot.people.rights import Role
from bot.storage.batch import Batch
from bot.storage.cipher import Cipher
from bot.storage.codec import moment, pack, stamp, to_bytes, to_text, unpack
from bot.storage.reminders import PersonAgenda
from bot.storage.statements import Write
from bot.storage.tables import identity, outgoing
from bot.storage.tables_together import assignment, doing, group, invite, membership, share
from bot.texts import say

_GET = select(group).where(group.c.id == bindparam("of"))
_KEEP = update(group).where(group.c.id == bindparam("of")).values(ct=bindparam("ct"))
_MEMBERS = (
    select(membership, group.c.wrapped, group.c.key_id)
    .join(group, group.c.id == membership.c.group_id)
    .order_by(membership.c.role.desc(), membership.c.joined_at, membership.c.person_id)
)
_MINE = _MEMBERS.where(membership.c.person_id == bindparam("person")).order_by(None).order_by(membership.c.joined_at)
_OF_GROUP = _MEMBERS.where(membership.c.group_id == bindparam("of"))
_LEAVE = delete(membership).where(
    membership.c.group_id == bindparam("of"), membership.c.person_id == bindparam("person")
)

_DID = delete(doing).where(
    doing.c.person_id == bindparam("person"),
    doing.c.assignment_id.in_(select(assignment.c.id).where(assignment.c.group_id == bindparam("of"))),
)
# What somebody shared with a group is not read again when they come back to it later.
_END_SHARES = (
    update(share)
    .where(share.c.group_id == bindparam("of"), share.c.person_id == bindparam("person"), share.c.ended_at.is_(None))
    .values(ended_at=bindparam("moment"))
)


def _joining(start: Any) -> Any:
    base = start(membership)
    return base.on_conflict_do_update(
        index_elements=["group_id", "person_id"], set_={"role": base.excluded.role, "ct": base.excluded.ct}
    )


_JOIN = Write(_joining)
_INVITES = select(invite).where(invite.c.group_id == bindparam("of"), invite.c.kind == bindparam("kind"))
_INVITED = select(invite).where(invite.c.id == bindparam("of"))
_REVOKE = delete(invite).where(invite.c.group_id == bindparam("of"), invite.c.kind == bindparam("kind"))
_SPEND = delete(invite).where(invite.c.id == bindparam("of"))
# Where somebody is reached: the channel in which something was last said to them, else the one they came in by.
_CHANNEL = (
    select(identity.c.channel)
    .outerjoin(outgoing, (outgoing.c.person_id == identity.c.person_id) & (outgoing.c.channel == identity.c.channel))
    .where(identity.c.person_id == bindparam("person"), identity.c.blocked_at.is_(None))
    .order_by(outgoing.c.seq.desc().nulls_last())
    .limit(1)
)


class PersonGroups:
    """Implements `services.groups_port.Groups`.

    Args:
        batch: where writes go.
        person: in whose unit of work.
    """

    def __init__(self, batch: Batch, person: str) -> None:
        self._batch, self._person = batch, person

    def mine(self) -> list[Member]:
        """As in `services.groups_port.Groups`."""
        return [self._member(row) for row in self._read(_MINE, person=self._person)]

    def get(self, group: str) -> Group | None:
        """As in `services.groups_port.Groups`."""
        row = self._read(_GET, of=group).first()
        if row is None:
            return None
        told = unpack(self._cipher(row).open(row.ct, row.id, "group", row.id))
        ends = date.fromisoformat(told["ends"]) if told["ends"] else None
        return Group(row.id, told["name"], moment(row.created_at), ends, told["closed"])

    def make(self, name: str, group: str = "") -> Group:
        """As in `services.groups_port.Groups`."""
        made = Group(group or secrets.token_hex(8), name, moment(self._batch.now))
        wrapped, key_id = self._batch.vault.new(made.id)
        cipher = self._batch.vault.owner(made.id, wrapped, key_id)
        row = {"id": made.id, "wrapped": wrapped, "key_id": key_id, "created_at": self._batch.now}
        self._batch.put(_MAKE, {**row, "ct": _sealed(cipher, made)})
        return made

    def keep(self, group: Group) -> None:
        """As in `services.groups_port.Groups`."""
        self._batch.write(_KEEP, of=group.id, ct=_sealed(self.key(group.id), group))

    def members(self, group: str) -> list[Member]:
        """As in `services.groups_port.Groups`."""
        return [self._member(row) for row in self._read(_OF_GROUP, of=group)]

    def join(self, group: str, role: Role, name: str) -> None:
        """As in `services.groups_port.Groups`."""
        stands = next((row for row in self._read(_OF_GROUP, of=group) if row.person_id == self._person), None)
        kept = Role.TRAINER_HERE if stands and stands.role == Role.TRAINER_HERE else role
        sealed = self.key(group).seal(to_bytes(name), group, "membership", self._person)
        row = {"group_id": group, "person_id": self._person, "role": kept.value, "joined_at": self._batch.now}
        self._batch.put(_JOIN, {**row, "ct": sealed})

    def leave(self, group: str, person: str) -> None:
        """As in `services.groups_port.Groups`."""
        self._batch.write(_DID, of=group, person=person)
        self._batch.write(_LEAVE, of=group, person=person)
        self._batch.write(_END_SHARES, of=group, person=person, moment=self._batch.now)

    def invite(self, group: str, kind: Invites, expires: datetime | None = None) -> Invite:
        """As in `services.groups_port.Groups`."""
        row = self._read(_INVITES, of=group, kind=kind.value).first() if kind is Invites.STUDENTS else None
        if row is not None:
            return self._invite(row)
        code, cipher = new_code(), self.key(group)
        ident = self._batch.vault.lookup("invite", code)
        sealed = cipher.seal(to_bytes(code), group, "invite", ident)
        values = {"id": ident, "group_id": group, "kind": kind.value, "ct": sealed}
        self._batch.put(_INVITE, {**values, "expires_at": stamp(expires) if expires else None})
        return Invite(code, kind, group, expires)

    def revoke(self, group: str, kind: Invites) -> None:
        """As in `services.groups_port.Groups`."""
        self._batch.write(_REVOKE, of=group, kind=kind.value)

    def invited(self, code: str, now: datetime) -> Invite | None:
        """As in `services.groups_port.Groups`."""
        row = self._read(_INVITED, of=self._batch.vault.lookup("invite", code)).first()
        if row is None or (row.expires_at is not None and row.expires_at < stamp(now)):
            return None
        return self._invite(row)

    def spend(self, invite: Invite) -> None:
        """As in `services.groups_port.Groups`."""
        if invite.kind is not Invites.STUDENTS:
            self._batch.write(_SPEND, of=self._batch.vault.lookup("invite", invite.code))

    def tell(self, person: str, due: datetime, command: str, kind: Kind = Kind.RETURN, key: str = "") -> None:
        """As in `services.groups_port.Groups`."""
        channel = self._read(_CHANNEL, person=person).scalar()
        if channel:
            PersonAgenda(self._batch, person, channel).put(due, command, kind, key)

    def untell(self, person: str, key: str) -> bool:
        """As in `services.groups_port.Groups`."""
        agenda = PersonAgenda(self._batch, person, "")
        found = [item for item in agenda.all() if item.key == key]
        for item in found:
            agenda.drop(item)
        return bool(found)

    def _member(self, row: Any) -> Member:
        cipher = self._batch.vault.owner(row.group_id, row.wrapped, row.key_id)
        name = to_text(cipher.open(row.ct, row.group_id, "membership", row.person_id))
        return Member(row.group_id, row.person_id, Role(row.role), name, moment(row.joined_at))

    def _invite(self, row: Any) -> Invite:
        code = to_text(self.key(row.group_id).open(row.ct, row.group_id, "invite", row.id))
        return Invite(code, Invites(row.kind), row.group_id, moment(row.expires_at) if row.expires_at else None)

    def key(self, group: str) -> Cipher:
        """The cipher of a group.

        Raises:
            TooLate: there is no such group.
        """
        row = self._read(_GET, of=group).first()
        if row is None:
            raise TooLate(say("storage.gone"))
        return self._cipher(row)

    def _cipher(self, row: Any) -> Cipher:
        return self._batch.vault.owner(row.id, row.wrapped, row.key_id)

    def _read(self, statement: Any, **values: object) -> Any:
        return self._batch.connection.execute(statement, values)


_MAKE = Write(lambda start: insert(group))
_INVITE = Write(lambda start: insert(invite))


def _sealed(cipher: Cipher, made: Group) -> bytes:
    told = {"name": made.name, "ends": made.ends.isoformat() if made.ends else "", "closed": made.closed}
    return cipher.seal(pack(told), made.id, "group", made.id)
