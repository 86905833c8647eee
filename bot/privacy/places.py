"""Addresses, postcodes and towns. A town counts only beside an address or after "woont in"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.language.ordinary import ends_ordinary, ordinary
from bot.language.spans import Word
from bot.privacy.numbers import Span
from bot.privacy.wording import either, listed, town_pattern, towns

_ADDITION = r"(?:(?: ?- ?| )?(?:[a-tv-z](?![a-z])|hs\b|bis\b|huis\b|i{2,3}\b|iv\b)(?:-?[0-9]{1,3})?|-[0-9]{1,4})?"
_FIGURES = rf"(?!(?:19|20)[0-9]{{2}}(?![0-9]))[1-9][0-9]{{0,3}}(?![0-9]|[.:][0-9]){_ADDITION}"
_AFTER_STREET = r"(?:(?<=straat )|(?<=laan )|(?<=gracht )|(?<=kade )|(?<=weg )|(?<=singel )|(?<=plein ))"
_POSTCODE = re.compile(r"(?<![\w.,-])[1-9][0-9]{3} ?(?!sa\b|sd\b|ss\b)[a-z]{2}(?![\w-])")
_POST = re.compile(r"\bpostbus [1-9][0-9]{0,5}\b")
_PLEIN_1940 = re.compile(r"\bplein (?:19|20)[0-9]{2} (?P<number>[1-9][0-9]{0,3}[a-z]?)\b")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NO_LETTERS = re.compile(
    "(?:eu|nl|uk|us|vs|pm|am|mb|gb|tb|kg|km|cm|mm|ad|bc|be|en|of|in|is|op|te|to|na|om|we|ze|hz|kw|mg|ml|ha)"
)
_SHORTEST = 5  # letters of a street name in one word; "weg" and "straat" alone are none


def _no_unit() -> str:
    """No "3 keer", "2de" or "10%" after a number."""
    return rf"(?!(?:ste|de|e)\b| ?(?:{either('places', 'units')}|%)(?![a-z]))"


@cache
def _street() -> re.Pattern[str]:
    """A word that ends like a street, with a house number."""
    ends = f"{either('places', 'street_sure')}|{either('places', 'street_perhaps')}|str"
    number = rf"(?:(?:nummer|nr|huisnummer)\.? )?(?:{_FIGURES}|{_AFTER_STREET}(?:{either('places', 'numbers')})\b)"
    return re.compile(rf"(?<![\w-])(?P<street>[\w'-]{{0,40}}?(?:{ends}))\.?,? {number}{_no_unit()}")


@cache
def _bare_street() -> re.Pattern[str]:
    """A street without a number, after "woont op" or with a capital after "op de"."""
    ends = "straat|laan|gracht|kade|singel|dreef|plantsoen|steeg|plein|weg|dijk"
    lives = either("places", "lives")
    return re.compile(
        rf"\b(?:(?P<lives>{lives}) (?:\w+ )?)?(?:op|aan|in|naar|langs) (?:de |het )?(?P<it>[\w'-]{{3,40}}(?:{ends}))\b"
    )


@cache
def _given_address() -> re.Pattern[str]:
    """Any words with a number after "adres" or "woont aan"."""
    lives = either("places", "lives")
    opening = rf"(?:\badres\b[:,]?(?: is)?:?|\b(?:{lives})(?: \w+)? (?:op|aan|in|naar)) (?:de |het |nu |op )*"
    return re.compile(rf"{opening}(?P<it>(?:[a-z'][\w'-]{{1,30}} ){{1,4}}?{_FIGURES}){_no_unit()}")


def addresses(text: str, flat: str, said: list[Word]) -> Iterator[Span]:
    """Streets with a number, post boxes, and streets alone where someone lives in them."""
    at = {word.start: place for place, word in enumerate(said)}
    yield from (found.span() for found in _POST.finditer(flat))
    yield from (found.span() for found in _PLEIN_1940.finditer(flat))
    for found in _street().finditer(flat):
        start = _first_of_street(found.start("street"), at, said)
        if _is_street(
            found["street"], text[found.start("street")].isupper(), start < found.start("street"), flat[:start]
        ):
            yield start, found.end()
    for found in _given_address().finditer(flat):
        start, end = found.span("it")
        if text[start].isupper():
            yield start, end
    for found in _bare_street().finditer(flat):
        start, end = found.span("it")
        sure = found["it"] not in listed("places", "no_street") and not ordinary(found["it"])
        if sure and (found["lives"] or text[start].isupper()):
            yield _first_of_street(start, at, said), end


def _is_street(street: str, capital: bool, more: bool, before: str) -> bool:
    """Whether a word that ends like a street is one."""
    if street in listed("places", "no_street") or street in towns() or (len(street) < _SHORTEST and not more):
        return False
    sure = re.search(rf"(?:{either('places', 'street_sure')}|str)$", street) is not None
    whole = street in listed("places", "street_sure") | listed("places", "street_perhaps")
    if whole:
        return more and (sure or capital)
    if sure:
        return capital or more or not ordinary(street)
    if street.endswith("ing") or ordinary(street):
        return False
    return capital or more or (not ends_ordinary(street) and _leads(before))


def _leads(before: str) -> bool:
    """Whether the words before a number lead to an address."""
    lives = either("places", "lives")
    return re.search(rf"(?:^|\b(?:op|aan|in|naar|adres|bij|{lives}|de|het)[:,]? |[:,] ?)$", before[-20:]) is not None


def _first_of_street(start: int, at: dict[int, int], said: list[Word]) -> int:
    """Where the street's name begins: "Burgemeester de Vlugt-laan", "nieuwe binnen-weg"."""
    place = at.get(start)
    if place is None:
        return start
    first = place
    particles = listed("names", "particles")
    for back in range(place - 1, max(place - 6, -1), -1):
        word, after = said[back], said[back + 1]
        if after.start - word.end not in (1, 2) or not _joins(word, particles):
            break
        if word.plain not in particles or (word.capital and not word.opens and word.plain not in ("de", "het")):
            first = back
    return said[first].start


def _joins(word: Word, particles: frozenset[str]) -> bool:
    """Whether a word may belong to the street that comes after it."""
    if word.plain in particles or word.plain in listed("places", "street_first"):
        return True
    return word.capital and not (word.opens and ordinary(word.plain)) and word.plain not in ("ik", "bij", "naar")


def postcodes(text: str, flat: str) -> Iterator[Span]:
    """Four figures and two letters, in capitals, or in lower case where no ordinary words can be meant."""
    for found in _POSTCODE.finditer(flat):
        start, end = found.span()
        letters, shown = found[0][-2:], text[end - 2 : end]
        apart = found[0][4] == " "
        loose = apart and (_NO_LETTERS.fullmatch(letters) or (_YEAR.match(found[0]) and not shown.isupper()))
        led = flat[:start].rstrip(" :").endswith("postcode")
        if led or (shown.isupper() and not loose) or not (apart or _NO_LETTERS.fullmatch(letters)):
            yield start, end


def found_towns(text: str, flat: str, near: list[Span]) -> Iterator[Span]:
    """Towns right after an address or postcode (`near`), and after "woont in"."""
    after = _town_after()
    for _, end in near:
        found = after.match(flat, end)
        if found:
            yield found.span("it")
    for found in _lives_in().finditer(flat):
        start, end = found.span("it")
        town = flat[start:end]
        if town in listed("names", "nobody"):
            continue
        if text[start].isupper() or (town in towns() and not ordinary(town)):
            yield start, end


@cache
def _town_after() -> re.Pattern[str]:
    return re.compile(rf",? ?(?:in |te |, )?(?P<it>(?:[0-9]{{4}} )?(?:{town_pattern()}))(?![\w-])")


@cache
def _lives_in() -> re.Pattern[str]:
    lives = either("places", "lives")
    opening = (
        rf"\b(?:(?:{lives}) (?:(?!in\b|te\b|naar\b)\w+ ){{0,2}}(?:in|te|naar)|in(?= \S+ (?:woont|wonen|woonde)\b))"
    )
    return re.compile(rf"{opening} (?P<it>{town_pattern()}|(?!de |het |een |zijn |haar )[a-z][\w'-]{{2,30}})(?![\w-])")
