"""From a delivery to what the page reads: one event as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.web.door import KEY_PATH
from bot.render.markup import reply_spans
from bot.services.ports import Delivery
from bot.services.ways_in import KEY
from bot.texts import catalogue, say


def shown(delivery: Delivery) -> Mapping[str, Any]:
    """The data of an event.

    Keys: `seq`; `kind` (reply, echo, remove); `spans` of text, bold, italic; `buttons`, rows of label and key;
    `keyboard`, labels, [] to take it away, None to leave it; `ref`, the page's own id of the message (of an echo, or
    to be removed), "" where unknown; `file` with url, name and, of a picture, `alt`, where one goes along; `link` with
    url and label, where there is a page to go to; `farewell`, whether the person is gone.
    """
    reply = delivery.reply
    event: dict[str, Any] = {
        "seq": delivery.seq,
        "kind": delivery.kind,
        "spans": [{"text": span.text, "bold": span.bold, "italic": span.italic} for span in reply_spans(reply)],
        "buttons": [[{"label": button.label, "key": button.key} for button in row] for row in reply.buttons],
        "keyboard": None if reply.keyboard is None else list(reply.keyboard),
        "ref": delivery.message.rpartition(":")[2],
        "farewell": not delivery.person,
    }
    if reply.export == KEY:
        event["link"] = {"url": KEY_PATH, "label": say("web.key")}
    elif reply.export:
        event["file"] = {"url": f"/api/files/{delivery.seq}", "name": _file_name(reply.export)}
        alt = reply.alt or _of_kind("alt", reply.export)
        event["file"] |= {"alt": alt} if alt else {}
    return event


def _file_name(what: str) -> str:
    # The file itself is only made when somebody fetches it.
    return _of_kind("file", what) or say("web.file")


def _of_kind(name: str, what: str) -> str:
    """The sentence for a kind of file, "" where there is none."""
    return catalogue().get(f"web.{name}_{what.partition(':')[0]}", "")
