"""`nabij record`: what was played becomes a conversation that plays."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.authoring import source, yaml_text
from bot.authoring.playing import play
from bot.authoring.recording import Book, recorded
from bot.dialogue.model import Dialogue
from bot.dialogue.parse import parse
from bot.errors import NabijError
from bot.storage.content import check_paths
from bot.storage.trees import read_tree
from tests.authoring.kit import SMALL, WHOLE, as_json, faults, put, screen
from tests.journeys.processes import command, environment

ROOT = Path(__file__).resolve().parents[2]


def record(folder: Path, *words: str, lines: str) -> subprocess.CompletedProcess[str]:
    """Run `nabij record` over a pipe."""
    env = {**environment(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command("record", *words), input=lines, cwd=folder, capture_output=True, text=True, env=env, timeout=180
    )


def dialogue(text: str = WHOLE) -> Dialogue:
    """A dialogue from its text."""
    tree, _ = read_tree(text.encode(), "proef.yaml")
    assert tree is not None
    return parse(tree)[0]


PLAYED = "Naar vraag 1\nschulden\nen stress: veel\nKlaar\nVerder\n"


def test_what_was_played_stands_as_a_conversation_and_plays(tmp_path: Path):
    """Said and heard, silence, labels and answers are written so that a person reads and `nabij check` plays them."""
    put(tmp_path)
    done = record(tmp_path, "proef.yaml", "--title", "Geld en stress", lines=PLAYED)
    assert done.returncode == 0, done.stderr
    assert "proef.test.yaml" in done.stderr
    assert (
        (tmp_path / "proef.test.yaml").read_text(encoding="utf-8")
        == """\
dialogue: proef
tests:
  - title: Geld en stress
    turns:
      - heard: [Harm belt niet meer., Naar vraag 1]
      - said: Naar vraag 1
        heard: ["Vraag 1 van 2. Wat speelt er?"]
      - said: schulden
        heard: []
      - said: "en stress: veel"
        heard: []
      - said: Klaar
        heard: ["Ik lees bij jou: geld. Over rust", Verder]
      - said: Verder
        heard: [Naast jouw antwoord · Het boek zwijgt., "Vraag 2 van 2. En dan?"]
    answers:
      v1: |-
        schulden
        en stress: veel
"""
    )
    # It plays; only the end is not reached yet.
    assert [problem.code for problem in check_paths([tmp_path / "proef.yaml"])] == ["N404"]


def test_one_more_is_added_to_what_is_there(tmp_path: Path):
    """An existing file keeps every line of it, comments too, and gets one conversation at its end."""
    put(tmp_path)
    old = "# van mij\ndialogue: proef\ntests:\n- title: Kort   # zo\n  turns:\n  - heard: Harm\n  - said: Naar vraag 1"
    test = put(tmp_path, old, "proef.test.yaml")
    done = record(tmp_path, "proef.yaml", lines="Naar vraag 1\n/overslaan\n/overslaan\nVerder\n")
    assert done.returncode == 0, done.stderr
    text = test.read_text(encoding="utf-8")
    assert text.startswith(old + "\n- title: Opgenomen gesprek 2\n  turns:\n")
    assert [str(problem) for problem in check_paths([tmp_path / "proef.yaml"])] == []


def test_look_ups_and_false_starts_are_left_out(tmp_path: Path):
    """Only what counts for the dialogue is written, from the last beginning on."""
    put(tmp_path)
    lines = (
        "Naar vraag 1\nonzin\n/opnieuw\nNaar vraag 1\n?wederkerigheid\nTerug naar vraag 1\nBegrip\nvertrouwen\nhuur\n"
    )
    assert record(tmp_path, "proef.yaml", lines=lines).returncode == 0
    text = (tmp_path / "proef.test.yaml").read_text(encoding="utf-8")
    assert [line.split("said: ")[1] for line in text.splitlines() if "said: " in line] == ["Naar vraag 1", "huur"]
    assert text.endswith("answers:\n      v1: huur\n")


def test_it_ends_with_the_dialogue(tmp_path: Path):
    """After the last answer nothing more is taken, so that the recording ends where the dialogue does."""
    put(tmp_path)
    lines = "Naar vraag 1\n/overslaan\n/overslaan\nVerder\nhallo\nnog iets\n"
    done = record(tmp_path, "proef.yaml", "--out", "ergens.test.yaml", lines=lines)
    assert done.returncode == 0, done.stderr
    assert "hallo" not in (tmp_path / "ergens.test.yaml").read_text(encoding="utf-8")
    assert not (tmp_path / "proef.test.yaml").exists()


def test_a_saved_file_leaves_nothing_that_is_not_so(tmp_path: Path):
    """What is heard is that of the version at the end, also for what was said before it was saved."""
    path = put(tmp_path)
    on, _, _ = screen(
        "Naar vraag 1", "geld", "Klaar", "Verder", lambda: put(tmp_path, SMALL.replace("zwijgt", "spreekt")), "iets"
    )
    rehearsal = play(source.find(str(path)), on, to_the_end=True)
    assert rehearsal is not None
    Book(tmp_path / "proef.test.yaml", rehearsal.passage.dialogue).add(rehearsal.said, "Zo")
    assert "Het boek spreekt." in (tmp_path / "proef.test.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("dialogue: anders\ntests: [{title: T, turns: [{heard: x}]}]\n", "hoort bij “anders”"),
        ("dialogue: proef\ntests: [\n", "N101"),
        ("dialogue: proef\ntests: [{title: T, turns: [{heard: x}]}]\n", "Er is niets veranderd"),
        ("tests:\n  - title: T\n    turns: [{heard: x}]\ndialogue: proef\n", "Er is niets veranderd"),
    ],
)
def test_a_file_that_cannot_be_added_to_stays_as_it_is(tmp_path: Path, test: str, told: str):
    """Another dialogue's tests, a broken file, or a layout that has no end to write at: told, and untouched."""
    put(tmp_path)
    path = put(tmp_path, test, "proef.test.yaml")
    done = record(tmp_path, "proef.yaml", lines="Naar vraag 1\n")
    assert done.returncode == 1
    assert told in done.stderr
    assert path.read_text(encoding="utf-8") == test


def test_nothing_said_is_nothing_written(tmp_path: Path):
    """Who ends at once gets no file."""
    put(tmp_path)
    done = record(tmp_path, "proef.yaml", lines="")
    assert (done.returncode, "niets bewaard" in done.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["proef.yaml"]


def test_the_test_of_an_installed_dialogue_lies_beside_it():
    """`nabij record ID` adds to the conversations of that dialogue."""
    found = source.find("abiba")
    assert found.test.is_file()
    assert found.test.name == "abiba.test.yaml"


SAID = some.one_of(
    some.sampled_from(["Ik begin", "1. Bellen", "Wachten", "Blijven", "Klaar", "Verder", "Eens", "4", "Buren", "Geld",
                       "Hoe lang?", "Ja", "Nee", "/terug", "/overslaan", "/pauze", "/verder", "/begrip",
                       "Verhaal lezen", "Opnieuw schrijven", "~",
                       "null", "- x", "a: b", "[x]", "'", '"', "#", "no", "12:30"]),
    some.text(max_size=12).map(lambda text: " ".join(text.split())),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(some.lists(SAID, max_size=14), some.text(max_size=20).map(lambda text: " ".join(text.split()) or "T"))
def test_whatever_is_played_can_be_recorded(tmp_path_factory: pytest.TempPathFactory, said: list[str], title: str):
    """Any words, in any order, over every kind of step, give a conversation that passes and fits the schema."""
    path = tmp_path_factory.mktemp("opname") / "proef.test.yaml"
    book = Book(path, dialogue())
    book.add([line for line in said if line], title)  # raises when what it wrote does not play
    assert book.count == 0
    assert Book(path, dialogue()).count == 1
    from bot.authoring import schema

    root = schema.test_schema()
    assert faults(as_json(path.read_text(encoding="utf-8")), root, root) == []


@given(some.text(max_size=30))
def test_a_scalar_reads_back_as_it_was(text: str):
    """Plain or quoted, on one line, also within a list."""
    if any(0xD800 <= ord(sign) <= 0xDFFF for sign in text):
        return
    tree, problems = read_tree(
        f"een: {yaml_text.scalar(text)}\nlijst: {yaml_text.flow_list([text, 'b'])}\n".encode(), "x"
    )
    assert tree is not None, problems
    assert [node.text for _, _, node in tree.pairs[:1]] == [text]
    assert [node.text for node in tree.pairs[1][2].items] == [text, "b"]


def test_a_conversation_is_made_without_a_file():
    """The first words of a bubble, not all of them, are what is looked for."""
    text = recorded(dialogue(SMALL.replace("niet meer.", "al weken niet meer met zijn zus.")), [], "Begin")
    assert text == ("  - title: Begin\n    turns:\n      - heard: [Harm belt al weken niet meer met, Naar vraag 1]\n")


def test_a_faulty_dialogue_is_not_recorded(tmp_path: Path):
    """A file that cannot be played gives its faults and no recording."""
    put(tmp_path, SMALL.replace("ask: En dan?", "vraag: En dan?"))
    done = record(tmp_path, "proef.yaml", lines="Naar vraag 1\n")
    assert done.returncode == 1
    assert " N110 " in done.stderr
    with pytest.raises(NabijError):
        source.find(str(tmp_path / "weg.yaml"))
