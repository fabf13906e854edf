"""A method whose rounds are tied to no place and told in one manner: what such methods share, said once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.disclosure import THRESHOLD
from samsyn.methods.picked_method import PICKED, PickedManner, PickedTold
from samsyn.period import parse
from samsyn.provenance import canonical, digest
from samsyn.table import AreaSet, Source, Table

Options = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Manner:
    """
    How a method counts and tells.

    Parameters
    ----------
    schema : str
        Name of the JSON document, such as "samsyn.survey/1".
    instrument : str
        Name of the YAML under `samsyn/instruments/`.
    options_key : str
        Under which key the document holds the round's options; empty where a round has none.
    outside_refusals : bool
        Whether editions other than the internal one say what was not computed.
    example, find, sentence, sections : callables
        The method's own functions; `sections` takes the round's options first.
    """

    name: str
    version: str
    schema: str
    instrument: str
    source: Source
    options_key: str = ""
    outside_refusals: bool = True
    example: Callable[[], Round]
    find: Callable[[Round], Found]
    sentence: Callable[[Found, Edition, int], str]
    sections: Callable[[Options, Found, Edition, int], Sequence[Section]]


@dataclass(frozen=True, kw_only=True)
class RoundTold:
    """What a round says in each edition. Keeps `samsyn.methods.Told`."""

    manner: Manner
    observed: Round
    found: Found

    def limited_to(self, own: Sequence[str]) -> RoundTold:
        """Return the same: the rows are tied to no place, so areas limit nothing."""
        return self

    def sentence(self, edition: Edition, threshold: int = THRESHOLD) -> str:
        """Return what an edition says."""
        return self.manner.sentence(self.found, edition, threshold)

    def sections(self, edition: Edition, threshold: int = THRESHOLD) -> Sequence[Section]:
        """Return the sections of an edition."""
        return self.manner.sections(self.observed.options, self.found, edition, threshold)

    def document(self, edition: Edition, threshold: int = THRESHOLD) -> Mapping[str, Any]:
        """Return an edition as plain JSON values; only the internal one holds every figure."""
        internal, manner, period = edition is Edition.INTERNAL, self.manner, self.observed.period
        refused = internal or manner.outside_refusals
        body = {
            "schema": manner.schema,
            "edition": edition.value,
            "period": {"key": str(period), "label": period.label},
            "sentence": self.sentence(edition, threshold),
            "method": {"name": manner.name, "version": manner.version},
            "sources": list(self.observed.sources),
            "findings": [asdict(one) for one in self.found.findings] if internal else [],
            "refusals": [asdict(one) for one in self.found.refusals] if refused else [],
        }
        if manner.options_key:
            body[manner.options_key] = dict(self.observed.options)
        plain: dict[str, Any] = canonical(body)
        return {**plain, "digest": digest(plain)}


@dataclass(frozen=True)
class RoundMethod:
    """
    A method told in a manner. Keeps `samsyn.methods.TellingMethod`.

    `picked` is how figures that people have picked out of a round are told, and `picked_source` what their source is,
    from its name and the round's options; none where a method offers no such thing.
    """

    manner: Manner
    picked: PickedManner | None = None
    picked_source: Callable[[str, Options], Source] | None = None

    @property
    def name(self) -> str:
        """Name in findings and addresses."""
        return self.manner.name

    @property
    def version(self) -> str:
        """Version of the computations."""
        return self.manner.version

    @property
    def instrument(self) -> str | None:
        """Name of the method's YAML."""
        return self.manner.instrument

    def example(self) -> Round:
        """Return an invented round."""
        return self.manner.example()

    def told(self, observed: Round) -> RoundTold:
        """Return what a round says."""
        return RoundTold(manner=self.manner, observed=observed, found=self.find(observed))

    def tell(self, rows: Table, document: Mapping[str, Any], areas: AreaSet | None) -> RoundTold | PickedTold:
        """Return what an internal document tells of, made again from its frozen rows."""
        options = document.get("options", {})
        if self.picked is not None and self.picked_source is not None and PICKED in options:
            return self.picked.told(
                Round(
                    table=rows,
                    period=parse(document["period"]["key"]),
                    source=self.picked_source(document["source"]["name"], options),
                    sources=tuple(document["sources"]),
                    options=dict(options),
                )
            )
        key = self.manner.options_key
        return self.told(
            Round(
                table=rows,
                period=parse(document["period"]["key"]),
                source=self.manner.source,
                sources=tuple(document["sources"]),
                options=document[key] if key else {},
            )
        )

    def find(self, observed: Round) -> Found:
        """Return the findings of a round."""
        return self.manner.find(observed)

    def sections(self, observed: Round, found: Found, edition: Edition) -> Sequence[Section]:
        """Return the sections of an edition."""
        return RoundTold(manner=self.manner, observed=observed, found=found).sections(edition)
