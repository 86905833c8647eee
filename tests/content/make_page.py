"""The page with all there is to do, docs/oefeningen.md, made from the content: `python -m tests.content.make_page`.

It shows every exercise of Lerende sociale professionals with the counts of the book and of its dialogue, then all other
dialogues by work, the ways to look back, trage vragen and leerlijnen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.dialogue.learning_line import LearningLine
from bot.dialogue.model import Ask, Dialogue
from bot.services.library import NOTE
from bot.storage.content import Content, content_json, load
from tests.content.exercises import WORK, exercises

PAGE = Path(__file__).parents[2] / "docs" / "oefeningen.md"
_HEAD = """\
# Wat er in Nabij te doen is

Alle casussen, vragen, manieren om terug te kijken en leerlijnen op een rij, met het bestand waarin ze staan. Minuten
zijn een schatting. Bij vragen tellen stellingen mee, en niet wat Nabij zelf toevoegt.

Deze bladzijde wordt gemaakt van de inhoud: `python -m tests.content.make_page`.
"""
_BOOK = """
## Elke oefening van Lerende sociale professionals

Vijftien groepen opdrachten, leervragen en stellingen staan er in het boek. Bij *opdrachten* telt elk genummerd punt,
bij *vragen* elke vraag of stelling daarbinnen. Een opdracht die uit meer vragen bestaat, stelt Nabij in evenveel
berichten, tenzij er iets anders bij staat.

| hoofdstuk | in het boek | oefening | opdrachten: boek | opdrachten: hier | vragen: boek | vragen: hier |
|---|---|---|---|---|---|---|
"""
_KINDS = {"casus": "casus", "leervragen": "vragen"}
_ALONE = {
    "reflectie": ("Terugkijken op je eigen werk", ""),
    "intervisie": ("Intervisie", "Terugkijken met collega's of medestudenten."),
}
_SLOW = """
## Trage vragen

Een vraag om een paar dagen bij je te dragen. Als hij terugkomt ligt je eerste antwoord naast het nieuwe.

| vraag | waar het over gaat | uit | komt terug na |
|---|---|---|---|
"""


def made(content: Content) -> str:
    """The text of the page."""
    in_book = {exercise.dialogue for exercise in exercises()}
    rest = [item for item in content.dialogues.values() if item.id not in {*in_book, NOTE}]
    parts = [_HEAD, _BOOK, *_book(content)]
    for work in content.works.values():
        name = f"Verder uit {work.title}" if work.id == WORK else work.title
        parts += _listed(f"{name} ({work.year})", "", [item for item in rest if item.work == work.id], _KINDS)
    parts += _listed("Van Nabij zelf", "", [item for item in rest if not item.work], _KINDS)
    for kind, (title, text) in _ALONE.items():
        parts += _listed(title, text, rest, [kind])
    parts += [_SLOW, *(_slow(item, content) for item in _sorted(rest, ["trage-vraag"]))]
    parts += _lines(content)
    known = [*_KINDS, *_ALONE, "trage-vraag"]
    more = [item for item in content.dialogues.values() if item.id == NOTE or item.kind not in known]
    parts += _listed("En verder", "", more, sorted({item.kind for item in more}))
    return "".join(parts)


def _book(content: Content) -> Iterator[str]:
    counted = {item["id"]: item for item in content_json(content)["dialogues"]}
    sums = [0, 0, 0, 0]
    for exercise in exercises():
        dialogue = content.dialogues.get(exercise.dialogue)
        here = counted.get(exercise.dialogue, {"items": 0, "questions": 0})
        figures = [exercise.items, here["items"], exercise.questions, here["questions"]]
        sums = [total + figure for total, figure in zip(sums, figures, strict=True)]
        told = [str(figure) for figure in figures]
        if exercise.together:
            told[-1] += f", waarvan {exercise.together} met twee vragen ineen"
        name = _link(dialogue) if dialogue else "nog niet"
        yield _row(str(exercise.chapter), exercise.heading, name, *told)
    yield _row("", "**samen**", "", *(f"**{total}**" for total in sums))


def _listed(title: str, text: str, items: Iterable[Dialogue], kinds: Iterable[str]) -> Iterator[str]:
    chosen = _sorted(items, list(kinds))
    if chosen:
        yield f"\n## {title}\n\n" + (f"{text}\n\n" if text else "")
        yield "| titel | waar het over gaat | soort | in het boek | minuten | vragen |\n|---|---|---|---|---|---|\n"
    for item in chosen:
        kind = _KINDS.get(item.kind, item.kind)
        yield _row(_link(item), item.summary, kind, item.source, str(item.minutes), str(len(item.numbers)))


def _slow(dialogue: Dialogue, content: Content) -> str:
    days = next((step.days for step in dialogue.steps if isinstance(step, Ask) and step.days), 0)
    work = content.works.get(dialogue.work)
    return _row(_link(dialogue), dialogue.summary, work.title if work else "Nabij", f"{days} dagen")


def _lines(content: Content) -> Iterator[str]:
    lines = sorted(content.lines.values(), key=lambda line: line.title)
    if lines:
        yield "\n## Leerlijnen\n"
    for line in lines:
        yield f"\n### [{line.title}](../{line.file})\n\n{line.aim}\n\nVoor {_LEVELS[line.level]}, ongeveer "
        yield f"{line.duration(content.dialogues)} minuten.\n\n"
        yield from _line_parts(line, content)


def _line_parts(line: LearningLine, content: Content) -> Iterator[str]:
    entries = {entry.id: entry for entry in content.entries}
    for number, part in enumerate(line.parts, 1):
        dialogue, entry = content.dialogues.get(part.dialogue), entries.get(part.read)
        name = _link(dialogue) if dialogue else f"[{entry.title}](../{entry.file}) lezen" if entry else part.id
        told = f" {part.for_class}" if part.for_class else ""
        yield f"{number}. {name}, {_PLACES[part.place]}.{told}\n"


_LEVELS = {"student": "studenten", "praktijk": "de praktijk", "beide": "studenten en de praktijk"}
_PLACES = {"thuis": "thuis", "les": "in de les", "vrij": "waar je wilt"}


def _sorted(items: Iterable[Dialogue], kinds: Sequence[str]) -> list[Dialogue]:
    chosen = [item for item in items if item.kind in kinds]
    return sorted(chosen, key=lambda item: (kinds.index(item.kind), item.title.casefold()))


def _link(dialogue: Dialogue) -> str:
    return f"[{dialogue.title}](../{dialogue.file})"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |\n"


if __name__ == "__main__":
    PAGE.write_text(made(load()), encoding="utf-8")
