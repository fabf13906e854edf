"""
Published examples with a known answer, computed again.

    ./samsyn dev benchmarks/validation/known.py

VALIDATION holds records with `method`, `kind`, `what` and `compute`, which returns `found` (text) and `holds`. TABLE is
what was published, and where.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from samsyn.stats.agreement import intraclass, krippendorff_alpha
from samsyn.stats.concentration import gini, gini_corrected
from samsyn.stats.effect import weighted_difference
from samsyn.stats.nearrepeat import near_repeat
from samsyn.stats.proportion import wilson
from samsyn.stats.rate import e_test, poisson_interval

N = np.nan
EXAMPLE_C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
RATERS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
PLACES = [3, 1, 1, 0, 0, 0, 0, 0, 0, 0]


def _wdd() -> list[float]:
    found = weighted_difference(
        (308, 318), (207, 110), displacement=(178, 157), displacement_control=(150, 140)
    )
    return [found.total.value, found.total.standard_error, found.total.z]


def bands() -> dict[str, Any]:
    """One pair at exactly 100 m and 7 days, which belongs to the bands above, and one at 99 m and 6 days."""
    found = near_repeat(
        [0, 100, 5000, 5099],
        [0, 0, 0, 0],
        [0, 7, 500, 506],
        space_m=[0, 1, 100, 200],
        time_days=[0, 7, 14],
        permutations=0,
    )
    counted = {
        f"{row.text} m and {column.text} days": int(found.table.observed[i, j])
        for i, row in enumerate(found.table.rows)
        for j, column in enumerate(found.columns)
        if found.table.observed[i, j]
    }
    return {
        "found": ", ".join(f"{n} pair in {name}" for name, n in counted.items()),
        "holds": counted == {"[1, 100) m and [0, 7) days": 1, "[100, 200) m and [7, 14) days": 1},
    }


TABLE: list[tuple[str, str, Callable[[], Any], list[float], int]] = [
    (
        "gini, gini_corrected",
        "3, 1 and 1 events on ten places; Bernasco & Steenbeek 2017",
        lambda: [gini(PLACES), gini_corrected(PLACES)],
        [0.78, 0.56],
        2,
    ),
    (
        "poisson_interval exact",
        "10 events; Garwood 1936",
        lambda: [float(one) for one in poisson_interval(10)],
        [4.795, 18.390],
        3,
    ),
    (
        "poisson_interval byar",
        "10 events; Breslow & Day 1987",
        lambda: [float(one) for one in poisson_interval(10, method="byar")],
        [4.79, 18.39],
        2,
    ),
    (
        "wilson",
        "81 of 263; Newcombe 1998, table I",
        lambda: [float(one) for one in wilson(81, 263)],
        [0.2553, 0.3662],
        4,
    ),
    (
        "e_test",
        "0 against 3, and 6 against 2; Krishnamoorthy & Thomson 2004",
        lambda: [float(e_test(0, 1, 3, 1)), float(e_test(6, 1, 2, 1))],
        [0.0884, 0.1749],
        4,
    ),
    (
        "weighted_difference",
        "value, standard error and z; the authors' own function (Wheeler & Ratcliffe 2018)",
        _wdd,
        [-118, 39.598, -2.980],
        3,
    ),
    (
        "krippendorff_alpha",
        "example C, nominal, ordinal, interval, ratio; Krippendorff 2011",
        lambda: [
            krippendorff_alpha(EXAMPLE_C, level=level).value
            for level in ("nominal", "ordinal", "interval", "ratio")
        ],
        [0.743, 0.815, 0.849, 0.797],
        3,
    ),
    (
        "intraclass",
        "six targets, four raters; Shrout & Fleiss 1979",
        lambda: [one.value for one in intraclass(RATERS).forms],
        [0.17, 0.29, 0.71, 0.44, 0.62, 0.91],
        2,
    ),
]
"""Method, what and where published, how it is computed, what was published, to how many decimals."""


def compared(compute: Callable[[], Any], told: list[float], decimals: int) -> dict[str, Any]:
    """Beside each other, to the decimals that were published."""
    found = [float(one) for one in compute()]
    holds = len(found) == len(told) and np.allclose(found, told, atol=0.5001 * 10**-decimals, rtol=0)

    def listed(values: list[float]) -> str:
        return ", ".join(f"{value:.{decimals}f}" for value in values)

    return {"found": f"{listed(found)}; published {listed(told)}", "holds": bool(holds)}


VALIDATION = [
    {
        "method": method,
        "kind": "known answer",
        "what": what,
        "compute": lambda compute=compute, told=told, decimals=decimals: compared(compute, told, decimals),
    }
    for method, what, compute, told, decimals in TABLE
] + [
    {
        "method": "near_repeat",
        "kind": "by hand",
        "what": "a pair at exactly 100 m and 7 days, and one at 99 m and 6 days",
        "compute": bands,
    }
]


if __name__ == "__main__":
    for record in VALIDATION:
        answer = record["compute"]()
        print(
            f"{record['method']}; {record['what']}: {answer['found']}{'' if answer['holds'] else '  FAILS'}"
        )
