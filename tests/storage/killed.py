"""A process to be killed: receives 240 messages of six people, a few at a time, and handles them; says each step.

python -m tests.storage.killed PLACE KEYFILE
"""

from __future__ import annotations

import sys

from bot.dialogue.run import Run
from bot.dialogue.turn import Incoming, KeepPart, Reply
from bot.services.ports import Work
from bot.storage import open_store
from bot.storage.keyring import Keyring
from tests.storage.places import text_from

PEOPLE, MESSAGES = 6, 240


def handle(work: Work, incoming: Incoming) -> None:
    """Keep the message and answer it."""
    name = work.person
    run = work.run(name) or Run(name, "abiba", at=incoming.at)
    work.keep_run(name, Run(name, "abiba", visit=run.visit + 1, at=incoming.at))
    work.keep(name, KeepPart("v1", "?", incoming.text, incoming.ref), incoming.at)
    work.reply(Reply(incoming.text))
    print("handled", flush=True)


def main(place: str, keys: str) -> None:
    """Receive from the first message on, as a channel does that never had its offset confirmed; work in between."""
    store = open_store(place, Keyring.load(keys, {}))
    arrivals = [text_from(str(n % PEOPLE), n, str(n)) for n in range(MESSAGES)]
    for start in range(0, MESSAGES, 8):
        store.receive(arrivals[start : start + 8])
        print("received", flush=True)
        store.work(handle, most=5)
        print("worked", flush=True)
    while store.work(handle):
        print("worked", flush=True)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
