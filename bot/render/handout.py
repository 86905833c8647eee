"""A dialogue on paper: the case, its questions and room to write; and the same for whoever guides the talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.dialogue.model import Ask, Dialogue, Say, Scene, Step, is_question
from bot.lexicon.model import Work
from bot.render.guide import guide_blocks
from bot.render.paper import Block, Heading, Line, Paper, Text, authored, literal
from bot.render.questions import question_blocks
from bot.texts import say


def handout(dialogue: Dialogue, works: Mapping[str, Work], titles: Mapping[str, str], made: date) -> Paper:
    """The dialogue for who does it: the case, the questions with their numbers, room to write.

    Args:
        works: the sources by id.
        titles: the titles of dialogues by id, for the other case that a heavy one names.
        made: the day of printing.
    """
    return _paper(dialogue, works, titles, made, guide=False)


def guide(dialogue: Dialogue, works: Mapping[str, Work], titles: Mapping[str, str], made: date) -> Paper:
    """The dialogue for who guides the talk: with what the source offers beside each question.

    Arguments as those of `handout`.
    """
    return _paper(dialogue, works, titles, made, guide=True)


def _paper(dialogue: Dialogue, works: Mapping[str, Work], titles: Mapping[str, str], made: date, guide: bool) -> Paper:
    title = say("handout.guide_title", title=dialogue.title) if guide else dialogue.title
    return Paper(
        title=title,
        subtitle=dialogue.summary,
        made=made,
        author=", ".join(dialogue.authors),
        facts=tuple(_facts(dialogue, works)),
        foot=f"{title} · {say('report.foot')}",
        one_page=not guide,
        blocks=tuple(_blocks(dialogue, titles, guide)),
    )


def _facts(dialogue: Dialogue, works: Mapping[str, Work]) -> Iterator[tuple[str, Line]]:
    work = works.get(dialogue.work)
    if work:
        by = ", ".join(dialogue.authors or work.authors)
        name = say(f"handout.source_work{'' if work.year else '_no_year'}", title=work.title, year=work.year)
        told = [by, name, work.publisher, dialogue.source]
        yield say("handout.source"), literal(". ".join(part.rstrip(".") for part in told if part) + ".")
    elif dialogue.authors:
        yield say("handout.authors"), literal(", ".join(dialogue.authors))
    if dialogue.origin:
        yield say("handout.model"), literal(dialogue.origin)
    if dialogue.minutes:
        yield say("handout.minutes"), literal(say("handout.minutes_about", minutes=dialogue.minutes))
    for name, text in (("use", dialogue.use), ("avoid", dialogue.avoid)):
        if text:
            yield say(f"handout.{name}"), literal(text)


def _blocks(dialogue: Dialogue, titles: Mapping[str, str], guide: bool) -> Iterator[Block]:
    if guide:
        mirrored = any(isinstance(step, Ask) and step.mirror for step in dialogue.steps)
        notes = [say("handout.guide_intro")] + [say("handout.mirror_note")] * mirrored
        yield Text((literal(" ".join(notes)),), style="quiet")
    made_here = dialogue.added or not (dialogue.work or dialogue.origin)
    yield Text((literal(say("handout.added_all" if made_here else "handout.adapted")),), style="quiet")
    yield from _care(dialogue, titles)
    for scene in dialogue.scenes:
        yield from _scene(dialogue, scene, guide)
    if dialogue.care:
        yield Heading(literal(say("handout.help")))
        yield Text(authored(say("menu.emergency")), style="added", label=say("handout.added"), whole=True)


def _care(dialogue: Dialogue, titles: Mapping[str, str]) -> Iterator[Block]:
    if not dialogue.care:
        return
    text = dialogue.care.about
    if other := titles.get(dialogue.care.other):
        text = f"{text} {say('handout.care_other', title=other)}"
    yield Text(authored(text), style="added", label=say("handout.care"))


def _scene(dialogue: Dialogue, scene: Scene, guide: bool) -> Iterator[Block]:
    steps = [step for step in scene.steps if guide or _on_paper(step)]
    if not steps:
        return
    if len(dialogue.scenes) > 1:
        later = bool(scene.phase) and scene is not dialogue.scenes[0]
        yield Heading(literal(scene.phase or scene.title), new_page=later and not guide)
        if later:
            yield Text((literal(say("handout.phase")),), style="quiet")
    for step in steps:
        if isinstance(step, Say):
            label = say("handout.added") if step.added else ""
            yield Text(authored(step.text), style="added" if step.added else "body", label=label)
        elif is_question(step):
            yield from question_blocks(dialogue, step, room=not guide)
            if guide:
                yield from guide_blocks(step)


def _on_paper(step: Step) -> bool:
    """Whether a step has a place on the sheet of who does the dialogue."""
    return isinstance(step, Say) or is_question(step)
