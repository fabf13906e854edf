"""Reads a table of any kind that Samsyn reads, and gives its columns as numbers, texts and instants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samsyn_cli.parser import suggestion

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from samsyn.files.ledger import Ledger
    from samsyn.files.raw import Raw
    from samsyn.files.timetext import Written

MISSING = ("", "na", "nan", "null", "none", "-", "–", "saknas", "..")
"""How a missing number is written, in small letters."""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """
    The cells of a file.

    Parameters
    ----------
    name, sha256 : str
        The file and the digest of its bytes.
    raw : Raw
        Cells as text; an empty cell is null.
    ledger : Ledger
        What was doubted while the file was read.
    """

    name: str
    sha256: str
    raw: Raw
    ledger: Ledger

    @property
    def rows(self) -> NDArray[np.int64]:
        """Row numbers as a spreadsheet shows them."""
        return self.raw.rows.to_numpy()

    @property
    def names(self) -> list[str]:
        """The headings."""
        return self.raw.frame.columns

    @property
    def facts(self) -> dict[str, Any]:
        """What an answer says about the file."""
        return {"name": self.name, "sha256": self.sha256, "rows": len(self.raw.rows)}

    @property
    def warnings(self) -> list[str]:
        """What the reader of the answer must know of the file, Swedish."""
        return self.ledger.warnings

    def texts(self, column: str) -> pl.Series:
        """
        Return a column's cells; null where empty.

        Raises
        ------
        MissingColumn
            If there is no such column; the headings are named.
        """
        from samsyn.errors import MissingColumn

        known = {name: name for name in reversed(self.names)} | {
            name.casefold(): name for name in reversed(self.names) if name.casefold() not in self.names
        }
        found = known.get(column) or known.get(column.casefold())
        if found is None:
            listed = ", ".join(self.names[:12]) + (" …" if len(self.names) > 12 else "")
            raise MissingColumn(
                f"{self.name} har ingen kolumn {column}.{suggestion(column, self.names)} "
                f"De som finns: {listed}"
            )
        return self.raw.frame[found]

    def numbers(
        self, column: str, *, missing: bool = True, least: float | None = None, whole: bool = False
    ) -> NDArray[np.float64]:
        """
        Return a column as numbers, decimal comma or point.

        Parameters
        ----------
        column : str
        missing : bool
            Whether a cell may be empty or say NA; it becomes NaN.
        least : float, optional
            The smallest value that is accepted.
        whole : bool
            Whether only whole numbers are accepted.

        Raises
        ------
        BadInput
            If a cell is something else; row, column, what was found and what was expected are named.
        """
        import numpy as np
        import polars as pl

        from samsyn.files.numbers import read_numbers

        text = self.texts(column)
        empty = text.fill_null("").str.to_lowercase().is_in(MISSING)
        read = read_numbers(text)
        expected = ("ett helt tal" if whole else "ett tal") + ("" if least is None else f", minst {least:g}")
        self.refuse(column, read.is_null() & ~empty, expected)
        if not missing:
            self.refuse(column, empty, expected)
        if least is not None:
            self.refuse(column, (read < least).fill_null(value=False), expected)
        if whole:
            self.refuse(column, (read != read.floor()).fill_null(value=False), expected)
        return np.asarray(read.cast(pl.Float64).fill_null(float("nan")).to_numpy(), dtype=np.float64)

    def written_times(self, column: str) -> Written:
        """
        Return a column as wall clocks with how exactly they are written.

        Raises
        ------
        BadInput
            If a cell that is not empty cannot be read as a time.
        """
        from samsyn.files.timetext import read_times

        text = self.texts(column)
        written = read_times(text)
        self.refuse(
            column,
            text.is_not_null() & written.local.is_null(),
            "en tid, till exempel 2024-05-17 14:05, 2024-05-17 eller 2024-W20",
        )
        return written

    def instants(self, column: str, zone: str, written: Written | None = None) -> NDArray[np.datetime64]:
        """
        Return a column as instants in UTC; NaT where empty.

        Parameters
        ----------
        column : str
        zone : str
            Where clocks without a stated offset are shown.
        written : Written, optional
            The column's wall clocks, where they have been read and moved already.

        Raises
        ------
        BadInput
            If a cell cannot be read as a time, or the zone does not exist.
        """
        from samsyn.files.instants import instants
        from samsyn.files.times import check_zone

        check_zone(zone)
        written = written or self.written_times(column)
        utc = instants(written, zone, self.raw, column, self.ledger)["utc"]
        return utc.dt.replace_time_zone(None).to_numpy().astype("datetime64[us]")

    def refuse(self, column: str, bad: pl.Series, expected: str) -> None:
        """
        Raise where cells are bad, naming the first.

        Raises
        ------
        BadInput
        """
        from samsyn.errors import BadInput
        from samsyn.files.ledger import counted, shown

        if not bad.any():
            return
        row, found = self.raw.rows.filter(bad)[0], shown(self.texts(column).filter(bad)[0])
        more = f" ({counted(bad.sum(), 'rad', 'rader')} i allt)" if bad.sum() > 1 else ""
        raise BadInput(
            f"{self.name}, rad {row}, kolumn {column}: hittade ”{found}”, väntade {expected}{more}."
        )


def read_columns(path: str) -> Columns:
    """
    Read a file's cells.

    Raises
    ------
    UnreadableFile, MissingColumn
        If the file is of no kind that Samsyn reads, is empty, or has no headings.
    """
    from samsyn.files.formats import read_raw
    from samsyn.files.ledger import Ledger
    from samsyn.files.opening import open_file

    opened, ledger = open_file(path), Ledger()
    raw = read_raw(opened, ledger)
    return Columns(name=opened.name, sha256=opened.sha256, raw=raw, ledger=ledger)
