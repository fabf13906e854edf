"""Clusters as figures: where, which weeks, how many, and how seldom chance does the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from samsyn.cycle import Estimate, Finding, Refusal, Status, format_number
from samsyn.methods.incidents.cluster_scan import LONGEST, Cluster
from samsyn.methods.incidents.cluster_search import Searched, cluster_search
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import Grid
from samsyn.methods.incidents.words import category_name, counted
from samsyn.period import Period
from samsyn.provenance import Rows
from samsyn.stats.rate import poisson_interval

FUNCTION = "samsyn.stats.scan.scan"
MORE = 1.25  # so many times as many who report may be the whole of a cluster
SHOWN = 16  # weeks in the chart


def cluster_findings(maker: Maker, weekly: Grid) -> tuple[list[Finding], list[Refusal], list[dict[str, Any]]]:
    """Return the search, each cluster, why nothing was searched for, and the weeks of each cluster to draw."""
    found = cluster_search(maker, weekly)
    if isinstance(found, Refusal):
        return [], [found], []
    findings = [_search(maker, weekly, found), *_clusters(maker, weekly, found)]
    return findings, [], [_drawn(weekly, n, one) for n, one in enumerate(found.clusters, 1)]


def _search(maker: Maker, weekly: Grid, found: Searched) -> Finding:
    n = float(len(found.clusters))
    span = Period(start=weekly.bins[-found.weeks].start, end=maker.observed.period.end)
    looked = f"{format_number(found.searches)} sökningar i {format_number(found.areas)} områden"
    said = "Ingen samling är säkrare än slumpen" if not n else f"{format_number(n)} säkra"
    return maker.finding(
        "clusters",
        Estimate(value=n, low=n, high=n, unit="samlingar", n=found.events, level=maker.options.level),
        function="samsyn.methods.incidents.cluster_search.cluster_search",
        period=span,
        rows=Rows(start=span.start, end=span.end, having="area"),
        reason=f"{said}, av {looked}.",
        detail={
            "searches": found.searches,
            "compared_areas": found.areas,
            "weeks": found.weeks,
            "longest": LONGEST,
        },
    )


def _clusters(maker: Maker, weekly: Grid, found: Searched) -> Iterator[Finding]:
    for number, one in enumerate(found.clusters, 1):
        yield _finding(maker, weekly, number, one)


def _finding(maker: Maker, weekly: Grid, number: int, one: Cluster) -> Finding:
    areas = [weekly.areas[i] for i in one.areas]
    category = None if one.category is None else weekly.categories[one.category]
    end = maker.observed.period.end
    span = Period(start=end - timedelta(days=7 * one.weeks), end=end)
    low, high = poisson_interval(one.observed, level=maker.options.level)
    now, before = _reporters(weekly, one)
    return maker.finding(
        "cluster",
        Estimate(
            value=one.observed / one.expected,
            low=float(low) / one.expected,
            high=float(high) / one.expected,
            unit="gånger det väntade",
            n=one.observed,
            level=maker.options.level,
        ),
        function=FUNCTION,
        area=areas[0],
        category=category,
        period=span,
        rows=Rows(category=category, areas=tuple(areas), start=span.start, end=span.end),
        status=Status.ABOVE,
        reason=reason(maker, weekly, one, span),
        detail={
            "cluster": number,
            "observed": one.observed,
            "expected": one.expected,
            "expected_season": one.expected_season,
            "p_search": one.p_search,
            "p_season": one.p_season,
            "p_above": one.p,
            "q_above": one.q,
            "recurrence_weeks": recurrence_weeks(one),
            "bins": one.weeks,
            "areas": areas,
            "area_names": [_name(maker, area) for area in areas],
            "radius_m": one.radius_m,
            "reporters_now": now,
            "reporters_before": before,
            "searches": one.searches,
            "replications": one.replications,
        },
    )


def recurrence_weeks(one: Cluster) -> int:
    """Return how many weeks lie between clusters this strong, in any of the searches, where nothing has happened."""
    return max(int(1 / (one.p * one.searches)), 1)


def reason(maker: Maker, weekly: Grid, one: Cluster, span: Period) -> str:
    """Return what a cluster says, in sentences; which areas it is about stands beside it."""
    what = counted(maker.observed.source.counts, one.observed)
    if one.category is not None:
        what += f" om {category_name(weekly.categories[one.category])}"
    weeks = "en vecka" if one.weeks == 1 else f"{one.weeks} veckor"
    said = (
        f"{format_number(one.observed)} {what} på {weeks}, {span.span_label}; väntat "
        f"{format_number(one.expected, 1)}. Slumpen ensam ger något så starkt högst en gång på "
        f"{format_number(recurrence_weeks(one))} veckor."
    )
    season = (
        "Samma veckor tidigare år är inte kända, så årstiden är inte borträknad."
        if one.p_season is None
        else f"Efter samma veckor tidigare år hade {format_number(one.expected_season, 1)} väntats."
    )
    return " ".join(part for part in (said, season, _more_reporters(weekly, one)) if part)


def _more_reporters(weekly: Grid, one: Cluster) -> str:
    now, before = _reporters(weekly, one)
    if now is None or before is None or now < MORE * before:
        return ""
    return (
        f"Fler rapporterade där än förut, {format_number(now, 1)} mot {format_number(before, 1)} i veckan. Det kan "
        "vara hela förklaringen."
    )


def _reporters(weekly: Grid, one: Cluster) -> tuple[float | None, float | None]:
    """Return the mean number of active reporters a week in the cluster's areas, then and before; none if unknown."""
    exposure = weekly.exposure
    if exposure is None:
        return None, None
    mine = exposure[list(one.areas)].sum(axis=0)[-len(one.values) :]
    return float(mine[-one.weeks :].mean()), float(mine[: -one.weeks].mean())


def _name(maker: Maker, key: str) -> str:
    return maker.observed.areas.name_of(key) if maker.observed.areas else key


def _drawn(weekly: Grid, number: int, one: Cluster) -> dict[str, Any]:
    """Return the last weeks of a cluster's areas: what came in, and what areas and weeks by themselves give."""
    shown = min(SHOWN, len(one.values))
    return {
        "cluster": number,
        "periods": [step.start.isoformat() for step in weekly.bins[-shown:]],
        "values": list(one.values[-shown:]),
        "expected": [round(n, 3) for n in one.usual[-shown:]],
        "start": weekly.bins[-one.weeks].start.isoformat(),
        "end": weekly.bins[-1].end.isoformat(),
    }
