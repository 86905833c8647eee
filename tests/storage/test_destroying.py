"""Destroying a run: every version, the messages it came in and the bubbles that repeat it; a restore loses it again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.dialogue.run import Run
from bot.dialogue.turn import CloseAnswer, Incoming, KeepEntry, KeepPart, Reply, Rewrite, Signal
from bot.services.ports import Arrival, Work
from bot.storage.backup import backup, restore
from bot.storage.store import Store
from tests.storage.places import NOON, Place, turn

TEXT = "een kwartelei op de vensterbank"


def write(work: Work, at=NOON) -> None:
    """An entry in two versions, from messages of a chat."""
    work.keep_run("r", Run("r:r", "notitie", at=at))
    work.keep("r", KeepPart("v", "Vraag?", TEXT, "telegram:1"), at)
    work.keep("r", CloseAnswer("v"), at)
    work.keep("r", Rewrite("v"), at)
    work.keep("r", KeepPart("v", "Vraag?", f"{TEXT} en meer", "telegram:2"), at)
    work.keep("r", KeepEntry(), at)


def test_everything_of_a_run_is_gone(store: Store, place: Place):
    """No run, entry, answer or part is left, and its recent messages are taken out of the chat."""
    turn(store, write)
    turn(store, lambda work: work.destroy("r"))
    for table in ("run", "entry", "answer", "part"):
        assert place.rows(f"select * from {table}") == []
    removed = [item.message for item in store.outgoing("telegram") if item.kind == "remove"]
    assert sorted(removed) == ["telegram:1", "telegram:2"]


def test_messages_that_telegram_keeps_are_not_asked_for(store: Store):
    """After 48 hours a bot cannot take a message away, so nothing is tried."""
    turn(store, lambda work: write(work, NOON - timedelta(days=3)))
    turn(store, lambda work: work.destroy("r"))
    assert [item for item in store.outgoing("telegram") if item.kind == "remove"] == []


def test_the_row_for_a_register_may_stay(store: Store, place: Place):
    """With `register` the run and what was told of its entry stay; every word that was written is gone."""
    turn(store, write)
    turn(store, lambda work: work.tell_entry(work.entries()[0].id, {"level": "meso"}))
    turn(store, lambda work: work.destroy("r", register=True))
    seen = []
    turn(store, lambda work: seen.extend(work.entries()))
    assert [(entry.text, entry.about) for entry in seen] == [("", {"level": "meso"})]
    assert place.rows("select * from part") == place.rows("select * from answer") == []


def test_the_page_loses_own_words_and_what_repeats_them(store: Store):
    """Own bubbles with the words go from the transcript, replies that quote the person too; the rest stays."""

    def said(number: int, text: str) -> None:
        incoming = Incoming(Signal.TEXT, NOON, text, f"web:a{number}")
        store.receive([Arrival("web", f"a{number}", "ik", incoming, echo=text)])

    said(1, TEXT)
    store.work(lambda work, incoming: (work.keep_run("r", Run("r:r", "d", at=NOON)), keep(work, incoming)))
    said(2, f"nog eens: {TEXT}")
    said(3, "iets heel anders over het weer")
    store.work(lambda work, _: work.reply(Reply("Je schreef {x}", values={"x": TEXT}), Reply("Kies maar.")))
    before = {item.seq: item.reply for item in store.transcript("web", "ik")}
    quoted = [seq for seq, reply in before.items() if "x" in reply.values]
    said(4, "weg")
    store.work(lambda work, _: work.destroy("r"))
    after = store.transcript("web", "ik")
    shown = " ".join(str((item.reply.text, item.reply.values)) for item in after if item.kind != "remove")
    assert "kwartelei" not in shown
    assert "het weer" in shown
    assert "Kies maar." in shown
    removed = {item.message for item in after if item.kind == "remove"}
    assert {"web:a1", "web:a2"} <= removed
    assert {f"bubble:#{seq}" for seq in quoted} <= removed


def keep(work: Work, incoming: Incoming) -> None:
    """Keep what came in as a part of an answer."""
    work.keep("r", KeepPart("v", "Vraag?", incoming.text, incoming.ref), NOON)


def test_a_restored_backup_loses_it_again(folder_place: Place, tmp_path: Path):
    """What was deleted since a backup does not come back with it; what was not deleted does."""
    place, file = folder_place, tmp_path / "kopie.sqlite3"
    store = place.open()
    turn(store, write)
    turn(store, lambda work: work.keep_run("blijft", Run("r:blijft", "d", at=NOON)))
    backup(place.folder, file)
    turn(store, lambda work: work.destroy("r"))
    store.close()
    assert restore(tmp_path / "terug", file, place.keyring()) == 0
    again = Place(tmp_path)
    again.folder, again.keys = tmp_path / "terug", place.keys
    assert again.rows("select id from run") == [("blijft",)]
    assert again.rows("select * from part") == []


def test_whether_something_went_out_can_be_asked(store: Store):
    """A reply in a slot waits, went out at a moment, or failed."""
    seen = []
    turn(store, lambda work: work.reply(Reply("let op", slot="s")))
    turn(store, lambda work: seen.append(work.told("s")))
    [item] = store.outgoing("telegram")
    store.sent(item.seq, "7")
    turn(store, lambda work: seen.append(work.told("s")))
    turn(store, lambda work: seen.append(work.told("anders")))
    assert [(told.sent, told.waits) for told in seen] == [(None, True), (NOON, False), (None, False)]
