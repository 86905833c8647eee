"""Browse: the lexicon by cluster, theme, source and letter, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.dialogue.turn import Button
from bot.language.fold import fold
from bot.lexicon.model import Entry, Lemma
from bot.services.entries import back_button
from bot.services.talk import Talk, command_button
from bot.texts import say

PAGE = 8
LETTERS = 6  # letters in a row of buttons
WAYS = ("cluster", "thema", "bron", "letter")


def browse(talk: Talk, rest: str = "") -> None:
    """Do `blader`, `blader WAY`, `blader WAY NAME` or `blader WAY NAME PAGE`."""
    way, name, page = (*rest.split(), "", "", "")[:3]
    if way not in WAYS:
        rows = [tuple(command_button(say(f"browse.{item}"), f"blader {item}") for item in pair) for pair in _pairs()]
        talk.say("browse.how", *rows, back_button(talk), count=len(_every(talk)))
    elif way == "thema" and (not name or name == "-"):
        _page(talk, "thema -", say("browse.themes"), _themes(talk), page)
    elif not name:
        _parts(talk, way)
    else:
        title, entries = _chosen(talk, way, name)
        _page(talk, f"{way} {name}", title, entries, page)


def _pairs() -> list[tuple[str, ...]]:
    return [WAYS[:2], WAYS[2:]]


def _every(talk: Talk) -> list[Entry]:
    return [*talk.library.lemmas.values(), *talk.library.terms.values()]


def _parts(talk: Talk, way: str) -> None:
    """The clusters, sources or letters there are."""
    if way == "cluster":
        rows: list[tuple[Button, ...]] = [
            (command_button(name, f"blader cluster {_slug(name)}"),) for name in _clusters(talk)
        ]
    elif way == "bron":
        used = {entry.work for entry in _every(talk)}
        works = talk.library.works.items()
        rows = [(command_button(work.title, f"blader bron {name}"),) for name, work in works if name in used]
    else:
        letters = sorted({_letter(entry) for entry in _every(talk)})
        buttons = [command_button(letter.upper(), f"blader letter {letter}") for letter in letters]
        rows = [tuple(buttons[at : at + LETTERS]) for at in range(0, len(buttons), LETTERS)]
    talk.say(f"browse.choose_{way}", *rows, back_button(talk))


def _clusters(talk: Talk) -> list[str]:
    return sorted({lemma.cluster for lemma in talk.library.lemmas.values() if lemma.cluster})


def _slug(name: str) -> str:
    return fold(name).replace(" ", "-")


def _letter(entry: Entry) -> str:
    first = fold(entry.title)[:1]
    return first if first.isalpha() else "0"


def _chosen(talk: Talk, way: str, name: str) -> tuple[str, list[Entry]]:
    """What a part is called and the entries in it."""
    if way == "cluster":
        lemmas = [lemma for lemma in talk.library.lemmas.values() if _slug(lemma.cluster) == name]
        return (lemmas[0].cluster if lemmas else name), _sorted(lemmas)
    if way == "bron":
        work = talk.library.works.get(name)
        entries = [entry for entry in _every(talk) if entry.work == name]
        return (work.title if work else name), _sorted(entries)
    if way == "thema":
        return talk.library.title(name), _about(talk, name)
    return name.upper(), _sorted(entry for entry in _every(talk) if _letter(entry) == name)


def _themes(talk: Talk) -> list[Entry]:
    named = {theme for dialogue in talk.library.exercises for theme in dialogue.themes}
    return _sorted(entry for name in named if (entry := talk.library.entry(name)))


def _about(talk: Talk, theme: str) -> list[Entry]:
    """The theme itself, the terms that belong to it, and what is related to it."""
    entry = talk.library.entry(theme)
    terms = _sorted(term for term in talk.library.terms.values() if theme in term.lemmas)
    related = entry.related if isinstance(entry, Lemma) else getattr(entry, "lemmas", ())
    others = [other for name in related if (other := talk.library.entry(name))]
    found = {item.id: item for item in ([entry] if entry else []) + others + terms}
    return list(found.values())


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: fold(entry.title))


def _page(talk: Talk, here: str, title: str, entries: Sequence[Entry], page: str) -> None:
    """A page of entries as buttons, which typing never presses; a theme leads to what belongs to it."""
    if not entries:
        talk.say("consult.gone", back_button(talk))
        return
    last = (len(entries) - 1) // PAGE + 1
    number = min(max(int(page) if page.isdecimal() and len(page) < 5 else 1, 1), last)
    shown = entries[(number - 1) * PAGE : number * PAGE]
    rows = [(_button(entry, here),) for entry in shown]
    turn = []
    if number > 1:
        turn.append(command_button(say("browse.earlier"), f"blader {here} {number - 1}"))
    if number < last:
        turn.append(command_button(say("menu.more"), f"blader {here} {number + 1}"))
    name = "browse.page_of" if last > 1 else "browse.page"
    talk.say(name, *rows, tuple(turn), back_button(talk), title=title, number=number, last=last)


def _button(entry: Entry, here: str) -> Button:
    command = f"blader thema {entry.id}" if here == "thema -" else f"begrip {entry.id} 0"
    return command_button(entry.title, command, typed=False)
