"""The figures of one edition, easy to look up: what the sections and the sentence are written from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.cycle import Edition, Finding, Found, Refusal, Round, Status
from samsyn.disclosure import protect_findings
from samsyn.methods.incidents.public import handed_out_series, public_refusals, public_series
from samsyn.methods.incidents.words import category_label

# The public edition shows no levels, no hours, no names of who was silent and no hot places; a partner sees silence as
# a number. How gathered it is over few areas could be solved for small counts, so that is not public either.
LEFT_OUT = {
    Edition.INTERNAL: frozenset[str](),
    Edition.PARTNER: frozenset({"silent_reporter"}),
    Edition.PUBLIC: frozenset(
        {
            "silent_reporter",
            "area_level",
            "rhythm_weekday",
            "rhythm_hour",
            "rhythm_peak",
            "change",
            "change_pooled",
            "concentration",
            "hot_places",
            "hot_place",
        }
    ),
}


@dataclass(frozen=True, kw_only=True)
class Story:
    """
    The figures of one edition.

    Parameters
    ----------
    observed : Round
    edition : Edition
    findings : tuple of Finding
        After disclosure control.
    refusals : tuple of Refusal
    series : mapping
    threshold : int
        Smallest count that the edition shows.
    """

    observed: Round
    edition: Edition
    findings: tuple[Finding, ...]
    refusals: tuple[Refusal, ...]
    series: Mapping[str, Any]
    threshold: int

    def all(self, key: str) -> list[Finding]:
        """Return the findings of a key, in order."""
        return [finding for finding in self.findings if finding.key == key]

    def one(self, key: str, area: str | None = None, category: str | None = None) -> Finding | None:
        """Return the finding of a key about an area and a category, or none."""
        for finding in self.findings:
            if (finding.key, finding.area, finding.category) == (key, area, category):
                return finding
        return None

    def index(self, key: str) -> dict[tuple[str | None, str | None], Finding]:
        """Return the findings of a key by area and category."""
        return {(finding.area, finding.category): finding for finding in self.all(key)}

    def area_name(self, key: str | None) -> str:
        """Return an area's name."""
        if key is None:
            return "hela området"
        return self.observed.areas.name_of(key) if self.observed.areas else key

    def subject(self, finding: Finding) -> str:
        """Return what a finding is about, as a label: area, category or both."""
        parts = [self.area_name(finding.area)] if finding.area is not None else []
        if finding.category is not None:
            parts.append(category_label(finding.category))
        elif finding.key == "change_pooled":
            parts.append("ovanliga kategorier")
        return ": ".join(parts) or "Alla områden"

    def alarms(self) -> list[Finding]:
        """Return the changes that deviate, strongest first, pooled ones left out where a part says the same."""
        keys = ("change", "change_pooled")
        found = [f for f in self.findings if f.key in keys and f.status in (Status.ABOVE, Status.BELOW)]
        said = {(f.area, f.category, f.status) for f in found}
        kept = [f for f in found if not any((f.area, part, f.status) in said for part in _parts(f))]
        return sorted(kept, key=lambda f: (min(f.detail["q_above"], f.detail["q_below"]), -f.estimate.n))


def _parts(finding: Finding) -> Iterable[str]:
    return finding.detail.get("categories", ()) if finding.key == "change_pooled" else ()


def story(observed: Round, found: Found, edition: Edition, threshold: int) -> Story:
    """Return the figures of an edition: what it leaves out is gone, small numbers are withheld."""
    kept: Iterable[Finding] = (f for f in found.findings if f.key not in LEFT_OUT[edition])
    findings = tuple(protect_findings(tuple(kept), edition, threshold))
    return Story(
        observed=observed,
        edition=edition,
        findings=findings,
        refusals=public_refusals(found.refusals) if edition is Edition.PUBLIC else found.refusals,
        series=_series(observed, found, edition, findings, threshold),
        threshold=threshold,
    )


def _series(
    observed: Round, found: Found, edition: Edition, findings: tuple[Finding, ...], threshold: int
) -> Mapping[str, Any]:
    match edition:
        case Edition.INTERNAL:
            return found.series
        case Edition.PARTNER:
            return handed_out_series(found.series)
        case _:
            return public_series(observed, found.series, findings, threshold)
