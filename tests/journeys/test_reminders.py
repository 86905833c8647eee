"""Reminders through real processes: what became due while nothing ran comes once, after a new start."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.dialogue.turn import Incoming, Signal
from bot.people.nudges import Kind
from bot.services.ports import Arrival
from bot.storage import open_store
from bot.storage.keyring import Keyring
from tests.botapi import BotApiServer
from tests.journeys.processes import PATIENCE, Piped, Serving

NOTE = "Je vroeg me om dit moment. Wil je even terugkijken?"


def fall_due(folder: Path, channel: str, address: str, ago: timedelta) -> None:
    """While nothing serves: a moment that this person asked for has passed. They have no quiet hours."""
    store = open_store(folder / "data", Keyring.load(folder / "config" / "nabij" / "keys.json", {}))
    now = datetime.now(UTC)

    def plan(work, _incoming) -> None:
        work.keep_settings({**work.settings(), "reminders": {"quiet": [], "weekend": True}})
        work.agenda.put(now - ago, "tijd note", Kind.MOMENT, "moment:proef")

    store.receive([Arrival(channel, "proef", address, Incoming(Signal.OTHER, now, "photo"))])
    store.work(plan)
    store.close()


def test_in_telegram_a_reminder_comes_once_after_a_stop_with_sound(tmp_path: Path):
    """`nabij serve` was away for an hour in which a moment passed: the message comes once, with buttons and a sound."""
    with BotApiServer() as server:
        sanne = server.person(11, "Sanne")
        serving = Serving.telegram(tmp_path, server.base_url, server.token)
        with serving:
            sanne.say("/start")
            sanne.expect("Wat ik bewaar", timeout=PATIENCE)
            sanne.say("Akkoord")
            sanne.expect("Waar heb je zin in?", timeout=PATIENCE)
        fall_due(tmp_path, "telegram", "11", timedelta(hours=1))
        with serving:
            sanne.expect(NOTE, timeout=PATIENCE)
        with serving:
            sanne.say("?vertrouwen")  # answered by a process that looked at what is due first
            sanne.expect("Vertrouwen", timeout=PATIENCE)
        [sent] = [call for call in server.calls_to("sendMessage") if NOTE in str(call.params.get("text"))]
        assert str(sent.params.get("disable_notification", False)).lower() == "false"
        assert "Schrijf iets" in str(sent.params["reply_markup"])


def test_over_a_pipe_a_reminder_comes_at_the_next_start(tmp_path: Path):
    """`nabij chat` tells at its start what became due, once."""
    chat = Piped(tmp_path)
    chat.say("hoi")
    chat.until("[Akkoord]")
    chat.say("Akkoord")
    chat.end()
    fall_due(tmp_path, "terminal", "ik", timedelta(hours=3))
    assert NOTE in Piped(tmp_path).end()
    assert Piped(tmp_path).end() == []
