"""What an edition withholds of findings."""

from datetime import date

from samsyn.cycle import Edition, Estimate, Finding, Status
from samsyn.disclosure import protect_findings
from samsyn.period import Period
from samsyn.provenance import Provenance, Rows

WEEK = Period(start=date(2024, 9, 30), end=date(2024, 10, 7))


def _finding(key, n, *, area=None, category=None, detail=None, value=None):
    return Finding(
        method="incidents",
        key=key,
        period=WEEK,
        area=area,
        category=category,
        estimate=Estimate(
            value=float(n if value is None else value), low=0.0, high=99.0, unit="rapporter", n=n
        ),
        provenance=Provenance(
            sources=("s",),
            function="f",
            version="incidents/1",
            rows=Rows(area=area, category=category),
        ),
        detail=detail or {},
    )


FINDINGS = [
    _finding("count", 40),
    _finding("count", 3, area="asen"),
    _finding("count", 12, area="backa"),
    _finding("count", 25, area="centrum"),
    _finding("rate_per_1000", 3, area="asen", value=0.7),
    _finding("rate_per_1000", 12, area="backa", value=2.5),
    _finding("rate_per_1000", 25, area="centrum", value=4.1),
]


def _withheld(findings):
    return [(f.key, f.area) for f in findings if f.status is Status.WITHHELD]


def test_the_internal_edition_withholds_nothing():
    assert protect_findings(FINDINGS, Edition.INTERNAL) == FINDINGS


def test_a_partner_without_own_areas_sees_all():
    assert protect_findings(FINDINGS, Edition.PARTNER) == FINDINGS


def test_the_public_edition_hides_the_small_its_neighbour_and_their_rates():
    found = protect_findings(FINDINGS, Edition.PUBLIC)
    hidden = [("count", "asen"), ("count", "backa"), ("rate_per_1000", "asen"), ("rate_per_1000", "backa")]
    assert _withheld(found) == hidden


def test_a_withheld_finding_holds_no_number():
    found = protect_findings([_finding("count", 3, detail={"observed": 3})], Edition.PUBLIC)[0]
    assert (found.estimate.value, found.estimate.low, found.estimate.high) == (None, None, None)
    assert (found.estimate.n, found.detail) == (0, {})
    assert "färre än 5" in found.reason


def test_a_ratio_is_hidden_when_the_count_it_is_compared_with_is_small():
    ratio = _finding("ratio_to_earlier_year", 20, detail={"now": 20, "then": 2, "compared_with": "2023-W40"})
    assert protect_findings([ratio], Edition.PUBLIC)[0].status is Status.WITHHELD


def test_earlier_counts_cannot_be_worked_out_from_their_sum():
    def ratio(area, then):
        detail = {"now": 30, "then": then, "compared_with": "2023-W40"}
        return _finding("ratio_to_earlier_year", 30, area=area, detail=detail)

    found = protect_findings([ratio(None, 40), ratio("a", 3), ratio("b", 12), ratio("c", 25)], Edition.PUBLIC)
    assert [f.area for f in found if f.status is Status.WITHHELD] == ["a", "b"]


def test_the_threshold_can_be_set():
    assert _withheld(protect_findings(FINDINGS, Edition.PUBLIC, 3)) == []
