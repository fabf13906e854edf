"""Crime proofing as the cycle sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.disclosure import THRESHOLD
from samsyn.methods.crimeproofing.find import NAME, VERSION, find
from samsyn.methods.crimeproofing.register import SOURCE
from samsyn.methods.crimeproofing.sections import sections, sentence
from samsyn.period import parse
from samsyn.provenance import canonical, digest
from samsyn.table import AreaSet, Table

SCHEMA = "samsyn.risks/1"


@dataclass(frozen=True, kw_only=True)
class Register:
    """What a register of risks says in each edition. Keeps `samsyn.methods.Told`."""

    observed: Round
    found: Found

    def limited_to(self, own: Sequence[str]) -> Register:
        """Return the same: rules are no places, so areas limit nothing that the partner edition shows."""
        return self

    def sentence(self, edition: Edition, threshold: int = THRESHOLD) -> str:
        """Return what an edition says."""
        return sentence(self.found, edition, threshold)

    def sections(self, edition: Edition, threshold: int = THRESHOLD) -> Sequence[Section]:
        """Return the sections of an edition."""
        return sections(self.found, edition, threshold)

    def document(self, edition: Edition, threshold: int = THRESHOLD) -> Mapping[str, Any]:
        """Return an edition as plain JSON values; only the internal one holds figures by level and type."""
        internal = edition is Edition.INTERNAL
        period = self.observed.period
        body = {
            "schema": SCHEMA,
            "edition": edition.value,
            "period": {"key": str(period), "label": period.label},
            "sentence": self.sentence(edition, threshold),
            "method": {"name": NAME, "version": VERSION},
            "sources": list(self.observed.sources),
            "findings": [asdict(one) for one in self.found.findings] if internal else [],
            "refusals": [asdict(one) for one in self.found.refusals] if internal else [],
        }
        plain: dict[str, Any] = canonical(body)
        return {**plain, "digest": digest(plain)}


@dataclass(frozen=True)
class CrimeProofing:
    """Risks in rules: how many, how serious, of which type, and what protection does. Keeps `samsyn.cycle.Method`."""

    name: str = NAME
    version: str = VERSION
    instrument: str | None = "crimeproofing"

    def example(self) -> Round:
        """Return a small invented register."""
        from samsyn.methods.crimeproofing.example import example_round

        return example_round()

    def tell(self, rows: Table, document: Mapping[str, Any], areas: AreaSet | None) -> Register:
        """Return what an internal document tells of, made again from its frozen rows."""
        observed = Round(
            table=rows,
            period=parse(document["period"]["key"]),
            source=SOURCE,
            sources=tuple(document["sources"]),
        )
        return Register(observed=observed, found=find(observed))

    def find(self, observed: Round) -> Found:
        """Return the findings of a register; see `samsyn.methods.crimeproofing.find.find`."""
        return find(observed)

    def sections(self, observed: Round, found: Found, edition: Edition) -> Sequence[Section]:
        """Return the sections of an edition."""
        return sections(found, edition)


CRIMEPROOFING = CrimeProofing()
