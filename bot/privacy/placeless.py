"""A text without date and place, to be brought before colleagues: what the details check finds, and when and where.

Days, dates, clock times, feasts, towns, streets and places with a name are replaced. Words that only say how long ago
stay: "gisteren" tells nothing once the date is gone. It looks at words alone; the writer reads it over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from bot.language.ordinary import ordinary
from bot.language.spans import level, words
from bot.privacy import details
from bot.privacy.finding import Finding
from bot.privacy.numbers import Span
from bot.privacy.wording import either, listed, towns
from bot.texts import say

_FIGURES = re.compile(
    r"(?<![\w.,-])(?![123]/[2345]\b)(?:[0-3]?\d[-/][01]?\d(?:[-/](?:\d{4}|\d{2}))?|(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\w-]|[.,]\d|/\d)"
)
_YEAR = re.compile(r"(?<![\w.,/-])(?<!wmo )(?<!wet )(?:19|20)\d\d(?![\w/-]|[.,]\d)")
_STREET = re.compile(r"\b[\w'-]{3,40}(?:straat|laan|gracht|kade|singel|dreef|plantsoen|steeg|plein|weg|dijk)\b")
_AMOUNT = re.compile(r" ?(?:euro|eur|meter|km|kilo|procent|%|graden|punten|keer|x\b|ml|mg)")


def find(text: str, known: Collection[str] = ()) -> list[Finding]:
    """Every place to replace, in order, without overlap; what the details check found goes first.

    Args:
        text: what a person wrote.
        known: names that are no detail, as in `details.find`.
    """
    found, flat = details.find(text, known), level(text)
    for kind, spans in (("date", _dates), ("time", _times), ("place", _places)):
        for start, end in spans(text, flat):
            if all(end <= other.start or other.end <= start for other in found):
                found.append(Finding(start, end, kind, say(f"bringing.replace_{kind}")))
    return sorted(found, key=lambda one: one.start)


def placeless(text: str, known: Collection[str] = ()) -> str:
    """The text with all of it replaced."""
    return details.replaced(text, find(text, known))


def _dates(text: str, flat: str) -> Iterator[Span]:
    """The longest ways of saying it first."""
    for pattern in _date_patterns():
        for found in pattern.finditer(flat):
            yield found.span()
    for pattern in (_FIGURES, _YEAR):
        for found in pattern.finditer(flat):
            if not _AMOUNT.match(flat, found.end()):
                yield found.span()


@cache
def _date_patterns() -> tuple[re.Pattern[str], ...]:
    days, parts = either("moments", "days"), either("moments", "parts")
    months, feasts = either("moments", "months"), either("moments", "holidays")
    named = f"{months}|{either('moments', 'beside')}"
    return (
        re.compile(rf"\b(?:(?:{days}) )?[0-3]?\d(?:e|ste|de)? (?:{named})\b\.?(?: (?:19|20)\d\d)?"),
        re.compile(rf"\b(?:(?:begin|half|eind|medio) )?(?:{months})(?: (?:19|20)\d\d)?\b"),
        re.compile(r"(?:(?<=\bin )|\b(?:begin|half|eind) )mei\b(?: (?:19|20)\d\d)?"),
        re.compile(rf"\b(?:{days})(?:{parts})?s?\b"),
        re.compile(rf"\b(?:(?:eerste|tweede) )?(?:{feasts})\b"),
    )


def _times(text: str, flat: str) -> Iterator[Span]:
    for pattern in _time_patterns():
        for found in pattern.finditer(flat):
            start, end = found.span("it")
            if not _AMOUNT.match(flat, end) and not _lasts().match(flat, end):
                yield start, end


@cache
def _time_patterns() -> tuple[re.Pattern[str], ...]:
    hours, steps = either("moments", "clock_hours"), either("moments", "clock_minutes")
    hour = rf"(?:{hours}|[01]?\d|2[0-4])"
    about = r"(?:een uur of |ongeveer |precies |uiterlijk |circa )?"
    near = rf"\b(?:{either('moments', 'leads')}) {about}"
    half = rf"(?:(?:(?:{steps}|\d\d?) (?:voor|over) )(?:half )?{hour}|half {hour})(?: uur)?\b"
    return (
        re.compile(r"(?<![\w.,:-])(?P<it>(?:[01]?\d|2[0-3])(?::[0-5]\d|\.[0-5]\d(?= uur))(?: ?uur)?)(?![\w:]|[.,]\d)"),
        re.compile(rf"\b(?:tussen|van) (?P<it>{hour}(?: uur)? (?:en|tot) {hour} uur)\b"),
        re.compile(rf"{near}(?P<it>(?:[01]?\d|2[0-3])\.[0-5]\d)(?![\w:]|[.,]\d)"),
        re.compile(rf"{near}(?P<it>{half}|{hour} uur\b)"),
        re.compile(rf"\b(?:om|rond|tegen|omstreeks) {about}(?P<it>(?!een\b){hour})(?= 's |[.,;:!?)\n]|$)"),
        re.compile(rf"\b(?P<it>(?:{steps}) (?:voor|over) half (?:{hours}))\b"),
    )


@cache
def _lasts() -> re.Pattern[str]:
    """What follows a time that lasts: "na twee uur wachten", and a count: "om drie redenen"."""
    return re.compile(rf" (?:{either('moments', 'lasts')})\b")


def _places(text: str, flat: str) -> Iterator[Span]:
    """Places named after what they are, streets, and towns with a capital."""
    for found in _named_place().finditer(flat):
        start, end = found.span("it")
        if text[start].isupper():
            yield start, end
    for found in _STREET.finditer(flat):
        if text[found.start()].isupper() and not _opens(text, found.start()) and not ordinary(found[0]):
            yield found.span()
    yield from _towns(text, flat)


@cache
def _named_place() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either('moments', 'place_kinds')}) (?P<it>(?:(?:de|het|'t|van) )?[a-z][\w'-]+)")


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins there, so that its capital tells nothing."""
    before = text[:start].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?:\n"


def _towns(text: str, flat: str) -> Iterator[Span]:
    """Towns of up to four words; a single word that is an everyday one counts only inside a sentence."""
    said = list(words(text, flat))
    for place, word in enumerate(said):
        if not text[word.start].isupper() and not word.plain.startswith("s-"):
            continue
        for count in (4, 3, 2, 1):
            last = said[min(place + count, len(said)) - 1]
            start = word.start - (text[max(word.start - 1, 0)] in "'’")
            name = flat[start : last.end]
            if _is_town(name, count == 1, word.opens):
                yield start, last.end
                break


def _is_town(name: str, single: bool, opens: bool) -> bool:
    """Whether these words name a town; "Rotterdam-Zuid" is one too."""
    first = name.partition("-")[0]
    if name not in towns() and not (single and len(first) > 3 and first in towns()):
        return False
    return not (single and ordinary(name) and (opens or name in listed("names", "nobody")))
