"""Every kind of step, played in each channel as a person has it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.storage.content import load
from tests.botapi import BotApiServer
from tests.journeys.passage import Move, whole
from tests.journeys.processes import Piped, Serving, free_port, own_data, wait_for_page
from tests.web.browser import agreed, launched

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
PAUSE = 750  # milliseconds between presses on the page, which counts a faster one as a double tap


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of Nabij whose only casus has every kind of step."""
    folder = tmp_path_factory.mktemp("nabij")
    for name in ("bot", "dialogues", "lexicon"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE / "alles.yaml", folder / "dialogues" / "casus" / "alles.yaml")
    test = "dialogue: alles\ntests:\n  - title: Begint\n    turns:\n      - heard: Er belt iemand aan\n"
    (folder / "dialogues" / "casus" / "alles.test.yaml").write_text(test, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def passage(root: Path) -> tuple[list[Move], dict[str, str]]:
    """Every move through all kinds of steps, and the answers at the end."""
    content = load(root)
    moves, answers = whole(content.dialogues["alles"])
    kinds = {
        "open",
        "overzicht",
        "punten",
        "stelling",
        "stelling-waarom",
        "keus",
        "wie",
        "volgorde",
        "zeker",
        "vraag-door",
    }
    assert kinds < set(answers)
    return moves, answers


def kept(data: dict) -> dict[str, str]:
    """The answers of the one run."""
    (run,) = data["runs"]
    assert run["state"] == "waiting"
    return {answer["step"]: answer["text"] for answer in run["answers"]}


def test_every_step_in_the_terminal(tmp_path: Path, root: Path, passage: tuple[list[Move], dict[str, str]]):
    """Over a pipe each kind of step can be answered by typing what stands between brackets."""
    moves, expected = passage
    chat = Piped(tmp_path, root=root)
    chat.say("/casus alles bij elkaar")
    chat.until("[Akkoord]")
    chat.say("Akkoord")
    chat.until("Kort mag.")
    for move in moves:
        chat.say(move.text)
        for bubble in move.heard:
            chat.until(bubble.splitlines()[-1])
    assert kept(chat.export()) == expected
    chat.end()


def test_every_step_in_telegram(tmp_path: Path, root: Path, passage: tuple[list[Move], dict[str, str]]):
    """With Telegram's buttons and fixed keyboard each kind of step gives the same answers."""
    moves, expected = passage
    with BotApiServer() as server:
        person = server.person(77)
        serving = Serving.telegram(tmp_path, server.base_url, server.token)
        serving.root = root
        with serving:
            person.say("/casus alles bij elkaar")
            person.expect("Wat ik bewaar", timeout=60)
            person.press("Akkoord")
            person.expect("Kort mag.")
            for move in moves:
                (person.press if move.kind == "press" else person.say)(move.text)
                for bubble in move.heard:
                    assert person.next().text == bubble
            person.expect("Wil je weer verder")
            assert kept(own_data(person)) == expected


@pytest.mark.chromium
async def test_every_step_on_the_web_page(tmp_path: Path, root: Path, passage: tuple[list[Move], dict[str, str]]):
    """On the page in Chromium each kind of step can be answered with its buttons."""
    moves, _ = passage
    port = free_port()
    serving = Serving.web(tmp_path, port)
    serving.root = root
    with serving:
        wait_for_page(port)
        async with launched() as browser:
            talk = await agreed(browser, port)
            page = talk.page
            await talk.type("/casus alles bij elkaar")
            await talk.heard("Kort mag.")
            for move in moves:
                if move.kind == "press":
                    await page.wait_for_timeout(PAUSE)
                    await talk.press(move.text)
                else:
                    await talk.type(move.text)
                if move.heard:
                    await talk.heard(move.heard[-1].splitlines()[-1])
            shown = await talk.bubbles()
            for bubble in (bubble for move in moves for bubble in move.heard):
                assert bubble in shown
