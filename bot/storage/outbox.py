"""What goes out: replies put in line, told to the channels, and dropped when they were delivered."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, delete, or_, select, update

from bot.dialogue.turn import Reply
from bot.errors import StoreError
from bot.services.ports import Arrival, Delivery
from bot.services.rows import Told
from bot.storage.batch import Batch, Row
from bot.storage.codec import moment, pack_reply, to_text, unpack_reply
from bot.storage.tables import identity, outgoing
from bot.storage.vault import Vault

TRANSCRIPTS = ("web",)  # channels that show what was said before; the others keep no payload once it was sent

_to = and_(identity.c.channel == outgoing.c.channel, identity.c.person_id == outgoing.c.person_id)
_COLUMNS = (
    outgoing.c.seq,
    outgoing.c.id,
    outgoing.c.person_id,
    outgoing.c.channel,
    outgoing.c.address,
    outgoing.c.kind,
    outgoing.c.slot,
    outgoing.c.ct,
    outgoing.c.state,
    outgoing.c.message,
    identity.c.lookup,
    identity.c.ct.label("identity"),
)
_WAITING = (
    select(*_COLUMNS)
    .outerjoin(identity, _to)
    .where(outgoing.c.channel == bindparam("channel"), outgoing.c.state == "waiting")
    .order_by(outgoing.c.seq)
    .limit(bindparam("most"))
)
_FAREWELLS = (
    select(*_COLUMNS)
    .outerjoin(identity, _to)
    .where(outgoing.c.channel == bindparam("channel"), outgoing.c.state == "waiting", outgoing.c.person_id.is_(None))
    .order_by(outgoing.c.seq)
)
_TRANSCRIPT = (
    select(*_COLUMNS)
    .join(identity, _to)
    .where(
        identity.c.channel == bindparam("channel"),
        identity.c.lookup == bindparam("lookup"),
        outgoing.c.seq > bindparam("after"),
        outgoing.c.state.in_(("waiting", "sent")),
        or_(outgoing.c.kind.in_(("reply", "echo")), outgoing.c.state == "waiting"),
        outgoing.c.ct.is_not(None),
    )
    .order_by(outgoing.c.seq)
    .limit(bindparam("most"))
)
_in_slot = and_(
    outgoing.c.person_id == bindparam("person"),
    outgoing.c.channel == bindparam("channel"),
    outgoing.c.slot == bindparam("slot"),
)
_EARLIER = select(outgoing.c.message).where(_in_slot).order_by(outgoing.c.seq.desc()).limit(1)
_TOLD = (
    select(outgoing.c.state, outgoing.c.sent_at)
    .where(outgoing.c.person_id == bindparam("person"), outgoing.c.slot == bindparam("slot"))
    .order_by(outgoing.c.seq.desc())
    .limit(1)
)
_SUPERSEDE = delete(outgoing).where(_in_slot, outgoing.c.state == "waiting")
_lasting = and_(outgoing.c.channel.in_(TRANSCRIPTS), outgoing.c.kind != "once")
_kept = case((_lasting, outgoing.c.ct), else_=None)
_SENT = (
    update(outgoing)
    .where(outgoing.c.seq == bindparam("of"))
    .values(state="sent", sent_at=bindparam("now"), message=bindparam("name"), ct=_kept)
)
_FAILED = (
    update(outgoing)
    .where(outgoing.c.seq == bindparam("of"))
    .values(state="failed", sent_at=bindparam("now"), failed=bindparam("reason"), ct=None)
)
_FAREWELL = delete(outgoing).where(outgoing.c.seq == bindparam("of"), outgoing.c.person_id.is_(None))
_BLOCKED = (
    update(identity)
    .where(
        select(outgoing.c.seq).where(outgoing.c.seq == bindparam("of"), _to).correlate(identity).exists(),
    )
    .values(blocked_at=bindparam("now"))
)
_OWN_WORDS = delete(outgoing).where(
    outgoing.c.person_id == bindparam("person"),
    outgoing.c.channel == bindparam("channel"),
    outgoing.c.kind == "echo",
    outgoing.c.message == bindparam("message"),
)
_ADDRESS = select(identity.c.lookup, identity.c.ct).where(
    identity.c.person_id == bindparam("person"), identity.c.channel == bindparam("channel")
)


def put(batch: Batch, person: str, channel: str, reply: Reply) -> str:
    """Put a reply in line; one with a slot replaces what stands unsent in it, and names the message to edit.

    Returns:
        The id of its row.
    """
    row = _row(batch, person, channel, "once" if reply.once else "reply", reply)
    if reply.slot:
        batch.flush()
        values = {"person": person, "channel": channel, "slot": reply.slot}
        row["message"] = batch.connection.execute(_EARLIER, values).scalar() or ""
        batch.write(_SUPERSEDE, **values)
    batch.put_outgoing(row)
    return str(row["id"])


def put_removal(batch: Batch, person: str, channel: str, message: str) -> None:
    """Have a message of the person's own taken out of a channel; out of a transcript it is gone at once."""
    batch.flush()
    batch.write(_OWN_WORDS, person=person, channel=channel, message=message)
    batch.put_outgoing({**_row(batch, person, channel, "remove", Reply("")), "message": message})


def put_farewell(batch: Batch, person: str, channel: str, reply: Reply) -> None:
    """Put out a last reply that belongs to nobody and carries its own address."""
    found = batch.connection.execute(_ADDRESS, {"person": person, "channel": channel}).first()
    if found is None:
        return
    service = batch.vault.service
    address = service.open(found.ct, person, "identity", found.lookup)
    row = _row(batch, "", channel, "reply", reply)
    row["address"] = service.seal(address, "", "outgoing.address", row["id"])
    batch.put_outgoing(row)


def echo_row(batch: Batch, person: str, arrival: Arrival) -> Row:
    """A person's own words, for the transcript."""
    row = _row(batch, person, arrival.channel, "echo", Reply("{words}", values={"words": arrival.echo}))
    return {**row, "state": "sent", "message": arrival.incoming.ref}


def waiting(connection: Connection, vault: Vault, channel: str, most: int) -> tuple[list[Delivery], list[int]]:
    """What is to be sent through a channel, in order; and the rows that cannot be read, which would hold it up."""
    found, unreadable = [], []
    for row in connection.execute(_WAITING, {"channel": channel, "most": most}):
        try:
            found.append(_delivery(vault, row))
        except StoreError:
            unreadable.append(row.seq)
    return found, unreadable


def farewells(connection: Connection, vault: Vault, channel: str) -> list[Delivery]:
    """What waits for those who are gone, however much waits for others."""
    return [_delivery(vault, row) for row in connection.execute(_FAREWELLS, {"channel": channel})]


def transcript(
    connection: Connection, vault: Vault, channel: str, address: str, after: int, most: int
) -> list[Delivery]:
    """What one person said and was told."""
    values = {"channel": channel, "lookup": vault.lookup(channel, address), "after": after, "most": most}
    return [_delivery(vault, row) for row in connection.execute(_TRANSCRIPT, values)]


def sent(connection: Connection, seq: int, message: str, now: int) -> None:
    """A delivery went out; a farewell is gone with that."""
    connection.execute(_SENT, {"of": seq, "now": now, "name": message})
    connection.execute(_FAREWELL, {"of": seq})


def failed(connection: Connection, seq: int, reason: str, now: int) -> None:
    """A delivery can never go out. Telegram's "Forbidden" says that the person blocked the bot."""
    connection.execute(_FAILED, {"of": seq, "now": now, "reason": reason})
    if reason == "Forbidden":
        connection.execute(_BLOCKED, {"of": seq, "now": now})
    connection.execute(_FAREWELL, {"of": seq})


def told(connection: Connection, person: str, slot: str) -> Told:
    """What became of the latest reply in a slot."""
    row = connection.execute(_TOLD, {"person": person, "slot": slot}).first()
    if row is None:
        return Told()
    return Told(moment(row.sent_at) if row.state == "sent" else None, row.state == "waiting")


def _row(batch: Batch, person: str, channel: str, kind: str, reply: Reply) -> Row:
    ident = secrets.token_hex(16)
    return {
        "id": ident,
        "person_id": person or None,
        "channel": channel,
        "address": None,
        "kind": kind,
        "slot": reply.slot or None,
        "ct": batch.vault.service.seal(pack_reply(reply), person, "outgoing", ident),
        "state": "waiting",
        "at": batch.now,
        "message": "",
    }


def _delivery(vault: Vault, row: Any) -> Delivery:
    person, service = row.person_id or "", vault.service
    if row.address:
        address = service.open(row.address, "", "outgoing.address", row.id)
    else:
        address = service.open(row.identity or b"", person, "identity", row.lookup)
    reply = unpack_reply(service.open(row.ct, person, "outgoing", row.id), row.slot or "")
    kind, sent = row.kind, row.state == "sent"
    if kind == "once":
        kind, reply = "reply", replace(reply, once=True)
    return Delivery(row.seq, person, row.channel, to_text(address), kind, reply, sent, row.message)
