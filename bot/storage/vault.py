"""The vault: which key opens what. Data keys of people and groups, wrapped by the ring, and that of the service."""

from __future__ import annotations

import hmac
from collections import OrderedDict
from hashlib import sha256

from bot.errors import KeyringError, StoreError
from bot.storage.cipher import Cipher, derive, new_key, unwrap, wrap
from bot.storage.keyring import Keyring
from bot.texts import say

SERVICE = "service"
_KEPT = 1000  # opened data keys kept in memory


class Vault:
    """Opens and makes data keys.

    Args:
        keyring: the master keys.
        wrapped: the service's own key as it stands in the database, and the id of the key that wraps it.
    """

    def __init__(self, keyring: Keyring, wrapped: bytes, key_id: str) -> None:
        self._keyring = keyring
        key = self.opened(wrapped, key_id, SERVICE)
        self.service = Cipher(key)
        self._lookup = derive(key, "lookup")
        self._ciphers: OrderedDict[str, Cipher] = OrderedDict()

    def opened(self, wrapped: bytes, key_id: str, owner: str) -> bytes:
        """A data key.

        Raises:
            KeyringError: the master key is not in the ring, or is another one than that which wrapped this.
        """
        master = self._keyring.get(key_id)
        try:
            return unwrap(master, wrapped, owner)
        except StoreError:
            raise KeyringError(say("storage.key_wrong", id=key_id, file=self._keyring.name)) from None

    def owner(self, owner: str, wrapped: bytes, key_id: str) -> Cipher:
        """The cipher of a person or a group."""
        found = self._ciphers.get(owner)
        if found is None:
            found = self._ciphers[owner] = Cipher(self.opened(wrapped, key_id, owner))
            if len(self._ciphers) > _KEPT:
                self._ciphers.popitem(last=False)
        return found

    def drop(self, owner: str) -> None:
        """Forget the key of somebody who is gone."""
        self._ciphers.pop(owner, None)

    def new(self, owner: str) -> tuple[bytes, str]:
        """A new data key, wrapped, and the id of the master key."""
        return wrapped_key(self._keyring, owner)

    def rewrapped(self, wrapped: bytes, key_id: str, owner: str) -> tuple[bytes, str]:
        """The same data key wrapped by the current master key, and that key's id."""
        key, current = self.opened(wrapped, key_id, owner), self.current
        return wrap(self._keyring.get(current), key, owner), current

    @property
    def current(self) -> str:
        """The id of the master key that wraps new data keys."""
        return self._keyring.current

    def lookup(self, channel: str, address: str) -> str:
        """The keyed hash under which an address is found without being told by the database."""
        return hmac.digest(self._lookup, f"{channel}|{address}".encode("utf-8", "surrogatepass"), sha256).hex()


def wrapped_key(keyring: Keyring, owner: str) -> tuple[bytes, str]:
    """A fresh data key for an owner, wrapped by the current master key, and that key's id."""
    key_id = keyring.current
    return wrap(keyring.get(key_id), new_key(), owner), key_id
