"""The conversations that Nabij was made for, had with the real bot."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.talking import chatting


def has(lines: list[str], *wanted: str) -> None:
    """Each text stands in the lines, in this order."""
    whole, at = "\n".join(lines), 0
    for text in wanted:
        found = whole.find(text, at)
        assert found >= 0, f"{text!r} is not in:\n{whole}"
        at = found + len(text)


def test_a_student_does_abiba_in_the_train(tmp_path: Path):
    """Conversation 1: in pieces, with a mirror, a long pause, one's own words back, and a private end."""
    with chatting(tmp_path) as chat:
        has(chat.say("/casus abiba"), "Vooraf: Abiba is een moeder", "[Ik begin] [Andere casus]")
        has(chat.say("Ik begin"), "Abiba is 26", "[Naar vraag 1]")
        has(chat.say("Naar vraag 1"), "Vraag 1 van 6.", "[Klaar] [Begrip] [Pauze]")
        assert chat.say("geen inkomen, huurschuld, leningen") == []
        assert chat.say("jongens moeilijk op school. kleintje ziek. ze is helemaal alleen") == []
        mirror = chat.say("Klaar")
        has(mirror, "Ik lees bij jou: geld", "school", "gezondheid", "alleen")
        has(mirror, "Over de veiligheid", "vond ik niets", "ik kijk alleen naar woorden", "[Verder]")
        assert chat.say("oh ja. die mannen komen daar gewoon binnen. is zij zelf wel veilig dan?") == []
        has(
            chat.say("Verder"),
            "Naast jouw antwoord",
            "Toegevoegd door Nabij",
            "Veilig Thuis (0800-2000)",
            "Vraag 2 van 6.",
        )
        assert chat.say("aanbellen en gewoon eerst") == []
        assert chat.later(days=2) == []
        back = chat.say("hee")
        has(back, "Je was bij vraag 2 van 6", "aanbellen en gewoon eerst", "Je “hee” heb ik er niet bij gezet")
        has(back, "[Verder met vraag 2] [Zet het erbij] [Iets anders]")
        has(chat.say("Verder met vraag 2"), "Vraag 2 van 6.", "Er stond: “aanbellen en gewoon eerst”")
        assert chat.say("eerst contact, niet meteen over geld. terugkomen ook als ze niet opendoet") == []
        has(chat.say("Klaar"), "Ik lees bij jou", "[Verder]")
        chat.say(
            "Verder", "eerst eten en huur", "Klaar", "Verder", "zij belt zelf", "Klaar", "samen post openen", "Klaar"
        )
        chat.say("haar zus", "Klaar")
        has(chat.say("Verder"), "Dat was Abiba", "alleen voor jou", "Overslaan mag.")
        chat.say("niet meteen willen oplossen")
        has(chat.say("Klaar"), "Staat in je logboek; alleen jij ziet dit.", "[Teruglezen] [Iets anders]")
        (run,) = chat.data()["runs"]
        second = next(answer for answer in run["answers"] if answer["step"] == "v2")
        assert second["text"].startswith("aanbellen en gewoon eerst\neerst contact")
        assert "hee" not in second["text"].split()


def test_the_parked_message_can_be_put_with_the_answer(tmp_path: Path):
    """Zet het erbij adds the message that was set apart."""
    with chatting(tmp_path) as chat:
        chat.say("/casus anne", "Verder", "eerste woorden")
        chat.say("/notitie", "eerste woorden")
        chat.later(hours=5)
        has(chat.say("en toen belde ze terug"), "heb ik er niet bij gezet")
        has(chat.say("Zet het erbij"), "Er stond: “eerste woorden en toen belde ze terug”")


def test_a_word_is_looked_up_halfway_a_question(tmp_path: Path):
    """Conversation 4: sure, probable and unknown words, and back to the question with what stood there."""
    with chatting(tmp_path) as chat:
        chat.say("/casus abiba", "Ik begin", "Naar vraag 1")
        for number in range(5):
            chat.say("/overslaan")
            assert number < 5
        chat.say("buurvrouw, andere moeders op school, kerk of moskee. maar zij kan niks terugdoen")
        found = chat.say("?wederkerigheit")
        has(found, "Wederkerigheid · Wie iets krijgt", "Femmianne Bredewold", "[Terug naar vraag 6] [Meer]")
        more = chat.say("Meer")
        has(more, "Raakt het evenwicht zoek", "Voor je werk · Wat kan iemand die jij begeleidt geven")
        has(more, "[Terug naar vraag 6] [Bewaar deze vraag] [Meer]")
        has(chat.say("?presensie"), "Bedoel je een van deze?", "[presentie] [preventie] [Geen van deze]")
        has(chat.say("presentie"), "Presentie · ", "[Terug naar vraag 6] [Meer]")
        has(
            chat.say("Terug naar vraag 6"),
            "Vraag 6 van 6.",
            "Er stond: “buurvrouw, andere moeders op school, kerk of moskee. maar zij kan niks terugdoen”",
        )
        assert chat.say("misschien kan zij iets geven, koken op school ofzo. dan is het geen liefdadigheid") == []
        has(chat.say("?buurtmoeder"), "“buurtmoeder” ken ik niet", "buurtkamer", "[Terug naar vraag 6] [Stel voor]")
        has(chat.say("Stel voor"), "Gedaan.", "Vraag 6 van 6.", "Er stond: “buurvrouw")
        has(chat.say("Klaar"), "Ik lees bij jou", "[Verder]")
        chat.say("zij zelf, als het kan. ik ga de eerste keer mee")
        has(chat.say("Verder"), "Naast jouw antwoord")
        (run,) = chat.data()["runs"]
        text = next(answer["text"] for answer in run["answers"] if answer["step"] == "v6")
        assert text.splitlines() == [
            "buurvrouw, andere moeders op school, kerk of moskee. maar zij kan niks terugdoen",
            "misschien kan zij iets geven, koken op school ofzo. dan is het geen liefdadigheid",
            "zij zelf, als het kan. ik ga de eerste keer mee",
        ]


def test_begrip_asks_for_the_word_and_leads_back(tmp_path: Path):
    """The Begrip button asks which word; the next line is looked up and no part of the answer."""
    with chatting(tmp_path) as chat:
        chat.say("/casus abiba", "Ik begin", "Naar vraag 1", "half")
        has(chat.say("Begrip"), "Welk woord zoek je op?", "[Terug naar vraag 1]")
        has(chat.say("eenzaamheid"), "Eenzaamheid · ", "[Terug naar vraag 1]")
        has(chat.say("Terug naar vraag 1"), "Er stond: “half”")


def test_several_runs_may_be_paused_and_gone_on_with(tmp_path: Path):
    """Two cases side by side: the menu shows both and each goes on where it was."""
    with chatting(tmp_path) as chat:
        chat.say("/casus abiba", "Ik begin", "Naar vraag 1", "eerst dit", "/pauze")
        chat.say("/leervragen outreachend werken", "iets over outreachend", "/pauze")
        menu = chat.say("/menu")
        has(menu, "Dit staat nog open:", "[Verder met Outreachend", "[Verder met Abiba]")
        has(chat.say("Verder met Abiba"), "Vraag 1 van 6.", "Er stond: “eerst dit”")


def test_long_text_outside_a_dialogue_is_a_draft_note(tmp_path: Path):
    """A long text is kept at once; more may follow; Notitie makes it an entry, Weg takes it away."""
    long = "vandaag was ik bij een gezin waar ik niet goed wist wat ik moest zeggen"
    with chatting(tmp_path) as chat:
        has(chat.say(long), "Je tekst staat vast als concept.", "[Notitie] [Zoeken] [Weg]")
        assert chat.data()["runs"][0]["answers"][0]["text"] == long
        assert chat.say("en daarna reed ik naar huis") == []
        has(chat.say("Notitie"), "Bewaard om")
        (entry,) = chat.data()["entries"]
        assert entry["text"] == f"{long}\nen daarna reed ik naar huis"
        chat.say(long + " en nog wat")
        has(chat.say("Weg"), "Er is niets van bewaard")
        assert len(chat.data()["runs"]) == 1


def test_what_was_written_can_be_read_back_polished_and_kept_as_a_file(tmp_path: Path):
    """At the end: read everything back, change one answer (both versions stay), take it along as a file."""
    with chatting(tmp_path) as chat:
        chat.say("/reflecteer wat gebeurde er", "minder steun", "een gesprek", "Klaar", "veel", "Klaar", "bellen")
        has(chat.say("Klaar"), "Staat in je logboek", "[Teruglezen] [Iets anders]")
        has(chat.say("Teruglezen"), "een gesprek", "[Pas 1 aan] [Pas 2 aan]", "[Meer] [Als bestand] [Menu]")
        has(chat.say("Pas 2 aan"), "Vraag 2 van 3.", "Er stond: “veel”")
        chat.say("Opnieuw schrijven", "meer dan ik dacht")
        has(chat.say("Klaar"), "Staat in je logboek")
        chat.say("Teruglezen")
        path = Path(chat.say("Als bestand")[-1])
        assert path.name == "nabij-wat-gebeurde-er.md"
        assert "meer dan ik dacht" in path.read_text(encoding="utf-8")
        (run,) = chat.data()["runs"]
        assert run["answers"][1]["revisions"] == ["veel"]


def test_the_way_out_of_a_heavy_case_leaves_no_trace(tmp_path: Path):
    """Andere casus leads to the equal other case; nothing tells that the first was opened."""
    with chatting(tmp_path) as chat:
        chat.say("/casus abiba")
        has(chat.say("Andere casus"), "Anne")
        assert [run["dialogue"] for run in chat.data()["runs"]] == ["anne-eigen-wil"]


def test_what_came_before_consent_is_handled_right_after_it(tmp_path: Path):
    """The first message waits for Akkoord and is then done; after Liever niet nothing is left."""
    with chatting(tmp_path, agreed=False) as chat:
        has(chat.say("/begrip vertrouwen"), "Wat ik bewaar", "[Akkoord] [Lees meer] [Liever niet]")
        has(chat.say("Lees meer"), "Wat niet beschermd is", "[Akkoord] [Lees meer] [Liever niet]")
        has(chat.say("Akkoord"), "Vertrouwen · ")
    with chatting(tmp_path / "other", agreed=False) as chat:
        chat.say("/notitie iets heel eigens")
        has(chat.say("Liever niet"), "Ik heb niets van je bewaard")
        has(chat.say("hoi"), "Wat ik bewaar")
