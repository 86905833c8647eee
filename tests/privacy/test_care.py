"""The care check on the labelled sentences."""

from __future__ import annotations

import tomllib
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.care import KINDS, about, care, care_json, lines_json, phrases
from bot.privacy.likeness import MOST, stretches
from tests.privacy.labelled import Sentence, by_many, learned_from, sentences

PARTS = ("dev", "held", "later", "again")


def rate(part: str, group: str) -> tuple[float, list[str]]:
    """The share of sentences that are asked about, and the ones that surprise."""
    rows = [row.text for row in sentences() if row.part == part and row.group.startswith(group)]
    asked = [text for text in rows if care(text)]
    return len(asked) / len(rows), asked if group == "benign" else [text for text in rows if text not in asked]


@pytest.mark.parametrize("part", PARTS)
def test_about_myself_is_asked_about(part: str):
    """At least 95 in a hundred sentences in which the writer is in danger bring the question."""
    share, missed = rate(part, "self")
    assert share >= 0.95, missed


@pytest.mark.parametrize("part", PARTS)
def test_about_a_client_is_asked_about(part: str):
    """At least nine in ten sentences about a client in danger bring the question."""
    share, missed = rate(part, "client")
    assert share >= 0.9, missed


@pytest.mark.parametrize("part", PARTS)
def test_benign_sentences_are_left_alone(part: str):
    """At most five in a hundred benign sentences bring the question."""
    share, asked = rate(part, "benign")
    assert share <= 0.05, asked


def test_the_table_is_large_enough():
    """The first table has at least 70 sentences about myself and 80 benign ones; none stands in it twice."""
    first = [row for row in sentences() if row.part in ("dev", "held")]
    assert sum(row.group == "self" for row in first) >= 70
    assert sum(row.group == "benign" for row in first) >= 80
    assert len({row.text.casefold() for row in sentences()}) == len(sentences())


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Zij zei: voor mij hoeft het niet meer.", {"suicide"}),
        ("ik kras in mijn armen", {"self_harm"}),
        ("vader slaat de kinderen", {"violence"}),
        ("ze wil dood en hij slaat haar", {"suicide", "violence"}),
        ("we zijn in gevaar", {"danger"}),
        ("een gewone dinsdag", set()),
    ],
)
def test_what_it_is_about(text: str, groups: set[str]):
    """Suicidality and violence are told apart, and may both be there."""
    assert about(text) == groups


@pytest.mark.parametrize(
    "text",
    [
        "ik ben niet suïcidaal",
        "ze zegt dat ze geen zelfmoord wil plegen",
        "nee ik wil mezelf niets aandoen hoor, ik wil niet dood",
    ],
)
def test_a_denial_never_removes(text: str):
    """Words that deny danger bring the question as well."""
    assert care(text)


@pytest.mark.parametrize(
    "text",
    [
        "ik denk aan zelfmord",
        "zelf moord",
        "ik ben suiciedaal",
        "IK WIL DOOD",
        "ik wil\ndood",
        "kwil nie meer leve",
        "ik wil d\u0301ood",
    ],
)
def test_spelling_and_spacing_do_not_hide_it(text: str):
    """Slips, capitals, accents, parted words and dialect are read through."""
    assert care(text)


def test_the_words_can_be_shown_back():
    """The phrase is given with its place in the text as it was typed."""
    text = "Gesprek gehad. Zij zei: voor mij hoeft het niet meer. Ik zit te trillen."
    assert [text[one.start : one.end] for one in phrases(text)] == ["voor mij hoeft het niet meer"]


def test_the_contract_form():
    """`care_json` gives text and care; `lines_json` one per line."""
    assert care_json("ik wil dood") == {"text": "ik wil dood", "care": True}
    assert [row["care"] for row in lines_json(["ik wil dood\n", "goed gesprek\n"])] == [True, False]


@given(
    st.one_of(
        st.text(max_size=200), st.lists(st.sampled_from([row.text for row in sentences()]), max_size=4).map(" ".join)
    )
)
def test_any_text_is_read(text: str):
    """Nothing raises; phrases lie inside the text, in order, with a known group."""
    found = phrases(text)
    assert all(0 <= one.start < one.end <= len(text) and one.group in KINDS for one in found)
    assert found == sorted(found, key=lambda one: one.start)
    assert care(text) == bool(found)


MANY = by_many()


@pytest.mark.parametrize(("group", "least", "most"), [("self", 0.95, 1), ("client", 0.95, 1), ("benign", 0, 0.05)])
def test_the_sentences_of_many(group: str, least: float, most: float):
    """What many wrote apart: at least 95 in a hundred in danger are asked about, at most five who are not."""
    rows = [row for row in MANY if row.group == group]
    share = sum(care(row.text) for row in rows) / len(rows)
    assert least <= share <= most


def test_what_people_write_every_day_is_left_alone():
    """Of ordinary notes and answers at most two in a hundred bring the question."""
    rows = [row for row in MANY if row.group == "plain"]
    assert sum(care(row.text) for row in rows) / len(rows) <= 0.02


def test_common_wordings_that_were_never_learned_from():
    """Set apart for good: at least 95 in a hundred in danger are asked about, at most five who are not."""
    rows = sentences("apart_common.tsv")
    for group, least, most in (("self", 0.95, 1), ("client", 0.95, 1), ("benign", 0, 0.05)):
        asked = [care(row.text) for row in rows if row.group == group]
        assert least <= sum(asked) / len(asked) <= most, group


def test_the_weights_were_learned_from_these_tables():
    """Who changes a table lets the weights be learned again: benchmarks/care_training.py --write."""
    told = tomllib.loads(resources.files("bot.privacy").joinpath("likeness.toml").read_text(encoding="utf-8"))
    assert told["learned_from"] == learned_from()


@pytest.mark.parametrize("row", MANY[::40])
def test_made_up_people_bring_it_less_easily(row: Sentence):
    """In a case only what would be asked about anyway is asked about."""
    assert about(row.text, fiction=True) <= about(row.text)


def test_one_sentence_in_a_long_note():
    """A sentence of danger is found wherever it stands in a note of many words."""
    plain = [row.text for row in MANY if row.group == "plain" and not care(row.text)][:60]
    for at in (0, 20, 40, 60):
        note = ". ".join([*plain[:at], "ik heb de pillen geteld en het zijn er genoeg", *plain[at:]])
        assert any("pillen" in note[one.start : one.end] for one in phrases(note))


@pytest.mark.parametrize("text", ["ja", "nee", "ok", "hoi", "?", "1", "0:M;00", "help", "dank je", "geen idee", "..."])
def test_a_few_words_alone_ask_nothing(text: str):
    """Too few words to be like anything."""
    assert not care(text)


def test_stretches_cover_a_text_of_any_length():
    """Every word of a long text is looked at, and of two neighbours no end is cut off from what stands around it."""
    for length in range(1, 400):
        found = list(stretches(length))
        assert {number for stretch in found for number in stretch} == set(range(length))
        assert all(len(stretch) <= MOST for stretch in found)
        assert all(len(set(one) & set(other)) >= 10 for one, other in pairwise(found))
