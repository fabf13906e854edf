"""The incident method as the cycle sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.files.reading import Reading
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.findings import NAME
from samsyn.methods.incidents.options import THRESHOLD, VERSION, Options
from samsyn.methods.incidents.picture import Picture, picture
from samsyn.methods.incidents.sections import sections
from samsyn.methods.incidents.story import story
from samsyn.table import AreaSet


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

    def tell(
        self, readings: Sequence[Reading], document: Mapping[str, Any], areas: AreaSet | None
    ) -> Picture:
        """Return the picture that a document tells of, made again from readings of the same files."""
        defaults = asdict(Options())
        chosen = {k: v for k, v in document["method"]["parameters"].items() if v != defaults.get(k)}
        made = picture(
            readings,
            period=document["period"]["key"],
            areas=areas,
            chosen=chosen,
            title=document["title"],
            organisation=document["organisation"],
        )
        return replace(made, assumed_period=document["period"]["assumed"])

    def find(self, observed: Round) -> Found:
        """Return the findings of a round; see `samsyn.methods.incidents.find.find`."""
        return find(observed)

    def sections(self, observed: Round, found: Found, edition: Edition) -> Sequence[Section]:
        """Return the picture's sections for an edition, disclosure applied with the default threshold."""
        return sections(story(observed, found, edition, THRESHOLD))


INCIDENTS = IncidentMethod()
