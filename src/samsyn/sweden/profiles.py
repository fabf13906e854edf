"""What statistical areas are like: inhabitants, age, work, schooling and homes, of DeSO 2018 and of RegSO 2020."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

from samsyn.sweden.municipalities import municipality, table

COUNTED = 2022
"""The year of what is counted here, but for `population_2023`."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """
    Counts of one area on 31 December 2022, of persons but for homes; `population_2023` is of a year later.

    Parameters
    ----------
    code, name : str
        A DeSO has no name of its own.
    population_2023, population : int
    young : int
        0–19 years old.
    working, working_age : int
        Employed, of all 16–64 years old; the source's own total, which need not be the sum of its parts.
    pre_upper, educated : int
        With at most compulsory school, of those whose schooling is known.
    alone, households : int
        Households of one person, of all.
    rental, dwellings : int
        Rented homes, of those whose form is known.
    """

    code: str
    name: str
    population_2023: int
    population: int
    young: int
    working: int
    working_age: int
    pre_upper: int
    educated: int
    alone: int
    households: int
    rental: int
    dwellings: int

    @property
    def shares(self) -> dict[str, float | None]:
        """The shares, between 0 and 1, by the name of what is counted; none where there is nothing to share."""
        pairs = {
            "young": self.population,
            "working": self.working_age,
            "pre_upper": self.educated,
            "alone": self.households,
            "rental": self.dwellings,
        }
        return {name: getattr(self, name) / of if of else None for name, of in pairs.items()}


NUMBERS = tuple(one.name for one in fields(Profile) if one.name not in ("code", "name"))


def profiles(name_or_code: str, *, small: bool = False) -> tuple[Profile, ...]:
    """
    Return the areas of a municipality with what they are like: RegSO 2020, or the smaller DeSO 2018 within them.

    Parameters
    ----------
    name_or_code : str
        The municipality.
    small : bool
        DeSO instead of RegSO.

    Raises
    ------
    BadInput
        If there is no such municipality.

    References
    ----------
    Statistics Sweden (SCB), statistics on demographic statistical areas, 2022 and 2023, CC0.

    Examples
    --------
    >>> larger, smaller = profiles("Södertälje"), profiles("0181", small=True)
    >>> sum(one.population for one in larger) == sum(one.population for one in smaller)
    True
    """
    code = municipality(name_or_code).code
    found = [(parent, one) for parent, one in _every() if one.code.startswith(code)]
    if small:
        return tuple(one for _, one in found)
    parents: dict[str, list[Profile]] = {}
    for parent, one in found:
        parents.setdefault(parent, []).append(one)
    return tuple(together(some, code=key, name=some[0].name) for key, some in sorted(parents.items()))


def together(some: Iterable[Profile], *, code: str, name: str) -> Profile:
    """Return areas as one: their counts added."""
    each = list(some)
    return Profile(code=code, name=name, **{key: sum(getattr(one, key) for one in each) for key in NUMBERS})


@lru_cache(maxsize=1)
def _every() -> tuple[tuple[str, Profile], ...]:
    names = {row["code"]: row["name"] for row in table("regso_2020.csv")}
    return tuple(
        (
            row["regso_2020"],
            Profile(
                code=row["code"], name=names[row["regso_2020"]], **{key: int(row[key]) for key in NUMBERS}
            ),
        )
        for row in table("deso_2018.csv")
    )
