"""Configuration: config.yaml and a few environment variables, read into one frozen `Config`.

All faults are reported at once, each with its line. Secrets come from the environment or from a file that only its
owner can read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import ConfigError
from bot.fields import Fields, Findings
from bot.privacy.retention import Terms
from bot.problems import Node

LOOPBACK = ("127.0.0.1", "localhost", "::1")
DEFAULT_DATA = Path("nabij-data")
SHORTEST_TERM = 30  # days; a shorter one would be over before its writer had the two weeks to choose


@dataclass(frozen=True)
class TelegramConfig:
    """The Telegram channel: the bot's token, the address of the Bot API ("" for Telegram's own), the bot's name."""

    token: str = field(repr=False, default="")
    base_url: str = ""
    name: str = ""


@dataclass(frozen=True)
class WebConfig:
    """The web channel.

    Args:
        host: the address it listens on.
        port: the port it listens on.
        address: what people type to open it ("https://nabij.voorbeeld.nl"), for many; "" for one local person.
        proxied: whether a proxy of ours stands before it, which tells whom a request is from in X-Forwarded-For.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    address: str = ""
    proxied: bool = False


@dataclass(frozen=True)
class Config:
    """Everything that can be set.

    Args:
        data: the data folder (SQLite and the lock), also when the database is elsewhere.
        database: SQLAlchemy URL of a PostgreSQL database, "" for SQLite in the data folder.
        keys: file of the key ring, None for the user's own configuration folder.
        operator: who runs this Nabij, as people are told.
        contact: where they can be reached.
        help_lines: the organisation's own numbers, shown under /noodhulp.
        editors: who may see what readers miss in the lexicon, each as channel and address ("telegram:123456").
        day_opening: id of the dialogue that a reminder to begin the day with opens, "" for the usual one.
        telegram: the Telegram channel, None when it is off.
        web: the web channel, None when it is off.
        terms: how long each kind of record is kept.
    """

    data: Path = DEFAULT_DATA
    database: str = ""
    keys: Path | None = None
    operator: str = ""
    contact: str = ""
    help_lines: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    day_opening: str = ""
    telegram: TelegramConfig | None = None
    web: WebConfig | None = None
    terms: Terms = field(default=Terms())


def read(tree: Node, environment: Mapping[str, str], mode: int = 0o600) -> Config:
    """Read a configuration.

    Args:
        tree: config.yaml as a located tree.
        environment: the process's environment; NABIJ_TELEGRAM_TOKEN goes before the file.
        mode: permission bits of the file; one that holds a token must be readable by its owner only.

    Raises:
        ConfigError: with every fault as `file:line CODE text`.
    """
    found = Findings()
    fields = Fields(tree, found)
    operator = _inner(fields, "operator", found)
    config = Config(
        data=Path(fields.text("data") or DEFAULT_DATA).expanduser(),
        database=_database(fields, found),
        keys=Path(fields.text("keys")).expanduser() if fields.text("keys") else None,
        operator=operator.text("name", required=True) if operator else "",
        contact=operator.text("contact", required=True) if operator else "",
        help_lines=fields.texts("help"),
        editors=_editors(fields, found),
        day_opening=fields.text("day_opening"),
        telegram=_telegram(fields, found, environment, mode),
        web=_web(fields, found),
        terms=_terms(fields, found),
    )
    if operator:
        operator.rest()
    else:
        fields.value("operator", required=True)
    if not config.telegram and not config.web:
        found.note(tree, "C101")
    fields.rest()
    if found:
        raise ConfigError([str(problem) for problem in sorted(found)])
    return config


def _inner(fields: Fields, key: str, found: Findings) -> Fields | None:
    node = fields.value(key)
    return Fields(node, found, key) if node else None


def _database(fields: Fields, found: Findings) -> str:
    url = fields.text("database")
    if url and not url.startswith("postgresql+psycopg://"):
        found.note(fields.node.get("database") or fields.node, "C102")
    return url


def _editors(fields: Fields, found: Findings) -> tuple[str, ...]:
    named = fields.texts("editors")
    if any(not re.fullmatch(r"(telegram|web|terminal):\S+", name) for name in named):
        found.note(fields.node.get("editors") or fields.node, "C108")
    return named


def _telegram(fields: Fields, found: Findings, environment: Mapping[str, str], mode: int) -> TelegramConfig | None:
    node = fields.node.get("telegram")
    fields.value("telegram")
    if node is None:
        return None
    empty = node.kind == "scalar" and not node.text
    inner = Fields(Node("map", node.file, node.line) if empty else node, found, "telegram")
    written, base_url = inner.text("token"), inner.text("base_url")
    token = environment.get("NABIJ_TELEGRAM_TOKEN", "") or written
    if not token:
        found.note(node, "C103")
    if written and mode & 0o077:
        found.note(node, "C104")
    if base_url and (urlsplit(base_url).scheme not in ("http", "https") or not base_url.endswith("/bot")):
        found.note(inner.node.get("base_url") or node, "C105")
    name = inner.text("name").removeprefix("@")
    if name and not re.fullmatch(r"\w{5,32}", name, re.ASCII):
        found.note(inner.node.get("name") or node, "C110")
    inner.rest()
    return TelegramConfig(token, base_url, name)


def _web(fields: Fields, found: Findings) -> WebConfig | None:
    node = fields.node.get("web")
    fields.value("web")
    if node is None:
        return None
    empty = node.kind == "scalar" and not node.text
    inner = Fields(Node("map", node.file, node.line) if empty else node, found, "web")
    address = inner.text("address").rstrip("/")
    web = WebConfig(inner.text("host") or "127.0.0.1", inner.number("port") or 8080, address, inner.flag("proxied"))
    if address and not _is_public(address):
        found.note(inner.node.get("address") or node, "C111")
    if web.host not in LOOPBACK and not address:
        found.note(inner.node.get("host") or node, "C106")
    if not 0 < web.port < 65536:
        found.note(inner.node.get("port") or node, "C107")
    inner.rest()
    return web


def _terms(fields: Fields, found: Findings) -> Terms:
    inner = _inner(fields, "retention", found)
    if inner is None:
        return Terms()
    plain, days = Terms(), dict[str, int]()
    for name in ("drafts", "exercises", "journal", "transcript"):
        days[name] = inner.number(name) if inner.text(name) else getattr(plain, name)
        least = 1 if name == "transcript" else SHORTEST_TERM
        if days[name] < least and (days[name] or name == "transcript"):
            found.note(inner.node.get(name) or inner.node, "C109", key=name, least=least)
    inner.rest()
    return Terms(**days)


def _is_public(address: str) -> bool:
    """Whether an address is https with nothing behind the name, or on this machine."""
    parts = urlsplit(address)
    known = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return known and bool(parts.hostname) and parts.username is None and address == f"{parts.scheme}://{parts.netloc}"
