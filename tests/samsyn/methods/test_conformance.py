"""What every method must keep; runs on each that is registered in `samsyn.methods.METHODS`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from samsyn.cycle import Edition, Finding, Found, Method, Round, Status
from samsyn.methods import METHODS
from samsyn.provenance import canonical
from samsyn.table import Sensitivity, Table, empty, select

PERSONAL = {
    "a personal number": re.compile(r"(?<![\w.])(?:19|20)?\d{6}[-+]\d{4}(?!\w)"),
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    "a telephone number": re.compile(r"(?<![\w.])(?:\+46|0)7\d[- ]?\d{3}[ ]?\d{2}[ ]?\d{2}(?!\w)"),
}

each_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)


@cache
def example(name: str) -> Round:
    """The example round of a method, made once."""
    return next(method for method in METHODS if method.name == name).example()


@cache
def found_in(name: str) -> Found:
    """The findings of the example round, computed once."""
    return next(method for method in METHODS if method.name == name).find(example(name))


def without_rows(observed: Round) -> Round:
    """The same round with no row."""
    return replace(observed, table=Table(frame=empty(observed.table.rules), rules=observed.table.rules))


def plain(found: Found) -> Any:
    """Findings and refusals as plain values, to compare."""
    return canonical([found.findings, found.refusals, found.series])


@each_method
def test_what_is_found_can_be_written_as_json(method: Method) -> None:
    assert json.loads(json.dumps(plain(found_in(method.name)), allow_nan=False)) == plain(
        found_in(method.name)
    )


@each_method
def test_it_has_the_shape_of_a_method(method: Method) -> None:
    assert re.fullmatch(r"[a-z_]+", method.name)
    assert re.fullmatch(rf"{method.name}/[1-9]\d*", method.version)
    assert len(example(method.name).table) > 100


@each_method
def test_its_instrument_loads(method: Method) -> None:
    if method.instrument is not None:
        text = files("samsyn.instruments").joinpath(f"{method.instrument}.yaml").read_text(encoding="utf-8")
        assert "source_status" in text
        assert getattr(import_module("samsyn.instruments.load"), method.instrument)()


@each_method
def test_the_same_rows_give_the_same_findings(method: Method) -> None:
    again = method.find(method.example())
    assert [finding.digest for finding in again.findings] == [
        f.digest for f in found_in(method.name).findings
    ]
    assert plain(again) == plain(found_in(method.name))


@each_method
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_does_not_matter(method: Method, seed: int) -> None:
    observed = example(method.name)
    order = np.random.default_rng(seed).permutation(len(observed.table))
    shuffled = replace(observed, table=replace(observed.table, frame=observed.table.frame[order]))
    assert plain(method.find(shuffled)) == plain(found_in(method.name))


@each_method
def test_an_empty_round_gives_no_finding_and_no_error(method: Method) -> None:
    observed = without_rows(example(method.name))
    found = method.find(observed)
    assert found.findings == ()
    for edition in Edition:
        method.sections(observed, found, edition)


@each_method
def test_finding_does_not_change_the_round(method: Method) -> None:
    observed = method.example()
    before = observed.table.frame.clone()
    method.find(observed)
    assert observed.table.frame.equals(before)


def check_estimate(finding: Finding) -> None:
    """A value lies in its interval; a missing value has a status that says why."""
    estimate = finding.estimate
    assert estimate.unit, finding
    assert estimate.n >= 0, finding
    assert 0 < estimate.level < 1, finding
    numbers = (estimate.value, estimate.low, estimate.high)
    if None in numbers:
        assert numbers == (None, None, None), finding
        assert finding.reason, finding
    else:
        value, low, high = (float(number) for number in numbers if number is not None)
        assert np.isfinite([value, low, high]).all(), finding
        assert low <= value + 1e-9, finding
        assert value <= high + 1e-9, finding


@each_method
def test_every_finding_has_interval_unit_n_and_provenance(method: Method) -> None:
    findings = found_in(method.name).findings
    assert len(findings) > 10
    for finding in findings:
        check_estimate(finding)
        assert finding.method == method.name
        assert finding.provenance.version == method.version
        assert finding.provenance.sources == example(method.name).sources
        assert finding.provenance.sources
        assert finding.provenance.parameters
        assert finding.status is not Status.WITHHELD, "statistics never suppress"
        if finding.status is not Status.STATED:
            assert finding.reason, finding


@each_method
def test_every_finding_has_a_name_of_its_own(method: Method) -> None:
    names = [finding.digest for finding in found_in(method.name).findings]
    assert len(names) == len(set(names))


@each_method
def test_the_function_of_every_finding_can_be_found(method: Method) -> None:
    for name in {finding.provenance.function for finding in found_in(method.name).findings}:
        module, _, function = name.rpartition(".")
        assert callable(getattr(import_module(module), function)), name


@each_method
def test_the_rows_of_every_finding_can_be_selected_again(method: Method) -> None:
    observed = example(method.name)
    for finding in found_in(method.name).findings:
        rows = select(observed.table.frame, finding.provenance.rows)
        assert rows.height <= len(observed.table)
        if finding.key == "count":
            assert rows.height == finding.estimate.value == finding.estimate.n


@each_method
@pytest.mark.parametrize("edition", list(Edition))
def test_its_sections_render(method: Method, edition: Edition) -> None:
    sections = method.sections(example(method.name), found_in(method.name), edition)
    assert len({section.key for section in sections}) == len(sections) > 0
    for section in sections:
        assert section.title
        for table in (*section.tables, *(chart.table for chart in section.charts)):
            assert table.caption
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert len(table.links) in (0, len(table.rows))
        for chart in section.charts:
            assert chart.sentence
            assert chart.spec


@each_method
def test_every_link_leads_to_a_finding(method: Method) -> None:
    found = found_in(method.name)
    names = {finding.digest for finding in found.findings}
    links = {
        link
        for section in method.sections(example(method.name), found, Edition.INTERNAL)
        for link in [
            *(level.link for level in section.levels),
            *(link for table in section.tables for link in table.links),
            *(link for chart in section.charts for link in chart.table.links),
        ]
        if link
    }
    assert links
    assert links <= names


@each_method
def test_nothing_personal_is_in_a_finding_or_section(method: Method) -> None:
    observed, found = example(method.name), found_in(method.name)
    assert all(rule.sensitivity is Sensitivity.HARMLESS for rule in observed.table.rules)
    texts = [repr(plain(found)), repr(method.sections(observed, found, Edition.PUBLIC))]
    for what, pattern in PERSONAL.items():
        hits = [hit for text in texts for hit in pattern.findall(text)]
        assert hits == [], what


@each_method
def test_small_numbers_are_withheld_in_the_public_edition(method: Method) -> None:
    shown = method.sections(example(method.name), found_in(method.name), Edition.PUBLIC)
    counted = [
        cell
        for section in shown
        for table in (*section.tables, *(chart.table for chart in section.charts))
        for row in table.rows
        for column, cell in zip(table.columns, row, strict=True)
        if column.label.lower() in ("antal", "rapporter") and isinstance(cell, int | float)
    ]
    assert not [cell for cell in counted if 0 < cell < 5]


def test_the_patterns_find_what_they_name() -> None:
    text = "Ring 070-123 45 67 eller skriv till a.b@exempel.se om 19850101-1234; andelen är 0.0779667089."
    assert {what: len(pattern.findall(text)) for what, pattern in PERSONAL.items()} == dict.fromkeys(
        PERSONAL, 1
    )


def test_the_check_of_estimates_can_fail() -> None:
    finding = next(f for f in found_in("incidents").findings if f.estimate.value)
    broken = replace(finding, estimate=replace(finding.estimate, low=float(finding.estimate.value or 0) + 1))
    with pytest.raises(AssertionError):
        check_estimate(broken)
