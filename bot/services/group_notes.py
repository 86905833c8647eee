"""What a trainer says to a whole group, without names, on what many wrote; and reading it again."""

from __future__ import annotations

from bot.people.groups import Group
from bot.people.rights import Action, Thing
from bot.people.shares import GroupNote
from bot.services import dates, roles
from bot.services.share_pages import name_of
from bot.services.talk import Talk, command_button
from bot.texts import say

PAGE = 2  # in a row of bubbles


def _group(talk: Talk, group_id: str, action: Action) -> Group | None:
    group = talk.work.groups.get(group_id)
    if group is None or group.closed or not roles.allowed(talk, action, Thing(group_id)):
        return None
    return group


def may_write(talk: Talk, group_id: str) -> bool:
    """Whether the person may say something to that group; anybody else hears the same as when there is none."""
    allowed = _group(talk, group_id, Action.REPLY_TO_ALL) is not None
    if not allowed:
        talk.say("groups.none_such")
    return allowed


def send(talk: Talk, group_id: str, title: str, text: str) -> None:
    """Keep it with the group; everybody else in it hears that it lies ready."""
    group = _group(talk, group_id, Action.REPLY_TO_ALL)
    if group is None:
        talk.say("groups.none_such")
        return
    by = name_of(talk, group_id, talk.work.person)
    note = talk.work.shares.add_note(group_id, by, title, text)
    for item in talk.work.groups.members(group_id):
        if item.person != talk.work.person:
            command = f"groepsreactie-nieuw {note}"
            talk.work.groups.tell(item.person, talk.incoming.at, command, key=f"note:{note}")
    buttons = (command_button(say("groups.to_group"), f"groep {group_id}"),)
    talk.say("sharing.sent_all", buttons, values={"group": group.name})


def _note(talk: Talk, note_id: str) -> GroupNote | None:
    note = talk.work.shares.note(note_id)
    return note if note and _group(talk, note.group, Action.SEE_GROUP) else None


def told(talk: Talk, note_id: str) -> None:
    """`groepsreactie-nieuw NOTE`: somebody in the group hears that it is there, and from whom."""
    note = _note(talk, note_id)
    group = talk.work.groups.get(note.group) if note else None
    if note and group:
        show_it = command_button(say("menu.show_it"), f"groepsreactie {note.id}")
        again = command_button(say("menu.tomorrow"), f"morgen groepsreactie-nieuw {note.id}")
        values = {"by": note.by if note.author else say("sharing.a_trainer"), "group": group.name}
        talk.say("sharing.told_note", (show_it, again), values=values)


def is_there(talk: Talk, note_id: str) -> bool:
    """Whether a reminder about it still means something."""
    return _note(talk, note_id) is not None


def show(talk: Talk, note_id: str) -> None:
    """`groepsreactie NOTE`: what was said."""
    note = _note(talk, note_id)
    if note is None:
        talk.say("sharing.none_such")
        return
    _bubble(talk, note)
    talk.under((command_button(say("groups.to_group"), f"groep {note.group}"),))


def _bubble(talk: Talk, note: GroupNote) -> None:
    about = say("sharing.note_about", title=note.title) if note.title else ""
    values = {"by": note.by if note.author else say("sharing.a_trainer"), "text": note.text}
    talk.say("sharing.note", values=values, about=about, day=dates.day(dates.today(note.at)))


def every(talk: Talk, rest: str) -> None:
    """`groepsreacties GROUP [PAGE]`: what was said to a group, the newest first."""
    group_id, _, number = rest.partition(" ")
    if _group(talk, group_id, Action.SEE_GROUP) is None:
        talk.say("groups.none_such")
        return
    page = max(int(number) - 1, 0) if number.isdecimal() and len(number) < 4 else 0
    notes = talk.work.shares.notes(group_id)
    for note in notes[page * PAGE : (page + 1) * PAGE]:
        _bubble(talk, note)
    back = (command_button(say("groups.to_group"), f"groep {group_id}"),)
    more = (command_button(say("menu.more"), f"groepsreacties {group_id} {page + 2}"),)
    if notes[page * PAGE : (page + 1) * PAGE]:
        talk.under((*back, *(more if len(notes) > (page + 1) * PAGE else ())))
    else:
        talk.say("sharing.no_notes", back)
