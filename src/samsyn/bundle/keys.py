"""Keys that files are signed with (ed25519), their fingerprints, and signatures that hold for one kind of content."""

from __future__ import annotations

import hashlib
import re
from typing import Any, TypeGuard

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from samsyn.errors import BadInput, UnreadableFile


def public_key(seed: bytes) -> str:
    """
    Return the public key of a secret seed of 32 bytes, hexadecimal.

    Raises
    ------
    BadInput
        If the seed has another length.
    """
    return _private(seed).public_key().public_bytes_raw().hex()


def fingerprint(key: str) -> str:
    """
    Return what two people read to each other to know that a public key is the same: ten groups of four.

    Raises
    ------
    BadInput
        If the text is no public key.
    """
    if not is_key(key):
        raise BadInput("Det är ingen nyckel: 64 tecken 0–9 och a–f väntades.")
    text = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:40]
    return " ".join(text[n : n + 4] for n in range(0, 40, 4))


def is_key(key: Any) -> TypeGuard[str]:
    """Whether something is written as a public key is."""
    return isinstance(key, str) and re.fullmatch("[0-9a-f]{64}", key) is not None


def sign(seed: bytes, schema: str, content: bytes) -> str:
    """Return a signature, hexadecimal, that holds for this kind of content only."""
    return _private(seed).sign(schema.encode() + b"\n" + content).hex()


def check_signature(key: str, schema: str, content: bytes, signed: Any) -> None:
    """
    Refuse content whose `signature` is not made with the key, for this kind of content.

    Parameters
    ----------
    signed : mapping
        What holds `signature`, hexadecimal; anything else is refused too.

    Raises
    ------
    UnreadableFile
        If the signature does not hold.
    """
    try:
        signature = bytes.fromhex(signed["signature"])
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(signature, schema.encode() + b"\n" + content)
    except (InvalidSignature, KeyError, TypeError, ValueError):
        raise UnreadableFile(
            "Signaturen stämmer inte: innehållet har ändrats, eller är signerat av någon annan."
        ) from None


def _private(seed: bytes) -> Ed25519PrivateKey:
    if len(seed) != 32:
        raise BadInput("Installationens hemliga nyckel ska vara 32 byte.")
    return Ed25519PrivateKey.from_private_bytes(seed)
