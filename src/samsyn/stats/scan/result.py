"""What the scan answers."""

from __future__ import annotations

from dataclasses import dataclass

READING = (
    "Förväntat är hur många det skulle ha varit om händelserna fördelat sig som i resten. p säger hur ofta slumpen "
    "ensam, någonstans och någon gång, ger en lika stark samling; det tar alltså hänsyn till att allt har prövats."
)
NOT_WHEN = (
    "Använd inte när rapporteringen har börjat eller slutat i vissa områden under tiden: det blir också en samling. "
    "Utan befolkning finner sökningen bara det som är samlat i både rum och tid, inte platser som alltid har mycket."
)


@dataclass(frozen=True, kw_only=True)
class ScanCluster:
    """
    Areas and times with more events than expected.

    Parameters
    ----------
    areas : tuple of int
        Those of a circle, from its middle outwards.
    radius_m : float
        From the middle of the first area to that of the farthest.
    first, end : int
        Times from the first up to but not including the end.
    observed : int
    expected, ratio : float
        Expected events, and observed by expected.
    score : float
        Logarithm of the likelihood ratio.
    p : float
        By replication; of a secondary cluster too against the strongest of each replicate, which is cautious.
    p_gumbel : float
        From Gumbel's distribution fitted to the replicates; not bounded by how many they are. NaN with fewer than 50.
    """

    areas: tuple[int, ...]
    radius_m: float
    first: int
    end: int
    observed: int
    expected: float
    ratio: float
    score: float
    p: float
    p_gumbel: float


@dataclass(frozen=True, kw_only=True)
class Scan:
    """
    The answer.

    Parameters
    ----------
    clusters : tuple of ScanCluster
        The strongest first; no area is in two.
    model : str
        "permutation" or "poisson".
    replications : int
        How many were run; fewer than asked for where the outcome was clear before.
    """

    clusters: tuple[ScanCluster, ...]
    model: str
    replications: int
    reading: str = READING
    not_when: str = NOT_WHEN
