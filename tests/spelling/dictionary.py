"""Which words nobody knows: hunspell with its Dutch dictionary, our own list, and the names that the content gives."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.authoring.keys import BLOCKS, STEPS
from tests.spelling.texts import ROOT, Word, names

LIST = Path(__file__).parent / "words.txt"
LANGUAGE = "nl_NL"


def there() -> bool:
    """Whether hunspell and its Dutch dictionary are installed."""
    if shutil.which("hunspell") is None:
        return False
    command = ["hunspell", "-d", LANGUAGE, "-l"]
    return subprocess.run(command, input=b"", capture_output=True, check=False).returncode == 0


def listed() -> list[str]:
    """Our own words, as they stand in the list."""
    return LIST.read_text(encoding="utf-8").split()


def misspelt(words: Iterable[str]) -> frozenset[str]:
    """The words that the dictionary does not have. One run of hunspell for all of them."""
    asked = sorted(set(words))
    command = ["hunspell", "-d", LANGUAGE, "-i", "utf-8", "-l"]
    done = subprocess.run(command, input="\n".join(asked), capture_output=True, encoding="utf-8", check=True)
    return frozenset(done.stdout.split("\n")) & frozenset(asked)


def known(root: Path = ROOT) -> set[str]:
    """What counts as known beside the dictionary: our list, the names in the content, the keys of its files."""
    return {*listed(), *names(root), *_keys()}


def unknown(words: Iterable[Word], own: set[str]) -> list[Word]:
    """The words that the dictionary does not have and that are not our own either.

    A word with hyphens is known as a whole or by all of its parts; a word of our own may begin a sentence.
    """
    every = list(words)
    parts = {part for word in every for part in (word.text, *_parts(word.text))}
    own = own | {word[0].upper() + word[1:] for word in own}
    wrong = misspelt(parts) - own
    return sorted(word for word in every if word.text in wrong and not _known_by_parts(word.text, wrong))


def _keys() -> Iterator[str]:
    """What an author types in a content file; a finding may name it."""
    yield from ("true", "false")
    for block in (*BLOCKS.values(), *STEPS.values()):
        yield from block


def _parts(word: str) -> list[str]:
    return [part for part in word.split("-") if len(part) > 1] if "-" in word else []


def _known_by_parts(word: str, wrong: frozenset[str]) -> bool:
    parts = _parts(word)
    return bool(parts) and not wrong & set(parts)
