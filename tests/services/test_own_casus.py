"""A casus of one's own, had in a chat with the whole bot: read, mended, tried, kept, played, renewed, thrown away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import Office, library
from bot.channels.terminal import Terminal
from bot.dialogue.turn import Incoming, Signal
from bot.exporting import DataExporter
from bot.services import own_casus
from bot.services.converse import Conversation
from bot.services.ports import Arrival, House
from bot.texts import say
from tests.documents import QUESTION, STORY, TITLE, VIEW, YAML, casus, docx, template
from tests.journeys.talking import Chat, chatting, installed


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has agreed."""
    with chatting(tmp_path) as talking:
        yield talking


class Sent:
    """Sends files from a folder."""

    def __init__(self, chat: Chat, folder: Path) -> None:
        self.chat, self.folder = chat, folder

    def __call__(self, content: bytes, name: str = "casus.docx") -> str:
        path = self.folder / name
        path.write_bytes(content)
        return whole(self.chat.say(f"/eigencasus {path}"))


@pytest.fixture
def send(chat: Chat, tmp_path: Path) -> Sent:
    """Sends a file and gives what is said to it."""
    return Sent(chat, tmp_path)


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def test_findings_are_mended_and_the_casus_is_kept_and_played(chat: Chat, send: Sent):
    """Findings say where in the document they are; mended it can be kept, and is then one of the casus."""
    heard = send(casus(question="Vertel eens", points=("geld: huur", "rust")))
    assert "Er staan 2 dingen in die eerst anders moeten. Ik heb nog niets bewaard." in heard
    assert "bij de kop “Vraag 1”\nEen vraag eindigt met een vraagteken." in heard
    assert "onder de kop “Punten”, alinea 1\nOnder Punten staan 2 punten; ik heb er minstens 3 nodig." in heard
    assert chat.data()["own_dialogues"] == []
    assert "Vragen: 1." in send(casus())
    assert "staat bij je eigen casussen" in whole(chat.say("Bewaren"))
    assert STORY in whole(chat.say("Spelen"))
    assert QUESTION in whole(chat.say("Naar vraag 1"))
    assert f"Naast jouw antwoord · {VIEW}" in whole(chat.say("bellen", "Klaar"))
    [run] = chat.data()["runs"]
    assert (run["title"], [answer["text"] for answer in run["answers"]][:1]) == (TITLE, ["bellen"])


def test_a_casus_is_handed_to_a_colleague_as_a_file(chat: Chat, send: Sent):
    """Geef door gives a file that a colleague sends in: the same casus, theirs from then on."""
    send(casus())
    chat.say("Bewaren", "Eigen casussen", TITLE)
    path = Path(chat.say("Geef door")[-1])
    colleague = chat.other("collega")
    assert "Vragen: 1." in whole(colleague.say(f"/eigencasus {path}"))
    colleague.say("Bewaren")
    mine, theirs = (person.data()["own_dialogues"][0] for person in (chat, colleague))
    assert mine["casus"] == theirs["casus"]
    assert mine["id"] != theirs["id"]


def test_a_casus_is_found_by_its_title_alone(chat: Chat, send: Sent):
    """Typing the whole title outside a dialogue begins it, as for the casus of Nabij."""
    send(casus())
    chat.say("Bewaren")
    assert STORY in whole(chat.say(TITLE.lower()))


def test_a_preview_is_played_as_a_student_and_leaves_no_trace(chat: Chat, send: Sent):
    """To its very end, with the question for the journal; afterwards there is no run and no entry."""
    send(casus())
    assert "Dit is een proef" in whole(chat.say("Proberen"))
    chat.say("Naar vraag 1", "bellen", "Klaar")
    heard = whole(chat.say("dat het stil was", "Klaar"))
    assert "De proef is klaar; er is niets van bewaard.\nWil je de casus bewaren?" in heard
    assert say("ask.kept") not in heard
    assert "[Proberen] [Bewaren] [Niet bewaren]" in heard
    kept = chat.data()
    assert (kept["runs"], kept["entries"]) == ([], [])
    assert "leeg" in whole(chat.say("/logboek"))


def test_a_preview_that_is_left_leaves_no_trace_either(chat: Chat, send: Sent):
    """Stopped, or left for something else; paused it waits until it is gone on with or the casus is kept."""
    send(casus())
    chat.say("Proberen", "Naar vraag 1", "half")
    assert "niets van bewaard" in whole(chat.say("/stop"))
    chat.say("Proberen", "/reflecteer starr", "/stop")
    assert [run["dialogue"] for run in chat.data()["runs"]] == ["starr"]
    chat.say("/eigencasus", "Proberen", "Naar vraag 1", "half", "Pauze")
    assert TITLE in whole(chat.say("/menu"))
    chat.say("/eigencasus", "Bewaren")
    assert [run["dialogue"] for run in chat.data()["runs"]] == ["starr"]


def test_what_is_not_kept_is_gone(chat: Chat, send: Sent):
    """Niet bewaren destroys it at once; another file takes the place of one that waits."""
    send(casus())
    assert "Er is niets van bewaard." in whole(chat.say("Niet bewaren"))
    assert chat.data()["own_dialogues"] == []
    send(casus(title="Een"))
    send(casus(title="Twee"))
    assert [row["casus"]["title"] for row in chat.data()["own_dialogues"]] == ["Twee"]
    assert "**Twee** is gelezen".replace("**", "") in whole(chat.say("/eigencasus"))


def test_the_same_title_is_a_new_version_and_who_is_halfway_goes_on(chat: Chat, send: Sent):
    """A run that is going keeps its answer and its place, and is told that the question reads otherwise."""
    send(casus())
    chat.say("Bewaren", "Spelen", "Naar vraag 1", "een half antwoord")
    assert "wordt het versie 2" in send(casus(question="Wat zou je morgen als eerste doen?", title=TITLE.upper()))
    assert "is nu versie 2" in whole(chat.say("Bewaren"))
    heard = whole(chat.say("/verder"))
    assert "morgen als eerste" in heard
    assert "een half antwoord" in heard
    [run] = chat.data()["runs"]
    assert [answer["text"] for answer in run["answers"]] == ["een half antwoord"]
    assert [row["version"] for row in chat.data()["own_dialogues"]] == [1, 2]


def test_an_earlier_version_is_put_back_as_the_next_one(chat: Chat, send: Sent):
    """Terug begins with a try; kept it is a version of its own, and what it replaced can be had back too."""
    for question in ("Wat zie je hier?", "Wat zou jij morgen doen?"):
        send(casus(question=question))
        chat.say("Bewaren")
    shown = whole(chat.say("/eigencasus", TITLE))
    assert "[Geef door] [Eerdere versies]" in shown
    offered = whole(chat.say("Eerdere versies"))
    assert "Versie 1, " in offered
    assert "Versie 2, " not in offered
    [button] = re.findall(r"\[(Versie 1, [^]]+)\]", offered)
    assert "wordt het versie 3" in whole(chat.say(button))
    assert "Wat zie je hier?" in whole(chat.say("Proberen", "Naar vraag 1"))
    chat.say("/stop")
    assert "is nu versie 3" in whole(chat.say("/eigencasus", "Bewaren"))
    assert "Wat zie je hier?" in whole(chat.say("Spelen", "Naar vraag 1"))
    assert [row["version"] for row in chat.data()["own_dialogues"]] == [1, 2, 3]


def test_of_many_versions_the_last_six_stay(chat: Chat, send: Sent):
    """Older ones go; a number that is not there, or that of somebody else, puts nothing back."""
    for number in range(8):
        send(casus(question=f"Wat zie je op plek {number}?"))
        chat.say("Bewaren")
    own = chat.data()["own_dialogues"]
    assert [row["version"] for row in own] == [3, 4, 5, 6, 7, 8]
    for wrong in ("2", "0", "99", "x", ""):
        assert say("own_casus.not_mine") in whole(chat.say(f"/eigencasus terug {own[0]['id']} {wrong}"))
    assert "Welke versie" not in whole(chat.say("/eigencasus versies nergens"))


def test_a_casus_that_was_thrown_away_can_be_read_back(chat: Chat, send: Sent):
    """After Weghalen nobody can play it; what was written in it stays with one's data."""
    send(casus())
    chat.say("Bewaren", "Spelen", "Naar vraag 1", "mijn antwoord", "Klaar", "/pauze", "/eigencasus", TITLE, "Weghalen")
    assert "De casus is weg." in whole(chat.say("Weghalen"))
    assert TITLE not in whole(chat.say("/menu"))
    assert "vond ik niet" in whole(chat.say(f"/casus {TITLE}"))
    [run] = chat.data()["runs"]
    assert run["answers"][0]["text"] == "mijn antwoord"
    assert "mijn antwoord" in whole(chat.say(f"/lees {run['id']}"))


def test_a_casus_that_is_thrown_away_while_one_is_in_it_ends(chat: Chat, send: Sent):
    """The next thing that is said in it gets one sentence, and nothing is lost."""
    send(casus())
    chat.say("Bewaren", "Spelen", "Naar vraag 1", "mijn antwoord", "/eigencasus", TITLE, "Weghalen", "Weghalen")
    assert say("menu.dialogue_gone") in whole(chat.say("/verder"))


def test_a_yaml_file_is_taken_and_its_findings_name_the_line(chat: Chat, send: Sent):
    """The id in the file does not count; a finding says on which line it is."""
    heard = send(YAML.replace(QUESTION, "Vertel eens").encode(), "casus.yaml")
    assert "regel 14\nEen vraag eindigt met een vraagteken" in heard
    assert "Vragen: 1." in send(YAML.encode(), "casus.yml")
    chat.say("Bewaren", "Spelen")
    assert chat.data()["runs"][0]["dialogue"].startswith("eigen-")
    assert "kind: casus" in send(YAML.replace("kind: casus", "kind: reflectie").encode(), "x.yaml")
    assert "geen casus" in send(b"- een\n- lijst\n", "x.yaml")


def test_something_heavy_needs_a_warning_beforehand(chat: Chat, send: Sent):
    """Without Vooraf the finding says so in the words of the document; with it the casus begins with the warning."""
    heavy = "Samira vertelt dat haar vader haar mishandelt."
    assert "zet bovenaan een kop Vooraf" in send(casus(story=heavy))
    parts = [("Title", TITLE), ("Heading 1", "Vooraf"), ("Normal", "Het gaat over geweld."), ("Heading 1", "Verhaal"),
             ("Normal", heavy), ("Heading 1", "Vraag 1"), ("Normal", QUESTION)]  # fmt: skip
    send(docx(*parts))
    assert "Vooraf: Het gaat over geweld." in whole(chat.say("Proberen"))
    assert "niets van bewaard" in whole(chat.say("Andere casus"))


def test_names_in_the_casus_are_no_details_of_a_client(chat: Chat, send: Sent):
    """Under Personen stand made-up names; an answer that speaks of them is not asked about."""
    send(template())
    chat.say("Bewaren", "Spelen", "Ik begin", "Naar vraag 1")
    assert "Ik kijk alleen naar woorden" in whole(chat.say("ik zou Harm bellen", "Klaar"))


def test_words_of_the_file_are_never_markup_of_a_finding(chat: Chat, send: Sent):
    """A heading with signs in it is shown as it was written."""
    assert "“Bijlage **{head}**”" in send(docx(("Title", TITLE), ("Heading 1", "Bijlage **{head}**")))


def test_what_follows_from_a_finding_is_not_told_besides(chat: Chat, send: Sent):
    """A document with one word in it is told of its headings, not of the keys that a YAML file would have."""
    heard = send(docx(("Normal", "woord")))
    assert "Er staan 3 dingen in" in heard
    assert "summary" not in heard


def test_many_findings_are_told_a_few_at_a_time(chat: Chat, send: Sent):
    """Four are shown in two bubbles, and how many are left."""
    parts = [("Title", TITLE), *(("Heading 1", f"Onzin {n}") for n in range(9))]
    assert "En nog 6" in send(docx(*parts))


@pytest.mark.parametrize("way", ["toon", "proef", "bewaar", "weg"])
def test_a_command_without_a_name_does_nothing(chat: Chat, send: Sent, way: str):
    """What waits to be kept stays as it was."""
    send(casus())
    assert say("own_casus.not_mine") in whole(chat.say(f"/eigencasus {way}"))
    assert [row["version"] for row in chat.data()["own_dialogues"]] == [0]


def test_there_is_an_end_to_how_many_are_kept(chat: Chat, send: Sent):
    """One more than the most is refused, a new version of one that is there is not."""
    for number in range(own_casus.MOST):
        send(casus(title=f"Casus {number}"))
        chat.say("Bewaren")
    assert f"Je hebt er al {own_casus.MOST}" in send(casus(title="Nog een"))
    assert "wordt het versie 2" in send(casus(title="Casus 0"))


def test_halfway_a_question_a_file_takes_nothing_away(chat: Chat, send: Sent):
    """What was being written stands there still, whether the file is refused or read."""
    chat.say("/reflecteer starr", "half antwoord")
    heard = send(b"geen zip")
    assert say("own_casus.refused_broken") in heard
    assert "Je bent nog bij" in heard
    send(casus())
    assert "half antwoord" in whole(chat.say("/verder"))


def test_another_person_sees_nothing_of_it(chat: Chat, send: Sent):
    """Not in the lists, not by name, not by its id."""
    send(casus())
    chat.say("Bewaren")
    [own] = chat.data()["own_dialogues"]
    assert STORY in whole(chat.say("/casus de lege stoel"))
    heard = _other(chat, f"eigencasus toon {own['id']}", f"begin eigen-{own['id']}", f"casus {TITLE}")
    assert STORY not in heard
    assert "Die casus is er niet meer." in heard
    assert "vond ik niet" in heard


def _other(chat: Chat, *commands: str) -> str:
    """What somebody else hears to commands."""
    for number, command in enumerate(("start", "", *commands)):
        incoming = Incoming(Signal.COMMAND if command else Signal.TEXT, chat.clock.now, command or "Akkoord")
        chat.office.receive([Arrival("telegram", f"{number}", "99", incoming)])
        chat.office.work_all()
    return "\n".join(f"{item.reply.text} {item.reply.values}" for item in chat.office.outgoing("telegram"))


def test_before_consent_a_file_is_not_kept(tmp_path: Path):
    """The screen comes first; the file does not wait behind it, and after the yes it is asked for once more."""
    with chatting(tmp_path, agreed=False) as chat:
        Sent(chat, tmp_path)(casus())
        Sent(chat, tmp_path)(casus())
        assert say("own_casus.not_fetched") in whole(chat.say("Akkoord"))
        assert chat.data()["own_dialogues"] == []


def test_a_path_that_leads_nowhere_is_said_in_one_sentence(chat: Chat, tmp_path: Path):
    """A file that is not there, a folder, a device and one that is too large."""
    for path in (tmp_path / "nee.docx", tmp_path, Path("/dev/zero")):
        assert say("own_casus.not_there") in whole(chat.say(f"/eigencasus {path}"))
    large = tmp_path / "groot.docx"
    large.write_bytes(bytes(2 << 20))
    assert say("own_casus.refused_large") in whole(chat.say(f"/eigencasus {large}"))


def test_without_a_reader_a_file_is_answered_as_it_always_was(chat: Chat, tmp_path: Path):
    """A Nabij that reads no files says what it says of any file."""
    shelf = replace(library(installed(), House()), reader=None)
    office = Office(chat.store, Conversation(shelf), DataExporter(chat.store, shelf))
    chat.terminal = Terminal(office, office.work_all, "ik", chat.clock, tmp_path)
    assert Sent(chat, tmp_path)(casus()).startswith(say("menu.other"))
