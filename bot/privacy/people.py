"""Finding people's names among the words of a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bot.language.ordinary import ordinary, seems_ordinary
from bot.language.spans import Word
from bot.privacy import persons
from bot.privacy.numbers import Span
from bot.privacy.wording import listed, names

_NEXT = re.compile(r" {1,2}['’]?")
_AFTER_TITLE = re.compile(r"\.?:? {1,2}['’]?")
_AFTER_KIN = re.compile(r",? {1,2}\(?")
_INITIAL = re.compile(r"\. ?")
_QUOTED = re.compile(r"\s?(?:\(?(?:19|20)[0-9]{2}|e\.a\.|et al|c\.s\.)")
MOST_PARTS = 6
MOST_PARTICLES = 4
_LOOSE = frozenset({"in", "op", "aan"})  # tussenvoegsels only before another one: in 't Veld
_ARTICLES = frozenset(
    {"de", "het", "een", "'t", "die", "dat", "deze", "geen", "dit", "mijn", "haar", "zijn", "hun", "ons", "je"}
)


class People:
    """The names in one text.

    Args:
        text: the text.
        said: its words, without those that belong to an address or another detail.
    """

    def __init__(self, text: str, said: list[Word]) -> None:
        self._text = text
        self._said = said

    def spans(self) -> Iterator[tuple[Span, bool]]:
        """Each name, and whether it is a surname alone (which may be an author's)."""
        place = 0
        while place < len(self._said):
            found = self._at(place)
            if found is None:
                place += 1
                continue
            first, last, alone = found
            end = self._said[last - 1]
            yield (self._said[first].start, end.end - 2 * end.plain.endswith("'s")), alone
            place = max(last, place + 1)

    def _at(self, place: int) -> tuple[int, int, bool] | None:
        """A name whose first telling word is at this place: first word, one past the last, surname alone."""
        word = self._said[place]
        if not persons.telling(word) and not self._is_called(place):
            return None
        for rule in (self._after_title, self._after_initials):
            found = rule(place)
            if found:
                return *found, False
        if self._is_given(place, word):
            return place, self._extended(place + 1), False
        if self._is_pointed_at(place, word):
            return place, self._extended(place + 1), False
        return self._surname_alone(place, word)

    # The words around.

    def _word(self, place: int) -> Word | None:
        return self._said[place] if 0 <= place < len(self._said) else None

    def _touch(self, left: int, gap: re.Pattern[str] = _NEXT) -> bool:
        """Whether the words at `left` and the next place stand together, with only that gap between them."""
        one, other = self._word(left), self._word(left + 1)
        return bool(one and other and gap.fullmatch(self._text[one.end : other.start]))

    def _before(self, place: int, gap: re.Pattern[str] = _NEXT) -> str:
        """The level form of the word before, "" where there is none."""
        return self._said[place - 1].plain if place and self._touch(place - 1, gap) else ""

    def _after(self, place: int) -> str:
        """The level form of the word after; "" where a sign or nothing follows."""
        return self._said[place + 1].plain if self._touch(place) else ""

    # Rules.

    def _after_title(self, place: int) -> tuple[int, int] | None:
        """The name after mevrouw, dhr., familie, tante ..."""
        plain = self._said[place].plain
        formal = plain in listed("names", "titles")
        if not (formal or plain in listed("names", "kin_titles")) or not self._touch(place, _AFTER_TITLE):
            return None
        first = place + 1
        if self._is_initial(first, lower=True):
            last = self._extended(self._past_initials(first), formal=True)
            return (first, last) if last > first + 1 else None  # "mevrouw K." tells no more than K.
        last = self._past_particles(first)
        name = self._word(last)
        if name is None or (last > first and not self._touch(last - 1)):
            return None
        given = persons.certain_given(name) or (persons.possible_given(name) and name.capital)
        if given and last > first and not formal and not self._said[first].capital:
            return None  # "de buurvrouw van Ali" is no Van Ali
        if not given and not persons.surname(name, after_particle=last > first, formal=formal or last == first):
            return None
        return first, self._extended(last + 1, formal=formal)

    def _is_initial(self, place: int, lower: bool = False) -> bool:
        word = self._word(place)
        if word is None or self._text[word.end : word.end + 1] != ".":
            return False
        return (len(word.text) <= 2 and word.text[0].isupper()) or (lower and len(word.text) == 1)

    def _past_initials(self, place: int) -> int:
        while self._is_initial(place, lower=True):
            place += 1
        return place

    def _after_initials(self, place: int) -> tuple[int, int] | None:
        """J. de Vries; A.B. Jansen."""
        if not self._is_initial(place) or not self._touch(place, _INITIAL):
            return None
        start = self._past_initials(place)
        last = self._past_particles(start)
        name = self._word(last)
        if name is None or not self._touch(last - 1, _INITIAL if last == start else _NEXT):
            return None
        telling = persons.in_surnames(name) or last > start or not ordinary(name.plain)
        if not name.capital or persons.nobody(name) or not telling:
            return None
        return place, self._extended(last + 1)

    def _is_given(self, place: int, word: Word) -> bool:
        if persons.certain_given(word):
            return True
        if not persons.possible_given(word) or persons.nobody(word):
            return False
        if word.capital and not word.opens:
            return self._before(place) not in _ARTICLES
        next_word = self._word(place + 1)
        if word.capital and next_word is not None and next_word.capital and self._touch(place):
            return persons.in_surnames(next_word) or persons.certain_given(next_word)
        return self._context_names(place, word)

    def _context_names(self, place: int, word: Word) -> bool:
        """Whether the words around make a name of a word that is mostly something else."""
        before, after = self._before(place), self._after(place)
        doing, talked = after in listed("names", "verbs"), after in listed("names", "spoken")
        if before in listed("names", "called"):
            return True
        if word.capital:
            return doing
        mostly_name = word.plain in names("capital")
        if before in ("met", "bij", "tegen", "door", "naar", "van", "en") and (
            talked or (mostly_name and (doing or not after))
        ):
            return True
        if before in listed("names", "kin"):
            return mostly_name or doing or (not after and not seems_ordinary(word.plain))
        return mostly_name and doing

    def _is_pointed_at(self, place: int, word: Word) -> bool:
        """Whether an unknown word is made a name by the words around it."""
        if self._is_called(place) and not persons.nobody(word) and len(word.plain) >= persons.SHORTEST:
            return persons.strange(word) or not (word.capital or seems_ordinary(word.plain))
        if not persons.strange(word) or word.plain in listed("names", "public"):
            return False
        kin = listed("names", "kin")
        if not word.opens and (self._before(place, _AFTER_KIN) in kin or self._of_kin(place)):
            return True
        if self._before(place) == "en" and self._before(place - 1) and persons.certain_given(self._said[place - 2]):
            return True
        return self._does_or_is_spoken_with(place, word)

    def _of_kin(self, place: int) -> bool:
        """ "de moeder van Semih"."""
        return self._before(place) == "van" and self._before(place - 1) in listed("names", "kin")

    def _is_called(self, place: int) -> bool:
        """After "heet", "heet zij", "noemde zichzelf"."""
        before = self._before(place)
        if before in ("zichzelf", "ze", "zij", "hij", "me", "is"):
            before = self._before(place - 1)
        return before in listed("names", "called")

    def _does_or_is_spoken_with(self, place: int, word: Word) -> bool:
        before, after = self._before(place), self._after(place)
        if after in listed("names", "verbs") and before not in _ARTICLES:
            return True
        if word.opens:
            return False
        if before in listed("names", "verbs") or (before in ("met", "bij") and after in listed("names", "spoken")):
            return True
        following = self._word(place + 1)
        pair = following is not None and self._touch(place) and persons.strange(following)
        return pair and before in listed("names", "before")

    def _surname_alone(self, place: int, word: Word) -> tuple[int, int, bool] | None:
        """Vermeer; De Bruin; van der Meer."""
        last = self._past_particles(place)
        name = self._word(last)
        if name is None or not name.capital or (last > place and not self._touch(last - 1)):
            return None
        if not persons.in_surnames(name) or persons.nobody(name) or name.plain in listed("names", "public"):
            return None
        if persons.ordinary_surname(name) and not self._ordinary_surname(place, last, name):
            return None
        before = self._said[place - 1] if self._before(place) else word
        if _QUOTED.match(self._text, name.end) or persons.is_town(self._text[before.start : name.end]):
            return None
        return place, self._extended(last + 1), True

    def _ordinary_surname(self, place: int, last: int, name: Word) -> bool:
        """Whether "Bakker", "de Wit" is a name here: a capital inside a sentence, after a person's word."""
        if name.opens or self._after(last)[:1].isupper():
            return False
        return last > place or (bool(self._before(place)) and self._before(place) not in _ARTICLES)

    # How far a name goes.

    def _past_particles(self, place: int) -> int:
        most = place + MOST_PARTICLES
        while place < most and (word := self._word(place)) and persons.particle(word) and self._touch(place):
            following = self._word(place + 1)
            if word.plain in _LOOSE and not (following and persons.particle(following)):
                break
            place += 1
        return place

    def _extended(self, place: int, formal: bool = False) -> int:
        """One past the last word of a name of which the words before `place` are known."""
        first = place - 1
        while place - first < MOST_PARTS and self._touch(
            place - 1, _AFTER_TITLE if self._is_initial(place - 1, formal) else _NEXT
        ):
            last = self._past_particles(place)
            name = self._word(last)
            if (
                name is None
                or (last > place and not self._touch(last - 1))
                or not (self._goes_on(name, last > place, formal) or self._after_point(place, name))
            ):
                break
            place = last + 1
        return place

    def _after_point(self, place: int, name: Word) -> bool:
        """Whether it is the surname after an initial with its point, which only seems to open a sentence."""
        telling = persons.in_surnames(name) or not ordinary(name.plain)
        return self._is_initial(place - 1) and name.capital and telling and not persons.nobody(name)

    def _goes_on(self, name: Word, after_particle: bool, formal: bool) -> bool:
        if persons.certain_given(name):
            return not after_particle or name.capital or persons.in_surnames(name)
        return persons.surname(name, after_particle, formal)


def repeated(said: list[Word], spans: Collection[Span]) -> Iterator[Span]:
    """The words of found names wherever else they stand: "Vermeer" after "mevrouw vermeer"."""
    inside = {word.start: word for word in said for start, end in spans if start <= word.start < end}
    told = {persons.base(word.plain) for word in inside.values() if not persons.particle(word)}
    for word in said:
        plain = persons.base(word.plain)
        if word.start in inside or plain not in told or len(plain) < persons.SHORTEST or persons.nobody(word):
            continue
        if not seems_ordinary(plain) or (word.capital and not word.opens):
            yield word.start, word.end
