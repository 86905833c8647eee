"""The cipher: what opens, and what must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.storage.cipher import Cipher, derive, new_key, unwrap, wrap


@given(st.binary(max_size=2000))
def test_what_was_sealed_opens_again(plain: bytes) -> None:
    """Any bytes come back from the same key and place."""
    cipher = Cipher(new_key())
    assert cipher.open(cipher.seal(plain, "p", "part", "1"), "p", "part", "1") == plain


def test_the_form_is_version_nonce_ciphertext() -> None:
    """A sealed text begins with its version and grows by 29 bytes: version, nonce and tag."""
    cipher = Cipher(new_key())
    one, two = (cipher.seal(b"woorden", "p", "part", "1") for _ in range(2))
    assert one[0] == 1
    assert len(one) == len(b"woorden") + 29
    assert one[1:13] != two[1:13]


@pytest.mark.parametrize("place", [("q", "part", "1"), ("p", "answer", "1"), ("p", "part", "2")])
def test_another_place_does_not_open(place: tuple[str, str, str]) -> None:
    """Another owner, table or row makes a ciphertext unreadable."""
    cipher = Cipher(new_key())
    with pytest.raises(StoreError):
        cipher.open(cipher.seal(b"woorden", "p", "part", "1"), *place)


@pytest.mark.parametrize("damage", [b"", b"\x01", b"\x02" + bytes(40), b"\x01" + bytes(40)])
def test_damage_and_newer_versions_are_told(damage: bytes) -> None:
    """What is cut off, changed or of a version to come raises StoreError and nothing else."""
    with pytest.raises(StoreError):
        Cipher(new_key()).open(damage, "p", "part", "1")


def test_a_wrapped_key_opens_with_its_master_and_owner_only() -> None:
    """A data key comes back with the master key and owner it was wrapped for."""
    master, key = new_key(), new_key()
    wrapped = wrap(master, key, "p")
    assert key not in wrapped
    assert unwrap(master, wrapped, "p") == key
    for other in ((new_key(), "p"), (master, "q")):
        with pytest.raises(StoreError):
            unwrap(other[0], wrapped, other[1])


def test_derived_keys_differ_by_purpose_and_key() -> None:
    """A derived key depends on the purpose and on the key, and is the same each time."""
    key = new_key()
    assert derive(key, "lookup") == derive(key, "lookup")
    assert len({derive(key, "lookup"), derive(key, "other"), derive(new_key(), "lookup"), key}) == 4
