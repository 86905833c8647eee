"""Schools and employers, where they stand next to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.language.ordinary import ordinary
from bot.language.spans import Word
from bot.privacy.numbers import Span
from bot.privacy.wording import either, listed

_SENTENCE = re.compile(r"[^.!?\n]+")
_CAPITALS = r"[a-z0-9][\w'&-]{0,30}(?: [\w'&-]{1,30}){0,4}"


@cache
def _school() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<kind>{either('places', 'schools')}) (?:(?P<article>de|het|'t|st\.?|sint) )?(?P<name>{_CAPITALS})"
    )


@cache
def _college() -> re.Pattern[str]:
    part = r"[a-z][\w'-]{0,30}"
    return re.compile(rf"\b(?P<name>{part}(?: {part}){{0,2}}?) (?P<kind>{either('places', 'colleges')})\b")


@cache
def _class() -> re.Pattern[str]:
    years = "brugklas|eerste|tweede|derde|vierde|vijfde|zesde|examenklas"
    return re.compile(rf"\b(?:op|naar) (?:het|de) (?P<name>[a-z][\w'-]{{2,30}}) in (?:klas|groep|de (?:{years}))\b")


@cache
def _employer() -> re.Pattern[str]:
    kinds = either("places", "firm_kinds")
    works = r"(?:werkt|werkte|werken|werkzaam|aan de slag|in dienst|een baan|baantje|stage|stage loopt)"
    leaves = "(?:gestopt|begonnen|begint|ontslagen|weg|solliciteert|solliciteerde)"
    return re.compile(
        rf"\b(?:{works} (?:(?!bij\b|voor\b)\w+ ){{0,2}}(?:bij|voor)|{leaves} bij(?= (?:{kinds}) )) (?:de |het |een )?"
        rf"(?P<it>(?:(?P<kind>{kinds}) )?(?P<name>{_CAPITALS}))"
    )


def _run_of_capitals(text: str, start: int, end: int) -> int:
    """Where the words with a capital (and what joins them) end, at most at `end`; `start` where there is none."""
    last = start
    for found in re.finditer(r"\S+", text[start:end]):
        word = found[0]
        if word[0].isupper() or word[0].isdigit():
            last = start + found.end()
        elif last == start or word.lower() not in listed("names", "particles") | {"en", "&"}:
            break
    return start + len(text[start:last].rstrip(".,;:!?)"))


def _beside_person(flat: str, start: int, people: list[Span]) -> bool:
    """Whether the sentence around a place speaks of a person."""
    for sentence in _SENTENCE.finditer(flat):
        if sentence.start() <= start < sentence.end():
            words = set(re.findall(r"[\w-]+", sentence[0]))
            named = any(sentence.start() <= one < sentence.end() for one, _ in people)
            return named or bool(words & listed("places", "person"))
    return False


def schools(text: str, flat: str, people: list[Span]) -> Iterator[Span]:
    """A kind of school with its name ("obs de klimop"), or a name with its kind ("Erasmus College")."""
    for found in _school().finditer(flat):
        start = found.start("name")
        end = _run_of_capitals(text, start, found.end("name"))
        if end == start and found["article"] and found["kind"] != "school" and found["kind"] != "middelbare":
            end = start + len(found["name"].split()[0])
        if end > start and _beside_person(flat, start, people):
            yield found.start("kind"), end
    for found in _college().finditer(flat):
        first = _first_capital(text, *found.span("name"))
        lone = found["name"].split()[-1]
        if first is None and not ordinary(lone) and lone not in listed("names", "particles"):
            first = found.end("name") - len(lone)
        if first is not None and _beside_person(flat, first, people):
            yield first, found.end("kind")
    yield from _of_a_class(text, flat, people)


def _of_a_class(text: str, flat: str, people: list[Span]) -> Iterator[Span]:
    """The name in "op het Vossius in klas 2"."""
    for found in _class().finditer(flat):
        start, end = found.span("name")
        if text[start].isupper() and not ordinary(found["name"]) and _beside_person(flat, start, people):
            yield start, end


def _first_capital(text: str, start: int, end: int) -> int | None:
    """Where the words with a capital that reach to `end` begin."""
    first = None
    for found in reversed(list(re.finditer(r"\S+", text[start:end]))):
        if found[0][0].isupper() and not ordinary(found[0].lower()):
            first = start + found.start()
        elif found[0].lower() not in listed("names", "particles"):
            break
    return first


def employers(text: str, flat: str, said: list[Word]) -> Iterator[Span]:
    """The firm after "werkt bij", not the writer's own."""
    for found in _employer().finditer(flat):
        if re.search(r"\b(?:ik|wij|we|collega)\b[^.!?\n]*$", flat[max(0, found.start() - 25) : found.start()]):
            continue
        start = found.start("it")
        end = _run_of_capitals(text, found.start("name"), found.end("name"))
        if end == found.start("name") and found["name"].split()[0] in listed("places", "firms"):
            end += len(found["name"].split()[0])
        if end > found.start("name"):
            yield start, end
