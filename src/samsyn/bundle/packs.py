"""
Packs: a lesson, a form or another text that one organisation signs and another takes in as a draft.

A pack is one JSON file: `pack` says what is in it, whose it is and on which terms it may be used; `signature` is an
ed25519 signature of `pack`. What may stand in it is listed in `samsyn.bundle.pack_contents`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samsyn import guard
from samsyn.bundle.keys import check_signature, fingerprint, is_key, public_key, sign
from samsyn.bundle.pack_contents import Kind, Line, lines, read_contents
from samsyn.bundle.signed import REVOKED, Doubt
from samsyn.bundle.untrusted import from_json, sha256, to_json
from samsyn.errors import BadInput, UnreadableFile
from samsyn.instruments.surveys import STATUSES
from samsyn.programme import HIDDEN

SCHEMA, FAMILY = "samsyn-pack/1", "samsyn-pack/"
LIMIT = 2**20  # bytes: a pack holds texts only
TERMS = ("CC0-1.0", "CC-BY-4.0", "own-use")
NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")
LONGEST, MOST_VERSIONS = 200, 10**6
TEXTS = ("origin", "source", "based_on")
KEYS = {
    "schema", "kind", "name", "version", "origin", "source_status", "source", "based_on", "terms", "made_at", "key",
    "sha256", "contents",
}  # fmt: skip
NO_PACK = "Filen är inget kunskapspaket från Samsyn."
TOLD = {
    Doubt.UNKNOWN_KEY: "Paketets nyckel har ingen godkänt. Jämför fingeravtrycket med avsändaren.",
    Doubt.REVOKED: "Avsändaren har återkallat paketet.",
}


@dataclass(frozen=True, kw_only=True)
class Pack:
    """
    An opened pack: every word is the one that was signed.

    Parameters
    ----------
    kind : Kind
    name : str
        Packs of one origin with the same kind and name are versions of each other.
    version : int
        Counts them from 1.
    contents : mapping
        What `read_contents` gives for the kind.
    origin : str
        The organisation that signed, as it writes its name.
    source_status, source : str
        Whose words it is (original, own_words or local_design), and where they come from.
    based_on : str
        What it was made from, where it came in a pack itself; empty otherwise.
    terms : str
        One of `TERMS`.
    made_at : str
        Instant, ISO 8601.
    key : str
        The public key, hexadecimal.
    identity : str
        SHA-256 of `pack` in the file: the pack's name in a list of revoked ones.
    """

    kind: Kind
    name: str
    version: int
    contents: Mapping[str, Any]
    origin: str
    source_status: str
    source: str
    based_on: str
    terms: str
    made_at: str
    key: str
    identity: str

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.contents["title"])

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key that signed it."""
        return fingerprint(self.key)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What stands in it, text by text."""
        return lines(self.kind, self.contents)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A text that two versions do not have in common; empty where one of them has none there."""

    where: str
    old: str
    new: str


def sign_pack(
    *,
    seed: bytes,
    kind: Kind,
    name: str,
    version: int,
    contents: Mapping[str, Any],
    origin: str,
    terms: str,
    at: datetime,
    source_status: str = "local_design",
    source: str = "",
    based_on: str = "",
) -> bytes:
    """
    Return a pack as the bytes of a file; the same content, instant and key give the same bytes.

    Parameters
    ----------
    seed : bytes
        The installation's secret, 32 bytes.

    Raises
    ------
    BadInput
        If the contents are not what the kind may hold, or something about the pack is missing or of the wrong sort.
    """
    kept = read_contents(kind, contents)
    about = {
        "schema": SCHEMA, "kind": kind.value, "name": name, "version": version, "origin": origin,
        "source_status": source_status, "source": source, "based_on": based_on, "terms": terms,
        "made_at": at.isoformat(), "key": public_key(seed), "sha256": sha256(to_json(kept)), "contents": kept,
    }  # fmt: skip
    if not _sound(about):
        raise BadInput("Namn, version, avsändare, villkor och källa behövs, med högst 200 tecken.")
    _check_points_at_nobody(about)
    made = to_json({"pack": about, "signature": sign(seed, SCHEMA, to_json(about))})
    if len(made) > LIMIT:
        raise BadInput("Paketet blir större än 1 MB.")
    return made


def open_pack(given: bytes) -> Pack:
    """
    Open a pack from a stranger; whether its key is trusted is another question, for `pack_doubts`.

    Raises
    ------
    UnreadableFile
        If it is no pack, too large, of a newer version, of an unknown kind, changed, not signed by the key that it
        names, or holds anything that its kind may not hold.
    """
    about, signed = _parsed(given)
    if not _sound(about):
        raise UnreadableFile("Paketet saknar uppgifter, eller har uppgifter av fel slag.")
    check_signature(about["key"], SCHEMA, _plain(about), signed)
    if about["kind"] not in list(Kind):
        raise UnreadableFile(
            f"Paketet är av ett slag som den här versionen av Samsyn inte känner: {ascii(about['kind'])[:60]}."
        )
    if sha256(_plain(about["contents"])) != about["sha256"]:
        raise UnreadableFile("Paketets kontrollsumma stämmer inte med innehållet.")
    try:
        _check_points_at_nobody(about)
        kind = Kind(about["kind"])
        contents = read_contents(kind, about["contents"])
    except BadInput as error:
        raise UnreadableFile(error.message) from None
    told = {
        name: about[name]
        for name in (
            "name",
            "version",
            "origin",
            "source_status",
            "source",
            "based_on",
            "terms",
            "made_at",
            "key",
        )
    }
    return Pack(kind=kind, contents=contents, identity=sha256(_plain(about)), **told)


def pack_doubts(pack: Pack, *, trusted: Collection[str], revoked: Collection[str] = ()) -> tuple[Doubt, ...]:
    """
    Return why a pack is not taken in; nothing where it may be.

    Parameters
    ----------
    trusted : collection of str
        Fingerprints that a person has accepted.
    revoked : collection of str
        Identities that the same key has revoked, from `samsyn.bundle.signed.open_revoked`.
    """
    known = {one.replace(" ", "").lower() for one in trusted}
    asked = {
        Doubt.UNKNOWN_KEY: pack.fingerprint.replace(" ", "") not in known,
        Doubt.REVOKED: pack.identity in revoked,
    }
    return tuple(doubt for doubt, holds in asked.items() if holds)


def differences(kind: Kind, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return the texts that two contents of a kind do not have in common, in the order of the new, then of the old."""
    before = {one.where: one.said for one in lines(kind, old)}
    after = {one.where: one.said for one in lines(kind, new)}
    return tuple(
        Difference(where=where, old=before.get(where, ""), new=after.get(where, ""))
        for where in dict.fromkeys((*after, *before))
        if before.get(where) != after.get(where)
    )


def is_revoked_list(given: bytes) -> bool:
    """Whether a file looks like a list of revoked packages or packs; `open_revoked` says whether it is one."""
    return len(given) <= LIMIT and REVOKED.encode() in given and b'"list"' in given


def _parsed(given: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the file says of the pack, and what holds the signature; refuse what is no pack at all."""
    if not given:
        raise UnreadableFile("Filen är tom.")
    if len(given) > LIMIT:
        raise UnreadableFile("Filen är större än 1 MB. Så stort är inget kunskapspaket, och den öppnas inte.")
    if given[:2] in (b"PK", b"\x1f\x8b"):
        raise UnreadableFile(
            "Filen är packad. Ett kunskapspaket är en JSON-fil, som den kom från avsändaren."
        )
    try:
        given.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableFile("Filen är inte text i UTF-8. Hämta den på nytt från avsändaren.") from None
    whole = from_json(given)
    about = whole.get("pack") if isinstance(whole, dict) else None
    if not isinstance(about, dict) or set(whole) != {"pack", "signature"}:
        raise UnreadableFile(NO_PACK)
    schema = about.get("schema")
    if not isinstance(schema, str) or not schema.startswith(FAMILY):
        raise UnreadableFile(NO_PACK)
    if schema != SCHEMA:
        raise UnreadableFile(
            f"Paketet är gjort för en annan version av Samsyn ({ascii(schema)[:40]}). Den här läser {SCHEMA}."
        )
    return about, whole


def _plain(content: Any) -> bytes:
    """Return the bytes that are signed; what cannot be written so was never signed."""
    try:
        return to_json(content)
    except (ValueError, RecursionError):
        raise UnreadableFile("Paketet har tecken eller tal som inte går att läsa.") from None


def _sound(about: Mapping[str, Any]) -> bool:
    """Whether a pack says all that it should of itself, in the right sorts; the contents are another question."""
    if set(about) != KEYS or about["schema"] != SCHEMA:
        return False
    version = about["version"]
    return (
        all(isinstance(about[name], str) for name in KEYS - {"version", "contents"})
        and all(len(about[name]) <= LONGEST and not HIDDEN.search(about[name]) for name in TEXTS)
        and bool(about["origin"].strip())
        and NAME.fullmatch(about["name"]) is not None
        and type(version) is int
        and 1 <= version <= MOST_VERSIONS
        and about["source_status"] in STATUSES
        and about["terms"] in TERMS
        and _is_instant(about["made_at"])
        and is_key(about["key"])
    )


def _is_instant(said: str) -> bool:
    """Whether it is an instant, and one that every clock and table can hold."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return False
    return at.tzinfo is not None and 2000 <= at.year <= 2200


def _check_points_at_nobody(about: Mapping[str, Any]) -> None:
    for name in TEXTS:
        if why := guard.refusal(about[name]):
            raise BadInput(f"Det som paketet säger om sig självt: {why}")
