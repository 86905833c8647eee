"""Recognising words in a text: what holds for any text, and each way of recognising on its own."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.fold import words
from bot.language.recognise import Recogniser
from bot.storage.content import load
from tests.language.table import rows

DUTCH = st.sampled_from(sorted({word for row in rows() for word in words(f"{row.wanted} {row.phrase}")}))
TYPED = st.text(alphabet=string.ascii_letters + " \n.,;:!?'’-_&ïëéĳ²🙂", max_size=120)


@given(
    text=st.one_of(st.text(max_size=80), TYPED),
    wanted=st.lists(st.one_of(st.text(max_size=20), TYPED, DUTCH), max_size=6),
)
def test_any_text_and_any_wanted_words_give_a_place_or_none(text: str, wanted: list[str]):
    """Nothing raises, and the place is -1 or that of a word of the text."""
    assert -1 <= Recogniser(text).first(wanted) < max(len(words(text)), 1)


@given(before=st.lists(DUTCH, max_size=8), word=DUTCH, after=st.lists(DUTCH, max_size=8))
def test_a_word_itself_is_always_found(before: list[str], word: str, after: list[str]):
    """Whatever stands around it, a word is found at its place or before."""
    assert 0 <= Recogniser(" ".join([*before, word, *after])).first([word]) <= len(before)


@given(text=st.lists(DUTCH, max_size=12).map(" ".join), wanted=st.lists(DUTCH, min_size=1, max_size=6))
def test_more_wanted_words_are_found_no_later(text: str, wanted: list[str]):
    """The place for several words is the earliest of their places."""
    seen = Recogniser(text)
    alone = [place for place in (seen.first([word]) for word in wanted) if place >= 0]
    assert seen.first(wanted) == min(alone, default=-1)


def test_every_word_and_phrase_of_the_dialogues_is_found_as_it_is_written():
    """Each entry of each mirror of the installed content is recognised in itself, and in capitals."""
    steps = [step for dialogue in load().dialogues.values() for step in dialogue.steps]
    entries = {word for step in steps for point in getattr(step, "mirror", ()) for word in point.words}
    assert len(entries) > 500
    assert [entry for entry in entries if Recogniser(entry).first([entry]) != 0] == []
    assert [entry for entry in entries if Recogniser(f"Ja, {entry.upper()}!").first([entry]) != 1] == []


@pytest.mark.parametrize(
    ("wanted", "text", "place"),
    [
        ("brief", "een van de brieven", 3),
        ("slaan", "ze werd geslagen", 2),
        ("luisteren", "hij luisterde niet", 1),
        ("huur", "en dan de huurschuld", 3),
        ("schuld", "een schuldhulpverlener", 1),
        ("veilig", "het is onveilig", 2),
        ("aanbellen", "ik bel elke week aan", 1),
        ("aanbellen", "door weer aan te bellen", 2),
        ("op straat gezet", "straks zetten ze haar op straat", 1),
        ("tijd nemen", "je moet de tijd nemen", 3),
        ("huurachterstand", "een huur achterstand", 1),
        ("geld", "geen geld", 1),
        ("veilig", "niet velig daar", 1),
    ],
)
def test_the_place_is_where_it_begins(wanted: str, text: str, place: int):
    """A form, a compound, a parted verb, a phrase and a misspelling are found where their first word stands."""
    assert Recogniser(text).first([wanted]) == place


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("aanbellen", "ik bel. aan de deur stond niemand"),
        ("tijd nemen", "altijd. neem koffie mee"),
        ("band opbouwen", "er is geen band. opbouwen kost moeite"),
        ("huurachterstand", "de huur, achterstand en zo"),
    ],
)
def test_nothing_is_joined_over_a_full_stop(wanted: str, text: str):
    """The words of a phrase, a verb and its particle, and halves of a compound stand in one sentence."""
    assert Recogniser(text).first([wanted]) == -1


def test_nothing_is_found_in_nothing():
    """An empty text, no wanted words and wanted words without letters give no place."""
    assert Recogniser("").first(["geld"]) == -1
    assert Recogniser("geen geld").first([]) == -1
    assert Recogniser("geen geld").first(["", " - ", "!"]) == -1
