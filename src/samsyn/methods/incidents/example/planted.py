"""What is planted in the invented municipality, so that a picture can be checked against what is known to be true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from samsyn.methods.incidents.example.places import areas, index_of
from samsyn.methods.incidents.example.reporters import reporters
from samsyn.methods.incidents.example.rhythm import CATEGORIES, summer

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, kw_only=True)
class Planted:
    """
    One thing that is known to be true.

    Parameters
    ----------
    id, kind : str
    areas : tuple of str
        Names.
    category : str, optional
    start, end : date
        Half-open.
    per_week : float, optional
        Reports that are added to, or (negative) taken from, each of the areas in a week.
    factor : float, optional
        What the usual number is multiplied by.
    comparison_areas : tuple of str
        Areas where nothing was done.
    title : str
        What an action is called in a plan.
    right : str
        What a right picture says, Swedish.
    """

    id: str
    kind: str
    areas: tuple[str, ...]
    start: date
    end: date
    right: str
    category: str | None = None
    per_week: float | None = None
    factor: float | None = None
    reporter: str | None = None
    place: str | None = None
    comparison_areas: tuple[str, ...] = ()
    title: str = ""


FIRST = date(2023, 5, 1)
END = date(2026, 11, 16)

HOT_SPOT = Planted(
    id="ny-samlingsplats",
    kind="hot_spot",
    areas=("Ekbacken",),
    category="SAM",
    place="Centrum i Ekbacken",
    start=date(2026, 9, 28),
    end=END,
    per_week=4.5,
    right="Samlingar har ökat tydligt i Ekbacken, vid Centrum, fredag och lördag kväll. Inte i andra områden.",
)
SUMMER = Planted(
    id="sommarens-fordon",
    kind="season",
    areas=("Hammarvallen", "Sjövreten"),
    category="TRA",
    start=FIRST,
    end=END,
    per_week=3.0,
    right="Störande körning kommer varje sommar, maj till augusti. Den syns i årsrytmen men är ingen avvikelse.",
)
SILENCE = Planted(
    id="tyst-skola",
    kind="silence",
    areas=("Tallmon",),
    reporter="Skola Tallmon",
    start=date(2026, 10, 5),
    end=END,
    right="Tallmons enda rapportör, Skola Tallmon, svarar inte. Området är grått: underlag saknas, inte lugnt.",
)
MOVED_FROM = Planted(
    id="forrad-fran",
    kind="moved_from",
    areas=("Björkhaga",),
    category="STO",
    start=date(2026, 3, 2),
    end=END,
    per_week=-2.4,
    right="Stölderna minskar i Björkhaga och ökar i grannområdet Kvarnvret: en flytt, ingen minskning.",
)
MOVED_TO = Planted(
    id="forrad-till",
    kind="moved_to",
    areas=("Kvarnvret",),
    category="STO",
    start=date(2026, 3, 2),
    end=END,
    per_week=2.4,
    right="Stöld och inbrott ökar i Kvarnvret samtidigt som de minskar i Björkhaga.",
)
WORKS = Planted(
    id="ljus-i-parken",
    title="Ljus och klippta buskar i parken",
    kind="action_that_works",
    areas=("Stationsstaden",),
    category="NAR",
    start=date(2025, 10, 6),
    end=END,
    factor=0.4,
    comparison_areas=("Köpingstorget", "Hagmarken"),
    right="Narkotika och alkohol har mer än halverats i Stationsstaden; jämförelseområdena är som förut.",
)
WORKS_NOT = Planted(
    id="kamera-vid-idrottsplatsen",
    title="Kamera vid idrottsplatsen",
    kind="action_that_does_not_work",
    areas=("Hammarvallen",),
    category="SKA",
    start=date(2026, 1, 12),
    end=END,
    factor=1.0,
    comparison_areas=("Ekbacken", "Kvarnvret"),
    right="Skadegörelsen i Hammarvallen är som före åtgärden. Ingen effekt syns.",
)
CONFOUNDED = Planted(
    id="skolvard-i-tallmon",
    title="Skolvärd i Tallmon på kvällarna",
    kind="action_that_cannot_be_judged",
    areas=("Tallmon",),
    category="SKA",
    start=date(2026, 10, 5),
    end=END,
    comparison_areas=("Ekbacken", "Kvarnvret"),
    right="Skadegörelsen i Tallmon ser ut att försvinna, men det är rapportören som har tystnat. Går inte att bedöma.",
)
QUIET = Planted(
    id="lugnt-ar",
    kind="quiet_year",
    areas=(),
    start=date(2024, 1, 1),
    end=date(2024, 12, 30),
    right="Inget är inlagt utom den vanliga årsrytmen. Larm under året är falska.",
)
PLANTED = (HOT_SPOT, SUMMER, SILENCE, MOVED_FROM, MOVED_TO, WORKS, WORKS_NOT, CONFOUNDED, QUIET)

_TYPES = {  # kind of area → how much more or less of a category than elsewhere
    "centre": {"NAR": 1.4, "SAM": 1.3, "VAH": 1.5, "STO": 1.2, "TRA": 0.7},
    "houses": {"TRA": 1.6, "PLA": 1.3, "NAR": 0.5, "VAH": 0.5},
    "industry": {"STO": 3.0, "BRN": 1.5, "TRA": 2.0, "SAM": 0.3},
    "rural": {"TRA": 2.0, "PLA": 1.5, "NAR": 0.3, "SAM": 0.3},
}
_MIX = (0.20, 0.04, 0.11, 0.07, 0.10, 0.13, 0.09, 0.11, 0.11, 0.02, 0.02)  # in the order of CATEGORIES
_ALREADY = {("Stationsstaden", "NAR"): 3.2, ("Björkhaga", "STO"): 2.4, ("Hammarvallen", "SKA"): 1.5}


def usual() -> Array:
    """Return the usual number of events per week, shape (areas, categories)."""
    table = np.empty((len(areas()), len(CATEGORIES)))
    for number, area in enumerate(areas()):
        more = _TYPES.get(area.kind, {})
        mix = np.array(
            [share * more.get(category, 1.0) for category, share in zip(CATEGORIES, _MIX, strict=True)]
        )
        table[number] = area.per_week * 1.2 * mix / mix.sum()
    for (name, category), per_week in _ALREADY.items():
        table[index_of(name), CATEGORIES.index(category)] += per_week
    return table


def add_summer(means: Array, weeks: tuple[date, ...]) -> None:
    """Add the summer's vehicle nuisance, which comes every year and is part of the usual; in place."""
    for name in SUMMER.areas:
        means[index_of(name), CATEGORIES.index("TRA")] += (SUMMER.per_week or 0) * summer(weeks)


def plant(means: Array, weeks: tuple[date, ...]) -> None:
    """Change the expected numbers, shape (areas, categories, weeks), as the truth says; in place."""
    for event in PLANTED:
        if event.category is None or event.kind in ("season", "hot_spot", CONFOUNDED.kind):
            continue  # the hot spot is drawn apart; what cannot be judged changes nothing
        for name in event.areas:
            during = np.array([event.start <= week < event.end for week in weeks])
            cell = means[index_of(name), CATEGORIES.index(event.category)]
            cell[during] = np.maximum(cell[during] * (event.factor or 1.0) + (event.per_week or 0.0), 0.05)


def silence(answered: Array, weeks: tuple[date, ...]) -> None:
    """Take away the answers of the reporter that goes silent, shape (reporters, weeks); in place."""
    who = next(number for number, each in enumerate(reporters()) if each.name == SILENCE.reporter)
    answered[who, [SILENCE.start <= week < SILENCE.end for week in weeks]] = False
