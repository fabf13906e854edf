"""What the whole programme did together: kickoffs, conferences, meetings between municipalities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samsyn.cycle import Cell, Column, DataTable
from samsyn.programme.appendix import NOT_STATED
from samsyn.programme.facts import Programme
from samsyn.programme.report.days import day

MOST = 6
"""Of more municipalities than these the number is told."""


def together(programme: Programme) -> DataTable:
    """Return conferences with place, time and how many came; who came stands there where any of them says so."""
    told = programme.more.get("conferences", ())
    more = tuple(
        (head, name)
        for head, name in (("Kommuner", "municipalities"), ("Medverkande", "partners"))
        if any(one.get(name) for one in told)
    )
    rows: list[tuple[Cell, ...]] = [
        (
            one["title"],
            one.get("place") or NOT_STATED,
            _when(one),
            _about(one) if one.get("participants") is not None else NOT_STATED,
            *(_names(one.get(name, ())) for _head, name in more),
        )
        for one in told
    ]
    heads = ("Konferens", "Plats", "När", "Deltagare", *(head for head, _name in more))
    columns = tuple(Column(label=head) for head in heads)
    return DataTable(key="conferences", caption="Konferenser", columns=columns, rows=tuple(rows))


def _when(one: Mapping[str, Any]) -> str:
    if not one.get("starts"):
        return one.get("when") or NOT_STATED
    first, last = one["starts"], one.get("ends") or one["starts"]
    return day(first) if first == last else f"{day(first)}–{day(last)}"


def _about(one: Mapping[str, Any]) -> str:
    return f"omkring {one['participants']}" if one.get("about") else str(one["participants"])


def _names(names: Any) -> str:
    listed = list(names)
    return ", ".join(listed) or NOT_STATED if len(listed) <= MOST else f"{len(listed)} stycken"
