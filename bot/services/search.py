"""Search: what short free text outside a dialogue means, and finding dialogues, words and commands by it."""

from __future__ import annotations

from bot.dialogue.turn import Button
from bot.language.fold import fold, words
from bot.lexicon.lookup import Match
from bot.services import agreeing, class_opening, journal, own_shelf, remarks
from bot.services.focus import Frame
from bot.services.prompting import ask
from bot.services.talk import Talk, command_button
from bot.texts import say

MOST_GREETING = 6  # words of a greeting
MOST_WORDS = 8  # design.md section 6: longer text outside a dialogue is a draft note


def free_text(talk: Talk) -> None:
    """A text outside any dialogue: a greeting, a search, or a draft note."""
    text = talk.incoming.text
    if not text.strip():
        return
    if _greets(text):
        talk.go("start")
    elif class_opening.typed(talk, text):
        return
    elif len(words(text)) > MOST_WORDS:
        run_id = journal.keep_draft(talk, text, talk.incoming.ref)
        ask(talk, Frame("prompt", "draft", args={"run": run_id}))
    elif not agreeing.asked_for(talk, text):
        find(talk, text)


def _greets(text: str) -> bool:
    """A greeting, or a few words that begin with one ("hoi daar ben ik weer"): nothing is looked up."""
    plain, greetings = fold(text), say("menu.greetings").split("|")
    if plain in greetings:
        return True
    said = words(text)
    return 0 < len(said) <= MOST_GREETING and said[0] in say("menu.greetings_first").split("|")


def find(talk: Talk, query: str) -> None:
    """Find dialogues, lemmas, terms and commands."""
    if own := own_shelf.titled(talk.library, query):
        talk.go(f"begin {own}")
        return
    result = talk.library.finder.find(query, limit=3)
    if result.band == "sure":
        talk.go(result.matches[0].id)
    elif result.band == "probable":
        buttons = [_button(match) for match in result.matches]
        talk.say("menu.found" if len(buttons) > 1 else "menu.found_one", *((button,) for button in buttons))
    else:
        remarks.missed(talk, query, result)
        ask(talk, Frame("prompt", "not_found", args={"query": query}))


def _button(match: Match) -> Button:
    """The ids in the finder are commands."""
    return command_button(match.title, match.id)
