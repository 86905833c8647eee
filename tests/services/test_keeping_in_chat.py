"""How long what somebody wrote stays, as they meet it: told of first, with a choice, and never gone without that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialogue.turn import Incoming, Signal
from bot.services.ports import Arrival, Work
from tests.journeys.talking import Chat, chatting

TEXT = "De zevenslaper van de buurvrouw zat vandaag op het dak en niemand deed iets"
TELLING = "loopt de bewaartijd af"


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has agreed, in March 2026."""
    with chatting(tmp_path) as talking:
        yield talking


def daily(chat: Chat, days: int) -> list[str]:
    """Let days go by one by one; everything that came of its own accord."""
    return [line for _ in range(days) for line in chat.later(days=1)]


def note(chat: Chat) -> None:
    """A note in the journal, of which form and level are told."""
    chat.say(f"/notitie {TEXT}", "Dag en thema", "gisteren", "Overslaan", "Meso")


def until_told(chat: Chat, days: int) -> list[str]:
    """Nothing runs for so long; then the days until the telling comes."""
    chat.clock.now += timedelta(days=days)
    said: list[str] = []
    for _ in range(28):
        said += chat.later(days=1)
        if TELLING in "\n".join(said):
            return said
    raise AssertionError(said)


def test_a_note_goes_after_its_term_with_a_telling_first(chat: Chat):
    """Two weeks ahead it is told of without a word of it; then the text goes and the row for a register stays."""
    note(chat)
    assert daily(chat, 3) == []
    [told, buttons] = until_told(chat, 1800)
    assert "Van één notitie loopt de bewaartijd af." in told
    assert "zevenslaper" not in told
    assert buttons == "[Meenemen] [Bewaar een jaar langer] [Laat gaan]"
    assert daily(chat, 13) == []
    assert chat.data()["entries"][0]["text"] == TEXT
    daily(chat, 35)
    data = chat.data()
    assert data["entries"][0]["text"] == ""
    assert data["entries"][0]["level"] == "meso"
    assert data["entries"][0]["day"] == "2026-03-04"
    assert data["runs"][0]["answers"] == []
    assert "tekst is weg, de regel voor je register staat er nog" in "\n".join(chat.say("/logboek"))
    assert "De tekst van deze notitie is weg." in "\n".join(chat.say("1"))
    assert daily(chat, 30) == []


def test_a_year_longer_is_a_year_longer(chat: Chat):
    """After Bewaar een jaar langer nothing goes that year, and then it is asked again."""
    note(chat)
    until_told(chat, 1800)
    assert "blijft in elk geval staan tot" in "\n".join(chat.say("Bewaar een jaar langer"))
    daily(chat, 60)
    assert chat.data()["entries"][0]["text"] == TEXT
    until_told(chat, 300)
    assert chat.data()["entries"][0]["text"] == TEXT


def test_letting_go_asks_about_the_row_for_a_register(chat: Chat):
    """Alles weg lets the row go along; until its day the text stays."""
    note(chat)
    until_told(chat, 1800)
    assert "Mag de regel voor je register blijven" in "\n".join(chat.say("Laat gaan"))
    chat.say("Alles weg")
    assert chat.data()["entries"][0]["text"] == TEXT
    daily(chat, 60)
    assert chat.data()["entries"] == []
    assert chat.data()["runs"] == []


def test_it_can_be_taken_along_first(chat: Chat):
    """Meenemen leads to the report and to everything in one file."""
    note(chat)
    until_told(chat, 1800)
    assert chat.say("Meenemen")[-1] == "[Verslag] [Alles in één bestand]"
    assert chat.say("Alles in één bestand")[-1].endswith("nabij-gegevens.json")
    assert "blijft in elk geval staan tot" in "\n".join(chat.say("/bewaartermijn langer"))


def test_a_standstill_of_weeks_takes_nothing(chat: Chat):
    """Whether nothing ran before the telling or after it, the text stays until two weeks of running have passed."""
    note(chat)
    until_told(chat, 3000)
    chat.later(days=90)
    assert chat.data()["entries"][0]["text"] == TEXT
    daily(chat, 5)
    assert chat.data()["entries"][0]["text"] == TEXT
    daily(chat, 15)
    assert chat.data()["entries"][0]["text"] == ""


def test_a_telling_that_never_went_out_takes_nothing(chat: Chat):
    """Somebody who does not open the channel was told of nothing, however long it is."""
    note(chat)
    chat.clock.now += timedelta(days=1820)
    for _ in range(60):
        chat.clock.now += timedelta(days=1)
        chat.store.remind(chat.clock.now)
        chat.office.work_all()
    assert TELLING in "\n".join(chat.say("/mijngegevens"))
    assert chat.data()["entries"][0]["text"] == TEXT
    daily(chat, 10)
    assert chat.data()["entries"][0]["text"] == TEXT
    daily(chat, 10)
    assert chat.data()["entries"][0]["text"] == ""


def test_a_telling_that_failed_is_sent_again(chat: Chat):
    """What the channel refused was not told; it is told once more before anything goes."""
    note(chat)
    chat.clock.now += timedelta(days=1820)
    for _ in range(7):
        chat.clock.now += timedelta(days=1)
        chat.store.remind(chat.clock.now)
        chat.office.work_all()
        waiting = chat.store.outgoing("terminal")
        if waiting:
            break
    chat.store.failed(waiting[-1].seq, "BadRequest")
    assert TELLING in "\n".join(daily(chat, 14))
    assert chat.data()["entries"][0]["text"] == TEXT


def test_who_wants_no_reminders_loses_nothing(chat: Chat):
    """With Niet meer there is no telling, and so nothing goes."""
    note(chat)
    chat.say("/instellingen", "Niet meer")
    chat.clock.now += timedelta(days=2500)
    assert daily(chat, 40) == []
    assert chat.data()["entries"][0]["text"] == TEXT


def test_ones_own_term(chat: Chat):
    """One year is told of after a year; until I delete it never is."""
    note(chat)
    assert "1825 dagen (5 jaar)" in chat.say("/bewaartermijn")[0]
    assert "365 dagen (1 jaar)" in "\n".join(chat.say("1 jaar"))
    until_told(chat, 340)
    chat.say("/bewaartermijn", "Tot ik het wis")
    daily(chat, 60)
    chat.clock.now += timedelta(days=4000)
    daily(chat, 40)
    assert chat.data()["entries"][0]["text"] == TEXT


def test_drafts_and_exercises_have_terms_of_their_own(chat: Chat):
    """A draft goes after half a year, an exercise after two; each is told of first and leaves nothing."""
    chat.say(TEXT)
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1", "geen geld en geen hulp", "/stop")
    said = until_told(chat, 170)
    assert "Van één concept loopt" in "\n".join(said)
    daily(chat, 60)
    assert [run["dialogue"] for run in chat.data()["runs"]] == ["abiba"]
    assert "Van één oefening loopt" in "\n".join(until_told(chat, 500))
    daily(chat, 60)
    assert chat.data()["runs"] == []


def test_everything_that_ends_in_a_month_is_one_message(chat: Chat):
    """Notes of a whole month are told of together, once."""
    for _ in range(4):
        chat.say(f"/notitie {TEXT}")
        chat.clock.now += timedelta(days=7)
    said = until_told(chat, 1780)
    assert "Van 4 notities loopt" in "\n".join(said)
    assert daily(chat, 20) == []


def test_privacy_tells_the_terms_in_days(chat: Chat):
    """Each kind of record stands under /privacy with its days."""
    told = "\n".join(chat.say("/privacy"))
    for words in ("1825 dagen (5 jaar)", "Een concept 180 dagen", "een oefening 730 dagen", "webpagina 30 dagen"):
        assert words in told


def test_a_message_that_went_wrong_stays_as_long_as_a_draft(chat: Chat):
    """What could not be handled is told of first too, and then it goes; it goes with its days as well."""
    fail(chat, "de ooievaar van de overkant")
    assert chat.data()["set_aside"] == ["de ooievaar van de overkant"]
    assert "Van één concept loopt" in "\n".join(until_told(chat, 170))
    assert chat.data()["set_aside"] == ["de ooievaar van de overkant"]
    daily(chat, 60)
    assert chat.data()["set_aside"] == []
    fail(chat, "de reiger van de buren")
    assert "één concept" in "\n".join(chat.say("/verwijder vandaag"))
    chat.say("Wis ze")
    assert chat.data()["set_aside"] == []


def fail(chat: Chat, text: str) -> None:
    """A message that breaks whatever handles it."""

    def break_down(_work: Work, _incoming: Incoming) -> None:
        raise ValueError

    message = Incoming(Signal.TEXT, chat.clock(), text, ref=f"terminal:{text}")
    chat.store.receive([Arrival("terminal", text, "ik", message)])
    chat.store.work(break_down)
