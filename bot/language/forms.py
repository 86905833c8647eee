"""Forms: which Dutch word forms belong together ("brieven" and "briefje", "belde" and "aangebeld" and "bellen").

Each word gets keys; two words are forms of one word when they share a key. A verb key begins with "~" and is given to
a form that may be a verb; whether a word is sought as a verb is for the seeker to say (`is_verbal`), so that "wel" is
not found in "geweld" (which might be a participle of a verb "wellen"). Keys need not be words: only sharing counts.

PyStemmer's `dutch_porter` does what is left: -lijk, -end, -isch. It knows no strong verbs, no diminutives, no -t of
"luistert" and no length of vowels ("kop" and "kopen"), hence this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files

import Stemmer

from bot.language.wordlists import listed

PARTICLES = listed("particles")
PREFIXES = ("be", "ge", "er", "her", "mis", "ont", "ver")
SHORTEST_STEM = 3
SHORTEST_PLAIN = 6  # letters of "veilig" in "veiligheid"; "eigenheid" has too little to do with "eigen"
SHORTEST_PORTER = 5  # letters; shorter stems of Porter's mix "kop" and "kopen", "ler" of "leraar" and "leren"

_OPEN = re.compile(r"(?:^|[^aeiou])([aeou])[^aeiouwjxy]$")
_WEAK = {"t": ("t",), "d": ("d",), "e": ("te", "de"), "n": ("ten", "den")}
_HARD = {"v": "f", "z": "s"}
_DIMINUTIVE = re.compile(r"(?:etje|tje|pje|kje|je)s?$")
_PARTICIPLE = re.compile(rf"({'|'.join(sorted(PARTICLES, key=len, reverse=True))}|)ge(\w{{2,}}?)(d|t|en)")
_PREFIX = re.compile("|".join(sorted([*PARTICLES, *PREFIXES], key=len, reverse=True)))
_PLURALS = {
    "kinderen": "kind", "kinder": "kind", "eieren": "ei", "steden": "stad", "leden": "lid", "schepen": "schip",
    "dagen": "dag", "wegen": "weg", "daken": "dak", "gaten": "gat", "glazen": "glas", "baden": "bad", "spelen": "spel",
    "paden": "pad", "bladen": "blad", "slagen": "slag", "gebeden": "gebed", "gebreken": "gebrek", "oorlogen": "oorlog",
    "hoven": "hof", "graven": "graf", "verdragen": "verdrag", "bedragen": "bedrag", "sloten": "slot", "zaken": "zaak",
    "festiviteiten": "festiviteit", "moeilijkheden": "moeilijkheid", "ouderen": "oudere", "jongeren": "jongere",
    "oudere": "oudere", "jongere": "jongere", "gelden": "gelden",
}  # fmt: skip


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("dutch_porter", 0)  # it keeps no words: they may be a person's


@cache
def _strong() -> dict[str, str]:
    """Form to the verb key of its infinitive."""
    lines = files("bot.language").joinpath("verbs.txt").read_text(encoding="utf-8").splitlines()
    verbs = [line.split() for line in lines if line and not line.startswith("#")]
    return {form: min(_bases(verb[0][:-2])) if len(verb[0]) > 4 else verb[0] for verb in verbs for form in verb}


def _bases(cut: str) -> Iterator[str]:
    """What a word may have been before an ending with a vowel: "bell" is bel, "woon" of "won", "brief" of "briev"."""
    hard = cut[:-1] + _HARD.get(cut[-1], cut[-1])
    if cut[-1] == cut[-2:-1] and cut[-1] not in "aeiou":
        yield cut[:-1]
    elif vowel := _OPEN.search(cut):
        yield hard[:-1] + vowel[1] + hard[-1]
        if vowel[1] == "e" and re.search(r"[aeiou]", cut[: vowel.start() + 1]):
            yield hard
    else:
        yield hard


def _nouns(word: str) -> Iterator[str]:
    """The word and what it may be a plural, an inflection, a comparative or a diminutive of."""
    yield word
    if word in _PLURALS or word in listed("small") or word in PARTICLES:
        yield _PLURALS.get(word, word)
        return
    more = () if word in listed("whole") or word.removesuffix("e") in listed("whole") else (("er", 4), ("ere", 4))
    for ending, rest in (("en", 3), ("e", 3), *more):
        if word.endswith(ending) and len(word) >= rest + len(ending):
            yield from _bases(word[: -len(ending)])
    if word.endswith("s") and len(word) > 4:
        yield word[:-1].removesuffix("'")
    plain = word.removesuffix("heid").removesuffix("heden")
    if plain != word and len(plain) >= SHORTEST_PLAIN:
        yield plain
    if small := _DIMINUTIVE.search(word):
        yield from _whole(word, small)


def _whole(word: str, small: re.Match[str]) -> Iterator[str]:
    """What a diminutive is the small one of."""
    plain = word.removesuffix("s")
    for ending, instead in (("je", ""), ("tje", ""), ("mpje", "m"), ("nkje", "ng"), ("etje", "")):
        if plain.endswith(ending) and len(plain) >= len(ending) + SHORTEST_STEM:
            whole = plain[: -len(ending)] + instead
            yield whole[:-1] if ending == "etje" and whole[-1] == whole[-2] else whole


def _verbs(word: str, whole: bool) -> Iterator[str]:
    """The stems of the verbs that the word may be a form of."""
    yield from _strong_stems(word)
    yield word
    if word[-1] not in "ndetg":
        return
    for ending, rest in (("en", 2), ("end", 4), ("ende", 4), ("e", 2), ("ing", 3), ("ingen", 3)):
        if word.endswith(ending) and len(word) >= len(ending) + rest:
            yield from _bases(word[: -len(ending)])
    weak: tuple[str, ...] = () if whole else _WEAK.get(word[-1], ())
    for ending in weak:
        if word.endswith(ending) and len(word) >= len(ending) + SHORTEST_STEM:
            yield word[: -len(ending)]
    if "ge" in word:
        yield from _of_participle(word)


def _of_participle(word: str) -> Iterator[str]:
    if parted := _PARTICIPLE.fullmatch(word.removesuffix("e")):
        particle, stem, ending = parted.groups()
        if ending != "en":
            yield from (particle + stem, particle + stem + ending)
        elif f"ge{stem}en" not in _strong():
            yield from (particle + base for base in _bases(stem))


def _strong_stems(word: str) -> Iterator[str]:
    """The stems of irregular verbs, behind whatever prefix: "uitgesproken" is of "uitspreek"."""
    strong = _strong()
    if word in strong:
        yield strong[word]
    if not (begin := _PREFIX.match(word)):
        return
    for cut in range(begin.end(), 1, -1):  # the longest prefix and shorter ones
        prefix, rest = word[:cut], word[cut:]
        if rest in strong and (prefix in PARTICLES or prefix in PREFIXES):
            yield prefix + strong[rest]
        if prefix in PREFIXES and "ge" + rest in strong:  # "verzonnen": the ge- of the participle is left out
            yield prefix + strong["ge" + rest]


def keys(word: str) -> frozenset[str]:
    """All keys of a folded word: as a noun or adjective, and, with "~", as a verb."""
    return _of_common_words().get(word) or _keys(word)


@cache
def _of_common_words() -> dict[str, frozenset[str]]:
    """Small and everyday words are half of what is typed; other words may be a person's and are not kept."""
    return {word: _keys(word) for word in listed("small") | listed("whole") | listed("parts") | _strong().keys()}


def _keys(word: str) -> frozenset[str]:
    found = {key for key in _nouns(word) if len(key) >= SHORTEST_STEM or key == word}
    whole = is_whole(found)
    if len(word) > SHORTEST_PORTER and not (whole or word in _PLURALS or word.endswith("heid")):
        porter = str(_stemmer().stemWord(word))
        found |= set(_bases(porter)) if len(porter) >= SHORTEST_PORTER else set()
    found |= {"~" + stem for stem in _verbs(word, whole) if len(stem) >= SHORTEST_STEM - 1}
    return frozenset(found)


def is_whole(found: AbstractSet[str]) -> bool:
    """Whether these are the keys of a form of a word of the list `whole`."""
    return not listed("whole").isdisjoint(found)


@cache
def _everyday() -> frozenset[str]:
    return frozenset(key for word in listed("whole") for key in noun_or_act(word))


def is_everyday(found: frozenset[str]) -> bool:
    """Whether these are the keys of an everyday word, as a verb too: "verhuurt", "contracten"."""
    return not found.isdisjoint(_everyday())


def is_verbal(word: str) -> bool:
    """Whether a word that is sought is a verb or names an act: "bellen", "geslagen", "bedreiging"."""
    if word in _PLURALS or not listed("no_acts").isdisjoint(_nouns(word)):
        return False
    return word.endswith(("en", "ing", "aan", "ien")) or bool(_PARTICIPLE.fullmatch(word)) or word in _strong()


def noun_or_act(word: str) -> frozenset[str]:
    """The keys by which a word is sought."""
    return frozenset(key for key in keys(word) if is_verbal(word) or not key.startswith("~"))


def clash(sought: str, found: str) -> bool:
    """Whether one is a plural in -s and the other a verb or a plural in -en: "regels" and "regelen"."""
    for one, other in ((sought, found), (found, sought)):
        if one[-1] == "s" and other[-2:] == "en" and one[:-1] == other[:-2] and one[-3:-1] in ("el", "er", "en", "em"):
            return True
    return False
