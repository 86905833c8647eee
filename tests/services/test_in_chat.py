"""What the commands and free text do, had in a chat with the whole bot."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.model import Choose, Dialogue, Option
from bot.services import helping, lists
from bot.services.library import WHICH_FITS
from bot.texts import catalogue, say, slots
from tests.journeys.talking import Chat, chatting, installed


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has agreed."""
    with chatting(tmp_path) as talking:
        yield talking


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def test_every_listed_command_does_something(chat: Chat):
    """Each command of the list has an answer, and none of them is unknown."""
    for command in lists.commands():
        if command.name != "mijngegevens":
            said = whole(chat.say(f"/{command.name}"))
            assert said
            assert say("menu.unknown_command") not in said
            chat.say("/stop")


@pytest.mark.parametrize(
    ("typed", "meant"), [("groepen", "groep"), ("casussen", "casus"), ("logboeken", "logboek"), ("Menuu", "menu")]
)
def test_a_command_that_is_nearly_right_is_offered(chat: Chat, typed: str, meant: str):
    """A slip in a command gets the one that is near as a button; pressing it does it."""
    said = whole(chat.say(f"/{typed}"))
    assert f"Bedoel je /{meant}?" in said
    assert f"[/{meant}]" in said
    assert whole(chat.say(f"/{meant}")) in whole(chat.say(f"/{typed}", f"/{meant}"))


def test_help_lists_every_command(chat: Chat):
    """/help names every command that is listed, and it or a screen behind it says what each does."""
    first = whole(chat.say("/help"))
    said = first + whole(chat.say("Groep en docent") + chat.say("Hulp") + chat.say("Instellen en gegevens"))
    for command in lists.commands():
        if command.name not in ("start", "help"):
            assert f"/{command.name}" in first
            assert f"/{command.name} · " in said
    assert "Voor docenten · /trainer" in first


def test_a_channel_lists_the_commands_of_the_contract_and_few_more():
    """What Telegram shows beside the field holds all of the contract, each with what it does."""
    contract = """start menu casus leervragen begrip reflecteer notitie logboek opdrachten groep trainer terug overslaan
        pauze stop instellingen privacy mijngegevens verwijder noodhulp help"""
    listed = [command.name for command in helping.listed()]
    assert set(contract.split()) <= set(listed)
    assert len(listed) == len(set(listed)) <= 26
    assert all(0 < len(command.description) <= 60 for command in helping.listed())


def test_the_cases_are_listed_with_what_they_are_about(chat: Chat):
    """/casus shows title, summary and minutes, and a button for each."""
    said = whole(chat.say("/casus"))
    assert "Abiba · Een moeder" in said
    assert "[Abiba]" in said


def test_cases_can_be_chosen_by_length_theme_and_book(chat: Chat):
    """Short ones, those on a theme and those from a book are each two or three taps away."""
    shelf = installed().dialogues
    assert "[Kort] [Thema] [Boek]" in whole(chat.say("/casus"))
    titles = {line.strip("[]") for line in chat.say("Kort") if line.startswith("[")} - {"Meer", "Leerlijnen"}
    assert titles
    assert all(item.minutes < 10 for item in shelf.values() if item.title in titles and item.kind == "casus")
    chat.say("/casus")
    themes = [line.strip("[]") for line in chat.say("Thema") if line.startswith("[")]
    assert "Ongeveer" in whole(chat.say(themes[0]))
    chat.say("/casus", "Boek")
    assert "Het busje naar Zandvoort" in whole(chat.say("De wijk als patchwork"))
    assert "vond ik niet" in whole(chat.say("/casus thema qwertyuiop"))


def test_a_case_is_found_under_a_misspelt_name(chat: Chat):
    """/casus abbiba opens Abiba; an unknown name says so and shows the list."""
    assert "Vooraf: Abiba" in whole(chat.say("/casus abbiba"))
    chat.say("Andere casus", "/stop")
    assert "“qwertyuiop” vond ik niet." in whole(chat.say("/casus qwertyuiop"))


def test_looking_back_offers_three_taps_the_list_by_name_and_colleagues(chat: Chat):
    """/reflecteer alone asks how; by name every form is listed, over pages; with colleagues those that take a group."""
    ways = ["[Wat past nu?]", "[Kies op naam]", "[Met collega's]", "[Trage vragen]"]
    assert chat.say("/reflecteer")[-4:] == ways
    first, second, third = whole(chat.say("Kies op naam")), whole(chat.say("Meer")), whole(chat.say("Meer"))
    for dialogue in ("Casusmethode", "Gibbs", "STARR"):
        assert f"[{dialogue}]" in first + second + third
    assert "Notitie" not in first + second + third
    assert "[Incidentmethode]" in whole(chat.say("/reflecteer intervisie"))
    assert "[Intervisie in vijf stappen]" in whole(chat.say("/intervisie"))


def test_a_form_of_reflection_begins_by_its_name(chat: Chat):
    """/reflecteer starr begins at once; a method of intervisie is found the same way, and an unknown one says so."""
    assert "Vraag 1 van 8." in whole(chat.say("/reflecteer starr"))
    assert "Vraag 1 van 12." in whole(chat.say("/reflecteer incidentmethode"))
    assert "Vraag 1 van 12." in whole(chat.say("/intervisie vijf stappen"))
    assert "“qwertyuiop” vond ik niet." in whole(chat.say("/reflecteer qwertyuiop"))


def test_a_form_of_reflection_is_found_by_who_made_it(chat: Chat):
    """Those who know a form by its maker, or by another name that its origin mentions, find it too."""
    assert "Wat gebeurde er?" in chat.say("/reflecteer driscoll")[0]
    assert "Dilemmamethode" in chat.say("/reflecteer moreel beraad")[0]


def test_places_are_told_in_the_form_that_is_played(chat: Chat):
    """Which question of how many one is at, and the way back to it, count the questions of the form alone."""
    chat.say("/reflecteer gibbs", "minder steun", "hij hing op", "Klaar")
    assert "[Terug naar vraag 2]" in whole(chat.say("?vertrouwen"))
    chat.say("/pauze")
    assert "Gibbs, vraag 2 van 3" in whole(chat.say("/menu"))


def test_three_taps_lead_to_a_form_that_fits_and_leave_no_trace(chat: Chat):
    """Of the taps nothing is kept: the run that is there is that of the form itself, as short as was asked for."""
    chat.say("/reflecteer", "Wat past nu?", "Iets wat gebeurde", "Vijf minuten")
    assert "Vraag 1 van 3." in whole(chat.say("Drie"))
    assert [run["dialogue"] for run in chat.data()["runs"]] == ["wat-gebeurde-er"]


def test_typing_what_fits_begins_the_three_taps(chat: Chat):
    """Free text finds the signpost as well; who goes elsewhere halfway leaves nothing of it open."""
    assert "[Iets wat gebeurde]" in whole(chat.say("wat past nu"))
    chat.say("Iets anders")
    assert "Wat wil je vasthouden?" in whole(chat.say("/notitie"))
    assert [run["dialogue"] for run in chat.data()["runs"]] == ["notitie"]


def test_stopping_at_the_signpost_leaves_nothing_to_read_back(chat: Chat):
    """After /stop there is no run of the signpost left, and nothing of it to read."""
    chat.say("/reflecteer wat past nu", "Iets anders")
    assert "Teruglezen" not in whole(chat.say("/stop"))
    assert chat.data()["runs"] == []


def test_every_form_is_reached_by_the_three_taps():
    """The signpost leads to each form of reflection and intervisie, the quick note included, at the third tap."""
    content = installed()
    signpost = content.dialogues[WHICH_FITS]
    assert {len(taps) for taps in ways_of(signpost, "wat")} == {3}
    reached = {taps[-1].dialogue for taps in ways_of(signpost, "wat")}
    assert reached == {one.id for one in content.dialogues.values() if one.kind in ("reflectie", "intervisie")}
    forms = [(taps[-1].dialogue, taps[-1].form) for taps in ways_of(signpost, "wat")]
    assert all(not form or form in content.dialogues[name].forms for name, form in forms)


def ways_of(dialogue: Dialogue, step: str) -> list[list[Option]]:
    """Every way from a step of a signpost: the options that are tapped."""
    asked = dialogue.step(step)
    assert isinstance(asked, Choose)
    return [
        [option, *rest] for option in asked.options for rest in (ways_of(dialogue, option.to) if option.to else [[]])
    ]


def test_an_intervisie_is_in_the_journal_before_the_week_is_over(chat: Chat):
    """What was written goes to the journal at once; what became of the plan lands in the same entry a week later."""
    chat.say(
        "/reflecteer incidentmethode", "een man stond voor een dichte deur", "Klaar", "de straat laat ik weg", "Klaar"
    )
    chat.say("ik belde aan bij de buren", "Klaar", "of dat mocht", "Klaar", "Verder", "een collega", "Klaar")
    chat.say("/overslaan", "/overslaan", "/overslaan", "/overslaan", "ik vraag het hem donderdag")
    assert "Staat in je logboek" in whole(chat.say("Klaar"))
    (entry,) = chat.data()["entries"]
    assert "ik vraag het hem donderdag" in entry["text"]
    assert "Er ligt iets voor je klaar." in whole(chat.later(days=7, hours=1))
    assert "Wat kwam ervan terecht?" in whole(chat.say("Laat zien"))
    chat.say("hij had een sleutel bij de buren", "Klaar", "dat hij het zelf had geregeld", "Klaar", "Verder")
    (entry,) = chat.data()["entries"]
    assert entry["text"].endswith("dat hij het zelf had geregeld")


def test_a_greeting_gets_the_menu(chat: Chat):
    """Hoi is no search."""
    assert "[Een casus] [Iets vastleggen] [Terugkijken]" in whole(chat.say("hoi"))


def test_coming_back_gets_the_menu_with_what_is_open(chat: Chat):
    """A few words that begin with a greeting are no search; what was paused is offered first."""
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1", "eerst dit", "/pauze")
    for words in ("hoi daar ben ik weer", "ben er weer", "Hallo, ik ga verder"):
        assert "[Verder met Abiba]" in whole(chat.say(words))


def test_short_text_outside_a_dialogue_is_a_search(chat: Chat):
    """A word, a question, a title and the name of a command each lead where they should."""
    assert "Vertrouwen · " in whole(chat.say("wat is vertrouwen?"))
    assert "Vooraf: Abiba" in whole(chat.say("abiba"))
    chat.say("/stop")
    assert "Direct gevaar: 112." in whole(chat.say("noodhulp"))


def test_what_is_not_found_can_be_kept_as_a_note(chat: Chat):
    """An unknown short text is offered as a note, with all of its words."""
    assert "[Menu] [Bewaar als notitie]" in whole(chat.say("qwertyuiop asdfghjkl"))
    assert "Bewaard om" in whole(chat.say("Bewaar als notitie"))
    assert chat.data()["entries"][0]["text"] == "qwertyuiop asdfghjkl"


def test_the_journal_is_paged_and_opened_by_number(chat: Chat):
    """Five entries a page, the newest first; a number opens one."""
    for number in range(7):
        chat.say(f"/notitie moment nummer {number}")
    first = chat.say("/logboek")
    assert "1 · 5 maart · moment nummer 6" in whole(first)
    assert "[1] [2] [3] [4] [5]" in first
    assert "moment nummer 0" in whole(chat.say("Meer"))
    chat.say("/logboek")
    assert "moment nummer 5" in whole(chat.say("2"))


def test_a_draft_stands_in_the_journal_until_it_is_kept_or_thrown_away(chat: Chat):
    """A draft can be kept or thrown away from /logboek."""
    long = "dit is een tekst van meer dan acht woorden die ik nog even laat liggen"
    chat.say(long)
    assert "Concept van 5 maart" in whole(chat.say("/logboek"))
    assert "Bewaard om" in whole(chat.say("Bewaar"))
    assert chat.data()["entries"][0]["text"] == long
    chat.say(long)
    chat.say("/logboek")
    assert "Er is niets van bewaard" in whole(chat.say("Weg"))
    assert len(chat.data()["runs"]) == 1


def test_an_empty_journal_says_so(chat: Chat):
    """With nothing in it the journal offers to write."""
    assert "Je logboek is nog leeg." in whole(chat.say("/logboek"))


def test_a_case_that_was_begun_is_offered_to_go_on_or_anew(chat: Chat):
    """Opening a paused case asks; anew keeps the old run."""
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1", "eerst dit", "/pauze")
    assert "[Verder waar ik was] [Opnieuw beginnen]" in whole(chat.say("/casus abiba"))
    assert "Er stond: “eerst dit”" in whole(chat.say("Verder waar ik was"))
    chat.say("/pauze", "/casus abiba")
    assert "Vooraf: Abiba" in whole(chat.say("Opnieuw beginnen"))
    assert len(chat.data()["runs"]) == 2


def test_a_control_where_one_chooses_is_no_draft(chat: Chat):
    """Klaar of the fixed keyboard at a question with buttons asks again and puts nothing in the journal."""
    chat.say("/casus de hond en de schulden", "Naar vraag 1")
    for _ in range(9):
        said = whole(chat.say("ze gaat met hem naar buiten", "Klaar"))
        if "[Zij zelf]" in said:
            break
    assert "[Zij zelf]" in whole(chat.say("Klaar"))
    assert "concept" not in whole(chat.say("Klaar"))


def test_controls_outside_a_dialogue_say_that_nothing_is_open(chat: Chat):
    """/terug with nothing open is answered kindly."""
    assert "nergens mee bezig" in whole(chat.say("/terug"))
    assert "niets open" in whole(chat.say("/verder"))


def test_a_moment_agreed_on_comes_back_by_itself(chat: Chat):
    """Tomorrow the bot says that something lies ready, and shows it when asked."""
    chat.say("/notitie", "eerst dit", "/pauze")
    run = chat.data()["runs"][0]["id"]
    chat.say(f"/morgen {run}")
    assert chat.later(hours=20) == []
    back = chat.later(hours=5)
    assert "Er ligt iets voor je klaar. Twee minuten." in whole(back)
    assert "eerst dit" not in whole(back)
    assert "[Laat zien] [Morgen] [Laat rusten]" in back
    assert "Er stond: “eerst dit”" in whole(chat.say("Laat zien"))


def test_deleting_everything_asks_first_and_then_leaves_nothing(chat: Chat):
    """Laat staan changes nothing; Wis alles does, and the next message meets a stranger."""
    chat.say("/notitie iets van mij", "/verwijder")
    assert "Er is niets gewist." in whole(chat.say("Laat staan"))
    assert chat.data()["entries"]
    chat.say("/verwijder")
    assert "Alles van jou is gewist." in whole(chat.say("Wis alles"))
    assert "Wat ik bewaar" in whole(chat.say("hoi"))


def test_no_two_prompts_or_commands_have_one_name():
    """What one part asks or does is never silently replaced by what another part calls the same."""
    for tables in ({"PROMPTS", "KINDS"}, {"COMMANDS", "_COMMANDS"}):
        names = _keys(tables)
        assert len(names) > 50
        assert [name for name, count in Counter(names).items() if count > 1] == []


def _keys(tables: set[str]) -> list[str]:
    """Every name that is written in a table of one of these names."""
    found = []
    for path in sorted((Path(__file__).parents[2] / "bot" / "services").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") in tables:
                keys = node.value.keys if isinstance(node.value, ast.Dict) else []
                found += [key.value for key in keys if isinstance(key, ast.Constant)]
    return found


def test_taking_consent_back_is_asked_about(chat: Chat):
    """Intrekken under /privacy asks first; Laat zo changes nothing."""
    assert "Wil je je toestemming intrekken?" in whole(chat.say("/privacy", "Intrekken"))
    assert "Er verandert niets." in whole(chat.say("Laat zo"))


def test_every_sentence_is_filled_in():
    """No sentence of the bot reaches a person with an empty slot: every slot is named in the code that says it."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "bot").rglob("*.py"))
    for name in catalogue():
        for slot in slots(name):
            assert f"{slot}=" in code or f'"{slot}"' in code, f"{name} has a slot {slot} that nobody fills"
