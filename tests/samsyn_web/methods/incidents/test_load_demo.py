"""The demonstration opens alive."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from samsyn_web.actions.models import MeetingDecision
from samsyn_web.base import clock
from samsyn_web.causes.models import Cause, Evidence, Problem, ProblemChoice
from samsyn_web.findings.models import Picture, PictureState
from samsyn_web.methods.incidents.models import ProblemReport, ReportingPeriod, Submission
from samsyn_web.methods.incidents.queries import rhythm as rhythms
from samsyn_web.methods.incidents.queries.week import come
from samsyn_web.outcomes.models import Evaluation, EvaluationResult, Indicator
from samsyn_web.people.models import Organisation, User
from samsyn_web.people.queries import scope_of
from samsyn_web.places.models import NamedPlace
from samsyn_web.reports.models import Publication
from tests.support.published import page_of

DAY = timedelta(days=1)


def check_the_week(before: Picture) -> None:
    """Check that a week is going on: the one before is published, its decisions told about, and this one is open."""
    assert before.state == PictureState.PUBLISHED
    anna = scope_of(User.objects.get(email="anna@exempel.se").pk)
    assert anna is not None
    at = clock.now()
    held = rhythms.period_in_focus(anna, localdate(at), at)
    assert held is not None
    assert (held.state, held.end <= localdate(at) < localdate(held.deadline) + DAY) == ("open", True)
    found = rhythms.answering(anna, held)
    assert found.answered
    assert found.silent
    assert come(anna, held).waiting > 0
    assert set(MeetingDecision.objects.values_list("status", flat=True)) == {
        "done", "under_way", "not_done", "decided",
    }  # fmt: skip


def check_the_outcomes() -> None:
    """Check that the planted actions are judged right from the register's rows, and that indicators are followed."""
    found = {one.evaluation.action.area_name: one for one in EvaluationResult.objects.all()}
    assert found["Stationsstaden"].change == "decreased"
    assert found["Hammarvallen"].change in ("unchanged", "unassessable")
    assert (found["Tallmon"].change, found["Tallmon"].codes[0]) == ("unassessable", "effort_changed")
    effort = found["Stationsstaden"].content["effort"]["ratio"]
    assert effort == pytest.approx(1, abs=0.05)
    assert not Evaluation.objects.filter(decided_afterwards=True).exists()
    assert Indicator.objects.count() == 2


@pytest.mark.slow
def test_the_demonstration_opens_with_a_draft_and_a_published_picture(
    db: None, settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    call_command("load_demo", password="sju sjösjuka sjömän")
    call_command("load_demo", password="sju sjösjuka sjömän")  # the second time changes nothing
    assert Organisation.objects.get(name="Exempelköping").is_demo
    check_the_outcomes()
    assert User.objects.filter(email="cecilia@exempel.se").exists()
    week = ReportingPeriod.objects.get(state="sent").picture
    latest, earlier = Picture.objects.exclude(pk=week.pk).order_by("-start")
    assert (latest.state, earlier.state) == (PictureState.DRAFT, PictureState.PUBLISHED)
    assert "Ekbacken" in latest.sentence
    listed = NamedPlace.objects.filter(organisation_id=latest.organisation_id)
    assert 8 <= listed.count() <= 20
    assert all(one.area for one in listed)
    assert any(one.is_dwelling for one in listed)
    assert set(Publication.objects.values_list("edition", "version")) == {("internal", 1), ("public", 1)}
    check_the_week(week)
    assert "Uppdiktade data" in page_of(Publication.objects.first())
    states = Submission.objects.order_by("pk").values_list("state", flat=True)
    assert {"accepted", "received", "returned"} <= set(states)
    assert Submission.objects.exclude(same_as=None).count() == ProblemReport.objects.count() == 1
    check_the_problems()


def check_the_problems() -> None:
    """Check that the planted meeting place is analysed from its findings, and that one problem is left until a day."""
    assert set(ProblemChoice.objects.values_list("choice", flat=True)) == {
        "prioritised", "not_now", "deprioritised",
    }  # fmt: skip
    planted = Problem.objects.get(title__contains="Centrum i Ekbacken")
    spoken = Evidence.objects.filter(cause__problem=planted, finding__area_name="Ekbacken")
    assert spoken.get().finding.category == "SAM"
    bare = Cause.objects.exclude(pk__in=Evidence.objects.values("cause"))
    assert bare.count() >= 2
