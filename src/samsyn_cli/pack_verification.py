"""The verdict on a pack: whole or not, whose, and whether it may be taken in; in words and as JSON."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samsyn.bundle.packs import LIMIT, TOLD, open_pack, pack_doubts
from samsyn.bundle.signed import open_revoked
from samsyn.errors import BadInput, UnreadableFile

if TYPE_CHECKING:
    from samsyn.bundle.packs import Pack

FORMAT = "samsyn-pack-verdict/1"
MARKS = b"{\xef\xff\xfe"  # how a text begins that may be a pack, in the right coding or a wrong one
TERMS = {
    "CC0-1.0": "fritt att använda, ändra och sprida (CC0)",
    "CC-BY-4.0": "fritt att använda, ändra och sprida om avsändaren anges (CC BY 4.0)",
    "own-use": "fritt att använda och ändra i den egna organisationen, inte att sprida vidare",
}


def may_be_pack(name: str) -> bool:
    """Whether a file is meant as a pack: it begins as JSON, or is called so."""
    try:
        with Path(name).open("rb") as file:
            begins = file.read(64).lstrip()
    except OSError:
        return False
    return name.lower().endswith(".json") or (begins[:1] != b"" and begins[:1] in MARKS)


def verify_pack(args: Namespace) -> int:
    """Open a pack, say what is in it and why it may not be taken in; 1 where it may not."""
    if args.files or args.areas or args.figures_only:
        raise BadInput(
            "Ett kunskapspaket kontrolleras för sig: ange inga fler filer och inga val för lägesbilder."
        )
    pack = open_pack(_content(args.bundle))
    whose, revoked = open_revoked(_content(args.revoked)) if args.revoked else ("", frozenset())
    theirs = revoked if whose == pack.fingerprint else frozenset[str]()
    found = pack_doubts(pack, trusted=args.trust, revoked=theirs)
    if args.format == "json":
        told = described(pack) | {"accepted": not found, "doubts": [one.value for one in found]}
        print(json.dumps({"format": FORMAT, **told}, ensure_ascii=False, indent=1))
    else:
        said = [TOLD[one] for one in found] or ["Paketet är helt och får tas in."]
        print("\n".join([*_lines(pack), "", *said]))
    return 1 if found else 0


def described(pack: Pack) -> dict[str, Any]:
    """Return what a pack says, as plain values."""
    names = (
        "name", "version", "title", "origin", "source_status", "source", "based_on", "terms", "made_at", "fingerprint",
        "identity", "contents",
    )  # fmt: skip
    return {"kind": pack.kind.value, **{name: getattr(pack, name) for name in names}}


def _lines(pack: Pack) -> list[str]:
    return [
        f"Från {pack.origin}, version {pack.version}, signerat {pack.made_at}.",
        f"Nyckelns fingeravtryck: {pack.fingerprint}",
        f"Villkor: {TERMS[pack.terms]}.",
        *([f"Bygger på: {pack.based_on}"] if pack.based_on else []),
        "",
        *(f"{one.where}: {one.said}" for one in pack.lines),
    ]


def _content(name: str) -> bytes:
    """Return what stands in a file, and no more of it than says that it is too large."""
    try:
        with Path(name).open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError:
        raise UnreadableFile(f"{name} går inte att läsa.") from None
