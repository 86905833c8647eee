"""The report as it is handed in, in PDF, Word and Markdown."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from bot.render.markdown import markdown
from bot.render.pdf import pdf
from bot.render.report import report_paper
from bot.render.returning import picture
from bot.render.word import word
from bot.services.reports import Report, choose
from bot.services.returning import returning
from tests.render.examples import ENTRIES, REPORT
from tests.render.reading import fonts, read, shown, tags, text_of, word_lines


@pytest.fixture(scope="module")
def report() -> Report:
    """A report with a picture."""
    found = returning(ENTRIES, REPORT.begin, REPORT.end)
    return replace(REPORT, pictures=(picture(found, REPORT.made),))


@pytest.fixture(scope="module")
def printed(report: Report) -> bytes:
    """The report as PDF."""
    return pdf(report_paper(report))


@pytest.fixture(scope="module")
def written(report: Report) -> bytes:
    """The report as a Word file."""
    return word(report_paper(report))


TOLD = (
    "Reflectie op mijn werk in de wijk", "J. Jansen", "1 september 2026 tot en met 21 november 2026",
    "5 van de 8 notities uit deze periode, door de schrijver gekozen", "Welzijn Voorbeeldstad", "solo (voorbereiding)",
    "vertrouwen (3)", "M. de Wit, supervisor", "Bellen durfde ze niet. Een appje wel.", "Het liep anders.",
    "Nog niet op teruggekeken.", "(niets opgeschreven)", "Ik mag een huisbezoek afbreken.",
    "Incidentmethode. Ontwikkeld door Paul en Faith Pigors in de jaren vijftig.", "meso: team en organisatie",
)  # fmt: skip


@pytest.mark.parametrize("told", TOLD)
def test_everything_that_is_handed_in_stands_on_the_paper(printed: bytes, written: bytes, report: Report, told: str):
    """Title page, figures, questions, answers, plans and sources stand in the PDF, the Word file and the Markdown."""
    assert told in text_of(printed)
    assert any(told in line for line in word_lines(written))
    assert told in "\n".join(shown(markdown(report_paper(report))))


def test_minutes_are_added_up_per_form(written: bytes):
    """The table of forms has how often and how many minutes; what was not timed adds nothing."""
    lines = word_lines(written)
    at = lines.index("intervisie")
    assert lines[at : at + 9] == ["intervisie", "2", "165", "supervisie", "1", "60", "solo (voorbereiding)", "2", "15"]


def test_entries_stand_in_the_order_of_their_days(printed: bytes):
    """Entries are numbered by the day of the moment, not in the order in which they were given."""
    text = text_of(printed)
    places = [text.index(head) for head in ("1. 1 september", "2. 8 september", "3. 3 oktober", "4. 19 oktober")]
    assert places == sorted(places)


def test_every_page_has_its_number_and_how_many_there_are(printed: bytes):
    """The foot of each page says which page it is, of how many, and whose."""
    pages = read(printed).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        foot = " ".join(page.extract_text().split())
        assert f"Bladzijde {number} van {len(pages)}" in foot
        assert "J. Jansen · Gemaakt met Nabij" in foot


def test_word_counts_its_pages_itself(written: bytes):
    """The foot of a Word file has fields for the page and the number of pages."""
    foot = docx.Document(BytesIO(written)).sections[0].footer._element
    assert [code.text for code in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert "Bladzijde" in "".join(node.text or "" for node in foot.iter(qn("w:t")))


def test_fonts_are_embedded(printed: bytes):
    """Whoever opens the PDF sees our fonts, whatever is installed there."""
    found = fonts(printed)
    assert found
    assert all(found.values())
    assert any("OpenSans" in name for name in found)


def test_the_pdf_is_tagged_and_says_that_it_is_accessible(printed: bytes):
    """The PDF claims PDF/UA-1, in Dutch, with headings, tables with heads and pictures told in words."""
    root = read(printed).trailer["/Root"]
    found = tags(printed)
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert {"Title", "H1", "Table", "TH", "TD", "Figure"} <= set(found)
    assert read(printed).metadata.title == REPORT.title


def test_headings_are_headings(written: bytes, printed: bytes):
    """In Word and in the outline of the PDF one can jump from entry to entry."""
    styles = [(p.style.name, p.text) for p in docx.Document(BytesIO(written)).paragraphs]
    assert ("Heading 1", "1. 1 september 2026") in styles
    assert ("Title", REPORT.title) in styles
    assert "1. 1 september 2026" in [item.title for item in read(printed).outline if not isinstance(item, list)]


def test_pictures_are_told_in_words(report: Report, printed: bytes, written: bytes):
    """The text alternative stands under the picture for all, and on it for who listens."""
    words = report.pictures[0].words
    assert words in text_of(printed)
    assert any(words in line for line in word_lines(written))
    (described,) = docx.Document(BytesIO(written)).inline_shapes
    assert described._inline.docPr.get("descr") == words


def test_heads_of_tables_return_on_every_page(written: bytes):
    """Each table with a head has it marked as one that returns."""
    heads = list(docx.Document(BytesIO(written)).element.iter(qn("w:tblHeader")))
    assert len(heads) == 2


def test_a_choice_says_how_many_there_were():
    """Choosing entries leaves the others out and tells how many there were to choose from."""
    chosen = choose(replace(REPORT, available=0), {"a", "c"})
    text = text_of(pdf(report_paper(chosen)))
    assert "2 van de 5 notities uit deze periode" in text
    assert "consultatiebureau" not in text


def test_an_empty_report_is_a_paper_too():
    """A report without entries, name or operator is one page that says so."""
    empty = replace(REPORT, entries=(), name="", operator="", available=0)
    text = text_of(pdf(report_paper(empty)))
    assert "In deze keuze staan geen notities." in text
    assert "de schrijver zelf" in text
    assert word(report_paper(empty))


def test_the_same_report_is_the_same_file(printed: bytes, report: Report):
    """Two prints of one report do not differ: the file names the day of the report, not the second of printing."""
    assert pdf(report_paper(report)) == printed
