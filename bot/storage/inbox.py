"""What came in: kept once, claimed fairly, opened for its turn, set aside when it cannot be handled."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, or_, select, update

from bot.dialogue.turn import Incoming
from bot.errors import StoreError
from bot.services.ports import Arrival
from bot.services.rows import AsideRow
from bot.storage import outbox
from bot.storage.batch import Batch, Row
from bot.storage.codec import moment, pack_incoming, stamp, unpack_incoming
from bot.storage.people import COLUMNS, find_or_make
from bot.storage.statements import Write, one_of
from bot.storage.tables import incoming, outgoing, person, waiting
from bot.storage.vault import Vault

SHARE = 5  # rows of one person in a claim, so that one busy person holds up nobody

KEEP = Write(lambda start: start(incoming).on_conflict_do_nothing(index_elements=["channel", "update_id"]))
_ECHO = Write(lambda start: start(outgoing))
_later = (
    select(incoming.c.person_id)
    .where(waiting, incoming.c.person_id > bindparam("after"))
    .distinct()
    .order_by(incoming.c.person_id)
)
_PEOPLE = _later.limit(bindparam("most"))
# PostgreSQL locks the person, not the row: two workers never have turns of one person at the same time. "No key
# update" leaves `receive` free to add rows for them meanwhile.
_LOCKED = (
    select(person.c.id)
    .where(person.c.id.in_(_later.limit(bindparam("near"))))
    .order_by(person.c.id)
    .limit(bindparam("most"))
    .with_for_update(key_share=True, skip_locked=True)
)
_TURN = (
    incoming.c.seq,
    incoming.c.channel,
    incoming.c.update_id,
    incoming.c.ct,
    incoming.c.at,
    *COLUMNS,
)
_other = incoming.alias("other")
_first_few = (
    select(_other.c.seq)
    .where(_other.c.person_id == incoming.c.person_id, _other.c.done_at.is_(None), _other.c.failed.is_(None))
    .order_by(_other.c.seq)
    .limit(SHARE)
    .correlate(incoming)
)
_ROWS = (
    select(*_TURN)
    .join(person, person.c.id == incoming.c.person_id)
    .where(one_of(incoming.c.person_id, "people"), waiting, incoming.c.seq.in_(_first_few))
    .order_by(incoming.c.person_id <= bindparam("after"), incoming.c.person_id, incoming.c.seq)
    .limit(bindparam("most"))
)
_ONE = (
    select(*_TURN).join(person, person.c.id == incoming.c.person_id).where(incoming.c.seq == bindparam("of"), waiting)
)
_ONE_LOCKED = _ONE.with_for_update(of=person, key_share=True, skip_locked=True)
_SET_ASIDE = update(incoming).where(incoming.c.seq == bindparam("of"), waiting).values(failed=bindparam("reason"))
_ASIDE = (
    select(incoming.c.seq, incoming.c.channel, incoming.c.update_id, incoming.c.person_id, incoming.c.ct, incoming.c.at)
    .where(incoming.c.person_id == bindparam("person"), incoming.c.failed.is_not(None), incoming.c.ct.is_not(None))
    .order_by(incoming.c.seq)
)
_DROP_ASIDE = delete(incoming).where(
    incoming.c.seq == bindparam("of"), incoming.c.person_id == bindparam("person"), incoming.c.failed.is_not(None)
)
_PRUNE = delete(incoming).where(incoming.c.done_at < bindparam("before"))
_PRUNE_SENT = delete(outgoing).where(
    outgoing.c.state != "waiting",
    or_(  # a reply in a slot may still be edited, or asked about, for as long as a transcript is kept
        and_(outgoing.c.slot.is_(None), outgoing.c.ct.is_(None)),
        outgoing.c.at < bindparam("transcript"),
    ),
    outgoing.c.sent_at < bindparam("before"),
)
# A farewell to a page that nobody opened again.
_PRUNE_FAREWELLS = delete(outgoing).where(outgoing.c.person_id.is_(None), outgoing.c.at < bindparam("before"))


def keep(batch: Batch, arrivals: Sequence[Arrival]) -> int:
    """Keep what is new of the arrivals, with the echo of each for a transcript; return how much was new."""
    people = find_or_make(batch, arrivals)
    known = [(who, item) for who, item in zip(people, arrivals, strict=True) if who]
    rows = [_row(batch, who, item) for who, item in known]
    if rows and not any(item.echo for item in arrivals):
        return KEEP.run(batch.connection, rows)
    new = 0
    for row, (who, item) in zip(rows, known, strict=True):
        if KEEP.run(batch.connection, [row]):
            new += 1
            if item.echo:
                echo = {**outbox.echo_row(batch, who, item), "sent_at": batch.now}
                _ECHO.run(batch.connection, [echo])
    return new


class Claim:
    """Takes turns among people: each claim begins after the last person that the one before it served."""

    def __init__(self) -> None:
        self._after = ""

    def take(self, connection: Connection, most: int) -> Sequence[Any]:
        """Up to `most` waiting rows, in order per person, at most a share of each."""
        people = self._people(connection, most + 1)
        values = {"people": people, "after": self._after, "most": most}
        rows = connection.execute(_ROWS, values).all() if people else []
        last = rows[-1].person_id if rows else ""
        all_served = len(people) <= most and [last] == people[-1:]
        self._after = "" if all_served else last
        return rows

    def _people(self, connection: Connection, most: int) -> list[str]:
        found = self._after_point(connection, self._after, most)
        if len(found) < most and self._after:
            known = set(found)
            again = self._after_point(connection, "", most - len(found))
            found += [item for item in again if item not in known]
        return found

    def _after_point(self, connection: Connection, after: str, most: int) -> list[str]:
        if connection.dialect.name == "sqlite":
            return list(connection.execute(_PEOPLE, {"after": after, "most": most}).scalars())
        values = {"after": after, "most": most, "near": most + 64}
        return list(connection.execute(_LOCKED, values).scalars())


def one(connection: Connection, seq: int) -> Any:
    """One waiting row, or None when it was handled meanwhile."""
    statement = _ONE if connection.dialect.name == "sqlite" else _ONE_LOCKED
    return connection.execute(statement, {"of": seq}).first()


def opened(vault: Vault, row: Any) -> Incoming:
    """What a row holds."""
    name = f"{row.channel}:{row.update_id}"
    return unpack_incoming(vault.service.open(row.ct, row.person_id, "incoming", name), row.at)


def set_aside(connection: Connection, seq: int, reason: str) -> None:
    """A row that cannot be handled stays, encrypted and its person's, and is not tried again."""
    connection.execute(_SET_ASIDE, {"of": seq, "reason": reason})


def those_set_aside(connection: Connection, vault: Vault, person_id: str) -> list[AsideRow]:
    """What a person sent that could not be handled, oldest first; what cannot be decrypted is left out."""
    found = []
    for row in connection.execute(_ASIDE, {"person": person_id}).all():
        with suppress(StoreError):
            found.append(AsideRow(str(row.seq), moment(row.at), opened(vault, row).text))
    return found


def drop_set_aside(batch: Batch, person_id: str, name: str) -> None:
    """Delete a row that could not be handled."""
    batch.write(_DROP_ASIDE, of=int(name), person=person_id)
    batch.untidy = True


def prune(connection: Connection, before: int, transcript: int) -> None:
    """Delete ledger rows and sent rows from before a moment, and transcripts from before another."""
    connection.execute(_PRUNE, {"before": before})
    connection.execute(_PRUNE_SENT, {"before": before, "transcript": transcript})
    connection.execute(_PRUNE_FAREWELLS, {"before": before})


def _row(batch: Batch, who: str, arrival: Arrival) -> Row:
    name = f"{arrival.channel}:{arrival.update}"
    return {
        "channel": arrival.channel,
        "update_id": arrival.update,
        "person_id": who,
        "ct": batch.vault.service.seal(pack_incoming(arrival.incoming), who, "incoming", name),
        "at": stamp(arrival.incoming.at),
    }
