"""
Share packages: figures and reports that one installation signs and another opens without trusting it.

A package is a zip file. `manifest.json` names who shares with whom, and the digest of every other file;
`signature.json` holds an ed25519 signature of the manifest's bytes. A person at the receiving end accepts a key by its
fingerprint.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from samsyn.bundle.keys import check_signature, fingerprint, is_key, public_key, sign
from samsyn.bundle.untrusted import from_json, sha256, to_json, unpacked
from samsyn.documents.packed import packed
from samsyn.errors import BadInput, UnreadableFile
from samsyn.programme import HIDDEN, SharedFigure, figure_from_plain, figure_to_plain

SCHEMA, REVOKED = "samsyn-share/1", "samsyn-share-revoked/1"
MANIFEST, SIGNATURE, FIGURES = "manifest.json", "signature.json", "figures.json"
REPORT = re.compile(r"report-[1-9][0-9]{0,2}\.(pdf|docx|xlsx|html)")
NAME, MOST_NUMBERS = 200, 10**9  # characters of a name; packages in a series
KEYS = {"schema", "sharer", "receiver", "series", "number", "made_at", "key", "parts"}


class Doubt(StrEnum):
    """Why a package that is whole is not taken in; the codes never change meaning."""

    UNKNOWN_KEY = "unknown_key"
    REVOKED = "revoked"
    OLDER = "older"


TEXTS = {
    Doubt.UNKNOWN_KEY: "Paketets nyckel har ingen godkänt. Jämför fingeravtrycket med avsändaren.",
    Doubt.REVOKED: "Avsändaren har återkallat paketet.",
    Doubt.OLDER: "Ett nyare paket i samma serie är redan taget emot.",
}


@dataclass(frozen=True, kw_only=True)
class Package:
    """
    An opened package: every file is the one that was signed.

    Parameters
    ----------
    sharer, receiver : str
        Names of the organisations, as the sharer wrote them.
    series : str
        Packages of a series replace each other; `number` counts them from 1.
    made_at : str
        Instant, ISO 8601.
    key : str
        The public key, hexadecimal.
    identity : str
        SHA-256 of the manifest: the package's name in a list of revoked ones.
    """

    sharer: str
    receiver: str
    series: str
    number: int
    made_at: str
    key: str
    identity: str
    figures: tuple[SharedFigure, ...]
    reports: Mapping[str, bytes]

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key that signed it."""
        return fingerprint(self.key)


def sign_package(
    *,
    seed: bytes,
    sharer: str,
    receiver: str,
    series: str,
    number: int,
    at: datetime,
    figures: Sequence[SharedFigure],
    reports: Mapping[str, bytes] | None = None,
) -> bytes:
    """
    Return a package as the bytes of a zip file; the same content and key give the same bytes.

    Parameters
    ----------
    seed : bytes
        The installation's secret, 32 bytes.
    reports : mapping, optional
        Name ("report-1.pdf") → bytes.

    Raises
    ------
    BadInput
        If there is nothing in it, or a name or number is not what it should be.
    """
    parts = {FIGURES: to_json([figure_to_plain(one) for one in figures]), **(reports or {})}
    if not figures and not reports:
        raise BadInput("Ett paket har minst en siffra eller rapport.")
    if wrong := [name for name in reports or {} if not REPORT.fullmatch(name)]:
        raise BadInput(f"En rapport i ett paket heter report-1.pdf och så vidare, inte {wrong[0]}.")
    about = {
        "schema": SCHEMA, "sharer": sharer, "receiver": receiver, "series": series, "number": number,
        "made_at": at.isoformat(), "key": public_key(seed),
        "parts": {name: sha256(content) for name, content in parts.items()},
    }  # fmt: skip
    if not _sound(about):
        raise BadInput("Avsändare, mottagare, serie och nummer behövs, med högst 200 tecken.")
    manifest = to_json(about)
    return packed(
        {MANIFEST: manifest, SIGNATURE: to_json({"signature": sign(seed, SCHEMA, manifest)}), **parts}
    )


def open_package(given: bytes) -> Package:
    """
    Open a package from a stranger; whether its key is trusted is another question, for `doubts`.

    Raises
    ------
    UnreadableFile
        If it is no package, is too large packed or unpacked, holds anything else than it says, or is not signed by the
        key that it names.
    """
    parts = unpacked(
        given, lambda name: name in (MANIFEST, SIGNATURE, FIGURES) or bool(REPORT.fullmatch(name))
    )
    if not {MANIFEST, SIGNATURE, FIGURES} <= set(parts):
        raise UnreadableFile("Filen är inget delningspaket från Samsyn.")
    manifest, signature = parts.pop(MANIFEST), from_json(parts.pop(SIGNATURE))
    about = from_json(manifest)
    if not _sound(about):
        raise UnreadableFile("Paketets manifest.json saknar uppgifter eller har uppgifter av fel slag.")
    check_signature(about["key"], SCHEMA, manifest, signature)
    if about["parts"] != {name: sha256(content) for name, content in parts.items()}:
        raise UnreadableFile("Paketet har ändrats efter att det signerades, eller är inte helt.")
    plain = from_json(parts.pop(FIGURES))
    if not isinstance(plain, list):
        raise UnreadableFile("figures.json i paketet är ingen lista.")
    try:
        figures = tuple(figure_from_plain(one) for one in plain)
    except BadInput as error:
        raise UnreadableFile(error.message) from None
    told = {name: about[name] for name in ("sharer", "receiver", "series", "number", "made_at", "key")}
    return Package(**told, identity=sha256(manifest), figures=figures, reports=parts)


def doubts(
    package: Package, *, trusted: Collection[str], revoked: Collection[str] = (), newest: int = 0
) -> tuple[Doubt, ...]:
    """
    Return why a package is not taken in; nothing where it may be.

    Parameters
    ----------
    trusted : collection of str
        Fingerprints that a person has accepted.
    revoked : collection of str
        Identities that the same key has revoked, from `open_revoked`.
    newest : int
        Number of the newest package of the series that is taken in.
    """
    known = {one.replace(" ", "").lower() for one in trusted}
    asked = {
        Doubt.UNKNOWN_KEY: package.fingerprint.replace(" ", "") not in known,
        Doubt.REVOKED: package.identity in revoked,
        Doubt.OLDER: package.number < newest,
    }
    return tuple(doubt for doubt, holds in asked.items() if holds)


def sign_revoked(*, seed: bytes, identities: Collection[str], at: datetime) -> bytes:
    """Return a signed list of packages that are taken back, as JSON."""
    listed = {
        "schema": REVOKED,
        "key": public_key(seed),
        "made_at": at.isoformat(),
        "revoked": sorted(identities),
    }
    return to_json({"list": listed, "signature": sign(seed, REVOKED, to_json(listed))})


def open_revoked(given: bytes) -> tuple[str, frozenset[str]]:
    """
    Return whose list it is, as a fingerprint, and which packages it takes back; it holds for that key's only.

    Raises
    ------
    UnreadableFile
        If it is no list, or not signed by the key that it names.
    """
    whole = from_json(given)
    listed = whole.get("list") if isinstance(whole, dict) else None
    if not isinstance(listed, dict) or listed.get("schema") != REVOKED:
        raise UnreadableFile("Filen är ingen lista över återkallade paket.")
    key, named = listed.get("key"), listed.get("revoked")
    if not is_key(key) or not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        raise UnreadableFile("Listan över återkallade paket har uppgifter av fel slag.")
    check_signature(key, REVOKED, to_json(listed), whole)
    return fingerprint(key), frozenset(named)


def _sound(about: Any) -> bool:
    """Whether a manifest has all that it should, of the right kinds."""
    if not isinstance(about, dict) or set(about) != KEYS or about["schema"] != SCHEMA:
        return False
    texts = [about[name] for name in ("sharer", "receiver", "series", "made_at")]
    parts = about["parts"]
    return (
        all(isinstance(text, str) and 0 < len(text) <= NAME and not HIDDEN.search(text) for text in texts)
        and type(about["number"]) is int
        and 1 <= about["number"] <= MOST_NUMBERS
        and is_key(about["key"])
        and isinstance(parts, dict)
        and all(isinstance(text, str) for pair in parts.items() for text in pair)
    )
