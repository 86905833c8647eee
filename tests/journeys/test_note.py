"""Conversation 3: a worker after a heavy home visit, from the first dictated words to looking back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.talking import Chat, chatting
from tests.journeys.test_conversations import has

DICTATED = (
    "Net bij Karin Vermeer geweest, Lijsterbesstraat 14. De kinderen hadden sinds gisteren niks warms gegeten. "
    "Zij zei: voor mij hoeft het niet meer. Ik zit te trillen in de auto. Weet niet of ik te veel heb overgenomen."
)


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def test_a_worker_after_a_heavy_home_visit(tmp_path: Path):
    """The whole of it: danger first, then names out, three questions, a plan that comes back and is looked at again."""
    with chatting(tmp_path) as chat:
        asked = chat.say(DICTATED)
        has(asked, "Je tekst staat vast als concept.", "voor mij hoeft het niet meer", "over jou of over een cliënt?")
        has(asked, "112", "113", "0800-2000", "[Over mij] [Over een cliënt] [Geen van beide]")
        told = chat.say("Over een cliënt")
        has(told, "Zelfdoding", "huisarts", "Geweld of verwaarlozing", "meldcode", "geen melding en geen dossier")
        has(told, "[Ik ga bellen] [Is geregeld]")
        has(chat.say("Ik ga bellen"), "Ik stuur niets tot jij terug bent.")
        back = chat.say("achterwacht gesproken, huisarts gaat vanavond langs")
        has(back, "Net bij K. geweest, [adres].", "huisarts gaat vanavond langs", "[Zo bewaren] [Zelf aanpassen]")
        assert "Karin" not in whole(back)
        has(chat.say("Zo bewaren"), "Vervangen.", "Bewaard om", "[Drie korte vragen]")
        has(chat.say("Drie korte vragen"), "Welke zin", "4 · Ik zit te trillen", "5 · Weet niet of ik te veel")
        has(chat.say("5"), "Weet niet of ik te veel heb overgenomen.", "Wat deed jij daar")
        assert chat.say("ik belde school terwijl zij ernaast zat") == []
        has(chat.say("Klaar"), "Wat ga je doen, en wanneer kijk je daarop terug?")
        plan = "morgen 10 uur samen bellen, zij doet het woord. dinsdag terugkijken"
        assert chat.say(plan) == []
        has(chat.say("Klaar"), "Ik kom er dinsdag om 16.45 op terug.", "[Klopt] [Andere dag]")
        has(chat.say("Klopt"), "Staat.")
        assert chat.later(days=4) == []
        ready = chat.later(days=1, hours=5)
        has(ready, "Er ligt iets voor je klaar.", "[Laat zien] [Morgen] [Laat rusten]")
        assert "bellen" not in whole(ready)
        has(chat.say("Laat zien"), plan, "Hoe liep het?", "[Zoals bedacht] [Anders] [Nog niet]")
        has(chat.say("Anders"), "Wat gebeurde er?")
        chat.say("bellen durfde ze niet. een appje wel, zelf getypt")
        has(chat.say("Klaar"), "Wat nam je vooraf aan, en klopte dat?")
        chat.say("dat zelf doen bellen was")
        has(chat.say("Klaar"), "Staat in je logboek")
        data = chat.data()
        (entry,) = data["entries"]
        assert "Karin" not in str(data)
        assert "Lijsterbesstraat" not in str(data)
        assert entry["return"] == "2026-03-10"
        steps = [answer["step"] for answer in data["runs"][0]["answers"]]
        assert steps == ["vasthouden", "zin", "aandeel", "plan", "verloop", "vertel", "aanname"]


@pytest.fixture
def chat(tmp_path: Path):
    """Somebody who has agreed."""
    with chatting(tmp_path) as talking:
        yield talking


def test_leaving_the_text_as_it_is_asks_no_more(chat: Chat):
    """Toch zo laten keeps every word, and the same text is not asked about again."""
    chat.say("/notitie", "koffie gedronken met Karin Vermeer")
    has(chat.say("Klaar"), "koffie gedronken met K.", "[Toch zo laten]")
    has(chat.say("Toch zo laten"), "logboek", "[Drie korte vragen]")
    assert chat.data()["entries"][0]["text"] == "koffie gedronken met Karin Vermeer"


def test_a_text_can_be_sent_anew(chat: Chat):
    """Zelf aanpassen takes a new text in the place of the old one, and looks at that too."""
    chat.say("/notitie", "koffie gedronken met Karin Vermeer", "Klaar")
    has(chat.say("Zelf aanpassen"), "Stuur je tekst zoals je hem wilt bewaren.")
    has(chat.say("koffie met Fatima Bouazza"), "koffie met F.")
    has(chat.say("Zelf aanpassen"), "Stuur je tekst")
    has(chat.say("koffie gedronken met een moeder"), "Vervangen.", "logboek")
    data = chat.data()
    assert data["entries"][0]["text"] == "koffie gedronken met een moeder"
    assert "Bouazza" not in str(data)


def test_what_is_typed_at_the_proposal_is_part_of_the_text(chat: Chat):
    """Words instead of a choice are added, and the proposal is made anew with them."""
    chat.say("/notitie", "koffie gedronken met Karin Vermeer", "Klaar")
    has(chat.say("het was stil"), "koffie gedronken met K.", "het was stil", "[Zo bewaren]")
    chat.say("Zo bewaren")
    assert chat.data()["entries"][0]["text"].splitlines()[-1] == "het was stil"


def test_an_answer_in_a_case_is_looked_at_too(chat: Chat):
    """Klaar on an answer with a client's name first asks; the persons of the case are no clients."""
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1", "dit lijkt op Karin Vermeer uit mijn caseload, Abiba ook")
    has(chat.say("Klaar"), "dit lijkt op K. uit mijn caseload, Abiba ook", "[Zo bewaren]")
    has(chat.say("Zo bewaren"), "Vervangen.", "[Verder]")
    answers = chat.data()["runs"][0]["answers"]
    assert answers[0]["text"] == "dit lijkt op K. uit mijn caseload, Abiba ook"


def test_danger_in_an_answer_is_asked_about_once_in_a_sitting(chat: Chat):
    """In a case the question comes once; the answer was kept and goes on where it was."""
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1")
    has(chat.say("ik wil zelf ook niet meer leven"), "over jou of over een cliënt?")
    has(
        chat.say("Over de casus"),
        "De nummers blijven staan",
        "Vraag 1 van",
        "Er stond: “ik wil zelf ook niet meer leven”",
    )
    assert chat.say("ze wil niet meer leven") == []
    assert chat.data()["runs"][0]["answers"][0]["text"].splitlines()[-1] == "ze wil niet meer leven"


def test_a_private_question_in_a_case_is_about_the_writer(chat: Chat):
    """Of made-up people much can be said; asked about oneself, the same words bring the question."""
    words = "ik ben thuis bang en dat weet niemand"
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1")
    assert chat.say(words) == []
    chat.say("/pauze", "/leervragen religie", "Naar vraag 1")
    has(chat.say(words), "over jou of over een cliënt?", "113", "Veilig Thuis")


def test_the_question_repeats_no_name(chat: Chat):
    """What is shown back of the words has the detail replaced, as everywhere."""
    asked = whole(chat.say("Karin Vermeer zegt dat ze bang is voor thuis. Ze huilt."))
    assert "over jou of over een cliënt?" in asked
    assert "Karin" not in asked
    assert "Vermeer" not in asked


def test_a_short_cry_outside_a_dialogue_is_kept_and_no_search(chat: Chat):
    """Few words of danger are not looked up; they are kept, with the numbers for oneself."""
    has(chat.say("ik wil dood"), "Je tekst staat vast als concept.", "113")
    has(chat.say("Over mij"), "Dan eerst jij.", "0800-0113", "[Ik ga bellen] [Is geregeld]")
    has(chat.say("Is geregeld"), "Bewaard om")


def test_nothing_stands_in_the_way_of_writing(chat: Chat):
    """Whoever writes on instead of choosing is not held up, and nothing of it is lost."""
    chat.say(DICTATED)
    assert chat.say("ik schrijf eerst even door over wat er gebeurde vandaag") == []
    assert "ik schrijf eerst even door" in str(chat.data())


def test_the_day_theme_and_level_of_a_note(chat: Chat):
    """Day in words, theme from the words of the note, level with an example: each told or passed over."""
    chat.say("/notitie vandaag ging het over vertrouwen en presentie, meer niet")
    has(chat.say("Dag en thema"), "Wanneer was het?", "[Vandaag] [Gisteren] [Overslaan]")
    has(chat.say("pindakaas"), "Daar lees ik geen dag in.")
    has(chat.say("vorige week dinsdag"), "dinsdag 24 februari", "presentie", "vertrouwen", "[Zet erbij]")
    has(chat.say("Zet erbij"), "Waar speelt het vooral?", "[Micro] [Meso] [Macro]")
    has(chat.say("Meso"), "Staat erbij.")
    (entry,) = chat.data()["entries"]
    assert (entry["day"], entry["level"]) == ("2026-02-24", "meso")
    assert set(entry["themes"]) == {"presentie", "vertrouwen"}


def test_a_theme_in_own_words(chat: Chat):
    """A typed theme is found in the lexicon; without any the way on stays open."""
    chat.say("/notitie stil vandaag", "Dag en thema")
    has(chat.say("Vandaag"), "Over welk thema gaat dit?")
    has(chat.say("qqqq"), "Dat woord ken ik niet.")
    has(chat.say("wederkerigheid"), "Thema: Wederkerigheid.", "Waar speelt het vooral?")
    assert chat.data()["entries"][0]["themes"] == ["wederkerigheid"]


def test_a_plan_without_a_day(chat: Chat):
    """A plan that names no day gets three to choose from; a typed one counts; not coming back is fine too."""
    chat.say("/notitie stil vandaag", "Drie korte vragen")
    chat.say("dat het stil was", "Klaar", "ik wachtte", "Klaar", "meer vragen stellen")
    has(chat.say("Klaar"), "Wanneer kijk je terug?", "[Over drie dagen] [Over een week] [Niet nodig]")
    has(chat.say("over twee weken"), "Ik kom er donderdag 19 maart")
    has(chat.say("Andere dag"), "Wanneer kijk je terug?")
    has(chat.say("Niet nodig"), "Je plan staat bij je notitie.")
    assert chat.later(days=30) == []
