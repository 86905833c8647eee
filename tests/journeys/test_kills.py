"""The serving process is killed again and again while ten people write."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from pathlib import Path

from tests.botapi import BotApiServer, TestPerson
from tests.journeys.processes import Serving, own_data

PEOPLE, UPDATES, KILLS = 10, 500, 20
EVERY = 6  # each so many messages a word is looked up, which has a reply
OPENING = ("/start", "Akkoord", "/notitie")
OPENING_REPLIES = 4  # the consent screen, the welcome and the menu, the question of the note


def messages(person: int, count: int) -> list[str]:
    """What one person sends: an opening, then numbered parts of an answer with look-ups between them."""
    parts = [
        "?vertrouwen" if number % EVERY == 0 else f"deel {number} van persoon {person}"
        for number in range(1, count - len(OPENING) + 1)
    ]
    return [*OPENING, *parts]


def test_kill_nine_at_any_moment_loses_nothing(tmp_path: Path, capsys):
    """Twenty SIGKILLs during 500 updates of ten people: nothing lost, nothing double, nothing out of order."""
    chance = random.Random(20261121)
    with BotApiServer() as server:
        people = [server.person(100 + number) for number in range(PEOPLE)]
        sent = {person: messages(person.id, UPDATES // PEOPLE) for person in people}
        serving = Serving.telegram(tmp_path, server.base_url, server.token)
        busy = _run_under_fire(server, serving, people, sent, chance)
        serving.start()
        replies = {person: OPENING_REPLIES + sent[person].count("?vertrouwen") for person in people}
        server.wait_for(lambda: all(len(p.heard) >= replies[p] for p in people), 60, "replies")
        kept = {person: _parts_kept(person) for person in people}
        serving.stop()
    wanted = {person: [text for text in sent[person] if text.startswith("deel")] for person in people}
    lost = sum((Counter(wanted[p]) - Counter(kept[p])).total() for p in people)
    double = sum((Counter(kept[p]) - Counter(wanted[p])).total() for p in people)
    disorder = sum(kept[p] != sorted(kept[p], key=_number) for p in people)
    warned = 1  # before the file
    duplicates = sum(_bubbles(p) - replies[p] - warned for p in people)
    with capsys.disabled():
        print(
            f"\n{KILLS} kills ({busy} after answers since the start), {UPDATES} updates, {PEOPLE} people: {lost} lost,"
        )
        print(f"{double} stored twice, {disorder} people out of order, {duplicates} duplicate replies")
    assert (lost, double, disorder) == (0, 0, 0)
    assert 0 <= duplicates <= KILLS
    assert busy > KILLS // 2, "most kills came before the process did anything"


def _run_under_fire(
    server: BotApiServer,
    serving: Serving,
    people: list[TestPerson],
    sent: dict[TestPerson, list[str]],
    chance: random.Random,
) -> int:
    """People write at random while the process is killed in the midst of it and started again.

    Returns:
        How many of the kills fell while the process had answered something since its start.
    """
    rounds = zip(*(sent[person] for person in people), strict=True)
    queue = [(person, text) for texts in rounds for person, text in zip(people, texts, strict=True)]
    share, busy = len(queue) // KILLS, 0
    for kill in range(KILLS):
        polls, answers = len(server.calls_to("getUpdates")), len(server.calls_to("sendMessage"))
        serving.start()
        server.wait_for(lambda seen=polls: len(server.calls_to("getUpdates")) > seen, 30, "the first poll")
        batch = queue[kill * share : (kill + 1) * share]
        moment = chance.randrange(len(batch))
        for number, (person, text) in enumerate(batch):
            person.say(text)
            time.sleep(chance.uniform(0, 0.03))
            if number == moment:
                serving.kill()
        busy += len(server.calls_to("sendMessage")) > answers
    for person, text in queue[KILLS * share :]:
        person.say(text)
    return busy


def _parts_kept(person: TestPerson) -> list[str]:
    (run,) = own_data(person)["runs"]
    return run["answers"][0]["text"].splitlines()


def _number(text: str) -> int:
    return int(re.search(r"deel (\d+)", text)[1])


def _bubbles(person: TestPerson) -> int:
    return sum(message.document is None for message in person.heard)
