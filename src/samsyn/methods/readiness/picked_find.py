"""What a finished measurement says in a picture: each dimension, the whole, and the change or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from samsyn.cycle import Finding, Found, Refusal, Round, Status
from samsyn.methods.picked_method import PICKED
from samsyn.methods.readiness.change import Code, Validity, compare
from samsyn.methods.readiness.find import Measurement, measured
from samsyn.methods.readiness.picks import CHANGE, MEASUREMENT, SEED, WHOLE, counted_points, counted_scores
from samsyn.methods.readiness.profile import mean_interval, profile
from samsyn.methods.readiness.register import BEFORE, NOW

DRAWN = 1000
REFUSED = "change_refused"
KEYS: dict[str, str] = {
    "dimension": "poäng i dimensionen, medelvärde av det som bedömarna enades om",
    "overall": "beredskap i helhet, medelvärde av dimensionerna",
    "change": "förändring mot mätningen före, i poäng",
    REFUSED: "förändring mot mätningen före, som inte jämförs",
}
WORDS = {Code.NOT_RELEVANT: "inte relevant", Code.ACTIVITY_LEVEL: "följ upp aktiviteterna i stället"}


def find_picked(observed: Round) -> Found:
    """
    Score a finished measurement from counted scores.

    Parameters
    ----------
    observed : Round
        Rows as in `picks.COUNTED`; options as `picks.picked_round` gives them.

    Returns
    -------
    Found
        `dimension` for each dimension and `overall`; of the measurement before, `change` for each dimension, or one
        `change_refused` whose reason says why the two are not compared.
    """
    frame = observed.table.frame
    if frame.is_empty():
        return Found()
    said = measured(observed.options[MEASUREMENT])
    now = counted_scores(frame, NOW, wave=said.wave, mode=said.mode)
    if now is None:
        return Found()
    work = Measurement(observed=observed, said=said, now=now)
    told = profile(now, rng=_rng(observed), resamples=DRAWN)
    findings = [work.dimension(one) for one in told.dimensions]
    low, high = mean_interval(counted_points(frame, WHOLE, None), _rng(observed), DRAWN)
    detail = {"stage": told.stage, "lowest": list(told.lowest), "doubts": list(told.doubts)}
    overall = work.finding(
        "overall", (float(told.overall), low, high), told.interviews, None, detail, kind=WHOLE
    )
    findings.append(overall)
    changes, refusals = _changed(observed, work) if CHANGE in observed.options[PICKED] else ([], [])
    return Found(
        findings=tuple(_drawn(one, observed) for one in (*findings, *changes)), refusals=tuple(refusals)
    )


def _rng(observed: Round) -> np.random.Generator:
    return np.random.default_rng(int(observed.options[SEED]))


def _drawn(one: Finding, observed: Round) -> Finding:
    """Return a finding that says where its randomness begins."""
    parameters = {**one.provenance.parameters, "seed": observed.options[SEED], "resamples": DRAWN}
    function = "samsyn.methods.readiness.picked_find.find_picked"
    return replace(one, provenance=replace(one.provenance, parameters=parameters, function=function))


def _changed(observed: Round, work: Measurement) -> tuple[list[Finding], list[Refusal]]:
    said = work.said
    before = counted_scores(
        observed.table.frame, BEFORE, wave=said.previous_wave, mode=said.previous_mode or said.mode
    )
    if before is None:
        return [], []
    validity = Validity(**dict(said.validity or {}))
    found = compare(before, work.now, validity, rng=_rng(observed), resamples=DRAWN)
    if found.refusal is None or found.code is None:
        doubts = list(found.doubts)
        return [
            replace(one, status=Status.STATED, detail={**_moved(one.detail), "doubts": doubts})
            for one in map(work.change, found.changes)
        ], []
    nan = float("nan")
    n = len(work.now.interviews)
    detail = {"code": found.code.value, "word": WORDS.get(found.code, "jämförs inte")}
    told = work.finding(REFUSED, (nan, nan, nan), n, None, detail, kind=None, missing=found.refusal.why)
    return [told], [found.refusal]


def _moved(detail: Mapping[str, Any]) -> dict[str, Any]:
    return {"earlier": detail["before"], "later": detail["after"], "word": detail["word"]}
