"""The incident method as the cycle sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.findings import NAME
from samsyn.methods.incidents.options import THRESHOLD, VERSION
from samsyn.methods.incidents.picture import Picture, picture_again
from samsyn.methods.incidents.remade import round_of
from samsyn.methods.incidents.sections import sections
from samsyn.methods.incidents.story import story
from samsyn.table import AreaSet, Table


@dataclass(frozen=True)
class IncidentMethod:
    """Reports of events: how many, where, when, and what has changed. Keeps `samsyn.cycle.Method`."""

    name: str = NAME
    version: str = VERSION
    instrument: str | None = "categories"

    def example(self) -> Round:
        """Return a small invented round."""
        from samsyn.methods.incidents.example import example_round

        return example_round()

    def tell(self, rows: Table, document: Mapping[str, Any], areas: AreaSet | None) -> Picture:
        """Return what an internal document tells of, made again from its frozen rows; areas give the map its shapes."""
        return picture_again(round_of(rows, document, areas), document)

    def find(self, observed: Round) -> Found:
        """Return the findings of a round; see `samsyn.methods.incidents.find.find`."""
        return find(observed)

    def sections(self, observed: Round, found: Found, edition: Edition) -> Sequence[Section]:
        """Return the picture's sections for an edition, disclosure applied with the default threshold."""
        return sections(story(observed, found, edition, THRESHOLD))


INCIDENTS = IncidentMethod()
