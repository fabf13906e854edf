"""Addresses of the rows of a long table."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

ANY = 0


def row_address(name: str) -> Callable[[int], str]:
    """
    Return a function from a row's number to the address of its page.

    The address is looked up once: for every row of a long table that costs more than the row.
    """
    begin, end = reverse(name, args=[ANY]).rsplit(f"/{ANY}/", 1)
    return lambda number: f"{begin}/{number}/{end}"
