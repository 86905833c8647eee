"""The ring of master keys: a file for its owner only, kept apart from the data, or a variable of the environment."""

from __future__ import annotations

import json
import os
import secrets
import stat
import tomllib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bot.errors import KeyringError
from bot.texts import say

KEY_BYTES = 32


class Keyring:
    """Master keys by id, of which one is current. Made with `load`; may hold no key yet.

    Args:
        path: the file, or None for a ring from the environment.
        text: the ring itself, where it comes from the environment.
        folder: where what belongs beside the ring is kept (the deletion list).
    """

    def __init__(self, path: Path | None, folder: Path, text: str = "") -> None:
        self.path, self.folder, self._text = path, folder, text
        self._keys: dict[str, bytes] = {}
        self._current = ""
        self._seen = (0, 0)
        self._read()

    @classmethod
    def load(cls, path: str | Path | None = None, environ: Mapping[str, str] | None = None) -> Keyring:
        """Read the ring from NABIJ_KEYS, or from the file of NABIJ_KEY_FILE, `path`, or the user's config folder.

        Raises:
            KeyringError: the file is open to others, of another owner, or no key ring. A missing file is an empty ring.
        """
        environ = os.environ if environ is None else environ
        base = environ.get("XDG_CONFIG_HOME") or Path(environ.get("HOME") or Path.home()) / ".config"
        default = Path(base) / "nabij" / "keys.json"
        if environ.get("NABIJ_KEYS"):
            return cls(None, Path(path).parent if path else default.parent, environ["NABIJ_KEYS"])
        file = Path(environ.get("NABIJ_KEY_FILE") or path or default).expanduser()
        return cls(file, file.parent)

    @property
    def name(self) -> str:
        """What the ring is called in a message: its file, or the variable."""
        return str(self.path) if self.path else "NABIJ_KEYS"

    @property
    def empty(self) -> bool:
        """Whether there is no key yet."""
        return not self._keys

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all keys."""
        return tuple(self._keys)

    @property
    def current(self) -> str:
        """The id of the key that wraps new data keys; the ring is read again when its file has changed.

        Raises:
            KeyringError: there is no key yet.
        """
        if self._seen != self._mark():
            with suppress(KeyringError):  # half-way through somebody's editing: the keys that are known go on
                self._read()
        if not self._current:
            raise KeyringError(say("storage.key_none", file=self.name))
        return self._current

    def get(self, key_id: str) -> bytes:
        """The key of that id; the ring is read again when it is unknown (another process may have added it).

        Raises:
            KeyringError: it is not there.
        """
        if key_id not in self._keys:
            self._read()
        if key_id not in self._keys:
            raise KeyringError(say("storage.key_unknown", id=key_id, file=self.name))
        return self._keys[key_id]

    def create(self) -> None:
        """Make the ring with its first key.

        Raises:
            KeyringError: there is a ring already, or it belongs in the environment.
        """
        if self.path is not None and self.path.exists():
            raise KeyringError(say("storage.key_exists", file=self.name))
        self.add()

    def add(self) -> str:
        """Add a key, make it the current one, and return its id.

        Raises:
            KeyringError: the ring stands in the environment.
        """
        if self.path is None:
            raise KeyringError(say("storage.key_environment"))
        self._read()  # another process may have added one
        key_id = secrets.token_hex(4)
        keys = {**self._keys, key_id: secrets.token_bytes(KEY_BYTES)}
        _write(self.path, _dump(keys, key_id, toml=self.path.suffix == ".toml"))
        self._keys, self._current = keys, key_id
        return key_id

    def _mark(self) -> tuple[int, int]:
        """What changes whenever the file is replaced or written; (0, 0) where there is none."""
        try:
            status = self.path.stat() if self.path else None
        except OSError:
            status = None
        return (status.st_ino, status.st_mtime_ns) if status else (0, 0)

    def _read(self) -> None:
        self._seen = self._mark()
        text = _private_text(self.path) if self.path else self._text
        if text:
            self._keys, self._current = _parse(text, self.name)


def _parse(text: str, name: str) -> tuple[dict[str, bytes], str]:
    try:
        data = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
        keys = {str(key_id): b64decode(key, validate=True) for key_id, key in data["keys"].items()}
        fits = data["current"] in keys and all(len(key) == KEY_BYTES for key in keys.values())
    except (ValueError, KeyError, TypeError, AttributeError):
        fits = False
    if not fits:
        # Not "from" the error: its text could hold a piece of a key.
        raise KeyringError(say("storage.key_format", file=name))
    return keys, data["current"]


def _dump(keys: Mapping[str, bytes], current: str, toml: bool) -> str:
    coded = {key_id: b64encode(key).decode() for key_id, key in keys.items()}
    if toml:
        return "\n".join([f'current = "{current}"', "[keys]", *(f'{k} = "{v}"' for k, v in coded.items()), ""])
    return json.dumps({"current": current, "keys": coded}, indent=1) + "\n"


def _private_text(path: Path) -> str:
    """The text of a file that only its owner may read; "" when there is no such file."""
    try:
        with path.open(encoding="utf-8") as file:
            status = os.fstat(file.fileno())
            if status.st_uid != os.geteuid():
                raise KeyringError(say("storage.key_owner", file=path))
            if stat.S_IMODE(status.st_mode) & 0o077:
                raise KeyringError(say("storage.key_mode", file=path))
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise KeyringError(say("storage.key_unreadable", file=path, reason=type(error).__name__)) from error


def _write(path: Path, text: str) -> None:
    """Replace a file at once: whoever reads sees the old ring or the new one, also after a power cut."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names that were just written in a folder durable."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
