"""The small part of Telegram's HTML and MarkdownV2 that shows a bot its own mistakes.

The entities it makes are right for simple nesting; the point is that faulty markup is refused as Telegram refuses it.
"""

import html
import re
from typing import Any

from .errors import ApiError, bad_request

HTML_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
MARKDOWN_MARKS = {
    "*": ("bold", "Bold"),
    "_": ("italic", "Italic"),
    "__": ("underline", "Underline"),
    "~": ("strikethrough", "Strikethrough"),
    "||": ("spoiler", "Spoiler"),
    "`": ("code", "Code"),
    "```": ("pre", "Pre"),
}
MARKDOWN_RESERVED = frozenset("[]()>#+-=|{}.!")
_HTML_TOKEN = re.compile(r"<(/?)([^\s<>/]*)([^<>]*)(>?)|&[#\w]+;|[^<&]+|&", re.DOTALL)
_HTML_LINK = re.compile(r"""href\s*=\s*["']?([^"'\s>]*)""")
_MARKDOWN_TOKEN = re.compile(r"\\(.)|(\[)([^\]]*)\]\(([^)]*)\)|```|__|\|\||[*_~`]|.", re.DOTALL)

Entities = list[dict[str, Any]]


def utf16_length(text: str) -> int:
    """Count a text the way entity offsets are counted."""
    return len(text) + sum(character > "\uffff" for character in text)


def parse(text: str, mode: str) -> tuple[str, Entities]:
    """Give the plain text and its entities, or refuse the markup."""
    if mode.lower() == "html":
        return _Html(text).parse()
    if mode.lower() == "markdownv2":
        return _Markdown(text).parse()
    raise bad_request("unsupported parse_mode")


def _faulty(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


class _Parser:
    """What both parsers share: the text so far, open entities and finished ones."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = ""
        self.open: list[tuple[str, dict[str, Any], int]] = []
        self.entities: Entities = []

    def byte_offset(self, position: int) -> int:
        return len(self.source[:position].encode())

    def begin(self, mark: str, entity: dict[str, Any], position: int) -> None:
        entity["offset"] = utf16_length(self.text)
        self.open.append((mark, entity, position))

    def end(self) -> None:
        _, entity, _ = self.open.pop()
        entity["length"] = utf16_length(self.text) - entity["offset"]
        if entity["length"]:
            self.entities.append(entity)

    def result(self) -> tuple[str, Entities]:
        return self.text, sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))


class _Html(_Parser):
    def parse(self) -> tuple[str, Entities]:
        for match in _HTML_TOKEN.finditer(self.source):
            if not match[0].startswith("<"):
                self.text += html.unescape(match[0])
            elif match[1]:
                self._end_tag(match)
            else:
                self._start_tag(match)
        if self.open:
            raise _faulty(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        return self.result()

    def _start_tag(self, match: re.Match[str]) -> None:
        name, offset = match[2].lower(), self.byte_offset(match.start())
        if name not in HTML_TAGS:
            raise _faulty(f'Unsupported start tag "{name}" at byte offset {offset}')
        if not match[4]:
            raise _faulty(f"Unclosed start tag at byte offset {offset}")
        entity: dict[str, Any] = {"type": HTML_TAGS[name]}
        if name == "a" and (link := _HTML_LINK.search(match[3])):
            entity["url"] = html.unescape(link[1])
        self.begin(name, entity, match.start())

    def _end_tag(self, match: re.Match[str]) -> None:
        name, offset = match[2].lower(), self.byte_offset(match.start())
        if not self.open:
            raise _faulty(f"Unexpected end tag at byte offset {offset}")
        expected = self.open[-1][0]
        if name and name != expected:
            raise _faulty(
                f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", found "</{name}>"',
            )
        self.end()


class _Markdown(_Parser):
    def parse(self) -> tuple[str, Entities]:
        for match in _MARKDOWN_TOKEN.finditer(self.source):
            self._token(match)
        if self.open:
            mark, _, position = self.open[-1]
            name = MARKDOWN_MARKS[mark][1]
            raise _faulty(f"Can't find end of {name} entity at byte offset {self.byte_offset(position)}")
        return self.result()

    def _token(self, match: re.Match[str]) -> None:
        token, inside = match[0], self.open[-1][0] if self.open else ""
        if match[1]:
            self.text += match[1]
        elif inside.startswith("`") and token != inside:
            self.text += token
        elif match[2]:
            self._link(match)
        elif token in MARKDOWN_MARKS:
            self._mark(token, inside, match.start())
        elif token in MARKDOWN_RESERVED:
            raise _faulty(f"Character '{token}' is reserved and must be escaped with the preceding '\\'")
        else:
            self.text += token

    def _link(self, match: re.Match[str]) -> None:
        self.begin("[", {"type": "text_link", "url": match[4]}, match.start())
        self.text += match[3]
        self.end()

    def _mark(self, token: str, inside: str, position: int) -> None:
        if token == inside:
            self.end()
        else:
            self.begin(token, {"type": MARKDOWN_MARKS[token][0]}, position)
