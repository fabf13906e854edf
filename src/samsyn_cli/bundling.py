"""Between the command line and a bundle: what was chosen goes in, and is read out again to compute anew."""

from __future__ import annotations

import hashlib
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samsyn.errors import BadInput, UnreadableFile
from samsyn_cli.inputs import read_all
from samsyn_cli.rendering import pages

if TYPE_CHECKING:
    from samsyn.bundle import Bundle, Input
    from samsyn.cycle import Edition
    from samsyn.files.reading import Reading
    from samsyn.methods.incidents import Picture

FUTURE = "future"  # why a row is left out, as the reading says it


def bundled(
    made: Picture, readings: Sequence[Reading], edition: Edition, args: Namespace, at: datetime
) -> bytes:
    """Return the bundle of a picture that was made from readings as the arguments say."""
    from samsyn import bundle

    future = any(left.key == FUTURE for reading in readings for left in reading.left_out)
    recipe = bundle.Recipe(
        inputs=tuple(
            {one.sha256: bundle.Input(name=one.name, sha256=one.sha256) for one in readings}.values()
        ),
        areas=file_input(args.areas) if args.areas else None,
        columns=dict(args.column),
        zone=args.zone,
        declared=bool(args.source),
        read_at=at.isoformat() if future else None,
    )
    return bundle.write(
        made.document(edition, args.threshold),
        recipe=recipe,
        pages=pages(made, edition, args.threshold),
        declaration=Path(args.source).read_bytes() if args.source else None,
    )


def file_input(path: str) -> Input:
    """Return a file's name and digest."""
    from samsyn.bundle import Input

    with Path(path).open("rb") as file:
        return Input(name=Path(path).name, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def name_then(path: str | None, known: Input | None) -> str | None:
    """Return what a file was called if it is the one that was known then."""
    return known.name if path and known and file_input(path).sha256 == known.sha256 else None


def in_order(paths: Sequence[str], bundle: Bundle) -> list[tuple[str, Input]]:
    """Return files and what they are, in the bundle's order; one that it knows goes by the name that it had then."""
    known = {one.sha256: n for n, one in enumerate(bundle.manifest.recipe.inputs)}
    given = list(
        {one.sha256: (path, one) for path, one in ((path, file_input(path)) for path in paths)}.values()
    )
    given.sort(key=lambda pair: known.get(pair[1].sha256, len(known)))
    return [
        (path, bundle.manifest.recipe.inputs[known[one.sha256]] if one.sha256 in known else one)
        for path, one in given
    ]


def computed_again(
    bundle: Bundle, files: Sequence[tuple[str, Input]], areas: str | None, at: datetime
) -> Picture:
    """
    Return the picture of files, read and computed as the bundle says.

    Raises
    ------
    UnreadableFile
        If the bundle says something that cannot be computed with.
    """
    from samsyn.methods.incidents import picture

    recipe, about = bundle.manifest.recipe, bundle.manifest
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.yaml"
        if bundle.declaration is not None:
            source.write_bytes(bundle.declaration)
        args = Namespace(
            areas=areas,
            source=str(source) if bundle.declaration is not None else None,
            column=list(recipe.columns.items()),
            zone=recipe.zone,
        )
        readings, area_set = read_all(
            [path for path, _ in files],
            args,
            at=_instant(recipe.read_at) or at,
            names=[one.name for _, one in files],
            areas_name=name_then(areas, recipe.areas),
        )
    chosen = _chosen(about.parameters)
    try:
        made = picture(
            readings,
            period=about.period,
            areas=area_set,
            chosen=chosen,
            title=about.title,
            organisation=str(bundle.document["organisation"]),
        )
    except (TypeError, ValueError, ArithmeticError) as error:
        raise UnreadableFile("Paketets inställningar går inte att räkna med.") from error
    return replace(made, assumed_period=bundle.document["period"]["assumed"])


def document_from_rows(bundle: Bundle, rows: str) -> dict[str, Any]:
    """
    Return the document of the picture of frozen rows, computed as the bundle says.

    Raises
    ------
    UnreadableFile
        If the rows are none, or the bundle says something that cannot be computed with.
    """
    from samsyn.bundle import with_rows
    from samsyn.cycle import Edition
    from samsyn.methods import METHODS
    from samsyn.methods.incidents import INCIDENTS, picture_again
    from samsyn.methods.incidents.options import THRESHOLD
    from samsyn.table import INCIDENTS as EVENTS

    if bundle.frozen is None:
        raise UnreadableFile("Paketet säger inte hur frysta rader ska räknas.")
    name = bundle.document["method"].get("name", INCIDENTS.name)
    own = next((one for one in METHODS if one.name == name and one.name != INCIDENTS.name), None)
    observed = with_rows(bundle.frozen, rows, () if own else EVENTS)
    try:
        made = (
            own.tell(observed.table, bundle.document, None)
            if own
            else picture_again(observed, bundle.document)
        )
        return dict(made.document(Edition(bundle.manifest.edition), bundle.manifest.threshold or THRESHOLD))
    except (TypeError, ValueError, KeyError, ArithmeticError) as error:
        raise UnreadableFile("Paketets inställningar går inte att räkna med.") from error


def _instant(text: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(text) if text else None
    except ValueError:
        at = None
    if text and (at is None or at.tzinfo is None):
        raise UnreadableFile("Paketet säger inte rätt när filerna lästes.")
    return at


def _chosen(parameters: Any) -> dict[str, Any]:
    """Return the bundle's settings that differ from this version's own; the comparison tells of the rest."""
    from samsyn.methods.incidents.options import Options

    chosen = {}
    for field in fields(Options):
        value, default = parameters.get(field.name, field.default), field.default
        numbers = (int, float) if isinstance(default, float) else (type(default),)
        if type(value) not in numbers:
            raise BadInput(f"Paketets inställning {field.name} har ett värde av fel slag.")
        if value != default:
            chosen[field.name] = value
    return chosen
