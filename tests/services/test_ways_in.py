"""Ways in, in conversation: codes that are given, tried and spent, and what stands behind /start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import Office, library
from bot.dialogue.turn import Incoming, Signal
from bot.exporting import DataExporter
from bot.services import ways_in
from bot.services.access import Kind
from bot.services.converse import Conversation
from bot.services.ports import Arrival, House, Work
from bot.services.starting import invited
from bot.services.talk import Talk
from bot.storage.keyring import Keyring
from bot.storage.opening import open_store
from bot.storage.store import Store
from bot.texts import say
from tests.journeys.talking import Clock, chatting, installed

WHO = House("Hogeschool Proef", "proef@example.org", local=False, address="https://nabij.voorbeeld.nl")
NOTE = "vandaag zat ik met een moeder aan tafel die voor het eerst zelf het woord nam tegen de school"


@dataclass
class Somebody:
    """A person in a channel, over a real store."""

    office: Office
    clock: Clock
    channel: str
    address: str
    count: int = field(default=0)

    def say(self, *texts: str) -> str:
        """Send texts, a minute apart; give what came of the last one."""
        heard = ""
        for text in texts:
            self.clock.now += timedelta(minutes=1)
            self.count += 1
            signal = Signal.COMMAND if text.startswith("/") else Signal.TEXT
            incoming = Incoming(signal, self.clock.now, text.removeprefix("/"), f"{self.channel}:{self.count}")
            update = f"{self.channel}-{self.address}-{self.count}"
            self.office.receive([Arrival(self.channel, update, self.address, incoming)])
            self.office.work_all()
            heard = self.hear()
        return heard

    def hear(self) -> str:
        """Everything that waits for this person."""
        found = [item for item in self.office.outgoing(self.channel, 500) if item.address == self.address]
        for item in found:
            self.office.sent(item.seq, str(item.seq))
        return "\n".join(item.reply.text for item in found)

    def agreed(self) -> Somebody:
        """The same person, who agreed."""
        self.say("/start", "Akkoord")
        return self


@dataclass
class World:
    """Everything in one process, with a clock that the test moves."""

    store: Store
    office: Office
    clock: Clock

    def person(self, channel: str, address: str) -> Somebody:
        """Somebody new who agrees."""
        return Somebody(self.office, self.clock, channel, address).agreed()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A Nabij for many."""
    clock, shelf = Clock(), library(installed(), WHO)
    store = open_store(tmp_path / "data", Keyring.load(tmp_path / "keys" / "keys.json", {}), clock=clock)
    yield World(store, Office(store, Conversation(shelf), DataExporter(store, shelf)), clock)
    store.close()


def code_in(text: str) -> str:
    """The code that stands in a reply, in bold."""
    return text.partition("**")[2].partition("**")[0].split()[-1]


def test_a_code_joins_only_after_a_yes(world: World):
    """Nee leaves both as they were and the code alive; Ja joins them, and the code is spent."""
    sanne, page = world.person("telegram", "1"), world.person("web", "w")
    code = code_in(sanne.say("/koppel"))
    assert say("access.sure_join") in page.say(f"/koppel {code}")
    assert say("access.not_joined") in page.say("Nee")
    page.say(f"/koppel {code}")
    assert say("access.joined") in page.say("Ja, van mijzelf")
    assert "de webpagina" in sanne.hear()
    other = world.person("web", "x")
    assert other.say(f"/koppel {code}") == say("access.unknown")


@pytest.mark.parametrize("way", [(NOTE, "Notitie"), ("/notitie", NOTE, "Klaar")])
def test_the_code_on_paper_takes_no_buttons_along(world: World, way: tuple[str, ...]):
    """On the page the code is gone when it is opened again; what one can do with the note stands there still."""
    page = world.person("web", "w")
    assert "Schrijf deze code op papier" in page.say(*way)
    last = world.store.transcript("web", "w")[-1].reply
    assert "alleen jij ziet dit" in last.text
    assert [button.label for row in last.buttons for button in row]


def test_what_was_open_in_either_goes_on_in_the_other(world: World):
    """A case that was begun on the page stands in the menu; what one was in, in Telegram, goes on on the page."""
    sanne, page = world.person("telegram", "1"), world.person("web", "w")
    page.say("/casus bonnie")
    sanne.say("/notitie")
    code = code_in(sanne.say("/koppel"))
    page.say(f"/koppel {code}", "Ja, van mijzelf")
    page.say("ik begon in Telegram en schrijf dit op de pagina")
    kept = sanne.say("Klaar")
    assert "Staat in je logboek" in kept
    assert "Schrijf deze code op papier" in kept
    sanne.say("/pauze")
    assert "Bonnie" in sanne.say("/menu")
    with world.store.look(_id(world, page)) as work:
        assert [row.text for row in work.entries()] == ["ik begon in Telegram en schrijf dit op de pagina"]


def test_a_code_is_old_after_ten_minutes(world: World):
    """Also when it was asked about in time and the yes came too late."""
    sanne, page = world.person("telegram", "1"), world.person("web", "w")
    code = code_in(sanne.say("/koppel"))
    page.say(f"/koppel {code}")
    world.clock.now += timedelta(minutes=10)
    assert page.say("Ja, van mijzelf") == say("access.unknown")
    assert page.say(f"/koppel {code}") == say("access.unknown")


def test_ones_own_code_and_a_second_account_of_telegram(world: World):
    """Each gets a sentence that says what to do instead."""
    sanne, other = world.person("telegram", "1"), world.person("telegram", "2")
    code = code_in(sanne.say("/koppel"))
    assert sanne.say(f"/koppel {code}") == say("access.join_own")
    assert other.say(f"/koppel {code}") == say("access.join_not")


@pytest.mark.parametrize("command", ["koppel", "herstel"])
def test_guessing_is_held(world: World, command: str):
    """After five wrong codes a right one is held too, for an hour; somebody else is not held."""
    sanne, guesser, other = world.person("telegram", "1"), world.person("web", "w"), world.person("web", "x")
    give = {"koppel": "/koppel", "herstel": "/herstelcode"}[command]
    for guess in ("BCDF-GHJK", "x", "BCDF", "BCDFGHJKLMNPQRSTVWXZBCDF", "…"):
        assert guesser.say(f"/{command} {guess}") == say("access.unknown")
    code = code_in(sanne.say(give))
    assert guesser.say(f"/{command} {code}") == say("access.too_often")
    assert "van mijzelf" not in guesser.say("/menu")
    assert other.say(f"/{command} {code}") != say("access.too_often")
    world.clock.now += timedelta(minutes=61)
    code = code_in(sanne.say(give))
    sure = {"koppel": "access.sure_join", "herstel": "access.sure_recovery"}[command]
    assert guesser.say(f"/{command} {code}") == say(sure)


def test_all_guessing_together_is_held(world: World):
    """After so many wrong codes of all together nobody can join for an hour; a code on paper works all the same."""
    sanne, page, other = world.person("telegram", "1"), world.person("web", "w"), world.person("web", "x")
    codes = [code_in(sanne.say(f"/{give}").replace("op papier: ", "")) for give in ("koppel", "herstelcode")]

    def guess(work: Work, _incoming: Incoming) -> None:
        for _ in range(ways_in.MOST_WRONG_OF_ALL):
            work.access.missed()

    world.store.receive([Arrival("web", "raad", "x", Incoming(Signal.OTHER, world.clock.now, "photo"))])
    world.store.work(guess)
    assert page.say(f"/koppel {codes[0]}") == say("access.too_often")
    assert other.say("/koppel BCDF-GHJK") == say("access.too_often")
    assert page.say(f"/herstel {codes[1]}") == say("access.sure_recovery")


def _id(world: World, somebody: Somebody) -> str:
    found = []
    incoming = Incoming(Signal.OTHER, world.clock.now, "photo")
    world.store.receive([Arrival(somebody.channel, "wie", somebody.address, incoming)])
    world.store.work(lambda work, _: found.append(work.person))
    return found[0]


def test_the_code_on_paper_comes_once_with_the_first_note(world: World):
    """The first note that is kept brings a code, the second does not; /herstelcode makes a new one, the old is dead."""
    sanne = world.person("telegram", "1")
    first = sanne.say(NOTE, "Notitie")
    assert "Schrijf deze code op papier" in first
    assert "Schrijf deze code op papier" not in sanne.say(f"{NOTE} en nog iets anders erbij", "Notitie")
    second = sanne.say("/herstelcode")
    other = world.person("telegram", "2")
    assert other.say(f"/herstel {code_in(first.partition('op papier')[2])}") == say("access.unknown")
    assert other.say(f"/herstel {code_in(second.partition('op papier')[2])}") == say("access.sure_recovery")


def test_back_on_the_page_after_telegram_was_lost(world: World):
    """From the web page somebody comes back to what they wrote in Telegram, where a notice is left."""
    sanne = world.person("telegram", "1")
    code = code_in(sanne.say(NOTE, "Notitie").partition("op papier")[2])
    page = world.person("web", "w")
    page.say(f"/herstel {code}")
    told = page.say("Ja, van mijzelf")
    assert say("access.recovered") in told
    assert "Met je herstelcode" in sanne.hear()
    assert "moeder" in str(page.say("/logboek")) or "1" in page.say("/logboek")
    with world.store.look(_id(world, page)) as work:
        assert [row.text for row in work.entries()] == [NOTE]
        assert [item.kind for item in work.access.all()] == []


def test_on_ones_own_computer_there_is_nothing_to_join(tmp_path: Path):
    """In a terminal no code comes with a note, and the commands say why."""
    with chatting(tmp_path) as chat:
        assert "papier" not in "\n".join(chat.say(NOTE, "Notitie"))
        for command in ("/koppel", "/koppel BCDF-GHJK", "/herstelcode", "/herstel X"):
            assert say("access.local") in "\n".join(chat.say(command))
        assert say("access.no_web") in "\n".join(chat.say("/sleutel"))


def test_a_key_belongs_to_the_page(world: World):
    """On the page /sleutel leads to the page of the key; in Telegram it says how to come there."""
    page, sanne = world.person("web", "w"), world.person("telegram", "1")
    assert page.say("/sleutel") == say("access.key")
    assert WHO.address in sanne.say("/sleutel")


def test_codes_are_in_no_transcript(world: World):
    """What was shown once on the page is not there when it is opened again."""
    page = world.person("web", "w")
    codes = [code_in(page.say("/koppel")), code_in(page.say("/herstelcode").partition("op papier")[2])]
    told = "\n".join(item.reply.text for item in world.store.transcript("web", "w"))
    assert say("menu.welcome") in told
    assert not any(code in told for code in codes)


def test_what_stands_behind_start_waits_for_consent(world: World):
    """An invitation that somebody new opens is carried out once they agreed; a second one at that screen too."""
    new = Somebody(world.office, world.clock, "telegram", "9")
    assert "Wat ik bewaar" in new.say("/start g_een")
    assert "Wat ik bewaar" in new.say("/start g_twee")
    assert new.say("Akkoord").count(say("groups.unknown_code")) == 2


def test_invitations_go_to_who_takes_their_prefix():
    """The code behind the prefix is handed on; other words behind /start are none of ours."""
    taken: list[str] = []
    talk: Talk = _Said()  # type: ignore[assignment]
    table = {"g_": lambda _talk, code: taken.append(code)}
    assert invited(talk, "g_aB-c_D", table)
    assert not invited(talk, "", table)
    assert not invited(talk, "hallo", table)
    assert not invited(talk, "t_x", table)
    assert taken == ["aB-c_D"]
    assert talk.said == ["access.invitation_unknown"]  # type: ignore[attr-defined]


class _Said:
    """Notes what is said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, name: str) -> None:
        self.said.append(name)


def test_the_file_with_everything_names_secrets_without_telling_them(world: World):
    """/mijngegevens says that there is a key, session or code, and since when; no secret stands in it."""
    opened = world.store.doors.begin()
    page = world.person("web", world.store.doors.address(opened.session))
    code = code_in(page.say("/herstelcode").partition("op papier")[2])
    document = world.office.export(_id(world, page), "data").content.decode()
    for kind in (Kind.LINK, Kind.SESSION, Kind.RECOVERY):
        assert f'"kind": "{kind.value}"' in document
    assert not any(secret in document for secret in (opened.link, opened.session, code, code.replace("-", "")))


def test_verwijder_ends_every_way_in(world: World):
    """After Alles wissen neither key nor session nor code leads anywhere."""
    opened = world.store.doors.begin()
    page = world.person("web", world.store.doors.address(opened.session))
    code = code_in(page.say("/herstelcode").partition("op papier")[2])
    assert say("own_data.farewell_web") in page.say("/verwijder", "Wis alles")
    assert world.store.doors.address(opened.session) == ""
    assert world.store.doors.enter(opened.link) is None
    assert world.person("telegram", "5").say(f"/herstel {code}") == say("access.unknown")
