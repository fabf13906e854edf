"""Readiness as the cycle sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.disclosure import THRESHOLD
from samsyn.methods.readiness.find import NAME, VERSION, find, measured
from samsyn.methods.readiness.register import SOURCE
from samsyn.methods.readiness.sections import sections, sentence
from samsyn.period import parse
from samsyn.provenance import canonical, digest
from samsyn.table import AreaSet, Table

SCHEMA = "samsyn.readiness/1"


@dataclass(frozen=True, kw_only=True)
class ReadinessTold:
    """What a measurement says in each edition. Keeps `samsyn.methods.Told`."""

    observed: Round
    found: Found

    def limited_to(self, own: Sequence[str]) -> ReadinessTold:
        """Return the same: interviews are tied to no place."""
        return self

    def sentence(self, edition: Edition, threshold: int = THRESHOLD) -> str:
        """Return what an edition says."""
        return sentence(self.found, edition, threshold)

    def sections(self, edition: Edition, threshold: int = THRESHOLD) -> Sequence[Section]:
        """Return the sections of an edition."""
        return sections(measured(self.observed.options), self.found, edition, threshold)

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
            "measurement": dict(self.observed.options),
            "findings": [asdict(one) for one in self.found.findings] if internal else [],
            "refusals": [asdict(one) for one in self.found.refusals],
        }
        plain: dict[str, Any] = canonical(body)
        return {**plain, "digest": digest(plain)}


@dataclass(frozen=True)
class Readiness:
    """Interviews scored by two, agreed on and compared where they can be. Keeps `samsyn.cycle.Method`."""

    name: str = NAME
    version: str = VERSION
    instrument: str | None = "readiness"

    def example(self) -> Round:
        """Return an invented measurement and the one before it."""
        from samsyn.methods.readiness.example import example_round

        return example_round()

    def tell(self, rows: Table, document: Mapping[str, Any], areas: AreaSet | None) -> ReadinessTold:
        """Return what an internal document tells of, made again from its frozen rows."""
        observed = Round(
            table=rows,
            period=parse(document["period"]["key"]),
            source=SOURCE,
            sources=tuple(document["sources"]),
            options=document["measurement"],
        )
        return ReadinessTold(observed=observed, found=find(observed))

    def find(self, observed: Round) -> Found:
        """Return the findings of a measurement; see `samsyn.methods.readiness.find.find`."""
        return find(observed)

    def sections(self, observed: Round, found: Found, edition: Edition) -> Sequence[Section]:
        """Return the sections of an edition."""
        return sections(measured(observed.options), found, edition)


READINESS = Readiness()
