"""Coming back to a question after days, and saying no to that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.dialogue.parse import parse
from bot.storage.content import load
from bot.storage.content_model import Content
from bot.storage.trees import read_tree
from tests.journeys.talking import Chat, chatting

LATER = """\
id: straks
kind: casus
title: Straks nog eens
scenes:
  - id: a
    steps:
      - {id: v, ask: Wat ga je doen?}
      - {id: t, later: Hoe liep het?, days: 7}
"""


def content() -> Content:
    """What is installed, with a casus that comes back."""
    tree, _ = read_tree(LATER.encode(), "straks.yaml")
    assert tree is not None
    found = load()
    return replace(found, dialogues={**found.dialogues, "straks": parse(tree)[0]})


def waiting(chat: Chat) -> list[str]:
    """Answer the first question; what is said of the return."""
    chat.say("/casus straks", "bellen")
    return chat.say("Klaar")


def test_a_return_that_was_declined_does_not_come(tmp_path: Path):
    """Liever niet ends the dialogue, and after a week nothing is said."""
    with chatting(tmp_path, content()) as chat:
        assert waiting(chat)[:2] == ["Ik kom er over 7 dagen op terug.", "[Liever niet]"]
        assert chat.say("Liever niet")[0] == "Dat was het. Wat je schreef blijft staan."
        assert chat.data()["runs"][0]["state"] == "finished"
        assert chat.later(days=8) == []


def test_a_return_that_was_not_declined_comes(tmp_path: Path):
    """After a week there is a message, and the question when it is asked for."""
    with chatting(tmp_path, content()) as chat:
        waiting(chat)
        assert "Er ligt iets voor je klaar." in chat.later(days=8)[0]
        assert any("Hoe liep het?" in line for line in chat.say("Laat zien"))
