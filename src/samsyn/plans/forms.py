"""Reads tables that are forms: what is asked on the left, the answer on the right, one table or stretch per action."""

from __future__ import annotations

from samsyn.plans.chain import Origin
from samsyn.plans.draft import Draft, said
from samsyn.plans.grid import Grid
from samsyn.plans.headings import read_heading


def is_form(grid: Grid) -> bool:
    """Whether the words for the parts of the chain stand below each other in the first column, an action among them."""
    if not grid.rows or len(grid.rows[0]) < 2:
        return False
    sides = [(read_heading(row[0]), [cell for cell in row[1:] if cell]) for row in grid.rows if row[0]]
    sure = {one.fields[0] for one, _ in sides if one.sure}
    across = {name for cell in grid.rows[0][1:] if cell for name in read_heading(cell).fields}
    return (
        "action" in sure and len(sure) >= 3 and len(across) < 2 and all(len(cells) <= 2 for _, cells in sides)
    )


def read_form(grid: Grid, draft: Draft, section: str) -> None:
    """Read a form into a draft: a new action begins where a field comes back."""
    draft.guess(grid.part, "Tabellen läses som ett formulär: rubrikerna står till vänster.", sure=True)
    record: dict[str, str] = {}
    notes: list[tuple[str, str]] = []
    start = 0
    for n, row in enumerate(grid.rows):
        text = "\n".join(dict.fromkeys(cell for cell in row[1:] if cell))
        heading = read_heading(row[0])
        if not text:
            _leave_alone(grid, draft, n, row[0])
            continue
        draft.look_for_dropped(text)
        name = heading.fields[0] if heading.fields else ""
        if name and name in record:
            _finish(grid, draft, section, record, notes, start)
            record, notes, start = {}, [], n
        if not name or name in ("notes", "priority", "number"):
            notes.append((row[0], text))
        else:
            record[name] = text
    _finish(grid, draft, section, record, notes, start)


def _leave_alone(grid: Grid, draft: Draft, n: int, text: str) -> None:
    if text and not read_heading(text).fields:
        draft.leave(f"{grid.part}, rad {n + 1}", text, "ingen text till höger")


def _finish(
    grid: Grid,
    draft: Draft,
    section: str,
    record: dict[str, str],
    notes: list[tuple[str, str]],
    start: int,
) -> None:
    cells = (("action", 1),)
    origin = Origin(part=grid.part, row=start + 1, kind=grid.kind, index=grid.index, cells=cells)
    if not said(record.get("action", "")):
        if record or notes:
            text = " | ".join([*record.values(), *(text for _, text in notes)])
            draft.leave(origin.where, text, "ingen åtgärd i formuläret")
        return
    problem = draft.problem(record.get("problem", ""), origin, record.get("basis", "")) or section
    causes = draft.cause(record.get("cause", ""), origin, problem, record.get("evidence", ""))
    draft.action(record, origin, problem=problem, causes=causes, notes=tuple(notes))
