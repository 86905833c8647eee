"""Consult: looking a word up, anywhere, without touching what stands half written."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue import wording
from bot.dialogue.turn import Button
from bot.language.fold import excerpt
from bot.lexicon.model import Lemma, Term
from bot.services.focus import Frame
from bot.services.prompting import ask
from bot.services.talk import Talk, command_button
from bot.texts import say


def look_up(talk: Talk, query: str) -> None:
    """Answer a query in one of three bands: show it, ask which is meant, or say honestly that it is not known."""
    query = query.strip().lstrip("?").strip()
    if not query:
        ask(talk, Frame("prompt", "word"))
        return
    result = talk.library.lookup.find(query, limit=3)
    if result.band == "sure":
        show(talk, result.matches[0].id)
    elif result.band == "probable":
        found = " ".join(match.id for match in result.matches)
        ask(talk, Frame("prompt", "which", args={"found": found, "query": excerpt(query, 80)}))
    else:
        unknown(talk, query, [match.title.lower() for match in result.matches[:2]])


def show(talk: Talk, name: str, layer: int = 0) -> None:
    """Show a lemma in layers, the plain first; or a term, which has only one."""
    entry = talk.library.entry(name)
    if entry is None:
        talk.say("consult.gone")
        return
    layers = _lemma_layers(talk, entry) if isinstance(entry, Lemma) else [_term(talk, entry)]
    layer = min(layer, len(layers) - 1)
    for text in layers[layer]:
        talk.say("consult.text", text=text)
    more = command_button(say("menu.more"), f"begrip {name} {layer + 1}")
    talk.under((*_back_button(talk), *((more,) if layer + 1 < len(layers) else ())), _related(talk, entry, layer))


def unknown(talk: Talk, query: str, near: Sequence[str] = ()) -> None:
    """Say that a word is not known, with the titles of the nearest two when there are any."""
    name = "consult.unknown_near" if len(near) == 2 else "consult.unknown"
    values = {"query": excerpt(query, 60)}
    talk.say(name, _back_button(talk), values=values, **dict(zip(("one", "two"), near, strict=False)))


def back(talk: Talk) -> None:
    """Put the question back, with what stood there."""
    talk.go("verder")


def back_label(talk: Talk) -> str:
    """What the button back to the run in focus says; names the question."""
    run = talk.work.run(talk.focus.run) if talk.focus.run else None
    dialogue = talk.library.dialogues.get(run.dialogue) if run else None
    return wording.back_label(dialogue, run.step) if run and dialogue else say("menu.menu")


def go_on_label(talk: Talk) -> str:
    """What the button that goes on with the question in focus says ("Verder met vraag 2")."""
    run = talk.work.run(talk.focus.run) if talk.focus.run else None
    dialogue = talk.library.dialogues.get(run.dialogue) if run else None
    number = dialogue.numbers.get(run.step) if run and dialogue else None
    return say("consult.go_on_question", n=number) if number else say("menu.go_on")


def _back_button(talk: Talk) -> tuple[Button, ...]:
    return (command_button(back_label(talk), "verder"),) if talk.focus.run else ()


def _lemma_layers(talk: Talk, lemma: Lemma) -> list[list[str]]:
    """The plain answer with its author; then the points two at a time; then questions for practice and sources."""
    layers = [[say("consult.lemma", title=lemma.title, core=lemma.core, source=_source(talk, lemma))]]
    points = [point.text for point in lemma.points]
    layers += [points[at : at + 2] for at in range(0, len(points), 2)]
    if lemma.questions:
        layers.append([say("consult.practice", questions="\n".join(lemma.questions))])
    return layers


def _term(talk: Talk, term: Term) -> list[str]:
    source = _work_title(talk, term) if term.work else say("consult.added")
    return [say("consult.lemma", title=term.title, core=term.text, source=source)]


def _source(talk: Talk, lemma: Lemma) -> str:
    return say("consult.source", work=_work_title(talk, lemma), authors=", ".join(lemma.authors))


def _work_title(talk: Talk, entry: Lemma | Term) -> str:
    work = talk.library.works.get(entry.work)
    return work.title if work else entry.work


def _related(talk: Talk, entry: Lemma | Term, layer: int) -> tuple[Button, ...]:
    """Outside a dialogue: two related entries, never to be pressed by typing."""
    names = entry.related if isinstance(entry, Lemma) else entry.lemmas
    found = [other for name in names if (other := talk.library.entry(name))]
    if talk.focus.run or layer:
        return ()
    return tuple(command_button(other.title, f"begrip {other.id} 0", typed=False) for other in found[:2])
