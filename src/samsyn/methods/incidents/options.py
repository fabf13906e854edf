"""The settings of the method, with the values that need no choosing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from samsyn.errors import BadInput

VERSION = "incidents/3"
THRESHOLD = 5  # smallest count that the public edition shows
LEAST_CELL_M = 50
STATED = ("answered", "silent", "excused")


@dataclass(frozen=True, kw_only=True)
class Options:
    """
    Settings of the incident method; every one is stored with each figure.

    Parameters
    ----------
    level : float
        Confidence level of intervals.
    false_discovery : float
        Share of alarms that may be false, over all areas and categories of a period (Benjamini and Hochberg
        1995). Where nothing has changed it is also the chance that the period raises any alarm at all.
    baseline_weeks, lag_weeks : int
        Length of the short window and the gap between it and the assessed period, in bins.
    rich_mean : float
        A cell is judged alone when its history holds at least this many events per bin; else it is pooled.
    pooled_bins : int
        How many bins sparse cells are pooled over.
    expected_share, expected_bins : float, int
        A reporter is expected once it has reported in this share of so many bins in a row.
    ended_bins : int
        A reporter that has been silent for this many bins has ended.
    home_share : float
        A reporter covers each area that holds at least this share of its reports, or half of an even split
        over its areas.
    earlier_years : int
        How many earlier years a period is compared with.
    cell_m : int, optional
        Side of the squares in which hot places are looked for, metres, at least 50; chosen from the rows if none.
    seed : int
        Where the generator of random numbers begins, for what chance alone gives.
    map_categories : bool
        Whether the source's own mapping to Samsyn's categories is used.
    stated : mapping
        Reporter → "answered", "silent" or "excused": what those who gather the reports know of who was expected in the
        period. Of others it is worked out from the history.
    """

    level: float = 0.95
    false_discovery: float = 0.05
    baseline_weeks: int = 12
    lag_weeks: int = 2
    rich_mean: float = 1.0
    pooled_bins: int = 4
    expected_share: float = 0.75
    expected_bins: int = 12
    ended_bins: int = 26
    home_share: float = 0.1
    earlier_years: int = 3
    cell_m: int | None = None
    seed: int = 1
    map_categories: bool = False
    stated: Mapping[str, str] = field(default_factory=dict)

    @property
    def parameters(self) -> dict[str, Any]:
        """All settings, as they stand with each figure; what is stated only where something is."""
        chosen = asdict(self)
        return chosen if chosen["stated"] else {name: chosen[name] for name in chosen if name != "stated"}


def options(chosen: Mapping[str, Any]) -> Options:
    """
    Return the settings with the chosen ones in place.

    Raises
    ------
    BadInput
        If a name is no setting, a square is too small, or a reporter is stated as something else than `STATED`.
    """
    names = {field.name for field in fields(Options)}
    if unknown := sorted(set(chosen) - names):
        raise BadInput(
            f"Okänd inställning: {', '.join(unknown)}. De som finns är {', '.join(sorted(names))}."
        )
    made = Options(**chosen)
    if made.cell_m is not None and made.cell_m < LEAST_CELL_M:
        raise BadInput(
            f"Rutorna måste vara minst {LEAST_CELL_M} meter; en mindre ruta pekar ut en enda adress."
        )
    if unknown_words := sorted(set(made.stated.values()) - set(STATED)):
        raise BadInput(f"En rapportör anges som {', '.join(STATED)}, inte som {unknown_words[0]}.")
    return made
