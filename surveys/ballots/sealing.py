"""Envelopes: anybody may seal one, nobody can open it without the count code. Nothing of the cipher is ours."""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

SUITE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
LENGTH_BYTES = 4


def bound_to(edition_id: int, candidate_id: int) -> bytes:
    """What an envelope is tied to: copied into another team or edition it no longer opens."""
    return f"{edition_id}|{candidate_id}".encode()


def seal(ballot: bytes, public: bytes, info: bytes, size: int) -> bytes:
    """Filled up to `size` first: all envelopes of an edition are equally long."""
    room = size - LENGTH_BYTES - len(ballot)
    if room < 0:
        raise ValueError("ballot too long")
    block = len(ballot).to_bytes(LENGTH_BYTES, "big") + ballot + bytes(room)
    return SUITE.encrypt(block, X25519PublicKey.from_public_bytes(public), info=info)


def unseal(envelope: bytes, private: X25519PrivateKey, info: bytes, size: int) -> bytes:
    """The ballot; ValueError for whatever was not sealed for this key, this team and this size."""
    try:
        block = SUITE.decrypt(envelope, private, info=info)
    except InvalidTag as closed:
        raise ValueError("not an envelope of this team") from closed
    n = int.from_bytes(block[:LENGTH_BYTES], "big")
    room = size - LENGTH_BYTES - n
    if len(block) != size or room < 0 or block.count(0, LENGTH_BYTES + n) != room:
        raise ValueError("malformed ballot")
    return block[LENGTH_BYTES : LENGTH_BYTES + n]
