"""The house: every prompt there is, what it asks and what its choices do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.dialogue.model import Choose
from bot.dialogue.turn import Incoming, Signal
from bot.language.fold import excerpt, words
from bot.services import (
    anonymise,
    careful,
    command_tables,
    consent,
    consult,
    deleting,
    entries,
    entries_about,
    journal,
    keeping_asked,
    logbook,
    notes,
    own_casus,
    placing,
    play,
    remarks,
    search,
    settings_asked,
)
from bot.services.focus import Frame
from bot.services.prompting import ask_again, choice, leave_to_below
from bot.services.talk import Prompt, Talk
from bot.texts import say


def _word_question(talk: Talk, frame: Frame) -> Choose:
    here = [(name, talk.library.title(name).lower()) for name in consult.words_here(talk)]
    browse = () if talk.focus.run else (("browse", say("consult.browse")),)
    return choice("consult.which_word", ("back", placing.back_label(talk)), *here, *browse)


def _word_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "back":
        consult.back(talk) if talk.focus.run else talk.go("menu")
    elif option == "browse":
        talk.go("blader")
    else:
        entries.show(talk, option)


def _word_text(talk: Talk, frame: Frame, text: str) -> bool:
    talk.pop()
    consult.look_up(talk, text)
    return True


def _which_question(talk: Talk, frame: Frame) -> Choose:
    found = [talk.library.entry(name) for name in frame.args["found"].split()]
    options = [(entry.id, entry.title.lower()) for entry in found if entry]
    name = "consult.which" if len(options) > 1 else "consult.this"
    return choice(name, *options, ("none", say("consult.none_of_these" if len(options) > 1 else "consult.not_this")))


def _which_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "none":
        consult.unknown(talk, frame.args["query"])
    else:
        entries.show(talk, option)


def _unknown_question(talk: Talk, frame: Frame) -> Choose:
    query, one, two = (frame.args.get(name, "") for name in ("query", "one", "two"))
    way_back = ("back", placing.back_label(talk))
    if not remarks.proposable(talk, query):
        return choice("consult.unknown_plain", way_back, values={"query": query})
    name = "consult.unknown_near" if one and two else "consult.unknown"
    return choice(name, way_back, ("propose", say("consult.propose")), values={"query": query}, one=one, two=two)


def _unknown_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "propose":
        remarks.propose(talk, frame.args["query"])
        talk.say("consult.proposed")
    talk.go("verder" if talk.focus.run else "menu")


def _lacks_question(talk: Talk, frame: Frame) -> Choose:
    back_label = placing.back_label(talk)
    return choice("consult.lacks_ask", ("back", back_label), title=talk.library.title(frame.args["entry"]))


def _lacks_chosen(talk: Talk, frame: Frame, option: str) -> None:
    talk.go("verder" if talk.focus.run else "menu")


def _lacks_text(talk: Talk, frame: Frame, text: str) -> bool:
    if remarks.personal(talk, text):
        talk.say("consult.lacks_personal")
        return True
    talk.pop()
    remarks.tell(talk, frame.args["entry"], text)
    talk.say("consult.lacks_told")
    if talk.focus.run:
        consult.back(talk)
    return True


def _draft_question(talk: Talk, frame: Frame) -> Choose:
    labels = (("note", "journal.note"), ("search", "journal.search"), ("away", "journal.away"))
    return choice("journal.draft", *((option, say(name)) for option, name in labels))


def _draft_chosen(talk: Talk, frame: Frame, option: str) -> None:
    run_id = frame.args["run"]
    if option == "note":
        notes.close(talk, run_id)
        return
    text = journal.text_of(talk, run_id)
    talk.work.drop_run(run_id)
    if option == "search":
        search.find(talk, text)
    else:
        talk.say("journal.gone")


def _draft_text(talk: Talk, frame: Frame, text: str) -> bool:
    journal.add(talk, frame.args["run"], text, talk.incoming.ref)
    return True


def _not_found_question(talk: Talk, frame: Frame) -> Choose:
    query = frame.args["query"]
    options = [("menu", say("menu.menu")), ("note", say("menu.note_it"))]
    if remarks.proposable(talk, query):
        options.append(("propose", say("menu.propose_word")))
    return choice("menu.not_found", *options, values={"query": excerpt(query, 60)})


def _not_found_chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "propose":
        remarks.propose(talk, frame.args["query"])
        talk.say("consult.proposed")
    talk.go(f"notitie {frame.args['query']}" if option == "note" else "menu")


def _parked_question(talk: Talk, frame: Frame) -> Choose:
    run = talk.work.run(frame.args["run"])
    step = run.step if run else ""
    stood = talk.work.answers(frame.args["run"], frozenset({step})).get(step)
    values = {"text": excerpt(frame.args["text"], 120), "answer": excerpt(stood.text) if stood else ""}
    name = "consult.parked" if stood and stood.text else "consult.parked_empty"
    options = (
        ("go", consult.go_on_label(talk)),
        ("add", say("consult.parked_add")),
        ("other", say("consult.parked_other")),
    )
    return choice(name, *options, values=values, where=placing.where(talk))


def _parked_chosen(talk: Talk, frame: Frame, option: str) -> None:
    said = Incoming(Signal.TEXT, talk.incoming.at, frame.args["text"], frame.args["ref"])
    if option == "other":
        play.set_aside(talk)
        talk.pending.append(said)
        return
    talk.go("verder")
    if option == "add":
        talk.pending.insert(0, replace(said, signal=Signal.TEXT))
    elif len(words(said.text)) > search.MOST_WORDS:
        journal.keep_draft(talk, said.text, said.ref)
        talk.say("journal.written_later")


_OWN: Mapping[str, Prompt] = {
    "care": Prompt(careful.question, careful.chosen, careful.keep_on),
    "care_next": Prompt(careful.next_question, careful.next_chosen, careful.keep_on),
    "calling": Prompt(careful.calling_question, careful.calling_chosen, careful.calling_text),
    "details": Prompt(anonymise.question, anonymise.chosen, anonymise.wait_for_choice),
    "details_self": Prompt(anonymise.own_question, anonymise.own_chosen, anonymise.own_text),
    "sentence": Prompt(notes.sentence_question, notes.sentence_chosen, notes.sentence_text),
    "return_day": Prompt(notes.day_question, notes.day_chosen, notes.day_text),
    "moment": Prompt(entries_about.day_question, entries_about.day_chosen, entries_about.day_text),
    "themes": Prompt(entries_about.themes_question, entries_about.themes_chosen, entries_about.themes_text),
    "drop": Prompt(logbook.drop_question, logbook.drop_chosen, ask_again),
    "level": Prompt(entries_about.level_question, entries_about.level_chosen, leave_to_below),
    "consent": Prompt(consent.question, consent.chosen, consent.text),
    "word": Prompt(_word_question, _word_chosen, _word_text),
    "which": Prompt(_which_question, _which_chosen, leave_to_below),
    "unknown": Prompt(_unknown_question, _unknown_chosen, leave_to_below),
    "lacks": Prompt(_lacks_question, _lacks_chosen, _lacks_text),
    "draft": Prompt(_draft_question, _draft_chosen, _draft_text),
    "not_found": Prompt(_not_found_question, _not_found_chosen, leave_to_below),
    "parked": Prompt(_parked_question, _parked_chosen, ask_again),
    "withdraw_consent": Prompt(consent.withdraw_question, consent.withdraw_chosen, leave_to_below),
}
KINDS = command_tables.joined(
    _OWN, deleting.PROMPTS, own_casus.PROMPTS, settings_asked.PROMPTS, command_tables.PROMPTS, keeping_asked.PROMPTS
)
