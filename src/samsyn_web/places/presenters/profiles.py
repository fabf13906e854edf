"""What statistical areas are like, as a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.sweden import COUNTED, Municipality, Profile, profiles, together
from samsyn_web.base import words


@dataclass(frozen=True, kw_only=True)
class ProfileRow:
    """One area: inhabitants, and its shares as they are written."""

    code: str
    name: str
    population: str
    shares: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProfilePage:
    """The areas of a municipality, with the whole of it last."""

    name: str
    year: int
    sentence: str
    rows: tuple[ProfileRow, ...]
    whole: ProfileRow


def profile_page(place: Municipality, *, small: bool) -> ProfilePage:
    """Return a municipality's areas: DeSO where small ones are asked for, else RegSO."""
    found = profiles(place.code, small=small)
    return ProfilePage(
        name=place.name,
        year=COUNTED,
        sentence=_("%(name)s har %(n)s invånare i %(areas)s områden.")
        % {
            "name": place.name,
            "n": words.number(sum(one.population_2023 for one in found)),
            "areas": words.number(len(found)),
        },
        rows=tuple(_row(one) for one in found),
        whole=_row(together(found, code=place.code, name=place.name)),
    )


def _row(one: Profile) -> ProfileRow:
    return ProfileRow(
        code=one.code,
        name=one.name,
        population=words.number(one.population_2023),
        shares=tuple(words.percent(share) for share in one.shares.values()),
    )
