"""What stands on the sheet that a reporter gets: the personal link, also as a square to photograph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samsyn_web.people.models import Membership

QUIET = 4  # empty cells around the code, as its standard asks for


@dataclass(frozen=True, kw_only=True)
class Code:
    """A QR code as one path: a dark cell is a square of one unit."""

    size: int
    path: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One personal link, shown once."""

    name: str
    works_as: str
    url: str
    code: Code


def sheet(membership: Membership, url: str) -> Sheet:
    """Return the sheet of one member."""
    return Sheet(name=str(membership.user), works_as=membership.works_as, url=url, code=qr_code(url))


def sheets(made: Iterable[tuple[Membership, str]]) -> tuple[Sheet, ...]:
    """Return the sheets of several members."""
    return tuple(sheet(membership, url) for membership, url in made)


def qr_code(text: str) -> Code:
    """Return a text as a QR code that is read also when a seventh of it is soiled (level M)."""
    import qrcode  # only where a sheet is made

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    cells = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Code(size=len(rows), path="".join(cells))
