"""From a reply to what the Bot API takes."""

from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup, MessageEntity, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.channels.telegram.utf16 import sound, split, units
from bot.channels.telegram.writing import CAPTION_LIMIT, TEXT_LIMIT, pieces
from bot.dialogue.turn import Button, Reply
from bot.services.ports import Document

SIGNS = st.text(st.sampled_from("ab\n é👩🏽😀\u0301"), max_size=120)
ROW = ((Button("Verder", "r:1:2:on"),),)
FILE = Document("a.json", "application/json", b"{}")


@given(SIGNS, st.integers(2, 40))
def test_parts_of_a_text_follow_each_other_and_fit(text: str, limit: int) -> None:
    """Splitting loses no character, parts no surrogate pair and keeps to the limit in UTF-16 units."""
    parts = [text[start:end] for start, end in split(text, limit)]
    assert "".join(parts) == text
    assert all(units(part) <= limit for part in parts)
    assert all(len(part.encode("utf-16-le")) // 2 == units(part) for part in parts)


def test_a_long_text_is_parted_at_a_paragraph() -> None:
    """A paragraph in the second half is a better border than a line or a word."""
    text = "woord " * 400 + "\n\n" + "woord " * 200 + "\nregel " + "woord " * 300
    first = text[slice(*split(text, TEXT_LIMIT)[0])]
    assert first.endswith("\n\n")


def test_a_text_without_spaces_is_parted_at_the_limit() -> None:
    """Signs outside the basic plane count as two and stay whole."""
    assert [end - start for start, end in split("😀" * 5, 4)] == [2, 2, 1]


@given(SIGNS, SIGNS.filter(str.strip), SIGNS)
def test_entities_name_exactly_the_words_in_their_style(before: str, bold: str, after: str) -> None:
    """Read back by UTF-16 offset, an entity holds the words that were marked and no others."""
    reply = Reply("{before}**{bold}**{after}", {"before": before, "bold": bold, "after": after})
    (piece,) = pieces(reply)
    (entity,) = piece.entities
    raw = piece.text.encode("utf-16-le")
    assert raw[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le") == bold
    assert entity.type == MessageEntity.BOLD


@settings(max_examples=30)
@given(st.text(st.sampled_from("ab 😀\n"), min_size=1, max_size=300).filter(str.strip))
def test_entities_of_a_split_text_lie_within_their_part(words: str) -> None:
    """Bold over a border is bold on both sides of it."""
    text = words.strip() * (TEXT_LIMIT * 2 // units(words.strip()))
    for piece in pieces(Reply("**{text}**", {"text": text})):
        (entity,) = piece.entities
        assert (entity.offset, entity.length) == (0, units(piece.text))


def test_words_of_a_person_are_literal() -> None:
    """Asterisks and tags in someone's words make no entities."""
    (piece,) = pieces(Reply("Er stond: {answer}", {"answer": "**<b>&_[x](y)"}))
    assert (piece.text, piece.entities) == ("Er stond: **<b>&_[x](y)", ())


def test_half_a_surrogate_pair_can_be_sent() -> None:
    """A text that cannot be encoded would never leave; it is mended instead."""
    (piece,) = pieces(Reply("{answer}", {"answer": "a\ud83d"}))
    assert piece.text.encode("utf-8")
    assert sound("a😀b") == "a😀b"


def test_buttons_and_keyboard_go_with_the_last_message() -> None:
    """Of a text over the limit only the last part carries buttons, or a keyboard."""
    text = "woord " * 1500
    first, *_, last = pieces(Reply(text, buttons=ROW))
    assert first.markup is None
    assert isinstance(last.markup, InlineKeyboardMarkup)
    assert isinstance(pieces(Reply(text, keyboard=("Klaar",)))[-1].markup, ReplyKeyboardMarkup)


def test_a_keyboard_stays_and_can_be_taken_away() -> None:
    """Labels make one lasting row, no labels remove it, None leaves it alone."""
    (shown,), (gone,), (same,) = (pieces(Reply("x", keyboard=keys)) for keys in (("Klaar", "Begrip"), (), None))
    assert isinstance(shown.markup, ReplyKeyboardMarkup)
    assert [key.text for key in shown.markup.keyboard[0]] == ["Klaar", "Begrip"]
    assert shown.markup.is_persistent
    assert shown.markup.resize_keyboard
    assert isinstance(gone.markup, ReplyKeyboardRemove)
    assert same.markup is None


def test_buttons_and_keyboard_together_take_two_messages() -> None:
    """The keyboard goes with the first lines and the buttons with the last; on one line the buttons win."""
    first, last = pieces(Reply("Gestopt.\nEn nu?", buttons=ROW, keyboard=()))
    assert isinstance(first.markup, ReplyKeyboardRemove)
    assert isinstance(last.markup, InlineKeyboardMarkup)
    (only,) = pieces(Reply("En nu?", buttons=ROW, keyboard=()))
    assert isinstance(only.markup, InlineKeyboardMarkup)


def test_a_file_has_its_text_as_caption_when_that_fits() -> None:
    """A longer text goes before the file."""
    (short,) = pieces(Reply("**Alles** wat er staat"), FILE)
    assert (short.document, short.text, len(short.entities)) == (FILE, "Alles wat er staat", 1)
    text, file = pieces(Reply("a" * (CAPTION_LIMIT + 1)), FILE)
    assert (text.document, file.document, file.text) == (None, FILE, "")


def test_no_message_is_blank() -> None:
    """A part of only white space is left out, because Telegram refuses it."""
    assert len(pieces(Reply("a" * TEXT_LIMIT + "\n \n"))) == 1
