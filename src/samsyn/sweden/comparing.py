"""Whether figures of two areas may be compared: the vintage is part of the key."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.sweden.municipalities import municipality

KINDS = ("kommun", "RegSO", "DeSO")


@dataclass(frozen=True, kw_only=True)
class AreaKey:
    """
    An area of official statistics.

    Parameters
    ----------
    kind : str
        "kommun", "RegSO" or "DeSO".
    code : str
        As Statistics Sweden has it.
    year : int
        For RegSO and DeSO the vintage of the borders; for a municipality the year that a figure is about.
    """

    kind: str
    code: str
    year: int


def why_not_comparable(first: AreaKey, second: AreaKey) -> str:
    """Return why two figures may not be compared, one Swedish sentence; empty when nothing is known against it."""
    if first.kind != second.kind:
        return f"{first.kind} och {second.kind} är olika slags områden."
    if first.code != second.code:
        return "Det är två olika områden."
    if first.kind != "kommun":
        if first.year == second.year:
            return ""
        return (
            f"{first.kind} ritades om mellan {min(first.year, second.year)} och {max(first.year, second.year)}. "
            "Samma kod kan ha en annan gräns, så siffrorna kan inte jämföras."
        )
    early, late = sorted((first.year, second.year))
    crossed = [one for one in municipality(first.code).breaks if early < one.day.year <= late]
    return " ".join(
        f"{one.day.year}: {one.what} Siffrorna före och efter har olika underlag." for one in crossed
    )
