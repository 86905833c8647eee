"""Joining: one person is taken into another, with every row of theirs under the other's name and key.

A sealed row is bound to its owner, so each is opened and sealed anew, in the transaction of the turn. `MOVES` and
`OTHERWISE` name every table in which a person stands; a test compares them with `tables`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update

from bot.errors import TooLate
from bot.services.access import Kind, Taking
from bot.storage import joining_groups, outbox, people
from bot.storage.batch import Batch
from bot.storage.cipher import Cipher
from bot.storage.codec import unpack
from bot.storage.statements import one_of
from bot.storage.tables import (
    access,
    answer,
    entry,
    identity,
    incoming,
    outgoing,
    own_dialogue,
    part,
    person,
    reminder,
    run,
)
from bot.storage.tables_together import comment, doing, membership, share
from bot.texts import say

Name = Callable[[Any], str]


class Move:
    """How the rows of a table change their owner.

    Args:
        table: with `person_id` and the ciphertext `ct`.
        place: the name of the place that the ciphertext is bound to.
        row: the row that it is bound to.
        own: whether it is sealed with the person's key; otherwise with that of the service.
    """

    def __init__(self, table: Table, place: str, row: Name = lambda row: row.id, own: bool = True) -> None:
        self.table, self.place, self.row, self.own = table, place, row, own
        self._keys = list(table.primary_key.columns)
        self._rows = select(table).where(table.c.person_id == bindparam("person"))
        same = [key == bindparam(f"is_{key.name}") for key in self._keys]
        self._update = update(table).where(*same).values(person_id=bindparam("to"), ct=bindparam("sealed"))

    def run(self, batch: Batch, gone: str, stays: str, old: Cipher, new: Cipher) -> None:
        """Give every row of one person to the other."""
        for row in batch.connection.execute(self._rows, {"person": gone}).all():
            sealed = row.ct
            if sealed is not None:
                plain = old.open(sealed, gone, self.place, self.row(row))
                sealed = new.seal(plain, stays, self.place, self.row(row))
            keys = {f"is_{key.name}": getattr(row, key.name) for key in self._keys}
            batch.write(self._update, to=stays, sealed=sealed, **keys)


MOVES = (
    Move(run, "run"),
    Move(answer, "answer"),
    Move(part, "part"),
    Move(entry, "entry"),
    Move(incoming, "incoming", lambda row: f"{row.channel}:{row.update_id}", own=False),
    Move(outgoing, "outgoing", own=False),
    Move(identity, "identity", lambda row: row.lookup, own=False),
    Move(own_dialogue, "own_dialogue", lambda row: f"{row.id}:{row.version}"),
    Move(share, "share", lambda row: f"{row.group_id}/{row.id}"),
    Move(comment, "comment", lambda row: f"{row.share_id}/{row.id}"),
)
OTHERWISE = (reminder, access, membership, doing)  # moved here in their own ways

_CHANNELS = select(identity.c.channel).where(identity.c.person_id == bindparam("person"))
_LOCK = select(person.c.id).where(person.c.id == bindparam("person")).with_for_update()
_DROP_WAY = delete(identity).where(
    identity.c.person_id == bindparam("person"), identity.c.channel == bindparam("channel")
)
_DROP_KINDS = delete(access).where(access.c.person_id == bindparam("person"), one_of(access.c.kind, "kinds"))
_GIVE_ACCESS = update(access).where(access.c.person_id == bindparam("person")).values(person_id=bindparam("to"))
_WAS = insert(access)
_REMINDERS = select(reminder).where(reminder.c.person_id == bindparam("person"))
_KNOWN = select(reminder.c.id).where(reminder.c.id == bindparam("of"))
_REMIND = (
    update(reminder)
    .where(reminder.c.id == bindparam("of"))
    .values(id=bindparam("new"), person_id=bindparam("to"), ct=bindparam("sealed"))
)
_DROP_REMINDER = delete(reminder).where(reminder.c.id == bindparam("of"))
_GONE = delete(person).where(person.c.id == bindparam("person"))
_WEB = "web"


def fits(batch: Batch, gone: str, stays: str) -> bool:
    """Whether the two have no channel in common but the web, where one address may stand for both."""
    return not (_channels(batch, gone) & _channels(batch, stays)) - {_WEB}


def take_into(batch: Batch, gone: str, stays: str, channel: str, how: Taking) -> None:
    """Take one person into another and tell so; see `services.access.Taking`.

    Raises:
        TooLate: the other is not there any more.
    """
    batch.flush()
    # In one order for all, and so that nothing comes in for either of them meanwhile.
    for one in sorted((gone, stays)):
        batch.connection.execute(_LOCK, {"person": one})
    other = batch.connection.execute(people.FIND, {"person": stays}).first()
    own = batch.connection.execute(people.FIND, {"person": gone}).first()
    if other is None or own is None:
        raise TooLate(say("storage.gone"))
    old = batch.vault.owner(gone, own.wrapped, own.key_id)
    new = batch.vault.owner(stays, other.wrapped, other.key_id)
    _give_up(batch, gone, stays, how)
    before = _channels(batch, stays)
    service = batch.vault.service
    for move in MOVES:
        move.run(batch, gone, stays, *((old, new) if move.own else (service, service)))
    joining_groups.take(batch, gone, stays)
    _reminders(batch, gone, stays)
    _access(batch, gone, stays)
    batch.write(_GONE, person=gone)
    batch.vault.drop(gone)
    people.wrote_in(batch, stays, channel)
    outbox.put(batch, stays, channel, how.told)
    if how.noticed:
        for name in sorted(before - {channel}):
            outbox.put(batch, stays, name, how.noticed)
    batch.flush()


def _give_up(batch: Batch, gone: str, stays: str, how: Taking) -> None:
    """Where both have a way in, only one of them stays."""
    for name in _channels(batch, gone) & _channels(batch, stays):
        giver = stays if how.replacing else gone
        if how.replacing and how.left and name != _WEB:
            outbox.put_farewell(batch, giver, name, how.left)
        if how.replacing and name == _WEB:
            batch.write(_DROP_KINDS, person=stays, kinds=[Kind.LINK.value, Kind.SESSION.value])
        batch.write(_DROP_WAY, person=giver, channel=name)


def _reminders(batch: Batch, gone: str, stays: str) -> None:
    """A reminder with a key has an id of its person; where the other has one with that key, theirs stays."""
    service = batch.vault.service
    for row in batch.connection.execute(_REMINDERS, {"person": gone}).all():
        plain = service.open(row.ct, gone, "reminder", row.id)
        key = unpack(plain)["key"] if plain.startswith(b"{") else ""
        ident = batch.vault.lookup(f"reminder:{stays}", key) if key else row.id
        if key and batch.connection.execute(_KNOWN, {"of": ident}).first():
            batch.write(_DROP_REMINDER, of=row.id)
        else:
            batch.write(_REMIND, of=row.id, new=ident, to=stays, sealed=service.seal(plain, stays, "reminder", ident))


def _access(batch: Batch, gone: str, stays: str) -> None:
    """Links, sessions and the code on paper go on working; a code that was asked for a moment ago does not."""
    batch.write(_DROP_KINDS, person=gone, kinds=[Kind.JOIN.value])
    batch.write(_GIVE_ACCESS, person=gone, to=stays)
    row = {"id": gone, "person_id": stays, "kind": people.WAS, "created_at": batch.now}
    batch.write(_WAS, **row, expires_at=None, used_at=None)


def _channels(batch: Batch, of: str) -> set[str]:
    return set(batch.connection.execute(_CHANNELS, {"person": of}).scalars())
