"""Material for backups: rows of every own app, and a file."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
import shapely

from samsyn.table import AreaSet
from samsyn_web.base import audit
from samsyn_web.base.models import Job
from samsyn_web.config import backup
from samsyn_web.places import services as places


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "data" / "attachments"
    return settings.MEDIA_ROOT


@pytest.fixture
def material(story, media, at):
    """Rows of every own app, an instant with microseconds, and a file."""
    areas = AreaSet(
        keys=("A",), names=("Åsen",), version="Prov", polygons=np.array([shapely.box(0, 0, 9, 9)])
    )
    places.save_areas(organisation_id=story.anna.organisation.pk, areas=areas, by=story.anna.user, at=at)
    audit.record(
        organisation_id=story.anna.organisation.pk, by=story.bo.user, at=at + timedelta(microseconds=123457),
        verb="round.frozen", target="round:1", detail={"share": 0.25},
    )  # fmt: skip
    Job.objects.create(
        organisation_id=story.anna.organisation.pk, kind="picture", function="x", state="done",
        result={"b": [1, 2.5, None], "a": "Å"}, created_at=at,
    )  # fmt: skip
    (media / "2024").mkdir(parents=True)
    (media / "2024" / "rapporter.csv").write_bytes(b"datum;plats\n2024-10-01;\xc5sen\n")
    return story


@pytest.fixture
def saved(material, tmp_path, at):
    target = tmp_path / "samsyn.tar.gz"
    backup.write(target, at=at)
    return target
