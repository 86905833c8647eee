"""Keeping answers: parts that are added, revisions that begin, messages that are edited, and reading it all back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, select, update

from bot.dialogue.turn import Answer, CloseAnswer, KeepChoice, KeepPart, RenameAnswer, Rewrite
from bot.services.rows import AnswerRow
from bot.storage.batch import Batch, Standing
from bot.storage.cipher import Cipher
from bot.storage.codec import moment, to_bytes, to_text
from bot.storage.statements import one_of
from bot.storage.tables import answer, part, run

_current = and_(part.c.answer_id == answer.c.id, part.c.revision == answer.c.revision)
_mine = and_(answer.c.run_id == bindparam("run"), answer.c.person_id == bindparam("person"))
_PARTS = select(func.coalesce(func.max(part.c.place), 0)).where(_current).scalar_subquery()
_STANDING = select(
    answer.c.id, answer.c.place, answer.c.revision, answer.c.open, answer.c.at, _PARTS.label("parts")
).where(_mine, answer.c.step == bindparam("step"))
# What is being written in the runs that are on, with the runs: most turns need nothing else.
CURRENT = (
    select(
        run.c.person_id,
        run.c.id.label("run_id"),
        run.c.ct,
        answer.c.id,
        answer.c.step,
        answer.c.place,
        answer.c.revision,
        answer.c.open,
        answer.c.at,
        _PARTS.label("parts"),
    )
    .outerjoin(answer, and_(answer.c.run_id == run.c.id, answer.c.open.is_(True)))
    .where(one_of(run.c.person_id, "people"), run.c.state == "active")
)
_LAST_PLACE = select(func.coalesce(func.max(answer.c.place), 0)).where(answer.c.run_id == bindparam("run"))
_REVISION = (
    select(part.c.id, part.c.place, part.c.ct, part.c.at, part.c.ref)
    .where(part.c.answer_id == bindparam("answer"), part.c.revision == bindparam("revision"))
    .order_by(part.c.place)
)
_BY_REF = (
    select(part.c.id, answer.c.run_id, answer.c.step)
    .join(answer, _current)
    .where(part.c.person_id == bindparam("person"), part.c.ref == bindparam("ref"))
    .order_by(part.c.at.desc(), part.c.place.desc())
    .limit(1)
)
_TEXTS = (
    select(answer.c.step, answer.c.open, answer.c.revision, part.c.id, part.c.ct)
    .outerjoin(part, _current)
    .where(_mine, one_of(answer.c.step, "steps"))
    .order_by(answer.c.place, part.c.place)
)
_RENAME = update(answer).where(_mine, answer.c.step == bindparam("old")).values(step=bindparam("new"))
_REFS = (
    select(part.c.ref, func.min(part.c.at).label("at"))
    .where(part.c.answer_id == bindparam("answer"), part.c.ref.is_not(None))
    .group_by(part.c.ref)
)
_PURGE = delete(part).where(part.c.answer_id == bindparam("answer"))
_WRITTEN = (
    select(answer.c.run_id, answer.c.step, part.c.id, part.c.ct)
    .join(part, _current)
    .where(answer.c.person_id == bindparam("person"), one_of(answer.c.run_id, "runs"))
    .order_by(answer.c.place, part.c.place)
)
_ALL = (
    select(
        answer.c.id.label("answer_id"),
        answer.c.step,
        answer.c.open,
        answer.c.at,
        answer.c.revision,
        answer.c.ct.label("question"),
        part.c.id,
        part.c.ct,
        part.c.revision.label("of"),
        part.c.at.label("written"),
    )
    .outerjoin(part, part.c.answer_id == answer.c.id)
    .where(_mine)
    .order_by(answer.c.place, part.c.revision, part.c.place)
)


class Answers:
    """The answers of one person, within one transaction.

    Args:
        batch: where writes go.
        person: the person's id.
        cipher: the person's key.
    """

    def __init__(self, batch: Batch, person: str, cipher: Cipher) -> None:
        self._batch, self._person, self._cipher = batch, person, cipher
        self._known: dict[tuple[str, str], Standing | None] = {}
        self._places: dict[str, int] = {}

    def expect(self, row: Any) -> None:
        """Take in a row of `CURRENT`, so that its answer need not be looked for."""
        if row.id:
            self._known[row.run_id, row.step] = _stands(row, row.run_id, row.step)

    def part(self, run: str, effect: KeepPart, ref: str, at: int) -> None:
        """Add a part; a closed answer is opened again, as it is or in a new revision that starts with the old parts."""
        found = self._standing(run, effect.step) or self._begin(run, effect.step, effect.question, at)
        if not found.open:
            if effect.revise:
                self._copy(found, at)
            found.open = True
            self._changed(found)
        self._add(found, effect.text, ref, at)

    def choice(self, run: str, effect: KeepChoice, at: int) -> None:
        """The label is the answer, closed at once."""
        found = self._standing(run, effect.step)
        if found:
            self._next(found, at)
        else:
            found = self._begin(run, effect.step, effect.question, at)
        found.open = False
        self._changed(found)
        self._add(found, effect.label, "", at)

    def close(self, run: str, effect: CloseAnswer) -> None:
        """The answer is done, if there is one."""
        found = self._standing(run, effect.step)
        if found and found.open:
            found.open = False
            self._changed(found)

    def rewrite(self, run: str, effect: Rewrite, at: int) -> None:
        """Begin an empty revision, if there is an answer."""
        found = self._standing(run, effect.step)
        if found:
            self._next(found, at)
            found.open = True
            self._changed(found)

    def rename(self, run: str, effect: RenameAnswer) -> None:
        """An answer moves along with its step's new id; where the new step has an answer too, both stay as they are."""
        self._batch.flush()
        if self._standing(run, effect.new) is None:
            self._batch.write(_RENAME, person=self._person, run=run, old=effect.old, new=effect.new)
        self._known = {key: value for key, value in self._known.items() if key[0] != run}

    def purge(self, run: str, step: str, text: str, at: int) -> dict[str, int]:
        """Let an answer say this only: every version of it is destroyed.

        Returns:
            The references of the messages that it was written in, with their moments; none without an answer.
        """
        self._batch.flush()
        found = self._standing(run, step)
        if found is None:
            return {}
        refs = {row.ref: row.at for row in self._read(_REFS, answer=found.id)}
        self._batch.write(_PURGE, answer=found.id)
        found.revision, found.parts, found.at = 1, 0, at
        self._changed(found)
        self._add(found, text, "", at)
        return refs

    def edit(self, ref: str, text: str, at: int) -> bool:
        """A new revision in which the part with that reference says something else; False where no answer has it."""
        self._batch.flush()
        row = self._read(_BY_REF, person=self._person, ref=ref).first()
        found = self._standing(row.run_id, row.step) if row else None
        if row is None or found is None:
            return False
        self._copy(found, at, {row.id: text})
        self._changed(found)
        return True

    def texts(self, run: str, steps: Iterable[str]) -> dict[str, Answer]:
        """What stands at those steps."""
        self._batch.flush()
        found: dict[str, tuple[Any, list[str]]] = {}
        for row in self._read(_TEXTS, run=run, person=self._person, steps=list(steps)):
            parts = found.setdefault(row.step, (row, []))[1]
            if row.id:
                parts.append(self._open(row))
        return {step: Answer("\n".join(parts), row.open, row.revision) for step, (row, parts) in found.items()}

    def all(self, run: str) -> list[AnswerRow]:
        """Every answer of a run with its earlier texts."""
        self._batch.flush()
        found: dict[str, list[Any]] = {}
        for row in self._read(_ALL, run=run, person=self._person):
            found.setdefault(row.answer_id, []).append(row)
        return [self._whole(rows) for rows in found.values()]

    def written(self, runs: Iterable[str]) -> dict[str, dict[str, str]]:
        """What stands at each step of each of those runs, in the order of `all`, in one read."""
        self._batch.flush()
        found: dict[str, dict[str, str]] = {}
        for row in self._read(_WRITTEN, person=self._person, runs=list(runs)):
            steps = found.setdefault(row.run_id, {})
            steps[row.step] = f"{steps[row.step]}\n{self._open(row)}" if row.step in steps else self._open(row)
        return found

    def forget_run(self, run: str) -> None:
        """Nothing is known any more of a run that was deleted."""
        self._known = {key: value for key, value in self._known.items() if key[0] != run}
        self._places.pop(run, None)

    def _whole(self, rows: list[Any]) -> AnswerRow:
        first, texts = rows[0], {number: list[str]() for number in range(1, rows[0].revision + 1)}
        for row in rows:
            if row.id:
                texts[row.of].append(self._open(row))
        *earlier, current = ("\n".join(texts[number]) for number in texts)
        question = to_text(self._cipher.open(first.question, self._person, "answer", first.answer_id))
        last = max((row.written for row in rows if row.of == first.revision), default=first.at)
        return AnswerRow(first.step, question, current, moment(last), first.open, tuple(earlier))

    def _standing(self, run: str, step: str) -> Standing | None:
        if (run, step) not in self._known:
            row = self._read(_STANDING, run=run, person=self._person, step=step).first()
            self._known[run, step] = _stands(row, run, step) if row else None
        return self._known[run, step]

    def _begin(self, run: str, step: str, question: str, at: int) -> Standing:
        if run not in self._places:
            self._places[run] = self._read(_LAST_PLACE, run=run).scalar_one()
        self._places[run] += 1
        ident = secrets.token_hex(16)
        sealed = self._cipher.seal(to_bytes(question), self._person, "answer", ident)
        found = Standing(ident, run, step, self._places[run], 1, True, at, question=sealed, new=True)
        self._known[run, step] = found
        self._changed(found)
        return found

    def _next(self, found: Standing, at: int) -> None:
        found.revision, found.parts, found.at = found.revision + 1, 0, at

    def _copy(self, found: Standing, at: int, instead: dict[str, str] | None = None) -> None:
        """Begin a revision with the parts of the one before, so that their messages can still be edited."""
        self._batch.flush()
        rows = self._read(_REVISION, answer=found.id, revision=found.revision).all()
        self._next(found, at)
        for row in rows:
            changed = (instead or {}).get(row.id)
            self._put(
                found, self._open(row) if changed is None else changed, row.ref, row.at if changed is None else at
            )

    def _add(self, found: Standing, text: str, ref: str, at: int) -> None:
        self._put(found, text, ref or None, at)

    def _put(self, found: Standing, text: str, ref: str | None, at: int) -> None:
        found.parts += 1
        ident = secrets.token_hex(16)
        self._batch.put_part(
            {
                "id": ident,
                "person_id": self._person,
                "answer_id": found.id,
                "revision": found.revision,
                "place": found.parts,
                "ct": self._cipher.seal(to_bytes(text), self._person, "part", ident),
                "at": at,
                "ref": ref,
            }
        )

    def _open(self, row: Any) -> str:
        return to_text(self._cipher.open(row.ct, self._person, "part", row.id))

    def _changed(self, found: Standing) -> None:
        self._batch.put_standing(self._person, found)

    def _read(self, statement: Any, **values: object) -> Any:
        return self._batch.connection.execute(statement, values)


def _stands(row: Any, run: str, step: str) -> Standing:
    return Standing(row.id, run, step, row.place, row.revision, row.open, row.at, row.parts)
