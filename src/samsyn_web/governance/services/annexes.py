"""What an annex is about is chosen, and goes with it into the next version."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies, queries
from samsyn_web.governance.models import AnnexChoice, Paper


@transaction.atomic
def choose_for_annex(
    *, by: Scope, at: datetime, paper: Paper, problem_ids: Collection[int], action_ids: Collection[int]
) -> None:
    """Choose the problems and actions of a draft application; what was chosen before is replaced."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    policies.check_can_compose(by, paper)
    known = queries.annex_choices(by, paper)
    policies.check_annex_choice(
        paper,
        problem_ids,
        {one.pk for one in queries.choosable_problems(by)} | {one.problem_id for one in known},
        action_ids,
        {one.pk for one in queries.choosable_actions(by)} | {one.action_id for one in known},
    )
    AnnexChoice.objects.filter(paper=paper).delete()
    AnnexChoice.objects.bulk_create(
        [AnnexChoice(paper=paper, problem_id=one) for one in sorted(set(problem_ids))]
        + [AnnexChoice(paper=paper, action_id=one) for one in sorted(set(action_ids))]
    )
    audit.record(
        organisation_id=paper.organisation_id,
        by=by,
        at=at,
        verb="paper.written",
        target=paper,
        detail={
            "kind": paper.kind,
            "part": "choice",
            "problems": len(set(problem_ids)),
            "actions": len(set(action_ids)),
        },
    )
