"""Entries: a lemma or term shown in layers, the plain first; its questions; what it is used in."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.model import Dialogue
from bot.dialogue.turn import Button
from bot.lexicon.model import Entry, Lemma, Reference, Term
from bot.services import placing, play
from bot.services.lists import KIND_COMMAND
from bot.services.practice import dialogue_id
from bot.services.talk import Talk, command_button
from bot.texts import say

PER_LAYER = 2  # points in a layer
USED_IN = 3  # dialogues named under a lemma
RELATED = 2


def show(talk: Talk, name: str, layer: int = 0) -> None:
    """Show an entry from a layer on: three sentences first, then points, questions for practice, where it is from."""
    entry = talk.library.entry(name)
    if entry is None:
        talk.say("consult.gone")
        return
    layers = _lemma_layers(talk, entry) if isinstance(entry, Lemma) else [[_term(talk, entry)], _last(talk, entry)]
    layer = min(layer, len(layers) - 1)
    for text in layers[layer]:
        talk.say("consult.text", text=text)
    last = layer + 1 == len(layers)
    more = () if last else (command_button(say("menu.more"), f"begrip {name} {layer + 1}"),)
    if isinstance(entry, Lemma) and layer == 1 and entry.questions:
        more = (command_button(say("consult.keep_question"), f"bewaarvraag {name} 1"), *more)
    if last:
        more = (command_button(say("consult.lacks"), f"mist {name}"),)
    talk.under((*back_button(talk), *more), *_ways_on(talk, entry, layer, last))


def question(talk: Talk, name: str, number: int) -> None:
    """One question for practice, with what can be done with it."""
    lemma = talk.library.lemmas.get(name)
    if lemma is None or not 0 < number <= len(lemma.questions):
        talk.say("consult.gone")
        return
    talk.say("consult.one_question", question=lemma.questions[number - 1], title=lemma.title)
    keep = command_button(say("consult.keep_question"), f"bewaarvraag {name} {number}")
    begin = command_button(say("consult.reflect_on"), f"overdenk {name} {number}")
    talk.under((*back_button(talk), keep) if talk.focus.run else (keep, begin))


def keep_question(talk: Talk, name: str, number: int) -> None:
    """Keep a question for later: it stands in the journal until it is taken up."""
    dialogue = talk.library.dialogues.get(dialogue_id(name, number))
    if dialogue is None:
        talk.say("consult.gone")
        return
    play.lay_ready(talk, dialogue)
    talk.say("consult.question_kept", (*back_button(talk), command_button(say("consult.journal"), "logboek")))


def reflect_on(talk: Talk, name: str, number: int) -> None:
    """Begin a reflection with a question of a lemma."""
    dialogue = talk.library.dialogues.get(dialogue_id(name, number))
    if dialogue is None:
        talk.say("consult.gone")
    else:
        play.start(talk, dialogue)


def back_button(talk: Talk) -> tuple[Button, ...]:
    """The way back to the question that one is in; nothing outside a dialogue."""
    return (command_button(placing.back_label(talk), "verder"),) if talk.focus.run else ()


def _lemma_layers(talk: Talk, lemma: Lemma) -> list[list[str]]:
    points = [point.text for point in lemma.points]
    layers = [[say("consult.lemma", title=lemma.title, core=lemma.core, source=_source(talk, lemma))]]
    first = points[:1] + [say("consult.practice", question=lemma.questions[0])] * bool(lemma.questions)
    layers += [first] if first else []
    layers += [points[at : at + PER_LAYER] for at in range(1, len(points), PER_LAYER)]
    if len(lemma.questions) > 1:
        numbered = [say("consult.numbered", n=n, question=text) for n, text in enumerate(lemma.questions, 1)]
        layers.append([say("consult.questions", lines="\n".join(numbered))])
    return [*layers, _last(talk, lemma)]


def _last(talk: Talk, entry: Lemma | Term) -> list[str]:
    """Where it is from and which exercises use it."""
    texts = [_provenance(talk, entry)]
    used = talk.library.using(entry.id)
    if used:
        texts.append(say("consult.used_in", titles="\n".join(dialogue.title for dialogue in used[:USED_IN])))
    return texts


def _ways_on(talk: Talk, entry: Lemma | Term, layer: int, last: bool) -> Sequence[tuple[Button, ...]]:
    """What else can be pressed: related entries at first, numbers under the questions, exercises at the end."""
    if isinstance(entry, Lemma) and not last and len(entry.questions) > 1 and _is_questions(entry, layer):
        return [tuple(command_button(str(n), f"vraag {entry.id} {n}") for n, _ in enumerate(entry.questions, 1))]
    if last and not talk.focus.run:
        return [(_open_button(dialogue),) for dialogue in talk.library.using(entry.id)[:USED_IN]]
    if layer or (talk.focus.run and isinstance(entry, Lemma)):
        return []
    names = entry.related if isinstance(entry, Lemma) else entry.lemmas
    found = [other for name in names if (other := talk.library.entry(name))]
    return [tuple(_entry_button(other) for other in found[: 1 if talk.focus.run else RELATED])]


def _is_questions(lemma: Lemma, layer: int) -> bool:
    return layer == 2 + len(range(1, len(lemma.points), PER_LAYER))


def _entry_button(entry: Entry) -> Button:
    return command_button(entry.title, f"begrip {entry.id} 0", typed=False)


def _open_button(dialogue: Dialogue) -> Button:
    return command_button(dialogue.title, f"{KIND_COMMAND[dialogue.kind]} {dialogue.id}", typed=False)


def _term(talk: Talk, term: Term) -> str:
    source = work_title(talk, term) if term.work else say("consult.added")
    return say("consult.lemma", title=term.title, core=term.text, source=source)


def _source(talk: Talk, lemma: Lemma) -> str:
    return say("consult.source", work=work_title(talk, lemma), authors=", ".join(lemma.authors))


def work_title(talk: Talk, entry: Entry) -> str:
    """The title of the work that an entry is from."""
    work = talk.library.works.get(entry.work)
    return work.title if work else entry.work


def _provenance(talk: Talk, entry: Lemma | Term) -> str:
    if not entry.work:
        return say("consult.provenance_added")
    work = talk.library.works.get(entry.work)
    year = str(work.year) if work and work.year else say("consult.no_year")
    if isinstance(entry, Term):
        return say("consult.provenance_term", work=work_title(talk, entry), year=year, place=entry.source)
    text = say(
        "consult.provenance",
        work=work_title(talk, entry),
        year=year,
        authors=", ".join(entry.authors),
        pages=entry.pages,
    )
    if entry.references:
        read_on = "\n".join(_reference(item) for item in entry.references)
        text = say("consult.with_references", text=text, references=read_on)
    return text


def _reference(item: Reference) -> str:
    return say("consult.reference", author=item.author, year=item.year, title=item.title)
