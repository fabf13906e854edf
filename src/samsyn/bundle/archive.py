"""The bundle as a zip file: written the same every time, and opened without trusting it."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from samsyn.bundle.frozen import FrozenRound
from samsyn.bundle.frozen import from_plain as frozen_from_plain
from samsyn.bundle.frozen import to_plain as frozen_to_plain
from samsyn.bundle.manifest import Manifest, Recipe, from_plain, manifest, to_plain
from samsyn.documents.packed import packed
from samsyn.errors import BadInput, UnreadableFile
from samsyn.provenance import digest

MANIFEST, PICTURE, SOURCE, ROUND = "manifest.json", "picture.json", "source.yaml", "round.json"
PAGES = ("picture.html", "picture.pdf", "picture.docx", "picture.xlsx")
LIMIT = 200 * 2**20  # bytes, of the file and of all that is in it
SOURCE_LIMIT = 2**20
KEYS = {
    "schema", "title", "organisation", "edition", "threshold", "period", "sentence", "method", "source", "areas",
    "categories", "findings", "refusals", "series", "digest",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """
    An opened bundle whose parts are those that its manifest names.

    Parameters
    ----------
    manifest : Manifest
    document : mapping
        The picture's document.
    pages : mapping
        Name → bytes of the rendered files.
    declaration : bytes, optional
        The declaration of the source that the files were read by.
    frozen : FrozenRound, optional
        What the frozen rows are understood by, where the picture is computed again from them.
    """

    manifest: Manifest
    document: Mapping[str, Any]
    pages: Mapping[str, bytes]
    declaration: bytes | None = None
    frozen: FrozenRound | None = None


def write(
    document: Mapping[str, Any],
    *,
    recipe: Recipe,
    pages: Mapping[str, bytes],
    declaration: bytes | None = None,
    frozen: FrozenRound | None = None,
) -> bytes:
    """
    Return a bundle as the bytes of a zip file.

    Parameters
    ----------
    document : mapping
        The picture's document.
    recipe : Recipe
        How the files were read.
    pages : mapping
        Name ("picture.html", "picture.pdf", "picture.docx", "picture.xlsx") → bytes.
    declaration : bytes, optional
        The declaration that the files were read by, as it was given.
    frozen : FrozenRound, optional
        Given with `recipe.rows`: the picture is computed again from its frozen rows.

    Raises
    ------
    BadInput
        If a page has another name.

    Notes
    -----
    The same picture, recipe and pages give the same bytes. No row of any input is in the file.
    """
    if unknown := sorted(set(pages) - set(PAGES)):
        raise BadInput(f"Ett paket har inte filen {unknown[0]}.")
    parts = {PICTURE: _json(document)} | {name: pages[name] for name in PAGES if name in pages}
    if declaration is not None:
        parts[SOURCE] = declaration
    if frozen is not None:
        parts[ROUND] = _json(frozen_to_plain(frozen))
    about = manifest(document, recipe, {name: _sha256(content) for name, content in parts.items()})
    return packed({MANIFEST: _json(to_plain(about)), **parts})


def read(given: bytes | Path | str) -> Bundle:
    """
    Open a bundle.

    Parameters
    ----------
    given : bytes, Path or str
        The zip file, or where it lies.

    Raises
    ------
    UnreadableFile
        If it is no bundle, is broken, is too large, holds anything else than it says, or was changed after it was made.
    """
    parts = _unpacked(given)
    if MANIFEST not in parts:
        raise UnreadableFile("Filen är inget paket från Samsyn: manifest.json saknas.")
    about = from_plain(_plain(MANIFEST, parts.pop(MANIFEST)))
    if missing := sorted(set(about.parts) - set(parts)):
        raise UnreadableFile(f"Paketet är inte helt: {missing[0]} saknas.")
    for name, content in parts.items():
        if about.parts.get(name) != _sha256(content):
            raise UnreadableFile(f"{name} i paketet har ändrats efter att paketet gjordes, eller är skadad.")
    declaration = parts.pop(SOURCE, None)
    if (declaration is not None) != about.recipe.declared:
        raise UnreadableFile("Paketets manifest.json och källans beskrivning stämmer inte överens.")
    frozen = parts.pop(ROUND, None)
    if (frozen is not None) != (about.recipe.rows is not None):
        raise UnreadableFile("Paketets manifest.json och round.json stämmer inte överens.")
    document = _document(parts, about)
    return Bundle(
        manifest=about,
        document=document,
        pages={name: parts[name] for name in PAGES if name in parts},
        declaration=declaration,
        frozen=None if frozen is None else frozen_from_plain(_plain(ROUND, frozen)),
    )


def _document(parts: Mapping[str, bytes], about: Manifest) -> dict[str, Any]:
    """Return the picture's document, which must be the one that the manifest speaks of."""
    if PICTURE not in parts:
        raise UnreadableFile("Paketet är inte helt: picture.json saknas.")
    document = _plain(PICTURE, parts[PICTURE])
    if not _is_picture(document):
        raise UnreadableFile("picture.json i paketet är ingen lägesbild.")
    try:
        named = digest({key: value for key, value in document.items() if key != "digest"})
    except RecursionError:
        raise UnreadableFile("picture.json i paketet är ingen lägesbild.") from None
    if named != document["digest"]:
        raise UnreadableFile("picture.json i paketet har ändrats: kontrollsumman i den stämmer inte.")
    period, method = document["period"], document["method"]
    said = (document["title"], period.get("key"), document["edition"], document["threshold"], named)
    made = (method.get("version"), method.get("parameters"))
    if (*said, *made) != (
        *(about.title, about.period, about.edition, about.threshold, about.picture),
        *(about.method, about.parameters),
    ):
        raise UnreadableFile("Paketets manifest.json och picture.json stämmer inte överens.")
    return document  # type: ignore[no-any-return]


def _is_picture(document: Any) -> bool:
    """Whether the parts that a comparison looks into are of the kinds that they should be."""
    if not isinstance(document, dict) or not set(document) >= KEYS:
        return False
    kinds = {
        "period": dict,
        "method": dict,
        "source": dict,
        "series": dict,
        "findings": list,
        "refusals": list,
    }
    if not all(isinstance(document[name], kind) for name, kind in kinds.items()):
        return False
    own = document.get("own_areas", [])
    if not isinstance(own, list) or not all(isinstance(one, str) for one in own):
        return False
    return isinstance(document["period"].get("assumed"), bool) and all(map(_is_finding, document["findings"]))


def _is_finding(one: Any) -> bool:
    if not isinstance(one, dict) or not isinstance(one.get("rows"), dict):
        return False
    texts = [one.get(name) for name in ("method", "key", "area", "category", "period")]
    texts += [one["rows"].get(name) for name in ("reporter", "compared_from")]
    return all(text is None or isinstance(text, str) for text in texts)


def _unpacked(given: bytes | Path | str) -> dict[str, bytes]:
    """Return the parts of a zip file by name; only known names, each once, together within the limit."""
    size = len(given) if isinstance(given, bytes) else Path(given).stat().st_size
    if size > LIMIT:
        raise UnreadableFile("Paketet är större än 200 MB och öppnas inte.")
    try:
        with zipfile.ZipFile(BytesIO(given) if isinstance(given, bytes) else given) as archive:
            _check(archive.infolist())
            return {entry.filename: _content(archive, entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise UnreadableFile("Filen är ingen zip-fil, eller är skadad.") from None


def _check(entries: list[zipfile.ZipInfo]) -> None:
    known = {MANIFEST, PICTURE, SOURCE, ROUND, *PAGES}
    names = [entry.filename for entry in entries]
    for entry in entries:
        if entry.filename not in known:
            shown = ascii(entry.filename[:60])
            raise UnreadableFile(f"Paketet innehåller en fil som inte hör dit ({shown}) och öppnas inte.")
        if names.count(entry.filename) > 1:
            raise UnreadableFile(f"Paketet innehåller {entry.filename} mer än en gång och öppnas inte.")
        if entry.filename == SOURCE and entry.file_size > SOURCE_LIMIT:
            raise UnreadableFile("Källans beskrivning i paketet är större än 1 MB och öppnas inte.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFile("Paketet är packat på ett sätt som Samsyn inte använder, och öppnas inte.")
        if entry.flag_bits & 0x1:
            raise UnreadableFile("Paketet är krypterat och går inte att öppna.")
    if sum(entry.file_size for entry in entries) > LIMIT:
        raise UnreadableFile("Paketet blir större än 200 MB uppackat och öppnas inte.")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:  # what the entry says about its own size is not trusted
        content = file.read(LIMIT + 1)
    if len(content) != entry.file_size:
        raise UnreadableFile("Paketet blir större än 200 MB uppackat eller är skadat, och öppnas inte.")
    return content


def _json(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    return f"{text}\n".encode()


def _plain(name: str, content: bytes) -> Any:
    def refuse(text: str) -> Any:
        raise ValueError(text)

    try:
        return json.loads(content.decode("utf-8"), parse_constant=refuse)
    except (ValueError, RecursionError):
        raise UnreadableFile(f"{name} i paketet går inte att läsa.") from None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
