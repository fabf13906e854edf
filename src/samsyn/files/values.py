"""The columns that are neither time nor place: category, kind, severity and who reports; and rows that are sums."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from samsyn.files.ledger import Ledger, counted
from samsyn.files.names import plain
from samsyn.files.numbers import read_numbers
from samsyn.files.raw import Raw
from samsyn.files.sensitive import identifying

KIND_WORDS: dict[str, str] = {
    **dict.fromkeys(
        ["zero", "noll", "nollrapport", "noll_rapport", "zero_report", "inget_att_rapportera", "inget"],
        "zero",
    ),
    **dict.fromkeys(
        ["positive", "positiv", "positivt", "positiv_iakttagelse", "positiv_observation"], "positive"
    ),
    **dict.fromkeys(["repeat", "upprepad", "upprepning", "upprepad_rapport", "samma_handelse"], "repeat"),
    **dict.fromkeys(["incident", "handelse", "rapport", "avvikelse", "handelserapport"], "incident"),
}
"""What sources call the kinds of report, as `plain` writes it → the kind."""

_TOTAL = {"summa", "totalt", "total", "sum", "gesamt", "summa_totalt", "totalsumma", "grand_total", "summe"}


LONGEST = 200
"""Letters in a name: what is longer is running text, which no list or chart can hold."""
_NAMING = ("category", "area", "area_name", "reporter")


def with_short_names(raw: Raw, columns: dict[str, str], ledger: Ledger) -> Raw:
    """Return the rows with the names of categories, areas and reporters cut where they are too long to be names."""
    frame = raw.frame
    for column in {columns[meaning] for meaning in _NAMING if meaning in columns}:
        long = (frame[column].str.len_chars() > LONGEST).fill_null(value=False)
        if long.any():
            start = pl.col(column).str.slice(0, LONGEST - 1) + "…"
            frame = frame.with_columns(pl.when(long).then(start).otherwise(pl.col(column)).alias(column))
            ledger.problem(column, raw.rows.filter(long), frame[column].filter(long)[0], "ett kort namn")
            ledger.warn(
                f"{counted(long.sum(), 'cell', 'celler')} i ”{column}” är längre än {LONGEST} tecken och kortades."
            )
    return replace(raw, frame=frame)


def _none(raw: Raw) -> pl.Series:
    return pl.repeat(None, raw.frame.height, dtype=pl.String, eager=True)


def _harmless(raw: Raw, column: str, ledger: Ledger) -> pl.Series:
    """Return a column without the cells that hold what identifies a person."""
    text = raw.frame[column]
    personal = identifying(text)
    if not personal.any():
        return text
    ledger.problem(
        column, raw.rows.filter(personal), "visas inte", "inga personuppgifter; cellerna lästes inte"
    )
    ledger.warn(
        f"{counted(personal.sum(), 'cell', 'celler')} i ”{column}” ser ut som personuppgifter och lästes inte."
    )
    return text.zip_with(~personal, _none(raw))


def category_of(raw: Raw, columns: dict[str, str], ledger: Ledger) -> pl.Series:
    """Return the source's own label of what happened, spaces tidied."""
    if "category" not in columns:
        ledger.warn("Filen säger inte vad som hände: alla rader räknas tillsammans.")
        return _none(raw)
    text = _harmless(raw, columns["category"], ledger)
    missing = text.null_count()
    if missing:
        ledger.problem(columns["category"], raw.rows.filter(text.is_null()), None, "en kategori")
    return text.str.replace_all(r"\s+", " ").str.strip_chars()


def reporter_of(raw: Raw, columns: dict[str, str], ledger: Ledger) -> pl.Series:
    """Return the function or place that reports."""
    return _harmless(raw, columns["reporter"], ledger) if "reporter" in columns else _none(raw)


def kind_of(raw: Raw, columns: dict[str, str], ledger: Ledger) -> pl.Series:
    """Return the kind of each row; an unknown word is told and read as an incident."""
    if "kind" not in columns:
        return pl.repeat("incident", raw.frame.height, dtype=pl.String, eager=True)
    text = raw.frame[columns["kind"]]
    words = {value: KIND_WORDS.get(plain(value)) for value in text.drop_nulls().unique().to_list()}
    kind = text.replace_strict(words, default=None, return_dtype=pl.String)
    unknown = text.is_not_null() & kind.is_null()
    if unknown.any():
        ledger.problem(
            columns["kind"],
            raw.rows.filter(unknown),
            text.filter(unknown)[0],
            "händelse, nollrapport eller positiv iakttagelse",
        )
    return kind.fill_null("incident")


def severity_of(raw: Raw, columns: dict[str, str], ledger: Ledger) -> pl.Series:
    """Return the severity, 0 to 3; anything else is told and read as not stated."""
    if "severity" not in columns:
        return pl.repeat(None, raw.frame.height, dtype=pl.Int8, eager=True)
    text = raw.frame[columns["severity"]]
    number = read_numbers(text)
    right = (number >= 0) & (number <= 3) & (number == number.floor())
    wrong = text.is_not_null() & ~right.fill_null(value=False)
    if wrong.any():
        ledger.problem(
            columns["severity"], raw.rows.filter(wrong), text.filter(wrong)[0], "ett heltal från 0 till 3"
        )
    return pl.DataFrame({"n": number, "r": right}).select(pl.when("r").then("n").cast(pl.Int8).alias("s"))[
        "s"
    ]


def totals(raw: Raw, columns: dict[str, str]) -> pl.Series:
    """Return which of the last rows are sums: their first filled cell says so."""
    count = raw.frame.height
    last = raw.frame.tail(10)
    words = last.select(pl.coalesce(pl.all()).alias("w"))["w"].to_list()
    marks = [plain(word or "") in _TOTAL for word in words]
    return (
        pl.Series([*[False] * (count - len(marks)), *marks])
        if any(marks)
        else pl.zeros(count, dtype=pl.Boolean, eager=True)
    )
