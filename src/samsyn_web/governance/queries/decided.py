"""Facts about the law's duties from the documents that bodies have decided, and from what plans rest on."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.duties import Fact
from samsyn.statutory import Kind
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import DutyRecord, Paper, RecordOutcome
from samsyn_web.governance.policies import can_read_papers
from samsyn_web.governance.queries.ties import decided_papers, decided_versions, plan_ties

PICTURE_SLOTS = ("extent", "consequences", "other_information", "analysis")
DAY = timedelta(days=1)


def decided_documents(scope: Scope) -> list[Fact]:
    """
    Decided pictures (4 §), follow-ups (6 §) and reports to the assembly (13 §).

    A picture is an update where there was one before it, decided here or told by hand. A follow-up counts only where
    a plan was decided that it can follow.
    """
    found = sorted(decided_papers(scope), key=lambda one: (_day(one), one.pk))
    first = {key: _first_told(scope, key) for key in ("4", "5")}
    planned = min([*first["5"], *(one.decided_on for one in decided_versions(scope))], default=date.max)
    seen = min([*first["4"], *(_day(one) for one in found if one.kind == Kind.PICTURE)], default=date.max)
    facts: list[Fact] = []
    for one in found:
        if one.kind == Kind.PICTURE:
            facts += [_fact(scope, one, "4", slot) for slot in PICTURE_SLOTS]
            facts += [_fact(scope, one, "6", "update")] * (one.number > 1 or seen < _day(one))
        elif one.kind == Kind.FOLLOW_UP and planned <= _day(one):
            facts.append(_fact(scope, one, "6", "follow_up"))
        elif one.kind == Kind.ASSEMBLY:
            facts.append(_fact(scope, one, "13", "report"))
    return facts


def plans_rest_on(scope: Scope) -> list[Fact]:
    """
    Which picture the plan rests on (5 §).

    A tie holds until the day before the next plan is decided: what the old plan rested on says nothing of the new.
    """
    versions = list(decided_versions(scope))
    ends = {one.pk: after.decided_on - DAY for after, one in zip(versions, versions[1:], strict=False)}
    facts = []
    for one in plan_ties(scope):
        version, until = one.plan_version, ends.get(one.plan_version_id)
        if until is not None and until < version.decided_on:
            continue  # replaced on the day that it was decided
        facts.append(
            Fact(
                paragraph="5",
                kind="basis",
                day=version.decided_on,
                reference=_("%(plan)s, version %(n)s, bygger på %(picture)s")
                % {"plan": version.plan.title, "n": version.number, "picture": one.picture.title},
                until=until,
                href=reverse("governance:plan_basis"),
            )
        )
    return facts


def _fact(scope: Scope, paper: Paper, paragraph: str, slot: str) -> Fact:
    made = paper.decision
    return Fact(
        paragraph=paragraph,
        kind=slot,
        day=_day(paper),
        reference=f"{paper.title}, {made.minute_reference}" if made else paper.title,
        body=made.body if made else "",
        href=reverse("governance:paper", args=[paper.pk]) if can_read_papers(scope) else "",
    )


def _day(paper: Paper) -> date:
    return paper.decision.decided_on if paper.decision else date.max


def _first_told(scope: Scope, paragraph: str) -> list[date]:
    """Return the first day that a result of the picture or of the plan's decision was told by hand, if any."""
    slots = PICTURE_SLOTS if paragraph == "4" else ("decision",)
    found = DutyRecord.objects.filter(
        organisation_id=scope.organisation_id,
        paragraph=paragraph,
        slot__in=slots,
        outcome=RecordOutcome.RESULT,
        withdrawn_at=None,
    )
    return list(found.order_by("day").values_list("day", flat=True)[:1])
