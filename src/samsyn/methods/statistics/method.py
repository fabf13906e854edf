"""Official statistics as the cycle sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.disclosure import THRESHOLD
from samsyn.methods.picture_document import picture_document
from samsyn.methods.statistics.figures import RULES
from samsyn.methods.statistics.find import LEVEL, NAME, PER, VERSION, find
from samsyn.methods.statistics.sections import sections, sentence
from samsyn.methods.statistics.templates import template
from samsyn.methods.statistics.withheld import area_name
from samsyn.period import parse
from samsyn.table import AreaSet, Table

SCHEMA = "samsyn.statistics/1"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What a file of statistics says in each edition. Keeps `samsyn.methods.Told`."""

    observed: Round
    found: Found

    def limited_to(self, own: Sequence[str]) -> Figures:
        """Return the same: the figures are about whole municipalities, which are not a partner's areas."""
        return self

    def sentence(self, edition: Edition, threshold: int = THRESHOLD) -> str:
        """Return what an edition says."""
        return sentence(self.observed, self.found, edition, threshold)

    def sections(self, edition: Edition, threshold: int = THRESHOLD) -> Sequence[Section]:
        """Return the sections of an edition."""
        return sections(self.observed, self.found, edition, threshold)

    def document(self, edition: Edition, threshold: int = THRESHOLD) -> Mapping[str, Any]:
        """Return an edition as plain JSON values; only the internal one holds every figure."""
        return picture_document(
            self.observed,
            self.found,
            edition,
            threshold,
            schema=SCHEMA,
            sentence=self.sentence(edition, threshold),
            method={"name": NAME, "version": VERSION, "parameters": {"per": PER, "level": LEVEL}},
            area_name=area_name,
            category_name=lambda key: key,
        )


@dataclass(frozen=True)
class Statistics:
    """Figures that others have counted, as findings with what they can and cannot say. Keeps `samsyn.cycle.Method`."""

    name: str = NAME
    version: str = VERSION
    instrument: str | None = None

    def example(self) -> Round:
        """Return a small invented file."""
        from samsyn.methods.statistics.example import example_round

        return example_round()

    def tell(self, rows: Table, document: Mapping[str, Any], areas: AreaSet | None) -> Figures:
        """Return what an internal document tells of, made again from its frozen rows."""
        observed = Round(
            table=Table(frame=rows.frame, rules=RULES),
            period=parse(document["period"]["key"]),
            source=template(document["source"]["key"]).source,
            sources=tuple(document["sources"]),
            options=dict(document["options"]),
        )
        return Figures(observed=observed, found=find(observed))

    def find(self, observed: Round) -> Found:
        """Return the findings of a round; see `samsyn.methods.statistics.find.find`."""
        return find(observed)

    def sections(self, observed: Round, found: Found, edition: Edition) -> Sequence[Section]:
        """Return the sections of an edition."""
        return sections(observed, found, edition)


STATISTICS = Statistics()
