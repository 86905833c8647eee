"""What an author looks for, made ready once: the words of a point of a mirror."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from bot.language.compounds import SHORTEST_PART
from bot.language.fold import words
from bot.language.forms import PARTICLES, is_verbal, keys, noun_or_act
from bot.language.misspelt import SHORTEST, sound, traces
from bot.language.wordlists import listed

SHORTEST_GLUED = 8  # letters of a phrase that is recognised when it is written as one word

# Verbs that begin like a separable one but never part: "ondernemen", "overleggen".
_NEVER_PART = re.compile(
    r"over(leven|tuig|weg|win|legg|drijv|vall|lijd|nacht|schat|zien)|onder(nem|handel|steun|zoek|wijz|gaan|brek|druk|houd|scheid|"
    r"schat|vind|teken)|voor(kom|spel|zien)|om(geven|arm|helz|schrijv)|door(br|sta)|vol(hard|tooi|doe)|weer(sta|spiegel)|"
    r"achterhal|mis(bruik|handel)|aanvaard|toe(s?pass)"
)
_PLURAL_S = re.compile(r"(?:e[lmnr]|[aeiouy])s$")
_PARTICLE = "|".join(sorted(PARTICLES, key=len, reverse=True))
_PARTED = re.compile(rf"({_PARTICLE})(\w+en|\w*(?:gaan|staan|slaan|zien|doen))")


@dataclass(frozen=True, eq=False)
class Word:
    """One word that is sought.

    Args:
        text: the folded word.
        keys: what its forms have in common (see `bot.language.forms`).
        particle: of a separable verb, else "".
        stems: of a separable verb: the keys of the verb without its particle.
        verbal: whether it is a verb or names an act.
        heard, written, traced: the sounds of its forms, those of them that may have a slip, and the traces of these.
    """

    text: str
    keys: frozenset[str]
    particle: str = ""
    stems: frozenset[str] = frozenset()
    verbal: bool = False
    heard: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    traced: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Unit:
    """Words of a phrase that stand together: small words and the word they belong to; `core` is its place or -1."""

    words: tuple[Word, ...]
    core: int


@dataclass
class Sought:
    """All words and phrases of one point, by what they are found with."""

    by_key: dict[str, list[Word]] = field(default_factory=dict)
    by_sound: set[str] = field(default_factory=set)
    by_trace: dict[str, set[str]] = field(default_factory=dict)
    by_head: dict[str, set[str]] = field(default_factory=dict)
    glued: set[str] = field(default_factory=set)
    parted: list[Word] = field(default_factory=list)
    by_sign: dict[str, list[tuple[Unit, ...]]] = field(default_factory=dict)


def word(text: str) -> Word:
    """A folded word as it is sought."""
    particle, stems = _parted(text)
    written = written_forms(text)
    traced = frozenset(trace for heard in written for trace in traces(heard))
    return Word(text, noun_or_act(text), particle, stems, is_verbal(text), heard_forms(text), written, traced)


def _parted(text: str) -> tuple[str, frozenset[str]]:
    """The particle of a separable verb and the keys of the rest."""
    parted = _PARTED.fullmatch(text)
    if not parted or _NEVER_PART.match(text) or len(parted[2]) < SHORTEST_PART:
        return "", frozenset()
    return parted[1], frozenset(key for key in keys(parted[2]) if key.startswith("~"))


def plural(text: str) -> str:
    """The plural in -en of a noun, itself when its plural is in -s ("handel") or it ends in -en."""
    if re.search(r"(?:[^ae]e[lmnr]|[aeiouy]|s)$", text):
        return text
    if long := re.search(r"(?:aa|ee|oo|uu)[^aeiou]$", text):
        text = text[: long.start() + 1] + text[-1]
    elif re.search(r"(?:^|[^aeiou])[aeou][^aeiouwx]$", text):
        text += text[-1]
    return text[:-1] + {"f": "v"}.get(text[-1], text[-1]) + "en"


def heard_forms(text: str) -> frozenset[str]:
    """How the forms of a word sound, for a word that is long enough to be recognised when it is misspelt."""
    if len(text) < SHORTEST:
        return frozenset()
    bare = {key.removeprefix("~") for key in noun_or_act(text)}
    ends = ("t", "te", "de", "e", "en") if is_verbal(text) else ("e", "s")
    forms = bare | {stem + end for stem in bare for end in ends} | {plural(text)}
    return frozenset(sound(form) for form in forms if len(form) >= SHORTEST)


def written_forms(text: str) -> frozenset[str]:
    """How a long word and its plural sound: only these are recognised with a slip of the thumb."""
    forms = (text, plural(text), text.removesuffix("n")) if len(text) >= SHORTEST else ()
    return frozenset(heard for heard in map(sound, forms) if len(heard) >= SHORTEST)


def heads(text: str) -> frozenset[tuple[str, str]]:
    """The parts as which a word may stand in a compound, each with the four letters it begins with."""
    if text in listed("small") or text in PARTICLES:
        return frozenset()
    parts = {text}
    if text.endswith("en"):
        parts |= {key for key in noun_or_act(text) if "~" not in key}
    elif _PLURAL_S.search(text):
        parts.add(text[:-1])
    starts = {(part[:SHORTEST_PART], part) for part in parts if len(part) >= SHORTEST_PART}
    soft = {"f": "v", "s": "z"}
    short = {(start[:-1] + soft[start[-1]], part) for start, part in starts if len(part) == 4 and start[-1] in soft}
    return frozenset(starts | short)


def _units(found: list[str]) -> tuple[Unit, ...]:
    """The words of a phrase, small ones with the word that follows them, and those at the end with the last."""
    groups: list[list[str]] = [[]]
    for text in found:
        groups[-1].append(text)
        if text not in listed("small"):
            groups.append([])
    rest = groups.pop()
    if groups:
        groups[-1] += rest
    else:
        groups = [rest]
    return tuple(_unit(group) for group in groups)


def _unit(group: list[str]) -> Unit:
    core = next((place for place, text in enumerate(group) if text not in listed("small")), -1)
    return Unit(tuple(word(text) for text in group), core)


def _add_word(sought: Sought, text: str) -> None:
    one = word(text)
    for key in one.keys:
        sought.by_key.setdefault(key, []).append(one)
    sought.by_sound |= one.heard
    for heard in one.written:
        for trace in traces(heard):
            sought.by_trace.setdefault(trace, set()).add(heard)
    for head, part in heads(text):
        sought.by_head.setdefault(head, set()).add(part)
    sought.glued |= {text, text + "s", plural(text)} if len(text) >= SHORTEST_GLUED else set()
    if one.particle:
        sought.parted.append(one)


def _add_phrase(sought: Sought, units: tuple[Unit, ...]) -> None:
    """A phrase is looked for when a key, a sound or a trace of its first word of weight is in the text."""
    first = units[0].words[max(units[0].core, 0)]
    for sign in first.keys | first.stems | first.heard | first.traced:
        sought.by_sign.setdefault(sign, []).append(units)


@lru_cache(maxsize=1024)
def ready(wanted: tuple[str, ...]) -> Sought:
    """The words and phrases of an author, made ready to be found."""
    sought = Sought()
    for entry in wanted:
        found = words(entry)
        if len(found) == 1:
            _add_word(sought, found[0])
        elif found:
            _add_phrase(sought, _units(found))
            glued = "".join(found)
            if len(glued) >= SHORTEST_GLUED:
                sought.by_key.setdefault(glued, []).append(Word(glued, frozenset({glued})))
    return sought
