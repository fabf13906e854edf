"""A body: what it may decide and where that is written, who sits in it, how often it meets, to whom it reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samsyn.errors import BadInput


class Level(StrEnum):
    """How far from the everyday a body stands, from the top."""

    STRATEGIC = "strategic"
    COORDINATING = "coordinating"
    OPERATIVE = "operative"


LEVEL_NAMES: Mapping[Level, str] = {
    Level.STRATEGIC: "Strategisk nivå",
    Level.COORDINATING: "Samordnande nivå",
    Level.OPERATIVE: "Operativ nivå",
}


@dataclass(frozen=True, kw_only=True)
class Body:
    """
    One body of a governance model.

    Parameters
    ----------
    key, name : str
        What other bodies call it by, and its name.
    level : Level
    whose : str
        The organisation that it belongs to: the municipality, a company of its group, or partners together.
    mandate, reference : str
        What it may decide, and the decision that says so.
    members : tuple of (str, str)
        Organisation and function of each.
    cycle : str
        How often it meets, in words.
    reports_to : tuple of str
        Keys of the bodies that it reports to.
    matters : tuple of str
        What it decides: codes of kinds of decision, or own words.
    """

    key: str
    name: str
    level: Level
    whose: str = ""
    mandate: str = ""
    reference: str = ""
    members: tuple[tuple[str, str], ...] = ()
    cycle: str = ""
    reports_to: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()


def check_bodies(bodies: Sequence[Body]) -> None:
    """
    Refuse bodies that cannot be told apart, or that report to one which is not there.

    Parameters
    ----------
    bodies : sequence of Body

    Raises
    ------
    BadInput
        If two have the same key, or a body reports to a key that is unknown.
    """
    known: set[str] = set()
    for one in bodies:
        if one.key in known:
            raise BadInput(f"Två organ har samma nyckel: {one.key}.")
        known.add(one.key)
    for one in bodies:
        for key in one.reports_to:
            if key not in known:
                raise BadInput(f"{one.name} rapporterar till {key}, som inte finns i modellen.")
