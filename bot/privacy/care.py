"""The care check: could somebody be in danger, in what a person wrote? It asks, and never judges.

Two things are looked at. The phrases of care.toml, in groups: `suicide` and `self_harm` (113, huisarts), `violence`
(violence, threat, abuse, neglect: Veilig Thuis), `danger` (112). And how much the text is like what people wrote when
somebody was in danger (`likeness`): that asks too, as group `unclear`, and lets a phrase pass that clearly means
something else. Neither tells whether the writer or another person is meant: that is the question Nabij asks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate, pairwise
from typing import Any

from bot.language.ordinary import ordinary
from bot.language.spans import level
from bot.privacy.likeness import STOP, likeness, stretches, weights
from bot.privacy.sieve import Sieve

GROUPS = ("suicide", "self_harm", "violence", "danger")  # with phrases
UNCLEAR = "unclear"  # like danger, but of which kind is not known
KINDS = (*GROUPS, UNCLEAR)
MOST_FILLERS = 3
MOST_BETWEEN = 4
_TOKEN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+|[.!?;]")
_STOPS = frozenset(".!?;")
_MARKS = re.compile(r"[\u0300-\u036f]")
_GAP, _FAR, _JOINED = "\x01", "\x02", "\x03"  # stand for " _ ", " __ ", " ?" while the other spaces are replaced
_TOPIC = "topic "
_SHORT, _LONG = 7, 10  # letters from which one slip, two slips are forgiven


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a text that made the check ask: from `start` up to `end` (code points), and their group, of `KINDS`."""

    start: int
    end: int
    group: str


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("care.toml").read_text(encoding="utf-8"))


def _words(key: str) -> str:
    """A list under [words] as alternatives; a hyphen stands for a space."""
    return "|".join(word.replace("-", " ") for word in _data()["words"][key].split())


def _named(line: str) -> str:
    """A line of the file with the lists that it names."""
    for key in ("self", "near", "child", "close", "hit", "harmed", "things"):
        line = line.replace(f"{{{key}}}", _words(key))
    return line


def _expanded(line: str) -> str:
    """A line of the file as a regular expression over words parted by single spaces."""
    apart = rf" (?:(?:{_words('fillers')}) ){{0,{MOST_FILLERS}}}"
    few, many = (rf" (?:[^ ]+ ){{0,{most}}}?" for most in (MOST_BETWEEN, 2 * MOST_BETWEEN))
    line = line.replace(" __ ", _FAR).replace(" _ ", _GAP).replace(" ?", _JOINED)
    return line.replace(" ", apart).replace(_JOINED, " ?").replace(_GAP, few).replace(_FAR, many)


@cache
def lines(*names: str) -> tuple[tuple[str, str], ...]:
    """The lines that stand in the file under these names: as they are written, and as regular expressions."""
    text: Any = _data()
    for name in names:
        text = text[name]
    named = [_named(line) for line in text.splitlines() if line]
    return tuple((line, _expanded(line)) for line in named)


@cache
def _danger() -> Sieve:
    """What is asked about always, and topics: these only where the sentence is not about study."""
    always = {group: lines(group, "lines") for group in GROUPS}
    return Sieve({**always, **{_TOPIC + group: lines("topic", group) for group in _data()["topic"]}})


@cache
def _benign() -> Sieve:
    return Sieve({"benign": lines("benign", "lines")})


@cache
def _theory() -> frozenset[str]:
    return frozenset(_data()["words"]["theory"].split())


@cache
def _same() -> Mapping[str, str]:
    pairs = (pair.split("=") for pair in _data()["spelling"]["same"].split())
    return {written: meant.replace("_", " ") for written, meant in pairs}


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    """The word as the phrases spell it: short forms in full, long words of the file without their slips."""
    if word in _same():
        return _same()[word]
    if len(word) < _SHORT or ordinary(word):
        return word
    from rapidfuzz import process  # a start need not wait for it
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= _LONG else 1
    near = process.extractOne(word, _data()["spelling"]["words"].split(), scorer=OSA.distance, score_cutoff=slips)
    return str(near[0]) if near else word


class _Sentence:
    """A sentence as words parted by single spaces, with the places of its words in the text."""

    def __init__(self, tokens: list[tuple[int, int, str]]) -> None:
        self.tokens = tokens
        said = [word for _, _, word in tokens]
        self._starts = list(accumulate([len(word) + 1 for word in said[:-1]], initial=0))
        self.about_study = not _theory().isdisjoint(said)
        text = " ".join(said)
        for _, found in _benign().find(text):
            text = text[: found.start()] + "¤" * len(found[0]) + text[found.end() :]
        self.text = text

    def phrases(self) -> Iterator[Phrase]:
        """What the check asks about in this sentence."""
        for group, found in _danger().find(self.text):
            if not (self.about_study and group.startswith(_TOPIC)):
                starts = zip(self.tokens, self._starts, strict=True)
                inside = [token for token, start in starts if found.start() <= start < found.end()]
                yield Phrase(inside[0][0], inside[-1][1], group.removeprefix(_TOPIC))


def _sentences(text: str) -> Iterator[_Sentence]:
    tokens: list[tuple[int, int, str]] = []
    flat = level(text)
    marked = _MARKS.search(flat) is not None
    for found in _TOKEN.finditer(flat):
        word = found[0]
        if word not in _STOPS:
            tokens.append((*found.span(), _spelt(_MARKS.sub("", word) if marked else word)))
        elif tokens:
            yield _Sentence(tokens)
            tokens = []
    if tokens:
        yield _Sentence(tokens)


def phrases(text: str, fiction: bool = False) -> list[Phrase]:
    """The words that made the check ask, in order of place, so that they can be shown back.

    Args:
        text: what was written.
        fiction: whether it is about people who were made up; then likeness alone has to be greater.
    """
    sentences = list(_sentences(text))
    ask = weights().fiction if fiction else weights().ask
    asked = _weighed(sentences, _spoken(sentences), ask) if sentences else ()
    return sorted(asked, key=lambda phrase: (phrase.start, phrase.end, KINDS.index(phrase.group)))


def _weighed(sentences: list[_Sentence], found: set[Phrase], ask: float) -> set[Phrase]:
    """The phrases that are not taken to mean something else, and places that are like danger without a phrase."""
    words = list(_in_a_row(sentences))
    alone = max(ask, weights().fiction)  # a long text has many sentences, each of which could ask for nothing
    meant, doubted, asked = set[Phrase](), set[Phrase](), set[Phrase]()
    parts = [(part, ask) for part in stretches(len(words))]
    for part, least in parts + [(part, alone) for part in _apart(words)]:
        here = [words[number] for number in part]
        like = likeness([word for _, _, word in here])
        inside = {phrase for phrase in found if here[0][0] <= phrase.start and phrase.end <= here[-1][1]}
        if like.lets_pass(weights().doubt):
            doubted |= inside
        else:
            meant |= inside
        if like.asks(least) and not inside:
            shown = [word for word in here[like.start : like.end] if word[2] != STOP]
            asked.add(Phrase(shown[0][0], shown[-1][1], UNCLEAR))
    return asked | (found - (doubted - meant))


def _apart(words: list[tuple[int, int, str]]) -> Iterator[range]:
    """The sentences of a text that has more than one, in parts where they are long."""
    stops = [-1, *(number for number, (_, _, word) in enumerate(words) if word == STOP), len(words)]
    for before, after in pairwise(stops) if len(stops) > 2 else ():
        yield from (range(before + 1 + part.start, before + 1 + part.stop) for part in stretches(after - before - 1))


def _spoken(sentences: list[_Sentence]) -> set[Phrase]:
    return {phrase for sentence in sentences for phrase in sentence.phrases()}


def read(text: str) -> tuple[list[str], bool]:
    """What the weights are learned from: the words of a text as the check reads them, and whether a phrase is there."""
    sentences = list(_sentences(text))
    return [word for _, _, word in _in_a_row(sentences)], bool(_spoken(sentences))


def _in_a_row(sentences: list[_Sentence]) -> Iterator[tuple[int, int, str]]:
    """The words of a text as the phrases spell them, with their places; between two sentences a stop."""
    for number, sentence in enumerate(sentences):
        if number:
            yield (sentence.tokens[0][0], sentence.tokens[0][0], STOP)
        for start, end, said in sentence.tokens:
            for word in said.split():
                yield start, end, word


def about(text: str, fiction: bool = False) -> frozenset[str]:
    """The groups, of `KINDS`, of danger that the text speaks of; empty where nothing is asked; as `phrases`."""
    return frozenset(phrase.group for phrase in phrases(text, fiction))


def care(text: str) -> bool:
    """Whether the care question is asked."""
    return bool(phrases(text))


def care_json(text: str) -> dict[str, object]:
    """The outcome as the contract's `nabij care --json` tells it."""
    return {"text": text, "care": care(text)}


def lines_json(stream: Iterable[str]) -> Iterator[dict[str, object]]:
    """`care_json` of each line of a stream."""
    return (care_json(line.rstrip("\r\n")) for line in stream)
