"""Speed that does not depend on how much there is: the way of a turn reads no table from end to end."""

from __future__ import annotations

import sqlite3

import pytest

from benchmarks._raw import recording
from bot.dialogue.run import Run
from bot.dialogue.turn import CloseAnswer, Incoming, KeepPart, Reply
from bot.services.ports import Work
from bot.storage.engine import sqlite_reading, sqlite_writing
from tests.storage.places import NOON, Place, text_from


def whole_turn(work: Work, incoming: Incoming) -> None:
    """All that a turn may do."""
    work.keep_focus(f"run:{incoming.text}")
    work.keep_settings({"n": incoming.text})
    run = work.run(work.person) or Run("r", "abiba", at=NOON)
    work.keep_run(work.person, Run("r", "abiba", visit=run.visit + 1, at=NOON))
    work.keep(work.person, KeepPart("v1", "?", incoming.text, incoming.ref), NOON)
    work.keep(work.person, CloseAnswer("v1"), NOON)
    work.answers(work.person, frozenset({"v1"}))
    work.edit(incoming.ref, "anders", NOON)
    work.reply(Reply("ja"), Reply("nee", slot="x"))
    work.all_answers(work.person)
    work.entries()
    work.entries_of(work.person)
    work.runs()
    work.schedule(NOON, "terugkeer abc")
    for item in work.agenda.all()[1:]:
        work.agenda.drop(item)


def test_no_statement_of_a_turn_reads_a_whole_table(folder_place: Place) -> None:
    """SQLite finds what receiving, a turn and sending need by index, so old rows and other people cost nothing."""
    store = folder_place.open()
    store.receive([text_from(str(n), n, "hoi") for n in range(20)])
    store.work(whole_turn)
    with recording() as statements:
        assert store.receive([text_from("1", 100, "hoi"), text_from("nieuw", 101, "hoi")]) == 2
        assert store.work(whole_turn) > 0
        assert store.remind(NOON) > 0
        for item in store.outgoing("telegram"):
            store.sent(item.seq, "1")
        store.transcript("web", "1")
    connection = sqlite3.connect(folder_place.folder / "nabij.sqlite3")
    scans = set()
    for sql, values, many in statements:
        if sql.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            plan = connection.execute(f"explain query plan {sql}", values[0] if many else values)
            scans |= {(sql, row[3]) for row in plan if row[3].startswith("SCAN") and "json_each" not in row[3]}
    connection.close()
    store.close()
    assert scans == set()
    assert len(statements) > 50


def test_every_transaction_reaches_the_disk(folder_place: Place) -> None:
    """The writing engine syncs at each commit, checks foreign keys and wipes what it deletes; the other only reads."""
    folder_place.open().close()
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    engine = sqlite_writing(folder_place.folder / "nabij.sqlite3")
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"pragma {name}").scalar() for name in wanted}
        other = sqlite3.connect(folder_place.folder / "nabij.sqlite3", timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("begin immediate")  # the transaction took the write lock when it began
        other.close()
    engine.dispose()
    assert found == wanted
    engine = sqlite_reading(folder_place.folder / "nabij.sqlite3")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("pragma query_only").scalar() == 1
    engine.dispose()
