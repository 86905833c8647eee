"""Reading and checking a leerlijn."""

from __future__ import annotations

from bot.dialogue.learning_line import LearningLine, LinePart, check_line, parse_line
from bot.dialogue.model import Dialogue
from bot.problems import Problem
from bot.storage.trees import read_tree

HEAD = "id: proef\ntitle: Proef\nsummary: Kort.\naim: Je weet meer.\nlevel: beide\n"
WHOLE = (
    HEAD
    + """\
parts:
  - {dialogue: abiba, place: thuis}
  - read: presentie
    place: les
    class: Wie doet dit al?
"""
)


def read(text: str) -> tuple[LearningLine, list[Problem]]:
    """The leerlijn in a text with everything wrong in it; abiba is the one dialogue, presentie the one word."""
    tree, faults = read_tree(text.encode(), "proef.yaml")
    assert tree, faults
    line, problems = parse_line(tree)
    return line, problems + check_line(line, ["abiba"], ["presentie"], tree)


def codes(parts: str) -> list[tuple[int, str]]:
    """Line and code of all that is wrong with some parts; they begin at line 7."""
    return [(problem.line, problem.code) for problem in read(f"{HEAD}parts:\n{parts}")[1]]


def test_a_leerlijn_is_read_with_its_parts_in_order():
    """Title, aim and level, and each part with what it leads to, where it is done and the sentence for the class."""
    line, problems = read(WHOLE)
    assert problems == []
    assert (line.id, line.title, line.aim, line.level, line.file) == (
        "proef", "Proef", "Je weet meer.", "beide", "proef.yaml",
    )  # fmt: skip
    assert line.parts == (
        LinePart("abiba", "", "thuis", "", 7), LinePart("", "presentie", "les", "Wie doet dit al?", 8),
    )  # fmt: skip
    assert [part.id for part in line.parts] == ["abiba", "presentie"]


def test_minutes_are_added_up_unless_the_author_gives_them():
    """A dialogue counts for its own minutes, a word for two."""
    dialogues = {"abiba": Dialogue(id="abiba", kind="casus", title="Abiba", scenes=(), minutes=25)}
    assert read(WHOLE)[0].duration(dialogues) == 27
    assert read(WHOLE + "minutes: 90\n")[0].duration(dialogues) == 90


def test_an_unknown_dialogue_or_word_is_told_with_what_comes_near():
    """The finding names the nearest id there is."""
    problems = read(f"{HEAD}parts:\n  - {{dialogue: abbiba, place: thuis}}\n  - {{read: presenti, place: les}}\n")[1]
    assert [(problem.line, problem.code) for problem in problems] == [(7, "N204"), (8, "N502")]
    assert "Bedoelde je “abiba”?" in problems[0].text
    assert "Bedoelde je “presentie”?" in problems[1].text


def test_a_part_under_the_wrong_key_is_told_as_that():
    """A word under dialogue, or a dialogue under read, exists but not there."""
    assert codes("  - {dialogue: abiba, place: les}\n  - {dialogue: presentie, place: les}\n") == [(8, "N904")]


def test_a_part_is_one_thing():
    """Neither of the two, or both, is told."""
    assert codes("  - {dialogue: abiba, place: les}\n  - {place: les}\n") == [(8, "N902")]
    assert codes("  - {dialogue: abiba, read: presentie, place: les}\n") == [(7, "N902")]


def test_a_part_stands_in_it_once():
    """The second is told with where the first stands, also on one line."""
    assert codes("  [{dialogue: abiba, place: les}, {dialogue: abiba, place: thuis}]\n") == [(7, "N903")]


def test_a_dialogue_and_a_word_may_have_the_same_id():
    """They are two things, and both may be part of it."""
    text = f"{HEAD}parts:\n  - {{dialogue: abiba, place: les}}\n  - {{read: abiba, place: les}}\n"
    line, problems = read(text)
    assert [problem.code for problem in problems] == ["N904"]
    assert check_line(line, ["abiba"], ["abiba"]) == []


def test_there_is_something_to_do():
    """No parts, and parts that are all reading, are told."""
    assert codes("  []\n") == [(7, "N901")]
    assert codes("  - {read: presentie, place: les}\n") == [(7, "N901")]


def test_where_a_file_could_not_be_read_nothing_is_called_unknown():
    """With unknown dialogues and words the ids are taken on trust."""
    line = read(f"{HEAD}parts:\n  - {{dialogue: nergens, place: thuis}}\n")[0]
    assert check_line(line, None, None) == []
