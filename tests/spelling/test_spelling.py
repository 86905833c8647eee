"""Whatever people read is spelled as the Dutch dictionary and our own list of words have it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.spelling.dictionary import known, listed, misspelt, there, unknown
from tests.spelling.texts import Word, words


@pytest.fixture(scope="module", autouse=True)
def dictionary() -> None:
    """Skip without hunspell, unless the environment says that it must be there."""
    if there():
        return
    if "hunspell" in os.environ.get("NABIJ_REQUIRE", ""):
        pytest.fail("hunspell is required and not here (apt-get install hunspell hunspell-nl)")
    pytest.skip("no hunspell with a Dutch dictionary here")


@pytest.fixture(scope="module")
def every() -> list[Word]:
    """Every word that people read."""
    return list(words())


def test_every_word_is_known(every: list[Word]):
    """A word that neither the dictionary nor the list has is told with its file and line."""
    found = [f"{word.file}:{word.line} {word.text}" for word in unknown(every, known())]
    assert not found, "mend it, or add a real word to tests/spelling/words.txt:\n" + "\n".join(found)


def test_the_list_is_in_order_and_holds_only_what_is_needed(every: list[Word]):
    """Sorted, one word a line, each of them used somewhere and in no dictionary."""
    own = listed()
    assert own == sorted(set(own), key=lambda word: (word.casefold(), word))
    used = {form for word in every for part in (word.text, *word.text.split("-")) for form in (part, _small(part))}
    assert [word for word in own if word not in used] == []
    assert set(own) - misspelt(own) == set()


def _small(word: str) -> str:
    return word[:1].lower() + word[1:]


def test_all_kinds_of_text_are_read(every: list[Word]):
    """Dialogues, lexicon, fixed sentences and guides each give thousands of words."""
    for start in ("dialogues/", "lexicon/", "bot/texts/", "docs/"):
        assert sum(word.file.startswith(start) for word in every) > 1000, start


def test_a_mistake_is_told_at_its_line(tmp_path: Path):
    """In a text over several lines that of the word itself is named; ids and what a mirror looks for are no text."""
    (tmp_path / "dialogues").mkdir()
    (tmp_path / "dialogues" / "proef.yaml").write_text(
        "id: proeff\npersons: [Qwerty]\nscenes:\n  - steps:\n      - say: >-\n          Qwerty belt aan en wacht.\n"
        "          Niemandd doet open.\n        mirror: [{words: [empatisch], label: inlevven}]\n",
        encoding="utf-8",
    )
    assert [(word.line, word.text) for word in unknown(words(tmp_path), known(tmp_path))] == [
        (7, "Niemandd"),
        (8, "inlevven"),
    ]


def test_code_paths_and_markup_are_no_words(tmp_path: Path):
    """What stands in a fence, between backticks, in an address or behind a dash is left alone."""
    text = "Kijk **goed** in `coode` of [hier](wegg/naar.md), of\n```\nfoutt\n```\nmet --optie-x in docss/zo.\n"
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    assert [word.text for word in words(tmp_path)] == ["Kijk", "goed", "in", "of", "hier", "of", "met", "in"]
