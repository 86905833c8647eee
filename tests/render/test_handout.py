"""A dialogue on paper, made with the command that a teacher has."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from bot.dialogue.model import Ask, Dialogue, View
from bot.render.handout import guide, handout
from bot.render.markdown import markdown
from bot.render.pdf import pdf
from bot.render.word import word
from bot.storage.content import load
from tests.render.reading import bare, body_of, fonts, read, shown, tags, text_of, word_lines

CONTENT = load()
ALL_STEPS = Path(__file__).parents[1] / "journeys" / "alles.yaml"


def printed(folder: Path, *words: str, ending: str = "pdf") -> bytes:
    """What `nabij print` makes with these words."""
    file = folder / f"blad.{ending}"
    assert main(["print", *words, "--output", str(file)]) == 0
    return file.read_bytes()


@pytest.fixture(scope="module")
def abiba() -> Dialogue:
    """The casus of Abiba."""
    return CONTENT.dialogues["abiba"]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of the sheet for who does the casus."""
    return body_of(printed(tmp_path_factory.mktemp("blad"), "casus", "abiba"))


@pytest.fixture(scope="module")
def guided(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of the sheet for who guides."""
    return body_of(printed(tmp_path_factory.mktemp("blad"), "casus", "abiba", "--guide"))


def views(dialogue: Dialogue) -> list[View]:
    """All that lies beside the questions of a dialogue."""
    return [view for step in dialogue.steps for view in getattr(step, "views", ())]


def test_every_question_stands_on_the_sheet_with_its_number(sheet: str, abiba: Dialogue):
    """The questions come in their order, numbered as in the chat."""
    places = []
    for step, number in abiba.numbers.items():
        question = abiba.step(step)
        assert isinstance(question, Ask)
        assert bare(f"{number}. {question.text}") in bare(sheet)
        places.append(bare(sheet).index(bare(question.text)))
    assert places == sorted(places)


def test_the_sheet_does_not_give_away_what_comes_after(sheet: str, abiba: Dialogue):
    """No view and no point of a mirror stands on the sheet of who does the casus."""
    assert not [view for view in views(abiba) if bare(view.text) in bare(sheet)]
    assert "spiegel" not in sheet


def test_the_guide_has_every_view_and_mirror_point(guided: str, abiba: Dialogue):
    """What the source offers and where the mirror looks stands under its question for who guides."""
    assert not [view.text for view in views(abiba) if bare(view.text) not in bare(guided)]
    for step in abiba.steps:
        for point in getattr(step, "mirror", ()):
            assert bare(point.about.rstrip(",")) in bare(guided)
    assert "Het is geen antwoordmodel." in guided


def test_source_and_authors_are_named(sheet: str, guided: str):
    """Both sheets say from which book and of whom the casus is."""
    for text in (sheet, guided):
        assert "Marion Matthijssen" in text
        assert "Lerende sociale professionals (2015)" in text
        assert "Hoofdstuk 1" in text


def test_what_nabij_added_says_so(sheet: str, guided: str, abiba: Dialogue):
    """Each addition is marked: the last question on the sheet, the safeguards on the guide."""
    assert "Toegevoegd door Nabij · Wat neem je mee naar je werk" in sheet
    added = sum(view.added for view in views(abiba)) + sum(step.added for step in abiba.steps)
    assert guided.count("Toegevoegd door Nabij ·") == added + 1  # and the numbers at the end


def test_a_heavy_case_warns_first(sheet: str, abiba: Dialogue):
    """The warning and the other case come before the story."""
    assert abiba.care
    assert bare(sheet).index(bare(abiba.care.about)) < bare(sheet).index("Hetverhaal")
    assert "Anne en buurthuis Eigen Wil" in sheet


def test_a_heavy_case_ends_with_the_numbers(sheet: str, guided: str):
    """Who has only the paper finds the numbers on it."""
    for text in (sheet, guided):
        assert all(number in text for number in ("112", "0800-0113", "0800-2000"))


def test_a_short_dialogue_is_one_page(tmp_path: Path):
    """A reflection in two questions fits a page, with room to write."""
    made = printed(tmp_path, "reflectie", "dagopening")
    assert len(read(made).pages) == 1
    assert all(fonts(made).values())
    assert "H1" in tags(printed(tmp_path, "casus", "abiba"))


def test_a_case_of_six_questions_is_one_page(tmp_path: Path):
    """Set closer the story, its questions and room to write fit one page; what cannot fit keeps all its room."""
    assert len(read(printed(tmp_path, "casus", "abiba")).pages) == 1
    assert len(read(printed(tmp_path, "casus", "abiba", "--guide")).pages) > 1
    assert len(read(printed(tmp_path, "casus", "bonnie")).pages) == 4


@pytest.mark.parametrize("words", [(), ("--guide",)], ids=["sheet", "guide"])
def test_every_kind_of_step_has_its_place(tmp_path: Path, words: tuple[str, ...]):
    """Statements, choices, orders, scales, pieces that are uncovered and questions that return can be printed."""
    text = text_of(printed(tmp_path, "casus", str(ALL_STEPS), *words))
    for told in (
        "☐ Eens",
        "☐ De buurvrouw",
        "___ Luisteren",
        "Omcirkel: 1 2 3",
        "Kijk terug naar je antwoord op vraag 1.",
    ):
        assert told in text
    assert ("Hoe lang al? Al twee jaar." in text) == bool(words)


def test_a_later_phase_begins_on_a_page_of_its_own(tmp_path: Path):
    """What comes a week later can be handed out apart."""
    pages = [page.extract_text() for page in read(printed(tmp_path, "casus", str(ALL_STEPS))).pages]
    assert pages[1].lstrip().startswith("Een week later")


@pytest.mark.parametrize("name", CONTENT.dialogues)
def test_every_dialogue_can_be_printed(name: str):
    """Each dialogue of Nabij becomes a sheet and a guide that are accessible, a Word file and Markdown."""
    dialogue, titles = CONTENT.dialogues[name], {}
    for make in (handout, guide):
        paper = make(dialogue, CONTENT.works, titles, date(2026, 11, 22))
        made = pdf(paper)
        assert b"pdfuaid" in read(made).trailer["/Root"]["/Metadata"].get_object().get_data()
        assert paper.title in word_lines(word(paper))
        assert paper.title in shown(markdown(paper))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("casus", "abibba", "--output", "x.pdf"), "Bedoelde je “abiba”?"),
        (("leervragen", "abiba", "--output", "x.pdf"), "nabij print casus abiba"),
        (("casus", "abiba", "--output", "x.odt"), ".pdf, .docx of .md"),
        (("casus", "abiba", "--output", "weg/x.md"), "kan ik niet schrijven"),
    ],
)
def test_what_cannot_be_printed_is_told(
    words: tuple[str, ...],
    told: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """A wrong id, kind, ending or place is told in a sentence that helps, with status 1, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    assert main(["print", *words]) == 1
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_bot_starts_without_the_libraries_of_paper():
    """Neither typst nor docx nor segno is loaded before something is printed."""
    code = (
        "import sys, bot.app, bot.cli, bot.authoring.printing, bot.render.pdf, bot.render.report, bot.render.handout, "
        "bot.render.returning, bot.render.qr, bot.render.press; "
        "print(sorted({'typst', 'docx', 'lxml', 'segno'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
