"""An answer whose words were replaced: nothing of what stood there is left, in no version and in no transcript."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.run import Run
from bot.dialogue.turn import CloseAnswer, Incoming, KeepPart, Rewrite, Signal
from bot.services.ports import Arrival, Work
from bot.storage.store import Store
from tests.storage.places import NOON, Place, turn

RUN = Run(key="r:r", dialogue="d")


def written(work: Work) -> None:
    """An answer in two versions, from three messages."""
    work.keep_run("r", RUN)
    work.keep("r", KeepPart("v", "Vraag?", "eerst Kwartel", "telegram:1"), NOON)
    work.keep("r", KeepPart("v", "Vraag?", "dan Kwartel", "telegram:2"), NOON)
    work.keep("r", CloseAnswer("v"), NOON)
    work.keep("r", Rewrite("v"), NOON)
    work.keep("r", KeepPart("v", "Vraag?", "toch Kwartel", "telegram:3"), NOON)


def test_every_version_is_gone_and_the_new_text_stands_alone(store: Store):
    """After a purge the answer has one version with one text; adding to it goes on from there."""
    turn(store, written)
    seen = []
    turn(store, lambda work: seen.append(work.purge("r", "v", "eerst K.", NOON)))
    turn(store, lambda work: work.keep("r", KeepPart("v", "Vraag?", "en meer", "telegram:4"), NOON))
    turn(store, lambda work: seen.append(work.all_answers("r")))
    assert seen[0] == NOON
    ((row,),) = [seen[1]]
    assert (row.text, row.revisions) == ("eerst K.\nen meer", ())


def test_the_messages_are_taken_out_of_the_chat_once(store: Store):
    """A removal goes out for each message that the answer was written in, to the channel that it came through."""
    turn(store, written)
    turn(store, lambda work: work.purge("r", "v", "eerst K.", NOON))
    found = [(item.kind, item.message) for item in store.outgoing("telegram") if item.kind == "remove"]
    assert sorted(found) == [("remove", f"telegram:{number}") for number in (1, 2, 3)]


def test_the_words_are_gone_from_the_transcript_of_the_page(store: Store):
    """The page no longer shows the own words that were replaced, and is told to take them away where they stand."""
    said = Incoming(Signal.TEXT, NOON, "eerst Kwartel", "web:a1")
    store.receive([Arrival("web", "a1", "ik", said, echo=said.text)])
    store.work(lambda work, incoming: _keep(work, incoming))
    before = store.transcript("web", "ik")
    assert [item.kind for item in before] == ["echo"]
    store.receive([Arrival("web", "a2", "ik", replace(said, text="klaar", ref="web:a2"))])
    store.work(lambda work, _: work.purge("r", "v", "eerst K.", NOON))
    after = store.transcript("web", "ik", after=before[-1].seq)
    assert [(item.kind, item.message) for item in after] == [("remove", "web:a1")]
    store.sent(after[0].seq)
    assert store.transcript("web", "ik") == []


def _keep(work: Work, incoming: Incoming) -> None:
    work.keep_run("r", RUN)
    work.keep("r", KeepPart("v", "Vraag?", incoming.text, incoming.ref), NOON)


def test_nothing_happens_where_there_is_no_answer(store: Store):
    """A purge of a step that was never answered removes nothing and makes nothing."""
    seen = []
    turn(store, lambda work: (work.keep_run("r", RUN), seen.append(work.purge("r", "v", "iets", NOON))))
    turn(store, lambda work: seen.append(work.all_answers("r")))
    assert seen == [None, []]


def test_the_old_words_are_in_no_row(store: Store, place: Place):
    """The parts of the earlier versions are deleted, not only passed over."""
    turn(store, written)
    turn(store, lambda work: work.purge("r", "v", "eerst K.", NOON))
    assert len(place.rows("select id from part")) == 1
