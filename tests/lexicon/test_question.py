"""Taking question phrases off."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.question import core, stages
from bot.language.slips import is_slip


@pytest.mark.parametrize(
    "question",
    [
        "wat betekent X ook alweer?", "Wat is x", "wat is nou eigenlijk x", "wat houdt x in", "wat zijn x precies?",
        "kun je me uitleggen wat x is", "kan je x eens uitleggen", "ik snap niet wat x betekent", "leg x eens uit",
        "hoe zat het ook alweer met de x?", "waar staat X voor", "betekenis van x aub", "hoi, wat is x?",
        "ik wil even iets opzoeken over x", "wa is da eigenlijk, x", "wat wil x zeggen", "het begrip x", "“x”",
        "weet iemand wat een x is", "what does x mean", "definitie x", "wie was x", "vertel eens iets over x",
        "wat bedoelen ze nou met x", "wat wordt er verstaan onder x", "info over x graag", "en wat is dan een x?",
        "x wa is da", "x, wat is dat ook alweer", "wie of wat is x", "kunde gij mij x uitleggen",
        "wat wil dat zeggen x",
        "hoe noem je x", "geef een voorbeeld van x", "x voorbeeld", "what is meant by x", "ga naar x", "mag ik x",
        "ik snap niet wat er met x bedoeld wordt", "amai wat is x", "x in het sociaal werk", "wat doet een x'er",
    ],
)  # fmt: skip
def test_the_word_is_left(question: str):
    """Of a question only the word asked for is left."""
    assert core(question) == "x"


@pytest.mark.parametrize(
    "text", ["ik heb geen vertrouwen", "wat een vertrouwen", "ik ben eenzaam", "vraag achter de vraag", "is dat"]
)
def test_what_is_no_question_stays(text: str):
    """A sentence that asks for nothing keeps its words."""
    assert core(text) == text


def test_each_stage_is_kept():
    """A name that begins or ends with small words is still there before those come off."""
    assert "er zijn voor de ander" in stages("wat is er zijn voor de ander?")
    assert "present zijn" in stages("wat betekent present zijn")


@given(st.text(max_size=400))
def test_stages_only_shrink(text: str):
    """Whatever is typed, each stage is a shorter part of the one before, and none but a wordless text is empty."""
    found = stages(text)
    assert all(later in earlier and len(later) < len(earlier) for earlier, later in pairwise(found))
    assert all(found) or found == ("",)


_WORDS = [
    "wat",
    "is",
    "nog",
    "ook",
    "al",
    "weer",
    "eens",
    "de",
    "het",
    "over",
    "iets",
    "info",
    "je",
    "kun",
    "me",
    "uit",
    "in",
    "van",
]
_SMALL = st.lists(st.sampled_from(_WORDS))


@given(_SMALL, st.sampled_from(["presentie", "eigen kracht"]))
def test_any_row_of_small_words_ends_quickly(small: list[str], word: str):
    """Rows of the very words that come off neither hang nor swallow the word asked for."""
    assert word in core(" ".join([*small[:20], word]))


def test_a_slip_is_told_from_another_word():
    """Neighbouring keys, letters that sound alike and swapped letters are slips; other letters are other words."""
    assert is_slip("prezentie", "presentie")
    assert is_slip("meldkode", "meldcode")
    assert is_slip("isolemnet", "isolement")
    assert not is_slip("preventie", "presentie")
