"""What is asked for in a question: "wat betekent presentie ook alweer?" asks for "presentie"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.language.fold import fold
from bot.texts import say

MOST_SIGNS = 300  # of a question; what comes after is not looked at
MOST_PEELS = 12

_SIGNS = re.compile(r"[^\w\s'-]+|(?<!\w)['-]+|['-]+(?!\w)")
_PLURAL = re.compile(r"(?<=\w)'(?:s|ers?|tjes?)$")
_SPACE = re.compile(r"\s+")


def stages(text: str) -> tuple[str, ...]:
    """The folded text, then what is left of it each time a question phrase or article has been taken off.

    The last one is what is asked for. None is empty, unless the text has no words at all.
    """
    whole = _SPACE.sub(" ", _SIGNS.sub(" ", fold(text[:MOST_SIGNS]).replace("’", "'"))).strip()
    found = [whole]
    while len(found) < MOST_PEELS:
        rest = next(_peeled(found[-1], asked=len(found) > 1), "")
        if not rest:
            break
        found.append(rest)
    return tuple(found)


def core(text: str) -> str:
    """What a question asks for, folded."""
    return stages(text)[-1]


def _peeled(text: str, asked: bool) -> Iterator[str]:
    """Ways in which one phrase comes off, the best first; `asked` when something has come off before."""
    framed = _frames().fullmatch(text)
    if framed:
        yield next(part for part in framed.groups() if part).strip()
    always, later = (_heads(), _tails(), _articles(), _PLURAL), (_between(), _tails_too())
    for pattern in (*always, *later) if asked else always:
        rest = pattern.sub("", text, count=1).strip()
        if rest and rest != text:
            yield rest


def _patterns(name: str) -> list[str]:
    """The patterns of a text, small words allowed wherever they have a space outside a group's end."""
    between = rf"(?: (?:{say('lookup.ask_between')}))*"
    return [line.replace(" ", f"{between} ") for line in say(name).splitlines() if line]


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(_patterns('lookup.ask_heads'))})(?: |$)")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{say('lookup.ask_between')}) )+")


@cache
def _frames() -> re.Pattern[str]:
    lines = _patterns("lookup.ask_frames")
    named = [line.replace("?P<core>", f"?P<core{number}>") for number, line in enumerate(lines)]
    return re.compile("|".join(named))


@cache
def _articles() -> re.Pattern[str]:
    return re.compile(rf"^(?:{say('lookup.ask_articles')}) ")


@cache
def _tails() -> re.Pattern[str]:
    return re.compile(rf" (?:{say('lookup.ask_tails')})$")


@cache
def _tails_too() -> re.Pattern[str]:
    return re.compile(rf" (?:{say('lookup.ask_tails_too')})$")
