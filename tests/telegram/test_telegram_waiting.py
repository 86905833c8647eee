"""Who is next, without a server and with a clock of its own."""

from bot.channels.telegram.pace import Pace
from bot.channels.telegram.waiting import BATCH, Waiting
from bot.dialogue.turn import Reply
from bot.services.ports import Delivery

PACE = Pace(first=1.0, most=4.0, idle=9.0)


def rows(*addresses: str) -> list[Delivery]:
    """A row for each address."""
    return [Delivery(seq, "p", "telegram", who, "reply", Reply("x")) for seq, who in enumerate(addresses, 1)]


def test_an_address_is_taken_once_until_it_is_given_back() -> None:
    """So that nobody is sent two rows at a time."""
    waiting, found = Waiting(PACE), rows("a", "b", "a")
    waiting.begin_look(0)
    waiting.fill(found, 0)
    assert waiting.take(0) == ("a", [found[0], found[2]])
    waiting.fill(found, 0)
    assert waiting.take(0) == ("b", [found[1]])
    assert waiting.take(0) is None
    waiting.give_back("a", [])
    assert waiting.take(0) == ("a", [found[0], found[2]])


def test_a_row_that_was_finished_during_a_look_is_not_taken_again() -> None:
    """The look may have begun before the store knew."""
    waiting, found = Waiting(PACE), rows("a", "a")
    waiting.begin_look(0)
    waiting.finished(found[0])
    waiting.fill(found, 0)
    assert waiting.take(0) == ("a", [found[1]])


def test_a_look_that_fails_brings_back_nothing_that_was_finished() -> None:
    """What is known from the look before stays known, and what was finished stays finished."""
    waiting, found = Waiting(PACE), rows("a", "a")
    waiting.begin_look(0)
    waiting.fill(found, 0)
    waiting.finished(found[0])
    waiting.begin_look(1)
    assert waiting.take(1) == ("a", [found[1]])


def test_the_end_of_a_pause_wants_a_look_however_busy_it_is() -> None:
    """Nobody rings for it, and the loop may have woken for something else just then."""
    waiting = Waiting(PACE)
    waiting.begin_look(0)
    waiting.fill([], 0)
    assert waiting.take(0) is None
    waiting.later("a", 0)
    assert not waiting.wants_a_look(0.9)
    assert waiting.wants_a_look(1.1)
    waiting.begin_look(1.1)
    assert not waiting.wants_a_look(1.2)


def test_pauses_grow_up_to_a_limit_and_end_with_success() -> None:
    """Per address."""
    waiting, found = Waiting(PACE), rows("a")
    waiting.begin_look(0)
    waiting.fill(found, 0)
    pauses = []
    for _ in range(4):
        waiting.later("a", 0)
        pauses.append(waiting.rest(0))
    assert pauses == [1.0, 2.0, 4.0, 4.0]
    waiting.finished(found[0])
    assert waiting.rest(0) == PACE.idle


def test_it_looks_deeper_behind_rows_that_have_to_wait_but_not_for_ever() -> None:
    """A person with more rows than the deepest look hides the others for as long as their pause takes."""
    waiting, asked = Waiting(PACE), []
    waiting.later("a", 0)
    while waiting.wants_a_look(0):
        asked.append(waiting.begin_look(0))
        waiting.fill(rows(*["a"] * asked[-1]), 0)
    assert asked[:3] == [BATCH, 2 * BATCH, 4 * BATCH]
    assert len(asked) == 8


def test_while_there_is_work_a_bell_brings_no_look_each_time() -> None:
    """A class that writes all at once would have the store read for every message."""
    waiting = Waiting(PACE)
    waiting.begin_look(10.0)
    waiting.fill(rows("a", "b"), 10.0)
    waiting.rung = True
    assert not waiting.wants_a_look(10.01)
    assert waiting.wants_a_look(10.06)


def test_after_an_edit_the_same_address_waits_a_second_and_others_do_not() -> None:
    """A counter that moves fast is brought up to date once a second, also when nothing waited in between."""
    waiting, found = Waiting(PACE), rows("a", "b")
    waiting.begin_look(0)
    waiting.fill(found, 0)
    assert waiting.take(0) == ("a", [found[0]])
    waiting.finished(found[0])
    waiting.edited("a", 0)
    waiting.give_back("a", [])
    waiting.fill([], 0.1)
    again = rows("", "b", "a")[1:]
    waiting.begin_look(0.2)
    waiting.fill(again, 0.2)
    assert waiting.take(0.3) == ("b", [again[0]])
    assert waiting.take(0.9) is None
    assert waiting.rest(0.9) < 0.2
    assert waiting.take(1.1) == ("a", [again[1]])
