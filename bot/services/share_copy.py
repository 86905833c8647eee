"""The copy that is shared: details in it, changing it, seeing it once more, and sharing it."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.dialogue.model import Choose
from bot.language.fold import excerpt
from bot.people.rights import Action, Role, Thing
from bot.people.shares import Share, Version
from bot.privacy import details
from bot.services import dates, roles, share_draft
from bot.services.anonymise import LONGEST
from bot.services.focus import Frame
from bot.services.prompting import ask_again, choice
from bot.services.share_draft import Draft, put
from bot.services.talk import Talk, command_button
from bot.texts import say


def proceed(talk: Talk, draft: Draft, frame: Frame | None) -> None:
    """Ask what is still to be decided: the details in it, with whom, until when; then show it once more."""
    number, found = share_draft.undecided(talk, draft), share_draft.with_whom(talk)
    if number:
        put(talk, "share_details", draft, frame, part=str(number))
    elif not found and not draft.share:
        talk.say("sharing.with_nobody")
    elif not draft.group and len(found) > 1:
        put(talk, "share_with", draft, frame)
    elif not draft.until:
        put(talk, "share_until", replace(draft, group=draft.group or found[0][0].id), frame)
    else:
        put(talk, "share_preview", draft, frame)


def let_be(talk: Talk) -> None:
    """Nothing is shared."""
    talk.say("sharing.nothing_shared", (command_button(say("menu.menu"), "menu"),))


def details_question(talk: Talk, frame: Frame) -> Choose:
    """An answer as it would be shared: only what stands in the place of a detail is shown, never the detail."""
    draft, number = share_draft.of(frame), int(frame.args["part"])
    text = _without(talk, draft.parts[number - 1].text)
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
    names = (("replace", "sharing.so"), ("self", "details.self"), ("leave", "details.leave"))
    return choice("sharing.details", *((key, say(name)) for key, name in names), values={"text": shown}, number=number)


def _without(talk: Talk, text: str) -> str:
    return details.replaced(text, details.find(text, talk.library.names))


def details_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Replace, rewrite or leave as it is; the answer in the journal stays as it was."""
    draft, number = share_draft.of(frame), int(frame.args["part"])
    if option == "self":
        put(talk, "share_edit", draft, frame, part=str(number))
        return
    part = draft.parts[number - 1]
    text = part.text
    if option == "replace":
        text = _without(talk, text)
        share_draft.take_back(talk, part.ref)
    proceed(talk, draft.with_part(number, text=text, checked=True, ref=""), frame)


def which(talk: Talk, draft: Draft, frame: Frame | None) -> None:
    """Ask which answer is to be changed, when there are more."""
    if len(draft.chosen) == 1:
        put(talk, "share_edit", draft, frame, part=str(draft.chosen[0][0]))
    else:
        put(talk, "share_which", draft, frame)


def which_question(talk: Talk, frame: Frame) -> Choose:
    """Which answer is to be changed."""
    chosen = share_draft.of(frame).chosen
    values = {f"q{number}": excerpt(part.question.replace("*", ""), 60) for number, part in chosen}
    lines = [say("sharing.question_line", number=number, question=f"{{q{number}}}") for number, _ in chosen]
    options = [(str(number), str(number)) for number, _ in chosen]
    return choice(
        "sharing.which_answer", *options, ("back", say("details.back")), values=values, lines="\n".join(lines)
    )


def which_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """That answer, or back."""
    draft = share_draft.of(frame)
    if option == "back":
        _back(talk, draft, frame)
    else:
        put(talk, "share_edit", draft, frame, part=option)


def edit_question(talk: Talk, frame: Frame) -> Choose:
    """The writer sends one answer anew, for the copy only."""
    draft, number = share_draft.of(frame), int(frame.args["part"])
    part = draft.parts[number - 1]
    values = {"question": part.question.replace("*", ""), "text": excerpt(part.text, 300)}
    found = details.find(part.text, talk.library.names) and not part.checked
    name = "sharing.edit_anew" if found else "sharing.edit"  # what was found is not repeated
    return choice(name, ("back", say("details.back")), values=values, number=number)


def edit_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Back; what stood in the copy stays."""
    _back(talk, share_draft.of(frame), frame)


def _back(talk: Talk, draft: Draft, frame: Frame) -> None:
    """To what was being decided; of a new version in which nothing is new, to what is shared."""
    share = talk.work.shares.get(draft.share) if draft.share else None
    if share and share.newest.answers == draft.copies():
        talk.go(f"deling {share.id}")
    else:
        proceed(talk, draft, frame)


def edit_text(talk: Talk, frame: Frame, text: str) -> bool:
    """The answer as the writer wants to share it; it is looked at once more."""
    if not text.strip():
        return ask_again(talk, frame, text)
    draft, number = share_draft.of(frame), int(frame.args["part"])
    talk.pop()
    if draft.parts[number - 1].ref and not draft.parts[number - 1].checked:
        share_draft.take_back(talk, draft.parts[number - 1].ref)
    draft = draft.with_part(number, text=text.strip(), checked=False, ref=talk.message)
    proceed(talk, draft, frame)
    return True


def preview_question(talk: Talk, frame: Frame) -> Choose:
    """All that goes, once more, in one bubble."""
    draft = share_draft.of(frame)
    group = talk.work.groups.get(draft.group)
    long = sum(len(part.question) + len(part.text) for _, part in draft.chosen) > LONGEST
    most = LONGEST // max(len(draft.chosen), 1) - 100 if long else LONGEST
    values = {"group": group.name if group else "", "trainers": share_draft.trainers(talk, draft.group)}
    lines = []
    for number, part in draft.chosen:
        values |= {f"q{number}": excerpt(part.question.replace("*", ""), 200), f"a{number}": part.text}
        if long:
            values[f"a{number}"] = excerpt(part.text, max(most, 60))
        lines.append(say("sharing.pair", number=number, question=f"{{q{number}}}", answer=f"{{a{number}}}"))
    lines += [say("sharing.cut_here")] if long else []
    names = (("no", "sharing.let_be"), ("change", "sharing.change"), ("yes", "sharing.share"))
    return choice(
        "sharing.preview", *((key, say(name)) for key, name in names), values=values, title=draft.title,
        until=until_words(talk, draft), lines="\n\n".join(lines),
    )  # fmt: skip


def until_words(talk: Talk, draft: Draft | Share) -> str:
    """How long it is read: "tot en met vrijdag", "tot het eind van de cursus"."""
    last = draft.last_day if isinstance(draft, Draft) else draft.until
    if last is None:
        return say("sharing.till_end")
    return say("sharing.till_day", day=dates.named(last, dates.today(talk.incoming.at)))


def preview_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Share it, change something, or let it be."""
    draft = share_draft.of(frame)
    if option == "no" and draft.share:
        talk.go(f"deling {draft.share}")
    elif option == "no":
        let_be(talk)
    elif option == "change":
        which(talk, draft, frame)
    else:
        _share(talk, draft)


def _share(talk: Talk, draft: Draft) -> None:
    version = Version(talk.incoming.at, draft.copies())
    share = _new(talk, draft, version) if not draft.share else _again(talk, draft, version)
    if share is None:
        return
    talk.work.shares.keep(share)
    tell_trainers(talk, share, "version" if draft.share else "share")
    stop = command_button(say("sharing.stop"), f"deling-stop {share.id}")
    values = {"trainers": share_draft.trainers(talk, share.group)}
    rows = (stop, command_button(say("menu.menu"), "menu"))
    talk.say("sharing.shared", rows, values=values, until=until_words(talk, share))


def _new(talk: Talk, draft: Draft, version: Version) -> Share | None:
    if not share_draft.may_share(talk, draft.group):
        talk.say("sharing.with_nobody")
        return None
    return Share(
        secrets.token_hex(8), talk.work.person, draft.group, draft.run if talk.work.run(draft.run) else "",
        talk.incoming.at, draft.dialogue, draft.title, (version,), draft.last_day,
    )  # fmt: skip


def _again(talk: Talk, draft: Draft, version: Version) -> Share | None:
    """A new version of what is still shared."""
    share = talk.work.shares.readable(draft.share, dates.today(talk.incoming.at))
    mine = talk.work.shares.get(draft.share)
    if share is None or mine is None or not roles.allowed(talk, Action.SHARE, Thing(share.group, share.writer)):
        talk.say("sharing.none_such")
        return None
    return replace(share, versions=(*share.versions, version))


def tell_trainers(talk: Talk, share: Share, what: str) -> None:
    """Let the trainers of its group hear, when a reminder may come, that something lies ready."""
    for item in talk.work.groups.members(share.group):
        if item.role is Role.TRAINER_HERE:
            command = f"deling-nieuw {share.id} {what}"
            talk.work.groups.tell(item.person, talk.incoming.at, command, key=f"share:{share.id}")
