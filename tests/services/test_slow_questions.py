"""Trage vragen: one answer now, silence, and a second answer after days, in a chat with a clock that is moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.model import Ask
from bot.storage.content import load
from tests.journeys.talking import Chat, chatting

SLOW = [dialogue for dialogue in load().dialogues.values() if dialogue.kind == "trage-vraag"]


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has agreed."""
    with chatting(tmp_path) as talking:
        yield talking


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def first_answer(chat: Chat) -> list[str]:
    """Answer a slow question for the first time."""
    return chat.say("/tragevraag wiens-agenda", "het was mijn idee", "maar de gemeente telde de hoofden", "Klaar")


def test_there_are_enough_of_them_from_every_work():
    """At least 24, from each of the five works, with the lines they come from and days that differ."""
    assert len(SLOW) >= 24
    assert {dialogue.work for dialogue in SLOW} == set(load().works)
    assert all(dialogue.lines and dialogue.source for dialogue in SLOW)
    assert len({step.days for dialogue in SLOW for step in dialogue.steps if isinstance(step, Ask) and step.days}) >= 5


@pytest.mark.parametrize("dialogue", SLOW, ids=lambda dialogue: dialogue.id)
def test_each_asks_twice_and_lays_the_first_answer_beside_the_second(dialogue):
    """A short origin, the question, and after 3 to 21 days the second one, which shows the first answer."""
    asked = [step for step in dialogue.steps if isinstance(step, Ask)]
    assert len(asked) == 2
    first, later = asked
    assert first.days == 0
    assert later.recall == first.id
    assert 3 <= later.days <= 21
    assert later.private == first.private


def test_they_are_offered_beside_looking_back(chat: Chat):
    """/reflecteer leads to the list, which tells what a slow question is and shows six at a time."""
    assert "[Trage vragen]" in chat.say("/reflecteer")
    said = chat.say("Trage vragen")
    assert "Een trage vraag draag je een tijdje bij je." in said[0]
    assert "[Meer]" in said
    assert whole(chat.say("Meer")) != whole(said)


def test_one_can_be_given(chat: Chat):
    """Who does not want to choose gets one that was not carried yet, and in the end the one longest ago."""
    chat.say("/tragevraag")
    given = []
    for _ in SLOW:
        said = chat.say("/tragevraag een")
        assert "Je was al bezig" not in whole(said)
        chat.say("/overslaan")
        given.append(chat.data()["runs"][-1]["dialogue"])
    assert sorted(given) == sorted(dialogue.id for dialogue in SLOW)
    assert "Je was al bezig" in whole(chat.say("/tragevraag een"))


def test_after_the_first_answer_it_waits_in_silence(chat: Chat):
    """It says when it comes back, stands nowhere as unfinished, and nothing is heard for six days."""
    said = whole(first_answer(chat))
    assert "Ik kom er over 7 dagen op terug." in said
    assert "Verder met" not in said
    assert chat.data()["runs"][0]["state"] == "waiting"
    assert "Wiens agenda" not in whole(chat.say("/menu"))
    assert chat.later(days=6) == []


def test_when_its_moment_comes_the_earlier_answer_is_laid_beside_the_new_one(chat: Chat):
    """On the day the bot says only that something lies ready; asked for, it shows the first answer and asks again."""
    first_answer(chat)
    back = chat.later(days=7, minutes=1)
    assert "Er ligt iets voor je klaar. Twee minuten." in back
    assert "agenda" not in whole(back)
    said = whole(chat.say("Laat zien"))
    assert "“het was mijn idee / maar de gemeente telde de hoofden”" in said
    assert "Op welk moment deze week merkte je van wie de agenda was?" in said
    end = chat.say("toen ik de datum koos zonder iemand te vragen", "Klaar")
    assert "Staat in je logboek; alleen jij ziet dit." in whole(end)
    (run,) = chat.data()["runs"]
    assert run["state"] == "finished"
    assert [answer["step"] for answer in run["answers"]] == ["nu", "later"]
    assert len(chat.data()["entries"]) == 1


def test_what_is_let_rest_stays_in_the_menu(chat: Chat):
    """Morgen brings it back the next day; let rest, it can be gone on with from the menu."""
    first_answer(chat)
    chat.later(days=7, minutes=1)
    assert "Goed. Morgen." in whole(chat.say("Morgen"))
    assert "Er ligt iets voor je klaar. Twee minuten." in chat.later(days=1, minutes=1)
    chat.say("Laat rusten")
    assert "Wiens agenda" in whole(chat.say("/menu"))
    assert "Eerder schreef je" in whole(chat.say("Verder met Wiens agenda?"))


def test_who_was_earlier_is_not_reminded(chat: Chat):
    """A question that was answered or stopped before its day does not come back."""
    first_answer(chat)
    chat.say("/tragevraag wiens-agenda", "Verder waar ik was", "die van de school", "Klaar")
    assert chat.later(days=8) == []


def test_a_question_can_be_carried_again(chat: Chat):
    """After it is done it can be begun anew; both rounds are kept."""
    first_answer(chat)
    chat.later(days=7, minutes=1)
    chat.say("Laat zien", "die van mij", "Klaar")
    assert "Wiens agenda volgde je" in whole(chat.say("/tragevraag wiens-agenda"))
    chat.say("nu van de buurt", "Klaar")
    assert [run["state"] for run in chat.data()["runs"]] == ["finished", "waiting"]
