"""Scores of a measurement made elsewhere, from a table: what was understood, before anything is kept."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from django.core.files.base import File
from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn.files.formats import read_raw
from samsyn.files.ledger import Ledger
from samsyn.files.opening import open_file
from samsyn.methods.readiness import Score, ScoreFile, read_score_rows, with_codes
from samsyn_web.base import words
from samsyn_web.methods.readiness.models import Measurement, Mode, Sector
from samsyn_web.methods.readiness.presenters.shown import PairRow
from samsyn_web.observations.queries import on_disk

KEPT = ("interview", "dimension", "rater", "score", "consensus", "sector")


def read_score_file(content: File[bytes], name: str, one: Measurement) -> ScoreFile:
    """
    Return what a CSV or spreadsheet file says.

    Raises
    ------
    UnreadableFile, MissingColumn, BadInput
        If it cannot be read, lacks a column, or is of other measurements.
    """
    with on_disk(content) as path:
        raw = read_raw(open_file(path, name=name), Ledger())
    frame = raw.frame.fill_null("")
    return _read(zip(raw.rows.to_list(), frame.iter_rows(named=True), strict=True), one)


def read_kept(text: str, one: Measurement) -> ScoreFile:
    """
    Return what was previewed, from the text that the page keeps it in.

    Raises
    ------
    BadInput
        If somebody has changed it into something else.
    """
    try:
        rows = [
            {str(name): str(cell) for name, cell in row.items()} for row in csv.DictReader(StringIO(text))
        ]
    except csv.Error:
        raise BadInput(_("Det som visades är ändrat. Läs in filen igen.")) from None
    return _read(enumerate(rows, start=2), one)


def kept(scores: Iterable[Score]) -> str:
    """Return scores as text, with codes in place of what interviews and raters are called in the file."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(KEPT)
    for one in scores:
        agreed = "" if one.consensus is None else str(one.consensus)
        writer.writerow([one.interview, one.dimension, one.rater, str(one.value), agreed, one.sector])
    return out.getvalue()


def pair_rows(read: ScoreFile, measured: Measurement) -> tuple[PairRow, ...]:
    """Return both scores of each interview and dimension beside each other, with what was agreed on."""
    pairs: dict[tuple[str, str], dict[str, Score]] = {}
    for one in with_codes(read):
        pairs.setdefault((one.interview, one.dimension), {})[one.rater] = one
    names = {f"I{number}": name for number, name in enumerate(read.interviews, start=1)}
    return tuple(
        PairRow(
            code=code,
            there=names[code],
            sector=str(Sector(both["1"].sector or Sector.OTHER).label),
            dimension=f"{key} {measured.texts.dimensions[key].name}",
            first=_points(both["1"].value),
            second=_points(both["2"].value),
            consensus=_points(both["1"].consensus or both["2"].consensus),
        )
        for (code, key), both in pairs.items()
    )


def _read(rows: Iterable[tuple[int, Mapping[str, str]]], one: Measurement) -> ScoreFile:
    sectors = {str(label).casefold(): code for code, label in Sector.choices} | {
        key: key for key in Sector.values
    }
    own = Mode(one.mode)
    modes = {str(own.label).casefold(): own.value, own.value: own.value}
    return read_score_rows(
        rows, dimensions=one.texts.editions[one.edition], wave=one.wave, sectors=sectors, modes=modes
    )


def _points(value: object) -> str:
    return "–" if value is None else words.number(float(str(value)), 2)
