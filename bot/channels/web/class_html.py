"""The frame of the pages for a class; every word that is put in is escaped here."""

from __future__ import annotations

import html
from importlib import resources
from string import Template

from bot.texts import say

_TEMPLATE = Template(resources.files(__package__).joinpath("static", "class.html").read_text(encoding="utf-8"))
REFRESH = '<noscript><meta http-equiv="refresh" content="{seconds}"></noscript>'


def page(kind: str, main: str, refresh: int = 0) -> str:
    """A whole page.

    Args:
        kind: `phone` or `screen`.
        main: its `<main>`, of which the words are escaped.
        refresh: seconds after which a browser without scripts looks again; 0 for never.
    """
    return _TEMPLATE.substitute(
        title=text("page_title"),
        kind=kind,
        main=main,
        lost=text("no_connection"),
        refresh=REFRESH.format(seconds=refresh) if refresh else "",
    )


def text(name: str, **slots: object) -> str:
    """A fixed sentence, escaped."""
    return escaped(say(f"klas.{name}", **slots))


def escaped(words: str) -> str:
    """Words as they may stand in a page, also in an attribute."""
    return html.escape(words, quote=True)


def paragraph(words: str, kind: str = "") -> str:
    """A paragraph of words that are escaped already."""
    return f'<p class="{kind}">{words}</p>' if kind else f"<p>{words}</p>"
