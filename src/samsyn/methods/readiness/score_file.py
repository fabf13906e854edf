"""Scores of a measurement that was made elsewhere, from the rows of a table: each fault is told by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from samsyn.errors import BadInput, MissingColumn
from samsyn.methods.readiness.scores import Score, check_value

NEEDED, OPTIONAL = ("interview", "dimension", "rater", "score"), ("wave", "consensus", "sector", "mode")
RATERS = 2
SHOWN = 60  # characters of what was found
POINTS = "en poäng mellan 1 och 9 i kvartssteg, till exempel 3,25"


@dataclass(frozen=True, kw_only=True)
class RowFault:
    """A cell that cannot be used: its row as a spreadsheet shows it, what was found and what was expected, Swedish."""

    row: int
    column: str
    found: str
    expected: str


@dataclass(frozen=True, kw_only=True)
class ScoreFile:
    """
    What a table of scores says.

    Parameters
    ----------
    scores : tuple of Score
        Of the wave that was asked for, in the table's order.
    faults : tuple of RowFault
        Nothing of a table is used while there is one.
    raters, interviews : tuple of str
        As they are called in the table, in the order that they first stand there.
    missing : tuple of (str, str, str)
        Interview, rater and dimension that have no score: a measurement that both have locked has none.
    """

    scores: tuple[Score, ...]
    faults: tuple[RowFault, ...] = ()
    raters: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    missing: tuple[tuple[str, str, str], ...] = ()


def read_score_rows(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    *,
    dimensions: Sequence[str],
    wave: str,
    sectors: Mapping[str, str],
    modes: Mapping[str, str],
) -> ScoreFile:
    """
    Read scores that two raters have locked, as the command `readiness` takes them.

    Parameters
    ----------
    rows : iterable of (int, mapping)
        Row number, and the row's cells by heading; headings are compared without case, an empty cell is "".
    dimensions : sequence of str
        Of the measurement's edition.
    wave : str
        The measurement's own; where the table holds several only the rows of this one are read.
    sectors, modes : mapping of str to str
        What may stand in the columns, in small letters → the measurement's code for it.

    Returns
    -------
    ScoreFile

    Raises
    ------
    MissingColumn
        If a column that is needed is not there.
    BadInput
        If the table holds several waves and none is the measurement's.

    Examples
    --------
    >>> cells = {"interview": "a", "dimension": "C", "rater": "x", "score": "3,25"}
    >>> read = read_score_rows([(2, cells)], dimensions=["C"], wave="", sectors={}, modes={})
    >>> read.scores[0].value, read.faults[0].expected
    (Decimal('3.25'), 'två bedömare i filen')
    """
    table = [
        (row, {name.strip().casefold(): text.strip() for name, text in cells.items()}) for row, cells in rows
    ]
    have = {name for _row, cells in table for name in cells}
    if lacks := [name for name in NEEDED if name not in have]:
        raise MissingColumn(f"Kolumnen {lacks[0]} saknas. De som behövs: {', '.join(NEEDED)}.")
    table = _of_wave(table, wave)
    faults: list[RowFault] = []
    scores = []
    for row, cells in table:
        found = _score(row, cells, dimensions, sectors, modes)
        if isinstance(found, Score):
            scores.append((row, found))
        else:
            faults += found
    faults += _contradictions(scores)
    raters = tuple(dict.fromkeys(one.rater for _row, one in scores))
    interviews = tuple(dict.fromkeys(one.interview for _row, one in scores))
    if len(raters) != RATERS and not faults:
        last = scores[-1][0] if scores else 1
        said = ", ".join(raters)[:SHOWN] or "ingen"
        faults.append(RowFault(row=last, column="rater", found=said, expected="två bedömare i filen"))
    given = {(one.interview, one.rater, one.dimension) for _row, one in scores}
    wanted = [(each, rater, key) for each in interviews for rater in raters for key in dimensions]
    return ScoreFile(
        scores=tuple(one for _row, one in scores),
        faults=tuple(sorted(faults, key=lambda one: one.row)),
        raters=raters,
        interviews=interviews,
        missing=() if faults else tuple(one for one in wanted if one not in given),
    )


def with_codes(read: ScoreFile) -> tuple[Score, ...]:
    """Return the scores with interviews called I1, I2 … and raters 1 and 2: what they are called elsewhere is left."""
    codes = {name: f"I{number}" for number, name in enumerate(read.interviews, start=1)}
    seats = {name: str(number) for number, name in enumerate(read.raters, start=1)}
    return tuple(replace(one, interview=codes[one.interview], rater=seats[one.rater]) for one in read.scores)


def _of_wave(table: list[tuple[int, dict[str, str]]], wave: str) -> list[tuple[int, dict[str, str]]]:
    waves = list(dict.fromkeys(cells.get("wave", "") for _row, cells in table))
    if len(waves) <= 1:
        return table
    own = [
        (row, cells) for row, cells in table if cells.get("wave", "").casefold() == wave.strip().casefold()
    ]
    if not own:
        listed = ", ".join(one or "utan namn" for one in waves[:5])
        raise BadInput(f"Filen har flera mätningar ({listed}), och ingen av dem heter {wave}.")
    return own


def _score(
    row: int,
    cells: Mapping[str, str],
    dimensions: Sequence[str],
    sectors: Mapping[str, str],
    modes: Mapping[str, str],
) -> Score | list[RowFault]:
    faults: list[RowFault] = []

    def wrong(column: str, expected: str) -> None:
        found = cells.get(column, "")[:SHOWN] or "tomt"
        faults.append(RowFault(row=row, column=column, found=found, expected=expected))

    for column in ("interview", "rater"):
        if not cells.get(column):
            wrong(column, "ett namn")
    dimension = cells.get("dimension", "").upper()
    if dimension not in dimensions:
        wrong("dimension", f"en av {', '.join(dimensions)}")
    value = _points(cells.get("score", ""))
    if value is None:
        wrong("score", POINTS)
    agreed = _points(cells.get("consensus", ""))
    if agreed is None and cells.get("consensus"):
        wrong("consensus", f"{POINTS}, eller tomt")
    sector, mode = cells.get("sector", ""), cells.get("mode", "")
    if sector and sector.casefold() not in sectors:
        wrong("sector", f"en av {', '.join(dict.fromkeys(sectors))}, eller tomt")
    if mode and mode.casefold() not in modes:
        wrong("mode", f"{', '.join(dict.fromkeys(modes))}: mätningens sätt att samla svar")
    if faults or value is None:
        return faults
    return Score(
        interview=cells["interview"],
        dimension=dimension,
        rater=cells["rater"],
        value=value,
        wave=cells.get("wave", ""),
        consensus=agreed,
        sector=sectors[sector.casefold()] if sector else "",
        mode=modes[mode.casefold()] if mode else "",
    )


def _points(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", "."))
        if not value.is_finite():
            return None
        check_value(value)
    except (InvalidOperation, BadInput):
        return None
    return value


def _contradictions(scores: Sequence[tuple[int, Score]]) -> list[RowFault]:
    """Return rows that say something else than a row before them about the same thing."""
    given: set[tuple[str, ...]] = set()
    agreed: dict[tuple[str, str], Decimal] = {}
    sectors: dict[str, str] = {}
    faults = []
    for row, one in scores:
        key = (one.interview, one.dimension, one.rater)
        if key in given:
            expected = f"en poäng av {one.rater} i dimension {one.dimension}"[: 2 * SHOWN]
            faults.append(RowFault(row=row, column="score", found="en andra", expected=expected))
        given.add(key)
        before = one.consensus if one.consensus is None else agreed.setdefault(key[:2], one.consensus)
        if before != one.consensus:
            faults.append(
                RowFault(row=row, column="consensus", found=str(one.consensus), expected=str(before))
            )
        if one.sector and (sector := sectors.setdefault(one.interview, one.sector)) != one.sector:
            faults.append(RowFault(row=row, column="sector", found=one.sector, expected=sector))
    return faults
