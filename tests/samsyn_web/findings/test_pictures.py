"""A picture holds exactly what the library found, and never changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from samsyn import files
from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn.methods import incidents
from samsyn.provenance import Rows, restore
from samsyn.table import select
from samsyn_web.findings import queries, services
from samsyn_web.findings.models import FindingRecord, Picture, PictureEdition, PictureState
from samsyn_web.methods.incidents import services as web
from samsyn_web.observations import queries as observations
from tests.samsyn_web.conftest import Person
from tests.support.uploads import AT, EARLIER, PERIOD, compute, csv_bytes


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "kept"


@pytest.fixture
def direct(tmp_path: Path):
    """Return the picture that the library makes of the same file and period."""
    path = tmp_path / "rapporter.csv"
    path.write_bytes(csv_bytes())
    return incidents.picture([files.read(path, at=AT)], period=PERIOD, organisation="Exempelköping")


@pytest.mark.parametrize("edition", list(Edition))
def test_the_document_is_the_librarys_to_the_byte(anna: Person, direct, edition: Edition) -> None:
    text = json.dumps(direct.document(edition), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert queries.document(anna.scope, compute(anna), edition) == text


def test_the_page_the_table_and_the_document_hold_the_same_figures(anna: Person, direct) -> None:
    picture = compute(anna)
    records = {one.digest: one for one in FindingRecord.objects.filter(picture=picture)}
    assert set(records) == {finding.digest for finding in direct.found.findings}
    for row in json.loads(queries.document(anna.scope, picture, Edition.INTERNAL))["findings"]:
        record = records[row["digest"]]
        assert (record.key, record.area, record.category) == (row["key"], row["area"], row["category"])
        assert record.value == pytest.approx(row["value"])
        assert (record.status, record.n, record.unit) == (row["status"], row["n"], row["unit"])


@pytest.mark.parametrize("edition", list(Edition))
def test_the_sections_are_the_librarys(anna: Person, direct, edition: Edition) -> None:
    assert queries.sections(anna.scope, compute(anna), edition) == direct.sections(edition)


def test_each_count_has_exactly_its_rows(anna: Person, direct) -> None:
    picture = compute(anna)
    counts = FindingRecord.objects.filter(picture=picture, key="count")
    assert counts.count() > 3
    for record in counts:
        found = queries.rows_behind(anna.scope, queries.figure(anna.scope, record.digest))
        assert found is not None
        assert found.height == record.n == record.value
        selection = restore(Rows, record.provenance["rows"])
        assert found.equals(select(direct.observed.table.frame, selection))


def test_computing_twice_gives_the_same_picture(anna: Person) -> None:
    picture = compute(anna)
    again = web.compute(
        by=anna.scope, at=AT, observed=picture.round, period=PERIOD, organisation=anna.organisation.name
    )
    assert again == picture
    assert Picture.objects.count() == 1


def test_figures_and_editions_never_change_in_the_database(anna: Person) -> None:
    picture = compute(anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingRecord.objects.filter(picture=picture).update(value=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        PictureEdition.objects.filter(picture=picture).update(document="{}")


def test_a_draft_is_thrown_away_and_taken_back(anna: Person) -> None:
    picture = compute(anna)
    services.discard_picture(by=anna.scope, at=AT, picture=picture)
    assert not queries.kept_pictures(anna.scope).exists()
    services.restore_picture(by=anna.scope, at=AT, picture=picture)
    assert queries.kept_pictures(anna.scope).get() == picture


def test_a_published_picture_cannot_be_thrown_away(anna: Person) -> None:
    picture = services.mark_published(by=anna.scope, at=AT, picture=compute(anna))
    with pytest.raises(Refused):
        services.discard_picture(by=anna.scope, at=AT, picture=picture)
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(discarded_at=AT, discarded_by=anna.user)


def test_the_database_refuses_a_picture_without_days(anna: Person) -> None:
    picture = compute(anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(end=picture.start)


def test_readers_see_published_pictures_but_no_rows(anna: Person, lars: Person) -> None:
    picture = compute(anna)
    assert not queries.pictures(lars.scope).exists()
    services.mark_published(by=anna.scope, at=AT, picture=picture)
    assert queries.pictures(lars.scope).get() == picture
    record = queries.figure(lars.scope, FindingRecord.objects.filter(key="count").first().digest)
    assert record is not None
    assert queries.rows_behind(lars.scope, record) is None


@pytest.mark.parametrize("who", ["cecilia", "rut", "ada"])
def test_others_see_nothing(anna: Person, who: str, request: pytest.FixtureRequest) -> None:
    stranger = request.getfixturevalue(who).scope
    picture = services.mark_published(by=anna.scope, at=AT, picture=compute(anna))
    assert queries.picture(stranger, picture.pk) is None
    assert queries.sections(stranger, picture, Edition.PUBLIC) == ()
    assert queries.document(stranger, picture, Edition.PUBLIC) == ""
    assert queries.sentence(stranger, picture, Edition.PUBLIC) == ""
    assert queries.figure(stranger, FindingRecord.objects.first().digest) is None
    assert queries.names_of(stranger, picture) == {}
    with pytest.raises(Refused):
        services.discard_picture(by=stranger, at=AT, picture=picture)


def test_another_period_of_the_same_register_is_another_picture(anna: Person) -> None:
    first = compute(anna)
    source = observations.sources(anna.scope).get()
    about = {"by": anna.scope, "at": AT, "sources": [source], "area_version": None}
    observed, there = web.open_picture(**about, period=EARLIER)
    assert there is None
    second = web.compute(by=anna.scope, at=AT, observed=observed, period=EARLIER, organisation="")
    assert second != first
    assert second.period == EARLIER
    assert web.open_picture(**about, period=EARLIER)[1] == second
    assert web.open_picture(**about, period=PERIOD)[1] == first
    assert first.state == PictureState.DRAFT
