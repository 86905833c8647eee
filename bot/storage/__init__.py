"""Storage: the encrypted store of people's words, and the reading of content folders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.keyring import Keyring
    from bot.storage.store import Store

OnFailure = Callable[[str, int, str], None]


TRANSCRIPT = timedelta(days=30)


def open_store(
    place: str | Path, keyring: Keyring, *, on_failure: OnFailure | None = None, transcript: timedelta = TRANSCRIPT
) -> Store:
    """Open the store: lock it, check the keys, bring the schema up to date.

    Args:
        place: the data folder, or the URL of a PostgreSQL database (`postgresql://...`).
        keyring: the master keys; a first key is made only where there is no data yet.
        on_failure: told of each message that was set aside: person id, sequence number, error class.
        transcript: how long what was said is shown in a channel that keeps a transcript.

    Raises:
        StoreBusy: another serving process uses the folder.
        KeyringError: the keys are missing or do not fit; nothing was touched.
        StoreError: the data was written by a newer version, or the place is no folder and no PostgreSQL URL.
    """
    # Imported here, because `nabij check` reads content through this package and needs no SQLAlchemy.
    from bot.storage.opening import open_store as opened

    return opened(place, keyring, on_failure=on_failure, transcript=transcript)
