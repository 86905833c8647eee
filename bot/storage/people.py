"""People: found by address or made, claimed for a turn, deleted with all that is theirs."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.services.ports import Arrival
from bot.storage.batch import Batch
from bot.storage.codec import stamp, to_bytes, to_text
from bot.storage.statements import Write, one_of
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
    service_key,
)
from bot.storage.tables_together import comment, doing, group, membership, share
from bot.storage.vault import Vault

COLUMNS = (
    person.c.id.label("person_id"),
    person.c.wrapped,
    person.c.key_id,
    person.c.created_at,
    person.c.settings,
    person.c.focus,
    person.c.channel.label("wrote_in"),
)
WAS = "was"  # in `access`: a person who was taken into this one
FIND = select(*COLUMNS).where(person.c.id == bindparam("person"))

_KNOWN = select(identity.c.lookup, identity.c.person_id, identity.c.blocked_at).where(
    one_of(identity.c.lookup, "lookups")
)
_ADDRESS = select(identity.c.lookup, identity.c.ct).where(
    identity.c.person_id == bindparam("person"), identity.c.channel == bindparam("channel")
)
_LEDGER = select(incoming.c.seq).where(
    incoming.c.channel == bindparam("channel"), incoming.c.update_id == bindparam("update")
)
_PERSON = insert(person)
_IDENTITY = Write(lambda start: start(identity).on_conflict_do_nothing(index_elements=["lookup", "channel"]))
_UNBLOCK = update(identity).where(identity.c.lookup == bindparam("of")).values(blocked_at=None)
_DELETE = delete(person).where(person.c.id == bindparam("person"))
# The ledger keeps the ids of what was handled, without the person: the same message must not make them anew.
_LET_GO = (
    update(incoming)
    .where(incoming.c.person_id == bindparam("person"))
    .values(person_id=None, ct=None, failed=None, done_at=bindparam("now"))
)
_ROWS = tuple(
    delete(table).where(table.c.person_id == bindparam("person"))
    for table in (
        comment,
        share,
        part,
        entry,
        answer,
        run,
        outgoing,
        reminder,
        own_dialogue,
        doing,
        membership,
        identity,
        access,
    )
)
_PARTS = select(access.c.id).where(access.c.person_id == bindparam("person"), access.c.kind == WAS)
# A wrong guess goes on counting; it says nothing of whom it was.
_GUESSES = (
    update(access).where(access.c.person_id == bindparam("person"), access.c.kind == "try").values(person_id=None)
)
_WROTE_IN = update(person).where(person.c.id == bindparam("of")).values(channel=bindparam("to"))
_REMIND_IN = update(reminder).where(reminder.c.person_id == bindparam("of")).values(channel=bindparam("to"))
# Somebody who never agreed to anything, of whom nothing waits or stands anywhere but what they sent before choosing.
_NEVER_AGREED = (
    select(person.c.id)
    .where(
        person.c.settings.is_(None),
        person.c.created_at < bindparam("before"),
        *(
            ~select(table.c.person_id).where(table.c.person_id == person.c.id).exists()
            for table in (incoming, outgoing, run)
        ),
    )
    .limit(100)
)
_OLD_KEYS = tuple(
    (
        select(table.c.id, table.c.wrapped, table.c.key_id).where(table.c.key_id != bindparam("current")),
        update(table).where(table.c.id == bindparam("of")).values(wrapped=bindparam("new"), key_id=bindparam("by")),
    )
    for table in (person, group, service_key)
)


def find_or_make(batch: Batch, arrivals: Sequence[Arrival]) -> list[str]:
    """The person's id for each arrival, "" for one whose person is gone and that was handled before."""
    vault, connection = batch.vault, batch.connection
    lookups = [vault.lookup(item.channel, item.address) for item in arrivals]
    rows = connection.execute(_KNOWN, {"lookups": lookups}).all()
    known = {row.lookup: row.person_id for row in rows}
    for row in rows:
        if row.blocked_at is not None:
            connection.execute(_UNBLOCK, {"of": row.lookup})
    for lookup, item in zip(lookups, arrivals, strict=True):
        if lookup not in known and not _handled(connection, item):
            known[lookup] = make(batch, item.channel, item.address, stamp(item.incoming.at))
    return [known.get(lookup, "") for lookup in lookups]


def address(batch: Batch, person_id: str, channel: str) -> str:
    """Where a person is reached in a channel, "" when they have never been there."""
    row = batch.connection.execute(_ADDRESS, {"person": person_id, "channel": channel}).first()
    return to_text(batch.vault.service.open(row.ct, person_id, "identity", row.lookup)) if row else ""


def delete_person(batch: Batch, person_id: str) -> None:
    """Delete every row of a person and their key; the caller commits, tells the deletion list and tidies the disk."""
    batch.write(_LET_GO, person=person_id, now=batch.now)
    batch.write(_GUESSES, person=person_id)
    batch.deleted += [person_id, *batch.connection.execute(_PARTS, {"person": person_id}).scalars()]
    for statement in _ROWS:
        batch.write(statement, person=person_id)
    batch.write(_DELETE, person=person_id)
    batch.vault.drop(person_id)


def prune(batch: Batch, before: int) -> None:
    """Delete people who came before a moment and never agreed."""
    for ident in batch.connection.execute(_NEVER_AGREED, {"before": before}).scalars().all():
        delete_person(batch, ident)


def wrote_in(batch: Batch, person_id: str, channel: str) -> None:
    """What comes of its own accord comes from now on where the person wrote last."""
    batch.write(_WROTE_IN, of=person_id, to=channel)
    batch.write(_REMIND_IN, of=person_id, to=channel)


def rewrap(connection: Connection, vault: Vault) -> int:
    """Wrap the data keys that an older master key wraps by the current one; return how many."""
    count = 0
    for old, rewrite in _OLD_KEYS:
        for row in connection.execute(old, {"current": vault.current}).all():
            wrapped, key_id = vault.rewrapped(row.wrapped, row.key_id, row.id)
            connection.execute(rewrite, {"of": row.id, "new": wrapped, "by": key_id})
            count += 1
    return count


def _handled(connection: Connection, arrival: Arrival) -> bool:
    found: Any = connection.execute(_LEDGER, {"channel": arrival.channel, "update": arrival.update})
    return found.first() is not None


def make(batch: Batch, channel: str, address: str, at: int) -> str:
    """A new person with a key of their own; another process may have been first, then theirs counts."""
    connection, ident = batch.connection, secrets.token_hex(16)
    lookup, (wrapped, key_id) = batch.vault.lookup(channel, address), batch.vault.new(ident)
    row = {"id": ident, "wrapped": wrapped, "key_id": key_id, "created_at": at, "channel": channel}
    connection.execute(_PERSON, row)
    sealed = batch.vault.service.seal(to_bytes(address), ident, "identity", lookup)
    if _IDENTITY.run(connection, [{"channel": channel, "lookup": lookup, "person_id": ident, "ct": sealed}]):
        return ident
    connection.execute(_DELETE, {"person": ident})
    return str(connection.execute(_KNOWN, {"lookups": [lookup]}).one().person_id)
