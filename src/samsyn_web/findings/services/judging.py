"""People judge what the system proposes: levels, and why something deviates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samsyn.cycle import Status
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings import policies, queries
from samsyn_web.findings.models import AlarmAnswer, Decision, LevelJudgement, Picture, PictureState


@dataclass(frozen=True, kw_only=True)
class LevelChoice:
    """What is chosen for one area: the proposal as it is, another level, or no level at all."""

    decision: Decision
    level: Status | None = None
    reason: str = ""


def _held(by: Scope, picture: Picture) -> Picture:
    """The picture, held while it is judged; raises where the person may not judge it now."""
    picture = Picture.objects.select_for_update().get(pk=picture.pk)
    policies.check_can_judge(by, picture)
    return picture


@transaction.atomic
def judge_levels(
    *, by: Scope, at: datetime, picture: Picture, chosen: Mapping[str, LevelChoice]
) -> list[LevelJudgement]:
    """Judge areas by the digest of their proposed level; what is in force already is not written again."""
    picture = _held(by, picture)
    proposals = {one.finding.digest: one for one in queries.areas_to_judge(by, picture)}
    made = []
    for digest, choice in chosen.items():
        policies.check_choice(choice.decision, choice.level, choice.reason, proposals.get(digest))
        proposal = proposals[digest]
        level = {
            Decision.ACCEPTED: proposal.finding.status,
            Decision.DISMISSED: Status.GREY.value,
        }.get(choice.decision) or str(choice.level)
        now = (choice.decision, level, choice.reason)
        if proposal.current is None or now != proposal.current_choice:
            made.append(
                LevelJudgement(
                    picture=picture,
                    finding=proposal.finding,
                    proposed=proposal.finding.status,
                    decision=choice.decision,
                    level=level,
                    reason=choice.reason,
                    judged_by_id=by.user_id,
                    judged_at=at,
                )
            )
    LevelJudgement.objects.bulk_create(made)
    if made:
        counts = {value: sum(one.decision == value for one in made) for value in Decision.values}
        _note(by, at, "picture.levels_judged", picture, {name: n for name, n in counts.items() if n})
    return made


@transaction.atomic
def accept_green(*, by: Scope, at: datetime, picture: Picture) -> int:
    """Accept every proposed green that nobody has judged yet, and say how many."""
    waiting = [
        one.finding.digest
        for one in queries.areas_to_judge(by, picture)
        if one.current is None and one.finding.status == Status.GREEN
    ]
    chosen = {digest: LevelChoice(decision=Decision.ACCEPTED) for digest in waiting}
    return len(judge_levels(by=by, at=at, picture=picture, chosen=chosen))


@transaction.atomic
def answer_alarm(
    *, by: Scope, at: datetime, picture: Picture, digest: str, answer: str, text: str = ""
) -> AlarmAnswer:
    """Say why a figure deviates; an answer that is given again is a new one."""
    picture = _held(by, picture)
    asked = {one.finding.digest: one for one in queries.alarms(by, picture)}
    policies.check_answer(answer, text, asked.get(digest))
    made = AlarmAnswer.objects.create(
        picture=picture,
        finding=asked[digest].finding,
        answer=answer,
        text=text,
        answered_by_id=by.user_id,
        answered_at=at,
    )
    _note(by, at, "alarm.answered", picture, {"digest": digest, "answer": answer})
    return made


@transaction.atomic
def mark_judged(*, by: Scope, at: datetime, picture: Picture) -> Picture:
    """Say that every area is judged; from then on nothing changes until somebody opens the picture again."""
    picture = _held(by, picture)
    policies.check_all_judged(sum(one.current is None for one in queries.areas_to_judge(by, picture)))
    picture.state, picture.judged_by_id, picture.judged_at = PictureState.JUDGED, by.user_id, at
    picture.save(update_fields=["state", "judged_by", "judged_at"])
    _note(by, at, "picture.judged", picture, {})
    return picture


@transaction.atomic
def reopen(*, by: Scope, at: datetime, picture: Picture) -> Picture:
    """Make a judged picture a draft again."""
    picture = Picture.objects.select_for_update().get(pk=picture.pk)
    policies.check_can_reopen(by, picture)
    if picture.state == PictureState.JUDGED:
        picture.state, picture.judged_by, picture.judged_at = PictureState.DRAFT, None, None
        picture.save(update_fields=["state", "judged_by", "judged_at"])
        _note(by, at, "picture.reopened", picture, {})
    return picture


def _note(by: Scope, at: datetime, verb: str, picture: Picture, detail: Mapping[str, object]) -> None:
    audit.record(
        organisation_id=picture.organisation_id, by=by, at=at, verb=verb, target=picture, detail=detail
    )
