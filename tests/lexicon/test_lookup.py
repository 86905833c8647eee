"""Looking up by name, by slip, by words; the three bands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.fold import squash
from bot.lexicon.lookup import Lookup, Result
from bot.lexicon.model import Entry, Term
from bot.lexicon.report import lookup_json, lookup_text
from bot.lexicon.scores import PROBABLE, SURE
from tests.lexicon.builders import ENTRIES

LOOKUP = Lookup(ENTRIES)
OWN_NAMES = [(entry.id, name) for entry in ENTRIES for name in (entry.title, *entry.aliases)]


def ids(result: Result) -> list[str]:
    """The ids of the matches."""
    return [match.id for match in result.matches]


@pytest.mark.parametrize(("entry", "name"), OWN_NAMES)
def test_every_title_and_alias_is_found_for_sure(entry: str, name: str):
    """A title or alias is answered directly, however it is capitalised, spaced or hyphenated."""
    for typed in (name, name.upper(), name.replace(" ", ""), name.replace(" ", "-"), f"  {name}? "):
        found = LOOKUP.find(typed)
        assert (found.band, ids(found), found.matches[0].score) == ("sure", [entry], 1.0)


def test_the_reason_tells_a_title_from_an_alias():
    """A title is `exact`, another name `alias`."""
    assert LOOKUP.find("Presentie").matches[0].reason == "exact"
    assert LOOKUP.find("presentiebenadering").matches[0].reason == "alias"


def test_accents_do_not_count():
    """A name is found with and without its accents."""
    assert LOOKUP.find("clientondersteuner").matches[0].score == 1.0


@pytest.mark.parametrize(
    "question",
    ["Wat is presentie?", "wat betekent presentie ook alweer", "kun je me uitleggen wat presentie is", "de presentie"],
)
def test_a_question_is_answered_as_its_word(question: str):
    """Question phrases and articles come off before anything is compared."""
    assert LOOKUP.find(question).matches == LOOKUP.find("presentie").matches


def test_a_name_that_looks_like_a_question_is_still_a_name():
    """An alias that begins with words of a question is found as it is."""
    assert ids(Lookup([Term(id="a", title="Wat is wijs"), *ENTRIES]).find("wat is wijs")) == ["a"]


def test_a_slip_in_a_long_word_is_sure():
    """One slip of the thumb in a long word is answered directly."""
    for typed in ("zelfredzaamhied", "zelfredzamheid", "prezentie", "vertouwen", "vertrouwwen"):
        assert LOOKUP.find(typed).band == "sure", typed


def test_another_word_is_never_sure():
    """A real word that differs in a letter nobody mistypes is asked about, not answered."""
    for typed in ("preventie", "pretentie", "formele zorg", "onzelfredzaamheid", "samenzelfredzaamheid"):
        assert LOOKUP.find(typed).band != "sure", typed


def test_an_everyday_word_is_no_slip():
    """Who types a word of daily life meant that word, however near it comes to a name."""
    lookup = Lookup([Term(id="smart", title="SMART"), Term(id="regent", title="De regent"), *ENTRIES])
    for typed in ("start", "regen", "presentatie", "presenteren", "vertrekken"):
        assert lookup.find(typed).band == "none", typed


def test_a_form_of_a_name_is_found_though_it_is_an_everyday_word():
    """Inflected words are still the name, one by one and several at once."""
    lookup = Lookup([Term(id="mijder", title="Zorg mijden"), Term(id="ritueel", title="Ritueel"), *ENTRIES])
    assert ids(lookup.find("rituele"))[0] == "ritueel"
    assert ids(lookup.find("iemand die zorg mijdt")) == ["mijder"]


def test_an_article_in_a_name_may_be_left_out():
    """A name that begins with an article is found without it; as an everyday word it is asked about."""
    lookup = Lookup([Term(id="fluisteraar", title="De wijkfluisteraar"), Term(id="verkoper", title="De verkoper")])
    assert lookup.find("wijkfluisteraar").band == "sure"
    assert (lookup.find("verkopers").matches[0].id, lookup.find("de verkoper").band) == ("verkoper", "sure")


def test_everyday_words_in_another_order_are_asked_about():
    """The same everyday words with other small words between them may mean something else."""
    lookup = Lookup([Term(id="nieuw-voor-oud", title="Nieuw voor oud")])
    assert lookup.find("oud voor nieuw").band == "sure"
    assert lookup.find("oud en nieuw").band == "probable"


def test_a_slip_in_a_short_word_is_asked_about():
    """In a short word one letter more or less makes another word."""
    lookup = Lookup([Term(id=name, title=name) for name in ("belonging", "bonding", "matching")])
    for typed in ("belonnging", "bondding"):
        assert lookup.find(typed).band == "sure", typed
    for typed in ("beloning", "bounding", "marching"):
        assert lookup.find(typed).band != "sure", typed


def test_words_in_another_order_are_sure():
    """The words of a name count in any order."""
    assert LOOKUP.find("netwerk, sociaal").matches[0].reason == "order"
    assert LOOKUP.find("netwerk, sociaal").band == "sure"


def test_the_beginning_of_a_name_is_offered():
    """Half a word brings the names that begin so."""
    assert LOOKUP.find("vrijwil").band == "probable"
    assert LOOKUP.find("vrijwil").matches[0].reason == "prefix"
    assert set(ids(LOOKUP.find("sociale"))) >= {"sociale-basis"}


def test_a_word_of_a_name_is_offered():
    """One word of a name of several words brings that name as a choice."""
    found = LOOKUP.find("netwerk")
    assert (found.band, found.matches[0].id, found.matches[0].reason) == ("probable", "sociaal-netwerk", "words")


def test_words_cut_short_are_offered():
    """A name of several words is offered when some of them are cut short."""
    for typed in ("soc netwerk", "inf zorg", "eigen kr conferentie"):
        assert LOOKUP.find(typed).band == "probable", typed
    assert ids(LOOKUP.find("soc netwerk"))[0] == "sociaal-netwerk"


def test_an_abbreviation_may_be_plural():
    """The plural of an abbreviation is the abbreviation."""
    for typed in ("EKC's", "wat zijn ekc’s"):
        assert ids(LOOKUP.find(typed)) == ["ekc"]


def test_a_name_inside_a_longer_sentence_is_offered_and_never_sure():
    """Somebody who writes about a thing has not asked for its lemma."""
    for typed in ("ik heb geen vertrouwen meer in mijn team", "help bij vertrouwn winnen in de wijk"):
        found = LOOKUP.find(typed)
        assert (found.band, found.matches[0].id) == ("probable", "vertrouwen"), typed


def test_a_weak_alias_is_never_sure():
    """A weak alias brings all that it may mean, as a choice."""
    found = LOOKUP.find("trouw")
    assert found.band == "probable"
    assert {match.id for match in found.matches if match.reason == "weak"} == {"presentie", "vertrouwen"}
    assert LOOKUP.find("boemerangg").band != "sure"


def test_a_shared_alias_asks_which_one():
    """A shared alias brings all its entries and nothing else."""
    found = LOOKUP.find("wat is een village")
    assert (found.band, set(ids(found))) == ("probable", {"sociale-basis", "vitale-dorpen"})
    assert {match.reason for match in found.matches} == {"shared"}
    assert LOOKUP.find("vilage").band != "sure"


def test_a_shared_title_asks_which_one():
    """A title that its own entry lists as shared is asked about as well."""
    found = Lookup([Term(id="a", title="Dorp", shared=("dorp",)), Term(id="b", title="Vlek", shared=("dorp",))])
    assert (found.find("dorp").band, ids(found.find("dorp"))) == ("probable", ["a", "b"])


@pytest.mark.parametrize("typed", ["thee", "ok", "stop", "verhuizing", "Sanne", "12:30", "hoi", "wat is het weer"])
def test_unrelated_words_find_nothing(typed: str):
    """Everyday words are not taken for a word of the field."""
    assert LOOKUP.find(typed).band == "none"


@pytest.mark.parametrize("typed", ["", "   ", "?", "👍", "\x00", "...", "\u202e", "wat is"])
def test_nothing_to_look_up_finds_nothing(typed: str):
    """A query without words finds nothing."""
    assert LOOKUP.find(typed) == Result("none", ())


def test_a_miss_still_shows_what_comes_nearest():
    """The band `none` carries the nearest entries, below the score of a choice."""
    found = LOOKUP.find("samenwerkzaamheden")
    assert found.band == "none"
    assert found.matches[0].id == "samenredzaamheid"
    assert found.matches[0].score < PROBABLE


def test_a_very_long_text_is_cut():
    """Twenty thousand characters are looked at in no more time than a sentence."""
    assert LOOKUP.find("ik dacht na over vertrouwen " * 800).matches[0].id == "vertrouwen"


def test_an_empty_lexicon_finds_nothing():
    """Without entries there is nothing to find."""
    assert Lookup(()).find("presentie") == Result("none", ())


@given(st.text(max_size=60), st.integers(1, 6))
def test_any_text_has_an_ordered_answer(typed: str, limit: int):
    """Whatever is typed: scores within 0 and 1, best first, each entry once, and the band that fits the best."""
    found = LOOKUP.find(typed, limit)
    scores = [match.score for match in found.matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len(set(ids(found))) == len(found.matches) <= limit
    if found.band == "none":
        assert not scores or scores[0] < PROBABLE
    else:
        assert scores[0] >= (SURE if found.band == "sure" else PROBABLE)


@given(st.sampled_from(OWN_NAMES), st.data())
def test_slips_keep_the_bands_honest(named: tuple[str, str], data: st.DataObject):
    """A name with letters lost and added is never answered for sure as an entry of another name."""
    entry, name = named
    place = data.draw(st.integers(1, len(name)))
    typed = name[:place] + data.draw(st.sampled_from(["", "e", "n", "st"])) + name[place + 1 :]
    found = LOOKUP.find(typed)
    assert found.band != "sure" or found.matches[0].id == entry


@given(st.sampled_from(OWN_NAMES), st.integers(0, 40), st.sampled_from(["double", "drop", "swap"]))
def test_one_slip_leaves_a_long_name_in_front(named: tuple[str, str], place: int, slip: str):
    """A letter typed twice, left out or swapped with the next: the name of eight letters or more still comes first."""
    entry, name = named
    key = squash(name)
    if len(key) < 8:
        return
    at = place % (len(key) - 1)
    typed = {
        "double": key[: at + 1] + key[at:],
        "drop": key[:at] + key[at + 1 :],
        "swap": key[:at] + key[at + 1] + key[at] + key[at + 2 :],
    }[slip]
    assert ids(LOOKUP.find(typed))[0] == entry


@given(st.sampled_from(OWN_NAMES), st.text("abcdefghijklmnoprstuvwz", min_size=1, max_size=12))
def test_whatever_stands_around_a_name_it_is_not_surely_another(named: tuple[str, str], more: str):
    """Another word beside a name never makes a sure answer of an entry that was not named."""
    entry, name = named
    for typed in (f"{name} {more}", f"{more} {name}"):
        found = LOOKUP.find(typed)
        assert found.band != "sure" or entry in ids(found) or more in {squash(other) for _, other in OWN_NAMES}


_TITLES = st.lists(
    st.text("abcdeinorst -é", min_size=1, max_size=24).filter(squash), min_size=1, max_size=8, unique_by=squash
)


@given(_TITLES)
def test_any_exact_title_is_sure(titles: list[str]):
    """Whatever the titles are, each is found for sure by itself."""
    entries: list[Entry] = [Term(id=f"t{number}", title=title) for number, title in enumerate(titles)]
    lookup = Lookup(entries)
    for entry in entries:
        assert lookup.find(entry.title).matches[0].id == entry.id
        assert lookup.find(entry.title).band == "sure"


def test_the_report_follows_the_contract():
    """The JSON of a query has its band and its matches; the line to read has the same in words."""
    assert lookup_json(LOOKUP, "EKC") == {
        "query": "EKC",
        "band": "sure",
        "matches": [{"id": "ekc", "title": "Eigen Kracht-conferentie", "score": 1.0, "reason": "alias"}],
    }
    assert lookup_text(LOOKUP, "EKC") == "zeker: Eigen Kracht-conferentie (1.00, andere naam)"
    assert lookup_text(LOOKUP, "thee") == "niet gevonden: niets"
