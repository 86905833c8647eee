"""Working: order, fairness, one transaction, and what happens when a turn fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.dialogue.run import Run
from bot.dialogue.turn import Incoming, Reply
from bot.errors import StoreError, TooLate
from bot.services.ports import Work
from bot.storage.store import Store
from bot.texts import say
from tests.storage.places import NOON, Place, text_from, turn


class Noted:
    """A handler that notes what it handled and fails at the words it is told to."""

    def __init__(self, *bad: str) -> None:
        self.bad, self.texts, self.by_person = bad, list[str](), dict[str, list[str]]()

    def __call__(self, work: Work, incoming: Incoming) -> None:
        self.texts.append(incoming.text)
        self.by_person.setdefault(work.person, []).append(incoming.text)
        work.reply(Reply(f"op {incoming.text}"))
        if incoming.text in self.bad:
            raise ValueError(incoming.text)


def out(store: Store, channel: str = "telegram") -> list[str]:
    """The texts of what is to go out."""
    return [item.reply.text for item in store.outgoing(channel)]


def test_a_person_is_handled_in_order(store: Store) -> None:
    """Whatever the batches and commits, one person's messages are handled in the order in which they came."""
    for start in range(0, 60, 10):
        store.receive([text_from(str(n % 3), n, str(n)) for n in range(start, start + 10)])
    noted = Noted()
    while store.work(noted, most=7):
        pass
    assert sorted(map(int, noted.texts)) == list(range(60))
    for texts in noted.by_person.values():
        assert texts == sorted(texts, key=int)


def test_one_busy_person_holds_up_nobody(store: Store) -> None:
    """With 200 messages of one person waiting, fifty others are all served within a few commits."""
    store.receive([text_from("druk", n, f"druk {n}") for n in range(200)])
    store.receive([text_from(f"ander {n}", 1000 + n, f"ander {n}") for n in range(50)])
    noted, commits = Noted(), 0
    while sum(text.startswith("ander") for text in noted.texts) < 50:
        assert store.work(noted, most=16) > 0
        commits += 1
    assert commits <= 6
    assert sum(text.startswith("druk") for text in noted.texts) <= 5 * commits


def test_several_busy_people_take_turns(store: Store) -> None:
    """Five people who each fill a claim do not keep a sixth from being served."""
    for person in range(5):
        store.receive([text_from(f"druk {person}", f"{person}-{n}", "druk") for n in range(60)])
    store.receive([text_from("stil", "stil", "stil")])
    noted = Noted()
    for _ in range(3):
        store.work(noted, most=10)
    assert "stil" in noted.texts


def test_work_tells_how_much_it_did(store: Store) -> None:
    """The number handled is returned, at most `most`, and 0 when nothing waits."""
    store.receive([text_from(str(n), n, "x") for n in range(5)])
    assert [store.work(Noted(), most=3) for _ in range(3)] == [3, 2, 0]


def test_all_that_a_person_has_comes_back(store: Store, place: Place) -> None:
    """Settings, focus and runs are the same in a later turn and after opening again."""
    run = Run("r:a", "abiba", hash="h", step="v1", stage="ask", visit=3, trail="v0 v1", facts={"n": 2}, at=NOON)

    def keep(work: Work) -> None:
        assert (work.settings(), work.focus(), work.run("a")) == ({}, "", None)
        work.keep_settings({"consent": "2026", "lijst": [1, None]})
        work.keep_focus("run:a prompt:care")
        work.keep_run("a", run)

    def compare(work: Work) -> None:
        assert work.settings() == {"consent": "2026", "lijst": [1, None]}
        assert work.focus() == "run:a prompt:care"
        assert work.run("a") == run

    turn(store, keep)
    turn(store, compare)
    store.close()
    again = place.open()
    turn(again, compare)
    again.close()


def test_what_settings_returns_is_a_copy(store: Store) -> None:
    """Changing what `settings` returned changes nothing until it is kept."""

    def change(work: Work) -> None:
        work.keep_settings({"lijst": [1]})
        work.settings()["lijst"].append(2)
        assert work.settings() == {"lijst": [1]}

    turn(store, change)


def test_a_turn_reads_what_it_wrote(store: Store) -> None:
    """Runs that were kept, changed and dropped within a turn are seen so at once."""

    def change(work: Work) -> None:
        work.keep_run("a", Run("r:a", "abiba", at=NOON))
        work.keep_run("b", Run("r:b", "betul", at=NOON))
        work.keep_run("a", Run("r:a", "abiba", state="paused", at=NOON))
        assert {(row.id, row.state) for row in work.runs()} == {("a", "paused"), ("b", "active")}
        work.drop_run("b")
        assert work.run("b") is None
        assert [row.id for row in work.runs()] == ["a"]

    turn(store, change)


def test_runs_are_listed_oldest_first(store: Store) -> None:
    """Runs stand in the order in which they began, with the moment of their last turn."""
    later = NOON.replace(hour=15)

    def change(work: Work) -> None:
        work.keep_run("z", Run("r:z", "een", at=NOON))
        work.keep_run("a", Run("r:a", "twee", at=NOON.replace(hour=13)))
        work.keep_run("z", Run("r:z", "een", at=later))
        assert [(row.id, row.started, row.at) for row in work.runs()] == [
            ("z", NOON, later),
            ("a", NOON.replace(hour=13), NOON.replace(hour=13)),
        ]

    turn(store, change)


def test_nobody_reaches_the_run_of_another(store: Store) -> None:
    """A run's id is of no use to another person: not to read, to replace or to drop."""
    mine = Run("r:a", "abiba", at=NOON)
    turn(store, lambda work: work.keep_run("a", mine), "1")

    def meddle(work: Work) -> None:
        assert work.run("a") is None
        work.keep_run("a", Run("r:a", "anders", at=NOON))
        work.drop_run("a")

    turn(store, meddle, "2")
    seen = []
    turn(store, lambda work: seen.append(work.run("a")), "1")
    assert seen == [mine]


def test_the_turns_of_a_commit_share_it(store: Store) -> None:
    """Replies of a batch are there after it, one per turn, in order."""
    store.receive([text_from("1", n, str(n)) for n in range(4)])
    store.work(Noted())
    assert out(store) == [f"op {n}" for n in range(4)]


def test_a_failing_turn_fails_alone(store: Store, place: Place) -> None:
    """When one of several turns raises, the others are handled once and in order; it is set aside and told."""
    store.receive([text_from("1", 1, "a"), text_from("2", 2, "boem"), text_from("2", 3, "b"), text_from("3", 4, "c")])
    noted = Noted("boem")
    assert store.work(noted) == 4
    assert sorted(out(store)) == sorted(["op a", "op b", "op c", say("storage.failed")])
    assert store.work(noted) == 0
    [(person, seq, error)] = place.failures
    assert error == "ValueError"
    [row] = place.rows("select person_id, seq, failed, done_at, ct from incoming where failed is not null")
    assert (row.person_id, row.seq, row.failed, row.done_at) == (person, seq, "ValueError", None)
    assert row.ct


def test_a_failing_turn_leaves_nothing_half(store: Store) -> None:
    """What a failing turn wrote before it raised is not there."""

    def fail(work: Work, _incoming: Incoming) -> None:
        work.keep_focus("half")
        work.keep_run("a", Run("r:a", "abiba", at=NOON))
        assert work.runs()
        raise ValueError

    store.receive([text_from("1", 1, "boem")])
    store.work(fail)
    seen = []
    turn(store, lambda work: seen.append((work.focus(), work.runs())))
    assert seen == [("", [])]


def test_a_message_that_cannot_be_read_is_set_aside(store: Store, place: Place) -> None:
    """A row that was swapped or damaged does not hold up its person."""
    store.receive([text_from("1", 1, "stuk"), text_from("1", 2, "heel")])
    place.change("update incoming set ct = :ct where update_id = '1'", ct=b"\x01" + bytes(40))
    noted = Noted()
    store.work(noted)
    assert noted.texts == ["heel"]
    assert place.failures[0][2] == "StoreError"


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_rolls_back_and_goes_on_up(store: Store, kind: type[BaseException]) -> None:
    """Ctrl-C in the midst of a batch comes through, and the whole batch waits again."""
    store.receive([text_from("1", 1, "a"), text_from("1", 2, "b")])
    started = []

    def interrupted(_work: Work, incoming: Incoming) -> None:
        started.append(incoming.text)
        if incoming.text == "b":
            raise kind

    with pytest.raises(kind):
        store.work(interrupted)
    noted = Noted()
    store.work(noted)
    assert noted.texts == started == ["a", "b"]


def test_looking_reads_and_never_writes(store: Store) -> None:
    """`look` shows what is kept, refuses to write, and raises TooLate for who is not there."""
    people = []

    def keep(work: Work) -> None:
        people.append(work.person)
        work.keep_settings({"a": 1})
        work.keep_run("a", Run("r:a", "abiba", at=NOON))

    turn(store, keep)
    with store.look(people[0]) as work:
        assert work.settings() == {"a": 1}
        assert work.run("a") == Run("r:a", "abiba", at=NOON)
        for write in (
            lambda: work.keep_focus("x"),
            lambda: work.keep_settings({}),
            lambda: work.keep_run("b", Run("r:b", "x")),
            lambda: work.drop_run("a"),
            lambda: work.reply(Reply("x")),
            lambda: work.forget(Reply("x")),
        ):
            with pytest.raises(StoreError):
                write()
    with pytest.raises(TooLate), store.look("niemand"):
        pass


def test_looking_works_beside_a_turn(store: Store) -> None:
    """A reader in another thread sees the state before a turn that is under way, without waiting for it."""
    people, seen = [], []
    turn(store, lambda work: (people.append(work.person), work.keep_focus("voor")))

    def read() -> None:
        with store.look(people[0]) as work:
            seen.append(work.focus())

    def change(work: Work) -> None:
        work.keep_focus("na")
        with other_thread(read):
            pass

    turn(store, change)
    read()
    assert seen == ["voor", "na"]


@contextmanager
def other_thread(do: object) -> Iterator[None]:
    """Something done to its end in another thread."""
    thread = threading.Thread(target=do)  # type: ignore[arg-type]
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    yield


def test_threads_may_receive_and_work_at_once(store: Store) -> None:
    """Four threads that receive beside one that works lose and double nothing."""
    noted, done = Noted(), threading.Event()

    def receive(who: int) -> None:
        for n in range(15):
            store.receive([text_from(str(who), f"{who}-{n}", f"{n}")])

    def work() -> None:
        while store.work(noted) or not done.is_set():
            pass

    worker, receivers = threading.Thread(target=work), [threading.Thread(target=receive, args=(n,)) for n in range(4)]
    for thread in (worker, *receivers):
        thread.start()
    for thread in receivers:
        thread.join(60)
    done.set()
    worker.join(60)
    assert sorted(noted.by_person.values()) == [[str(n) for n in range(15)]] * 4
