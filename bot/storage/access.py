"""Access: secrets of one person within a turn, and the ways into the web channel before there is one.

Beside the kinds that services know, the table holds `try` (a wrong guess, so that guesses are counted over all
processes) and `was` (the id of a person who was taken into this one, so that a backup that still has them forgets them
with this one).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, and_, bindparam, delete, func, insert, or_, select, update

from bot.people.codes import new_link
from bot.services.access import GUESSING, LASTS, Granted, Kind, Opened, Taking
from bot.storage import joining, people
from bot.storage.batch import Batch
from bot.storage.codec import moment, stamp, to_text
from bot.storage.engine import Writer
from bot.storage.tables import access, identity
from bot.storage.vault import Vault

TRY = "try"
WEB = "web"
_SEEN = timedelta(days=1)  # a session is noted as used at most once in so long

_in_force = or_(access.c.expires_at.is_(None), access.c.expires_at > bindparam("now"))
_KINDS = tuple(kind.value for kind in Kind)
_ALL = (
    select(access.c.kind, access.c.created_at, access.c.expires_at, access.c.used_at)
    .where(access.c.person_id == bindparam("person"), access.c.kind.in_(_KINDS), _in_force)
    .order_by(access.c.created_at, access.c.id)
)
_OWNER = select(access.c.person_id).where(access.c.id == bindparam("of"), _in_force)
_KEEP = insert(access)
_DROP_KIND = delete(access).where(access.c.person_id == bindparam("person"), access.c.kind == bindparam("kind"))
_DROP_OTHERS = delete(access).where(
    access.c.person_id == bindparam("person"), access.c.kind == Kind.SESSION.value, access.c.id != bindparam("of")
)
_DROP = delete(access).where(access.c.id == bindparam("of"))
_of_late = and_(access.c.kind == TRY, access.c.created_at > bindparam("since"))
_OWN_TRIES = select(func.count()).where(_of_late, access.c.person_id == bindparam("person"))
_ALL_TRIES = select(func.count()).where(_of_late)
_ADDRESS = (
    select(identity.c.ct, identity.c.lookup, identity.c.person_id)
    .join(access, access.c.person_id == identity.c.person_id)
    .where(access.c.id == bindparam("of"), _in_force, identity.c.channel == WEB)
)
_VISIT = (
    update(access)
    .where(access.c.id == bindparam("of"), func.coalesce(access.c.used_at, 0) < bindparam("before"))
    .values(used_at=bindparam("now"), expires_at=bindparam("until"))
)
_USED = update(access).where(access.c.id == bindparam("of")).values(used_at=bindparam("now"))
_ended = access.c.expires_at <= bindparam("now")
_counts_no_more = and_(access.c.kind == TRY, access.c.created_at < bindparam("tried"))
_PRUNE = delete(access).where(or_(_ended, _counts_no_more))


def prune(connection: Connection, now: datetime) -> None:
    """Delete secrets that ended and guesses that count no more."""
    connection.execute(_PRUNE, {"now": stamp(now), "tried": stamp(now - GUESSING)})


class PersonAccess:
    """Implements `services.access.Access`.

    Args:
        batch: where writes go.
        person: whose secrets.
        channel: the channel of the turn.
        gone: called when the person was taken into another.
    """

    def __init__(self, batch: Batch, person: str, channel: str, gone: Callable[[], None]) -> None:
        self._batch, self._person, self._channel, self._gone = batch, person, channel, gone

    def all(self) -> Sequence[Granted]:
        """As in `services.access.Access`."""
        rows = self._batch.connection.execute(_ALL, {"person": self._person, "now": self._batch.now})
        return [Granted(Kind(row.kind), moment(row.created_at), _at(row.expires_at), _at(row.used_at)) for row in rows]

    def keep(self, kind: Kind, secret: str) -> None:
        """As in `services.access.Access`."""
        self._batch.write(_DROP_KIND, person=self._person, kind=kind.value)
        keep(self._batch, self._person, kind, secret)

    def owner(self, kind: Kind, secret: str) -> str:
        """As in `services.access.Access`."""
        return owner(self._batch.connection, self._batch.vault, kind, secret, self._batch.now)

    def spend(self, kind: Kind, secret: str) -> bool:
        """As in `services.access.Access`."""
        found = self._batch.connection.execute(_DROP, {"of": _hashed(self._batch.vault, kind, secret)})
        return bool(found.rowcount)

    def missed(self) -> None:
        """As in `services.access.Access`."""
        row = {"id": secrets.token_hex(16), "person_id": self._person, "kind": TRY, "created_at": self._batch.now}
        self._batch.write(_KEEP, **row, expires_at=None, used_at=None)

    def misses(self) -> tuple[int, int]:
        """As in `services.access.Access`."""
        since = stamp(moment(self._batch.now) - GUESSING)
        own = self._batch.connection.execute(_OWN_TRIES, {"person": self._person, "since": since}).scalar_one()
        return own, self._batch.connection.execute(_ALL_TRIES, {"since": since}).scalar_one()

    def fits(self, other: str, replacing: bool) -> bool:
        """As in `services.access.Access`."""
        return replacing or joining.fits(self._batch, self._person, other)

    def take_into(self, other: str, how: Taking) -> None:
        """As in `services.access.Access`."""
        joining.take_into(self._batch, self._person, other, self._channel, how)
        self._gone()


class WebDoors:
    """Implements `services.access.Doors`.

    Args:
        writer: the connection that writes.
        reading: engine for reading beside it.
        vault: the keys.
        clock: the present moment.
    """

    def __init__(self, writer: Writer, reading: Engine, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._writer, self._reading, self._vault, self._clock = writer, reading, vault, clock

    def begin(self) -> Opened:
        """As in `services.access.Doors`."""
        opened = Opened(new_link(), new_link())
        with self._writer.transaction() as connection:
            batch = Batch(connection, self._vault, self._clock())
            person = people.make(batch, WEB, secrets.token_hex(16), batch.now)
            keep(batch, person, Kind.LINK, opened.link)
            keep(batch, person, Kind.SESSION, opened.session)
        return opened

    def enter(self, link: str, leaving: str = "") -> Opened | None:
        """As in `services.access.Doors`."""
        with self._writer.transaction() as connection:
            batch = Batch(connection, self._vault, self._clock())
            person = owner(connection, self._vault, Kind.LINK, link, batch.now)
            if not person:
                return None
            batch.write(_USED, of=self._id(Kind.LINK, link), now=batch.now)
            batch.write(_DROP, of=self._id(Kind.SESSION, leaving))
            opened = Opened(new_link())
            keep(batch, person, Kind.SESSION, opened.session)
        return opened

    def address(self, session: str) -> str:
        """As in `services.access.Doors`."""
        with self._reading.connect() as connection:
            values = {"of": self._id(Kind.SESSION, session), "now": stamp(self._clock())}
            row = connection.execute(_ADDRESS, values).first()
        return to_text(self._vault.service.open(row.ct, row.person_id, "identity", row.lookup)) if row else ""

    def visit(self, session: str) -> bool:
        """As in `services.access.Doors`."""
        if not self.address(session):
            return False
        now = self._clock()
        with self._writer.transaction() as connection:
            batch = Batch(connection, self._vault, now)
            values = {"before": stamp(now - _SEEN), "until": until(Kind.SESSION, batch.now)}
            batch.write(_VISIT, of=self._id(Kind.SESSION, session), now=batch.now, **values)
        return True

    def renew(self, session: str) -> Opened | None:
        """As in `services.access.Doors`."""
        own = self._id(Kind.SESSION, session)
        with self._writer.transaction() as connection:
            batch = Batch(connection, self._vault, self._clock())
            person = owner(connection, self._vault, Kind.SESSION, session, batch.now)
            if not person:
                return None
            batch.write(_DROP_KIND, person=person, kind=Kind.LINK.value)
            batch.write(_DROP_OTHERS, person=person, of=own)
            opened = Opened(session, new_link())
            keep(batch, person, Kind.LINK, opened.link)
        return opened

    def leave(self, session: str) -> None:
        """As in `services.access.Doors`."""
        with self._writer.transaction() as connection:
            connection.execute(_DROP, {"of": self._id(Kind.SESSION, session)})

    def _id(self, kind: Kind, secret: str) -> str:
        return _hashed(self._vault, kind, secret)


def keep(batch: Batch, person: str, kind: Kind, secret: str) -> None:
    """Put a secret in force."""
    row = {"id": _hashed(batch.vault, kind, secret), "person_id": person, "kind": kind.value, "created_at": batch.now}
    batch.write(_KEEP, **row, expires_at=until(kind, batch.now), used_at=None)


def owner(connection: Connection, vault: Vault, kind: Kind, secret: str, now: int) -> str:
    """Whose secret it is, "" when it is not in force."""
    return connection.execute(_OWNER, {"of": _hashed(vault, kind, secret), "now": now}).scalar() or ""


def until(kind: Kind, now: int) -> int | None:
    """When a secret of that kind, made or used now, ends."""
    lasts = LASTS[kind]
    return None if lasts is None else stamp(moment(now) + lasts)


def _hashed(vault: Vault, kind: Kind, secret: str) -> str:
    return vault.lookup(f"access:{kind.value}", secret)


def _at(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else moment(microseconds)
