"""Addresses of what is behind the rows of a long table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

ANY = 0


def row_address(name: str) -> Callable[[int], str]:
    """
    Return a function from a row's number to the address of its page.

    The address is looked up once: for every row of a long table that costs more than the row.
    """
    begin, end = reverse(name, args=[ANY]).rsplit(f"/{ANY}/", 1)
    return lambda number: f"{begin}/{number}/{end}"


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Where what is behind the figures stands, looked up once for all rows."""

    programme: str
    quarters: str
    support: str
    load: str
    money: str
    measured: str
    participant: Callable[[int], str]
    progress: Callable[[int], str]
    report: Callable[[int], str]


def ways_behind(programme_id: int) -> Ways:
    """Return where what is behind the figures of a programme stands."""

    def page(name: str) -> str:
        return reverse(f"programmes:{name}", args=[programme_id])

    return Ways(
        programme=page("programme"),
        quarters=page("quarters"),
        support=page("support"),
        load=page("load"),
        money=page("money"),
        measured=f"{page('programme')}#followed",
        participant=row_address("programmes:participant"),
        progress=row_address("programmes:progress"),
        report=row_address("programmes:report"),
    )
