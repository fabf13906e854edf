"""A profile, the agreement of the scorers, and a comparison, in words and rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from django.utils.translation import gettext as _

from samsyn.cycle import format_number
from samsyn.instruments.load import readiness
from samsyn.methods.readiness import Compared, Profile, Scores, Validity, compare, profile, sector_profiles
from samsyn.methods.readiness import agreement as agree_of
from samsyn_web.methods.readiness.models import Measurement
from samsyn_web.methods.readiness.presenters.shown import (
    ChangeLine,
    ChangeShown,
    DimensionLine,
    ProfileShown,
)

DRAWN = 1000


def show_profile(scores: Scores, one: Measurement) -> ProfileShown:
    """Return the profile: dimensions before the total, the lowest named first."""
    texts = readiness()
    found = profile(scores, rng=_rng(one), resamples=DRAWN)
    lowest = _listed([texts.dimensions[key].name for key in found.lowest])
    sectors = sector_profiles(scores, rng=_rng(one), resamples=DRAWN)
    return ProfileShown(
        sentence=_("Svagast är %(what)s: börja där.") % {"what": lowest.lower()},
        lines=tuple(_dimension(found, key) for key in (d.dimension for d in found.dimensions)),
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


def _dimension(found: Profile, key: str) -> DimensionLine:
    texts = readiness()
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


def show_agreement(scores: Scores, one: Measurement) -> str:
    """Return how well the scorers agree, as a sentence."""
    if len(scores.raters) != 2:
        return ""
    pooled, _each = agree_of(scores, rng=_rng(one), resamples=300)
    if np.isnan(pooled.icc):
        return _("Bedömarnas samstämmighet kan inte beräknas: alla poäng är lika.")
    low, high = pooled.intervals.get("icc", (float("nan"), float("nan")))
    interval = f" ({format_number(low, 2)}–{format_number(high, 2)})" if not np.isnan(low) else ""
    return _(
        "Bedömarna satte exakt samma poäng i %(exact)s procent av fallen och inom en poäng i %(near)s procent. "
        "ICC(2,1) är %(icc)s%(interval)s."
    ) % {
        "exact": format_number(100 * pooled.exact),
        "near": format_number(100 * pooled.within_one),
        "icc": format_number(pooled.icc, 2),
        "interval": interval,
    }


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
    names = readiness().dimensions
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
