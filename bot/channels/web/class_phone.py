"""What stands on the phone of somebody who takes part in a lesson."""

from __future__ import annotations

from bot.channels.web.class_html import escaped, page, paragraph, text
from bot.people.classes import LONGEST, Position
from bot.services.classroom_port import PhoneView
from bot.texts import say

_LOOK = 5  # seconds between looks of a browser without scripts
_WRITES = frozenset({"answer", "why", "held", "other"})  # pages with a field: shown anew, what is half written was gone


def phone(view: PhoneView, *, again: bool = False, note: str = "", written: str = "") -> str:
    """The page.

    Args:
        view: what the phone shows.
        again: another choice is wanted, while that can be.
        note: a sentence about what was wrong, and
        written: what stood in the field.
    """
    asked = paragraph(escaped(view.asked.text), "asked")
    wanted = "choose" if again and view.page == "why" and not view.asked.question else view.page
    inner = _PAGES[wanted](view, asked, paragraph(escaped(note), "note") if note else "", written or view.sentence)
    return page("phone", _main(view, inner), 0 if view.page in _WRITES else _LOOK)


def let_go(view: PhoneView) -> str:
    """After the other side: what was written was read by nobody and is gone."""
    return page("phone", _main(view, paragraph(text("let_go"), "said")), _LOOK)


def code_page(note: str = "", known: str = "") -> str:
    """Where a code is typed."""
    field = (
        f'<label for="code">{text("code_label")}</label>'
        f'<input id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="12" required'
        f' value="{escaped(known)}">'
    )
    noted = paragraph(escaped(note), "note") if note else ""
    form = f'<form action="/s" method="get">{field}<button>{text("code_go")}</button></form>'
    return page("phone", f'<main tabindex="-1">{noted}{form}{paragraph(text("code_intro"), "quiet")}</main>')


def _main(view: PhoneView, inner: str) -> str:
    state = f'data-version="{view.version}" data-page="/s/{view.path}"'
    return f'<main tabindex="-1" {state}>{inner}</main>'


def _form(view: PhoneView, inner: str) -> str:
    return f'<form action="/s/{view.path}" method="post">{inner}</form>'


def _button(deed: str, label: str, value: str = "", kind: str = "") -> str:
    chosen = f"{deed}:{value}" if value else deed
    return f'<button name="deed" value="{chosen}" class="{kind}" formnovalidate>{text(label)}</button>'


def _field(label: str, written: str) -> str:
    return (
        f'<label for="text">{label}</label>'
        f'<textarea id="text" name="text" rows="3" maxlength="{LONGEST}" dir="auto">{escaped(written)}</textarea>'
    )


def _choose(view: PhoneView, asked: str, note: str, written: str) -> str:
    buttons = "".join(_button("choose", position.value, position.value) for position in Position)
    return asked + note + _form(view, f'<p>{text("what_do_you_think")}</p><div class="stack">{buttons}</div>')


def _answer(view: PhoneView, asked: str, note: str, written: str) -> str:
    return asked + note + _form(view, _field(text("one_sentence"), written) + _row(_button("say", "send", kind="main")))


def _why(view: PhoneView, asked: str, note: str, written: str) -> str:
    other = f'<p><a href="/s/{view.path}?anders=1">{text("chose_wrong")}</a></p>' if not view.asked.question else ""
    row = _row(_button("say", "send", kind="main"), _button("skip", "skip"))
    return asked + note + _form(view, _field(text("why"), written) + row) + other


def _allow(view: PhoneView, asked: str, note: str, written: str) -> str:
    row = _row(_button("yes", "yes"), _button("no", "no"))
    return _quote(view) + note + _form(view, f'<p class="said">{text("allow")}</p>{row}')


def _held(view: PhoneView, asked: str, note: str, written: str) -> str:
    why = say("klas.held_danger", numbers=say("klas.danger_numbers")) if view.danger else say("klas.held_back")
    row = _row(_button("say", "send_changed", kind="main"), _button("skip", "leave_out"))
    return paragraph(escaped(why), "said") + note + _form(view, _field(text("your_sentence"), written) + row)


def _other(view: PhoneView, asked: str, note: str, written: str) -> str:
    form = _form(view, _field(text("other_ask"), written) + _row(_button("other", "send", kind="main")))
    return asked + note + form


def _told(view: PhoneView, asked: str, note: str, written: str) -> str:
    return paragraph(text(view.page), "said") + note


def _quote(view: PhoneView) -> str:
    return f'<blockquote dir="auto">{escaped(view.sentence)}</blockquote>'


def _row(*buttons: str) -> str:
    return f'<div class="row">{"".join(buttons)}</div>'


_PAGES = {
    "choose": _choose, "answer": _answer, "why": _why, "allow": _allow, "held": _held, "other": _other,
    "thanks": _told, "noted": _told, "ahead": _told,
}  # fmt: skip
