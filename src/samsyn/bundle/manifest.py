"""What a bundle says about itself: which inputs, which settings, which versions, which parts."""

from __future__ import annotations

import platform
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import samsyn
from samsyn.errors import UnreadableFile
from samsyn.provenance import canonical, restore

SCHEMA = "samsyn.bundle/1"
NEWER = "Paketet är gjort av en annan version av Samsyn, som den här inte kan läsa ({found})."
ENGINES = ("numpy", "scipy", "polars", "typst", "vl-convert-python", "xlsxwriter")


@dataclass(frozen=True, kw_only=True)
class Input:
    """A file that was read: its name, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """
    What the person chose when the files were read; with the inputs and the picture's own settings it is all.

    Parameters
    ----------
    inputs : tuple of Input
        In the order they were given.
    areas : Input, optional
    columns : mapping
        Meaning → heading, where a person corrected a guess.
    zone : str, optional
    declared : bool
        Whether a declaration of the source was given; it lies in the bundle as `source.yaml`.
    read_at : str, optional
        The instant of the reading, kept only where rows were left out because they lay in its future.
    rows : Input, optional
        The frozen rows, where the picture is computed again from them and not from the files.
    """

    inputs: tuple[Input, ...]
    areas: Input | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    declared: bool = False
    read_at: str | None = None
    rows: Input | None = None


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """
    The first file of a bundle.

    Parameters
    ----------
    title, period, edition, method, picture : str
        From the picture's document: `period` is its key, `method` its version, `picture` its digest.
    threshold : int, optional
    parameters : mapping
        Every setting of the method.
    recipe : Recipe
    samsyn : str
        Version of the program.
    made_with : mapping
        Versions of what computes and draws.
    parts : mapping
        Name of each other file in the bundle → SHA-256 of its bytes.
    """

    title: str
    period: str
    edition: str
    threshold: int | None
    method: str
    picture: str
    parameters: Mapping[str, Any]
    recipe: Recipe
    parts: Mapping[str, str]
    samsyn: str
    made_with: Mapping[str, str]


def made_with() -> dict[str, str]:
    """Return the versions of what computes and draws here."""
    found = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in ENGINES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def manifest(document: Mapping[str, Any], recipe: Recipe, parts: Mapping[str, str]) -> Manifest:
    """Return the manifest of a picture's document."""
    return Manifest(
        title=document["title"],
        period=document["period"]["key"],
        edition=document["edition"],
        threshold=document["threshold"],
        method=document["method"]["version"],
        picture=document["digest"],
        parameters=document["method"]["parameters"],
        recipe=recipe,
        parts=parts,
        samsyn=samsyn.__version__,
        made_with=made_with(),
    )


def to_plain(one: Manifest) -> dict[str, Any]:
    """Return a manifest as plain JSON values."""
    plain: dict[str, Any] = canonical(one)
    return {"schema": SCHEMA, **plain}


def from_plain(plain: Any) -> Manifest:
    """
    Return a manifest from what a stranger's file says.

    Raises
    ------
    UnreadableFile
        If it is not what it should be, or of another version.
    """
    if not isinstance(plain, dict) or not isinstance(plain.get("schema"), str):
        raise UnreadableFile("Paketets manifest.json säger inte vad paketet är.")
    if plain["schema"] != SCHEMA:
        raise UnreadableFile(NEWER.format(found=plain["schema"][:40]))
    try:
        one = restore(Manifest, {name: value for name, value in plain.items() if name != "schema"})
    except (TypeError, ValueError, KeyError, AttributeError):
        one = None
    if one is None or not _sound(one):
        raise UnreadableFile("Paketets manifest.json saknar uppgifter eller har uppgifter av fel slag.")
    return one


def _sound(one: Manifest) -> bool:
    """Whether every value is of the kind that it is declared to be; `restore` trusts its input."""
    recipe = one.recipe
    if not isinstance(recipe, Recipe) or not isinstance(recipe.declared, bool):
        return False
    files = [*recipe.inputs, *(one for one in (recipe.areas, recipe.rows) if one)]
    texts = [one.title, one.period, one.edition, one.method, one.picture, one.samsyn]
    texts += [text for file in files for text in (file.name, file.sha256)]
    texts += [text for text in (recipe.zone, recipe.read_at) if text is not None]
    mappings = (recipe.columns, one.parts, one.made_with)
    whole = one.threshold is None or (type(one.threshold) is int and one.threshold >= 1)
    return (
        whole
        and bool(recipe.inputs)
        and isinstance(one.parameters, dict)
        and all(isinstance(mapping, dict) for mapping in mappings)
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(text, str) for mapping in mappings for pair in mapping.items() for text in pair)
    )
