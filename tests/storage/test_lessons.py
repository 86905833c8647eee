"""Lessons in class on both databases: exact counts from many phones at once, and nothing that says whose."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, inspect

from bot.dialogue.turn import Reply
from bot.people.classes import Asked, Lesson, Position, Stage, Voice
from bot.people.rights import Role
from bot.services import class_acts
from bot.services.classroom import Room
from bot.storage.store import Store
from bot.storage.tables_together import group
from tests.storage.places import NOON, Place, turn

POSITIONS = list(Position)


def opened(store: Store, **more: object) -> Lesson:
    """An open statement in a new group whose trainer is person 1."""
    found: list[Lesson] = []

    def make(work) -> None:
        made = work.groups.make("2A")
        work.groups.join(made.id, Role.TRAINER_HERE, "Marieke")
        lesson = Lesson("", made.id, Asked("Dat mag."), Stage.CHOOSING, NOON, NOON + timedelta(hours=3), **more)
        found.append(work.classes.open(lesson))

    turn(store, make)
    return found[0]


def room(store: Store, place: Place) -> Room:
    """The classroom of a store."""
    return Room(store.lessons, store.look_at_lessons, frozenset(), place.clock)


@pytest.mark.parametrize("phones", [10, 100])
def test_many_phones_at_once_are_counted_exactly(store: Store, place: Place, phones: int):
    """Each of them taps three times at the same moment, and is counted once, where it tapped last."""
    lesson, there = opened(store), room(store, place)
    together = threading.Barrier(10)

    def tap(number: int) -> None:
        if number < 10:
            together.wait(30)
        for position in (POSITIONS[number % 3], "misschien", POSITIONS[number % 3]):
            there.choose(lesson.doors.path, f"telefoon {number}", position)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(tap, range(phones)))
    assert there.screen(lesson.doors.screen).count == phones
    with store.lessons() as book:
        shown = class_acts.advance(book, book.get(lesson.id), Stage.SHOWN, NOON)
    assert shown.totals == (tuple(len(range(first, phones, 3)) for first in range(3)),)


def test_a_double_tap_on_one_phone_counts_once(store: Store, place: Place):
    """Ten taps at the same moment under one token make one voice."""
    lesson, there = opened(store), room(store, place)
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda number: there.choose(lesson.doors.path, "een", POSITIONS[number % 3]), range(10)))
    assert place.rows("select count(*) from class_voice") == [(1,)]


def test_who_is_late_is_not_counted(store: Store, place: Place):
    """While phones tap the trainer shows the totals: what was counted is what is shown, and nothing comes after."""
    lesson, there = opened(store), room(store, place)
    counted: list[Lesson] = []

    def tap(number: int) -> bool:
        if number == 20:
            with store.lessons() as book:
                counted.append(class_acts.advance(book, book.get(lesson.id), Stage.SHOWN, NOON))
        view = there.choose(lesson.doors.path, f"telefoon {number}", "agree")
        return view.page == "why"

    with ThreadPoolExecutor(8) as pool:
        taken = sum(pool.map(tap, range(40)))
    assert counted[0].totals == ((taken, 0, 0),)
    assert place.rows("select count(*) from class_voice") == [(taken,)]


def test_the_database_says_nothing_of_whose_a_voice_is(store: Store, place: Place):
    """No column of a voice names a person or a moment, and what stands in them cannot be read."""
    lesson, there = opened(store), room(store, place)
    there.choose(lesson.doors.path, "mijn telefoon", "disagree")
    there.say(lesson.doors.path, "mijn telefoon", "dan is het dwang")
    engine = place.engine()
    columns = {column["name"] for column in inspect(engine).get_columns("class_voice")}
    engine.dispose()
    assert columns == {"id", "session_id", "round", "place", "ct"}
    ((mark, sealed),) = place.rows("select place, ct from class_voice")
    assert "telefoon" not in mark
    assert b"dwang" not in bytes(sealed)
    ((code, path, screen, told),) = place.rows("select code, path, screen, ct from class_session")
    assert not {lesson.doors.code, lesson.doors.path, lesson.doors.screen} & {code, path, screen}
    assert b"Dat mag." not in bytes(told)


def test_a_lesson_comes_back_as_it_was(place: Place):
    """All that is kept of a lesson survives a restart."""
    store = place.open()
    asked = Asked("Dat mag é.", True, "Betül", "Dudevszky", (("Het schuurt.", False), ("Meldcode.", True)), "betul/x")
    lesson = opened(store, chat=True, teller=("p", "web"), called=3, until=NOON)
    with store.lessons() as book:
        kept = Lesson(
            lesson.id, lesson.group, asked, Stage.BOTH, NOON, lesson.ends, lesson.doors, ((6, 9, 11), (5, 14, 6)),
            ("een zin",), 1, 9, NOON, True, ("p", "web"), 3, 26,
        )  # fmt: skip
        book.keep(kept)
    store.close()
    again = place.open()
    with again.look_at_lessons() as book:
        assert book.get(lesson.id) == kept
        assert book.by_door(lesson.doors.code) == book.by_door(lesson.doors.path) == kept
        assert book.of_group(lesson.group) == [kept]
    again.close()


@pytest.mark.parametrize("position", ["", *Position])
def test_a_voice_comes_back_as_it_was(store: Store, position: str):
    """Position, sentence and what was said of it."""
    lesson = opened(store)
    voice = Voice(position, "zin", True, True, False)
    with store.lessons() as book:
        book.put(lesson, "t", Voice())
        book.put(lesson, "t", voice)
        assert book.voice(lesson, "t") == voice
        assert book.voices(lesson) == [voice]


def test_deleting_a_person_leaves_the_totals(store: Store, place: Place):
    """Nothing in a lesson is tied to a person, so there is nothing of theirs to remove from it."""
    lesson, there = opened(store), room(store, place)
    turn(store, lambda work: work.groups.join(lesson.group, Role.STUDENT_HERE, "Sam"), "2")
    there.choose(lesson.doors.path, "telefoon van Sam", "agree")
    before = place.rows("select * from class_voice")
    turn(store, lambda work: work.forget(Reply("dag")), "2")
    assert place.rows("select * from class_voice") == before


def test_a_group_takes_its_lessons_along(store: Store, place: Place):
    """Where the group is gone, so are lessons and voices."""
    lesson, there = opened(store), room(store, place)
    there.choose(lesson.doors.path, "een", "agree")
    with store.lessons() as book:
        book._batch.write(delete(group))
    assert place.rows("select 1 from class_session") == place.rows("select 1 from class_voice") == []


def test_each_member_that_can_be_reached_is_called_once(store: Store, place: Place):
    """In the channel in which something was last said to them; who opened it is not, nor who blocked the bot."""
    lesson = opened(store)
    for address in ("2", "3"):
        turn(store, lambda work: work.groups.join(lesson.group, Role.STUDENT_HERE, "Sam"), address)
    turn(store, lambda work: work.groups.join(lesson.group, Role.STUDENT_HERE, "Noor"), "4", "web")
    turn(store, lambda work: work.reply(Reply("dag")), "3")
    (delivery,) = [item for item in store.outgoing("telegram") if item.address == "3"]
    store.failed(delivery.seq, "Forbidden")
    called: list[int] = []
    turn(store, lambda work: called.append(work.classes.call(lesson, "klas-mee x", work.person)))
    assert called == [2]
    waiting = "select channel from incoming where done_at is null order by channel"
    assert place.rows(waiting) == [("telegram",), ("web",)]


def test_the_counter_replaces_what_waits_in_its_slot(store: Store, place: Place):
    """The trainer gets the latest count only; a trainer who is gone gets nothing."""
    people: list[str] = []
    turn(store, lambda work: people.append(work.person))
    lesson = opened(store, chat=True, teller=(people[0], "telegram"))
    for count in range(3):
        with store.lessons() as book:
            book.tell(lesson, Reply(f"{count} van 3", slot="klas:x"))
    assert [item.reply.text for item in store.outgoing("telegram")] == ["2 van 3"]
    turn(store, lambda work: work.forget(Reply("dag")))
    with store.lessons() as book:
        book.tell(lesson, Reply("3 van 3", slot="klas:x"))
    assert "3 van 3" not in [item.reply.text for item in store.outgoing("telegram")]


def test_pruning_closes_what_was_forgotten_and_then_deletes_it(store: Store, place: Place):
    """After three hours the voices go and the totals stay, after 180 days all of it is gone."""
    lesson, there = opened(store), room(store, place)
    for number in range(3):
        there.choose(lesson.doors.path, f"telefoon {number}", "partly")
    store.prune(NOON + timedelta(hours=3))
    assert place.rows("select count(*) from class_voice") == [(0,)]
    with store.look_at_lessons() as book:
        kept = book.get(lesson.id)
    assert (kept.stage, kept.totals, kept.count) == (Stage.CLOSED, ((0, 3, 0),), 3)
    store.prune(NOON + timedelta(days=180))
    assert place.rows("select count(*) from class_session") == [(0,)]


def test_two_lessons_never_share_a_code(store: Store):
    """Each of many that are open at once has a code of its own."""
    codes = {opened(store).doors.code for _ in range(30)}
    assert len(codes) == 30
    assert all(len(code) == 4 and code.isdecimal() for code in codes)
