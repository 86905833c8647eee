"""The tables. `ct` is ciphertext; a moment (`at`, `..._at`) is a whole number of microseconds since 1970, in UTC.

Plain columns are only what queries look for: ids, moments, states, ids of dialogues and steps, message references.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    and_,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Sealed(LargeBinary):
    """Bytes that go to and come from both drivers as they are, without a conversion on the way of a turn."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        """None: the drivers take bytes."""

    def result_processor(self, dialect: Dialect, coltype: Any) -> None:
        """None: the drivers give bytes."""


Sequence = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself only in an INTEGER
Moment = BigInteger


def _person(nullable: bool = False, index: bool = False) -> Column[str]:
    return Column(
        "person_id", String, ForeignKey("person.id", ondelete="CASCADE"), nullable=nullable, index=index or None
    )


def _run() -> Column[str]:
    return Column("run_id", String, ForeignKey("run.id", ondelete="CASCADE"), nullable=False)


service_key = Table(
    "service_key",
    metadata,
    Column("id", String, primary_key=True),
    Column("wrapped", Sealed, nullable=False),
    Column("key_id", String, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("id", String, primary_key=True),
    Column("wrapped", Sealed, nullable=False),
    Column("key_id", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("settings", Sealed),
    Column("focus", Sealed),
)

identity = Table(
    "identity",
    metadata,
    Column("lookup", String, primary_key=True),  # keyed hash of channel and address
    Column("channel", String, primary_key=True),
    _person(),
    Column("ct", Sealed, nullable=False),  # the address
    Column("blocked_at", Moment),
    UniqueConstraint("person_id", "channel"),
)

incoming = Table(  # inbox and ledger in one: after handling only the id stays, so that nothing is handled twice
    "incoming",
    metadata,
    Column("seq", Sequence, primary_key=True),
    Column("channel", String, nullable=False),
    Column("update_id", String, nullable=False),
    _person(nullable=True),  # none in the ledger row of somebody who is gone
    Column("ct", Sealed),
    Column("at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("failed", String),  # error class of a message that was set aside
    UniqueConstraint("channel", "update_id"),
    sqlite_autoincrement=True,
)
waiting = and_(incoming.c.done_at.is_(None), incoming.c.failed.is_(None))
# Only waiting rows are looked up by person on the way of a turn; the rest is gone within 48 hours.
Index("ix_incoming_waiting", incoming.c.person_id, incoming.c.seq, sqlite_where=waiting, postgresql_where=waiting)

outgoing = Table(
    "outgoing",
    metadata,
    Column("seq", Sequence, primary_key=True),
    Column("id", String, nullable=False),
    _person(nullable=True),  # none for a farewell
    Column("channel", String, nullable=False),
    Column("address", Sealed),  # of a farewell
    Column("kind", String, nullable=False),
    Column("slot", String),
    Column("ct", Sealed),
    Column("state", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("message", String, nullable=False),
    Column("failed", String),
    Index("ix_outgoing_person", "person_id", "channel", "seq"),
    sqlite_autoincrement=True,
)
unsent = outgoing.c.state == "waiting"
Index("ix_outgoing_waiting", outgoing.c.channel, outgoing.c.seq, sqlite_where=unsent, postgresql_where=unsent)

run = Table(
    "run",
    metadata,
    Column("id", String, primary_key=True),
    _person(index=True),
    Column("dialogue", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("state", String, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),
)

answer = Table(
    "answer",
    metadata,
    Column("id", String, primary_key=True),
    _person(index=True),
    _run(),
    Column("step", String, nullable=False),
    Column("place", Integer, nullable=False),  # order in which the steps of a run were first answered
    Column("revision", Integer, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("ct", Sealed, nullable=False),  # the question as it was asked
    Column("at", Moment, nullable=False),
    UniqueConstraint("run_id", "step"),
)
# However long a run is, what is being written in it is found at once.
Index("ix_answer_open", answer.c.run_id, sqlite_where=answer.c.open.is_(True), postgresql_where=answer.c.open.is_(True))

part = Table(
    "part",
    metadata,
    Column("id", String, primary_key=True),
    _person(),
    Column("answer_id", String, ForeignKey("answer.id", ondelete="CASCADE"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("ct", Sealed, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ref", String),  # channel and its name of the message
    UniqueConstraint("answer_id", "revision", "place"),
    Index("ix_part_ref", "person_id", "ref"),
)

entry = Table(
    "entry",
    metadata,
    Column("id", String, primary_key=True),
    _person(index=True),
    _run(),
    Column("step", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ct", Sealed),  # what the writer told about it: day, form, themes ...
    UniqueConstraint("run_id", "step"),
)

reminder = Table(
    "reminder",
    metadata,
    Column("id", String, primary_key=True),
    _person(index=True),
    Column("channel", String, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("ct", Sealed, nullable=False),  # the command and what brought it about, under the service's key
    Column("rung_at", Moment),  # since it stands, the person was woken for it
)

remark = Table(  # for the editors of the lexicon; nothing says whose it was
    "remark",
    metadata,
    Column("id", String, primary_key=True),  # keyed hash of all that follows, so that the same remark is counted
    Column("kind", String, nullable=False),
    Column("count", Integer, nullable=False),
    Column("day", Integer, nullable=False),  # of the latest one, in days since 1970: a moment would tell too much
    Column("ct", Sealed, nullable=False),  # the entry and the text, under the service's key
)

group = Table(
    "learning_group",  # "group" is a word of SQL itself
    metadata,
    Column("id", String, primary_key=True),
    Column("wrapped", Sealed, nullable=False),
    Column("key_id", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),  # name, end, closed
)


def _group(**more: Any) -> Column[str]:
    return Column("group_id", String, ForeignKey("learning_group.id", ondelete="CASCADE"), **more)


membership = Table(
    "membership",
    metadata,
    _group(primary_key=True),
    Column("person_id", String, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("role", String, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),  # the chosen name, under the group's key
)

invite = Table(
    "invite",
    metadata,
    Column("id", String, primary_key=True),  # keyed hash of the code
    _group(nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("expires_at", Moment),
    Column("ct", Sealed, nullable=False),  # the code, to be shown again, under the group's key
)

class_session = Table(
    "class_session",
    metadata,
    Column("id", String, primary_key=True),
    _group(nullable=False, index=True),
    *(Column(name, String, unique=True) for name in ("code", "path", "screen")),  # keyed hashes; none once closed
    Column("state", String, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),  # all of the lesson, under the group's key
)

class_voice = Table(  # nothing says whose it is, and no order in the file when it came
    "class_voice",
    metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("class_session.id", ondelete="CASCADE"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("place", String),  # keyed hash of the phone's token for this round; none once the round is over
    Column("ct", Sealed, nullable=False),  # position and sentence, under the group's key
    UniqueConstraint("session_id", "round", "place"),
    sqlite_with_rowid=False,
)
