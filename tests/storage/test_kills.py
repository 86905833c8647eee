"""SIGKILL at any moment: nothing lost, nothing twice, nothing out of order."""

from __future__ import annotations

import random
import signal
import subprocess
import sys

from bot.services.ports import Work
from tests.storage.killed import MESSAGES, PEOPLE
from tests.storage.places import Place, turn


def run_until(place: Place, lines: int) -> int:
    """Start the process and kill it after it said so many lines; its status when it ended by itself, else -9."""
    command = [sys.executable, "-m", "tests.storage.killed", str(place.where), str(place.keys)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _line, _number in zip(process.stdout, range(lines), strict=False):
            pass
        if lines:
            process.send_signal(signal.SIGKILL)
        else:
            process.communicate()
        return process.wait()


def test_kills_lose_and_double_nothing(place: Place) -> None:
    """Killed eight times in the midst of receiving and working, then left to finish, all is done once and in order."""
    chance = random.Random(20261102)
    for _ in range(8):
        assert run_until(place, chance.randrange(1, 120)) == -signal.SIGKILL
    assert run_until(place, 0) == 0
    store = place.open()
    replies = [item.reply.text for item in store.outgoing("telegram", most=10 * MESSAGES)]
    assert sorted(map(int, replies)) == list(range(MESSAGES))
    for person in range(PEOPLE):
        seen: list[str] = []
        turn(store, lambda work, seen=seen: seen.append(kept(work)), str(person))
        assert seen == ["\n".join(str(n) for n in range(person, MESSAGES, PEOPLE))]
    store.close()


def kept(work: Work) -> str:
    """The text of the person's one answer; the run has counted each of its parts."""
    [answer], run = work.all_answers(work.person), work.run(work.person)
    assert run is not None
    assert run.visit == answer.text.count("\n") + 1
    return answer.text
