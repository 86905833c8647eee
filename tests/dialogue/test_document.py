"""A document becomes the tree that a YAML file would give: every part its step, every fault its place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.bubbles import LEAST, MOST, bubbles
from bot.dialogue.document import Paragraph
from bot.dialogue.document_tree import Converted, convert
from bot.dialogue.model import Ask, Care, Choose, Dialogue, Say
from bot.dialogue.parse import parse
from bot.services.own_source import named, to_text, to_tree

HEADS = ["Titel", "Samenvatting", "Personen", "Vooraf", "Verhaal", "Vraag", "Vraag 2", "Vraag 3: En nu?", "Stelling",
         "Punten", "Naast je antwoord", "Tip", "Waarom", "Andere kant", "Vragen", "Iets anders"]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(HEADS), st.text(max_size=60), st.text(min_size=400, max_size=900))


def read(*lines: str, title: str = "Proef") -> tuple[Converted, Dialogue]:
    """A document of which lines with a # before them are headings."""
    found = [Paragraph(1, title, "title")] if title else []
    for line in lines:
        head = "heading" if line.startswith("#") else ""
        found.append(Paragraph(len(found) + 1, line.lstrip("# "), head))
    converted = convert(found)
    assert converted.tree is not None
    return converted, parse(named(converted.tree, "proef"))[0]


def told(converted: Converted) -> list[str]:
    """Code and place of every finding."""
    return [f"{item.code} {converted.places[item.line]}" for item in converted.problems]


WHOLE = ("# Verhaal", "Er was eens.", "# Vraag 1", "Wat nu?")


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(["", "heading", "title"])), max_size=25))
def test_whatever_the_document_nothing_raises_and_every_finding_has_a_place(drawn: list[tuple[str, str]]):
    """Any paragraphs give a tree or a finding; each finding and each step stands at a paragraph that is there."""
    paragraphs = [Paragraph(n, text.strip(), head) for n, (text, head) in enumerate(drawn, 1) if text.strip()]
    converted = convert(paragraphs)
    assert all(item.line in converted.places for item in converted.problems)
    assert (converted.tree is None) == (not paragraphs)
    if converted.tree is not None:
        tree = named(converted.tree, "proef")
        dialogue, problems = parse(tree)
        assert all(item.code == "N103" for item in problems), problems
        assert all(step.line in converted.places for step in dialogue.steps)
        names = [scene.id for scene in dialogue.scenes] + [step.id for step in dialogue.steps]
        assert len(names) == len(set(names))
        assert max((len(step.text) for step in dialogue.steps if isinstance(step, Say)), default=0) <= MOST
        assert to_tree(to_text(tree)) == tree


@settings(deadline=None)
@given(st.lists(st.text(alphabet="ab. ?!\n", max_size=1200), max_size=6))
def test_bubbles_lose_nothing_and_fit_on_a_phone(texts: list[str]):
    """All words come back in order, no message is longer than fits, and short ones are joined."""
    found = bubbles(enumerate(texts, 1))
    assert "".join("".join(text.split()) for _, text in found) == "".join("".join(text.split()) for text in texts)
    assert all(0 < len(text) <= MOST for _, text in found)
    for (_, one), (_, two) in pairwise(found):
        assert len(one) >= LEAST or len(one) + 2 + len(two) > MOST


def test_each_heading_becomes_its_part():
    """Story, question with tip, points and views, and a statement with its why and other side."""
    _, dialogue = read(
        "# Samenvatting", "Kort.", "# Personen", "Harm: buurman", "Lia en Bo", "# Vooraf", "Zwaar.", "# Verhaal",
        "Er was eens.", "# Vraag 1", "Wat nu?", "## Tip", "Rustig.", "## Punten", "- geld: huur, schuld", "rust",
        "tijd", "## Naast je antwoord", "Iets ernaast.", "# Stelling", "Het moet.", "## Waarom", "Hoezo?",
        "## Andere kant", "En zij?",
    )  # fmt: skip
    assert (dialogue.summary, dialogue.persons) == ("Kort.", ("Harm", "Lia", "Bo"))
    assert dialogue.care == Care("Zwaar.")
    story, ask, statement, why, other, last = dialogue.steps
    assert isinstance(story, Say)
    assert isinstance(ask, Ask)
    assert (story.text, ask.text, ask.hint) == ("Er was eens.", "Wat nu?", "Rustig.")
    assert [(point.label, point.words) for point in ask.mirror] == [
        ("geld", ("huur", "schuld")), ("rust", ("rust",)), ("tijd", ("tijd",)),
    ]  # fmt: skip
    assert [view.text for view in ask.views] == ["Iets ernaast."]
    assert isinstance(statement, Choose)
    assert statement.style == "statement"
    assert (why.text, other.text) == ("Hoezo?", "En zij?")  # type: ignore[attr-defined]
    assert isinstance(last, Ask)
    assert (last.private, last.added, last.journal) == (True, True, True)


@pytest.mark.parametrize(
    ("lines", "finding"),
    [
        (WHOLE[:2], ""),  # that there is no question is for the checks
        (WHOLE[2:], "W104 bij de kop “Proef”"),
        ((*WHOLE, "# Bijlage"), "W102 bij de kop “Bijlage”"),
        ((*WHOLE, "# Vragen", "Tekst."), "W103 onder de kop “Vragen”, alinea 1"),
        (("Los.", "Nog los.", *WHOLE), "W103 onder de kop “Proef”, alinea 1"),
        ((*WHOLE, "# Vraag 2"), "W105 bij de kop “Vraag 2”"),
        ((*WHOLE, "# Verhaal", "Verder.", "# Punten", "Iets."), "W106 bij de kop “Punten”"),
        ((*WHOLE, "# Waarom", "Hoezo?"), "W106 bij de kop “Waarom”"),
    ],
)
def test_what_is_wrong_with_the_headings_is_told_with_its_place(lines: tuple[str, ...], finding: str):
    """Each fault names the heading it stands at, or the paragraph under it."""
    converted, _ = read(*lines)
    assert (finding in told(converted)) if finding else not told(converted)


def test_without_a_title_or_anything_that_is_told():
    """A document without a title says so; an empty one says that it is empty."""
    converted, _ = read(*WHOLE, title="")
    assert told(converted) == ["W101 bij de kop “Verhaal”"]
    empty = convert([])
    assert told(empty) == ["W107 in het hele document"]


def test_a_new_text_keeps_the_ids():
    """Who is halfway keeps their answers when only texts change, or a question comes after theirs."""
    _, old = read(
        "# Verhaal", "Er was eens.", "# Vraag 1", "Wat nu?", "# Vraag: De eerste stap?", "# Vraag", "Wat dan?"
    )
    _, new = read("# Verhaal", "Er was iets.", "# Vraag 1", "Wat wil je nu?", "# Vraag: De eerste stap?", "# Vraag",
                  "En toen?", "# Vraag", "Nog iets?")  # fmt: skip
    ids = [step.id for step in old.steps if isinstance(step, Ask)]
    assert ids == ["vraag-1", "de-eerste-stap", "vraag-3", "meenemen"]
    assert set(ids) <= {step.id for step in new.steps}


def test_plain_paragraphs_that_only_say_vraag_count_as_headings():
    """Who does not use Word's heading styles is understood, as long as the word stands by itself."""
    converted, dialogue = read("Verhaal", "Vraag 1 is wat iedereen stelt, zei ze.", "Vraag 1", "Wat nu?")
    assert not converted.problems
    assert [step.id for step in dialogue.steps] == ["verhaal-bericht-1", "vraag-1", "meenemen"]
