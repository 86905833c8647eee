"""The identifying-detail check: who and where could this be, in what a person wrote.

It looks at words and forms only and never changes a text by itself. Kinds of findings (stable):

    name        a person's name (given name, surname, both, initials with surname), without mevrouw, familie ...
    phone       a phone number; numbers of services (112, 113, 0800, 0900) are none
    email       an e-mail address, also a dictated one
    bsn         nine figures that pass the elfproef, or figures after "bsn"
    iban        an account number that passes its test
    address     a street with its number, a post box
    postcode    four figures and two letters
    town        a town beside an address or after "woont in"
    birthdate   a date that is told as somebody's birth or birthday
    plate       a Dutch licence plate
    handle      a name on a social network
    case        the number of a file, a case, a client
    school      a school with its name, in a sentence about a person
    employer    a firm after "werkt bij"
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from bot.language.spans import Word, level, words
from bot.privacy import places, work
from bot.privacy.finding import Finding, finding, without_overlap
from bot.privacy.numbers import SPANS, Span, date
from bot.privacy.people import People, repeated
from bot.privacy.persons import base
from bot.privacy.wording import lines, listed

_TAKEN = "¤"  # stands for what has been found already, so that nothing finds it twice


def find(text: str, known: Collection[str] = ()) -> list[Finding]:
    """Every identifying detail of a text, in order, without overlap.

    Args:
        text: what a person wrote.
        known: names that are no detail: persons of a casus, authors, titles of lemmas. A whole name counts, and of a
            name in several parts its surname alone ("Baart"), not its first name alone.
    """
    level_text = level(text)
    every = list(words(text, level_text))
    flat, details = _without_people(text, level_text, every)
    said = [word for word in every if flat[word.start] != _TAKEN]
    names = _names(text, said, _known(known))
    details += [("birthdate", span) for span in _births_beside(flat, names)]
    details += [("school", span) for span in work.schools(text, flat, names)]
    details += [("employer", span) for span in work.employers(text, flat, said)]
    details += [("name", span) for span in names]
    return without_overlap(finding(text, *span, kind) for kind, span in details)


def _without_people(text: str, flat: str, said: list[Word]) -> tuple[str, list[tuple[str, Span]]]:
    """The details with a form of their own, and the level text in which they are covered."""
    found: list[tuple[str, Span]] = []
    for kind, spans in SPANS:
        flat = _cover(flat, kind, spans(flat), found)
    flat = _cover(flat, "address", places.addresses(text, flat, said), found)
    flat = _cover(flat, "postcode", places.postcodes(text, flat), found)
    near = [span for kind, span in found if kind in ("address", "postcode")]
    flat = _cover(flat, "town", places.found_towns(text, flat, near), found)
    return flat, found


def _cover(flat: str, kind: str, spans: Iterable[Span], found: list[tuple[str, Span]]) -> str:
    """The level text with the spans covered; adds them to what was found."""
    for start, end in list(spans):
        if _TAKEN not in flat[start:end] and start < end:
            found.append((kind, (start, end)))
            flat = flat[:start] + _TAKEN * (end - start) + flat[end:]
    return flat


def _names(text: str, said: list[Word], known: frozenset[str]) -> list[Span]:
    """The names of people, the known ones left out."""
    said = _without_phrases(level(text), said)
    found = [span for span, alone in People(text, said).spans() if not _is_known(text, span, alone, known)]
    more = [span for span in repeated(said, found) if not _is_known(text, span, True, known)]
    return found + more


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, lines('names', 'phrases')))})\b")


def _without_phrases(flat: str, said: list[Word]) -> list[Word]:
    """The words without those of phrases such as Albert Heijn, and jan en alleman."""
    taken = [found.span() for found in _phrases().finditer(flat)]
    return [word for word in said if not any(start <= word.start < end for start, end in taken)] if taken else said


def _known(names: Collection[str]) -> frozenset[str]:
    """The known names in level form, also without mevrouw; of those in several parts also the surname, with a star."""
    whole = {" ".join(level(name).split()) for name in names}
    whole |= {_untitled(name) for name in whole}
    return frozenset(whole | {f"*{name.split()[-1]}" for name in whole if " " in name})


def _untitled(name: str) -> str:
    """A name without the words before it that are no part of it: "mevrouw de wit", "mw. de wit"."""
    first, _, rest = name.partition(" ")
    titles = listed("names", "titles") | listed("names", "kin_titles")
    return _untitled(rest) if rest and first.rstrip(".") in titles else name


def _is_known(text: str, span: Span, alone: bool, known: frozenset[str]) -> bool:
    flat = " ".join(level(text[span[0] : span[1]]).split())
    last = base(flat.split()[-1])
    return flat in known or base(flat) in known or (alone and f"*{last}" in known)


def _births_beside(flat: str, names: list[Span]) -> Iterator[Span]:
    """A date with a year right after a name is a date of birth: "Jeroen Visser (12-03-1985)"."""
    pattern = re.compile(
        rf"(?: ?\( ?(?:geb\.? )?(?P<bracket>(?=[^)]{{6,}}){date()})|"
        rf",? ?(?P<it>(?=.{{6,}}(?:19|200)[0-9]){date()})(?![0-9]))"
    )
    for _, end in names:
        found = pattern.match(flat, end)
        if found:
            yield found.span("bracket" if found["bracket"] else "it")


def replaced(text: str, findings: Iterable[Finding]) -> str:
    """The text with every finding replaced; a point after an initial is not doubled."""
    parts: list[str] = []
    place = 0
    for one in sorted(findings, key=lambda item: item.start):
        if one.start < place:
            continue
        instead = one.replacement
        parts += [text[place : one.start], instead]
        place = one.end + (instead.endswith(".") and text[one.end : one.end + 1] == ".")
    return "".join([*parts, text[place:]])


def details_json(text: str, known: Collection[str] = ()) -> dict[str, object]:
    """The findings as the contract's `nabij details --json` tells them."""
    found = [{"start": one.start, "end": one.end, "kind": one.kind} for one in find(text, known)]
    return {"text": text, "found": found}


def lines_json(stream: Iterable[str], known: Collection[str] = ()) -> Iterator[dict[str, object]]:
    """`details_json` of each line of a stream."""
    return (details_json(line.rstrip("\r\n"), known) for line in stream)
