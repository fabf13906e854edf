"""Finds the plan in a table: which row holds the headings, what the columns are, and which rows are actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samsyn.plans.chain import Origin
from samsyn.plans.draft import Draft, said
from samsyn.plans.grid import Grid
from samsyn.plans.headings import Heading, read_heading

_CORE = {"action", "goal", "cause", "problem"}
_FIRST_ROWS = 60


@dataclass(frozen=True, kw_only=True)
class Head:
    """The headings of a table: the last row that they stand on, and what each column is."""

    row: int
    columns: tuple[Heading, ...]

    @property
    def fields(self) -> set[str]:
        """The parts of the chain that the table has."""
        return {name for column in self.columns for name in column.fields}


def read_table(grid: Grid, draft: Draft, section: str = "") -> bool:
    """
    Read a table or sheet into a draft.

    Parameters
    ----------
    section : str
        Key of the problem whose heading stands above the table.

    Returns
    -------
    bool
        Whether it holds a part of a plan. Every row that is not read is listed either way.
    """
    heads = _heads(grid)
    if not heads:
        _leave(grid, draft, range(len(grid.rows)), "tabellen har inga rubriker som känns igen")
        return False
    start = 0
    ends = [*(_first(grid, head.row) for head in heads[1:]), len(grid.rows)]
    for n, (head, end) in enumerate(zip(heads, ends, strict=True)):
        named = _title_row(grid, range(start, _first(grid, head.row)), must_be_label=n == 0)
        if named is not None:
            section = _named_section(grid, named, draft)
        if n == 0:
            before = [row for row in range(_first(grid, head.row)) if row != named]
            _leave(grid, draft, before, "står före tabellens rubriker")
        _tell_columns(grid, head, draft)
        last = (
            _title_row(grid, range(head.row + 1, end), must_be_label=False) if end < len(grid.rows) else None
        )
        _Part(grid, head, draft, section).read(row for row in range(head.row + 1, end) if row != last)
        start = head.row + 1
    return True


def _title_row(grid: Grid, rows: range, *, must_be_label: bool) -> int | None:
    """Return the row right above a row of headings that says what the table under it is about, or none."""
    filled = [n for n in rows if grid.filled(n)]
    if not filled or filled[-1] not in grid.spread or grid.rows[filled[-1]][0] == "":
        return None
    text = grid.filled(filled[-1])[0]
    return filled[-1] if not must_be_label or (_is_label(text) and "plan" not in text.casefold()) else None


def _named_section(grid: Grid, row: int, draft: Draft) -> str:
    text = grid.filled(row)[0]
    title = text.split(":", 1)[1].strip() if _is_label(text) else text
    where = Origin(part=grid.part, row=row + 1, kind=grid.kind, index=grid.index)
    draft.guess(where.where, f"Raden ”{text}” läses som problem eller fokusområde för raderna under.")
    return draft.problem(title, where)


def _first(grid: Grid, row: int) -> int:
    """Return the first of the one or two rows that the headings stand on."""
    return row - 1 if row and _score(grid, row - 1)[0] >= 2 else row


def _score(grid: Grid, row: int) -> tuple[int, int, int]:
    """Return how many fields a row names for sure, how many in all, and its filled cells; 0 for what is no heading."""
    cells = grid.filled(row)
    read = [read_heading(cell) for cell in cells]
    found = {name for one in read for name in one.fields} - {"notes", "number"}
    sure = {name for one in read if one.sure for name in one.fields} - {"notes", "number"}
    if not found & _CORE or 2 * sum(bool(one.fields) for one in read) < len(cells):
        return 0, 0, len(cells)
    return len(sure), len(found), len(cells)


def _heads(grid: Grid) -> list[Head]:
    """Return the rows of headings: by words that are sure, else the one row that is likeliest."""
    certain = [n for n in range(len(grid.rows)) if _score(grid, n)[0] >= 2]
    if not certain:
        likely = [(_score(grid, n)[1], -n) for n in range(min(len(grid.rows), _FIRST_ROWS))]
        best = max(likely, default=(0, 0))
        certain = [-best[1]] if best[0] >= 2 else []
    rows = [n for n in certain if n + 1 not in certain]
    texts = [grid.rows[n] for n in rows]
    own = [n for place, n in enumerate(rows) if texts[place] not in texts[:place] or place == 0]
    return [Head(row=n, columns=_columns(grid, n, n - 1 in certain)) for n in own]


def _columns(grid: Grid, row: int, double: bool) -> tuple[Heading, ...]:
    under = grid.rows[row]
    over = grid.rows[row - 1] if double else ("",) * len(under)
    return tuple(read_heading(low or high) for low, high in zip(under, over, strict=True))


def _tell_columns(grid: Grid, head: Head, draft: Draft) -> None:
    from samsyn.plans.words import FIELDS

    if head.row:
        draft.guess(grid.part, f"Rubrikerna står på rad {head.row + 1}.", sure=True)
    for column in head.columns:
        heading = " ".join(column.text.split())
        if len(column.fields) > 1 or (column.fields and not column.sure and column.fields != ("notes",)):
            means = " och ".join(FIELDS[name] for name in column.fields)
            draft.guess(grid.part, f"Kolumnen ”{heading}” läses som {means}.")
        elif heading and not column.fields:
            draft.guess(grid.part, f"Kolumnen ”{heading}” känns inte igen: den följer med som anteckning.")


def _leave(grid: Grid, draft: Draft, rows: Iterable[int], why: str) -> None:
    for n in rows:
        if filled := grid.filled(n):
            text = " | ".join(dict.fromkeys(filled))
            draft.look_for_dropped(text)
            if not draft.title and re.search(r"plan\b", filled[0], re.IGNORECASE):
                draft.title = filled[0]
                continue
            draft.leave(f"{grid.part}, rad {n + 1}", text, why)


_SUM = re.compile(r"^(?:summa|totalt|total)\b", re.IGNORECASE)
_PLAIN_SHEET = re.compile(
    r"^bladet (?:blad|sheet|ark)\s*\d*$|plan|åtgärd|insats|aktivitet|orsak|mall|20\d\d|översikt",
    re.IGNORECASE,
)


class _Part:
    """The rows under one row of headings."""

    def __init__(self, grid: Grid, head: Head, draft: Draft, section: str) -> None:
        self.grid, self.head, self.draft = grid, head, draft
        self.section, self.problem = section, ""
        names = head.fields
        self.as_cause = "basis" if names >= {"basis", "action"} and not names & {"cause"} else ""
        if self.as_cause:
            said_so = next(column.text for column in head.columns if "basis" in column.fields)
            draft.guess(
                grid.part, f"Kolumnen ”{said_so}” läses som orsak, för någon annan finns inte. Stämmer det?"
            )

    def read(self, numbers: Iterable[int]) -> None:
        """Read the rows in order."""
        rows = list(numbers)
        for n in rows:
            if not self.grid.filled(n) or self.grid.rows[n] == self.grid.rows[self.head.row]:
                continue
            self.draft.look_for_dropped(" | ".join(dict.fromkeys(self.grid.filled(n))))
            if n in self.grid.spread and self._is_section(n, rows):
                continue
            self._row(n)

    def _is_section(self, n: int, rows: list[int]) -> bool:
        """Take a row with one text as the heading of the rows under it, where there are any."""
        text = self.grid.filled(n)[0]
        column = self.grid.rows[n].index(text)
        names = self.head.columns[column].fields
        if n not in self.grid.merged and set(names) & {"action", "cause", "problem"} and column:
            return False
        below = next((m for m in rows if m > n and self.grid.filled(m)), None)
        if below is None or below in self.grid.spread:
            if n not in self.grid.merged and set(names) & {"cause", "problem"}:
                return False
            self.draft.leave(f"{self.grid.part}, rad {n + 1}", text, "en ensam text utan rader under")
            return True
        self.section, self.problem = _named_section(self.grid, n, self.draft), ""
        return True

    def _origin(self, n: int) -> Origin:
        cells = tuple(
            ("cause" if name == self.as_cause else name, column)
            for column, heading in reversed(list(enumerate(self.head.columns)))
            for name in heading.fields
        )
        return Origin(part=self.grid.part, row=n + 1, kind=self.grid.kind, index=self.grid.index, cells=cells)

    def _given(self, n: int) -> dict[str, str]:
        given: dict[str, str] = {}
        for heading, cell in zip(self.head.columns, self.grid.rows[n], strict=True):
            for name in heading.fields if cell else ():
                given[name] = f"{given[name]}\n{cell}" if name in given else cell
        return given

    def _notes(self, n: int) -> Iterator[tuple[str, str]]:
        for heading, cell in zip(self.head.columns, self.grid.rows[n], strict=True):
            if cell and (not heading.fields or heading.fields[0] in ("notes", "priority")):
                yield " ".join(heading.text.split()), cell

    def _row(self, n: int) -> None:
        given, origin = self._given(n), self._origin(n)
        if _SUM.match(self.grid.filled(n)[0]) and not said(given.get("action", "")):
            text = " | ".join(dict.fromkeys(self.grid.filled(n)))
            self.draft.leave(origin.where, text, "en rad med summor")
            return
        if given.get("problem"):
            self.problem = self.draft.problem(
                given["problem"], origin, "" if self.as_cause else given.get("basis", "")
            )
        elif "problem" in self.head.fields and self.problem:
            self.draft.guess(
                origin.where, "Problemet är tomt: raden läses som att det är samma som raden ovanför."
            )
        problem = self.problem or self.section or self._sheet_problem()
        cause = given.get("cause", "") or given.get(self.as_cause, "")
        causes = self.draft.cause(cause, origin, problem, given.get("evidence", ""))
        if said(given.get("action", "")):
            self.draft.action(given, origin, problem=problem, causes=causes, notes=tuple(self._notes(n)))
        elif not self._is_analysis(given, causes):
            text = " | ".join(dict.fromkeys(self.grid.filled(n)))
            self.draft.leave(origin.where, text, "ingen åtgärd på raden")

    def _sheet_problem(self) -> str:
        """Return the problem that a sheet is named after, where its name is no plain one."""
        if self.grid.kind != "sheet" or _PLAIN_SHEET.search(self.grid.part) or self.grid.part == "tabellen":
            return ""
        where = Origin(part=self.grid.part, kind="sheet", index=self.grid.index)
        name = self.grid.part.removeprefix("bladet ")
        self.draft.guess(self.grid.part, f"Bladets namn ”{name}” läses som problem eller fokusområde.")
        self.section = self.draft.problem(name, where)
        return self.section

    def _is_analysis(self, given: dict[str, str], causes: tuple[str, ...]) -> bool:
        """Whether a row without an action says no more than a problem, a cause and what they rest on."""
        rest = {name for name, text in given.items() if said(text)} - {
            "cause",
            "evidence",
            "problem",
            "basis",
        }
        told = bool(causes) or bool(given.get("problem") and "action" not in self.head.fields)
        return told and not rest - {"number", "priority", "notes"}


def _is_label(text: str) -> bool:
    before, colon, after = text.partition(":")
    return bool(colon and after.strip() and read_heading(before.rstrip(" 0123456789")).fields)
