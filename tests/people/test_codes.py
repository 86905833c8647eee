"""Codes: shown in groups, and understood however somebody types them over from paper."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.people import codes

CODES = st.text(codes.ALPHABET, min_size=codes.LONG, max_size=codes.LONG)
LOOK_ALIKES = {"Z": "2", "S": "5", "B": "8", "G": "6", "L": "1I", "V": "U"}


def test_fresh_codes_differ() -> None:
    """No two codes or links are alike, and none holds anything that is not in its alphabet."""
    made = [codes.new(codes.LONG) for _ in range(500)]
    links = [codes.new_link() for _ in range(500)]
    assert (len(set(made)), len(set(links))) == (500, 500)
    assert set("".join(made)) == set(codes.ALPHABET)
    assert all(link.isascii() and link.isalnum() and len(link) == codes.LINK for link in links)


def test_the_alphabet_has_no_look_alikes() -> None:
    """Of characters that look alike in handwriting one is used, and no vowel, so that no word can arise."""
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET)
    assert not set("AEIOUY0O1I2568") & set(codes.ALPHABET)


@given(CODES)
def test_what_is_written_is_understood(code: str) -> None:
    """In groups, in one piece, in small letters and with spaces it is the same code."""
    shown = codes.written(code)
    assert [len(group) for group in shown.split("-")] == [4] * 6
    for typed in (shown, code, shown.lower(), f"  {shown.replace('-', ' ')}\n", "-".join(code)):
        assert codes.understood(typed, codes.LONG) == code


@given(CODES, st.data())
def test_look_alikes_are_understood(code: str, data: st.DataObject) -> None:
    """Who reads a 5 where an S was written is understood."""
    typed = "".join(data.draw(st.sampled_from(c + LOOK_ALIKES.get(c, ""))) for c in code)
    assert codes.understood(typed, codes.LONG) == code


@given(st.text())
def test_anything_else_is_no_code(text: str) -> None:
    """Whatever is typed, the outcome is a code of the right length and alphabet, or nothing."""
    for length in (codes.SHORT, codes.LONG):
        found = codes.understood(text, length)
        assert found == "" or (len(found) == length and set(found) <= set(codes.ALPHABET))
