"""A leerlijn as it is installed, begun and left and gone on with over a pipe to the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage.content import Content, load
from bot.texts import say
from tests.journeys.processes import Piped
from tests.journeys.talking import chatting


def test_a_leerlijn_is_followed_over_two_processes(tmp_path: Path):
    """Found in the list, begun with a word, then the first case; a new process still knows where one was."""
    chat = Piped(tmp_path)
    chat.say("/leerlijn")
    chat.until("[Akkoord]")
    chat.say("Akkoord")
    chat.until("[Erop af]")
    chat.say("Erop af")
    assert "2 · Abiba (casus, thuis) · nog niet" in chat.until("[Leerlijnen]")
    chat.say("1")
    chat.until("[Verder met Abiba]")
    chat.say("Verder met Abiba")
    chat.until("[Ik begin]")
    chat.say("Ik begin")
    chat.until("[Naar vraag 1]")
    chat.end()
    again = Piped(tmp_path)
    again.say("/leerlijn erop af")
    told = again.until("[Leerlijnen]")
    assert "1 · Outreachend werken (woord, thuis) · gedaan" in told
    assert "2 · Abiba (casus, thuis) · mee bezig" in told
    again.end()


def test_there_are_at_least_five_and_each_mixes_home_and_class():
    """Each has something to read, a case or questions, work at home and work in class with a sentence for it."""
    lines = load().lines.values()
    assert len(lines) >= 5
    for line in lines:
        assert {part.place for part in line.parts} >= {"thuis", "les"}, line.id
        assert all(part.for_class for part in line.parts if part.place == "les"), line.id
        assert any(part.read for part in line.parts), line.id
        assert 5 <= len(line.parts) <= 10, line.id


def content_title(content: Content, name: str) -> str:
    """The title of a lemma or term."""
    return next(entry.title for entry in content.entries if entry.id == name)


@pytest.mark.slow
def test_every_part_of_every_leerlijn_opens(tmp_path: Path):
    """By its number each part begins what it names."""
    content = load()
    with chatting(tmp_path) as chat:
        for line in content.lines.values():
            for number, part in enumerate(line.parts, 1):
                said = "\n".join(chat.say(f"/leerlijn {line.id} {number}"))
                wrong = [say(name) for name in ("consult.gone", "menu.unknown_command", "menu.no_lines")]
                assert said, part.id
                assert not any(text in said for text in wrong), part.id
                assert not part.read or content_title(content, part.read) in said
                if part.for_class:
                    assert "Voor in de les · " in said
                chat.say("/stop")
