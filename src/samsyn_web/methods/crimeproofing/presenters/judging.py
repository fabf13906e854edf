"""What the page of a round of judging shows to each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.instruments.load import crimeproofing
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import policies, queries
from samsyn_web.methods.crimeproofing.models import Case, Sitting


@dataclass(frozen=True, kw_only=True)
class AssessorLine:
    """Who judges, and how far they have come. Never what they say."""

    key: int
    who: str
    state: str
    can_excuse: bool


@dataclass(frozen=True, kw_only=True)
class ToJudge:
    """A risk to judge, and whether one has."""

    key: int
    number: int
    kind: str
    modus: str
    is_judged: bool


@dataclass(frozen=True, kw_only=True)
class SittingPage:
    """A round of judging, as one person sees it."""

    sentence: str
    sitting: Sitting | None
    assessors: tuple[AssessorLine, ...]
    own: tuple[ToJudge, ...]
    is_assessor: bool
    has_locked: bool
    can_lock: bool
    is_opened: bool


def sitting_page(scope: Scope, case: Case) -> SittingPage:
    """Return the latest round: who judges, and one's own part; nothing of the others' before all have locked."""
    sitting = queries.latest_sitting(scope, case)
    if sitting is None:
        said = _("Ingen har bedömt riskerna än.")
        return SittingPage(
            sentence=said, sitting=None, assessors=(), own=(), is_assessor=False, has_locked=False, can_lock=False,
            is_opened=False,
        )  # fmt: skip
    me = queries.own_assessor(scope, sitting)
    own = _own(scope, sitting) if me else ()
    waits = sitting.opened_at is None
    some = list(queries.assessors(scope, sitting))
    left = sum(one.locked_at is None and one.excused_at is None for one in some)
    said = _("Alla har låst. Bedömningarna är öppna för dem som är med i ärendet.")
    if waits:
        said = ngettext("En bedömare har inte låst än.", "%(n)s bedömare har inte låst än.", left) % {
            "n": left
        }
    return SittingPage(
        sentence=said,
        sitting=sitting,
        assessors=tuple(
            AssessorLine(
                key=one.pk,
                who=str(one.membership.user),
                state=_("avstår: %(why)s") % {"why": one.excused_reason}
                if one.excused_at
                else _("har låst")
                if one.locked_at
                else _("bedömer"),
                can_excuse=waits
                and policies.leads(scope)
                and one.locked_at is None
                and one.excused_at is None,
            )
            for one in some
        ),
        own=own,
        is_assessor=me is not None,
        has_locked=me is not None and me.locked_at is not None,
        can_lock=waits and me is not None and me.locked_at is None and all(one.is_judged for one in own),
        is_opened=not waits,
    )


def _own(scope: Scope, sitting: Sitting) -> tuple[ToJudge, ...]:
    mine = queries.assessments(scope, sitting).filter(assessor__membership__user_id=scope.user_id)
    judged = set(mine.values_list("risk_id", flat=True))
    label = crimeproofing().label
    return tuple(
        ToJudge(
            key=one.pk,
            number=one.number,
            kind=label("risk_types", one.kind),
            modus=one.modus,
            is_judged=one.pk in judged,
        )
        for one in queries.to_judge(scope, sitting)
    )
