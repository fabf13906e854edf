"""What is published is frozen, versioned, and the same for everybody who downloads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn_web.base.models import FrozenRecord
from samsyn_web.findings import queries as pictures
from samsyn_web.findings import services as judging
from samsyn_web.findings.models import Picture, PictureState
from samsyn_web.reports import presenters, queries
from samsyn_web.reports.models import Publication
from tests.samsyn_web.conftest import Person
from tests.support.published import page_of, publish
from tests.support.uploads import AT, bring_in, compute, csv_bytes, source_of


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_the_frozen_files_are_what_their_digests_say(anna: Person) -> None:
    picture = compute(anna)
    one = publish(anna, picture)
    files = {file.kind: file.digest for file in queries.files(anna.scope, one)}
    assert list(files) == ["pdf", "docx", "xlsx", "html", "zip"]
    contents = {kind: queries.content(anna.scope, one.pk, kind) or b"" for kind in [*files, "json"]}
    assert {kind: hashlib.sha256(raw).hexdigest() for kind, raw in contents.items()} == files | {
        "json": one.digest
    }
    assert contents["json"].decode() == pictures.judged_document(anna.scope, picture, Edition.INTERNAL)
    assert contents["pdf"].startswith(b"%PDF-")
    assert "Uppdiktade data" in contents["html"].decode()
    assert Picture.objects.get(pk=picture.pk).state == PictureState.PUBLISHED


def test_the_public_edition_hides_small_numbers(anna: Person) -> None:
    picture = compute(anna)
    internal, public = publish(anna, picture), publish(anna, picture, Edition.PUBLIC)
    assert internal.version == public.version == 1
    assert public.document != internal.document
    assert '"threshold": 5' in public.document


@pytest.mark.parametrize("edition", list(Edition))
def test_each_edition_says_that_nobody_has_judged_it_and_calls_it_no_decision(
    anna: Person, edition: Edition
) -> None:
    html = page_of(publish(anna, compute(anna), edition))
    assert "Lägesbilden är inte bedömd" in html
    assert "Publicerad" in html
    assert "Fastställd" not in html


def test_a_correction_is_a_new_version_that_names_the_old(anna: Person) -> None:
    first = publish(anna, compute(anna))
    corrected = compute(anna, source_of(bring_in(anna, csv_bytes(weeks=93))))
    with pytest.raises(Refused, match="rättar"):
        publish(anna, corrected)
    second = publish(anna, corrected, note="En vecka till fanns i filen.")
    assert (second.version, second.supersedes) == (2, first)
    assert queries.replaced_by(anna.scope, first) == second
    assert b"ers\xc3\xa4tter version 1" in (queries.content(anna.scope, second.pk, "html") or b"")
    assert queries.publication(anna.scope, first.pk).digest == first.digest


def test_the_same_edition_is_not_published_twice(anna: Person) -> None:
    picture = compute(anna)
    publish(anna, picture)
    with pytest.raises(Refused, match="redan publicerad"):
        publish(anna, picture, note="igen")
    assert Publication.objects.count() == 1


def test_nothing_in_a_publication_changes(anna: Person) -> None:
    one = publish(anna, compute(anna))
    with pytest.raises(FrozenRecord):
        Publication.objects.filter(pk=one.pk).update(title="annat")
    with pytest.raises(FrozenRecord):
        Publication.objects.filter(pk=one.pk).delete()
    one.title = "annat"
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_a_version_after_the_first_must_name_what_it_replaces(anna: Person) -> None:
    one = publish(anna, compute(anna))
    one.pk, one.version = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


@pytest.mark.parametrize("who", ["bo", "lars", "rut", "ada", "cecilia"])
def test_only_the_coordinator_publishes(anna: Person, who: str, request: pytest.FixtureRequest) -> None:
    picture = compute(anna)
    with pytest.raises(Refused):
        publish(request.getfixturevalue(who), picture)
    assert not Publication.objects.exists()
    assert Picture.objects.get(pk=picture.pk).state == PictureState.DRAFT


def test_who_may_read_what_is_published(
    anna: Person, lars: Person, rut: Person, ada: Person, cecilia: Person
) -> None:
    one = publish(anna, compute(anna))
    assert queries.publications(lars.scope).get() == one
    for person in (rut, ada, cecilia):
        assert not queries.publications(person.scope).exists()
        assert queries.content(person.scope, one.pk, "pdf") is None


def test_what_differs_between_a_correction_and_what_it_replaces(
    anna: Person, lars: Person, cecilia: Person
) -> None:
    first = publish(anna, compute(anna))
    extra = "2024-10-01 10:15;Buller;Åsen;x\n2024-10-02 10:15;Buller;Åsen;x\n".encode()
    corrected = compute(anna, source_of(bring_in(anna, csv_bytes() + extra)))
    area = pictures.areas_to_judge(anna.scope, corrected)[-1].finding
    choice = judging.LevelChoice(decision="changed", level="red", reason="En skola brann.")
    judging.judge_levels(by=anna.scope, at=AT, picture=corrected, chosen={area.digest: choice})
    second = publish(anna, corrected, note="Två rader fattades.")
    compared = queries.documents_compared(anna.scope, second)
    assert compared is not None
    labels = queries.labels(anna.scope, second)
    figures = presenters.differing_figures(*compared, labels)
    whole = next(
        one
        for one in figures
        if one.about == "Åsen" and one.what == labels["count"].partition(",")[0].capitalize()
    )
    assert int(whole.after.split()[0]) == int(whole.before.split()[0]) + 2
    assert not any(one.about == "Norrby, Buller" and one.what == whole.what for one in figures)
    said = presenters.differing_judgements(*compared)
    assert [(one.what, one.about, one.after) for one in said] == [
        ("Lägesnivå", area.area_name, "allvarligt läge. En skola brann.")
    ]
    assert presenters.differing_figures(compared[0], compared[0], labels) == []
    path = f"/publiceringar/{second.pk}/skillnader/"
    assert "En skola brann." in lars.client().get(path).content.decode()
    assert cecilia.client().get(path).status_code == 404
    assert anna.client().get(f"/publiceringar/{first.pk}/skillnader/").status_code == 404


def test_two_sources_of_one_week_are_not_versions_of_each_other(anna: Person) -> None:
    first = publish(anna, compute(anna))
    other = source_of(bring_in(anna, csv_bytes(heading="När;Vad;Plats;Text", weeks=93), "jouren.csv"))
    second = publish(anna, compute(anna, other))
    assert (first.version, second.version) == (1, 1)
    assert first.period == second.period
    assert first.chain != second.chain
