"""
Agreement with independent programs: their figures, kept as data, beside Samsyn's on the same data.

    ./samsyn dev benchmarks/validation/peers.py

The figures stand in tests/samsyn/stats/reference/, made by make_reference.R there (R and its packages) and by esda;
each file says what made it. VALIDATION holds records with `method`, `kind`, `what` and `compute`, which returns `found`
(text) and `holds`.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from samsyn.stats.autocorrelation import geary, moran  # noqa: E402
from samsyn.stats.change import bayes, cusum, ears, farrington_flexible, farrington_original  # noqa: E402
from samsyn.stats.change import enough_events as enough  # noqa: E402
from samsyn.stats.decompose import stl  # noqa: E402
from samsyn.stats.hotspot import gi_star  # noqa: E402
from samsyn.stats.local_moran import local_moran  # noqa: E402
from samsyn.stats.multiplicity import benjamini_hochberg  # noqa: E402
from samsyn.stats.neighbours import neighbours_of_pairs  # noqa: E402
from samsyn.stats.proportion import clopper_pearson, wilson  # noqa: E402
from samsyn.stats.rate import poisson_interval  # noqa: E402
from tests.support.count_series import series  # noqa: E402

R = "R surveillance 1.20.3"


@cache
def stored(name: str) -> Any:
    """The figures of a peer."""
    return json.loads((ROOT / f"tests/samsyn/stats/reference/{name}.json").read_text(encoding="utf-8"))


def numbers(values: Any) -> np.ndarray:
    """Figures with what is no number as NaN."""
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def beside(pairs: list[tuple[Any, Any]], within: float) -> dict[str, Any]:
    """The largest difference of all, relative to the peer's figure where that is above 1."""
    apart, many = 0.0, 0
    for ours, theirs in pairs:
        one, other = np.asarray(ours, dtype=float).ravel(), numbers(np.ravel(theirs))
        told = ~np.isnan(other)
        same = np.abs(one - other)[told] / np.maximum(np.abs(other[told]), 1)
        apart, many = max(apart, float(same.max(initial=0))), many + int(told.sum())
    bound = f"within {within:.0e}" if apart <= within else f"up to {apart:.1e} apart"
    return {"found": f"{many:,} figures {bound}", "holds": many > 0 and apart <= within}


def flexible() -> dict[str, Any]:
    """Limits in compatibility mode."""
    told = stored("farrington")
    when, level = np.array(told["assessed"]) - 1, 1 - 2 * told["settings"]["flexible"]["alpha"]
    pairs = []
    for kind, reference in told["weekly"]["flexible"].items():
        found = farrington_flexible([series(kind)], assessed=when, level=level, compat="surveillance")
        pairs.append((found.high[0], reference["upper"]))
    return beside(pairs, 1e-7)


def original() -> dict[str, Any]:
    """Limits in compatibility mode, 0 where there are few events."""
    pairs = []
    for kind, reference in stored("change")["original"].items():
        when = np.array(reference["judged"]) - 1
        found = farrington_original([series(kind)], assessed=when, level=0.9, compat="surveillance")
        upper = np.where(enough([series(kind)], assessed=when)[0], found.high[0], 0.0)
        pairs.append((upper, reference["upper"]))
    return beside(pairs, 1e-6)


def early(variant: Any) -> dict[str, Any]:
    """Limits of one of the three variants."""
    from scipy.stats import norm

    told, pairs = stored("ears"), []
    for kind, reference in told["variants"][variant].items():
        limit = float(norm.ppf(1 - told["alpha"][variant]))
        found = ears(
            [series(kind)], variant=variant, assessed=slice(19, 312), limit=limit, compat="surveillance"
        )
        pairs.append((found.high[0], reference["upper"]))
    return beside(pairs, 1e-12)


def sums() -> dict[str, Any]:
    """Bounds of cumulative sums, three transformations, constant and seasonal mean."""
    pairs = []
    for transformation, means in stored("change")["cusum"].items():
        for mean, kinds in means.items():
            for kind, reference in kinds.items():
                if kind == "empty":
                    continue
                found = cusum(
                    [series(kind)],
                    assessed=np.array(reference["judged"]) - 1,
                    mean=mean,
                    transformation=transformation,
                    compat="surveillance",
                )
                pairs.append((found.bound[0], reference["upper"]))
    return beside(pairs, 1e-6)


def bayesian() -> dict[str, Any]:
    """Limits from six weeks of the same year."""
    pairs = []
    for kind, reference in stored("change")["bayes"]["b0w6"].items():
        found = bayes([series(kind)], assessed=np.array(reference["judged"]) - 1, level=0.9)
        pairs.append((found.high[0], reference["upper"]))
    return beside(pairs, 1e-12)


def decomposed() -> dict[str, Any]:
    """Season and trend of weeks and of months."""
    told, pairs = stored("stl"), []
    for kind in ("busy", "rising", "large"):
        found, one = stl([series(kind)], period=52), told["weekly"][kind]
        pairs += [(found.season[0], one["seasonal"]), (found.trend[0], one["trend"])]
    months = stl([series("seasonal")[:84]], period=12)
    pairs += [(months.season[0], told["monthly"]["seasonal"]), (months.trend[0], told["monthly"]["trend"])]
    return beside(pairs, 1e-9)


def intervals(method: str) -> dict[str, Any]:
    """Limits of counts and of shares."""
    told = stored("intervals")
    if method == "garwood":
        return beside([(np.column_stack(poisson_interval(told["counts"])), told["garwood"])], 1e-7)
    call = {"wilson": wilson, "clopper_pearson": clopper_pearson}[method]
    return beside([(call(*case["counts"]), case["limits"]) for case in told[method]], 1e-7)


def adjusted() -> dict[str, Any]:
    """Adjusted p-values."""
    told = stored("intervals")["bh"]
    return beside([(benjamini_hochberg(told["p"]).adjusted, told["adjusted"])], 1e-12)


def columbus(what: str) -> dict[str, Any]:
    """Crime in 49 neighbourhoods of Columbus, Ohio; neighbours touch at least at a corner."""
    told = stored("columbus")
    crime, near = told["crime"], neighbours_of_pairs(*np.array(told["pairs"]).T, 49)
    if what == "gi_star":
        return beside([(gi_star(crime, near).z, told["gi_star"])], 1e-9)
    if what == "local_moran":  # esda divides by the variance over n - 1
        found = local_moran(crime, near, rng=np.random.default_rng(1), permutations=99)
        return beside([(found.value * 48 / 49, told["local_moran"])], 1e-9)
    found, one = moran(crime, near), told["moran"]
    ours = [found.value, found.variance_normal, found.variance_random, found.z_normal]
    theirs = [one["I"], one["VI_norm"], one["VI_rand"], one["z_norm"]]
    return beside([(ours, theirs), (geary(crime, near).value, [told["geary"]])], 1e-9)


def _record(method: str, what: str, compute: Any) -> dict[str, Any]:
    return {"method": method, "kind": "agreement", "what": what, "compute": compute}


VALIDATION = [
    _record("farrington_flexible", f"limits, compatibility mode; {R}", flexible),
    _record("farrington_original", f"limits, compatibility mode; {R}", original),
    *(
        _record(f"ears {variant}", f"limits, compatibility mode; {R}", lambda variant=variant: early(variant))
        for variant in ("C1", "C2", "C3")
    ),
    _record("cusum", f"bounds, compatibility mode; {R}", sums),
    _record("bayes", f"limits; {R}", bayesian),
    _record("stl", "season and trend; R 4.2.2 stl", decomposed),
    _record("poisson_interval exact", "limits; R 4.2.2 poisson.test", lambda: intervals("garwood")),
    _record("wilson", "limits; R 4.2.2 prop.test", lambda: intervals("wilson")),
    _record("clopper_pearson", "limits; R 4.2.2 binom.test", lambda: intervals("clopper_pearson")),
    _record("benjamini_hochberg", "adjusted p-values; R 4.2.2 p.adjust", adjusted),
    _record("gi_star", "z, Columbus; esda 2.9.0", lambda: columbus("gi_star")),
    _record("local_moran", "I, Columbus; esda 2.9.0", lambda: columbus("local_moran")),
    _record(
        "moran, geary", "values, variances and z, Columbus; esda 2.9.0", lambda: columbus("moran, geary")
    ),
]


if __name__ == "__main__":
    for record in VALIDATION:
        answer = record["compute"]()
        print(
            f"{record['method']}; {record['what']}: {answer['found']}{'' if answer['holds'] else '  FAILS'}"
        )
