"""The picture of what returns, and the figures behind it."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as Xml

from bot.render.returning import in_words, picture
from bot.services.reports import Pair, ReportEntry
from bot.services.returning import returning, returning_words
from tests.render.examples import ENTRIES, REPORT

FOUND = returning(ENTRIES, REPORT.begin, REPORT.end)


def test_themes_come_with_their_days():
    """The theme of most moments comes first, with the day of each."""
    first = FOUND.themes[0]
    assert first.name == "vertrouwen"
    assert first.days == (date(2026, 9, 1), date(2026, 9, 8), date(2026, 10, 3))


def test_levels_and_plans_are_counted():
    """Each level has its days, each way in which plans went its number; a plan not looked back on is counted apart."""
    assert [(level, len(row.days)) for level, row in FOUND.levels] == [("micro", 2), ("meso", 2), ("macro", 1)]
    assert FOUND.plans == (("kept", 1), ("changed", 1), ("not_yet", 1))
    assert FOUND.open_plans == 1


def test_words_return_in_any_form():
    """A word counts once a moment, whatever its form, and only when more moments have it."""
    texts = ("De huurschuld en de buren.", "Weer huurschulden, huurschuld.", "Een buurman en een hond.")
    entries = [ReportEntry(id=str(n), day=date(2026, 1, n), pairs=(Pair("", text),)) for n, text in enumerate(texts, 1)]
    assert ("huurschuld", 2) in returning_words(entries)
    assert "hond" not in dict(returning_words(entries))


def test_only_the_period_counts():
    """What lies outside the period is in no figure."""
    found = returning(ENTRIES, date(2026, 10, 1), date(2026, 10, 31))
    assert found.moments == 2
    assert {row.name for row in found.themes} == {"grenzen", "vertrouwen", "eenzaamheid"}


def test_the_words_tell_every_figure():
    """The text alternative has each theme, level, word and plan with its number, in Dutch."""
    words = in_words(FOUND)
    assert "5 momenten." in words
    assert "vertrouwen (3 keer, september 2026, oktober 2026)" in words
    assert "macro (één keer, oktober 2026)" in words
    assert "nog niet op teruggekeken (één keer)" in words
    for row in FOUND.themes:
        assert row.name in words
    for word, count in FOUND.words:
        assert f"{word} ({count} keer)" in words


def test_there_are_no_percentages_or_scores():
    """No figure is a share of anything."""
    assert "%" not in in_words(FOUND)


def test_the_picture_fits_a_telephone():
    """The PNG is 1080 pixels wide, and the SVG is well-formed."""
    made = picture(FOUND, REPORT.made)
    assert struct.unpack(">I", made.png[16:20])[0] == 1080
    assert Xml.fromstring(made.svg).tag.endswith("svg")


def test_a_busy_year_an_empty_day_and_a_single_moment_are_pictures():
    """Any number of moments in any period can be drawn."""
    many = [replace(ENTRIES[n % 5], id=str(n), day=REPORT.begin + timedelta(days=7 * n)) for n in range(270)]
    for entries, end in ((many, REPORT.begin + timedelta(days=1900)), ((), REPORT.begin), (many[:1], REPORT.begin)):
        assert picture(returning(entries, REPORT.begin, end), REPORT.made).png
    assert "Geen momenten" in in_words(returning((), REPORT.begin, REPORT.begin))
