"""The deletion list: who was deleted, kept beside the key ring, so that a restored backup forgets them again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from bot.storage.keyring import sync_folder


class Deletions:
    """Person ids with the date of their deletion, one a line; ids of people who are gone tell nothing by themselves.

    Args:
        path: the file; it is made at the first deletion, for its owner only.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, people: Iterable[str], at: datetime) -> None:
        """Append people durably; called before the deletion is committed, so that it is never missing here."""
        lines = "".join(f"{person} {at:%Y-%m-%d}\n" for person in people)
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(number, lines.encode())
            os.fsync(number)
        finally:
            os.close(number)
        sync_folder(self.path.parent)

    def read(self) -> dict[str, str]:
        """The date (YYYY-MM-DD) of each deletion by person id; a line cut off by a power cut is left out."""
        if not self.path.exists():
            return {}
        pairs = (line.split() for line in self.path.read_text(encoding="utf-8").splitlines())
        return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
