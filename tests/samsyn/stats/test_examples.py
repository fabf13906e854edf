"""The examples in the docstrings of the statistics give what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from samsyn import stats

MODULES = [
    one.name
    for one in pkgutil.walk_packages(stats.__path__, "samsyn.stats.")
    if not one.name.endswith("kernel") and not one.ispkg
]
FINDER = doctest.DocTestFinder(exclude_empty=True)
SHOWN = {
    *("poisson_interval", "rate_ratio", "e_test", "wilson", "benjamini_hochberg", "weekday_hour", "stl"),
    *("farrington_flexible", "short_history", "ears", "bayes", "cusum", "gi_star", "moran", "near_repeat"),
    *(
        "density_clusters",
        "gini",
        "gini_corrected",
        "weighted_difference",
        "krippendorff_alpha",
        "cohen_kappa",
    ),
}
"""Functions that people begin with: each shows how it is called."""


def examples(name: str) -> list[doctest.DocTest]:
    module = importlib.import_module(name)
    return [one for one in FINDER.find(module, name, extraglobs={"__name__": name}) if one.examples]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_give_what_they_say(name: str) -> None:
    runner = doctest.DocTestRunner(verbose=False)
    told: list[str] = []
    for one in examples(name):
        runner.run(one, out=told.append)
    assert told == []


def test_what_people_begin_with_is_shown() -> None:
    found = {one.name.rpartition(".")[2] for name in MODULES for one in examples(name)}
    assert set() == SHOWN - found


def test_a_wrong_example_is_found() -> None:
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, None)
    told: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(wrong, out=told.append).failed == 1
    assert told != []
