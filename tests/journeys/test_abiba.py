"""Abiba from end to end in each channel, as a person has it, with the same answers at the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import TimeoutError

from bot.dialogue.model import Dialogue
from bot.storage.content import load
from tests.botapi import BotApiServer, TestPerson
from tests.journeys.pages import page_of
from tests.journeys.passage import Move, whole
from tests.journeys.processes import Piped, Serving, own_data
from tests.web.browser import Talk

DOUBLE_TAP = 750  # milliseconds: the page counts the same button pressed sooner as one press


@pytest.fixture(scope="module")
def abiba() -> Dialogue:
    """The casus as it is installed."""
    return load().dialogues["abiba"]


@pytest.fixture(scope="module")
def passage(abiba: Dialogue) -> tuple[list[Move], dict[str, str]]:
    """Every move through Abiba and the answers at its end."""
    return whole(abiba)


def answers(data: dict) -> dict[str, str]:
    """The closed answers of the one finished Abiba run in /mijngegevens."""
    (run,) = [run for run in data["runs"] if run["dialogue"] == "abiba"]
    assert run["state"] == "finished"
    assert not any(answer["open"] for answer in run["answers"])
    return {answer["step"]: answer["text"] for answer in run["answers"]}


def test_abiba_in_the_terminal(tmp_path: Path, passage: tuple[list[Move], dict[str, str]]):
    """Lines piped into the terminal chat play Abiba to its end, every bubble as the engine gives it."""
    moves, expected = passage
    chat = Piped(tmp_path)
    chat.say("/casus abiba")
    assert chat.until("[Akkoord]")[0].startswith("Dag, ik ben Nabij.")
    chat.say("Akkoord")
    chat.until("[Ik begin]")
    for move in moves:
        chat.say(move.text)
        for bubble in move.heard:
            for line in bubble.splitlines():
                while chat.next() != line:
                    assert chat.heard[-1].startswith("["), f"unexpected: {chat.heard[-1]}"
    assert answers(chat.export()) == expected
    chat.end()


def test_abiba_survives_a_new_process_at_every_line(tmp_path: Path, passage: tuple[list[Move], dict[str, str]]):
    """With the terminal closed and opened again now and then nothing is lost and the place is kept."""
    moves, expected = passage
    chat = Piped(tmp_path)
    chat.say("/casus abiba")
    chat.say("Akkoord")
    for number, move in enumerate(moves):
        if number % 12 == 5:
            chat.end()
            chat = Piped(tmp_path)
        chat.say(move.text)
    assert answers(chat.export()) == expected
    chat.end()


@pytest.fixture
def telegram() -> Iterator[BotApiServer]:
    """A Bot API server."""
    with BotApiServer() as server:
        yield server


def test_abiba_in_telegram(tmp_path: Path, telegram: BotApiServer, passage: tuple[list[Move], dict[str, str]]):
    """The whole casus through Telegram's client, with buttons and the fixed keyboard, gives the same answers."""
    moves, expected = passage
    person = telegram.person(4711)
    with Serving.telegram(tmp_path, telegram.base_url, telegram.token):
        person.say("/casus abiba")
        person.expect("Wat ik bewaar", timeout=30)
        person.press("Akkoord")
        person.expect("Vooraf")
        for move in moves:
            (person.press if move.kind == "press" else person.say)(move.text)
            for bubble in move.heard:
                assert person.next().text == bubble
        assert answers(own_data(person)) == expected
        _keyboard_came_and_went(person)


def _keyboard_came_and_went(person: TestPerson) -> None:
    keyboards = [message.keyboard for message in person.heard if message.keyboard is not None]
    assert [["Klaar", "Begrip", "Pauze"]] in keyboards
    assert keyboards[-1] == []


@pytest.mark.chromium
async def test_abiba_on_the_web_page(tmp_path: Path, passage: tuple[list[Move], dict[str, str]]):
    """The whole casus on the page in Chromium gives the same answers, and stands there again after a reload."""
    moves, expected = passage
    async with page_of(tmp_path) as talk:
        page = talk.page
        await talk.type("/casus abiba")
        await page.get_by_role("button", name="Ik begin", exact=True).last.wait_for()
        for move in moves:
            if move.text == "Klaar":
                await page.wait_for_timeout(DOUBLE_TAP)
            await (talk.press(move.text) if move.kind == "press" else talk.type(move.text))
            if move.heard:
                await talk.heard(move.heard[-1].splitlines()[-1])
        shown = await talk.bubbles()
        await page.reload()
        await _more_bubbles(page, len(shown))
        assert await talk.bubbles() == shown
        for bubble in (bubble for move in moves for bubble in move.heard):
            assert bubble in shown
        await talk.type("/mijngegevens")
        async with page.expect_download() as waiting:
            await page.get_by_role("link", name="nabij-gegevens.json").last.click()
        download = await waiting.value
        content = Path(await download.path()).read_text(encoding="utf-8")
        assert answers(json.loads(content)) == expected


async def _more_bubbles(page, count: int) -> None:
    """Until that many bubbles stand on the page."""
    try:
        await page.wait_for_function("n => document.querySelectorAll('.bubble').length >= n", arg=count, timeout=60000)
    except TimeoutError:
        raise AssertionError(f"fewer than {count} bubbles:\n" + "\n".join(await Talk(page, []).bubbles())) from None
