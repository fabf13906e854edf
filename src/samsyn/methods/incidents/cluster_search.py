"""The alarm for clusters: areas and weeks, up to the period's end, with more than both by themselves give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from samsyn.cycle import Refusal, Round, format_number
from samsyn.methods.incidents.cluster_scan import (
    LONGEST,
    Area,
    Cluster,
    Ints,
    Search,
    areas_to_compare,
    searched,
)
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import Grid
from samsyn.methods.incidents.words import plural
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.scan import dispersion

WEEKS, LEAST_WEEKS = 26, 20  # looked at, and needed
MOST_DAYS = 35  # of a longer period the last weeks say little
LEAST_AREAS, LEAST_EVENTS, LEAST_INSIDE = 5, 30, 5  # areas; events in a search, and in a cluster
WHAT = "Samling i tid och rum"


@dataclass(frozen=True, kw_only=True)
class Searched:
    """All that was searched: the clusters that are sure, how many searches, areas, weeks and events."""

    clusters: tuple[Cluster, ...]
    searches: int
    areas: int
    weeks: int
    events: int


def cluster_search(maker: Maker, weekly: Grid) -> Searched | Refusal:
    """
    Search all events, and each category with enough, for clusters that go on to the period's end.

    A cluster must stand out twice: from the half year before, by a scan of every circle of areas and up to eight weeks
    back, and from the same weeks of earlier years, so that what comes every year is no news. False discoveries are
    controlled over all searches.

    Parameters
    ----------
    maker : Maker
    weekly : Grid
        Seven days in each bin, the last ending with the period.

    References
    ----------
    Kulldorff et al. (2005), PLoS Medicine 2(3), e59; Berger (1982), Technometrics 24(4), 295-300 (two demands at once).
    """
    if (why := _why(maker.observed, weekly)) is not None:
        return Refusal(key="cluster", what=WHAT, why=why)
    weeks, unit = min(WEEKS, len(weekly.bins)), plural(maker.observed.source.counts)
    areas = areas_to_compare(maker, weekly, weeks)
    if (held := len(areas.position)) < LEAST_AREAS:
        least = f"det behövs minst {LEAST_AREAS}"
        why = f"{format_number(held)} områden har haft {unit} med känd plats i ett halvår; {least}."
        return Refusal(key="cluster", what=WHAT, why=why)
    asked = _searches(weekly, areas, weeks)
    events = int(weekly.by_area[areas.position, -weeks:].sum())
    if not asked:
        why = f"{format_number(events)} {unit} på ett halvår; det behövs minst {LEAST_EVENTS}."
        return Refusal(key="cluster", what=WHAT, why=why)
    found = [searched(maker, weekly, areas, one) for one in asked]
    return Searched(
        clusters=_sure(maker, found),
        searches=len(asked),
        areas=len(areas.position),
        weeks=weeks,
        events=events,
    )


def _why(observed: Round, weekly: Grid) -> str | None:
    if not observed.source.time_precision.carries_weeks:
        return "Tiderna är bara angivna som månader; sökningen går vecka för vecka."
    if observed.period.days > MOST_DAYS:
        return "Sökningen gäller de sista veckorna. Den görs för perioder på högst en månad."
    if len(weekly.bins) < LEAST_WEEKS:
        return (
            f"Uppgifterna omfattar {format_number(len(weekly.bins))} veckor; det behövs minst {LEAST_WEEKS}."
        )
    if not weekly.areas:
        return "Det finns inga områden att söka bland."
    if observed.table.crs is None:
        return (
            "Filernas koordinater är i olika system, så det går inte att säga vilka områden som är grannar."
        )
    return None


def _searches(weekly: Grid, areas: Area, weeks: int) -> list[Search]:
    """
    Return all events, and each category, that have enough; with how much more their weeks vary than by chance.

    Few events tell that badly, so no search gets less than the mean of all.
    """
    chosen = [
        (category, counts)
        for category, counts in _series(weekly)
        if counts[areas.position, -weeks:].sum() >= LEAST_EVENTS
    ]
    own = [dispersion(counts[areas.position, -weeks:-LONGEST]) for _, counts in chosen]
    mean = sum(own) / max(len(own), 1)
    return [
        Search(category=category, counts=counts, weeks=weeks, spread=max(one, mean, 1.0))
        for (category, counts), one in zip(chosen, own, strict=True)
    ]


def _series(weekly: Grid) -> Iterator[tuple[int | None, Ints]]:
    yield None, weekly.by_area
    for j in range(len(weekly.categories)):
        yield j, weekly.counts[:, j]


def _sure(maker: Maker, found: list[list[Cluster]]) -> tuple[Cluster, ...]:
    """Return the clusters that are sure over all searches, those of a category before the same without one."""
    limit, first = maker.options.false_discovery, [own[0].p if own else 1.0 for own in found]
    sure = [
        replace(one, q=q, searches=len(found))
        for n, own in enumerate(found)
        for one in own
        if one.observed >= LEAST_INSIDE and (q := _adjusted([*first[:n], one.p, *first[n + 1 :]], n)) <= limit
    ]
    kept = [one for one in sure if one.category is not None or not _said(one, sure)]
    return tuple(sorted(kept, key=lambda one: (one.q, -one.observed / one.expected, one.areas)))


def _adjusted(p: Sequence[float], n: int) -> float:
    return float(benjamini_hochberg(p).adjusted[n])


def _said(one: Cluster, others: Iterable[Cluster]) -> bool:
    return any(other.category is not None and set(other.areas) & set(one.areas) for other in others)
