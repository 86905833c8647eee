"""The lexicon in a chat: layers, questions for practice, browsing, what readers miss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.talking import Chat, chatting, installed


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has agreed."""
    with chatting(tmp_path) as talking:
        yield talking


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def test_a_lemma_shows_all_it_has_layer_by_layer(chat: Chat):
    """Meer goes on until every point, question and reference was there, and ends."""
    lemma = installed().lemmas["presentie"]
    said = chat.say("?presentie")
    heard = list(said)
    for _ in range(20):
        if not any("[Meer]" in line for line in said):
            break
        said = chat.say("Meer")
        heard += said
    text = whole(heard)
    plain = [part.text.replace("*", "") for part in lemma.points]
    for wanted in (*plain, *lemma.questions, *(item.title for item in lemma.references), *lemma.authors):
        assert wanted in text
    assert "[Wat mist hier?]" in text


def test_every_entry_can_be_shown_to_its_last_layer(chat: Chat):
    """No lemma or term fails on its first or its last layer."""
    content = installed()
    some = [*content.lemmas, *list(content.terms)[::25]]
    for name in some:
        for layer in (0, 99):
            assert content.entries
            assert len(whole(chat.say(f"/begrip {name} {layer}"))) > 40


def test_a_kept_question_stands_in_the_journal_until_it_is_taken_up(chat: Chat):
    """A question that was kept is begun from the journal, answered, and is then an entry; the menu leaves it alone."""
    chat.say("?presentie", "Meer", "Bewaar deze vraag")
    assert "Verder met" not in whole(chat.say("/menu"))
    journal = whole(chat.say("/logboek"))
    assert "Bewaarde vragen" in journal
    assert "[Begin met 1] [Weg 1]" in journal
    assert installed().lemmas["presentie"].questions[0] in whole(chat.say("Begin met 1"))
    chat.say("bij een gezin", "Klaar", "dat ik bleef", "Klaar", "vaker blijven")
    assert "Staat in je logboek" in whole(chat.say("Klaar"))
    (entry,) = chat.data()["entries"]
    assert "dat ik bleef" in entry["text"]
    assert "Bewaarde vragen" not in whole(chat.say("/logboek"))


def test_a_kept_question_can_be_thrown_away(chat: Chat):
    """Weg takes a kept question out of the journal."""
    chat.say("?presentie", "Meer", "Bewaar deze vraag", "/logboek", "Weg 1")
    assert chat.data()["runs"] == []


def test_a_question_of_a_lemma_begins_a_reflection(chat: Chat):
    """A numbered question can be chosen and reflected on at once."""
    questions = installed().lemmas["presentie"].questions
    said = chat.say("?presentie")
    for _ in range(20):
        if any("[1] [2]" in line for line in said):
            break
        said = chat.say("Meer")
    assert questions[1] in whole(chat.say("2"))
    assert questions[1] in whole(chat.say("Begin hiermee"))


def test_the_words_of_a_scene_are_offered(chat: Chat):
    """Begrip offers words that the scene or its case is about; pressing one shows it and the question waits."""
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1", "half")
    offered = whole(chat.say("Begrip"))
    assert "[Terug naar vraag 1] [zelfredzaamheid]" in offered
    assert "Zelfredzaamheid · " in whole(chat.say("zelfredzaamheid"))
    assert "Er stond: “half”" in whole(chat.say("Terug naar vraag 1"))


def test_browsing_reaches_every_lemma_by_cluster(chat: Chat):
    """By kind of nearness every lemma is a few taps away."""
    content, seen = installed(), set()
    chat.say("/blader")
    clusters = re.findall(r"\[(.+?)\]", whole(chat.say("Soort nabijheid")))
    for cluster in clusters:
        said = chat.say(f"/blader cluster {cluster.replace(' ', '-')}")
        page = 1
        while True:
            seen |= set(re.findall(r"\[(.+?)\]", whole(said)))
            if "[Meer]" not in whole(said):
                break
            page += 1
            said = chat.say(f"/blader cluster {cluster.replace(' ', '-')} {page}")
    assert {lemma.title for lemma in content.lemmas.values()} <= seen


@pytest.mark.parametrize("way", ["thema vertrouwen", "bron wijk-als-patchwork", "letter s", "thema", "bron", "letter"])
def test_each_way_of_browsing_shows_something_to_press(chat: Chat, way: str):
    """Theme, source and letter each lead to entries, a page at a time, and back."""
    said = whole(chat.say(f"/blader {way}"))
    assert said.count("[") > 3
    if "bladzijde 1 van" in said:
        assert "bladzijde 2 van" in whole(chat.say("Meer"))
        assert "bladzijde 1 van" in whole(chat.say("Vorige"))


@pytest.mark.parametrize(
    "rest", ["cluster bestaat-niet", "thema qqq", "letter €", "bron x 99999", "onzin", "letter s -3"]
)
def test_a_way_that_leads_nowhere_says_so(chat: Chat, rest: str):
    """An old or made-up way of browsing gets a sentence."""
    assert whole(chat.say(f"/blader {rest}"))


def test_a_miss_that_is_close_to_nothing_is_counted_without_its_text(chat: Chat):
    """Only words like those of the lexicon are told to the editors; names never."""
    for query in ("?buurtmoeder", "?qqxzvw", "?Karin Vermeer", "?bel Karin Vermeer terug over de kinderen"):
        chat.say(query)
    told = {(row.kind, row.text): row.count for row in chat.store.remarks()}
    assert told == {("miss", "buurtmoeder"): 1, ("miss", ""): 3}


def test_a_name_cannot_be_proposed_as_a_word(chat: Chat):
    """A miss with a name in it gets no button to propose it."""
    assert "[Stel voor]" not in whole(chat.say("?Karin Vermeer"))
    assert "[Stel voor]" in whole(chat.say("?buurtmoeder"))


def test_half_an_answer_survives_a_proposal(chat: Chat):
    """Proposing a word halfway a question ends with the question and what stood there."""
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1", "half", "?buurtmoeder")
    assert "Er stond: “half”" in whole(chat.say("Stel voor"))
    chat.say("?vertrouwen", "/begrip vertrouwen 99", "Wat mist hier?")
    assert "Er stond: “half”" in whole(chat.say("iets over wantrouwen"))
    assert chat.data()["runs"][0]["answers"][0]["text"] == "half"
