"""A draft whose term ends, in Telegram with `nabij serve`: told of without content, kept a year longer in one tap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.dialogue.run import Run
from bot.dialogue.turn import Incoming, KeepPart, Signal
from bot.people.nudges import Kind, Wishes
from bot.services import keeping, reminding
from bot.services.ports import Arrival, Work
from bot.storage import open_store
from bot.storage.keyring import Keyring
from tests.botapi import BotApiServer
from tests.journeys.processes import PATIENCE, Serving, agree

TEXT = "de zevenslaper zat weer op het dak"


def half_a_year_ago(folder: Path) -> None:
    """A draft of half a year ago stands there, and the house is about to look; reminders may come at any hour."""
    now = datetime.now(UTC)
    store = open_store(folder / "data", Keyring.load(folder / "config" / "nabij" / "keys.json", {}))

    def write(work: Work, _: Incoming) -> None:
        old = now - timedelta(days=175)
        work.keep_settings({**work.settings(), reminding.SETTINGS: Wishes(quiet=None, weekend=True).to_data()})
        work.keep_run("oud", Run("r:oud", "notitie", step="note", state="paused", at=old))
        work.keep("oud", KeepPart("note", "Wat gebeurde er?", TEXT), old)
        work.agenda.put(now, keeping.LOOK, Kind.LOOK, keeping.LOOK)

    store.receive([Arrival("telegram", "vroeger", "11", Incoming(Signal.OTHER, now, "photo"))])
    store.work(write)
    store.close()


def test_in_telegram_the_telling_comes_and_a_tap_keeps_it(tmp_path: Path):
    """The message names no content; Bewaar een jaar langer says until when; the draft is there still."""
    with BotApiServer() as server:
        sanne = server.person(11, "Sanne")
        serving = Serving.telegram(tmp_path, server.base_url, server.token)
        with serving:
            agree(sanne)
        half_a_year_ago(tmp_path)
        with serving:
            told = sanne.expect("Van één concept loopt de bewaartijd af.", timeout=PATIENCE)
            assert "zevenslaper" not in told.text
            sanne.press("Bewaar een jaar langer")
            sanne.expect("Dit blijft in elk geval staan tot", timeout=PATIENCE)
            sanne.say("/logboek")
            sanne.expect("zevenslaper", timeout=PATIENCE)
