"""What nobody expected to come in: one friendly sentence or the sensible thing, and the place is never lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.botapi import BotApiServer, TestPerson
from tests.journeys.processes import Piped, Serving, own_data

ODD = [
    "🙂👩‍👧‍👦",
    "مرحبا بالعالم",
    "<b>&amp; **vet** _x_ `y` [z](w)",
    "regel\n\nregel",
    "{answer} {0} %s",
    "' OR 1=1; --",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotApiServer]:
    """A served bot."""
    with (
        BotApiServer() as server,
        Serving.telegram(tmp_path_factory.mktemp("served"), server.base_url, server.token),
    ):
        yield server


_ids = iter(range(9000, 9999))


@pytest.fixture
def asked(served: BotApiServer) -> TestPerson:
    """Somebody who stands at an open question with half an answer."""
    person = served.person(next(_ids))
    person.say("/reflecteer wat gebeurde er")
    person.expect("Wat ik bewaar", timeout=30)
    person.press("Akkoord")
    person.expect("Vraag 1 van 8")
    person.say("half antwoord")
    return person


def answer(person: TestPerson) -> dict:
    """What stands at the first question."""
    (run,) = own_data(person)["runs"]
    (found,) = run["answers"]
    return found


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker"])
def test_what_cannot_be_read_gets_one_sentence_and_the_place(asked: TestPerson, kind: str):
    """A photo, a voice message or a sticker is answered kindly and the answer stays as it was."""
    getattr(asked, kind)()
    assert re.search("kan ik niet|kan ik niet bekijken", asked.next().text)
    assert "vraag 1 van 8" in asked.next().text
    assert answer(asked)["text"] == "half antwoord"


def test_an_unknown_command_says_so_and_asks_again(asked: TestPerson):
    """An unknown command is answered and the question comes again with what stood there."""
    asked.say("/onzin met meer")
    assert "ken ik niet" in asked.next().text
    assert "Er stond: “half antwoord”" in asked.next().text


def test_an_edited_message_changes_the_answer_and_keeps_the_old(asked: TestPerson):
    """Editing a message of an answer changes that answer; the earlier version stands in the data."""
    message = asked.say("tweede deel")
    asked.edit(message, "tweede deel, beter")
    assert "aangepast" in asked.next().text
    found = answer(asked)
    assert found["text"] == "half antwoord\ntweede deel, beter"
    assert "half antwoord\ntweede deel" in found["revisions"]


def test_an_edit_of_something_else_changes_nothing(asked: TestPerson, served: BotApiServer):
    """Editing a message that is no answer is told so."""
    message = asked.say("/onzin")
    asked.next(2)
    asked.edit(message, "/anders")
    assert "er verandert niets" in asked.next().text
    assert answer(asked)["text"] == "half antwoord"


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_signs_are_kept_and_shown_as_they_are(asked: TestPerson, text: str):
    """Emoji, right-to-left text, markup and braces are kept to the letter and come back literally."""
    asked.say(text)
    asked.say("/pauze")
    asked.expect("Wil je weer verder")
    asked.press("Verder met Wat gebeurde er?")
    shown = asked.expect("Er stond").text
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.splitlines())
    assert " / ".join(line for line in lines if line) in shown
    assert answer(asked)["text"] == f"half antwoord\n{text}"


def test_twenty_thousand_characters_are_kept_whole(asked: TestPerson):
    """A very long text, which Telegram splits, is kept to the last character."""
    text = "woord " * 3333 + "einde"
    asked.say(text)
    kept = answer(asked)["text"].removeprefix("half antwoord\n")
    assert re.sub(r"\s+", " ", kept) == text


def test_a_press_on_an_old_button_is_answered_and_the_question_asked_again(asked: TestPerson):
    """A button of the first screen no longer does anything but says where one is."""
    asked.press("Akkoord")
    assert "doet niets meer" in asked.next().text
    assert "Vraag 1 van 8" in asked.next().text
    assert answer(asked)["text"] == "half antwoord"


def test_a_double_tap_on_the_last_of_three_taps_counts_once(served: BotApiServer):
    """The second tap comes when the form has begun already: nothing is said about it."""
    person = served.person(next(_ids))
    person.say("/reflecteer wat past nu")
    person.expect("Wat ik bewaar", timeout=30)
    person.press("Akkoord")
    for label in ("Iets wat gebeurde", "Vijf minuten"):
        person.expect(lambda heard, wanted=label: wanted in heard.labels)
        person.press(label)
    asked = person.expect("Met hoeveel vragen")
    person.press("Drie", asked)
    person.expect("Vraag 1 van 3")
    person.press("Drie", asked)
    person.quiet()


def test_words_where_a_button_was_expected_are_taken_sensibly(asked: TestPerson):
    """A text typed at the question whether to delete everything deletes nothing."""
    asked.say("/verwijder")
    asked.expect("Wil je alles wissen")
    asked.say("weet ik nog niet")
    assert "Kies eerst" in asked.next().text
    asked.expect("Wil je alles wissen")
    asked.press("Laat staan")
    assert asked.expect("Er is niets gewist")
    assert answer(asked)["text"] == "half antwoord"


def test_in_a_group_it_says_once_that_it_works_in_private(served: BotApiServer):
    """In a group chat the bot explains itself once and keeps nobody."""
    person = served.person(next(_ids)).in_group(-100777)
    person.say("/start")
    person.expect("onder vier ogen", timeout=30)
    person.say("/casus abiba")
    person.quiet(1.0)


def test_odd_lines_in_the_terminal_never_end_it(tmp_path: Path):
    """NUL, bad encoding, a lone slash, an empty line and 20,000 signs leave the terminal chat alive and in place."""
    chat = Piped(tmp_path)
    chat.say("/notitie")
    chat.until("[Akkoord]")
    chat.say("Akkoord")
    chat.until("[Klaar]")
    odd = [
        "een\x00twee",
        "\udcff".encode("utf-8", "surrogatepass").decode("latin-1"),
        "/",
        "",
        "   ",
        "x" * 20_000,
        "\x1b[31m",
    ]
    for line in odd:
        chat.say(line)
    data = chat.export()
    text = data["runs"][0]["answers"][0]["text"]
    assert "x" * 20_000 in text
    assert "een" in text
    chat.end()
