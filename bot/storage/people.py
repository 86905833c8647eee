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
from bot.storage.vault import Vault

COLUMNS = (
    person.c.id.label("person_id"),
    person.c.wrapped,
    person.c.key_id,
    person.c.created_at,
    person.c.settings,
    person.c.focus,
)
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
    for table in (part, entry, answer, run, outgoing, reminder, own_dialogue, identity)
)
_OLD_KEYS = tuple(
    (
        select(table.c.id, table.c.wrapped, table.c.key_id).where(table.c.key_id != bindparam("current")),
        update(table).where(table.c.id == bindparam("of")).values(wrapped=bindparam("new"), key_id=bindparam("by")),
    )
    for table in (person, service_key)
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
            known[lookup] = _make(batch, item, lookup)
    return [known.get(lookup, "") for lookup in lookups]


def address(batch: Batch, person_id: str, channel: str) -> str:
    """Where a person is reached in a channel, "" when they have never been there."""
    row = batch.connection.execute(_ADDRESS, {"person": person_id, "channel": channel}).first()
    return to_text(batch.vault.service.open(row.ct, person_id, "identity", row.lookup)) if row else ""


def delete_person(batch: Batch, person_id: str) -> None:
    """Delete every row of a person and their key; the caller commits, tells the deletion list and tidies the disk."""
    batch.write(_LET_GO, person=person_id, now=batch.now)
    for statement in _ROWS:
        batch.write(statement, person=person_id)
    batch.write(_DELETE, person=person_id)
    batch.vault.drop(person_id)
    batch.deleted.append(person_id)


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


def _make(batch: Batch, arrival: Arrival, lookup: str) -> str:
    """A new person with a key of their own; another process may have been first, then theirs counts."""
    connection, ident = batch.connection, secrets.token_hex(16)
    wrapped, key_id = batch.vault.new(ident)
    at = stamp(arrival.incoming.at)
    connection.execute(_PERSON, {"id": ident, "wrapped": wrapped, "key_id": key_id, "created_at": at})
    sealed = batch.vault.service.seal(to_bytes(arrival.address), ident, "identity", lookup)
    row = {"channel": arrival.channel, "lookup": lookup, "person_id": ident, "ct": sealed}
    if _IDENTITY.run(connection, [row]):
        return ident
    connection.execute(_DELETE, {"person": ident})
    return str(connection.execute(_KNOWN, {"lookups": [lookup]}).one().person_id)
