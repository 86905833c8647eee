"""`nabij play`: talking with a file, over a pipe, with the file saved meanwhile."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import pytest

from bot.authoring import source
from bot.authoring.playing import play
from bot.authoring.screen import Screen
from bot.errors import ContentError, NabijError
from tests.authoring.kit import SMALL, WHOLE, Typed, at_a_terminal, put, screen
from tests.journeys.processes import command, environment

ROOT = Path(__file__).resolve().parents[2]


def played(path: Path, *lines: object) -> tuple[list[str], list[str]]:
    """What is heard over a pipe, and the faults that are listed."""
    on, out, faults = screen(*lines)
    play(source.find(str(path)), on)
    return out.getvalue().splitlines(), faults.getvalue().splitlines()


def save(path: Path, old: str, new: str) -> object:
    """What saving a change to a file does, to be done between two lines."""

    def now() -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        seen = path.stat().st_mtime_ns
        os.utime(path, ns=(seen + 1_000_000, seen + 1_000_000))

    return now


def test_a_file_is_talked_with_as_in_a_chat(tmp_path: Path):
    """Bubbles are lines, buttons a line of labels, and between the parts of an answer it is silent."""
    heard, faults = played(put(tmp_path), "Naar vraag 1", "schulden", "en stress", "Klaar", "Verder", "iets", "klaar")
    assert faults == []
    assert heard == [
        "Harm belt niet meer.", "[Naar vraag 1]",
        "Vraag 1 van 2. Wat speelt er?", "[Klaar] [Begrip] [Pauze]",
        "Ik lees bij jou: geld. Over rust vond ik niets, maar ik kijk alleen naar woorden. Wil je er iets over kwijt? "
        "Typ het, of ga door.",
        "[Verder]",
        "Naast jouw antwoord · Het boek zwijgt.", "Vraag 2 van 2. En dan?", "[Klaar] [Begrip] [Pauze]",
        "Dat was het. Wat je schreef blijft staan.",
    ]  # fmt: skip


def test_the_process_keeps_the_contract_of_chat(tmp_path: Path):
    """Over a pipe only the talk goes out, the status is 0 at the end of input, and nothing is written."""
    put(tmp_path)
    done = subprocess.run(
        command("play", "proef.yaml"), input="Naar vraag 1\nschulden\n", cwd=tmp_path, capture_output=True,
        text=True, env={**environment(tmp_path), "PYTHONPATH": str(ROOT)}, timeout=180,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "[Klaar] [Begrip] [Pauze]"
    assert [path.name for path in tmp_path.iterdir()] == ["proef.yaml"]


def test_a_word_is_looked_up_without_touching_the_answer(tmp_path: Path):
    """`?woord` shows the entry in one bubble with the way back, and what stood half written stands there still."""
    heard, _ = played(put(tmp_path), "Naar vraag 1", "schulden", "?wederkerigheid", "terug naar vraag 1", "en stress")
    assert heard[4].startswith("Wederkerigheid · ")
    assert heard[5].startswith("Lexicon nabijheid")
    assert heard[6] == "[Terug naar vraag 1]"
    assert heard[7:] == [
        "Vraag 1 van 2. Wat speelt er?", "Er stond: “schulden” Typ door of tik Klaar.", "[Klaar] [Begrip] [Pauze]"
    ]  # fmt: skip


def test_an_unsure_look_up_asks_which_is_meant(tmp_path: Path):
    """What may be meant stands on buttons for one line; anything else typed is a part of the answer again."""
    heard, _ = played(
        put(tmp_path), "Naar vraag 1", "?presensie", "presentie", "?presensie", "presentie en zo", "klaar"
    )
    assert "[presentie] [preventie] [Geen van deze]" in heard
    assert any(line.startswith("Presentie · ") for line in heard)
    assert heard[-1] == "[Verder]"  # the mirror, so there was an answer


def test_begrip_asks_which_word_and_an_unknown_one_is_told(tmp_path: Path):
    """The fixed button Begrip takes the next line as the word."""
    heard, _ = played(put(tmp_path), "Naar vraag 1", "Begrip", "wederkerigheid", "/begrip xyzzyq", "?")
    assert heard[4].startswith("Welk woord zoek je op?")
    assert heard[5].startswith("Wederkerigheid · ")
    assert any(line.startswith("“xyzzyq” ken ik niet") for line in heard)
    assert heard[-1].startswith("Welk woord zoek je op?")


def test_it_begins_again(tmp_path: Path):
    """/opnieuw starts at the first step with nothing written, also when the dialogue is over."""
    start = ["Harm belt niet meer.", "[Naar vraag 1]"]
    heard, _ = played(put(tmp_path), "Naar vraag 1", "iets", "/opnieuw")
    assert heard[-2:] == start
    heard, _ = played(put(tmp_path), "Naar vraag 1", "/stop", "hallo", "opnieuw")
    assert heard[-4:] == ["De dialoog is hier uit. Met /opnieuw begin je weer vooraan.", "[Opnieuw]", *start]


def test_pause_later_and_the_other_casus_are_told(tmp_path: Path):
    """What a chat would wait for is told, and one can go on at once."""
    heard, _ = played(put(tmp_path), "Naar vraag 1", "/pauze", "hallo", "verder waar ik was", "/dans")
    assert "De dialoog wacht. Met /verder ga je door." in heard
    assert heard[-3:-1] == ["Vraag 1 van 2. Wat speelt er?", "[Klaar] [Begrip] [Pauze]"]
    assert heard[-1].startswith("Die opdracht ken ik hier niet.")
    whole = put(tmp_path, WHOLE)
    heard, _ = played(whole, "Andere casus", "hallo")
    assert heard[2] == "Hier zou Abiba beginnen. Met /opnieuw speel je deze weer."
    heard, _ = played(whole, "Ik begin", "Wachten", "geld", "klaar", "verder", "nee", "klaar", "Nu al")
    assert "In Nabij wacht je nu tot het zover is. Hier kun je meteen verder." in heard
    assert heard[-2].startswith("Vraag 9 van 11. En nu?")
    heard, _ = played(whole, "Ik begin", "Wachten", "geld", "klaar", "verder", "nee", "klaar", "Liever niet")
    assert heard[-2].startswith("Vraag 10 van 11. Nog eens?")


def test_after_saving_the_talk_goes_on_at_the_same_step(tmp_path: Path):
    """A new version is used from the next line on; a question that reads otherwise is told and asked anew."""
    path = put(tmp_path)
    heard, faults = played(
        path, "Naar vraag 1", save(path, "Het boek zwijgt", "Het boek spreekt"), "schulden", "Klaar", "Verder",
        save(path, "En dan?", "En nu?"), "", "morgen bellen", "klaar",
    )  # fmt: skip
    assert faults == []
    assert "Naast jouw antwoord · Het boek spreekt." in heard
    assert heard[-4:] == [
        "Deze vraag is aangepast sinds je hem zag. Zo luidt hij nu:", "Vraag 2 van 2. En nu?",
        "[Klaar] [Begrip] [Pauze]", "Dat was het. Wat je schreef blijft staan.",
    ]  # fmt: skip


def test_a_step_that_went_leads_to_the_nearest_place(tmp_path: Path):
    """When the present step was renamed in the file the talk goes on at the begin of its scene."""
    path = put(tmp_path)
    heard, _ = played(path, "Naar vraag 1", save(path, "id: v1", "id: vraag-een"), "")
    assert "Ik breng je naar de plek die er het dichtst bij ligt." in heard[-3]


def test_a_faulty_version_is_told_and_the_last_good_one_goes_on(tmp_path: Path):
    """Faults of form are listed as file, line, code and text; what is typed goes to the version before."""
    path = put(tmp_path)
    heard, faults = played(
        path, "Naar vraag 1", save(path, "ask: En dan?", "vraag: En dan?"), "schulden", "Klaar", "Verder",
        save(path, "vraag: En dan?", "ask: En toen?"), "iets",
    )  # fmt: skip
    assert [line.split(" ", 2)[:2] for line in faults] == [[f"{path.as_posix()}:20", "N110"]]
    assert heard[7:] == [
        "Vraag 2 van 2. En dan?", "[Klaar] [Begrip] [Pauze]",
        "Deze vraag is aangepast sinds je hem zag. Zo luidt hij nu:", "Vraag 2 van 2. En toen?",
        "[Klaar] [Begrip] [Pauze]",
    ]  # fmt: skip


def test_what_does_not_hinder_playing_is_only_told(tmp_path: Path):
    """A label that is too long for a phone is listed, and the dialogue is played."""
    heard, faults = played(put(tmp_path, SMALL + "      - {id: k, choose: Zo?, options: [" + "lang " * 8 + ", Ja]}\n"))
    assert heard[0] == "Harm belt niet meer."
    assert len(faults) == 1
    assert " N302 " in faults[0]


def test_a_file_that_vanishes_for_a_moment_is_waited_for(tmp_path: Path):
    """Editors that save by renaming do not end the talk."""
    path = put(tmp_path)
    heard, faults = played(path, "Naar vraag 1", path.unlink, "schulden", lambda: put(tmp_path), "Klaar")
    assert faults == []
    assert heard[-1] == "[Verder]"


def test_a_file_that_cannot_be_played_is_told_with_its_faults(tmp_path: Path):
    """Over a pipe nobody can mend it, so the command ends; so it does for a test, a lemma and nothing at all."""
    with pytest.raises(ContentError, match="N110"):
        played(put(tmp_path, SMALL.replace("ask: En dan?", "vraag: En dan?")))
    with pytest.raises(ContentError):
        played(put(tmp_path, "- {id: netwerk, title: Netwerk, text: Mensen.}\n", "termen.yaml"))
    with pytest.raises(NabijError, match=r"abiba\.test\.yaml is een test"):
        source.find("dialogues/casus/abiba.test.yaml")
    with pytest.raises(NabijError, match="Bedoelde je “abiba”"):
        source.find("abbiba")


def test_an_installed_dialogue_is_played_by_its_id():
    """An id does as well as a file."""
    on, out, _ = screen("Ik begin")
    play(source.find("abiba"), on)
    assert out.getvalue().startswith("Vooraf: Abiba")


class Terminal(Screen):
    """A screen that says its remarks, as a terminal does, while lines come from a test."""

    def __init__(self, *lines: object) -> None:
        self.out, self.listed = io.StringIO(), io.StringIO()
        super().__init__(Typed(*lines), self.out, self.listed, styled=True)  # type: ignore[arg-type]

    def _next(self) -> str:
        return self._lines.readline()


def test_a_terminal_says_that_the_file_was_saved(tmp_path: Path):
    """In a terminal one sentence tells of a saved file, good or not, and words stand out."""
    path = put(tmp_path)
    on = Terminal(
        "Naar vraag 1", save(path, "En dan", "En toen"), "", save(path, "ask: En toen", "vraag: En toen"), "geld"
    )
    play(source.find(str(path)), on)
    told = on.out.getvalue()
    assert "je gaat verder waar je was, met de nieuwe versie" in told
    assert "je gaat verder met de vorige versie" in told
    assert "\x1b[1mVraag 1 van 2.\x1b[0m" in told
    assert " N110 " in on.listed.getvalue()


def test_a_terminal_waits_until_a_broken_file_is_mended(tmp_path: Path):
    """A file that cannot be played yet is named with its faults and tried again at Enter."""
    path = put(tmp_path, SMALL.replace("ask: En dan?", "vraag: En dan?"))
    on = Terminal(save(path, "vraag: En dan?", "ask: En dan?"), "", "Naar vraag 1")
    assert play(source.find(str(path)), on) is not None
    assert "Vraag 1 van 2." in on.out.getvalue()
    path = put(tmp_path, "id: [")
    assert play(source.find(str(path)), Terminal()) is None


def test_a_real_terminal_is_talked_with(tmp_path: Path):
    """On a pseudo-terminal the same command greets, wraps and ends at Ctrl-D with status 0."""
    put(tmp_path)
    with at_a_terminal(tmp_path, "play", "proef.yaml") as terminal:
        heard = terminal.until("›")
        terminal.type("Naar vraag 1\n")
        heard += terminal.until("[Klaar]") + terminal.until("›")
        assert terminal.leave("\x04") == 0
    assert "er wordt niets bewaard" in heard
    assert "Wat speelt er?" in heard


def test_a_recording_at_a_terminal_asks_for_its_title(tmp_path: Path):
    """When the dialogue is over, one sentence says what the conversation shows."""
    put(tmp_path)
    with at_a_terminal(tmp_path, "record", "proef.yaml") as terminal:
        for said in ("Naar vraag 1", "/stop"):
            terminal.until("›")
            terminal.type(said + "\n")
        terminal.until("in één zin?")
        terminal.type("Het begin\n")
        assert terminal.process.wait(30) == 0
    assert "- title: Het begin\n" in (tmp_path / "proef.test.yaml").read_text(encoding="utf-8")


def test_a_recording_that_is_broken_off_keeps_nothing(tmp_path: Path):
    """Ctrl-C leaves no file."""
    put(tmp_path)
    with at_a_terminal(tmp_path, "record", "proef.yaml") as terminal:
        terminal.until("›")
        terminal.type("Naar vraag 1\n")
        terminal.until("[Klaar]")
        assert terminal.leave("\x03") == 130
    assert [path.name for path in tmp_path.iterdir()] == ["proef.yaml"]
