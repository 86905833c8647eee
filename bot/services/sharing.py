"""Sharing: choosing which answers go along, with whom and until when. Never asked for, never a condition."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from bot.dialogue.model import Choose
from bot.dialogue.turn import Button
from bot.language import when
from bot.language.fold import excerpt, words
from bot.people.shares import WEEK
from bot.services import dates, share_copy, share_draft
from bot.services.focus import Frame
from bot.services.prompting import choice, leave_to_below
from bot.services.share_draft import END, Draft, put, trainers, with_whom
from bot.services.talk import Talk, command_button
from bot.texts import say

PAGE = 5
_QUESTION, _ANSWER = 34, 44  # characters of each in a list


def offer(talk: Talk, run_id: str) -> tuple[Button, ...]:
    """The button that begins sharing, for somebody in a group who wrote something that may be shared."""
    if not with_whom(talk) or not share_draft.offered(talk, run_id):
        return ()
    return (command_button(say("sharing.choose"), f"deel {run_id}"),)


def begin(talk: Talk, rest: str) -> None:
    """`deel`, `deel PAGE`, `deel RUN`."""
    if not with_whom(talk):
        talk.say("sharing.with_nobody", (command_button(say("sharing.to_groups"), "groep"),))
    elif not rest or (rest.isdecimal() and len(rest) < 4):
        _runs(talk, max(int(rest or 1), 1) - 1)
    else:
        draft = share_draft.of_run(talk, rest.split(" ")[0])
        if draft is None:
            talk.say("sharing.nothing", (command_button(say("menu.menu"), "menu"),))
        else:
            put(talk, "share_pick", draft, page="0")


def _runs(talk: Talk, page: int) -> None:
    """What was written, the latest first, to share something of."""
    rows = (row for row in reversed(talk.work.runs()) if share_draft.offered(talk, row.id))
    shown = list(islice(rows, page * PAGE, (page + 1) * PAGE + 1))
    if not shown:
        talk.say("sharing.nothing", (command_button(say("menu.menu"), "menu"),))
        return
    titles = [(row, talk.library.dialogues[row.dialogue].title) for row in shown[:PAGE]]
    lines = [
        say("sharing.run_line", number=n, title=title, day=dates.day(dates.today(row.at)))
        for n, (row, title) in enumerate(titles, 1)
    ]
    numbers = tuple(command_button(str(n), f"deel {row.id}") for n, (row, _) in enumerate(titles, 1))
    more = (command_button(say("menu.more"), f"deel {page + 2}"),) if len(shown) > PAGE else ()
    talk.say("sharing.which_run", numbers, more, lines="\n".join(lines))


def pick_question(talk: Talk, frame: Frame) -> Choose:
    """Every answer by its number, with what stands there and whether it goes along."""
    draft, page = share_draft.of(frame), int(frame.args["page"])
    values: dict[str, str] = {}
    lines = []
    shown = list(enumerate(draft.parts, 1))[page * PAGE : (page + 1) * PAGE]
    for number, part in shown:
        values |= {f"q{number}": _plain(part.question, _QUESTION), f"a{number}": excerpt(part.text, _ANSWER)}
        name = "sharing.line_on" if part.chosen else "sharing.line"
        lines.append(say(name, number=number, question=f"{{q{number}}}", answer=f"{{a{number}}}"))
    options = [(str(number), str(number)) for number, _ in shown]
    options += [("no", say("sharing.let_be")), ("on", say("control.on"))]
    options += [("more", say("menu.more"))] if len(draft.parts) > PAGE else []
    return choice("sharing.pick", *options, values=values, lines="\n".join(lines), title=draft.title)


def _plain(text: str, most: int) -> str:
    return excerpt(text.replace("*", ""), most)


def pick_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """On or off, another page, on to what follows, or let it be."""
    draft, page = share_draft.of(frame), int(frame.args["page"])
    if option == "no":
        share_copy.let_be(talk)
    elif option == "more":
        put(talk, "share_pick", draft, frame, page=str((page + 1) % (-(-len(draft.parts) // PAGE))))
    elif option == "on" and draft.chosen:
        share_copy.proceed(talk, draft, frame)
    else:
        if option == "on":
            talk.say("sharing.none_chosen")
        put(talk, "share_pick", _turned(draft, [option]), frame, page=str(page))


def pick_text(talk: Talk, frame: Frame, text: str) -> bool:
    """Several numbers in one line ("1 3"); anything else is meant for what lies below."""
    numbers = text.replace(",", " ").split()
    draft = share_draft.of(frame)
    if not numbers or not all(word.isdecimal() and len(word) < 4 for word in numbers):
        return leave_to_below(talk, frame, text)
    talk.pop()
    put(talk, "share_pick", _turned(draft, numbers), frame, page=frame.args["page"])
    return True


def _turned(draft: Draft, numbers: list[str]) -> Draft:
    for number in (int(word) for word in numbers if word.isdecimal()):
        if 0 < number <= len(draft.parts):
            draft = draft.with_part(number, chosen=not draft.parts[number - 1].chosen)
    return draft


def with_question(talk: Talk, frame: Frame) -> Choose:
    """With the trainers of which group."""
    found = with_whom(talk)
    values: dict[str, str] = {}
    for number, (group, _) in enumerate(found, 1):
        values |= {f"group{number}": group.name, f"trainers{number}": trainers(talk, group.id)}
    lines = [
        say("sharing.group_choice", number=n, group=f"{{group{n}}}", trainers=f"{{trainers{n}}}")
        for n in range(1, len(found) + 1)
    ]
    options = [(str(n), str(n)) for n in range(1, len(found) + 1)]
    return choice("sharing.with_whom", *options, ("no", say("sharing.let_be")), values=values, lines="\n".join(lines))


def with_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """That group, or let it be."""
    found = with_whom(talk)
    if option == "no" or int(option) > len(found):
        share_copy.let_be(talk)
    else:
        share_copy.proceed(talk, replace(share_draft.of(frame), group=found[int(option) - 1][0].id), frame)


def until_question(talk: Talk, frame: Frame) -> Choose:
    """Until when the trainers may read it."""
    group = talk.work.groups.get(share_draft.of(frame).group)
    values = {"group": group.name if group else "", "trainers": trainers(talk, group.id) if group else ""}
    options = ("week", "end", "day")
    return choice("sharing.until_ask", *((name, say(f"sharing.until_{name}")) for name in options), values=values)


def until_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """A week, the end of the course, or a day that is asked for."""
    draft = share_draft.of(frame)
    if option == "day":
        put(talk, "share_day", draft, frame)
    else:
        week = (dates.today(talk.incoming.at) + WEEK).isoformat()
        share_copy.proceed(talk, replace(draft, until=week if option == "week" else END), frame)


def day_question(talk: Talk, frame: Frame) -> Choose:
    """Which day is the last."""
    return choice("sharing.day_ask", ("back", say("details.back")))


def day_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Back to the choice."""
    put(talk, "share_until", share_draft.of(frame), frame)


def day_text(talk: Talk, frame: Frame, text: str) -> bool:
    """A day in words; what is no day that still comes is asked again, and a long text is meant for what lies below."""
    if len(words(text)) > share_draft.SHORT:
        return leave_to_below(talk, frame, text)
    today = dates.today(talk.incoming.at)
    found = [item.day for item in when.find(text, today) if item.day >= today]
    talk.pop()
    if found:
        share_copy.proceed(talk, replace(share_draft.of(frame), until=found[0].isoformat()), frame)
    else:
        talk.say("sharing.no_day")
        put(talk, frame.name, share_draft.of(frame), frame)
    return True
