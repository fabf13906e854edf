"""Writes of what an analysis period puts first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from samsyn.period import Period
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings import policies, queries
from samsyn_web.findings.models import AreaChoice, AreaPriority, Prioritisation
from samsyn_web.places import queries as places


@dataclass(frozen=True, kw_only=True)
class AreaJudged:
    """What is said of one area of the newest version."""

    area: str
    need: int
    need_ground: str
    influence: int
    influence_ground: str
    choice: AreaChoice = AreaChoice.NONE
    reason: str = ""

    @property
    def trimmed(self) -> AreaJudged:
        """The same without spaces around its texts."""
        return replace(
            self,
            need_ground=_line(self.need_ground),
            influence_ground=_line(self.influence_ground),
            reason=_line(self.reason),
        )


def _line(text: str) -> str:
    return " ".join(text.split())


@transaction.atomic
def prioritise_areas(
    *, by: Scope, at: datetime, span: Period, judged: Sequence[AreaJudged], after: int
) -> Prioritisation:
    """
    Decide what an analysis period puts first, and what it leaves; what was decided before stays and is named.

    `after` is the version that the person saw, 0 for none: where somebody else decided meanwhile, it is refused.
    """
    names = dict(places.newest_areas(by))
    judged = [one.trimmed for one in judged]
    before = queries.prioritisation(by, str(span))
    policies.check_can_prioritise(by, span)
    policies.check_area_priorities(judged, names)
    policies.check_nobody_was_first(before.version if before else 0, after)
    newest = places.area_versions(by).first()
    made = Prioritisation.objects.create(
        organisation_id=by.organisation_id,
        period=str(span),
        start=span.start,
        end=span.end,
        version=after + 1,
        supersedes=before,
        area_version=newest.version if newest else "",
        decided_by_id=by.user_id,
        decided_at=at,
    )
    order = {key: n for n, key in enumerate(names)}
    AreaPriority.objects.bulk_create(
        AreaPriority(
            prioritisation=made,
            position=order[one.area],
            area=one.area,
            area_name=names[one.area],
            need=one.need,
            need_ground=one.need_ground,
            influence=one.influence,
            influence_ground=one.influence_ground,
            choice=one.choice,
            reason=one.reason,
        )
        for one in judged
    )
    _note(by, at, made, judged)
    return made


def _note(by: Scope, at: datetime, made: Prioritisation, judged: Sequence[AreaJudged]) -> None:
    chosen = {
        kind.value: sorted(one.area for one in judged if one.choice == kind)
        for kind in (AreaChoice.PRIORITISED, AreaChoice.LEFT)
    }
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb="areas.prioritised",
        target=made,
        detail={"period": made.period, "version": made.version, "areas": len(judged), **chosen},
    )
