"""A profile, the agreement of the scorers, and a comparison, in words and rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from django.utils.translation import gettext as _

from samsyn.cycle import format_number
from samsyn.instruments.readiness import ReadinessTexts
from samsyn.methods.readiness import (
    Agreed,
    Compared,
    Profile,
    Scores,
    Validity,
    compare,
    profile,
    sector_profiles,
)
from samsyn.methods.readiness import agreement as agree_of
from samsyn_web.methods.readiness.models import Measurement
from samsyn_web.methods.readiness.presenters.shown import (
    AgreementLine,
    AgreementShown,
    ChangeLine,
    ChangeShown,
    DimensionLine,
    ProfileShown,
)

DRAWN, AGREEING = 1000, 300
FEW = 3
"""Interviews from which agreement is told by dimension: of fewer, a difference is what one scorer gave."""


def show_profile(scores: Scores, one: Measurement) -> ProfileShown:
    """Return the profile: dimensions before the total, the lowest named first."""
    texts = one.texts
    found = profile(scores, rng=_rng(one), resamples=DRAWN)
    lowest = _listed([texts.dimensions[key].name for key in found.lowest])
    sectors = sector_profiles(scores, rng=_rng(one), resamples=DRAWN)
    return ProfileShown(
        sentence=_("Svagast är %(what)s: börja där.") % {"what": lowest.lower()},
        lines=tuple(_dimension(found, key, texts) for key in (d.dimension for d in found.dimensions)),
        total=_("Totalt %(score)s, stadium %(stage)s: %(name)s.")
        % {
            "score": format_number(float(found.overall), 2),
            "stage": found.stage,
            "name": texts.stages[found.stage - 1].name.lower(),
        },
        doubts=found.doubts,
        sectors=tuple(
            (name, _sector(own) if own else _("färre än tre intervjuer: visas inte"))
            for name, own in sectors.items()
        ),
    )


def _dimension(found: Profile, key: str, texts: ReadinessTexts) -> DimensionLine:
    one = next(d for d in found.dimensions if d.dimension == key)
    score = float(one.score)
    known = not np.isnan(one.low)
    advice = [texts.advice[one.stage]] if one.stage else []
    if texts.dimensions[key].advice:
        advice.append(texts.dimensions[key].advice)
    return DimensionLine(
        key=key,
        name=texts.dimensions[key].name,
        score=format_number(score, 2),
        interval=f"{format_number(one.low, 1)}–{format_number(one.high, 1)}" if known else "–",
        n=one.n,
        stage=f"{one.stage} {texts.stages[one.stage - 1].name}" if one.stage else "–",
        percent=round(100 * (score - 1) / 8, 1),
        advice=tuple(advice),
        is_lowest=key in found.lowest,
    )


def _sector(found: Profile) -> str:
    return ", ".join(f"{d.dimension} {format_number(float(d.score), 2)}" for d in found.dimensions)


def show_agreement(scores: Scores, one: Measurement) -> AgreementShown | None:
    """Return how well the scorers agree, over all and in each dimension; none without two scorers."""
    if len(scores.raters) != 2:
        return None
    pooled, each = agree_of(scores, rng=_rng(one), resamples=AGREEING)
    names = one.texts.dimensions
    said = _("Bedömarnas samstämmighet kan inte beräknas: alla poäng är lika.")
    if not np.isnan(pooled.icc):
        said = _(
            "Bedömarna satte exakt samma poäng i %(exact)s procent av fallen och inom en poäng i %(near)s procent. "
            "ICC(2,1) är %(icc)s."
        ) % {
            "exact": format_number(100 * pooled.exact),
            "near": format_number(100 * pooled.within_one),
            "icc": _with_limits(pooled, "icc"),
        }
    return AgreementShown(
        sentence=said,
        lines=tuple(
            AgreementLine(
                name=f"{found.dimension} {names[found.dimension].name}" if found.dimension else _("Alla"),
                n=found.n,
                exact=_with_limits(found, "exact", 100),
                within_one=_with_limits(found, "within_one", 100),
                difference=_with_limits(found, "difference"),
                kappa=_with_limits(found, "kappa"),
                icc=_with_limits(found, "icc"),
            )
            for found in (*(one for one in each if one.n >= FEW), pooled)
        ),
        reading=f"{pooled.reading} {pooled.not_when}",
    )


def _with_limits(found: Agreed, name: str, times: int = 1) -> str:
    """Return a figure with its 95 %, or that it cannot be computed: it is neither 0 nor 1 then."""
    value: float = getattr(found, name)
    if np.isnan(value):
        return _("kan inte beräknas")
    low, high = found.intervals.get(name, (float("nan"), float("nan")))
    decimals = 0 if times == 100 else 2
    said = format_number(times * value, decimals)
    if np.isnan(low):
        return said
    return f"{said} ({format_number(times * low, decimals)}–{format_number(times * high, decimals)})"


def show_change(one: Measurement, before: Scores | None, after: Scores | None) -> ChangeShown | None:
    """
    Return the comparison with the measurement before, or why it is refused; none where there is nothing to compare.
    """
    if one.previous is None or before is None or after is None:
        return None
    validity = Validity(**one.validity)
    found: Compared = compare(
        replace(before, wave=one.previous.wave), after, validity, rng=_rng(one), resamples=DRAWN
    )
    names = one.texts.dimensions
    return ChangeShown(
        before=str(one.previous),
        refusal=found.refusal.why if found.refusal else "",
        lines=tuple(
            ChangeLine(
                name=names[change.dimension].name,
                before=format_number(change.before, 2),
                after=format_number(change.after, 2),
                change=f"{'+' if change.change > 0 else ''}{format_number(change.change, 2)}",
                interval=f"{format_number(change.low, 2)}–{format_number(change.high, 2)}",
                word=change.word,
            )
            for change in found.changes
        ),
        doubts=found.doubts,
        unanswered=bool(validity.unanswered),
    )


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_('och')} {names[-1]}"


def _rng(one: Measurement) -> np.random.Generator:
    """Return the same random numbers each time that the same measurement is shown."""
    return np.random.default_rng(one.seed)
