"""The demonstration opens alive."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from samsyn_web.actions.models import MeetingDecision
from samsyn_web.findings.models import Picture, PictureState
from samsyn_web.methods.incidents.models import ProblemReport, Submission
from samsyn_web.people.models import Organisation, User
from samsyn_web.places.models import NamedPlace
from samsyn_web.reports.models import Publication
from tests.support.published import page_of


@pytest.mark.slow
def test_the_demonstration_opens_with_a_draft_and_a_published_picture(
    db: None, settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    call_command("load_demo", password="sju sjösjuka sjömän")
    call_command("load_demo", password="sju sjösjuka sjömän")  # the second time changes nothing
    assert Organisation.objects.get(name="Exempelköping").is_demo
    assert User.objects.filter(email="cecilia@exempel.se").exists()
    latest, earlier = Picture.objects.order_by("-start")
    assert (latest.state, earlier.state) == (PictureState.DRAFT, PictureState.PUBLISHED)
    assert "Ekbacken" in latest.sentence
    listed = NamedPlace.objects.filter(organisation_id=latest.organisation_id)
    assert 8 <= listed.count() <= 20
    assert all(one.area for one in listed)
    assert any(one.is_dwelling for one in listed)
    assert set(Publication.objects.values_list("edition", "version")) == {("internal", 1), ("public", 1)}
    assert "Uppdiktade data" in page_of(Publication.objects.first())
    states = Submission.objects.order_by("pk").values_list("state", flat=True)
    assert sorted(states) == ["accepted"] * 5 + ["received", "returned"]
    assert Submission.objects.exclude(same_as=None).count() == ProblemReport.objects.count() == 1
    assert MeetingDecision.objects.get().status == "under_way"
