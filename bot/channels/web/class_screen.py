"""The page before the class: the statement, the way in, a counter; and what the trainer shows when it is time."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.channels.web.class_html import escaped, page, paragraph, text
from bot.people.classes import CHOOSING, Position, Stage, Totals
from bot.render.qr import svg
from bot.services.classroom_port import ScreenView

_LOOK = 5  # seconds between looks of a browser without scripts
_LONG, _MUCH = 140, 300  # letters of a statement, and of what the source says, that are set smaller
_WIDE = 100  # of the longest bar, in the units of its drawing


def screen(view: ScreenView, address: str) -> str:
    """The page; `address` is where phones find theirs."""
    stage = view.lesson.stage
    inner = _way_in(view, address) if stage in CHOOSING else _SHOWN[stage](view)
    asked = view.lesson.asked
    much = sum(len(words) for words, _ in asked.views) > _MUCH if stage is Stage.SOURCE else len(asked.text) > _LONG
    long = " long" if much else ""
    main = (
        f'<main class="{stage.value}{long}" data-version="{view.lesson.version}"'
        f' data-page="/scherm/{view.lesson.doors.screen}" tabindex="-1">{inner}</main>'
    )
    return page("screen", main, _LOOK)


def closed() -> str:
    """After closing, and for an address that never was."""
    return page("screen", f'<main class="other">{paragraph(text("screen_closed"), "big")}</main>')


def _way_in(view: ScreenView, address: str) -> str:
    doors = view.lesson.doors
    link = f"{address}/s/{doors.path}"
    drawn = svg(link).decode()
    code = f'<div class="qr" role="img" aria-label="{text("screen_qr")}">{drawn[drawn.index("<svg") :]}</div>'
    where = f"{urlsplit(address).netloc or address}/s"
    name = "screen_count_answers" if view.lesson.asked.question else "screen_count_choices"
    one, many = text(f"{name}_one"), text(name)
    return (
        f'{_statement(view)}<section class="way-in">{code}'
        f'<p class="join">{text("screen_join")}</p>'
        f'<p class="address">{escaped(where)}</p><p class="code">{escaped(doors.code)}</p></section>'
        f'<p class="counter"><strong id="count">{view.count}</strong> '
        f'<span id="what" data-one="{one}" data-many="{many}">{one if view.count == 1 else many}</span></p>'
    )


def _statement(view: ScreenView) -> str:
    return f'<h1 dir="auto">{escaped(view.lesson.asked.text)}</h1>'


def _spread(view: ScreenView) -> str:
    heads = [text("screen_before"), text("screen_after")] if len(view.totals) > 1 else [""]
    most = max(1, *(count for totals in view.totals for count in totals))
    parts = [_bars(head, totals, most) for head, totals in zip(heads, view.totals, strict=True)]
    return f'{_statement(view)}<div class="spread">{"".join(parts)}</div>'


def _bars(head: str, totals: Totals, most: int) -> str:
    count = text("screen_choices_one") if sum(totals) == 1 else text("screen_choices", count=sum(totals))
    caption = " · ".join(filter(None, (head, count)))
    rows = "".join(_bar(position, count, most) for position, count in zip(Position, totals, strict=True))
    return f"<table><caption>{caption}</caption><tbody>{rows}</tbody></table>"


def _bar(position: Position, count: int, most: int) -> str:
    drawn = (
        f'<svg viewBox="0 0 {_WIDE} 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="rail" width="{_WIDE}" height="10"/>'
        f'<rect class="{position.value}" width="{_WIDE * count / most:.2f}" height="10"/></svg>'
    )
    name = text(position.value)
    return f'<tr><th scope="row">{name}</th><td class="number">{count}</td><td class="bar">{drawn}</td></tr>'


def _sentences(view: ScreenView) -> str:
    if not any(view.sentences):
        return _statement(view) + paragraph(text("screen_no_sentences"), "said")
    columns = ("".join(f'<li dir="auto">{escaped(one)}</li>' for one in column) for column in view.sentences)
    return f'{_statement(view)}<div class="columns">{"".join(f"<ul>{column}</ul>" for column in columns)}</div>'


def _other(view: ScreenView) -> str:
    return _statement(view) + paragraph(text("screen_other"), "big") + paragraph(text("screen_other_more"), "said")


def _source(view: ScreenView) -> str:
    asked = view.lesson.asked
    parts = [
        paragraph(text("screen_added") if added else escaped(asked.source), "source")
        + paragraph(escaped(words), "said")
        for words, added in asked.views
    ]
    return _statement(view) + "".join(f"<section>{part}</section>" for part in parts)


_SHOWN = {
    Stage.SHOWN: _spread, Stage.BOTH: _spread, Stage.SENTENCES: _sentences, Stage.OTHER: _other, Stage.SOURCE: _source,
}  # fmt: skip
