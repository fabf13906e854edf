"""What the figures that people picked of a survey say, from counted answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from samsyn.cycle import Estimate, Finding, Found, Refusal, Round
from samsyn.instruments.surveys import Item
from samsyn.methods.surveys import picks as picking
from samsyn.methods.surveys.find import NAME, VERSION, find
from samsyn.methods.surveys.paired import paired_change
from samsyn.methods.surveys.picks import CHANGE, COMPARED, MOVED, SURVEY, picks_of
from samsyn.methods.surveys.register import ANSWERS, GIVEN, WHOLE, Asked, asked
from samsyn.methods.surveys.two_rounds import Change, group_change, pair_change
from samsyn.provenance import Provenance, Rows
from samsyn.table import Table

ALWAYS = ("response", "answered", "share")
KEYS: dict[str, str] = {
    "response": "svarsfrekvens, hur många av de tillfrågade som svarade",
    "answered": "antal svar på frågan",
    "share": "andel som valde svaret",
    "top": "andel som valde de översta svaren, med gränser för bortfall eller urval",
    "median": "median av svaren, med kvartiler",
    "change": "förändring mot förra omgången, i procentenheter",
}
LIMITS = "limits"
SILENCE = "gränser för bortfallet, ingen sannolikhet"
EXACT = "alla tillfrågade är räknade"
FEW = "{word}. Antalen visas inte: så få gick åt något håll att det kan röja vem som svarat."


def find_picked(observed: Round) -> Found:
    """
    Tell the figures that were picked.

    Parameters
    ----------
    observed : Round
        Rows as in `picks.COUNTED`; options as `picks.picked_round` gives them.

    Returns
    -------
    Found
        `response`; of each question `answered` and `share` of each option, for they are what the others rest on; and of
        `top`, `median` and `change` those that were picked. Of the round before, what is not compared is refused.
    """
    frame = observed.table.frame
    if frame.is_empty():
        return Found()
    options = observed.options
    picked = {(one.kind, one.item) for one in picks_of(options)}
    whole = replace(
        observed, table=Table(frame=picking.one_by_one(frame), rules=ANSWERS), options=options[SURVEY]
    )
    about = asked(options[SURVEY])
    findings = [
        _limited(_of_rows(one), about)
        for one in find(whole).findings
        if one.key in ALWAYS or (one.key, one.category) in picked
    ]
    compared = options.get(COMPARED)
    if compared is None:
        return Found(findings=tuple(findings))
    findings += [
        _change(observed, about, compared, item) for item in about.form.items if (CHANGE, item.key) in picked
    ]
    refusals = []
    if compared["refusal"]:
        what = f"Förändring mot ”{compared['title']}”"
        refusals = [Refusal(key=CHANGE, what=what, why=compared["refusal"])]
    return Found(findings=tuple(findings), refusals=tuple(refusals))


def _of_rows(one: Finding) -> Finding:
    """Return a finding that names the counted rows that it rests on."""
    if one.category is None:
        return one
    kind = None if one.key == "answered" else GIVEN
    return replace(one, provenance=replace(one.provenance, rows=Rows(kind=kind, category=one.category)))


def _limited(one: Finding, about: Asked) -> Finding:
    """Return a finding that says what its limits are, where they are no interval of chance."""
    if about.population != WHOLE or one.key == "answered":
        return one
    said = EXACT if one.key == "response" else SILENCE
    return replace(one, detail={**one.detail, LIMITS: said})


def _change(observed: Round, about: Asked, compared: Mapping[str, Any], item: Item) -> Finding:
    frame = observed.table.frame.filter(pl.col("category") == item.key)
    if item.key in compared["few"]:
        word = str(compared["few"][item.key]).capitalize()
        return _finding(
            observed, about, item, None, compared["pairs"], {"word": word.lower()}, FEW.format(word=word)
        )
    counts = dict(frame.filter(pl.col("kind") == MOVED).select("code", "answers").iter_rows())
    if counts:
        up, down, same = (counts[key] for key in (picking.UP, picking.DOWN, picking.SAME))
        after = [1.0] * up + [-1.0] * down + [0.0] * same
        one = pair_change(item, paired_change([0.0] * len(after), after))
        detail: dict[str, Any] = {"went_up": up, "went_down": down, "stayed": same, "word": one.word}
        return _finding(observed, about, item, one, len(after), detail, "", kind=MOVED)
    now = picking.closed_round(
        frame.filter(pl.col("kind").is_in(["answer", "missing"])), about, item, observed.source.name
    )
    one = group_change(item, picking.earlier_round(frame, about, compared, item), now)
    detail = {"earlier": one.before, "later": one.after, "word": one.word}
    n = sum(item.key in answer for answer in now.answers)
    return _finding(observed, about, item, one, n, detail, "")


def _finding(
    observed: Round,
    about: Asked,
    item: Item,
    one: Change | None,
    n: int,
    detail: Mapping[str, Any],
    reason: str,
    kind: str | None = None,
) -> Finding:
    if about.population == WHOLE and kind is None and one is not None:
        detail = {**detail, LIMITS: SILENCE}
    numbers = (None, None, None) if one is None else (100 * one.change, 100 * one.low, 100 * one.high)
    return Finding(
        method=NAME,
        key=CHANGE,
        period=observed.period,
        estimate=Estimate(value=numbers[0], low=numbers[1], high=numbers[2], unit="procentenheter", n=n),
        category=item.key,
        detail=detail,
        reason=reason,
        provenance=Provenance(
            sources=observed.sources,
            function="samsyn.methods.surveys.picked_find.find_picked",
            version=VERSION,
            rows=Rows(kind=kind, category=item.key),
            parameters={"invited": about.invited, "population": about.population},
        ),
    )
