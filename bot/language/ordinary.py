"""Ordinary Dutch words: what is no name though it stands where a name could stand ("mevrouw huilde")."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from bot.language.spans import level

_ENDINGS = re.compile(
    r"(?:[^aeiou]de|te|den|ten|[bdfgklmnprsv]t|lijk|lijke|heid|ing|ingen|eert|eerd|eren|isch|ische|loos|loze|baar|bare)$|"
    r"^(?:ge|be|ver|ont|her|af|aan|in|op|uit|mee|weg|toe|terug|door|over|voor)[a-z]{3,}(?:d|t|en)$"
)
LONGEST = 12  # letters; longer words are ordinary unless a list of names says otherwise


@cache
def listed() -> frozenset[str]:
    """The words of words.txt, read once."""
    text = resources.files(__package__).joinpath("words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in level(text).splitlines() if not line.startswith("#") for word in line.split())


def ordinary(plain: str) -> bool:
    """Whether a word (level form, see `bot.language.spans`) is listed as an ordinary Dutch word."""
    return plain in listed() or plain.replace("'", "") in listed()


def ends_ordinary(plain: str) -> bool:
    """Whether a word ends (or begins and ends) as Dutch verbs, adjectives and abstract nouns do."""
    return _ENDINGS.search(plain) is not None


def seems_ordinary(plain: str) -> bool:
    """Whether a word is listed, is very long, or ends as Dutch verbs and adjectives do."""
    return ordinary(plain) or len(plain) > LONGEST or ends_ordinary(plain)
