"""The identifying-detail check holds for any text, and for numbers made to pass their tests."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.details import find, replaced
from bot.privacy.numbers import elfproef, iban_fits

PIECES = st.sampled_from(
    [
        *(
            "Karin Vermeer",
            "mevrouw de vries",
            "06-12345678",
            "+31 6 12 34 56 78",
            "111222333",
            "NL91 ABNA 0417 1643 00",
        ),
        *(
            "k@v.nl",
            "Kerkstraat 12a",
            "3062 AB",
            "Gouda",
            "@karin_v",
            "12-AB-34",
            "geb. 12-03-1985",
            "dossier 2024-118",
        ),
        *(
            "basisschool De Ark",
            "werkt bij Albert Heijn",
            "ze",
            "in",
            "van",
            "de",
            "J.",
            "Wil",
            "Roos",
            "\n",
            ".",
            ",",
            "12",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
)
DIGITS = st.lists(st.integers(0, 9), min_size=8, max_size=8).filter(lambda digits: digits[0] > 0)


@given(TEXTS)
def test_findings_are_in_order_and_inside_the_text(text: str):
    """Nothing raises; findings lie inside the text, are not empty, stand in order and never overlap."""
    place = 0
    for one in find(text):
        assert place <= one.start < one.end <= len(text)
        assert one.replacement
        place = one.end


@given(TEXTS)
def test_what_stood_between_stays(text: str):
    """Replacing keeps every word outside the findings, and each replacement stands in the outcome."""
    found = find(text)
    outcome = replaced(text, found)
    place = 0
    for one in found:
        place = outcome.index(one.replacement, place) + len(one.replacement)
    assert outcome == text if not found else text[: found[0].start] == outcome[: found[0].start]


STRONG = st.sampled_from(
    [
        "06-12345678",
        "111222333",
        "NL91 ABNA 0417 1643 00",
        "k.vermeer@gmail.com",
        "Kerkstraat 12a",
        "@karin_v",
        "Fatima",
    ]
)
SAID = st.sampled_from(["ik belde", "ze zei", "het was", "morgen", "en", "over", "daarna", "samen"])


@given(st.lists(st.one_of(STRONG, SAID), max_size=14))
def test_no_found_detail_is_left(pieces: list[str]):
    """What was found stands nowhere in the replaced text, and a second look finds nothing."""
    text = ", ".join(pieces)
    found = find(text)
    outcome = replaced(text, found)
    assert [one for one in found if text[one.start : one.end] in outcome] == []
    assert find(outcome) == []


@given(DIGITS)
def test_only_numbers_that_pass_the_elfproef_are_a_bsn(digits: list[int]):
    """Nine figures are a BSN with the right last figure and none with another."""
    last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    head = "".join(map(str, digits))
    for figure in range(10):
        number = f"{head}{figure}"
        assert elfproef(number) == (figure == last)
        assert [one.kind for one in find(f"het is {number} dus")] == (["bsn"] if figure == last else [])


@given(st.sampled_from(["ABNA", "INGB", "RABO", "TRIO"]), st.integers(0, 9_999_999_999))
def test_only_numbers_that_pass_modulo_97_are_an_iban(bank: str, account: int):
    """A Dutch account number with its right check figures is found, in groups and lower case too, and no other."""
    whole = f"{bank}{account:010d}"
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{whole}NL00")) % 97
    right, wrong = f"NL{check:02d}{whole}", f"NL{(check + 1) % 100:02d}{whole}"
    grouped = " ".join(right[start : start + 4] for start in range(0, 18, 4))
    assert iban_fits(right.lower())
    for written in (right, right.lower(), grouped, grouped.lower()):
        assert [one.kind for one in find(f"op {written} dus")] == ["iban"]
    assert [one.kind for one in find(f"op {wrong} dus")] == []
