"""The identifying-detail check on the labelled texts, on forms, and on what is no detail."""

from __future__ import annotations

import pytest

from bot.privacy.details import details_json, find, lines_json, replaced
from bot.privacy.finding import KINDS
from tests.privacy.labelled import Score, details, score


def spans(text: str) -> list[tuple[int, int]]:
    """The places of the findings."""
    return [(one.start, one.end) for one in find(text)]


def kinds(text: str) -> list[tuple[str, str]]:
    """The findings as text and kind."""
    return [(text[one.start : one.end], one.kind) for one in find(text)]


def shown(text: str) -> str:
    """The text with its findings replaced."""
    return replaced(text, find(text))


def of(part: str) -> Score:
    """The score on one part of the labelled texts."""
    return score([row for row in details() if row.part == part], spans)


@pytest.mark.parametrize("part", ["dev", "held", "later", "again"])
def test_recall_and_false_alarms_keep_their_goals(part: str):
    """At least nine in ten details are found whole, and at most one in twenty clean texts is touched."""
    outcome = of(part)
    assert outcome.recall >= 0.9, outcome.missed
    assert outcome.false_alarms <= 0.05, outcome.alarms


def test_the_labels_hold_enough_and_only_known_kinds():
    """The table has at least 150 texts with details, 60 without, and every kind of finding."""
    rows = details()
    assert sum(bool(row.details) for row in rows) >= 150
    assert sum(not row.details for row in rows) >= 60
    assert {kind for row in rows for _, _, kind in row.details} == set(KINDS)


def test_kinds_are_right():
    """Of the labelled details that are found, at least 95 in a hundred have the kind of their label."""
    right = wrong = 0
    for row in details():
        found = find(row.text)
        for start, end, kind in row.details:
            met = [one.kind for one in found if one.start < end and start < one.end]
            right += kind in met
            wrong += bool(met) and kind not in met
    assert right >= 0.95 * (right + wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Net bij Karin Vermeer geweest, Lijsterbesstraat 14.", "Net bij K. geweest, [adres]."),
        ("mevrouw de vries belde", "mevrouw V. belde"),
        ("Ik sprak Karin. Zij huilde.", "Ik sprak K. Zij huilde."),
        ("bel 06-12345678 of mail k.vermeer@gmail.com", "bel [telefoon] of mail [e-mail]"),
        ("bsn 111222333, NL91 ABNA 0417 1643 00", "bsn [bsn], [rekening]"),
        ("Karin's moeder", "K.'s moeder"),
        ("ze woont in Gouda, 2801 AB", "ze woont in [plaats], [postcode]"),
        ("geboren op 12 maart 1985", "geboren op [geboortedatum]"),
        ("kenteken 12-AB-34", "kenteken [kenteken]"),
    ],
)
def test_replaced(text: str, expected: str):
    """A name becomes its initial, everything else a word in brackets."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "bel 112 of 113, of Veilig Thuis op 0800-2000, of 0900-1234",
        "Wil je dat ik kom? Hoop doet leven. Roos is haar lievelingskleur.",
        "in Mei was het druk, in april niet",
        "Mark my words, jan en alleman, joost mag het weten",
        "mevrouw vertelde dat meneer sliep en het gezin rust wil",
        "Volgens Jansen (2019) en Tonkens e.a. is dat zo.",
        "van 10.30 tot 12.15, 3.450 euro, 20 keer, kamer 14",
        "in 2019 en op 12 maart 2024",
        "onderweg 20 minuten, het voetbalveld 2 straten verder",
        "Den Haag, Rotterdam en Marokko",
        "K. zei dat [adres] niet klopt en [telefoon] ook niet",
        "",
        "🙂🙂",
    ],
)
def test_what_is_no_detail(text: str):
    """Numbers of services, months, idioms, quoted authors, amounts, times and replaced details are no finding."""
    assert kinds(text) == []


def test_known_names_are_no_finding():
    """Casus persons, authors by surname and titles are left out; another bearer of the surname is not."""
    known = ["Abiba", "Dolf Jansen", "Vertrouwen"]
    assert find("Abiba vroeg om hulp", known) == []
    assert find("Jansen schrijft over nabijheid", known) == []
    assert find("Dolf Jansen schrijft", known) == []
    assert [one.replacement for one in find("mevrouw Jansen belde", known)] == ["J."]
    assert [one.kind for one in find("Karin Jansen belde", known)] == ["name"]
    assert [one.kind for one in find("Dolf belde", known)] == ["name"]


def test_a_found_name_is_found_wherever_it_returns():
    """A surname that stood after mevrouw is found again alone, in any case."""
    assert (
        shown("bij mevrouw bouazza geweest, later belde Bouazza weer") == "bij mevrouw B. geweest, later belde B. weer"
    )


def test_phones_come_before_bsn():
    """The nine figures inside an international number are part of the phone number, whatever the elfproef says."""
    assert kinds("+31 6 12 34 56 78") == [("+31 6 12 34 56 78", "phone")]


def test_places_count_code_points():
    """Signs outside the basic plane before a detail count as one each."""
    assert kinds("🙂🙂 Karin belde") == [("Karin", "name")]
    assert find("🙂🙂 Karin belde")[0].start == 3


def test_accents_written_apart_do_not_hide_a_name():
    """A name with combining marks is found whole."""
    assert kinds("ik sprak Sai\u0308da vandaag") == [("Sai\u0308da", "name")]


def test_the_contract_form():
    """`details_json` gives text, start, end and kind; `lines_json` one per line."""
    assert details_json("mw. Smit") == {"text": "mw. Smit", "found": [{"start": 4, "end": 8, "kind": "name"}]}
    assert [row["text"] for row in lines_json(["een\n", "twee\r\n"])] == ["een", "twee"]


def test_a_known_name_is_known_without_its_title():
    """Whoever stands in a casus as mevrouw De Wit is no finding as De Wit, with or without mevrouw, and others are."""
    known = ["mevrouw De Wit", "mw. Van der Meer"]
    assert not find("mevrouw De Wit zei niets en mw van der meer knikte", known)
    assert [one.kind for one in find("mevrouw Jansen zei niets", known)] == ["name"]


def test_an_initial_alone_tells_nobody():
    """What was replaced once is not asked about again; initials with a surname are."""
    assert not find("mevrouw K. kwam en meneer T. bleef")
    assert kinds("dhr. J.P. Mulder had zijn jas aan") == [("J.P. Mulder", "name")]


def test_what_was_replaced_is_left_alone():
    """After the replacement the check finds nothing in any of the texts of the table."""
    for row in details():
        again = shown(row.text)
        assert not [again[one.start : one.end] for one in find(again) if one.kind == "name" and one.end - one.start < 3]
