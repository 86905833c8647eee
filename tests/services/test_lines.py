"""Following a leerlijn, in a chat with the whole bot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.storage.content import load
from tests.journeys.talking import Chat, chatting

LINE = """\
id: proeflijn
title: Op huisbezoek
summary: Een woord, een casus en drie vragen.
aim: Je weet wat je doet als iemand de deur niet opendoet.
level: beide
parts:
  - {read: presentie, place: thuis}
  - {dialogue: abiba, place: les, class: Wie belt er aan?}
  - {dialogue: outreachend-werken, place: vrij}
"""
OTHER = """\
id: tweede-lijn
title: Later aan de beurt
summary: Nog iets.
aim: Iets anders.
level: student
minutes: 90
parts:
  - {dialogue: wat-gebeurde-er, place: vrij}
"""


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has agreed, and no more than two leerlijnen."""
    (tmp_path / "proeflijn.yaml").write_text(LINE, encoding="utf-8")
    (tmp_path / "tweede-lijn.yaml").write_text(OTHER, encoding="utf-8")
    content = load(stand_ins=[tmp_path / "proeflijn.yaml", tmp_path / "tweede-lijn.yaml"])
    mine = {name: content.lines[name] for name in ("proeflijn", "tweede-lijn")}
    with chatting(tmp_path, replace(content, lines=mine)) as talking:
        yield talking


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def to_the_end(chat: Chat, *first: str) -> list[str]:
    """Say something, then pass over what is asked until it is over."""
    said = chat.say(*first)
    for _ in range(40):
        if "Dat was het." in whole(said) or "logboek" in whole(said):
            return said
        buttons = [line for line in said if line.startswith("[")]
        on = next((label for label in ("Ik begin", "Verder") if buttons and f"[{label}]" in buttons[-1]), "/overslaan")
        said = chat.say(on)
    raise AssertionError("the dialogue does not end")


def test_the_leerlijnen_are_found_from_the_lists(chat: Chat):
    """The lists of cases and of questions lead to the leerlijnen, each with what it is about and how long it takes."""
    for command in ("/casus", "/leervragen"):
        assert "[Leerlijnen]" in chat.say(command)
        said = chat.say("Leerlijnen")
        assert "Op huisbezoek · Een woord, een casus en drie vragen. 3 delen, ongeveer 42 minuten." in said
        assert "Later aan de beurt · Nog iets. 1 deel, ongeveer 1,5 uur." in said
        assert "[Op huisbezoek]" in said


def test_a_leerlijn_shows_its_aim_and_its_parts(chat: Chat):
    """One sees what it is for, what is in it, where each part is done, and that nothing is done yet."""
    said = chat.say("/leerlijn op huisbezoek")
    assert said[0] == "Op huisbezoek · Je weet wat je doet als iemand de deur niet opendoet."
    assert "1 · Presentie (woord, thuis) · nog niet" in said
    assert "2 · Abiba (casus, in de les) · nog niet" in said
    assert "3 · Outreachend werken (vragen, waar je wilt) · nog niet" in said
    assert said[-3:] == ["[Begin met Presentie]", "[1] [2] [3]", "[Leerlijnen]"]


def test_a_word_opens_and_counts_as_done(chat: Chat):
    """The first part is read; the way on stands under it, and the leerlijn knows."""
    chat.say("/leerlijn proeflijn")
    said = chat.say("Begin met Presentie")
    assert said[0].startswith("Presentie · ")
    assert "[Verder met Abiba]" in said
    assert "1 · Presentie (woord, thuis) · gedaan" in chat.say("/leerlijn proeflijn")
    assert chat.data()["person"]["settings"]["read"] == ["presentie"]


def test_a_dialogue_is_done_when_it_is_finished(chat: Chat):
    """The sentence for the class comes first, a paused case is gone on with, and at its end the next part waits."""
    chat.say("/leerlijn proeflijn", "2")
    said = whole(chat.say("/leerlijn proeflijn verder"))
    assert "Presentie · " in said  # the first that is not done
    said = chat.say("Verder met Abiba")
    assert said[0] == "Voor in de les · Wie belt er aan?"
    assert "Vooraf: Abiba" in said[1]
    chat.say("Ik begin", "Naar vraag 1", "eerst dit", "/pauze")
    assert "2 · Abiba (casus, in de les) · mee bezig" in chat.say("/leerlijn proeflijn")
    assert "Er stond: “eerst dit”" in whole(chat.say("Verder met Abiba"))
    end = to_the_end(chat, "/overslaan")
    assert "[Verder met Outreachend…] [Teruglezen] [Iets anders]" in end
    assert "2 · Abiba (casus, in de les) · gedaan" in chat.say("/leerlijn proeflijn")


def test_the_other_case_counts_for_the_one_it_replaces(chat: Chat):
    """Who takes the way out of a heavy case is as far as who did not."""
    chat.say("/leerlijn proeflijn", "2", "Andere casus", "Naar vraag 1")
    assert "2 · Abiba (casus, in de les) · mee bezig" in chat.say("/leerlijn proeflijn")
    to_the_end(chat, "2")
    assert "2 · Abiba (casus, in de les) · gedaan" in chat.say("/leerlijn proeflijn")


def test_the_menu_offers_the_leerlijn_until_it_is_done(chat: Chat):
    """Begun, it stands in the menu; with everything done it is gone from there and says so itself."""
    assert "Later aan de" not in whole(chat.say("/menu"))
    to_the_end(chat, "/leerlijn tweede-lijn", "/leerlijn proeflijn 1", "/leerlijn tweede-lijn 1")
    assert "Later aan de" not in whole(chat.say("/menu"))
    assert "Je hebt alle delen gehad." in whole(chat.say("/leerlijn tweede-lijn"))
    chat.say("/leerlijn proeflijn 1")
    assert "[Verder met Op huisbezoek]" in chat.say("/menu")
    assert "2 · Abiba (casus, in de les) · nog niet" in chat.say("Verder met Op huisbezoek")


def test_a_leerlijn_is_found_by_its_title_and_an_unknown_one_gets_the_list(chat: Chat):
    """Free text finds it too; a name that is none says so."""
    assert "Je weet wat je doet" in whole(chat.say("leerlijn op huisbezoek"))
    said = whole(chat.say("/leerlijn qwertyuiop"))
    assert "“qwertyuiop” vond ik niet." in said
    assert "[Op huisbezoek]" in said
    assert "[Op huisbezoek]" in whole(chat.say("/leerlijn proeflijn 99"))


def test_what_is_no_part_of_it_goes_on_as_always(chat: Chat):
    """After a dialogue from outside the leerlijn nothing of it is shown."""
    chat.say("/leerlijn proeflijn 1")
    end = to_the_end(chat, "/reflecteer wat-gebeurde-er")
    assert "Verder met" not in whole(end)
