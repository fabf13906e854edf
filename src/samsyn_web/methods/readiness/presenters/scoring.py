"""The forms of scores and consensus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import SEATS, Consensus, DimensionScore, Measurement
from samsyn_web.methods.readiness.presenters.shown import ScoreField


def score_fields(
    one: Measurement, own: Iterable[DimensionScore], given: Mapping[str, tuple[str, str]] | None = None
) -> tuple[ScoreField, ...]:
    """Return the form of a scorer's own scores, with what was just written where it was refused."""
    stands = {row.dimension: (written(row.quarters), row.note) for row in own}
    return tuple(_field(one, key, (given or stands).get(key, ("", ""))) for key in _dimensions(one))


def agree_fields(
    one: Measurement,
    both: Iterable[DimensionScore],
    agreed: Iterable[Consensus],
    given: Mapping[str, tuple[str, str]] | None = None,
) -> tuple[ScoreField, ...]:
    """Return the form of consensus: what each scorer gave, and what stands; equal scores are proposed."""
    scores: dict[str, dict[int, int]] = {}
    for row in both:
        scores.setdefault(row.dimension, {})[row.seat] = row.quarters
    stands = {row.dimension: (written(row.quarters), row.reason) for row in agreed}
    fields = []
    for key in _dimensions(one):
        first, second = (scores[key][seat] for seat in SEATS)
        proposed = (written(first), "") if first == second else ("", "")
        field = _field(one, key, (given or stands).get(key, proposed))
        fields.append(
            replace(
                field,
                first=written(first),
                second=written(second),
                differs=abs(first - second) >= policies.DIFFERS,
            )
        )
    return tuple(fields)


def written(quarters: int) -> str:
    """Return a score as people write it: 13 is "3,25"."""
    return f"{quarters / 4:g}".replace(".", ",")


def _field(one: Measurement, key: str, value: tuple[str, str]) -> ScoreField:
    dimension = one.texts.dimensions[key]
    return ScoreField(
        key=key,
        name=dimension.name,
        question=dimension.question,
        anchors=tuple(enumerate(dimension.anchors, start=1)),
        value=value[0],
        why=value[1],
    )


def _dimensions(one: Measurement) -> tuple[str, ...]:
    return one.texts.editions[one.edition]
