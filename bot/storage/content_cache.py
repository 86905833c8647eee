"""The content as it was parsed before: read from a cache when no file of it changed, parsed and kept otherwise.

A cache file is a line with a key and a checksum, then JSON. The key is of the bytes of every content file and of the
code that reads them, so that a changed file is seen at the next start. It counts only when it is a file of this user
in a folder that nobody else can write to; whatever is wrong with it, the content is parsed as if it were not there.
Conversations are for `nabij check`: they are neither read nor kept. Content with faults is never kept.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import bot
from bot.dialogue.learning_line import LearningLine
from bot.dialogue.model import Dialogue
from bot.lexicon.model import Lemma, Term, Work
from bot.storage.content_model import FOLDERS, TEST_ENDING, Content, content_root
from bot.storage.plain import dumps, loads

_FORMAT = "nabij-content 2"
_CODE = frozenset({".py", ".toml", ".txt"})
_MOST_BYTES = 64 << 20


def ready(root: Path | None = None, folders: Sequence[Path] = ()) -> Content:
    """All content but the conversations, from the cache when it is there and fits.

    Args:
        root: folder with `dialogues` and `lexicon`; the installed one when it is None.
        folders: where the cache may lie, the best first; without it, each start parses.

    Returns:
        As `bot.storage.content.load` without its tests.
    """
    root = root or content_root()
    key = _key(root)
    name = f"content-{hashlib.sha256(os.fsencode(root)).hexdigest()[:16]}.json"
    for folder in folders:
        kept = _read(folder / name, key)
        if kept is not None:
            return kept
    from bot.storage.content import load  # YAML and every check are not needed above

    content = load(root, tests=False)
    if key and not content.problems and key == _key(root):
        any(_written(folder / name, key, content) for folder in folders)
    return content


def cache_folders(data: Path | None = None) -> tuple[Path, ...]:
    """Where a cache may lie: the user's own cache folder, else the data folder once there is one."""
    found = []
    home = os.environ.get("XDG_CACHE_HOME", "")
    with suppress(RuntimeError):
        found.append((Path(home) if home.startswith("/") else Path.home() / ".cache") / "nabij")
    if data is not None and data.is_dir():
        found.append(data)
    return tuple(found)


def _key(root: Path) -> str:
    """What the content and the code that reads it look like now; "" when that cannot be told."""
    told = hashlib.sha256(f"{_FORMAT} {sys.version}".encode())
    try:
        for name, status in _code():
            told.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
        for path in _files(root):
            if not stat.S_ISREG(path.stat().st_mode):
                return ""
            content = path.read_bytes()
            told.update(os.fsencode(path.relative_to(root)) + b"\0%d\0" % len(content) + content)
    except OSError:
        return ""
    return told.hexdigest()


def _code() -> Iterator[tuple[str, os.stat_result]]:
    package = Path(bot.__file__).parent
    for name in ("dialogue", "fields.py", "language", "lexicon", "privacy", "problems.py", "storage", "texts"):
        place = package / name
        for path in sorted(place.iterdir()) if place.is_dir() else [place]:
            if path.suffix in _CODE:
                yield f"{name}/{path.name}", path.stat()


def _files(root: Path) -> list[Path]:
    found = (path for folder in FOLDERS for path in (root / folder).rglob("*.y*ml"))
    return sorted(path for path in found if path.name[0] != "." and not path.name.endswith(TEST_ENDING))


def _read(file: Path, key: str) -> Content | None:
    """The content in a cache file, or None when it does not count."""
    try:
        if not key or not _own(file.parent.lstat(), stat.S_IFDIR):
            return None
        number = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(number, "rb") as opened:
            status = os.fstat(number)
            if not _own(status, stat.S_IFREG) or status.st_size > _MOST_BYTES:
                return None
            head, body = opened.readline(), opened.read()
        if head != _head(key, body):
            return None
        return _content(loads(body.decode()))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _content(parts: Any) -> Content:
    dialogues, lemmas, terms, works, lines = parts
    kinds = ((dialogues, Dialogue), (lemmas, Lemma), (terms, Term), (works, Work), (lines, LearningLine))
    for part, kind in kinds:
        if not (isinstance(part, dict) and all(isinstance(item, kind) for item in part.values())):
            raise TypeError(kind.__name__)
    return Content(dialogues, lemmas, terms, works, tests={}, problems=(), lines=lines)


def _own(status: os.stat_result, kind: int) -> bool:
    """Whether it is of that kind, this user's, and nobody else may write to it."""
    return stat.S_IFMT(status.st_mode) == kind and status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _head(key: str, body: bytes) -> bytes:
    return f"{_FORMAT} {key} {hashlib.sha256(body).hexdigest()}\n".encode()


def _written(file: Path, key: str, content: Content) -> bool:
    """Whether the content could be kept there; the file appears whole or not at all."""
    body = dumps((content.dialogues, content.lemmas, content.terms, content.works, content.lines)).encode()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _own(file.parent.lstat(), stat.S_IFDIR):
            return False
        number, name = tempfile.mkstemp(prefix=".content-", dir=file.parent)  # 0600
    except OSError:
        return False
    try:
        with os.fdopen(number, "wb") as opened:
            opened.writelines((_head(key, body), body))
        Path(name).replace(file)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        return False
    return True
