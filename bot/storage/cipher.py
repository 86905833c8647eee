"""AES-GCM with a version byte, bound to owner, table and row, so that swapped rows do not decrypt."""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import StoreError
from bot.texts import say

KEY_BYTES = 32
_NONCE = 12
_NEWEST = b"\x01"  # version 1: AES-256-GCM, nonce of 12 bytes, then the ciphertext with its tag


class Cipher:
    """Seals and opens with one key.

    Args:
        key: 32 bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)

    def seal(self, plain: bytes, owner: str, table: str, row: str) -> bytes:
        """Encrypt, in the newest version, for this place only."""
        nonce = os.urandom(_NONCE)
        return _NEWEST + nonce + self._aead.encrypt(nonce, plain, f"{owner}|{table}|{row}".encode())

    def open(self, sealed: bytes, owner: str, table: str, row: str) -> bytes:
        """Decrypt what `seal` made, in any version so far.

        Raises:
            StoreError: another key, another place, damaged, or a version that this program does not know.
        """
        if sealed[:1] != _NEWEST:
            raise StoreError(say("storage.version"))
        try:
            return self._aead.decrypt(sealed[1:13], sealed[13:], f"{owner}|{table}|{row}".encode())
        except (InvalidTag, ValueError):
            raise StoreError(say("storage.unreadable")) from None


def new_key() -> bytes:
    """A fresh data key."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(master: bytes, key: bytes, owner: str) -> bytes:
    """A data key as it may stand in the database: encrypted with a master key, for one owner."""
    return Cipher(master).seal(key, owner, "key", owner)


def unwrap(master: bytes, wrapped: bytes, owner: str) -> bytes:
    """The data key again.

    Raises:
        StoreError: wrapped with another master key, or for another owner.
    """
    return Cipher(master).open(wrapped, owner, "key", owner)


def derive(key: bytes, purpose: str) -> bytes:
    """A key for another purpose, from which the first cannot be told."""
    return hmac.digest(key, f"nabij {purpose}".encode(), sha256)
