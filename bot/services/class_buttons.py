"""What the trainer hears at each stage of a lesson, with what can be done next: at most three buttons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.dialogue.turn import Button, Reply
from bot.people import classes
from bot.people.classes import Lesson, Stage, Totals
from bot.services import class_acts, dates
from bot.services.classes_port import Classes
from bot.services.talk import Talk, command_button
from bot.texts import say

DEEDS = {  # what a button of the trainer does, by the word in its command
    "toon": "show_totals", "zinnen": "show_sentences", "kant": "other_side", "opnieuw": "once_more",
    "bron": "source", "sluit": "close", "stop": "stop", "pdf": "pdf", "wis": "wipe",
}  # fmt: skip


def button(lesson: Lesson, deed: str, label: str = "") -> Button:
    """A button that does something with a lesson."""
    return command_button(say(f"klas.{label or DEEDS[deed]}"), f"klas {lesson.id} {deed}")


def row(book: Classes, lesson: Lesson) -> tuple[Button, ...]:
    """What the trainer can do now."""
    return tuple(button(lesson, *deed) for deed in _deeds(book, lesson))[:3]


def _deeds(book: Classes, lesson: Lesson) -> Iterator[tuple[str, ...]]:
    stage = lesson.stage
    if stage is Stage.CLOSED:
        yield from (("pdf",), ("wis",))
    elif stage in classes.CHOOSING:
        yield ("zinnen",) if lesson.asked.question else ("toon",)
        yield from [("stop",)] if stage is Stage.CHOOSING else []
    else:
        yield from _showing(book, lesson)
        yield from [("kant",)] if class_acts.may_become(lesson, Stage.OTHER) else []
        yield from [("opnieuw",)] if class_acts.may_become(lesson, Stage.AGAIN) else []
        yield from [("bron",)] if stage in (Stage.OTHER, Stage.BOTH) and lesson.asked.views else []
        yield ("sluit",)


def _showing(book: Classes, lesson: Lesson) -> Iterator[tuple[str, ...]]:
    """Sentences, and more of them."""
    if lesson.stage is Stage.SENTENCES and lesson.at + classes.on_screen(lesson) < len(lesson.sentences):
        yield ("zinnen", "more_sentences")
    elif lesson.stage is Stage.SHOWN and can_show(book, lesson):
        yield ("zinnen",)


def can_show(book: Classes, lesson: Lesson) -> bool:
    """Whether there are sentences to show and enough who took part."""
    enough = class_acts.taking_part(book, lesson) >= classes.ENOUGH
    return enough and bool(classes.showable(book.voices(lesson, 1)))


def tell(talk: Talk, lesson: Lesson) -> None:
    """Say where a lesson is."""
    book, stage = talk.work.classes, lesson.stage
    if stage in classes.CHOOSING:
        talk.reply(opened(talk, book, lesson))
    elif stage is Stage.SHOWN:
        lines = [*([_totals("totals", lesson.totals[0])] if lesson.chat else []), *counted(book, lesson)]
        talk.say("klas.told", row(book, lesson), text=" ".join(lines))
    elif stage is Stage.SENTENCES:
        sentences(talk, lesson)
    elif stage is Stage.OTHER:
        talk.say("klas.other_told_chat" if lesson.chat else "klas.other_told", row(book, lesson))
    elif stage is Stage.BOTH:
        lines = [_totals("totals_both", lesson.totals[0]), _totals("totals_after", lesson.totals[1])]
        text = "\n".join(lines) if lesson.chat else say("klas.both_told")
        talk.say("klas.told", row(book, lesson), text=text)
    elif stage is Stage.SOURCE:
        text = "\n".join(source_lines(lesson)) if lesson.chat else say("klas.source_told")
        talk.say("klas.told", row(book, lesson), text=text)


def opened(talk: Talk, book: Classes, lesson: Lesson) -> Reply:
    """It is open; in a lesson by chat this is the message in which the counter moves."""
    again = lesson.stage is Stage.AGAIN
    if lesson.chat:
        return counter(book, lesson)
    name = "open_again" if again else "open_question" if lesson.asked.question else "open"
    link = f"{talk.library.house.address}/scherm/{lesson.doors.screen}"
    return Reply(say(f"klas.{name}", link=link), buttons=(row(book, lesson),))


def counter(book: Classes, lesson: Lesson) -> Reply:
    """The message of the trainer that counts along, edited where it stands."""
    name = "klas.open_again_chat" if lesson.stage is Stage.AGAIN else "klas.open_chat"
    text = say(name, count=book.count(lesson), called=lesson.called)
    return Reply(text, buttons=(row(book, lesson),), slot=f"klas:{lesson.id}:{lesson.round}")


def counted(book: Classes, lesson: Lesson) -> Iterator[str]:
    """How many took part, how many sentences may be shown, how many are held back."""
    taking_part = class_acts.taking_part(book, lesson)
    yield number("answers" if lesson.asked.question else "choices", taking_part)
    voices = book.voices(lesson, 1)
    if taking_part < classes.ENOUGH:
        yield say("klas.too_few")
        return
    showable, held = len(classes.showable(voices)), classes.held(voices)
    yield number("may_show", showable) if showable else say("klas.may_show_none")
    if held:
        yield number("held", held)


def number(name: str, count: int, **slots: object) -> str:
    """A sentence with a number in it, with another form for one."""
    return say(f"klas.{name}_one" if count == 1 else f"klas.{name}", count=count, **slots)


def _totals(name: str, found: Totals) -> str:
    return say(f"klas.{name}", agree=found[0], partly=found[1], disagree=found[2])


def sentences(talk: Talk, lesson: Lesson) -> None:
    """Which sentences stand on the screen; by chat, the sentences themselves."""
    shown = lesson.sentences[lesson.at : lesson.at + classes.on_screen(lesson)]
    buttons = row(talk.work.classes, lesson)
    if lesson.chat:
        lines = [say("klas.sentence_line", slot=f"{{s{place}}}") for place in range(len(shown))]
        values = {f"s{place}": sentence for place, sentence in enumerate(shown)}
        talk.say("klas.sentences_chat", buttons, values=values, lines="\n".join(lines))
    elif len(lesson.sentences) > len(shown):
        first, total = lesson.at + 1, len(lesson.sentences)
        talk.say("klas.some_on_screen", buttons, first=first, last=lesson.at + len(shown), total=total)
    else:
        talk.say("klas.sentences_on_screen", buttons)


def source_lines(lesson: Lesson) -> Iterator[str]:
    """What is said beside a statement, each with who says it."""
    for text, added in lesson.asked.views:
        yield say("ask.view_added", text=text) if added else say("klas.view", source=lesson.asked.source, text=text)


def closed(talk: Talk, lesson: Lesson, until: datetime, by_course: bool) -> None:
    """What is kept, and until when."""
    what = [say("klas.closed_what_question" if lesson.asked.question else "klas.closed_what_statement")]
    if lesson.totals:
        what.append(say("klas.closed_two_totals" if len(lesson.totals) > 1 else "klas.closed_one_total"))
    if lesson.sentences:
        name = "closed_sentence_one" if len(lesson.sentences) == 1 else "closed_sentences"
        what.append(say(f"klas.{name}", count=len(lesson.sentences)))
    told = f" {say('ask.and')} ".join([", ".join(what[:-1]), what[-1]]) if len(what) > 1 else what[0]
    end = say("klas.until_course") if by_course else dates.day_and_year(until.date())
    talk.say("klas.closed", row(talk.work.classes, lesson), what=told, until=end)
