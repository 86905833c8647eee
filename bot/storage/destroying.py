"""Destroying: what was written in a run goes, in every version, with the messages and bubbles that hold its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.dialogue.turn import Reply
from bot.errors import StoreError
from bot.storage import outbox
from bot.storage.batch import Batch
from bot.storage.cipher import Cipher
from bot.storage.codec import to_text, unpack_reply
from bot.storage.statements import one_of
from bot.storage.tables import answer, outgoing, part, run

REMOVABLE = 48 * 3600 * 1_000_000  # microseconds: Telegram lets a bot take out a message of a private chat for so long
TELLING = 12  # characters from which on a piece of a text is known as such
_mine = (answer.c.run_id == bindparam("run"), answer.c.person_id == bindparam("person"))
_WRITTEN = (
    select(part.c.id, part.c.ct, part.c.ref, part.c.at).join(answer, answer.c.id == part.c.answer_id).where(*_mine)
)
_RUN = delete(run).where(run.c.id == bindparam("run"), run.c.person_id == bindparam("person"))
_ANSWERS = delete(answer).where(*_mine)
_SHOWN = select(outgoing.c.seq, outgoing.c.id, outgoing.c.kind, outgoing.c.channel, outgoing.c.message, outgoing.c.ct)
_SHOWN = _SHOWN.where(
    outgoing.c.person_id == bindparam("person"),
    outgoing.c.ct.is_not(None),
    outgoing.c.kind.in_(("reply", "echo")),
)
AGAIN = delete(run).where(one_of(run.c.id, "runs"))  # what the deletion list names and a backup brought back
_GONE = delete(outgoing).where(outgoing.c.seq == bindparam("of"))


def destroy(batch: Batch, person: str, cipher: Cipher, run_id: str, register: bool = False) -> None:
    """Destroy what was written in a run, and tell the deletion list, so that a restored backup loses it again.

    Args:
        register: whether the run and what was told about its entry stay; nothing is told to the list then.
    """
    batch.flush()
    rows = batch.connection.execute(_WRITTEN, {"run": run_id, "person": person}).all()
    texts = {to_text(cipher.open(row.ct, person, "part", row.id)).strip() for row in rows}
    _take_out(batch, person, {row.ref: row.at for row in rows if row.ref}, texts - {""})
    batch.write(_ANSWERS if register else _RUN, run=run_id, person=person)
    batch.untidy = True
    if not register:
        batch.deleted.append(run_id)


def unsay(batch: Batch, person: str, ref: str) -> None:
    """Take one message out of a conversation that is shown from what is kept here; nowhere else."""
    channel, _, message = ref.partition(":")
    if channel in outbox.TRANSCRIPTS:
        outbox.put_removal(batch, person, channel, message)
        batch.untidy = True


def _take_out(batch: Batch, person: str, refs: Mapping[str, int], texts: Iterable[str]) -> None:
    for ref, at in refs.items():
        channel, _, message = ref.partition(":")
        if channel in outbox.TRANSCRIPTS or (channel == "telegram" and batch.now - at < REMOVABLE):
            outbox.put_removal(batch, person, channel, message)
    batch.flush()
    for row in batch.connection.execute(_SHOWN, {"person": person}).all():
        with suppress(StoreError):  # what cannot be read shows nobody anything
            reply = unpack_reply(batch.vault.service.open(row.ct, person, "outgoing", row.id))
            if _holds_words(row, reply, texts):
                _forget(batch, person, row)


def _holds_words(row: Any, reply: Reply, texts: Iterable[str]) -> bool:
    """Whether a bubble repeats words of the person, or an own message holds some of these texts."""
    if row.kind == "reply":
        return bool(reply.values or reply.alt)
    said = reply.values.get("words", "").strip()
    return any(said == text or _within(said, text) or _within(text, said) for text in texts)


def _within(piece: str, text: str) -> bool:
    return len(piece) >= TELLING and piece in text


def _forget(batch: Batch, person: str, row: Any) -> None:
    """A bubble goes from the transcript, and from a page on which it stands; unsent it never goes out."""
    batch.write(_GONE, of=row.seq)
    if row.channel in outbox.TRANSCRIPTS:
        outbox.put_removal(batch, person, row.channel, row.message if row.kind == "echo" else f"bubble:#{row.seq}")
