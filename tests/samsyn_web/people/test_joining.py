"""Members who come one by one or as a list, and what is changed about them."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samsyn.errors import BadInput, Refused
from samsyn_web.base import registry
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.registry import Holding
from samsyn_web.base.scope import Role
from samsyn_web.people import services
from samsyn_web.people.forms.several import role_named, rows_of
from samsyn_web.people.models import Membership, User
from samsyn_web.places.models import Area, AreaVersion
from tests.support.story import AT, Person

LIST = """Namn;E-post;Roll;Funktion;Arbetsplats
Fia Fält;;rapportör;Fältsekreterare;Åsen
Gun Granskare;gun@example.org;Granskare;Granskare;Kommunhuset
"""
CHANGED = {"name": "Bo Berg", "role": "analyst", "function_title": "Analytiker", "unit": "Kommunhuset"}


def areas(person: Person, *keys: str) -> None:
    version = AreaVersion.objects.create(
        organisation_id=person.organisation.pk, version="1", digest="d", created_at=AT
    )
    for position, key in enumerate(keys):
        Area.objects.create(version=version, position=position, key=key, name=key.title(), geometry="")


def test_a_reporter_needs_no_address(anna: Person) -> None:
    made = [
        services.add_member(
            organisation=anna.organisation, email=" ", name=name, role=Role.REPORTER, by=anna.user, at=AT
        )
        for name in ("Fia", "Gun")
    ]
    assert [one.user.email for one in made] == [None, None]
    assert str(made[0].user) == "Fia"
    with pytest.raises(BadInput, match="behöver en e-postadress"):
        services.add_member(
            organisation=anna.organisation, email="", name="Ove", role=Role.OWNER, by=anna.user, at=AT
        )
    with pytest.raises(BadInput, match="behöver en e-postadress"):
        services.change_role(membership=made[0], role=Role.REVIEWER, by=anna.user, at=AT)
    with pytest.raises(Refused, match="ingen e-postadress"):
        services.password_link(membership=made[0], by=anna.user, at=AT)


def test_nobody_signs_in_with_an_empty_address(anna: Person) -> None:
    services.add_member(
        organisation=anna.organisation, email="", name="Fia", role=Role.REPORTER, by=anna.user, at=AT
    )
    for address in ("", "None", "null"):
        client = Client()
        client.post("/konto/login/", {"login": address, "password": ""})
        assert "_auth_user_id" not in client.session


def test_an_address_can_be_given_later(anna: Person) -> None:
    made = services.add_member(
        organisation=anna.organisation, email="", name="Fia", role=Role.REPORTER, by=anna.user, at=AT
    )
    form = {
        "name": "Fia Fält",
        "email": "Fia@Example.org",
        "role": "reviewer",
        "function_title": "",
        "unit": "Åsen",
    }
    anna.client().post(f"/medlemmar/{made.pk}/", form)
    made.refresh_from_db()
    assert (made.user.email, made.role, made.unit) == ("fia@example.org", "reviewer", "Åsen")
    event = AuditEvent.objects.get(verb="member.role_changed")
    assert event.detail["fields"] == ["name", "email", "unit"]
    assert "Fia" not in event.detail_json


def test_an_address_that_is_there_is_not_changed_here(anna: Person, bo: Person) -> None:
    anna.client().post(f"/medlemmar/{bo.membership.pk}/", {**CHANGED, "email": "annan@example.org"})
    bo.membership.refresh_from_db()
    assert bo.membership.unit == "Kommunhuset"
    assert User.objects.get(pk=bo.id).email == bo.user.email


def test_the_account_of_somebody_who_works_elsewhere_is_left_alone(
    anna: Person, bo: Person, annanstad
) -> None:
    services.add_member(organisation=annanstad, email=bo.user.email, role=Role.READER, by=None, at=AT)
    page = anna.client().post(f"/medlemmar/{bo.membership.pk}/", CHANGED)
    assert page.status_code == 422
    assert "arbetar också i en annan organisation" in page.content.decode()
    bo.membership.refresh_from_db()
    assert (bo.membership.unit, User.objects.get(pk=bo.id).name) == ("", "Bo")


def test_areas_are_chosen_from_the_newest_set(anna: Person, bo: Person) -> None:
    areas(anna, "torget", "skolan")
    page = anna.client().get(f"/medlemmar/{bo.membership.pk}/").content.decode()
    assert 'value="torget"' in page
    anna.client().post(f"/medlemmar/{bo.membership.pk}/", {**CHANGED, "name": "Bo", "areas": ["torget"]})
    bo.membership.refresh_from_db()
    assert bo.membership.areas == ["torget"]
    with pytest.raises(BadInput, match="hamnen"):
        services.add_member(
            organisation=anna.organisation, email="p@example.org", name="P", role=Role.PROPERTY, areas=["hamnen"],
            by=anna.user, at=AT,
        )  # fmt: skip


def test_the_last_administrator_keeps_the_role_on_the_page_too(anna: Person) -> None:
    page = anna.client().post(f"/medlemmar/{anna.membership.pk}/", {**CHANGED, "name": "Anna"})
    assert page.status_code == 422
    assert "den enda som kan sköta medlemmar" in page.content.decode()


@pytest.mark.parametrize("text", ["rapportör", " Rapportör ", "reporter", "REPORTER"])
def test_a_role_is_named_in_more_than_one_way(text: str) -> None:
    assert role_named(text) is Role.REPORTER


@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_a_list_is_read_with_its_own_mark(mark: str) -> None:
    first, second = rows_of(LIST.replace(";", mark))
    assert (first.name, first.email, first.role, first.unit, first.errors) == (
        "Fia Fält",
        "",
        Role.REPORTER,
        "Åsen",
        (),
    )
    assert (second.number, second.role) == (3, Role.REVIEWER)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (";a@example.org;läsare", "Namnet saknas"),
        ("Eva;a@example.org;kejsare", "ingen roll ”kejsare”"),
        ("Eva;eva;läsare", "ingen e-postadress"),
        ("Eva;;läsare", "Bara en rapportör"),
        ("Eva;a@example.org;läsare;f;a;mer", "fler än fem"),
        (f"{'E' * 121};a@example.org;läsare", "längre än 120"),
    ],
)
def test_what_is_wrong_in_a_row_is_said(row: str, why: str) -> None:
    (found,) = rows_of(row)
    assert any(why in error for error in found.errors)


def test_an_address_twice_in_the_list_is_said() -> None:
    first, second = rows_of("A;a@example.org;läsare\nB;A@Example.org;läsare")
    assert first.errors == ()
    assert "rad 1" in second.errors[0]


def test_a_list_is_shown_first_and_then_added(anna: Person) -> None:
    client = anna.client()
    page = client.post("/medlemmar/flera/", {"text": LIST}).content.decode()
    assert "kan läggas till" in page
    assert "Lägg till 2 personer" in page
    assert Membership.objects.count() == 1, "looking adds nobody"
    page = client.post("/medlemmar/flera/", {"text": LIST, "act": "add"}, follow=True).content.decode()
    assert "2 personer är nu medlemmar." in page
    assert len(re.findall(r'class="copy"', page)) == 1, (
        "a link to choose a password, for the one who signs in"
    )
    assert set(Membership.objects.values_list("role", flat=True)) == {"coordinator", "reporter", "reviewer"}


def test_a_file_in_excels_own_code_page_is_read(anna: Person) -> None:
    file = SimpleUploadedFile("lista.csv", LIST.encode("cp1252"))
    page = anna.client().post("/medlemmar/flera/", {"file": file}).content.decode()
    assert "Fältsekreterare" in page


def test_all_or_nobody(anna: Person, bo: Person, cecilia: Person) -> None:
    text = f"{LIST}Bo;{bo.user.email};läsare\nC;{cecilia.user.email};läsare"
    answer = anna.client().post("/medlemmar/flera/", {"text": text, "act": "add"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "redan en medlems" in page
    assert "konto i en annan organisation" in page
    assert Membership.objects.filter(organisation=anna.organisation).count() == 2
    rows = [
        services.NewMember(name="Ny", email="ny@example.org", role=Role.READER),
        services.NewMember(name="Bo", email=bo.user.email or "", role=Role.READER),
    ]
    with pytest.raises(Refused, match="redan medlem"):
        services.add_members(organisation=anna.organisation, people=rows, by=anna.user, at=AT)
    assert not User.objects.filter(email="ny@example.org").exists()


def test_an_empty_list_says_so(anna: Person) -> None:
    answer = anna.client().post("/medlemmar/flera/", {"text": "  "})
    assert answer.status_code == 422
    assert "Listan är tom" in answer.content.decode()


def test_somebody_takes_over_a_function(anna: Person, bo: Person) -> None:
    anna.client().post(f"/medlemmar/{bo.membership.pk}/", CHANGED)
    anna.client().post(f"/medlemmar/{bo.membership.pk}/avsluta/")
    assert "Funktioner som väntar på någon" in anna.client().get("/medlemmar/").content.decode()
    page = anna.client().get(f"/medlemmar/ny/?efter={bo.membership.pk}").content.decode()
    assert 'value="Analytiker"' in page
    assert "tar över funktionen Analytiker efter Bo Berg" in page
    form = {**CHANGED, "name": "Eva", "email": "eva@example.org"}
    anna.client().post(f"/medlemmar/ny/?efter={bo.membership.pk}", form)
    assert "Funktioner som väntar" not in anna.client().get("/medlemmar/").content.decode()


def test_what_a_leaver_has_in_hand_is_told(anna: Person, bo: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_holdings", {})
    registry.register_holdings(
        "lamps",
        lambda scope, user_id: [Holding(what="lampan i gränden", href="/")] if user_id == bo.id else [],
    )
    for page in (f"/medlemmar/{bo.membership.pk}/avsluta/",):
        assert "lampan i gränden" in anna.client().get(page).content.decode()
    assert "lampan" not in anna.client().get(f"/medlemmar/{anna.membership.pk}/avsluta/").content.decode()
    anna.client().post(f"/medlemmar/{bo.membership.pk}/avsluta/")
    assert "lampan i gränden" in anna.client().get(f"/medlemmar/{bo.membership.pk}/").content.decode()


def test_the_operator_changes_an_address_and_gives_nobody_anothers(anna: Person, bo: Person) -> None:
    services.change_address(membership=bo.membership, email="Bo.Berg@example.org", by=None, at=AT)
    assert User.objects.get(pk=bo.id).email == "bo.berg@example.org"
    with pytest.raises(Refused, match="har redan ett konto"):
        services.change_address(membership=bo.membership, email=anna.user.email or "", by=None, at=AT)
    with pytest.raises(BadInput, match="behöver en e-postadress"):
        services.change_address(membership=bo.membership, email=" ", by=None, at=AT)
