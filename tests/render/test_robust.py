"""Whatever a person typed: the file is whole, the text stands in it, and nothing in the text acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.errors import PaperError
from bot.render.markdown import markdown
from bot.render.paper import Paper, Text, clean, literal, paragraphs
from bot.render.pdf import pdf
from bot.render.press import press
from bot.render.register import register_paper
from bot.render.report import report_paper
from bot.render.returning import in_words, picture
from bot.render.word import word
from bot.services.reports import Pair, Plan, Report, ReportEntry
from bot.services.returning import returning
from tests.render.reading import bare, read, shown, text_of, word_lines

DAY = date(2026, 11, 21)
ACTING = (
    '#import "/etc/passwd": * #let x = 1 #sys.inputs #eval("1+1") $a^2$ *b* _i_ `c` @ref <label> = Kop // weg /* */',
    "<script>alert(1)</script> </w:t></w:r> &amp; &lt; ]]> <!-- --> %PDF-1.4 endobj {{ jinja }} {title} \\begin{x}",
    "# Kop\n- lijst\n1. een\n> citaat\n```\ncode\n```\n| a | b |\n|---|---|\n[x](http://x) ![y](z) **vet** ~~weg~~",
    "محمد العلي en ליאור en Ελένη en Оксана, 😀 👨‍👩‍👧 🏳️‍🌈 💶 漢字 ಕನ್ನಡ",
    "nul\x00 bel\x07 esc\x1b[31m vorm\x0c half\ud800 bom\ufeff omgekeerd\u202edcba geen\ufffe\U0001ffff",
)
MARKS = (
    "---",
    "===",
    "***",
    "+ a",
    "12) b",
    "    vier",
    "\\",
    "|",
    "",
    " ",
    "\n\n\n",
    "a\r\nb\u2028c\x85d",
    "é\u0301\u0301" * 50,
)
ANY = st.text(st.characters(), max_size=300) | st.text(st.sampled_from("#$*_`<>[]{}()\\/@~=-+|&!.:;\"' \n\tab1"))
SLOW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def report_of(text: str) -> Report:
    """A report with a text in every place where a person writes."""
    entry = ReportEntry(
        id="a", day=DAY, guide=text, model=text, origin=text, themes=(text, "rust"), learnt=text,
        pairs=(Pair(text, text), Pair("", text)), plan=Plan(text, "changed", text), minutes=5,
    )  # fmt: skip
    return Report(title=text, begin=DAY, end=DAY, made=DAY, name=text, operator=text, entries=(entry,))


def also(*texts: str):
    """The test, for each of these texts too."""

    def added(test):
        for text in texts:
            test = example(text)(test)
        return test

    return added


@SLOW
@also(*ACTING, "")
@given(ANY)
def test_any_text_makes_whole_files(text: str):
    """A report and a register full of any text are a PDF that reads strictly, a Word file and Markdown."""
    report = report_of(text)
    assert read(pdf(report_paper(report))).pages
    for paper in (report_paper(report), register_paper(report)):
        assert word_lines(word(paper))
        assert markdown(paper)


@SLOW
@also(*ACTING, *MARKS)
@given(ANY)
def test_word_gives_back_what_was_written(text: str):
    """Each line of a text is a line of the Word file, sign for sign, but for what no file can hold."""
    paper = Paper(title="T", made=DAY, blocks=(Text(paragraphs(text)),))
    expected = [clean(line[0].text) for line in paragraphs(text)]
    assert [line for line in word_lines(word(paper)) if line][1:] == expected


@settings(deadline=None)
@also(*ACTING, *MARKS)
@given(ANY)
def test_markdown_shows_what_was_written(text: str):
    """A reader of Markdown shows the text itself: no heading, list, link, code or table comes of it."""
    paper = Paper(title="T", made=DAY, blocks=(Text(paragraphs(text)),))
    expected = [clean(line[0].text) for line in paragraphs(text)]
    assert [bare(line) for line in shown(markdown(paper))[1:]] == [bare(line) for line in expected]


@SLOW
@given(st.text(st.sampled_from("#$*_`<>[]{}()\\/@~=-+|&!.,:;?%^\"' abcdefg1234567890éëïóü"), max_size=400))
def test_a_pdf_shows_what_was_written(text: str):
    """Signs that mean something to Typst or PDF are printed as they are."""
    paper = Paper(title="T", made=DAY, blocks=(Text(paragraphs(text)),))
    assert bare(text) in bare(text_of(pdf(paper)))


@pytest.mark.parametrize("text", ["woord " * 3334, "x" * 20_000, "regel\n" * 3334, "é😀" * 5000], ids=len)
def test_twenty_thousand_signs_are_all_there(text: str):
    """A very long text, in one word too, goes on over the pages and loses nothing."""
    paper = Paper(title="T", made=DAY, blocks=(Text(paragraphs(text)),))
    printed = bare("".join(page.extract_text().rsplit("Bladzijde", 1)[0] for page in read(pdf(paper)).pages))
    assert len(read(pdf(paper)).pages) > 1
    for sign in set(bare(text)) - set("TBladzije"):
        assert printed.count(sign) == bare(text).count(sign)
    assert bare("".join(word_lines(word(paper)))) == "T" + bare(text)


def test_a_name_in_another_script_is_printed():
    """Arabic, Hebrew, Greek, Cyrillic and emoji have a font of their own and keep the PDF accessible."""
    made = pdf(Paper(title="T", made=DAY, blocks=(Text((literal("محمد ליאור Ελένη Оксана 😀"),)),)))
    assert b"pdfuaid" in read(made).trailer["/Root"]["/Metadata"].get_object().get_data()
    assert all(name in text_of(made) for name in ("Ελένη", "Оксана", "😀"))


def test_a_sign_without_a_font_breaks_nothing():
    """A sign that no font here can show still makes a PDF."""
    assert read(pdf(Paper(title="\u0378", made=DAY, blocks=(Text((literal("voor \u0378 na"),)),)))).pages


@SLOW
@also(*ACTING, "")
@given(ANY)
def test_any_theme_makes_a_picture(text: str):
    """A picture and its words can be made of any themes and words."""
    entry = report_of(text).entries[0]
    found = returning((entry, replace(entry, id="b")), DAY, DAY)
    assert picture(found, DAY).png.startswith(b"\x89PNG")
    assert clean(text) in in_words(found)


@pytest.mark.parametrize("text", ACTING)
def test_any_text_fits_a_register(text: str):
    """A register full of a text that could act is a PDF that reads strictly."""
    assert read(pdf(register_paper(report_of(text)))).pages


def test_an_error_tells_nothing_of_the_text():
    """When a paper cannot be set, the error names its kind and no word of the person."""
    with pytest.raises(PaperError) as caught:
        press("paper", {"title": "geheim"}, ("pdf",), DAY)
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None
