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
    Column("channel", String),  # that they last wrote in: what comes of its own accord comes there
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

own_dialogue = Table(  # casus that people wrote themselves
    "own_dialogue",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, primary_key=True),  # 0 is one that was read and is not kept yet
    _person(index=True),
    Column("at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),  # the located tree of the file
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

access = Table(  # secrets by which somebody is known again
    "access",
    metadata,
    Column("id", String, primary_key=True),  # keyed hash of kind and secret
    _person(nullable=True, index=True),  # none of a wrong guess whose person is gone
    Column("kind", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("used_at", Moment),
)
