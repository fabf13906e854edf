"""The situational picture: from readings to figures, sections and the document that others can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from samsyn.cycle import Edition, Finding, Found, Round, Section, Status
from samsyn.errors import BadInput
from samsyn.files.reading import Reading
from samsyn.methods.incidents.coverage import coverage_sentence
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.findings import NAME
from samsyn.methods.incidents.options import THRESHOLD, VERSION, options
from samsyn.methods.incidents.origin import origin, said_by_rows
from samsyn.methods.incidents.prepare import prepare
from samsyn.methods.incidents.public import origin_of
from samsyn.methods.incidents.sections import sections
from samsyn.methods.incidents.sentence import sentence
from samsyn.methods.incidents.story import Story, story
from samsyn.methods.incidents.words import category_label
from samsyn.period import Period
from samsyn.provenance import canonical, digest
from samsyn.table import AreaSet

SCHEMA = "samsyn.picture/1"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """
    A situational picture of one period.

    Parameters
    ----------
    observed : Round
    found : Found
        Every figure, before disclosure control.
    origin : mapping
        The `source` part of the document: rows read, used, left out with reasons, and each file.
    title : str
    organisation : str
        Whose picture it is; empty where nobody says.
    assumed_period : bool
        Whether the period was proposed rather than asked for.
    own : tuple of str
        Keys of the areas that the partner edition is limited to; empty where it shows all.
    """

    observed: Round
    found: Found
    origin: Mapping[str, Any]
    title: str
    organisation: str = ""
    assumed_period: bool = False
    own: tuple[str, ...] = ()

    def story(self, edition: Edition = Edition.INTERNAL, threshold: int = THRESHOLD) -> Story:
        """Return the figures of an edition."""
        return story(self.observed, self.found, edition, threshold, self.own)

    def sentence(self, edition: Edition = Edition.INTERNAL, threshold: int = THRESHOLD) -> str:
        """Return what the picture says."""
        return sentence(self.story(edition, threshold))

    def sections(
        self, edition: Edition = Edition.INTERNAL, threshold: int = THRESHOLD
    ) -> tuple[Section, ...]:
        """Return the sections of an edition."""
        told = self.story(edition, threshold)
        return sections(told, self._origin(told))

    def document(self, edition: Edition = Edition.INTERNAL, threshold: int = THRESHOLD) -> dict[str, Any]:
        """
        Return the picture as plain JSON values; `docs/reference/json-contract.md` describes them.

        The same rows, period and settings give the same document, to the byte.
        """
        told = self.story(edition, threshold)
        period = self.observed.period
        body = {
            "schema": SCHEMA,
            "title": self.title,
            "organisation": self.organisation,
            "edition": edition.value,
            "threshold": threshold if edition is Edition.PUBLIC or told.own else None,
            **({"own_areas": list(told.own)} if told.own else {}),
            "period": {
                "key": str(period),
                "label": period.label,
                "kind": period.kind.value,
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
                "assumed": self.assumed_period,
                "complete": not coverage_sentence(self.observed),
            },
            "sentence": sentence(told),
            "method": {
                "name": NAME,
                "version": VERSION,
                "parameters": self._parameters(edition),
            },
            "source": self._origin(told),
            "areas": self._areas(told),
            "categories": self._categories(told),
            "findings": [self.finding_row(told, finding) for finding in told.findings],
            "refusals": [asdict(refusal) for refusal in told.refusals],
            "series": dict(told.series),
        }
        plain: dict[str, Any] = canonical(body)
        return {**plain, "digest": digest(plain)}

    def _parameters(self, edition: Edition) -> dict[str, Any]:
        """Return the settings; who was expected and silent stays within the house."""
        chosen = options(self.observed.options).parameters
        internal = edition is Edition.INTERNAL
        return {name: value for name, value in chosen.items() if internal or name != "stated"}

    def _origin(self, told: Story) -> dict[str, Any]:
        return origin_of(self.origin, Edition.PUBLIC if told.own else told.edition)

    def limited_to(self, own: Sequence[str]) -> Picture:
        """Return the same picture with a partner edition that is limited to areas, by name or key."""
        return replace(self, own=self.own_areas(own))

    def own_areas(self, given: Sequence[str]) -> tuple[str, ...]:
        """
        Return the keys of areas that are given by name or key, in the order of their names.

        Raises
        ------
        BadInput
            If the picture has no such area.
        """
        known = {f.area: self.story().area_name(f.area) for f in self.found.findings if f.area is not None}
        keys: set[str] = set()
        for one in given:
            called = [key for key, name in known.items() if name.casefold() == one.strip().casefold()]
            found = [one] if one in known else called
            if not found:
                listed = ", ".join(sorted(known.values())[:20]) or "inga"
                raise BadInput(f"Lägesbilden har inget område som heter {one}. De som finns: {listed}.")
            keys.update(found)
        return tuple(sorted(keys, key=lambda key: known[key]))

    def _areas(self, told: Story) -> list[dict[str, Any]]:
        areas = self.observed.areas
        if areas is None:
            return []
        population = areas.population or (None,) * len(areas.keys)
        return [
            {"key": key, "name": name, "population": people, "version": areas.version}
            for key, name, people in zip(areas.keys, areas.names, population, strict=True)
            if not told.own or key in told.own
        ]

    def _categories(self, told: Story) -> list[dict[str, str]]:
        keys = sorted({finding.category for finding in told.findings if finding.category is not None})
        return [{"key": key, "name": category_label(key)} for key in keys]

    @staticmethod
    def finding_row(told: Story, finding: Finding) -> dict[str, Any]:
        """Return a finding as the document states it."""
        estimate = finding.estimate
        unsaid = finding.status is Status.SILENT and estimate.value is None
        return {
            "method": finding.method,
            "key": finding.key,
            "area": finding.area,
            "area_name": told.area_name(finding.area) if finding.area is not None else None,
            "category": finding.category,
            "category_name": category_label(finding.category) if finding.category is not None else None,
            "period": str(finding.period),
            "value": estimate.value,
            "low": estimate.low,
            "high": estimate.high,
            "level": estimate.level,
            "unit": estimate.unit,
            "n": None if finding.status is Status.WITHHELD or unsaid else estimate.n,
            "status": finding.status.value,
            "reason": finding.reason,
            "detail": dict(finding.detail),
            "rows": asdict(finding.provenance.rows),
            "function": finding.provenance.function,
            "digest": finding.digest,
        }


def picture(
    readings: Sequence[Reading],
    *,
    period: Period | str | None = None,
    areas: AreaSet | None = None,
    chosen: Mapping[str, Any] | None = None,
    title: str = "",
    organisation: str = "",
) -> Picture:
    """
    Make the situational picture of a period from readings of files.

    Parameters
    ----------
    readings : sequence of Reading
    period : Period or str, optional
        The last whole week (or month) of the rows if left out.
    areas : AreaSet, optional
    chosen : mapping, optional
        Settings that differ from `Options`.
    title, organisation : str
        Words for the heading.

    Returns
    -------
    Picture

    Raises
    ------
    BadInput, BadPeriod
        If nothing can be read, or the period or a setting cannot be understood.
    Refused
        If the period is finer than the times that the source gives.
    """
    observed = prepare(readings, period=period, areas=areas, options=chosen)
    return Picture(
        observed=observed,
        found=find(observed),
        origin=origin(readings, observed),
        title=title or f"Lägesbild {observed.period.label}",
        organisation=organisation,
        assumed_period=period is None,
    )


def picture_again(observed: Round, document: Mapping[str, Any]) -> Picture:
    """
    Make a picture anew from the frozen rows of the one that a document tells of.

    Parameters
    ----------
    observed : Round
        The rows, and what they were understood by.
    document : mapping
        As `Picture.document` gives it, in any edition.

    Returns
    -------
    Picture
        Words for the heading, the partner's areas and how the files were read are the document's own; figures, and
        what the rows themselves say, are not.

    Raises
    ------
    BadInput
        If a setting is unknown.
    """
    origin = {**document["source"], **said_by_rows(observed)}
    if origin["rows_used"] is not None:
        origin["rows_used"] = len(observed.table)
    return Picture(
        observed=observed,
        found=find(observed),
        origin=origin,
        title=document["title"],
        organisation=document["organisation"],
        assumed_period=document["period"]["assumed"],
        own=tuple(document.get("own_areas") or ()),
    )
