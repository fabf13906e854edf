"""What differs between a bundle and a new computation is told, all of it and nothing else."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn import bundle
from samsyn.bundle.compare import FIELDS, PARTS, label
from samsyn.methods.incidents import VERSION
from samsyn.methods.incidents.keys import NAMES
from samsyn.provenance import digest
from tests.support.bundled import INPUT, PAGES, document, written

OPENED = bundle.read(written())
OTHER = bundle.Input(name="rapporter.csv", sha256="b" * 64)


def compared(changed: dict[str, Any] | None = None, **more: Any) -> bundle.Verdict:
    """The verdict on the small bundle against a document."""
    given = {"inputs": [INPUT], "pages": PAGES, "names": NAMES, **more}
    new = document() if changed is None else changed
    body = {name: value for name, value in new.items() if name != "digest"}
    return bundle.verify(OPENED, {**body, "digest": digest(body)}, **given)


def changed(path: list[Any], value: Any) -> dict[str, Any]:
    """The document with one value changed."""
    new = copy.deepcopy(document())
    at: Any = new
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return new


def test_the_same_is_identical() -> None:
    verdict = compared()
    assert verdict.identical
    assert verdict.differences == verdict.notes == ()
    assert verdict.findings == len(document()["findings"])
    assert set(verdict.pages) == set(PAGES)


def test_a_changed_figure_is_told_with_old_and_new() -> None:
    n = next(i for i, one in enumerate(document()["findings"]) if one["area_name"] == "Åsen")
    old = document()["findings"][n]
    new = changed(["findings", n, "value"], old["value"] + 1)
    (one,) = compared(new).differences
    assert one.kind == "finding"
    assert one.what == label(old, NAMES)
    assert "Åsen" in one.what
    assert (one.old, one.new) == ({"value": old["value"]}, {"value": old["value"] + 1})


@settings(max_examples=30, deadline=None)
@given(at=st.integers(0, 10**6), field=st.sampled_from(FIELDS))
def test_any_field_of_any_finding_is_noticed(at: int, field: str) -> None:
    n = at % len(document()["findings"])
    old = document()["findings"][n][field]
    value = {**old, "area": "annat"} if field == "rows" else "annat"
    (one,) = compared(changed(["findings", n, field], value)).differences
    assert (one.kind, one.old, one.new) == ("finding", {field: old}, {field: value})


@pytest.mark.parametrize("part", sorted(PARTS))
def test_any_other_part_is_noticed(part: str) -> None:
    (one, *_) = compared(changed([part], "annat")).differences
    assert one.kind == PARTS[part]
    assert one.what.startswith(part)


def test_every_part_of_the_document_is_compared() -> None:
    assert set(PARTS) | {"findings", "method", "digest"} == set(document()) | {"own_areas"}


def test_findings_that_come_and_go() -> None:
    fewer = document()
    gone = fewer["findings"].pop(1)
    (one,) = compared(fewer).differences
    assert (one.what, one.new) == (label(gone, NAMES), None)
    assert one.old is not None
    assert one.old["value"] == gone["value"]
    more = document()
    more["findings"].append({**gone, "area": "nytt", "area_name": "Nytt"})
    (one,) = compared(more).differences
    assert one.old is None
    assert "Nytt" in one.what


def test_the_order_of_findings_does_not_matter_to_what_is_told() -> None:
    swapped = document()
    swapped["findings"][1:3] = reversed(swapped["findings"][1:3])
    (one,) = compared(swapped).differences  # but the documents are not the same
    assert (one.kind, one.what) == ("text", "digest")


def test_a_method_of_another_version() -> None:
    (one,) = compared(changed(["method", "version"], "incidents/9")).differences
    assert (one.kind, one.old, one.new) == ("method", {"version": VERSION}, {"version": "incidents/9"})
    (one,) = compared(changed(["method", "parameters", "level"], 0.9)).differences
    assert (one.kind, one.old, one.new) == ("setting", {"value": 0.95}, {"value": 0.9})


def test_another_file_a_missing_one_and_one_too_many() -> None:
    (one,) = compared(inputs=[OTHER]).differences
    assert one.kind == "input"
    assert (one.old or {})["sha256"][0] + (one.new or {})["sha256"][0] == "ab"
    (one,) = compared(inputs=[]).differences
    assert one.new is None
    (one,) = compared(inputs=[INPUT, OTHER]).differences
    assert one.old is None
    renamed = replace(INPUT, name="annat.csv")
    assert compared(inputs=[renamed]).identical


def test_areas_that_were_not_there_before() -> None:
    (one,) = compared(areas=OTHER).differences
    assert (one.kind, one.old) == ("input", None)


def test_a_page_that_is_not_the_same() -> None:
    verdict = compared(pages={**PAGES, "picture.pdf": b"%PDF-2"})
    (one,) = verdict.differences
    assert (one.kind, one.what) == ("page", "picture.pdf")
    assert verdict.pages == ("picture.html",)


def test_pages_of_another_program_are_not_compared() -> None:
    about = OPENED.manifest
    other = replace(OPENED, manifest=replace(about, made_with={**about.made_with, "typst": "0.1"}))
    verdict = bundle.verify(other, document(), inputs=[INPUT], pages={"picture.pdf": b"x"})
    assert verdict.identical
    assert verdict.pages == ()
    assert "typst" in verdict.notes[0]
    older = replace(OPENED, manifest=replace(about, samsyn="0.0.1"))
    verdict = bundle.verify(older, document(), inputs=[INPUT], pages={"picture.pdf": b"x"})
    assert "Samsyn 0.0.1" in verdict.notes[0]
