"""Figures that people have picked out of a round, told as a picture: what methods that offer it share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.disclosure import THRESHOLD
from samsyn.methods.picture_document import picture_document

PICKED = "picked"
"""Under which key a round's options hold what was picked."""


@dataclass(frozen=True, kw_only=True)
class PickedManner:
    """
    How a method counts and tells what was picked.

    Parameters
    ----------
    schema : str
        Name of the JSON document, such as "samsyn.survey-figures/1".
    parameters : mapping
        What the document says of the method beside name and version.
    find, sentence, sections : callables
        The method's own functions.
    category_names : callable
        What the categories of a round are called, by key.
    """

    name: str
    version: str
    schema: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    find: Callable[[Round], Found]
    sentence: Callable[[Round, Found, Edition, int], str]
    sections: Callable[[Round, Found, Edition, int], Sequence[Section]]
    category_names: Callable[[Round], Mapping[str, str]]

    def told(self, observed: Round) -> PickedTold:
        """Return what a round of picked figures says."""
        return PickedTold(manner=self, observed=observed, found=self.find(observed))


@dataclass(frozen=True, kw_only=True)
class PickedTold:
    """What picked figures say in each edition. Keeps `samsyn.methods.Told`."""

    manner: PickedManner
    observed: Round
    found: Found

    @property
    def category_names(self) -> Mapping[str, str]:
        """What the categories are called, by key."""
        return self.manner.category_names(self.observed)

    def limited_to(self, own: Sequence[str]) -> PickedTold:
        """Return the same: the figures are tied to no place, so areas limit nothing."""
        return self

    def sentence(self, edition: Edition, threshold: int = THRESHOLD) -> str:
        """Return what an edition says."""
        return self.manner.sentence(self.observed, self.found, edition, threshold)

    def sections(self, edition: Edition, threshold: int = THRESHOLD) -> Sequence[Section]:
        """Return the sections of an edition."""
        return self.manner.sections(self.observed, self.found, edition, threshold)

    def document(self, edition: Edition, threshold: int = THRESHOLD) -> Mapping[str, Any]:
        """Return an edition as plain JSON values; only the internal one holds every figure."""
        names = self.category_names
        return picture_document(
            self.observed,
            self.found,
            edition,
            threshold,
            schema=self.manner.schema,
            sentence=self.sentence(edition, threshold),
            method={
                "name": self.manner.name,
                "version": self.manner.version,
                "parameters": dict(self.manner.parameters),
            },
            area_name=lambda _area: None,
            category_name=lambda key: names.get(key or "", key or ""),
        )
