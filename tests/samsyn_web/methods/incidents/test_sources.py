"""What is told about a source: its areas, its words, and what may be added together."""

from __future__ import annotations

from pathlib import Path

import pytest

from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Intake, Round, Source
from tests.samsyn_web.conftest import Person
from tests.samsyn_web.methods.incidents.test_pages import PICTURE, UPLOAD, asked, chosen, sent, step, text_of
from tests.support.uploads import bring_in, csv_bytes, source_of, stage


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_the_areas_are_chosen_beside_the_file_and_again_at_the_columns(anna: Person) -> None:
    areas = b"kod;namn\nA;\xc3\x85sen\nB;Norrby\n"
    client = anna.client()
    client.post(UPLOAD, {"reports": sent(), "areas": sent("omr.csv", areas)})
    first = Intake.objects.get()
    assert first.area_version is not None
    page = client.get(UPLOAD)
    assert page.context["form"]["area_version"].value() == str(first.area_version_id)
    client.post(UPLOAD, {"reports": sent(), "area_version": ""})
    again = Intake.objects.get()
    assert again.area_version is None
    page = client.post(step(again, "kolumner"), asked(area_version=first.area_version_id), follow=True)
    assert "Filen är läst på nytt" in text_of(page)
    again.refresh_from_db()
    assert again.area_version_id == first.area_version_id
    assert set(observations.staged_rows(anna.scope, again)["area"].drop_nulls()) == {"A", "B"}
    client.post(step(again, "kolumner"), asked(area_version=""))
    again.refresh_from_db()
    assert set(observations.staged_rows(anna.scope, again)["area"]) == {"Åsen", "Norrby", "Söderängen"}
    assert observations.draft(again).area_version != "omr"


def test_sources_that_count_different_things_are_not_added_together(anna: Person) -> None:
    first = source_of(bring_in(anna))
    other = stage(anna, csv_bytes(weeks=80, heading="Händelsedatum;Typ;Stadsdel;Beskrivning"))
    named = {"name": "Polisen", "counts": "pressnotis"}
    client = anna.client()
    client.post(step(other, "kolumner"), asked(**named))
    client.post(step(other, "granska"))
    second = Source.objects.get(name="Polisen")
    page = client.post(PICTURE, chosen(first) | {"sources": [first.pk, second.pk]})
    assert page.status_code == 422
    assert "räknar olika saker" in text_of(page)
    assert not Round.objects.exists()


def test_a_source_is_told_about_and_exported(anna: Person) -> None:
    source, client = source_of(bring_in(anna)), anna.client()
    here = f"/rapporter/kalla/{source.pk}/"
    given = {
        "name": "Värdarna", "counts": "rapport", "time_precision": "exact", "location_precision": "area",
        "breaks": "2024-03-01 Nytt formulär\n", "caveats": "Bara vardagar.", "credit": "", "licence": "",
    }  # fmt: skip
    page = client.post(here, given, follow=True)
    assert "Källan är sparad" in text_of(page)
    told = client.get(f"{here}kalla.yaml").content.decode()
    assert "Nytt formulär" in told
    assert "Bara vardagar." in told
    wrong = client.post(here, given | {"breaks": "i våras Nytt formulär"})
    assert wrong.status_code == 422
    assert "börjar inte med en dag" in text_of(wrong)
    page = client.post(f"{here}kategorier/", {"k0": "SKA", "k1": "-", "k2": ""}, follow=True)
    assert "Kategorierna är sparade" in text_of(page)
