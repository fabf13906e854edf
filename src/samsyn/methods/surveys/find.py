"""What a survey's answers say: response, how each question was answered, middle, top answers, means of groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

import numpy as np
import polars as pl

from samsyn.cycle import Estimate, Finding, Found, Refusal, Round
from samsyn.instruments.surveys import Item, ItemKind
from samsyn.methods.surveys.codebook import CODED, SETTLED, coded_answers
from samsyn.methods.surveys.coding import CodeAgreement, code_agreement, same_codes, themes
from samsyn.methods.surveys.middle import group_mean, median_limits, quartiles
from samsyn.methods.surveys.register import GIVEN, MISSING, WHOLE, Asked, asked
from samsyn.methods.surveys.response import Interval, nonresponse_bounds, sample_interval
from samsyn.provenance import Provenance, Rows

NAME = "surveys"
VERSION = "surveys/1"
NOBODY = "Ingen har svarat på frågan."
NO_KAPPA = "Kan inte beräknas: båda gav koden till alla svar, eller ingen av dem till något."


def find(observed: Round) -> Found:
    """
    Count the answers of a survey.

    Parameters
    ----------
    observed : Round
        Rows as in `register.ANSWERS`; options as `register.Asked.options` gives them.

    Returns
    -------
    Found
        `response`; for each question `answered`; for scales and choices `share` of each option; for scales `median`,
        and `top` where the form names top answers; `mean` for each group of items; for open questions whose answers
        two have coded `theme` and `agreement` of each code, and `same_codes`.

    Notes
    -----
    Where the whole group was asked, the limits of a figure are what it would have been had all the silent answered one
    way or the other (Manski 1989): no probability. Where those asked are a sample, they are 95 % intervals.
    """
    frame = observed.table.frame
    if frame.is_empty():
        return Found()
    respondents = frame.filter(pl.col("kind").is_in([GIVEN, MISSING]))
    survey = Survey(observed=observed, asked=asked(observed.options), people=respondents["row"].n_unique())
    survey.check()
    findings = [survey.response()]
    for item in survey.asked.form.items:
        findings += survey.item(item)
    findings += [survey.construct(key) for key in survey.asked.form.constructs]
    refusals = [
        Refusal(key="open", what=f"Svaren på ”{one.text}”", why="Öppna svar räknas när de är kodade.")
        for one in survey.asked.form.items
        if one.kind is ItemKind.OPEN and one.key not in survey.asked.codebooks
    ]
    return Found(findings=tuple(findings), refusals=tuple(refusals))


@dataclass(frozen=True, kw_only=True)
class Survey:
    """A survey that is being counted; `people` is how many sent in the form."""

    observed: Round
    asked: Asked
    people: int

    def check(self) -> None:
        """Refuse more answers than were asked for."""
        from samsyn.methods.surveys.response import response

        response(self.people, self.asked.invited)

    def limits(self, hits: int, n: int) -> Interval:
        """How far a share reaches: the silent, or chance."""
        if self.asked.population == WHOLE:
            return nonresponse_bounds(hits, n, self.asked.invited)
        return sample_interval(hits, n)

    def response(self) -> Finding:
        """How many answered; exact where the whole group was asked."""
        n, invited = self.people, self.asked.invited
        rate = n / invited
        low, high = (rate, rate) if self.asked.population == WHOLE else sample_interval(n, invited)
        return self.finding(
            "response", (rate, low, high), "andel", n, None, {"invited": invited, "answered": n}
        )

    def item(self, item: Item) -> list[Finding]:
        """All figures of one question."""
        own = self.observed.table.frame.filter((pl.col("category") == item.key) & (pl.col("kind") == GIVEN))
        n = own.height
        exact = float(n)
        found = [
            self.finding("answered", (exact, exact, exact), "svar", n, item.key, {"missing": self.people - n})
        ]
        if item.kind is ItemKind.OPEN:
            return [*found, *self.coded(item)]
        counts = dict(own.group_by("code").len().iter_rows())
        for option in item.answers:
            detail = {"option": option.code, "label": option.label}
            found.append(self.share("share", int(counts.get(option.code, 0)), n, item, detail))
        if item.kind is ItemKind.SCALE:
            found.append(self.median(item, own))
            if item.top:
                hits = sum(int(counts.get(code, 0)) for code in item.top)
                found.append(self.share("top", hits, n, item, {"options": list(item.top)}))
        return found

    def coded(self, item: Item) -> list[Finding]:
        """What the open answers say, and how well the two who coded them agree."""
        answers = coded_answers(self.observed.table.frame, item.key)
        book = self.asked.codebooks.get(item.key)
        if book is None or not answers:
            return []
        words = {one.key: {"code": one.key, "label": one.label} for one in book.codes}
        rows = Rows(kind=None, category=item.key + CODED)
        found = [
            self.share("theme", one.count, one.answers, item, words[one.code], replace(rows, kind=SETTLED))
            for one in themes(book.keys, answers)
        ]
        found += [
            self.agreement(one, item, words[one.code], rows) for one in code_agreement(book.keys, answers)
        ]
        same, n = same_codes(answers)
        figures = (same / n, *sample_interval(same, n))
        return [*found, self.finding("same_codes", figures, "andel", n, item.key, {"count": same}, rows=rows)]

    def agreement(self, one: CodeAgreement, item: Item, words: Mapping[str, str], rows: Rows) -> Finding:
        """Cohen's kappa of one code, with the share of answers where the coders agree on it."""
        kappa = one.kappa
        figures = None if isnan(kappa.value) else (kappa.value, *one.kappa_limits)
        low, high = one.limits
        detail = {**words, "share": one.share, "share_low": low, "share_high": high}
        return self.finding(
            "agreement", figures, "kappa", one.n, item.key, detail, reason=NO_KAPPA, rows=rows
        )

    def share(
        self, key: str, hits: int, n: int, item: Item, detail: Mapping[str, Any], rows: Rows | None = None
    ) -> Finding:
        """A share of those who answered the question."""
        told = {**detail, "count": hits, "answered": n, "invited": self.asked.invited}
        limits = (hits / n, *self.limits(hits, n)) if n else None
        return self.finding(key, limits, "andel", hits, item.key, told, rows=rows)

    def median(self, item: Item, own: pl.DataFrame) -> Finding:
        """The middle answer, with quartiles, and the mean second to it."""
        values = np.sort(own["code"].cast(pl.Float64).to_numpy())
        if not len(values):
            return self.finding("median", None, "steg", 0, item.key, {})
        steps = [float(one.code) for one in item.answers]
        silent = self.asked.invited - len(values) if self.asked.population == WHOLE else None
        lower, middle, upper = quartiles(values)
        low, high = median_limits(values, silent=silent, least=min(steps), most=max(steps))
        detail = {"lower": lower, "upper": upper, "mean": float(values.mean())}
        return self.finding("median", (middle, low, high), "steg", len(values), item.key, detail)

    def construct(self, key: str) -> Finding:
        """The mean over persons of their mean in a group of items, where they answered enough of it."""
        items = [one for one in self.asked.form.items if one.construct == key]
        silent_counts = self.asked.population == WHOLE
        told = group_mean(self.observed.table.frame, items, self.asked.invited if silent_counts else None)
        name = self.asked.form.constructs[key]
        keys = tuple(one.key for one in items)
        detail = {"construct": key, "label": name}
        if told is None:
            why = "Ingen har svarat på minst tre fjärdedelar av frågorna i gruppen."
            return self.finding("mean", None, "steg", 0, None, detail, keys, why)
        return self.finding("mean", told[:3], "steg", told[3], None, detail, keys)

    def finding(
        self,
        key: str,
        figures: tuple[float, float, float] | None,
        unit: str,
        n: int,
        category: str | None,
        detail: Mapping[str, Any],
        categories: tuple[str, ...] = (),
        reason: str = NOBODY,
        rows: Rows | None = None,
    ) -> Finding:
        """Put a figure together with where it comes from; none where nobody answered."""
        value, low, high = figures or (None, None, None)
        return Finding(
            method=NAME,
            key=key,
            period=self.observed.period,
            estimate=Estimate(value=value, low=low, high=high, unit=unit, n=n),
            category=category,
            detail=detail,
            reason="" if figures else reason,
            provenance=Provenance(
                sources=self.observed.sources,
                function="samsyn.methods.surveys.find.find",
                version=VERSION,
                rows=rows or Rows(kind=None, category=category, categories=categories),
                parameters={"invited": self.asked.invited, "population": self.asked.population},
            ),
        )
