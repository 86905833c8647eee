"""The table for a register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.render.pdf import pdf
from bot.render.register import register_paper
from bot.render.word import word
from bot.services.reports import AREAS, ReportEntry, Section, minutes_per_form, register, within
from tests.render.examples import ENTRIES, REPORT
from tests.render.reading import tags, text_of, word_lines


def test_the_register_goes_by_area_and_then_by_day():
    """Technisch-instrumenteel, normatief, persoonlijk, and last what has no area; within these by day."""
    found = register(ENTRIES)
    assert [section.area for section in found] == [*AREAS, ""]
    assert [[entry.id for entry in section.entries] for section in found] == [["a", "e"], ["b"], ["c"], ["d"]]


def test_an_area_without_entries_is_left_out():
    """Only areas that occur get a section."""
    entry = ReportEntry(id="x", day=date(2026, 1, 1), area="persoonlijk")
    assert register((entry,)) == (Section("persoonlijk", (entry,)),)


def test_a_period_has_both_its_days():
    """The first and the last day count."""
    chosen = within(ENTRIES, date(2026, 9, 8), date(2026, 10, 3))
    assert [entry.id for entry in chosen] == ["b", "c"]


def test_minutes_are_counted_per_form():
    """Each form that occurs has its number and its minutes."""
    assert minutes_per_form(ENTRIES) == {"intervisie": (2, 165), "supervisie": (1, 60), "solo": (2, 15)}


def test_the_table_has_its_columns_in_both_files():
    """Date, form, minutes, who guided, theme and what was learnt stand in PDF and Word, in the order of the areas."""
    paper = register_paper(REPORT)
    lines = word_lines(word(paper))
    row = ["8 september 2026", "intervisie", "90", "collega’s van team Oost", "vertrouwen, samenwerken"]
    at = lines.index("8 september 2026")
    assert lines[at : at + 5] == row
    assert lines[at + 5].startswith("Een plan zonder de moeder")
    text = text_of(pdf(paper))
    places = [text.index(part) for part in ("Technisch-instrumenteel", "Normatief", "Persoonlijk", "Zonder gebied")]
    assert places == sorted(places)
    assert "3 keer met anderen, samen 225 minuten." in text
    assert "TH" in tags(pdf(paper))


def test_solo_is_preparation():
    """A solo entry says that it is preparation, and its minutes are not counted with the others."""
    lines = word_lines(word(register_paper(REPORT)))
    assert lines[lines.index("1 september 2026") + 1] == "solo, als voorbereiding"
    alone = replace(REPORT, entries=ENTRIES[1:2])
    assert "Alleen solo, als voorbereiding." in text_of(pdf(register_paper(alone)))


def test_the_short_register_holds_no_raw_text():
    """Without text no answer, lesson or plan stands in the file; date, form, minutes, guide and theme do."""
    lines = "\n".join(word_lines(word(register_paper(REPORT, short=True))))
    for entry in ENTRIES:
        raw = [entry.learnt, entry.plan.text if entry.plan else "", *(pair.answer for pair in entry.pairs)]
        assert not any(text and text in lines for text in raw)
        assert not entry.guide or entry.guide in lines
        assert all(theme in lines for theme in entry.themes)
    assert "Wat ik leerde" not in lines
