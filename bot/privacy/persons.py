"""What one word can be, as a part of a person's name."""

from __future__ import annotations

from functools import cache, lru_cache

from bot.language.ordinary import ordinary, seems_ordinary
from bot.language.spans import Word, level
from bot.privacy.wording import listed, names, towns

SHORTEST = 3  # letters of an unknown word that is taken for a name


@lru_cache(maxsize=8192)
def base(plain: str) -> str:
    """A name without the s of "Hamza's moeder" or "Hamzas moeder"."""
    if plain.endswith("'s"):
        return plain[:-2]
    known = plain in names("given") or plain in names("surname") or ordinary(plain)
    return plain[:-1] if plain.endswith("s") and not known and plain[:-1] in names("given") else plain


@lru_cache(maxsize=8192)
def _any_part(plain: str, section: str) -> bool:
    """Whether the word, or a part between hyphens, is in a section of the names."""
    return plain in names(section) or ("-" in plain and any(part in names(section) for part in plain.split("-")))


@cache
def _telling() -> frozenset[str]:
    lists = ("titles", "kin_titles", "particles", "called")
    given = names("given") | names("capital") | names("word")
    return given.union(*(listed("names", key) for key in lists))


def telling(word: Word) -> bool:
    """Whether a name could begin here at all; false for most words, and quick."""
    return word.text[0].isupper() or base(word.plain) in _telling() or "-" in word.plain


def certain_given(word: Word) -> bool:
    """A given name that is no other word, in any case; or with a capital, one that is sometimes another word."""
    plain = base(word.plain)
    return _any_part(plain, "given") or (word.capital and _any_part(plain, "capital"))


def possible_given(word: Word) -> bool:
    """A given name that is an ordinary word too, in this case."""
    plain = base(word.plain)
    return plain in names("word") or plain in names("capital")


def in_surnames(word: Word) -> bool:
    """Whether it is a listed surname, or a part between hyphens is."""
    plain = base(word.plain)
    return any(_any_part(plain, section) for section in ("surname", "wordy", "trade"))


def ordinary_surname(word: Word) -> bool:
    """A surname that is an ordinary word too: Bakker, Bloemen."""
    return word.plain in names("wordy") or word.plain in names("trade") or ordinary(word.plain)


def nobody(word: Word) -> bool:
    """Words with a capital that name no person: months, peoples, firms."""
    return word.plain in listed("names", "nobody")


def is_town(text: str) -> bool:
    """Whether the words together are a town: Den Haag."""
    return level(text) in towns()


def particle(word: Word) -> bool:
    """A tussenvoegsel."""
    return word.plain in listed("names", "particles")


def strange(word: Word) -> bool:
    """A word with a capital inside it all that is no ordinary word, town or firm: it may be a name."""
    plain = base(word.plain)
    return word.capital and len(plain) >= SHORTEST and not (nobody(word) or ordinary(plain) or plain in towns())


def lower_surname(word: Word, after_particle: bool, formal: bool) -> bool:
    """Whether a word in lower case can be the surname after a title, a given name or a tussenvoegsel."""
    if in_surnames(word) and (
        after_particle or not ordinary_surname(word) or (formal and word.plain in names("trade"))
    ):
        return True
    return (after_particle or formal) and len(word.plain) >= SHORTEST and not seems_ordinary(word.plain)


def surname(word: Word, after_particle: bool = False, formal: bool = False) -> bool:
    """Whether the word can be a surname where one is expected."""
    if nobody(word):
        return False
    if word.capital and not word.opens:
        return True
    return not word.capital and lower_surname(word, after_particle, formal)
