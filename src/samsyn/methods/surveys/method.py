"""Surveys as the cycle sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.disclosure import THRESHOLD
from samsyn.methods.surveys.find import NAME, VERSION, find
from samsyn.methods.surveys.register import SOURCE, asked
from samsyn.methods.surveys.sections import sections, sentence
from samsyn.period import parse
from samsyn.provenance import canonical, digest
from samsyn.table import AreaSet, Table

SCHEMA = "samsyn.survey/1"


@dataclass(frozen=True, kw_only=True)
class SurveyTold:
    """What a survey says in each edition. Keeps `samsyn.methods.Told`."""

    observed: Round
    found: Found

    def limited_to(self, own: Sequence[str]) -> SurveyTold:
        """Return the same: answers are tied to no place."""
        return self

    def sentence(self, edition: Edition, threshold: int = THRESHOLD) -> str:
        """Return what an edition says."""
        return sentence(self.found, edition, threshold)

    def sections(self, edition: Edition, threshold: int = THRESHOLD) -> Sequence[Section]:
        """Return the sections of an edition."""
        return sections(asked(self.observed.options), self.found, edition, threshold)

    def document(self, edition: Edition, threshold: int = THRESHOLD) -> Mapping[str, Any]:
        """Return an edition as plain JSON values; only the internal one holds every figure."""
        internal = edition is Edition.INTERNAL
        period = self.observed.period
        body = {
            "schema": SCHEMA,
            "edition": edition.value,
            "period": {"key": str(period), "label": period.label},
            "sentence": self.sentence(edition, threshold),
            "method": {"name": NAME, "version": VERSION},
            "sources": list(self.observed.sources),
            "survey": dict(self.observed.options),
            "findings": [asdict(one) for one in self.found.findings] if internal else [],
            "refusals": [asdict(one) for one in self.found.refusals],
        }
        plain: dict[str, Any] = canonical(body)
        return {**plain, "digest": digest(plain)}


@dataclass(frozen=True)
class Surveys:
    """Answers counted, with who was asked and who was silent. Keeps `samsyn.cycle.Method`."""

    name: str = NAME
    version: str = VERSION
    instrument: str | None = "surveys"

    def example(self) -> Round:
        """Return a small invented survey."""
        from samsyn.methods.surveys.example import example_round

        return example_round()

    def tell(self, rows: Table, document: Mapping[str, Any], areas: AreaSet | None) -> SurveyTold:
        """Return what an internal document tells of, made again from its frozen rows."""
        observed = Round(
            table=rows,
            period=parse(document["period"]["key"]),
            source=SOURCE,
            sources=tuple(document["sources"]),
            options=document["survey"],
        )
        return SurveyTold(observed=observed, found=find(observed))

    def find(self, observed: Round) -> Found:
        """Return the findings of a survey; see `samsyn.methods.surveys.find.find`."""
        return find(observed)

    def sections(self, observed: Round, found: Found, edition: Edition) -> Sequence[Section]:
        """Return the sections of an edition."""
        return sections(asked(observed.options), found, edition)


SURVEYS = Surveys()
