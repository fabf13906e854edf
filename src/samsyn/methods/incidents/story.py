"""The figures of one edition, easy to look up: what the sections and the sentence are written from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samsyn.cycle import Edition, Finding, Found, Refusal, Round, Status
from samsyn.disclosure import protect_findings, protect_own
from samsyn.methods.incidents.public import handed_out_series, public_refusals, public_series
from samsyn.methods.incidents.words import category_label

SILENT = "Underlag saknas: ingen som väntas rapportera i området svarade."
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
            "repeat",
            "near_repeat",
            "clusters",
            "cluster",
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
    own : tuple of str
        Keys of the areas that a partner edition is limited to; empty where it is not.
    """

    observed: Round
    edition: Edition
    findings: tuple[Finding, ...]
    refusals: tuple[Refusal, ...]
    series: Mapping[str, Any]
    threshold: int
    own: tuple[str, ...] = ()

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


def story(observed: Round, found: Found, edition: Edition, threshold: int, own: Sequence[str] = ()) -> Story:
    """Return the figures of an edition: what it leaves out is gone, small numbers are withheld."""
    if own and edition is Edition.PARTNER:
        return _own_story(observed, found, threshold, tuple(own))
    kept: Iterable[Finding] = (f for f in found.findings if f.key not in LEFT_OUT[edition])
    findings = tuple(protect_findings(tuple(kept), edition, threshold))
    if edition is Edition.PUBLIC:
        findings = _silenced(findings, _without_basis(found))
    return Story(
        observed=observed,
        edition=edition,
        findings=findings,
        refusals=public_refusals(found.refusals) if edition is Edition.PUBLIC else found.refusals,
        series=_series(observed, found, edition, findings, threshold),
        threshold=threshold,
    )


def _without_basis(found: Found) -> frozenset[str]:
    """Return the areas whose expected reporters were all silent; editions without levels say it in the figures."""
    levels = (f for f in found.findings if f.key == "area_level" and f.status is Status.GREY)
    return frozenset(f.area for f in levels if f.area is not None)


def _silenced(findings: Iterable[Finding], without_basis: frozenset[str]) -> tuple[Finding, ...]:
    """
    Return the findings with the zeros of silent areas as what they are: no basis.

    Who was silent is not said; that a zero there is no zero is.
    """
    return tuple(
        replace(
            f,
            estimate=replace(f.estimate, value=None, low=None, high=None),
            status=Status.SILENT,
            reason=SILENT,
            detail={},
        )
        if f.area in without_basis and f.estimate.value == 0
        else f
        for f in findings
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


def _own_story(observed: Round, found: Found, threshold: int, own: tuple[str, ...]) -> Story:
    """Return what a partner sees of its own areas, and of all areas together as the public edition tells it."""
    shown = story(observed, found, Edition.PUBLIC, threshold)
    beside = LEFT_OUT[Edition.PUBLIC]
    findings = tuple(
        finding
        for finding in protect_own(found.findings, own, threshold)
        if finding.key not in (LEFT_OUT[Edition.PARTNER] if finding.area else beside)
        and not (finding.key in beside and finding.status is Status.WITHHELD)
        and not _leaves_few(finding, found.series.get("trend") or {}, threshold)
        and set(finding.provenance.rows.areas) <= set(own)
    )
    silenced = tuple(_coarse(finding) for finding in _silenced(findings, _without_basis(found)))
    return replace(shown, edition=Edition.PARTNER, findings=silenced, own=own)


def _coarse(finding: Finding) -> Finding:
    """Return a cluster with expected numbers as they are read: all digits are a fraction of other areas' counts."""
    if finding.key != "cluster" or not finding.detail:
        return finding
    expected = {name: finding.detail[name] for name in ("expected", "expected_season")}
    rounded = {name: None if n is None else round(float(n), 1) for name, n in expected.items()}
    one = finding.estimate
    value, low, high = (None if n is None else round(n, 1) for n in (one.value, one.low, one.high))
    return replace(
        finding,
        estimate=replace(one, value=value, low=low, high=high),
        detail={**finding.detail, **rounded},
    )


def _leaves_few(finding: Finding, trend: Mapping[str, Any], threshold: int) -> bool:
    """Whether a figure over several periods, set against the totals in the chart, gives a small sum of other areas."""
    if finding.area is None or finding.category is not None or finding.detail.get("bins", 1) < 2:
        return False
    span = (finding.period.start.isoformat(), finding.period.end.isoformat())
    inside = [n for day, n in _points(trend) if span[0] <= day < span[1] and n is not None]
    return 0 < sum(inside) - int(finding.detail["observed"]) < threshold


def _points(trend: Mapping[str, Any]) -> Iterable[tuple[str, int | None]]:
    return zip(trend.get("periods", ()), trend.get("values", ()), strict=True)
