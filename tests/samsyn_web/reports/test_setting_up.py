"""The organisation's look and its partners: kept with undo, and never touching what is published."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from samsyn import documents
from samsyn.errors import BadInput, Refused
from samsyn_web.base.models import AuditEvent
from samsyn_web.reports import queries, services
from samsyn_web.reports.models import Brand, Partner, PartnerKind
from tests.samsyn_web.conftest import Person
from tests.support.published import add_partner, publish
from tests.support.uploads import AT, compute

LOOK = "/dokument/utseende/"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def logo(kind: str = "PNG", size: tuple[int, int] = (300, 100), **more: object) -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", size, (200, 20, 20)).save(file, kind, **more)
    return SimpleUploadedFile(f"logo.{kind.lower()}", file.getvalue())


def save(person: Person, **given: object):
    return person.client().post(LOOK, {"logo_text": "", "accent": "", "footer": "", **given})


def test_a_look_is_saved_shown_and_used(anna: Person) -> None:
    assert (
        save(
            anna, logo=logo(), logo_text="Kommunens vapen", accent="7a1f5c", footer="Storgatan 1"
        ).status_code
        == 302
    )
    page = anna.client().get(LOOK).content.decode()
    assert 'alt="Kommunens vapen"' in page
    assert 'fill="#7A1F5C"' in page
    assert anna.client().get(f"{LOOK}logotyp.png").content.startswith(b"\x89PNG")
    one = publish(anna, compute(anna))
    html = (queries.content(anna.scope, one.pk, "html") or b"").decode()
    assert "--accent: #7A1F5C" in html
    assert "Storgatan 1" in html
    assert AuditEvent.objects.filter(verb="brand.saved").count() == 1


def test_what_is_published_keeps_the_look_that_it_had(anna: Person) -> None:
    save(anna, accent="#7A1F5C")
    one = publish(anna, compute(anna))
    before = {file.kind: file.digest for file in queries.files(anna.scope, one)}
    save(anna, accent="#1F3F7A")
    services.remove_brand(by=anna.scope, at=AT)
    assert {file.kind: file.digest for file in queries.files(anna.scope, one)} == before
    assert b"#7A1F5C" in (queries.content(anna.scope, one.pk, "html") or b"")


def test_removal_is_undone_and_so_is_a_change(anna: Person) -> None:
    client = anna.client()
    save(anna, accent="#7A1F5C", footer="Första")
    client.post(f"{LOOK}ta-bort/")
    assert queries.brand(anna.scope) is None
    assert "Samsyns eget utseende" in client.get(LOOK).content.decode()
    client.post(f"{LOOK}angra/")
    assert queries.look_of(anna.scope).footer == "Första"
    save(anna, accent="#1F3F7A", footer="Andra")
    client.post(f"{LOOK}angra/")
    assert queries.look_of(anna.scope) == documents.Brand(accent="#7A1F5C", footer="Första")
    assert Brand.objects.filter(is_used=True).count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"accent": "#FFE900"}, "är för ljus mot vitt papper: kontrasten är 1,1, och minst 4,5 krävs"),
        ({"accent": "röd"}, "ska skrivas som #RRGGBB"),
        ({"footer": "Ring 070-123 45 67"}, "pekar ut en person"),
        ({"logo_text": "a@b.se"}, "pekar ut en person"),
    ],
)
def test_what_cannot_be_used_is_told(anna: Person, given: dict[str, str], said: str) -> None:
    response = save(anna, **given)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Brand.objects.exists()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("a.svg", b"<svg/>"), "PNG- eller JPEG-bild"),
        (SimpleUploadedFile("a.png", b"x" * (2 * 2**20 + 1)), "större än 2 MB"),
        (logo(), "Skriv vad logotypen visar"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told(anna: Person, file: SimpleUploadedFile, said: str) -> None:
    response = save(anna, logo=file)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_nothing_but_the_picture_is_kept_of_a_logo(anna: Person) -> None:
    exif = Image.Exif()
    exif[0x010E] = "hemlig plats"
    save(anna, logo=logo("JPEG", exif=exif), logo_text="Vapen")
    kept = bytes(Brand.objects.get().logo)
    assert kept.startswith(b"\x89PNG")
    assert b"hemlig plats" not in kept


def test_the_logo_stays_until_it_is_taken_away(anna: Person) -> None:
    save(anna, logo=logo(), logo_text="Vapen")
    save(anna, logo_text="Vapen", footer="Ny rad")
    assert queries.look_of(anna.scope).logo is not None
    save(anna, without_logo="on")
    assert queries.look_of(anna.scope).logo is None


def test_a_sample_is_shown_and_not_kept(anna: Person) -> None:
    response = save(anna, accent="#7A1F5C", prov="1")
    assert response.content.startswith(b"%PDF-")
    assert not Brand.objects.exists()


@pytest.mark.parametrize("who", ["bo", "lars", "rut", "ada"])
def test_only_the_coordinator_sets_up(anna: Person, who: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(Refused):
        services.save_brand(by=person.scope, at=AT, look=documents.Brand())
    with pytest.raises(Refused):
        add_partner(person)
    assert person.client().get(LOOK).status_code == 403
    assert person.client().get("/partner/").status_code == 403


def test_a_look_is_the_organisations_own(anna: Person, cecilia: Person) -> None:
    save(anna, footer="Annas rad")
    assert queries.look_of(cecilia.scope) == documents.Brand()
    cecilia.client().post(f"{LOOK}angra/")
    assert "Annas rad" not in cecilia.client().get(LOOK).content.decode()


def test_a_partner_is_added_changed_removed_and_taken_back(anna: Person) -> None:
    compute(anna)
    client = anna.client()
    given = {"name": "Bostadsbolaget", "kind": "company", "areas": ["Åsen"], "contact": "Driftchef"}
    assert client.post("/partner/ny/", given).status_code == 302
    one = Partner.objects.get()
    assert (one.areas, one.is_private) == ({"Åsen": "Åsen"}, True)
    client.post(f"/partner/{one.pk}/", {**given, "areas": ["Åsen", "Norrby"]})
    assert "Norrby, Åsen" in client.get("/partner/").content.decode()
    client.post(f"/partner/{one.pk}/ta-bort/")
    assert not queries.partners(anna.scope).exists()
    assert "Ångra borttagningen" in client.get(f"/partner/{one.pk}/").content.decode()
    client.post(f"/partner/{one.pk}/angra/")
    assert queries.partners(anna.scope).get() == one
    verbs = (
        AuditEvent.objects.filter(verb__startswith="partner.")
        .order_by("sequence")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == ["partner.added", "partner.changed", "partner.removed", "partner.restored"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"areas": []}, "Välj minst ett område."),
        ({"kind": ""}, "Välj vad partnern är."),
        ({"contact": "070-123 45 67"}, "pekar ut en person"),
        ({"name": "hamnen"}, "finns redan en partner som heter hamnen"),
    ],
)
def test_a_partner_that_cannot_be_kept_is_told(anna: Person, given: dict[str, object], said: str) -> None:
    compute(anna)
    add_partner(anna, name="Hamnen", kind=PartnerKind.AUTHORITY)
    whole = {"name": "Bostadsbolaget", "kind": "company", "areas": ["Åsen"], "contact": "", **given}
    response = anna.client().post("/partner/ny/", whole)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Partner.objects.count() == 1


def test_a_partner_has_areas(anna: Person) -> None:
    choice = services.PartnerChoice(name="Hamnen", kind=PartnerKind.AUTHORITY)
    with pytest.raises(BadInput, match="minst ett område"):
        services.add_partner(by=anna.scope, at=AT, choice=choice)


def test_the_page_of_partners_says_what_to_do_first(anna: Person) -> None:
    assert "Ta först fram en lägesbild med områden" in anna.client().get("/partner/").content.decode()
    compute(anna)
    assert "Lägg till dem som ansvarar för vissa områden" in anna.client().get("/partner/").content.decode()


def test_a_partners_areas_are_found_by_name_where_the_keys_are_other(anna: Person) -> None:
    picture = compute(anna)
    partner = add_partner(anna)
    partner.areas = {"0180R1": "Åsen", "0180R2": "Kajen"}
    assert queries.areas_of(anna.scope, partner, picture) == ["Åsen"]
